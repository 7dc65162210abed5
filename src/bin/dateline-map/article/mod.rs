//! An article from a file: plain text, or HTML; searched for the places of a story.

pub mod html;

use dateline_map::article::{
    Block, Gazetteer, Mention, Passage, names, paragraphs, passages, recurring, to_utf16,
};
use dateline_map::error::Error;
use dateline_map::story::Story;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A paragraph, heading, or other block of an article.
pub struct Part {
    /// Its text; what HTML writes as entities is here as the characters meant.
    pub text: String,
    /// The number of the paragraph, from 1; `None` for headings and the like.
    pub paragraph: Option<u32>,
    /// Where its text stands in the file: none for plain text.
    pub source: html::Source,
    /// The bytes at which its sentences start.
    sentences: Vec<usize>,
}

impl Part {
    fn new(text: String, paragraph: Option<u32>, source: html::Source) -> Self {
        // A line break in a file is a blank. To Unicode it is the end of a sentence (UAX #29, SB4), so
        // that it is shown a blank.
        let flat: String =
            text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        let sentences = flat.split_sentence_bound_indices().map(|(at, _)| at).collect();
        Self { text, paragraph, source, sentences }
    }
}

/// How an article is read.
#[derive(Debug, Clone, clap::Args)]
pub struct Reading {
    /// With an article in HTML: the id of the element that holds its text; else the first <article>, else
    /// <main>, else the whole page.
    #[arg(long = "for", value_name = "ID")]
    root: Option<String>,
    /// With an article in HTML: leave captions of pictures and tables out.
    #[arg(long)]
    no_captions: bool,
    /// The language of the article (BCP 47); else the one that the page or the story names.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// An article, and where it names the places of a story.
pub struct Article {
    /// Its blocks.
    pub parts: Vec<Part>,
    /// The mentions, in its order.
    pub mentions: Vec<Mention>,
}

impl Article {
    /// Reads an article. It is HTML if the file is called so, or if it begins with a tag.
    pub fn read(file: &str, text: &str, options: &Reading, story: &Story) -> Result<Self, Error> {
        let text = after_mark(text);
        let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let is_html = match ending.as_deref() {
            Some("html" | "htm" | "xhtml") => true,
            Some("txt" | "md" | "text") => false,
            _ => text.trim_start().starts_with('<'),
        };
        let (parts, lang) = if is_html {
            html::read(text, options.root.as_deref(), !options.no_captions)?
        } else {
            let numbered = paragraphs(text).into_iter().zip(1..);
            let part = |(range, n): (Range<usize>, u32)| {
                Part::new(text[range].to_owned(), Some(n), html::Source::default())
            };
            (numbered.map(part).collect(), None)
        };
        let lang = options.lang.as_deref().or(lang.as_deref()).or(story.lang.as_deref()).unwrap_or_default();
        let named = story.places.iter().enumerate();
        let gazetteer = Gazetteer::new(named.flat_map(|(place, of)| {
            names(&of.name, &of.aliases, lang).into_iter().map(move |name| (place, name))
        }));
        let found: Vec<_> = parts.iter().map(|part| gazetteer.find(&part.text)).collect();
        let mentions = gazetteer.resolve(found.iter().map(Vec::as_slice));
        Ok(Self { parts, mentions })
    }

    /// The passages that mention places, in the order of the article.
    pub fn passages(&self) -> Vec<Passage> {
        passages(&self.mentions, &|i| {
            let part = &self.parts[i];
            Block { text: &part.text, sentences: &part.sentences, paragraph: part.paragraph }
        })
    }

    /// How often each place is mentioned, by its index.
    pub fn counts(&self, story: &Story) -> Vec<usize> {
        let mut counts = vec![0; story.places.len()];
        self.mentions.iter().for_each(|mention| counts[mention.place] += 1);
        counts
    }

    /// Names that recur and are no place of the story, with how often they come.
    pub fn recurring(&self) -> Vec<(String, usize)> {
        let texts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        recurring(&texts, &self.mentions)
    }

    /// The start and end of a mention in its block's text, in UTF-16 code units, as JavaScript counts.
    pub fn units(&self, mention: &Mention) -> Vec<u32> {
        to_utf16(&self.parts[mention.block].text, [mention.start, mention.end])
    }
}

/// The text of a file, with its byte order mark if it has one.
pub fn text_of(bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let found = format!("the byte 0x{:02X} at offset {at}", error.as_bytes()[at]);
        Error::new("UTF-8 text", found).hint("save the file as UTF-8")
    })
}

/// What comes after the byte order mark.
pub fn after_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
