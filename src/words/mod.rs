//! What the interface itself says, and what it calls the waters, in the reader's language. The story's words come from
//! the story.

mod numbers;
mod table;
mod waters;

pub use numbers::{Format, in_english};
pub use table::Text;

use crate::basemap::{Basemap, Level, LineClass};
use crate::story::{Excerpt, Kind, Story};
use crate::units::{Length, Units};
use std::cell::RefCell;
use table::{ALL, KEYS, LANGUAGES};
use waters::WATERS;

/// Languages that are written from right to left unless their tag names another script (ISO 639 codes,
/// after the `characterOrder` of Unicode CLDR 47).
const RTL_LANGUAGES: &str = " ar arc azb ckb dv fa he iw ks ps prs sd syr ug ur yi ";
/// Scripts that are written from right to left (ISO 15924).
const RTL_SCRIPTS: &str = " adlm arab hebr nkoo rohg syrc thaa ";
/// A list of hundreds is no description: of more places than this, two are named.
const MOST_DESCRIBED: usize = 20;
/// And it is no name of a button: more than this are counted.
pub const MOST_TOLD: usize = 8;

/// The tag of a language and its texts, each on its line; behind those that have come, the names of the waters.
type Texts = (&'static str, &'static str);

thread_local! {
    /// The languages that have come while the page was open. There are few, and each stays as long as the page.
    static TAUGHT: RefCell<Vec<Texts>> = const { RefCell::new(Vec::new()) };
}

/// Where the texts of a language are.
enum Found {
    Here(Texts),
    /// They may be had for this tag.
    Away(String),
    /// There are none.
    Nowhere,
}

/// The texts of one language, with those that the author has put in their place.
#[derive(Debug, Clone)]
pub struct Words {
    lang: String,
    texts: Option<Texts>,
    own: Vec<(usize, String)>,
    format: Format,
}

impl Text {
    /// The text of this number, as `text as usize` gives it.
    pub fn numbered(number: usize) -> Option<Self> {
        ALL.get(number).copied()
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new("en")
    }
}

impl Words {
    /// The texts for readers of `lang`, a BCP 47 tag: its first part decides, in any case of letters. In
    /// a language that is not in the table they are English; numbers are written in any.
    pub fn new(lang: &str) -> Self {
        Self { lang: lang.to_owned(), texts: here(lang), own: Vec::new(), format: numbers::format }
    }

    /// The same author's texts and way with numbers, in another language. As long as the texts of that one are
    /// still to come, they are those of before.
    pub fn in_language(&self, lang: &str) -> Self {
        let texts = match find(lang) {
            Found::Here(texts) => Some(texts),
            Found::Away(_) => self.texts,
            Found::Nowhere => None,
        };
        Self { lang: lang.to_owned(), texts, ..self.clone() }
    }

    /// Whether the language is in the table.
    pub fn is_known(&self) -> bool {
        self.texts.is_some()
    }

