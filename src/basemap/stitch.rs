//! Joining arcs end to end.
//!
//! A topology cuts every line where three areas meet. Joined again, a border is one line: its corners
//! are joined instead of butted, and its dashes run on.

use crate::geo::WorldPoint;

/// Where two arcs may be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Where no third arc ends: the lines of a map.
    Lines,
    /// Wherever two end. Of arcs that together bound a region every end is met by another, so that all
    /// of them become rings. Where four meet either pairing will do: by the even-odd rule the region
    /// is the same.
    Rings,
}

/// The arcs that are `chosen` by their place in `arcs`, joined. What comes back to its start ends with
/// its first point. Arcs without points are left out.
pub(super) fn stitch(arcs: &[Vec<WorldPoint>], chosen: &[usize], join: Join) -> Vec<Vec<WorldPoint>> {
    let chosen: Vec<&[WorldPoint]> =
        chosen.iter().map(|&i| arcs[i].as_slice()).filter(|arc| !arc.is_empty()).collect();
    let mut ends = Ends::of(&chosen);
    let mut lines = Vec::new();
    // Lines first from where they must end; what is left after that runs in circles.
    if join == Join::Lines {
        for end in 0..2 * chosen.len() {
            if !ends.used[end / 2] && ends.degree(end) != 2 {
                lines.push(walk(end, &chosen, &mut ends, join));
            }
        }
    }
    for arc in 0..chosen.len() {
        if !ends.used[arc] {
            lines.push(walk(2 * arc, &chosen, &mut ends, join));
        }
    }
    lines
}

/// The line that sets out along an arc from its end `end`.
fn walk(mut end: usize, arcs: &[&[WorldPoint]], ends: &mut Ends, join: Join) -> Vec<WorldPoint> {
    let start = ends.node[end];
    let mut line = Vec::new();
    loop {
        ends.used[end / 2] = true;
        append(&mut line, arcs[end / 2], end % 2 == 1);
        let arrived = end ^ 1;
        if ends.node[arrived] == start || (join == Join::Lines && ends.degree(arrived) != 2) {
            return line;
        }
        match ends.unused_beside(arrived) {
            Some(next) => end = next,
            None => return line,
        }
    }
}

/// Adds an arc to `line`, without the point that they share.
pub(super) fn append(line: &mut Vec<WorldPoint>, arc: &[WorldPoint], reversed: bool) {
    let mut push = |p: WorldPoint| {
        if line.last() != Some(&p) {
            line.push(p);
        }
    };
    if reversed {
        arc.iter().rev().for_each(|&p| push(p));
    } else {
        arc.iter().for_each(|&p| push(p));
    }
}

/// Which ends of arcs lie at the same point. Arc `a` starts at end `2a` and stops at end `2a + 1`.
struct Ends {
    /// The node that each end lies at.
    node: Vec<usize>,
    /// All ends, those at the same node next to each other.
    by_node: Vec<usize>,
    /// Where in `by_node` each node's ends start; one more entry closes the last.
    start: Vec<usize>,
    /// How far each node's ends are known to be used.
    cursor: Vec<usize>,
    /// Which arcs have been walked along.
    used: Vec<bool>,
}

impl Ends {
    fn of(arcs: &[&[WorldPoint]]) -> Self {
        let mut nodes = Nodes::with_room_for(2 * arcs.len());
        let mut node = Vec::with_capacity(2 * arcs.len());
        for arc in arcs {
            node.push(nodes.at(arc[0]));
            node.push(nodes.at(arc[arc.len() - 1]));
        }
        // A counting sort of the ends by their nodes.
        let mut start = vec![0; nodes.points.len() + 1];
        for &n in &node {
            start[n + 1] += 1;
        }
        for n in 1..start.len() {
            start[n] += start[n - 1];
        }
        let (mut cursor, mut by_node) = (start.clone(), vec![0; node.len()]);
        for (end, &n) in node.iter().enumerate() {
            by_node[cursor[n]] = end;
            cursor[n] += 1;
        }
        Self { cursor: start.clone(), node, by_node, start, used: vec![false; arcs.len()] }
    }

