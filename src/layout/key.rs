//! The key: names that found no room on the map, in columns below it.
//!
//! When a place's name fits neither beside its marker nor on a leader line, all markers get numbers, in
//! the order of the story, and their names move down here. All of them: half a key sends the eye twice. Only a
//! picture that shows a part of the story has a key to that part alone.

use super::Layout;
use super::measure::{TextMeasure, cut};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::story::{Place, Story};
use crate::theme::{ANNOTATION_FONT, KEY_FONT};

/// Space round the key, px.
const PAD: f64 = 12.0;
/// Height of an entry: a target of at least 24 px (WCAG 2.2, 2.5.8).
const ROW: f64 = 26.0;
/// Room for the number, and between columns, px.
const NUMBER: f64 = 24.0;
const GUTTER: f64 = 16.0;
/// More places than this are not numbered: nobody looks up a three-figure number in a key.
pub const MOST: usize = 99;
/// In a page the key takes at most this share of the map's height, and scrolls.
const MOST_HEIGHT: f64 = 0.45;

/// One line of the key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyEntry {
    /// Index of the place; its number is one more.
    pub place: usize,
    /// Its name.
    pub name: String,
    /// Its name as it is drawn, where the column is too narrow for it.
    pub cut: Option<String>,
    /// Its annotation, where those of all entries fit their column: some alone would tell of a difference that is none.
    pub annotation: Option<String>,
    /// The width of the name, px.
    pub name_width: f64,
    /// Its box, from the key's corner.
    pub cell: ScreenRect,
}

impl KeyEntry {
    /// The number, as it stands on the map and in the key.
    pub fn number(&self) -> String {
        number(self.place)
    }

    /// Where the baselines of number, name and annotation start, from the key's corner, when it is read
    /// from the left; from the right they stand as far from the cell's right edge.
    pub fn baselines(&self, rtl: bool) -> [ScreenPoint; 3] {
        let y = self.cell.y + ROW * 0.66;
        [0.0, NUMBER, NUMBER + self.name_width + 6.0]
            .map(|x| ScreenPoint::new(if rtl { self.cell.right() - x } else { self.cell.x + x }, y))
    }
}

/// The number of the place with this index.
pub fn number(place: usize) -> String {
    (place + 1).to_string()
}

/// A key.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Key {
    /// Its lines, in the order of the story, down the columns.
    pub entries: Vec<KeyEntry>,
    /// For each of them, whether its number stands on the map: it may have no room there, or lie outside the view.
    pub on_map: Vec<bool>,
    /// The width of a column, px.
    pub column: f64,
    /// Its whole height, px; 0 without entries.
    pub height: f64,
}

impl Key {
    /// The key to those places of `story` that are `wanted`, by their index, `width` px wide.
    pub fn new(
        story: &Story,
        wanted: &dyn Fn(usize) -> bool,
        lang: &str,
        width: f64,
        rtl: bool,
        measure: &dyn TextMeasure,
    ) -> Self {
        let (mut names, mut widest) = (Vec::new(), 0.0_f64);
        for (index, place) in story.places.iter().enumerate().filter(|(index, _)| wanted(*index)) {
            let name = place.name.get(lang);
            let width = measure.width(name, &KEY_FONT);
            widest = widest.max(width);
            names.push((index, place, name, width));
        }
        let room = (width - 2.0 * PAD).max(1.0);
        let columns = ((room + GUTTER) / (NUMBER + widest + GUTTER)).floor().clamp(1.0, 6.0);
        let column = (room - GUTTER * (columns - 1.0)) / columns;
        let rows = (names.len() as f64 / columns).ceil();
        let note =
            |place: &Place| Some(place.annotation.as_ref()?.get(lang).to_owned()).filter(|t| !t.is_empty());
        let fits = |place: &Place, name_width: f64| {
            let left = column - NUMBER - name_width - 6.0;
            note(place).is_none_or(|text| measure.width(&text, &ANNOTATION_FONT) <= left)
        };
        let annotated = names.iter().all(|&(_, place, _, name_width)| fits(place, name_width));
        let mut entries = Vec::new();
        for (i, &(index, place, name, name_width)) in names.iter().enumerate() {
            let n = (i as f64 / rows).floor();
            let row = i as f64 - n * rows;
            let from = PAD + n * (column + GUTTER);
            let x = if rtl { width - from - column } else { from };
            entries.push(KeyEntry {
                place: index,
                name: name.to_owned(),
                cut: (name_width > column - NUMBER)
                    .then(|| cut(name, column - NUMBER, &|text| measure.width(text, &KEY_FONT)).0),
                annotation: note(place).filter(|_| annotated),
                name_width,
                cell: ScreenRect::new(x, PAD / 2.0 + row * ROW, column, ROW),
            });
        }
        let height = if names.is_empty() { 0.0 } else { rows * ROW + PAD };
        Self { on_map: vec![true; entries.len()], entries, column, height }
    }

