//! The pole of inaccessibility: the point of a polygon that lies farthest from its edge, where a
//! label or a marker that stands for the whole area is best put.
//!
//! D. Garcia-Castellanos and U. Lombardo, "Poles of inaccessibility: a calculation algorithm for the
//! remotest places on Earth", *Scottish Geographical Journal* 123 (2007), give the notion; the search
//! is the quadtree of V. Agafonkin, "A new algorithm for finding a visual center of a polygon" (2016):
//! a square whose centre lies `d` from the edge holds no point farther from it than `d + r`, `r` being
//! half the square's diagonal, so most squares are dropped without being looked into.
//!
//! Here the squares are taken level by level, all of one size before their quarters, which needs no
//! priority queue and drops nearly as many.

use super::{WorldBounds, WorldPoint};
use std::f64::consts::SQRT_2;

/// How near to the best possible the distance need be, as a part of the larger side of the box.
const PRECISION: f64 = 0.01;
/// The same, as a part of the distance itself, which counts for slivers.
const RELATIVE_PRECISION: f64 = 0.1;
/// An area below this part of the box's is a line that rounding has thickened.
const MIN_AREA: f64 = 1e-9;
/// Squares smaller than the box's side by 2 to this power are not looked into.
const MAX_DEPTH: u32 = 14;
/// No more squares than this are looked into, so that a hostile ring costs no more than a coastline.
const MAX_CELLS: usize = 20_000;

/// The point inside a polygon that is farthest from its edge, to within 1 % of the polygon's size.
///
/// The first of `rings` is the outer one, the others are holes; a first corner repeated at the end is
/// accepted, and so is either winding. `None` where nothing is enclosed: no ring, no area (a line, a
/// point), or a corner that is not finite.
pub fn pole_of_inaccessibility<R: AsRef<[WorldPoint]>>(rings: &[R]) -> Option<WorldPoint> {
    let rings: Vec<&[WorldPoint]> = rings.iter().map(AsRef::as_ref).collect();
    pole(&rings)
}

fn pole(rings: &[&[WorldPoint]]) -> Option<WorldPoint> {
    let outer = *rings.first()?;
    let bounds = WorldBounds::around(outer.iter().copied());
    let size = bounds.width().max(bounds.height());
    let (area, centroid) = area_and_centroid(outer)?;
    if !(size.is_finite() && area > MIN_AREA * size * size) {
        return None;
    }
    let mut best = Cell::new(centroid, rings);
    let mut half = size / 2.0;
    let mut cells = vec![Cell::new(bounds.centre(), rings)];
    let mut looked_into = 0;
    for _ in 0..MAX_DEPTH {
        for cell in &cells {
            if cell.distance > best.distance {
                best = *cell;
            }
        }
        let slack = (PRECISION * size).min(RELATIVE_PRECISION * best.distance).max(0.0);
        let enough = best.distance.max(0.0) + slack;
        cells.retain(|cell| cell.distance + half * SQRT_2 > enough);
        looked_into += cells.len() * 4;
        if cells.is_empty() || looked_into > MAX_CELLS {
            break;
        }
        half /= 2.0;
        for cell in std::mem::take(&mut cells) {
            cells.extend(cell.quarters(half, rings));
        }
    }
    (best.distance > 0.0).then_some(best.centre)
}

/// A square of the search.
#[derive(Clone, Copy)]
struct Cell {
    centre: WorldPoint,
    /// From the centre to the nearest edge; negative outside.
    distance: f64,
}

impl Cell {
    fn new(centre: WorldPoint, rings: &[&[WorldPoint]]) -> Self {
        Self { centre, distance: signed_distance(centre, rings) }
    }

    /// The four quarters, whose half side is `half`.
    fn quarters(&self, half: f64, rings: &[&[WorldPoint]]) -> [Self; 4] {
        let WorldPoint { x, y } = self.centre;
        [(-half, -half), (half, -half), (-half, half), (half, half)]
            .map(|(dx, dy)| Self::new(WorldPoint::new(x + dx, y + dy), rings))
    }
}

/// The distance from `p` to the nearest edge of any ring: positive inside (even-odd), negative outside.
fn signed_distance(p: WorldPoint, rings: &[&[WorldPoint]]) -> f64 {
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for ring in rings {
        let Some(&last) = ring.last() else { continue };
        let mut a = last;
        for &b in *ring {
            if (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
                inside = !inside;
            }
            nearest = nearest.min(squared_distance(p, a, b));
            a = b;
        }
    }
    if inside { nearest.sqrt() } else { -nearest.sqrt() }
}

/// The squared distance from `p` to the segment from `a` to `b`.
fn squared_distance(p: WorldPoint, a: WorldPoint, b: WorldPoint) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((p.x - a.x) * dx + (p.y - a.y) * dy) / length } else { 0.0 };
    let t = along.clamp(0.0, 1.0);
    (p.x - a.x - t * dx).powi(2) + (p.y - a.y - t * dy).powi(2)
}

