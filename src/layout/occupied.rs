//! What is in the way, in a grid of squares: of ten thousand marks and pieces of lines a name is held against the few
//! near it.

use super::segment::Segment;
use crate::geo::ScreenRect;

/// The side of a square, px: about half a name.
const SIDE: f64 = 48.0;

/// A view in squares, and what reaches into each of them, by numbers.
struct Grid {
    view: ScreenRect,
    columns: usize,
    /// For each square, row by row, the numbers of what reaches into it, rising. What lies outside the view counts for
    /// the squares at its edge.
    squares: Vec<Vec<u32>>,
}

impl Grid {
    fn new(view: ScreenRect) -> Self {
        let columns = (view.width / SIDE) as usize + 1;
        let rows = (view.height / SIDE) as usize + 1;
        Self { view, columns, squares: vec![Vec::new(); columns * rows] }
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

    /// Adds the last number so far, or a new one that is above it, to the squares that a box reaches into.
    fn add(&mut self, number: usize, rect: &ScreenRect) {
        let [rows, columns] = self.span(rect);
        for row in rows {
            for column in columns.clone() {
                let square = &mut self.squares[row * self.columns + column];
                if square.last() != Some(&(number as u32)) {
                    square.push(number as u32);
                }
            }
        }
    }

    /// Whether any of the numbers in the squares that a box reaches into is a hit.
    fn any(&self, rect: &ScreenRect, is_hit: &dyn Fn(usize) -> bool) -> bool {
        let [rows, columns] = self.span(rect);
        rows.into_iter().any(|row| {
            columns.clone().any(|column| {
                self.squares[row * self.columns + column].iter().any(|&number| is_hit(number as usize))
            })
        })
    }
}

/// The box round a line.
fn around(line: &Segment) -> ScreenRect {
    let (x, y) = (line.from.x.min(line.to.x), line.from.y.min(line.to.y));
    ScreenRect::new(x, y, (line.from.x - line.to.x).abs(), (line.from.y - line.to.y).abs())
}

/// What of the view is taken.
pub struct Occupied {
    boxes: Vec<ScreenRect>,
    grid: Grid,
}

impl Occupied {
    /// The `boxes` of `view`.
    pub fn new(boxes: Vec<ScreenRect>, view: ScreenRect) -> Self {
        let mut grid = Grid::new(view);
        boxes.iter().enumerate().for_each(|(n, rect)| grid.add(n, rect));
        Self { boxes, grid }
    }

    /// Takes one more.
    pub fn add(&mut self, rect: ScreenRect) {
        self.grid.add(self.boxes.len(), &rect);
        self.boxes.push(rect);
    }

    /// All that is taken.
    pub fn into_boxes(self) -> Vec<ScreenRect> {
        self.boxes
    }

    /// Whether a box overlaps any of them.
    pub fn overlaps(&self, rect: &ScreenRect) -> bool {
        self.grid.any(rect, &|n| self.boxes[n].overlaps(rect))
    }

    /// Whether a line meets any of them.
    pub fn meets(&self, line: &Segment) -> bool {
        self.grid.any(&around(line), &|n| line.meets(&self.boxes[n]))
    }
}

/// What names would rather not lie across: the story's lines, in pieces, and leaders.
pub struct Pieces {
    all: Vec<Segment>,
    /// For each of them, the line that it is a piece of: none for leaders.
    lines: Vec<Option<usize>>,
    grid: Grid,
}

impl Pieces {
    /// None in `view` so far.
    pub fn new(view: ScreenRect) -> Self {
        Self { all: Vec::new(), lines: Vec::new(), grid: Grid::new(view) }
    }

    /// Adds a piece of the line with this number, or a leader.
    pub fn add(&mut self, piece: Segment, line: Option<usize>) {
        // In parts no longer than a square: the box round a long slanted piece reaches into squares far from it. With
        // some room, as the ends of the parts are rounded.
        let count = (piece.from.distance(piece.to) / SIDE).ceil().max(1.0);
        for part in 0..count as usize {
            let share = part as f64 / count;
            let part = Segment { from: piece.at(share), to: piece.at(share + 1.0 / count) };
            self.grid.add(self.all.len(), &around(&part).inflate(0.5));
        }
        self.all.push(piece);
        self.lines.push(line);
    }

