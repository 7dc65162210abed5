//! The command `dateline-map check`, run as an editor runs it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

const FOLDER: &str = "tests/fixtures";

/// Runs the command in the project's folder, with `input` on its standard input.
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

fn check(arguments: &[&str]) -> (i32, String) {
    let output = run(&[&["check"], arguments].concat(), "");
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_story_without_faults_gives_a_summary_and_0() {
    let (code, text) = check(&[&format!("{FOLDER}/stories/full.geojson")]);
    assert_eq!((code, text.as_str()), (0, "1 file, 2 places: 0 errors, 0 warnings\n"));
}

#[test]
fn an_error_is_printed_where_an_editor_can_jump_to_it_and_gives_1() {
    let file = format!("{FOLDER}/malformed/latitude-swapped.geojson");
    let (code, text) = check(&[&file]);
    let want = format!(
        "{file}:4:72: error[latitude-out-of-range]: place 1 (\"Herat\"): `geometry.coordinates`: \
         expected a latitude in -90..90, found 134.3; are longitude and latitude swapped?\n\
         1 file, 1 place: 1 error, 0 warnings\n"
    );
    assert_eq!((code, text), (1, want));
}

#[test]
fn warnings_alone_give_0() {
    let file = format!("{FOLDER}/malformed/same-position.geojson");
    let (code, text) = check(&[&file]);
    assert_eq!(code, 0);
    assert!(
        text.starts_with(&format!("{file}:6:5: warning[same-position]: place 2 (\"Herat Citadel\"): ")),
        "{text}"
    );
    assert!(text.ends_with("1 file, 2 places: 0 errors, 1 warning\n"), "{text}");
}

#[test]
fn a_file_that_gives_nothing_is_an_error() {
    let cut = format!("{FOLDER}/malformed/cut-off.geojson");
    let (code, text) = check(&["nowhere.geojson", &cut]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0]
            .starts_with("nowhere.geojson: error[unreadable-file]: expected a file that can be read, found ")
    );
    assert!(
        lines[1].starts_with(&format!("{cut}:4:72: error[unreadable-file]: expected more JSON")),
        "{text}"
    );
    assert_eq!(lines[2], "2 files, 0 places: 2 errors, 0 warnings");
}

#[test]
fn json_gives_one_object_for_each_diagnostic() {
    let file = format!("{FOLDER}/malformed/excerpt-members-wrong.geojson");
    let (code, text) = check(&["--format", "json", &file]);
    let found: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, found.as_array().unwrap().len()), (0, 4));
    assert_eq!(
        found[3],
        serde_json::json!({
            "severity": "warning", "code": "bad-date", "file": file, "feature": 1, "name": "Herat", "line": 9, "column": 21,
            "member": "excerpts[1].date",
            "message": "expected a date as in ISO 8601, such as 2021, 2021-07 or 2021-07-09, found \"28 October 1857\""
        })
    );
    let (_, none) = check(&["--format=json", &format!("{FOLDER}/stories/full.geojson")]);
    assert_eq!(none, "[]\n");
}

#[test]
fn a_dash_reads_the_standard_input() {
    let output = run(&["check", "-"], r#"{ "type": "Point", "coordinates": [1, 2] }"#);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text.starts_with("-:1:1: error[missing-name]: place 1: expected a name, found nothing\n"),
        "{text}"
    );
}

#[test]
fn what_is_found_while_reading_and_after_it_comes_in_the_order_of_the_file() {
    let story = r#"{ "type": "FeatureCollection", "features": [
        { "type": "Feature", "geometry": null, "properties": { "name": "<b>Herat</b>" } },
        { "type": "Feature", "geometry": null, "properties": { "name": "Kabul", "date": "once" } },
        { "type": "Feature", "geometry": null, "properties": { "name": "<i>Bost</i>" } } ] }"#;
    let output = run(&["check", "-"], story);
    let text = String::from_utf8(output.stdout).unwrap();
    let heads: Vec<&str> = text.lines().map(|line| line.split(": place").next().unwrap()).collect();
    assert_eq!(
        heads[..3],
        ["-:2:72: warning[markup]", "-:3:89: warning[bad-date]", "-:4:72: warning[markup]"]
    );
}

#[test]
fn areas_are_looked_up_in_the_basemaps() {
    let basemap = format!("{FOLDER}/stories/areas.topojson");
    let story = format!("{FOLDER}/stories/with-areas.geojson");
    let (code, text) = check(&[&story, "--basemap", &basemap]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(
        text,
        format!(
            "{story}:7:31: warning[unknown-area]: place 2 (\"Kabul\"): `area`: expected the key of an area of the basemap, \
             found \"AF_HER\"; did you mean AF-HER?\n1 file, 2 places: 0 errors, 1 warning\n"
        )
    );
    assert_eq!(check(&[&story]), (0, "1 file, 2 places: 0 errors, 0 warnings\n".into()));
    let (code, text) = check(&[&story, "--basemap", &format!("{FOLDER}/malformed/cut-off.geojson")]);
    assert_eq!(code, 1);
    assert!(text.contains("cut-off.geojson") && text.contains("error[unreadable-file]"), "{text}");
    assert!(!text.contains("unknown-area"), "{text}");
}

#[test]
fn wrong_usage_gives_2() {
    for arguments in [&["check"][..], &[], &["check", "x", "--format", "xml"], &["chekc", "x"]] {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}
