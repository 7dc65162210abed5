//! The names around the story.

use super::*;
use crate::basemap::Level;
use crate::geo::{LonLat, Path, project};
use crate::layout::ApproximateMeasure;

const PLAIN: Transform = Transform { scale: 1.0, dx: 0.0, dy: 0.0 };
const GRID: Grid = Grid { inner: ScreenRect::new(8.0, 8.0, 384.0, 284.0), step: ROW };

fn area(corners: &[(f64, f64)]) -> Path {
    let mut path = Path::default();
    path.push_ring(corners.iter().map(|&(x, y)| WorldPoint::new(x, y)).collect());
    path
}

fn rectangle(x: f64, y: f64, right: f64, bottom: f64) -> Path {
    area(&[(x, y), (right, y), (right, bottom), (x, bottom)])
}

fn room(path: &Path, size: (f64, f64), taken: &[ScreenRect]) -> Option<ScreenRect> {
    let nothing = vec![Runs::new(); GRID.count()];
    find_room(&GRID, &GRID.scan(path, &PLAIN), &nothing, true, size, taken)
}

#[test]
fn a_name_stands_in_the_middle_of_a_plain_area() {
    let rect = room(&rectangle(100.0, 50.0, 300.0, 250.0), (80.0, 13.0), &[]).unwrap();
    assert!((rect.centre().x - 200.0).abs() < 1.0);
    assert!(rect.y > 80.0 && rect.bottom() < 220.0, "{rect:?}");
}

#[test]
fn it_keeps_to_the_arm_of_a_bent_area_that_holds_it() {
    // A thin upright on the left, a broad foot at the bottom.
    let bent =
        area(&[(20.0, 20.0), (60.0, 20.0), (60.0, 200.0), (380.0, 200.0), (380.0, 280.0), (20.0, 280.0)]);
    let rect = room(&bent, (100.0, 13.0), &[]).unwrap();
    assert!(rect.y >= 200.0, "{rect:?}");
}

#[test]
fn it_gives_way_to_the_story_and_is_left_out_where_there_is_no_room() {
    let square = rectangle(100.0, 50.0, 300.0, 250.0);
    let story = ScreenRect::new(100.0, 50.0, 200.0, 120.0);
    let rect = room(&square, (80.0, 13.0), &[story]).unwrap();
    assert!(!rect.overlaps(&story));
    assert!(room(&square, (80.0, 13.0), &[GRID.inner.inflate(8.0)]).is_none());
    assert!(room(&square, (250.0, 13.0), &[]).is_none());
    assert!(room(&Path::default(), (10.0, 13.0), &[]).is_none());
}

#[test]
fn a_hole_in_the_area_is_not_written_into() {
    let mut ring = rectangle(50.0, 20.0, 350.0, 280.0);
    ring.push_ring(rectangle(130.0, 60.0, 270.0, 240.0).parts[0].points.clone());
    let rect = room(&ring, (150.0, 13.0), &[]).unwrap();
    assert!(!rect.overlaps(&ScreenRect::new(130.0, 60.0, 140.0, 180.0)), "{rect:?}");
}

#[test]
fn it_stands_beside_what_the_story_highlights_or_wholly_in_it() {
    let land = GRID.scan(&rectangle(20.0, 20.0, 380.0, 280.0), &PLAIN);
    let lit = GRID.scan(&rectangle(20.0, 20.0, 240.0, 280.0), &PLAIN);
    let find = |beside, width| find_room(&GRID, &land, &lit, beside, (width, 13.0), &[]);
    assert!(find(true, 90.0).unwrap().x >= 240.0 + PAD);
    assert_eq!(find(true, 150.0), None, "it would lie across the edge");
    assert!(find(false, 150.0).unwrap().right() <= 240.0 - PAD);
    assert_eq!(find(false, 230.0), None);
}

#[test]
fn a_long_name_is_broken_where_its_lines_are_most_alike() {
    let lines = |text| broken(text).map(|lines| lines.join("/"));
    assert_eq!(lines("SAUDI ARABIA").as_deref(), Some("SAUDI/ARABIA"));
    assert_eq!(lines("UNITED ARAB EMIRATES").as_deref(), Some("UNITED ARAB/EMIRATES"));
    assert_eq!(lines("IRAN"), None);
}

/// Two countries side by side, the eastern one larger, and a sea west of them.
const FILE: &str = r#"{"type":"Topology","arcs":[
    [[10,0],[10,10]], [[10,10],[0,10],[0,0],[10,0]], [[10,0],[24,0],[24,10],[10,10]]],
    "objects":{"countries":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","id":"AA","properties":{"name":"Westland","name:de":"Westen"},"arcs":[[0,1]]},
        {"type":"Polygon","id":"BB","properties":{"name":"Eastland"},"arcs":[[2,-1]]}]},
    "waters":{"type":"GeometryCollection","geometries":[
        {"type":"Point","coordinates":[-4,5],"properties":{"name":"Western Sea","radius":3}},
        {"type":"Point","coordinates":[5,5],"properties":{"name":"Dry Lake","radius":1}}]}}}"#;

struct Atlas;