    /// The tag of the language that the texts are in.
    pub fn language(&self) -> &'static str {
        self.texts.unwrap_or(LANGUAGES[0]).0
    }

    /// Writes numbers in another way, such as the browser's.
    pub fn set_format(&mut self, format: Format) {
        self.format = format;
    }

    /// Puts an author's text in the place of the one that has this key; whether there is one.
    pub fn set(&mut self, key: &str, text: &str) -> bool {
        let Some(index) = KEYS.split('\n').position(|known| known == key && !key.is_empty()) else {
            return false;
        };
        self.own.retain(|(other, _)| *other != index);
        self.own.push((index, text.to_owned()));
        true
    }

    /// Takes all of the author's texts away.
    pub fn clear(&mut self) {
        self.own.clear();
    }

    /// A text: the author's, else the language's, else the English.
    pub fn get(&self, text: Text) -> &str {
        let index = text as usize;
        if let Some((_, own)) = self.own.iter().find(|(other, _)| *other == index) {
            return own;
        }
        let known = [self.texts.unwrap_or(LANGUAGES[0]), LANGUAGES[0]];
        let mut found = known.iter().filter_map(|(_, texts)| texts.split('\n').nth(index));
        found.find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// A text with `{0}`, `{1}` … filled in.
    pub fn fill(&self, text: Text, parts: &[&str]) -> String {
        fill(self.get(text), parts)
    }

    /// What the language calls the water that is `name` in English, as far as it is known.
    pub fn water(&self, name: &str) -> Option<&str> {
        let (tag, texts) = self.texts?;
        let compiled = WATERS.iter().find(|(other, _)| *other == tag);
        let lines = compiled.map_or(texts, |(_, lines)| lines);
        // No text of the interface has a tab in it.
        lines.split('\n').find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'))
    }

    /// A number.
    pub fn number(&self, number: usize) -> String {
        (self.format)(&self.lang, number as u64 * 10, None)
    }

    /// A number that must be short, for a disc on the map: `12`, `1.2k`, `340k`.
    pub fn short(&self, number: u32) -> String {
        let (unit, symbol) = match number {
            0..1_000 => return self.number(number as usize),
            1_000..1_000_000 => (1_000, "k"),
            _ => (1_000_000, "M"),
        };
        let tenths = u64::from(number / (unit / 10));
        let tenths = if tenths < 100 { tenths } else { tenths / 10 * 10 };
        [&(self.format)(&self.lang, tenths, None), symbol].concat()
    }

    /// The distance `metres` as a reader is told it: `3,360 km`, `1.2 miles`, `900 m`.
    pub fn distance(&self, metres: f64, units: Units) -> String {
        let Length { tenths, unit } = units.length(metres);
        (self.format)(&self.lang, tenths, Some(unit))
    }

    /// What a place is, in a word.
    pub fn kind(&self, kind: Kind) -> &str {
        self.get(match kind {
            Kind::Country => Text::Country,
            Kind::Province => Text::Province,
            Kind::City => Text::City,
            Kind::District => Text::District,
            Kind::Site => Text::Site,
        })
    }

    /// `6 of 7`.
    pub fn position(&self, index: usize, count: usize) -> String {
        self.fill(Text::Position, &[&self.number(index + 1), &self.number(count)])
    }

    /// Where an excerpt is from, and honestly whose words it has: `Summary of paragraph 25, Asia Times`.
    pub fn source(&self, excerpt: &Excerpt, publication: Option<&str>) -> String {
        let mut line = match (excerpt.quote, excerpt.paragraph) {
            (true, Some(n)) => self.fill(Text::QuotedFrom, &[&self.number(n as usize)]),
            (true, None) => self.get(Text::Quotation).to_owned(),
            (false, Some(n)) => self.fill(Text::SummaryOf, &[&self.number(n as usize)]),
            (false, None) => self.get(Text::Summary).to_owned(),
        };
        if let Some(publication) = publication {
            line.push_str(self.get(Text::Comma));
            line.push_str(publication);
        }
        line
    }

    /// What the map shows, for those who do not see it: `Map of 7 places: Laghman, Kabul, …`. The names
    /// are in `lang`.
    pub fn describe(&self, story: &Story, lang: &str) -> String {
        let told = story.places.iter().take(MOST_DESCRIBED + 1);
        let names: Vec<&str> = told.map(|place| place.name.get(lang)).collect();
        let count = self.number(story.places.len());
        match names.as_slice() {
            [] => self.get(Text::MapOfNone).to_owned(),
            [one] => self.fill(Text::MapOfOne, &[one]),
            many if many.len() > MOST_DESCRIBED => self.fill(Text::MapOfMany, &[&count, many[0], many[1]]),
            some => self.fill(Text::MapOfSome, &[&count, &some.join(self.get(Text::Comma))]),
        }
    }

    /// What stands in a pointer for the places that it has taken in, after the name of the first: `+4`.
    pub fn more(&self, count: usize) -> String {
        ["+", &self.number(count)].concat()
    }

    /// Name of the button of such a pointer: `Kabul, Herat and 3 more: show them`.
    pub fn together(&self, names: &[&str]) -> String {
        let (told, rest) = names.split_at(names.len().min(MOST_TOLD));
        self.several(told, rest.len())
    }

    /// Name of the button of several places: the `names` of some, and the number of the `rest`.
    pub fn several(&self, names: &[&str], rest: usize) -> String {
        let mut text = names.join(self.get(Text::Comma));
        if rest > 0 {
            text = self.fill(Text::AndMore, &[&text, &self.number(rest)]);
        }
        self.fill(Text::ShowThem, &[&text])
    }

    /// What the inset tells, for those who do not see it. `country` is the one in the middle of the view.
    pub fn whereabouts(&self, country: Option<&str>) -> String {
        match country {
            Some(country) => self.fill(Text::GlobeAt, &[country]),
            None => self.get(Text::Globe).to_owned(),
        }
    }

    /// The line of credit of a basemap, and a word on its borders where some are disputed; empty when it
    /// asks for none and has none.
    pub fn credit(&self, basemap: &Basemap) -> String {
        let mut parts = basemap.credits();
        let disputed = |level: &Level| level.lines.iter().any(|(class, _)| *class == LineClass::Disputed);
        if basemap.levels.iter().any(disputed) {
            parts.push(self.get(Text::Disputed));
        }
        parts.join(" · ")
    }
}

