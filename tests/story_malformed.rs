//! Files that are wrong: each gives exactly the messages in the `.txt` beside it.
//!
//! `UPDATE_EXPECT=1` writes those anew, to be read through in the diff.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::story::{Locator, diagnose, read};
use std::path::{Path, PathBuf};

/// What a file gives: one line for each message, and at last what is shown.
fn messages(bytes: &[u8]) -> String {
    let reading = match read(bytes) {
        Ok(reading) => reading,
        Err(error) => return format!("{error}\nnothing is shown\n"),
    };
    let mut diagnostics = reading.diagnostics;
    let mut locator = Locator::new(bytes);
    for mut diagnostic in diagnose(&reading.story, None) {
        let at = &mut diagnostic.error.location;
        at.line_column = locator.find(at.feature.unwrap(), at.member.as_deref());
        diagnostics.push(diagnostic);
    }
    let mut text: String = diagnostics.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
    let shown: Vec<String> = reading
        .story
        .places
        .iter()
        .map(|place| {
            let excerpts = match place.excerpts.len() {
                0 => String::new(),
                n => format!(", {n} excerpt{}", if n == 1 { "" } else { "s" }),
            };
            let drawn = if place.marker.is_some() { "drawn" } else { "listed" };
            format!("{} ({}: {drawn}{excerpts})", place.name.default(), place.id)
        })
        .collect();
    match shown.is_empty() {
        true => text.push_str("nothing is shown\n"),
        false => text.push_str(&format!("shown: {}\n", shown.join(", "))),
    }
    text
}

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/malformed");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "geojson"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_malformed_file_gives_its_messages() {
    let files = corpus();
    assert!(files.len() >= 80, "the corpus is there");
    let mut wrong = String::new();
    for file in files {
        let found = messages(&std::fs::read(&file).unwrap());
        let expected = file.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&expected, &found).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push_str(&format!("{} gives\n{found}\n", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_malformed_file_gives_at_least_one_message() {
    for file in corpus() {
        let found = messages(&std::fs::read(&file).unwrap());
        assert!(found.lines().count() >= 2, "{} gives only {found}", file.display());
    }
}

#[test]
fn brackets_without_end_give_an_error_and_no_overflow() {
    let deep = "[".repeat(100_000);
    let closed = [deep.clone(), "]".repeat(100_000)].concat();
    let objects = ["{\"a\":".repeat(100_000), "1".into(), "}".repeat(100_000)].concat();
    let in_feature = |inside: &str| {
        [r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":"#, inside, "}]}"]
            .concat()
    };
    for file in [&deep, &closed, &objects] {
        assert!(read(file.as_bytes()).is_err());
    }
    for inside in [&closed, &objects] {
        let reading = read(in_feature(inside).as_bytes()).unwrap();
        assert_eq!(reading.diagnostics[0].code, "unreadable-feature");
        assert!(reading.story.places.is_empty());
    }
}
