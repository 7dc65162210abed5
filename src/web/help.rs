//! The help on keys: a card that its button opens.

use super::dom;
use crate::words::{Text, Words};
use web_sys::{Element, HtmlElement};

const ID: &str = "help";
/// A question mark.
const ICON: &str = "M5.5 6a2.5 2.5 0 115 0c0 1.8-2.5 1.8-2.5 3.5M8 12.5h.01";

/// What a key is called: in the reader's language, or as it is written on every keyboard.
enum Name {
    Said(Text),
    Written(&'static str),
}

/// The keys, and what they do.
const ON_THE_MAP: [(Name, Text); 4] = [
    (Name::Said(Text::HelpArrows), Text::HelpPan),
    (Name::Written("Shift"), Text::HelpShift),
    (Name::Written("+  −"), Text::HelpZoom),
    (Name::Written("0"), Text::Fit),
];
const ON_A_PLACE: [(Name, Text); 5] = [
    (Name::Said(Text::HelpArrows), Text::HelpNear),
    (Name::Written("Page Up, Page Down"), Text::HelpStep),
    (Name::Written("Home, End"), Text::HelpEnds),
    (Name::Written("Enter"), Text::HelpOpen),
    (Name::Written("Esc"), Text::HelpEscape),
];

/// The card and its button.
pub struct Help {
    button: HtmlElement,
    card: HtmlElement,
}

impl Help {
    /// A closed card at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        let button = dom::button(parent, "control keys", Some(Text::Keys), "keys", ICON);
        dom::set(&button, "part", "control");
        dom::set(&button, "aria-controls", ID);
        let card = dom::append(parent, "section", "help");
        dom::set(&card, "id", ID);
        dom::set(&card, "part", "help");
        dom::name(&card, Text::Keys);
        let help = Self { button, card };
        help.open(false);
        help
    }

    /// Whether there is anything to be done by keys.
    pub fn offer(&self, is_offered: bool) {
        self.button.set_hidden(!is_offered);
        if !is_offered {
            self.open(false);
        }
    }

    /// Writes it.
    pub fn write(&self, words: &Words) {
        dom::clear(&self.card);
        for (heading, keys) in [(Text::HelpMap, &ON_THE_MAP[..]), (Text::HelpPlaces, &ON_A_PLACE[..])] {
            dom::append(&self.card, "p", "kicker").set_text_content(Some(words.get(heading)));
            let list = dom::append(&self.card, "dl", "");
            for (name, does) in keys {
                let name = match name {
                    Name::Said(text) => words.get(*text),
                    Name::Written(name) => name,
                };
                dom::append(&list, "dt", "").set_text_content(Some(name));
                dom::append(&list, "dd", "").set_text_content(Some(words.get(*does)));
            }
        }
    }

    /// Opens or closes the card; whether it was open.
    pub fn open(&self, open: bool) -> bool {
        let was_open = !self.card.hidden();
        self.card.set_hidden(!open);
        dom::set(&self.button, "aria-expanded", if open { "true" } else { "false" });
        was_open
    }

    /// Whether the card is open.
    pub fn is_open(&self) -> bool {
        !self.card.hidden()
    }
}
