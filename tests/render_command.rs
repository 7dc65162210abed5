//! The command `dateline-map render`, run as an editor runs it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::Document;
use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const STORY: &str = "geodata/story.geojson";
const BASEMAP: [&str; 3] = ["--basemap", "geodata/world.topojson", "geodata/region.topojson"];

/// Runs the command in the project's folder, with `input` on its standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline-map"))
        .arg("render")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may end before all of it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// A file of this name in the folder for what tests write.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The exit code and the standard error.
fn told(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}

/// The SVG of the story on the standard input.
fn svg_of(story: &str, arguments: &[&str]) -> String {
    let output = run(&[&["-", "--out", "-"], arguments].concat(), story);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output).1);
    String::from_utf8(output.stdout).unwrap()
}

fn demo_svg(arguments: &[&str]) -> String {
    let output = run(&[&[STORY, "--out", "-"], &BASEMAP[..], arguments].concat(), "");
    assert_eq!(told(&output), (0, String::new()));
    String::from_utf8(output.stdout).unwrap()
}

fn png_of(name: &str, arguments: &[&str]) -> Pixmap {
    let path = file(name);
    let output = run(&[&[STORY, "--out", path.to_str().unwrap()], arguments].concat(), "");
    // A machine without any font gives a picture without text, and says so.
    let told = told(&output);
    assert!(told.0 == 0 && (told.1.is_empty() || told.1.contains("no font is installed")), "{told:?}");
    Pixmap::decode_png(&std::fs::read(path).unwrap()).unwrap()
}

/// How many pixels have exactly this colour.
fn pixels_of(picture: &Pixmap, rgb: u32) -> usize {
    let is = |c: u8, shift: u32| u32::from(c) == (rgb >> shift) & 255;
    picture.pixels().iter().filter(|p| is(p.red(), 16) && is(p.green(), 8) && is(p.blue(), 0)).count()
}

fn place(name: &str) -> String {
    let name = serde_json::to_string(name).unwrap();
    format!(
        r#"{{"type":"FeatureCollection","title":{name},"features":[{{"type":"Feature","id":"a",
        "geometry":{{"type":"Point","coordinates":[62.2,34.3]}},
        "properties":{{"name":{name},"annotation":{name}}}}}]}}"#
    )
}

#[test]
fn an_svg_file_has_the_size_asked_for_and_says_what_it_shows() {
    let path = file("map.svg");
    let size = ["--width", "640", "--height", "480", "--out", path.to_str().unwrap()];
    let output = run(&[&[STORY], &BASEMAP[..], &size].concat(), "");
    assert_eq!(told(&output), (0, String::new()));
    assert!(output.stdout.is_empty());
    let text = std::fs::read_to_string(path).unwrap();
    let svg = Document::parse(&text).unwrap();
    let root = svg.root_element();
    assert_eq!((root.attribute("width"), root.attribute("height")), (Some("640"), Some("480")));
    let element = |name| root.children().find(|node| node.has_tag_name(name)).unwrap().text().unwrap();
    assert_eq!(element("title"), "The road to Kabul runs through Moscow and Doha");
    let description = element("desc");
    assert!(description.starts_with("Map of 7 places: Laghman, Kabul, Moscow, "), "{description}");
    let credit = "Made with Natural Earth · disputed borders dashed";
    assert_eq!(root.descendants().filter(|node| node.is_text() && node.text() == Some(credit)).count(), 1);
}

#[test]
fn a_png_file_has_the_size_asked_for_and_is_not_blank() {
    let size = ["--width", "320", "--height", "200", "--scale", "1.5"];
    let picture = png_of("map.png", &[&BASEMAP[..], &size].concat());
    assert_eq!((picture.width(), picture.height()), (480, 300));
    let colours: HashSet<_> =
        picture.pixels().iter().map(|p| (p.red(), p.green(), p.blue(), p.alpha())).collect();
    assert!(colours.len() > 200, "{} colours", colours.len());
    assert!(picture.pixels().iter().all(|p| p.alpha() == 255));
    // The discs, 16 px across here, and the arrowheads.
    let accent = pixels_of(&picture, 0xb3261e);
    assert!((400..3_000).contains(&accent), "{accent} pixels have the accent's colour");
    assert!(pixels_of(&picture, 0xf1ede4) > 20_000, "there is land");
}

#[test]
fn a_png_has_two_pixels_to_the_px_unless_told_otherwise_and_the_theme_asked_for() {
    let picture = png_of("dark.png", &["--width", "400", "--height", "300", "--theme", "dark"]);
    assert_eq!((picture.width(), picture.height()), (800, 600));
    assert!(pixels_of(&picture, 0xff7a6b) > 100 && pixels_of(&picture, 0xb3261e) == 0);
    // Without a basemap there is the sea.
    assert!(pixels_of(&picture, 0x12171c) > 10_000);
}

