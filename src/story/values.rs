//! Reads members, one by one: each is right, or reported and passed over.

use super::feature::id_text;
use super::json::{describe, quoted};
use super::members::*;
use super::report::Report;
use super::{Date, Excerpt, MarkerSize, SimpleStyle};
use crate::color::Color;
use crate::error::Error;
use crate::localized::Localized;
use crate::number;
use crate::symbols::Symbol;
use geojson::{JsonObject, feature::Id};
use serde_json::Value;

const A_SYMBOL: &str = "one or two digits, a letter, or the name of a symbol";

/// The optional members of an object: each is read, or reported and passed over. Null counts as absent,
/// since tools that write tables give every feature every column.
pub(super) struct Members<'m, 'r, 'a> {
    pub(super) object: &'m JsonObject,
    /// What stands before a member's name in messages: `excerpts[0].`.
    pub(super) path: String,
    pub(super) report: &'r mut Report<'a>,
}

impl<'m> Members<'m, '_, '_> {
    fn get(&self, member: &str) -> Option<&'m Value> {
        self.object.get(member).filter(|value| !value.is_null())
    }

    pub(super) fn warn(&mut self, code: &'static str, member: &str, error: Error) {
        let member = [&self.path, member].concat();
        self.report.warn(code, &member, error);
    }

    fn wrong<T>(&mut self, member: &str, expected: &str, found: Option<&Value>) -> Option<T> {
        self.warn("wrong-type", member, Error::new(expected, describe(found)));
        None
    }

    /// A text; a blank one counts as absent.
    pub(super) fn text(&mut self, member: &str) -> Option<String> {
        match self.get(member)? {
            Value::String(text) if is_blank(text) => None,
            Value::String(text) => Some(text.clone()),
            other => self.wrong(member, "a text", Some(other)),
        }
    }

    pub(super) fn word<T>(
        &mut self,
        member: &str,
        code: &'static str,
        expected: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(member)?;
        let value = parse(&text);
        if value.is_none() {
            self.mistaken(member, code, expected, &text, &|text| parse(text).is_some());
        }
        value
    }

    fn mistaken(
        &mut self,
        member: &str,
        code: &'static str,
        expected: &str,
        text: &str,
        is_right: &dyn Fn(&str) -> bool,
    ) {
        let mut error = Error::new(expected, quoted(text));
        let lower = text.trim().to_ascii_lowercase();
        if is_right(&lower) {
            error = error.hint(["write ", &lower].concat());
        }
        self.warn(code, member, error);
    }

    pub(super) fn date(&mut self) -> Option<Date> {
        self.word(DATE, "bad-date", "a date as in ISO 8601, such as 2021, 2021-07 or 2021-07-09", Date::parse)
    }

    pub(super) fn number(&mut self, member: &str, expected: &str, is_right: fn(f64) -> bool) -> Option<f64> {
        match self.get(member)? {
            Value::Number(number) if number.as_f64().is_some_and(|n| n.is_finite() && is_right(n)) => {
                number.as_f64()
            }
            other => self.wrong(member, expected, Some(other)),
        }
    }

    /// A list of texts. A single text is taken for a list of one.
    pub(super) fn texts(&mut self, member: &str) -> Vec<String> {
        match self.get(member) {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let mut texts = Vec::with_capacity(items.len());
                for (at, item) in items.iter().enumerate() {
                    match item.as_str().filter(|text| !is_blank(text)) {
                        Some(text) => texts.push(text.to_owned()),
                        None => {
                            let member = [member, "[", &at.to_string(), "]"].concat();
                            self.wrong::<()>(&member, "a text that is not blank", Some(item));
                        }
                    }
                }
                texts
            }
            Some(other) => {
                self.wrong::<()>(member, "an array of texts", Some(other));
                other.as_str().filter(|text| !is_blank(text)).map(str::to_owned).into_iter().collect()
            }
        }
    }

    /// A text in several languages: `member` and `member:xx`.
    pub(super) fn localized(&mut self, member: &str) -> Option<Localized> {
        let object = self.object;
        let mut usable = Vec::new();
        for (key, value) in translations(object, member) {
            match value {
                Value::String(text) if !is_blank(text) => usable.push((key, text.clone())),
                // What is no translation (`name:etymology`) may be of any type.
                Value::String(_) | Value::Null => {}
                _ if key[member.len()..].matches(':').count() > 1 => {}
                other => {
                    self.wrong::<()>(key, "a text", Some(other));
                }
            }
        }
        Localized::from_pairs(usable, member)
    }

    /// The name, or what stands in for it: `title`, a translation, the id, the number.
    pub(super) fn name(&mut self, id: Option<&Id>, number: usize) -> Localized {
        let named = self.get(NAME).is_some_and(|name| name.as_str().is_some_and(|text| !is_blank(text)));
        let translated = self.localized(NAME);
        if let (true, Some(name)) = (named, &translated) {
            return name.clone();
        }
        if let Some(title) = self.text(TITLE) {
            return match translated {
                Some(name) => Localized::with_others(title, name.others()),
                None => Localized::new(title),
            };
        }
        translated.unwrap_or_else(|| {
            let found = match self.object.get(NAME) {
                None => "nothing".into(),
                found => describe(found),
            };
            self.report.error("missing-name", "", Error::new("a name", found));
            match id {
                Some(id) => Localized::new(id_text(id)),
                None => Localized::new(["#", &number.to_string()].concat()),
            }
        })
    }

    pub(super) fn excerpts(&mut self) -> Vec<Excerpt> {
        let mut excerpts = Vec::new();
        match self.get(EXCERPTS) {
            None => {}
            Some(Value::Array(items)) => {
                if items.is_empty() {
                    self.warn(
                        "empty-excerpt",
                        EXCERPTS,
                        Error::new("at least one excerpt", "an empty array"),
                    );
                }
                for (at, item) in items.iter().enumerate() {
                    excerpts.extend(self.excerpt(&[EXCERPTS, "[", &at.to_string(), "]"].concat(), item));
                }
            }
            Some(other) => {
                self.report.error("wrong-type", EXCERPTS, Error::new("an array", describe(Some(other))));
                // One excerpt that stands where a list of them should is still meant to be read.
                if other.is_object() || other.is_string() {
                    excerpts.extend(self.excerpt(EXCERPTS, other));
                }
            }
        }
        for member in [EXCERPT, DESCRIPTION] {
            if let (true, Some(value)) = (excerpts.is_empty(), self.get(member)) {
                excerpts.extend(self.excerpt(member, value));
            }
        }
        excerpts
    }

    /// One excerpt: an object, or its bare text.
    fn excerpt(&mut self, member: &str, value: &Value) -> Option<Excerpt> {
        let bare = |text: String| Excerpt { text, paragraph: None, date: None, quote: false };
        match value {
            Value::String(text) if !is_blank(text) => Some(bare(text.clone())),
            Value::String(_) => {
                self.warn("empty-excerpt", member, Error::new("a text", "a blank one"));
                None
            }
            Value::Object(object) => {
                let mut inner = Members { object, path: [member, "."].concat(), report: self.report };
                let text = match object.get(TEXT) {
                    Some(Value::String(text)) if !is_blank(text) => text.clone(),
                    None | Some(Value::Null | Value::String(_)) => {
                        let found = describe(object.get(TEXT));
                        inner.warn("empty-excerpt", TEXT, Error::new("the text of the excerpt", found));
                        return None;
                    }
                    other => {
                        let member = [member, ".", TEXT].concat();
                        self.report.error("wrong-type", &member, Error::new("a text", describe(other)));
                        return None;
                    }
                };
                Some(Excerpt {
                    paragraph: inner.paragraph(),
                    date: inner.date(),
                    quote: inner.quote(),
                    ..bare(text)
                })
            }
            other => {
                self.report.error("wrong-type", member, Error::new("an excerpt", describe(Some(other))));
                None
            }
        }
    }

    fn paragraph(&mut self) -> Option<u32> {
        let value = self.get(PARAGRAPH)?;
        let number = value.as_f64().filter(|n| *n >= 1.0 && *n <= f64::from(u32::MAX) && n.fract() == 0.0);
        if number.is_none() {
            let error = Error::new("the number of a paragraph, counted from 1", describe(Some(value)));
            self.warn("bad-paragraph", PARAGRAPH, error);
        }
        number.map(|n| n as u32)
    }

    fn quote(&mut self) -> bool {
        match self.get(QUOTE) {
            None => false,
            Some(Value::Bool(quote)) => *quote,
            other => self.wrong(QUOTE, "true or false", other).unwrap_or(false),
        }
    }

    pub(super) fn style(&mut self) -> SimpleStyle {
        let fraction = |n: f64| (0.0..=1.0).contains(&n);
        SimpleStyle {
            marker_color: self.color(MARKER_COLOR),
            marker_size: self.word(MARKER_SIZE, "bad-style", "small, medium or large", MarkerSize::parse),
            marker_symbol: self.symbol(),
            stroke: self.color(STROKE),
            stroke_opacity: self.number(STROKE_OPACITY, "a number in 0..1", fraction),
            stroke_width: self.number(STROKE_WIDTH, "a number of pixels, 0 or more", |n| n >= 0.0),
            fill: self.color(FILL),
            fill_opacity: self.number(FILL_OPACITY, "a number in 0..1", fraction),
        }
    }

    pub(super) fn symbol(&mut self) -> Option<Symbol> {
        // The specification allows digits; tools write them as numbers too.
        if let Some(Value::Number(number)) = self.get(MARKER_SYMBOL) {
            let number = number::json(number);
            let symbol = Symbol::parse(&number);
            if symbol.is_none() {
                self.warn("unknown-symbol", MARKER_SYMBOL, Error::new(A_SYMBOL, number));
            }
            return symbol;
        }
        self.word(MARKER_SYMBOL, "unknown-symbol", A_SYMBOL, Symbol::parse)
    }

    pub(super) fn color(&mut self, member: &str) -> Option<Color> {
        self.word(member, "bad-color", "a colour as #rgb or #rrggbb", Color::parse)
    }
}

