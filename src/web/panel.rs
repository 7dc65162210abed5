//! The panel: what the story says of the selected place.

use super::dom;
use crate::story::{Date, Excerpt, Place, Story};
use crate::words::{Text, Words};
use web_sys::{Element, HtmlElement};

/// A cross.
pub const ICON_CLOSE: &str = "M3 3l10 10M13 3L3 13";
const ICON_PREVIOUS: &str = "M10 3L5 8l5 5";
const ICON_NEXT: &str = "M6 3l5 5-5 5";

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
    position: HtmlElement,
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
        dom::button(&footer, "", Some(Text::Previous), "previous", ICON_PREVIOUS);
        let position = dom::append(&footer, "span", "position");
        dom::set(&position, "dir", "auto");
        dom::button(&footer, "", Some(Text::Next), "next", ICON_NEXT);
        dom::button(&header, "close", Some(Text::Close), "close", ICON_CLOSE);
        Self { root, kicker, name, when, body, footer, position }
    }

    /// Closes the panel.
    pub fn close(&self) {
        self.root.set_hidden(true);
    }

    /// Opens the panel at a place. `country` is the name of the one that it lies in.
    pub fn open(&self, story: &Story, index: usize, lang: &str, country: Option<&str>, words: &Words) {
        let Some(place) = story.places.get(index) else { return self.close() };
        fill(&self.kicker, &kicker(place, country, words));
        fill(&self.name, place.name.get(lang));
        dom::set(&self.name, "lang", lang);
        fill(&self.when, &place.date.as_ref().map(|date| in_words(date, lang)).unwrap_or_default());
        dom::clear(&self.body);
        excerpts(&self.body, place, story, lang, words);
        self.footer.set_hidden(story.places.len() < 2);
        fill(&self.position, &words.position(index, story.places.len()));
        self.root.set_hidden(false);
        self.body.set_scroll_top(0);
        // What scrolls must be reachable by key; what does not must not be a stop on the way.
        let scrolls = self.body.scroll_height() > self.body.client_height();
        dom::set_or_remove(&self.body, "tabindex", scrolls.then_some("0"));
        dom::set_or_remove(&self.body, "role", scrolls.then_some("group"));
        dom::set_or_remove(&self.body, "aria-labelledby", scrolls.then_some(NAME_ID));
    }
}

/// What a place is, and where: `City · Afghanistan`.
pub fn kicker(place: &Place, country: Option<&str>, words: &Words) -> String {
    let kind = place.kind.map(|kind| words.kind(kind));
    kind.into_iter().chain(country).collect::<Vec<_>>().join(" · ")
}

/// Appends what the story says of a place to `parent`.
pub fn excerpts(parent: &Element, place: &Place, story: &Story, lang: &str, words: &Words) {
    if place.excerpts.is_empty() {
        fill(&dom::append(parent, "p", "source"), words.get(Text::NoExcerpt));
    }
    let publication = story.source.as_ref().and_then(|source| source.name.as_deref());
    for excerpt in &place.excerpts {
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
