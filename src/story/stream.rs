//! Reads a file as it comes in, piece by piece.
//!
//! ```text
//!   {"type": "FeatureCollection", …, "features": [   {…}, {…}, … , {…}   ], … }
//!   head: kept                                       one by one          tail: kept
//! ```
//!
//! A file of up to a megabyte is kept until it is whole, and read as one: [`super::read`] says exactly what it
//! finds wrong. Of a larger one each feature is read once its last byte is there, and its bytes are let go; what
//! was read before a fault stays read.

use super::json::{self, Lines};
use super::members::{FEATURES, TYPE};
use super::places::Places;
use super::read::{self, read_whole};
use super::report::Report;
use super::row::{Look, Row};
use super::{Diagnostic, Place, Reading, Story};
use crate::error::{Error, Location};
use crate::json::{self as reader, Cursor, Fault, Kind, Object};
use crate::order;
use dateline_map_crowd::feature::Pattern;
use dateline_map_crowd::ids::Ids;

/// A file of more bytes than this is a crowd's: it is read as it comes in.
const MOST_AT_ONCE: usize = 1 << 20;

/// A file that is coming in.
#[derive(Debug)]
pub struct Reader {
    most_at_once: usize,
    pub(super) stage: Stage,
    /// Bytes of a character that is not whole yet.
    pub(super) cut: Vec<u8>,
    /// What has come in and is not read.
    pub(super) text: String,
    /// Until it is as long as this, trying again would find the same piece of a feature.
    wait: usize,
    /// Line and column, from 1, of the beginning of `text`.
    pub(super) base: (usize, usize),
    pub(super) head: String,
    /// How many features have been met.
    pub(super) count: usize,
    ids: Ids,
    pattern: Pattern,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What another reader is to read again, when there is one.
    pub(super) notes: Option<Vec<Note>>,
}

/// A feature that is not kept as its text, or that something is wrong with.
#[derive(Debug)]
pub(super) struct Note {
    pub number: usize,
    /// Line and column of its beginning, from 1.
    pub line_column: (usize, usize),
    /// Whether no other place has its id.
    pub is_new: bool,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The features have not begun.
    Head,
    /// It is none of what can be read in pieces.
    Whole,
    Features,
    Tail,
}

impl Stage {
    /// In the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Head, Self::Whole, Self::Features, Self::Tail];
}

impl Default for Reader {
    fn default() -> Self {
        Self::new(MOST_AT_ONCE)
    }
}

impl Reader {
    /// A reader that keeps a file of up to so many bytes until it is whole.
    pub fn new(most_at_once: usize) -> Self {
        Self {
            most_at_once,
            stage: Stage::Head,
            cut: Vec::new(),
            text: String::new(),
            wait: 0,
            base: (1, 1),
            head: String::new(),
            count: 0,
            ids: Ids::default(),
            pattern: Pattern::default(),
            diagnostics: Vec::new(),
            notes: None,
        }
    }

    /// Takes in more of the file, and adds the places that are whole by now.
    ///
    /// # Errors
    ///
    /// Bytes that are no UTF-8, or no JSON, in a file that is larger than is kept; with line and column. The
    /// places that were read before have been added.
    pub fn push(&mut self, bytes: &[u8], places: &mut Places) -> Result<(), Error> {
        self.decode(bytes)?;
        if self.stage == Stage::Head && self.text.len() > self.most_at_once {
            self.stage = self.begin();
        }
        if self.stage == Stage::Features && self.text.len() >= self.wait {
            return self.features(false, places);
        }
        Ok(())
    }

    /// The end of the file: all that it says, with the places that were not yet given.
    ///
    /// # Errors
    ///
    /// As [`super::read`]; and a file that ends too early.
    pub fn finish(mut self) -> Result<Reading, Error> {
        if !self.cut.is_empty() {
            let bytes = [self.text.as_bytes(), &self.cut].concat();
            return Err(match read_whole(&bytes) {
                Err(error) => self.moved(error),
                Ok(_) => self.cut_off(),
            });
        }
        if matches!(self.stage, Stage::Head | Stage::Whole) {
            return read_whole(self.text.as_bytes());
        }
        let mut places = Places::default();
        if self.stage == Stage::Features {
            self.features(true, &mut places)?;
        }
        if self.stage != Stage::Tail {
            return Err(self.cut_off());
        }
        let mut story = self.frame()?;
        story.places = places;
        Ok(Reading { story, diagnostics: self.diagnostics })
    }