    /// Takes note of which numbers stand on the map.
    pub fn look_up(&mut self, layout: &Layout) {
        for (entry, on_map) in self.entries.iter().zip(&mut self.on_map) {
            *on_map = layout.is_named(entry.place);
        }
    }

    /// How much of a map `height` px high the key takes in a page, where it can scroll: half a row at its foot says
    /// that it goes on.
    pub fn height_in(&self, height: f64) -> f64 {
        let room = height * MOST_HEIGHT;
        if self.height <= room {
            return self.height;
        }
        let rows = ((room - PAD / 2.0) / ROW - 0.5).floor().max(0.0) + 0.5;
        (PAD / 2.0 + rows * ROW).min(room).round()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::ApproximateMeasure;

    fn story(count: usize) -> Story {
        story_of(&vec!["Note"; count])
    }

    /// A place for each of these annotations.
    fn story_of(notes: &[&str]) -> Story {
        let feature = |(i, note): (usize, &&str)| {
            format!(
                r#"{{"type":"Feature","geometry":null,"properties":{{"name":"Place {i}","annotation":"{note}"}}}}"#
            )
        };
        let features: Vec<String> = notes.iter().enumerate().map(feature).collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        crate::story::read(file.as_bytes()).unwrap().story
    }

    #[test]
    fn entries_run_down_the_columns_and_stay_within_the_width() {
        for (count, width) in [(1, 320.0), (25, 320.0), (25, 1280.0), (7, 90.0)] {
            let key = Key::new(&story(count), &|_| true, "en", width, false, &ApproximateMeasure);
            assert_eq!(key.entries.len(), count);
            for (i, a) in key.entries.iter().enumerate() {
                assert!(a.cell.x >= 0.0 && a.cell.right() <= width && a.cell.bottom() <= key.height);
                assert!(key.entries[i + 1..].iter().all(|b| !a.cell.overlaps(&b.cell)));
            }
        }
    }

    #[test]
    fn a_part_of_the_story_keeps_its_numbers() {
        let key = Key::new(&story(25), &|index| index % 10 == 4, "en", 320.0, false, &ApproximateMeasure);
        let numbers: Vec<String> = key.entries.iter().map(KeyEntry::number).collect();
        assert_eq!(numbers, ["5", "15", "25"]);
        assert_eq!(key.entries[2].name, "Place 24");
    }

    #[test]
    fn a_wide_key_has_more_columns_and_is_lower() {
        let [narrow, wide] = [320.0, 1280.0]
            .map(|width| Key::new(&story(25), &|_| true, "en", width, false, &ApproximateMeasure).height);
        assert!(wide < narrow * 0.7);
    }

    #[test]
    fn read_from_the_right_the_first_column_stands_at_the_right() {
        let key = Key::new(&story(25), &|_| true, "en", 600.0, true, &ApproximateMeasure);
        let (first, last) = (&key.entries[0], &key.entries[24]);
        assert!(first.cell.x > last.cell.x);
        let [number, name, note] = first.baselines(true);
        assert!(number.x > name.x && name.x > note.x);
    }

    #[test]
    fn a_name_wider_than_the_key_is_cut_where_it_is_drawn() {
        let key = Key::new(&story(3), &|_| true, "en", 80.0, false, &ApproximateMeasure);
        let cut = key.entries[0].cut.as_deref().unwrap();
        assert!(key.entries[0].name == "Place 0" && cut.starts_with("Pl") && cut.ends_with('…'), "{cut}");
        let wide = Key::new(&story(3), &|_| true, "en", 320.0, false, &ApproximateMeasure);
        assert!(wide.entries.iter().all(|entry| entry.cut.is_none()));
    }

    #[test]
    fn annotations_stand_beside_all_names_or_beside_none() {
        let count = |note: &str| {
            let story = story_of(&["Note", "", note]);
            let key = Key::new(&story, &|_| true, "en", 180.0, false, &ApproximateMeasure);
            key.entries.iter().filter(|entry| entry.annotation.is_some()).count()
        };
        assert_eq!((count("Note"), count("A note that is a good deal longer")), (2, 0));
    }

    #[test]
    fn a_key_that_scrolls_shows_half_a_row_at_its_foot() {
        let key = Key::new(&story(25), &|_| true, "en", 320.0, false, &ApproximateMeasure);
        for height in [200.0, 300.0, 416.0] {
            let shown = key.height_in(height);
            assert!(shown <= height * MOST_HEIGHT && shown > height * MOST_HEIGHT - ROW - 1.0);
            assert!((((shown - PAD / 2.0) / ROW).fract() - 0.5).abs() < 0.05, "{shown}");
        }
        assert_eq!(key.height_in(5000.0), key.height);
    }

    #[test]
    fn annotations_that_do_not_fit_are_left_to_the_panel_and_no_places_need_no_room() {
        let key = Key::new(&story(3), &|_| true, "en", 110.0, false, &ApproximateMeasure);
        assert!(key.entries.iter().all(|entry| entry.annotation.is_none()));
        assert_eq!(
            Key::new(&Story::default(), &|_| true, "en", 300.0, false, &ApproximateMeasure).height,
            0.0
        );
    }
}
