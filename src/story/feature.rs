//! Reads a feature: one place.
//!
//! A feature is left out when it is no feature, or when it has a geometry and none of it can be read.
//! Anything else that is wrong costs only the member it is in.

use super::json::describe;
use super::members::*;
use super::report::Report;
use super::shape;
use super::values::{Members, is_blank, read_bbox, rest, take};
use super::{Arrow, Certainty, Geometry, Kind, Place, marker};
use crate::error::Error;
use crate::number;
use geojson::{JsonObject, feature::Id};
use serde_json::Value;
use std::rc::Rc;

/// Reads a feature that the report has entered. The id is left empty when it has to be made.
pub(super) fn read(value: Value, number: usize, report: &mut Report) -> Option<Place> {
    let mut object = match value {
        Value::Object(object) => object,
        other => {
            report.error("not-a-feature", "", Error::new("a feature", describe(Some(&other))));
            return None;
        }
    };
    let properties = take(&mut object, PROPERTIES);
    if let Some(name) = properties
        .as_ref()
        .and_then(|properties| properties.get(NAME)?.as_str())
        .filter(|name| !is_blank(name))
    {
        report.named(name);
    }
    let kind = take(&mut object, TYPE);
    if kind.as_ref().and_then(Value::as_str) != Some("Feature") {
        let found = match kind {
            Some(kind) => ["an object of type ", &describe(Some(&kind))].concat(),
            None => "an object without a type".into(),
        };
        report.error("not-a-feature", "", Error::new("an object of type \"Feature\"", found));
        return None;
    }
    let properties = match properties {
        Some(Value::Object(properties)) => Some(properties),
        None | Some(Value::Null) => None,
        other => {
            report.error("wrong-type", PROPERTIES, Error::new("an object", describe(other.as_ref())));
            None
        }
    };
    let id = read_id(take(&mut object, ID), report);
    let empty = JsonObject::new();
    let mut reader = Members { object: properties.as_ref().unwrap_or(&empty), path: String::new(), report };
    let name = reader.name(id.as_ref(), number);
    reader.report.named(name.default());
    let mut drawn = Geometry::default();
    let geometry = match take(&mut object, GEOMETRY) {
        Some(Value::Null) => None,
        Some(value) => shape::read(value, reader.report, &mut drawn).ok()?,
        None => {
            let error = Error::new("`geometry`, null where there is nothing to draw", "nothing");
            reader.report.warn("missing-geometry", "", error);
            None
        }
    };
    let place = Place {
        number,
        id: id.as_ref().map(id_text).unwrap_or_default(),
        aliases: reader.texts(ALIASES),
        kind: reader.word(KIND, "unknown-kind", "country, province, city, district or site", Kind::parse),
        area: reader.text(AREA),
        annotation: reader.localized(ANNOTATION),
        excerpts: reader.excerpts(),
        date: reader.date(),
        priority: reader.number(PRIORITY, "a number", |_| true),
        certainty: reader
            .word(CERTAINTY, "unknown-certainty", "exact or approximate", certainty)
            .unwrap_or_default(),
        arrow: reader.word(ARROW, "unknown-arrow", "start, end or both", Arrow::parse),
        style: reader.style(),
        marker: marker::place(&drawn),
        geometry: drawn,
        name,
        feature: Rc::default(),
    };
    let feature = geojson::Feature {
        bbox: read_bbox(&mut object, BBOX, report),
        geometry,
        id,
        properties,
        foreign_members: rest(object, &[TYPE, ID, GEOMETRY, PROPERTIES, BBOX]),
    };
    Some(Place { feature: Rc::new(feature), ..place })
}

fn certainty(word: &str) -> Option<Certainty> {
    match word {
        "exact" => Some(Certainty::Exact),
        "approximate" => Some(Certainty::Approximate),
        _ => None,
    }
}

/// An id that names the place: a number, or a text that is not blank.
fn read_id(value: Option<Value>, report: &mut Report) -> Option<Id> {
    match value {
        None | Some(Value::Null) => None,
        Some(Value::Number(number)) => Some(Id::Number(number)),
        Some(Value::String(text)) if !is_blank(&text) => Some(Id::String(text)),
        other => {
            let error = Error::new("a text or a number", describe(other.as_ref()));
            report.warn("bad-id", ID, error.hint("one is made from the name"));
            None
        }
    }
}

pub(super) fn id_text(id: &Id) -> String {
    match id {
        Id::String(text) => text.clone(),
        Id::Number(number) => number::json(number),
    }
}
