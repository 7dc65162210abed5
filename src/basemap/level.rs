//! One basemap file, read.

use super::json::{self, Members, Position, Read};
use super::{Area, AreaClass, Water, geojson, topojson, worldview};
use crate::error::Error;
use crate::geo::math::within_turn;
use crate::geo::{Path, WorldBounds, WorldPoint};
use crate::number;
use std::rc::Rc;

/// No more problems than this are kept: a file that has more has one cause for them all.
const MAX_PROBLEMS: usize = 100;
/// The greatest zoom that a file may start at: at 30 a pixel is 0.15 mm.
const MAX_ZOOM: f64 = 30.0;

/// What a line of the basemap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineClass {
    /// Between land and sea, or land and a lake that is cut out of it.
    Coast,
    /// Between two provinces of one country.
    Province,
    /// Between two countries.
    Border,
    /// A border that is contested, whoever holds it. Such a line is of no other class as well.
    Disputed,
}

/// One level of detail: what one basemap file holds, projected.
#[derive(Debug, Clone, Default)]
pub struct Level {
    /// The box in which the file shows the complete geography, and in which it replaces coarser
    /// levels; its geometry reaches a little beyond. `None`: the whole world. A box over the
    /// antimeridian has its east edge beyond 1.
    pub covers: Option<WorldBounds>,
    /// The web zoom from which the level is used; 0 when the file says nothing.
    pub min_zoom: f64,
    /// The line that the source wants shown on the map.
    pub credit: Option<String>,
    /// Countries, provinces and others, in the order of the file.
    pub areas: Vec<Area>,
    /// All the land, to be filled in one go by the even-odd rule.
    pub land: Rc<Path>,
    /// All the lakes, to be filled on the land.
    pub lakes: Rc<Path>,
    /// The lines, one path for each class that the file has, in the order to draw them: coasts,
    /// provinces, borders, disputed. No line is in two of them, and where a file has been cut at the
    /// antimeridian or towards a pole, the cut is not a line.
    pub lines: Vec<(LineClass, Rc<Path>)>,
    /// The names of its seas, gulfs and lakes.
    pub waters: Vec<Water>,
    /// The views that the file knows besides `default`.
    pub worldviews: Vec<String>,
    /// What could not be read and was left out.
    pub problems: Vec<Error>,
}

impl Level {
    /// Reads a basemap file: TopoJSON or GeoJSON.
    ///
    /// # Errors
    ///
    /// When the bytes are not JSON, or neither format, or hold nothing that could be shown. A part
    /// that is wrong in a file that otherwise serves is left out, and told in [`Self::problems`].
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        Self::read_as(bytes, worldview::DEFAULT)
    }

    /// Like [`Self::read`], with contested land as the view called `worldview` has it. A file that does
    /// not know the view (see [`Self::worldviews`]) is read as `default`.
    ///
    /// # Errors
    ///
    /// Those of [`Self::read`].
    pub fn read_as(bytes: &[u8], worldview: &str) -> Result<Self, Error> {
        let mut level = Self::default();
        match level.fill(bytes, worldview) {
            Ok(()) => Ok(level),
            Err(error) => Err(*error),
        }
    }

    fn fill(&mut self, bytes: &[u8], worldview: &str) -> Read<()> {
        let text = str::from_utf8(bytes).map_err(|error| {
            let found = format!("other bytes from byte {} on", error.valid_up_to() + 1);
            Box::new(Error::new("text in UTF-8", found))
        })?;
        let file = Members::of_file(text.trim_start_matches('\u{feff}'))?;
        self.covers = file.get("covers").map(covers).transpose()?;
        self.min_zoom = file.get("minzoom").map(min_zoom).transpose()?.unwrap_or(0.0);
        self.credit = file.string("credit");
        if file.string("type").as_deref() == Some("Topology") {
            topojson::read(&file, worldview, self)?;
        } else {
            geojson::read(&file, self)?;
        }
        if self.areas.is_empty() && self.land.is_empty() && self.lakes.is_empty() && self.lines.is_empty() {
            let nothing = || Error::new("polygons for a map", "none in the file");
            return Err(Box::new(self.problems.pop().unwrap_or_else(nothing)));
        }
        self.problems.truncate(MAX_PROBLEMS);
        Ok(())
    }

    /// The area known by `key`: `AF`, `AF-LAG`.
    pub fn area(&self, key: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.key == key && !key.is_empty())
    }

    /// The country at `p`, in whichever copy of the world `p` lies; `None` at sea.
    pub fn country_at(&self, p: WorldPoint) -> Option<&Area> {
        let p = WorldPoint::new(within_turn(p.x), p.y);
        self.areas.iter().find(|area| area.class == AreaClass::Country && area.path.contains(p))
    }

    /// Whether `p` lies in the box that the level covers, in whichever copy of the world.
    pub fn covers_point(&self, p: WorldPoint) -> bool {
        self.covers.is_none_or(|covers| {
            let x = covers.min.x + within_turn(p.x - covers.min.x);
            covers.contains(WorldPoint::new(x, p.y))
        })
    }

    /// Whether the level shows all that lies in `bounds`.
    pub fn covers_bounds(&self, bounds: &WorldBounds) -> bool {
        let east = |p: WorldPoint| WorldPoint::new(p.x + 1.0, p.y);
        self.covers.is_none_or(|covers| {
            let holds = |min, max| covers.contains(min) && covers.contains(max);
            holds(bounds.min, bounds.max) || holds(east(bounds.min), east(bounds.max))
        })
    }

    /// Whether the file lists any country.
    pub fn has_countries(&self) -> bool {
        self.areas.iter().any(|area| area.class == AreaClass::Country)
    }

    /// The area of the box it covers, in world units squared: 1 for the whole world.
    pub(super) fn covered_area(&self) -> f64 {
        self.covers.map_or(1.0, |covers| covers.width() * covers.height())
    }
}

/// The box of the member `covers`: west, south, east, north, in degrees. East of the antimeridian
/// when the east edge lies west of the west one (RFC 7946, section 5.2).
///
/// A file whose box cannot be read is refused, since without one it would stand for the whole world.
fn covers(raw: &str) -> Read<WorldBounds> {
    let wrong = || {
        let expected = "west, south, east and north in degrees, the south below the north";
        json::wrong(expected, &json::excerpt(raw), "covers".into())
    };
    let numbers: Option<Vec<f64>> =
        json::values(raw, "covers")?.into_iter().map(crate::json::number).collect();
    let Some(&[west, south, mut east, north]) = numbers.as_deref() else { return Err(wrong()) };
    if east < west {
        east += 360.0;
    }
    let corners = Position(west, north).project().zip(Position(east, south).project());
    let (min, max) = corners.ok_or_else(wrong)?;
    let bounds = WorldBounds { min, max };
    if bounds.width() > 0.0 && bounds.height() > 0.0 { Ok(bounds) } else { Err(wrong()) }
}

/// The zoom of the member `minzoom`.
fn min_zoom(raw: &str) -> Read<f64> {
    let zoom = crate::json::number(raw).filter(|zoom| (0.0..=MAX_ZOOM).contains(zoom));
    zoom.ok_or_else(|| {
        let expected = ["a zoom in 0..", &number::text(MAX_ZOOM)].concat();
        json::wrong(&expected, &json::excerpt(raw), "minzoom".into())
    })
}
