//! Places too many to stand one by one: gathering them into clusters, and opening one of these.

use super::{Effects, Widget};
use crate::camera::{Camera, Insets, MAX_ZOOM, bounds_on_globe};
use crate::clusters::{Builder, Clusters, Item, Options};
use crate::geo::math::sin_cos;
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint};
use crate::layout::{Cloud, SetOut, Show, Sorter, Target, position};
use crate::order;
use crate::story::{MOST_APART, Places, Story};
use crate::theme::radius;
use crate::words;
use std::f64::consts::{FRAC_PI_2, TAU};
use std::mem::take;
use std::rc::Rc;

/// The places of a cluster are shown with so much room on each side, px.
const ROOM: f64 = 60.0;
/// Between two places that are set out, px, and between the first of them and the cluster.
const STEP: f64 = 30.0;
const FIRST: f64 = 42.0;
/// Up to this many stand in a ring; more on a spiral.
const MOST_IN_RING: usize = 10;
/// No more than this many are set out: the rest stay behind the cluster's mark.
const MOST_SET_OUT: usize = 60;

/// So many places are gathered in a few milliseconds.
const MOST_AT_ONCE: usize = 5000;

/// So many are sorted or gathered in a few frames: until then, nothing is painted.
const MOST_WAITED_FOR: usize = 100_000;

/// When places are gathered into clusters, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gathering {
    /// By itself, when there are more than [`MOST_APART`] places; always; never.
    pub show: Show,
    /// Fewer places than this are no cluster.
    pub least: u32,
}

impl Default for Gathering {
    fn default() -> Self {
        Self { show: Show::Auto, least: Options::default().least }
    }
}

/// What is done in pieces.
#[derive(Debug, Clone)]
pub(super) enum Work {
    /// Places are gathered into clusters.
    Gather(Box<Builder>),
    /// Places are sorted to be found, and painted in their order.
    Sort(Sorter),
}

impl Widget {
    /// Forgets the story.
    pub(super) fn clear(&mut self, effects: &mut Effects) {
        effects.selected = self.selected.take().is_some();
        self.story = Story::default();
        self.filtered = None;
        self.order.clear();
        self.put_away_marks();
        self.number = self.number.wrapping_add(1);
        self.grows = false;
        self.framed = 0;
    }

    /// Lets go of all that shares the story's columns: they are about to change.
    fn put_away_marks(&mut self) {
        self.clusters = None;
        self.work = None;
        self.set_out = None;
        self.cloud = None;
        self.layout.cloud = None;
    }

    /// Adds places to a story of which more are to come.
    pub(super) fn grow(&mut self, places: Places, effects: &mut Effects) {
        let begins = !self.grows;
        if begins {
            self.clear(effects);
            self.ground_changed(effects);
        }
        self.grows = true;
        self.put_away_marks();
        self.story.places.append(places);
        self.framed = self.story.places.len();
        self.cloud = Some(self.partial(self.cloud_of(&self.story.places)));
        self.reframe(effects);
    }

    fn cloud_of(&self, places: &Places) -> Cloud {
        let mut cloud = Cloud::new(places);
        cloud.story = self.number;
        cloud
    }

    /// A cloud that the places painted last will do for.
    fn partial(&self, mut cloud: Cloud) -> Cloud {
        cloud.enough = (self.framed > 0).then_some(self.framed);
        cloud
    }

    /// The last places of a story, and what it says of itself.
    pub(super) fn end_growing(&mut self, story: Story, effects: &mut Effects) {
        self.put_away_marks();
        let mut places = take(&mut self.story.places);
        self.story = story;
        places.append(take(&mut self.story.places));
        places.settle();
        self.story.places = places;
        self.grows = false;
        self.begin_gathering();
        self.do_at_once();
        effects.busy = self.work.is_some();
        self.words = self.words.in_language(self.lang());
        self.ground_changed(effects);
        // They are painted once they are sorted or gathered: not twice.
        let is_shown = self.framed > 0;
        effects.redraw &= self.work.is_none() || !is_shown && self.story.places.len() > MOST_WAITED_FOR;
    }

