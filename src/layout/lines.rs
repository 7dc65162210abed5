//! The story's lines in view: what of them can be seen and hit, their arrowheads, and their names along
//! them.
//!
//! A name stands straight beside its line, turned to the line's own direction over that length, the way
//! up that it is read, where the line is nearly straight and nothing else stands. The middle of the
//! longest stretch in view is preferred, and above is preferred to below (Imhof, "Positioning names on
//! maps", 1975, on linear features).

use super::occupied::Occupied;
use super::polyline::{self, Measured, Run};
use super::segment::Segment;
use crate::camera::{Camera, Transform};
use crate::geo::math::sin_cos;
use crate::geo::{ScreenPoint, ScreenRect, WorldBounds, WorldPoint};
use crate::story::{Arrow, Place};
use crate::theme::{LINE_FONT, width};
use std::f64::consts::{FRAC_PI_2, PI};

/// A tap this near to a line's edge hits it, px.
const REACH: f64 = 8.0;
/// Between a line and its name, px.
const GAP: f64 = 3.0;
/// Free space at both ends of a name along a line, and to the edge of the view, px.
const PAD: f64 = 5.0;
/// Names are tried at places this far apart, px.
const STEP: f64 = 12.0;
/// But at no more than this of each stretch: one of 24,000 px runs to and fro many times.
const MOST_TRIED: f64 = 2000.0;
/// A line that strays from the straight by more than this under its name, px, is too bent to carry one.
const MOST_BENT: f64 = 7.0;
/// What is worse about a place for a name, measured in shares of the stretch away from its middle.
const COST_BELOW: f64 = 0.12;
const COST_STEEP: f64 = 0.3;
const COST_BENT_PX: f64 = 0.04;
const COST_CROSSED: f64 = 1.0;
/// A line that is shorter than this in view, px, is drawn as a dot.
const LEAST: f64 = 3.0;
/// No more boxes are made of lines once all that is taken is so many: a map full of lines has no room for names,
/// and need not be looked through for it.
const MOST_TAKEN: usize = 2000;
/// Two ends this near to each other, in world units, are one point: lines that are cut at the
/// antimeridian go on there (RFC 7946, section 3.1.9). About 4 m at the equator.
const JOINED: f64 = 1e-7;

/// An arrowhead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// Its tip.
    pub tip: ScreenPoint,
    /// Where it points, radians clockwise from east.
    pub angle: f64,
    /// From the tip to its base, px.
    pub length: f64,
    /// Half of its base, px.
    pub half: f64,
}

impl Head {
    /// The head for a line of the given width: large enough to be told from the line's own end.
    fn new(tip: ScreenPoint, from: ScreenPoint, line: f64) -> Self {
        let angle = (tip.y - from.y).atan2(tip.x - from.x);
        Self { tip, angle, length: head_length(line), half: 2.8 + 1.25 * line }
    }

    /// Tip, and the two ends of the base.
    pub fn corners(&self) -> [ScreenPoint; 3] {
        let (sin, cos) = sin_cos(self.angle);
        let turned =
            |x: f64, y: f64| ScreenPoint::new(self.tip.x + x * cos - y * sin, self.tip.y + x * sin + y * cos);
        [turned(0.0, 0.0), turned(-self.length, -self.half), turned(-self.length, self.half)]
    }

    fn rect(&self) -> ScreenRect {
        let (sin, cos) = sin_cos(self.angle);
        let middle = self.length / 2.0;
        ScreenRect::around(ScreenPoint::new(self.tip.x - middle * cos, self.tip.y - middle * sin), middle)
    }
}

fn head_length(line: f64) -> f64 {
    6.0 + 2.6 * line
}

/// The name along a line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineLabel {
    /// The text.
    pub text: String,
    /// The point of the line that it belongs to.
    pub at: WorldPoint,
    /// The middle of the text, from there.
    pub offset: ScreenPoint,
    /// How far it is turned, radians clockwise, in -π/2..π/2: never head down.
    pub angle: f64,
    /// Width and height, px.
    pub size: (f64, f64),
    /// Whether it stood elsewhere, or nowhere, in the layout before.
    pub fresh: bool,
}

