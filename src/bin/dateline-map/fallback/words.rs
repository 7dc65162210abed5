//! The few words of the fallback that are not the story's, in some of the languages stories are told in.
//!
//! What is in no table is left out: a Persian page is not served in English, and a date in digits is
//! read everywhere.

use dateline_map::story::{Date, Kind, Story};
use dateline_map::words;

/// The description names no more places than this; a screen reader reads it in one go.
const MOST_NAMES: usize = 20;

/// Words of one language: "map", then the kinds in the order of [`Kind::ALL`].
type Table = (&'static str, &'static str, [&'static str; 5]);

const TABLES: [Table; 7] = [
    ("en", "Map", ["Country", "Province", "City", "District", "Site"]),
    ("ar", "خريطة", ["بلد", "محافظة", "مدينة", "حي", "موقع"]),
    ("de", "Karte", ["Land", "Provinz", "Stadt", "Bezirk", "Ort"]),
    ("es", "Mapa", ["País", "Provincia", "Ciudad", "Distrito", "Lugar"]),
    ("fa", "نقشه", ["کشور", "استان", "شهر", "ناحیه", "مکان"]),
    ("fr", "Carte", ["Pays", "Province", "Ville", "District", "Lieu"]),
    ("ru", "Карта", ["Страна", "Провинция", "Город", "Район", "Место"]),
];

/// Languages that are written from right to left unless their tag names another script (ISO 639 codes,
/// after the `characterOrder` of Unicode CLDR 47).
const RTL_LANGUAGES: [&str; 16] =
    ["ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "prs", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that are written from right to left (ISO 15924), lower case.
const RTL_SCRIPTS: [&str; 7] = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];

/// The language of a BCP 47 tag, lower case.
fn language(lang: &str) -> String {
    lang.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

fn table(lang: &str) -> Option<&'static Table> {
    let language = language(lang);
    TABLES.iter().find(|(tag, ..)| *tag == language)
}

/// Whether a language is written from right to left.
pub fn is_rtl(lang: &str) -> bool {
    match lang.split('-').nth(1).filter(|part| part.len() == 4) {
        Some(script) => RTL_SCRIPTS.contains(&script.to_ascii_lowercase().as_str()),
        None => RTL_LANGUAGES.contains(&language(lang).as_str()),
    }
}

/// What a place is, in a word; `None` in a language that is not known here.
pub fn kind(kind: Kind, lang: &str) -> Option<&'static str> {
    let (_, _, kinds) = table(lang)?;
    Kind::ALL.iter().position(|k| *k == kind).map(|at| kinds[at])
}

/// What the map shows, for those who do not see it.
pub fn describe(story: &Story, lang: &str) -> String {
    let english = language(lang) == "en" && story.places.len() <= MOST_NAMES;
    let names: Vec<&str> = story.places.iter().take(MOST_NAMES).map(|place| place.name.get(lang)).collect();
    if english || names.is_empty() {
        return words::describe(story, lang);
    }
    let comma = if ["ar", "fa", "ps", "ur"].contains(&language(lang).as_str()) { "، " } else { ", " };
    let more = if story.places.len() > MOST_NAMES { " …" } else { "" };
    let names = names.join(comma) + more;
    match table(lang) {
        Some((_, map, _)) => format!("{map}: {names}"),
        None => story.title.as_ref().map_or(names.clone(), |title| format!("{title}: {names}")),
    }
}

/// A date: in words in English, else in digits, as ISO 8601 has them.
pub fn date(date: &Date, lang: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = date.parts();
    if language(lang) != "en" || year < 1 {
        return digits(date);
    }
    let Some(month) = month.and_then(|month| MONTHS.get(usize::from(month) - 1)) else {
        return year.to_string();
    };
    match day {
        None => format!("{month} {year}"),
        Some(day) if lang.to_ascii_lowercase().ends_with("-us") => format!("{month} {day}, {year}"),
        Some(day) => format!("{day} {month} {year}"),
    }
}

/// A date as HTML's `<time>` reads it, `2021-07-09`; `None` for one that it cannot hold: HTML counts
/// years from 1.
pub fn machine_date(date: &Date) -> Option<String> {
    (1..=9999).contains(&date.parts().0).then(|| digits(date))
}

/// `2021-07-09`, as far as it is known.
fn digits(date: &Date) -> String {
    let (year, month, day) = date.parts();
    let mut out = format!("{year:04}");
    for part in [month, day].into_iter().flatten() {
        out.push_str(&format!("-{part:02}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, lang: &str) -> (String, Option<String>) {
        let parsed = Date::parse(text).unwrap();
        (date(&parsed, lang), machine_date(&parsed))
    }

    #[test]
    fn dates_are_words_in_english_and_digits_elsewhere() {
        assert_eq!(
            told("2021-07-09T10:00+04:30", "en-GB"),
            ("9 July 2021".into(), Some("2021-07-09".into()))
        );
        assert_eq!(told("2021-07-09", "en-US").0, "July 9, 2021");
        assert_eq!(told("2021-12", "en").0, "December 2021");
        assert_eq!(told("0476", "en"), ("476".into(), Some("0476".into())));
        assert_eq!(told("2021-07-09", "fa-AF").0, "2021-07-09");
        assert_eq!(told("-0329", "en"), ("-329".into(), None));
    }

    #[test]
    fn direction_follows_the_script_where_the_tag_names_one() {
        for rtl in ["fa", "fa-AF", "AR", "he-IL", "pa-Arab", "ps"] {
            assert!(is_rtl(rtl), "{rtl}");
        }
        for ltr in ["", "en-GB", "ru", "fa-Latn", "ar-Latn-EG", "faroese"] {
            assert!(!is_rtl(ltr), "{ltr}");
        }
    }

    #[test]
    fn words_of_a_language_that_is_not_known_are_left_out() {
        assert_eq!(kind(Kind::City, "fa-AF"), Some("شهر"));
        assert_eq!(kind(Kind::Site, "en-GB"), Some("Site"));
        assert_eq!(kind(Kind::City, "ja"), None);
        let file = br#"{"type":"FeatureCollection","title":"T","features":[
            {"type":"Feature","geometry":null,"properties":{"name":"A","name:fa":"B"}},
            {"type":"Feature","geometry":null,"properties":{"name":"C"}}]}"#;
        let story = dateline_map::story::read(file).unwrap().story;
        assert_eq!(describe(&story, "en"), "Map of 2 places: A, C.");
        assert_eq!(describe(&story, "fa"), "نقشه: B، C");
        assert_eq!(describe(&story, "ja"), "T: A, C");
    }
}
