//! JSON: what a value is called in a message, where a member stands in a text, and what the parser's
//! faults mean.

use super::members::{BBOX, GEOMETRY, ID, PROPERTIES, TYPE};
use crate::error::{Error, Location};
use crate::json::{self, Fault, Kind, Object};
use crate::number;
use serde_json::Value;

/// The longest piece of a text that a message repeats, in characters.
const LONGEST_QUOTE: usize = 40;

const CONTROL: &str = "a line break or another control character";

/// What `value` is called where a message says what was found.
pub(super) fn describe(value: Option<&Value>) -> String {
    match value {
        None => "nothing".into(),
        Some(Value::String(text)) => quoted(text),
        Some(Value::Array(items)) if items.is_empty() => "an empty array".into(),
        Some(Value::Array(_)) => "an array".into(),
        Some(Value::Object(_)) => "an object".into(),
        Some(Value::Null) => "null".into(),
        Some(Value::Bool(true)) => "true".into(),
        Some(Value::Bool(false)) => "false".into(),
        Some(Value::Number(number)) => number::json(number),
    }
}

/// A text in quotation marks, cut where it is long, without line breaks and other controls.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for (at, c) in text.chars().enumerate() {
        if at == LONGEST_QUOTE {
            out.push('…');
            break;
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out.push('"');
    out
}

/// Counts lines and columns of a text, both from 1; a column is a character.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    text: &'a str,
    /// An offset whose line is known: that line, and where it starts.
    mark: (usize, usize, usize),
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, mark: (0, 1, 0) }
    }

    /// Line and column of a byte offset.
    pub(super) fn at(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let (_, line, start) = self.walk(offset);
        // Each byte of UTF-8 that does not go on with a character begins one.
        let starts = self.text.as_bytes()[start..offset].iter().filter(|byte| **byte & 0xc0 != 0x80);
        (line, starts.count() + 1)
    }

    /// Remembers this offset, so that the later ones, asked next, are counted from here.
    pub(super) fn advance(&mut self, offset: usize) {
        self.mark = self.walk(offset.min(self.text.len()));
    }

    fn walk(&self, offset: usize) -> (usize, usize, usize) {
        let (from, mut line, mut start) = if offset >= self.mark.0 { self.mark } else { (0, 1, 0) };
        for (at, byte) in self.text.as_bytes()[from..offset].iter().enumerate() {
            if *byte == b'\n' {
                line += 1;
                start = from + at + 1;
            }
        }
        (offset, line, start)
    }

    /// The byte offset of `part`, which must be a slice of the text.
    pub(super) fn offset_of(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }
}

/// The text of the member of a feature that `path` means: `excerpts[0].date`, `geometry.coordinates[2]`.
///
/// A path starts at the feature's `properties`, unless it names a member that GeoJSON gives the feature
/// itself. Where a step is missing, the text of the deepest one found.
pub(super) fn locate<'a>(feature: &'a str, path: &str) -> &'a str {
    let first = path.split(['.', '[']).next().unwrap_or(path);
    let (mut text, mut path) = (feature, path);
    if first == GEOMETRY && step(text, GEOMETRY).is_none() {
        // The file is a lone geometry.
        path = path.strip_prefix("geometry.").unwrap_or_default();
    } else if ![TYPE, ID, BBOX, GEOMETRY, PROPERTIES].contains(&first) {
        // Collections have no properties: their members are looked up where they stand.
        text = step(text, PROPERTIES).unwrap_or(text);
    }
    for part in path.split('.') {
        let (key, indices) = part.split_once('[').unwrap_or((part, ""));
        let keys = std::iter::once(key).chain(indices.split(['[', ']'])).filter(|key| !key.is_empty());
        for key in keys {
            match step(text, key) {
                Some(inner) => text = inner,
                None => return text,
            }
        }
    }
    text
}

/// The text of a member of the object, or an item of the array, that `text` is.
fn step<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    if text.starts_with('[') {
        return json::items(text).ok()?.get(key.parse::<usize>().ok()?).copied();
    }
    Object::read(text).ok()?.get(key)
}

/// What is wrong and where in `lines` it stands, when what was read is the part of the text that starts at
/// the byte `from`.
pub(super) fn syntax_error(fault: Fault, lines: &Lines, from: usize) -> Error {
    let rest = &lines.text[from + fault.at..];
    let here = rest.chars().next();
    let mut found = match here {
        Some(' ') => "a blank".into(),
        Some(c) if !c.is_control() => ["`", c.encode_utf8(&mut [0; 4]), "`"].concat(),
        Some(_) => CONTROL.into(),
        None => "the end of the file".into(),
    };
    let mut hint = None;
    let expected = match fault.kind {
        Kind::End => {
            hint = Some("is the file cut off?");
            "more JSON"
        }
        Kind::Comma => {
            hint = Some("is the comma before it one too many?");
            "a value after the comma"
        }
        Kind::Name => "a member's name in double quotes",
        Kind::Rest => "the end of the file",
        Kind::TooDeep => {
            found = "more".into();
            "at most 127 levels of brackets"
        }
        Kind::TooLarge => {
            found = "one out of range".into();
            "a number that fits 64-bit floating point"
        }
        Kind::Value => {
            if rest.starts_with("NaN") || rest.starts_with("Infinity") {
                hint = Some("JSON has no such number; null says that there is none");
            }
            "a value"
        }
        Kind::Word => "`true`, `false` or `null`",
        Kind::Control => {
            hint = Some("write a line break in a text as \\n");
            "the text to go on, or `\"`"
        }
        Kind::Escape => "an escape such as \\n or \\u00e9",
        Kind::Surrogate => {
            found = "one half".into();
            "both halves of a surrogate pair"
        }
        Kind::Colon => "`:`",
        Kind::Item => "`,` or `]`",
        Kind::Member => "`,` or `}`",
        Kind::Number => "a number as JSON writes them",
    };
    let location = Location { line_column: Some(lines.at(from + fault.at)), ..Location::default() };
    let error = Error::new(expected, found).at(location);
    match hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_in_characters_from_one() {
        let mut lines = Lines::new("ab\n\u{645}x\r\n\nz");
        assert_eq!(lines.at(0), (1, 1));
        assert_eq!(lines.at(5), (2, 2));
        assert_eq!(lines.at(9), (4, 1));
        lines.advance(5);
        assert_eq!(lines.at(9), (4, 1));
        assert_eq!(lines.at(1), (1, 2));
        assert_eq!(lines.at(99), (4, 2));
    }

    #[test]
    fn a_member_is_found_by_its_path() {
        let feature = r#"{"id": 7, "properties": {"excerpts": [{}, {"date": "x"}]},
            "geometry": {"coordinates": [[1, 2], [3]]}}"#;
        assert_eq!(locate(feature, "excerpts[1].date"), "\"x\"");
        assert_eq!(locate(feature, "geometry.coordinates[1][0]"), "3");
        assert_eq!(locate(feature, "id"), "7");
        assert_eq!(locate(feature, "excerpts[1].text"), r#"{"date": "x"}"#);
    }

    #[test]
    fn a_long_text_is_cut_and_kept_on_one_line() {
        assert_eq!(quoted("a\nb"), "\"a b\"");
        assert_eq!(quoted(&"é".repeat(41)).chars().count(), LONGEST_QUOTE + 3);
    }
}
