//! The legend: what the marks of a story mean, on a card in the corner that leaves most room.

use super::measure::TextMeasure;
use super::segment::Segment;
use crate::color::Color;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::story::{Kind, Place, SimpleStyle, Story};
use crate::symbols::Symbol;
use crate::theme::LEGEND_FONT;

/// Between the card and the edges of the view, px.
const EDGE: f64 = 12.0;
/// Between the card's edge and what stands on it, px.
const PAD: f64 = 10.0;
/// The column of the marks, px.
const MARKS: f64 = 28.0;
/// The least height of a row, and the space between two rows, px.
const ROW: f64 = 18.0;
const SPACE: f64 = 4.0;
/// A label is broken into lines of no more than this, px, nor this share of the view.
const WIDEST: f64 = 180.0;
const WIDEST_SHARE: f64 = 0.45;
/// A label of more lines than this is cut short: it is no word for a mark, and to break it takes a measurement for each of
/// its words.
const MOST_LINES: usize = 12;
/// A card that meets something is moved along its side of the view by this step, px.
const STEP: f64 = 6.0;
/// A card over more than this share of the view is no legend but a curtain.
const MOST_SHARE: f64 = 0.3;
/// Between two entries side by side below the map, px.
const APART: f64 = 14.0;

/// What it costs a corner to cover a marker, to be covered by an area, to be crossed by a piece of a line,
/// to be as far down the list below, and to be another than the last time: a card that wanders is worse
/// than one that covers.
const COST_MARKER: f64 = 1.0;
const COST_AREA: f64 = 0.8;
const COST_CROSSED: f64 = 0.02;
const COST_RANK: f64 = 0.1;
const COST_MOVED: f64 = 1.5;

/// The corners in the order in which they are preferred, as (right, bottom); from the right where one
/// reads from there.
const CORNERS: [(bool, bool); 4] = [(false, true), (false, false), (true, true), (true, false)];

/// How a row's mark looks; colours are the theme's where they are `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Swatch {
    /// A marker.
    Marker {
        /// Its colour.
        color: Option<Color>,
        /// What stands in it.
        symbol: Option<Symbol>,
    },
    /// A line.
    Line(Option<Color>),
    /// An area.
    Area {
        /// What it is filled with.
        fill: Option<Color>,
        /// Its edge.
        edge: Option<Color>,
    },
}

/// One row of a legend that has no place yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What the mark means.
    pub label: String,
    /// How it looks.
    pub swatch: Swatch,
    /// The places that have this mark, in the order of the story.
    pub places: Vec<usize>,
}

/// A row on the card.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// How the mark looks.
    pub swatch: Swatch,
    /// Where its middle stands.
    pub at: ScreenPoint,
    /// The lines of the label, each with where its baseline starts, on the right where one reads from there.
    pub lines: Vec<(String, ScreenPoint)>,
}

/// Where a legend may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stand {
    /// Nowhere.
    Hidden,
    /// Over the map, whatever it covers: the reader can put it away.
    Over,
    /// Over the map, or below it where it would cover a marker or too much: for a picture.
    #[default]
    Picture,
}

/// The card.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// Its box. One that is no longer over the map starts where the view ends, and the scene is so much
    /// higher.
    pub rect: ScreenRect,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Which of the [`CORNERS`] it stands in; none of them when it stands below.
    pub(super) corner: usize,
}

/// The legend that a story has.
///
/// The author's own entries, when there are any. Else, when markers or lines differ and each look goes
/// with one kind of place, the words for these kinds, as `kind_word` has them. Else none; unless the page
/// wants one all the same: then a look is called by the kinds it is used for, or by the places.
pub fn entries(story: &Story, lang: &str, wanted: bool, kind_word: &dyn Fn(Kind) -> String) -> Vec<Entry> {
    if !story.legend.is_empty() {
        return authored(story, lang);
    }
    let mut looks: Vec<(Swatch, Vec<usize>)> = Vec::new();
    for (i, place) in story.places.whole().filter(|(_, place)| place.marker.is_some()) {
        let swatch = look(place);
        match looks.iter_mut().find(|(known, _)| *known == swatch) {
            Some((_, places)) => places.push(i),
            None => looks.push((swatch, vec![i])),
        }
    }
    let mut kinds: Vec<Vec<Kind>> = Vec::new();
    for (_, places) in &looks {
        let mut own = Kind::ALL.to_vec();
        own.retain(|kind| places.iter().any(|&i| story.places[i].kind == Some(*kind)));
        kinds.push(own);
    }
    let one_to_one = looks.len() > 1
        && kinds.iter().enumerate().all(|(n, own)| own.len() == 1 && !kinds[..n].contains(own))
        && !story.places.is_crowd()
        && story.places.iter().all(|place| place.marker.is_none() || place.kind.is_some());
    if !one_to_one && !wanted {
        return Vec::new();
    }
    let mut named = Vec::new();
    for ((swatch, places), kinds) in looks.into_iter().zip(kinds) {
        let mut label = String::new();
        let mut add = |word: &str| {
            if !label.is_empty() {
                label.push_str(", ");
            }
            label.push_str(word);
        };
        kinds.iter().for_each(|&kind| add(&kind_word(kind)));
        if kinds.is_empty() {
            places.iter().take(3).for_each(|&i| add(story.places[i].name.get(lang)));
        }
        named.push(Entry { label, swatch, places });
    }
    named
}

