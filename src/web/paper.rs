//! The sheet that is printed in the map's place: the map drawn for paper, and below it all that the
//! story says of its places.
//!
//! It is made when the browser is about to print and put away afterwards. A browser waits for no image
//! then, so the map is a canvas, which is drawn at once; one that is drawn while it prepares to print
//! goes to the printer as lines and letters in some browsers, and as pixels finer than the screen's in
//! all others.

use super::{canvas, dom, list};
use crate::scene::Scene;
use crate::theme::Theme;
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
        canvas::Painter::default().paint(&canvas::context(&canvas), &scene.ops, SCALE);
        dom::append(&self.root, "p", "source").set_text_content(Some(credit));
    }

    /// Lists the places and what is said of each.
    pub fn list(&self, told: &list::Told) {
        list::fill(&self.root, told, false);
    }
}
