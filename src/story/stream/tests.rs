//! Whatever the pieces a file comes in by, it says what it says as a whole.

use super::*;
use crate::localized::Localized;
use crate::story::Places;
use proptest::prelude::*;

/// Reads a file in pieces of these lengths, over and over; none of it is kept until it is whole.
pub(in crate::story) fn in_pieces(bytes: &[u8], lengths: &[usize]) -> Result<Reading, Error> {
    let mut reader = Reader::new(0);
    let (mut places, mut at) = (Places::default(), 0);
    for length in lengths.iter().cycle() {
        let end = (at + length.max(&1)).min(bytes.len());
        let mut more = Places::default();
        reader.push(&bytes[at..end], &mut more)?;
        places.append(more);
        at = end;
        if at == bytes.len() {
            break;
        }
    }
    let mut reading = reader.finish()?;
    places.append(std::mem::take(&mut reading.story.places));
    reading.story.places = places;
    Ok(reading)
}

/// What can be told of a reading where ids are made otherwise.
pub(in crate::story) fn told(
    reading: Result<Reading, Error>,
) -> Result<(Vec<String>, Vec<String>, serde_json::Value), String> {
    let reading = reading.map_err(|error| error.to_string())?;
    let places = &reading.story.places;
    let place = |index: usize| {
        let name = places.name(index).into_owned();
        let mut place = places[index].clone();
        let sorted = |name: &Localized| {
            let mut others: Vec<(String, String)> =
                name.others().map(|(lang, text)| (lang.to_owned(), text.to_owned())).collect();
            others.sort();
            (name.default().to_owned(), others)
        };
        assert_eq!(sorted(&name), sorted(&place.name));
        let at = places.marker(index).map(|at| ((at.x * 1e8).round(), (at.y * 1e8).round()));
        let own = place.marker.map(|at| ((at.x * 1e8).round(), (at.y * 1e8).round()));
        assert!(
            at == own
                || at.zip(own).is_some_and(|(a, b)| (a.0 - b.0).abs() <= 1.0 && (a.1 - b.1).abs() <= 1.0)
        );
        assert!((places.weight(index) - place.weight()).abs() <= 1e-6 * place.weight());
        assert_eq!(places.look(index), Look::of(&place));
        assert!(!place.id.is_empty());
        place.id.clear();
        format!("{place:?}")
    };
    let diagnostics = reading.diagnostics.iter().map(|diagnostic| {
        let text = diagnostic.to_string();
        text.split(", which is that of ").next().unwrap_or_default().to_owned()
    });
    let frame =
        serde_json::to_value(Story { places: Places::default(), ..reading.story.clone() }.to_geojson());
    Ok(((0..places.len()).map(place).collect(), diagnostics.collect(), frame.unwrap()))
}

pub(in crate::story) fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folders =
        ["", "/showcase"].map(|part| format!("{}/tests/fixtures/stories{part}", env!("CARGO_MANIFEST_DIR")));
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file() && path.metadata().unwrap().len() < 200_000);
    files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
}

#[test]
fn every_fixture_says_the_same_in_pieces() {
    let all = fixtures();
    assert!(all.len() > 5);
    for (name, bytes) in all {
        let whole = told(read_whole(&bytes));
        for lengths in [&[7][..], &[1000], &[1, 64, 300]] {
            assert_eq!(told(in_pieces(&bytes, lengths)), whole, "{name} in pieces of {lengths:?}");
        }
    }
}