    /// All of them.
    pub fn segments(&self) -> &[Segment] {
        &self.all
    }

    /// Whether any of them meets a box; but for the pieces of one line, if it is named.
    pub fn meet(&self, rect: &ScreenRect, but: Option<usize>) -> bool {
        let counts = |n: usize| but.is_none() || self.lines[n] != but;
        self.grid.any(rect, &|n| counts(n) && self.all[n].meets(rect))
    }

    /// Whether any of them crosses a line.
    pub fn cross(&self, line: &Segment) -> bool {
        self.grid.any(&around(line), &|n| line.crosses(&self.all[n]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::ScreenPoint;
    use proptest::prelude::*;

    const VIEW: ScreenRect = ScreenRect::new(0.0, 0.0, 500.0, 400.0);

    fn rect() -> impl Strategy<Value = ScreenRect> {
        (-200.0..700.0, -200.0..600.0, 0.1..200.0, 0.1..200.0)
            .prop_map(|(x, y, width, height)| ScreenRect::new(x, y, width, height))
    }

    fn line() -> impl Strategy<Value = Segment> {
        // Some of no length, some level or upright, some along the edges of squares.
        let point = || {
            let at = |to: f64| prop_oneof![3 => -200.0..to, 1 => (-4..14).prop_map(|n| f64::from(n) * SIDE)];
            (at(700.0), at(600.0)).prop_map(|(x, y)| ScreenPoint::new(x, y))
        };
        (point(), point(), 0..6).prop_map(|(from, to, kind)| match kind {
            0 => Segment { from, to: from },
            1 => Segment { from, to: ScreenPoint::new(to.x, from.y) },
            2 => Segment { from, to: ScreenPoint::new(from.x, to.y) },
            _ => Segment { from, to },
        })
    }

    proptest! {
        #[test]
        fn it_says_what_looking_at_every_box_says(
            boxes in prop::collection::vec(rect(), 0..40), more in prop::collection::vec(rect(), 0..9),
            name in rect(), line in line(),
        ) {
            let mut occupied = Occupied::new(boxes.clone(), VIEW);
            more.iter().for_each(|rect| occupied.add(*rect));
            let all = [boxes, more].concat();
            prop_assert_eq!(occupied.overlaps(&name), all.iter().any(|other| other.overlaps(&name)));
            prop_assert_eq!(occupied.meets(&line), all.iter().any(|other| line.meets(other)));
            prop_assert_eq!(occupied.into_boxes(), all);
        }

        #[test]
        fn it_says_what_looking_at_every_piece_says(
            all in prop::collection::vec((line(), prop::option::of(0..4_usize)), 0..20),
            name in rect(), leader in line(), but in prop::option::of(0..4_usize),
        ) {
            let mut pieces = Pieces::new(VIEW);
            all.iter().for_each(|&(piece, line)| pieces.add(piece, line));
            let others = || all.iter().filter(|(_, line)| but.is_none() || *line != but);
            prop_assert_eq!(pieces.meet(&name, but), others().any(|(piece, _)| piece.meets(&name)));
            prop_assert_eq!(pieces.cross(&leader), all.iter().any(|(piece, _)| leader.crosses(piece)));
            prop_assert_eq!(pieces.segments(), all.iter().map(|(piece, _)| *piece).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_view_of_no_extent_is_survived() {
        let boxes = vec![ScreenRect::new(0.0, 0.0, 10.0, 10.0)];
        let occupied = Occupied::new(boxes, ScreenRect::new(0.0, 0.0, 0.0, 0.0));
        assert!(occupied.overlaps(&ScreenRect::new(5.0, 5.0, 1.0, 1.0)));
    }
}
