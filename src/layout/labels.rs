//! Where the names of places go.
//!
//! Each label has a list of candidate positions, each at a cost: beside its marker in the order that
//! cartographers prefer, without its annotation, or set aside on a leader line. Candidates that would
//! overlap anything that does not move are struck out first. What is left is the point-feature label
//! placement problem of Christensen, Marks and Shieber ("An empirical study of algorithms for
//! point-feature label placement", ACM ToG 14(3), 1995), which is NP-hard; here a greedy start in order
//! of weight is bettered by local search: each label in turn is taken up with its nearest neighbours,
//! and these few are set down again exactly. No randomness: the same input gives the same map.

use super::occupied::{Occupied, Pieces};
use super::segment::Segment;
use crate::geo::math::sin_cos;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::order;

/// Free space between a marker and its label, px.
const GAP: f64 = 6.0;
/// Free space above and below every label, px.
const MARGIN: f64 = 2.0;
/// Free space at its ends, px: two names on one line must not read as one.
const MARGIN_SIDE: f64 = 8.0;
/// Labels keep this far from the edge of the viewport, px.
const EDGE: f64 = 5.0;

/// Cost of a label that is not shown: far more than any place for it.
const COST_HIDDEN: f64 = 100.0;
/// Cost of leaving out the annotation.
const COST_BARE: f64 = 3.0;
/// Cost of lying across one of the story's lines, or of a leader across one.
const COST_ACROSS: f64 = 0.5;
/// Cost of a leader line, whatever its length, and of each px of it.
const COST_LEADER: f64 = 1.4;
const COST_LEADER_PX: f64 = 1.0 / 40.0;
/// Cost of each marker of another place that touches the label, less the farther off it is, and none from this
/// distance on, px: a name should leave no doubt whose it is (Imhof's fourth rule). What stands over or under it
/// counts as if it were so many times as far off as what stands at its ends, which is what it is read together with.
const COST_NEIGHBOUR: f64 = 1.0;
const NEIGHBOUR: f64 = 24.0;
const OVER: f64 = 2.0;

/// Past this many labels no leader lines are tried: a bundle of them explains nothing.
const MOST_WITH_LEADERS: usize = 60;

/// Rounds of local search; it ends sooner, at the first round that betters nothing.
const ROUNDS: usize = 8;
/// So many labels are solved exactly at a time, in at most so many steps.
const WINDOW: usize = 4;
const NODES: usize = 4000;

/// The eight positions round a marker as (x, y) of the label's place, -1, 0 or 1, and what each costs.
///
/// Imhof ("Positioning names on maps", 1975) wants names right of their point and a little above it,
/// left rather than below, and centred only where nothing else serves.
const POSITIONS: [(f64, f64, f64); 8] = [
    (1.0, 0.0, 0.0),
    (-1.0, 0.0, 0.30),
    (1.0, -1.0, 0.35),
    (1.0, 1.0, 0.45),
    (-1.0, -1.0, 0.55),
    (-1.0, 1.0, 0.65),
    (0.0, -1.0, 0.70),
    (0.0, 1.0, 0.80),
];

/// Lengths of leader lines that are tried, px, and in how many directions.
const LEADER_LENGTHS: [f64; 5] = [22.0, 36.0, 54.0, 76.0, 104.0];
const LEADER_DIRECTIONS: usize = 16;

/// A label that wants a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The marker's centre.
    pub at: ScreenPoint,
    /// The marker's radius with its ring, px.
    pub radius: f64,
    /// Width and height of the name, px.
    pub name: (f64, f64),
    /// Width and height of the annotation, px.
    pub annotation: Option<(f64, f64)>,
    /// How much it matters, above 0: a label twice as heavy is worth two others.
    pub weight: f64,
}

/// On which side of the label its text stands flush.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    Middle,
    /// Flush right.
    Right,
}

/// A place for a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The box of its text.
    pub rect: ScreenRect,
    /// How its lines stand in the box.
    pub align: Align,
    /// Whether the annotation is shown.
    pub annotated: bool,
    /// The leader line, from marker to label.
    pub leader: Option<Segment>,
    /// What it costs, before the label's weight.
    pub cost: f64,
}

impl Placed {
    /// Whether it lies across any of the `lines`, or its leader does.
    pub fn lies_across(&self, lines: &Pieces) -> bool {
        lines.meet(&self.rect, None) || self.leader.is_some_and(|leader| lines.cross(&leader))
    }

