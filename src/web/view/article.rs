//! The article on the page: what `reader.js` reads of it comes in block by block, and where it names
//! places goes out again.

use super::View;
use crate::article::{Block, Gazetteer, Match, Mention, Passage, names, passages, to_bytes, to_utf16};
use crate::order;
use crate::story::{Date, Place};
use crate::web::dom;
use crate::widget::Input;
use crate::words::Text;
use std::cmp::Ordering;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Whose words the panel shows.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Source {
    /// The article's where it names the place, else the story's.
    #[default]
    Found,
    /// The story's.
    Story,
    /// The article's.
    Article,
    /// The story's, and after them the article's.
    Both,
}

/// In which order the panel's arrows go from place to place.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// That of the story file.
    #[default]
    File,
    /// That in which the article comes to them first; those that it does not name at the end.
    Text,
    /// That of time; those without a date at the end.
    Date,
}

/// A block of the article that has been searched.
struct Read {
    text: String,
    found: Vec<Match>,
    /// The starts and ends of what was found, in UTF-16 code units.
    units: Vec<u32>,
    sentences: Vec<usize>,
}

/// What is known of the article.
#[derive(Default)]
pub(super) struct Article {
    gazetteer: Option<Gazetteer>,
    /// By the number that the page knows each by; `None` where one was dropped.
    blocks: Vec<Option<Read>>,
    /// Numbers of the blocks in the order of the article, and of their paragraphs (0: none).
    order: Vec<u32>,
    paragraphs: Vec<u32>,
    mentions: Vec<Mention>,
    /// It has been read to its end.
    is_read: bool,
    pub(super) lang: String,
    pub(super) words: Source,
    pub(super) sequence: Order,
}

impl Article {
    fn block(&self, at: usize) -> Option<&Read> {
        self.blocks.get(*self.order.get(at)? as usize)?.as_ref()
    }

    /// What the article says of a place.
    pub(super) fn passages(&self, place: usize) -> Vec<Passage> {
        if self.words == Source::Story {
            return Vec::new();
        }
        let own: Vec<Mention> =
            self.mentions.iter().filter(|mention| mention.place == place).copied().collect();
        passages(&own, &|at| {
            let (text, sentences) =
                self.block(at).map_or(("", &[][..]), |read| (read.text.as_str(), read.sentences.as_slice()));
            Block { text, sentences, paragraph: self.paragraphs.get(at).copied().filter(|&n| n > 0) }
        })
    }

    /// Whether the story's own excerpts of a place are shown, when the article has said so much of it.
    pub(super) fn shows_story(&self, passages: &[Passage]) -> bool {
        match self.words {
            Source::Found => passages.is_empty(),
            Source::Story | Source::Both => true,
            Source::Article => false,
        }
    }

    /// How often a place is mentioned.
    pub(super) fn count(&self, place: usize) -> usize {
        self.mentions.iter().filter(|mention| mention.place == place).count()
    }

    /// Whether it is the article's fault if nothing is said of a place: it names others, or nothing but it
    /// is asked for.
    pub(super) fn is_read(&self) -> bool {
        self.is_read && (!self.mentions.is_empty() || self.words == Source::Article)
    }
}

#[wasm_bindgen]
impl View {
    /// The article is to be read anew, for the names that it may write in its language (BCP 47; empty:
    /// any). Whether there is a name to look for.
    pub fn article_begin(&mut self, lang: &str) -> bool {
        // Of a crowd, the names of those that are kept whole.
        let places = self.widget.story().places.whole();
        let named = places.flat_map(|(at, place)| {
            names(&place.name, &place.aliases, lang).into_iter().map(move |name| (at, name))
        });
        let gazetteer = Gazetteer::new(named);
        let any = !gazetteer.is_empty();
        let article = &mut self.article;
        article.gazetteer = Some(gazetteer);
        article.lang = lang.to_owned();
        article.blocks.clear();
        article.order.clear();
        article.mentions.clear();
        any
    }

    /// Searches the text of a block, under a number of the page's own. Whether there is anything in it.
    pub fn article_block(&mut self, number: usize, text: &str) -> bool {
        let article = &mut self.article;
        let Some(gazetteer) = &article.gazetteer else { return false };
        let found = gazetteer.find(text);
        let any = !found.is_empty();
        if article.blocks.len() <= number {
            article.blocks.resize_with(number + 1, || None);
        }
        // Of a text that names nothing, nothing is kept.
        article.blocks[number] = any.then(|| {
            let units = to_utf16(text, found.iter().flat_map(|hit| [hit.start, hit.end]));
            Read { text: text.to_owned(), found, units, sentences: Vec::new() }
        });
        any
    }

    /// Where the sentences of a block start, in UTF-16 code units.
    pub fn article_sentences(&mut self, number: usize, starts: &[u32]) {
        if let Some(Some(read)) = self.article.blocks.get_mut(number) {
            read.sentences = to_bytes(&read.text, starts.iter().copied());
        }
    }

    /// The block of this number is no more.
    pub fn article_drop(&mut self, number: usize) {
        if let Some(block) = self.article.blocks.get_mut(number) {
            *block = None;
        }
    }

