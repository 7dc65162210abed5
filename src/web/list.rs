//! The places as a list: in the map's place for who would rather read than look, and below it on paper.

use super::panel::Said;
use super::{dom, panel};
use crate::layout;
use crate::story::{Place, Story};
use crate::words::{Text, Words};
use web_sys::{Element, HtmlElement};

const ID: &str = "list";

/// The list that stands in the map's place while it is open.
pub struct List {
    /// What scrolls.
    pub root: HtmlElement,
    body: HtmlElement,
}

impl List {
    /// A closed list at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        let root = dom::append(parent, "section", "list");
        dom::set(&root, "id", ID);
        dom::set(&root, "part", "list");
        dom::set(&root, "tabindex", "-1");
        dom::name(&root, Text::PlacesOfStory);
        root.set_hidden(true);
        dom::button(&root, "close", Some(Text::Close), "list", panel::ICON_CLOSE);
        let body = dom::append(&root, "div", "");
        Self { root, body }
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        !self.root.hidden()
    }

    /// Closes it.
    pub fn close(&self) {
        self.root.set_hidden(true);
        dom::clear(&self.body);
    }

    /// Opens it, empty, and gives what is to be filled.
    pub fn open(&self) -> &HtmlElement {
        dom::clear(&self.body);
        self.root.set_hidden(false);
        &self.body
    }
}

/// What a list tells.
pub struct Told<'a> {
    /// The places.
    pub story: &'a Story,
    /// Which of them; and, where that is not all, a line on how many they are.
    pub which: (Vec<usize>, Option<String>),
    /// The language of their names (BCP 47).
    pub lang: &'a str,
    /// Whether they have numbers on the map.
    pub numbered: bool,
    /// What the interface says.
    pub words: &'a Words,
    /// Names the country that a place lies in.
    pub country: &'a dyn Fn(&Place) -> Option<String>,
    /// What is said of the place with an index, apart from the story.
    pub said: &'a dyn Fn(usize) -> Said<'a>,
}

/// Lists the places under `parent`, and what is said of each. Where there is a map to go back to, the names
/// are buttons that `open` the places on it.
pub fn fill(parent: &Element, told: &Told, open: bool) {
    let &Told { story, lang, numbered, words, .. } = told;
    if story.places.is_empty() {
        return;
    }
    dom::append(parent, "h2", "").set_text_content(Some(words.get(Text::PlacesOfStory)));
    let (which, count) = &told.which;
    if let Some(count) = count {
        dom::append(parent, "p", "when").set_text_content(Some(count));
    }
    let list = dom::append(parent, "ul", "");
    dom::set(&list, "role", "list"); // some screen readers drop it with the bullets
    for (i, place) in which.iter().filter_map(|&i| Some((i, story.places.get(i)?))) {
        let item = dom::append(&list, "li", if place.marker.is_some() && !numbered { "marked" } else { "" });
        if numbered {
            dom::append(&item, "span", "number").set_text_content(Some(&layout::number(i)));
        }
        if let Some(color) = place.style.marker_color {
            dom::style(&item, "--accent", &color.to_string());
        }
        let heading = dom::append(&item, "h3", "");
        let name = if open {
            let button = dom::append(&heading, "button", "");
            dom::set(&button, "type", "button");
            dom::set(&button, "data-listed", &i.to_string());
            button
        } else {
            heading
        };
        dom::set(&name, "lang", lang);
        dom::set(&name, "dir", "auto");
        name.set_text_content(Some(place.name.get(lang)));
        let mut line = panel::kicker(place, (told.country)(place).as_deref(), words);
        if let Some(date) = &place.date {
            if !line.is_empty() {
                line.push_str(" · ");
            }
            line.push_str(&panel::in_words(date, lang));
        }
        if !line.is_empty() {
            dom::append(&item, "p", "when").set_text_content(Some(&line));
        }
        if let Some(annotation) = place.annotation.as_ref().filter(|_| open) {
            panel::annotation(&item, annotation.get(lang));
        }
        // Where there is nothing to open, nobody misses a passage.
        let said = (told.said)(i);
        if !place.excerpts.is_empty() || !said.passages.is_empty() {
            panel::excerpts(&item, place, story, lang, words, &said);
        }
    }
}
