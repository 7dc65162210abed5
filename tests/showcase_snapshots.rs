//! Six unlike stories at three widths, in English and Persian: where each map has put its words and marks.
//!
//! What a snapshot holds is the SVG without the lines and areas of the ground, so that a difference can be
//! read. Widths of text are estimated ([`ApproximateMeasure`]), the same on every machine. After a change
//! that is meant: `INSTA_UPDATE=always cargo test --test showcase_snapshots`, then look.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::basemap::Level;
use dateline_map::layout::ApproximateMeasure;
use dateline_map::scene::svg;
use dateline_map::story;
use dateline_map::theme::{Scheme, Theme};
use dateline_map::widget::{Input, Widget};

const STORIES: [(&str, &str); 6] = [
    ("demo", "geodata/story.geojson"),
    ("city", "tests/fixtures/stories/showcase/city.geojson"),
    ("route", "tests/fixtures/stories/showcase/route.geojson"),
    ("country", "tests/fixtures/stories/showcase/country.geojson"),
    ("crowd", "tests/fixtures/stories/showcase/crowd.geojson"),
    ("single", "tests/fixtures/stories/showcase/single.geojson"),
];
/// A phone's column, an article's column, a whole page.
const SIZES: [(f64, f64); 3] = [(320.0, 480.0), (640.0, 480.0), (1280.0, 720.0)];
const LANGUAGES: [(&str, bool); 2] = [("en-GB", false), ("fa", true)];

fn bytes_of(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Every map over the same ground, which is read once.
fn ground() -> Widget {
    let mut widget = Widget::default();
    widget.apply(Input::ReducedMotion(true));
    for file in ["geodata/world.topojson", "geodata/region.topojson"] {
        widget.apply(Input::Level(Box::new(Level::read(&bytes_of(file)).unwrap())));
    }
    widget
}

fn map(ground: &Widget, file: &str, (width, height): (f64, f64), (lang, rtl): (&str, bool)) -> Widget {
    let mut widget = ground.clone();
    widget.apply(Input::Resize { width, height });
    widget.apply(Input::Lang(lang.into()));
    widget.apply(Input::RightToLeft(rtl));
    widget.apply(Input::Story(Box::new(story::read(&bytes_of(file)).unwrap().story)));
    widget
}

fn document(widget: &mut Widget, scheme: Scheme) -> String {
    let theme = Theme::new(scheme);
    let credit = Some("Made with Natural Earth");
    let scene = widget.on_surface(widget.size(), theme, &ApproximateMeasure, credit, |still| {
        still.scene(&ApproximateMeasure, credit)
    });
    svg::write(&scene, "", "")
}

/// What stands on the ground: the document without its paths.
fn furnishing(document: &str) -> String {
    document.lines().filter(|line| !line.contains("<path")).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_story_is_laid_out_as_it_was() {
    let ground = ground();
    for (name, file) in STORIES {
        for size in SIZES {
            for (lang, rtl) in LANGUAGES {
                let text = furnishing(&document(&mut map(&ground, file, size, (lang, rtl)), Scheme::Light));
                assert!(text.contains("<text"), "{name}: the snapshot holds its words");
                insta::assert_snapshot!(format!("{name}-{}-{}", size.0, &lang[..2]), text);
            }
        }
    }
}

#[test]
fn the_dark_theme_writes_the_same_words_in_the_same_places() {
    let ground = ground();
    for (name, file) in STORIES {
        let mut map = map(&ground, file, SIZES[1], LANGUAGES[0]);
        let [light, dark] = [Scheme::Light, Scheme::Dark].map(|scheme| document(&mut map, scheme));
        let words = |document: &str| {
            let texts = document.lines().filter(|line| line.contains("<text"));
            let parts: Vec<&str> = texts.flat_map(|text| text.split('#')).collect();
            parts
                .iter()
                .map(|part| part.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
                .collect::<String>()
        };
        assert_ne!(light, dark, "{name}");
        assert!(words(&light) == words(&dark), "{name}: the words stand elsewhere in the dark");
    }
}

#[test]
fn no_place_is_lost_at_any_width() {
    let ground = ground();
    for (name, file) in STORIES {
        for size in SIZES {
            for language in LANGUAGES {
                let mut widget = map(&ground, file, size, language);
                widget.scene(&ApproximateMeasure, None);
                let mut told = 0;
                for target in widget.targets() {
                    told += target.cluster.map_or(1, |(_, count)| count as usize) + target.also.len();
                }
                let placed = widget.story().places.iter().filter(|place| place.marker.is_some()).count();
                assert_eq!(told, placed, "{name} at {} px in {}", size.0, language.0);
            }
        }
    }
}
