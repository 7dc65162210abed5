//! The bar that is shown while the reader is in the article: from mention to mention, and back.

use super::dom;
use crate::words::{Text, Words};
use web_sys::{Element, HtmlElement};

const ICON_PREVIOUS: &str = "M3 10l5-5 5 5";
const ICON_NEXT: &str = "M3 6l5 5 5-5";

/// The bar's elements.
pub struct Back {
    root: HtmlElement,
    steps: HtmlElement,
    position: HtmlElement,
    back: HtmlElement,
}

impl Back {
    /// A hidden bar at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        let root = dom::append(parent, "div", "back");
        dom::set(&root, "part", "back");
        dom::set(&root, "role", "group");
        dom::name(&root, Text::Read);
        root.set_hidden(true);
        let steps = dom::append(&root, "div", "steps");
        dom::button(&steps, "", Some(Text::PreviousMention), "mention-previous", ICON_PREVIOUS);
        let position = dom::append(&steps, "span", "position");
        dom::set(&position, "dir", "auto");
        dom::button(&steps, "", Some(Text::NextMention), "mention-next", ICON_NEXT);
        let back = dom::append(&root, "button", "text");
        dom::set(&back, "type", "button");
        dom::set(&back, "data-action", "back");
        Self { root, steps, position, back }
    }

    /// Shows the bar for the mention `at` (from 0) of `count`; hides it for none.
    pub fn show(&self, at: usize, count: usize, words: &Words) {
        self.back.set_text_content(Some(words.get(Text::Back)));
        self.root.set_hidden(count == 0);
        self.steps.set_hidden(count < 2);
        self.position.set_text_content(Some(&words.position(at, count)));
    }
}
