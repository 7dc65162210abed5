use super::*;
use crate::layout::ApproximateMeasure;

const VIEW: ScreenRect = ScreenRect::new(0.0, 0.0, 640.0, 480.0);

/// A story of one point for each list of properties, and what else stands in the collection.
fn story(members: &str, places: &[&str]) -> Story {
    let features: Vec<String> = places
        .iter()
        .enumerate()
        .map(|(n, properties)| {
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{n},0]}},
                    "properties":{{"name":"P{n}"{properties}}}}}"#
            )
        })
        .collect();
    let file = format!(r#"{{"type":"FeatureCollection"{members},"features":[{}]}}"#, features.join(","));
    crate::story::read(file.as_bytes()).unwrap().story
}

fn told(story: &Story, wanted: bool) -> Vec<(String, Vec<usize>)> {
    let word = |kind: Kind| kind.as_str().to_owned();
    entries(story, "en", wanted, &word).into_iter().map(|entry| (entry.label, entry.places)).collect()
}

fn own(told: &[(&str, &[usize])]) -> Vec<(String, Vec<usize>)> {
    told.iter().map(|(label, places)| ((*label).to_owned(), places.to_vec())).collect()
}

const RED_CITY: &str = r##","kind":"city","marker-color":"#f00""##;
const BASE: &str = r##","kind":"site","marker-symbol":"airport""##;

#[test]
fn looks_that_go_with_kinds_are_called_by_them() {
    let told = told(&story("", &[RED_CITY, BASE, RED_CITY]), false);
    assert_eq!(told, own(&[("city", &[0, 2]), ("site", &[1])]));
}

