//! The widget answers what happens to it.

mod clusters;

use super::*;
use crate::geo::{LonLat, ScreenPoint};
use crate::gesture::Sample;
use crate::layout::{ApproximateMeasure, Target};

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
fn the_map_comes_back_from_a_far_place_for_one_that_the_first_view_shows_unless_the_reader_has_moved_it() {
    let mut widget = widget();
    let first = *widget.camera();
    let open = |widget: &mut Widget, place: usize| {
        widget.apply(Input::Select(Some(place)));
        widget.apply(Input::Panel(Some(ScreenRect::new(400.0, 590.0, 290.0, 10.0))));
        widget.apply(Input::Panel(None));
        land(widget);
    };
    open(&mut widget, 4);
    assert_ne!(*widget.camera(), first);
    open(&mut widget, 0);
    assert_eq!(*widget.camera(), first);
    open(&mut widget, 4);
    widget.apply(Input::Pan { dx: 3.0, dy: 0.0 });
    land(&mut widget);
    let own = *widget.camera();
    open(&mut widget, 0);
    assert!((widget.camera().zoom() - own.zoom()).abs() < 1e-9, "it steps aside at the most");
}

#[test]
fn the_selected_marker_stands_clear_of_the_controls() {
    for aside in [-30.0, -4.0] {
        let mut widget = widget();
        widget.apply(Input::Jump(Aim { center: Some(LonLat::new(69.17, 34.53)), zoom: Some(6.0) }));
        let at = marker(&widget, 0);
        // A column of buttons over the marker.
        let button = |n: i32| ScreenRect::new(at.x + aside, at.y - 120.0 + 48.0 * f64::from(n), 44.0, 44.0);
        let column: Vec<ScreenRect> = (0..5).map(button).collect();
        widget.apply(Input::Obstacles(column.clone()));
        widget.apply(Input::Select(Some(0)));
        widget.apply(Input::Panel(None));
        land(&mut widget);
        let seen = ScreenRect::around(marker(&widget, 0), 14.0);
        assert!(column.iter().all(|button| !button.overlaps(&seen)), "{seen:?}");
        assert!(marker(&widget, 0).distance(at) < 60.0, "the least way");
    }
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
    let moved =
        widget.apply(Input::Gesture(Sample::Move { id: 1, at: ScreenPoint::new(330.0, 480.0), time: 5.0 }));
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
fn the_key_knows_which_of_its_numbers_stand_on_the_map() {
    let mut widget = crowd(25);
    let told = |widget: &Widget| {
        let key = widget.key().unwrap();
        let on_map: Vec<usize> = (0..25).filter(|&n| key.on_map[n]).collect();
        assert_eq!(on_map, (0..25).filter(|&n| widget.layout.is_named(n)).collect::<Vec<_>>());
        on_map.len()
    };
    let all = told(&widget);
    assert!(all > 0);
    // What leaves the view takes its number along, and brings it back.
    let away = Aim { center: Some(LonLat::new(-120.0, -60.0)), zoom: Some(6.0) };
    widget.apply(Input::Jump(away));
    widget.scene(&ApproximateMeasure, None);
    assert_eq!(told(&widget), 0);
    widget.apply(Input::ReducedMotion(true));
    widget.apply(Input::Reset);
    widget.scene(&ApproximateMeasure, None);
    assert!(told(&widget) > 0);
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

#[test]
fn a_map_that_is_moved_with_every_frame_keeps_its_names_where_they_are_until_it_rests() {
    let mut widget = widget();
    let jump = |widget: &mut Widget, n: usize| {
        let at = LonLat::new(66.0 + n as f64 * 0.2, 34.0);
        let effects = widget.apply(Input::Jump(Aim { center: Some(at), zoom: Some(5.0 + n as f64 * 0.05) }));
        widget.scene(&ApproximateMeasure, None);
        effects
    };
    widget.apply(Input::Frame(1000.0));
    assert!(!jump(&mut widget, 0).animate, "one jump is no motion");
    let laid_out = widget.layout.labels.clone();
    for n in 1..8 {
        widget.apply(Input::Frame(1000.0 + n as f64 * 16.0));
        assert!(jump(&mut widget, n).animate);
        assert_eq!(widget.layout.labels, laid_out);
    }
    assert!(widget.apply(Input::Frame(1200.0)).animate);
    widget.scene(&ApproximateMeasure, None);
    assert!(widget.stale, "not yet at rest");
    let rest = widget.apply(Input::Frame(1112.0 + 121.0));
    assert!(rest.redraw && !rest.animate);
    widget.scene(&ApproximateMeasure, None);
    assert!(!widget.stale);
    // A jump long after another is laid out at once.
    widget.apply(Input::Frame(5000.0));
    assert!(!jump(&mut widget, 3).animate && !widget.stale);
}

#[test]
fn a_map_that_is_moved_with_every_slow_frame_moves_all_the_same() {
    let mut widget = widget();
    for n in 0..6 {
        widget.apply(Input::Frame(1000.0 + f64::from(n) * 250.0));
        assert_eq!(widget.is_moving(), n > 1, "{n}");
        let at = LonLat::new(66.0 + f64::from(n) * 0.2, 34.0);
        widget.apply(Input::Jump(Aim { center: Some(at), zoom: Some(5.0) }));
    }
    assert!(widget.apply(Input::Frame(2500.0)).animate);
    assert!(!widget.apply(Input::Frame(2516.0)).animate && !widget.is_moving());
}

#[test]
fn a_map_that_is_thrown_glides_to_rest_unless_the_reader_wants_no_motion_or_holds_it() {
    let throw = |widget: &mut Widget| {
        let at = |x: f64| ScreenPoint::new(x, 580.0);
        widget.apply(Input::Gesture(Sample::Down { id: 1, at: at(300.0), time: 0.0, touch: false }));
        for n in 1..8 {
            let moved = at(300.0 + 16.0 * f64::from(n));
            widget.apply(Input::Gesture(Sample::Move { id: 1, at: moved, time: 16.0 * f64::from(n) }));
        }
        widget.apply(Input::Gesture(Sample::Up { id: 1, at: at(412.0), time: 113.0 }))
    };
    let mut gliding = widget();
    assert!(throw(&mut gliding).animate);
    let let_go = marker(&gliding, 0);
    assert!(land(&mut gliding) > 10);
    assert!(marker(&gliding, 0).x > let_go.x + 100.0);

    assert!(throw(&mut gliding).animate);
    gliding.apply(Input::Frame(0.0));
    let held = ScreenPoint::new(350.0, 580.0);
    gliding.apply(Input::Gesture(Sample::Down { id: 1, at: held, time: 200.0, touch: false }));
    assert!(!gliding.apply(Input::Frame(16.0)).animate, "a hand on the map stops it");

    let mut still = widget();
    still.apply(Input::ReducedMotion(true));
    assert!(!throw(&mut still).animate);
}

#[test]
fn steps_of_the_keys_add_up_and_stop_where_the_zoom_ends() {
    let mut widget = widget();
    widget.apply(Input::ReducedMotion(true));
    let before = marker(&widget, 1);
    widget.apply(Input::Pan { dx: 80.0, dy: 0.0 });
    assert!((marker(&widget, 1).x - before.x - 80.0).abs() < 1e-6);
    assert!(widget.can_zoom(1) && widget.can_zoom(-1));
    for _ in 0..20 {
        widget.apply(Input::Zoom(1));
    }
    assert!(!widget.can_zoom(1) && widget.can_zoom(-1));
    for _ in 0..30 {
        widget.apply(Input::Zoom(-1));
    }
    assert!(widget.can_zoom(1) && !widget.can_zoom(-1));
}

#[test]
fn a_finger_hits_a_marker_from_farther_away_than_a_mouse() {
    let mut widget = widget();
    let at = marker(&widget, 2);
    let beside = ScreenPoint::new(at.x - 15.0, at.y + 15.0);
    assert_eq!(widget.place_at(beside), None);
    widget.apply(Input::Coarse(true));
    assert_eq!(widget.place_at(beside), Some(2));
    let boxes = widget.targets();
    assert!(boxes.iter().filter(|t| !t.pointer).any(|t| t.rect.width == 44.0));
}

#[test]
fn steps_follow_an_order_that_names_each_place_once() {
    let mut widget = widget();
    widget.apply(Input::Order(vec![3, 5, 0, 1, 2, 4]));
    assert_eq!(widget.apply(Input::Step(1)).wants, Some(Some(3)));
    assert_eq!(widget.apply(Input::Step(-1)).wants, Some(Some(4)));
    widget.apply(Input::Select(Some(5)));
    assert_eq!(widget.apply(Input::Step(1)).wants, Some(Some(0)));
    assert_eq!(widget.position(5), 1);
    for wrong in [vec![], vec![0, 1, 2, 3, 4, 4], vec![0, 1, 2, 3, 4, 99]] {
        widget.apply(Input::Order(wrong));
        assert_eq!(widget.position(5), 5, "the order of the file");
    }
}

#[test]
fn hidden_places_are_not_drawn_and_come_back() {
    let mut widget = widget();
    let shown = |widget: &mut Widget| {
        widget.scene(&ApproximateMeasure, None);
        widget.targets().iter().map(|target| target.place).collect::<Vec<_>>()
    };
    let all = shown(&mut widget);
    assert!(all.contains(&0) && all.contains(&1));
    let view = *widget.camera();
    assert!(widget.apply(Input::Hide(vec![0, 99])).redraw);
    assert_eq!(shown(&mut widget), all.iter().copied().filter(|&place| place != 0).collect::<Vec<_>>());
    assert_eq!(*widget.camera(), view, "the map keeps still");
    assert_eq!(widget.story().places.len(), 6, "the story is whole");
    widget.apply(Input::Hide(Vec::new()));
    assert_eq!(shown(&mut widget), all);
}

#[test]
fn places_are_gone_to_only_when_they_are_out_of_view() {
    let mut widget = widget();
    widget.apply(Input::ReducedMotion(true));
    let first = *widget.camera();
    assert!(!widget.apply(Input::Show(vec![0])).moved, "it is in view");
    assert!(!widget.apply(Input::Show(vec![5, 99])).moved, "nothing to go to");
    let at = widget.story().places[0].marker.unwrap();
    widget.apply(Input::Jump(Aim { center: Some(crate::geo::LonLat::new(-100.0, 40.0)), zoom: Some(5.0) }));
    assert!(widget.apply(Input::Show(vec![0])).moved);
    assert_eq!(*widget.camera(), first, "the first view holds it");
    assert!(widget.camera().viewport().contains(widget.camera().to_screen(at)));
}

#[test]
fn a_place_lies_in_one_country_and_a_line_between_two_in_none() {
    let basemap = r#"{"type":"Topology","arcs":[
        [[10,0],[10,10]], [[10,10],[0,10],[0,0],[10,0]], [[10,0],[24,0],[24,10],[10,10]]],
        "objects":{"countries":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":"AA","properties":{"name":"Westland"},"arcs":[[0,1]]},
            {"type":"Polygon","id":"BB","properties":{"name":"Eastland"},"arcs":[[2,-1]]}]}}}"#;
    let story = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[5,5]},"properties":{"name":"City"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[5,5]},"properties":{"name":"W","kind":"country"}},
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[11,2],[20,8]]},"properties":{"name":"Road"}},
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[2,2],[20,8]]},"properties":{"name":"Pipe"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[-40,5]},"properties":{"name":"At sea"}}]}"#;
    let mut widget = Widget::default();
    widget.apply(Input::Level(Box::new(crate::basemap::Level::read(basemap.as_bytes()).unwrap())));
    widget.apply(Input::Story(Box::new(crate::story::read(story.as_bytes()).unwrap().story)));
    let country =
        |place: usize| widget.country_of(&widget.story().places[place]).map(|area| area.key.as_str());
    assert_eq!((0..5).map(country).collect::<Vec<_>>(), [Some("AA"), None, Some("BB"), None, None]);
}
