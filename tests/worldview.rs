//! The views of the basemap that ships: whose land it is, and which lines are drawn.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::basemap::{Area, AreaClass, Basemap, Level, LineClass};
use dateline_map::geo::{LonLat, Path, WorldPoint, project};
use dateline_map::words::Words;

const WORLD: &[u8] = include_bytes!("../geodata/world.topojson");
const REGION: &[u8] = include_bytes!("../geodata/region.topojson");
const VIEWS: [&str; 3] = ["default", "un", "ua"];
/// The languages of the interface but English.
const LANGUAGES: [&str; 9] = ["ar", "zh", "fr", "de", "ps", "fa", "ru", "es", "ur"];

fn at(lon: f64, lat: f64) -> WorldPoint {
    project(LonLat::new(lon, lat))
}

fn read(file: &[u8], view: &str) -> Level {
    let level = Level::read_as(file, view).unwrap();
    assert_eq!(level.problems, []);
    level
}

fn key_at(level: &Level, lon: f64, lat: f64) -> Option<&str> {
    level.country_at(at(lon, lat)).map(|area| area.key.as_str())
}

fn lines(level: &Level, class: LineClass) -> impl Iterator<Item = &Path> {
    level.lines.iter().filter(move |(c, _)| *c == class).map(|(_, path)| &**path)
}

