//! The map moves aside, so that what is selected stays in sight.

use super::{Effects, FAR_ZOOM, Widget};
use crate::camera::Insets;
use crate::geo::{ScreenPoint, ScreenRect, WorldBounds};

/// A selected marker is kept this far from what covers the map, px.
const CLEAR: f64 = 28.0;
/// What must be seen of it among the controls: half of a box round its disc and ring, px.
const SELECTED: f64 = 18.0;

impl Widget {
    /// The largest part of the view that the panel leaves free: above it, or beside it.
    pub(super) fn free_view(&self) -> ScreenRect {
        let view = self.camera.viewport();
        let Some(panel) = self.panel.filter(|panel| panel.overlaps(&view)) else { return view };
        let candidates = [
            ScreenRect::new(0.0, 0.0, view.width, panel.y.max(0.0)),
            ScreenRect::new(0.0, 0.0, panel.x.max(0.0), view.height),
            ScreenRect::new(panel.right(), 0.0, (view.width - panel.right()).max(0.0), view.height),
        ];
        let area = |r: &ScreenRect| r.width * r.height;
        candidates.into_iter().max_by(|a, b| area(a).total_cmp(&area(b))).unwrap_or(view)
    }

    /// Moves the map so far that the selected marker and its name stand clear of the panel and the edge, and the
    /// marker of all else that covers the map: not at all when they do, and by a flight when the place lies far
    /// outside. From such a flight it comes back for a place that the first view shows.
    pub(super) fn uncover_selected(&mut self, effects: &mut Effects) {
        let Some(index) = self.selected else { return };
        // Of a line that is in view, it is that part which is to stay in sight.
        let line = self
            .layout
            .lines
            .iter()
            .find(|l| l.place == index)
            .filter(|_| self.story.places[index].is_bare_line());
        let own = || self.story.places.get(index)?.marker;
        let Some(at) = line.map(|line| self.camera.to_world(line.at)).or_else(own) else { return };
        let view = self.camera.viewport();
        let first = if self.led { self.first_view() } else { None };
        let first = first.filter(|first| view.inflate(-CLEAR).contains(first.to_screen(at)));
        let now = self.flight.as_ref().map_or(self.camera, |(flight, _)| flight.at(1.0));
        let target = first.unwrap_or(now);
        let marker = target.to_screen(at);
        let label = self.layout.labels.iter().find(|l| Some(l.place) == self.selected);
        let needed = needed(marker, label.map(|l| l.rect));
        let free = self.free_view();
        let far = !view.inflate(view.width.max(view.height) * 0.5).contains(marker);
        let to = if far {
            let insets = Insets {
                top: free.y,
                left: free.x,
                right: view.width - free.right(),
                bottom: view.height - free.bottom(),
            };
            target.fitted(&WorldBounds::around([at]), insets, target.zoom().min(FAR_ZOOM))
        } else {
            let covered = self.panel.is_some_and(|panel| panel.overlaps(&needed));
            let shift = |low: f64, high: f64, from: f64, to: f64| {
                // Into from..to if it fits there; else its middle to the middle.
                if high - low > to - from {
                    (from + to - low - high) / 2.0
                } else {
                    (from - low).max(0.0) + (to - high).min(0.0)
                }
            };
            let mut by = ScreenPoint::new(0.0, 0.0);
            if covered || !view.contains_rect(&needed) {
                by.x = shift(needed.x, needed.right(), free.x, free.right());
                by.y = shift(needed.y, needed.bottom(), free.y, free.bottom());
            }
            let seen = ScreenPoint::new(marker.x + by.x, marker.y + by.y);
            let clear = clear_spot(seen, &self.obstacles, &free);
            target.panned(clear.x - marker.x, clear.y - marker.y)
        };
        if to == now {
            return;
        }
        let (moved, led) = (self.moved, self.led);
        self.go(to, true, effects);
        // Stepping aside is not the reader's doing, nor is coming back.
        self.moved = first.is_none() && (moved || far);
        self.led = first.is_none() && (led || far && !moved);
    }
}

/// The spot nearest to `at` where a selected marker stands in `free` and under none of the `obstacles`; where there
/// is none, `at` itself.
fn clear_spot(at: ScreenPoint, obstacles: &[ScreenRect], free: &ScreenRect) -> ScreenPoint {
    let is_clear = |spot: &ScreenPoint| {
        let marker = ScreenRect::around(*spot, SELECTED);
        free.contains_rect(&marker) && !obstacles.iter().any(|o| o.overlaps(&marker))
    };
    if !obstacles.iter().any(|o| o.overlaps(&ScreenRect::around(at, SELECTED))) {
        return at;
    }
    // The nearest one touches an obstacle on each side on which it is not level with `at`.
    let (mut xs, mut ys) = (vec![at.x], vec![at.y]);
    for wall in obstacles {
        let wall = wall.inflate(SELECTED);
        xs.extend([wall.x, wall.right()]);
        ys.extend([wall.y, wall.bottom()]);
    }
    let mut best = None;
    for &x in &xs {
        for &y in &ys {
            let spot = ScreenPoint::new(x, y);
            let way = spot.distance(at);
            if best.is_none_or(|(least, _)| way < least) && is_clear(&spot) {
                best = Some((way, spot));
            }
        }
    }
    best.map_or(at, |(_, spot)| spot)
}

/// The box that must be clear for a selected place to be seen: the marker and its name.
fn needed(marker: ScreenPoint, label: Option<ScreenRect>) -> ScreenRect {
    let mut needed = ScreenRect::around(marker, CLEAR);
    if let Some(label) = label {
        let (left, top) = (needed.x.min(marker.x + label.x - 4.0), needed.y.min(marker.y + label.y - 4.0));
        let right = needed.right().max(marker.x + label.right() + 4.0);
        let bottom = needed.bottom().max(marker.y + label.bottom() + 4.0);
        needed = ScreenRect::new(left, top, right - left, bottom - top);
    }
    needed
}
