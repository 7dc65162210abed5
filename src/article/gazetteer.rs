//! The names that are looked for, as a tree of their letters.
//!
//! ```text
//!   H─e─r─a─t•           a name ends at •; the search goes down the tree from each beginning of a
//!   K─a─b─u─l•           word, as far as the text has the letters, and keeps the last • that it met
//!             └─␣─R─i─v─e─r•
//! ```
//!
//! No letter of the text is looked at more often than the longest name is long, and a word that is no
//! name is left at its first or second letter, so the time goes with the text (measured in
//! `benches/core.rs`). A general automaton (Aho and Corasick 1975) would read each letter once, and
//! cost 31 KB of wasm.

use super::fold::{Case, Fold, fold};
use crate::order;
use std::cmp::Ordering;

/// A name of one letter is a word of most languages; only scripts whose signs are words are searched
/// for one of two.
const FEWEST_LETTERS: usize = 2;

/// A set of names, each of a place by its index.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    /// The first is the root; those below one node lie together, sorted by letter.
    pub(super) nodes: Vec<Node>,
    /// Those that end at one node lie together.
    pub(super) forms: Vec<Form>,
    /// The places of the forms, those of one together, in the order of the story.
    places: Vec<usize>,
}

/// A letter of names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Node {
    letter: char,
    /// The nodes below: the first, and how many.
    below: (u32, u32),
    /// The forms that end here: the first, and how many.
    pub(super) forms: (u32, u32),
}

/// A way to write names: their letters, and which of them are capitals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// A bit for each of the first 64 letters (gaps count): whether it must be a capital.
    pub(super) capitals: u64,
    /// How many letters, gaps counted.
    pub(super) letters: u32,
    /// Its places: the first, and how many.
    places: (u32, u32),
}

/// A name as it was given, on its way into the tree.
struct Entry {
    letters: Vec<char>,
    capitals: u64,
    place: usize,
}

