//! Reading basemap files: what each of the fixtures becomes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::basemap::{Area, AreaClass, Basemap, Level, LineClass};
use dateline_map::geo::{LonLat, WorldPoint, project, unproject};
use serde_json::{Value, json};

const PLAIN: &[u8] = include_bytes!("fixtures/basemaps/plain.topojson");
const QUANTIZED: &[u8] = include_bytes!("fixtures/basemaps/quantized.topojson");
const PACKED: &[u8] = include_bytes!("fixtures/basemaps/packed.topojson");
const FLAWED: &[u8] = include_bytes!("fixtures/basemaps/flawed.topojson");
const ATLAS: &[u8] = include_bytes!("fixtures/basemaps/atlas.json");
const LAND: &[u8] = include_bytes!("fixtures/basemaps/land.json");
const COUNTRIES: &[u8] = include_bytes!("fixtures/basemaps/countries.geojson");

fn read(bytes: &[u8]) -> Level {
    let level = Level::read(bytes).unwrap();
    assert_eq!(level.problems, []);
    level
}

fn read_json(value: &Value) -> Result<Level, String> {
    Level::read(value.to_string().as_bytes()).map_err(|error| error.to_string())
}

fn at(lon: f64, lat: f64) -> WorldPoint {
    project(LonLat::new(lon, lat))
}

fn keys(level: &Level) -> Vec<&str> {
    level.areas.iter().map(|area| area.key.as_str()).collect()
}

/// The corners in degrees, rounded to a thousandth.
fn degrees(points: &[WorldPoint]) -> Vec<(f64, f64)> {
    let round = |v: f64| (v * 1000.0).round() / 1000.0;
    points.iter().map(|&p| unproject(p)).map(|p| (round(p.lon), round(p.lat))).collect()
}

/// The lines of a class: each part's corners, and whether it is closed.
fn lines(level: &Level, class: LineClass) -> Vec<(Vec<(f64, f64)>, bool)> {
    let of_class = level.lines.iter().filter(|(c, _)| *c == class);
    let parts = of_class.flat_map(|(_, path)| &path.parts);
    parts.map(|part| (degrees(&part.points), part.closed)).collect()
}

#[test]
fn every_arc_is_drawn_once_as_what_lies_on_either_side_makes_it() {
    for bytes in [PLAIN, QUANTIZED, PACKED] {
        let level = read(bytes);
        assert_eq!(lines(&level, LineClass::Border), [(vec![(20.0, 0.0), (20.0, 10.0)], false)]);
        assert_eq!(lines(&level, LineClass::Disputed), [(vec![(20.0, 10.0), (20.0, 20.0)], false)]);
        assert_eq!(
            lines(&level, LineClass::Province),
            [(vec![(0.0, 10.0), (10.0, 11.0), (20.0, 10.0)], false)]
        );
        // Three arcs, joined to one shore around both countries.
        let coast = lines(&level, LineClass::Coast);
        assert_eq!((coast.len(), coast[0].0.len(), coast[0].1), (1, 7, true));
        let order: Vec<_> = level.lines.iter().map(|(class, _)| *class).collect();
        let wanted = [LineClass::Coast, LineClass::Province, LineClass::Border, LineClass::Disputed];
        assert_eq!(order, wanted);
    }
}

#[test]
fn the_land_is_one_shape_without_the_borders_inside() {
    let level = read(PLAIN);
    assert_eq!((level.land.parts.len(), level.land.parts[0].points.len()), (1, 7));
    assert!(level.land.contains(at(10.0, 5.0)) && level.land.contains(at(30.0, 5.0)));
    assert!(level.lakes.contains(at(30.0, 10.0)) && !level.lakes.contains(at(33.0, 10.0)));
}

#[test]
fn areas_have_their_names_codes_and_countries() {
    let level = read(PLAIN);
    assert_eq!(keys(&level), ["AA", "BB", "AA-N", "AA-S"]);
    let west = level.area("AA").unwrap();
    assert_eq!((west.name.default(), west.name.get("fa-AF")), ("Westland", "غرب"));
    assert_eq!((west.class, west.country.as_deref()), (AreaClass::Country, Some("AA")));
    for province in ["AA-N", "AA-S"] {
        let area = level.area(province).unwrap();
        assert_eq!((area.class, area.country.as_deref()), (AreaClass::Province, Some("AA")));
        assert!(area.path.contains(area.label_at()));
    }
    assert!(level.area("").is_none() && level.area("ZZ").is_none());
}

