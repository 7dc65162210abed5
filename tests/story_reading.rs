//! What a story file gives: members, ids, texts, geometry, markers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::geo::{LonLat, WorldPoint, project, unproject};
use dateline_map::story::{Certainty, Kind, MarkerSize, Place, Reading, diagnose, read};
use serde_json::{Value, json};

fn story(features: Value) -> Reading {
    let file = json!({ "type": "FeatureCollection", "features": features });
    read(file.to_string().as_bytes()).unwrap()
}

/// The one place of a story that has a point at 0, 0 and these properties.
fn place(properties: Value) -> (Place, Vec<&'static str>) {
    with_geometry(properties, json!({ "type": "Point", "coordinates": [0, 0] }))
}

fn with_geometry(properties: Value, geometry: Value) -> (Place, Vec<&'static str>) {
    let reading = story(json!([{ "type": "Feature", "geometry": geometry, "properties": properties }]));
    let place = reading.story.places.into_iter().next().expect("a place");
    (place.clone(), reading.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

fn near(a: WorldPoint, lon: f64, lat: f64) -> bool {
    let b = project(LonLat::new(lon, lat));
    (a.x - b.x).hypot(a.y - b.y) < 1e-9
}

#[test]
fn the_whole_of_a_story_file_is_read() {
    let reading = read(include_bytes!("fixtures/stories/full.geojson")).unwrap();
    assert_eq!(reading.diagnostics, []);
    let story = &reading.story;
    assert_eq!(story.title.as_deref(), Some("Two rivers"));
    assert_eq!(story.lang.as_deref(), Some("en"));
    let source = story.source.as_ref().unwrap();
    assert_eq!(source.name.as_deref(), Some("The Gazette"));
    assert_eq!(source.url.as_deref(), Some("https://example.org/rivers"));
    assert_eq!(source.date.as_ref().unwrap().parts(), (2021, Some(8), Some(15)));

    let (index, herat) = story.place("herat-city").unwrap();
    assert_eq!((index, herat.number), (0, 1));
    assert_eq!(herat.name.default(), "Herat");
    assert_eq!(herat.name.get("fa-AF"), "هرات");
    assert_eq!(herat.aliases, ["Heraut", "Hari"]);
    assert_eq!(herat.kind, Some(Kind::City));
    assert_eq!(herat.area.as_deref(), Some("AF-HER"));
    assert_eq!(herat.annotation.as_ref().unwrap().get("de"), "am Harirud");
    assert_eq!(herat.date.as_ref().unwrap().as_str(), "1857-10");
    assert_eq!(herat.priority, Some(2.5));
    assert_eq!(herat.certainty, Certainty::Approximate);
    assert!(near(herat.marker.unwrap(), 62.2, 34.34));
    assert_eq!(herat.excerpts.len(), 2);
    assert_eq!(herat.excerpts[0].text, "The river rises & falls: x < y > z.");
    assert_eq!((herat.excerpts[0].paragraph, herat.excerpts[0].quote), (Some(3), true));
    assert_eq!(herat.excerpts[1].date.as_ref().unwrap().as_str(), "1857-10-28");
    assert_eq!((herat.excerpts[1].paragraph, herat.excerpts[1].quote), (None, false));
    assert_eq!(herat.style.marker_color.unwrap().to_string(), "#aa3300");
    assert_eq!(herat.style.marker_size, Some(MarkerSize::Large));
    assert_eq!(herat.style.marker_symbol, Some(dateline_map::symbols::Symbol::Letter('h')));
    assert_eq!((herat.style.stroke_width, herat.style.fill_opacity), (Some(0.5), Some(0.25)));

    let unplaced = &story.places[1];
    assert_eq!(unplaced.id, "7");
    assert!(unplaced.geometry.is_empty() && unplaced.marker.is_none());
    assert_eq!(unplaced.excerpts[0].text, "Nobody knows where it was.");
    assert_eq!(unplaced.name.default(), "The lost fort");
}

#[test]
fn the_article_s_own_words_need_no_escaping() {
    let text = "  <script>alert(1)</script> \u{202e}&amp;\u{0} \"x\"\n";
    let (place, codes) =
        place(json!({ "name": text, "description": text, "annotation": text, "aliases": [text] }));
    assert_eq!(place.name.default(), text);
    assert_eq!(place.excerpts[0].text, text);
    assert_eq!(place.annotation.unwrap().default(), text);
    assert_eq!(place.aliases, [text]);
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn ids_are_made_of_names_and_kept_unique() {
    let feature = |name: &str, id: Value| {
        let mut feature = json!({ "type": "Feature", "geometry": null, "properties": { "name": name } });
        if !id.is_null() {
            feature["id"] = id;
        }
        feature
    };
    let reading = story(json!([
        feature("Old Herat", Value::Null),
        feature("Old Herat", Value::Null),
        feature("Other", json!("old-herat")),
        feature("Herat 2", json!(2)),
        feature("Again", json!("2")),
        feature("هرات", Value::Null),
        feature("?", Value::Null),
        feature("old-herat", Value::Null),
        feature("Old Herat 2", Value::Null)
    ]));
    let ids: Vec<&str> = reading.story.places.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "old-herat-2",
            "old-herat-3",
            "old-herat",
            "2",
            "again",
            "هرات",
            "place",
            "old-herat-4",
            "old-herat-2-2"
        ]
    );
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.diagnostics[0].code, "duplicate-id");
    assert_eq!(reading.diagnostics[0].error.location.feature, Some(5));
}

