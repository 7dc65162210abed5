//! A GeoJSON feature that is a plain point (RFC 7946, sections 3.1.2 and 3.2), without a tree of values.
//!
//! ```text
//! {"type": "Feature", "id": …, "geometry": {"type": "Point", "coordinates": [x, y]}, "properties": {…}}
//! ```
//!
//! The members may come in any order. Of the properties, those that the caller names are handed over as they
//! stand in the text; a feature with anything out of the ordinary is for somebody else to read.
//!
//! A file writes its features alike. So what stands between the values of one is looked for in the next before that
//! is taken apart: to compare is twice as fast. See [`Pattern`].

use crate::cursor::Cursor;

/// A feature of a point, in the text's own words.
#[derive(Debug, Clone, PartialEq)]
pub struct Plain<'a, const N: usize> {
    /// The text of the array of coordinates.
    pub coordinates: &'a str,
    /// The first of them.
    pub longitude: f64,
    /// The second.
    pub latitude: f64,
    /// The text of the id, a string or a number; empty when there is none.
    pub id: &'a str,
    /// The text of the object of properties.
    pub properties: &'a str,
    /// The strings without escapes and the numbers among the properties asked for, as they stand in the text:
    /// strings with their quotation marks. Empty for what is absent or null.
    pub values: [&'a str; N],
}

impl<const N: usize> Default for Plain<'_, N> {
    fn default() -> Self {
        Self { coordinates: "", longitude: 0.0, latitude: 0.0, id: "", properties: "", values: [""; N] }
    }
}

/// What the members of a feature's properties mean to the caller.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k, const N: usize> {
    /// Those to hand over.
    pub wanted: [&'k str; N],
    /// Those that make a feature one for somebody else.
    pub refused: &'k [&'k str],
    /// `name:xx` for each `name` in here holds a text, or null.
    pub translated: &'k [&'k str],
}

/// How the last plain feature was written: its values, and the text between them.
///
/// ```text
///   {"type":"Feature","id":  "p1"  ,"geometry":{"type":"Point","coordinates":[  62.2  ,  34.3  ]},"properties":{ …
///   text                     Id    text                                    ^    Longitude      ^              ^
///                                                                          marks: where coordinates and properties
///                                                                          begin and end
/// ```
#[derive(Debug, Default)]
pub struct Pattern {
    /// The texts between the values, one after another.
    texts: String,
    /// Where each of these texts ends, and what follows it. What follows the last one is nothing.
    parts: Vec<(usize, Slot)>,
    /// In which part, at which byte of its text, which of the marks stands; in the order of the text.
    marks: [(usize, usize, usize); 4],
    /// Of the feature that is taken apart: where its values are, and where the marks.
    values: Vec<(usize, usize, Slot)>,
    places: [usize; 4],
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Id,
    Longitude,
    Latitude,
    Altitude,
    /// One that is handed over, by its number among them.
    Wanted(usize),
    /// A text, or null.
    Translated,
    /// Any value.
    Other,
    End,
}

const COORDINATES: usize = 0;
const PROPERTIES: usize = 2;