impl LineLabel {
    /// The middle of the text as `camera` sees it.
    pub fn middle(&self, camera: &Camera) -> ScreenPoint {
        let at = camera.to_screen(self.at);
        ScreenPoint::new(at.x + self.offset.x, at.y + self.offset.y)
    }

    /// Where the middle of the baseline stands.
    pub fn baseline(&self, camera: &Camera) -> ScreenPoint {
        // Capitals and ascenders reach about 0.7 em over the baseline; half of that brings the middle of
        // the letters to the middle of the text.
        let down = LINE_FONT.size * 0.35;
        let (sin, cos) = sin_cos(self.angle);
        let middle = self.middle(camera);
        ScreenPoint::new(middle.x - down * sin, middle.y + down * cos)
    }

    /// Whether it stands where `other` does.
    pub fn is_at(&self, other: &Self) -> bool {
        (self.at, self.offset, self.angle) == (other.at, other.offset, other.angle)
    }

    /// Whether `p` lies on the text.
    fn holds(&self, camera: &Camera, p: ScreenPoint) -> bool {
        let (sin, cos) = sin_cos(self.angle);
        let middle = self.middle(camera);
        let (x, y) = (p.x - middle.x, p.y - middle.y);
        (x * cos + y * sin).abs() <= self.size.0 / 2.0 && (y * cos - x * sin).abs() <= self.size.1 / 2.0
    }
}

/// A line of the story in view.
#[derive(Debug, Clone, PartialEq)]
pub struct LineMark {
    /// Index of the place.
    pub place: usize,
    /// The stretches in view, px of the viewport.
    pub runs: Vec<Run>,
    /// The middle of the longest of them, px of the viewport.
    pub at: ScreenPoint,
    /// Its width, px.
    pub width: f64,
    /// Its arrowheads, px of the viewport.
    pub heads: Vec<Head>,
    /// Its name along it.
    pub label: Option<LineLabel>,
}

