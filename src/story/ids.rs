//! Ids for the places that bring none: words that stay the same as long as the name does.

use super::Place;
use serde_json::{Map, Value};

/// Gives an id to every place whose own is empty: made from its name, with `-2`, `-3` … where another
/// has it. Ids that the file gives are never taken.
pub(super) fn fill(places: &mut [Place]) {
    if places.iter().all(|place| !place.id.is_empty()) {
        return;
    }
    // Of each id: the next number to try after it. JSON's own map, which is compiled in any case.
    let mut taken = Map::new();
    for place in places.iter().filter(|place| !place.id.is_empty()) {
        taken.insert(place.id.clone(), Value::from(2));
    }
    for place in places.iter_mut().filter(|place| place.id.is_empty()) {
        let base = slug(place.name.default());
        let mut id = base.clone();
        let mut next = taken.get(&base).and_then(Value::as_u64).unwrap_or(2);
        while taken.contains_key(&id) {
            id = [&base, "-", &next.to_string()].concat();
            next += 1;
        }
        taken.insert(base, next.into());
        if !taken.contains_key(&id) {
            taken.insert(id.clone(), 2.into());
        }
        place.id = id;
    }
}

/// The id of a place of a crowd that brings none: its name and the number of its feature, as the names of a
/// million others are not at hand.
pub(super) fn numbered(name: &str, number: usize) -> String {
    [&slug(name), "-", &number.to_string()].concat()
}

/// A name's letters and digits of any script, the ASCII ones small, with `-` for the gaps between them.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() || is_mark(c) {
            slug.push(c.to_ascii_lowercase());
        } else if (c.is_whitespace() || c == '-' || c == '_') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "place".into() } else { slug }
}

/// Combining marks that lower-casing brings (`İ`), and the joiner that Persian words hold inside.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_makes_an_id() {
        assert_eq!(slug("Kabul"), "kabul");
        assert_eq!(slug("  Old  City -- of Herat! "), "old-city-of-herat");
        assert_eq!(slug("هرات"), "هرات");
        assert_eq!(slug("Ёлкино Село"), "Ёлкино-Село");
        assert_eq!(slug("#3"), "3");
    }

    #[test]
    fn a_name_without_letters_still_makes_one() {
        assert_eq!(slug("?!"), "place");
        assert_eq!(slug(""), "place");
    }
}
