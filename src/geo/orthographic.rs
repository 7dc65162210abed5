//! The globe as it is seen from far away: the orthographic projection of the sphere.
//!
//! ```text
//!            up (north)
//!         .-'"""'-.
//!       /     ·     \      · the centre, facing the eye
//!      |      +------|---▶ right (east)
//!       \           /      the horizon: a circle of radius 1
//!         '-.___.-'
//! ```
//!
//! Positions of the disc are in radii of the globe: `x` right, `y` **down**, as on a screen.

use super::math::{length, sin_cos, within_turn};
use super::{LonLat, Path, WorldPoint};
use std::f64::consts::{PI, TAU};

/// Along the horizon a corner is set at every so many radians: the chord between two of them strays
/// from the circle by less than a two-hundredth of the radius.
const HORIZON_STEP: f64 = PI / 18.0;
/// Behind the globe, nearer to the point opposite the centre than this, in radii, the direction of a
/// position is lost in rounding.
const OPPOSITE: f64 = 1e-9;

/// The projection that looks straight down at one position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orthographic {
    lon: f64,
    sin_lat: f64,
    cos_lat: f64,
}

/// A position turned into the viewer's axes, on the unit sphere.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Turned {
    x: f64,
    y: f64,
    /// Towards the viewer; negative behind the horizon.
    near: f64,
}

impl Orthographic {
    /// The globe with `centre` in its middle.
    pub fn new(centre: LonLat) -> Self {
        let (sin_lat, cos_lat) = sin_cos(centre.lat.to_radians());
        Self { lon: centre.lon, sin_lat, cos_lat }
    }

    /// Where `p` is seen; `None` when it lies behind the horizon.
    pub fn project(&self, p: LonLat) -> Option<WorldPoint> {
        let t = self.turn(p);
        (t.near >= 0.0).then(|| WorldPoint::new(t.x, t.y))
    }

    /// Snyder, *Map Projections: A Working Manual* (USGS PP 1395, 1987), equations 20-3 and 20-4; how
    /// near it lies is the cosine of its angular distance from the centre, equation 5-3.
    fn turn(&self, p: LonLat) -> Turned {
        let (sin_lat, cos_lat) = sin_cos(p.lat.to_radians());
        let (sin_dlon, cos_dlon) = sin_cos((p.lon - self.lon).to_radians());
        Turned {
            x: cos_lat * sin_dlon,
            y: self.sin_lat * cos_lat * cos_dlon - self.cos_lat * sin_lat,
            near: self.sin_lat * sin_lat + self.cos_lat * cos_lat * cos_dlon,
        }
    }

    /// Adds what is seen of a ring to `out`: cut at the horizon, and closed along it.
    ///
    /// What lies behind is drawn out to the horizon in its own direction, so that the ring goes round
    /// the same points of the disc as it does on the globe. One thing a ring cannot tell is which of
    /// its sides is the inside; [`Self::fill`] can.
    pub fn push_ring(&self, ring: &[LonLat], out: &mut Path) {
        let mut points = Vec::with_capacity(ring.len());
        // The angle of the last corner that was set on the horizon, and all the way walked along it.
        let (mut horizon, mut way, mut seen) = (None, 0.0, false);
        let Some(&last) = ring.last() else { return };
        let mut a = self.turn(last);
        for &p in ring {
            let b = self.turn(p);
            if (a.near < 0.0) != (b.near < 0.0) {
                // Linear between the two: the edges of a ring are short against the globe.
                let t = a.near / (a.near - b.near);
                walk(&mut points, &mut horizon, &mut way, a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
            }
            if b.near < 0.0 {
                walk(&mut points, &mut horizon, &mut way, b.x, b.y);
            } else {
                points.push(WorldPoint::new(b.x, b.y));
                (horizon, seen) = (None, true);
            }
            a = b;
        }
        // Closed along the horizon, if it ends there: near the point opposite the centre, two neighbours
        // can lie in quite different directions.
        if let (Some(_), Some(first)) = (horizon, points.first().copied()) {
            walk(&mut points, &mut horizon, &mut way, first.x, first.y);
        }
        // A ring that is all behind shows only if it goes once round the globe's back.
        if seen || way.abs() > PI {
            out.push_ring(points);
        }
    }

    /// What is seen of the area that `rings` enclose. `inside` tells whether a position lies in it;
    /// it is asked of a few, and the majority decides, so that a position on the very edge does no harm.
    pub fn fill(&self, rings: &[Vec<LonLat>], inside: impl Fn(LonLat) -> bool) -> Path {
        let mut path = Path::default();
        rings.iter().for_each(|ring| self.push_ring(ring, &mut path));
        // A lattice over the globe, of which the nearer part is asked.
        let (mut wrong, mut right) = (0, 0);
        for i in 0..48 {
            let p = LonLat::new(f64::from(i % 8) * 45.0 - 160.0, f64::from(i / 8) * 28.0 - 70.0);
            let t = self.turn(p);
            if t.near > 0.2 {
                let is_right = path.contains(WorldPoint::new(t.x, t.y)) == inside(p);
                (wrong, right) = if is_right { (wrong, right + 1) } else { (wrong + 1, right) };
            }
        }
        if wrong > right {
            let mut points = Vec::new();
            let (mut horizon, mut way) = (None, 0.0);
            for quarter in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)] {
                walk(&mut points, &mut horizon, &mut way, quarter.0, quarter.1);
            }
            path.push_ring(points);
        }
        path
    }
}