#[test]
fn the_files_own_members_tell_where_and_from_which_zoom_it_serves() {
    let level = read(PLAIN);
    let covers = level.covers.unwrap();
    assert_eq!((covers.min, covers.max), (at(-5.0, 25.0), at(45.0, -5.0)));
    assert_eq!((level.min_zoom, level.credit.as_deref()), (3.0, Some("Made up")));
    let plain = read(LAND);
    assert_eq!((plain.covers, plain.min_zoom, plain.credit), (None, 0.0, None));
}

#[test]
fn a_world_atlas_serves_with_its_numbers_turned_into_codes() {
    let level = read(ATLAS);
    assert_eq!(keys(&level), ["AF", "PK", "FJ", "AQ", "Somaliland"]);
    assert_eq!(level.country_at(at(66.0, 34.0)).unwrap().key, "AF");
    assert_eq!(level.country_at(at(78.0, 34.0)).unwrap().key, "PK");
    assert!(level.country_at(at(0.0, 34.0)).is_none());
    assert_eq!(lines(&level, LineClass::Border), [(vec![(75.0, 30.0), (75.0, 38.0)], false)]);
}

#[test]
fn rings_sewn_up_over_the_antimeridian_and_about_the_pole_lie_flat() {
    for bytes in [ATLAS, LAND] {
        let land = read(bytes).land;
        for (lon, lat, wanted) in [
            (179.5, -16.5, true),
            (-179.0, -16.5, true),
            (0.0, -16.5, false),
            (0.0, -80.0, true),
            (179.9, -84.0, true),
            (-179.9, -84.0, true),
            (0.0, -50.0, false),
            (66.0, 34.0, true),
        ] {
            assert_eq!(land.contains(at(lon, lat)), wanted, "{lon}, {lat}");
        }
        assert!(land.bounds.min.x >= 0.0 && land.bounds.max.x <= 1.0);
    }
    let level = read(ATLAS);
    // In whichever copy of the world one asks.
    let fiji = at(179.5, -16.5);
    for copy in [-1.0, 0.0, 1.0] {
        assert_eq!(level.country_at(WorldPoint::new(fiji.x + copy, fiji.y)).unwrap().key, "FJ");
    }
}

#[test]
fn no_line_runs_along_the_antimeridian_or_beyond_the_map() {
    let on_edge = |p: WorldPoint| p.x < 1e-9 || p.x > 1.0 - 1e-9 || p.y > 1.0 - 1e-9;
    for (_, path) in &read(ATLAS).lines {
        for pair in path.parts.iter().flat_map(|part| part.points.windows(2)) {
            assert!(!(on_edge(pair[0]) && on_edge(pair[1])), "{pair:?}");
        }
    }
}

#[test]
fn land_alone_has_a_coast_and_no_areas() {
    let level = read(LAND);
    assert_eq!(level.areas.len(), 0);
    assert!(level.lines.iter().all(|(class, _)| *class == LineClass::Coast));
}

#[test]
fn provinces_alone_give_the_coast_and_the_borders_as_well() {
    let mut file: Value = serde_json::from_slice(PLAIN).unwrap();
    let objects = file["objects"].as_object_mut().unwrap();
    objects.remove("countries");
    let east = json!({ "type": "Polygon", "id": "BB-X", "arcs": [[5, 0, 1]] });
    objects["provinces"]["geometries"].as_array_mut().unwrap().push(east);
    let level = read_json(&file).unwrap();
    assert_eq!(lines(&level, LineClass::Border), [(vec![(20.0, 0.0), (20.0, 10.0)], false)]);
    assert_eq!(lines(&level, LineClass::Province).len(), 1);
    assert_eq!(lines(&level, LineClass::Coast).len(), 1);
    assert_eq!(level.land.parts.len(), 1);
}

#[test]
fn an_object_of_another_name_holds_countries_only_where_there_are_none() {
    let mut file: Value = serde_json::from_slice(PLAIN).unwrap();
    let objects = file["objects"].as_object_mut().unwrap();
    let countries = objects["countries"].clone();
    objects.insert("regions".into(), countries.clone());
    let classes = |level: &Level| level.areas.iter().map(|area| area.class).collect::<Vec<_>>();
    let level = read_json(&file).unwrap();
    assert_eq!(classes(&level).iter().filter(|class| **class == AreaClass::Other).count(), 2);
    assert_eq!(lines(&level, LineClass::Border).len(), 1);
    let alone = json!({ "type": "Topology", "objects": { "regions": countries }, "arcs": file["arcs"] });
    assert_eq!(classes(&read_json(&alone).unwrap()), [AreaClass::Country; 2]);
}

