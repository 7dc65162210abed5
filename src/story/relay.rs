//! Reads a file in one thread for another one, which keeps it.
//!
//! ```text
//!   bytes ─▶ Scout: Reader ─▶ batch: columns, texts, and the features ─▶ Reader::take ─▶ Places, diagnostics
//!   of the file               that are to be read again; at the end      Reader::finish
//!   (a worker)                what the Scout's Reader has left           (the page)
//! ```
//!
//! What goes over is plain bytes. A plain point, which nearly all of a crowd are, goes over as its row; any other
//! feature as its text, which the page reads again. Where the file breaks off or is no JSON, the page's reader finds
//! it out from what the other has left, so each error is worded in one place.

use super::places::Places;
use super::report::Report;
use super::stream::{Note, Reader, Stage, moved, read_one};
use dateline_map_crowd::columns::{Columns, Writer};

/// How many bytes of texts a batch has, at least.
const BATCH: usize = 1 << 19;

/// Reads a file for a [`Reader`] elsewhere.
#[derive(Debug)]
pub struct Scout {
    reader: Reader,
    places: Places,
    /// A batch goes over when its texts have so many bytes.
    enough: usize,
    ended: bool,
}

impl Default for Scout {
    fn default() -> Self {
        Self::new(Reader::default(), BATCH)
    }
}

impl Scout {
    fn new(mut reader: Reader, enough: usize) -> Self {
        reader.notes = Some(Vec::new());
        Self { reader, places: Places::default(), enough, ended: false }
    }

    /// Takes in more of the file, and gives a batch for [`Reader::take`], if there is enough for one.
    pub fn push(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.ended {
            return None;
        }
        // What cannot be read, the other reader finds where this one stopped.
        self.ended = self.reader.push(bytes, &mut self.places).is_err();
        (self.ended || self.length() >= self.enough).then(|| self.batch())
    }

    /// The file has ended: the last batch, unless it has been given already.
    pub fn finish(&mut self) -> Option<Vec<u8>> {
        if self.ended {
            return None;
        }
        if self.reader.stage == Stage::Features && self.reader.cut.is_empty() {
            let _ = self.reader.features(true, &mut self.places);
        }
        self.ended = true;
        Some(self.batch())
    }

    /// Whether the last batch has been given: at the end of the file, or at what cannot be read.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// How many bytes of texts there are for the next batch.
    fn length(&self) -> usize {
        let notes = self.reader.notes.iter().flatten();
        self.places.text_length() + notes.map(|note| note.text.len()).sum::<usize>()
    }

    fn batch(&mut self) -> Vec<u8> {
        let reader = &mut self.reader;
        let notes = reader.notes.replace(Vec::new()).unwrap_or_default();
        let mut batch = Writer::default();
        batch.numbers(&[reader.count, notes.len()].map(|number| number as u32));
        for Note { number, line_column: (line, column), is_new, text } in notes {
            batch.numbers(&[number, line, column, usize::from(is_new)].map(|number| number as u32));
            batch.bytes(text.as_bytes());
        }
        std::mem::take(&mut self.places).write(&mut batch);
        if self.ended {
            let (line, column) = reader.base;
            batch.numbers(&[reader.stage as usize, line, column].map(|number| number as u32));
            batch.bytes(reader.head.as_bytes());
            batch.bytes(reader.text.as_bytes());
            batch.bytes(&reader.cut);
        }
        batch.finish()
    }
}

impl Reader {
    /// Takes over what a [`Scout`] has read, instead of bytes of the file, and gives the places of it. After the last
    /// batch comes [`Reader::finish`].
    pub fn take(&mut self, batch: &[u8]) -> Places {
        let mut batch = Columns::new(batch);
        let counts = batch.numbers();
        let [count, notes] = counts[..] else { return Places::default() };
        self.stage = Stage::Features;
        self.count = count as usize;
        let mut whole = Vec::new();
        for _ in 0..notes {
            let at = batch.numbers();
            let text = batch.text();
            let [number, line, column, is_new] = at[..] else { break };
            let mut report = Report::new(text);
            report.enter(number as usize, text);
            whole.extend(read_one(text, number as usize, &mut report, &mut |_| is_new != 0));
            let base = (line as usize, column as usize);
            self.diagnostics.extend(report.finish().into_iter().map(|mut diagnostic| {
                diagnostic.error = moved(diagnostic.error, base);
                diagnostic
            }));
        }
        let places = Places::read(&mut batch, whole);
        if let [stage, line, column] = batch.numbers()[..] {
            self.stage = Stage::ALL[stage as usize % Stage::ALL.len()];
            self.base = (line as usize, column as usize);
            self.head = batch.text().to_owned();
            self.text = batch.text().to_owned();
            self.cut = batch.bytes().to_vec();
        }
        places
    }
}

#[cfg(test)]
mod tests;
