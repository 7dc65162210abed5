//! Files and objects that come in, and what is said of them.

use super::{View, to_js};
use crate::basemap::{Basemap, DEFAULT_WORLDVIEW, Level};
use crate::error::{Error, Location};
use crate::story::{self, Places, Reader, Reading, Severity, Story};
use crate::web::{dom, flags, warn};
use crate::widget::Input;
use crate::words::Text;
use wasm_bindgen::prelude::*;
use web_sys::console;

#[wasm_bindgen]
impl View {
    /// Another basemap comes, with this view of disputed land; empty for the usual one.
    pub fn begin_levels(&mut self, worldview: &str) {
        let worldview = if worldview.is_empty() { DEFAULT_WORLDVIEW } else { worldview };
        self.worldview = worldview.to_owned();
        self.read = Some(Basemap::new());
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

    /// All of its levels have come, unless some could not be had: if none could, the basemap stays that there is.
    pub fn end_levels(&mut self, failed: bool) {
        self.read.take_if(|read| failed && read.levels.is_empty());
    }

    /// A story begins to come in.
    pub fn begin_story(&mut self) {
        self.reader = Some(Reader::default());
        self.places = Places::default();
        self.pending = None;
        self.grow_on(false);
    }

    /// Reads more of it.
    pub fn add_story(&mut self, address: &str, bytes: &[u8]) -> Result<(), String> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        reader.push(bytes, &mut self.places).map_err(|error| named(error, address).to_string())
    }

    /// Takes over what a worker has read of it. See [`story::Scout`].
    pub fn add_batch(&mut self, batch: &[u8]) {
        if let Some(reader) = &mut self.reader {
            self.places.append(reader.take(batch));
        }
    }

    /// Shows what has come in since the last time, while the rest comes. Flags; none if there is nothing more.
    pub fn show_more(&mut self) -> u32 {
        if self.places.is_empty() {
            return 0;
        }
        let places = Box::new(std::mem::take(&mut self.places));
        let mut flags = 0;
        if !self.grows {
            flags = self.take_basemap() | self.select_index(None, true);
            // What another file was to become, if it was cut short by this one.
            flags |= self.apply(Input::Story(Box::default()));
            self.overlay.clear();
            self.grow_on(true);
        }
        flags | self.apply(Input::Grow(places))
    }

    /// It has come in. What is wrong with it comes back from [`View::show`]; without line and column, which are a
    /// file's, if it is none (`in_page`).
    pub fn end_story(&mut self, address: &str, in_page: bool) -> Result<(), String> {
        let place = |location: &Location| Location {
            line_column: location.line_column.filter(|_| !in_page),
            file: Some(address.to_owned()),
            ..location.clone()
        };
        let Some(reader) = self.reader.take() else { return Ok(()) };
        let mut reading = reader.finish().map_err(|error| {
            let location = place(&error.location);
            error.at(location).to_string()
        })?;
        for diagnostic in &mut reading.diagnostics {
            *diagnostic.error.location = place(&diagnostic.error.location);
        }
        if !self.places.is_empty() {
            let mut places = std::mem::take(&mut self.places);
            places.append(std::mem::take(&mut reading.story.places));
            // Of a story that is shown already these are the last.
            if !self.grows {
                places.settle();
            }
            reading.story.places = places;
        }
        self.pending = Some(reading);
        Ok(())
    }

    /// The rest of it cannot be read: what is shown of it stays. Whether there is any.
    pub fn cut_story(&mut self) -> bool {
        self.reader = None;
        let mut story = Story::default();
        story.places = std::mem::take(&mut self.places);
        if self.grows {
            self.pending = Some(Reading { story, diagnostics: Vec::new() });
        }
        self.grows
    }

    /// How many places of it have been read.
    pub fn read_count(&self) -> usize {
        self.reader.as_ref().map_or(0, Reader::count)
    }

    /// Does some of what is done in pieces.
    pub fn work(&mut self, items: usize) -> u32 {
        if std::mem::take(&mut self.unlaid) {
            // Something else may have been begun meanwhile.
            return self.lay_out() | flags::REDRAW | flags::BUSY;
        }
        let flags = self.apply(Input::Work(items));
        if flags & flags::REDRAW == 0 {
            return flags | self.go_on();
        }
        // To lay out takes as long as to paint, and so is done before the frame, when there is time again.
        self.painted = false;
        self.unlaid = true;
        flags & !flags::REDRAW | flags::BUSY
    }

    /// The story as a GeoJSON object; `undefined` when there is none.
    pub fn story(&self) -> JsValue {
        if self.ready { to_js(&self.widget.story().to_geojson()) } else { JsValue::UNDEFINED }
    }

    /// Shows what was read. Flags; what an editor should mend is told by [`View::diagnostics`], and what is new of that in
    /// the console.
    pub fn show(&mut self) -> u32 {
        let mut flags = self.take_basemap();
        let mut told = std::mem::take(&mut self.diagnostics);
        if let Some(reading) = self.pending.take() {
            let story = Box::new(reading.story);
            if self.grows {
                self.grow_on(false);
                flags |= self.apply(Input::Grown(story));
            } else {
                self.select_index(None, true);
                flags |= self.apply(Input::Story(story));
                self.overlay.clear();
            }
            self.settle_order();
            self.date_timeline();
            self.found = reading.diagnostics;
            told.clear();
        }
        let basemap = self.widget.basemap();
        let known = |key: &str| basemap.area(key).is_some();
        let known: Option<&dyn Fn(&str) -> bool> =
            if basemap.levels.is_empty() { None } else { Some(&known) };
        self.diagnostics = [self.found.clone(), story::diagnose(self.widget.story(), known)].concat();
        for diagnostic in self.diagnostics.iter().filter(|diagnostic| !told.contains(diagnostic)) {
            let text = JsValue::from(format!("dateline-map: {diagnostic}"));
            match diagnostic.severity {
                Severity::Error => console::error_1(&text),
                Severity::Warning => console::warn_1(&text),
            }
        }
        self.ready = true;
        self.painted = false;
        let texts = self.show_texts();
        // Not painted twice: what is being sorted or gathered is painted after that.
        if flags & flags::BUSY == 0 { flags | texts } else { flags }
    }

    /// What an editor should mend in the story that is shown.
    pub fn diagnostics(&self) -> JsValue {
        to_js(&self.diagnostics)
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

impl View {
    /// Takes the basemap that was read; no flags where there is none.
    fn take_basemap(&mut self) -> u32 {
        let Some(basemap) = self.read.take() else { return 0 };
        if !basemap.knows_worldview(&self.worldview) {
            let known = [&[DEFAULT_WORLDVIEW], basemap.worldviews().as_slice()].concat().join(", ");
            warn("worldview", &known, &self.worldview);
        }
        self.apply(Input::Basemap(Box::new(basemap)))
    }

    /// Shows what there is, with the bar of progress over it, or puts that away.
    fn grow_on(&mut self, on: bool) {
        self.grows = on;
        dom::set_or_remove(&self.map, "data-grows", on.then_some(""));
        if on {
            dom::set(&self.map, "data-state", "ready");
        }
    }
}

/// The error with the name of the file that it is in.
fn named(error: Error, file: &str) -> Error {
    let location = Location { file: Some(file.to_owned()), ..*error.location.clone() };
    error.at(location)
}
