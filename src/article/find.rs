//! Names in running text.

use super::fold::{Case, Fold, begins, ends, fold, is_free};
use super::gazetteer::{Form, Gazetteer, bit, is_point};

/// A name of at most this many letters that is written in capitals may be an abbreviation (NICE, MALI).
const SHORT: u32 = 4;
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
                .reduce(|a, b| if rank(b.1) > rank(a.1) { b } else { a });
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

/// What stands before a letter.
struct Before {
    /// The letter, if it is one.
    letter: Option<char>,
    /// A sign that makes one word of what is on both sides of it: an address.
    glued: bool,
    /// Whether a sentence may begin here.
    sentence: bool,
}

impl Before {
    fn pass(&mut self, c: char, fold: Fold) {
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

    fn after(&mut self, letter: Option<char>) {
        *self = Self { letter, glued: false, sentence: false };
    }
}

/// What has been read of a name.
#[derive(Default)]
struct Seen {
    /// Bits of its capitals, its small letters, and the first letters of its words.
    upper: u64,
    lower: u64,
    firsts: u64,
    /// Letters, gaps counted, and those since the last gap.
    count: usize,
    in_word: usize,
    /// Points of abbreviations.
    points: usize,
}

/// How the case of a text goes with that of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// As it is written, or with a capital where the name has none.
    Case,
    /// All in capitals.
    Capitals,
    /// All small.
    Small,
}

fn rank(fit: Fit) -> u8 {
    match fit {
        Fit::Case => 2,
        Fit::Capitals => 1,
        Fit::Small => 0,
    }
}

impl Seen {
    fn letter(&mut self, case: Case) {
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

    fn gap(&mut self) {
        self.count += 1;
        self.in_word = 0;
    }

    /// A capital of the name must be one in the text. A small letter of it may be a capital where words
    /// begin, or if all are.
    fn fits(&self, form: Form) -> Option<Fit> {
        if form.capitals & !self.upper != 0 {
            return (self.upper == 0).then_some(Fit::Small);
        }
        if self.upper & !form.capitals & !self.firsts == 0 {
            return Some(Fit::Case);
        }
        (self.lower == 0).then_some(Fit::Capitals)
    }
}

fn is_small(c: char) -> bool {
    matches!(fold(c), Fold::Letter(_, Case::Lower) | Fold::Pair(_, _, Case::Lower))
}

/// Whether `'s` follows, which is hardly written after anything but a name at the start of a sentence.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| fold(c) == Fold::Apostrophe) && chars.next() == Some('s')
}

/// Whether only the first letter of a name is a capital, as that of any word at the start of a sentence.
fn is_one_capital(form: Form) -> bool {
    form.capitals == 1
}

/// A run of blanks, breaks and hyphens: its end, whether it starts with a hyphen, and whether it breaks
/// the line.
fn gap(text: &str, at: usize) -> (usize, bool, bool) {
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
fn ends_here(text: &str, at: usize, last: char) -> bool {
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

fn is_letter(c: char) -> bool {
    matches!(fold(c), Fold::Letter(..) | Fold::Pair(..))
}

/// Whether a name written in capitals is no abbreviation: it is too long for one, the word before or
/// after it is in capitals too, or it heads the text as a dateline does, before a comma, a bracket or a
/// dash.
fn in_capitals(text: &str, start: usize, end: usize, form: Form) -> bool {
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

/// The length in bytes of a modifier letter (ʿ, ʾ and the like) at the end of a text.
fn modifier(text: &str) -> usize {
    text.chars().next_back().filter(|c| matches!(c, '\u{2b9}'..='\u{2bf}')).map_or(0, char::len_utf8)
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
