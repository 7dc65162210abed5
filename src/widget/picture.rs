//! The map on another surface: a file, a sheet of paper.

use super::{Aim, Input, Widget};
use crate::camera::{Insets, MAX_ZOOM};
use crate::geo::WorldBounds;
use crate::gesture::Gesture;
use crate::layout::legend::Stand;
use crate::layout::{self, Layout, TextMeasure};
use crate::theme::Theme;
use std::mem::take;

/// The room that the credit keeps round itself, px.
const CREDIT_ROOM: f64 = 4.0;

impl Widget {
    /// The size there is for the map and its key, px.
    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// Calls `paint` with this map at rest on a surface of its own, `width` × `height` px, with nothing
    /// over it but the line of `credit`: to be painted by [`Widget::scene`] with the same `measure` and
    /// `credit`. Without a credit, credit and key are left to whoever paints it, and take no room from it.
    ///
    /// A map that nobody has moved is framed anew for the size, as it would be in a page. One that was
    /// moved shows at least all that it shows now, as far as the least zoom has room for it.
    pub fn on_surface<T>(
        &mut self,
        size: (f64, f64),
        theme: Theme,
        measure: &dyn TextMeasure,
        credit: Option<&str>,
        paint: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let mut still = self.lend();
        still.settle(size, theme, measure, credit);
        let painted = paint(&mut still);
        self.take_back(still);
        painted
    }

    fn take_back(&mut self, still: Self) {
        self.story = still.story;
        self.basemap = still.basemap;
        self.shapes = still.shapes;
        self.globe = still.globe;
        self.clusters = still.clusters;
        self.cloud = still.cloud;
        self.filtered = still.filtered;
    }

    /// A map that shows the same, at rest. It has this one's story and basemap for the time being: they
    /// may be large, and copies of them serve nobody.
    fn lend(&mut self) -> Self {
        // Every field is named, so that whoever adds one decides what it means for a picture.
        Self {
            story: take(&mut self.story),
            basemap: take(&mut self.basemap),
            shapes: take(&mut self.shapes),
            globe: take(&mut self.globe),
            ground_state: self.ground_state,
            clusters: self.clusters.take(),
            work: None,
            cloud: self.cloud.take(),
            grows: self.grows,
            framed: self.framed,
            number: self.number,
            gathering: self.gathering,
            set_out: None,
            filtered: self.filtered.take(),
            order: self.order.clone(),
            inset: self.inset,
            units: self.units,
            theme: self.theme.clone(),
            lang: self.lang.clone(),
            page_lang: self.page_lang.clone(),
            words: self.words.clone(),
            rtl: self.rtl,
            // Where the map is on its way to is where it is.
            camera: self.flight.as_ref().map_or(self.camera, |(flight, _)| flight.at(1.0)),
            size: self.size,
            key: None,
            key_apart: false,
            undecided: true,
            fade_from: None,
            fading: false,
            now: self.now,
            jumped: self.jumped,
            frames: self.frames,
            restless: false,
            home: self.home,
            fit: self.fit,
            moved: self.moved,
            led: self.led,
            flight: None,
            glide: None,
            gesture: Gesture::default(),
            policy: self.policy,
            coarse: self.coarse,
            reduced_motion: true,
            selected: self.selected,
            legend: (self.legend.0, Stand::Picture),
            obstacles: Vec::new(),
            panel: None,
            layout: Layout::default(),
            stale: true,
        }
    }

