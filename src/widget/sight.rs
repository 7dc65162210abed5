//! What can be seen of the map, and used.

use super::Widget;
use crate::geo::ScreenPoint;
use crate::layout::legend::{Entry, entries};
use crate::layout::{Key, Target, widen};

impl Widget {
    /// What the legend has to say as the map was last laid out, whether it is open or not; nothing when
    /// there is none.
    pub fn legend(&self) -> Vec<Entry> {
        let mut entries = self.own_legend();
        entries.extend_from_slice(&self.layout.listed);
        entries
    }

    /// What it has to say on any map.
    pub(super) fn own_legend(&self) -> Vec<Entry> {
        let kind = |kind| self.words.kind(kind).to_owned();
        entries(&self.story, self.lang(), self.legend.0, &kind)
    }

    /// The boxes of the places in view and of the pointers, as they were last laid out.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets = self.layout.targets(&self.camera);
        if self.coarse {
            widen(&mut targets);
        }
        targets
    }

    /// Whether one more step closer (1) or out (-1) would show anything else.
    pub fn can_zoom(&self, direction: i8) -> bool {
        let from = self.flight.as_ref().map_or(self.camera, |(flight, _)| flight.at(1.0));
        let to = from.zoomed_about(from.viewport().centre(), from.zoom() + f64::from(direction));
        (to.zoom() - from.zoom()).abs() > 1e-6
    }

    /// How many of the places are in view.
    pub fn in_view(&self) -> usize {
        if let Some(cloud) = &self.layout.cloud {
            return cloud.count(&self.camera);
        }
        let seen = self.layout.targets(&self.camera);
        let held = |target: &Target| target.cluster.map_or(1, |(_, count)| count as usize);
        seen.iter().filter(|target| !target.pointer).map(held).sum()
    }

    /// The boxes of those that have buttons.
    pub fn reachable(&self) -> Vec<Target> {
        self.layout.reachable(&self.camera)
    }

    /// The place shown at `p`.
    pub fn place_at(&self, p: ScreenPoint) -> Option<usize> {
        self.target_at(p).filter(|target| target.cluster.is_none()).map(|target| target.place)
    }

    /// What can be used at `p`: a place, a pointer or a cluster.
    pub fn target_at(&self, p: ScreenPoint) -> Option<Target> {
        let exact = self.layout.target_at(&self.camera, p);
        if exact.is_some() || !self.coarse {
            return exact;
        }
        // A finger hits the box of a marker that is widened for it where it hits nothing else.
        self.targets().into_iter().find(|target| target.rect.contains(p))
    }

    /// The key, where the names do not all fit the map.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// How much of the height there is the key takes, px.
    pub fn key_height(&self) -> f64 {
        let key = self.key.as_ref().filter(|_| !self.key_apart);
        key.map_or(0.0, |key| key.height_in(self.size.1))
    }
}
