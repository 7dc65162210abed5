//! The panel: what the story says of the selected place.

use super::dom;
use crate::article::Passage;
use crate::story::{Date, Excerpt, Place, Story};
use crate::words::{Text, Words};
use std::cell::Cell;
use wasm_bindgen::UnwrapThrowExt;
use web_sys::{Element, HtmlElement};

/// A cross.
pub const ICON_CLOSE: &str = "M3 3l10 10M13 3L3 13";
const ICON_PREVIOUS: &str = "M10 3L5 8l5 5";
const ICON_NEXT: &str = "M6 3l5 5-5 5";
const ICON_SHARE: &str = "M8 9.5V2M5 4.5L8 1.8l3 2.7M5 7H3v7h10V7h-2";
/// No panel shows more passages of the article than this; the rest is read where it stands.
const MOST_PASSAGES: usize = 20;

/// The id of the panel in its shadow root.
pub const ID: &str = "panel";
const NAME_ID: &str = "panel-name";

/// The panel's elements, made once and filled anew for each place.
pub struct Panel {
    /// The panel itself.
    pub root: HtmlElement,
    kicker: HtmlElement,
    name: HtmlElement,
    when: HtmlElement,
    body: HtmlElement,
    footer: HtmlElement,
    read: HtmlElement,
    steps: HtmlElement,
    position: HtmlElement,
    /// Which place it is open at.
    place: Cell<Option<usize>>,
}

/// What is said of a place, apart from the story.
#[derive(Default)]
pub struct Said<'a> {
    /// The passages of the article that name it.
    pub passages: Vec<Passage>,
    /// The language of the article (BCP 47), where it is known.
    pub lang: &'a str,
    /// Whether the story's excerpts are left out.
    pub without_story: bool,
    /// Whether there is an article that has been read.
    pub is_read: bool,
    /// Where the place stands in the order in which they are gone through, from 0.
    pub position: usize,
    /// How often the article names it.
    pub mentions: usize,
    /// Whether its annotation is to be read on the map.
    pub annotated: bool,
}

impl Panel {
    /// A closed panel at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        let root = dom::append(parent, "section", "panel");
        dom::set(&root, "id", ID);
        dom::set(&root, "part", "panel");
        dom::set(&root, "aria-labelledby", NAME_ID);
        dom::set(&root, "tabindex", "-1");
        root.set_hidden(true);
        let header = dom::append(&root, "header", "");
        let kicker = dom::append(&header, "p", "kicker");
        let name = dom::append(&header, "h2", "");
        // Each text reads in its own direction, whatever the page's is.
        dom::set(&name, "dir", "auto");
        dom::set(&name, "id", NAME_ID);
        let when = dom::append(&header, "p", "when");
        dom::set(&kicker, "dir", "auto");
        dom::set(&when, "dir", "auto");
        let body = dom::append(&root, "div", "body");
        let footer = dom::append(&root, "footer", "");
        let read = dom::append(&footer, "button", "text read");
        dom::set(&read, "type", "button");
        dom::set(&read, "data-action", "read");
        let steps = dom::append(&footer, "div", "steps");
        dom::button(&steps, "", Some(Text::Previous), "previous", ICON_PREVIOUS);
        let position = dom::append(&steps, "span", "position");
        dom::set(&position, "dir", "auto");
        dom::button(&steps, "", Some(Text::Next), "next", ICON_NEXT);
        dom::button(&header, "share", Some(Text::Share), "share", ICON_SHARE);
        dom::button(&header, "close", Some(Text::Close), "close", ICON_CLOSE);
        Self { root, kicker, name, when, body, footer, read, steps, position, place: Cell::default() }
    }

    /// Closes the panel.
    pub fn close(&self) {
        self.place.set(None);
        self.root.set_hidden(true);
    }

    /// Says something in the place of the date, until the panel is filled anew.
    pub fn tell(&self, text: &str) {
        fill(&self.when, text);
    }

    /// Opens the panel at a place. `country` is the name of the one that it lies in.
    pub fn open(
        &self,
        story: &Story,
        index: usize,
        lang: &str,
        country: Option<&str>,
        words: &Words,
        said: &Said,
    ) {
        let Some(place) = story.places.get(index) else { return self.close() };
        fill(&self.kicker, &kicker(place, country, words));
        fill(&self.name, place.name.get(lang));
        dom::set(&self.name, "lang", lang);
        fill(&self.when, &place.date.as_ref().map(|date| in_words(date, lang)).unwrap_or_default());
        // The same place, of which something else is told: the reader stays where they are.
        let top = if self.place.replace(Some(index)) == Some(index) { self.body.scroll_top() } else { 0 };
        dom::clear(&self.body);
        let is_bare = said.passages.is_empty() && (said.without_story || place.excerpts.is_empty());
        let note = place.annotation.as_ref().filter(|_| is_bare || !said.annotated);
        if let Some(note) = note {
            annotation(&self.body, note.get(lang));
        }
        // Where there is anything to read, nobody misses a passage.
        if note.is_none() || !is_bare {
            excerpts(&self.body, place, story, lang, words, said);
        }
        fill(&self.read, if said.mentions > 0 { words.get(Text::Read) } else { "" });
        self.steps.set_hidden(story.places.len() < 2);
        self.footer.set_hidden(said.mentions == 0 && story.places.len() < 2);
        fill(&self.position, &words.position(said.position, story.places.len()));
        self.root.set_hidden(false);
        self.body.set_scroll_top(top);
        // What scrolls must be reachable by key; what does not must not be a stop on the way.
        let scrolls = self.body.scroll_height() > self.body.client_height();
        dom::set_or_remove(&self.body, "tabindex", scrolls.then_some("0"));
        dom::set_or_remove(&self.body, "role", scrolls.then_some("group"));
        dom::set_or_remove(&self.body, "aria-labelledby", scrolls.then_some(NAME_ID));
    }
}