#[test]
fn land_beside_areas_of_any_name_is_not_counted_twice() {
    let mut file: Value = serde_json::from_slice(ATLAS).unwrap();
    let whole = read(ATLAS);
    let objects = file["objects"].as_object_mut().unwrap();
    let countries = objects.remove("countries").unwrap();
    objects.insert("states".into(), countries);
    let level = read_json(&file).unwrap();
    assert_eq!(level.land, whole.land);
    assert_eq!(level.lines, whole.lines);
}

#[test]
fn provinces_within_land_leave_the_coast_to_it() {
    let mut file: Value = serde_json::from_slice(PLAIN).unwrap();
    let objects = file["objects"].as_object_mut().unwrap();
    objects.remove("countries");
    objects.insert("land".into(), json!({ "type": "Polygon", "arcs": [[2, 3, -6]] }));
    let level = read_json(&file).unwrap();
    assert_eq!(lines(&level, LineClass::Coast), lines(&read(PLAIN), LineClass::Coast));
    assert_eq!(lines(&level, LineClass::Province).len(), 1);
    assert_eq!(level.land, read(PLAIN).land);
}

#[test]
fn geojson_gives_countries_provinces_and_their_rings() {
    let level = read(COUNTRIES);
    assert_eq!(keys(&level), ["FR", "EN", "FR-PA"]);
    assert_eq!(level.area("FR").unwrap().name.default(), "France");
    assert_eq!(level.country_at(at(5.0, 5.0)).unwrap().key, "EN");
    assert_eq!(level.country_at(at(1.0, 1.0)).unwrap().key, "FR");
    assert_eq!(lines(&level, LineClass::Border).len(), 4);
    assert_eq!(lines(&level, LineClass::Province).len(), 1);
    // The hole in France is filled by the enclave.
    assert!(level.land.contains(at(5.0, 5.0)) && level.land.contains(at(1.0, 1.0)));
    assert!(!level.land.contains(at(11.0, 1.0)));
}

#[test]
fn a_single_feature_and_a_bare_polygon_serve_too() {
    let polygon = json!({ "type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]]] });
    let collection = json!({ "type": "GeometryCollection", "geometries": [polygon] });
    let feature = json!({ "type": "Feature", "id": "004", "properties": null, "geometry": polygon });
    assert_eq!(keys(&read_json(&feature).unwrap()), ["AF"]);
    for bare in [polygon, collection] {
        assert!(read_json(&bare).unwrap().land.contains(at(6.0, 3.0)));
    }
}

#[test]
fn a_flaw_costs_its_own_country_and_is_told() {
    let level = Level::read(FLAWED).unwrap();
    assert_eq!(keys(&level), ["AA", "BB", "AA-N", "AA-S"]);
    let told: Vec<String> = level.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "`arcs[7]`: expected longitude and latitude in degrees, found 500000, 100; \
             a file that is already projected does not serve; is this one?",
            "`arcs[8]`: expected positions of two numbers, found [[0, 0], [\"a\", \"b\"]]",
            "`objects.countries.geometries[2].arcs`: expected the number of one of 9 sound arcs, found 99",
            "`objects.countries.geometries[3].arcs`: expected the numbers of arcs, found [\"x\"]",
            "`objects.countries.geometries[4].arcs`: expected the number of one of 9 sound arcs, found 7",
            "`objects.countries.geometries[5].arcs`: expected the member, found nothing",
            "`objects.countries.geometries[6]`: expected an object, found 17",
            "`objects.countries.geometries[7].properties`: expected an object, found []",
        ]
    );
    // What is left is drawn as if the others had never been there.
    assert_eq!(lines(&level, LineClass::Border), lines(&read(PLAIN), LineClass::Border));
}