#[test]
fn there_is_none_where_nothing_differs_or_looks_do_not_go_with_kinds() {
    for places in [
        vec![],
        vec![RED_CITY, RED_CITY],
        vec![RED_CITY, r##","kind":"city","marker-color":"#00f""##],
        vec![RED_CITY, r##","kind":"site","marker-color":"#f00""##],
        vec![RED_CITY, r##","marker-color":"#00f""##],
        vec![RED_CITY, BASE, ""],
    ] {
        assert_eq!(told(&story("", &places), false), [], "{places:?}");
    }
}

#[test]
fn a_page_that_wants_one_gets_one() {
    let blue = r##","marker-color":"#00f""##;
    let told = told(&story("", &[RED_CITY, BASE, blue, blue]), true);
    assert_eq!(told, own(&[("city", &[0]), ("site", &[1]), ("P2, P3", &[2, 3])]));
}

#[test]
fn the_authors_words_come_first_in_the_authors_order() {
    let legend =
        r##","legend":[{"label":"Bases","marker-symbol":"airport"},{"label":"Red","marker-color":"#f00"}]"##;
    let story = story(legend, &[RED_CITY, BASE]);
    assert_eq!(told(&story, false), own(&[("Bases", &[1]), ("Red", &[0])]));
}

#[test]
fn an_entry_looks_as_its_places_do() {
    let legend = r##","legend":[{"label":"Bases","marker-symbol":"airport"},{"label":"Road","stroke":"#00f"},
        {"label":"Held","fill":"#0f0"}]"##;
    let base = r##","marker-symbol":"airport","marker-color":"#2b5d8a""##;
    let held = r##","fill":"#0f0","fill-opacity":1,"stroke":"#111""##;
    let word = |kind: Kind| kind.as_str().to_owned();
    let entries = entries(&story(legend, &[base, held]), "en", false, &word);
    let color = Color::parse;
    assert_eq!(
        entries.iter().map(|entry| entry.swatch).collect::<Vec<_>>(),
        [
            Swatch::Marker { color: color("#2b5d8a"), symbol: Symbol::parse("airport") },
            Swatch::Line(color("#00f")),
            Swatch::Area { fill: color("#0f0"), edge: color("#111") },
        ]
    );
}

fn rows(labels: &[&str]) -> Vec<Entry> {
    let swatch = Swatch::Marker { color: None, symbol: None };
    labels.iter().map(|label| Entry { label: (*label).to_owned(), swatch, places: Vec::new() }).collect()
}

fn set(labels: &[&str], taken: &[ScreenRect], markers: &[ScreenPoint], stand: Stand) -> Option<Legend> {
    let around = Around { taken, markers, lines: &[], areas: &[] };
    place(&rows(labels), VIEW, &around, None, (stand, false, &ApproximateMeasure))
}

#[test]
fn the_card_stands_in_a_corner_and_holds_its_rows() {
    let legend = set(&["City", "Air base"], &[], &[], Stand::Over).unwrap();
    assert_eq!((legend.rect.x, legend.rect.bottom()), (EDGE, 480.0 - EDGE));
    for row in &legend.rows {
        assert!(legend.rect.contains(row.at));
        let (text, at) = &row.lines[0];
        let end = at.x + ApproximateMeasure.width(text, &LEGEND_FONT);
        assert!(legend.rect.contains(*at) && end <= legend.rect.right() - PAD + 1.0);
    }
}

#[test]
fn it_keeps_off_what_is_taken_and_goes_where_it_covers_no_marker() {
    let bar = ScreenRect::new(12.0, 450.0, 150.0, 20.0);
    let legend = set(&["City"], &[bar], &[], Stand::Over).unwrap();
    assert!(legend.rect.x == EDGE && legend.rect.bottom() < bar.y);
    let markers = [ScreenPoint::new(30.0, 455.0), ScreenPoint::new(30.0, 30.0)];
    let legend = set(&["City"], &[], &markers, Stand::Over).unwrap();
    assert!(legend.rect.x > 320.0, "{:?}", legend.rect);
}

#[test]
fn an_area_is_rather_left_to_be_seen() {
    let area = [ScreenRect::new(0.0, 300.0, 300.0, 180.0)];
    let around = Around { taken: &[], markers: &[], lines: &[], areas: &area };
    let legend =
        place(&rows(&["City"]), VIEW, &around, None, (Stand::Over, false, &ApproximateMeasure)).unwrap();
    assert!(!legend.rect.overlaps(&area[0]));
}

#[test]
fn it_does_not_wander_for_a_single_marker() {
    let first = set(&["City"], &[], &[], Stand::Over).unwrap();
    let markers = [first.rect.centre()];
    let around = Around { taken: &[], markers: &markers, lines: &[], areas: &[] };
    let with = (Stand::Over, false, &ApproximateMeasure as &dyn TextMeasure);
    assert_eq!(place(&rows(&["City"]), VIEW, &around, Some(&first), with).unwrap().rect, first.rect);
}

#[test]
fn in_a_picture_it_goes_below_a_map_that_it_would_cover() {
    let crowd: Vec<ScreenPoint> = (0..48)
        .map(|n| ScreenPoint::new(f64::from(n % 8) * 80.0 + 30.0, f64::from(n / 8) * 80.0 + 30.0))
        .collect();
    let labels =
        ["City", "Air base", "A border post that has changed hands twice", "Fighting", "Supply road"];
    let over = set(&labels, &[], &crowd, Stand::Over).unwrap();
    assert!(over.rect.bottom() <= 480.0);
    let below = set(&labels, &[], &crowd, Stand::Picture).unwrap();
    assert_eq!((below.rect.x, below.rect.y, below.rect.width), (0.0, 480.0, 640.0));
    let mut boxes: Vec<ScreenRect> = Vec::new();
    for (row, label) in below.rows.iter().zip(labels) {
        let (text, at) = &row.lines[0];
        assert_eq!(text, label);
        let own = ScreenRect::new(
            row.at.x - 9.0,
            row.at.y - 8.0,
            at.x - row.at.x + 9.0 + ApproximateMeasure.width(text, &LEGEND_FONT),
            16.0,
        );
        assert!(below.rect.contains_rect(&own) && !boxes.iter().any(|other| other.overlaps(&own)), "{row:?}");
        boxes.push(own);
    }
}

#[test]
fn a_long_label_is_broken_between_words_and_a_long_word_is_kept_whole() {
    let lines = broken("A border post that has changed hands", 90.0, &ApproximateMeasure);
    assert!(lines.len() > 1 && lines.iter().all(|line| ApproximateMeasure.width(line, &LEGEND_FONT) <= 90.0));
    assert_eq!(lines.join(" "), "A border post that has changed hands");
    assert_eq!(broken("Donaudampfschifffahrtsgesellschaft", 40.0, &ApproximateMeasure).len(), 1);
}

#[test]
fn nothing_to_say_is_not_said_and_a_hidden_one_is_hidden() {
    assert!(set(&[], &[], &[], Stand::Picture).is_none());
    assert!(set(&["City"], &[], &[], Stand::Hidden).is_none());
}

#[test]
fn read_from_the_right_it_stands_on_the_right_with_its_marks_there() {
    let around = Around { taken: &[], markers: &[], lines: &[], areas: &[] };
    let with = (Stand::Over, true, &ApproximateMeasure as &dyn TextMeasure);
    let legend = place(&rows(&["City", "Air base"]), VIEW, &around, None, with).unwrap();
    assert_eq!(legend.rect.right(), 640.0 - EDGE);
    for row in &legend.rows {
        let (text, at) = &row.lines[0];
        assert!(at.x < row.at.x && legend.rect.contains(row.at));
        assert!(at.x - ApproximateMeasure.width(text, &LEGEND_FONT) >= legend.rect.x);
    }
}

#[test]
fn a_label_of_very_many_words_is_cut_short_after_a_few_measurements() {
    struct Counted(std::cell::Cell<usize>);
    impl TextMeasure for Counted {
        fn width(&self, text: &str, font: &crate::theme::Font) -> f64 {
            self.0.set(self.0.get() + 1);
            crate::layout::ApproximateMeasure.width(text, font)
        }

        fn upper(&self, text: &str) -> String {
            text.to_owned()
        }
    }
    let counted = Counted(std::cell::Cell::new(0));
    let lines = broken(&"word ".repeat(20_000), WIDEST, &counted);
    assert!(lines.len() == MOST_LINES && lines[MOST_LINES - 1].ends_with("word…"), "{lines:?}");
    assert!(counted.0.get() < 200, "{}", counted.0.get());
    assert_eq!(broken("one two", WIDEST, &counted), ["one two"]);
}
