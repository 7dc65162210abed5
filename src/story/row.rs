//! A place of a crowd: from its feature's text to what drawing needs of it, and, when it is asked for, to a place.
//!
//! Of a feature that is a plain point, three texts are kept one after another, and the rest of it says nothing:
//!
//! ```text
//!   [62.2,34.34]{"name":"Herat","kind":"city"}"herat"
//!   coordinates  properties                   id, if there is one
//! ```
//!
//! A feature that takes more than that to read keeps its whole text, which begins with `{`.

use super::members::*;
use super::report::Report;
use super::{Certainty, Date, Kind, MarkerSize, Place, feature, ids, values};
use crate::color::Color;
use crate::geo::{LonLat, WorldPoint, project};
use crate::json::{self, Cursor};
use crate::localized::Localized;
use crate::symbols::Symbol;
use dateline_map_crowd::feature::{Known, Pattern, Plain, plain};
use std::borrow::Cow;

/// How a marker looks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Look {
    /// Whether there is one.
    pub is_marked: bool,
    /// The author's colour; the theme's accent when `None`.
    pub color: Option<Color>,
    /// Its size.
    pub size: MarkerSize,
    /// What stands in it.
    pub symbol: Option<Symbol>,
    /// Whether it is open, for a position that is only approximate.
    pub open: bool,
}

impl Look {
    /// The look of a place's marker.
    pub fn of(place: &Place) -> Self {
        Self {
            is_marked: place.marker.is_some() && !place.is_bare_line(),
            color: place.style.marker_color,
            size: place.style.marker_size(),
            symbol: place.style.marker_symbol,
            open: place.certainty == Certainty::Approximate,
        }
    }
}

/// The properties that a plain feature may have; the others in `values` are read for what they say.
const KNOWN: Known<11> = Known {
    wanted: [
        NAME,
        KIND,
        DATE,
        ANNOTATION,
        PRIORITY,
        CERTAINTY,
        MARKER_COLOR,
        MARKER_SIZE,
        MARKER_SYMBOL,
        DESCRIPTION,
        EXCERPT,
    ],
    refused: &[ALIASES, AREA, EXCERPTS, ARROW, STROKE, STROKE_OPACITY, STROKE_WIDTH, FILL, FILL_OPACITY],
    translated: &[NAME, ANNOTATION],
};

/// What is known of a plain feature once it has been looked through.
pub(super) struct Row<'a> {
    feature: Plain<'a, 11>,
    /// The id that the feature has; empty when it has none.
    pub id: &'a str,
    pub at: WorldPoint,
    pub weight: f64,
    pub look: Look,
}

impl<'a> Row<'a> {
    /// The feature here, behind which the cursor is then. `None` for one that somebody else has to read: it is
    /// no plain point, or something is wrong with it.
    pub fn read(cursor: &mut Cursor<'a>, pattern: &mut Pattern) -> Option<Self> {
        let feature = plain(cursor, &KNOWN, pattern)?;
        let home =
            (-180.0..=180.0).contains(&feature.longitude) && (-90.0..=90.0).contains(&feature.latitude);
        let [name, kind, date, annotation, priority, certainty, color, size, symbol, description, excerpt] =
            feature.values;
        // Each is absent, or a string that its reader takes; blank ones are for the other reader.
        let name = told(name)?;
        // A number may be written in several ways, and one without a fraction in one.
        let id = told(feature.id)
            .or_else(|| feature.id.bytes().all(|b| b.is_ascii_digit()).then_some(feature.id))?;
        if !home || name.is_empty() {
            return None;
        }
        told(annotation)?;
        let kind = parsed(kind, Kind::parse)?;
        parsed(date, |text| Date::is_date(text).then_some(()))?;
        let open = parsed(certainty, |word| match word {
            "exact" => Some(false),
            "approximate" => Some(true),
            _ => None,
        })?;
        let (color, size) = (parsed(color, Color::parse)?, parsed(size, MarkerSize::parse)?);
        let symbol = parsed(symbol, Symbol::parse)?;
        let excerpts = usize::from(!told(description)?.is_empty() || !told(excerpt)?.is_empty());
        let priority = match priority {
            "" => None,
            text => Some(json::number(text).filter(|number| number.is_finite())?),
        };
        Some(Self {
            id,
            at: project(LonLat::new(feature.longitude, feature.latitude)),
            weight: super::place::weight(priority, kind, excerpts),
            look: Look {
                is_marked: true,
                color,
                size: size.unwrap_or_default(),
                symbol,
                open: open.unwrap_or_default(),
            },
            feature,
        })
    }