    /// Goes on with what is done in pieces.
    pub(super) fn work(&mut self, items: usize, effects: &mut Effects) {
        effects.busy = match &mut self.work {
            Some(Work::Gather(builder)) => builder.step(items),
            Some(Work::Sort(sorter)) => sorter.step(),
            None => return,
        };
        if effects.busy {
            return;
        }
        match self.work.take() {
            Some(Work::Gather(builder)) => (self.clusters, self.cloud) = (Some(builder.finish()), None),
            Some(Work::Sort(sorter)) => self.cloud = Some(sorter.finish()),
            None => {}
        }
        self.changed(effects);
    }

    /// Gathers the places anew, if there are so many of them or the page asks for it: all of them now.
    pub(super) fn gather(&mut self) {
        self.begin_gathering();
        while self.work.is_some() {
            self.work(usize::MAX, &mut Effects::default());
        }
    }

    /// Does what has been begun now, if it is not much.
    pub(super) fn do_at_once(&mut self) {
        while self.work.is_some() && self.story.places.len() <= MOST_AT_ONCE {
            self.work(usize::MAX, &mut Effects::default());
        }
    }

    /// Begins to gather the places; until that is done, or where they are not to be gathered, they are a cloud.
    pub(super) fn begin_gathering(&mut self) {
        self.put_away_marks();
        let places = &self.drawn().places;
        let marked: Vec<u32> = (0..places.len() as u32).filter(|&i| places.is_marked(i as usize)).collect();
        let wanted = match self.gathering.show {
            Show::Auto => marked.len() > MOST_APART,
            Show::Always => true,
            Show::Never => false,
        };
        let options = Options { least: self.gathering.least, ..Options::default() };
        let cloud = (marked.len() > Cloud::MOST_SINGLE).then(|| self.cloud_of(places));
        let (spots, weights) = (Rc::clone(places.spots()), Rc::clone(places.weights()));
        self.cloud = cloud.clone().map(|cloud| self.partial(cloud));
        self.work = match cloud {
            _ if wanted => Some(Work::Gather(Box::new(Builder::new(spots, weights, marked, options)))),
            Some(cloud) => Some(Work::Sort(Sorter::new(cloud, marked))),
            None => None,
        };
    }

    /// The places in view, up to so many of them, in the order of the story.
    pub fn places_in_view(&self, most: usize) -> Vec<usize> {
        let mut found = match (&self.clusters, &self.cloud) {
            (Some(clusters), _) => {
                let mut found = Vec::new();
                for item in clusters.within(&self.camera.window(), self.camera.zoom()) {
                    match item {
                        Item::Place(place) => found.push(place),
                        Item::Cluster(cluster) => found.extend(clusters.some_places(cluster, most)),
                    }
                    if found.len() >= most {
                        break;
                    }
                }
                found
            }
            (None, Some(cloud)) => cloud.in_view(&self.camera, most),
            (None, None) => {
                let seen = |at| self.camera.viewport().contains(self.camera.to_screen(at));
                let places = &self.drawn().places;
                (0..places.len()).filter(|&index| places.marker(index).is_some_and(seen)).take(most).collect()
            }
        };
        found.truncate(most);
        order::sort_by(&mut found, usize::cmp);
        found
    }

    /// The places as one mark after another, where they are many and not gathered.
    pub fn cloud(&self) -> Option<&Cloud> {
        self.cloud.as_ref()
    }

    /// The clusters, where places are gathered.
    pub fn clusters(&self) -> Option<&Clusters> {
        self.clusters.as_ref()
    }

