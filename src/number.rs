//! Numbers as text.
//!
//! The standard library's formatting of floating point costs 20 KB of wasm, and its parsing 15 KB; the
//! writer that serde_json has costs 3 KB more when it is compressed. Drawings need no more than tenths,
//! and messages the digits that somebody wrote: both are integers with a point in them.

use serde_json::Number;
use std::fmt;

/// A number of px with at most one decimal, written as short as it goes.
pub(crate) struct Px(pub f64);

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let (sign, tenths) = if tenths < 0 { ("-", -tenths) } else { ("", tenths) };
        match tenths % 10 {
            0 => write!(f, "{sign}{}", tenths / 10),
            tenth => write!(f, "{sign}{}.{tenth}", tenths / 10),
        }
    }
}

/// From here on whole numbers have digits that are made up (2^53).
const INEXACT: f64 = 9_007_199_254_740_992.0;

/// A number with the digits that it was written with, as messages quote it: `134.3`, `5`, `-2.5e21`. Of
/// one with more than 15 digits, as many.
pub(crate) fn text(number: f64) -> String {
    if !number.is_finite() {
        return "no number".into();
    }
    let (mut rest, mut power) = (number, 0);
    if rest.abs() >= INEXACT {
        while rest.abs() >= 10.0 {
            rest /= 10.0;
            power += 1;
        }
    } else if rest != 0.0 && rest.abs() < 1e-6 {
        while rest.abs() < 1.0 {
            rest *= 10.0;
            power -= 1;
        }
    }
    // With the fewest decimals that tell the number from every other: a quotient of two exact numbers is
    // rounded as the decimal fraction is that it stands for.
    let (mut decimals, mut scale) = (0, 1.0);
    while (rest * scale).round() / scale != rest && (rest * scale * 10.0).abs() < 1e15 {
        decimals += 1;
        scale *= 10.0;
    }
    let mut out = ((rest * scale).round().abs() as u64).to_string();
    if decimals > 0 {
        while out.len() <= decimals {
            out.insert(0, '0');
        }
        out.insert(out.len() - decimals, '.');
        // Where 15 digits were not enough, rounding may have made zeros of the last ones.
        out.truncate(out.trim_end_matches('0').trim_end_matches('.').len());
    }
    if rest < 0.0 {
        out.insert(0, '-');
    }
    if power != 0 {
        out.push('e');
        out.push_str(&i32::to_string(&power));
    }
    out
}

/// A number of JSON, the same way.
pub(crate) fn json(number: &Number) -> String {
    match (number.as_i64(), number.as_f64()) {
        (Some(whole), _) => whole.to_string(),
        (None, float) => text(float.unwrap_or(f64::NAN)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn px_are_written_with_at_most_one_decimal() {
        for (number, want) in
            [(0.0, "0"), (-0.04, "0"), (1.0, "1"), (-0.25, "-0.3"), (12.34, "12.3"), (-7.0, "-7")]
        {
            assert_eq!(Px(number).to_string(), want, "{number}");
        }
    }

    #[test]
    fn all_digits_of_a_number_are_kept() {
        for (number, want) in [
            (134.3, "134.3"),
            (-5.0, "-5"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (-0.05, "-0.05"),
            (62.1997, "62.1997"),
            (1e15, "1000000000000000"),
            (-2.5e21, "-2.5e21"),
            (1e-7, "1e-7"),
            (0.1 + 0.2, "0.3"),
            (f64::MAX, "1.79769313486232e308"),
        ] {
            assert_eq!(text(number), want);
        }
        assert_eq!([text(f64::NAN), text(f64::INFINITY)], ["no number", "no number"]);
    }

    #[test]
    fn a_number_of_json_is_written_as_in_the_file() {
        for written in ["7", "-12", "134.3", "9007199254740993"] {
            assert_eq!(json(&serde_json::from_str(written).unwrap()), written);
        }
        assert_eq!(json(&serde_json::from_str("7.0").unwrap()), "7", "as JavaScript has it");
    }

    proptest! {
        #[test]
        fn a_number_of_few_digits_is_read_back_as_itself(digits in -999_999_999_999_i64..999_999_999_999, point in 0..8_i32) {
            let number = digits as f64 / 10_f64.powi(point);
            prop_assert_eq!(text(number).parse(), Ok(number));
        }

        #[test]
        fn any_number_is_read_back_to_fifteen_digits_or_nearly(number in any::<f64>()) {
            prop_assume!(number.is_normal());
            let read: f64 = text(number).parse().unwrap();
            prop_assert!((read - number).abs() <= number.abs() * 1e-9, "{} {}", number, read);
        }
    }
}
