//! A text in one or more languages: a place's name, a country's.
//!
//! Files write it as OpenStreetMap does: `name` for the text that serves everybody, `name:fa`,
//! `name:zh-Hant` for a language's own, where what follows the colon is a BCP 47 language tag.

/// A text, and the same text in other languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localized {
    default: String,
    others: Vec<(String, String)>,
}

impl Localized {
    /// A text that is the same in every language.
    pub fn new(default: impl Into<String>) -> Self {
        Self { default: default.into(), others: Vec::new() }
    }

    /// A text with its other languages: pairs of a BCP 47 tag and a text. Where a tag comes twice,
    /// the first one serves.
    pub fn with_others<L, T>(default: impl Into<String>, others: impl IntoIterator<Item = (L, T)>) -> Self
    where
        L: Into<String>,
        T: Into<String>,
    {
        let others = others.into_iter().map(|(lang, text)| (lang.into(), text.into())).collect();
        Self { default: default.into(), others }
    }

    /// The text that the string members of an object hold as `member` and `member:xx`, or `None` where they hold
    /// neither.
    ///
    /// Those that are empty, or whose suffix cannot be a language tag (`name:etymology:wikidata`), are passed
    /// over. Without a plain `member`, the first language found stands in for it.
    pub fn from_pairs<K, T>(pairs: impl IntoIterator<Item = (K, T)>, member: &str) -> Option<Self>
    where
        K: AsRef<str>,
        T: Into<String>,
    {
        let mut all = Self::new("");
        for (key, text) in pairs {
            if let Some(rest) = key.as_ref().strip_prefix(member) {
                all.take_in(rest, text.into());
            }
        }
        if all.default.is_empty() {
            all.default = all.others.first()?.1.clone();
        }
        Some(all)
    }

    /// Takes in the text of a member whose name goes on with `rest`.
    fn take_in(&mut self, rest: &str, text: String) {
        if text.is_empty() {
            return;
        }
        if rest.is_empty() {
            self.default = text;
        } else if let Some(lang) = rest.strip_prefix(':').filter(|lang| is_tag(lang)) {
            self.others.push((lang.to_owned(), text));
        }
    }

    /// The text to show to a reader of `lang`, a BCP 47 tag such as `fa-AF`.
    ///
    /// The lookup of RFC 4647, section 3.4: the tag is shortened from its end until a language
    /// matches, in any case of letters; when none does, the default serves.
    pub fn get(&self, lang: &str) -> &str {
        self.written_in(lang).unwrap_or(&self.default)
    }

    /// The text in the language of a reader of `lang`, by the lookup of [`Self::get`]; `None` where only
    /// the default would serve.
    pub fn written_in(&self, lang: &str) -> Option<&str> {
        let mut range = lang;
        while !range.is_empty() {
            if let Some((_, text)) = self.others.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(range)) {
                return Some(text);
            }
            range = shortened(range);
        }
        None
    }

    /// The text that serves where no language is asked for.
    pub fn default(&self) -> &str {
        &self.default
    }

    /// The other languages, as pairs of a BCP 47 tag and a text, in the order of the file.
    pub fn others(&self) -> impl Iterator<Item = (&str, &str)> {
        self.others.iter().map(|(lang, text)| (lang.as_str(), text.as_str()))
    }
}

impl From<&str> for Localized {
    fn from(default: &str) -> Self {
        Self::new(default)
    }
}

impl From<String> for Localized {
    fn from(default: String) -> Self {
        Self::new(default)
    }
}

/// The range without its last subtag, and without a single letter left at the end by that
/// (`zh-x-private` becomes `zh`), as RFC 4647 asks.
fn shortened(range: &str) -> &str {
    let Some((mut rest, _)) = range.rsplit_once('-') else { return "" };
    if let Some((before, last)) = rest.rsplit_once('-')
        && last.len() == 1
    {
        rest = before;
    }
    rest
}

/// Whether `tag` has the letters of a BCP 47 tag: letters and digits in subtags of at most 8.
fn is_tag(tag: &str) -> bool {
    tag.split('-').all(|sub| (1..=8).contains(&sub.len()) && sub.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether `text` reads from right to left: whether its first letter of a script with a direction is of
/// one that does. The rule of the Unicode Bidirectional Algorithm (UAX #9, P2 and P3), for the blocks
/// of such scripts and with every other letter taken for left to right.
pub fn is_rtl(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn herat() -> Localized {
        Localized::with_others("Herat", [("fa", "هرات"), ("zh-Hant", "赫拉特"), ("fa-IR", "هِرات")])
    }

    #[test]
    fn a_region_falls_back_to_its_language_and_then_to_the_default() {
        assert_eq!(herat().get("fa-AF"), "هرات");
        assert_eq!(herat().get("fa-IR"), "هِرات");
        assert_eq!(herat().get("ru"), "Herat");
        assert_eq!((herat().written_in("fa-AF"), herat().written_in("ru")), (Some("هرات"), None));
        assert_eq!(herat().get(""), "Herat");
    }

    #[test]
    fn a_language_is_found_in_any_case_of_letters() {
        assert_eq!(herat().get("FA-af"), "هرات");
        assert_eq!(herat().get("zh-hant-TW"), "赫拉特");
    }

    #[test]
    fn a_shorter_range_does_not_match_a_longer_tag() {
        assert_eq!(herat().get("zh"), "Herat");
    }

    #[test]
    fn a_single_letter_goes_with_the_subtag_after_it() {
        assert_eq!(shortened("zh-Hant-x-private"), "zh-Hant");
        assert_eq!(shortened("x-private"), "x");
        assert_eq!(shortened("fa"), "");
    }

    #[test]
    fn members_are_read_as_openstreetmap_writes_them() {
        let members = [
            ("name", "Kabul"),
            ("name:fa", "کابل"),
            ("name:de", ""),
            ("names", "no"),
            ("name:etymology:wikidata", "Q1"),
            ("name:", "no"),
        ];
        let kabul = Localized::from_pairs(members, "name").unwrap();
        assert_eq!(kabul.default(), "Kabul");
        assert_eq!(kabul.others().collect::<Vec<_>>(), [("fa", "کابل")]);
    }

    #[test]
    fn without_a_plain_member_the_first_language_stands_in() {
        let members = [("name:fa", "کابل")];
        let kabul = Localized::from_pairs(members, "name").unwrap();
        assert_eq!(kabul.default(), "کابل");
        assert_eq!(Localized::from_pairs(members, "title"), None);
    }

    #[test]
    fn direction_is_that_of_the_first_letter() {
        for text in ["کابل", "«هرات»", "12 کابل", "ירושלים"] {
            assert!(is_rtl(text), "{text}");
        }
        for text in ["Kabul", "Kabul کابل", "", "12", "Москва", "北京"] {
            assert!(!is_rtl(text), "{text}");
        }
    }
}