/// The entry of a place that is called by its own name.
pub(super) fn named(story: &Story, index: usize, lang: &str) -> Entry {
    let place = &story.places[index];
    Entry { label: place.name.get(lang).to_owned(), swatch: look(place), places: vec![index] }
}

/// How a place is marked.
fn look(place: &Place) -> Swatch {
    if place.is_bare_line() {
        Swatch::Line(place.style.has_stroke().then(|| place.style.stroke()))
    } else {
        Swatch::Marker { color: place.style.marker_color, symbol: place.style.marker_symbol }
    }
}

/// The author's entries, in the author's order. What an entry does not name may be anything.
fn authored(story: &Story, lang: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for entry in &story.legend {
        fn fits<T: PartialEq>(wanted: Option<T>, has: Option<T>) -> bool {
            wanted.is_none() || wanted == has
        }
        let marker = entry.color.is_some() || entry.symbol.is_some();
        let ground = entry.stroke.is_some() || entry.fill.is_some();
        let meant = |place: &Place| {
            let style = &place.style;
            let by_marker = marker
                && !place.is_bare_line()
                && fits(entry.color, style.marker_color)
                && fits(entry.symbol, style.marker_symbol);
            by_marker || ground && fits(entry.stroke, style.stroke) && fits(entry.fill, style.fill)
        };
        let mut places = Vec::new();
        for (i, place) in story.places.whole() {
            if meant(place) {
                places.push(i);
            }
        }
        let first = places.first().map(|&i| &story.places[i]);
        let swatch = if marker {
            let color = entry.color.or_else(|| first?.style.marker_color);
            Swatch::Marker { color, symbol: entry.symbol }
        } else if let Some(fill) = entry.fill {
            let fill_opacity = first.and_then(|place| place.style.fill_opacity);
            let style = SimpleStyle { fill: Some(fill), fill_opacity, ..SimpleStyle::default() };
            let edge = first.filter(|place| place.style.has_stroke()).map(|place| place.style.stroke());
            Swatch::Area { fill: Some(style.fill()), edge: entry.stroke.or(edge) }
        } else {
            Swatch::Line(entry.stroke)
        };
        entries.push(Entry { label: entry.label.get(lang).to_owned(), swatch, places });
    }
    entries
}

/// What there is on the map already, px of the viewport.
pub struct Around<'a> {
    /// What the card must not cover.
    pub taken: &'a [ScreenRect],
    /// What it should cover as little of as can be: markers,
    pub markers: &'a [ScreenPoint],
    /// lines, in pieces,
    pub lines: &'a [Segment],
    /// and the boxes of areas.
    pub areas: &'a [ScreenRect],
}

/// Puts the card into the corner of `view` that leaves most of the story to be seen. `before` is where it
/// stood last. `None` when there is nothing to say, or no room to say it.
pub fn place(
    entries: &[Entry],
    view: ScreenRect,
    around: &Around,
    before: Option<&Legend>,
    (stand, rtl, measure): (Stand, bool, &dyn TextMeasure),
) -> Option<Legend> {
    if entries.is_empty() || stand == Stand::Hidden {
        return None;
    }
    let card = card(entries, view, around, before, (rtl, measure));
    let share = |rect: &ScreenRect| rect.width * rect.height / (view.width * view.height);
    let good = |(markers, legend): &(usize, Legend)| *markers == 0 && share(&legend.rect) <= MOST_SHARE;
    let mut legend = match card {
        Some(card) if stand == Stand::Over || good(&card) => card.1,
        None if stand == Stand::Over => return None,
        _ => strip(entries, view, measure),
    };
    if rtl {
        // Marks and labels change sides: the labels then end where they are put.
        let mirrored = |p: &mut ScreenPoint| p.x = legend.rect.x + legend.rect.right() - p.x;
        for row in &mut legend.rows {
            mirrored(&mut row.at);
            row.lines.iter_mut().for_each(|(_, at)| mirrored(at));
        }
    }
    Some(legend)
}