    /// Takes its size and colours, and lays itself out.
    fn settle(
        &mut self,
        (width, height): (f64, f64),
        theme: Theme,
        measure: &dyn TextMeasure,
        credit: Option<&str>,
    ) {
        let seen = self.moved.then(|| self.camera.bounds());
        self.apply(Input::Theme(Box::new(theme)));
        self.key_apart = credit.is_none();
        self.apply(Input::Resize { width, height });
        // Whether there must be a key is seen on the view that shows the story, or else on the one that is asked for.
        let tells_all = seen.is_none() && !self.is_set();
        self.undecided = tells_all;
        self.lay_out(seen, measure, credit);
        // Nobody can come closer to a picture, or press what has no name.
        if self.key.is_some() || self.layout.is_complete() || !self.may_be_numbered() {
            return;
        }
        if tells_all {
            self.make_key(&|_| true, measure);
            return self.lay_out(seen, measure, credit);
        }
        // The key to a view is to what it shows: without a key, and beside it, as a lower map has more room at
        // its sides. So the key can only grow.
        let mut keyed: Vec<usize> = Vec::new();
        loop {
            let before = keyed.len();
            let marked = self.layout.markers.iter().map(|marker| marker.place);
            let lines = self.layout.lines.iter().map(|line| line.place);
            for place in marked.chain(lines.filter(|&place| self.story.places[place].is_bare_line())) {
                if !keyed.contains(&place) {
                    keyed.push(place);
                }
            }
            if keyed.len() == before {
                return;
            }
            self.make_key(&|place| keyed.contains(&place), measure);
            self.lay_out(seen, measure, credit);
        }
    }

    /// Whether the page says what its map shows.
    fn is_set(&self) -> bool {
        self.home != Aim::default()
    }