impl LineMark {
    /// What nothing else may cover.
    pub fn boxes(&self) -> impl Iterator<Item = ScreenRect> + '_ {
        self.heads.iter().map(Head::rect)
    }

    /// The line in pieces of `least` px or more, the last of each stretch excepted, for what would rather not cross it.
    pub fn pieces(&self, least: f64) -> Vec<Segment> {
        let mut out = Vec::new();
        self.each_piece(least, &mut |piece, _| out.push(piece));
        out
    }

    /// Calls `each` with every one of the [`pieces`](Self::pieces), and with the corners that it passes over.
    fn each_piece(&self, least: f64, each: &mut dyn FnMut(Segment, &[ScreenPoint])) {
        for Run { points, .. } in &self.runs {
            let mut start = 0;
            for (n, &to) in points.iter().enumerate().skip(1) {
                let from = points[start];
                if from.distance(to) >= least || n + 1 == points.len() {
                    each(Segment { from, to }, &points[start + 1..n]);
                    start = n;
                }
            }
        }
    }

    /// Adds level boxes that together cover the line, with some room at its sides, to what is `taken`, as long
    /// as that is not too much.
    ///
    /// ```text
    ///   ┌──╲───┐
    ///   │ ╱ ╲  │    corners that stray from their piece, as at the end of a spike, lie near its start:
    ///   │╱───╲─│─   they get a box together, and the piece starts at the last of them
    ///   └─────╲┘
    /// ```
    pub fn cover(&self, taken: &mut Vec<ScreenRect>) {
        let across = self.width + 2.0 * GAP;
        self.each_piece(across, &mut |Segment { mut from, to }, passed| {
            if taken.len() >= MOST_TAKEN {
                return;
            }
            let (dx, dy, length) = (to.x - from.x, to.y - from.y, from.distance(to));
            let keeps = |p: &ScreenPoint| {
                let (x, y) = (p.x - from.x, p.y - from.y);
                let along = (x * dx + y * dy) / length;
                along >= 0.0 && along <= length && (x * dy - y * dx).abs() <= GAP * length
            };
            if !passed.iter().all(keeps) {
                let (mut low, mut high) = (from, from);
                for &p in passed {
                    low = ScreenPoint::new(low.x.min(p.x), low.y.min(p.y));
                    high = ScreenPoint::new(high.x.max(p.x), high.y.max(p.y));
                    from = p;
                }
                let strays = ScreenRect::new(low.x, low.y, high.x - low.x, high.y - low.y);
                taken.push(strays.inflate(across / 2.0));
            }
            let piece = Segment { from, to };
            let angle = (to.y - from.y).atan2(to.x - from.x);
            taken.extend(boxes(piece.at(0.5), angle, (from.distance(to), across)));
        });
    }

    /// How far a tap at `p` is from the line's edge, px; `None` when it does not mean the line.
    pub fn hit(&self, camera: &Camera, p: ScreenPoint) -> Option<f64> {
        if self.label.as_ref().is_some_and(|label| label.holds(camera, p)) {
            return Some(0.0);
        }
        let distance =
            self.runs.iter().map(|run| run.distance(p)).fold(f64::INFINITY, f64::min) - self.width / 2.0;
        (distance <= REACH).then_some(distance.max(0.0))
    }

    /// Adds a stretch; one that begins where another ends goes on from there.
    fn add(&mut self, run: Run) {
        let joins = |a: &Run, b: &Run| {
            a.to_end && b.from_start && a.points[a.points.len() - 1].distance(b.points[0]) < 1.0
        };
        match self.runs.iter().position(|other| joins(other, &run)) {
            Some(at) => {
                self.runs[at].points.extend_from_slice(&run.points[1..]);
                self.runs[at].to_end = run.to_end;
            }
            None => self.runs.push(run),
        }
    }

    /// Where it stands, if what is in view of it is too short to be seen as a line.
    pub fn dot(&self) -> Option<ScreenPoint> {
        self.runs.iter().all(|run| run.length() < LEAST).then_some(self.at)
    }

    /// The longest stretch.
    pub fn longest(&self) -> Option<&Run> {
        self.runs.iter().max_by(|a, b| a.length().total_cmp(&b.length()))
    }
}

/// The width that a place's lines are drawn with, px.
pub fn line_width(place: &Place) -> f64 {
    if place.style.has_stroke() { place.style.stroke_width() } else { width::LINE }
}

/// The transforms of the copies of the world in which `bounds` meets the view.
pub fn copies(bounds: &WorldBounds, camera: &Camera) -> impl Iterator<Item = Transform> + use<> {
    let (seen, base) = (camera.bounds(), camera.transform());
    let first = (seen.min.x - bounds.max.x).ceil() as i32;
    let last = (seen.max.x - bounds.min.x).floor() as i32;
    (first..=last).map(move |turn| Transform { dx: base.dx + f64::from(turn) * base.scale, ..base })
}

/// What the view shows of a place's lines; `None` when it shows nothing of them, there are none, or they have no width.
/// `discs` are the markers in view, as centres and radii: an arrowhead ends before the one it leads to.
pub fn mark(index: usize, place: &Place, camera: &Camera, discs: &[(ScreenPoint, f64)]) -> Option<LineMark> {
    let view = camera.viewport();
    let width = line_width(place);
    if width <= 0.0 {
        return None;
    }
    let mut mark =
        LineMark { place: index, runs: Vec::new(), at: view.centre(), width, heads: Vec::new(), label: None };
    let lines = &place.geometry.lines;
    for line in lines {
        for transform in copies(&WorldBounds::around(line.iter().copied()), camera) {
            let runs = polyline::visible(line, &transform, &view);
            let joined = |p: Option<&WorldPoint>, q: fn(&[WorldPoint]) -> Option<&WorldPoint>| {
                lines.iter().any(|other| !std::ptr::eq(other, line) && same(p, q(other)))
            };
            if let (Some(Arrow::End | Arrow::Both), Some(run)) = (place.arrow, runs.last())
                && !joined(line.last(), |other| other.first())
            {
                mark.heads.extend(head(run, width, discs));
            }
            if let (Some(Arrow::Start | Arrow::Both), Some(run)) = (place.arrow, runs.first())
                && !joined(line.first(), |other| other.last())
            {
                mark.heads.extend(head(&run.reversed(), width, discs));
            }
            runs.into_iter().for_each(|run| mark.add(run));
        }
    }
    if mark.runs.is_empty() {
        mark.runs.extend(dot(lines, camera));
    }
    let longest = mark.longest()?.measured();
    mark.at = longest.at(longest.whole / 2.0);
    Some(mark)
}

