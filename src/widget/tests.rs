//! The widget answers what happens to it.

use super::*;
use crate::geo::LonLat;
use crate::gesture::Sample;
use crate::layout::ApproximateMeasure;

const STORY: &str = r#"{"type":"FeatureCollection","lang":"en","features":[
    {"type":"Feature","geometry":{"type":"Point","coordinates":[69.17,34.53]},"properties":{"name":"Kabul"}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[62.2,34.35]},"properties":{"name":"Herat"}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[70.58,37.12]},"properties":{"name":"Fayzabad"}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[69.9,34.6]},"properties":{"name":"Laghman"}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[37.62,55.75]},"properties":{"name":"Moscow"}},
    {"type":"Feature","geometry":null,"properties":{"name":"Nowhere"}}]}"#;

fn widget() -> Widget {
    let mut widget = Widget::default();
    widget.apply(Input::Resize { width: 700.0, height: 600.0 });
    widget.apply(Input::Story(Box::new(crate::story::read(STORY.as_bytes()).unwrap().story)));
    widget.scene(&ApproximateMeasure, None);
    widget
}

fn marker(widget: &Widget, place: usize) -> ScreenPoint {
    widget.camera().to_screen(widget.story().places[place].marker.unwrap())
}

/// Lets a flight fly to its end, and says how many frames it took.
fn land(widget: &mut Widget) -> usize {
    let mut frames = 0;
    while widget.apply(Input::Frame(frames as f64 * 16.0)).animate {
        frames += 1;
        assert!(frames < 1000, "a flight that does not land");
    }
    widget.scene(&ApproximateMeasure, None);
    frames
}

fn tap(widget: &mut Widget, at: ScreenPoint) -> Effects {
    widget.apply(Input::Gesture(Sample::Down { id: 1, at, time: 0.0, touch: false }));
    widget.apply(Input::Gesture(Sample::Up { id: 1, at, time: 50.0 }))
}

#[test]
fn a_tap_on_a_marker_wants_its_place_and_one_beside_it_wants_none() {
    let mut widget = widget();
    let at = marker(&widget, 1);
    assert_eq!(tap(&mut widget, at).wants, Some(Some(1)));
    assert_eq!(widget.selected(), None, "the driver decides");
    assert!(widget.apply(Input::Select(Some(1))).selected);
    assert_eq!(tap(&mut widget, ScreenPoint::new(350.0, 595.0)).wants, Some(None));
}

#[test]
fn a_tap_on_a_pointer_wants_the_far_place_and_selecting_it_flies_there() {
    let mut widget = widget();
    let pointer = widget.targets().into_iter().find(|t| t.pointer).unwrap();
    assert_eq!(tap(&mut widget, pointer.rect.centre()).wants, Some(Some(4)));
    widget.apply(Input::Select(Some(4)));
    let panel = ScreenRect::new(400.0, 300.0, 290.0, 290.0);
    assert!(widget.apply(Input::Panel(Some(panel))).animate);
    assert!(land(&mut widget) > 2);
    let moscow = marker(&widget, 4);
    assert!(widget.camera().viewport().contains(moscow) && !panel.contains(moscow));
    assert!(widget.camera().zoom() <= FAR_ZOOM + 1e-9);
}

#[test]
fn the_map_moves_aside_for_a_panel_that_covers_the_selected_place() {
    let mut widget = widget();
    widget.apply(Input::Select(Some(0)));
    let at = marker(&widget, 0);
    let panel = ScreenRect::new(at.x - 20.0, at.y - 20.0, 700.0, 600.0);
    widget.apply(Input::Panel(Some(panel)));
    land(&mut widget);
    assert!(!panel.contains(marker(&widget, 0)));
    let before = *widget.camera();
    widget.apply(Input::Panel(Some(ScreenRect::new(690.0, 590.0, 10.0, 10.0))));
    assert_eq!(*widget.camera(), before, "a panel that covers nothing moves nothing");
}

#[test]
fn nothing_flies_for_a_reader_who_wants_no_motion() {
    let mut widget = widget();
    widget.apply(Input::ReducedMotion(true));
    let aim = Aim { center: Some(LonLat::new(51.5, 25.3)), zoom: Some(6.0) };
    let effects = widget.apply(Input::Fly(aim));
    assert!(!effects.animate && effects.moved);
    assert_eq!(widget.camera().zoom(), 6.0);
}

#[test]
fn fitting_goes_back_to_the_first_view() {
    let mut widget = widget();
    let first = *widget.camera();
    widget.apply(Input::Jump(Aim { center: None, zoom: Some(9.0) }));
    assert_ne!(*widget.camera(), first);
    widget.apply(Input::Reset);
    land(&mut widget);
    assert_eq!(*widget.camera(), first);
}

#[test]
fn a_map_that_was_moved_keeps_its_view_when_resized_and_one_that_was_not_is_framed_anew() {
    let mut widget = widget();
    let zoom = widget.camera().zoom();
    widget.apply(Input::Resize { width: 350.0, height: 300.0 });
    assert!(widget.camera().zoom() < zoom - 0.5);
    widget.apply(Input::Jump(Aim { center: None, zoom: Some(9.0) }));
    widget.apply(Input::Resize { width: 700.0, height: 600.0 });
    assert_eq!(widget.camera().zoom(), 9.0);
}

#[test]
fn what_the_author_sets_takes_the_place_of_the_frame() {
    let mut widget = widget();
    let framed = *widget.camera();
    widget.apply(Input::Home(Aim { center: None, zoom: Some(3.0) }));
    assert_eq!((widget.camera().centre(), widget.camera().zoom()), (framed.centre(), 3.0));
    widget.apply(Input::Home(Aim::default()));
    assert_eq!(*widget.camera(), framed);
}