    /// How many ends lie where `end` does.
    fn degree(&self, end: usize) -> usize {
        let node = self.node[end];
        self.start[node + 1] - self.start[node]
    }

    /// The end of an arc not yet walked along that lies where `end` does.
    fn unused_beside(&mut self, end: usize) -> Option<usize> {
        let node = self.node[end];
        while self.cursor[node] < self.start[node + 1] {
            let candidate = self.by_node[self.cursor[node]];
            if !self.used[candidate / 2] {
                return Some(candidate);
            }
            self.cursor[node] += 1;
        }
        None
    }
}

/// Numbers for points, the same for the same point: a hash table with open addressing, which here takes
/// a tenth of the code that sorting or a standard map would.
struct Nodes {
    points: Vec<WorldPoint>,
    /// Each the number of a point, plus 1; 0 is free. A power of two, at least half of them free.
    slots: Vec<usize>,
}

impl Nodes {
    fn with_room_for(points: usize) -> Self {
        Self { points: Vec::new(), slots: vec![0; (2 * points + 1).next_power_of_two()] }
    }

    fn at(&mut self, p: WorldPoint) -> usize {
        // Fibonacci hashing (Knuth, *The Art of Computer Programming* 3, section 6.4): 2^64 over the
        // golden ratio spreads the bits upward, and the upper half of the product is taken.
        let bits = p.x.to_bits() ^ p.y.to_bits().rotate_left(32);
        let mut slot = (bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize;
        loop {
            slot &= self.slots.len() - 1;
            match self.slots[slot] {
                0 => {
                    self.points.push(p);
                    self.slots[slot] = self.points.len();
                    return self.points.len() - 1;
                }
                number if self.points[number - 1] == p => return number - 1,
                _ => slot += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(corners: &[(f64, f64)]) -> Vec<WorldPoint> {
        corners.iter().map(|&(x, y)| WorldPoint::new(x, y)).collect()
    }

    fn stitched(arcs: &[Vec<WorldPoint>], join: Join) -> Vec<Vec<WorldPoint>> {
        stitch(arcs, &(0..arcs.len()).collect::<Vec<_>>(), join)
    }

    #[test]
    fn two_arcs_are_joined_whichever_way_they_run() {
        let whole = arc(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]);
        for (first_reversed, second_reversed) in [(false, false), (false, true), (true, false), (true, true)]
        {
            let mut arcs = [arc(&[(0.0, 0.0), (1.0, 0.0)]), arc(&[(1.0, 0.0), (2.0, 0.0)])];
            if first_reversed {
                arcs[0].reverse();
            }
            if second_reversed {
                arcs[1].reverse();
            }
            let mut lines = stitched(&arcs, Join::Lines);
            assert_eq!(lines.len(), 1);
            if lines[0][0] != whole[0] {
                lines[0].reverse();
            }
            assert_eq!(lines[0], whole);
        }
    }

    #[test]
    fn lines_end_where_three_meet() {
        let middle = (1.0, 1.0);
        let arcs = [(0.0, 0.0), (2.0, 0.0), (1.0, 2.0)].map(|tip| arc(&[tip, middle]));
        assert_eq!(stitched(&arcs, Join::Lines).len(), 3);
    }

    #[test]
    fn arcs_that_run_in_a_circle_come_back_to_their_first_point() {
        let arcs = [arc(&[(0.0, 0.0), (1.0, 0.0)]), arc(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0)])];
        for join in [Join::Lines, Join::Rings] {
            let lines = stitched(&arcs, join);
            assert_eq!((lines.len(), lines[0].len()), (1, 4));
            assert_eq!(lines[0].first(), lines[0].last());
        }
    }

    #[test]
    fn two_rings_that_touch_come_out_as_rings() {
        let arcs = [
            arc(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]),
            arc(&[(1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]),
            arc(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]),
        ];
        let rings = stitched(&arcs, Join::Rings);
        assert!(rings.iter().all(|ring| ring.first() == ring.last()));
        assert_eq!(rings.iter().map(|ring| ring.len() - 1).sum::<usize>(), 8);
    }

    #[test]
    fn arcs_without_points_are_left_out() {
        assert!(stitched(&[Vec::new(), Vec::new()], Join::Lines).is_empty());
    }
}