/// A line in view that is too short to be measured: its first point, twice.
fn dot(lines: &[Vec<WorldPoint>], camera: &Camera) -> Option<Run> {
    let view = camera.viewport();
    let first = lines.iter().filter_map(|line| line.first());
    let mut seen = first.flat_map(|&at| copies(&WorldBounds::around([at]), camera).map(move |t| t.apply(at)));
    let at = seen.find(|&at| view.contains(at))?;
    Some(Run { points: vec![at, at], from_start: true, to_end: true })
}

/// Whether two ends are one point of the globe, in whatever copy of the world.
fn same(p: Option<&WorldPoint>, q: Option<&WorldPoint>) -> bool {
    let (Some(p), Some(q)) = (p, q) else { return false };
    let dx = p.x - q.x;
    (dx - dx.round()).abs() < JOINED && (p.y - q.y).abs() < JOINED
}

/// The arrowhead at the end of a stretch: where the line ends, before the disc that stands there; or
/// where it leaves the view, to say that it goes on.
fn head(run: &Run, line: f64, discs: &[(ScreenPoint, f64)]) -> Option<Head> {
    let measured = run.measured();
    let whole = measured.whole;
    let length = head_length(line);
    if whole < length * 1.5 {
        return None;
    }
    let mut end = whole;
    // How deep a point lies in a disc, px.
    let depth = |p: ScreenPoint| discs.iter().map(|(centre, r)| r - centre.distance(p)).fold(0.0, f64::max);
    if run.to_end {
        // In steps of 1 px; but what lies nearer along the line than the edge of the disc lies in the disc as well.
        while end > length * 1.5 {
            let deep = depth(measured.at(end));
            if deep <= 0.0 {
                break;
            }
            end -= (deep.ceil() - 1.0).min((end - length * 1.5).ceil()).max(1.0);
        }
    } else {
        end -= 4.0;
    }
    let (tip, from) = (measured.at(end), measured.at(end - length));
    let mut head = Head::new(tip, from, line);
    if run.to_end && end == whole {
        // The line's blunt end is hidden where the head is as wide as the line: the tip goes before it.
        let before = line / 2.0 * head.length / head.half;
        let (sin, cos) = sin_cos(head.angle);
        head.tip = ScreenPoint::new(tip.x + before * cos, tip.y + before * sin);
    }
    Some(head)
}