impl Gazetteer {
    /// A set of names: pairs of a place's index and one of its names.
    ///
    /// A name of more than four letters that is written in capitals throughout, as in many data files,
    /// is taken as if only the first letter of each of its words were one.
    pub fn new<'a>(names: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut entries = Vec::new();
        for (place, name) in names {
            entries.extend(entry(place, name, false));
            // `contains` of such a character is a search for a text, and 2 KB of wasm.
            if name.chars().any(|c| c == '\u{200c}') {
                entries.extend(entry(place, name, true));
            }
        }
        let compare = |a: &Entry, b: &Entry| {
            a.letters.cmp(&b.letters).then(a.capitals.cmp(&b.capitals)).then(a.place.cmp(&b.place))
        };
        order::sort_by(&mut entries, compare);
        entries.dedup_by(|a, b| compare(a, b) == Ordering::Equal);
        let mut gazetteer = Self { nodes: vec![Node::default()], forms: Vec::new(), places: Vec::new() };
        gazetteer.grow(&entries);
        gazetteer
    }

    /// Whether there is no name to look for.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The places that are written so.
    pub(super) fn places(&self, form: usize) -> &[usize] {
        let (first, count) = self.forms.get(form).map_or((0, 0), |form| form.places);
        &self.places[first as usize..(first + count) as usize]
    }

    /// The node below `node` of this letter.
    pub(super) fn below(&self, node: usize, letter: char) -> Option<usize> {
        let (first, count) = self.nodes[node].below;
        if count < 4 {
            // Most nodes have one or two below them.
            let below = &self.nodes[first as usize..(first + count) as usize];
            return below.iter().position(|node| node.letter == letter).map(|at| first as usize + at);
        }
        let (mut low, mut high) = (first as usize, (first + count) as usize);
        while low < high {
            let middle = (low + high) / 2;
            match self.nodes[middle].letter.cmp(&letter) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Makes the tree of sorted entries, level by level.
    fn grow(&mut self, entries: &[Entry]) {
        // Nodes whose entries are still to be looked at: the node, its entries, its depth.
        let mut open = vec![(0, 0..entries.len(), 0)];
        let mut at = 0;
        while let Some((node, range, depth)) = open.get(at).cloned() {
            at += 1;
            let mut from = range.start;
            // The entries that end here come first, as a shorter text sorts before a longer one.
            let ending =
                from + entries[range.clone()].iter().take_while(|e| e.letters.len() == depth).count();
            let first_form = self.forms.len();
            while from < ending {
                let alike = entries[from..ending].iter().take_while(|e| e.capitals == entries[from].capitals);
                let to = from + alike.count();
                let places = (self.places.len() as u32, (to - from) as u32);
                self.forms.push(Form { capitals: entries[from].capitals, letters: depth as u32, places });
                self.places.extend(entries[from..to].iter().map(|entry| entry.place));
                from = to;
            }
            let first = self.nodes.len();
            while from < range.end {
                let letter = entries[from].letters[depth];
                let alike = entries[from..range.end].iter().take_while(|e| e.letters[depth] == letter);
                let to = from + alike.count();
                open.push((self.nodes.len(), from..to, depth + 1));
                self.nodes.push(Node { letter, ..Node::default() });
                from = to;
            }
            let below = (first as u32, (self.nodes.len() - first) as u32);
            let forms = (first_form as u32, (self.forms.len() - first_form) as u32);
            self.nodes[node] = Node { letter: self.nodes[node].letter, below, forms };
        }
    }
}

/// A name's letters; `None` when it has too few. `apart`: with a gap for each zero-width non-joiner.
fn entry(place: usize, name: &str, apart: bool) -> Option<Entry> {
    let (mut letters, mut capitals, mut small, mut first) = (Vec::new(), 0, false, 0);
    let mut in_word = 0;
    for c in name.chars() {
        let (a, b, case) = match fold(c) {
            Fold::Letter(a, case) => (a, None, case),
            Fold::Pair(a, b, case) => (a, Some(b), case),
            Fold::Joiner if !apart => continue,
            Fold::Mark | Fold::Apostrophe => continue,
            Fold::Other if is_point(c, in_word) => continue,
            // Anything else is a gap; how many of them there are, and at the ends, does not count.
            _ => {
                if letters.last().is_some_and(|&last| last != ' ') {
                    letters.push(' ');
                }
                in_word = 0;
                continue;
            }
        };
        if case == Case::Upper {
            capitals |= bit(letters.len());
            if in_word == 0 {
                first |= bit(letters.len());
            }
        }
        small |= case == Case::Lower;
        in_word += 1;
        letters.push(a);
        letters.extend(b);
    }
    if letters.last() == Some(&' ') {
        letters.pop();
    }
    if !small && letters.len() > 4 {
        capitals = first;
    }
    (letters.len() >= FEWEST_LETTERS).then_some(Entry { letters, capitals, place })
}

/// Whether `c` is the point of an abbreviation (`St.`, `U.S.`), which a name has or has not.
pub(super) fn is_point(c: char, letters_before: usize) -> bool {
    c == '.' && (1..=3).contains(&letters_before)
}

/// The bit of a letter; none for the letters of very long names.
pub(super) fn bit(letter: usize) -> u64 {
    if letter < 64 { 1 << letter } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name at the end of the letters' way down the tree: its forms.
    fn forms(gazetteer: &Gazetteer, letters: &str) -> Vec<Vec<usize>> {
        let mut node = 0;
        for c in letters.chars() {
            let Some(below) = gazetteer.below(node, c) else { return Vec::new() };
            node = below;
        }
        let (first, count) = gazetteer.nodes[node].forms;
        (first..first + count).map(|form| gazetteer.places(form as usize).to_vec()).collect()
    }

    #[test]
    fn every_name_is_at_the_end_of_its_letters() {
        let names = ["Kabul", "Kabul River", "Herat", "He", "کابل", "Mehtar-Lam", "St. Ives", "kabul"];
        let gazetteer = Gazetteer::new(names.into_iter().enumerate());
        assert_eq!(forms(&gazetteer, "kabul"), [[7], [0]], "small, then with its capital");
        assert_eq!(forms(&gazetteer, "kabul river"), [[1]]);
        assert_eq!(forms(&gazetteer, "herat"), [[2]]);
        assert_eq!(forms(&gazetteer, "mehtar lam"), [[5]]);
        assert_eq!(forms(&gazetteer, "st ives"), [[6]]);
        assert!(forms(&gazetteer, "kab").is_empty() && forms(&gazetteer, "x").is_empty());
    }

    #[test]
    fn places_of_one_name_share_it_in_their_order() {
        let gazetteer = Gazetteer::new([(2, "Tripoli"), (0, "Tripoli"), (2, "Tripoli")]);
        assert_eq!(forms(&gazetteer, "tripoli"), [[0, 2]]);
    }

    #[test]
    fn names_without_two_letters_are_not_looked_for() {
        assert!(Gazetteer::new([(0, ""), (0, "Å"), (0, "—"), (0, " . ")]).is_empty());
    }
}
