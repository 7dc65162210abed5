//! What holds of any file at all: no panic, and nothing lost by writing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::story::{Place, Story, diagnose, read};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Any JSON, a few levels deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-400.0..400.0_f64).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["Feature", "Point", "Polygon", "city", "#f00", "2021-07", "exact"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((a_member(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// The name of a member: mostly one that the reader knows.
fn a_member() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 32] = [
        "type",
        "features",
        "geometry",
        "geometries",
        "coordinates",
        "properties",
        "id",
        "bbox",
        "title",
        "source",
        "lang",
        "crs",
        "name",
        "name:fa",
        "aliases",
        "kind",
        "area",
        "annotation",
        "excerpts",
        "excerpt",
        "description",
        "text",
        "paragraph",
        "quote",
        "date",
        "priority",
        "certainty",
        "marker-color",
        "marker-symbol",
        "stroke-width",
        "url",
        "annotation:de",
    ];
    prop_oneof![4 => prop::sample::select(KNOWN.to_vec()).prop_map(str::to_owned), 1 => ".{0,6}"]
}

fn a_position() -> impl Strategy<Value = Value> {
    // Whole numbers, just past what is right too; every now and then something else.
    prop_oneof![
        9 => (-190..190_i32, -95..95_i32).prop_map(|(lon, lat)| json!([lon, lat])),
        1 => (-180.0..180.0_f64, -90.0..90.0_f64, -500.0..9000.0_f64).prop_map(|(a, b, c)| json!([a, b, c])),
        1 => any_json(),
    ]
}

fn a_geometry() -> impl Strategy<Value = Value> {
    let line = || prop::collection::vec(a_position(), 0..7);
    let lines = || prop::collection::vec(line(), 0..3);
    let of = |kind: &'static str| move |coordinates| json!({ "type": kind, "coordinates": coordinates });
    let simple = prop_oneof![
        Just(Value::Null),
        a_position().prop_map(|at| json!({ "type": "Point", "coordinates": at })),
        line().prop_map(of("MultiPoint")),
        line().prop_map(of("LineString")),
        lines().prop_map(|lines| json!({ "type": "MultiLineString", "coordinates": lines })),
        lines().prop_map(|rings| json!({ "type": "Polygon", "coordinates": rings })),
        prop::collection::vec(lines(), 0..3)
            .prop_map(|all| json!({ "type": "MultiPolygon", "coordinates": all })),
        any_json(),
    ];
    simple.prop_recursive(2, 8, 3, |inner| {
        prop::collection::vec(inner, 0..3)
            .prop_map(|all| json!({ "type": "GeometryCollection", "geometries": all, "note": 1 }))
    })
}

/// A file that is nearly a story.
fn a_story() -> impl Strategy<Value = Value> {
    let members = || prop::collection::vec((a_member(), any_json()), 0..8);
    let feature =
        (a_geometry(), members(), members(), prop_oneof![any_json(), Just(json!("a")), Just(json!(1))])
            .prop_map(|(geometry, properties, more, id)| {
                let mut feature: Map<String, Value> = more.into_iter().collect();
                feature.insert("type".into(), "Feature".into());
                feature.insert("geometry".into(), geometry);
                feature.insert("id".into(), id);
                feature.insert("properties".into(), Value::Object(properties.into_iter().collect()));
                Value::Object(feature)
            });
    (prop::collection::vec(feature, 0..6), members()).prop_map(|(features, more)| {
        let mut file: Map<String, Value> = more.into_iter().collect();
        file.insert("type".into(), "FeatureCollection".into());
        file.insert("features".into(), features.into());
        Value::Object(file)
    })
}

/// Everything of a place but its number, which moves up where bad features are left out.
fn content(story: &Story) -> Vec<String> {
    let told = |place: &Place| format!("{place:?}").split_once(", ").unwrap().1.to_owned();
    story.places.iter().map(told).collect()
}

/// Whether all that the reader promises of a place holds.
fn is_sound(story: &Story) -> bool {
    let mut ids: Vec<&str> = story.places.iter().map(|place| place.id.as_str()).collect();
    ids.sort_unstable();
    let unique = ids.windows(2).all(|pair| pair[0] != pair[1]) && ids.iter().all(|id| !id.is_empty());
    unique
        && story.places.iter().all(|place| {
            let marker =
                place.marker.is_none_or(|at| (0.0..=1.0).contains(&at.x) && (0.0..=1.0).contains(&at.y));
            let rings = place.geometry.polygons.iter().flatten();
            let closed = rings.into_iter().all(|ring| ring.len() >= 4 && ring.first() == ring.last());
            marker
                && closed
                && place.marker.is_some() != place.geometry.is_empty()
                && !place.name.default().trim().is_empty()
                && place.geometry.lines.iter().all(|line| line.len() >= 2)
                && place.excerpts.iter().all(|excerpt| !excerpt.text.trim().is_empty())
        })
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[\\[\\]{}\":,0-9a-z \n\\\\é]{0,80}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn no_cut_makes_the_reader_panic(file in a_story(), at in 0.0..1.0_f64) {
        let text = file.to_string();
        let _ = read(&text.as_bytes()[..(text.len() as f64 * at) as usize]);
    }

    #[test]
    fn any_json_is_read_or_refused(file in any_json()) {
        if let Ok(reading) = read(file.to_string().as_bytes()) {
            prop_assert!(is_sound(&reading.story));
        }
    }

    #[test]
    fn nearly_a_story_is_read_as_far_as_it_goes(file in a_story()) {
        let reading = read(file.to_string().as_bytes()).unwrap();
        prop_assert!(is_sound(&reading.story), "{:#?}", reading.story);
        for diagnostic in reading.diagnostics.iter().chain(&diagnose(&reading.story, Some(&|_| false))) {
            prop_assert!(serde_json::to_value(diagnostic).unwrap()["message"].as_str().unwrap().starts_with("expected "));
        }
        // Whatever is left out is told.
        let features = file["features"].as_array().unwrap().len();
        let left_out = features - reading.story.places.len();
        let errors = reading.diagnostics.iter().filter(|d| d.severity == dateline_map::story::Severity::Error);
        prop_assert!(errors.count() >= left_out);
    }

    #[test]
    fn a_story_that_is_written_is_read_as_it_was(file in a_story()) {
        let first = read(file.to_string().as_bytes()).unwrap().story;
        let written = serde_json::to_string(&first.to_geojson()).unwrap();
        let second = read(written.as_bytes()).unwrap().story;
        prop_assert_eq!(&written, &serde_json::to_string(&second.to_geojson()).unwrap());
        prop_assert_eq!((&first.title, &first.lang, &first.source), (&second.title, &second.lang, &second.source));
        // Names made of the number differ once a feature before them is left out.
        if first.places.len() == file["features"].as_array().unwrap().len() {
            prop_assert_eq!(content(&first), content(&second));
        }
    }
}

#[test]
fn what_is_unknown_here_is_written_as_it_was_read() {
    let bytes = include_bytes!("fixtures/stories/full.geojson");
    let mut original: Value = serde_json::from_slice(bytes).unwrap();
    // Coordinates and boxes are written as floating point.
    original["bbox"] = json!([60.0, 30.0, 70.0, 40.0]);
    original["features"][0]["geometry"]["coordinates"] = json!([62.2, 34.34, 920.0]);
    let written = serde_json::to_value(read(bytes).unwrap().story.to_geojson()).unwrap();
    assert_eq!(written, original);
}
