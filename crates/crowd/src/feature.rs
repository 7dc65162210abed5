//! A GeoJSON feature that is a plain point (RFC 7946, sections 3.1.2 and 3.2), without a tree of values.
//!
//! ```text
//! {"type": "Feature", "id": …, "geometry": {"type": "Point", "coordinates": [x, y]}, "properties": {…}}
//! ```
//!
//! The members may come in any order. Of the properties, those that the caller names are handed over as they
//! stand in the text; a feature with anything out of the ordinary is for somebody else to read.

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

/// The feature here, behind which the cursor is then. `None` when it is not plain, or no JSON, or cut off.
pub fn plain<'a, const N: usize>(cursor: &mut Cursor<'a>, known: &Known<N>) -> Option<Plain<'a, N>> {
    let mut feature =
        Plain { coordinates: "", longitude: 0.0, latitude: 0.0, id: "", properties: "", values: [""; N] };
    let (mut first, mut has_type) = (true, false);
    cursor.open(b'{').ok()?;
    while cursor.member(std::mem::take(&mut first)).ok()? {
        match key(cursor)? {
            "type" if !has_type => has_type = text(cursor)? == "\"Feature\"",
            "id" if feature.id.is_empty() => feature.id = scalar(cursor)?,
            "geometry" if feature.coordinates.is_empty() => point(cursor, &mut feature)?,
            "properties" if feature.properties.is_empty() => properties(cursor, known, &mut feature)?,
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

fn point<'a, const N: usize>(cursor: &mut Cursor<'a>, feature: &mut Plain<'a, N>) -> Option<()> {
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
                    let number = cursor.number().ok()?.value();
                    match count {
                        0 => feature.longitude = number,
                        1 => feature.latitude = number,
                        _ => {}
                    }
                    count += 1;
                }
                // A third is the altitude.
                if !(2..=3).contains(&count) {
                    return None;
                }
                feature.coordinates = cursor.since(&start);
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
) -> Option<()> {
    let start = *cursor;
    let mut first = true;
    cursor.open(b'{').ok()?;
    while cursor.member(std::mem::take(&mut first)).ok()? {
        let name = key(cursor)?;
        if let Some(at) = known.wanted.iter().position(|wanted| *wanted == name) {
            if cursor.peek()? == b'n' {
                cursor.word("null").ok()?;
            } else if feature.values[at].is_empty() {
                feature.values[at] = scalar(cursor)?;
            } else {
                return None;
            }
        } else if known.refused.contains(&name) {
            return None;
        } else if name.split_once(':').is_some_and(|(name, _)| known.translated.contains(&name)) {
            match cursor.peek()? {
                b'"' => drop(text(cursor)?),
                _ => cursor.word("null").ok()?,
            }
        } else {
            cursor.skip().ok()?;
        }
    }
    feature.properties = cursor.since(&start);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known<2> = Known { wanted: ["name", "priority"], refused: &["area"], translated: &["name"] };

    fn read(text: &str) -> Option<Plain<'_, 2>> {
        let mut cursor = Cursor::new(text);
        let feature = plain(&mut cursor, &KNOWN)?;
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
            assert_eq!(plain(&mut Cursor::new(&whole[..end]), &KNOWN), None, "{end}");
        }
    }
}