/// The short form of a line of credit: its first part, without what leads up to the name.
pub fn short_credit(line: &str) -> &str {
    let first = line.find('·').map_or(line, |end| line[..end].trim_end());
    first.strip_prefix("Made with ").unwrap_or(first)
}

/// Whether a language (BCP 47) is written from right to left.
pub fn is_rtl(lang: &str) -> bool {
    let mut parts = lang.split('-');
    let language = parts.next().unwrap_or_default();
    let (list, word) = match parts.next().filter(|part| part.len() == 4) {
        Some(script) => (RTL_SCRIPTS, script),
        None => (RTL_LANGUAGES, language),
    };
    list.split(' ').any(|known| !known.is_empty() && known.eq_ignore_ascii_case(word))
}

/// The tag under which the texts of a language are to be had, if they are not there.
pub fn missing(lang: &str) -> Option<String> {
    if let Found::Away(tag) = find(lang) { Some(tag) } else { None }
}

/// Takes in the texts of a language, and its names of the waters, each on its line, that was [`missing`]; none if they cannot be had, and then
/// it is not asked for again.
pub fn teach(tag: &str, texts: &str) {
    if missing(tag).is_some() {
        TAUGHT.with_borrow_mut(|taught| taught.push((tag.to_owned().leak(), texts.to_owned().leak())));
    }
}

fn find(lang: &str) -> Found {
    let own = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    // Dari is written in the words of Persian.
    let own = if own == "prs" { "fa" } else { &own };
    let of = |all: &[Texts]| all.iter().find(|(tag, _)| *tag == own).copied();
    match of(LANGUAGES).or_else(|| TAUGHT.with_borrow(|taught| of(taught))) {
        Some((_, "")) => Found::Nowhere,
        Some(texts) => Found::Here(texts),
        None if own.is_empty() || cfg!(feature = "languages") => Found::Nowhere,
        None => Found::Away(own.to_owned()),
    }
}

fn here(lang: &str) -> Option<Texts> {
    if let Found::Here(texts) = find(lang) { Some(texts) } else { None }
}

