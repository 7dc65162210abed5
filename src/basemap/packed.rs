//! The arcs of a topology as one text, in half the bytes on the wire: an extension of ours to TopoJSON.
//!
//! `arcs` is then a string, and the file must have a `transform`. The string is a row of whole numbers:
//! for each arc how many positions it has, and as many steps in x and in y of the transform's grid, each
//! from the position before, the last one of the arc before included; the first is counted from 0, 0.
//!
//! A number is written in digits from 0 to 90, the printable ASCII characters from `#` on without the
//! backslash, so that JSON need not escape any. A digit below 70 is the number itself. One in 70..=89
//! begins a number of two digits, 70 + 91 (first - 70) + second, and 90 one of four, whose other three
//! are its places to the base 91. A step `v` is the number 2 v, or -2 v - 1 if it is negative. Most steps
//! then are one character, which compresses best; 70 was found by trying.

use super::json::{self, Position, Read};

/// How many digits there are, and how many of them are numbers of their own.
const DIGITS: u32 = 91;
const SINGLE: u32 = 70;

/// The arcs in the JSON string `raw`. The first position of each is told as it stands on the grid, the
/// others as steps, as TopoJSON has them.
pub(super) fn arcs(raw: &str) -> Read<Vec<Vec<Position>>> {
    let mut digits = raw.trim_matches('"').as_bytes();
    let (mut arcs, mut at) = (Vec::new(), Position(0.0, 0.0));
    while !digits.is_empty() {
        let arc = arc(&mut digits, &mut at);
        arcs.push(
            arc.ok_or_else(|| json::wrong("arcs that are packed", &json::excerpt(raw), "arcs".into()))?,
        );
    }
    Ok(arcs)
}

/// The arc that `digits` begin with, `at` being where the arc before it ends. They go on behind it.
fn arc(digits: &mut &[u8], at: &mut Position) -> Option<Vec<Position>> {
    let mut positions = Vec::new();
    for _ in 0..number(digits)? {
        let step = Position(step(digits)?, step(digits)?);
        *at = Position(at.0 + step.0, at.1 + step.1);
        positions.push(if positions.is_empty() { *at } else { step });
    }
    Some(positions)
}

/// The step that `digits` begin with.
fn step(digits: &mut &[u8]) -> Option<f64> {
    let number = number(digits)?;
    let half = f64::from(number.div_ceil(2));
    Some(if number % 2 == 0 { half } else { -half })
}

/// The number that `digits` begin with.
fn number(digits: &mut &[u8]) -> Option<u32> {
    Some(match digit(digits)? {
        single @ 0..SINGLE => single,
        90 => (digit(digits)? * DIGITS + digit(digits)?) * DIGITS + digit(digits)?,
        first => SINGLE + (first - SINGLE) * DIGITS + digit(digits)?,
    })
}

fn digit(digits: &mut &[u8]) -> Option<u32> {
    let (byte, rest) = digits.split_first()?;
    *digits = rest;
    match byte {
        b'#'..=b'[' => Some(u32::from(byte - b'#')),
        b']'..=b'~' => Some(u32::from(byte - b'$')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What scripts/pack.mjs writes for the number.
    fn written(number: u32) -> Vec<u8> {
        let digit = |digit: u32| b'#' + digit as u8 + u8::from(digit >= 57);
        match number {
            0..70 => vec![digit(number)],
            70..1890 => vec![digit(70 + (number - 70) / 91), digit((number - 70) % 91)],
            _ => vec![b'~', digit(number / 8281), digit(number / 91 % 91), digit(number % 91)],
        }
    }

    fn read(raw: &str) -> Result<Vec<Vec<(f64, f64)>>, String> {
        let read = arcs(raw).map_err(|error| error.to_string())?;
        Ok(read.iter().map(|arc| arc.iter().map(|at| (at.0, at.1)).collect()).collect())
    }

    #[test]
    fn every_number_is_read_as_it_was_written_and_no_digit_needs_an_escape() {
        for n in (0..3000).chain((3000..753_571).step_by(997)).chain([753_570]) {
            let text = written(n);
            assert!(text.iter().all(|byte| (b'#'..=b'~').contains(byte) && *byte != b'\\'), "{n}");
            let mut digits = text.as_slice();
            assert_eq!(number(&mut digits), Some(n));
            assert!(digits.is_empty(), "{n}");
        }
    }

    #[test]
    fn an_arc_begins_where_the_one_before_it_ended() {
        // Two positions: 5, 3 and from there -1, 0; then one: from there 0, -2.
        let text: Vec<u8> = [2, 10, 6, 1, 0, 1, 0, 3].into_iter().flat_map(written).collect();
        let raw = format!("\"{}\"", String::from_utf8(text).unwrap());
        assert_eq!(read(&raw).unwrap(), [vec![(5.0, 3.0), (-1.0, 0.0)], vec![(4.0, 1.0)]]);
        assert_eq!(read("\"\"").unwrap(), Vec::<Vec<(f64, f64)>>::new());
    }

    #[test]
    fn a_text_that_is_cut_short_or_is_something_else_is_an_error() {
        for raw in ["\"%##\"", "\"%\"", "\"~\"", "\"hello world\"", "\"$é\"", "\"\\\\\"", "\"~~~~\""] {
            assert!(read(raw).unwrap_err().contains("expected arcs that are packed"), "{raw}");
        }
    }
}
