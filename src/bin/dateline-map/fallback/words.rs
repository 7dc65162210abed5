//! The few words of the fallback that are not the story's.
//!
//! What the interface does not know in a language is left out: a Persian page is not served in English, and a date in digits is
//! read everywhere.

use dateline_map::story::{Date, Kind, Story};
use dateline_map::words::Words;

/// The language of a BCP 47 tag, lower case.
fn language(lang: &str) -> String {
    lang.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// What a place is, in a word; `None` in a language that is not known.
pub fn kind(kind: Kind, lang: &str) -> Option<String> {
    let words = Words::new(lang);
    words.is_known().then(|| words.kind(kind).to_owned())
}

/// What the map shows, for those who do not see it: in a language that is not known, the title and the
/// names alone.
pub fn describe(story: &Story, lang: &str) -> String {
    /// A screen reader reads the description in one go.
    const MOST_NAMES: usize = 20;
    let words = Words::new(lang);
    if words.is_known() || story.places.is_empty() {
        return words.describe(story, lang);
    }
    let names: Vec<&str> = story.places.iter().take(MOST_NAMES).map(|place| place.name.get(lang)).collect();
    let names = names.join(", ") + if story.places.len() > MOST_NAMES { " …" } else { "" };
    story.title.as_ref().map_or(names.clone(), |title| format!("{title}: {names}"))
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
    fn words_of_a_language_that_is_not_known_are_left_out() {
        assert_eq!(kind(Kind::City, "fa-AF").as_deref(), Some("شهر"));
        assert_eq!(kind(Kind::Site, "en-GB").as_deref(), Some("Site"));
        assert_eq!(kind(Kind::City, "ja"), None);
        let file = br#"{"type":"FeatureCollection","title":"T","features":[
            {"type":"Feature","geometry":null,"properties":{"name":"A","name:fa":"B"}},
            {"type":"Feature","geometry":null,"properties":{"name":"C"}}]}"#;
        let story = dateline_map::story::read(file).unwrap().story;
        assert_eq!(describe(&story, "en"), "Map of 2 places: A, C.");
        assert_eq!(describe(&story, "fa"), "نقشهٔ 2 مکان: B، C.");
        assert_eq!(describe(&story, "ja"), "T: A, C");
    }
}
