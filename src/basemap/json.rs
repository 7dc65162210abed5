//! Reading JSON one layer at a time.
//!
//! A basemap is a few thousand numbers in a shallow tree. A layer is read into its members, each of them
//! left as text until somebody asks for it; so one small reader serves every object of both
//! formats, what is not needed is never built, and a mistake costs only the part that it stands in.

use crate::error::{Error, Location};
use crate::geo::{LonLat, WorldPoint, project};
use crate::json::{self, Object};
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What a part of the file holds, or why it cannot be told. The error is kept out of line, being rare
/// and large.
pub(super) type Read<T> = Result<T, Box<Error>>;

/// How much of what was found is quoted in a message, in characters.
const EXCERPT: usize = 40;
/// Longitudes beyond this are not degrees. Some files run past 180° to keep a country in one piece.
const MAX_LONGITUDE: f64 = 360.0;
/// Rounding may lead this far past a pole, in degrees.
const LATITUDE_SLACK: f64 = 0.01;

/// The members of a JSON object, each value still as text.
pub(super) struct Members<'a>(Object<'a>);

impl<'a> Members<'a> {
    /// The members of the object that is the file.
    pub fn of_file(text: &'a str) -> Read<Self> {
        Object::read(text).map(Self).map_err(|error| syntax_error(text, &error))
    }

    /// The members of the object that stands at `path` of the file.
    pub fn of(raw: &'a RawValue, path: &str) -> Read<Self> {
        Object::read(raw.get()).map(Self).map_err(|_| wrong("an object", &excerpt(raw.get()), path.into()))
    }

    /// The member called `name`, `null` counting as none. Where a name comes twice the last one
    /// serves, as in JavaScript.
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.get(name).filter(|raw| raw.get() != "null")
    }

    /// The member called `name`, which must be there.
    pub fn need(&self, name: &str, path: &str) -> Read<&'a RawValue> {
        self.get(name).ok_or_else(|| wrong("the member", "nothing", join(path, name)))
    }

    /// The string called `name`, if it is one.
    pub fn string(&self, name: &str) -> Option<String> {
        string(self.get(name)?)
    }

    /// All members in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter()
    }
}

/// The first two numbers of a JSON array, however many it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position(pub f64, pub f64);

impl Position {
    /// The place in the projected world that a longitude and a latitude in degrees name; `None` for
    /// what cannot be degrees.
    pub fn project(self) -> Option<WorldPoint> {
        let degrees = self.0.abs() <= MAX_LONGITUDE && self.1.abs() <= 90.0 + LATITUDE_SLACK;
        degrees.then(|| project(LonLat::new(self.0, self.1)))
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair;
        impl<'de> Visitor<'de> for Pair {
            type Value = Position;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a position")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Position, A::Error> {
                let missing = |n| serde::de::Error::invalid_length(n, &self);
                let x = seq.next_element()?.ok_or_else(|| missing(0))?;
                let y = seq.next_element()?.ok_or_else(|| missing(1))?;
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Position(x, y))
            }
        }
        deserializer.deserialize_seq(Pair)
    }
}

/// Reads `raw`, which stands at `path`, as a `T`: `expected`, in words.
pub(super) fn read<'a, T: Deserialize<'a>>(raw: &'a RawValue, expected: &str, path: &str) -> Read<T> {
    serde_json::from_str(raw.get()).map_err(|_| wrong(expected, &excerpt(raw.get()), path.into()))
}

/// The values of the array at `path`.
pub(super) fn values<'a>(raw: &'a RawValue, path: &str) -> Read<Vec<&'a RawValue>> {
    json::items(raw.get()).map_err(|_| wrong("an array", &excerpt(raw.get()), path.into()))
}

/// The text of `raw`, if it is a string.
pub(super) fn string(raw: &RawValue) -> Option<String> {
    raw.get().starts_with('"').then(|| serde_json::from_str(raw.get()).ok())?
}

/// The number `raw`, if it is one.
pub(super) fn number(raw: &RawValue) -> Option<f64> {
    serde_json::from_str(raw.get()).ok()
}

/// An error about what stands at `path`.
pub(super) fn wrong(expected: &str, found: &str, path: String) -> Box<Error> {
    Box::new(Error::new(expected, found).at(Location { member: Some(path), ..Location::default() }))
}

/// The path of the member `name` of what stands at `path`.
pub(super) fn join(path: &str, name: &str) -> String {
    let dot = if path.is_empty() { "" } else { "." };
    [path, dot, name].concat()
}

/// The start of `text`, as a message quotes it.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

/// What is wrong with a file that is not a JSON object at all.
fn syntax_error(text: &str, error: &serde_json::Error) -> Box<Error> {
    let (line, column) = (error.line(), error.column());
    let rest = text.split('\n').nth(line.saturating_sub(1)).and_then(|l| l.get(column.saturating_sub(1)..));
    let found = match rest.and_then(|rest| rest.chars().next()) {
        Some(found) if !error.is_eof() => ["`", found.encode_utf8(&mut [0; 4]), "`"].concat(),
        _ => "the end of the file".into(),
    };
    let location = Location { line_column: Some((line, column)), ..Location::default() };
    let mut error = Error::new("a basemap: TopoJSON or GeoJSON", found).at(location);
    if text.trim_start().starts_with('<') {
        error = error.hint("is this a web page instead of the file?");
    }
    Box::new(error)
}
