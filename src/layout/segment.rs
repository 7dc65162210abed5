//! Straight lines on the screen, and what they run into.

use crate::geo::{ScreenPoint, ScreenRect};

/// A straight line between two points of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// One end.
    pub from: ScreenPoint,
    /// The other end.
    pub to: ScreenPoint,
}

impl Segment {
    /// Whether any of the line lies in `rect`.
    pub fn meets(&self, rect: &ScreenRect) -> bool {
        // Most lines lie wholly to one side of most boxes.
        let (a, b) = (self.from, self.to);
        let aside = a.x.max(b.x) < rect.x
            || a.x.min(b.x) > rect.right()
            || a.y.max(b.y) < rect.y
            || a.y.min(b.y) > rect.bottom();
        !aside && self.within(rect).is_some()
    }

    /// The stretch of the line that lies in `rect`, as shares of its length, 0 at `from` and 1 at `to`;
    /// `None` where there is none. The clipping of Liang and Barsky (ACM ToG 3(1), 1984).
    pub fn within(&self, rect: &ScreenRect) -> Option<(f64, f64)> {
        let (dx, dy) = (self.to.x - self.from.x, self.to.y - self.from.y);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (direction, room) in [
            (-dx, self.from.x - rect.x),
            (dx, rect.right() - self.from.x),
            (-dy, self.from.y - rect.y),
            (dy, rect.bottom() - self.from.y),
        ] {
            if direction == 0.0 {
                if room < 0.0 {
                    return None; // parallel to this edge, and outside it
                }
            } else if direction < 0.0 {
                enter = enter.max(room / direction);
            } else {
                leave = leave.min(room / direction);
            }
        }
        (enter <= leave).then_some((enter, leave))
    }

    /// The point at `share` of its length from `from`.
    pub fn at(&self, share: f64) -> ScreenPoint {
        let part = |a: f64, b: f64| a + share * (b - a);
        ScreenPoint::new(part(self.from.x, self.to.x), part(self.from.y, self.to.y))
    }

    /// How far `p` is from the nearest point of the line, px.
    pub fn distance(&self, p: ScreenPoint) -> f64 {
        let (dx, dy) = (self.to.x - self.from.x, self.to.y - self.from.y);
        let along = (p.x - self.from.x) * dx + (p.y - self.from.y) * dy;
        let t = (along / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        // A line without length gives 0 / 0: then any of its points will do.
        let t = if t.is_nan() { 0.0 } else { t };
        ScreenPoint::new(self.from.x + t * dx, self.from.y + t * dy).distance(p)
    }

    /// Whether the two lines cross. Lines that only touch do not.
    pub fn crosses(&self, other: &Self) -> bool {
        // Twice the signed area of the triangle: on which side of the line a–b the point c lies.
        let side = |a: ScreenPoint, b: ScreenPoint, c: ScreenPoint| {
            (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
        };
        let (a, b) = (self, other);
        side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0.0
            && side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x0: f64, y0: f64, x1: f64, y1: f64) -> Segment {
        Segment { from: ScreenPoint::new(x0, y0), to: ScreenPoint::new(x1, y1) }
    }

    #[test]
    fn a_line_meets_a_box_it_enters_crosses_or_lies_in() {
        let rect = ScreenRect::new(10.0, 10.0, 20.0, 10.0);
        assert!(line(0.0, 15.0, 40.0, 15.0).meets(&rect));
        assert!(line(15.0, 12.0, 16.0, 13.0).meets(&rect));
        assert!(line(0.0, 0.0, 12.0, 12.0).meets(&rect));
        assert!(!line(0.0, 15.0, 9.0, 15.0).meets(&rect));
        assert!(!line(0.0, 25.0, 40.0, 25.0).meets(&rect));
        assert!(!line(0.0, 12.0, 12.0, 30.0).meets(&rect), "passes the corner by");
    }

    #[test]
    fn lines_cross_only_within_both() {
        assert!(line(0.0, 0.0, 10.0, 10.0).crosses(&line(0.0, 10.0, 10.0, 0.0)));
        assert!(!line(0.0, 0.0, 4.0, 4.0).crosses(&line(0.0, 10.0, 10.0, 0.0)));
        assert!(!line(0.0, 0.0, 10.0, 0.0).crosses(&line(0.0, 5.0, 10.0, 5.0)));
    }

    #[test]
    fn distance_is_to_the_nearest_point_of_the_line() {
        let level = line(0.0, 0.0, 10.0, 0.0);
        assert_eq!(level.distance(ScreenPoint::new(5.0, 3.0)), 3.0);
        assert_eq!(level.distance(ScreenPoint::new(13.0, 4.0)), 5.0);
        assert_eq!(line(1.0, 1.0, 1.0, 1.0).distance(ScreenPoint::new(1.0, 4.0)), 3.0);
    }

    #[test]
    fn a_line_without_length_is_a_point() {
        assert!(line(5.0, 5.0, 5.0, 5.0).meets(&ScreenRect::new(0.0, 0.0, 10.0, 10.0)));
        assert!(!line(50.0, 5.0, 50.0, 5.0).meets(&ScreenRect::new(0.0, 0.0, 10.0, 10.0)));
    }
}
