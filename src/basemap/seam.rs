//! Where a round world is cut to lie flat: the antimeridian and the edges towards the poles.
//!
//! Files come in two kinds, and both end up as pieces within 0..1:
//!
//! ```text
//!   cut (Natural Earth, RFC 7946)            sewn up (world-atlas, made for globes)
//!   ▐█████▌· · · · · · ·▐███▌                 ─██▌· · · · · · · · ·▐████─
//!   -180°               180°                  one ring that leaps from 179° to -179°
//!   the cut is no shore: it is filled         the leap is undone, the ring cut into strips
//!   up to, and not drawn
//! ```

use crate::geo::{Path, WorldBounds, WorldPoint};

/// How near to the edge of the world counts as on it, in world units: about 4 m on the equator, more
/// than what files lose by writing numbers short.
const EDGE: f64 = 1e-7;
/// A ring that winds about the world more often than this is left as it is: it is no land.
const MAX_STRIPS: f64 = 4.0;

/// Adds `points` to `path`: a ring if it returns to its first point, a polyline else; in pieces where
/// it crosses the antimeridian or runs along the edge of the world.
pub(super) fn push_line(path: &mut Path, points: Vec<WorldPoint>) {
    let leaps = unwrapped(&points).map(|line| pieces(&line));
    for line in leaps.unwrap_or_else(|| vec![points]) {
        if !line.windows(2).any(|pair| is_cut(pair[0], pair[1])) {
            let closed = line.len() > 3 && line.first() == line.last();
            if closed {
                path.push_ring(line)
            } else {
                path.push_line(line)
            }
            continue;
        }
        let mut piece: Vec<WorldPoint> = Vec::new();
        for p in line {
            if piece.last().is_some_and(|&last| is_cut(last, p)) {
                path.push_line(std::mem::take(&mut piece));
            }
            piece.push(p);
        }
        path.push_line(piece);
    }
}

/// Adds the ring to `path`, in pieces that lie within 0..1; one that does so already, as it is.
///
/// A ring that goes once about a pole, as Antarctica's shore does, is closed along the map's edge.
pub(super) fn push_ring(path: &mut Path, mut ring: Vec<WorldPoint>) {
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    let Some(mut whole) = unwrapped(&ring) else {
        path.push_ring(ring);
        return;
    };
    if let (Some(&first), Some(&last)) = (whole.first(), whole.last())
        && (last.x - first.x).abs() > 0.5
    {
        let pole = if first.y > 0.5 { 1.0 } else { 0.0 };
        whole.extend([WorldPoint::new(last.x, pole), WorldPoint::new(first.x, pole), first]);
    }
    for strip in strips(&whole) {
        let east_of = clip(&whole, strip, 1.0);
        let mut piece = clip(&east_of, strip + 1.0, -1.0);
        for p in &mut piece {
            p.x -= strip;
        }
        path.push_ring(piece);
    }
}

/// `points` without leaps, running past 0 or 1 where they cross the antimeridian; `None` when they
/// never do, and when they do so too often to be a map.
fn unwrapped(points: &[WorldPoint]) -> Option<Vec<WorldPoint>> {
    let within = points.iter().all(|p| (-EDGE..=1.0 + EDGE).contains(&p.x));
    if within && !points.windows(2).any(|pair| leaps(pair[0], pair[1])) {
        return None;
    }
    let mut shift = 0.0;
    let mut line: Vec<WorldPoint> = points.to_vec();
    for (i, pair) in points.windows(2).enumerate() {
        if leaps(pair[0], pair[1]) {
            shift += if pair[1].x < pair[0].x { 1.0 } else { -1.0 };
        }
        line[i + 1].x += shift;
    }
    let bounds = WorldBounds::around(line.iter().copied());
    (bounds.width() < MAX_STRIPS).then_some(line)
}

/// Whether the way from `a` to `b` is shorter across the antimeridian. From one edge of the map to the
/// other it is no way at all, except along the bottom or the top, where files that are cut close a pole.
fn leaps(a: WorldPoint, b: WorldPoint) -> bool {
    (0.5..1.0 + EDGE).contains(&(a.x - b.x).abs()) && !is_cut(a, b)
}

