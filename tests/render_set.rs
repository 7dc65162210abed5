//! `dateline-map render` with several pictures at once, and with the HTML that shows them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::{Document, Node};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// An empty folder of this name for what a test writes.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("render_set").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the command in `folder`, with `story` on its standard input.
fn run(folder: &Path, story: &str, arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline-map"))
        .args(["render", "-"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that is called wrongly ends before it reads its input.
    let _ = child.stdin.take().unwrap().write_all(story.as_bytes());
    child.wait_with_output().unwrap()
}

/// Runs the command, which must succeed and warn of nothing but missing fonts; gives its output.
fn written(folder: &Path, story: &str, arguments: &[&str]) -> String {
    let output = run(folder, story, arguments);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && (told.is_empty() || told.contains("no font is installed")), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

fn demo() -> String {
    std::fs::read_to_string(Path::new(ROOT).join("geodata/story.geojson")).unwrap()
}

/// The names of the files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn svg_size(file: &Path) -> (u32, u32) {
    let text = std::fs::read_to_string(file).unwrap();
    let svg = Document::parse(&text).unwrap();
    let side = |name| svg.root_element().attribute(name).unwrap().parse().unwrap();
    (side("width"), side("height"))
}

fn elements<'a>(html: &'a Document, name: &'static str) -> Vec<Node<'a, 'a>> {
    html.descendants().filter(|node| node.has_tag_name(name)).collect()
}

/// All text in an element.
fn text(node: Node) -> String {
    let texts = node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text());
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn place(name: &str) -> String {
    let name = serde_json::to_string(name).unwrap();
    format!(
        r#"{{"type":"FeatureCollection","title":{name},"lang":"en","features":[{{"type":"Feature","id":"a",
        "geometry":{{"type":"Point","coordinates":[62.2,34.3]}},
        "properties":{{"name":{name},"kind":"city","date":"2021-07",
          "excerpts":[{{"text":{name},"quote":true}}]}}}}]}}"#
    )
}

#[test]
fn several_widths_and_themes_make_a_set_of_files() {
    let folder = folder("set");
    let sizes = ["--width", "640,320", "--height", "480,360", "--theme", "light,dark"];
    assert_eq!(written(&folder, &demo(), &[&sizes[..], &["--out", "map.svg"]].concat()), "");
    assert_eq!(files(&folder), ["map-320-dark.svg", "map-320.svg", "map-640-dark.svg", "map-640.svg"]);
    assert_eq!(svg_size(&folder.join("map-640.svg")), (640, 480));
    let of = |file| std::fs::read_to_string(folder.join(file)).unwrap();
    assert!(of("map-640.svg").contains("#d9e4ea") && !of("map-640.svg").contains("#12171c"));
    assert!(of("map-640-dark.svg").contains("#12171c") && !of("map-640-dark.svg").contains("#d9e4ea"));
}

#[test]
fn each_picture_of_a_set_is_the_one_that_would_be_made_alone() {
    let folder = folder("alone");
    written(
        &folder,
        &demo(),
        &["--width", "320,800", "--aspect", "4:3", "--select", "herat", "--out", "set.svg"],
    );
    for (width, height) in [("320", "240"), ("800", "600")] {
        written(
            &folder,
            &demo(),
            &["--width", width, "--height", height, "--select", "herat", "--out", "one.svg"],
        );
        let of = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(of(&format!("set-{width}.svg")), of("one.svg"));
    }
}

#[test]
fn png_files_of_a_set_have_the_pixels_of_their_widths() {
    let folder = folder("png");
    written(&folder, &demo(), &["--width", "400,500", "--aspect", "5:4", "--scale", "1.5", "--out", "m.png"]);
    for (file, size) in [("m-400.png", (600, 480)), ("m-500.png", (750, 600))] {
        let picture = Pixmap::decode_png(&std::fs::read(folder.join(file)).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), size);
    }
}