#[test]
fn a_place_without_a_name_is_shown_under_what_it_has() {
    let (titled, codes) = place(json!({ "title": "Kabul", "name:fa": "کابل" }));
    assert_eq!((titled.name.default(), titled.name.get("fa"), codes.len()), ("Kabul", "کابل", 0));
    let (translated, codes) = place(json!({ "name:fa": "کابل" }));
    assert_eq!((translated.name.default(), codes.len()), ("کابل", 0));
    for nameless in [
        json!(null),
        json!({}),
        json!({ "name": "" }),
        json!({ "name": " " }),
        json!({ "name": null }),
        json!({ "name": "\u{200b}\u{202e}" }),
    ] {
        let (nameless, codes) = place(nameless);
        assert_eq!((nameless.name.default(), codes), ("#1", vec!["missing-name"]));
    }
    let (numbered, codes) = place(json!({ "name": 12 }));
    assert_eq!((numbered.name.default(), codes), ("#1", vec!["missing-name", "wrong-type"]));
}

#[test]
fn what_is_wrong_with_an_optional_member_costs_only_that_member() {
    let (place, codes) = place(json!({
        "name": "Kabul", "name:fa": 1, "aliases": ["Cabul", "", 3], "kind": "town", "area": 4, "annotation": [],
        "excerpts": [{ "text": "Seen.", "paragraph": 0, "date": "May", "quote": "yes" }, { "text": " " }],
        "date": "2021-13", "priority": "high", "certainty": "maybe",
        "marker-color": "red", "marker-size": "huge", "stroke-width": -1, "fill-opacity": 2
    }));
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [
            "bad-color",
            "bad-date",
            "bad-date",
            "bad-paragraph",
            "bad-style",
            "empty-excerpt",
            "unknown-certainty",
            "unknown-kind",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "wrong-type",
        ]
    );
    assert_eq!(place.aliases, ["Cabul"]);
    assert_eq!(place.excerpts.len(), 1);
    assert_eq!(place.excerpts[0].paragraph, None);
    assert_eq!((place.kind, place.date, place.priority), (None, None, None));
    assert!(place.marker.is_some());
}

#[test]
fn a_column_of_nulls_is_no_fault() {
    let (place, codes) = place(json!({
        "name": "Kabul", "title": null, "name:fa": null, "aliases": null, "kind": null, "area": null, "annotation": null,
        "excerpts": null, "excerpt": null, "description": null, "date": null, "priority": null, "certainty": null,
        "marker-color": null, "marker-size": null, "marker-symbol": null, "stroke": null, "stroke-width": null
    }));
    assert_eq!(codes, [""; 0]);
    assert!(place.excerpts.is_empty());
}

#[test]
fn one_excerpt_may_stand_by_itself() {
    let texts = |properties| place(properties).0.excerpts.into_iter().map(|e| e.text).collect::<Vec<_>>();
    assert_eq!(texts(json!({ "name": "x", "excerpt": "one" })), ["one"]);
    assert_eq!(texts(json!({ "name": "x", "description": "two" })), ["two"]);
    assert_eq!(texts(json!({ "name": "x", "excerpt": "one", "description": "two" })), ["one"]);
    assert_eq!(texts(json!({ "name": "x", "excerpts": [{ "text": "three" }], "excerpt": "one" })), ["three"]);
    assert_eq!(texts(json!({ "name": "x", "excerpts": ["four"] })), ["four"]);
    assert_eq!(texts(json!({ "name": "x", "excerpt": { "text": "five", "paragraph": 5 } })), ["five"]);
}

