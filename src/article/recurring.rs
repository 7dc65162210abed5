//! What looks like a name and comes again and again, without being the name of a place of the story: an
//! editor looks through the list for a place that is missing.

use super::fold::{Case, Fold, fold};
use super::mention::Mention;
use std::collections::BTreeMap;
use std::ops::Range;

/// Names that come at least twice in the blocks of an article, with how often they come, the most
/// frequent first. `blocks` are the texts that `mentions` were found in.
///
/// A name is a run of words with capitals. One at the start of a sentence counts if it comes elsewhere
/// too; one beside a number is taken for a part of a date (`9 July`). Of languages that write no
/// capitals, there is nothing to tell.
pub fn recurring(blocks: &[&str], mentions: &[Mention]) -> Vec<(String, usize)> {
    // Of each name: how often it comes at the start of a sentence, and elsewhere.
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (i, text) in blocks.iter().enumerate() {
        let words = words(text);
        let taken = |word: &Word| {
            mentions.iter().any(|m| m.block == i && m.start < word.range.end && word.range.start < m.end)
        };
        let mut at = 0;
        while at < words.len() {
            let is_part = |word: &Word| word.capital && !taken(word);
            if !is_part(&words[at]) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < words.len() && words[end].joined && is_part(&words[end]) {
                end += 1;
            }
            let beside = [at.checked_sub(1), Some(end)].into_iter().flatten().filter_map(|i| words.get(i));
            let is_date = beside.clone().any(|word| word.number && (word.joined || words[at].joined));
            // The first word of a sentence may be no part of the name: "In Herat", "The Taliban".
            let first = if words[at].first && end - at > 1 { at + 1 } else { at };
            if !is_date {
                let name = &text[words[first].range.start..words[end - 1].range.end];
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                let count = counts.entry(name).or_default();
                if words[first].first { count.0 += 1 } else { count.1 += 1 }
            }
            at = end;
        }
    }
    let mut names: Vec<(String, usize)> = counts
        .into_iter()
        .filter(|(_, (first, elsewhere))| *elsewhere > 0 && first + elsewhere > 1)
        .map(|(name, (first, elsewhere))| (name, first + elsewhere))
        .collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names
}

/// A word of a text.
struct Word {
    range: Range<usize>,
    capital: bool,
    number: bool,
    /// Only a blank or a hyphen is between it and the word before.
    joined: bool,
    /// It begins a sentence.
    first: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut first, mut joined) = (true, false);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        match fold(c) {
            Fold::Letter(_, case) | Fold::Pair(_, _, case) => {
                let mut end = start + c.len_utf8();
                // Apostrophes belong to the word inside it (Sana’a), and end it before an s.
                while let Some((at, next)) = chars.peek().copied() {
                    let inside = match fold(next) {
                        Fold::Letter(..) | Fold::Pair(..) | Fold::Mark | Fold::Joiner => true,
                        Fold::Apostrophe => {
                            let rest = &text[at + next.len_utf8()..];
                            let letters =
                                rest.chars().take_while(|&c| matches!(fold(c), Fold::Letter(..))).count();
                            letters > 0 && !(letters == 1 && rest.starts_with('s'))
                        }
                        _ => false,
                    };
                    if !inside {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
                let range = start..end;
                words.push(Word {
                    range,
                    capital: case == Case::Upper,
                    number: c.is_numeric(),
                    joined,
                    first,
                });
                (first, joined) = (false, true);
                if chars.peek().is_some_and(|&(_, c)| fold(c) == Fold::Apostrophe) {
                    // The possessive's s is no word, and what follows is another name.
                    chars.next();
                    chars.next_if(|&(_, c)| c == 's');
                    joined = false;
                }
            }
            Fold::Gap | Fold::Mark | Fold::Joiner => {}
            Fold::Apostrophe => joined = false,
            Fold::Other => {
                joined = false;
                first |= matches!(c, '.' | '!' | '?' | '…' | ':' | '“' | '"' | '«' | '\u{2028}');
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Gazetteer;

    fn found(text: &str) -> Vec<(String, usize)> {
        let gazetteer = Gazetteer::new([(0, "Kabul")]);
        let found = gazetteer.find(text);
        recurring(&[text], &gazetteer.resolve([found.as_slice()].into_iter()))
    }

    fn names(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn names_that_come_twice_are_told_unless_a_place_has_them() {
        let text = "In Kabul the Senate met. Mushahid Hussain spoke of Beijing’s part; Beijing, he said, and Kabul. \
                    Then Mushahid Hussain left the Senate and Beijing.";
        assert_eq!(found(text), [("Beijing".into(), 3), ("Senate".into(), 2)]);
        let text = "They met Mushahid Hussain. Later Mushahid Hussain left.";
        assert_eq!(names(text), ["Mushahid Hussain"]);
    }

    #[test]
    fn the_start_of_a_sentence_makes_no_name_and_neither_does_a_date() {
        assert_eq!(names("Then it rained. Then it stopped. On 9 July and July 10 it rained."), [""; 0]);
        assert_eq!(names("Islamabad knew. They asked Islamabad."), ["Islamabad"]);
    }

    #[test]
    fn a_text_without_capitals_has_nothing_to_tell() {
        assert_eq!(names("喀布尔和赫拉特，喀布尔和赫拉特"), [""; 0]);
        assert_eq!(names(""), [""; 0]);
    }
}
