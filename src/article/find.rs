//! Names in running text.

use super::capitals::{Fit, Seen, in_capitals, is_one_capital, is_small};
use super::edges::{Before, ends_here, gap, is_possessive, modifier};
use super::fold::{Case, Fold, begins, fold, is_free};
use super::gazetteer::{Gazetteer, is_point};

/// An Arabic preposition or conjunction is taken off a word if this many letters are left.
const FEWEST_AFTER_CLITIC: usize = 4;

/// A name that was found in a text, with what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The byte at which it starts.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// The form, known to the [`Gazetteer`].
    pub form: usize,
    /// How sure it is.
    pub sure: Sure,
}

/// How sure it is that a name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// It is written as a name.
    Name,
    /// It stands where any word has a capital: at the start of a sentence.
    Perhaps,
    /// It is written small where the name is not, and is another word; it tells of those at the start
    /// of sentences.
    Word,
}

impl Gazetteer {
    /// Finds the names in a text, in its order. No two overlap: where several begin, the longest counts.
    ///
    /// The text is one paragraph, or another block whose ends no name crosses.
    pub fn find(&self, text: &str) -> Vec<Match> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut before = Before { letter: None, glued: false, sentence: true };
        while at < bytes.len() {
            // Most text is words of plain letters that are no names: they are passed over at once.
            let end = self.plain_word(bytes, at, &before);
            if end > at {
                before.after(Some(char::from(bytes[end - 1])));
                at = end;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let (a, next) = match fold(c) {
                Fold::Letter(a, _) | Fold::Pair(a, _, _) => (a, at + c.len_utf8()),
                other => {
                    before.pass(c, other);
                    at += c.len_utf8();
                    continue;
                }
            };
            if !before.glued && before.letter.is_none_or(|letter| begins(letter, a)) {
                let start = self.start(text, at);
                if let Some((start, mut hit)) = start {
                    // What a modifier letter stands before is written with it: ʿAlingar.
                    hit.start = if start == at { at - modifier(&text[..at]) } else { start };
                    if hit.sure == Sure::Name
                        && before.sentence
                        && is_one_capital(self.forms[hit.form])
                        && !is_possessive(&text[hit.end..])
                        && text[at..hit.end].contains(is_small)
                    {
                        hit.sure = Sure::Perhaps;
                    }
                    at = hit.end;
                    before.after(text[..at].chars().next_back());
                    found.push(hit);
                    continue;
                }
            }
            before.after(Some(c));
            at = next;
        }
        found
    }

    /// The end of the ASCII letters and digits at `at`, if no name can begin with them, which their first
    /// two tell, or if they go on a word; else `at`.
    fn plain_word(&self, bytes: &[u8], at: usize, before: &Before) -> usize {
        let small =
            |at: usize| bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
        let Some(first) = small(at) else { return at };
        let goes_on = before.letter.is_some_and(|letter| !begins(letter, char::from(first)));
        if !goes_on {
            match (self.below(0, char::from(first)), small(at + 1)) {
                (None, _) => {}
                // What follows may be folded away, or be a gap within a name.
                (Some(_), None) => return at,
                (Some(node), Some(second)) if self.below(node, char::from(second)).is_some() => return at,
                _ => {}
            }
        }
        let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
        at + letters.count()
    }

