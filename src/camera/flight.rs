//! A flight from one view to another that is smooth to the eye.
//!
//! Van Wijk and Nuij, "Smooth and efficient zooming and panning", IEEE InfoVis 2003: the path through
//! (position, width of view) along which the perceived velocity is constant. Equation numbers are theirs.

use super::{Camera, TILE_SIZE};
use crate::geo::WorldPoint;
use crate::geo::math::{asinh, length, sinh_cosh};

/// How much a flight zooms out rather than pans: ρ, the average that their subjects chose.
const RHO: f64 = 1.42;

/// Path length flown in one second: V, likewise theirs (0.9 root screens a second), a little brisker.
const SPEED: f64 = 1.4;

/// The longest flight, in milliseconds: a reader waits no longer than this.
const LONGEST_MS: f64 = 2200.0;

/// A flight between two views of one viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flight {
    from: Camera,
    to: Camera,
    /// Distance between the centres, in world units, by the shorter way round.
    distance: f64,
    /// Direction of the way, as a unit vector of world units.
    direction: (f64, f64),
    /// Widths of the views at both ends, in world units: w₀ and w₁.
    widths: (f64, f64),
    /// r₀ of equation 9.
    r0: f64,
    /// Path length S of equation 9.
    length: f64,
}

impl Flight {
    /// The flight from `from` to `to`. Both are seen through `to`'s viewport.
    pub fn new(from: Camera, to: Camera) -> Self {
        let viewport = to.viewport();
        let from = from.resized(viewport.width, viewport.height);
        let side = viewport.width.max(viewport.height);
        let (w0, w1) = (side / from.scale(), side / to.scale());
        let dx = to.centre.x - from.centre.x;
        let dx = dx - dx.round(); // the shorter way round the world
        let dy = to.centre.y - from.centre.y;
        let u1 = length(dx, dy);
        // Hardly any way to go: the general formula divides by u₁, so zoom alone (equation 10).
        if u1 < w0.min(w1) * 1e-6 {
            let length = (w1 / w0).ln().abs() / RHO;
            return Self {
                from,
                to,
                distance: 0.0,
                direction: (0.0, 0.0),
                widths: (w0, w1),
                r0: 0.0,
                length,
            };
        }
        let rho2 = RHO * RHO;
        let b =
            |w: f64, sign: f64| (w1 * w1 - w0 * w0 + sign * rho2 * rho2 * u1 * u1) / (2.0 * w * rho2 * u1);
        // ln(−b + √(b²+1)) is −asinh(b), which does not cancel for large b.
        let (r0, r1) = (-asinh(b(w0, 1.0)), -asinh(b(w1, -1.0)));
        Self {
            from,
            to,
            distance: u1,
            direction: (dx / u1, dy / u1),
            widths: (w0, w1),
            r0,
            length: (r1 - r0) / RHO,
        }
    }

    /// How long the flight takes, in milliseconds; 0 when there is nowhere to go.
    pub fn duration_ms(&self) -> f64 {
        (self.length.abs() / SPEED * 1000.0).min(LONGEST_MS)
    }

    /// The view after the share `t` of the time, 0..1, with gentle ends.
    pub fn at(&self, t: f64) -> Camera {
        if t >= 1.0 {
            return self.to;
        }
        let t = t.max(0.0);
        let eased = t * t * (3.0 - 2.0 * t); // smoothstep
        let s = eased * self.length;
        let (w0, w1) = self.widths;
        let (u, w) = if self.distance == 0.0 {
            (0.0, w0 * ((w1 / w0).ln() * eased).exp())
        } else {
            let rho2 = RHO * RHO;
            let (r0, r) = (self.r0, RHO * s + self.r0);
            let ((sinh_r0, cosh_r0), (sinh_r, cosh_r)) = (sinh_cosh(r0), sinh_cosh(r));
            (w0 / rho2 * (cosh_r0 * (sinh_r / cosh_r) - sinh_r0), w0 * cosh_r0 / cosh_r)
        };
        let viewport = self.to.viewport();
        let scale = viewport.width.max(viewport.height) / w;
        let centre = WorldPoint::new(
            self.from.centre.x + self.direction.0 * u,
            self.from.centre.y + self.direction.1 * u,
        );
        Camera::new(centre, (scale / TILE_SIZE).log2(), viewport.width, viewport.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn camera(x: f64, y: f64, zoom: f64) -> Camera {
        Camera::new(WorldPoint::new(x, y), zoom, 800.0, 600.0)
    }

    fn near(a: Camera, b: Camera) -> bool {
        let dx = a.centre().x - b.centre().x;
        (dx - dx.round()).abs() < 1e-9
            && (a.centre().y - b.centre().y).abs() < 1e-9
            && (a.zoom() - b.zoom()).abs() < 1e-6
    }

    proptest! {
        #[test]
        fn a_flight_starts_here_and_ends_there(
            (x0, y0, z0) in (0.0..1.0f64, 0.3..0.7f64, 2.0..10.0f64),
            (x1, y1, z1) in (0.0..1.0f64, 0.3..0.7f64, 2.0..10.0f64),
        ) {
            let (from, to) = (camera(x0, y0, z0), camera(x1, y1, z1));
            let flight = Flight::new(from, to);
            prop_assert!(near(flight.at(0.0), from), "{:?}", flight.at(0.0));
            prop_assert!(near(flight.at(0.999_999_999), to), "{:?}", flight.at(0.999_999_999));
            prop_assert_eq!(flight.at(1.0), to);
            prop_assert!(flight.duration_ms().is_finite() && flight.duration_ms() >= 0.0);
        }
    }

    #[test]
    fn a_far_flight_rises_on_the_way() {
        let flight = Flight::new(camera(0.6, 0.4, 7.0), camera(0.7, 0.4, 7.0));
        assert!(flight.at(0.5).zoom() < 6.0);
    }

    #[test]
    fn a_flight_over_the_antimeridian_takes_the_shorter_way() {
        let flight = Flight::new(camera(0.98, 0.5, 4.0), camera(0.02, 0.5, 4.0));
        let x = flight.at(0.5).centre().x;
        assert!(!(0.03..0.97).contains(&x), "{x}");
    }

    #[test]
    fn staying_takes_no_time() {
        let here = camera(0.5, 0.5, 5.0);
        assert_eq!(Flight::new(here, here).duration_ms(), 0.0);
    }
}
