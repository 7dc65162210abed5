//! Colours: read as style sheets and simplestyle write them, compared as WCAG does.

use crate::geo::math::fifth_root;
use std::fmt;

/// A colour in sRGB, eight bits a channel, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity: 0 is clear, 255 is solid.
    pub a: u8,
}

impl Color {
    /// A solid colour.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 255 }
    }

    /// A colour of the given opacity.
    pub const fn rgba(r: u8, g: u8, b: u8, a: u8) -> Self {
        Self { r, g, b, a }
    }

    /// Reads `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`, with or without the `#`, in either case.
    ///
    /// simplestyle 1.1 has the forms of three and six digits; CSS Color 4, section 5.2, adds the
    /// others. Everything else, named colours too, is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text).as_bytes();
        let digit = |at: usize| (digits[at] as char).to_digit(16).map(|d| d as u8);
        let short = |at: usize| digit(at).map(|d| d * 17);
        let long = |at: usize| Some(digit(at)? * 16 + digit(at + 1)?);
        match digits.len() {
            3 => Some(Self::rgb(short(0)?, short(1)?, short(2)?)),
            4 => Some(Self::rgba(short(0)?, short(1)?, short(2)?, short(3)?)),
            6 => Some(Self::rgb(long(0)?, long(2)?, long(4)?)),
            8 => Some(Self::rgba(long(0)?, long(2)?, long(4)?, long(6)?)),
            _ => None,
        }
    }

    /// The same colour with its opacity multiplied by `opacity`, which is held within 0..=1.
    #[must_use]
    pub fn fade(self, opacity: f64) -> Self {
        Self { a: (f64::from(self.a) * opacity.clamp(0.0, 1.0)).round() as u8, ..self }
    }

    /// This colour laid over `ground`: what is seen. The "source over" rule of Porter and Duff (1984).
    #[must_use]
    pub fn over(self, ground: Self) -> Self {
        let (top, below) = (f64::from(self.a) / 255.0, f64::from(ground.a) / 255.0);
        let alpha = top + below * (1.0 - top);
        if alpha == 0.0 {
            return Self::rgba(0, 0, 0, 0);
        }
        let mix =
            |s: u8, g: u8| ((f64::from(s) * top + f64::from(g) * below * (1.0 - top)) / alpha).round() as u8;
        Self::rgba(
            mix(self.r, ground.r),
            mix(self.g, ground.g),
            mix(self.b, ground.b),
            (alpha * 255.0).round() as u8,
        )
    }

    /// The relative luminance, 0 for black to 1 for white; opacity is not looked at.
    ///
    /// WCAG 2.2, "relative luminance".
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 {
                return c / 12.92;
            }
            // To the power 2.4. The general power is 0.7 KB of wasm.
            let square = ((c + 0.055) / 1.055) * ((c + 0.055) / 1.055);
            square * fifth_root(square)
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// The contrast ratio with `other`: 1 for the same colour to 21 for black and white.
    ///
    /// WCAG 2.2, "contrast ratio": text needs 4.5, large text and graphics 3.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl fmt::Display for Color {
    /// CSS hexadecimal notation: `#rrggbb`, or `#rrggbbaa` when not solid.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)?;
        if self.a < 255 {
            write!(f, "{:02x}", self.a)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_forms_of_simplestyle_are_read_with_and_without_the_hash() {
        let want = Some(Color::rgb(0xff, 0x44, 0x00));
        for text in ["#f40", "f40", "#FF4400", "ff4400", "#f40f", "#ff4400ff"] {
            assert_eq!(Color::parse(text), want, "{text}");
        }
        assert_eq!(Color::parse("#0008"), Some(Color::rgba(0, 0, 0, 0x88)));
    }

    #[test]
    fn what_is_not_a_hexadecimal_colour_is_none() {
        for text in ["", "#", "red", "#ff", "#fffff", "##fff", "#ggg", "#fff ", "é1", "rgb(1,2,3)", "#１２３"]
        {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }

    #[test]
    fn black_on_white_has_the_highest_contrast() {
        let (black, white) = (Color::rgb(0, 0, 0), Color::rgb(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-12);
        // #767676 is known as the lightest grey that white can carry text on: 4.54.
        assert!((Color::rgb(0x76, 0x76, 0x76).contrast(white) - 4.54).abs() < 0.005);
        assert!(white.luminance() > black.luminance());
    }

    #[test]
    fn the_luminance_of_every_grey_is_that_of_the_curve_of_srgb() {
        for channel in 0..=255 {
            let c = f64::from(channel) / 255.0;
            let linear = if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
            let found = Color::rgb(channel, channel, channel).luminance();
            assert!((found - linear).abs() < 1e-15, "{channel}: {found}, {linear}");
        }
    }

    #[test]
    fn a_clear_colour_over_another_leaves_it_as_it_is() {
        let ground = Color::rgb(10, 20, 30);
        assert_eq!(Color::rgba(200, 200, 200, 0).over(ground), ground);
        assert_eq!(Color::rgb(0, 0, 0).fade(0.5).over(Color::rgb(255, 255, 255)), Color::rgb(127, 127, 127));
        assert_eq!(Color::rgba(9, 9, 9, 0).over(Color::rgba(1, 1, 1, 0)).a, 0);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(r: u8, g: u8, b: u8, a: u8) {
            let color = Color::rgba(r, g, b, a);
            prop_assert_eq!(Color::parse(&color.to_string()), Some(color));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,10}") {
            let _ = Color::parse(&text);
        }
    }
}