#[test]
fn hostile_strings_are_text_and_nothing_else() {
    for hostile in [
        "</text><script>alert(1)</script>",
        "\" onload=\"x",
        "<![CDATA[",
        "&lt;b&gt;",
        "]]>",
        "a\u{1}b\u{FFFE}",
    ] {
        let text = svg_of(&place(hostile), &[]);
        let svg = Document::parse(&text).unwrap();
        let known = ["svg", "title", "desc", "clipPath", "g", "rect", "path", "circle", "text"];
        for node in svg.descendants().filter(|node| node.is_element()) {
            assert!(known.contains(&node.tag_name().name()), "{hostile}: {:?}", node.tag_name());
            assert!(node.attributes().all(|a| !a.name().starts_with("on")), "{hostile}");
        }
        // Characters that XML has no room for are left out.
        let shown: String = hostile.chars().filter(|c| !matches!(c, '\u{1}' | '\u{FFFE}')).collect();
        let texts = svg.descendants().filter(|node| node.has_tag_name("text"));
        assert_eq!(texts.filter(|node| node.text() == Some(&shown)).count(), 2, "{text}");
    }
}

#[test]
fn problems_of_the_story_are_told_and_the_rest_is_drawn() {
    let story = place("Herat").replace("]}]}", "]}").replace(
        r#""features":["#,
        r#""features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[34,134]},"properties":{"name":"Kabul"}},"#,
    );
    let output = run(&["-", "--out", "-"], &story);
    let (code, told) = told(&output);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("error[latitude-out-of-range]: place 1 (\"Kabul\")"), "{told}");
    assert!(String::from_utf8(output.stdout).unwrap().contains(">Herat</text>"));
}

#[test]
fn a_selected_place_is_drawn_so_and_brought_into_view() {
    // The ring round a selected marker is the one circle that is filled and has a stroke.
    let is_ring =
        |l: &&str| l.starts_with("<circle") && l.contains(" stroke=") && !l.contains("fill=\"none\"");
    let rings = |svg: &str| svg.lines().filter(is_ring).count();
    let plain = demo_svg(&[]);
    assert_eq!(rings(&plain), 0);
    assert_eq!(rings(&demo_svg(&["--select", "kabul"])), 1);
    // Moscow lies beyond the edge of the first view.
    let moscow = demo_svg(&["--select", "moscow"]);
    assert_eq!(rings(&moscow), 1);
    assert!(plain.contains(">AFGHANISTAN</text>") && !moscow.contains(">AFGHANISTAN</text>"));
}

#[test]
fn the_language_and_the_view_can_be_asked_for() {
    let persian = demo_svg(&["--lang", "fa-AF"]);
    assert!(persian.contains(">هرات</text>") && !persian.contains(">Herat</text>"));
    let herat =
        demo_svg(&["--center", "62.1997,34.3482", "--zoom", "8", "--width", "400", "--height", "300"]);
    let middle = |line: &&str| line.contains(r#"cx="200" cy="150""#);
    assert_eq!(herat.lines().filter(middle).count(), 2, "a disc and its ring");
}

#[test]
fn an_unknown_id_is_answered_with_those_there_are() {
    let (code, told) = told(&run(&[STORY, "--select", "paris", "--out", "-"], ""));
    assert_eq!(code, 2);
    assert_eq!(
        told,
        "error: --select: no place has the id \"paris\"; the ids are: \
         laghman, kabul, moscow, balochistan, doha, badakhshan, herat\n"
    );
}

#[test]
fn what_cannot_be_read_or_written_gives_1_and_says_which_file() {
    let nowhere = file("no-such-folder/map.svg");
    let nowhere = nowhere.to_str().unwrap();
    for (arguments, named) in [
        (vec!["nowhere.geojson", "--out", "-"], "nowhere.geojson: error[unreadable-file]"),
        (vec!["Cargo.toml", "--out", "-"], "Cargo.toml:1:1: error[unreadable-file]"),
        (
            vec![STORY, "--basemap", "nowhere.topojson", "--out", "-"],
            "nowhere.topojson: error[unreadable-file]",
        ),
        (vec![STORY, "--out", nowhere], nowhere),
    ] {
        let output = run(&arguments, "");
        let (code, told) = told(&output);
        assert!(
            code == 1 && told.contains(named) && output.stdout.is_empty(),
            "{arguments:?}: {code} {told}"
        );
    }
}

#[test]
fn wrong_usage_gives_2() {
    for wrong in [
        vec![STORY],
        vec![STORY, "--out", "map.gif"],
        vec![STORY, "--out", "-", "--width", "15"],
        vec![STORY, "--out", "-", "--height", "16385"],
        vec![STORY, "--out", "-", "--center", "34,134"],
        vec![STORY, "--out", "-", "--zoom", "x"],
        vec![STORY, "--out", "-", "--scale", "2"],
        vec![STORY, "--out", "large.png", "--width", "16384"],
        vec![STORY, "--out", "-", "--theme", "sepia"],
        vec!["--out", "-"],
    ] {
        let output = run(&wrong, "");
        let (code, told) = told(&output);
        assert!(code == 2 && told.starts_with("error: ") && output.stdout.is_empty(), "{wrong:?}: {told}");
    }
}