/// Reads and takes out a `bbox`: 4 numbers, or 6 with altitudes (section 5).
pub(super) fn read_bbox(object: &mut JsonObject, member: &str, report: &mut Report) -> Option<Vec<f64>> {
    let value = take(object, BBOX)?;
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let numbers: Vec<f64> = items.iter().map_while(Value::as_f64).collect();
    if numbers.len() == items.len() && matches!(numbers.len(), 4 | 6) {
        return Some(numbers);
    }
    report.warn("wrong-type", member, Error::new("an array of 4 or 6 numbers", describe(Some(&value))));
    None
}

/// Takes a member out of an object, in which null stands for it until the [`rest`] is asked for. (A map that forgets a
/// member puts its tree in order: 1.5 KB of wasm.)
pub(super) fn take(object: &mut JsonObject, member: &str) -> Option<Value> {
    object.get_mut(member).map(std::mem::take)
}

/// The members of an object but those that have been `taken` out, when there are any.
pub(super) fn rest(object: JsonObject, taken: &[&str]) -> Option<JsonObject> {
    let mut rest = JsonObject::new();
    for (name, value) in object {
        if !taken.contains(&name.as_str()) {
            rest.insert(name, value);
        }
    }
    (!rest.is_empty()).then_some(rest)
}

/// Whether there is nothing to read in a text: blanks, controls, and marks that join, part or turn what is not there.
pub(super) fn is_blank(text: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    // Most texts begin with a letter of ASCII.
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.chars().all(is_unseen)
}

/// The members of an object that are `member`, or `member:` and more.
fn translations<'m>(object: &'m JsonObject, member: &str) -> impl Iterator<Item = (&'m str, &'m Value)> {
    object
        .iter()
        .filter(move |(key, _)| {
            key.strip_prefix(member).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        })
        .map(|(key, value)| (key.as_str(), value))
}
