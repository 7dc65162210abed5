//! Reads the collection's `legend`: what the author's marks mean, in the author's words.

use super::json::describe;
use super::members::{FILL, LABEL, LEGEND, MARKER_COLOR, STROKE};
use super::report::Report;
use super::values::Members;
use crate::color::Color;
use crate::error::Error;
use crate::localized::Localized;
use crate::symbols::Symbol;
use geojson::JsonObject;
use serde_json::Value;

/// One line of the legend: a look, and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendEntry {
    /// `label` and `label:xx`.
    pub label: Localized,
    /// `marker-color` of the markers that are meant.
    pub color: Option<Color>,
    /// `marker-symbol` of the markers that are meant.
    pub symbol: Option<Symbol>,
    /// `stroke` of the lines, or of the areas' edges, that are meant.
    pub stroke: Option<Color>,
    /// `fill` of the areas that are meant.
    pub fill: Option<Color>,
}

/// The entries that can be read; the others are reported and left out.
pub(super) fn read(collection: &JsonObject, report: &mut Report) -> Vec<LegendEntry> {
    let items = match collection.get(LEGEND) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(items)) => items,
        other => {
            report.warn(
                "wrong-type",
                LEGEND,
                Error::new("an array of entries, each with a label", describe(other)),
            );
            return Vec::new();
        }
    };
    let mut entries = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let path = [LEGEND, "[", &at.to_string(), "]"].concat();
        let Value::Object(object) = item else {
            report.warn("bad-legend", &path, Error::new("an object with a label", describe(Some(item))));
            continue;
        };
        let mut members = Members { object, path: [&path, "."].concat(), report };
        let label = members.localized(LABEL);
        let (color, symbol) = (members.color(MARKER_COLOR), members.symbol());
        let (stroke, fill) = (members.color(STROKE), members.color(FILL));
        match label {
            None => report.warn("bad-legend", &path, Error::new("an entry with a label", "one without")),
            Some(_) if color.is_none() && symbol.is_none() && stroke.is_none() && fill.is_none() => {
                let expected = "a marker-color, marker-symbol, stroke or fill that the label explains";
                report.warn("bad-legend", &path, Error::new(expected, "none of them"));
            }
            Some(label) => entries.push(LegendEntry { label, color, symbol, stroke, fill }),
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use crate::color::Color;
    use crate::symbols::Symbol;

    fn read(legend: &str) -> crate::story::Reading {
        let file = format!(
            r#"{{"type":"FeatureCollection","legend":{legend},"features":[
            {{"type":"Feature","geometry":null,"properties":{{"name":"A"}}}}]}}"#
        );
        crate::story::read(file.as_bytes()).unwrap()
    }

    #[test]
    fn an_entry_has_a_label_in_several_languages_and_the_marks_that_it_explains() {
        let reading = read(
            r##"[{"label":"Air base","label:fa":"پایگاه","marker-color":"#0a0","marker-symbol":"airport"},
                {"label":"Front","stroke":"#f00"},{"label":"Held","fill":"#00f"}]"##,
        );
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let legend = reading.story.legend;
        assert_eq!(legend[0].label.get("fa"), "پایگاه");
        assert_eq!((legend[0].color, legend[0].symbol), (Color::parse("#0a0"), Symbol::parse("airport")));
        assert_eq!((legend[1].stroke, legend[2].fill), (Color::parse("#f00"), Color::parse("#00f")));
    }

    #[test]
    fn what_is_no_entry_is_reported_with_its_place_and_costs_no_other() {
        let reading =
            read(r##"[3,{"marker-color":"#0a0"},{"label":"Nothing"},{"label":"Front","stroke":"#f00"}]"##);
        assert_eq!(reading.story.legend.len(), 1);
        let told: Vec<_> =
            reading.diagnostics.iter().map(|d| (d.code, d.error.location.member.as_deref())).collect();
        let at = |n| ["legend[0]", "legend[1]", "legend[2]"][n];
        assert_eq!(told, [0, 1, 2].map(|n| ("bad-legend", Some(at(n)))));
        assert_eq!(read("{}").diagnostics[0].code, "wrong-type");
        assert!(read("null").diagnostics.is_empty());
    }
}
