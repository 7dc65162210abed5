//! Letters as they are compared: without case, accents, vowel marks, and the variants of one letter.
//!
//! The tables are our own and small, since the page downloads them: the base letters are those of the
//! canonical decompositions of Unicode 16 (UAX #15), written out for the blocks of Latin letters.

/// The case of a letter, as far as it is known: of Latin, Greek, Cyrillic and Armenian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Lower,
    None,
}

/// What a character is to the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// A letter or a digit.
    Letter(char, Case),
    /// A letter that is written as two elsewhere: `æ`, `ß`.
    Pair(char, char, Case),
    /// A mark on the letter before it, or a character without a shape: as if it were not there.
    Mark,
    /// The zero-width non-joiner, between two parts of a Persian word: nothing, or a gap.
    Joiner,
    /// An apostrophe, or a letter written like one (ʿ): nothing between letters, else a quotation mark.
    Apostrophe,
    /// A blank, a line break, or a hyphen.
    Gap,
    /// Everything else ends a word.
    Other,
}

/// Base letters of U+00C0..U+0180, Latin-1 and Latin Extended-A; `*` where there is none.
const LATIN: &[u8] = b"AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNn*NnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
/// The same for U+01CD..U+01DD and U+1E00..U+1F00, pinyin and Vietnamese among them.
const PINYIN: &[u8] = b"AaIiOoUuUuUuUuUu";
const LATIN_MORE: &[u8] = b"AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRr\
SsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyas**S*AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOo\
UuUuUuUuUuUuUuYyYyYyYy******";

/// What `c` is to the search.
pub(super) fn fold(c: char) -> Fold {
    match c {
        'a'..='z' => Fold::Letter(c, Case::Lower),
        'A'..='Z' => Fold::Letter(c.to_ascii_lowercase(), Case::Upper),
        '0'..='9' => Fold::Letter(c, Case::None),
        ' ' | '\t'..='\r' | '-' => Fold::Gap,
        '\'' | '`' => Fold::Apostrophe,
        '\0'..='\u{7f}' => Fold::Other,
        'æ' => Fold::Pair('a', 'e', Case::Lower),
        'Æ' => Fold::Pair('a', 'e', Case::Upper),
        'œ' => Fold::Pair('o', 'e', Case::Lower),
        'Œ' => Fold::Pair('o', 'e', Case::Upper),
        'ß' => Fold::Pair('s', 's', Case::Lower),
        'ẞ' => Fold::Pair('s', 's', Case::Upper),
        'þ' => Fold::Pair('t', 'h', Case::Lower),
        'Þ' => Fold::Pair('t', 'h', Case::Upper),
        '\u{c0}'..='\u{17f}' => latin(LATIN, '\u{c0}', c),
        '\u{1cd}'..='\u{1dc}' => latin(PINYIN, '\u{1cd}', c),
        '\u{1e00}'..='\u{1eff}' => latin(LATIN_MORE, '\u{1e00}', c),
        'ə' => Fold::Letter('ə', Case::Lower),
        'Ə' => Fold::Letter('ə', Case::Upper),
        '‘' | '’' | '‛' | '´' | '′' | '＇' | '\u{2b9}'..='\u{2bf}' => Fold::Apostrophe,
        '\u{200c}' => Fold::Joiner,
        '‐' | '‑' | '‒' | '–' | '・' | '·' => Fold::Gap,
        '\u{370}'..='\u{58f}' => cased(c),
        _ if is_mark(c) => Fold::Mark,
        // The Brahmic scripts and Tibetan: vowel signs and viramas are letters of the word, dandas are not.
        '।' | '॥' | '฿' | 'ฯ' | '๏' | '๚' | '๛' | '။' | '၊' | '។' | '៕' => Fold::Other,
        '\u{900}'..='\u{eff}' | '\u{f40}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' => {
            Fold::Letter(c, Case::None)
        }
        _ if c.is_alphanumeric() => Fold::Letter(variant(c), Case::None),
        _ if c.is_whitespace() => Fold::Gap,
        _ => Fold::Other,
    }
}

fn latin(table: &[u8], first: char, c: char) -> Fold {
    match table.get(c as usize - first as usize) {
        Some(b'*') | None if c.is_alphabetic() => Fold::Letter(c, Case::None),
        Some(b'*') | None => Fold::Other, // × and ÷
        Some(base) if base.is_ascii_uppercase() => {
            Fold::Letter(base.to_ascii_lowercase().into(), Case::Upper)
        }
        Some(&base) => Fold::Letter(base.into(), Case::Lower),
    }
}

/// Greek, Cyrillic and Armenian.
fn cased(c: char) -> Fold {
    let up = |by: u32| Fold::Letter(base(char::from_u32(c as u32 + by).unwrap_or(c)), Case::Upper);
    match c {
        '\u{483}'..='\u{489}' => Fold::Mark,
        'Α'..='Ρ' | 'Σ'..='Ω' | 'А'..='Я' | 'Ϊ' | 'Ϋ' => up(32),
        'Ѐ'..='Џ' => up(80),
        'Ά' => up(38),
        'Έ'..='Ί' => up(37),
        'Ό' => up(64),
        'Ύ' | 'Ώ' => up(63),
        '\u{531}'..='\u{556}' => up(48),
        // Archaic and Coptic letters, and the palochka, whose capital is written for both.
        '\u{370}'..='\u{385}' | '\u{3cf}'..='\u{3ff}' if c.is_alphabetic() => Fold::Letter(c, Case::None),
        'Ӏ' | 'ӏ' => Fold::Letter('Ӏ', Case::None),
        // Pairs of a capital and its small letter.
        '\u{4c1}'..='\u{4ce}' if c as u32 % 2 == 1 => up(1),
        '\u{460}'..='\u{481}' | '\u{48a}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}'
            if (c as u32).is_multiple_of(2) =>
        {
            up(1)
        }
        _ if c.is_alphabetic() => Fold::Letter(base(c), Case::Lower),
        _ => Fold::Other,
    }
}

