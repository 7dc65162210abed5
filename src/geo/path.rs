//! Geometry that is drawn: polylines and rings of the projected world.

use super::{WorldBounds, WorldPoint};

/// One polyline, or one ring.
#[derive(Debug, Clone, PartialEq)]
pub struct PathPart {
    /// The corners. A ring does not repeat its first corner at its end.
    pub points: Vec<WorldPoint>,
    /// Whether the last corner is joined to the first.
    pub closed: bool,
    /// The box of the corners, so that what is out of view can be left out unread.
    pub bounds: WorldBounds,
}

/// Polylines and rings that are painted in one go.
///
/// Filled by the even-odd rule, so that holes need no particular winding: files in the wild mix both.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The polylines and rings.
    pub parts: Vec<PathPart>,
    /// The box of all parts.
    pub bounds: WorldBounds,
}

impl Default for Path {
    fn default() -> Self {
        Self { parts: Vec::new(), bounds: WorldBounds::EMPTY }
    }
}

impl Path {
    /// Adds a polyline. One of fewer than two points draws nothing and is left out.
    pub fn push_line(&mut self, points: Vec<WorldPoint>) {
        if points.len() >= 2 {
            self.push(points, false);
        }
    }

    /// Adds a ring, with or without its first corner repeated at its end. One of fewer than three
    /// corners encloses nothing and is left out.
    pub fn push_ring(&mut self, mut points: Vec<WorldPoint>) {
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        if points.len() >= 3 {
            self.push(points, true);
        }
    }

    fn push(&mut self, points: Vec<WorldPoint>, closed: bool) {
        let bounds = WorldBounds::around(points.iter().copied());
        self.bounds.union(&bounds);
        self.parts.push(PathPart { points, closed, bounds });
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether `p` lies inside the rings, by the even-odd rule. Polylines enclose nothing.
    ///
    /// The crossing-number test (Shimrat, CACM Algorithm 112, 1962).
    pub fn contains(&self, p: WorldPoint) -> bool {
        let mut inside = false;
        for part in self.parts.iter().filter(|part| part.closed && part.bounds.contains(p)) {
            let mut previous = part.points[part.points.len() - 1];
            for &corner in &part.points {
                if (corner.y > p.y) != (previous.y > p.y) {
                    let t = (p.y - corner.y) / (previous.y - corner.y);
                    inside ^= p.x < corner.x + t * (previous.x - corner.x);
                }
                previous = corner;
            }
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Vec<WorldPoint> {
        [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
            .map(|(x, y)| WorldPoint::new(x, y))
            .to_vec()
    }

    #[test]
    fn a_ring_drops_the_corner_that_repeats_its_first() {
        let mut path = Path::default();
        path.push_ring(square(0.0, 0.0, 1.0));
        assert_eq!(path.parts[0].points.len(), 4);
    }

    #[test]
    fn a_hole_is_outside_whatever_its_winding() {
        for reversed in [false, true] {
            let mut path = Path::default();
            path.push_ring(square(0.0, 0.0, 1.0));
            let mut hole = square(0.25, 0.25, 0.5);
            if reversed {
                hole.reverse();
            }
            path.push_ring(hole);
            assert!(!path.contains(WorldPoint::new(0.5, 0.5)));
            assert!(path.contains(WorldPoint::new(0.1, 0.5)));
            assert!(!path.contains(WorldPoint::new(1.5, 0.5)));
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_left_out() {
        let mut path = Path::default();
        path.push_line(vec![WorldPoint::default()]);
        path.push_ring(vec![WorldPoint::default(); 2]);
        assert!(path.is_empty() && path.bounds.is_empty());
    }
}
