//! What the interface itself says. The story's words come from the story.

use crate::basemap::{Basemap, Level, LineClass};
use crate::story::{Excerpt, Kind, Story};
use crate::units::{Length, Unit, Units};

/// Name of the map when the story has no title.
pub const MAP: &str = "Map";
/// Name of the group of markers.
pub const PLACES: &str = "Places on the map";
/// Name of the list of names below the map.
pub const KEY: &str = "Key to the numbers on the map";
/// Heading of the list of places on paper.
pub const PLACES_OF_STORY: &str = "Places in the story";
/// Names of the controls.
pub const ZOOM_IN: &str = "Zoom in";
/// See [`ZOOM_IN`].
pub const ZOOM_OUT: &str = "Zoom out";
/// See [`ZOOM_IN`].
pub const FIT: &str = "Show the whole story";
/// Name of the legend and of its button.
pub const LEGEND: &str = "Legend";
/// Names of the panel's buttons.
pub const CLOSE: &str = "Close";
/// See [`CLOSE`].
pub const PREVIOUS: &str = "Previous place";
/// See [`CLOSE`].
pub const NEXT: &str = "Next place";
/// In place of a place's excerpts.
pub const NO_EXCERPT: &str = "The story holds no passage on this place.";
/// Said while the files are on their way.
pub const LOADING: &str = "The map is loading.";
/// Said when the map cannot be shown; the reason follows.
pub const NO_MAP: &str = "The map cannot be shown.";
/// Said when a wheel is turned without its key.
pub const HINT_WHEEL: &str = "Hold Ctrl or ⌘ and scroll to zoom the map";
/// Said when one finger moves over the map.
pub const HINT_TOUCH: &str = "Use two fingers to move the map";

/// What a place is, in a word.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Country => "Country",
        Kind::Province => "Province",
        Kind::City => "City",
        Kind::District => "District",
        Kind::Site => "Site",
    }
}

/// `6 of 7`.
pub fn position(index: usize, count: usize) -> String {
    format!("{} of {count}", index + 1)
}

/// Where an excerpt is from, and honestly whose words it has: `Summary of paragraph 25, Asia Times`.
pub fn source(excerpt: &Excerpt, publication: Option<&str>) -> String {
    let mut line = match (excerpt.quote, excerpt.paragraph) {
        (true, Some(n)) => format!("Quoted from paragraph {n}"),
        (true, None) => "Quotation".to_owned(),
        (false, Some(n)) => format!("Summary of paragraph {n}"),
        (false, None) => "Summary".to_owned(),
    };
    if let Some(publication) = publication {
        line.push_str(", ");
        line.push_str(publication);
    }
    line
}

/// What the map shows, for those who do not see it: `Map of 7 places: Laghman, Kabul, …`.
pub fn describe(story: &Story, lang: &str) -> String {
    let names: Vec<&str> = story.places.iter().map(|place| place.name.get(lang)).collect();
    match names.as_slice() {
        [] => "Map without places.".to_owned(),
        [one] => format!("Map of one place: {one}."),
        // A list of hundreds is no description.
        many if many.len() > 20 => {
            format!("Map of {} places, {} and {} among them.", many.len(), many[0], many[1])
        }
        many => format!("Map of {} places: {}.", many.len(), many.join(", ")),
    }
}

/// The distance `metres` as a reader is told it: `3,360 km`, `1.2 miles`, `900 m`.
pub fn distance(metres: f64, units: Units) -> String {
    let Length { tenths, unit } = units.length(metres);
    let mut text = grouped(tenths / 10);
    if tenths % 10 > 0 {
        text.push('.');
        text.push_str(&(tenths % 10).to_string());
    }
    text.push_str(match unit {
        Unit::Metre => " m",
        Unit::Kilometre => " km",
        Unit::Foot => " ft",
        Unit::Mile if tenths == 10 => " mile",
        Unit::Mile => " miles",
    });
    text
}

/// What stands in a pointer for the places that it has taken in, after the name of the first: `+4`.
pub fn more(count: usize) -> String {
    format!("+{}", grouped(count as u64))
}