/// A small Greek or Cyrillic letter without its accent.
fn base(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' | 'ѐ' => 'е',
        'й' | 'ѝ' => 'и',
        'ї' => 'і',
        'ў' => 'у',
        'ѓ' => 'г',
        'ќ' => 'к',
        _ => c,
    }
}

/// The letter that stands for all variants of it: Arabic, Persian, Urdu and Pashto write some letters
/// with characters of their own, and Arabic leaves the hamza out as often as not.
fn variant(c: char) -> char {
    match c {
        'ي' | 'ى' | 'ئ' | 'ې' | 'ۍ' | 'ے' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ة' | 'ۀ' | 'ہ' | 'ھ' | 'ۂ' | 'ۃ' | 'ە' => 'ه',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        _ => c,
    }
}

/// Combining marks, Arabic vowel marks and the tatweel, Hebrew points, and format characters.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{200b}' | '\u{200d}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// How a script sets its words apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    /// By spaces, as most do.
    Spaced,
    /// Not at all: Chinese characters and hiragana, Thai, Lao, Khmer, Burmese, Tibetan.
    Free,
    /// By the change to another script.
    Katakana,
    /// By spaces, and what a name governs is written onto its end.
    Hangul,
}

fn words(c: char) -> Words {
    match c {
        '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Words::Free,
        '\u{30a1}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Words::Katakana,
        '\u{2e80}'..='\u{312f}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Words::Free,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => Words::Hangul,
        _ => Words::Spaced,
    }
}

/// Whether a name of such letters stands in text without spaces.
pub(super) fn is_free(c: char) -> bool {
    words(c) == Words::Free
}

/// Whether a word can begin with the letter `first` after the letter `before`.
pub(super) fn begins(before: char, first: char) -> bool {
    let (before, first) = (words(before), words(first));
    before != first || first == Words::Free
}

/// Whether a word can end with the letter `last` before the letter `after`.
pub(super) fn ends(last: char, after: char) -> bool {
    // Signs that belong to the consonant before them: Thai, Lao, Burmese, Khmer.
    let sign = matches!(after,
        '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{f71}'..='\u{f84}' | '\u{102b}'..='\u{103e}' | '\u{17b6}'..='\u{17d3}');
    let (last, after) = (words(last), words(after));
    !sign && (last != after || matches!(last, Words::Free | Words::Hangul))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folded letters of a text.
    fn letters(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            match fold(c) {
                Fold::Letter(a, _) => out.push(a),
                Fold::Pair(a, b, _) => out.extend([a, b]),
                Fold::Gap => out.push(' '),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn accents_and_apostrophes_are_folded() {
        for (text, want) in [
            ("Laghmān", "laghman"),
            ("Laghma\u{304}n", "laghman"),
            ("‘Alīngār", "alingar"),
            ("ʿAlīngār", "alingar"),
            ("Sana'a", "sanaa"),
            ("Đắk Lắk", "dak lak"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("Straße", "strasse"),
            ("Xī’ān", "xian"),
            ("Nǎnníng", "nanning"),
            ("Αθήνα", "αθηνα"),
            ("Ώλενος", "ωλενοσ"),
            ("Орёл", "орел"),
            ("Йошкар-Ола", "иошкар ола"),
            ("Қазақстан", "қазақстан"),
            ("Երևան", "երևան"),
            ("İzmir", "izmir"),
        ] {
            assert_eq!(letters(text), want, "{text}");
        }
    }

    #[test]
    fn variants_of_arabic_letters_are_one() {
        assert_eq!(letters("كابل"), letters("کابل"));
        assert_eq!(letters("جلال‌آباد"), letters("جلالاباد"));
        assert_eq!(letters("هِرات"), letters("هرات"));
        assert_eq!(letters("الدوحـــة"), letters("الدوحه"));
        assert_eq!(letters("بلوچستان"), "بلوچستان");
        assert_eq!(letters("سعودي"), letters("سعودی"));
    }

    #[test]
    fn the_tables_have_an_entry_for_every_character_of_their_blocks() {
        assert_eq!((LATIN.len(), PINYIN.len(), LATIN_MORE.len()), (0x180 - 0xc0, 16, 256));
    }

    #[test]
    fn case_is_that_of_the_standard_library() {
        for c in ('A'..='\u{24f}').chain('\u{370}'..='\u{58f}').chain('\u{1e00}'..='\u{1eff}') {
            let case = match fold(c) {
                Fold::Letter(_, case) | Fold::Pair(_, _, case) => case,
                _ => continue,
            };
            match case {
                Case::Upper => assert!(c.is_uppercase(), "{c}"),
                Case::Lower => assert!(!c.is_uppercase(), "{c}"),
                Case::None => {}
            }
            if case == Case::Upper && c.to_lowercase().count() == 1 {
                let small = c.to_lowercase().next().unwrap();
                assert_eq!(letters(&c.to_string()), letters(&small.to_string()), "{c} and {small}");
            }
        }
    }

    #[test]
    fn scripts_without_spaces_have_words_anywhere() {
        assert!(begins('在', '喀') && ends('尔', '举'));
        assert!(!begins('a', 'K') && !ends('l', 'i'));
        assert!(begins('在', 'K') && ends('l', '举'));
        assert!(!ends('บ', 'ุ'), "a vowel sign belongs to its consonant");
        assert!(!begins('ア', 'カ') && ends('ル', 'で'));
        assert!(!begins('북', '서') && ends('울', '에'));
    }
}