    /// What a cluster's button is called: by the `count` of the places that its mark stands for, which is what is seen of
    /// it, and some of their names.
    pub fn cluster_name(&self, cluster: u32, count: u32) -> String {
        let Some(clusters) = &self.clusters else { return String::new() };
        let set_out = self.set_out(&self.camera).filter(|set_out| set_out.cluster == cluster);
        let is_out = |place: usize| set_out.is_some_and(|s| s.places.iter().any(|(out, _)| *out == place));
        // Some may be left out, being elsewhere.
        let mut places = clusters.some_places(cluster, words::MOST_TOLD + 1 + MOST_SET_OUT);
        places.retain(|&place| self.selected != Some(place) && !is_out(place));
        places.truncate(words::MOST_TOLD);
        let names: Vec<_> = places.iter().map(|&place| self.story.places.name(place)).collect();
        let names: Vec<&str> = names.iter().map(|name| name.get(self.lang())).collect();
        let several = self.words().several(&names, (count as usize).saturating_sub(names.len()));
        [&self.words().number(count as usize), ": ", &several].concat()
    }

    /// The cluster whose places are set out at the zoom that there is now.
    pub(super) fn set_out(&self, camera: &Camera) -> Option<&SetOut> {
        let (set_out, zoom) = self.set_out.as_ref()?;
        ((zoom - camera.zoom()).abs() < 1e-9).then_some(set_out)
    }

    /// Puts the places that are set out back into their cluster. Whether there were any.
    pub(super) fn put_back(&mut self, effects: &mut Effects) -> bool {
        let were = self.set_out.take().is_some_and(|(_, zoom)| zoom == self.camera.zoom());
        if were {
            self.changed(effects);
        }
        were
    }

    /// The reader used what stands on the map, or nothing.
    pub(super) fn use_target(&mut self, target: Option<Target>, effects: &mut Effects) {
        match target {
            Some(Target { cluster: Some((cluster, _)), .. }) => self.open_cluster(cluster, effects),
            Some(target) => self.use_place(Some(target.place), effects),
            None => {
                self.put_back(effects);
                self.use_place(None, effects);
            }
        }
    }

    /// Shows what a cluster holds: from near enough that it splits, or, when it never does, set out round it.
    pub(super) fn open_cluster(&mut self, cluster: u32, effects: &mut Effects) {
        let Some(clusters) = &self.clusters else { return };
        if self.set_out(&self.camera).is_some_and(|set_out| set_out.cluster == cluster) {
            self.put_back(effects);
            return;
        }
        let splits_at = clusters.splits_at(cluster);
        if splits_at > MAX_ZOOM {
            return self.set_places_out(cluster, effects);
        }
        let places = clusters.places(cluster);
        let spots = places.iter().filter_map(|&place| self.story.places.marker(place));
        let view = self.camera.viewport();
        let room = ROOM.min(view.width.min(view.height) * 0.2);
        let fitted = self.camera.fitted(&bounds_on_globe(spots), Insets::all(room), MAX_ZOOM);
        let zoom = fitted.zoom().max(splits_at);
        self.go(Camera::new(fitted.centre(), zoom, view.width, view.height), true, effects);
    }

    fn set_places_out(&mut self, cluster: u32, effects: &mut Effects) {
        let Some(clusters) = &self.clusters else { return };
        let at = position(clusters, cluster);
        let mut places = clusters.places(cluster);
        places.truncate(MOST_SET_OUT);
        order::sort_by(&mut places, usize::cmp); // in the order of the story, round the ring
        let centre = self.camera.to_screen(at);
        let offsets = offsets(places.len());
        let around = |offset: &ScreenPoint| ScreenPoint::new(centre.x + offset.x, centre.y + offset.y);
        let spots: Vec<WorldPoint> = offsets.iter().map(|o| self.camera.to_world(around(o))).collect();
        let set_out = SetOut { cluster, at, places: places.into_iter().zip(spots).collect() };
        self.set_out = Some((set_out, self.camera.zoom()));
        self.changed(effects);
        // So far that all of them are in view; what is larger than the view is shown from its middle.
        let reach = offsets.iter().fold(0.0_f64, |reach, o| reach.max(o.distance(ScreenPoint::default())));
        let free = self.free_view();
        let reach = (reach + radius::HIT + 4.0).min(free.width / 2.0).min(free.height / 2.0);
        let needed = ScreenRect::around(centre, reach);
        let shift = |low: f64, high: f64, from: f64, to: f64| (from - low).max(0.0) + (to - high).min(0.0);
        let dx = shift(needed.x, needed.right(), free.x, free.right());
        let dy = shift(needed.y, needed.bottom(), free.y, free.bottom());
        if dx != 0.0 || dy != 0.0 {
            self.go(self.camera.panned(dx, dy), true, effects);
        }
    }
}