#[test]
fn a_file_that_cannot_serve_is_refused_with_the_reason() {
    let refused = |bytes: &[u8]| Level::read(bytes).unwrap_err().to_string();
    for (bytes, wanted) in [
        (&b""[..], "line 1, column 1: expected a basemap: TopoJSON or GeoJSON, found the end of the file"),
        (b"{\"type\": }", "line 1, column 10: expected a basemap: TopoJSON or GeoJSON, found `}`"),
        (
            b"<!doctype html>",
            "line 1, column 1: expected a basemap: TopoJSON or GeoJSON, found `<`; \
             is this a web page instead of the file?",
        ),
        (b"\xff", "expected text in UTF-8, found other bytes from byte 1 on"),
        (b"{}", "`type`: expected `Topology`, or a type of GeoJSON that holds polygons, found nothing"),
        (
            b"{\"type\": \"Style\"}",
            "`type`: expected `Topology`, or a type of GeoJSON that holds polygons, found \"Style\"",
        ),
        (b"{\"type\": \"Topology\"}", "`arcs`: expected the member, found nothing"),
        (
            b"{\"type\": \"FeatureCollection\", \"features\": []}",
            "expected polygons for a map, found none in the file",
        ),
        (
            b"{\"type\": \"Feature\", \"covers\": [0, 9, 9, 0]}",
            "`covers`: expected west, south, east and north in degrees, the south below the north, \
             found [0, 9, 9, 0]",
        ),
        (b"{\"minzoom\": -1}", "`minzoom`: expected a zoom in 0..30, found -1"),
    ] {
        assert_eq!(refused(bytes), wanted);
    }
}

#[test]
fn a_byte_order_mark_is_no_matter() {
    assert_eq!(keys(&read(&[b"\xef\xbb\xbf", PLAIN].concat())), keys(&read(PLAIN)));
}

fn world_and_region() -> Basemap {
    let mut basemap = Basemap::new();
    basemap.insert(read(PLAIN));
    // The world: the same countries, but the eastern one goes on beyond what the region covers.
    let square = |w: f64, e: f64| json!([[[w, 0], [e, 0], [e, 20], [w, 20], [w, 0]]]);
    let country = |id: &str, w, e| {
        let geometry = json!({ "type": "Polygon", "coordinates": square(w, e) });
        json!({ "type": "Feature", "id": id, "properties": {}, "geometry": geometry })
    };
    let features = [country("AA", 0.0, 20.0), country("BB", 20.0, 80.0), country("CC", 90.0, 99.0)];
    let world = json!({ "type": "FeatureCollection", "credit": "Made up", "features": features });
    basemap.insert(read_json(&world).unwrap());
    basemap
}

#[test]
fn levels_are_kept_coarse_to_fine_and_credits_given_once() {
    let basemap = world_and_region();
    assert_eq!(basemap.levels.iter().map(|level| level.min_zoom).collect::<Vec<_>>(), [0.0, 3.0]);
    assert_eq!(basemap.credits(), ["Made up"]);
}

#[test]
fn of_levels_that_start_together_the_wider_comes_first() {
    let mut region: Value = serde_json::from_slice(PLAIN).unwrap();
    region["minzoom"] = json!(0);
    let mut basemap = Basemap::new();
    basemap.insert(read_json(&region).unwrap());
    basemap.insert(read(ATLAS));
    assert_eq!(basemap.levels.iter().map(|level| level.covers.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn an_area_comes_from_the_finest_level_that_shows_the_whole_of_it() {
    let basemap = world_and_region();
    let name = |key| basemap.area(key).map(|area: &Area| area.name.default().to_owned());
    assert_eq!(name("AA").as_deref(), Some("Westland"));
    assert_eq!(name("AA-S").as_deref(), Some("South"));
    assert!(basemap.area("CC").is_some() && basemap.area("ZZ").is_none());
    // Where the region's part of a country is not the whole, the world's serves.
    let mut file: Value = serde_json::from_slice(PLAIN).unwrap();
    file["covers"] = json!([-5, -5, 30, 25]);
    let mut cut = world_and_region();
    cut.levels[1] = read_json(&file).unwrap();
    assert_eq!(cut.area("BB").unwrap().path.bounds.max, at(80.0, 0.0));
}

#[test]
fn the_country_at_a_place_is_the_finest_levels_where_it_covers() {
    let basemap = world_and_region();
    let country = |lon, lat| basemap.country_at(at(lon, lat)).map(|area| area.key.as_str());
    assert_eq!(country(10.0, 10.0), Some("AA"));
    assert_eq!(country(60.0, 10.0), Some("BB"));
    assert_eq!(country(43.0, 10.0), None, "the region, which covers this, shows the sea here");
    assert_eq!(country(10.0, -40.0), None);
    assert!(Basemap::new().country_at(at(0.0, 0.0)).is_none());
}

#[test]
fn a_box_over_the_antimeridian_covers_both_its_sides() {
    let mut file: Value = serde_json::from_slice(ATLAS).unwrap();
    file["covers"] = json!([170, -30, -170, 0]);
    let level = read_json(&file).unwrap();
    for (lon, wanted) in [(175.0, true), (-175.0, true), (165.0, false), (-165.0, false), (0.0, false)] {
        assert_eq!(level.covers_point(at(lon, -10.0)), wanted, "{lon}");
    }
}