/// The west edges of the world copies that `points` lie in.
fn strips(points: &[WorldPoint]) -> impl Iterator<Item = f64> + use<> {
    let bounds = WorldBounds::around(points.iter().copied());
    let (first, end) = ((bounds.min.x + EDGE).floor(), (bounds.max.x - EDGE).ceil());
    (0..).map(move |i| first + f64::from(i)).take_while(move |&strip| strip < end)
}

/// The part of a ring on one side of the meridian at `x`: east of it if `side` is 1, west if -1.
/// (Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17, 1974.) Where it cuts a ring in two
/// they stay joined along the meridian, there and back, which fills nothing.
fn clip(ring: &[WorldPoint], x: f64, side: f64) -> Vec<WorldPoint> {
    let keeps = |p: WorldPoint| (p.x - x) * side >= 0.0;
    let mut kept = Vec::with_capacity(ring.len());
    let Some(&(mut a)) = ring.last() else { return kept };
    for &b in ring {
        if keeps(a) != keeps(b) {
            kept.push(crossing(a, b, x));
        }
        if keeps(b) {
            kept.push(b);
        }
        a = b;
    }
    kept
}

/// A line cut where it passes from one world copy to the next, each piece moved into 0..1.
fn pieces(line: &[WorldPoint]) -> Vec<Vec<WorldPoint>> {
    let mut pieces: Vec<Vec<WorldPoint>> = Vec::new();
    for strip in strips(line) {
        let mut piece = Vec::new();
        for pair in line.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let (west, east) = (a.x.min(b.x), a.x.max(b.x));
            let outside = east <= strip || west >= strip + 1.0;
            if !outside {
                let inside = |p: WorldPoint, other| match p.x {
                    x if x < strip => crossing(p, other, strip),
                    x if x > strip + 1.0 => crossing(p, other, strip + 1.0),
                    _ => p,
                };
                let (a, b) = (inside(a, b), inside(b, a));
                if piece.is_empty() {
                    piece.push(WorldPoint::new(a.x - strip, a.y));
                }
                piece.push(WorldPoint::new(b.x - strip, b.y));
            }
            let leaves = outside || !(strip..=strip + 1.0).contains(&b.x);
            if leaves && !piece.is_empty() {
                pieces.push(std::mem::take(&mut piece));
            }
        }
        pieces.push(piece);
    }
    pieces
}

/// Where the segment from `a` to `b` meets the meridian at `x`.
fn crossing(a: WorldPoint, b: WorldPoint, x: f64) -> WorldPoint {
    WorldPoint::new(x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x))
}

