//! The map in a browser: the one part of the crate that knows one.
//!
//! `element.js` defines the element and owns its lifecycle: listeners and frames. It hands everything on, as plain numbers and
//! bytes, to a [`View`], which holds the headless [`crate::widget::Widget`], paints its scenes on a canvas, and keeps the shadow
//! root's buttons and panel. A `View` never calls the page: it answers with flags, and the element does what follows once
//! the call has returned. So nothing that the page does in an event can find it half changed.
//!
//! Beside the element, `loader.js` loads what it shows, and `files.js` fetches files and has large ones read by a worker
//! (`scout`); `rest.js` fetches the rest of the wasm, where a site has it in two parts. `reach.js` has hands, keys, the tab stop
//! of the places and the full screen, `intl.js` what is known of languages, `attributes.js` what attributes take. `reader.js`
//! walks the article and hands its text to the view block by block; `mentions.js` leads from the text to the map and back;
//! `links.js` keeps the author's links and the page's address.

mod back;
mod canvas;
mod cloud;
mod credit;
mod css;
mod dom;
mod flags;
mod hash;
mod help;
mod key;
mod list;
mod overlay;
mod panel;
mod paper;
mod scout;
mod stamps;
mod view;

pub use view::View;

use crate::units::Unit;
use hash::Hash;
use std::cell::{OnceCell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

#[wasm_bindgen(module = "/src/web/element.js")]
extern "C" {
    /// Defines the element. `create` is called for each one that enters a page.
    fn define(
        create: &Closure<dyn Fn(HtmlElement, ShadowRoot) -> View>,
        css: &str,
        loader: &JsValue,
        reader: &JsValue,
        mentions: &JsValue,
        links: &JsValue,
    );
}

// `element.js` imports these three too, from beside itself: what is named here is copied along with it.
#[wasm_bindgen(module = "/src/web/reach.js")]
extern "C" {
    /// The key that makes the wheel zoom, as it is written on the reader's keyboard.
    #[wasm_bindgen(js_name = zoomKey)]
    fn zoom_key(lang: &str) -> String;
}

#[wasm_bindgen(module = "/src/web/attributes.js")]
extern "C" {
    /// Tells what is wrong with an attribute, in the console.
    fn warn(name: &str, expected: &str, found: &str);
}

#[wasm_bindgen(module = "/src/web/intl.js")]
extern "C" {
    /// What the country of an ISO 3166-1 alpha-2 code is called in `lang`, where the browser knows.
    #[wasm_bindgen(js_name = countryName)]
    fn country_name(lang: &str, code: &str) -> Option<String>;

    /// A number in the way of `lang`; with a unit of ECMA-402 as a length, unless that is empty.
    #[wasm_bindgen(js_name = formatNumber)]
    fn format_number(lang: &str, number: f64, unit: &str) -> String;

    /// A date in the words of `lang`; month and day 0 where they are not known.
    #[wasm_bindgen(js_name = formatDate)]
    fn format_date(lang: &str, year: i32, month: u8, day: u8) -> String;
}

thread_local! {
    /// Numbers that have been written, by what they were written from: a moving map writes the same ones over
    /// and over, and the browser takes 10 µs for each.
    static WRITTEN: RefCell<Vec<(u64, String)>> = const { RefCell::new(Vec::new()) };
}

/// More of them than this are forgotten together.
const MOST_WRITTEN: usize = 1024;

/// Numbers as the browser writes them.
fn written(lang: &str, tenths: u64, unit: Option<Unit>) -> String {
    // As `intl.js` does with dates, and for the same reason.
    if matches!(lang, "en" | "en-GB" | "en-US") {
        return crate::words::in_english(tenths, unit);
    }
    let mut key = Hash::new();
    lang.bytes().for_each(|byte| key.word(u64::from(byte)));
    key.word(tenths << 8 | unit.map_or(0, |unit| unit as u64 + 1));
    WRITTEN.with_borrow_mut(|known| match known.binary_search_by_key(&key.0, |(known, _)| *known) {
        Ok(at) => known[at].1.clone(),
        Err(at) => {
            let text = write(lang, tenths, unit);
            if known.len() < MOST_WRITTEN {
                known.insert(at, (key.0, text.clone()));
            } else {
                known.clear();
            }
            text
        }
    })
}

fn write(lang: &str, tenths: u64, unit: Option<Unit>) -> String {
    let unit = match unit {
        None => "",
        Some(Unit::Metre) => "meter",
        Some(Unit::Kilometre) => "kilometer",
        Some(Unit::Foot) => "foot",
        Some(Unit::Mile) => "mile",
    };
    format_number(lang, tenths as f64 / 10.0, unit)
}

#[wasm_bindgen(module = "/src/web/files.js")]
extern "C" {
    /// Has a worker with this `module` read large files.
    #[wasm_bindgen(js_name = useModule)]
    fn use_module(module: JsValue);
}

#[wasm_bindgen(module = "/src/web/loader.js")]
extern "C" {
    /// The class that loads what a map shows.
    #[wasm_bindgen(js_name = loaderClass)]
    fn loader_class() -> JsValue;
}

#[wasm_bindgen(module = "/src/web/rest.js")]
extern "C" {
    /// Hands on what this wasm exports, for the rest of it to be put to, where a site has it in two parts.
    fn join(exports: JsValue);
}

#[wasm_bindgen(module = "/src/web/reader.js")]
extern "C" {
    /// The class that reads the article on the page.
    #[wasm_bindgen(js_name = readerClass)]
    fn reader_class() -> JsValue;
}

#[wasm_bindgen(module = "/src/web/mentions.js")]
extern "C" {
    /// The class that leads from the article's text to the map and back.
    #[wasm_bindgen(js_name = mentionsClass)]
    fn mentions_class() -> JsValue;
}

#[wasm_bindgen(module = "/src/web/links.js")]
extern "C" {
    /// The class that keeps the links to places: the author's, the page's address, and what is shared.
    #[wasm_bindgen(js_name = linksClass)]
    fn links_class() -> JsValue;
}

thread_local! {
    /// Elements may be made as long as the page lives, and so does what makes their views.
    static CREATE: OnceCell<Closure<dyn Fn(HtmlElement, ShadowRoot) -> View>> = const { OnceCell::new() };
}

/// Defines `<dateline-map>`. Runs by itself when the module is initialised.
#[wasm_bindgen(start)]
pub fn start() {
    join(wasm_bindgen::exports());
    use_module(wasm_bindgen::module());
    CREATE.with(|create| {
        let create = create.get_or_init(|| Closure::new(|host, root| View::new(&host, &root)));
        define(create, css::STYLE, &loader_class(), &reader_class(), &mentions_class(), &links_class());
    });
}
