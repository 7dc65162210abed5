//! What can be hit: the boxes that the layout made, so that what is hit is what is drawn.

use super::Layout;
use crate::camera::Camera;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::order;
use crate::theme::radius;

/// Of more marks than this not every one has a button: arrows from place to place would lead nowhere.
const MOST_REACHED: usize = 300;

/// What can be hit on the map, and read by assistive technology.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Target {
    /// Index of the place that it is known by.
    pub place: usize,
    /// The box, in px of the viewport.
    pub rect: ScreenRect,
    /// Whether it is an edge pointer rather than a marker.
    pub pointer: bool,
    /// The other places that an edge pointer speaks for.
    pub also: Vec<usize>,
    /// The cluster that it is the mark of, and how many places that holds.
    pub cluster: Option<(u32, u32)>,
}

impl Target {
    fn new(place: usize, rect: ScreenRect) -> Self {
        Self { place, rect, ..Self::default() }
    }
}

impl Layout {
    /// The box that each mark in view, and each pointer, can be hit in, as `camera` sees it.
    /// In the order of the story; a cluster stands where the place does that it is known by.
    pub fn targets(&self, camera: &Camera) -> Vec<Target> {
        let around = |at, reach: f64| ScreenRect::around(camera.to_screen(at), reach.max(radius::HIT));
        let markers = self.markers.iter().map(|m| Target::new(m.place, around(m.at, m.reach())));
        let clusters = self.clusters.iter().map(|mark| Target {
            cluster: Some((mark.cluster, mark.count)),
            ..Target::new(mark.face, around(mark.at, mark.reach()))
        });
        let pointers = self.pointers.iter().map(|p| Target {
            pointer: true,
            also: p.also.clone(),
            ..Target::new(p.place, p.rect)
        });
        // A line that no marker stands for is hit at its middle, wherever else it is hit too.
        let bare = self.lines.iter().filter(|l| !self.markers.iter().any(|m| m.place == l.place));
        let lines = bare.map(|l| Target::new(l.place, ScreenRect::around(l.at, radius::HIT)));
        let mut targets: Vec<Target> = markers.collect();
        targets.extend(clusters);
        targets.extend(pointers);
        targets.extend(lines);
        order::sort_by(&mut targets, |a, b| (a.place, a.cluster).cmp(&(b.place, b.cluster)));
        targets
    }

    /// Those of the targets that have buttons: all of them, or, where they are more than anybody goes
    /// through, those that are named, hold others, or are selected. The rest are read in the list.
    pub fn reachable(&self, camera: &Camera) -> Vec<Target> {
        let mut targets = self.targets(camera);
        if targets.len() > MOST_REACHED {
            let selected = self.markers.iter().find(|m| m.selected).map(|m| m.place);
            let named = |place| self.labels.iter().any(|label| label.place == place);
            targets
                .retain(|t| t.pointer || t.cluster.is_some() || selected == Some(t.place) || named(t.place));
        }
        targets
    }

    /// What a tap at `p` means: the nearest marker or cluster whose box holds it, else the pointer, the
    /// label or the line there. What lies under the legend is not meant.
    pub fn target_at(&self, camera: &Camera, p: ScreenPoint) -> Option<Target> {
        let nearest = self
            .targets(camera)
            .into_iter()
            .filter(|t| t.rect.contains(p))
            .min_by(|a, b| a.rect.centre().distance(p).total_cmp(&b.rect.centre().distance(p)));
        let of_cloud = || self.cloud.as_ref()?.place_at(camera, p);
        let around = |place| Target::new(place, ScreenRect::around(p, radius::HIT));
        let nearest = nearest.or_else(|| of_cloud().map(around));
        if nearest.is_some() {
            return nearest;
        }
        if self.legend.as_ref().is_some_and(|legend| legend.rect.contains(p)) {
            return None;
        }
        let on_label = self.labels.iter().find(|label| {
            let at = camera.to_screen(label.at);
            label.rect.contains(ScreenPoint::new(p.x - at.x, p.y - at.y))
        });
        let on_line = || {
            let near = self.lines.iter().filter_map(|line| Some((line.place, line.hit(camera, p)?)));
            near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(place, _)| place)
        };
        let place = on_label.map(|label| label.place).or_else(on_line)?;
        // A name beside a cluster is the cluster's.
        let own = self.targets(camera).into_iter().find(|target| target.place == place);
        own.or_else(|| Some(around(place)))
    }
}
