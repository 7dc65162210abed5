//! Numbers as text.
//!
//! The standard library's formatting of floating point costs 20 KB of wasm, and its parsing 15 KB.
//! Drawings need no more than tenths, which are integers; for the rest there is the writer that comes
//! with serde_json in any case.

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

/// A number with all its digits, as messages quote it: `134.3`, `5`.
pub(crate) fn text(number: f64) -> String {
    // Whole numbers up to here have no digit that is made up (2^53).
    if number.abs() < 9_007_199_254_740_992.0 && number.fract() == 0.0 {
        return (number as i64).to_string();
    }
    match serde_json::Number::from_f64(number) {
        Some(number) => number.to_string(),
        None => "no number".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (number, want) in [(134.3, "134.3"), (-5.0, "-5"), (0.1, "0.1"), (1e15, "1000000000000000")] {
            assert_eq!(text(number), want);
        }
        assert_eq!(text(f64::NAN), "no number");
    }
}