impl TextMeasure for Atlas {
    fn width(&self, text: &str, font: &Font) -> f64 {
        ApproximateMeasure.width(text, font)
    }

    fn upper(&self, text: &str) -> String {
        text.to_uppercase()
    }

    fn country(&self, code: &str, lang: &str) -> Option<String> {
        (lang == "fa").then(|| format!("کشور {code}"))
    }
}

fn names(lang: &str, zoom: f64, home: &[String], told: &[&str]) -> Vec<ContextLabel> {
    names_of(FILE, lang, zoom, home, told)
}

fn names_of(file: &str, lang: &str, zoom: f64, home: &[String], told: &[&str]) -> Vec<ContextLabel> {
    let mut basemap = Basemap::new();
    basemap.insert(Level::read(file.as_bytes()).unwrap());
    let camera = Camera::new(project(LonLat::new(8.0, 5.0)), zoom, 900.0, 500.0);
    let around = Around { home, highlighted: Vec::new() };
    let scope = Scope {
        basemap: &basemap,
        camera: &camera,
        lang,
        words: &Words::new(lang),
        told,
        around: &around,
        measure: &Atlas,
        cloud: None,
    };
    place(&scope, &[])
}

fn texts(labels: &[ContextLabel]) -> Vec<&str> {
    labels.iter().map(|label| label.text.as_str()).collect()
}

#[test]
fn the_story_s_country_is_named_first_then_larger_ones_then_the_water() {
    assert_eq!(texts(&names("en", 4.8, &[], &[])), ["EASTLAND", "WESTLAND", "Western Sea"]);
    let labels = names("en", 4.8, &["AA".to_owned()], &["BB"]);
    assert_eq!(texts(&labels), ["WESTLAND", "Western Sea"]);
    assert_eq!((labels[0].ground, labels[1].ground), (Ground::Home, Ground::Water));
}

#[test]
fn names_are_the_file_s_then_the_platform_s_in_the_reader_s_language() {
    assert_eq!(texts(&names("de", 4.8, &[], &[]))[1], "WESTEN");
    let labels = names("fa", 4.8, &[], &[]);
    assert_eq!(texts(&labels)[0], "کشور BB");
    assert_eq!(labels[0].font.spacing, 0.0, "letters that join are not set apart");
}

#[test]
fn the_water_is_named_by_the_file_then_by_the_table_in_the_reader_s_language() {
    let name = |properties: &str, lang: &str| {
        let file = FILE.replace(r#""name":"Western Sea""#, properties);
        let labels = names_of(&file, lang, 4.8, &[], &[]);
        let lines = labels.iter().filter(|label| label.ground == Ground::Water);
        lines.map(|label| label.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    for (properties, lang, expected) in [
        (r#""name":"Black Sea""#, "de-CH", "Schwarzes Meer"),
        (r#""name":"Black Sea""#, "en", "Black Sea"),
        (r#""name":"Black Sea""#, "ja", "Black Sea"),
        (r#""name":"Black Sea","name:de":"Pontos""#, "de", "Pontos"),
        (r#""name":"Black Sea","name:de":"Pontos""#, "fr", "Mer Noire"),
        (r#""name":"Karadeniz","name:en":"Black Sea""#, "fr", "Mer Noire"),
        (r#""name":"Karadeniz","name:en":"My Sea""#, "fr", "Karadeniz"),
        (r#""name":"My Sea""#, "fr", "My Sea"),
    ] {
        assert_eq!(name(properties, lang), expected, "{properties} {lang}");
    }
}

#[test]
fn letters_that_join_are_not_set_apart_on_an_ocean_either() {
    let file = FILE.replace("Western Sea", "Indian Ocean").replace(r#""radius":3"#, r#""radius":20"#);
    let spacing = |lang: &str| {
        let labels = names_of(&file, lang, 4.8, &[], &[]);
        labels.iter().find(|label| label.ground == Ground::Water).map(|label| label.font.spacing)
    };
    assert_eq!(spacing("fa"), Some(0.0));
    assert!(spacing("de") > Some(0.0));
}

#[test]
fn water_names_stand_on_water_alone() {
    for zoom in [3.0, 4.0, 5.0, 6.0, 7.0] {
        for label in names("en", zoom, &[], &[]).iter().filter(|l| l.ground == Ground::Water) {
            let camera = Camera::new(project(LonLat::new(8.0, 5.0)), zoom, 900.0, 500.0);
            let shore = camera.to_screen(project(LonLat::new(0.0, 5.0))).x;
            assert!(["Western Sea", "Western", "Sea"].contains(&label.text.as_str()), "{label:?}");
            assert!(label.rect.right() < shore, "{zoom}: {:?} {shore}", label.rect);
        }
    }
}

#[test]
fn an_overview_names_fewer_things_in_smaller_letters() {
    assert!(names("en", 1.0, &[], &[]).is_empty());
    let sizes = |zoom| names("en", zoom, &[], &[]).first().map(|label| label.font.size);
    assert!(sizes(2.9) < sizes(6.5), "{:?} {:?}", sizes(2.9), sizes(6.5));
}