#[test]
fn the_html_shows_a_picture_for_every_window_and_theme_and_lists_the_places() {
    let folder = folder("html");
    std::fs::create_dir(folder.join("maps")).unwrap();
    written(&folder, &demo(), &["--html=parts.html", "--out", "maps/map.svg"]);
    let source = std::fs::read_to_string(folder.join("parts.html")).unwrap();
    let html = Document::parse(&source).unwrap();
    let root = html.root_element();
    assert_eq!((root.attribute("lang"), root.attribute("dir")), (Some("en-GB"), Some("ltr")));

    // The first source that answers is shown: so the wider comes before the narrower, dark before light.
    let media: Vec<_> =
        elements(&html, "source").iter().map(|source| source.attribute("media").unwrap()).collect();
    let dark = "(prefers-color-scheme: dark)";
    let want = [
        &format!("{dark} and (min-width: 960px)"),
        "(min-width: 960px)",
        &format!("{dark} and (min-width: 640px)"),
        "(min-width: 640px)",
        dark,
    ];
    assert_eq!(media, want);
    // Every file that was written is shown, at its own size, and none else.
    let mut shown = BTreeSet::new();
    for node in elements(&html, "source").into_iter().chain(elements(&html, "img")) {
        let address = node.attribute("srcset").or(node.attribute("src")).unwrap();
        let size = ["width", "height"].map(|side| node.attribute(side).unwrap().parse().unwrap());
        assert_eq!(svg_size(&folder.join(address)), size.into());
        shown.insert(address.strip_prefix("maps/").unwrap().to_owned());
    }
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), files(&folder.join("maps")));

    let [img] = elements(&html, "img")[..] else { panic!("one image") };
    let alt = img.attribute("alt").unwrap();
    assert!(alt.starts_with("Map of 7 places: Laghman, Kabul, ") && img.next_sibling_element().is_none());
    let places: Vec<String> = elements(&html, "li").into_iter().map(text).collect();
    assert_eq!(places.len(), 7);
    assert!(places[6].starts_with("Herat · City · 9 July 2021 Militiamen bring "), "{}", places[6]);
    let dates: Vec<_> =
        elements(&html, "time").iter().map(|time| time.attribute("datetime").unwrap()).collect();
    assert_eq!(dates[..2], ["2020-03-02", "2021-07"]);
}

