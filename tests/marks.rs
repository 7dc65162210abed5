//! Symbols, lines and the legend on whole maps.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::layout::ApproximateMeasure;
use dateline_map::layout::legend::Stand;
use dateline_map::scene::{Op, Scene, svg};
use dateline_map::story;
use dateline_map::theme::{Scheme, Theme};
use dateline_map::widget::{Input, Widget};

fn widget(fixture: &str, width: f64, height: f64, scheme: Scheme) -> Widget {
    let path = format!("{}/tests/fixtures/stories/{fixture}.geojson", env!("CARGO_MANIFEST_DIR"));
    let reading = story::read(&std::fs::read(path).unwrap()).unwrap();
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let mut widget = Widget::default();
    widget.apply(Input::ReducedMotion(true));
    widget.apply(Input::Resize { width, height });
    widget.apply(Input::Theme(Box::new(Theme::new(scheme))));
    widget.apply(Input::Story(Box::new(reading.story)));
    widget
}

fn texts(scene: &Scene) -> Vec<&str> {
    fn text(op: &Op) -> Option<&str> {
        match op {
            Op::Text { text, .. } => Some(text),
            _ => None,
        }
    }
    scene.ops.iter().filter_map(text).collect()
}

const SIZES: [(f64, f64); 4] = [(320.0, 400.0), (360.0, 740.0), (768.0, 560.0), (1280.0, 800.0)];

#[test]
fn every_line_is_named_on_every_map_in_one_way_or_another() {
    for fixture in ["marks", "sea-route"] {
        for (width, height) in SIZES {
            let mut widget = widget(fixture, width, height, Scheme::Light);
            let scene = widget.scene(&ApproximateMeasure, None);
            let said = texts(&scene).join(" ");
            for place in widget.story().places.iter().filter(|place| place.geometry.is_line()) {
                let name = place.name.get("en");
                assert!(said.contains(name), "{fixture} at {width} px: {name}");
            }
        }
    }
}

#[test]
fn a_picture_has_the_whole_legend_and_leaves_the_markers_to_be_seen() {
    for (width, height) in SIZES {
        let mut widget = widget("marks", width, height, Scheme::Light);
        let scene = widget.scene(&ApproximateMeasure, None);
        let said = texts(&scene).join(" ");
        for label in ["Air base", "Border post that changed hands", "Supply road", "Advance"] {
            assert!(said.contains(label), "{label} at {width} px: {said}");
        }
        let card = scene.ops.iter().find_map(|op| match op {
            Op::Rect { rect, fill, .. } if *fill == Some(widget.theme().card) && rect.height > 60.0 => {
                Some(*rect)
            }
            _ => None,
        });
        let card = card.unwrap();
        for target in widget.targets().iter().filter(|target| !target.pointer) {
            assert!(!card.contains(target.rect.centre()), "{width} px: {target:?} under {card:?}");
        }
        assert!(scene.height >= card.bottom() && scene.width == width);
    }
}

#[test]
fn a_legend_that_is_put_away_is_not_drawn_and_the_scene_is_as_high_as_the_map() {
    let mut widget = widget("marks", 360.0, 480.0, Scheme::Light);
    widget.apply(Input::Legend { wanted: false, stand: Stand::Hidden });
    let scene = widget.scene(&ApproximateMeasure, None);
    assert!(!texts(&scene).contains(&"Air base") && scene.height == 480.0);
    assert_eq!(widget.legend().len(), 6, "it is still there to be told");
}

#[test]
fn every_line_can_be_hit_and_is_told_once() {
    for (width, height) in SIZES {
        let mut widget = widget("sea-route", width, height, Scheme::Light);
        widget.scene(&ApproximateMeasure, None);
        let targets = widget.targets();
        let places: Vec<usize> = targets.iter().map(|target| target.place).collect();
        assert_eq!(places, [0, 1, 2, 3, 4, 5], "{width} px");
        for target in targets.iter().filter(|target| target.place >= 4) {
            assert_eq!(widget.place_at(target.rect.centre()), Some(target.place), "{width} px");
        }
    }
}

#[test]
fn symbols_read_on_their_markers_and_markers_stand_out_from_the_ground() {
    for scheme in [Scheme::Light, Scheme::Dark] {
        let mut widget = widget("marks", 1000.0, 700.0, scheme);
        let scene = widget.scene(&ApproximateMeasure, None);
        let theme = widget.theme();
        let mut seen = 0;
        for pair in scene.ops.windows(2) {
            let (Op::Disc { fill: Some(fill), stroke, .. }, Op::Glyph { color, .. }) = (&pair[0], &pair[1])
            else {
                continue;
            };
            seen += 1;
            assert!(color.contrast(*fill) >= 3.9, "{scheme:?}: {color} on {fill}");
            assert!(theme.stands_out(stroke.map_or(*fill, |(edge, _)| edge), 3.0), "{scheme:?}: {fill}");
        }
        assert!(seen >= 6, "{seen} markers with drawings");
    }
}

#[test]
fn what_simplestyle_says_of_lines_and_areas_is_drawn_with_its_defaults_for_the_rest() {
    let mut widget = widget("marks", 1000.0, 700.0, Scheme::Light);
    let svg = svg::write(&widget.scene(&ApproximateMeasure, None), "", "");
    assert!(svg.contains(r##"stroke="#2b5d8a" stroke-width="3""##), "the ring road");
    assert!(
        svg.contains(r##"stroke="#555555" stroke-width="4""##),
        "a width alone brings the grey of the specification"
    );
    assert!(svg.contains(r##"fill="#b3261e40""##), "the fill's own opacity");
    assert!(
        svg.contains(r##"stroke="#555555cc" stroke-width="2""##),
        "an opacity alone brings grey and width"
    );
    assert!(svg.contains("stroke-dasharray"), "an approximate course is broken");
}
