//! What the interface says.

use super::*;

fn english() -> Words {
    Words::default()
}

#[test]
fn a_summary_is_never_called_a_quotation() {
    let mut excerpt = Excerpt { text: "…".into(), paragraph: Some(25), date: None, quote: false };
    assert_eq!(english().source(&excerpt, Some("Asia Times")), "Summary of paragraph 25, Asia Times");
    excerpt.quote = true;
    assert_eq!(english().source(&excerpt, None), "Quoted from paragraph 25");
}

#[test]
fn a_description_names_the_places_as_long_as_that_helps() {
    assert_eq!(english().describe(&Story::default(), "en"), "Map without places.");
    let of = |count: usize| {
        let place =
            |i: usize| format!(r#"{{"type":"Feature","geometry":null,"properties":{{"name":"P{i}"}}}}"#);
        let places: Vec<String> = (0..count).map(place).collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, places.join(","));
        crate::story::read(file.as_bytes()).unwrap().story
    };
    assert_eq!(english().describe(&of(1), "en"), "Map of one place: P0.");
    assert_eq!(english().describe(&of(2), "en"), "Map of 2 places: P0, P1.");
    assert_eq!(english().describe(&of(1200), "en"), "Map of 1,200 places, P0 and P1 among them.");
    assert_eq!(Words::new("fa").describe(&of(2), "fa"), "نقشهٔ 2 مکان: P0، P1.");
}

#[test]
fn a_pointer_to_many_names_them_and_counts_the_rest() {
    assert_eq!(english().together(&["Kabul", "Herat"]), "Kabul, Herat: show them");
    assert!(english().together(&["A"; 1008]).ends_with(", A and 1,000 more: show them"));
    assert_eq!(english().more(1000), "+1,000");
}

#[test]
fn a_number_is_short_enough_for_its_disc() {
    for (count, short) in [
        (2, "2"),
        (999, "999"),
        (1000, "1k"),
        (1234, "1.2k"),
        (9_990, "9.9k"),
        (10_400, "10k"),
        (999_999, "999k"),
        (1_000_000, "1M"),
        (2_340_000, "2.3M"),
    ] {
        assert_eq!(english().short(count), short);
    }
}

#[test]
fn a_credit_is_shortened_to_whose_map_it_is() {
    assert_eq!(short_credit("Made with Natural Earth · borders as in force"), "Natural Earth");
    assert_eq!(short_credit("© OpenStreetMap contributors"), "© OpenStreetMap contributors");
    assert_eq!(short_credit(""), "");
}

#[test]
fn the_first_part_of_a_tag_decides_over_the_language() {
    for (tag, close) in [
        ("en-GB", "Close"),
        ("fa-AF", "بستن"),
        ("prs", "بستن"),
        ("DE", "Schließen"),
        ("zh-Hant-TW", "关闭"),
        ("ja", "Close"),
        ("", "Close"),
        ("faroese", "Close"),
    ] {
        assert_eq!(Words::new(tag).get(Text::Close), close, "{tag}");
    }
    assert!(Words::new("ps").is_known() && !Words::new("ja").is_known());
    assert_eq!(Words::new("ja").language(), "en");
}

#[test]
fn every_text_has_a_key_of_its_own_and_english_words() {
    let keys: Vec<&str> = KEYS.lines().collect();
    assert_eq!(keys.len(), ALL.len());
    for (i, key) in keys.iter().enumerate() {
        assert!(!key.is_empty() && !keys[..i].contains(key), "{key}");
        assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{key}");
        assert!(!english().get(ALL[i]).is_empty(), "{key}");
    }
}

#[test]
fn each_language_has_a_line_for_each_text_and_the_same_blanks_to_fill_in() {
    let blanks = |text: &str| {
        let mut found: Vec<usize> = (0..4).filter(|n| text.contains(&format!("{{{n}}}"))).collect();
        found.sort_unstable();
        found
    };
    for &(tag, texts) in LANGUAGES {
        assert_eq!(texts.lines().count(), ALL.len(), "{tag}");
        for (&text, own) in ALL.iter().zip(texts.lines()) {
            assert!(own.is_empty() || blanks(own) == blanks(english().get(text)), "{tag}: {text:?}");
            assert_eq!(own.matches('{').count(), blanks(own).len(), "{tag}: {text:?}");
        }
    }
}

