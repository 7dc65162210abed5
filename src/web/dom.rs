//! The few things done with elements, each in one line for those who call.
//!
//! Text goes in as text: nothing here, and nothing else in the crate, parses markup.

use crate::theme::Theme;
use crate::words::{Text, Words};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, DomRect, Element, HtmlElement, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A new element at the end of `parent`.
pub fn append(parent: &Node, tag: &str, class: &str) -> HtmlElement {
    let element: HtmlElement = document(parent).create_element(tag).unwrap_throw().unchecked_into();
    if !class.is_empty() {
        element.set_class_name(class);
    }
    parent.append_child(&element).unwrap_throw();
    element
}

/// Gives an element its name, when [`speak`] is called next.
pub fn name(element: &Element, text: Text) {
    set(element, "data-text", &(text as usize).to_string());
}

/// Names in the language of `words` all elements under `root` that have been given a name; a button shows
/// it as a tooltip too.
pub fn speak(root: &Element, words: &Words) {
    let named = root.query_selector_all("[data-text]").unwrap_throw();
    for i in 0..named.length() {
        let Some(element) = named.get(i).map(JsCast::unchecked_into::<HtmlElement>) else { continue };
        let text = element.get_attribute("data-text").and_then(|n| n.parse().ok());
        let Some(text) = text.and_then(Text::numbered) else { continue };
        set(&element, "aria-label", words.get(text));
        if element.tag_name() == "BUTTON" {
            set(&element, "title", words.get(text));
        }
    }
}

/// A new button at the end of `parent`, with an icon, the action that `element.js` looks for, and a name
/// (see [`name`]).
pub fn button(parent: &Node, class: &str, text: Option<Text>, action: &str, icon: &str) -> HtmlElement {
    let button = append(parent, "button", class);
    set(&button, "type", "button");
    if let Some(text) = text {
        name(&button, text);
    }
    set(&button, "data-action", action);
    let document = document(parent);
    let svg = document.create_element_ns(Some(SVG), "svg").unwrap_throw();
    set(&svg, "viewBox", "0 0 16 16");
    set(&svg, "aria-hidden", "true");
    let path = document.create_element_ns(Some(SVG), "path").unwrap_throw();
    set(&path, "d", icon);
    svg.append_child(&path).unwrap_throw();
    button.append_child(&svg).unwrap_throw();
    button
}

/// Sets an attribute.
pub fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).unwrap_throw();
}

/// Sets an attribute, or takes it away.
pub fn set_or_remove(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(element, name, value),
        None => element.remove_attribute(name).unwrap_throw(),
    }
}

/// Sets a property of the element's own style.
pub fn style(element: &HtmlElement, name: &str, value: &str) {
    element.style().set_property(name, value).unwrap_throw();
}

/// The theme's colours, as the custom properties that `style.css` reads.
pub fn colours(element: &HtmlElement, theme: &Theme) {
    for (name, color) in theme.colors() {
        style(element, &["--", name].concat(), &color.to_string());
    }
}

/// Takes all children away.
pub fn clear(element: &Element) {
    element.set_text_content(None);
}

/// The element's box, in px of the page's window.
pub fn rect(element: &Element) -> DomRect {
    element.get_bounding_client_rect()
}

fn document(node: &Node) -> Document {
    node.owner_document().unwrap_throw()
}
