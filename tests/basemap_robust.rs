//! Reading basemap files that are damaged, hostile, or made at random: no bytes whatever cause a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::basemap::Level;
use dateline_map::geo::{LonLat, Path, WorldPoint, unproject};
use proptest::prelude::*;
use serde_json::{Value, json};

const ALL: [&[u8]; 7] = [
    include_bytes!("fixtures/basemaps/plain.topojson"),
    include_bytes!("fixtures/basemaps/quantized.topojson"),
    include_bytes!("fixtures/basemaps/packed.topojson"),
    include_bytes!("fixtures/basemaps/flawed.topojson"),
    include_bytes!("fixtures/basemaps/atlas.json"),
    include_bytes!("fixtures/basemaps/land.json"),
    include_bytes!("fixtures/basemaps/countries.geojson"),
];

fn read_json(value: &Value) -> Result<Level, String> {
    Level::read(value.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_file_built_to_fill_the_memory_is_stopped() {
    let arc: Vec<[u32; 2]> = (0..1000).map(|i| [i % 90, i % 80]).collect();
    let greedy = json!({ "type": "Polygon", "arcs": [vec![0; 100_000]] });
    let file = json!({ "type": "Topology", "objects": { "countries": greedy }, "arcs": [arc] });
    assert!(read_json(&file).unwrap_err().contains("used a few times"));
}

#[test]
fn collections_nested_without_end_are_not_followed() {
    for depth in [20, 100_000] {
        let open = r#"{"type":"GeometryCollection","geometries":["#.repeat(depth);
        let bytes = [open.as_str(), &"]}".repeat(depth)].concat();
        assert!(Level::read(bytes.as_bytes()).is_err());
        let arrays = ["[".repeat(depth), "]".repeat(depth)].concat();
        let file = format!(r#"{{"type":"Polygon","coordinates":{arrays}}}"#);
        assert!(Level::read(file.as_bytes()).is_err());
    }
}

/// A JSON value made of the words that basemap files are made of.
fn basemap_like() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "type",
        "Topology",
        "FeatureCollection",
        "Feature",
        "Polygon",
        "MultiPolygon",
        "LineString",
        "GeometryCollection",
        "objects",
        "arcs",
        "transform",
        "scale",
        "translate",
        "countries",
        "provinces",
        "land",
        "lakes",
        "disputed",
        "geometries",
        "features",
        "geometry",
        "coordinates",
        "properties",
        "id",
        "name",
        "covers",
        "minzoom",
        "credit",
        "\u{1}\"é",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-3..3).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((words.clone(), inner), 0..6)
                .prop_map(|members| members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

/// Every value in a JSON document, reached by counting.
fn nth(value: &mut Value, n: &mut usize, replacement: &Value) {
    if *n == 0 {
        *value = replacement.clone();
    }
    *n = n.wrapping_sub(1);
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| nth(value, n, replacement)),
        Value::Object(members) => members.values_mut().for_each(|value| nth(value, n, replacement)),
        _ => {}
    }
}

/// What a level holds is sound, however it came about.
fn check(level: &Level) {
    let whole = |path: &Path| {
        path.parts.iter().flat_map(|part| &part.points).all(|p| p.x.is_finite() && (0.0..=1.0).contains(&p.y))
    };
    assert!(whole(&level.land) && whole(&level.lakes));
    assert!(level.lines.iter().all(|(_, path)| whole(path) && !path.is_empty()));
    for area in &level.areas {
        assert!(whole(&area.path));
        area.label_at();
    }
    level.country_at(WorldPoint::new(0.5, 0.5));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        Level::read(&bytes).iter().for_each(check);
    }

    #[test]
    fn any_json_is_read_or_refused(value in basemap_like()) {
        Level::read(value.to_string().as_bytes()).iter().for_each(check);
    }

    #[test]
    fn a_fixture_with_any_value_replaced_is_read_or_refused(
        which in 0..ALL.len(), n in 0..150usize, value in basemap_like()
    ) {
        let mut file: Value = serde_json::from_slice(ALL[which]).unwrap();
        nth(&mut file, &mut n.clone(), &value);
        Level::read(file.to_string().as_bytes()).iter().for_each(check);
    }

    #[test]
    fn a_fixture_cut_short_is_refused(which in 0..ALL.len(), part in 0.0..1.0f64) {
        let bytes = ALL[which].trim_ascii_end();
        let end = (part * bytes.len() as f64) as usize;
        prop_assert!(Level::read(&bytes[..end]).is_err());
    }

    #[test]
    fn quantizing_moves_a_corner_by_half_a_quantum_at_most(
        radii in prop::collection::vec(5.0..40.0f64, 3..20),
        scale in (0.001..0.1f64, 0.001..0.1f64),
        translate in (-180.0..-100.0f64, -85.0..-80.0f64),
    ) {
        let turn = std::f64::consts::TAU / radii.len() as f64;
        let mut ring: Vec<[f64; 2]> = radii
            .iter()
            .enumerate()
            .map(|(i, r)| [20.0 + r * (i as f64 * turn).cos(), 10.0 + r * (i as f64 * turn).sin()])
            .collect();
        ring.push(ring[0]);
        let (mut steps, mut before) = (Vec::new(), [0i64; 2]);
        for [lon, lat] in &ring {
            let now = [
                ((lon - translate.0) / scale.0).round() as i64,
                ((lat - translate.1) / scale.1).round() as i64,
            ];
            steps.push([now[0] - before[0], now[1] - before[1]]);
            before = now;
        }
        let objects = json!({ "countries": { "type": "Polygon", "arcs": [[0]] } });
        let plain = json!({ "type": "Topology", "objects": objects, "arcs": [ring] });
        let transform = json!({ "scale": [scale.0, scale.1], "translate": [translate.0, translate.1] });
        let quantized = json!({ "type": "Topology", "transform": transform, "objects": objects, "arcs": [steps] });
        let corners = |file| -> Vec<LonLat> {
            let level = read_json(&file).unwrap();
            level.areas[0].path.parts[0].points.iter().map(|&p| unproject(p)).collect()
        };
        let (plain, quantized) = (corners(plain), corners(quantized));
        prop_assert_eq!(plain.len(), quantized.len());
        for (a, b) in plain.iter().zip(&quantized) {
            prop_assert!((a.lon - b.lon).abs() <= scale.0 / 2.0 + 1e-9, "{a:?} {b:?}");
            prop_assert!((a.lat - b.lat).abs() <= scale.1 / 2.0 + 1e-9, "{a:?} {b:?}");
        }
    }
}