/// Finds a place along the line for a name of `size` px, clear of `taken`, and rather not where it is crossed by others.
pub fn label(
    mark: &LineMark,
    text: &str,
    size: (f64, f64),
    camera: &Camera,
    taken: &Occupied,
    is_crossed: &dyn Fn(&ScreenRect) -> bool,
) -> Option<LineLabel> {
    let inner = camera.viewport().inflate(-PAD);
    let mut best: Option<(f64, LineLabel)> = None;
    for run in &mark.runs {
        let run = run.measured();
        let whole = run.whole;
        let room = whole - size.0 - 2.0 * PAD;
        if room < 0.0 {
            continue;
        }
        let apart = STEP.max(room / MOST_TRIED);
        let steps = (room / 2.0 / apart) as i32;
        // From the middle outward: what is found there spares a closer look at what is farther off.
        for n in 0..=2 * steps {
            let step = if n % 2 == 0 { n / 2 } else { -(n + 1) / 2 };
            let middle = whole / 2.0 + f64::from(step) * apart;
            let Some(bed) = bed(&run, middle, size.0) else { continue };
            let (sin, cos) = sin_cos(bed.angle);
            for above in [true, false] {
                // A longer stretch carries the name better than a shorter one.
                let cost = |crossed: bool| {
                    (middle - whole / 2.0).abs() / whole
                        + if above { 0.0 } else { COST_BELOW }
                        + if crossed { COST_CROSSED } else { 0.0 }
                        + sin.abs() * COST_STEEP
                        + (bed.above + bed.below) * COST_BENT_PX
                        + size.0 / whole
                };
                let is_better = |cost: f64| best.as_ref().is_none_or(|(least, _)| cost < *least);
                if !is_better(cost(false)) {
                    continue;
                }
                let stray = if above { bed.above } else { bed.below };
                let away = mark.width / 2.0 + GAP + size.1 * 0.42 + stray;
                let away = if above { -away } else { away };
                let offset = ScreenPoint::new(-away * sin, away * cos);
                let centre = ScreenPoint::new(bed.at.x + offset.x, bed.at.y + offset.y);
                let boxes = boxes(centre, bed.angle, size);
                if !boxes.iter().all(|b| inner.contains_rect(b) && !taken.overlaps(b)) {
                    continue;
                }
                let cost = cost(boxes.iter().any(is_crossed));
                if is_better(cost) {
                    let at = camera.to_world(bed.at);
                    let label =
                        LineLabel { text: text.to_owned(), at, offset, angle: bed.angle, size, fresh: false };
                    best = Some((cost, label));
                }
            }
        }
    }
    best.map(|(_, label)| label)
}

/// A nearly straight part of a line.
struct Bed {
    /// Its middle, on the straight between its ends.
    at: ScreenPoint,
    /// Its direction, in -π/2..π/2.
    angle: f64,
    /// How far the line strays from the straight, to either side, px.
    above: f64,
    below: f64,
}

/// The part of `run` round `middle` that a name of `width` px lies along; `None` where it is too bent.
fn bed(run: &Measured, middle: f64, width: f64) -> Option<Bed> {
    let (a, b) = (run.at(middle - width / 2.0), run.at(middle + width / 2.0));
    let chord = Segment { from: a, to: b };
    if a.distance(b) < width * 0.9 {
        return None;
    }
    let mut angle = (b.y - a.y).atan2(b.x - a.x);
    if angle >= FRAC_PI_2 {
        angle -= PI;
    } else if angle < -FRAC_PI_2 {
        angle += PI;
    }
    let at = chord.at(0.5);
    let (sin, cos) = sin_cos(angle);
    let (mut above, mut below) = (0.0_f64, 0.0_f64);
    for part in 1..8 {
        let p = run.at(middle + width * (f64::from(part) / 8.0 - 0.5));
        let down = (p.y - at.y) * cos - (p.x - at.x) * sin;
        above = above.max(-down);
        below = below.max(down);
    }
    (above.max(below) <= MOST_BENT).then_some(Bed { at, angle, above, below })
}

/// Level boxes that together cover a turned text: one for each length of its own height.
pub fn boxes(centre: ScreenPoint, angle: f64, (width, height): (f64, f64)) -> Vec<ScreenRect> {
    let (sin, cos) = sin_cos(angle);
    let count = if sin.abs() < 0.02 { 1.0 } else { (width / height.max(1.0)).ceil().max(1.0) };
    let part = width / count;
    let half_x = (part * cos.abs() + height * sin.abs()) / 2.0;
    let half_y = (part * sin.abs() + height * cos.abs()) / 2.0;
    (0..count as i32)
        .map(|n| {
            let along = (f64::from(n) + 0.5) * part - width / 2.0;
            let (x, y) = (centre.x + along * cos, centre.y + along * sin);
            ScreenRect::new(x - half_x, y - half_y, half_x * 2.0, half_y * 2.0)
        })
        .collect()
}

#[cfg(test)]
mod tests;