/// Puts `parts` where `{0}`, `{1}` … stand. Braces with anything else in them stay.
fn fill(template: &str, parts: &[&str]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let part = match rest.as_bytes() {
            [_, digit @ b'0'..=b'9', b'}', ..] => parts.get(usize::from(digit - b'0')),
            _ => None,
        };
        let (text, length) = part.map_or(("{", 1), |part| (*part, 3));
        out.push_str(text);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        Words::default()
    }

    #[test]
    fn a_summary_is_never_called_a_quotation() {
        let mut excerpt = Excerpt { text: "…".into(), paragraph: Some(25), date: None, quote: false };
        assert_eq!(english().source(&excerpt, Some("Asia Times")), "Summary of paragraph 25, Asia Times");
        excerpt.quote = true;
        assert_eq!(english().source(&excerpt, None), "Quoted from paragraph 25");
    }

    #[test]
    fn a_description_names_the_places_as_long_as_that_helps() {
        assert_eq!(english().describe(&Story::default(), "en"), "Map without places.");
        let of = |count: usize| {
            let place =
                |i: usize| format!(r#"{{"type":"Feature","geometry":null,"properties":{{"name":"P{i}"}}}}"#);
            let places: Vec<String> = (0..count).map(place).collect();
            let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, places.join(","));
            crate::story::read(file.as_bytes()).unwrap().story
        };
        assert_eq!(english().describe(&of(1), "en"), "Map of one place: P0.");
        assert_eq!(english().describe(&of(2), "en"), "Map of 2 places: P0, P1.");
        assert_eq!(english().describe(&of(1200), "en"), "Map of 1,200 places, P0 and P1 among them.");
        assert_eq!(Words::new("fa").describe(&of(2), "fa"), "نقشهٔ 2 مکان: P0، P1.");
    }

    #[test]
    fn a_pointer_to_many_names_them_and_counts_the_rest() {
        assert_eq!(english().together(&["Kabul", "Herat"]), "Kabul, Herat: show them");
        assert!(english().together(&["A"; 1008]).ends_with(", A and 1,000 more: show them"));
        assert_eq!(english().more(1000), "+1,000");
    }

    #[test]
    fn a_number_is_short_enough_for_its_disc() {
        for (count, short) in [
            (2, "2"),
            (999, "999"),
            (1000, "1k"),
            (1234, "1.2k"),
            (9_990, "9.9k"),
            (10_400, "10k"),
            (999_999, "999k"),
            (1_000_000, "1M"),
            (2_340_000, "2.3M"),
        ] {
            assert_eq!(english().short(count), short);
        }
    }

    #[test]
    fn a_credit_is_shortened_to_whose_map_it_is() {
        assert_eq!(short_credit("Made with Natural Earth · borders as in force"), "Natural Earth");
        assert_eq!(short_credit("© OpenStreetMap contributors"), "© OpenStreetMap contributors");
        assert_eq!(short_credit(""), "");
    }

    #[test]
    fn the_first_part_of_a_tag_decides_over_the_language() {
        for (tag, close) in [
            ("en-GB", "Close"),
            ("fa-AF", "بستن"),
            ("prs", "بستن"),
            ("DE", "Schließen"),
            ("zh-Hant-TW", "关闭"),
            ("ja", "Close"),
            ("", "Close"),
            ("faroese", "Close"),
        ] {
            assert_eq!(Words::new(tag).get(Text::Close), close, "{tag}");
        }
        assert!(Words::new("ps").is_known() && !Words::new("ja").is_known());
        assert_eq!(Words::new("ja").language(), "en");
    }

    #[test]
    fn every_text_has_a_key_of_its_own_and_english_words() {
        let keys: Vec<&str> = KEYS.lines().collect();
        assert_eq!(keys.len(), ALL.len());
        for (i, key) in keys.iter().enumerate() {
            assert!(!key.is_empty() && !keys[..i].contains(key), "{key}");
            assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{key}");
            assert!(!english().get(ALL[i]).is_empty(), "{key}");
        }
    }

    #[test]
    fn each_language_has_a_line_for_each_text_and_the_same_blanks_to_fill_in() {
        let blanks = |text: &str| {
            let mut found: Vec<usize> = (0..4).filter(|n| text.contains(&format!("{{{n}}}"))).collect();
            found.sort_unstable();
            found
        };
        for &(tag, texts) in LANGUAGES {
            assert_eq!(texts.lines().count(), ALL.len(), "{tag}");
            for (&text, own) in ALL.iter().zip(texts.lines()) {
                assert!(own.is_empty() || blanks(own) == blanks(english().get(text)), "{tag}: {text:?}");
                assert_eq!(own.matches('{').count(), blanks(own).len(), "{tag}: {text:?}");
            }
        }
    }

    #[test]
    fn a_water_is_called_what_the_language_calls_it() {
        for (tag, name, expected) in [
            ("de-AT", "Caspian Sea", Some("Kaspisches Meer")),
            ("zh-Hant-TW", "Black Sea", Some("黑海")),
            ("prs", "Red Sea", Some("دریای سرخ")),
            ("ar", "North Pacific Ocean", Some("شمال المحيط الهادئ")),
            ("es", "Gulf of Guinea", Some("Golfo de Guinea")),
            ("de", "Lake Zug", None),
            ("de", "Sea", None),
            ("de", "Caspian", None),
            ("de", "", None),
            ("ps", "Tyrrhenian Sea", None),
            ("en", "Caspian Sea", None),
            ("en", "Map", None),
            ("ja", "Caspian Sea", None),
        ] {
            assert_eq!(Words::new(tag).water(name), expected, "{tag}: {name}");
        }
    }

    #[test]
    fn a_line_names_one_water_and_no_text_could_be_taken_for_one() {
        let tags = |all: &'static [Texts]| all.iter().map(|(tag, _)| *tag);
        assert!(tags(WATERS).eq(tags(LANGUAGES).skip(1)));
        for (tag, lines) in WATERS {
            let lines: Vec<&str> = lines.lines().collect();
            for (i, line) in lines.iter().enumerate() {
                let names: Vec<&str> = line.split('\t').collect();
                assert!(
                    names.len() == 2 && names.iter().all(|name| name.trim() == *name && !name.is_empty()),
                    "{tag}: {line}"
                );
                let english = [names[0], "\t"].concat();
                assert!(lines[..i].iter().all(|other| !other.starts_with(&english)), "{tag}: {line}");
            }
        }
        assert!(LANGUAGES.iter().all(|(_, texts)| !texts.contains('\t')));
    }

    #[test]
    fn a_text_that_a_language_lacks_is_said_in_english() {
        for &(tag, texts) in LANGUAGES {
            for (&text, own) in ALL.iter().zip(texts.lines()) {
                let expected = if own.is_empty() { english().get(text).to_owned() } else { own.to_owned() };
                assert_eq!(Words::new(tag).get(text), expected);
            }
        }
    }

    #[test]
    fn an_author_puts_other_texts_in_place_in_any_language_and_can_take_them_back() {
        let mut words = Words::new("de");
        assert!(words.set("close", "Zumachen") && words.set("position", "{1}/{0}"));
        assert!(!words.set("no-such-text", "…") && !words.set("", "…"));
        assert_eq!(words.get(Text::Close), "Zumachen");
        assert_eq!(words.position(2, 7), "7/3");
        assert_eq!(words.in_language("fr").get(Text::Close), "Zumachen");
        assert!(words.set("close", "Zu"));
        assert_eq!(words.get(Text::Close), "Zu");
        words.clear();
        assert_eq!(words.get(Text::Close), "Schließen");
    }

    #[test]
    fn blanks_are_filled_once_and_other_braces_stay() {
        assert_eq!(fill("{1} of {0}", &["{1}", "b"]), "b of {1}");
        assert_eq!(fill("{0} {9} {x} {", &["a"]), "a {9} {x} {");
        assert_eq!(fill("{٠}{0}", &["a"]), "{٠}a");
        assert_eq!(fill("", &[]), "");
    }

    #[test]
    fn direction_follows_the_script_where_the_tag_names_one() {
        for rtl in ["fa", "fa-AF", "AR", "he-IL", "pa-Arab", "ps"] {
            assert!(is_rtl(rtl), "{rtl}");
        }
        for ltr in ["", "en-GB", "ru", "fa-Latn", "ar-Latn-EG", "faroese", "-"] {
            assert!(!is_rtl(ltr), "{ltr}");
        }
    }
}
