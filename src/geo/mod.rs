//! Where things are: on the globe, in the projected world, on the screen.
//!
//! Each space has a type of its own, so that no bare pair of numbers crosses a module:
//!
//! | type | unit | axes |
//! |---|---|---|
//! | [`LonLat`] | degrees | longitude east, latitude north |
//! | [`WorldPoint`] | the Mercator square, 0..1 | x east from 180° W, y **south** from 85.05° N |
//! | [`ScreenPoint`] | CSS px of the viewport | x right, y down from the top left corner |
//!
//! Everything is projected once, when it is read; after that a camera is a scale and an offset.

mod bounds;
pub(crate) mod math;
mod mercator;
mod orthographic;
mod path;
mod pole;
mod sphere;

pub use bounds::{ScreenRect, WorldBounds};
pub use mercator::{MAX_LATITUDE, project, unproject};
pub use orthographic::Orthographic;
pub use path::{Path, PathPart};
pub use pole::pole_of_inaccessibility;
pub use sphere::{EARTH_RADIUS_M, distance_m};

/// A position on the globe, in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// Longitude, east positive. In -180..=180 once read from a file.
    pub lon: f64,
    /// Latitude, north positive, in -90..=90.
    pub lat: f64,
}

impl LonLat {
    /// The position at `lon`, `lat` degrees: in GeoJSON's order.
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }
}

/// A position in the projected world: the unit square of web Mercator.
///
/// `x` grows eastward from the antimeridian, `y` grows **southward** from [`MAX_LATITUDE`].
/// A world copy is one unit wide, so an `x` outside 0..1 is a place seen in a neighbouring copy.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WorldPoint {
    /// Eastward, 0 at 180° W and 1 at 180° E.
    pub x: f64,
    /// Southward, 0 at [`MAX_LATITUDE`] north and 1 at the same latitude south.
    pub y: f64,
}

impl WorldPoint {
    /// The point at `x`, `y` of the unit square.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// A position in the viewport, in CSS px from its top left corner, `y` down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScreenPoint {
    /// CSS px to the right.
    pub x: f64,
    /// CSS px down.
    pub y: f64,
}

impl ScreenPoint {
    /// The point `x` px right of and `y` px below the top left corner.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Euclidean distance to `other`, in CSS px.
    pub fn distance(self, other: Self) -> f64 {
        math::length(self.x - other.x, self.y - other.y)
    }
}
