//! What holds for any text that is searched for any names.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::article::{Gazetteer, Match, Sure, to_bytes, to_utf16};
use proptest::prelude::*;

/// Texts made of what trips a search: names and pieces of them, signs that join and part, several scripts.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Kabul"),
        Just("kabul"),
        Just("KABUL"),
        Just("Kabul River"),
        Just("Laghmān"),
        Just("’s"),
        Just("'"),
        Just("-"),
        Just("\n"),
        Just(" "),
        Just(". "),
        Just("喀布尔"),
        Just("کابل"),
        Just("ك"),
        Just("و"),
        Just("\u{200c}"),
        Just("\u{301}"),
        Just("𝔸"),
        Just("é"),
        Just("@"),
        Just("a"),
        Just("Ka"),
        Just("ʿ"),
        Just("サ"),
        Just("æ"),
        Just("St"),
        Just("."),
        Just("\u{ad}"),
        Just("는"),
    ];
    prop_oneof![prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat()), "\\PC{0,60}",]
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let fixed = ["Kabul", "Kabul River", "Laghman", "喀布尔", "کابل", "Ka-bul", "St. Æ", "서울", "A"];
    let name = prop_oneof![(0..fixed.len()).prop_map(move |i| fixed[i].to_owned()), "\\PC{0,8}"];
    prop::collection::vec(name, 0..8)
}

fn gazetteer(names: &[String]) -> Gazetteer {
    Gazetteer::new(names.iter().enumerate().map(|(place, name)| (place, name.as_str())))
}

proptest! {
    #[test]
    fn matches_lie_in_the_text_in_order_and_do_not_overlap(text in text(), names in names()) {
        let found = gazetteer(&names).find(&text);
        let mut end = 0;
        for hit in &found {
            prop_assert!(hit.start >= end && hit.start < hit.end && hit.end <= text.len());
            prop_assert!(text.is_char_boundary(hit.start) && text.is_char_boundary(hit.end));
            end = hit.end;
        }
    }

    #[test]
    fn offsets_mean_the_same_in_utf_8_and_in_utf_16(text in text(), names in names()) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let found = gazetteer(&names).find(&text);
        let bytes: Vec<usize> = found.iter().flat_map(|hit| [hit.start, hit.end]).collect();
        let in_units = to_utf16(&text, bytes.iter().copied());
        for (hit, pair) in found.iter().zip(in_units.chunks(2)) {
            let slice = String::from_utf16(&units[pair[0] as usize..pair[1] as usize]).unwrap();
            prop_assert_eq!(slice.as_str(), &text[hit.start..hit.end]);
        }
        prop_assert_eq!(to_bytes(&text, in_units), bytes);
    }

    #[test]
    fn a_search_of_what_was_found_finds_it_again(text in text(), names in names()) {
        let gazetteer = gazetteer(&names);
        let found = gazetteer.find(&text);
        prop_assert_eq!(&gazetteer.find(&text), &found);
        for hit in &found {
            let slice = &text[hit.start..hit.end];
            let again = gazetteer.find(slice);
            prop_assert_eq!(again.len(), 1, "{:?}", slice);
            prop_assert_eq!((again[0].start, again[0].end, again[0].form), (0, slice.len(), hit.form));
        }
    }

    #[test]
    fn an_apostrophe_after_a_clitic_is_no_part_of_the_name(clitic in "[وفبلك]", sign in "['’\u{64e}\u{651}\u{200c}]{0,2}") {
        let text = format!("{clitic}{sign}Kabul");
        let found = gazetteer(&["Kabul".into()]).find(&text);
        prop_assert_eq!(found.iter().map(|hit| &text[hit.start..hit.end]).collect::<Vec<_>>(), ["Kabul"]);
    }

    #[test]
    fn a_name_between_words_is_found(before in "[a-z]{1,8}( [a-z]{1,8}){0,4}", after in "[a-z]{1,8}", name in "[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?") {
        let gazetteer = Gazetteer::new([(0, name.as_str())]);
        let text = format!("{before} {name} {after} {name}’s {name}.");
        let starts: Vec<usize> = text.match_indices(&name).map(|(at, _)| at).collect();
        let found = gazetteer.find(&text);
        prop_assert_eq!(found.iter().map(|hit| hit.start).collect::<Vec<_>>(), starts);
        prop_assert!(found.iter().all(|hit| hit.sure == Sure::Name && hit.end - hit.start == name.len()));
    }

    #[test]
    fn a_name_inside_a_word_is_not_found(before in "[a-z]{1,4}", after in "[a-z]{1,4}", name in "[A-Z][a-z]{2,9}") {
        let found = |text: String| Gazetteer::new([(0, name.as_str())]).find(&text);
        prop_assert_eq!(found([before.as_str(), &name].concat()), Vec::<Match>::new());
        prop_assert_eq!(found([name.as_str(), &after].concat()), Vec::<Match>::new());
    }

    #[test]
    fn accents_and_the_form_of_their_encoding_make_no_difference(text in "[a-zA-Zéèāūñç ’-]{0,30}") {
        let decomposed: String = text.chars().flat_map(|c| match c {
            'é' => vec!['e', '\u{301}'], 'è' => vec!['e', '\u{300}'], 'ā' => vec!['a', '\u{304}'],
            'ū' => vec!['u', '\u{304}'], 'ñ' => vec!['n', '\u{303}'], 'ç' => vec!['c', '\u{327}'], c => vec![c],
        }).collect();
        let names: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let gazetteer = gazetteer(&names);
        let forms = |text: &str| gazetteer.find(text).iter().map(|hit| hit.form).collect::<Vec<_>>();
        prop_assert_eq!(forms(&text), forms(&decomposed));
    }
}

#[test]
fn a_text_made_to_be_slow_is_not() {
    // Every word begins a name that is all but there: the search must not go over the text again and again.
    let name = ["A"; 200].join(" ") + " B";
    let gazetteer = Gazetteer::new([(0, name.as_str())]);
    let text = "A ".repeat(20_000);
    assert_eq!(gazetteer.find(&text), Vec::new());
}
