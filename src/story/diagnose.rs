//! What can only be seen when the story is whole.

use super::members::{ANNOTATION, AREA, EXCERPTS, NAME, TEXT};
use super::{Diagnostic, MOST_APART, Place, Severity, Story};
use crate::error::{Error, Location};
use crate::geo::{distance_m, unproject};

/// Markers nearer than this, in metres, are taken for the same position: a city block.
const SAME_POSITION_M: f64 = 100.0;

/// Looks for what is only wrong in view of the whole story, or of the basemap: unknown areas, markers on
/// top of each other, markup in texts. All are warnings, in the order of the places.
///
/// `known_area` tells whether the basemap has an area of that key; without it areas are not looked at.
/// The diagnostics carry no line and column: [`Locator`](super::Locator) finds them.
pub fn diagnose(story: &Story, known_area: Option<&dyn Fn(&str) -> bool>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut first = Vec::new();
    for (index, place) in story.places.whole() {
        if let (Some(known), Some(area)) = (known_area, &place.area)
            && !known(area)
        {
            found.push(warning("unknown-area", place, Some(AREA.into()), unknown_area(area, known)));
        }
        // Those of a crowd that stand on top of each other are set out when the reader asks for them.
        if story.places.len() <= MOST_APART
            && let Some((other, metres)) = near(story, index, &mut first)
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
    let (member, tag) = marked_up(place)?;
    let error =
        Error::new("plain text", super::json::quoted(tag)).hint("it is shown as it stands, not as HTML");
    Some(warning("markup", place, Some(member), error))
}

fn marked_up(place: &Place) -> Option<(String, &str)> {
    if let Some(tag) = tag(place.name.default()) {
        return Some((NAME.to_owned(), tag));
    }
    if let Some(tag) = place.annotation.as_ref().and_then(|text| tag(text.default())) {
        return Some((ANNOTATION.to_owned(), tag));
    }
    for (at, excerpt) in place.excerpts.iter().enumerate() {
        if let Some(tag) = tag(&excerpt.text) {
            return Some(([EXCERPTS, "[", &at.to_string(), "].", TEXT].concat(), tag));
        }
    }
    None
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

/// The first of the places that is near the one of this index, with the distance in metres. What is near a
/// place itself is not looked at: of several at one spot, each is compared with the first.
fn near(story: &Story, index: usize, first: &mut Vec<usize>) -> Option<(usize, f64)> {
    let at = unproject(story.places[index].marker?);
    let metres = |&other: &usize| Some((other, distance_m(at, unproject(story.places[other].marker?))));
    let near = first.iter().filter_map(metres).find(|(_, metres)| *metres < SAME_POSITION_M);
    if near.is_none() {
        first.push(index);
    }
    near
}
