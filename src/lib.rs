//! dateline-map: the map that goes with a news article.
//!
//! In a newspaper the dateline is the word at the head of a report that says where it was filed. This
//! crate is the map that goes with it: `<dateline-map>` on a page reads the places that an article
//! names from a GeoJSON file and draws them over a basemap of its own, with no tile server; each place
//! opens what the article says of it. `README.md` tells how to use it; this page tells how it is made.
//!
//! # The way of the data
//!
//! ```text
//! story.geojson ──▶ story::Reader ─▶ Story ───┐
//! article text ───▶ article ───────▶ Mentions ┤  (what the panel quotes, and the ways between text and map)
//! world.topojson ─▶ basemap::Level ▶ Basemap ─┼▶ layout ▶ Layout ─▶ scene::build ▶ Scene ─┬▶ web::canvas
//! pointer, wheel ─▶ gesture ───────▶ Camera ──┘                                           └▶ scene::svg ▶ PNG
//! ```
//!
//! It runs one way: nothing on the right is known to anything on its left. Positions are projected
//! once, when they are read ([`geo`]); after that a [`camera`] is a scale and an offset. [`layout`]
//! decides where everything stands and is handed the measuring of text, so it runs without a browser.
//! [`scene`] is a list of plain drawing orders, and the canvas, the SVG file and the PNG made from it
//! carry out the same list. [`widget`] holds the state and drives the way: all that happens comes into
//! it as an `Input`, and what follows leaves it as `Effects` and a `Scene`.
//!
//! While the map moves, frames are put together from what can be kept: a picture of the ground
//! ([`widget::Ground`] says where it stands and how long it serves), stamps of marks and names, and the
//! buttons, which stay where they are. At rest every order of the scene is carried out.
//!
//! | module | owns |
//! |---|---|
//! | [`error`] | what was expected, what was found, and where |
//! | [`geo`] | degrees, world and screen; projection; boxes, paths, the sphere |
//! | [`localized`], [`color`], [`symbols`] | a text in several languages; colours and their contrast; what stands in a marker |
//! | [`story`] | the places, read from GeoJSON, and what an editor should mend |
//! | [`article`] | names to mentions in running text, mentions to the sentences around them |
//! | [`basemap`] | countries, provinces, water and borders, by level of detail |
//! | [`index`] | what lies in a box, among a million points (in `crates/crowd`) |
//! | [`clusters`] | places that stand too close together to be told apart, gathered zoom by zoom (there) |
//! | [`raster`] | blending the marks of a crowd, the topmost first (there) |
//! | [`camera`] | centre, zoom, viewport; fitting and flying |
//! | [`theme`] | every colour, font, width and threshold |
//! | [`layout`] | markers, names, pointers to far places, the first view, what a tap hits |
//! | [`scene`] | drawing orders, and the SVG sink |
//! | [`gesture`] | what pointers and wheels mean |
//! | [`units`] | metric or imperial, and round lengths |
//! | [`words`] | what the interface says |
//! | `json`, `order`, `number` | one layer of JSON, sorting, numbers as text: each once, as bytes count |
//! | [`widget`] | the whole of it, without a page |
//! | `web` | the element, the canvas, the panel: all that knows a browser; compiled for wasm alone |
//!
//! `src/bin/dateline-map/` is the command line over the same modules. `crates/crowd/` has what is done for each
//! of a million places, and is compiled for speed; all else is compiled for size.
//!
//! A story of a few places is kept as [`story::Place`]s. Of a crowd, [`story::Places`] keeps columns and the
//! features' texts, and reads a place when it is asked for. It comes in by pieces (`Input::Grow`), which
//! a [`story::Scout`] in a worker may have read, and what takes longer than a frame (sorting, gathering) is done in
//! steps (`Input::Work`).
//!
//! # A map without a browser
//!
//! ```
//! use dateline_map::layout::ApproximateMeasure;
//! use dateline_map::widget::{Input, Widget};
//! use dateline_map::{scene::svg, story};
//!
//! let file = br#"{ "type": "FeatureCollection", "features": [
//!   { "type": "Feature", "geometry": { "type": "Point", "coordinates": [62.2, 34.34] },
//!     "properties": { "name": "Herat", "annotation": "Militia rally, 9 July" } } ] }"#;
//! let story = story::read(file)?.story;
//!
//! let mut widget = Widget::default();
//! widget.apply(Input::Resize { width: 640.0, height: 480.0 });
//! widget.apply(Input::Story(Box::new(story)));
//! let map = svg::write(&widget.scene(&ApproximateMeasure, None), "Herat", "Map of one place: Herat.");
//! assert!(map.starts_with("<svg") && map.contains(">Herat</text>"));
//! # Ok::<(), dateline_map::error::Error>(())
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]
// `scripts/silence.mjs` takes what writes for debugging out of the wasm.
#![cfg_attr(not(test), warn(clippy::use_debug))]

pub mod article;
pub mod basemap;
pub mod camera;
pub mod color;
pub mod error;
pub mod geo;
pub mod gesture;
mod json;
pub mod layout;
pub mod localized;
mod number;
mod order;
pub mod scene;
pub mod story;
pub mod symbols;
pub mod theme;
pub mod units;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod widget;
pub mod words;

pub use dateline_map_crowd::{clusters, index, raster};
