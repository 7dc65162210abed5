//! The examples of RFC 7946: each is read, drawn as the standard says, and written as it was.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::geo::{LonLat, project};
use dateline_map::story::{Story, read};
use serde_json::Value;
use std::path::Path;

fn example(name: &str) -> (Story, Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rfc7946").join(name);
    let bytes = std::fs::read(path).unwrap();
    let reading = read(&bytes).unwrap();
    // The standard's places have no names; that, and nothing else, is to be mended.
    assert_eq!(reading.diagnostics.len(), reading.story.places.len(), "{:?}", reading.diagnostics);
    assert!(reading.diagnostics.iter().all(|diagnostic| diagnostic.code == "missing-name"));
    (reading.story, serde_json::from_slice(&bytes).unwrap())
}

/// Points, lines, polygons and rings of a story's places together.
fn shapes(story: &Story) -> [usize; 4] {
    let geometries = || story.places.iter().map(|place| &place.geometry);
    [
        geometries().map(|g| g.points.len()).sum(),
        geometries().map(|g| g.lines.len()).sum(),
        geometries().map(|g| g.polygons.len()).sum(),
        geometries().flat_map(|g| &g.polygons).map(Vec::len).sum(),
    ]
}

#[test]
fn every_type_of_geometry_is_drawn() {
    for (name, want) in [
        ("a.1-point.geojson", [1, 0, 0, 0]),
        ("a.2-line-string.geojson", [0, 1, 0, 0]),
        ("a.3-polygon.geojson", [0, 0, 1, 1]),
        ("a.3-polygon-with-hole.geojson", [0, 0, 1, 2]),
        ("a.4-multi-point.geojson", [2, 0, 0, 0]),
        ("a.5-multi-line-string.geojson", [0, 2, 0, 0]),
        ("a.6-multi-polygon.geojson", [0, 0, 2, 3]),
        ("a.7-geometry-collection.geojson", [1, 1, 0, 0]),
        ("1.5-feature-collection.geojson", [1, 1, 1, 1]),
        ("3.1.9-antimeridian-line.geojson", [0, 2, 0, 0]),
        ("3.1.9-antimeridian-area.geojson", [0, 0, 2, 2]),
        ("3.2-unlocated.geojson", [0, 0, 0, 0]),
    ] {
        assert_eq!(shapes(&example(name).0), want, "{name}");
    }
}

#[test]
fn every_example_is_written_as_it_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rfc7946");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (story, original) = example(&name);
        let written = serde_json::to_value(story.to_geojson()).unwrap();
        match original["type"].as_str().unwrap() {
            "FeatureCollection" => assert_eq!(written, original, "{name}"),
            "Feature" => assert_eq!(written["features"][0], original, "{name}"),
            _ => assert_eq!(written["features"][0]["geometry"], original, "{name}"),
        }
        count += 1;
    }
    assert_eq!(count, 17);
}

#[test]
fn the_two_halves_of_what_is_cut_at_the_antimeridian_lie_at_the_two_edges() {
    let (story, _) = example("3.1.9-antimeridian-area.geojson");
    let halves = &story.places[0].geometry.polygons;
    assert!(halves[0][0].iter().all(|corner| corner.x > 0.97 && corner.x <= 1.0));
    assert!(halves[1][0].iter().all(|corner| corner.x >= 0.0 && corner.x < 0.03));
    let marker = story.places[0].marker.unwrap();
    assert!((0.97..=1.0).contains(&marker.x) || (0.0..=0.03).contains(&marker.x), "{marker:?}");
}

#[test]
fn the_poles_stand_on_the_edge_of_the_map() {
    let (story, _) = example("5.3-bbox-poles.geojson");
    let y: Vec<f64> = story.places.iter().map(|place| place.marker.unwrap().y).collect();
    assert!(y[0].abs() < 1e-9 && (y[1] - 1.0).abs() < 1e-9, "{y:?}");
}

#[test]
fn an_unlocated_feature_is_listed_and_not_drawn() {
    let (story, _) = example("3.2-unlocated.geojson");
    assert_eq!(story.places.len(), 1);
    assert!(story.places[0].geometry.is_empty() && story.places[0].marker.is_none());
}

#[test]
fn a_hole_keeps_the_marker_out() {
    let (story, _) = example("a.3-polygon-with-hole.geojson");
    let marker = story.places[0].marker.unwrap();
    let (west, east) = (project(LonLat::new(100.2, 0.2)), project(LonLat::new(100.8, 0.8)));
    assert!(
        !(marker.x > west.x && marker.x < east.x && marker.y < west.y && marker.y > east.y),
        "{marker:?}"
    );
}

#[test]
fn the_id_of_a_feature_is_its_key() {
    assert_eq!(example("6.1-foreign-members.geojson").0.places[0].id, "f1");
}