    /// Whether the two cannot both be shown.
    fn conflicts(&self, other: &Self) -> bool {
        let crosses = |line: &Option<Segment>, rect: &ScreenRect| {
            line.as_ref().is_some_and(|line| line.meets(&rect.inflate(MARGIN)))
        };
        let side = MARGIN_SIDE - MARGIN;
        let wide = self.rect.inflate(MARGIN);
        ScreenRect::new(wide.x - side, wide.y, wide.width + 2.0 * side, wide.height).overlaps(&other.rect)
            || crosses(&self.leader, &other.rect)
            || crosses(&other.leader, &self.rect)
            || matches!((&self.leader, &other.leader), (Some(a), Some(b)) if a.crosses(b))
    }
}

/// Finds a place for each label, in the order of `requests`; `None` where there is none.
///
/// Labels keep clear of each other, of all the markers, of `obstacles`, and of the edge of `viewport`,
/// and would rather not lie across `lines`.
/// Where one reads from the right (`rtl`), the order of preference is mirrored.
pub fn place_among(
    requests: &[Request],
    obstacles: &[ScreenRect],
    lines: &Pieces,
    viewport: ScreenRect,
    rtl: bool,
) -> Vec<Option<Placed>> {
    let occupied = Occupied::new(obstacles.to_vec(), viewport);
    let mut candidates: Vec<Vec<Placed>> = Vec::with_capacity(requests.len());
    for i in 0..requests.len() {
        let mut all = free(i, requests, &occupied, viewport, rtl);
        for candidate in &mut all {
            if candidate.lies_across(lines) {
                candidate.cost += COST_ACROSS;
            }
            candidate.cost += COST_NEIGHBOUR * nearness(candidate, i, requests);
        }
        order::sort_by(&mut all, |a, b| a.cost.total_cmp(&b.cost));
        candidates.push(all);
    }
    let heaviest_first =
        order::indices(requests.len(), &|a, b| requests[b].weight.total_cmp(&requests[a].weight));

    let mut search = Search { requests, candidates: &candidates, chosen: vec![None; requests.len()] };
    for &i in &heaviest_first {
        search.chosen[i] = (0..candidates[i].len()).find(|&c| search.is_clear(i, c));
    }
    for _ in 0..ROUNDS {
        let mut bettered = false;
        for &i in &heaviest_first {
            bettered |= search.better(i);
        }
        if !bettered {
            break;
        }
    }
    search.chosen.iter().enumerate().map(|(i, c)| c.map(|c| candidates[i][c].clone())).collect()
}

/// The cheapest place for a label by itself, beside any of several spots, that is clear of what is `occupied` and of the
/// edge of `viewport`, and that `suits`; and its spot.
pub fn place_alone(
    spots: &[Request],
    occupied: &Occupied,
    viewport: ScreenRect,
    rtl: bool,
    suits: &dyn Fn(&Placed) -> bool,
) -> Option<(ScreenPoint, Placed)> {
    let mut best: Option<(ScreenPoint, Placed)> = None;
    for spot in spots {
        for candidate in free(0, std::slice::from_ref(spot), occupied, viewport, rtl) {
            let is_better = best.as_ref().is_none_or(|(_, best)| candidate.cost < best.cost);
            if is_better && suits(&candidate) {
                best = Some((spot.at, candidate));
            }
        }
    }
    best
}

/// The candidates of one of the labels that are clear of all that does not move.
fn free(
    own: usize,
    requests: &[Request],
    occupied: &Occupied,
    viewport: ScreenRect,
    rtl: bool,
) -> Vec<Placed> {
    let mut all = beside(&requests[own], rtl);
    if requests.len() <= MOST_WITH_LEADERS {
        all.extend(set_aside(&requests[own], rtl));
    }
    all.retain(|candidate| is_free(candidate, own, requests, occupied, &viewport));
    all
}

/// The choice so far: for each label, which of its candidates.
struct Search<'a> {
    requests: &'a [Request],
    candidates: &'a [Vec<Placed>],
    chosen: Vec<Option<usize>>,
}