/// Where `count` places stand round their cluster, px from it: clockwise from the top, in a ring that is as
/// wide as it must be, or on an Archimedean spiral whose turns are as far apart as the places on it.
fn offsets(count: usize) -> Vec<ScreenPoint> {
    let ring = count <= MOST_IN_RING;
    let mut radius = if ring { (count as f64 * STEP / TAU).max(FIRST) } else { FIRST };
    let mut angle = -FRAC_PI_2;
    (0..count)
        .map(|_| {
            let (sin, cos) = sin_cos(angle);
            let offset = ScreenPoint::new(radius * cos, radius * sin);
            let turn = if ring { TAU / count as f64 } else { STEP / radius };
            angle += turn;
            radius += if ring { 0.0 } else { turn / TAU * STEP };
            offset
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Place;
    use crate::widget::Input;

    fn places(count: usize) -> Box<Places> {
        let mut places = Places::default();
        for n in 0..count {
            let at = WorldPoint::new((n as f64 * 0.618).fract(), 0.3 + 0.4 * (n as f64 * 0.755).fract());
            let mut place = Place::default();
            (place.marker, place.number) = (Some(at), n + 1);
            places.push(place);
        }
        Box::new(places)
    }

    #[test]
    fn a_crowd_that_comes_in_is_painted_as_it_begins_now_and_then_and_when_all_is_done() {
        for show in [Show::Never, Show::Always] {
            let mut widget = Widget::default();
            widget.apply(Input::Gathering(Gathering { show, ..Gathering::default() }));
            let enough = |widget: &Widget| widget.cloud().map(|cloud| cloud.enough);
            assert!(widget.apply(Input::Grow(places(2000))).redraw);
            assert_eq!(enough(&widget), Some(Some(2000)));
            let story = widget.cloud().map(|cloud| cloud.story);
            assert!(widget.apply(Input::Grow(places(3000))).redraw);
            assert_eq!(enough(&widget), Some(Some(5000)));
            let mut rest = Story::default();
            rest.places = *places(1000);
            let grown = widget.apply(Input::Grown(Box::new(rest)));
            assert!(grown.busy && !grown.redraw, "what stands there will do until the work is done");
            assert_eq!(enough(&widget), Some(Some(5000)));
            let mut last = grown;
            while last.busy {
                assert!(!last.redraw);
                last = widget.apply(Input::Work(1000));
            }
            assert!(last.redraw);
            let done = widget.cloud().map(|cloud| (Some(cloud.story), cloud.enough, cloud.spots.len()));
            assert_eq!(done, (show == Show::Never).then_some((story, None, 6000)));
            assert_eq!(widget.clusters().is_some(), show == Show::Always);
        }
    }

    #[test]
    fn places_that_are_set_out_can_be_told_apart_and_hit() {
        for count in [1, 2, 5, 10, 11, 25, 60] {
            let all = offsets(count);
            assert_eq!(all.len(), count);
            for (i, a) in all.iter().enumerate() {
                let centre = a.distance(ScreenPoint::default());
                assert!((FIRST - 1e-9..200.0).contains(&centre));
                for b in &all[i + 1..] {
                    assert!(a.distance(*b) >= 2.0 * radius::HIT, "{count}: {a:?} {b:?}");
                }
            }
        }
    }
}