    /// The texts that the place is read from.
    pub fn texts(&self) -> [&'a str; 3] {
        [self.feature.coordinates, self.feature.properties, self.feature.id]
    }
}

/// What a string says: empty when there is none. `None` for what is no string, or a blank one.
fn told(text: &str) -> Option<&str> {
    if text.is_empty() {
        return Some("");
    }
    // A text that begins with a quotation mark has another at its end.
    let inner = if text.as_bytes()[0] == b'"' { &text[1..text.len() - 1] } else { return None };
    (!values::is_blank(inner)).then_some(inner)
}

/// What `parse` makes of a string. The outer option: whether it is right.
fn parsed<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    let text = told(text)?;
    if text.is_empty() { Some(None) } else { parse(text).map(Some) }
}

/// The place that a text of a crowd is of. It was read before, and nothing was wrong with it.
pub(super) fn place_of(text: &str, number: usize) -> Place {
    let whole = only_one(text);
    let feature = if whole.starts_with('[') { unfolded(whole) } else { whole.to_owned() };
    let value = json::value(&feature).unwrap_or_default();
    let mut report = Report::new(&feature);
    let mut place = feature::read(value, number, &mut report).unwrap_or_default();
    if place.id.is_empty() {
        place.id = ids::numbered(place.name.default(), number);
    }
    place
}

/// What the place that a text of a crowd is of is called, without reading the rest of it; `None` where the place has to be
/// read for that.
pub(super) fn name_of(text: &str) -> Option<Localized> {
    if !text.starts_with('[') {
        return None;
    }
    let mut cursor = Cursor::new(text);
    cursor.skip().ok()?;
    cursor.open(b'{').ok()?;
    let mut names: Vec<(Cow<str>, Cow<str>)> = Vec::new();
    let mut first = true;
    while cursor.member(std::mem::take(&mut first)).ok()? {
        let key = cursor.string().ok()?;
        cursor.colon().ok()?;
        if key.starts_with(NAME) && cursor.peek() == Some(b'"') {
            let name = cursor.string().ok()?;
            // Of members of one name the last one serves.
            names.retain(|(other, _)| *other != key);
            names.push((key, name));
        } else {
            cursor.skip().ok()?;
        }
    }
    names.retain(|(_, name)| !values::is_blank(name));
    let is_named = names.iter().any(|(key, _)| key == NAME);
    Localized::from_pairs(names, NAME).filter(|_| is_named)
}

/// Whether the place that a text of a crowd is of has this id.
pub(super) fn has_id(text: &str, number: usize, id: &str) -> bool {
    let own = only_one(text);
    if own.starts_with('[') {
        let mut cursor = Cursor::new(own);
        let (_, _) = (cursor.skip(), cursor.skip());
        let given = cursor.skip().unwrap_or_default();
        let given = told(given).unwrap_or(given);
        // What is made ends with the number.
        if !given.is_empty() || !id.ends_with(&number.to_string()) {
            return given == id;
        }
    }
    place_of(text, number).id == id
}

/// The feature whose coordinates, properties and id stand one after another in `text`.
fn unfolded(text: &str) -> String {
    let mut cursor = Cursor::new(text);
    let mut part = || cursor.skip().unwrap_or("null");
    let (coordinates, properties, id) = (part(), part(), part());
    [
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":"#,
        coordinates,
        r#"},"properties":"#,
        properties,
        r#","id":"#,
        id,
        "}",
    ]
    .concat()
}

/// The first place's text of several that stand one after another.
pub(super) fn only_one(text: &str) -> &str {
    let mut cursor = Cursor::new(text);
    let start = cursor;
    let is_short = text.starts_with('[');
    let _ = cursor.skip();
    if is_short {
        let _ = cursor.skip();
        // Another place's text begins with a bracket.
        let before = cursor;
        match cursor.peek() {
            Some(b'[' | b'{') | None => cursor = before,
            _ => drop(cursor.skip()),
        }
    }
    cursor.since(&start)
}