impl Pattern {
    /// The feature here, if it is written as the last one was.
    fn follow<'a, const N: usize>(&self, cursor: &mut Cursor<'a>) -> Option<Plain<'a, N>> {
        let start = *cursor;
        let mut feature = Plain::default();
        let (mut from, mut mark, mut marks) = (0, 0, [start; 4]);
        for (number, &(end, slot)) in self.parts.iter().enumerate() {
            while let Some(&(_, byte, which)) = self.marks.get(mark).filter(|mark| mark.0 == number) {
                marks[which] = cursor.moved(byte);
                mark += 1;
            }
            cursor.literal(&self.texts[from..end])?;
            from = end;
            match slot {
                Slot::Id => feature.id = scalar(cursor)?,
                Slot::Longitude => feature.longitude = cursor.number().ok()?.value(),
                Slot::Latitude => feature.latitude = cursor.number().ok()?.value(),
                Slot::Altitude => drop(cursor.number().ok()?),
                Slot::Wanted(at) => feature.values[at] = scalar_or_null(cursor)?,
                Slot::Translated => text_or_null(cursor)?,
                Slot::Other => drop(cursor.skip().ok()?),
                Slot::End => {
                    feature.coordinates = marks[COORDINATES + 1].since(&marks[COORDINATES]);
                    feature.properties = marks[PROPERTIES + 1].since(&marks[PROPERTIES]);
                    return Some(feature);
                }
            }
        }
        None
    }

    /// Notes a value of the feature that is taken apart.
    fn note(&mut self, before: &Cursor, cursor: &Cursor, slot: Slot) {
        self.values.push((before.at(), cursor.at(), slot));
    }

    /// Learns from the feature between two places, whose values have been noted.
    fn learn(&mut self, start: &Cursor, end: &Cursor) {
        self.texts.clear();
        self.parts.clear();
        let text = end.since(start);
        let (mut from, mut mark) = (start.at(), 0);
        let swapped = self.places[PROPERTIES] < self.places[COORDINATES];
        let order = if swapped { [2, 3, 0, 1] } else { [0, 1, 2, 3] };
        self.values.push((end.at(), end.at(), Slot::End));
        for &(value, behind, slot) in &self.values {
            while let Some(&which) = order.get(mark).filter(|which| self.places[**which] <= value) {
                self.marks[mark] = (self.parts.len(), self.places[which] - from, which);
                mark += 1;
            }
            self.texts.push_str(&text[from - start.at()..value - start.at()]);
            self.parts.push((self.texts.len(), slot));
            from = behind;
        }
    }
}

/// The feature here, behind which the cursor is then. `None` when it is not plain, or no JSON, or cut off.
pub fn plain<'a, const N: usize>(
    cursor: &mut Cursor<'a>,
    known: &Known<N>,
    pattern: &mut Pattern,
) -> Option<Plain<'a, N>> {
    let start = *cursor;
    if let Some(feature) = pattern.follow(cursor) {
        return Some(feature);
    }
    *cursor = start;
    pattern.values.clear();
    let feature = taken_apart(cursor, known, pattern)?;
    pattern.learn(&start, cursor);
    Some(feature)
}

fn taken_apart<'a, const N: usize>(
    cursor: &mut Cursor<'a>,
    known: &Known<N>,
    pattern: &mut Pattern,
) -> Option<Plain<'a, N>> {
    let mut feature = Plain::default();
    let (mut first, mut has_type) = (true, false);
    cursor.open(b'{').ok()?;
    while cursor.member(std::mem::take(&mut first)).ok()? {
        let name = key(cursor)?;
        let before = *cursor;
        match name {
            "type" if !has_type => has_type = text(cursor)? == "\"Feature\"",
            "id" if feature.id.is_empty() => {
                feature.id = scalar(cursor)?;
                pattern.note(&before, cursor, Slot::Id);
            }
            "geometry" if feature.coordinates.is_empty() => point(cursor, &mut feature, pattern)?,
            "properties" if feature.properties.is_empty() => {
                properties(cursor, known, &mut feature, pattern)?;
            }
            _ => return None,
        }
    }
    let is_whole = has_type && !feature.coordinates.is_empty() && !feature.properties.is_empty();
    is_whole.then_some(feature)
}

/// The name of the member here; the cursor is then at its value.
fn key<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let name = cursor.plain_string().ok()?;
    cursor.colon().ok()?;
    cursor.peek()?;
    name
}

/// The text of the string here, if it holds no escapes.
fn text<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let start = *cursor;
    if cursor.peek()? != b'"' {
        return None;
    }
    cursor.plain_string().ok()??;
    Some(cursor.since(&start))
}

/// The text of the string or number here.
fn scalar<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    if cursor.peek()? == b'"' {
        return text(cursor);
    }
    let start = *cursor;
    cursor.number().ok()?;
    Some(cursor.since(&start))
}

/// The same; empty for null.
fn scalar_or_null<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    if cursor.peek()? == b'n' {
        cursor.word("null").ok()?;
        return Some("");
    }
    scalar(cursor)
}

fn text_or_null(cursor: &mut Cursor) -> Option<()> {
    match cursor.peek()? {
        b'"' => text(cursor).map(drop),
        _ => cursor.word("null").ok(),
    }
}