    /// How many features it has met.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Adds bytes to the text, as far as they end with a whole character.
    fn decode(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let joined;
        let bytes = if self.cut.is_empty() {
            bytes
        } else {
            joined = [&std::mem::take(&mut self.cut), bytes].concat();
            &joined
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => self.text.push_str(text),
            Err(error)
                if error.error_len().is_none() || self.stage == Stage::Head || self.stage == Stage::Whole =>
            {
                let (right, rest) = bytes.split_at(error.valid_up_to());
                self.text.push_str(std::str::from_utf8(right).unwrap_or_default());
                // Of a file that is kept, the reader of whole files says what is wrong.
                self.cut = rest.to_vec();
            }
            Err(error) => {
                let (right, rest) = bytes.split_at(error.valid_up_to());
                self.text.push_str(std::str::from_utf8(right).unwrap_or_default());
                self.cut = rest.to_vec();
                let broken = [self.text.as_bytes(), rest].concat();
                return Err(match std::str::from_utf8(&broken) {
                    Err(_) => {
                        self.moved(super::read::decode(&broken).err().unwrap_or_else(|| self.cut_off()))
                    }
                    Ok(_) => self.cut_off(),
                });
            }
        }
        Ok(())
    }

    /// Looks for where the features begin.
    fn begin(&mut self) -> Stage {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let mut cursor = Cursor::new(text);
        if cursor.open(b'{').is_err() {
            return Stage::Whole;
        }
        let mut first = true;
        loop {
            let member = cursor.member(std::mem::take(&mut first)).and_then(|more| {
                if !more {
                    return Ok(None);
                }
                let name = cursor.string()?;
                cursor.colon()?;
                let opens = cursor.peek() == Some(b'[');
                if name == FEATURES && opens {
                    cursor.step();
                    return Ok(Some(None));
                }
                Ok(Some(Some((name, cursor.skip()?))))
            });
            match member {
                Ok(Some(None)) => break,
                Ok(Some(Some((name, value)))) if name == TYPE && value != "\"FeatureCollection\"" => {
                    return Stage::Whole;
                }
                Ok(Some(Some(_))) => {}
                // What follows the last member, or is no JSON, or lies beyond a megabyte of other members.
                Ok(None) | Err(_) => return Stage::Whole,
            }
        }
        self.head = cursor.since(&Cursor::new(text)).to_owned();
        let taken = self.text.len() - text.len() + cursor.at();
        self.let_go(taken);
        Stage::Features
    }

    /// Reads the features that are there, up to one that cannot be read; `ends`, when there will be no more of the text.
    pub(super) fn features(&mut self, ends: bool, places: &mut Places) -> Result<(), Error> {
        let text = std::mem::take(&mut self.text);
        let mut report = Report::new(&text);
        let mut cursor = Cursor::new(&text);
        let mut fault = None;
        loop {
            let before = cursor;
            match self.feature(&mut cursor, &text, &mut report, places) {
                Ok(true) => {}
                Ok(false) => {
                    self.stage = Stage::Tail;
                    break;
                }
                Err(Fault { kind: Kind::End, .. }) if !ends => {
                    cursor = before;
                    break;
                }
                Err(other) => {
                    fault = Some(self.moved(json::syntax_error(other, &Lines::new(&text), 0)));
                    cursor = before;
                    break;
                }
            }
        }
        let found = report.finish();
        let taken = cursor.at();
        for mut diagnostic in found {
            diagnostic.error = moved(diagnostic.error, self.base);
            self.diagnostics.push(diagnostic);
        }
        self.text = text;
        self.let_go(taken);
        self.wait = self.text.len() * 2;
        fault.map_or(Ok(()), Err)
    }