impl Search<'_> {
    fn cost(&self, label: usize, candidate: Option<usize>) -> f64 {
        self.requests[label].weight * candidate.map_or(COST_HIDDEN, |c| self.candidates[label][c].cost)
    }

    /// Whether the candidate conflicts with none of the labels chosen so far.
    fn is_clear(&self, label: usize, candidate: usize) -> bool {
        let wanted = &self.candidates[label][candidate];
        self.chosen.iter().enumerate().all(|(other, chosen)| {
            other == label || chosen.is_none_or(|c| !wanted.conflicts(&self.candidates[other][c]))
        })
    }

    /// Takes up a label with those nearest to it and sets them down again in the best way there is
    /// with all others staying. Whether that bettered anything.
    fn better(&mut self, label: usize) -> bool {
        // Most labels have their cheapest place already, and there is none better.
        if self.chosen[label] == Some(0) || self.candidates[label].is_empty() {
            return false;
        }
        let at = |i: usize| self.requests[i].at;
        let far = |i: usize| at(label).distance(at(i));
        let mut window = order::indices(self.chosen.len(), &|a, b| far(a).total_cmp(&far(b)));
        window.truncate(WINDOW);
        let (mut before, mut cost) = (Vec::new(), 0.0);
        for &i in &window {
            let chosen = self.chosen[i].take();
            before.push(chosen);
            cost += self.cost(i, chosen);
        }
        let mut free: Vec<Vec<usize>> = Vec::new();
        for &i in &window {
            let mut clear: Vec<usize> = (0..self.candidates[i].len()).collect();
            clear.retain(|&c| self.is_clear(i, c));
            free.push(clear);
        }
        // The least that the labels from the n-th on can cost, were they alone: the bound.
        let mut least = vec![0.0; window.len() + 1];
        for n in (0..window.len()).rev() {
            least[n] = least[n + 1] + self.cost(window[n], free[n].first().copied());
        }
        let mut exact = Exact {
            search: self,
            window: &window,
            free: &free,
            least: &least,
            best: (cost - 1e-9, None),
            budget: NODES,
        };
        exact.branch(&mut Vec::new(), 0.0);
        let bettered = exact.best.1;
        let choice = bettered.as_ref().unwrap_or(&before);
        for (&i, &c) in window.iter().zip(choice) {
            self.chosen[i] = c;
        }
        bettered.is_some()
    }
}

/// Branch and bound over a few labels.
struct Exact<'a> {
    search: &'a Search<'a>,
    window: &'a [usize],
    /// The candidates that nothing outside the window stands in the way of, cheapest first.
    free: &'a [Vec<usize>],
    least: &'a [f64],
    best: (f64, Option<Vec<Option<usize>>>),
    /// Steps left, so that a hopeless crowd does not hold up the page.
    budget: usize,
}

impl Exact<'_> {
    fn branch(&mut self, choice: &mut Vec<Option<usize>>, cost: f64) {
        let n = choice.len();
        if n == self.window.len() {
            if cost < self.best.0 {
                self.best = (cost, Some(choice.clone()));
            }
            return;
        }
        let label = self.window[n];
        for option in self.free[n].iter().map(|&c| Some(c)).chain([None]) {
            let cost = cost + self.search.cost(label, option);
            if self.budget == 0 || cost + self.least[n + 1] >= self.best.0 {
                return; // the options after this one cost more
            }
            self.budget -= 1;
            let conflicts = |(&other, &chosen): (&usize, &Option<usize>)| match (chosen, option) {
                (Some(a), Some(b)) => {
                    self.search.candidates[other][a].conflicts(&self.search.candidates[label][b])
                }
                _ => false,
            };
            if !self.window.iter().zip(choice.iter()).any(conflicts) {
                choice.push(option);
                self.branch(choice, cost);
                choice.pop();
            }
        }
    }
}

/// The boxes a label can have: with its annotation, and bare. Each with what leaving out costs.
fn sizes(request: &Request) -> Vec<(f64, f64, bool, f64)> {
    let (w, h) = request.name;
    match request.annotation {
        Some((aw, ah)) => vec![(w.max(aw), h + ah, true, 0.0), (w, h, false, COST_BARE)],
        None => vec![(w, h, false, 0.0)],
    }
}

fn align(x: f64) -> Align {
    match x {
        x if x > 0.3 => Align::Left,
        x if x < -0.3 => Align::Right,
        _ => Align::Middle,
    }
}

