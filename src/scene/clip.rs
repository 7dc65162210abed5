//! Geometry cut to a box, for sinks that write every corner out.

use crate::camera::Transform;
use crate::geo::{PathPart, ScreenPoint, ScreenRect};

/// Corners nearer to the last one than this, px, are not written: no eye tells them apart.
const FINE: f64 = 0.35;

/// The ring on the screen, cut to `rect`: the re-entrant clipping of Sutherland and Hodgman (CACM
/// 17(1), 1974). Where a ring leaves the box and comes back, edges run along the box, which does not
/// show when the box is larger than what is seen.
pub fn ring(part: &PathPart, transform: &Transform, rect: &ScreenRect) -> Vec<ScreenPoint> {
    let mut points = thinned(part, transform);
    let (left, right, top, bottom) = (rect.x, rect.right(), rect.y, rect.bottom());
    let x_at = |a: ScreenPoint, b: ScreenPoint, x: f64| {
        ScreenPoint::new(x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x))
    };
    let y_at = |a: ScreenPoint, b: ScreenPoint, y: f64| {
        ScreenPoint::new(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y)
    };
    points = half_plane(&points, |p| p.x >= left, |a, b| x_at(a, b, left));
    points = half_plane(&points, |p| p.x <= right, |a, b| x_at(a, b, right));
    points = half_plane(&points, |p| p.y >= top, |a, b| y_at(a, b, top));
    half_plane(&points, |p| p.y <= bottom, |a, b| y_at(a, b, bottom))
}

fn half_plane(
    points: &[ScreenPoint],
    inside: impl Fn(ScreenPoint) -> bool,
    cut: impl Fn(ScreenPoint, ScreenPoint) -> ScreenPoint,
) -> Vec<ScreenPoint> {
    let mut out = Vec::with_capacity(points.len());
    let Some(&last) = points.last() else { return out };
    let mut a = last;
    for &b in points {
        match (inside(a), inside(b)) {
            (true, true) => out.push(b),
            (true, false) => out.push(cut(a, b)),
            (false, true) => out.extend([cut(a, b), b]),
            (false, false) => {}
        }
        a = b;
    }
    out
}

/// The stretches of the line on the screen whose segments come near `rect`. A ring is closed first.
pub fn line(part: &PathPart, transform: &Transform, rect: &ScreenRect) -> Vec<Vec<ScreenPoint>> {
    let mut points = thinned(part, transform);
    if part.closed {
        points.extend(points.first().copied());
    }
    let mut runs = Vec::new();
    let mut run: Vec<ScreenPoint> = Vec::new();
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let near = a.x.max(b.x) >= rect.x
            && a.x.min(b.x) <= rect.right()
            && a.y.max(b.y) >= rect.y
            && a.y.min(b.y) <= rect.bottom();
        if near {
            if run.is_empty() {
                run.push(a);
            }
            run.push(b);
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// The part's corners on the screen, without those that add nothing to be seen. The last is kept.
fn thinned(part: &PathPart, transform: &Transform) -> Vec<ScreenPoint> {
    let mut out: Vec<ScreenPoint> = Vec::with_capacity(part.points.len());
    for (i, &point) in part.points.iter().enumerate() {
        let p = transform.apply(point);
        let last = i + 1 == part.points.len();
        if last || out.last().is_none_or(|q| (q.x - p.x).abs().max((q.y - p.y).abs()) >= FINE) {
            out.push(p);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Path, WorldPoint};

    const PLAIN: Transform = Transform { scale: 1.0, dx: 0.0, dy: 0.0 };
    const RECT: ScreenRect = ScreenRect::new(0.0, 0.0, 10.0, 10.0);

    fn part(corners: &[(f64, f64)], closed: bool) -> PathPart {
        let mut path = Path::default();
        let points = corners.iter().map(|&(x, y)| WorldPoint::new(x, y)).collect();
        if closed {
            path.push_ring(points)
        } else {
            path.push_line(points)
        }
        path.parts.remove(0)
    }

    #[test]
    fn a_ring_round_the_box_becomes_the_box() {
        let big = part(&[(-50.0, -50.0), (60.0, -50.0), (60.0, 60.0), (-50.0, 60.0)], true);
        let cut = ring(&big, &PLAIN, &RECT);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|p| [0.0, 10.0].contains(&p.x) && [0.0, 10.0].contains(&p.y)));
    }

    #[test]
    fn a_ring_inside_is_left_as_it_is_and_one_outside_is_nothing() {
        let small = part(&[(2.0, 2.0), (8.0, 2.0), (5.0, 8.0)], true);
        assert_eq!(ring(&small, &PLAIN, &RECT).len(), 3);
        let far = part(&[(20.0, 2.0), (28.0, 2.0), (25.0, 8.0)], true);
        assert!(ring(&far, &PLAIN, &RECT).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_stretches() {
        let there_and_back = part(&[(5.0, 5.0), (5.0, 20.0), (30.0, 20.0), (30.0, 5.0), (5.0, 4.0)], false);
        let runs = line(&there_and_back, &PLAIN, &RECT);
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[1].last(), Some(&ScreenPoint::new(5.0, 4.0)));
    }

    #[test]
    fn corners_that_no_eye_tells_apart_are_dropped_but_never_the_last() {
        let fine = part(&[(0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (5.0, 0.0), (5.1, 0.0)], false);
        let runs = line(&fine, &PLAIN, &RECT);
        assert_eq!(runs[0].len(), 3);
        assert_eq!(runs[0][2], ScreenPoint::new(5.1, 0.0));
    }
}
