//! What is shown: frames, pictures, hints.

use super::View;
use crate::geo::unproject;
use crate::layout::Target;
use crate::scene::{Scene, svg};
use crate::story::Place;
use crate::theme::{Scheme, Theme};
use crate::web::canvas::{self, Painter};
use crate::web::{dom, flags, list, overlay, paper};
use crate::widget::{Input, Widget};
use crate::words::Text;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[wasm_bindgen]
impl View {
    /// Longitude and latitude of the middle, zoom, and west, south, east, north of what is in view.
    pub fn view(&self) -> Vec<f64> {
        let camera = self.widget.camera();
        let centre = unproject(camera.centre());
        let bounds = camera.bounds();
        let (north_west, south_east) = (unproject(bounds.min), unproject(bounds.max));
        vec![
            centre.lon,
            centre.lat,
            camera.zoom(),
            north_west.lon,
            south_east.lat,
            south_east.lon,
            north_west.lat,
        ]
    }

    /// Lays out and, unless nobody can see it, paints a frame.
    pub fn paint(&mut self, time: f64, is_seen: bool) -> u32 {
        if !(self.ready || self.grows) {
            return 0;
        }
        let size = self.map.get_bounding_client_rect();
        if size.width() == 0.0 || size.height() == 0.0 {
            self.painted = true;
            return 0;
        }
        let mut flags = self.see_over();
        flags |= self.apply(Input::Frame(time));
        let scene = self.widget.scene(&self.measure, None);
        if is_seen {
            self.fit_canvas(&scene);
            self.put_on_canvas(&scene);
            self.painted = !self.painter.is_unfinished();
        }
        let moving = self.widget.is_moving();
        self.place_buttons();
        if !moving {
            self.legend_follows();
        }
        if flags & flags::ANIMATE == 0 && !moving {
            self.describe();
            self.say_view();
            self.limit_zoom();
        }
        if self.key.show(self.widget.key()) {
            dom::style(&self.map, "--key", &format!("{}px", self.widget.key_height().round() as i32));
            flags |= self.over_moved();
        } else {
            // What was asked for has been painted; only what moves asks for more.
            flags &= !flags::REDRAW;
        }
        if !self.placed || self.painter.is_unfinished() {
            flags |= flags::BUSY;
        }
        if self.widget.is_fading() { flags | flags::ANIMATE } else { flags }
    }

    /// Whether all marks of a crowd have been painted as they are to be.
    pub fn is_painted(&self) -> bool {
        self.painted || self.widget.cloud().is_none()
    }

    /// The map as an SVG document. Width and height in px, not numbers for the map's own; `scheme` is
    /// `light`, `dark`, or empty for the one that is shown.
    pub fn svg(&mut self, width: f64, height: f64, scheme: &str) -> String {
        let scene = self.pictured(width, height, scheme);
        let story = self.widget.story();
        let title = story.title.as_deref().unwrap_or(self.widget.words().get(Text::Map));
        svg::write(&scene, title, &self.widget.description())
    }

    /// Paints the map on another canvas, `scale` device px to a CSS px; the rest as for [`View::svg`].
    pub fn picture(&mut self, canvas: &HtmlCanvasElement, scale: f64, width: f64, height: f64, scheme: &str) {
        let scene = self.pictured(width, height, scheme);
        canvas.set_width((scene.width * scale).round() as u32);
        canvas.set_height((scene.height * scale).round() as u32);
        Painter::default().paint(&canvas::context(canvas), &scene.ops, scale);
    }

    /// Makes the sheet that is printed, or puts it away.
    pub fn print(&mut self, on: bool) {
        dom::set_or_remove(&self.map, "data-paper", on.then_some(""));
        if !on {
            return self.paper.clear();
        }
        let (theme, credit) = (self.theme_of("light"), self.credits());
        // The credit stands below the map, in the page's own letters.
        let measure = &self.measure;
        let paint = |still: &mut Widget| {
            // The list says of every place what the panel said of the selected one.
            still.apply(Input::Select(None));
            (still.scene(measure, None), still.key().is_some())
        };
        let (scene, numbered) = self.widget.on_surface(paper::SIZE, theme.clone(), measure, None, paint);
        let (story, lang, words) = (self.widget.story(), self.widget.lang(), self.widget.words());
        self.paper.draw(&scene, &theme, &words.describe(story, lang), &credit);
        let country = |place: &Place| self.country_of(place);
        let said = |index| self.said(index);
        let which = self.listed();
        self.paper.list(&list::Told { story, which, lang, numbered, words, country: &country, said: &said });
    }

