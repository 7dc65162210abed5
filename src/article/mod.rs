//! The article: where its text names the places of a story, and what it says of them.
//!
//! A [`Gazetteer`] holds the names of the places. [`Gazetteer::find`] looks for them in one block of
//! text after the other, and [`Gazetteer::resolve`] decides for the article as a whole which place each
//! means; [`passages`] gives the sentences that they stand in. Blocks are looked at one by one, so that
//! whoever holds the article can slice the work, and look again only at what has changed.
//!
//! What counts as a mention:
//!
//! - The longest name counts: `Kabul River` is not Kabul, if the story has both.
//! - A name is a whole word, or several. Chinese, Japanese, Thai and others that put no spaces between
//!   words are searched as they are; Korean writes its particles onto the name.
//! - A capital in the name must be one in the text: Reading is not reading. Words all in capitals are a
//!   name too, unless they may be an abbreviation, as NICE in the middle of a sentence. At the start of a
//!   sentence see [`Gazetteer::resolve`].
//! - Accents, vowel marks, apostrophes within a word, and the variants of Arabic letters make no
//!   difference, nor does whether a gap is a blank, a line break, or a hyphen. A word may be divided
//!   at the end of a line.
//! - `’s` and a bare apostrophe are set apart from the name. No other ending is: forms such as
//!   `Кабуле`, and adjectives, are found if they are given as aliases.
//! - An Arabic word may have the conjunctions and prepositions of one letter written before it.
//!
//! ```
//! use dateline_map::article::Gazetteer;
//!
//! let gazetteer = Gazetteer::new([(0, "Reading"), (1, "Laghman")]);
//! let text = "While reading on the way to Reading’s station, they spoke of Laghmān.";
//! let found = gazetteer.find(text);
//! let mentions = gazetteer.resolve([found.as_slice()].into_iter());
//! let names: Vec<&str> = mentions.iter().map(|mention| &text[mention.start..mention.end]).collect();
//! assert_eq!(names, ["Reading", "Laghmān"]);
//! ```

mod capitals;
mod edges;
mod find;
mod fold;
mod gazetteer;
mod mention;
mod paragraphs;
mod passage;
mod recurring;
mod units;

pub use find::{Match, Sure};
pub use gazetteer::Gazetteer;
pub use mention::Mention;
pub use paragraphs::paragraphs;
pub use passage::{Block, Passage, passages};
pub use recurring::recurring;
pub use units::{to_bytes, to_utf16};

use crate::localized::Localized;

/// The names to look for in an article of `lang` (BCP 47; empty when it is not known): the one that
/// serves everybody, those in the language, whatever its region, and the aliases. All there are when the
/// language is not known.
pub fn names<'a>(name: &'a Localized, aliases: &'a [String], lang: &str) -> Vec<&'a str> {
    let primary = |tag: &'a str| tag.split('-').next().unwrap_or_default();
    let wanted = lang.split('-').next().unwrap_or_default();
    let own = name.others().filter(|(tag, _)| wanted.is_empty() || primary(tag).eq_ignore_ascii_case(wanted));
    let mut names = vec![name.default()];
    names.extend(own.map(|(_, text)| text));
    names.extend(aliases.iter().map(String::as_str));
    names
}
