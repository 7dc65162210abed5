//! What the view shows of a line of many corners, measured along its length.

use super::segment::Segment;
use crate::camera::Transform;
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint};

/// Corners nearer to the last one than this, px, are passed over: nothing here is measured finer.
const FINE: f64 = 1.0;

/// A stretch of a line that lies in view without a break, of two points or more.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The corners, in the direction of the line.
    pub points: Vec<ScreenPoint>,
    /// Whether the stretch begins where the line does, rather than at the edge of the view.
    pub from_start: bool,
    /// Whether it ends where the line does.
    pub to_end: bool,
}

/// The stretches of the line through `points` that lie in `rect`, in the line's order.
pub fn visible(points: &[WorldPoint], transform: &Transform, rect: &ScreenRect) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut run: Option<Run> = None;
    let last = points.len().saturating_sub(2);
    for (n, pair) in points.windows(2).enumerate() {
        let segment = Segment { from: transform.apply(pair[0]), to: transform.apply(pair[1]) };
        let Some((enter, leave)) = segment.within(rect) else {
            runs.extend(run.take());
            continue;
        };
        if enter > 0.0 {
            runs.extend(run.take());
        }
        let current = run.get_or_insert_with(|| Run {
            points: vec![segment.at(enter)],
            from_start: n == 0 && enter == 0.0,
            to_end: false,
        });
        let (to, ends) = (segment.at(leave), n == last || leave < 1.0);
        let far = current.points.last().is_none_or(|p| p.distance(to) >= FINE);
        if far {
            current.points.push(to);
        } else if ends && current.points.len() > 1 {
            // The very end is kept, in place of the corner just before it.
            current.points.pop();
            current.points.push(to);
        }
        current.to_end = n == last && leave == 1.0;
        if leave < 1.0 {
            runs.extend(run.take());
        }
    }
    runs.extend(run);
    runs.retain(|run| run.points.len() > 1);
    runs
}

impl Run {
    /// Its straight pieces.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        self.points.windows(2).map(|pair| Segment { from: pair[0], to: pair[1] })
    }

    /// Its length, px.
    pub fn length(&self) -> f64 {
        self.segments().map(|s| s.from.distance(s.to)).sum()
    }

    /// The stretch, to look up points along it.
    pub fn measured(&self) -> Measured<'_> {
        let mut lengths = Vec::with_capacity(self.points.len());
        let mut whole = 0.0;
        lengths.push(whole);
        for segment in self.segments() {
            whole += segment.from.distance(segment.to);
            lengths.push(whole);
        }
        Measured { points: &self.points, lengths, whole }
    }

    /// How far `p` is from its nearest point, px.
    pub fn distance(&self, p: ScreenPoint) -> f64 {
        self.segments().map(|s| s.distance(p)).fold(f64::INFINITY, f64::min)
    }

    /// The same stretch the other way round.
    pub fn reversed(&self) -> Self {
        let points = self.points.iter().rev().copied().collect();
        Self { points, from_start: self.to_end, to_end: self.from_start }
    }
}

/// A stretch with its length up to each of its corners: a name is tried at thousands of places along a long line, and
/// each of them is found without walking there.
pub struct Measured<'a> {
    points: &'a [ScreenPoint],
    /// From its start to each corner along the line, px.
    lengths: Vec<f64>,
    /// Its length, px.
    pub whole: f64,
}

