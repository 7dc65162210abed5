//! Where the marker of a shape stands.

use super::Geometry;
use crate::geo::math::{length, within_turn};
use crate::geo::{WorldPoint, pole_of_inaccessibility};

/// The place of a shape's marker: the first point; else the pole of inaccessibility of the largest
/// polygon (by its area as drawn); else the middle of the longest line.
pub(super) fn place(shape: &Geometry) -> Option<WorldPoint> {
    let at = shape
        .points
        .first()
        .copied()
        .or_else(|| in_largest(&shape.polygons))
        .or_else(|| on_longest(&shape.lines))?;
    // In a shape that reaches across the antimeridian it may stand in the next world copy.
    let x = if (0.0..=1.0).contains(&at.x) { at.x } else { within_turn(at.x) };
    Some(WorldPoint::new(x, at.y))
}

fn in_largest(polygons: &[Vec<Vec<WorldPoint>>]) -> Option<WorldPoint> {
    let area = |rings: &Vec<Vec<WorldPoint>>| rings.first().map_or(0.0, |ring| ring_area(ring));
    let largest = polygons.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
    // A polygon without an inside, drawn as a line, still has its corners.
    pole_of_inaccessibility(largest)
        .filter(|pole| pole.x.is_finite() && pole.y.is_finite())
        .or_else(|| largest.first()?.first().copied())
}

/// The area a ring encloses, in world units squared: half the sum of the cross products of its edges.
fn ring_area(ring: &[WorldPoint]) -> f64 {
    ring.windows(2).map(|edge| edge[0].x * edge[1].y - edge[1].x * edge[0].y).sum::<f64>().abs() / 2.0
}

fn on_longest(lines: &[Vec<WorldPoint>]) -> Option<WorldPoint> {
    let step = |pair: &[WorldPoint]| length(pair[1].x - pair[0].x, pair[1].y - pair[0].y);
    let whole = |line: &Vec<WorldPoint>| line.windows(2).map(step).sum::<f64>();
    let longest = lines.iter().max_by(|a, b| whole(a).total_cmp(&whole(b)))?;
    let mut left = whole(longest) / 2.0;
    for pair in longest.windows(2) {
        let here = step(pair);
        if here > 0.0 && left <= here {
            let t = left / here;
            return Some(WorldPoint::new(
                pair[0].x + t * (pair[1].x - pair[0].x),
                pair[0].y + t * (pair[1].y - pair[0].y),
            ));
        }
        left -= here;
    }
    longest.first().copied()
}
