//! In which order the places are gone through, which of them are drawn, and going to some of them.

use super::{Effects, FAR_ZOOM, Widget};
use crate::basemap::Area;
use crate::camera::{Camera, Insets};
use crate::geo::{WorldBounds, WorldPoint};
use crate::layout::has_annotations;
use crate::story::{Kind, Place, Story};

/// A place that is to be seen is brought this far into the view at least, px: on a small map so much of its shorter side.
const CLEAR: f64 = 48.0;
const CLEAR_SHARE: f64 = 0.1;

impl Widget {
    /// The place of the place `index` in the order in which they are gone through, from 0.
    pub fn position(&self, index: usize) -> usize {
        self.order.iter().position(|&place| place == index).unwrap_or(index)
    }

    /// Whether annotations stand under the names on the map; they may still lack room there.
    pub fn shows_annotations(&self) -> bool {
        has_annotations(self.size.0, self.key.is_some())
    }

    /// The country that a place lies in; `None` for a country, and for a line that begins or ends in another one.
    pub fn country_of(&self, place: &Place) -> Option<&Area> {
        if place.kind == Some(Kind::Country) {
            return None;
        }
        let area = place.area.as_deref().and_then(|key| self.basemap.area(key));
        let named = area.and_then(|area| self.basemap.area(area.country.as_deref()?));
        named.or_else(|| {
            let country = self.basemap.country_at(place.marker?)?;
            let is_inside = |end: Option<&WorldPoint>| {
                end.and_then(|&at| self.basemap.country_at(at)).is_some_and(|other| other.key == country.key)
            };
            let mut lines = place.geometry.lines.iter();
            lines.all(|line| is_inside(line.first()) && is_inside(line.last())).then_some(country)
        })
    }

    /// The story as it is drawn: places that are hidden are there, but have nothing to draw.
    pub(super) fn drawn(&self) -> &Story {
        self.filtered.as_deref().unwrap_or(&self.story)
    }

    /// The place `step` after the selected one, going round; the first, or the last, from none.
    pub(super) fn step(&self, step: isize) -> Option<usize> {
        let count = self.story.places.len() as isize;
        let from = match self.selected {
            Some(index) => self.position(index) as isize + step,
            None if step < 0 => -1,
            None => 0,
        };
        let at = (count > 0).then(|| from.rem_euclid(count) as usize)?;
        Some(self.order.get(at).copied().unwrap_or(at))
    }

    /// Goes through the places in this order: each index once, else in that of the file.
    pub(super) fn set_order(&mut self, order: Vec<usize>) {
        let mut seen = vec![false; self.story.places.len()];
        for &place in &order {
            if let Some(seen) = seen.get_mut(place) {
                *seen = true;
            }
        }
        let is_whole = order.len() == seen.len() && seen.iter().all(|&seen| seen);
        self.order = if is_whole { order } else { Vec::new() };
    }

    /// Leaves these places out of what is drawn.
    pub(super) fn hide(&mut self, hidden: &[usize], effects: &mut Effects) {
        if hidden.is_empty() && self.filtered.is_none() {
            return;
        }
        let hides = hidden.iter().any(|&index| index < self.story.places.len());
        self.filtered = hides.then(|| Box::new(self.story.without(hidden)));
        self.shapes_changed();
        self.gather();
        self.changed(effects);
    }

    /// Goes to where these places are, unless they are well in view: to the first view if it holds them
    /// all, so that the map keeps still while it can, and else as close as that view is.
    pub(super) fn show(&mut self, places: &[usize], effects: &mut Effects) {
        let markers: Vec<WorldPoint> =
            places.iter().filter_map(|&index| self.drawn().places.marker(index)).collect();
        let view = self.camera.viewport();
        let clear = CLEAR.min(view.width.min(view.height) * CLEAR_SHARE);
        let holds = |camera: &Camera| {
            let view = view.inflate(-clear);
            markers.iter().all(|&at| view.contains(camera.to_screen(at)))
        };
        let now = self.flight.as_ref().map_or(self.camera, |(flight, _)| flight.at(1.0));
        if markers.is_empty() || holds(&now) {
            return;
        }
        let first = self.first_view().unwrap_or(now);
        let to = if holds(&first) {
            first
        } else {
            let room = CLEAR.min(view.width * 0.25).min(view.height * 0.25);
            let insets = Insets { top: room, right: room, bottom: room, left: room };
            let closest = if markers.len() == 1 { first.zoom().min(FAR_ZOOM) } else { first.zoom() };
            now.fitted(&WorldBounds::around(markers.iter().copied()), insets, closest)
        };
        // It is the text that moves the map, and not the reader.
        let moved = self.moved;
        self.go(to, true, effects);
        self.moved = moved;
    }
}
