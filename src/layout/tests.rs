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

/// Two lines that cross, one of them bent, in a basemap of one country.
fn crossing(width: f64, height: f64, numbered: bool) -> (Layout, Camera) {
    let story = read(
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[61,30],[66,36.5],[72,37]]},"properties":{"name":"The road to the north-east"}},
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[61,37],[72,31]]},"properties":{"name":"A line of supply"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[66.5,34]},"properties":{"name":"Where they meet"}}]}"#,
    );
    let file = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"AF","properties":{"name":"Afghanistan"},
        "geometry":{"type":"Polygon","coordinates":[[[50,20],[85,20],[85,45],[50,45],[50,20]]]}}]}"#;
    let mut basemap = Basemap::new();
    basemap.insert(crate::basemap::Level::read(file.as_bytes()).unwrap());
    let at = crate::geo::project(crate::geo::LonLat::new(66.5, 34.0));
    let camera = Camera::new(at, 5.0, width, height);
    let layout = lay_out(&Input { numbered, ..Input::plain(&story, &basemap, &camera) });
    (layout, camera)
}

fn on_screen(label: &Label, camera: &Camera) -> ScreenRect {
    let (at, rect) = (camera.to_screen(label.at), label.rect);
    ScreenRect::new(at.x + rect.x, at.y + rect.y, rect.width, rect.height)
}

#[test]
fn what_is_written_beside_a_line_lies_on_none_and_names_of_the_context_neither() {
    for (width, height) in [(640.0, 480.0), (360.0, 420.0), (300.0, 300.0)] {
        for numbered in [false, true] {
            let (layout, camera) = crossing(width, height, numbered);
            let pieces: Vec<Segment> = layout.lines.iter().flat_map(|line| line.pieces(PIECE)).collect();
            assert!(pieces.len() > 2);
            for label in layout.labels.iter().filter(|label| label.place < 2) {
                let rect = on_screen(label, &camera);
                assert!(!pieces.iter().any(|piece| piece.meets(&rect)), "{label:?} at {width} px");
                let leader = label.leader_from(camera.to_screen(label.at));
                assert!(leader.is_none_or(|leader| !pieces.iter().any(|piece| leader.crosses(piece))));
            }
            assert!(!layout.context.is_empty(), "{width} px");
            for name in &layout.context {
                assert!(!pieces.iter().any(|piece| piece.meets(&name.rect)), "{name:?} at {width} px");
            }
        }
    }
}

#[test]
fn the_number_of_a_line_stands_upright_beside_it() {
    let (named, _) = crossing(640.0, 480.0, false);
    assert!(named.lines.iter().any(|line| line.label.as_ref().is_some_and(|label| label.angle.abs() > 0.1)));
    let (numbered, _) = crossing(640.0, 480.0, true);
    assert!(numbered.lines.iter().all(|line| line.label.is_none()));
    let numbers: Vec<&str> = numbered.labels.iter().map(|label| label.lines[0].text.as_str()).collect();
    assert!(numbers.contains(&"1") && numbers.contains(&"2"), "{numbers:?}");
}

#[test]
fn each_of_many_lines_is_named_on_the_map_or_listed_once() {
    let lines: Vec<String> = (0..300)
        .map(|n| {
            let (x, y) = (56.0 + f64::from(n % 50) * 0.4, 26.0 + f64::from(n / 50) * 0.4);
            let corners: Vec<String> =
                (0..20).map(|k| format!("[{},{}]", x + f64::from(k) * 0.3, y + f64::from(k % 3) * 0.05)).collect();
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"LineString","coordinates":[{}]}},"properties":{{"name":"Line {n}"}}}}"#,
                corners.join(",")
            )
        })
        .collect();
    let story = read(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, lines.join(",")));
    let (layout, _) = lay(&story, "en", None);
    let listed = |place: usize| layout.listed.iter().filter(|entry| entry.places == [place]).count();
    assert!(layout.lines.len() > 200 && layout.is_named(layout.lines[0].place));
    for line in &layout.lines {
        assert_eq!(listed(line.place), usize::from(!layout.is_named(line.place)), "{}", line.place);
    }
}