/// The candidates that touch the marker's surroundings.
fn beside(request: &Request, rtl: bool) -> Vec<Placed> {
    let mut out = Vec::new();
    let reach = request.radius + GAP;
    for (width, height, annotated, cost) in sizes(request) {
        for (x, y, preference) in POSITIONS {
            let x = if rtl { -x } else { x };
            // At the sides the *name* stands level with the marker, and the annotation hangs below it.
            // At the corners the box moves in under or over the marker.
            let side = if y == 0.0 { reach } else { reach * 0.55 };
            let left = match align(x) {
                Align::Left => request.at.x + side,
                Align::Right => request.at.x - side - width,
                Align::Middle => request.at.x - width / 2.0,
            };
            let off = if x == 0.0 { reach - 2.0 } else { request.radius * 0.6 };
            let top = match y {
                y if y < 0.0 => request.at.y - off - height,
                y if y > 0.0 => request.at.y + off,
                _ => request.at.y - request.name.1 * 0.62,
            };
            out.push(Placed {
                rect: ScreenRect::new(left, top, width, height),
                align: align(x),
                annotated,
                leader: None,
                cost: cost + preference,
            });
        }
    }
    out
}

/// The candidates at the end of a leader line.
fn set_aside(request: &Request, rtl: bool) -> Vec<Placed> {
    let mut out = Vec::new();
    // Half a step off the axes: a slanted line is told from a border or a road.
    let angle = |step: usize| (step as f64 + 0.5) / LEADER_DIRECTIONS as f64 * std::f64::consts::TAU;
    let directions: [(f64, f64); LEADER_DIRECTIONS] = std::array::from_fn(|step| sin_cos(angle(step)));
    for (width, height, annotated, cost) in sizes(request) {
        for length in LEADER_LENGTHS {
            for (dy, dx) in directions {
                let from =
                    ScreenPoint::new(request.at.x + dx * request.radius, request.at.y + dy * request.radius);
                let reach = request.radius + length;
                let to = ScreenPoint::new(request.at.x + dx * reach, request.at.y + dy * reach);
                let (left, top) = match align(dx) {
                    Align::Left => (to.x + 4.0, to.y - request.name.1 * 0.5),
                    Align::Right => (to.x - 4.0 - width, to.y - request.name.1 * 0.5),
                    Align::Middle if dy < 0.0 => (to.x - width / 2.0, to.y - 2.0 - height),
                    Align::Middle => (to.x - width / 2.0, to.y + 2.0),
                };
                // Right before left, and a little above before below, as for the near positions.
                let forward = if rtl { -dx } else { dx };
                let preference = 0.2 * (1.0 - forward) + 0.1 * (1.0 + dy);
                out.push(Placed {
                    rect: ScreenRect::new(left, top, width, height),
                    align: align(dx),
                    annotated,
                    leader: Some(Segment { from, to }),
                    cost: cost + COST_LEADER + length * COST_LEADER_PX + preference,
                });
            }
        }
    }
    out
}

/// How near the markers of other places come to a candidate, together: 1 for each that touches it.
fn nearness(candidate: &Placed, own: usize, requests: &[Request]) -> f64 {
    let rect = &candidate.rect;
    let mut sum = 0.0;
    for (i, other) in requests.iter().enumerate() {
        if i != own && rect.inflate(NEIGHBOUR + other.radius).contains(other.at) {
            // Not `clamp`, whose panic brings the writing of numbers into the wasm: 2 KB.
            let x = other.at.x - other.at.x.max(rect.x).min(rect.right());
            let y = other.at.y - other.at.y.max(rect.y).min(rect.bottom());
            let gap = ScreenPoint::new(x, y * OVER).distance(ScreenPoint::default()) - other.radius;
            sum += 1.0 - (gap / NEIGHBOUR).clamp(0.0, 1.0);
        }
    }
    sum
}

/// Whether a candidate is clear of all that does not move.
fn is_free(
    candidate: &Placed,
    own: usize,
    requests: &[Request],
    occupied: &Occupied,
    viewport: &ScreenRect,
) -> bool {
    let rect = candidate.rect.inflate(MARGIN);
    viewport.inflate(-EDGE).contains_rect(&candidate.rect)
        && !occupied.overlaps(&rect)
        && !candidate.leader.as_ref().is_some_and(|line| occupied.meets(line))
        && !requests.iter().enumerate().any(|(i, other)| {
            let disc = ScreenRect::around(other.at, other.radius);
            // A leader may begin on the marker of another place at the same spot: it could not begin elsewhere.
            let shares = requests[own].at.distance(other.at) < requests[own].radius;
            let under = |line: &Segment| !shares && line.distance(other.at) < other.radius + 1.0;
            rect.inflate(if i == own { -MARGIN } else { 0.0 }).overlaps(&disc)
                || candidate.leader.as_ref().is_some_and(under)
        })
}

#[cfg(test)]
mod tests;
