//! What stands where, and what is hit there.

use super::*;

fn read(file: &str) -> Story {
    crate::story::read(file.as_bytes()).unwrap().story
}

fn two_cities() -> Story {
    read(
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[69.17,34.53]},
         "properties":{"name":"Kabul","name:fa":"کابل","annotation":"Capital"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[62.2,34.35]},
         "properties":{"name":"Herat"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[37.62,55.75]},
         "properties":{"name":"Moscow"}},
        {"type":"Feature","geometry":null,"properties":{"name":"Nowhere"}}]}"#,
    )
}

fn lay(story: &Story, lang: &str, selected: Option<usize>) -> (Layout, Camera) {
    let basemap = Basemap::new();
    let at = crate::geo::project(crate::geo::LonLat::new(66.0, 34.0));
    let camera = Camera::new(at, 5.0, 640.0, 480.0);
    let layout = lay_out(&Input { lang, selected, ..Input::plain(story, &basemap, &camera) });
    (layout, camera)
}

#[test]
fn places_in_view_get_markers_and_names_the_others_pointers() {
    let (layout, _) = lay(&two_cities(), "en", None);
    assert_eq!(layout.markers.iter().map(|m| m.place).collect::<Vec<_>>(), [1, 0].map(|i: usize| 1 - i));
    assert_eq!(layout.labels.len(), 2);
    assert_eq!(layout.pointers.iter().map(|p| p.place).collect::<Vec<_>>(), [2]);
}

#[test]
fn names_are_in_the_language_asked_for_where_they_have_it() {
    let (layout, _) = lay(&two_cities(), "fa-AF", None);
    let names: Vec<_> = layout.labels.iter().map(|l| l.lines[0].text.as_str()).collect();
    assert!(names.contains(&"کابل") && names.contains(&"Herat"));
}

#[test]
fn a_tap_hits_the_marker_or_its_name_and_nothing_else() {
    let (layout, camera) = lay(&two_cities(), "en", None);
    let place_at = |p| layout.target_at(&camera, p).map(|target| (target.place, target.cluster));
    let kabul = camera.to_screen(layout.markers.iter().find(|m| m.place == 0).unwrap().at);
    assert_eq!(place_at(ScreenPoint::new(kabul.x + 8.0, kabul.y - 8.0)), Some((0, None)));
    let label = layout.labels.iter().find(|l| l.place == 0).unwrap();
    let on_name = ScreenPoint::new(kabul.x + label.rect.centre().x, kabul.y + label.rect.centre().y);
    assert_eq!(place_at(on_name), Some((0, None)));
    let pointer = layout.pointers[0].rect.centre();
    assert_eq!(place_at(pointer), Some((2, None)));
    assert_eq!(place_at(ScreenPoint::new(320.0, 470.0)), None);
}

#[test]
fn the_selected_marker_is_painted_last_and_larger() {
    let (layout, _) = lay(&two_cities(), "en", Some(1));
    let last = layout.markers.last().unwrap();
    assert!(last.selected && last.place == 1 && last.reach() > layout.markers[0].reach());
}

#[test]
fn every_target_is_at_least_24_px_wide_and_high() {
    let (layout, camera) = lay(&two_cities(), "en", None);
    let targets = layout.targets(&camera);
    assert_eq!(targets.iter().map(|t| t.place).collect::<Vec<_>>(), [0, 1, 2]);
    assert!(targets.iter().all(|t| t.rect.width >= 24.0 && t.rect.height >= 24.0));
}
