//! Files and objects that come in, and what is said of them.

use super::{View, to_js};
use crate::basemap::{Basemap, DEFAULT_WORLDVIEW, Level};
use crate::error::{Error, Location};
use crate::story::{self, Diagnostic, Severity};
use crate::web::dom;
use crate::widget::Input;
use crate::words::Text;
use wasm_bindgen::prelude::*;
use web_sys::console;

#[wasm_bindgen]
impl View {
    /// Whether these addresses, or the view of disputed land, are not the ones shown, so that the levels are
    /// to be added anew.
    pub fn keep_levels(&mut self, addresses: Vec<String>, worldview: &str) -> bool {
        let worldview = if worldview.is_empty() { DEFAULT_WORLDVIEW } else { worldview };
        let changed = self.levels != addresses || self.worldview != worldview;
        if changed {
            self.levels = addresses;
            self.worldview = worldview.to_owned();
            self.read = Some(Basemap::new());
        }
        changed
    }

    /// Reads a level of the basemap; the error, if it cannot be.
    pub fn add_level(&mut self, address: &str, bytes: &[u8]) -> Option<String> {
        match Level::read_as(bytes, &self.worldview) {
            Ok(level) => {
                self.read.get_or_insert_with(Basemap::new).insert(level);
                None
            }
            Err(error) => Some(named(error, address).to_string()),
        }
    }

    /// A level could not be had: it is asked for again with the next change.
    pub fn forget_levels(&mut self) {
        self.levels.clear();
    }

    /// Reads a story. What is wrong with it comes back from [`View::show`].
    pub fn read_story(&mut self, address: &str, bytes: &[u8]) -> Result<(), String> {
        self.pending = Some(story::read(bytes).map_err(|error| named(error, address).to_string())?);
        if let Some(reading) = &mut self.pending {
            for diagnostic in &mut reading.diagnostics {
                diagnostic.error.location.file = Some(address.to_owned());
            }
        }
        Ok(())
    }

    /// Reads a story that was set as a GeoJSON object, from that object's text. What is wrong with it is
    /// told without line and column: those are a file's, and there is none.
    pub fn set_story(&mut self, text: &str) -> Result<(), String> {
        let without = |location: &Location| Location { line_column: None, ..location.clone() };
        let mut reading = story::read(text.as_bytes()).map_err(|error| {
            let location = without(&error.location);
            named(error.at(location), "story").to_string()
        })?;
        for diagnostic in &mut reading.diagnostics {
            *diagnostic.error.location = without(&diagnostic.error.location);
        }
        self.pending = Some(reading);
        Ok(())
    }

    /// The story as a GeoJSON object; `undefined` when there is none.
    pub fn story(&self) -> JsValue {
        if self.ready { to_js(&self.widget.story().to_geojson()) } else { JsValue::UNDEFINED }
    }

    /// Shows what was read; what an editor should mend in it comes back.
    pub fn show(&mut self) -> JsValue {
        if let Some(basemap) = self.read.take() {
            if !basemap.knows_worldview(&self.worldview) {
                let known = [&[DEFAULT_WORLDVIEW], basemap.worldviews().as_slice()].concat().join(", ");
                let wrong =
                    ["dateline-map: worldview: expected one of ", &known, ", found ", &self.worldview];
                console::warn_1(&wrong.concat().into());
            }
            self.apply(Input::Basemap(Box::new(basemap)));
        }
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        if let Some(reading) = self.pending.take() {
            let basemap = self.widget.basemap();
            let known = |key: &str| basemap.area(key).is_some();
            diagnostics = reading.diagnostics;
            let without = basemap.levels.is_empty();
            diagnostics.extend(story::diagnose(&reading.story, (!without).then_some(&known)));
            self.select_index(None, true);
            self.apply(Input::Story(Box::new(reading.story)));
            self.overlay.clear();
            self.settle_order();
            self.date_timeline();
        }
        for diagnostic in &diagnostics {
            let text = JsValue::from(format!("dateline-map: {diagnostic}"));
            match diagnostic.severity {
                Severity::Error => console::error_1(&text),
                Severity::Warning => console::warn_1(&text),
            }
        }
        self.ready = true;
        self.show_texts();
        to_js(&diagnostics)
    }

    /// How many places the story has.
    pub fn place_count(&self) -> usize {
        self.widget.story().places.len()
    }

    /// `loading`, `ready` or `error`.
    pub fn state(&mut self, state: &str) {
        dom::set(&self.map, "data-state", state);
        if state == "loading" {
            self.said.set_text_content(Some(self.widget.words().get(Text::Loading)));
        } else if state == "ready" {
            self.said.set_text_content(None);
        }
    }

    /// Says in the map what could not be had; empty when nothing is amiss.
    pub fn failed(&mut self, message: &str, nothing_shown: bool) {
        let text = match (message.is_empty(), nothing_shown) {
            (true, _) => String::new(),
            (false, true) => [self.widget.words().get(Text::NoMap), " ", message].concat(),
            (false, false) => message.to_owned(),
        };
        self.failure.set_text_content(Some(&text));
    }
}

/// The error with the name of the file that it is in.
fn named(error: Error, file: &str) -> Error {
    let location = Location { file: Some(file.to_owned()), ..*error.location.clone() };
    error.at(location)
}
