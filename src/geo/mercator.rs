//! Spherical ("web") Mercator, EPSG:3857, scaled to the unit square.
//!
//! Forward and inverse formulas: Snyder, *Map Projections: A Working Manual* (USGS PP 1395, 1987),
//! equations 7-1, 7-2 and 7-4a, with the sphere's radius scaled so that the equator has length 1.

use super::math::{sin_cos, sinh_cosh};
use super::{LonLat, WorldPoint};
use std::f64::consts::PI;

/// The latitude, in degrees, at which the Mercator square ends: `atan(sinh π)`.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// The projected position of `p`. Latitudes beyond ±[`MAX_LATITUDE`] land on the square's edge.
///
/// Longitudes are not wrapped: 190° gives an `x` just past 1, which is the same place in the next
/// world copy. That is what lets a line cross the antimeridian without a jump.
pub fn project(p: LonLat) -> WorldPoint {
    let lat = p.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let (sin, cos) = sin_cos(lat);
    // ln((1 + sin φ) / cos φ) equals ln(tan(π/4 + φ/2)); of the absolute value nothing cancels.
    let y = ((1.0 + sin.abs()) / cos).ln().copysign(sin);
    WorldPoint::new(p.lon / 360.0 + 0.5, (0.5 - y / (2.0 * PI)).clamp(0.0, 1.0))
}

/// The position on the globe of `w`: the inverse of [`project`].
pub fn unproject(w: WorldPoint) -> LonLat {
    let y = PI * (1.0 - 2.0 * w.y);
    LonLat::new((w.x - 0.5) * 360.0, sinh_cosh(y).0.atan().to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_corners_of_the_square_are_where_the_projection_says() {
        let centre = project(LonLat::new(0.0, 0.0));
        assert_eq!(centre, WorldPoint::new(0.5, 0.5));
        let north_west = project(LonLat::new(-180.0, MAX_LATITUDE));
        assert!(north_west.x.abs() < 1e-12 && north_west.y.abs() < 1e-12);
    }

    #[test]
    fn the_poles_land_on_the_edges_and_stay_finite() {
        assert!(project(LonLat::new(10.0, 90.0)).y.abs() < 1e-12);
        assert!((project(LonLat::new(10.0, -90.0)).y - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn unprojecting_undoes_projecting(lon in -180.0..180.0f64, lat in -85.0..85.0f64) {
            let back = unproject(project(LonLat::new(lon, lat)));
            prop_assert!((back.lon - lon).abs() < 1e-9, "{back:?}");
            prop_assert!((back.lat - lat).abs() < 1e-9, "{back:?}");
        }

        #[test]
        fn north_is_up(lon in -180.0..180.0f64, a in -85.0..85.0f64, b in -85.0..85.0f64) {
            prop_assume!(a > b);
            prop_assert!(project(LonLat::new(lon, a)).y <= project(LonLat::new(lon, b)).y);
        }
    }
}
