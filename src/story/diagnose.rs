//! What can only be seen when the story is whole.

use super::members::{ANNOTATION, AREA, EXCERPTS, NAME, TEXT};
use super::{Diagnostic, MOST_APART, Place, Severity, Story};
use crate::error::{Error, Location};
use crate::geo::math::sin_cos;
use crate::geo::{EARTH_RADIUS_M, distance_m, unproject};

/// Markers nearer than this, in metres, are taken for the same position: a city block.
const SAME_POSITION_M: f64 = 100.0;

/// Looks for what is only wrong in view of the whole story, or of the basemap: unknown areas, markers on
/// top of each other, markup in texts. All are warnings, in the order of the places.
///
/// `known_area` tells whether the basemap has an area of that key; without it areas are not looked at.
/// The diagnostics carry no line and column: [`Locator`](super::Locator) finds them.
pub fn diagnose(story: &Story, known_area: Option<&dyn Fn(&str) -> bool>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut spots = Spots::of(story);
    for (index, place) in story.places.iter().enumerate() {
        if let (Some(known), Some(area)) = (known_area, &place.area)
            && !known(area)
        {
            found.push(warning("unknown-area", place, Some(AREA.into()), unknown_area(area, known)));
        }
        // Those of a crowd that stand on top of each other are set out when the reader asks for them.
        if story.places.len() <= MOST_APART
            && let Some((other, metres)) = spots.nearest_or_insert(index)
        {
            let other = &story.places[other];
            let found_there = format!(
                "that of place {} (\"{}\"), {} m away",
                other.number,
                other.name.default(),
                metres.round() as u32
            );
            found.push(warning(
                "same-position",
                place,
                None,
                Error::new("a position of its own", found_there),
            ));
        }
        found.extend(markup(place));
    }
    found
}

fn warning(code: &'static str, place: &Place, member: Option<String>, error: Error) -> Diagnostic {
    let location = Location {
        feature: Some(place.number),
        name: Some(place.name.default().to_owned()),
        member,
        ..Location::default()
    };
    Diagnostic { severity: Severity::Warning, code, error: error.at(location) }
}

fn unknown_area(area: &str, known: &dyn Fn(&str) -> bool) -> Error {
    let error = Error::new("the key of an area of the basemap", super::json::quoted(area));
    let upper = area.trim().to_ascii_uppercase().replace(['_', ' '], "-");
    let country = upper.split('-').next().unwrap_or_default();
    if upper != area && known(&upper) {
        error.hint(["did you mean ", &upper, "?"].concat())
    } else if country != upper && known(country) {
        error.hint(["the country ", country, " is known"].concat())
    } else {
        error
    }
}

/// The members of a place that look like HTML, which is shown as it stands.
fn markup(place: &Place) -> Option<Diagnostic> {
    let annotation = place.annotation.as_ref().map(|text| (ANNOTATION.to_owned(), text.default()));
    let excerpts =
        place.excerpts.iter().enumerate().map(|(at, excerpt)| {
            ([EXCERPTS, "[", &at.to_string(), "].", TEXT].concat(), excerpt.text.as_str())
        });
    let name = (NAME.to_owned(), place.name.default());
    let mut texts = std::iter::once(name).chain(annotation).chain(excerpts);
    let (member, tag) = texts.find_map(|(member, text)| Some((member, tag(text)?)))?;
    let error =
        Error::new("plain text", super::json::quoted(tag)).hint("it is shown as it stands, not as HTML");
    Some(warning("markup", place, Some(member), error))
}

/// The first thing in a text that an HTML parser would take for a tag.
fn tag(text: &str) -> Option<&str> {
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        if name.starts_with(|c: char| c.is_ascii_alphabetic())
            && let Some(end) = inside.find('>')
        {
            return Some(&text[at..at + end + 2]);
        }
    }
    None
}

/// The markers so far, no two of them near each other, in a grid of squares a little larger than what
/// counts as near. Squares that share a chain of the hash table do no harm: distances decide.
struct Spots<'a> {
    story: &'a Story,
    /// For each chain: 1 more than the place that came into it last; 0 when it is empty.
    last: Vec<usize>,
    /// For each place: what stood there before it.
    before: Vec<usize>,
}

impl<'a> Spots<'a> {
    fn of(story: &'a Story) -> Self {
        let count = story.places.len();
        Self { story, last: vec![0; (count + 1).next_power_of_two()], before: vec![0; count] }
    }

    /// The place near this one that came first, with the distance in metres; without one, this place is
    /// remembered. So a thousand places on one spot are compared with one.
    fn nearest_or_insert(&mut self, index: usize) -> Option<(usize, f64)> {
        let at = unproject(self.story.places[index].marker?);
        let metres_a_degree = EARTH_RADIUS_M.to_radians();
        let row_of = |lat: f64| (lat * metres_a_degree / SAME_POSITION_M).floor() as i64;
        // A degree of longitude is shorter towards the poles; markers never lie on one. Neighbouring rows
        // have columns of nearly the same width, so one on either side is enough.
        let column_of = |row: i64| {
            let lat = (row as f64 + 0.5) * SAME_POSITION_M / metres_a_degree;
            let shorter = sin_cos(lat.to_radians()).1.max(0.01);
            (at.lon * metres_a_degree * shorter / (SAME_POSITION_M * 1.01)).floor() as i64
        };
        let row = row_of(at.lat);
        let mut near: Option<(usize, f64)> = None;
        for row in row - 1..=row + 1 {
            let column = column_of(row);
            for column in column - 1..=column + 1 {
                let mut next = self.last[self.chain(row, column)];
                while let Some(other) = next.checked_sub(1) {
                    let metres = self.story.places[other]
                        .marker
                        .map_or(f64::INFINITY, |p| distance_m(at, unproject(p)));
                    if metres < SAME_POSITION_M && near.is_none_or(|(first, _)| other < first) {
                        near = Some((other, metres));
                    }
                    next = self.before[other];
                }
            }
        }
        if near.is_none() {
            let chain = self.chain(row, column_of(row));
            self.before[index] = std::mem::replace(&mut self.last[chain], index + 1);
        }
        near
    }

    /// The chain of a square: Fibonacci hashing (Knuth, *The Art of Computer Programming* 3, section 6.4).
    fn chain(&self, row: i64, column: i64) -> usize {
        let key = (row as u64).rotate_left(32) ^ column as u64;
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.last.len() - 1)
    }
}
