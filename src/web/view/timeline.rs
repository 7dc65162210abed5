//! The slider over the dates of the story: what came later is not marked yet.

use super::View;
use crate::order;
use crate::story::{Date, Place};
use crate::web::{dom, panel};
use crate::widget::Input;
use crate::words::{Text, Words};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// The slider's elements, and the dates that it goes through.
pub(super) struct Timeline {
    root: HtmlElement,
    input: HtmlElement,
    label: HtmlElement,
    /// The dates of the story, rising; of those that are over at once, one.
    dates: Vec<Date>,
    /// How many of them are shown.
    shown: usize,
}

impl Timeline {
    fn new(parent: &Element) -> Self {
        let root = dom::append(parent, "div", "timeline");
        dom::set(&root, "part", "timeline");
        let label = dom::append(&root, "span", "");
        dom::set(&label, "aria-hidden", "true"); // the slider says it
        let input = dom::append(&root, "input", "");
        dom::set(&input, "type", "range");
        dom::set(&input, "min", "1");
        dom::name(&input, Text::Timeline);
        Self { root, input, label, dates: Vec::new(), shown: 0 }
    }

    /// What the map must keep clear of.
    pub(super) fn root(&self) -> &HtmlElement {
        &self.root
    }

    /// The last date that is shown; `None` when all are.
    fn last(&self) -> Option<&Date> {
        self.dates.get(self.shown.checked_sub(1)?).filter(|_| self.shown < self.dates.len())
    }

    /// Shows so many of the dates.
    fn move_to(&mut self, shown: usize) {
        self.shown = shown;
        // Once the reader has moved it, the attribute no longer says where it stands.
        let _ = js_sys::Reflect::set(&self.input, &"value".into(), &JsValue::from(&shown.to_string()));
    }

    fn say(&self, lang: &str, words: &Words) {
        let text = match self.last() {
            Some(date) => words.fill(Text::Until, &[&panel::in_words(date, lang)]),
            None => words.get(Text::AllDates).to_owned(),
        };
        self.label.set_text_content(Some(&text));
        dom::set(&self.input, "aria-valuetext", &text);
    }
}

#[wasm_bindgen]
impl View {
    /// The reader moved the slider to the date of this number, from 1.
    pub fn timeline(&mut self, shown: usize) -> u32 {
        if let Some(timeline) = &mut self.timeline {
            timeline.shown = shown;
        }
        self.settle_timeline()
    }

    /// Indices of the places that the slider leaves out.
    pub fn hidden(&self) -> Vec<u32> {
        let Some(last) = self.timeline.as_ref().and_then(Timeline::last) else { return Vec::new() };
        let places = self.widget.story().places.whole();
        places.filter(|(_, place)| is_later(place, last)).map(|(i, _)| i as u32).collect()
    }
}

impl View {
    /// Makes the slider, or takes it away and shows what it has hidden.
    pub(super) fn set_timeline(&mut self, wanted: bool) -> u32 {
        if wanted == self.timeline.is_some() {
            return 0;
        }
        if let Some(timeline) = self.timeline.take() {
            timeline.root.remove();
        }
        self.timeline = wanted.then(|| Timeline::new(&self.frame));
        if wanted { self.date_timeline() } else { self.settle_timeline() }
    }

    /// Takes the dates from the story.
    pub(super) fn date_timeline(&mut self) -> u32 {
        let Some(timeline) = &mut self.timeline else { return 0 };
        // The places of a crowd are not looked through with every step of the slider: it has none.
        let places = &self.widget.story().places;
        let told = places.whole().filter(|_| !places.is_crowd());
        let mut dates: Vec<Date> = told.flat_map(|(_, place)| dates(place)).cloned().collect();
        // By when they are over, so that with every step of the slider more is shown; the closest word for each.
        order::sort_by(&mut dates, |a, b| a.end().cmp(&b.end()).then(b.cmp(a)));
        dates.dedup_by_key(|date| date.end());
        // One date is none to choose from.
        timeline.root.set_hidden(dates.len() < 2);
        dom::set(&timeline.input, "max", &dates.len().to_string());
        timeline.move_to(dates.len());
        timeline.dates = dates;
        self.settle_timeline() | self.over_moved()
    }

    /// Tells the story on to when it comes by a place that is opened, so that it is there to be seen.
    pub(super) fn tell_on(&mut self, place: usize) -> u32 {
        let Some(timeline) = &mut self.timeline else { return 0 };
        let place = &self.widget.story().places[place];
        let first = dates(place).map(Date::end).min();
        if !timeline.last().is_some_and(|last| is_later(place, last)) {
            return 0;
        }
        let shown = timeline.dates.iter().position(|date| Some(date.end()) >= first);
        timeline.move_to(shown.map_or(timeline.dates.len(), |n| n + 1));
        self.settle_timeline()
    }

    /// Says up to when the story is told, and hides what comes later.
    pub(super) fn settle_timeline(&mut self) -> u32 {
        if let Some(timeline) = &self.timeline {
            timeline.say(self.widget.lang(), self.widget.words());
            dom::speak(&timeline.root, self.widget.words());
        }
        let hidden = self.hidden().into_iter().map(|place| place as usize).collect();
        self.apply(Input::Hide(hidden)) | self.over_moved()
    }
}

/// The dates of a place and of what the story says of it.
fn dates(place: &Place) -> impl Iterator<Item = &Date> {
    place.date.iter().chain(place.excerpts.iter().filter_map(|excerpt| excerpt.date.as_ref()))
}

/// Whether the story comes by a place only later. One without a date is there from the beginning.
fn is_later(place: &Place, last: &Date) -> bool {
    dates(place).next().is_some() && dates(place).all(|date| date.end() > last.end())
}