/// The area that `ring` encloses and its centroid: the shoelace formula, taken about the first corner
/// so that small rings far from the origin keep their digits. `None` where there is no corner.
fn area_and_centroid(ring: &[WorldPoint]) -> Option<(f64, WorldPoint)> {
    let origin = *ring.first()?;
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        let (ax, ay) = (pair[0].x - origin.x, pair[0].y - origin.y);
        let (bx, by) = (pair[1].x - origin.x, pair[1].y - origin.y);
        let cross = ax * by - bx * ay;
        twice += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    let thrice = 3.0 * twice;
    Some((f64::abs(twice) / 2.0, WorldPoint::new(origin.x + x / thrice, origin.y + y / thrice)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<WorldPoint> {
        corners.iter().map(|&(x, y)| WorldPoint::new(x, y)).collect()
    }

    fn square(x: f64, y: f64, side: f64) -> Vec<WorldPoint> {
        ring(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
    }

    fn distance_at(p: WorldPoint, rings: &[Vec<WorldPoint>]) -> f64 {
        signed_distance(p, &rings.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// The greatest distance found on a grid of `n` by `n` points.
    fn brute_force(rings: &[Vec<WorldPoint>], n: usize) -> f64 {
        let bounds = WorldBounds::around(rings[0].iter().copied());
        let step = |i: usize| (i as f64 + 0.5) / n as f64;
        let mut best = f64::NEG_INFINITY;
        for i in 0..n {
            for j in 0..n {
                let p = WorldPoint::new(
                    bounds.min.x + bounds.width() * step(i),
                    bounds.min.y + bounds.height() * step(j),
                );
                best = best.max(distance_at(p, rings));
            }
        }
        best
    }

    #[test]
    fn the_pole_of_a_square_is_its_middle() {
        let p = pole_of_inaccessibility(&[square(0.25, 0.5, 0.125)]).unwrap();
        assert!((p.x - 0.3125).abs() < 1e-12 && (p.y - 0.5625).abs() < 1e-12, "{p:?}");
    }

    #[test]
    fn the_pole_of_a_u_lies_in_one_of_its_arms_or_its_foot() {
        // Wide arms, a narrow foot; the centroid lies in the gap between the arms.
        let u = [ring(&[
            (0.0, 0.0),
            (0.3, 0.0),
            (0.3, 0.9),
            (0.7, 0.9),
            (0.7, 0.0),
            (1.0, 0.0),
            (1.0, 1.0),
            (0.0, 1.0),
        ])];
        let p = pole_of_inaccessibility(&u).unwrap();
        assert!(!(0.3..0.7).contains(&p.x), "{p:?}");
        assert!(distance_at(p, &u) > 0.15 - 0.01);
    }

    #[test]
    fn a_hole_in_the_middle_is_kept_clear_of() {
        let rings = [square(0.0, 0.0, 1.0), square(0.25, 0.25, 0.5)];
        let p = pole_of_inaccessibility(&rings).unwrap();
        // The best is in a corner of the frame: r = 0.25 / (1 + 1/√2).
        assert!(distance_at(p, &rings) > 0.25 / (1.0 + 0.5f64.sqrt()) - 0.01, "{p:?}");
    }

    #[test]
    fn a_sliver_is_found_though_it_is_a_thousand_times_longer_than_wide() {
        let sliver = [ring(&[(0.0, 0.0), (1.0, 0.7), (1.0, 0.701), (0.0, 0.001)])];
        let p = pole_of_inaccessibility(&sliver).unwrap();
        assert!(distance_at(p, &sliver) > 0.0);
    }

    #[test]
    fn a_repeated_first_corner_and_the_winding_make_no_difference() {
        let open = square(0.1, 0.1, 0.01);
        let mut closed = open.clone();
        closed.push(open[0]);
        closed.reverse();
        assert_eq!(pole_of_inaccessibility(&[open]), pole_of_inaccessibility(&[closed]));
    }

    #[test]
    fn what_encloses_nothing_has_no_pole() {
        let none: [Vec<WorldPoint>; 0] = [];
        assert_eq!(pole_of_inaccessibility(&none), None);
        assert_eq!(pole_of_inaccessibility(&[Vec::<WorldPoint>::new()]), None);
        assert_eq!(pole_of_inaccessibility(&[ring(&[(0.5, 0.5)])]), None);
        assert_eq!(pole_of_inaccessibility(&[ring(&[(0.5, 0.5); 5])]), None);
        assert_eq!(pole_of_inaccessibility(&[ring(&[(0.1, 0.1), (0.7, 0.3), (0.4, 0.2)])]), None);
        assert_eq!(pole_of_inaccessibility(&[ring(&[(0.0, 0.0), (f64::NAN, 0.0), (1.0, 1.0)])]), None);
        assert_eq!(pole_of_inaccessibility(&[ring(&[(0.0, 0.0), (f64::INFINITY, 0.0), (1.0, 1.0)])]), None);
    }

    /// A star-shaped ring about the middle of the unit square: it never crosses itself.
    fn star() -> impl Strategy<Value = Vec<WorldPoint>> {
        prop::collection::vec(0.05..0.5f64, 3..12).prop_map(|radii| {
            let turn = std::f64::consts::TAU / radii.len() as f64;
            let corner = |(i, r): (usize, &f64)| {
                let (sin, cos) = (i as f64 * turn).sin_cos();
                WorldPoint::new(0.5 + r * cos, 0.5 + r * sin)
            };
            radii.iter().enumerate().map(corner).collect()
        })
    }

    proptest! {
        #[test]
        fn no_point_of_a_grid_is_much_farther_from_the_edge(outer in star(), hole in 0.0..0.04f64) {
            let rings = if hole > 0.01 { vec![outer, square(0.5 - hole / 2.0, 0.5 - hole / 2.0, hole)] } else { vec![outer] };
            let bounds = WorldBounds::around(rings[0].iter().copied());
            let size = bounds.width().max(bounds.height());
            let found = distance_at(pole_of_inaccessibility(&rings).unwrap(), &rings);
            prop_assert!(found > 0.0);
            prop_assert!(found >= brute_force(&rings, 40) - PRECISION * size, "{found}");
        }

        #[test]
        fn any_corners_at_all_give_a_point_inside_or_none(
            corners in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 0..8)
        ) {
            let rings = [ring(&corners)];
            if let Some(p) = pole_of_inaccessibility(&rings) {
                prop_assert!(distance_at(p, &rings) > 0.0);
            }
        }
    }
}