/// A feature that is plain, or nearly, or wrong.
fn feature() -> impl Strategy<Value = String> {
    let id =
        prop::sample::select(vec!["", r#""id":"a","#, r#""id":7,"#, r#""id":"b\u00e9","#, r#""id":"","#]);
    let geometry = prop::sample::select(vec![
        r#"{"type":"Point","coordinates":[62.2,34.34]}"#,
        r#"{ "coordinates" : [ -170 , 1e1, 5 ], "type": "Point" }"#,
        r#"{"type":"Point","coordinates":[190,2]}"#,
        r#"{"type":"Point","coordinates":[34.5,169.2]}"#,
        r#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#,
        r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#,
        "null",
    ]);
    let properties = prop::sample::select(vec![
        r#"{"name":"Herat"}"#,
        r#"{"name":"Herat","kind":"city","priority":3.5,"annotation":"July","date":"2021-07"}"#,
        r##"{"name":"كابل \"x\"","name:fa":"کابل","certainty":"approximate","marker-color":"#0a0"}"##,
        r#"{"name":"é","marker-symbol":"star","marker-size":"large","description":"Told."}"#,
        r#"{"name":"Kabul","kind":"town","date":"July","marker-color":"green"}"#,
        r#"{"name":" ","title":"Moscow","excerpts":[{"text":"So."}],"area":"AF","other":[1,{"a":null}]}"#,
        r#"{"name":"a","name":"b"}"#,
        r#"{"name:ps":"a","name":"b","name:fa":"c","name:de":" ","name:fa":"d","names":"e","name:x:y":"f"}"#,
        r#"{"name":"\u0020","name:de":"\u00e4","title":"c"}"#,
        "{}",
        "null",
    ]);
    (id, geometry, properties)
        .prop_map(|(id, geometry, properties)| {
            format!(r#"{{"type":"Feature",{id}"geometry":{geometry},"properties":{properties}}}"#)
        })
        .boxed()
        .prop_union(
            prop::sample::select(vec!["17", "null", "{}", r#"{"type":"Thing"}"#])
                .prop_map(str::to_owned)
                .boxed(),
        )
}

pub(in crate::story) fn file() -> impl Strategy<Value = String> {
    let before = prop::sample::select(vec![
        r#"{"type":"FeatureCollection","features":["#,
        "{ \"title\": \"A\\u0062c\",\n \"lang\": \"fa\", \"type\":\"FeatureCollection\", \"features\" : [\n",
        r#"{"features":["#,
        "{\"lang\":\"??\",\n\"type\":\"FeatureCollection\",\"features\":[",
    ]);
    let behind = prop::sample::select(vec![
        "]}",
        "\n], \"source\": {\"name\": \"P\"}, \"crs\": 7,\n \"x\": 1}\n",
        "],\"type\":\"FeatureCollection\"}",
        "]",
        ",",
        "]}}",
        "],\"lang\":}",
        "",
    ]);
    let features = prop::collection::vec(feature(), 0..8);
    (before, features, prop::sample::select(vec![",", " ,\n "]), behind)
        .prop_map(|(before, features, comma, behind)| [before, &features.join(comma), behind].concat())
}

proptest! {
    #[test]
    fn a_file_says_the_same_in_pieces(file in file(), lengths in prop::collection::vec(1..90_usize, 1..4)) {
        let (whole, pieces) = (told(read_whole(file.as_bytes())), told(in_pieces(file.as_bytes(), &lengths)));
        prop_assert_eq!(pieces, whole);
    }

    #[test]
    fn a_file_that_is_cut_off_or_broken_is_told_of_and_never_panics(
        file in file(), at in 0..400_usize, byte in any::<u8>(), lengths in prop::collection::vec(1..90_usize, 1..4),
    ) {
        let mut bytes = file.into_bytes();
        let cut = &bytes[..at.min(bytes.len())];
        let cut = (told(read_whole(cut)), told(in_pieces(cut, &lengths)));
        prop_assert_eq!(cut.1.is_err(), cut.0.is_err());
        if let Some(broken) = bytes.get_mut(at) {
            *broken = byte;
            let (whole, pieces) = (read_whole(&bytes), in_pieces(&bytes, &lengths));
            prop_assert_eq!(pieces.is_err(), whole.is_err(), "{:?} {:?}", pieces, whole);
        }
    }
}

#[test]
fn what_was_read_before_a_fault_stays_read_and_the_fault_is_told_where_it_stands() {
    let good =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"name":"a"}}"#;
    let file =
        format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{good},\n{good},\n{{\"type\" 7}}\n]}}");
    let mut reader = Reader::new(10);
    let mut places = Places::default();
    let error = reader.push(file.as_bytes(), &mut places).unwrap_err();
    assert_eq!(error.location.line_column, Some((4, 9)));
    assert_eq!((reader.count(), places.len()), (2, 2));
}

#[test]
fn of_a_crowd_a_place_is_read_when_it_is_asked_for_and_written_back_as_it_was() {
    let feature = |n: usize| {
        format!(
            r#"{{"type":"Feature","id":"p{n}","geometry":{{"type":"Point","coordinates":[{}.5,-10.5]}},
            "properties":{{"name":"Place {n}","kind":"city","more":{{"deep":[{n}]}}}}}}"#,
            n % 180
        )
    };
    let features: Vec<String> = (0..20_000).map(feature).collect();
    let file =
        format!(r#"{{"type":"FeatureCollection","features":[{}],"title":"Many"}}"#, features.join(","));
    let story = crate::story::read(file.as_bytes()).unwrap().story;
    assert!(story.places.is_crowd() && story.places.whole().next().is_none());
    assert_eq!((story.places.len(), story.title.as_deref()), (20_000, Some("Many")));
    let (index, place) = story.place("p12345").unwrap();
    assert_eq!((index, place.name.default(), place.number), (12_345, "Place 12345", 12_346));
    assert!(story.place("p20000").is_none());
    let written = serde_json::to_value(story.to_geojson()).unwrap();
    assert_eq!(written["features"][777], serde_json::from_str::<serde_json::Value>(&feature(777)).unwrap());
}

#[test]
fn a_few_places_in_a_long_file_are_kept_whole_and_have_the_ids_of_any_story() {
    let long = "x".repeat(2000);
    let feature = |n: usize| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{n},1]}},"properties":{{"name":"Herat","other":"{long}"}}}}"#,
        )
    };
    let features: Vec<String> = (0..180).chain(0..180).chain(0..180).map(feature).collect();
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    assert!(file.len() > MOST_AT_ONCE);
    let story = crate::story::read(file.as_bytes()).unwrap().story;
    assert_eq!(story, read_whole(file.as_bytes()).unwrap().story);
    assert!(!story.places.is_crowd() && story.places[539].id == "herat-540");
}