#[test]
fn a_good_part_of_a_geometry_outlives_a_bad_one() {
    let square = |x: f64| json!([[[x, 0], [x + 1.0, 0], [x + 1.0, 1], [x, 1], [x, 0]], [[0, 0]]]);
    let (place, codes) = with_geometry(
        json!({ "name": "x" }),
        json!({ "type": "GeometryCollection", "geometries": [
            { "type": "MultiPoint", "coordinates": [[500, 0], [1, 2], [0, "3"]] },
            { "type": "MultiPolygon", "coordinates": [square(0.0), [[[0, 0], [0, 95], [1, 1], [0, 0]]]] },
            { "type": "MultiLineString", "coordinates": [[[0, 0]], [[0, 0], [1, 1]]] }
        ] }),
    );
    assert_eq!(
        codes,
        ["longitude-out-of-range", "bad-position", "short-ring", "latitude-out-of-range", "short-line"]
    );
    assert_eq!((place.geometry.points.len(), place.geometry.lines.len()), (1, 1));
    assert_eq!(place.geometry.polygons.len(), 1);
    assert_eq!(place.geometry.polygons[0].len(), 1);
}

#[test]
fn a_place_with_nothing_left_of_its_geometry_is_left_out() {
    let bad = json!({ "type": "Feature", "properties": { "name": "bad" },
        "geometry": { "type": "Point", "coordinates": [34.5, 134.3] } });
    let good = json!({ "type": "Feature", "properties": { "name": "good" }, "geometry": null });
    let reading = story(json!([bad, good]));
    assert_eq!(reading.story.places.len(), 1);
    assert_eq!((reading.story.places[0].number, reading.story.places[0].id.as_str()), (2, "good"));
    let error = &reading.diagnostics[0].error;
    assert_eq!(
        error.message(),
        "expected a latitude in -90..90, found 134.3; are longitude and latitude swapped?"
    );
    assert_eq!(error.location.name.as_deref(), Some("bad"));
    assert_eq!(error.location.member.as_deref(), Some("geometry.coordinates"));
}

