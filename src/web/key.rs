//! The key below the map: numbers and names, each a button.

use super::dom;
use crate::layout::Key;
use crate::words::Text;
use wasm_bindgen::UnwrapThrowExt;
use web_sys::{Element, HtmlElement};

/// The list of names that found no room on the map.
pub struct KeyList {
    /// What scrolls. The list inside is as high as its columns.
    pub root: HtmlElement,
    list: HtmlElement,
    items: Vec<HtmlElement>,
    shown: Option<Key>,
}

impl KeyList {
    /// An empty key at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        let root = dom::append(parent, "div", "key");
        dom::set(&root, "part", "key");
        root.set_hidden(true);
        let list = dom::append(&root, "ol", "");
        dom::set(&list, "role", "list"); // some screen readers drop it with the numbers
        dom::name(&list, Text::Key);
        Self { root, list, items: Vec::new(), shown: None }
    }

    /// Shows `key`, or none; whether that changed anything.
    pub fn show(&mut self, key: Option<&Key>) -> bool {
        if self.shown.as_ref() == key {
            return false;
        }
        let before = std::mem::replace(&mut self.shown, key.cloned());
        if let (Some(before), Some(key)) = (&before, key)
            && before.entries == key.entries
            && before.column == key.column
        {
            self.mark(key); // the buttons stay, and the focus with them
            return false;
        }
        dom::clear(&self.list);
        self.items.clear();
        self.root.set_hidden(key.is_none());
        let Some(key) = key else { return true };
        dom::style(&self.list, "--column", &format!("{}px", key.column as i32));
        for (n, entry) in key.entries.iter().enumerate() {
            let item = dom::append(&self.list, "li", "");
            let button = dom::append(&item, "button", "");
            dom::set(&button, "type", "button");
            // One tab stop leads to all of them: see reach.js.
            dom::set(&button, "tabindex", if n == 0 { "0" } else { "-1" });
            dom::set(&button, "data-key", &entry.place.to_string());
            for (class, text) in [
                ("number", Some(entry.number())),
                ("name", Some(entry.name.clone())),
                ("note", entry.annotation.clone()),
            ] {
                if let Some(text) = text {
                    dom::append(&button, "span", class).set_text_content(Some(&text));
                    // A space for those who hear it as one sentence.
                    button.append_with_str_1(" ").unwrap_throw();
                }
            }
            self.items.push(item);
        }
        self.mark(key);
        true
    }

    /// Tells the numbers that stand on the map from those that do not.
    fn mark(&self, key: &Key) {
        for (item, &on_map) in self.items.iter().zip(&key.on_map) {
            item.set_class_name(if on_map { "" } else { "off" });
        }
    }
}
