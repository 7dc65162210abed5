//! The languages of the interface that are fetched when they are spoken.

use super::View;
use crate::words;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl View {
    /// The tag of the language that the map is to speak, with the story that has come in, when its texts are not
    /// there.
    pub fn lacks_language(&self) -> Option<String> {
        let story = self.pending.as_ref().map_or(self.widget.story(), |reading| &reading.story);
        words::missing(self.widget.lang_with(story))
    }

    /// The texts of that language; empty when they cannot be had. It is spoken once [`View::lang`] says it again.
    pub fn teach(&self, tag: &str, texts: &str) {
        words::teach(tag, texts);
    }
}
