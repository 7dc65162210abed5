//! Reading JSON one layer at a time: what both readers, of stories and of basemaps, begin with.
//!
//! An object is read into its members, whose own text is left as it stands until somebody asks for it.
//! One type of it for the whole crate: a `BTreeMap` of them costs 5 KB of wasm more.

pub(crate) use dateline_map_crowd::cursor::{Cursor, Fault, Kind, Read, lines};

use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// How many brackets inside each other are followed when a value is taken in, each on the stack.
const DEEPEST: usize = 127;

/// The members of a JSON object, each value still as text.
#[derive(Default)]
pub(crate) struct Object<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Object<'a> {
    /// The members of the object that `text` is. All of it is checked: what a member's text is, is JSON.
    pub fn read(text: &'a str) -> Read<Self> {
        let mut cursor = Cursor::new(text);
        cursor.open(b'{')?;
        let mut members = Vec::new();
        while cursor.member(members.is_empty())? {
            let name = cursor.string()?;
            cursor.colon()?;
            members.push((name, cursor.skip()?));
        }
        cursor.end()?;
        Ok(Self(members))
    }

    /// The member called `name`. Where a name comes twice the last one serves, as in JavaScript.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let (_, raw) = self.0.iter().rev().find(|(key, _)| *key == name)?;
        Some(raw)
    }

    /// All members in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, raw)| (&**name, *raw))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What `each` makes of the items of the array here.
pub(crate) fn list_here<'a, T>(
    cursor: &mut Cursor<'a>,
    each: impl Fn(&mut Cursor<'a>) -> Read<T>,
) -> Read<Vec<T>> {
    cursor.open(b'[')?;
    let mut items = Vec::new();
    while cursor.item(items.is_empty())? {
        items.push(each(cursor)?);
    }
    Ok(items)
}

/// The items of the JSON array that `text` is, each still as text.
pub(crate) fn items(text: &str) -> Read<Vec<&str>> {
    let mut cursor = Cursor::new(text);
    let items = list_here(&mut cursor, Cursor::skip)?;
    cursor.end()?;
    Ok(items)
}

/// The value that `text` is, taken in as a whole.
pub(crate) fn value(text: &str) -> Read<Value> {
    let mut cursor = Cursor::new(text);
    let value = value_here(&mut cursor, DEEPEST)?;
    cursor.end()?;
    Ok(value)
}

/// The number that `text` is, if it is one.
pub(crate) fn number(text: &str) -> Option<f64> {
    value(text).ok()?.as_f64()
}

