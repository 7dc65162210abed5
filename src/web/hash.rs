//! Numbers that stand for what is kept: found faster, and compared with less code, than the texts themselves.

use crate::theme::{Family, Font};

/// The hash FNV-1a, on words. Among the few thousand things that one map keeps, two of the same 64 bits are
/// not to be expected in the life of the web.
pub struct Hash(pub u64);

impl Hash {
    /// Of nothing.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a word.
    pub fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x0100_0000_01b3);
    }

    /// Adds a number.
    pub fn number(&mut self, number: f64) {
        // Whole numbers end in zeros, which the product alone would leave at the upper end.
        self.word(number.to_bits().rotate_left(24));
    }

    /// Adds a text and how it is set.
    pub fn text(&mut self, text: &str, font: &Font) {
        text.bytes().for_each(|byte| self.word(u64::from(byte)));
        self.word(0x100); // the end of the text
        self.number(font.size);
        self.number(font.spacing);
        let family = if font.family == Family::Serif { 2 } else { 0 };
        self.word(u64::from(font.weight) << 2 | family | u64::from(font.italic));
    }
}
