//! How the capitals of a text go with those of a name.

use super::edges::is_letter;
use super::fold::{Case, Fold, fold};
use super::gazetteer::{Form, bit};

/// A name of at most this many letters that is written in capitals may be an abbreviation (NICE, MALI).
const SHORT: u32 = 4;

/// What has been read of a name.
#[derive(Default)]
pub(super) struct Seen {
    /// Bits of its capitals, its small letters, and the first letters of its words.
    upper: u64,
    lower: u64,
    firsts: u64,
    /// Letters, gaps counted, and those since the last gap.
    pub count: usize,
    pub in_word: usize,
    /// Points of abbreviations.
    pub points: usize,
}

/// How the case of a text goes with that of a name: the better, the later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// All small.
    Small,
    /// All in capitals.
    Capitals,
    /// As it is written, or with a capital where the name has none.
    Case,
}

impl Seen {
    /// Another letter of the text.
    pub fn letter(&mut self, case: Case) {
        let bit = bit(self.count);
        match case {
            Case::Upper => self.upper |= bit,
            Case::Lower => self.lower |= bit,
            Case::None => {}
        }
        if self.in_word == 0 {
            self.firsts |= bit;
        }
        self.count += 1;
        self.in_word += 1;
    }

    /// A gap between two words.
    pub fn gap(&mut self) {
        self.count += 1;
        self.in_word = 0;
    }

    /// How what has been read goes with a name, if it does: a capital of the name must be one in the text. A small letter of it may be a capital where words
    /// begin, or if all are.
    pub fn fits(&self, form: Form) -> Option<Fit> {
        if form.capitals & !self.upper != 0 {
            return (self.upper == 0).then_some(Fit::Small);
        }
        if self.upper & !form.capitals & !self.firsts == 0 {
            return Some(Fit::Case);
        }
        (self.lower == 0).then_some(Fit::Capitals)
    }
}

pub(super) fn is_small(c: char) -> bool {
    matches!(fold(c), Fold::Letter(_, Case::Lower) | Fold::Pair(_, _, Case::Lower))
}

/// Whether only the first letter of a name is a capital, as that of any word at the start of a sentence.
pub(super) fn is_one_capital(form: Form) -> bool {
    form.capitals == 1
}

/// Whether a name written in capitals is no abbreviation: it is too long for one, the word before or
/// after it is in capitals too, or it heads the text as a dateline does, before a comma, a bracket or a
/// dash.
pub(super) fn in_capitals(text: &str, start: usize, end: usize, form: Form) -> bool {
    if form.letters > SHORT {
        return true;
    }
    let after = text[end..].trim_start_matches([' ', '\u{a0}']);
    let heads = !text[..start].contains(is_letter) && !after.starts_with(is_letter);
    // The word itself is looked at, however it is set apart from the name.
    heads || all_capitals(&mut text[..start].chars().rev()) || all_capitals(&mut text[end..].chars())
}

/// Whether the first word of `text` has two letters or more, all of them capitals.
fn all_capitals(text: &mut dyn Iterator<Item = char>) -> bool {
    let mut letters = 0;
    for c in text {
        match fold(c) {
            Fold::Gap if letters == 0 => {}
            Fold::Letter(_, Case::Upper) | Fold::Pair(_, _, Case::Upper) => letters += 1,
            Fold::Letter(..) | Fold::Pair(..) => return false,
            _ => break,
        }
    }
    letters > 1
}