/// The string that `text` is, if it is one.
pub(crate) fn string(text: &str) -> Option<String> {
    match value(text).ok()? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// The value here, inside of which `deeper` brackets may still be opened.
fn value_here(cursor: &mut Cursor, deeper: usize) -> Read<Value> {
    Ok(match cursor.peek() {
        Some(b'[' | b'{') if deeper == 0 => return cursor.fault(Kind::TooDeep),
        Some(b'[') => Value::Array(list_here(cursor, |cursor| value_here(cursor, deeper - 1))?),
        Some(b'{') => {
            cursor.step();
            let mut members = Map::new();
            while cursor.member(members.is_empty())? {
                let name = cursor.string()?.into_owned();
                cursor.colon()?;
                members.insert(name, value_here(cursor, deeper - 1)?);
            }
            Value::Object(members)
        }
        Some(b'"') => Value::String(cursor.string()?.into_owned()),
        Some(b't') => cursor.word("true").map(|()| Value::Bool(true))?,
        Some(b'f') => cursor.word("false").map(|()| Value::Bool(false))?,
        Some(b'n') => cursor.word("null").map(|()| Value::Null)?,
        Some(b'-' | b'0'..=b'9') => {
            let decimal = cursor.number()?;
            let whole = i64::try_from(decimal.digits).ok().filter(|_| decimal.whole);
            let number = match whole {
                Some(digits) if !decimal.negative => Some(Number::from(digits)),
                // Zero has a sign only as a floating-point number.
                Some(digits) if digits != 0 => Some(Number::from(-digits)),
                _ => Number::from_f64(decimal.value()),
            };
            match number {
                Some(number) => Value::Number(number),
                None => return cursor.fault_behind(Kind::TooLarge),
            }
        }
        _ => return cursor.fault(Kind::Value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn members_keep_their_order_and_their_text() {
        let object = Object::read(r#"{"a": [1, 2], "\u0062": {"c": 3} , "a": 4}"#).unwrap();
        assert_eq!(object.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b", "a"]);
        assert_eq!(object.get("b"), Some(r#"{"c": 3}"#));
        assert_eq!(object.get("a"), Some("4"), "the last one serves");
        assert!(object.get("c").is_none() && !object.is_empty());
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        assert!(Object::read("[1]").is_err() && Object::read(r#"{"a": 1,}"#).is_err());
        assert!(Object::read("{} {}").is_err() && Object::read("").is_err());
    }

    #[test]
    fn a_fault_says_what_and_where() {
        for (text, kind, at) in [
            ("", Kind::End, 0),
            ("[1, 2", Kind::End, 5),
            ("[1 2]", Kind::Item, 3),
            ("[1, ]", Kind::Comma, 4),
            ("[, 1]", Kind::Value, 1),
            ("{a: 1}", Kind::Name, 1),
            (r#"{"a" 1}"#, Kind::Colon, 5),
            (r#"{"a": 1 "b": 2}"#, Kind::Member, 8),
            (r#"{"a": 1, }"#, Kind::Comma, 9),
            ("nul", Kind::End, 3),
            ("nulL", Kind::Word, 3),
            ("01", Kind::Number, 1),
            ("1.", Kind::End, 2),
            ("-x", Kind::Number, 1),
            ("1 2", Kind::Rest, 2),
            ("\"a\nb\"", Kind::Control, 2),
            ("\"a\\x\"", Kind::Escape, 3),
            ("\"\\u12g4\"", Kind::Escape, 5),
            ("\"\\ud800\"", Kind::Surrogate, 7),
            ("\"\\ud800\\u0041\"", Kind::Surrogate, 7),
            ("\"\\udc00\"", Kind::Surrogate, 7),
            ("[1e400]", Kind::TooLarge, 5),
        ] {
            assert_eq!(value(text), Err(Fault { kind, at }), "{text}");
        }
    }

    #[test]
    fn what_is_left_as_text_may_be_deeper_than_what_is_taken_in() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert!(value(&nested(DEEPEST)).is_ok());
        assert_eq!(value(&nested(DEEPEST + 1)), Err(Fault { kind: Kind::TooDeep, at: DEEPEST }));
        let deep = nested(100_000);
        assert_eq!(items(&["[", &deep, ",", &deep, "]"].concat()).unwrap(), [&deep, &deep]);
    }

    #[test]
    fn halves_of_surrogate_pairs_pass_in_what_is_left_as_text() {
        let object = Object::read(r#"{"a": ["\ud800"], "b": 1}"#).unwrap();
        assert_eq!(string("\"\\ud83d\\ude00\""), Some("\u{1f600}".into()));
        assert!(object.get("b").is_some() && value(object.get("a").unwrap()).is_err());
    }

    #[test]
    fn numbers_are_what_they_say() {
        for text in [
            "0",
            "-0.0",
            "-0",
            "7",
            "62.1997",
            "1e3",
            "1E-7",
            "123456789012345678",
            "2.5e+10",
            "0.1",
            "1e22",
            "1e-22",
        ] {
            assert_eq!(number(text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{text}");
        }
        assert_eq!(number("1e-400"), Some(0.0));
        assert_eq!(number("0e999999999999999999999"), Some(0.0));
        assert_eq!(number("1.0000000000000000000000000000001"), Some(1.0));
        assert_eq!(number("100000000000000000000000000000"), Some(1e29));
        assert!(number(".5").is_none() && number("\"1\"").is_none() && number("5px").is_none());
    }

    proptest! {
        #[test]
        fn any_value_is_read_as_it_was_written(value in any_value()) {
            let text = value.to_string();
            prop_assert_eq!(super::value(&text).unwrap(), value);
            prop_assert_eq!(Cursor::new(&text).skip().unwrap(), &text);
        }

        #[test]
        fn any_text_is_taken_or_refused_as_the_peer_does(text in r#"[\[\]{}:,"\\ a0-9.eE+\-tnu]{0,12}"#) {
            let peer = serde_json::from_str::<Value>(&text);
            prop_assert_eq!(super::value(&text).is_ok(), peer.is_ok(), "{}", text);
        }

        #[test]
        fn a_number_is_read_to_its_last_bit_or_nearly(n in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
            let read = number(&serde_json::to_string(&n).unwrap()).unwrap();
            let step = n.abs() * 4.0 * f64::EPSILON + f64::MIN_POSITIVE;
            prop_assert!((read - n).abs() <= step, "{} {}", n, read);
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            (-180.0..180.0f64).prop_map(|n| Value::from((n * 1e9).round() / 1e9)),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }
}