fn point<'a, const N: usize>(
    cursor: &mut Cursor<'a>,
    feature: &mut Plain<'a, N>,
    pattern: &mut Pattern,
) -> Option<()> {
    let (mut first, mut has_type) = (true, false);
    cursor.open(b'{').ok()?;
    while cursor.member(std::mem::take(&mut first)).ok()? {
        match key(cursor)? {
            "type" if !has_type => has_type = text(cursor)? == "\"Point\"",
            "coordinates" if feature.coordinates.is_empty() => {
                let start = *cursor;
                cursor.open(b'[').ok()?;
                let mut count = 0;
                while cursor.item(count == 0).ok()? {
                    cursor.peek()?;
                    let before = *cursor;
                    let number = cursor.number().ok()?.value();
                    let slot = match count {
                        0 => Slot::Longitude,
                        1 => Slot::Latitude,
                        _ => Slot::Altitude,
                    };
                    match slot {
                        Slot::Longitude => feature.longitude = number,
                        Slot::Latitude => feature.latitude = number,
                        _ => {}
                    }
                    pattern.note(&before, cursor, slot);
                    count += 1;
                }
                // A third is the altitude.
                if !(2..=3).contains(&count) {
                    return None;
                }
                feature.coordinates = cursor.since(&start);
                (pattern.places[COORDINATES], pattern.places[COORDINATES + 1]) = (start.at(), cursor.at());
            }
            _ => return None,
        }
    }
    (has_type && !feature.coordinates.is_empty()).then_some(())
}

