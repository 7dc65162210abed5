//! Boxes that are in the way, in a grid of squares: of ten thousand marks a name is held against the few
//! near it.

use super::segment::Segment;
use crate::geo::ScreenRect;

/// The side of a square, px: about half a name.
const SIDE: f64 = 48.0;

/// What of the view is taken.
pub struct Occupied<'a> {
    boxes: &'a [ScreenRect],
    view: ScreenRect,
    columns: usize,
    /// For each square, row by row, the boxes that reach into it. What lies outside the view counts for the
    /// squares at its edge.
    squares: Vec<Vec<u32>>,
}

impl<'a> Occupied<'a> {
    /// The `boxes` of `view`.
    pub fn new(boxes: &'a [ScreenRect], view: ScreenRect) -> Self {
        let columns = (view.width / SIDE) as usize + 1;
        let rows = (view.height / SIDE) as usize + 1;
        let mut all = Self { boxes, view, columns, squares: vec![Vec::new(); columns * rows] };
        for (n, rect) in boxes.iter().enumerate() {
            let [rows, columns] = all.span(rect);
            for row in rows {
                for column in columns.clone() {
                    all.squares[row * all.columns + column].push(n as u32);
                }
            }
        }
        all
    }

    fn range(from: f64, to: f64, count: usize) -> std::ops::RangeInclusive<usize> {
        // What is below 0 becomes 0 by itself.
        let last = count - 1;
        ((from / SIDE) as usize).min(last)..=((to / SIDE) as usize).min(last)
    }

    /// The squares that a box reaches into, as `first row..=last row` and `first column..=last column`.
    fn span(&self, rect: &ScreenRect) -> [std::ops::RangeInclusive<usize>; 2] {
        let rows = self.squares.len() / self.columns;
        [
            Self::range(rect.y - self.view.y, rect.bottom() - self.view.y, rows),
            Self::range(rect.x - self.view.x, rect.right() - self.view.x, self.columns),
        ]
    }

    fn any(&self, rect: &ScreenRect, is_hit: &dyn Fn(&ScreenRect) -> bool) -> bool {
        let [rows, columns] = self.span(rect);
        rows.into_iter().any(|row| {
            columns.clone().any(|column| {
                let square = &self.squares[row * self.columns + column];
                square.iter().any(|&n| is_hit(&self.boxes[n as usize]))
            })
        })
    }

    /// Whether a box overlaps any of them.
    pub fn overlaps(&self, rect: &ScreenRect) -> bool {
        self.any(rect, &|other| other.overlaps(rect))
    }

    /// Whether a line meets any of them.
    pub fn meets(&self, line: &Segment) -> bool {
        let (x, y) = (line.from.x.min(line.to.x), line.from.y.min(line.to.y));
        let (width, height) = ((line.from.x - line.to.x).abs(), (line.from.y - line.to.y).abs());
        self.any(&ScreenRect::new(x, y, width, height), &|other| line.meets(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::ScreenPoint;
    use proptest::prelude::*;

    fn rect() -> impl Strategy<Value = ScreenRect> {
        (-200.0..700.0, -200.0..600.0, 0.1..200.0, 0.1..200.0)
            .prop_map(|(x, y, width, height)| ScreenRect::new(x, y, width, height))
    }

    proptest! {
        #[test]
        fn it_says_what_looking_at_every_box_says(
            boxes in prop::collection::vec(rect(), 0..40), name in rect(),
            to in (-200.0..700.0f64, -200.0..600.0f64),
        ) {
            let occupied = Occupied::new(&boxes, ScreenRect::new(0.0, 0.0, 500.0, 400.0));
            prop_assert_eq!(occupied.overlaps(&name), boxes.iter().any(|other| other.overlaps(&name)));
            let line = Segment { from: name.centre(), to: ScreenPoint::new(to.0, to.1) };
            prop_assert_eq!(occupied.meets(&line), boxes.iter().any(|other| line.meets(other)));
        }
    }

    #[test]
    fn a_view_of_no_extent_is_survived() {
        let boxes = [ScreenRect::new(0.0, 0.0, 10.0, 10.0)];
        let occupied = Occupied::new(&boxes, ScreenRect::new(0.0, 0.0, 0.0, 0.0));
        assert!(occupied.overlaps(&ScreenRect::new(5.0, 5.0, 1.0, 1.0)));
    }
}