/// Whether a line of the class comes within `reach` degrees of longitude of a position.
fn passes(level: &Level, class: LineClass, lon: f64, lat: f64, reach: f64) -> bool {
    let (p, reach) = (at(lon, lat), reach / 360.0);
    lines(level, class).flat_map(|path| &path.parts).any(|part| {
        part.points.windows(2).any(|pair| {
            let (a, b) = (pair[0], pair[1]);
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let t = (((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            (p.x - a.x - t * dx).hypot(p.y - a.y - t * dy) < reach
        })
    })
}

#[test]
fn places_are_whose_the_view_says() {
    for (place, lon, lat, owners) in [
        ("Simferopol", 34.1, 44.95, ["RU", "UA", "UA"]),
        ("Kherson", 32.61, 46.64, ["UA", "UA", "UA"]),
        ("Srinagar", 74.79, 34.08, ["IN", "XJ", "IN"]),
        ("Gilgit", 74.31, 35.92, ["PK", "XJ", "PK"]),
        ("Aksai Chin", 79.3, 35.2, ["CN", "XJ", "CN"]),
        ("Laayoune", -13.0, 27.1, ["MA", "EH", "MA"]),
        ("Tifariti", -10.5, 26.1, ["EH", "EH", "EH"]),
        ("Tan-Tan", -11.1, 28.44, ["MA", "MA", "MA"]),
        ("the Golan", 35.78, 33.0, ["IL", "SY", "IL"]),
        ("Hargeisa", 44.06, 9.56, ["XS", "SO", "XS"]),
        ("Kyrenia", 33.35, 35.28, ["XC", "CY", "XC"]),
        ("Pristina", 21.17, 42.65, ["XK", "XK", "XK"]),
    ] {
        for (view, owner) in VIEWS.into_iter().zip(owners) {
            assert_eq!(key_at(&read(WORLD, view), lon, lat), Some(owner), "{place} in {view}");
        }
    }
    // The regional file has its part of the same view, and what is no concern of it is as by default.
    assert_eq!(key_at(&read(REGION, "un"), 74.79, 34.08), Some("XJ"));
    assert_eq!(key_at(&read(REGION, "ua"), 74.79, 34.08), Some("IN"));
}

#[test]
fn no_view_gains_or_loses_land() {
    let plain = read(WORLD, "default");
    for view in ["un", "ua"] {
        let level = read(WORLD, view);
        assert_eq!(level.land, plain.land, "{view}");
        for lat in (-60..80).step_by(4) {
            for lon in (-179..180).step_by(4) {
                // Off the grid of the file, so that no position lies on a line.
                let p = at(f64::from(lon) + 0.013, f64::from(lat) + 0.017);
                let owners = |level: &Level| {
                    let countries = level.areas.iter().filter(|a| a.class == AreaClass::Country);
                    countries.filter(|a| a.path.contains(p)).count()
                };
                assert_eq!(owners(&level), owners(&plain), "{view}: {lon}, {lat}");
            }
        }
    }
}

#[test]
fn a_border_inside_one_country_is_not_drawn() {
    for (view, drawn) in [("default", true), ("un", false), ("ua", false)] {
        let level = read(WORLD, view);
        // Perekop, where Crimea joins the mainland.
        assert_eq!(passes(&level, LineClass::Disputed, 33.7, 46.1, 0.5), drawn, "{view}");
        assert!(!passes(&level, LineClass::Border, 33.7, 46.1, 0.5), "{view}");
    }
}

#[test]
fn a_contested_territory_is_dashed_towards_and_between_those_who_hold_it() {
    for file in [WORLD, REGION] {
        let level = read(file, "un");
        let kashmir = level.area("XJ").unwrap();
        assert_eq!((kashmir.name.default(), kashmir.contested), ("Kashmir", true));
        // The Line of Control, and the line towards Himachal Pradesh, which is not a line at all by default.
        assert!(passes(&level, LineClass::Disputed, 74.2, 34.3, 0.5));
        assert!(passes(&level, LineClass::Disputed, 76.7, 33.1, 0.4));
        assert!(!passes(&read(file, "default"), LineClass::Disputed, 76.7, 33.1, 0.4));
    }
    let level = read(WORLD, "un");
    let sahara = level.area("EH").unwrap();
    assert_eq!((sahara.name.default(), sahara.contested), ("Western Sahara", true));
    assert!(passes(&level, LineClass::Disputed, -10.5, 27.67, 0.2), "the parallel towards Morocco");
    assert!(passes(&level, LineClass::Disputed, -11.0, 26.5, 1.0), "the berm");
    assert!(passes(&level, LineClass::Border, -13.0, 21.33, 0.3), "Mauritania disputes nothing");
    assert!(level.areas.iter().filter(|area| area.contested).count() == 2);
    assert!(["XG", "XC", "XS"].iter().all(|key| level.area(key).is_none()), "wholly another's");
}

#[test]
fn provinces_go_with_the_land_they_lie_in() {
    let country =
        |view, key: &str| read(REGION, view).area(key).and_then(|area: &Area| area.country.clone()).unwrap();
    assert_eq!((country("default", "PK-GB").as_str(), country("un", "PK-GB").as_str()), ("PK", "XJ"));
    assert_eq!((country("un", "PK-PB").as_str(), country("un", "AF-KAB").as_str()), ("PK", "AF"));
}

#[test]
fn a_basemap_tells_the_views_it_knows() {
    let mut basemap = Basemap::new();
    basemap.insert(read(WORLD, "un"));
    basemap.insert(read(REGION, "un"));
    assert_eq!(basemap.worldviews(), ["un", "ua"]);
    assert!(basemap.knows_worldview("ua") && basemap.knows_worldview("default"));
    assert!(!basemap.knows_worldview("xx"));
    assert!(Basemap::new().knows_worldview("default"));
    // A file that knows none, and a view that a file does not know, are read as by default.
    let land = br#"{"type":"Topology","arcs":[[[0,0],[9,0],[9,9],[0,0]]],
        "objects":{"countries":{"type":"Polygon","id":"AA","arcs":[[0]]}}}"#;
    assert_eq!(key_at(&read(land, "un"), 8.0, 1.0), Some("AA"));
    assert_eq!(key_at(&read(WORLD, "xx"), 34.1, 44.95), Some("RU"));
}

#[test]
fn a_claim_that_cannot_be_read_is_refused_with_its_place() {
    let file = |arcs: &str| {
        format!(
            r#"{{"type":"Topology","arcs":[[[0,0],[9,0],[9,9],[0,0]]],"views":{{"un":{{}}}},
            "objects":{{"countries":{{"type":"Polygon","id":"AA","arcs":[[0]]}},
            "contested":{{"type":"GeometryCollection","geometries":[
            {{"type":"Polygon","id":"AA","properties":{{"un":"BB"}},"arcs":{arcs}}}]}}}}}}"#
        )
    };
    let error = Level::read_as(file("[[7]]").as_bytes(), "un").unwrap_err().to_string();
    assert!(error.contains("objects.contested"), "{error}");
    assert!(Level::read(file("[[7]]").as_bytes()).is_ok(), "by default it is not asked for");
    // An owner that the file does not name is drawn all the same.
    let given = read(file("[[0]]").as_bytes(), "un");
    assert_eq!((key_at(&given, 8.0, 1.0), given.areas.len()), (Some("BB"), 1));
}

#[test]
fn names_on_the_water_are_read_with_their_languages_and_reach() {
    let (world, region) = (read(WORLD, "default"), read(REGION, "default"));
    let gulf = region.waters.iter().find(|w| w.name.default() == "Persian Gulf").unwrap();
    assert_eq!(gulf.name.get("fa-AF"), "خلیج فارس");
    assert!(!world.land.contains(gulf.at) && gulf.radius == 2.0);
    for level in [&world, &region] {
        assert!(level.waters.len() > 10);
        for water in &level.waters {
            let name = water.name.default();
            assert!(!level.land.contains(water.at) || level.lakes.contains(water.at), "{name}");
        }
    }
}

#[test]
fn every_water_has_a_name_in_the_table_and_the_one_that_the_file_gives_it() {
    for (file, lang) in [WORLD, REGION].iter().flat_map(|file| LANGUAGES.map(|lang| (*file, lang))) {
        let words = Words::new(lang);
        for water in read(file, "default").waters.iter() {
            let name = water.name.default();
            let known = words.water(name);
            assert!(known.is_some() || ["ps", "ur"].contains(&lang), "{lang}: {name}");
            let written = water.name.written_in(lang);
            assert!(written.is_none() || written == known, "{lang}: {name}");
        }
    }
}