#[test]
fn html_goes_beside_the_pictures_or_to_the_standard_output_with_the_addresses_asked_for() {
    let folder = folder("addresses");
    written(&folder, &place("A"), &["--html", "--width", "300", "--theme", "dark", "--out", "a map.svg"]);
    assert_eq!(files(&folder), ["a map.html", "a map.svg"]);
    let beside = std::fs::read_to_string(folder.join("a map.html")).unwrap();
    assert!(
        beside.contains(r#"<img src="a%20map.svg" width="300""#) && !beside.contains("<source"),
        "{beside}"
    );

    let asked = ["--html=-", "--address", "https://cdn.example/m/", "--width", "300,600", "--from", "0,1200"];
    let printed =
        written(&folder, &place("A"), &[&asked[..], &["--theme", "light", "--out", "m.png"]].concat());
    assert!(
        printed.contains(r#"media="(min-width: 1200px)" srcset="https://cdn.example/m/m-600.png 2x""#),
        "{printed}"
    );
    assert!(printed.contains(
        r#"<img src="https://cdn.example/m/m-300.png" srcset="https://cdn.example/m/m-300.png 2x""#
    ));
}

#[test]
fn the_html_is_in_the_language_and_the_direction_of_its_names() {
    let folder = folder("language");
    let persian = written(&folder, &demo(), &["--html=-", "--lang", "fa-AF", "--out", "m.svg"]);
    let html = Document::parse(&persian).unwrap();
    assert_eq!(html.root_element().attribute("dir"), Some("rtl"));
    assert_eq!(html.root_element().attribute("lang"), Some("fa-AF"));
    let places: Vec<String> = elements(&html, "li").into_iter().map(text).collect();
    assert!(places[6].starts_with("هرات · شهر · 2021-07-09 "), "{}", places[6]);
    assert!(elements(&html, "img")[0].attribute("alt").unwrap().starts_with("نقشهٔ 7 مکان: لغمان، کابل، "));
    // The excerpts are still in the story's own language, and say so.
    assert!(elements(&html, "p").iter().all(|p| p.attribute("lang") == Some("en-GB")));
}

#[test]
fn hostile_strings_are_text_in_the_html_too() {
    let folder = folder("hostile");
    for hostile in [
        "</p></div><script>alert(1)</script>",
        "\" onload=\"x",
        "' autofocus onfocus='x",
        "<!-- ",
        "<![CDATA[",
        "]]>",
        "&lt;b&gt; &amp;",
        "a\u{1}b\u{FFFE}",
    ] {
        // That there is markup in a name is told, and nothing more comes of it.
        let output = run(&folder, &place(hostile), &["--html=-", "--out", "m.svg"]);
        let source = String::from_utf8(output.stdout).unwrap();
        let html = Document::parse(&source).unwrap_or_else(|error| panic!("{hostile}: {error}\n{source}"));
        let known = ["div", "picture", "source", "img", "ul", "li", "b", "time", "blockquote", "p"];
        for node in html.descendants().filter(|node| node.is_element()) {
            assert!(known.contains(&node.tag_name().name()), "{hostile}: {:?}", node.tag_name());
            assert!(
                node.attributes().all(|a| !a.name().starts_with("on") && a.name() != "autofocus"),
                "{hostile}"
            );
        }
        assert!(html.descendants().all(|node| !node.is_comment()));
        let shown: String = hostile.chars().filter(|c| !matches!(c, '\u{1}' | '\u{FFFE}')).collect();
        for name in ["b", "blockquote"] {
            assert_eq!(text(elements(&html, name)[0]), shown.trim(), "{source}");
        }
        assert_eq!(
            elements(&html, "img")[0].attribute("alt"),
            Some(format!("Map of one place: {shown}.").as_str())
        );
    }
}

#[test]
fn a_story_without_places_has_a_picture_and_no_list() {
    let folder = folder("empty");
    let output =
        run(&folder, r#"{"type":"FeatureCollection","features":[]}"#, &["--html=-", "--out", "m.svg"]);
    let source = String::from_utf8(output.stdout).unwrap();
    let html = Document::parse(&source).unwrap();
    assert_eq!(elements(&html, "img")[0].attribute("alt"), Some("Map without places."));
    assert!(elements(&html, "ul").is_empty() && html.root_element().attribute("lang").is_none());
}

#[test]
fn wrong_usage_gives_2_and_writes_nothing() {
    let folder = folder("wrong");
    for wrong in [
        &["--out", "-", "--width", "320,640"][..],
        &["--out", "-", "--html"],
        &["--out", "-", "--theme", "light,dark"],
        &["--out", "m.svg", "--width", "320,320"],
        &["--out", "m.svg", "--width", "320,640", "--height", "1,2,3"],
        &["--out", "m.svg", "--width", "320,640", "--height", "300,400,500"],
        &["--out", "m.svg", "--height", "300", "--aspect", "4:3"],
        &["--out", "m.svg", "--aspect", "wide"],
        &["--out", "m.svg", "--width", "320,"],
        &["--out", "m.svg", "--from", "0,600", "--width", "320,640"],
        &["--out", "m.svg", "--html", "--from", "600,0", "--width", "320,640"],
        &["--out", "m.svg", "--address", "x/"],
        &["--out", "m.png", "--width", "320,16384"],
    ] {
        let output = run(&folder, &demo(), wrong);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{wrong:?}: {told}");
        assert!(told.starts_with("error: "), "{wrong:?}: {told}");
    }
    assert!(files(&folder).is_empty());
}

#[test]
fn a_picture_that_cannot_be_written_gives_1_and_names_it() {
    let folder = folder("unwritable");
    let output = run(&folder, &demo(), &["--html", "--out", "nowhere/m.svg"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && told.contains("nowhere/m-320.svg"), "{told}");
}
