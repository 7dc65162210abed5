//! From names that were found to places that are meant.

use super::find::{Match, Sure};
use super::gazetteer::Gazetteer;

/// A place that the article names, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Index of the block of the article, in the order in which they were given.
    pub block: usize,
    /// The byte of the block's text at which it starts.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// Index of the place in the story.
    pub place: usize,
}

impl Gazetteer {
    /// Decides which place each name means, for the names found in the blocks of an article, in its order.
    ///
    /// - A name at the start of a sentence, where any word has a capital, counts if the article nowhere
    ///   writes that word small, or else if it names the place elsewhere, for sure, more often than that.
    /// - A name that several places share means the one that stands nearest, in the order of the story
    ///   file, to the place mentioned before it; of two as near, the earlier one. The first mention of
    ///   all means the earliest of them.
    pub fn resolve<'a>(&self, blocks: impl Iterator<Item = &'a [Match]> + Clone) -> Vec<Mention> {
        // Of each place: how often it is named for sure, and how often its name is another word.
        let mut evidence: Vec<(u32, u32)> = Vec::new();
        for found in blocks.clone().flatten() {
            for &place in self.places(found.form) {
                if evidence.len() <= place {
                    evidence.resize(place + 1, (0, 0));
                }
                match found.sure {
                    Sure::Name => evidence[place].0 += 1,
                    Sure::Word => evidence[place].1 += 1,
                    Sure::Perhaps => {}
                }
            }
        }
        let is_word = |form: usize| {
            let (names, words) = self
                .places(form)
                .iter()
                .map(|&place| evidence[place])
                .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            words > 0 && names <= words
        };
        let mut mentions: Vec<Mention> = Vec::new();
        for (block, found) in blocks.enumerate() {
            for &Match { start, end, form, sure } in found {
                if sure == Sure::Word || (sure == Sure::Perhaps && is_word(form)) {
                    continue;
                }
                let before = mentions.last().map(|mention| mention.place);
                let distance = |place: usize| before.map_or(0, |before| before.abs_diff(place));
                let nearest = self.places(form).iter().copied().min_by_key(|&place| distance(place));
                mentions.extend(nearest.map(|place| Mention { block, start, end, place }));
            }
        }
        mentions
    }
}
