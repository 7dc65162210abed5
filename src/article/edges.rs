//! Where a name may begin and end: what stands before, behind and between its words.

use super::fold::{Fold, ends, fold};

/// What stands before a letter.
pub(super) struct Before {
    /// The letter, if it is one.
    pub letter: Option<char>,
    /// A sign that makes one word of what is on both sides of it: an address.
    pub glued: bool,
    /// Whether a sentence may begin here.
    pub sentence: bool,
}

impl Before {
    /// A character that is no letter.
    pub fn pass(&mut self, c: char, fold: Fold) {
        match fold {
            Fold::Mark | Fold::Joiner => return,
            // Quotation marks and blanks change nothing about the sentence.
            Fold::Apostrophe | Fold::Gap => self.glued = false,
            _ => {
                self.glued = c == '@';
                match c {
                    '.' | '!' | '?' | '…' | ':' | '•' | '。' | '؟' | '۔' | '\u{2028}' => {
                        self.sentence = true
                    }
                    '"' | '“' | '”' | '«' | '»' | '(' | '[' | '—' | '¿' | '¡' | '*' | '„' => {}
                    _ => self.sentence = false,
                }
            }
        }
        self.letter = None;
    }

    /// A letter, or a name that ends with one.
    pub fn after(&mut self, letter: Option<char>) {
        *self = Self { letter, glued: false, sentence: false };
    }
}

/// Whether `'s` follows, which is hardly written after anything but a name at the start of a sentence.
pub(super) fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| fold(c) == Fold::Apostrophe) && chars.next() == Some('s')
}

/// A run of blanks, breaks and hyphens: its end, whether it starts with a hyphen, and whether it breaks
/// the line.
pub(super) fn gap(text: &str, at: usize) -> (usize, bool, bool) {
    let (mut end, mut broken) = (at, false);
    for c in text[at..].chars() {
        if fold(c) != Fold::Gap {
            break;
        }
        broken |= matches!(c, '\n' | '\r' | '\u{2028}');
        end += c.len_utf8();
    }
    (end, matches!(text[at..].chars().next(), Some('-' | '‐')), broken)
}

/// Whether a word ends at `at`, after the letter `last`: the possessive's `'s` is apart from its name.
pub(super) fn ends_here(text: &str, at: usize, last: char) -> bool {
    let mut rest = text[at..].chars().skip_while(|&c| fold(c) == Fold::Mark);
    let Some(after) = rest.next() else { return true };
    match fold(after) {
        Fold::Letter(..) | Fold::Pair(..) => ends(last, after),
        Fold::Apostrophe => match rest.next() {
            Some('s' | 'S') => rest.next().is_none_or(|c| !is_letter(c)),
            Some(c) => !is_letter(c),
            None => true,
        },
        // The first part of an address: Kabul.example.
        Fold::Other if after == '.' => !rest.next().is_some_and(|c| c.is_ascii_lowercase()),
        Fold::Other => after != '@',
        _ => true,
    }
}

pub(super) fn is_letter(c: char) -> bool {
    matches!(fold(c), Fold::Letter(..) | Fold::Pair(..))
}

/// The length in bytes of a modifier letter (ʿ, ʾ and the like) at the end of a text.
pub(super) fn modifier(text: &str) -> usize {
    text.chars().next_back().filter(|c| matches!(c, '\u{2b9}'..='\u{2bf}')).map_or(0, char::len_utf8)
}