#[test]
fn a_water_is_called_what_the_language_calls_it() {
    for (tag, name, expected) in [
        ("de-AT", "Caspian Sea", Some("Kaspisches Meer")),
        ("zh-Hant-TW", "Black Sea", Some("黑海")),
        ("prs", "Red Sea", Some("دریای سرخ")),
        ("ar", "North Pacific Ocean", Some("شمال المحيط الهادئ")),
        ("es", "Gulf of Guinea", Some("Golfo de Guinea")),
        ("de", "Lake Zug", None),
        ("de", "Sea", None),
        ("de", "Caspian", None),
        ("de", "", None),
        ("ps", "Tyrrhenian Sea", None),
        ("en", "Caspian Sea", None),
        ("en", "Map", None),
        ("ja", "Caspian Sea", None),
    ] {
        assert_eq!(Words::new(tag).water(name), expected, "{tag}: {name}");
    }
}

#[test]
fn a_line_names_one_water_and_no_text_could_be_taken_for_one() {
    let tags = |all: &'static [Texts]| all.iter().map(|(tag, _)| *tag);
    assert!(tags(WATERS).eq(tags(LANGUAGES).skip(1)));
    for (tag, lines) in WATERS {
        let lines: Vec<&str> = lines.lines().collect();
        for (i, line) in lines.iter().enumerate() {
            let names: Vec<&str> = line.split('\t').collect();
            assert!(
                names.len() == 2 && names.iter().all(|name| name.trim() == *name && !name.is_empty()),
                "{tag}: {line}"
            );
            let english = [names[0], "\t"].concat();
            assert!(lines[..i].iter().all(|other| !other.starts_with(&english)), "{tag}: {line}");
        }
    }
    assert!(LANGUAGES.iter().all(|(_, texts)| !texts.contains('\t')));
}

#[test]
fn a_text_that_a_language_lacks_is_said_in_english() {
    for &(tag, texts) in LANGUAGES {
        for (&text, own) in ALL.iter().zip(texts.lines()) {
            let expected = if own.is_empty() { english().get(text).to_owned() } else { own.to_owned() };
            assert_eq!(Words::new(tag).get(text), expected);
        }
    }
}

#[test]
fn an_author_puts_other_texts_in_place_in_any_language_and_can_take_them_back() {
    let mut words = Words::new("de");
    assert!(words.set("close", "Zumachen") && words.set("position", "{1}/{0}"));
    assert!(!words.set("no-such-text", "…") && !words.set("", "…"));
    assert_eq!(words.get(Text::Close), "Zumachen");
    assert_eq!(words.position(2, 7), "7/3");
    assert_eq!(words.in_language("fr").get(Text::Close), "Zumachen");
    assert!(words.set("close", "Zu"));
    assert_eq!(words.get(Text::Close), "Zu");
    words.clear();
    assert_eq!(words.get(Text::Close), "Schließen");
}

#[test]
fn blanks_are_filled_once_and_other_braces_stay() {
    assert_eq!(fill("{1} of {0}", &["{1}", "b"]), "b of {1}");
    assert_eq!(fill("{0} {9} {x} {", &["a"]), "a {9} {x} {");
    assert_eq!(fill("{٠}{0}", &["a"]), "{٠}a");
    assert_eq!(fill("", &[]), "");
}

#[test]
fn direction_follows_the_script_where_the_tag_names_one() {
    for rtl in ["fa", "fa-AF", "AR", "he-IL", "pa-Arab", "ps"] {
        assert!(is_rtl(rtl), "{rtl}");
    }
    for ltr in ["", "en-GB", "ru", "fa-Latn", "ar-Latn-EG", "faroese", "-"] {
        assert!(!is_rtl(ltr), "{ltr}");
    }
}
