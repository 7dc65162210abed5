//! Axis-aligned boxes of the projected world and of the screen.

use super::{ScreenPoint, WorldPoint};

/// A box of the projected world. `min` is its north-west corner, `max` its south-east one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorldBounds {
    /// The north-west corner.
    pub min: WorldPoint,
    /// The south-east corner.
    pub max: WorldPoint,
}

impl WorldBounds {
    /// The box that holds nothing: extending it by a point gives that point's box.
    pub const EMPTY: Self = Self {
        min: WorldPoint::new(f64::INFINITY, f64::INFINITY),
        max: WorldPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
    };

    /// The smallest box that holds all of `points`; [`Self::EMPTY`] for none.
    pub fn around(points: impl IntoIterator<Item = WorldPoint>) -> Self {
        let mut bounds = Self::EMPTY;
        for p in points {
            bounds.extend(p);
        }
        bounds
    }

    /// Grows the box so that it holds `p`.
    pub fn extend(&mut self, p: WorldPoint) {
        self.min = WorldPoint::new(self.min.x.min(p.x), self.min.y.min(p.y));
        self.max = WorldPoint::new(self.max.x.max(p.x), self.max.y.max(p.y));
    }

    /// Grows the box so that it holds `other`.
    pub fn union(&mut self, other: &Self) {
        if !other.is_empty() {
            self.extend(other.min);
            self.extend(other.max);
        }
    }

    /// Whether the box holds no point at all.
    pub fn is_empty(&self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y
    }

    /// Width, in world units; negative infinity when empty.
    pub fn width(&self) -> f64 {
        self.max.x - self.min.x
    }

    /// Height, in world units; negative infinity when empty.
    pub fn height(&self) -> f64 {
        self.max.y - self.min.y
    }

    /// The middle of the box.
    pub fn centre(&self) -> WorldPoint {
        WorldPoint::new((self.min.x + self.max.x) / 2.0, (self.min.y + self.max.y) / 2.0)
    }

    /// Whether `p` lies in the box, its edges included.
    pub fn contains(&self, p: WorldPoint) -> bool {
        (self.min.x..=self.max.x).contains(&p.x) && (self.min.y..=self.max.y).contains(&p.y)
    }

    /// Whether the two boxes share at least a point.
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }
}

/// A box of the viewport, in CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScreenRect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width, not negative.
    pub width: f64,
    /// Height, not negative.
    pub height: f64,
}

impl ScreenRect {
    /// The box with its top left corner at `x`, `y`.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The square of half side `radius` around `centre`.
    pub fn around(centre: ScreenPoint, radius: f64) -> Self {
        Self::new(centre.x - radius, centre.y - radius, 2.0 * radius, 2.0 * radius)
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The middle of the box.
    pub fn centre(&self) -> ScreenPoint {
        ScreenPoint::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The box with each edge moved outward by `by` px (inward when negative, but never inside out).
    pub fn inflate(&self, by: f64) -> Self {
        let by_x = by.max(-self.width / 2.0);
        let by_y = by.max(-self.height / 2.0);
        Self::new(self.x - by_x, self.y - by_y, self.width + 2.0 * by_x, self.height + 2.0 * by_y)
    }

    /// Whether `p` lies in the box, its edges included.
    pub fn contains(&self, p: ScreenPoint) -> bool {
        (self.x..=self.right()).contains(&p.x) && (self.y..=self.bottom()).contains(&p.y)
    }

    /// Whether `other` lies wholly in the box.
    pub fn contains_rect(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// Whether the boxes overlap. Boxes that only touch do not.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_box_takes_the_first_point_as_it_is() {
        let mut b = WorldBounds::EMPTY;
        assert!(b.is_empty());
        b.extend(WorldPoint::new(0.25, 0.5));
        assert_eq!((b.min, b.max), (WorldPoint::new(0.25, 0.5), WorldPoint::new(0.25, 0.5)));
        assert!(!b.is_empty() && b.width() == 0.0);
    }

    #[test]
    fn joining_with_an_empty_box_changes_nothing() {
        let mut b = WorldBounds::around([WorldPoint::new(0.0, 0.0), WorldPoint::new(1.0, 1.0)]);
        b.union(&WorldBounds::EMPTY);
        assert_eq!(b.centre(), WorldPoint::new(0.5, 0.5));
    }

    #[test]
    fn boxes_that_touch_do_not_overlap() {
        let a = ScreenRect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!a.overlaps(&ScreenRect::new(10.0, 0.0, 5.0, 5.0)));
        assert!(a.overlaps(&ScreenRect::new(9.0, 9.0, 5.0, 5.0)));
    }

    #[test]
    fn deflating_never_turns_a_box_inside_out() {
        let a = ScreenRect::new(0.0, 0.0, 10.0, 4.0).inflate(-3.0);
        assert_eq!((a.width, a.height), (4.0, 0.0));
    }
}
