//! Reads a file: decodes it, finds out what it is, and goes through its features.

use super::json::{self, Lines, describe, quoted};
use super::members::*;
use super::report::Report;
use super::stream::Reader;
use super::values::{Members, read_bbox, rest};
use super::{Place, Places, Reading, Severity, Source, Story, feature, ids, legend};
use crate::error::{Error, Location};
use crate::json::{self as reader, Object, items};
use geojson::JsonObject;
use serde_json::Value;
use std::rc::Rc;

const A_STORY: &str = "a GeoJSON FeatureCollection";
/// GeoJSON's geometries (RFC 7946, section 1.4).
const GEOMETRY_TYPES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// Reads a story file: a FeatureCollection, or a lone Feature or geometry, which is a story of one place.
///
/// # Errors
///
/// Only when there is nothing to show: the bytes are no UTF-8 (a byte order mark is accepted), no JSON
/// (with line and column), no GeoJSON, or a collection without an array of features. All else is in
/// [`Reading::diagnostics`], and what can be read is in [`Reading::story`].
pub fn read(bytes: &[u8]) -> Result<Reading, Error> {
    let mut reader = Reader::default();
    let mut places = Places::default();
    reader.push(bytes, &mut places)?;
    let mut reading = reader.finish()?;
    if !places.is_empty() {
        places.append(std::mem::take(&mut reading.story.places));
        places.settle();
        reading.story.places = places;
    }
    Ok(reading)
}

/// Reads a file that is there as a whole.
pub(super) fn read_whole(bytes: &[u8]) -> Result<Reading, Error> {
    let text = decode(bytes)?;
    let lines = Lines::new(text);
    let root = Object::read(text).map_err(|error| {
        not_an_object(text, &lines).unwrap_or_else(|| json::syntax_error(error, &lines, 0))
    })?;
    let kind: Option<Value> = root.get(TYPE).and_then(|raw| reader::value(raw).ok());
    let mut report = Report::new(text);
    let (mut story, mut all) = (Story::default(), Vec::new());
    let whole = text.trim();
    match kind.as_ref().and_then(Value::as_str) {
        Some("Feature") => {
            report.enter(1, whole);
            if let Some(value) = value(whole, &mut report) {
                all.extend(feature::read(value, 1, &mut report));
            }
        }
        Some(kind) if GEOMETRY_TYPES.contains(&kind) => {
            report.enter(1, whole);
            if let Some(geometry) = value(whole, &mut report) {
                let mut object = JsonObject::new();
                object.insert(TYPE.into(), "Feature".into());
                object.insert(GEOMETRY.into(), geometry);
                all.extend(feature::read(Value::Object(object), 1, &mut report));
            }
        }
        _ => {
            let features = features(&root, kind.as_ref())?;
            self::root(&root, &mut story, &mut report)?;
            places(features, &mut all, &mut report, &lines)?;
        }
    }
    ids::fill(&mut all);
    story.places = all.into_iter().collect();
    Ok(Reading { story, diagnostics: report.finish() })
}

/// The text of the features of a collection.
fn features<'a>(root: &Object<'a>, kind: Option<&Value>) -> Result<&'a str, Error> {
    let is_collection = kind.and_then(Value::as_str) == Some("FeatureCollection");
    root.get(FEATURES)
        .filter(|raw| is_collection || (kind.is_none() && raw.starts_with('[')))
        .ok_or_else(|| not_a_story(is_collection, kind, root))
}

/// Reads what a collection says of itself.
pub(super) fn root<'a>(root: &Object<'a>, story: &mut Story, report: &mut Report<'a>) -> Result<(), Error> {
    let kind: Option<Value> = root.get(TYPE).and_then(|raw| reader::value(raw).ok());
    features(root, kind.as_ref())?;
    if kind.is_none() {
        report.leave();
        report.error("missing-type", "", Error::new(A_STORY, "an object without a type"));
    }
    collection(root, story, report);
    Ok(())
}

/// Finds where in a file that [`read`] has read a feature or a member of it stands: for what is found
/// out after reading, as by [`diagnose`](super::diagnose()).
pub struct Locator<'a> {
    lines: Lines<'a>,
    features: Vec<&'a str>,
}

