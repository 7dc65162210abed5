//! Reading JSON one layer at a time.
//!
//! A basemap is a few thousand numbers in a shallow tree. A layer is read into its members, each of them
//! left as text until somebody asks for it; so one small reader serves every object of both
//! formats, what is not needed is never built, and a mistake costs only the part that it stands in.

use crate::error::{Error, Location};
use crate::geo::{LonLat, WorldPoint, project};
use crate::json::{self, Cursor, Fault, Kind, Object};

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
        Object::read(text).map(Self).map_err(|fault| syntax_error(text, fault))
    }

    /// The members of the object that stands at `path` of the file.
    pub fn of(raw: &'a str, path: &str) -> Read<Self> {
        Object::read(raw).map(Self).map_err(|_| wrong("an object", &excerpt(raw), path.into()))
    }

    /// The member called `name`, `null` counting as none. Where a name comes twice the last one
    /// serves, as in JavaScript.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).filter(|raw| *raw != "null")
    }

    /// The member called `name`, which must be there.
    pub fn need(&self, name: &str, path: &str) -> Read<&'a str> {
        self.get(name).ok_or_else(|| wrong("the member", "nothing", join(path, name)))
    }

    /// The string called `name`, if it is one.
    pub fn string(&self, name: &str) -> Option<String> {
        json::string(self.get(name)?)
    }

    /// All members in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a str)> {
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

/// What can be read from JSON at once, without a tree of values between.
pub(super) trait FromJson: Sized {
    /// The value at the cursor.
    fn read(cursor: &mut Cursor) -> json::Read<Self>;
}

impl FromJson for f64 {
    fn read(cursor: &mut Cursor) -> json::Read<Self> {
        match cursor.peek() {
            Some(b'-' | b'0'..=b'9') => {
                let number = cursor.number()?.value();
                if number.is_finite() { Ok(number) } else { cursor.fault(Kind::TooLarge) }
            }
            _ => cursor.fault(Kind::Value),
        }
    }
}

impl FromJson for i32 {
    fn read(cursor: &mut Cursor) -> json::Read<Self> {
        let number = f64::read(cursor)?;
        let whole = number as i32;
        if f64::from(whole) == number { Ok(whole) } else { cursor.fault(Kind::Value) }
    }
}

impl FromJson for Position {
    fn read(cursor: &mut Cursor) -> json::Read<Self> {
        let mut pair = [0.0; 2];
        cursor.open(b'[')?;
        for (at, number) in pair.iter_mut().enumerate() {
            if !cursor.item(at == 0)? {
                return cursor.fault(Kind::Value);
            }
            *number = f64::read(cursor)?;
        }
        while cursor.item(false)? {
            cursor.skip()?;
        }
        Ok(Self(pair[0], pair[1]))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(cursor: &mut Cursor) -> json::Read<Self> {
        json::list_here(cursor, T::read)
    }
}

/// Reads `raw`, which stands at `path`, as a `T`: `expected`, in words.
pub(super) fn read<T: FromJson>(raw: &str, expected: &str, path: &str) -> Read<T> {
    T::read(&mut Cursor::new(raw)).map_err(|_| wrong(expected, &excerpt(raw), path.into()))
}

/// The values of the array at `path`.
pub(super) fn values<'a>(raw: &'a str, path: &str) -> Read<Vec<&'a str>> {
    json::items(raw).map_err(|_| wrong("an array", &excerpt(raw), path.into()))
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
fn syntax_error(text: &str, fault: Fault) -> Box<Error> {
    let (before, rest) = text.split_at(fault.at);
    let found = match rest.chars().next() {
        Some(found) => ["`", found.encode_utf8(&mut [0; 4]), "`"].concat(),
        None => "the end of the file".into(),
    };
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before[line_start..].chars().count() + 1;
    let location = Location { line_column: Some((line, column)), ..Location::default() };
    let mut error = Error::new("a basemap: TopoJSON or GeoJSON", found).at(location);
    if text.trim_start().starts_with('<') {
        error = error.hint("is this a web page instead of the file?");
    }
    Box::new(error)
}
