//! Columns of numbers, and texts, one after another in bytes: what one thread tells another.
//!
//! ```text
//!   ┌ length ┬ 4 bytes each, the lowest first ┬ length ┬ the bytes themselves ┬ …
//!     u32      numbers                          u32      a text
//! ```
//!
//! Who reads asks for the same things in the same order as they were written.

/// Writes columns and texts.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Adds a column of numbers.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.length(numbers.len());
        self.0.reserve(numbers.len() * 4);
        numbers.iter().for_each(|number| self.0.extend_from_slice(&number.to_le_bytes()));
    }

    /// Adds bytes, or those of a text.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.length(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    /// All that has been written.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }

    fn length(&mut self, length: usize) {
        self.0.extend_from_slice(&(length as u32).to_le_bytes());
    }
}

/// Reads what a [`Writer`] wrote. Of bytes that end too early, all that is missing is empty.
#[derive(Debug)]
pub struct Columns<'a>(&'a [u8]);

impl<'a> Columns<'a> {
    /// Begins with the first.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next is a column of numbers.
    pub fn numbers(&mut self) -> Vec<u32> {
        let length = self.length().saturating_mul(4);
        self.take(length).as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
    }

    /// The next is bytes.
    pub fn bytes(&mut self) -> &'a [u8] {
        let length = self.length();
        self.take(length)
    }

    /// The next is a text; empty when it is none.
    pub fn text(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    fn length(&mut self) -> usize {
        let (words, _) = self.take(4).as_chunks();
        words.first().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at_checked(length).unwrap_or_default();
        self.0 = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_and_what_is_cut_off_is_empty(
            numbers: Vec<u32>, text: String, bytes: Vec<u8>, cut in 0..64_usize,
        ) {
            let mut writer = Writer::default();
            writer.numbers(&numbers);
            writer.bytes(text.as_bytes());
            writer.bytes(&bytes);
            let written = writer.finish();
            let mut columns = Columns::new(&written);
            prop_assert_eq!(columns.numbers(), numbers);
            prop_assert_eq!(columns.text(), text);
            prop_assert_eq!(columns.bytes(), bytes);
            prop_assert_eq!(columns.numbers(), [0_u32; 0]);

            let kept = written.len().saturating_sub(cut + 1);
            let mut columns = Columns::new(&written[..kept]);
            let _ = (columns.numbers(), columns.text());
            prop_assert!(columns.bytes().is_empty());
        }
    }
}