/// The legend as a strip below the map, its entries side by side as far as there is room.
fn strip(entries: &[Entry], view: ScreenRect, measure: &dyn TextMeasure) -> Legend {
    let line = LEGEND_FONT.line_height();
    let (mut x, mut y, mut high) = (PAD, view.height + PAD, ROW);
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let texts = broken(&entry.label, view.width - 2.0 * PAD - MARKS, measure);
        let text = texts.iter().map(|text| measure.width(text, &LEGEND_FONT)).fold(0.0, f64::max);
        if x > PAD && x + MARKS + text > view.width - PAD {
            (x, y, high) = (PAD, y + high + SPACE, ROW);
        }
        high = high.max(texts.len() as f64 * line);
        rows.push(row(entry, texts, x, (y, ROW)));
        x += MARKS + text + APART;
    }
    let rect = ScreenRect::new(0.0, view.height, view.width, y + high + PAD - view.height);
    Legend { rect, rows, corner: CORNERS.len() }
}

/// The row of an entry whose mark's column starts at `x`, and whose first line stands in the middle of
/// the height that starts at `y`.
fn row(entry: &Entry, texts: Vec<String>, x: f64, (y, height): (f64, f64)) -> Row {
    let line = LEGEND_FONT.line_height();
    let top = y + ((height - texts.len() as f64 * line) / 2.0).max(0.0);
    let mut lines = Vec::new();
    for (n, text) in texts.into_iter().enumerate() {
        // The baseline of a line of text stands at about four fifths of its height.
        lines.push((text, ScreenPoint::new(x + MARKS, top + line * (n as f64 + 0.78))));
    }
    Row { swatch: entry.swatch, at: ScreenPoint::new(x + 9.0, y + height / 2.0), lines }
}

/// The legend as a card over the map, and how many markers it covers.
fn card(
    entries: &[Entry],
    view: ScreenRect,
    around: &Around,
    before: Option<&Legend>,
    (rtl, measure): (bool, &dyn TextMeasure),
) -> Option<(usize, Legend)> {
    let widest = WIDEST.min(view.width * WIDEST_SHARE);
    let line = LEGEND_FONT.line_height();
    let height_of = |lines: &Vec<String>| (lines.len() as f64 * line).max(ROW);
    let (mut texts, mut text, mut height) = (Vec::new(), 0.0_f64, 2.0 * PAD - SPACE);
    for entry in entries {
        let lines = broken(&entry.label, widest, measure);
        for line in &lines {
            text = text.max(measure.width(line, &LEGEND_FONT));
        }
        height += height_of(&lines) + SPACE;
        texts.push(lines);
    }
    let width = (2.0 * PAD + MARKS + text).ceil();
    let mut best: Option<(f64, usize, usize, ScreenRect)> = None;
    for (rank, (right, bottom)) in CORNERS.into_iter().enumerate() {
        let x = if right != rtl { view.width - EDGE - width } else { EDGE };
        let travel = view.height - 2.0 * EDGE - height;
        let mut rect = ScreenRect::new(x, if bottom { EDGE + travel } else { EDGE }, width, height);
        let mut moved = 0.0;
        while moved <= travel && around.taken.iter().any(|t| t.overlaps(&rect.inflate(STEP))) {
            rect.y += if bottom { -STEP } else { STEP };
            moved += STEP;
        }
        if moved > travel || x < 0.0 || travel < 0.0 {
            continue;
        }
        let grown = rect.inflate(8.0);
        let covered = |area: &ScreenRect| {
            let share = |low: f64, high: f64, from: f64, to: f64| (high.min(to) - low.max(from)).max(0.0);
            let (w, h) = (
                share(area.x, area.right(), rect.x, rect.right()),
                share(area.y, area.bottom(), rect.y, rect.bottom()),
            );
            w * h / (rect.width * rect.height)
        };
        let markers = around.markers.iter().filter(|&&p| grown.contains(p)).count();
        let cost = markers as f64 * COST_MARKER
            + around.areas.iter().map(covered).sum::<f64>() * COST_AREA
            + around.lines.iter().filter(|line| line.meets(&grown)).count() as f64 * COST_CROSSED
            + rank as f64 * COST_RANK
            + moved / view.height
            + if before.is_some_and(|b| b.corner < CORNERS.len() && b.corner != rank) {
                COST_MOVED
            } else {
                0.0
            };
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, markers, rank, rect));
        }
    }
    let (_, markers, corner, rect) = best?;
    let mut y = rect.y + PAD;
    let mut rows = Vec::new();
    for (entry, texts) in entries.iter().zip(texts) {
        let height = height_of(&texts);
        rows.push(row(entry, texts, rect.x + PAD, (y, height)));
        y += height + SPACE;
    }
    Some((markers, Legend { rect, rows, corner }))
}

/// The text in lines of no more than `widest` px, broken between words, the first [`MOST_LINES`] of them. A word that is wider
/// stays whole.
fn broken(text: &str, widest: f64, measure: &dyn TextMeasure) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(last) = lines.last_mut() {
            let longer = [last.as_str(), " ", word].concat();
            if measure.width(&longer, &LEGEND_FONT) <= widest {
                *last = longer;
                continue;
            }
        }
        if lines.len() == MOST_LINES {
            lines[MOST_LINES - 1].push('…');
            break;
        }
        lines.push(word.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests;