#[test]
fn steps_go_round_the_story_and_reach_places_without_a_position() {
    let mut widget = widget();
    assert_eq!(widget.apply(Input::Step(1)).wants, Some(Some(0)));
    assert_eq!(widget.apply(Input::Step(-1)).wants, Some(Some(5)));
    widget.apply(Input::Select(Some(5)));
    assert_eq!(widget.apply(Input::Step(1)).wants, Some(Some(0)));
    widget.apply(Input::Select(Some(4)));
    assert_eq!(widget.apply(Input::Step(1)).wants, Some(Some(5)));
    widget.apply(Input::Panel(Some(ScreenRect::new(0.0, 0.0, 10.0, 10.0))));
    assert_eq!(Widget::default().apply(Input::Step(1)).wants, None);
}

#[test]
fn a_new_story_ends_the_selection_and_an_index_beyond_it_selects_nothing() {
    let mut widget = widget();
    widget.apply(Input::Select(Some(2)));
    let empty = crate::story::read(br#"{"type":"FeatureCollection","features":[]}"#).unwrap().story;
    assert!(widget.apply(Input::Story(Box::new(empty))).selected);
    assert_eq!(widget.selected(), None);
    assert!(!widget.apply(Input::Select(Some(0))).selected);
    widget.scene(&ApproximateMeasure, None);
}

#[test]
fn names_are_carried_along_in_a_drag_and_laid_out_when_it_ends() {
    let mut widget = widget();
    let label = |widget: &Widget| widget.layout.labels.iter().find(|l| l.place == 1).map(|l| l.rect);
    let before = label(&widget);
    widget.apply(Input::Gesture(Sample::Down {
        id: 1,
        at: ScreenPoint::new(350.0, 500.0),
        time: 0.0,
        touch: false,
    }));
    let moved = widget.apply(Input::Gesture(Sample::Move { id: 1, at: ScreenPoint::new(330.0, 480.0) }));
    assert!(moved.moved && moved.redraw);
    widget.scene(&ApproximateMeasure, None);
    assert_eq!(label(&widget), before, "its place beside the marker does not change on the way");
    let up =
        widget.apply(Input::Gesture(Sample::Up { id: 1, at: ScreenPoint::new(330.0, 480.0), time: 9.0 }));
    assert!(up.redraw && up.wants.is_none());
}

#[test]
fn a_viewport_of_no_extent_is_survived() {
    let mut widget = widget();
    widget.apply(Input::Resize { width: 0.0, height: 0.0 });
    widget.apply(Input::Select(Some(0)));
    widget.apply(Input::Panel(Some(ScreenRect::new(0.0, 0.0, 300.0, 300.0))));
    land(&mut widget);
    widget.apply(Input::Resize { width: 700.0, height: 600.0 });
    assert!(widget.scene(&ApproximateMeasure, None).ops.len() > 10);
}

fn crowd(count: usize) -> Widget {
    let features: Vec<String> = (0..count)
        .map(|i| {
            let (lon, lat) = (12.47 + 0.04 * (i % 5) as f64, 41.88 + 0.03 * (i / 5) as f64);
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon},{lat}]}},
                    "properties":{{"name":"A place of a long name {i}"}}}}"#
            )
        })
        .collect();
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let mut widget = Widget::default();
    widget.apply(Input::Resize { width: 320.0, height: 480.0 });
    widget.apply(Input::Story(Box::new(crate::story::read(file.as_bytes()).unwrap().story)));
    widget.scene(&ApproximateMeasure, None);
    widget
}

#[test]
fn names_that_do_not_fit_a_narrow_map_move_into_a_key_and_come_back_on_a_wide_one() {
    let mut widget = crowd(25);
    assert_eq!(widget.key().map(|key| key.entries.len()), Some(25));
    let map = widget.camera().viewport();
    assert!(map.height < 480.0 && map.height + widget.key_height() == 480.0);
    widget.apply(Input::Resize { width: 1600.0, height: 1200.0 });
    widget.scene(&ApproximateMeasure, None);
    assert!(widget.key().is_none());
    assert_eq!(widget.camera().viewport().height, 1200.0);
}

#[test]
fn a_scene_that_stands_by_itself_has_the_whole_key_below_the_map() {
    let mut widget = crowd(25);
    let key = widget.key().unwrap().height;
    let scene = widget.scene(&ApproximateMeasure, Some("Credit"));
    assert_eq!(scene.height, widget.camera().viewport().height + key);
    assert!(widget.scene(&ApproximateMeasure, None).height < scene.height);
}

#[test]
fn a_panel_that_hides_a_name_makes_no_key() {
    let mut widget = widget();
    widget.apply(Input::Lang("en".into()));
    widget.apply(Input::Panel(Some(ScreenRect::new(0.0, 0.0, 600.0, 600.0))));
    widget.scene(&ApproximateMeasure, None);
    assert!(widget.key().is_none());
}

#[test]
fn names_that_change_their_places_fade_in_and_come_to_rest() {
    let mut widget = widget();
    assert!(!widget.is_fading(), "what is there for the first time is simply there");
    // An obstacle where Herat's name stood.
    let at = marker(&widget, 1);
    widget.apply(Input::Obstacles(vec![ScreenRect::new(at.x + 20.0, at.y - 20.0, 60.0, 40.0)]));
    widget.scene(&ApproximateMeasure, None);
    assert!(widget.is_fading());
    assert!(widget.apply(Input::Frame(1000.0)).animate);
    assert!(widget.apply(Input::Frame(1100.0)).animate);
    assert!(!widget.apply(Input::Frame(1300.0)).animate);
    assert!(!widget.is_fading());
}