fn properties<'a, const N: usize>(
    cursor: &mut Cursor<'a>,
    known: &Known<N>,
    feature: &mut Plain<'a, N>,
    pattern: &mut Pattern,
) -> Option<()> {
    let start = *cursor;
    let mut first = true;
    let mut told = [false; N];
    cursor.open(b'{').ok()?;
    while cursor.member(std::mem::take(&mut first)).ok()? {
        let name = key(cursor)?;
        let before = *cursor;
        let slot = if let Some(at) = known.wanted.iter().position(|wanted| *wanted == name) {
            if std::mem::replace(&mut told[at], true) {
                return None;
            }
            feature.values[at] = scalar_or_null(cursor)?;
            Slot::Wanted(at)
        } else if known.refused.contains(&name) {
            return None;
        } else if name.split_once(':').is_some_and(|(name, _)| known.translated.contains(&name)) {
            text_or_null(cursor)?;
            Slot::Translated
        } else {
            cursor.skip().ok()?;
            Slot::Other
        };
        pattern.note(&before, cursor, slot);
    }
    feature.properties = cursor.since(&start);
    (pattern.places[PROPERTIES], pattern.places[PROPERTIES + 1]) = (start.at(), cursor.at());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KNOWN: Known<2> = Known { wanted: ["name", "priority"], refused: &["area"], translated: &["name"] };

    fn read(text: &str) -> Option<Plain<'_, 2>> {
        let mut cursor = Cursor::new(text);
        let feature = plain(&mut cursor, &KNOWN, &mut Pattern::default())?;
        assert_eq!(cursor.at(), text.len());
        Some(feature)
    }

    #[test]
    fn a_plain_feature_is_read_whatever_the_order_of_its_members() {
        let feature = read(
            r#"{ "properties": {"x": [{"y": 1}], "priority" : 2.5, "name":"Herat", "name:fa": null},
            "geometry":{"coordinates" : [ 62.2,34.34 , 920], "type":"Point"}, "id": "h", "type":"Feature" }"#,
        );
        let feature = feature.unwrap();
        assert_eq!((feature.longitude, feature.latitude), (62.2, 34.34));
        assert_eq!((feature.coordinates, feature.id), ("[ 62.2,34.34 , 920]", "\"h\""));
        assert_eq!(feature.values, ["\"Herat\"", "2.5"]);
        assert!(feature.properties.starts_with("{\"x\"") && feature.properties.ends_with("null}"));
    }

    #[test]
    fn anything_out_of_the_ordinary_is_left_alone() {
        let with = |geometry: &str, properties: &str| {
            format!(r#"{{"type":"Feature","geometry":{geometry},"properties":{properties}}}"#)
        };
        let point = r#"{"type":"Point","coordinates":[1,2]}"#;
        assert!(read(&with(point, "{}")).is_some());
        for (geometry, properties) in [
            (r#"{"type":"Point","coordinates":[1]}"#, "{}"),
            (r#"{"type":"Point","coordinates":[1,2,3,4]}"#, "{}"),
            (r#"{"type":"Point","coordinates":["1",2]}"#, "{}"),
            (r#"{"type":"Line","coordinates":[1,2]}"#, "{}"),
            (r#"{"coordinates":[1,2]}"#, "{}"),
            ("null", "{}"),
            (point, "null"),
            (point, r#"{"area":"AF"}"#),
            (point, r#"{"name":"a","name":"b"}"#),
            (point, r#"{"name":["a"]}"#),
            (point, r#"{"name":"a\n"}"#),
            (point, r#"{"name:fa":1}"#),
        ] {
            assert_eq!(read(&with(geometry, properties)), None, "{geometry} {properties}");
        }
        assert_eq!(read(r#"{"type":"Feature","bbox":[],"geometry":null,"properties":{}}"#), None);
        assert_eq!(read(r#"{"type":"feature"}"#), None);
    }

    #[test]
    fn one_that_is_cut_off_is_none() {
        let whole =
            r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"name":"a"}}"#;
        for end in 0..whole.len() {
            assert_eq!(
                plain(&mut Cursor::new(&whole[..end]), &KNOWN, &mut Pattern::default()),
                None,
                "{end}"
            );
        }
    }

    /// Features as several programs write them, whose values go on to differ.
    fn any_feature() -> impl Strategy<Value = String> {
        let id = prop_oneof![Just(String::new()), "[a-z]{0,3}".prop_map(|id| format!(r#""id":"{id}","#))];
        let value = prop_oneof![
            Just("null".to_owned()),
            "[a-zé ]{0,9}".prop_map(|text| format!("\"{text}\"")),
            (-99..99_i32).prop_map(|n| n.to_string()),
            Just(r#""a\n""#.to_owned()),
            Just(r#"{"x":[1,"}"]}"#.to_owned()),
        ];
        let numbers = prop::collection::vec(-90.0..90.0_f64, 1..4);
        let keys = prop::sample::subsequence(vec!["name", "priority", "name:fa", "area", "other"], 0..5);
        (id, numbers, keys, prop::collection::vec(value, 5), 0..3_u8, any::<bool>()).prop_map(
            |(id, numbers, keys, values, blanks, swapped)| {
                let blank = ["", " ", "\n  "][usize::from(blanks)];
                let pairs: Vec<String> =
                    keys.iter().zip(values).map(|(key, value)| format!("\"{key}\":{blank}{value}")).collect();
                let properties = format!("\"properties\":{blank}{{{}}}", pairs.join(","));
                let numbers: Vec<String> = numbers.iter().map(|n| format!("{n:.2}")).collect();
                let numbers = numbers.join(",");
                let geometry =
                    format!(r#""geometry":{blank}{{"type":"Point","coordinates":[{blank}{numbers}]}}"#);
                let (one, other) = if swapped { (properties, geometry) } else { (geometry, properties) };
                format!(r#"{{"type":"Feature",{id}{one},{other}{blank}}}"#)
            },
        )
    }

    proptest! {
        #[test]
        fn what_the_last_feature_looked_like_changes_nothing_in_what_is_read(
            features in prop::collection::vec(any_feature(), 1..12), again in 1..3_usize,
        ) {
            let mut pattern = Pattern::default();
            for feature in features.iter().flat_map(|feature| std::iter::repeat_n(feature, again)) {
                let (mut one, mut other) = (Cursor::new(feature), Cursor::new(feature));
                let expected = taken_apart(&mut one, &KNOWN, &mut Pattern::default());
                prop_assert_eq!(&plain(&mut other, &KNOWN, &mut pattern), &expected);
                prop_assert!(expected.is_none() || one.at() == other.at());
                // The same pattern, followed or refused.
                if expected.is_some() {
                    prop_assert_eq!(pattern.follow(&mut Cursor::new(feature)), expected);
                }
            }
        }
    }
}
