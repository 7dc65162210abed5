//! The commands that read an article with its story, run as an editor runs them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "The valley road\n\nFrom Herat the road climbs to a village that nobody has counted yet. Then comes Mazar.\n\n\
    The Governor met us there. “Herat’s traders,” the Governor said, “know the way to Mazar-i-\nSharif 𝔸 and Herat.”\n";

const STORY: &str = r#"{ "type": "FeatureCollection", "lang": "en", "features": [
  { "type": "Feature", "id": "herat", "geometry": null, "properties": { "name": "Herat", "name:fa": "هرات",
    "excerpts": [{ "text": "A summary.", "paragraph": 2, "date": "2021-07" }], "description": "kept" } },
  { "type": "Feature", "id": "mazar", "geometry": null, "properties": { "name": "Mazar-i-Sharif", "aliases": ["Mazar"] } },
  { "type": "Feature", "id": "qom", "geometry": null, "properties": { "name": "Qom", "excerpt": "Stays." } } ] }"#;

/// A file of this name and text in the folder for what tests write.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline-map"))
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

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn excerpts_are_the_sentences_of_the_article_with_the_names_marked() {
    let output = run(&["excerpts", &file("excerpts.txt", ARTICLE), &file("excerpts.geojson", STORY)], "");
    assert_eq!(output.status.code(), Some(0));
    let story: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |place: usize| &story["features"][place]["properties"];
    assert_eq!(
        of(0)["excerpts"],
        json!([
            { "text": "From Herat the road climbs to a village that nobody has counted yet.", "paragraph": 2, "date": "2021-07",
              "quote": true, "mentions": [[5, 10]] },
            { "text": "“Herat’s traders,” the Governor said, “know the way to Mazar-i- Sharif 𝔸 and Herat.”", "paragraph": 3,
              "quote": true, "mentions": [[1, 6], [78, 83]] },
        ])
    );
    assert_eq!(
        of(0)["mentions"],
        json!([
            { "paragraph": 2, "start": 5, "end": 10 },
            { "paragraph": 3, "start": 28, "end": 33 },
            { "paragraph": 3, "start": 105, "end": 110 },
        ])
    );
    assert_eq!(of(0)["description"], "kept");
    assert_eq!(of(0)["name:fa"], "هرات");
    let short = &of(1)["excerpts"][0];
    assert_eq!(
        short["text"],
        "From Herat the road climbs to a village that nobody has counted yet. Then comes Mazar.",
        "a short sentence brings the one before it"
    );
    assert_eq!(of(2), &json!({ "name": "Qom", "excerpt": "Stays." }), "what is not mentioned stays as it is");

    let told = text(&output.stderr);
    let want = "5 mentions of 3 places in 3 paragraphs\n      3: Herat (herat)\n      2: Mazar-i-Sharif (mazar)\n  never: Qom (qom)\n\
                names that recur and are no place of the story:\n      2: Governor\n";
    assert_eq!(told, want);
}

#[test]
fn what_was_written_is_a_story_without_faults() {
    let written = file("again.geojson", "");
    let story = file("once.geojson", STORY);
    let output = run(&["excerpts", "-", &story, "--out", &written], ARTICLE);
    assert_eq!((output.status.code(), output.stdout), (Some(0), Vec::new()));
    let checked = run(&["check", &written], "");
    assert!(
        text(&checked.stdout).ends_with("1 file, 3 places: 0 errors, 0 warnings\n"),
        "{}",
        text(&checked.stdout)
    );
    let again = run(&["excerpts", "-", &written], ARTICLE);
    let (once, twice) = (std::fs::read(&written).unwrap(), again.stdout);
    assert_eq!(text(&once), text(&twice), "done again, it changes nothing");
}

#[test]
fn links_are_written_around_mentions_and_nothing_else_is_changed() {
    let page = "<!doctype html>\r\n<title>Herat</title>\n<article><h1>Her&#97;t</h1>\n<p class=x>In <b>Herat</b> &amp; <a href=\"/m\">Mazar</a>,\n\
                <em>Mazar</em>-i-Sharif, <span hidden>Herat</span> Mazar<nav>Herat</nav></article><p>Herat";
    let (page_file, story) = (file("link.html", page), file("link.geojson", STORY));
    let output = run(&["link", &page_file, &story], "");
    assert_eq!(output.status.code(), Some(0));
    let link = |id: &str, text: &str| format!("<a data-place=\"{id}\" href=\"#dateline-{id}\">{text}</a>");
    let want = page
        .replace("<h1>Her&#97;t</h1>", &format!("<h1>{}</h1>", link("herat", "Her&#97;t")))
        .replace("<b>Herat</b>", &format!("<b>{}</b>", link("herat", "Herat")))
        .replace("</span> Mazar<nav>", &format!("</span> {}<nav>", link("mazar", "Mazar")));
    assert_eq!(text(&output.stdout), want);
    assert_eq!(text(&output.stderr), "3 linked, 2 left as they are\n");

    let again = run(&["link", "-", &story], &want);
    assert_eq!(text(&again.stdout), want, "a page can be linked again");
    let first = run(&["link", &page_file, &story, "--first", "--prefix", "map:"], "");
    let first = text(&first.stdout);
    assert!(first.contains("href=\"#map%3Aherat\"") && first.contains("<b>Herat</b>"), "{first}");
}

#[test]
fn a_byte_order_mark_stays_where_it_stood() {
    let story = file("mark.geojson", STORY);
    let out = run(&["link", "-", &story], "\u{feff}<p>To Herat.</p>\r\n");
    let expected = "\u{feff}<p>To <a data-place=\"herat\" href=\"#dateline-herat\">Herat</a>.</p>\r\n";
    assert_eq!(text(&out.stdout), expected);
}

#[test]
fn check_reports_what_the_article_has_and_the_story_has_not() {
    let (article, story) = (file("check.txt", ARTICLE), file("check.geojson", STORY));
    let output = run(&["check", &story, "--article", &article], "");
    assert_eq!(output.status.code(), Some(0));
    let want = format!(
        "{story}:5:79: warning[never-mentioned]: place 3 (\"Qom\"): expected a name or an alias that the article writes, found none that is in it\n\
         {article}: warning[recurring-name]: expected a place of that name, if it is one, found \"Governor\" 2 times\n\
         1 file, 3 places: 0 errors, 2 warnings\n"
    );
    assert_eq!(text(&output.stdout), want);
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_written() {
    let story = file("wrong.geojson", STORY);
    for (arguments, want) in [
        (vec!["excerpts", "-", "-"], "expected one of the two files on the standard input, found both"),
        (
            vec!["excerpts", "nowhere.txt", &story],
            "nowhere.txt: error[unreadable-file]: expected a file that can be read",
        ),
        (
            vec!["link", "-", "nowhere.geojson"],
            "nowhere.geojson: error[unreadable-file]: expected a file that can be read",
        ),
        (
            vec!["link", "-", &story, "--for", "x"],
            "-: error[unreadable-file]: expected an element with the id \"x\", found none",
        ),
    ] {
        let output = run(&arguments, "<p>Herat</p>");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(text(&output.stderr).contains(want), "{}", text(&output.stderr));
        assert!(output.stdout.is_empty());
    }
    let latin_1 = file("latin-1.txt", "");
    std::fs::write(&latin_1, b"Caf\xe9").unwrap();
    let output = run(&["excerpts", &latin_1, &story], "");
    assert!(text(&output.stderr).contains("expected UTF-8 text, found the byte 0xE9 at offset 3"));
}