impl<'a> Locator<'a> {
    /// Looks through a file. Of one that [`read`] refuses, nothing is found later.
    pub fn new(bytes: &'a [u8]) -> Self {
        let text = decode(bytes).unwrap_or_default();
        let root = Object::read(text).unwrap_or_default();
        let features = match root.get(FEATURES).map(items) {
            Some(Ok(features)) => features,
            Some(Err(_)) => Vec::new(),
            None => vec![text.trim()],
        };
        Self { lines: Lines::new(text), features }
    }

    /// Line and column, from 1, of the `member` (a path as in [`Location::member`]) of the feature of this
    /// number (from 1), or of the feature itself. Going through a file in its order is quickest.
    pub fn find(&mut self, feature: usize, member: Option<&str>) -> Option<(usize, usize)> {
        let feature = *self.features.get(feature.checked_sub(1)?)?;
        self.lines.advance(self.lines.offset_of(feature));
        let part = member.map_or(feature, |member| json::locate(feature, member));
        Some(self.lines.at(self.lines.offset_of(part)))
    }
}

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Error> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Error::new("UTF-8 text", "UTF-16 text").hint("save the file as UTF-8"));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let (right, rest) = bytes.split_at(error.valid_up_to());
        let right = std::str::from_utf8(right).unwrap_or_default();
        let found = ["the byte 0x", &hex(rest.first().copied().unwrap_or_default())].concat();
        let location =
            Location { line_column: Some(Lines::new(right).at(right.len())), ..Location::default() };
        Error::new("UTF-8 text", found).hint("save the file as UTF-8").at(location)
    })
}

fn hex(byte: u8) -> String {
    [byte >> 4, byte & 15]
        .map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase())
        .iter()
        .collect()
}

/// What a text is that is no JSON object, where that says more than the parser does.
fn not_an_object(text: &str, lines: &Lines) -> Option<Error> {
    let start = text.trim_start();
    let found = match start.chars().next() {
        None => "an empty file".to_owned(),
        Some('<') => {
            let error = Error::new(A_STORY, "a page of HTML or XML");
            return Some(error.hint("does the address lead to an error page?"));
        }
        Some('{') => return None,
        // An array, a text, a number: correct JSON, or else the parser's complaint is the better one.
        Some(first) => match first {
            '[' => items(text).map(|_| "an array".into()).ok()?,
            _ => describe(Some(&reader::value(text).ok()?)),
        },
    };
    let location = Location { line_column: Some(lines.at(text.len() - start.len())), ..Location::default() };
    let error = Error::new(A_STORY, found);
    Some(if start.is_empty() { error } else { error.at(location) })
}

/// Why an object is no story.
fn not_a_story(is_collection: bool, kind: Option<&Value>, root: &Object) -> Error {
    if is_collection {
        return Error::new("`features`, an array of places", "nothing");
    }
    match kind {
        Some(Value::String(kind)) if kind == "Topology" => {
            Error::new(A_STORY, "a TopoJSON Topology").hint("is this the basemap?")
        }
        Some(Value::String(kind)) => {
            let error = Error::new(A_STORY, ["an object of type ", &quoted(kind)].concat());
            let is_miswritten = kind.eq_ignore_ascii_case("FeatureCollection");
            if is_miswritten { error.hint("write FeatureCollection") } else { error }
        }
        Some(other) => Error::new(A_STORY, ["an object whose type is ", &describe(Some(other))].concat()),
        None if root.is_empty() => Error::new(A_STORY, "an empty object"),
        None => Error::new(A_STORY, "an object without a type"),
    }
}

/// The JSON of what the report has entered.
fn value<'a>(text: &'a str, report: &mut Report<'a>) -> Option<Value> {
    reader::value(text)
        .map_err(|fault| report.unreadable(Severity::Error, "unreadable-feature", "", text, fault))
        .ok()
}