    /// Shows what to do instead, for the `wheel` or for `touch`; hides it for anything else.
    pub fn hint(&mut self, kind: &str) {
        let text = match kind {
            "wheel" => Text::HintWheel,
            "touch" => Text::HintTouch,
            _ => return self.hint.set_class_name("hint"),
        };
        let key = crate::web::zoom_key(self.widget.lang());
        self.hint.set_text_content(Some(&self.widget.words().fill(text, &[&key])));
        self.hint.set_class_name("hint shown");
    }
}

impl View {
    /// Tells the widget what stands over it, if that may have changed its place.
    fn see_over(&mut self) -> u32 {
        if std::mem::take(&mut self.moved_over) { self.measure_over() } else { 0 }
    }

    /// Puts the buttons where their marks are: of many new ones, some.
    fn place_buttons(&mut self) {
        let widget = &self.widget;
        let (story, lang, words) = (widget.story(), widget.lang(), widget.words());
        let name = |target: &Target| match target.cluster {
            Some((cluster, count)) => widget.cluster_name(cluster, count),
            None => overlay::name(target, story, lang, words),
        };
        let follow = widget.is_moving() && self.overlay.follow(|| widget.reachable());
        self.placed = follow || self.overlay.place(&widget.reachable(), &name);
    }

    /// Does some of what is left to do between two frames. Flags.
    pub(super) fn go_on(&mut self) -> u32 {
        let cloud = self.widget.cloud();
        let painted = cloud.and_then(|cloud| self.painter.go_on(&self.ctx, cloud));
        if !self.placed {
            self.place_buttons();
        }
        let busy = painted == Some(false) || !self.placed;
        (if busy { flags::BUSY } else { 0 }) | (if painted == Some(true) { flags::REDRAW } else { 0 })
    }

    /// Lays out what is new, to be painted with the next frame.
    pub(super) fn lay_out(&mut self) -> u32 {
        let flags = self.see_over();
        self.widget.scene(&self.measure, None);
        flags
    }

    /// Tells those who do not see it what a key or a button has brought into view, once it has come to rest.
    fn say_view(&mut self) {
        if std::mem::take(&mut self.tell_view) {
            let words = self.widget.words();
            let (seen, all) = (self.widget.in_view(), self.widget.story().places.len());
            let text = words.fill(Text::InView, &[&words.number(seen), &words.number(all)]);
            self.said.set_text_content(Some(&text));
        }
    }

    /// A button that would do nothing says so. It keeps the focus, which `disabled` would take away.
    fn limit_zoom(&self) {
        for (button, direction) in &self.zooms {
            let at_end = !self.widget.can_zoom(*direction);
            if at_end != (button.get_attribute("aria-disabled").is_some()) {
                dom::set_or_remove(button, "aria-disabled", at_end.then_some("true"));
            }
        }
    }

    /// Gives the canvas a px for each of the device's, whatever the zoom of page and screen.
    fn fit_canvas(&self, scene: &Scene) {
        let px = |length: f64| (length * self.ratio).round() as u32;
        let (width, height) = (px(scene.width), px(scene.height));
        // Setting the size clears the canvas, even when it stays the same.
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
    }

    /// The scene of a picture, laid out with nothing over it but the credit. A side that is not given follows from the other by the shape of the map.
    fn pictured(&mut self, width: f64, height: f64, scheme: &str) -> Scene {
        let credit = self.credits();
        // With the key, where there is one.
        let (own_width, own_height) = self.widget.size();
        let size = match (width.is_nan(), height.is_nan()) {
            (true, true) => (own_width, own_height),
            (true, false) => (height * own_width / own_height, height),
            (false, true) => (width, width * own_height / own_width),
            (false, false) => (width, height),
        };
        let (theme, credit, measure) = (self.theme_of(scheme), Some(credit.as_str()), &self.measure);
        self.widget.on_surface(size, theme, measure, credit, |still| still.scene(measure, credit))
    }

    /// The colours of `light` or `dark`, of the present scheme for anything else. What the page sets
    /// holds for the scheme that it is shown in, and is not known for the other.
    fn theme_of(&self, scheme: &str) -> Theme {
        let own = self.widget.theme();
        match scheme {
            "light" if own.scheme != Scheme::Light => Theme::new(Scheme::Light),
            "dark" if own.scheme != Scheme::Dark => Theme::new(Scheme::Dark),
            _ => own.clone(),
        }
    }
}