    /// The name that starts in the word at `at`: at its beginning, or after an Arabic preposition.
    fn start(&self, text: &str, at: usize) -> Option<(usize, Match)> {
        if let Some(hit) = self.walk(text, at, 0) {
            return Some((at, hit));
        }
        let mut from = at;
        for _ in 0..2 {
            // And, in, to, as, then: written onto the word that follows.
            let clitic = text[from..].chars().next().filter(|c| matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك'))?;
            from += clitic.len_utf8();
            // The vowel signs are the clitic's, and what only stands between letters is nobody's.
            let between = |c| matches!(fold(c), Fold::Mark | Fold::Joiner | Fold::Apostrophe);
            let rest = text[from..].trim_start_matches(between);
            from = text.len() - rest.len();
            if let Some(hit) = self.walk(text, from, FEWEST_AFTER_CLITIC) {
                return Some((from, hit));
            }
        }
        None
    }

    /// The longest name of at least so many letters that starts at `start`.
    fn walk(&self, text: &str, start: usize, fewest: usize) -> Option<Match> {
        let (mut node, mut at, mut best) = (0, start, None::<Match>);
        let mut seen = Seen::default();
        while let Some(&byte) = text.as_bytes().get(at) {
            // Plain letters need no table.
            let (c, folded) = if byte.is_ascii_alphabetic() {
                let case = if byte.is_ascii_lowercase() { Case::Lower } else { Case::Upper };
                (char::from(byte), Fold::Letter(char::from(byte | 0x20), case))
            } else {
                let c = text[at..].chars().next()?;
                (c, fold(c))
            };
            let next = at + c.len_utf8();
            match folded {
                Fold::Letter(a, case) => {
                    node = match self.below(node, a) {
                        Some(below) => below,
                        None => break,
                    };
                    seen.letter(case);
                }
                Fold::Pair(a, b, case) => {
                    node = match self.below(node, a).and_then(|below| self.below(below, b)) {
                        Some(below) => below,
                        None => break,
                    };
                    seen.letter(case);
                    seen.count += 1;
                }
                Fold::Mark => {
                    // It belongs to the letter that it follows.
                    if let Some(best) = &mut best
                        && best.end == at
                    {
                        best.end = next;
                    }
                    at = next;
                    continue;
                }
                Fold::Apostrophe => {
                    at = next;
                    continue;
                }
                Fold::Other if is_point(c, seen.in_word) => {
                    // The last point of U.S. is its own.
                    if let Some(best) = &mut best
                        && best.end == at
                        && seen.points > 0
                    {
                        best.end = next;
                    }
                    at = next;
                    seen.in_word = 0;
                    seen.points += 1;
                    continue;
                }
                Fold::Joiner => {
                    if let Some(below) = self.below(node, ' ') {
                        node = below;
                        seen.gap();
                    }
                    at = next;
                    continue;
                }
                Fold::Gap => {
                    let (end, hyphen, broken) = gap(text, at);
                    match self.below(node, ' ') {
                        Some(below) => {
                            node = below;
                            seen.gap();
                        }
                        // A word divided at the end of a line, or a line that ends within a name.
                        None if broken && (hyphen || is_free(text[..at].chars().next_back()?)) => {}
                        None => break,
                    }
                    at = end;
                    continue;
                }
                Fold::Other => break,
            }
            at = next;
            let (first, count) = self.nodes[node].forms;
            if count == 0 || seen.count < fewest || !ends_here(text, at, c) {
                continue;
            }
            let fitting = (first as usize..(first + count) as usize)
                .filter_map(|form| Some((form, seen.fits(self.forms[form])?)))
                .reduce(|a, b| if b.1 > a.1 { b } else { a });
            if let Some((form, fit)) = fitting {
                let sure = match fit {
                    Fit::Small => Sure::Word,
                    Fit::Capitals if !in_capitals(text, start, at, self.forms[form]) => continue,
                    _ => Sure::Name,
                };
                // A longer one that is only a word does not take the place of a name.
                if sure == Sure::Name || best.is_none() {
                    best = Some(Match { start, end: at, form, sure });
                }
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found of these names in a text.
    fn found<'a>(names: &[&str], text: &'a str) -> Vec<&'a str> {
        let gazetteer = Gazetteer::new(names.iter().map(|name| (0, *name)));
        let found = gazetteer.find(text);
        found.iter().filter(|hit| hit.sure != Sure::Word).map(|hit| &text[hit.start..hit.end]).collect()
    }

    #[test]
    fn a_capital_of_the_name_must_be_one_in_the_text() {
        assert_eq!(found(&["Reading"], "He was reading in Reading."), ["Reading"]);
        assert_eq!(found(&["US"], "the US told us, and Us too"), ["US"]);
        assert_eq!(found(&["al-Tanf"], "Al-Tanf, al-Tanf and Al-tanf"), ["Al-Tanf", "al-Tanf"]);
        assert_eq!(found(&["kabul"], "Kabul, kabul"), ["Kabul", "kabul"], "a name that is given small");
        assert_eq!(
            found(&["ISLAMABAD"], "from Islamabad, not islamabad"),
            ["Islamabad"],
            "a name in capitals"
        );
    }

    #[test]
    fn a_short_name_in_capitals_may_be_an_abbreviation() {
        assert_eq!(found(&["Nice"], "as NICE says"), [""; 0]);
        assert_eq!(found(&["Nice"], "NICE, Tuesday. It rained."), ["NICE"], "a dateline");
        assert_eq!(found(&["Nice"], "RAIN IN NICE"), ["NICE"], "a headline");
        assert_eq!(found(&["Herat"], "as HERAT says"), ["HERAT"]);
    }

    #[test]
    fn a_possessive_is_apart_and_an_apostrophe_inside_is_not() {
        assert_eq!(found(&["Kabul"], "Kabul's, Kabul’s, Kabul’ and ‘Kabul’"), ["Kabul"; 4]);
        assert_eq!(found(&["Sana"], "Sana’a"), [""; 0]);
        assert_eq!(found(&["Sana"], "Sana’s"), ["Sana"]);
        assert_eq!(found(&["Afghanistan"], "l’Afghanistan"), ["Afghanistan"]);
    }

    #[test]
    fn gaps_are_blanks_breaks_and_hyphens() {
        let names = ["Mehtar Lam", "Badakhshan"];
        assert_eq!(
            found(&names, "Mehtar\u{a0}Lam Mehtar-Lam Mehtar\n  Lam"),
            ["Mehtar\u{a0}Lam", "Mehtar-Lam", "Mehtar\n  Lam"]
        );
        assert_eq!(found(&names, "MehtarLam Mehtar, Lam"), [""; 0]);
        assert_eq!(
            found(&names, "Badakh-\nshan, Badakh\u{ad}shan, Badakh-shan"),
            ["Badakh-\nshan", "Badakh\u{ad}shan"]
        );
    }

    #[test]
    fn points_of_abbreviations_may_be_left_out() {
        assert_eq!(found(&["U.S."], "the U.S. and the US."), ["U.S.", "US"]);
        assert_eq!(found(&["US"], "in the U.S.-made thing"), ["U.S."]);
        assert_eq!(found(&["St. Ives"], "St Ives, St. Ives"), ["St Ives", "St. Ives"]);
        assert_eq!(found(&["Kabul Herat"], "from Kabul. Herat is next"), [""; 0], "a full stop is no point");
    }

    #[test]
    fn addresses_hold_no_names() {
        assert_eq!(found(&["Kabul"], "Kabul.example, info@Kabul.example, Kabul@example.org"), [""; 0]);
        assert_eq!(found(&["Kabul"], "#Kabul, Moscow/Kabul"), ["Kabul"; 2]);
    }

    #[test]
    fn an_arabic_preposition_is_not_part_of_the_name() {
        assert_eq!(found(&["كابل"], "وكابل، بكابل، وبكابل، الكابلي"), ["كابل"; 3]);
        assert_eq!(found(&["قم"], "رقم وقم"), [""; 0], "too short to be told from another word");
    }

    #[test]
    fn what_begins_a_sentence_is_less_sure() {
        let gazetteer = Gazetteer::new([(0, "Nice"), (1, "La Paz")]);
        let sure = |text: &str| gazetteer.find(text).iter().map(|hit| hit.sure).collect::<Vec<_>>();
        assert_eq!(
            sure("Nice. Nice? “Nice”, in Nice"),
            [Sure::Perhaps, Sure::Perhaps, Sure::Perhaps, Sure::Name]
        );
        assert_eq!(sure("Nice’s. nice"), [Sure::Name, Sure::Word]);
        assert_eq!(sure("La Paz"), [Sure::Name], "two capitals");
        assert_eq!(sure("la paz"), [Sure::Word]);
        assert_eq!(sure("La paz"), [], "neither");
    }
}