    /// Lays itself out to show `seen`, if it was moved, or else as the author set it or as suits its story.
    fn lay_out(&mut self, seen: Option<WorldBounds>, measure: &dyn TextMeasure, credit: Option<&str>) {
        let is_set = self.is_set();
        // With what a key leaves of the room, the names find their places; and once these are known, the
        // map moves to where all of the selected one is seen.
        for _ in 0..2 {
            if let Some(seen) = &seen {
                self.camera = self.camera.fitted(seen, Insets::default(), MAX_ZOOM);
            } else if let (true, Some(first)) = (is_set, self.first_view()) {
                self.camera = first;
            }
            self.stale = true;
            let view = self.camera.viewport();
            let credit_box = credit.and_then(|text| layout::credit(text, &view, self.rtl, measure));
            let covered = credit_box.map(|credit| credit.rect.inflate(CREDIT_ROOM));
            self.apply(Input::Obstacles(covered.into_iter().collect()));
            self.scene(measure, credit);
            if seen.is_none() && !is_set {
                self.apply(Input::Panel(None));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::Camera;
    use crate::geo::{LonLat, ScreenPoint, ScreenRect, project};
    use crate::gesture::Sample;
    use crate::layout::ApproximateMeasure;
    use crate::scene::{Op, Scene};
    use crate::theme::Scheme;
    use proptest::prelude::*;

    const STORY: &str = r#"{"type":"FeatureCollection","lang":"en","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[69.17,34.53]},"properties":{"name":"Kabul"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[62.2,34.35]},"properties":{"name":"Herat"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[70.58,37.12]},"properties":{"name":"Fayzabad"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[37.62,55.75]},"properties":{"name":"Moscow"}}]}"#;
    const CREDIT: Option<&str> = Some("Made with Natural Earth");

    fn widget(width: f64, height: f64) -> Widget {
        let mut widget = Widget::default();
        widget.apply(Input::Resize { width, height });
        widget.apply(Input::Story(Box::new(crate::story::read(STORY.as_bytes()).unwrap().story)));
        widget.scene(&ApproximateMeasure, None);
        widget
    }

    /// What `look` sees of the map on a surface.
    fn still<T>(widget: &mut Widget, width: f64, height: f64, look: impl FnOnce(&mut Widget) -> T) -> T {
        widget.on_surface((width, height), Theme::new(Scheme::Light), &ApproximateMeasure, CREDIT, look)
    }

    fn camera(widget: &mut Widget, width: f64, height: f64) -> Camera {
        still(widget, width, height, |still| *still.camera())
    }

    fn painted(widget: &mut Widget, width: f64, height: f64) -> Scene {
        still(widget, width, height, |still| still.scene(&ApproximateMeasure, CREDIT))
    }

    #[test]
    fn a_map_nobody_moved_is_framed_as_one_of_that_size_would_be() {
        assert_eq!(camera(&mut widget(1000.0, 600.0), 320.0, 400.0), *widget(320.0, 400.0).camera());
        // And what covers the map in the page covers no picture.
        let mut covered = widget(1000.0, 600.0);
        covered.apply(Input::Obstacles(vec![ScreenRect::new(0.0, 0.0, 900.0, 500.0)]));
        covered.apply(Input::Panel(Some(ScreenRect::new(600.0, 0.0, 400.0, 600.0))));
        assert_eq!(painted(&mut covered, 320.0, 400.0), painted(&mut widget(1000.0, 600.0), 320.0, 400.0));
    }

    /// A map of `count` places in a narrow band, of which each has a long name, and of a road that ends among them.
    fn crowd(count: usize) -> Widget {
        let feature = |i: usize| {
            let (lon, lat) = (60.0 + (i % 5) as f64 * 0.3, 30.0 + (i / 5) as f64 * 0.2);
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon},{lat}]}},"properties":{{"name":"A name as long as names get {i}"}}}}"#
            )
        };
        let road = r#"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[60.05,30.05],[60.25,30.15]]},"properties":{"name":"The road"}}"#;
        let features: Vec<String> = (0..count).map(feature).chain([road.to_owned()]).collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let mut widget = Widget::default();
        widget.apply(Input::Resize { width: 700.0, height: 500.0 });
        widget.apply(Input::Story(Box::new(crate::story::read(file.as_bytes()).unwrap().story)));
        widget.scene(&ApproximateMeasure, None);
        widget
    }

    #[test]
    fn a_picture_names_what_it_marks_in_a_key_where_the_map_does_not_and_nothing_else() {
        let mut widget = crowd(40);
        let keyed = |widget: &mut Widget| {
            still(widget, 700.0, 500.0, |still| {
                still.scene(&ApproximateMeasure, CREDIT);
                let marked = still.layout.markers.iter().map(|m| m.place);
                let marked: Vec<usize> = marked.chain(still.layout.lines.iter().map(|l| l.place)).collect();
                let key = still.key().map(|key| key.entries.iter().map(|e| e.place).collect::<Vec<_>>());
                (marked, key)
            })
        };
        assert_eq!(keyed(&mut widget).1, Some((0..=40).collect()));
        // Come near to some of them, and to the road: the key is to these alone.
        let near = Aim { center: Some(LonLat::new(60.15, 30.1)), zoom: Some(9.6) };
        let is_to_what_it_shows = |(marked, key): (Vec<usize>, Option<Vec<usize>>)| {
            let key = key.unwrap();
            assert!(marked.contains(&40) && (5..20).contains(&key.len()), "{key:?}");
            assert!(marked.iter().all(|place| key.contains(place)), "{marked:?} in {key:?}");
        };
        widget.apply(Input::Jump(near));
        is_to_what_it_shows(keyed(&mut widget));
        // And to nothing where all names find room.
        widget.apply(Input::Jump(Aim { zoom: Some(12.0), ..near }));
        assert_eq!(keyed(&mut widget).1, None);
        // The same of a view that the page has set.
        let mut set = crowd(40);
        set.apply(Input::Home(near));
        is_to_what_it_shows(keyed(&mut set));
    }

    #[test]
    fn the_map_itself_stays_as_it_is() {
        let mut widget = widget(700.0, 500.0);
        let before = widget.scene(&ApproximateMeasure, None);
        painted(&mut widget, 300.0, 900.0);
        assert_eq!(widget.scene(&ApproximateMeasure, None), before);
    }

    #[test]
    fn a_flight_has_landed_and_a_drag_has_ended() {
        let mut widget = widget(700.0, 500.0);
        widget.apply(Input::Fly(Aim { center: Some(LonLat::new(37.6, 55.7)), zoom: Some(6.0) }));
        widget.apply(Input::Frame(0.0));
        let landed = camera(&mut widget, 700.0, 500.0);
        assert!((landed.zoom() - 6.0).abs() < 1e-9);
        let moscow = landed.to_screen(project(LonLat::new(37.6, 55.7)));
        assert!(moscow.distance(ScreenPoint::new(350.0, 250.0)) < 1e-6);

        let at = ScreenPoint::new(350.0, 480.0);
        widget.apply(Input::Gesture(Sample::Down { id: 1, at, time: 0.0, touch: false }));
        widget.apply(Input::Gesture(Sample::Move { id: 1, at: ScreenPoint::new(300.0, 400.0), time: 5.0 }));
        let names = |scene: &Scene| scene.ops.iter().filter(|op| matches!(op, Op::Text { .. })).count();
        assert!(names(&painted(&mut widget, 700.0, 500.0)) >= 2);
    }

    #[test]
    fn the_theme_asked_for_is_the_one_used() {
        let dark = Theme::new(Scheme::Dark);
        let scene = widget(700.0, 500.0).on_surface(
            (300.0, 200.0),
            dark.clone(),
            &ApproximateMeasure,
            None,
            |still| still.scene(&ApproximateMeasure, None),
        );
        let water = Op::Rect {
            rect: ScreenRect::new(0.0, 0.0, 300.0, 200.0),
            radius: 0.0,
            fill: Some(dark.water),
            stroke: None,
        };
        assert!(scene.ops.contains(&water));
    }

    #[test]
    fn a_selected_far_place_is_in_the_picture_unless_the_author_set_the_view() {
        let mut widget = widget(700.0, 500.0);
        widget.apply(Input::ReducedMotion(true));
        widget.apply(Input::Select(Some(3)));
        let moscow = widget.story().places[3].marker.unwrap();
        let seen = |camera: Camera| camera.viewport().contains(camera.to_screen(moscow));
        assert!(seen(camera(&mut widget, 320.0, 400.0)));
        widget.apply(Input::Select(None));
        widget.apply(Input::Home(Aim { center: Some(LonLat::new(66.0, 34.0)), zoom: Some(5.0) }));
        widget.apply(Input::Select(Some(3)));
        for (width, height) in [(700.0, 500.0), (320.0, 400.0)] {
            let camera = camera(&mut widget, width, height);
            assert!(!seen(camera) && camera.zoom() == 5.0);
        }
    }

    proptest! {
        #[test]
        fn a_moved_map_shows_all_that_it_showed_on_any_surface(
            lon in -179.0..179.0, lat in -60.0..60.0, zoom in 3.0..12.0,
            width in 100.0..2000.0, height in 100.0..2000.0,
        ) {
            let mut widget = widget(700.0, 500.0);
            widget.apply(Input::Jump(Aim { center: Some(LonLat::new(lon, lat)), zoom: Some(zoom) }));
            let before = widget.camera().bounds();
            let after = camera(&mut widget, width, height).bounds();
            let slack = before.width() * 1e-6;
            // The same copy of the world, when the view reaches over its edge.
            let turn = ((before.min.x + before.max.x - after.min.x - after.max.x) / 2.0).round();
            prop_assert!(after.min.x + turn <= before.min.x + slack && after.max.x + turn >= before.max.x - slack);
            prop_assert!(after.min.y <= before.min.y + slack && after.max.y >= before.max.y - slack);
        }

        #[test]
        fn no_name_lies_under_the_credit(width in 200.0..1400.0, height in 150.0..900.0) {
            let (still, layout) = still(&mut widget(700.0, 500.0), width, height, |still| {
                still.scene(&ApproximateMeasure, CREDIT);
                (still.camera, still.layout.clone())
            });
            let view = still.viewport();
            let credit =
                layout::credit("Made with Natural Earth", &view, false, &ApproximateMeasure).unwrap().rect;
            for label in &layout.labels {
                let at = still.to_screen(label.at);
                let rect = ScreenRect::new(
                    at.x + label.rect.x, at.y + label.rect.y, label.rect.width, label.rect.height);
                prop_assert!(!rect.overlaps(&credit));
            }
        }
    }
}
