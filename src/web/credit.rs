//! The credit: a line in the map's corner; on a narrow map a button that opens it.

use super::dom;
use crate::words::{self, Text, Words};
use web_sys::{Element, HtmlElement};

/// The letter i in a ring.
const ICON: &str = "M8 14A6 6 0 108 2a6 6 0 000 12M8 7.5v3.5M8 5h.01";
const LINE_ID: &str = "credit-line";

/// The credit's elements.
pub struct Credit {
    /// What the map must keep clear of: the line, or the button in its place.
    pub root: HtmlElement,
    button: HtmlElement,
    short: HtmlElement,
    line: HtmlElement,
    /// What the line says, and its short form.
    texts: (String, String),
    /// Whether the map is narrow.
    narrow: bool,
}

impl Credit {
    /// An empty credit at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        let root = dom::append(parent, "div", "credit");
        dom::set(&root, "part", "credit");
        let button = dom::button(&root, "", None, "credit", ICON); // no tooltip: it would cover what the button opens
        dom::set(&button, "aria-controls", LINE_ID);
        let short = dom::append(&button, "span", "");
        let line = dom::append(&root, "p", "");
        dom::set(&line, "id", LINE_ID);
        let credit = Self { root, button, short, line, texts: Default::default(), narrow: false };
        credit.show(false);
        credit
    }

    /// Sets what it says.
    pub fn set_text(&mut self, line: String, words: &Words) {
        let short = words::short_credit(&line).to_owned();
        if self.texts.0 != line {
            self.texts = (line, short);
            let (line, short) = &self.texts;
            self.line.set_text_content(Some(line));
            self.short.set_text_content(Some(short));
            self.show(false);
        }
        dom::set(&self.button, "aria-label", &words.fill(Text::CreditButton, &[&self.texts.1]));
    }

    /// Whether the map is narrow: the line is then folded into a button, if that is any shorter.
    pub fn set_narrow(&mut self, narrow: bool) {
        if self.narrow != narrow {
            self.narrow = narrow;
            self.show(false);
        }
    }

    /// Opens the line if it is folded and `open` allows it, else folds it. Whether it was open.
    pub fn toggle(&self, open: bool) -> bool {
        let was_open = self.is_folded() && !self.line.hidden();
        self.show(open && !was_open);
        was_open
    }

    fn is_folded(&self) -> bool {
        self.narrow && self.texts.0 != self.texts.1
    }

    fn show(&self, open: bool) {
        let folded = self.is_folded();
        self.root.set_hidden(self.texts.0.is_empty());
        self.button.set_hidden(!folded);
        self.line.set_hidden(folded && !open);
        dom::set(&self.button, "aria-expanded", if open { "true" } else { "false" });
    }
}
