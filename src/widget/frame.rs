//! From the state to the scene: when the map is laid out anew, and how names fade in.

use super::{Effects, Widget};
use crate::camera::Camera;
use crate::geo::ScreenRect;
use crate::layout::{self, Key, Layout, MOST_NUMBERED, Show, TextMeasure};
use crate::scene::{self, Scene};
use crate::theme::FADE_MS;

/// A map with a shorter side than this, px, is a thumbnail: nobody reads a key to it.
const LEAST_WITH_KEY: f64 = 160.0;

impl Widget {
    /// The scene to paint now. Lays out first, if anything has changed and the map is at rest.
    ///
    /// With a line of `credit` the scene is to stand by itself: credit and key are painted into it.
    /// [`Widget::on_surface`] lays the map out for that, so that the rest keeps clear of the credit.
    pub fn scene(&mut self, measure: &dyn TextMeasure, credit: Option<&str>) -> Scene {
        if self.is_moving() {
            let mut layout = std::mem::take(&mut self.layout);
            // The legend stays as it is.
            layout.follow(&self.layout_input(&self.camera, measure, &self.covered(), &[]));
            self.layout = layout;
            self.stale = true;
        } else if self.stale {
            self.stale = false;
            let legend = self.own_legend();
            // The first view is laid out to see whether the names fit; as a rule it is what is shown then.
            let mut first =
                if std::mem::take(&mut self.undecided) { self.first_layout(measure, &legend) } else { None };
            if first.take_if(|(_, layout)| !layout.is_complete()).is_some() {
                self.make_key(&|_| true, measure);
                self.stale = false;
            }
            let covered = self.covered();
            let first = first.filter(|(camera, _)| *camera == self.camera && covered == self.obstacles);
            let mut layout = match first {
                Some((_, layout)) => layout,
                None => layout::lay_out(&self.layout_input(&self.camera, measure, &covered, &legend)),
            };
            // What is there for the first time is simply there.
            let anew = self.layout.is_bare() || self.reduced_motion;
            self.fading = layout.freshen(&self.layout) && !anew;
            self.fade_from = None;
            self.layout = layout;
            if let Some(key) = &mut self.key {
                key.look_up(&self.layout);
            }
        }
        let by_itself = credit.is_some();
        let credit = credit.and_then(|text| layout::credit(text, &self.camera.viewport(), self.rtl, measure));
        if let Some(inset) = &self.layout.inset {
            self.globe.turn_to(inset.facing);
        }
        scene::build(&scene::View {
            key: self.key.as_ref().filter(|_| by_itself),
            credit: credit.as_ref(),
            ..self.scene_view(&self.camera)
        })
    }

    /// What `camera` sees of the map.
    pub(super) fn scene_view<'a>(&'a self, camera: &'a Camera) -> scene::View<'a> {
        scene::View {
            basemap: &self.basemap,
            shapes: &self.shapes,
            globe: &self.globe,
            camera,
            layout: &self.layout,
            theme: &self.theme,
            selected: self.selected,
            fade: self.faded(),
            rtl: self.rtl,
            key: None,
            credit: None,
        }
    }

    /// Whether names are fading in, so that another frame is wanted.
    pub fn is_fading(&self) -> bool {
        self.fading
    }

    pub(super) fn layout_input<'a>(
        &'a self,
        camera: &'a Camera,
        measure: &'a dyn TextMeasure,
        obstacles: &'a [ScreenRect],
        legend: &'a [layout::legend::Entry],
    ) -> layout::Input<'a> {
        layout::Input {
            story: self.drawn(),
            basemap: &self.basemap,
            camera,
            lang: self.lang(),
            rtl: self.rtl,
            numbered: self.key.is_some(),
            clusters: self.clusters.as_ref(),
            cloud: self.cloud.as_ref(),
            set_out: self.set_out(camera),
            selected: self.selected,
            around: self.shapes.around(),
            obstacles,
            measure,
            legend: (legend, self.legend.1),
            before: Some(&self.layout),
            units: self.units(),
            inset: if self.globe.is_empty() { Show::Never } else { self.inset },
            words: &self.words,
        }
    }

    /// The boxes of the map that something else covers.
    pub(super) fn covered(&self) -> Vec<ScreenRect> {
        let mut covered = self.obstacles.clone();
        covered.extend(self.panel);
        covered
    }

    /// The first view and how it is laid out before a panel opens, if the names may move into a key: they do when
    /// they do not all fit it.
    fn first_layout(
        &self,
        measure: &dyn TextMeasure,
        legend: &[layout::legend::Entry],
    ) -> Option<(Camera, Layout)> {
        self.may_be_numbered().then(|| {
            let first = self.first_view().unwrap_or(self.camera);
            let input = self.layout_input(&first, measure, &self.obstacles, legend);
            (first, layout::lay_out(&input))
        })
    }

    /// Whether the names may move into a key: they are not too many to look up, on a map that is no thumbnail.
    pub(super) fn may_be_numbered(&self) -> bool {
        let (width, height) = self.size;
        self.clusters.is_none()
            && !self.grows
            && self.story.places.len() <= MOST_NUMBERED
            && width.min(height) >= LEAST_WITH_KEY
    }

    /// Moves the names of the places that are `wanted` into a key, and the map to what that leaves of the room.
    pub(super) fn make_key(&mut self, wanted: &dyn Fn(usize) -> bool, measure: &dyn TextMeasure) {
        self.key = Some(Key::new(&self.story, wanted, self.lang(), self.size.0, self.rtl, measure));
        self.reframe(&mut Effects::default());
    }

    /// Whether the names fit is seen anew with the next layout, on all the room there is.
    pub(super) fn decide_anew(&mut self) {
        self.key = None;
        self.undecided = true;
    }

    /// How far names have faded in, 0..=1.
    pub(super) fn faded(&self) -> f64 {
        match (self.fading, self.fade_from) {
            (false, _) => 1.0,
            (true, None) => 0.0,
            (true, Some(from)) => ((self.now - from) / FADE_MS).clamp(0.0, 1.0),
        }
    }

    pub(super) fn fade_on(&mut self, effects: &mut Effects) {
        if self.fading {
            self.fade_from.get_or_insert(self.now);
            self.fading = self.faded() < 1.0;
            effects.redraw = true;
            effects.animate |= self.fading;
        }
    }
}