impl Measured<'_> {
    /// The point `along` px from its start, held to its ends.
    pub fn at(&self, along: f64) -> ScreenPoint {
        let next = self.lengths.partition_point(|&length| length < along);
        if next == 0 || next == self.points.len() {
            return self.points[next.saturating_sub(1)];
        }
        let before = self.lengths[next - 1];
        let segment = Segment { from: self.points[next - 1], to: self.points[next] };
        segment.at((along - before) / (self.lengths[next] - before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VIEW: ScreenRect = ScreenRect::new(0.0, 0.0, 100.0, 100.0);
    const PLAIN: Transform = Transform { scale: 1.0, dx: 0.0, dy: 0.0 };

    fn line(corners: &[(f64, f64)]) -> Vec<WorldPoint> {
        corners.iter().map(|&(x, y)| WorldPoint::new(x, y)).collect()
    }

    fn seen(corners: &[(f64, f64)]) -> Vec<Run> {
        visible(&line(corners), &PLAIN, &VIEW)
    }

    /// The point `along` px from the start of a stretch, found by walking there.
    fn walked(run: &Run, along: f64) -> ScreenPoint {
        let mut left = along;
        for segment in run.segments() {
            let length = segment.from.distance(segment.to);
            if left <= length && length > 0.0 {
                return segment.at(left / length);
            }
            left -= length;
        }
        run.points[run.points.len() - 1]
    }

    #[test]
    fn a_point_before_the_start_is_the_start_and_one_past_the_end_the_end() {
        let run = seen(&[(10.0, 50.0), (40.0, 50.0), (40.0, 90.0)]).remove(0);
        let measured = run.measured();
        assert_eq!(measured.whole, 70.0);
        for (along, x, y) in [
            (-5.0, 10.0, 50.0),
            (0.0, 10.0, 50.0),
            (30.0, 40.0, 50.0),
            (70.0, 40.0, 90.0),
            (99.0, 40.0, 90.0),
        ] {
            assert_eq!(measured.at(along), ScreenPoint::new(x, y), "{along}");
        }
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_has_two_stretches_and_knows_its_own_ends() {
        let runs = seen(&[(10.0, 50.0), (150.0, 50.0), (150.0, 80.0), (20.0, 80.0)]);
        assert_eq!(runs.len(), 2);
        assert_eq!((runs[0].from_start, runs[0].to_end), (true, false));
        assert_eq!((runs[1].from_start, runs[1].to_end), (false, true));
        assert_eq!(runs[0].points.last(), Some(&ScreenPoint::new(100.0, 50.0)));
        assert_eq!(runs[1].points.first(), Some(&ScreenPoint::new(100.0, 80.0)));
    }

    #[test]
    fn a_line_through_the_whole_view_starts_and_ends_at_its_edges() {
        let runs = seen(&[(-50.0, 20.0), (150.0, 20.0)]);
        assert_eq!(runs.len(), 1);
        assert!(!runs[0].from_start && !runs[0].to_end);
        assert_eq!((runs[0].length(), runs[0].measured().at(30.0)), (100.0, ScreenPoint::new(30.0, 20.0)));
    }

    #[test]
    fn a_line_out_of_view_or_without_length_has_no_stretch() {
        assert!(seen(&[(200.0, 0.0), (200.0, 90.0)]).is_empty());
        assert!(seen(&[(50.0, 50.0), (50.0, 50.0)]).is_empty());
        assert!(seen(&[(50.0, 50.0)]).is_empty() && seen(&[]).is_empty());
    }

    #[test]
    fn fine_corners_are_passed_over_but_not_the_end() {
        let runs = seen(&[(10.0, 10.0), (10.3, 10.0), (10.6, 10.0), (20.0, 10.0), (20.4, 10.0)]);
        assert_eq!(runs[0].points, [(10.0, 10.0), (20.4, 10.0)].map(|(x, y)| ScreenPoint::new(x, y)));
    }

    proptest! {
        #[test]
        fn every_stretch_lies_in_view_and_on_the_line(
            corners in prop::collection::vec((-150.0..250.0f64, -150.0..250.0f64), 2..12),
            along in 0.0..1.0f64,
        ) {
            let whole = line(&corners);
            let segments: Vec<Segment> = whole
                .windows(2)
                .map(|pair| Segment { from: PLAIN.apply(pair[0]), to: PLAIN.apply(pair[1]) })
                .collect();
            for run in visible(&whole, &PLAIN, &VIEW) {
                let measured = run.measured();
                prop_assert_eq!(measured.whole, run.length());
                let p = measured.at(run.length() * along);
                prop_assert!(p.distance(walked(&run, run.length() * along)) < 1e-9);
                prop_assert!(VIEW.inflate(1e-6).contains(p), "{p:?}");
                let off = segments.iter().map(|s| s.distance(p)).fold(f64::INFINITY, f64::min);
                prop_assert!(off <= FINE + 1e-6, "{off} px off the line");
                let back = run.reversed();
                prop_assert!(p.distance(back.measured().at(run.length() * (1.0 - along))) < 1e-6);
            }
        }
    }
}
