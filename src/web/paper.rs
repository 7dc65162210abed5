//! The sheet that is printed in the map's place: the map drawn for paper, and below it all that the
//! story says of its places.
//!
//! It is made when the browser is about to print and put away afterwards. A browser waits for no image
//! then, so the map is a canvas, which is drawn at once; one that is drawn while it prepares to print
//! goes to the printer as lines and letters in some browsers, and as pixels finer than the screen's in
//! all others.

use super::{canvas, dom, panel};
use crate::layout;
use crate::scene::Scene;
use crate::story::{Place, Story};
use crate::theme::Theme;
use crate::words::{Text, Words};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement, HtmlElement};

/// The size that the map is laid out for on paper, CSS px. The style sheet makes it as wide as the page
/// leaves room for: 640 to 700 px on A4 and US Letter.
pub const SIZE: (f64, f64) = (640.0, 448.0);
/// Device px to a CSS px, where the browser prints pixels: 96 · 3 = 288 to the inch.
const SCALE: f64 = 3.0;
/// When Chrome prints a canvas as lines and letters, it counts its scale in whole 64ths (seen in
/// Chromium 156: the map comes out up to a 64th too small). Sides that are multiples of 64 device px, shown at multiples of a 64th of that,
/// are scaled exactly: that is the step of 30 px in the style sheet.
const GRAIN: f64 = 64.0;

/// The sheet: empty but for the time of printing.
pub struct Paper {
    root: HtmlElement,
}

impl Paper {
    /// An empty sheet at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        Self { root: dom::append(parent, "div", "paper") }
    }

    /// Puts the sheet away.
    pub fn clear(&self) {
        dom::clear(&self.root);
    }

    /// Draws the map, and writes its credit and what it shows under it; the list is to follow.
    pub fn draw(&self, scene: &Scene, theme: &Theme, description: &str, credit: &str) {
        self.clear();
        dom::colours(&self.root, theme);
        let canvas: HtmlCanvasElement = dom::append(&self.root, "canvas", "").unchecked_into();
        dom::set(&canvas, "role", "img");
        dom::set(&canvas, "aria-label", description);
        let grains = |px: f64| ((px * SCALE / GRAIN).ceil() * GRAIN) as u32;
        canvas.set_width(grains(scene.width));
        canvas.set_height(grains(scene.height));
        canvas::Painter::default().paint(&canvas::context(&canvas), scene, SCALE);
        dom::append(&self.root, "p", "source").set_text_content(Some(credit));
    }

    /// Lists the places and what is said of each, with the numbers that they have on the map, if they
    /// have; `country` names the one that a place lies in.
    pub fn list<'a>(
        &self,
        story: &'a Story,
        lang: &str,
        numbered: bool,
        words: &Words,
        country: impl Fn(&'a Place) -> Option<String>,
        said: impl Fn(usize) -> panel::Said<'a>,
    ) {
        if story.places.is_empty() {
            return;
        }
        dom::append(&self.root, "h2", "").set_text_content(Some(words.get(Text::PlacesOfStory)));
        let list = dom::append(&self.root, "ul", "");
        for (i, place) in story.places.iter().enumerate() {
            let item =
                dom::append(&list, "li", if place.marker.is_some() && !numbered { "marked" } else { "" });
            if numbered {
                dom::append(&item, "span", "number").set_text_content(Some(&layout::number(i)));
            }
            if let Some(color) = place.style.marker_color {
                dom::style(&item, "--accent", &color.to_string());
            }
            let name = dom::append(&item, "h3", "");
            dom::set(&name, "lang", lang);
            dom::set(&name, "dir", "auto");
            name.set_text_content(Some(place.name.get(lang)));
            let kicker = panel::kicker(place, country(place).as_deref(), words);
            let when = place.date.as_ref().map(|date| panel::in_words(date, lang));
            let line: Vec<String> =
                [kicker, when.unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect();
            if !line.is_empty() {
                dom::append(&item, "p", "when").set_text_content(Some(&line.join(" · ")));
            }
            // Where there is nothing to open, nobody misses a passage.
            let said = said(i);
            if !place.excerpts.is_empty() || !said.passages.is_empty() {
                panel::excerpts(&item, place, story, lang, words, &said);
            }
        }
    }
}