/// Name of the button of such a pointer: `Kabul, Herat and 3 more places: show them`.
pub fn together(names: &[&str]) -> String {
    let (told, rest) = names.split_at(names.len().min(MOST_TOLD));
    several(told, rest.len())
}

/// A list of hundreds is no name: so many are told of places that stand together, and the rest counted.
pub const MOST_TOLD: usize = 8;

/// Name of the button of several places: the `names` of some, and the number of the `rest`.
pub fn several(names: &[&str], rest: usize) -> String {
    let mut text = names.join(", ");
    if rest > 0 {
        text.push_str(" and ");
        text.push_str(&grouped(rest as u64));
        text.push_str(" more places");
    }
    text.push_str(": show them");
    text
}

/// What the inset tells, for those who do not see it. `country` is the one in the middle of the view.
pub fn whereabouts(country: Option<&str>) -> String {
    match country {
        Some(country) => {
            format!(" A small globe shows where in the world that is: {country} is in the middle.")
        }
        None => " A small globe shows where in the world that is.".to_owned(),
    }
}

/// Name of the button that opens the credit, on a map too narrow to show it: its short form, and more.
pub fn credit_button(short: &str) -> String {
    format!("{short}: sources of the map")
}

/// The line of credit of a basemap, and a word on its borders where some are disputed; empty when it
/// asks for none and has none.
pub fn credit(basemap: &Basemap) -> String {
    let mut parts = basemap.credits();
    let disputed = |level: &Level| level.lines.iter().any(|(class, _)| *class == LineClass::Disputed);
    if basemap.levels.iter().any(disputed) {
        parts.push("disputed borders dashed");
    }
    parts.join(" · ")
}

/// The short form of a line of credit: its first part, without what leads up to the name.
pub fn short_credit(line: &str) -> &str {
    let first = line.find('·').map_or(line, |end| line[..end].trim_end());
    first.strip_prefix("Made with ").unwrap_or(first)
}

/// A number with a comma between groups of three digits, as English sets them.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_never_called_a_quotation() {
        let mut excerpt = Excerpt { text: "…".into(), paragraph: Some(25), date: None, quote: false };
        assert_eq!(source(&excerpt, Some("Asia Times")), "Summary of paragraph 25, Asia Times");
        excerpt.quote = true;
        assert_eq!(source(&excerpt, None), "Quoted from paragraph 25");
    }

    #[test]
    fn a_description_names_the_places_as_long_as_that_helps() {
        assert_eq!(describe(&Story::default(), "en"), "Map without places.");
    }

    #[test]
    fn distances_are_rounded_to_what_a_reader_wants_to_know() {
        for (metres, metric, imperial) in [
            (0.0, "0 m", "0 ft"),
            (456.0, "460 m", "1,500 ft"),
            (1_234.0, "1.2 km", "4,050 ft"),
            (1_609.0, "1.6 km", "1 mile"),
            (3_000.0, "3 km", "1.9 miles"),
            (56_400.0, "56 km", "35 miles"),
            (123_456.0, "120 km", "77 miles"),
            (3_364_000.0, "3,360 km", "2,090 miles"),
            (20_015_000.0, "20,020 km", "12,440 miles"),
        ] {
            assert_eq!(distance(metres, Units::Metric), metric);
            assert_eq!(distance(metres, Units::Imperial), imperial);
        }
    }

    #[test]
    fn a_pointer_to_many_names_them_and_counts_the_rest() {
        assert_eq!(together(&["Kabul", "Herat"]), "Kabul, Herat: show them");
        let many = together(&["A"; 1008]);
        assert!(many.ends_with(", A and 1,000 more places: show them"));
        assert_eq!(more(1000), "+1,000");
    }

    #[test]
    fn a_credit_is_shortened_to_whose_map_it_is() {
        assert_eq!(short_credit("Made with Natural Earth · borders as in force"), "Natural Earth");
        assert_eq!(short_credit("© OpenStreetMap contributors"), "© OpenStreetMap contributors");
        assert_eq!(short_credit(""), "");
    }
}
