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

/// Takes in the texts of a language that was [`missing`], and its names of the waters, each on its line; none if they
/// cannot be had, and then it is not asked for again.
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
mod tests;