/// Reads what the collection says of itself.
fn collection<'a>(root: &Object<'a>, story: &mut Story, report: &mut Report<'a>) {
    report.leave();
    let mut object = JsonObject::new();
    for (key, raw) in root.iter().filter(|(key, _)| ![TYPE, FEATURES].contains(key)) {
        match reader::value(raw) {
            Ok(value) => drop(object.insert(key.to_owned(), value)),
            Err(fault) => report.unreadable(Severity::Warning, "wrong-type", key, raw, fault),
        }
    }
    let bbox = read_bbox(&mut object, BBOX, report);
    let mut members = Members { object: &object, path: String::new(), report };
    story.title = members.text(TITLE);
    story.lang = members.text(LANG).filter(|lang| {
        let right = lang
            .split('-')
            .all(|sub| (1..=8).contains(&sub.len()) && sub.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !right {
            members.warn(
                "bad-lang",
                LANG,
                Error::new("a language tag as in BCP 47, such as en or fa-AF", quoted(lang)),
            );
        }
        right
    });
    story.source = match object.get(SOURCE) {
        None | Some(Value::Null) => None,
        Some(Value::Object(source)) => Some(read_source(source, members.report)),
        other => {
            members.warn(
                "wrong-type",
                SOURCE,
                Error::new("an object with name, url and date", describe(other)),
            );
            None
        }
    };
    story.legend = legend::read(&object, members.report);
    if let Some(crs) = object.get(CRS).filter(|crs| !crs.is_null()) {
        let name = crs.get("properties").and_then(|properties| properties.get(NAME)?.as_str());
        // OGC's and EPSG's names of WGS 84, which old files carry rightly.
        if !name.is_some_and(|name| name.ends_with("CRS84") || name.ends_with(":4326")) {
            let found = name.map_or_else(|| describe(Some(crs)), quoted);
            let error = Error::new("positions in degrees of WGS 84, and no `crs`", found);
            report.warn("old-crs", CRS, error.hint("RFC 7946 knows no other reference system"));
        }
    }
    let foreign_members = rest(object, &[BBOX]);
    story.collection = Rc::new(geojson::FeatureCollection { bbox, features: Vec::new(), foreign_members });
}

fn read_source(source: &JsonObject, report: &mut Report) -> Source {
    let mut members = Members { object: source, path: [SOURCE, "."].concat(), report };
    let url = members.text(URL).filter(|url| {
        if !is_web_address(url) {
            members.warn(
                "bad-url",
                URL,
                Error::new("an address that begins with https: or http:", quoted(url)),
            );
        }
        is_web_address(url)
    });
    Source { name: members.text(NAME), url, date: members.date() }
}

/// Whether an address is safe to put into a link: of the web, or relative.
///
/// Browsers drop blanks and controls when they look for a scheme (WHATWG URL, section 4.4), so a scheme
/// that holds any (`java\tscript:`) is one of its own here, and refused like the others.
fn is_web_address(url: &str) -> bool {
    match url.split(['/', '?', '#']).next().and_then(|start| start.split_once(':')) {
        Some((scheme, _)) => scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"),
        None => true,
    }
}

/// Reads the features, each for itself, so that a bad one costs no other.
fn places<'a>(
    features: &'a str,
    all: &mut Vec<Place>,
    report: &mut Report<'a>,
    lines: &Lines<'a>,
) -> Result<(), Error> {
    let items = items(features).map_err(|_| {
        // Its syntax is known to be right, so it is no array.
        let found = describe(reader::value(features).ok().as_ref());
        let line_column = Some(lines.at(lines.offset_of(features)));
        Error::new("an array of features", found).at(Location {
            line_column,
            member: Some(FEATURES.into()),
            ..Location::default()
        })
    })?;
    // Of each id: the number of its place. JSON's own map, which is compiled in any case.
    let mut numbers = JsonObject::new();
    for (at, raw) in items.iter().enumerate() {
        let number = at + 1;
        report.enter(number, raw);
        let Some(mut place) = place(raw, number, report) else { continue };
        if let Some(first) = numbers.get(&place.id) {
            duplicate(
                &mut place,
                &["place ", &first.as_u64().unwrap_or_default().to_string()].concat(),
                report,
            );
        } else if !place.id.is_empty() {
            numbers.insert(place.id.clone(), number.into());
        }
        all.push(place);
    }
    if items.is_empty() {
        no_places(report);
    }
    Ok(())
}

/// The place that the feature is that the report has entered. The id is left empty when it has to be made.
pub(super) fn place<'a>(raw: &'a str, number: usize, report: &mut Report<'a>) -> Option<Place> {
    value(raw, report).and_then(|value| feature::read(value, number, report))
}

/// Takes away an id that `other` has already.
pub(super) fn duplicate(place: &mut Place, other: &str, report: &mut Report) {
    let found = [&quoted(&place.id), ", which is that of ", other].concat();
    report.error("duplicate-id", ID, Error::new("an id of its own", found));
    place.id.clear();
}

pub(super) fn no_places(report: &mut Report) {
    report.leave();
    report.warn("no-places", FEATURES, Error::new("at least one place", "an empty array"));
}