/// What a place is, and where: `City · Afghanistan`.
pub fn kicker(place: &Place, country: Option<&str>, words: &Words) -> String {
    match (place.kind.map(|kind| words.kind(kind)), country) {
        (Some(kind), Some(country)) => [kind, " · ", country].concat(),
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    }
}

/// Appends the short line that stands under a name on the map to `parent`.
pub fn annotation(parent: &Element, text: &str) {
    let note = dom::append(parent, "p", "note");
    dom::set(&note, "dir", "auto");
    note.set_text_content(Some(text));
}

/// Appends what the story and the article say of a place to `parent`.
pub fn excerpts(parent: &Element, place: &Place, story: &Story, lang: &str, words: &Words, said: &Said) {
    let own = if said.without_story { &[] } else { place.excerpts.as_slice() };
    if own.is_empty() && said.passages.is_empty() {
        let text = if said.is_read { Text::NoMention } else { Text::NoExcerpt };
        fill(&dom::append(parent, "p", "source"), words.get(text));
    }
    let publication = story.source.as_ref().and_then(|source| source.name.as_deref());
    for excerpt in own {
        let item = dom::append(parent, "div", "excerpt");
        dom::set(&item, "part", "excerpt");
        // The texts are in the story's language, whatever the interface speaks.
        let text = dom::append(&item, if excerpt.quote { "blockquote" } else { "p" }, "");
        dom::set_or_remove(&text, "lang", story.lang.as_deref());
        dom::set(&text, "dir", "auto");
        fill(&text, &excerpt.text);
        let source = dom::append(&item, "p", "source");
        dom::set(&source, "dir", "auto");
        fill(&source, &source_line(excerpt, place, publication, lang, words));
    }
    passages(parent, words, said);
}

/// Appends what the article says of a place to `parent`: its own sentences, with the names marked.
fn passages(parent: &Element, words: &Words, said: &Said) {
    for passage in said.passages.iter().take(MOST_PASSAGES) {
        let item = dom::append(parent, "div", "excerpt");
        dom::set(&item, "part", "excerpt");
        let text = dom::append(&item, "blockquote", "own");
        dom::set_or_remove(&text, "lang", Some(said.lang).filter(|lang| !lang.is_empty()));
        dom::set(&text, "dir", "auto");
        let mut at = 0;
        for mark in &passage.marks {
            text.append_with_str_1(&passage.text[at..mark.start]).unwrap_throw();
            dom::append(&text, "mark", "").set_text_content(Some(&passage.text[mark.clone()]));
            at = mark.end;
        }
        text.append_with_str_1(&passage.text[at..]).unwrap_throw();
        let number = |n: u32| words.fill(Text::Paragraph, &[&words.number(n as usize)]);
        let source = dom::append(&item, "p", "source");
        dom::set(&source, "dir", "auto");
        fill(&source, &passage.paragraph.map(number).unwrap_or_default());
    }
    if let Some(more) = said.passages.len().checked_sub(MOST_PASSAGES).filter(|&more| more > 0) {
        let more = words.fill(Text::MorePassages, &[&words.number(more)]);
        fill(&dom::append(parent, "p", "source"), &more);
    }
}

/// `Summary of paragraph 25, Asia Times · July 2021`; the date only where it is not the place's own,
/// which stands above.
fn source_line(
    excerpt: &Excerpt,
    place: &Place,
    publication: Option<&str>,
    lang: &str,
    words: &Words,
) -> String {
    let mut line = words.source(excerpt, publication);
    if let Some(date) = excerpt.date.as_ref().filter(|date| place.date.as_ref() != Some(date)) {
        line.push_str(" · ");
        line.push_str(&in_words(date, lang));
    }
    line
}

/// A date in the words of `lang`.
pub fn in_words(date: &Date, lang: &str) -> String {
    let (year, month, day) = date.parts();
    super::format_date(lang, year, month.unwrap_or(0), day.unwrap_or(0))
}

/// Sets an element's text, and hides it when there is none.
fn fill(element: &HtmlElement, text: &str) {
    element.set_text_content(Some(text));
    element.set_hidden(text.is_empty());
}