/// Whether the segment from `a` to `b` lies on the antimeridian, or on or beyond the Mercator square's
/// north or south edge.
fn is_cut(a: WorldPoint, b: WorldPoint) -> bool {
    let both = |on: &dyn Fn(WorldPoint) -> bool| on(a) && on(b);
    both(&|p| p.x.abs() < EDGE)
        || both(&|p| (p.x - 1.0).abs() < EDGE)
        || both(&|p| p.y < EDGE)
        || both(&|p| p.y > 1.0 - EDGE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, project};

    fn projected(corners: &[(f64, f64)]) -> Vec<WorldPoint> {
        corners.iter().map(|&(lon, lat)| project(LonLat::new(lon, lat))).collect()
    }

    /// The parts that come of a line: how many points each has, and whether it is closed.
    fn drawn(corners: &[(f64, f64)]) -> Vec<(usize, bool)> {
        let mut path = Path::default();
        push_line(&mut path, projected(corners));
        assert!(path.parts.iter().flat_map(|part| &part.points).all(|p| (0.0..=1.0).contains(&p.x)));
        path.parts.iter().map(|part| (part.points.len(), part.closed)).collect()
    }

    /// Whether the pieces of a ring hold each of `places`.
    fn filled(corners: &[(f64, f64)], places: &[(f64, f64)]) -> Vec<bool> {
        let mut path = Path::default();
        push_ring(&mut path, projected(corners));
        assert!(path.bounds.min.x >= 0.0 && path.bounds.max.x <= 1.0, "{:?}", path.bounds);
        projected(places).into_iter().map(|p| path.contains(p)).collect()
    }

    /// Antarctica as world-atlas has it, and as Natural Earth has it.
    const SEWN: [(f64, f64); 5] =
        [(-170.0, -78.0), (-60.0, -64.0), (60.0, -67.0), (170.0, -72.0), (-170.0, -78.0)];
    const CUT: [(f64, f64); 8] = [
        (-180.0, -84.7),
        (-90.0, -73.0),
        (0.0, -70.0),
        (90.0, -67.0),
        (180.0, -84.7),
        (180.0, -90.0),
        (-180.0, -90.0),
        (-180.0, -84.7),
    ];

    #[test]
    fn a_ring_away_from_the_edge_stays_a_ring() {
        assert_eq!(drawn(&[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)]), [(3, true)]);
    }

    #[test]
    fn an_island_that_was_cut_at_the_antimeridian_keeps_its_shore_and_loses_the_cut() {
        // Wrangel Island's western half.
        let ring = [(180.0, 71.5), (179.0, 71.3), (178.6, 71.0), (180.0, 70.8), (180.0, 71.5)];
        assert_eq!(drawn(&ring), [(4, false)]);
        let other_half = ring.map(|(lon, lat)| (if lon == 180.0 { -180.0 } else { -lon }, lat));
        assert_eq!(drawn(&other_half), [(4, false)]);
    }

    #[test]
    fn an_island_that_leaps_over_the_antimeridian_is_drawn_on_both_sides() {
        let ring = [(179.0, 71.0), (-178.0, 71.0), (-178.0, 72.0), (179.0, 72.0), (179.0, 71.0)];
        assert_eq!(drawn(&ring), [(2, false), (3, false), (4, false)]);
        let places = [(179.5, 71.5), (-179.0, 71.5), (0.0, 71.5), (178.5, 71.5), (-177.5, 71.5)];
        assert_eq!(filled(&ring, &places), [true, true, false, false, false]);
    }

    #[test]
    fn a_ring_that_both_leaps_and_has_corners_on_the_antimeridian_is_filled_on_both_sides() {
        // As world-atlas has Vanua Levu.
        let ring = [(180.0, -16.1), (178.5, -16.6), (-180.0, -16.6), (-179.9, -16.5), (180.0, -16.1)];
        assert_eq!(
            filled(&ring, &[(179.5, -16.4), (-179.95, -16.4), (0.0, -16.4), (0.0, -80.0)]),
            [true, true, false, false]
        );
    }

    #[test]
    fn a_file_that_runs_past_180_degrees_is_brought_back() {
        let ring = [(170.0, 60.0), (190.0, 60.0), (190.0, 65.0), (170.0, 65.0), (170.0, 60.0)];
        assert_eq!(filled(&ring, &[(175.0, 62.0), (-175.0, 62.0), (-165.0, 62.0)]), [true, true, false]);
    }

    #[test]
    fn antarctica_is_filled_to_the_edge_and_its_coast_alone_is_drawn() {
        let places = [(0.0, -80.0), (179.9, -85.0), (-179.9, -85.0), (0.0, -60.0), (-100.0, 70.0)];
        for ring in [&SEWN[..], &CUT[..]] {
            assert_eq!(filled(ring, &places), [true, true, true, false, false], "{ring:?}");
        }
        assert_eq!(drawn(&CUT), [(5, false)]);
        assert_eq!(drawn(&SEWN), [(5, false), (2, false)]);
    }

    #[test]
    fn a_line_that_only_touches_the_edge_is_whole() {
        assert_eq!(drawn(&[(170.0, 0.0), (180.0, 5.0), (170.0, 10.0)]), [(3, false)]);
    }

    #[test]
    fn a_ring_that_winds_on_and_on_is_left_alone() {
        let ring: Vec<_> = (0..3000).map(|i| (f64::from(i * 100 % 360) - 180.0, 10.0)).collect();
        let mut path = Path::default();
        push_ring(&mut path, projected(&ring));
        assert_eq!((path.parts.len(), path.parts[0].points.len()), (1, 3000));
    }
}
