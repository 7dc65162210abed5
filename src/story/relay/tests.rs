//! Read in one place and taken over in another, a file says what it says when it is read in one.

use super::super::stream::tests::{file, fixtures, in_pieces, told};
use super::*;
use crate::error::Error;
use crate::story::Reading;
use proptest::prelude::*;

/// Reads a file in pieces of these lengths through a scout, whose batches are as long as can be told.
fn relayed(bytes: &[u8], lengths: &[usize], enough: usize) -> Result<Reading, Error> {
    let mut scout = Scout::new(Reader::new(0), enough);
    let mut reader = Reader::new(0);
    let (mut places, mut at) = (Places::default(), 0);
    let mut lengths = lengths.iter().cycle();
    while at < bytes.len() && !scout.ended() {
        let end = (at + lengths.next().unwrap().max(&1)).min(bytes.len());
        if let Some(batch) = scout.push(&bytes[at..end]) {
            places.append(reader.take(&batch));
        }
        at = end;
    }
    if let Some(batch) = scout.finish() {
        places.append(reader.take(&batch));
    }
    assert!(scout.ended() && scout.finish().is_none() && scout.push(b"{").is_none());
    let mut reading = reader.finish()?;
    places.append(std::mem::take(&mut reading.story.places));
    reading.story.places = places;
    Ok(reading)
}

#[test]
fn every_fixture_says_the_same_through_a_scout() {
    for (name, bytes) in fixtures() {
        let pieces = told(in_pieces(&bytes, &[700]));
        for enough in [0, 300, 100_000] {
            assert_eq!(told(relayed(&bytes, &[700], enough)), pieces, "{name} in batches of {enough}");
        }
    }
}

#[test]
fn places_that_are_kept_whole_go_over_as_they_come_in() {
    let line = r#"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{"name":"a"}}"#;
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, [line; 100].join(","));
    let mut scout = Scout::new(Reader::new(0), 1000);
    let batches = file.as_bytes().chunks(200).filter_map(|piece| scout.push(piece)).count();
    assert!((8..20).contains(&batches), "{batches}");
}

proptest! {
    #[test]
    fn a_file_says_the_same_through_a_scout_whole_cut_off_or_broken(
        file in file(),
        lengths in prop::collection::vec(1..90_usize, 1..4),
        enough in 0..400_usize,
        cut in prop::option::of(0..900_usize),
        broken in prop::option::of((0..900_usize, any::<u8>())),
    ) {
        let mut bytes = file.into_bytes();
        bytes.truncate(cut.unwrap_or(bytes.len()));
        if let Some((at, byte)) = broken && let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let (one, other) = (told(in_pieces(&bytes, &lengths)), told(relayed(&bytes, &lengths, enough)));
        prop_assert_eq!(other, one);
    }

    #[test]
    fn a_batch_that_is_none_is_taken_for_nothing(bytes: Vec<u8>) {
        let mut reader = Reader::default();
        prop_assert!(reader.take(&bytes).len() <= bytes.len());
    }
}