    /// The blocks of the article in its order, each with the number of its paragraph, or 0. Gives its
    /// mentions: of each, the place, the index of the block in that order, and start and end in its text.
    pub fn article_end(&mut self, blocks: Vec<u32>, paragraphs: Vec<u32>) -> Vec<u32> {
        let before = self.told_of_selected();
        let article = &mut self.article;
        article.order = blocks;
        article.paragraphs = paragraphs;
        article.is_read = true;
        let found = |at: usize| article.block(at).map_or(&[][..], |read| read.found.as_slice());
        let mentions = match &article.gazetteer {
            Some(gazetteer) => gazetteer.resolve((0..article.order.len()).map(found)),
            None => Vec::new(),
        };
        let mut out = Vec::with_capacity(mentions.len() * 4);
        for mention in &mentions {
            let Some(read) = article.block(mention.block) else { continue };
            let at = read.found.iter().position(|hit| hit.start == mention.start).unwrap_or_default();
            out.extend([
                mention.place as u32,
                mention.block as u32,
                read.units[2 * at],
                read.units[2 * at + 1],
            ]);
        }
        article.mentions = mentions;
        self.settle_order();
        // What a reader is looking at is not filled anew because something else in the article has changed.
        if self.told_of_selected() != before {
            self.open_panel();
        }
        out
    }

    /// There is no article, or it has gone.
    pub fn article_none(&mut self) {
        let Article { words, sequence, .. } = self.article;
        self.article = Article { words, sequence, ..Article::default() };
        self.settle_order();
        self.open_panel();
    }

    /// `excerpts`: `story`, `article`, `both`, or what is found.
    pub fn excerpts(&mut self, word: &str) {
        self.article.words = match word {
            "story" => Source::Story,
            "article" => Source::Article,
            "both" => Source::Both,
            _ => Source::Found,
        };
        self.open_panel();
    }

    /// `order`: `text`, `date`, or that of the file.
    pub fn order(&mut self, word: &str) {
        self.article.sequence = match word {
            "text" => Order::Text,
            "date" => Order::Date,
            _ => Order::File,
        };
        self.settle_order();
        self.open_panel();
    }

    /// Marks the places of these indices as those that the reader points at in the text.
    pub fn point(&mut self, places: &[u32]) {
        let places: Vec<usize> = places.iter().map(|&place| place as usize).collect();
        let (clusters, zoom) = (self.widget.clusters(), self.widget.camera().zoom());
        let holders = clusters.map(|clusters| {
            places.iter().filter_map(|&place| clusters.holder(place, zoom)).collect::<Vec<u32>>()
        });
        self.overlay.point(places, holders.unwrap_or_default());
    }

    /// Goes to where these places are, unless they are in view as they should be.
    pub fn go_to(&mut self, places: Vec<u32>) -> u32 {
        self.apply(Input::Show(places.into_iter().map(|place| place as usize).collect()))
    }

    /// The element that has the focus when the reader comes back to a place: its marker's button, or the
    /// panel where there is none on the map.
    pub fn focus_place(&self, index: i32) -> Option<HtmlElement> {
        let button = usize::try_from(index).ok().and_then(|index| self.overlay.button(index));
        button.or_else(|| self.widget.selected().map(|_| &self.panel.root)).cloned()
    }

    /// Says that the link has been copied, if it has.
    pub fn copied(&self, copied: bool) {
        if copied {
            let text = self.widget.words().get(Text::Copied);
            self.said.set_text_content(Some(text));
            self.panel.tell(text);
        }
    }

    /// The reader reads the mention `at` (from 0) of `count` of the selected place in the article; none of
    /// 0 when the reader has come back. `sentence` is said to those who do not see it, and empty where the
    /// focus tells it.
    pub fn reading(&mut self, at: usize, count: usize, sentence: &str) {
        self.back.show(at, count, self.widget.words());
        if !sentence.is_empty() {
            let said = [self.widget.words().position(at, count).as_str(), ". ", sentence].concat();
            self.said.set_text_content(Some(&said));
        }
        dom::set_or_remove(&self.map, "data-reading", (count > 0).then_some(""));
    }
}

impl View {
    /// Tells the widget in which order the places are gone through.
    pub(super) fn settle_order(&mut self) {
        let places = &self.widget.story().places;
        let article = &self.article;
        // A crowd is gone through as it stands in the file.
        let sequence = if places.is_crowd() { Order::File } else { article.sequence };
        let mut order: Vec<usize> = (0..places.len()).filter(|_| sequence != Order::File).collect();
        match sequence {
            Order::File => {}
            Order::Text => {
                let first = |place: usize| {
                    article.mentions.iter().position(|mention| mention.place == place).unwrap_or(usize::MAX)
                };
                let firsts: Vec<usize> = order.iter().map(|&place| first(place)).collect();
                order::sort_by(&mut order, |&a, &b| firsts[a].cmp(&firsts[b]));
            }
            Order::Date => order::sort_by(&mut order, |&a, &b| by_date(&places[a], &places[b])),
        }
        self.apply(Input::Order(order));
    }
}

/// Compares two places by when the story came by; what has no date comes last.
fn by_date(a: &Place, b: &Place) -> Ordering {
    match (first_date(a), first_date(b)) {
        (Some(a), Some(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The date of a place; else the first of its excerpts that has one.
fn first_date(place: &Place) -> Option<&Date> {
    place.date.as_ref().or_else(|| place.excerpts.iter().find_map(|excerpt| excerpt.date.as_ref()))
}