#[test]
fn the_marker_stands_on_the_point_in_the_area_or_on_the_line() {
    let name = || json!({ "name": "x" });
    let big = json!([[[10, 0], [20, 0], [20, 10], [10, 10], [10, 0]]]);
    let small = json!([[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]);
    let (area, _) = with_geometry(name(), json!({ "type": "MultiPolygon", "coordinates": [small, big] }));
    let at = unproject(area.marker.unwrap());
    assert!((at.lon - 15.0).abs() < 0.2 && (at.lat - 5.0).abs() < 0.2, "{at:?}");

    let line = json!({ "type": "LineString", "coordinates": [[0, 0], [2, 0], [2, 0], [10, 0]] });
    assert!(near(with_geometry(name(), line.clone()).0.marker.unwrap(), 5.0, 0.0));

    let point = json!({ "type": "Point", "coordinates": [7, 8] });
    let all = json!({ "type": "GeometryCollection", "geometries": [line, { "type": "Polygon", "coordinates": big }, point] });
    assert!(near(with_geometry(name(), all).0.marker.unwrap(), 7.0, 8.0));

    let flat = json!({ "type": "Polygon", "coordinates": [[[3, 3], [3, 3], [3, 3], [3, 3]]] });
    assert!(near(with_geometry(name(), flat).0.marker.unwrap(), 3.0, 3.0));
    let still = json!({ "type": "LineString", "coordinates": [[4, 4], [4, 4]] });
    assert!(near(with_geometry(name(), still).0.marker.unwrap(), 4.0, 4.0));
}

#[test]
fn longitudes_past_the_antimeridian_are_brought_back_together() {
    let (point, codes) =
        with_geometry(json!({ "name": "x" }), json!({ "type": "Point", "coordinates": [190, 1] }));
    assert_eq!(codes, ["longitude-past-180"]);
    assert!(near(point.marker.unwrap(), -170.0, 1.0));
    let line = json!({ "type": "LineString", "coordinates": [[170, 0], [194, 0]] });
    let (line, codes) = with_geometry(json!({ "name": "x" }), line);
    assert_eq!(codes, ["longitude-past-180"]);
    let marker = line.marker.unwrap();
    assert!(near(marker, -178.0, 0.0), "{marker:?}");
    let span = &line.geometry.lines[0];
    assert!((span[1].x - span[0].x - 24.0 / 360.0).abs() < 1e-12);
    let area =
        json!({ "type": "Polygon", "coordinates": [[[185, 0], [195, 0], [195, 9], [185, 9], [185, 0]]] });
    let (area, _) = with_geometry(json!({ "name": "x" }), area);
    let west = project(LonLat::new(-175.0, 0.0)).x;
    assert!((area.geometry.polygons[0][0][0].x - west).abs() < 1e-12, "{:?}", area.geometry);
    for edge in [180.0, -180.0] {
        let (edge_place, codes) =
            with_geometry(json!({ "name": "x" }), json!({ "type": "Point", "coordinates": [edge, 0] }));
        assert_eq!(codes, [""; 0]);
        assert!(near(edge_place.marker.unwrap(), edge, 0.0));
    }
}

#[test]
fn the_whole_story_is_looked_at_for_areas_neighbours_and_markup() {
    let at = |name: &str, lon: f64, lat: f64, area: &str| {
        json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [lon, lat] },
            "properties": { "name": name, "area": area } })
    };
    let reading = story(json!([
        at("Kabul", 69.17, 34.53, "AF-KAB"),
        at("Kabul again", 69.1705, 34.53, "af_kab"),
        at("Logar", 69.19, 34.53, "AF-XXX"),
        at("<i>Herat</i> 1 < 2", 62.2, 34.34, "nowhere")
    ]));
    assert_eq!(reading.diagnostics, []);
    let known = |key: &str| ["AF", "AF-KAB"].contains(&key);
    let messages: Vec<String> =
        diagnose(&reading.story, Some(&known)).iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "warning[unknown-area]: place 2 (\"Kabul again\"): `area`: expected the key of an area of the basemap, found \"af_kab\"; did you mean AF-KAB?",
            "warning[same-position]: place 2 (\"Kabul again\"): expected a position of its own, found that of place 1 (\"Kabul\"), 46 m away",
            "warning[unknown-area]: place 3 (\"Logar\"): `area`: expected the key of an area of the basemap, found \"AF-XXX\"; the country AF is known",
            "warning[unknown-area]: place 4 (\"<i>Herat</i> 1 < 2\"): `area`: expected the key of an area of the basemap, found \"nowhere\"",
            "warning[markup]: place 4 (\"<i>Herat</i> 1 < 2\"): `name`: expected plain text, found \"<i>\"; it is shown as it stands, not as HTML",
        ]
    );
    let unasked = diagnose(&reading.story, None);
    assert_eq!(
        unasked.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(),
        ["same-position", "markup"]
    );
}

#[test]
fn neighbours_are_found_across_bands_and_near_the_poles() {
    let pair = |a: [f64; 2], b: [f64; 2]| {
        let point = |at: [f64; 2]| json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": at }, "properties": { "name": "x" } });
        diagnose(&story(json!([point(a), point(b)])).story, None).len()
    };
    assert_eq!(pair([0.0, -0.0003], [0.0, 0.0003]), 1);
    assert_eq!(pair([0.0, 0.0], [0.0008, 0.0]), 1);
    assert_eq!(pair([0.0, 0.0], [0.0010, 0.0]), 0);
    assert_eq!(pair([10.0, 80.0], [10.004, 80.0]), 1);
    assert_eq!(pair([10.0, 80.0], [10.006, 80.0]), 0);
}

#[test]
fn places_on_one_spot_are_told_of_unless_they_are_a_crowd() {
    let story = |count: usize| {
        let feature =
            r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"name":"x"}}"#;
        let file =
            [r#"{"type":"FeatureCollection","features":["#, &vec![feature; count].join(","), "]}"].concat();
        read(file.as_bytes()).unwrap().story
    };
    assert_eq!(diagnose(&story(60), None).len(), 59);
    let crowd = story(100_000);
    assert_eq!(crowd.places.iter().next_back().unwrap().id, "x-100000");
    assert_eq!(diagnose(&crowd, None), [], "the map sets them out");
}
