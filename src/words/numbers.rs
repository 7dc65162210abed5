//! Numbers and distances in words, where no browser writes them: plainly, with the digits 0 to 9.
//!
//! In a browser `Intl` does, and this is not compiled in but for the shortest of forms.

use crate::units::Unit;

/// Writes a number for readers of a language (BCP 47): tenths, and the unit that they are counted in.
pub type Format = fn(lang: &str, tenths: u64, unit: Option<Unit>) -> String;

/// The symbols of metre, kilometre, foot and mile, one and many, and what stands between groups of three
/// digits and before the tenths (Unicode CLDR 47).
struct Custom([&'static str; 5], char, char);

const ENGLISH: Custom = Custom(["m", "km", "ft", "mile", "miles"], ',', '.');
#[cfg(not(target_arch = "wasm32"))]
const CUSTOMS: [(&str, Custom); 10] = [
    ("en", ENGLISH),
    ("ar", Custom(["م", "كم", "قدم", "ميل", "ميل"], ',', '.')),
    ("fa", Custom(["متر", "کیلومتر", "فوت", "مایل", "مایل"], ',', '.')),
    ("ps", Custom(["متر", "کیلومتره", "فوټه", "میل", "میله"], ',', '.')),
    ("ur", Custom(["میٹر", "کلومیٹر", "فٹ", "میل", "میل"], ',', '.')),
    ("ru", Custom(["м", "км", "фт", "мили", "мили"], '\u{a0}', ',')),
    ("zh", Custom(["米", "公里", "英尺", "英里", "英里"], ',', '.')),
    ("fr", Custom(["m", "km", "pi", "mille", "milles"], '\u{202f}', ',')),
    ("de", Custom(["m", "km", "Fuß", "Meile", "Meilen"], '.', ',')),
    ("es", Custom(["m", "km", "ft", "milla", "millas"], '.', ',')),
];

/// Writes a number by the custom of the language; by the English one, where that is not known.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn format(lang: &str, tenths: u64, unit: Option<Unit>) -> String {
    let language = super::here(lang).map_or("en", |(tag, _)| tag);
    let custom = CUSTOMS.iter().find(|(tag, _)| *tag == language).map_or(&ENGLISH, |(_, custom)| custom);
    by(custom, tenths, unit)
}

/// Writes a number in English: in a browser, until its own way has been set.
#[cfg(target_arch = "wasm32")]
pub(super) fn format(_: &str, tenths: u64, unit: Option<Unit>) -> String {
    in_english(tenths, unit)
}

/// Writes a number in English.
pub fn in_english(tenths: u64, unit: Option<Unit>) -> String {
    by(&ENGLISH, tenths, unit)
}

fn by(Custom(units, group, decimal): &Custom, tenths: u64, unit: Option<Unit>) -> String {
    let digits = (tenths / 10).to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(*group);
        }
        out.push(digit);
    }
    if !tenths.is_multiple_of(10) {
        out.push(*decimal);
        out.push_str(&(tenths % 10).to_string());
    }
    if let Some(unit) = unit {
        out.push(' ');
        out.push_str(
            units[match unit {
                Unit::Metre => 0,
                Unit::Kilometre => 1,
                Unit::Foot => 2,
                Unit::Mile if tenths == 10 => 3,
                Unit::Mile => 4,
            }],
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{LANGUAGES, Words};
    use super::*;
    use crate::units::Units;

    #[test]
    fn distances_are_rounded_to_what_a_reader_wants_to_know() {
        let words = Words::new("en");
        for (metres, metric, imperial) in [
            (0.0, "0 m", "0 ft"),
            (456.0, "460 m", "1,500 ft"),
            (1_234.0, "1.2 km", "4,050 ft"),
            (1_609.0, "1.6 km", "1 mile"),
            (3_000.0, "3 km", "1.9 miles"),
            (56_400.0, "56 km", "35 miles"),
            (123_456.0, "120 km", "77 miles"),
            (3_364_000.0, "3,360 km", "2,090 miles"),
            (20_015_000.0, "20,020 km", "12,440 miles"),
        ] {
            assert_eq!(words.distance(metres, Units::Metric), metric);
            assert_eq!(words.distance(metres, Units::Imperial), imperial);
        }
    }

    #[test]
    fn each_language_has_its_own_custom() {
        for (tag, _) in LANGUAGES {
            assert!(CUSTOMS.iter().any(|(known, _)| known == tag), "{tag}");
        }
        assert_eq!(Words::new("de-AT").distance(3_364_000.0, Units::Metric), "3.360 km");
        assert_eq!(Words::new("ru").distance(1_234.0, Units::Metric), "1,2 км");
        assert_eq!(Words::new("fa").distance(3_364_000.0, Units::Metric), "3,360 کیلومتر");
        assert_eq!(Words::new("ja").distance(3_364_000.0, Units::Metric), "3,360 km");
    }

    #[test]
    fn another_way_with_numbers_takes_the_place_of_this_one() {
        let mut words = Words::new("de");
        words.set_format(|lang, tenths, unit| format!("{lang} {tenths} {}", unit.is_some()));
        assert_eq!(words.number(7), "de 70 false");
        assert_eq!(words.in_language("fr").distance(5000.0, Units::Metric), "fr 50 true");
    }
}