/// Goes along the horizon to the direction of (`x`, `y`), the shorter way.
fn walk(points: &mut Vec<WorldPoint>, horizon: &mut Option<f64>, way: &mut f64, x: f64, y: f64) {
    if length(x, y) < OPPOSITE {
        return;
    }
    let to = y.atan2(x);
    let from = horizon.unwrap_or(to);
    let turn = within_turn((to - from + PI) / TAU) * TAU - PI;
    let steps = (turn.abs() / HORIZON_STEP).ceil().max(1.0);
    let mut step = 1.0;
    while step <= steps {
        let (sin, cos) = sin_cos(from + turn * step / steps);
        points.push(WorldPoint::new(cos, sin));
        step += 1.0;
    }
    *horizon = Some(to);
    *way += turn;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{EARTH_RADIUS_M, distance_m};
    use proptest::prelude::*;

    fn degrees(a: LonLat, b: LonLat) -> f64 {
        (distance_m(a, b) / EARTH_RADIUS_M).to_degrees()
    }

    /// The circle of all positions at `radius` degrees from `centre`.
    fn circle(centre: LonLat, radius: f64) -> Vec<LonLat> {
        let (sin_lat, cos_lat) = centre.lat.to_radians().sin_cos();
        let (sin_r, cos_r) = radius.to_radians().sin_cos();
        let at = |i: i32| {
            // Snyder, equations 5-5 and 5-6: by distance and azimuth from the centre.
            let (sin_az, cos_az) = f64::from(i * 3).to_radians().sin_cos();
            let lat = (sin_lat * cos_r + cos_lat * sin_r * cos_az).clamp(-1.0, 1.0).asin();
            let dlon = (sin_r * sin_az).atan2(cos_lat * cos_r - sin_lat * sin_r * cos_az);
            LonLat::new(centre.lon + dlon.to_degrees(), lat.to_degrees())
        };
        (0..120).map(at).collect()
    }

    fn anywhere() -> impl Strategy<Value = LonLat> {
        (-180.0..180.0f64, -89.0..89.0f64).prop_map(|(lon, lat)| LonLat::new(lon, lat))
    }

    proptest! {
        #[test]
        fn what_is_seen_of_an_area_is_what_lies_in_it_and_before_the_horizon(
            eye in anywhere(), centre in anywhere(), radius in 4.0..120.0f64, p in anywhere(),
        ) {
            let globe = Orthographic::new(eye);
            let inside = |q: LonLat| degrees(q, centre) < radius;
            let path = globe.fill(&[circle(centre, radius)], inside);
            // Not on an edge, where a chord and its arc differ.
            prop_assume!((degrees(p, centre) - radius).abs() > 0.5 && degrees(p, eye) < 85.0);
            let seen = globe.project(p).unwrap();
            prop_assert_eq!(path.contains(seen), inside(p));
        }

        #[test]
        fn nothing_is_drawn_outside_the_globe(eye in anywhere(), centre in anywhere(), radius in 4.0..120.0f64) {
            let path = Orthographic::new(eye).fill(&[circle(centre, radius)], |q| degrees(q, centre) < radius);
            for p in path.parts.iter().flat_map(|part| &part.points) {
                prop_assert!(p.x.hypot(p.y) < 1.0 + 1e-9, "{:?}", p);
            }
        }
    }

    #[test]
    fn a_ring_that_ends_behind_the_globe_is_closed_along_the_horizon() {
        // It begins 3° from the point opposite the eye, where its neighbours lie in other directions.
        let (eye, centre) = (LonLat::new(0.0, -88.95), LonLat::new(-137.56, -16.28));
        let radius = 102.475;
        let path = Orthographic::new(eye).fill(&[circle(centre, radius)], |q| degrees(q, centre) < radius);
        let seen = Orthographic::new(eye).project(LonLat::new(-164.53, -13.03)).unwrap();
        assert!(path.contains(seen));
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let globe = Orthographic::new(LonLat::new(66.0, 34.0));
        assert!(globe.project(LonLat::new(66.0, 34.0)).unwrap().x.abs() < 1e-12);
        let pole = globe.project(LonLat::new(0.0, 90.0)).unwrap();
        assert!(pole.x.abs() < 1e-12 && (pole.y + 34f64.to_radians().cos()).abs() < 1e-12);
        assert!(globe.project(LonLat::new(90.0, 34.0)).unwrap().x > 0.3);
        assert_eq!(globe.project(LonLat::new(-114.0, -34.0)), None, "the other side of the world");
    }

    #[test]
    fn the_antimeridian_is_no_edge() {
        let globe = Orthographic::new(LonLat::new(-179.0, 0.0));
        let east_of_it = globe.project(LonLat::new(179.0, 0.0)).unwrap();
        assert!((east_of_it.x + 2f64.to_radians().sin()).abs() < 1e-12);
    }

    #[test]
    fn rings_without_corners_and_behind_the_globe_draw_nothing() {
        let globe = Orthographic::new(LonLat::new(0.0, 0.0));
        let path = globe.fill(&[Vec::new(), circle(LonLat::new(170.0, 10.0), 5.0)], |_| false);
        assert!(path.is_empty());
        let everything = globe.fill(&[], |_| true);
        assert!(
            everything.contains(WorldPoint::new(0.0, 0.0)) && !everything.contains(WorldPoint::new(1.1, 0.0))
        );
    }
}
