//! The demo's story over its basemap, as SVG text: what a change does to the map is read in the
//! difference of a snapshot.
//!
//! Widths are estimated ([`ApproximateMeasure`]), so that the snapshots are the same on every machine.
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test render_snapshots`, then look.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::basemap::Level;
use dateline_map::geo::ScreenRect;
use dateline_map::layout::{ApproximateMeasure, TextMeasure};
use dateline_map::scene::{Op, Scene, svg};
use dateline_map::story::{self, Story};
use dateline_map::theme::{SCALE_FONT, Scheme, Theme};
use dateline_map::widget::{Input, Widget};

/// A phone, a map in a column of text, a map over the page's whole width.
const SIZES: [(f64, f64); 3] = [(360.0, 420.0), (768.0, 560.0), (1280.0, 800.0)];
/// No snapshot is larger, in bytes: beyond it nobody reads a difference.
const LARGEST: usize = 150_000;

fn bytes_of(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/geodata/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn demo_story() -> Story {
    let reading = story::read(&bytes_of("story.geojson")).unwrap();
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.story
}

fn demo(width: f64, height: f64, scheme: Scheme) -> Widget {
    let mut widget = Widget::default();
    widget.apply(Input::ReducedMotion(true));
    widget.apply(Input::Resize { width, height });
    widget.apply(Input::Theme(Box::new(Theme::new(scheme))));
    for file in ["world.topojson", "region.topojson"] {
        widget.apply(Input::Level(Box::new(Level::read(&bytes_of(file)).unwrap())));
    }
    widget.apply(Input::Story(Box::new(demo_story())));
    widget
}

/// The scene, with the credit in its corner and room kept for it.
fn scene(widget: &mut Widget) -> Scene {
    let credit = widget.basemap().credits().join(" · ");
    let view = widget.camera().viewport();
    let width = ApproximateMeasure.width(&credit, &SCALE_FONT);
    let corner = ScreenRect::new(view.width - 12.0 - width, view.height - 22.0, width + 8.0, 22.0);
    widget.apply(Input::Obstacles(vec![corner]));
    widget.scene(&ApproximateMeasure, Some(&credit))
}

fn document(widget: &mut Widget) -> String {
    let title = widget.story().title.clone().unwrap();
    svg::write(&scene(widget), &title, "")
}

fn texts(scene: &Scene) -> Vec<&str> {
    let mut texts = Vec::new();
    for op in &scene.ops {
        if let Op::Text { text, .. } = op {
            texts.push(text.as_str());
        }
    }
    texts
}

#[test]
fn the_demo_looks_as_it_did_at_every_size_in_both_themes() {
    for (width, height) in SIZES {
        for (name, scheme) in [("light", Scheme::Light), ("dark", Scheme::Dark)] {
            let svg = document(&mut demo(width, height, scheme));
            assert!(svg.len() < LARGEST, "{width}x{height} has {} bytes", svg.len());
            insta::assert_snapshot!(format!("{width}x{height}-{name}"), svg);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let [first, second] = [(); 2].map(|()| document(&mut demo(768.0, 560.0, Scheme::Light)));
    assert_eq!(first, second);
    // Nor does it matter in which order the files come.
    let mut widget = Widget::default();
    widget.apply(Input::Story(Box::new(demo_story())));
    for file in ["region.topojson", "world.topojson"] {
        widget.apply(Input::Level(Box::new(Level::read(&bytes_of(file)).unwrap())));
    }
    widget.apply(Input::Theme(Box::new(Theme::new(Scheme::Light))));
    widget.apply(Input::Resize { width: 768.0, height: 560.0 });
    assert_eq!(document(&mut widget), first);
}

#[test]
fn every_place_of_the_demo_is_named_once_on_the_map_or_at_its_edge() {
    for (width, height) in SIZES {
        let mut widget = demo(width, height, Scheme::Light);
        let scene = scene(&mut widget);
        let texts = texts(&scene);
        for place in &widget.story().places {
            let name = place.name.get("en");
            let times = texts.iter().filter(|text| **text == name).count();
            assert_eq!(times, 1, "{name} at {width}x{height}");
        }
    }
}

#[test]
fn the_themes_differ_in_colour_alone() {
    let plain = |svg: String| {
        let parts: Vec<&str> = svg.split('#').collect();
        let colourless = |part: &&str| part.trim_start_matches(|c: char| c.is_ascii_hexdigit()).to_owned();
        (parts.len(), parts.iter().map(colourless).collect::<String>())
    };
    let [light, dark] = [Scheme::Light, Scheme::Dark].map(|scheme| document(&mut demo(768.0, 560.0, scheme)));
    assert_ne!(light, dark);
    assert_eq!(plain(light), plain(dark));
}
