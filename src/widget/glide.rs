//! A map that is let go while it moves glides on and comes to rest.

use crate::camera::Camera;
use crate::geo::math::exp2;

/// It slows down to a half in this time, ms: an exponential decay with the time constant of 325 ms that
/// kinetic scrolling commonly has, times ln 2.
const HALF_MS: f64 = 225.0;
/// What is left of the way when it rests, px.
const REST: f64 = 0.5;
/// The fastest that is believed, px a millisecond: a stray sample must not throw the map across the world.
const FASTEST: f64 = 4.0;

/// A glide under way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glide {
    from: Camera,
    /// The whole way, px.
    way: (f64, f64),
    /// When it began; `None` before its first frame.
    start: Option<f64>,
}

impl Glide {
    /// A glide from `from` with a velocity in px a millisecond.
    pub fn new(from: Camera, (vx, vy): (f64, f64)) -> Self {
        // The integral of v · 2^(-t / half) over all time.
        let reach = |v: f64| v.clamp(-FASTEST, FASTEST) * HALF_MS / std::f64::consts::LN_2;
        Self { from, way: (reach(vx), reach(vy)), start: None }
    }

    /// The view at `time`, ms, and whether it has come to rest.
    pub fn at(&mut self, time: f64) -> (Camera, bool) {
        let elapsed = (time - *self.start.get_or_insert(time)).max(0.0);
        let left = exp2(-elapsed / HALF_MS);
        let (dx, dy) = self.way;
        let rests = left * dx.abs().max(dy.abs()) < REST;
        (self.from.panned(dx * (1.0 - left), dy * (1.0 - left)), rests)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::WorldPoint;

    fn camera() -> Camera {
        Camera::new(WorldPoint::new(0.5, 0.4), 5.0, 700.0, 500.0)
    }

    #[test]
    fn it_slows_down_and_rests_where_it_said_it_would() {
        let mut glide = Glide::new(camera(), (1.0, -0.5));
        let x = |time: f64, glide: &mut Glide| {
            let (at, rests) = glide.at(time);
            ((camera().centre().x - at.centre().x) * camera().scale(), rests)
        };
        assert_eq!(x(1000.0, &mut glide), (0.0, false));
        let (first, _) = x(1100.0, &mut glide);
        let (second, _) = x(1200.0, &mut glide);
        assert!(first > 0.0 && second - first < first && second > first);
        let (end, rests) = x(9000.0, &mut glide);
        assert!(rests && (end - 225.0 / std::f64::consts::LN_2).abs() < 0.01, "{end}");
    }

    #[test]
    fn a_stray_sample_does_not_throw_the_map_across_the_world() {
        let mut glide = Glide::new(camera(), (1e9, 0.0));
        glide.at(0.0);
        let (at, _) = glide.at(1e6);
        assert!((camera().centre().x - at.centre().x).abs() * camera().scale() < 1500.0);
    }
}
