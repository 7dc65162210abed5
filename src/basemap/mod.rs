//! The map's own geography: countries, provinces, water and the lines between them.
//!
//! A basemap is one file or several, coarse to fine: a world overview, and a detailed file for the
//! region that the story is about. Each file is read into a [`Level`]; [`Basemap`] keeps the levels in
//! order and answers across them. Everything is projected when it is read. Colours are the theme's.
//!
//! ```
//! use dateline_map::basemap::Level;
//!
//! let file = r#"{"type": "FeatureCollection", "features": [{
//!     "type": "Feature", "id": "AF", "properties": {"name": "Afghanistan", "name:fa": "افغانستان"},
//!     "geometry": {"type": "Polygon", "coordinates": [[[60, 30], [75, 30], [75, 38], [60, 38], [60, 30]]]}
//! }]}"#;
//! let level = Level::read(file.as_bytes())?;
//! let country = level.area("AF").unwrap();
//! assert_eq!(country.name.get("fa-AF"), "افغانستان");
//! # Ok::<(), dateline_map::error::Error>(())
//! ```

mod area;
mod codes;
mod geojson;
mod json;
mod level;
mod packed;
mod seam;
mod shape;
mod stitch;
mod topojson;
mod topology;
mod water;
mod worldview;

pub use area::{Area, AreaClass};
pub use level::{Level, LineClass};
pub use water::Water;
pub use worldview::DEFAULT as DEFAULT_WORLDVIEW;

use crate::geo::WorldPoint;

/// The levels of detail of one map, coarse to fine.
#[derive(Debug, Clone, Default)]
pub struct Basemap {
    /// Sorted by [`Level::min_zoom`]; of levels that start at the same zoom, the one that covers more
    /// stands first. [`Self::insert`] keeps that order.
    pub levels: Vec<Level>,
}

impl Basemap {
    /// A map without any geography: the sea.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a level at its place in the order, after those it ties with.
    pub fn insert(&mut self, level: Level) {
        let rank = |level: &Level| (level.min_zoom, -level.covered_area());
        let new = rank(&level);
        let at = self.levels.partition_point(|present| rank(present) <= new);
        self.levels.insert(at, level);
    }

    /// The area known by `key`, in the most detail that shows the whole of it.
    ///
    /// A regional file also holds the near parts of the countries around it; such a part does not
    /// stand for the country as long as a coarser level shows it whole.
    pub fn area(&self, key: &str) -> Option<&Area> {
        let found = || self.levels.iter().rev().filter_map(|level| Some((level, level.area(key)?)));
        let whole = found().find(|(level, area)| level.covers_bounds(&area.path.bounds));
        whole.or_else(|| found().next()).map(|(_, area)| area)
    }

    /// The country at `p`, as the finest level that shows countries there has it; `None` at sea.
    pub fn country_at(&self, p: WorldPoint) -> Option<&Area> {
        let mut finest_first = self.levels.iter().rev();
        finest_first.find(|level| level.covers_point(p) && level.has_countries())?.country_at(p)
    }

    /// Whether any of its files knows the view called `worldview`, as all know the default one.
    pub fn knows_worldview(&self, worldview: &str) -> bool {
        worldview == DEFAULT_WORLDVIEW || self.worldviews().contains(&worldview)
    }

    /// The views that its files know besides the default one, each once.
    pub fn worldviews(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.levels.iter().flat_map(|level| &level.worldviews) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// The lines to show as the map's credit, each once, coarse levels first.
    pub fn credits(&self) -> Vec<&str> {
        let mut credits = Vec::new();
        for credit in self.levels.iter().filter_map(|level| level.credit.as_deref()) {
            if !credits.contains(&credit) {
                credits.push(credit);
            }
        }
        credits
    }
}