    /// Reads the next feature; not when the array ends here.
    fn feature<'a>(
        &mut self,
        cursor: &mut Cursor<'a>,
        text: &'a str,
        report: &mut Report<'a>,
        places: &mut Places,
    ) -> reader::Read<bool> {
        if !cursor.item(self.count == 0)? {
            return Ok(false);
        }
        cursor.peek();
        let start = *cursor;
        let number = self.count + 1;
        if let Some(row) = Row::read(cursor, &mut self.pattern)
            && self.ids.add(row.id)
        {
            self.count = number;
            places.push_text(&row.texts(), Some(row.at), row.weight, row.look, number);
            return Ok(true);
        }
        *cursor = start;
        let raw = cursor.skip()?;
        if cursor.at() == text.len() && !raw.ends_with(['}', ']', '"']) {
            return cursor.fault(Kind::End); // a number that may go on
        }
        self.count = number;
        report.enter(number, raw);
        let before = report.count();
        let mut is_new = true;
        let place = read_one(raw, number, report, &mut |id| {
            is_new = self.ids.add(id);
            is_new
        });
        let is_plain =
            |place: &&Place| place.geometry.is_point() && place.area.is_none() && place.marker.is_some();
        if let Some(place) = place.as_ref().filter(is_plain)
            && report.count() == before
        {
            places.push_text(&[raw], place.marker, place.weight(), Look::of(place), number);
            return Ok(true);
        }
        if let Some(notes) = &mut self.notes {
            let line_column = place_in_file(report.line_column(raw), self.base);
            notes.push(Note { number, line_column, is_new, text: raw.to_owned() });
        }
        if let Some(place) = place {
            places.push(place);
        }
        Ok(true)
    }

    /// Reads what stands before and behind the features.
    fn frame(&mut self) -> Result<Story, Error> {
        let tail = std::mem::take(&mut self.text);
        let whole = [&self.head, "]", &tail].concat();
        let lines = Lines::new(&whole);
        let (line, column) = lines.at(self.head.len() + 1);
        // What stands behind the features stands there in the file.
        let base = self.base;
        let moved = |at: (usize, usize)| match at {
            at if at < (line, column) => at,
            (l, c) if l == line => (base.0, base.1 + c - column),
            (l, c) => (base.0 + l - line, c),
        };
        let place = |error: Error| {
            let line_column = error.location.line_column.map(moved);
            let location = Location { line_column, ..*error.location.clone() };
            error.at(location)
        };
        let root = Object::read(&whole).map_err(|fault| place(json::syntax_error(fault, &lines, 0)))?;
        let mut story = Story::default();
        let mut report = Report::new(&whole);
        read::root(&root, &mut story, &mut report)?;
        if self.count == 0 {
            read::no_places(&mut report);
        }
        let found = report.finish().into_iter().map(|mut diagnostic| {
            diagnostic.error = place(diagnostic.error);
            diagnostic
        });
        self.diagnostics.extend(found);
        let line_column = |diagnostic: &Diagnostic| diagnostic.error.location.line_column;
        order::sort_by(&mut self.diagnostics, |a, b| line_column(a).cmp(&line_column(b)));
        Ok(story)
    }

    /// Forgets the beginning of the text, which has been read.
    fn let_go(&mut self, taken: usize) {
        let (lines, last) = reader::lines(&self.text[..taken]);
        self.base =
            if lines == 0 { (self.base.0, self.base.1 + last) } else { (self.base.0 + lines, last + 1) };
        self.text.drain(..taken);
    }

    /// The error where it stands in the file, when it has been found in what is left of it.
    fn moved(&self, error: Error) -> Error {
        moved(error, self.base)
    }

    fn cut_off(&self) -> Error {
        let fault = Fault { kind: Kind::End, at: self.text.len() };
        self.moved(json::syntax_error(fault, &Lines::new(&self.text), 0))
    }
}

/// The error where it stands in the file, when it has been found in a text that begins there at line and column `base`.
pub(super) fn moved(error: Error, base: (usize, usize)) -> Error {
    let line_column = error.location.line_column.map(|at| place_in_file(at, base));
    let location = Location { line_column, ..*error.location.clone() };
    error.at(location)
}

/// Line and column in the file, from those in a text that begins there at `base`.
fn place_in_file((line, column): (usize, usize), base: (usize, usize)) -> (usize, usize) {
    if line == 1 { (base.0, base.1 + column - 1) } else { (base.0 + line - 1, column) }
}

/// The place that a feature is of, which may have an id that is not new.
pub(super) fn read_one<'a>(
    text: &'a str,
    number: usize,
    report: &mut Report<'a>,
    is_new: &mut dyn FnMut(&str) -> bool,
) -> Option<Place> {
    let mut place = read::place(text, number, report)?;
    if !is_new(&place.id) {
        read::duplicate(&mut place, "another place", report);
    }
    if place.id.is_empty() {
        place.id = super::ids::numbered(place.name.default(), number);
    }
    Some(place)
}

#[cfg(test)]
pub(super) mod tests;
