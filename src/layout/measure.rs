//! What only a platform knows of text: how wide its fonts set it, and what its capitals are.

use crate::theme::Font;

/// Measures text, and sets it in capitals.
pub trait TextMeasure {
    /// The advance width of `text` set in `font`, in CSS px, its letter spacing included.
    fn width(&self, text: &str, font: &Font) -> f64;

    /// `text` in capitals, where its script has them. Handed in as well: the tables take 13 KB of wasm,
    /// and every browser has them.
    fn upper(&self, text: &str) -> String;

    /// The name in `lang`, a BCP 47 tag, of the country whose ISO 3166-1 alpha-2 code is `code`; `None`
    /// where it is not known, or `lang` is that of the basemap's own names. Browsers have these tables.
    fn country(&self, _code: &str, _lang: &str) -> Option<String> {
        None
    }
}

/// The longest beginning of a `name` too wide for the `room` that has room with an ellipsis, with that; and its width.
///
/// The end is looked for by halves, since a name may have a hundred thousand letters.
pub(super) fn cut(name: &str, room: f64, width: &dyn Fn(&str) -> f64) -> (String, f64) {
    let ellipsis = width("…");
    // What is known to have room, how wide it is, and what is known to have none.
    let (mut fits, mut wide, mut over) = (0, 0.0, name.len());
    loop {
        let mut middle = fits + (over - fits) / 2;
        while !name.is_char_boundary(middle) {
            middle -= 1;
        }
        // One letter more than what has room, at the least.
        let letter = name[fits..].chars().next().map_or(0, char::len_utf8);
        middle = middle.max(fits + letter);
        if middle >= over {
            return ([&name[..fits], "…"].concat(), wide + ellipsis);
        }
        let beginning = width(&name[..middle]);
        if beginning + ellipsis > room {
            over = middle;
        } else {
            (fits, wide) = (middle, beginning);
        }
    }
}

/// Widths without a font: for tests, and where no font file is at hand.
///
/// Each character has the width of its class in Helvetica (Adobe's AFM tables, in thousandths of the
/// em), widened for weight, and then by 4 % so that a wider system font still finds room.
#[derive(Debug, Clone, Copy, Default)]
pub struct ApproximateMeasure;

impl TextMeasure for ApproximateMeasure {
    fn upper(&self, text: &str) -> String {
        text.to_uppercase()
    }

    fn width(&self, text: &str, font: &Font) -> f64 {
        let weight = if font.weight >= 600 { 1.06 } else { 1.0 };
        let (mut em, mut letters) = (0.0, 0.0);
        for c in text.chars() {
            let w = advance(c);
            em += w;
            letters += if w > 0.0 { 1.0 } else { 0.0 };
        }
        em * font.size * weight * 1.04 + letters * font.spacing
    }
}

/// The width of `c` as a share of the em.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '’' | '|' => 0.222,
        'f' | 't' | 'I' | ' ' | '.' | ',' | ':' | ';' | '!' | '/' | '[' | ']' => 0.278,
        'r' | '-' | '(' | ')' | '“' | '”' | '"' => 0.333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'm' | '—' => 0.85,
        'w' | 'A' | 'B' | 'C' | 'D' | 'E' | 'H' | 'K' | 'N' | 'P' | 'R' | 'S' | 'U' | 'V' | 'X' | 'Y' => 0.7,
        'G' | 'O' | 'Q' | 'M' => 0.8,
        'W' => 0.944,
        '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{200B}'..='\u{200F}' => 0.0, // marks, joiners
        // CJK, Hangul, kana and full-width forms fill the em.
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}' => 1.0,
        _ => 0.556, // the other lower-case letters, digits, Cyrillic, Arabic …
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{ANNOTATION_FONT, COUNTRY_FONT, PLACE_FONT};

    #[test]
    fn nothing_has_no_width_and_more_text_is_wider() {
        assert_eq!(ApproximateMeasure.width("", &PLACE_FONT), 0.0);
        let (a, b) =
            (ApproximateMeasure.width("Herat", &PLACE_FONT), ApproximateMeasure.width("Herat!", &PLACE_FONT));
        assert!(a < b && (30.0..50.0).contains(&a), "{a}");
    }

    #[test]
    fn letter_spacing_counts_each_letter_but_not_the_marks_on_it() {
        let plain = crate::theme::Font { spacing: 0.0, ..COUNTRY_FONT };
        let extra =
            ApproximateMeasure.width("IRAN", &COUNTRY_FONT) - ApproximateMeasure.width("IRAN", &plain);
        assert!((extra - 4.0 * COUNTRY_FONT.spacing).abs() < 1e-9);
        let accent = "e\u{0301}";
        assert_eq!(
            ApproximateMeasure.width(accent, &ANNOTATION_FONT),
            ApproximateMeasure.width("e", &ANNOTATION_FONT)
        );
    }
}
