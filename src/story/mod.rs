//! The story: the places an article names, read from its GeoJSON file.
//!
//! A story file is a GeoJSON FeatureCollection (RFC 7946); each feature is a place. [`read`] makes a
//! [`Story`] of the file's bytes, and says beside it, as [`Diagnostic`]s, what an editor should mend:
//! a feature that cannot be read is reported and left out, and the others are shown.
//! [`diagnose`] adds what can only be seen when the story is whole. [`Story::to_geojson`] writes it
//! back, with the members that are unknown here.
//!
//! ```
//! use dateline_map::story;
//!
//! let file = br#"{ "type": "FeatureCollection", "features": [
//!   { "type": "Feature", "geometry": { "type": "Point", "coordinates": [62.2, 34.34] },
//!     "properties": { "name": "Herat", "kind": "city", "date": "1857" } },
//!   { "type": "Feature", "geometry": { "type": "Point", "coordinates": [34.53, 169.17] },
//!     "properties": { "name": "Kabul" } } ] }"#;
//! let reading = story::read(file)?;
//! assert_eq!(reading.story.places.len(), 1);
//! assert_eq!(reading.story.places[0].id, "herat");
//! assert_eq!(reading.diagnostics[0].code, "latitude-out-of-range");
//! # Ok::<(), dateline_map::error::Error>(())
//! ```

pub mod codes;
mod date;
mod diagnose;
mod diagnostic;
mod feature;
mod ids;
mod json;
mod legend;
mod marker;
mod members;
mod place;
mod places;
mod read;
mod relay;
mod report;
mod row;
mod shape;
mod stream;
mod style;
mod values;

pub use date::Date;
pub use diagnose::diagnose;
pub use diagnostic::{Diagnostic, Severity};
pub use legend::LegendEntry;
pub use place::{Arrow, Certainty, Excerpt, Geometry, Kind, Place};
pub use places::Places;
pub use read::{Locator, read};
pub use relay::Scout;
pub use row::Look;
pub use stream::Reader;
pub use style::{MarkerSize, SimpleStyle};

use serde::Serialize;
use std::rc::Rc;

/// A story of more places than this is a crowd: its places are gathered where they stand close together.
pub const MOST_APART: usize = 60;

/// The places an article names, in the order of the file, and what the file says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Story {
    /// The collection's `title`: the headline of the map.
    pub title: Option<String>,
    /// The collection's `source`: the article that the excerpts are from.
    pub source: Option<Source>,
    /// The collection's `lang`: the BCP 47 tag of the language its texts are in.
    pub lang: Option<String>,
    /// The collection's `legend`: what the author's marks mean.
    pub legend: Vec<LegendEntry>,
    /// The places, in the order of the file.
    pub places: Places,
    /// The collection as it was read, without its features: what [`Story::to_geojson`] writes.
    collection: Rc<geojson::FeatureCollection>,
}

/// Where a story was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The publication's name.
    pub name: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
}

/// What reading a file gave: all of it that can be shown, and what is to be mended.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// All that could be read.
    pub story: Story,
    /// What is to be mended, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Story {
    /// The place of this id, and its index in [`Story::places`].
    pub fn place(&self, id: &str) -> Option<(usize, &Place)> {
        let index = self.places.index_of(id)?;
        Some((index, self.places.get(index)?))
    }

    /// The same story, of which the places with the indices `hidden` have nothing to draw.
    pub fn without(&self, hidden: &[usize]) -> Self {
        Self {
            title: self.title.clone(),
            source: self.source.clone(),
            lang: self.lang.clone(),
            legend: self.legend.clone(),
            places: self.places.without(hidden),
            collection: Rc::clone(&self.collection),
        }
    }

    /// The story as GeoJSON: every place as it was read, with the members that are unknown here, its
    /// id, bounding box and foreign members, and the collection's own.
    ///
    /// Features that could not be read are not in it; coordinates are in degrees.
    pub fn to_geojson(&self) -> impl Serialize {
        Collection {
            r#type: "FeatureCollection",
            bbox: self.collection.bbox.as_ref(),
            features: self.places.iter().map(|place| &*place.feature).collect(),
            members: self.collection.foreign_members.as_ref(),
        }
    }
}

/// A [`geojson::FeatureCollection`] of features that are elsewhere.
#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<&'a geojson::Bbox>,
    features: Vec<&'a geojson::Feature>,
    #[serde(flatten)]
    members: Option<&'a geojson::JsonObject>,
}
