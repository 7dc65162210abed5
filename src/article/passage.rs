//! From mentions to what the article says: its own sentences, with the names marked.

use super::mention::Mention;
use std::ops::Range;

/// A sentence with less to read than this does not stand alone: "Then came Kabul." Latin letters and
/// blanks count one each; a character of a script without spaces counts [`WEIGHT`], which is about how
/// much shorter Chinese translations are (Unicode's Universal Declaration of Human Rights in zh against
/// en: a third of the characters).
const ENOUGH: usize = 45;
const WEIGHT: usize = 3;

/// One block of an article: a paragraph, a heading, an item of a list.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    /// Its text, as it was searched.
    pub text: &'a str,
    /// The bytes at which its sentences start, rising; whoever knows the language finds them. None: one
    /// sentence.
    pub sentences: &'a [usize],
    /// The number of the paragraph, from 1; `None` for a heading and the like.
    pub paragraph: Option<u32>,
}

/// What an article says of a place in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Index of the place.
    pub place: usize,
    /// The article's own words, blanks and breaks between them as one blank each.
    pub text: String,
    /// Where in it the place is named, in bytes.
    pub marks: Vec<Range<usize>>,
    /// The number of its paragraph, from 1; `None` for a heading and the like.
    pub paragraph: Option<u32>,
    /// Its bytes in the block's text.
    pub range: Range<usize>,
    /// Its mentions, by their indices in the list of all.
    pub mentions: Vec<usize>,
}

/// The passages that mention places, in the order of the article.
///
/// Each is the sentence of the mention; with the sentence before it, or else the one after it, where it
/// is too short to stand alone. Passages of one place that meet are one. Headings and the like are left
/// out for the places that a paragraph mentions too.
pub fn passages<'a>(mentions: &[Mention], block: &dyn Fn(usize) -> Block<'a>) -> Vec<Passage> {
    let mut passages: Vec<(usize, Passage)> = Vec::new();
    for (i, mention) in mentions.iter().enumerate() {
        let of = block(mention.block);
        let range = range(&of, mention);
        let last = passages
            .iter_mut()
            .rev()
            .take_while(|(block, _)| *block == mention.block)
            .find(|(_, passage)| passage.place == mention.place && range.start < passage.range.end);
        if let Some((_, passage)) = last {
            passage.range.end = passage.range.end.max(range.end);
            passage.mentions.push(i);
        } else {
            let (text, marks, mentions) = (String::new(), Vec::new(), vec![i]);
            let passage =
                Passage { place: mention.place, text, marks, paragraph: of.paragraph, range, mentions };
            passages.push((mention.block, passage));
        }
    }
    // What a heading or a caption says is no news where a paragraph says it.
    let told: Vec<usize> =
        passages.iter().filter(|(_, p)| p.paragraph.is_some()).map(|(_, passage)| passage.place).collect();
    passages.retain(|(_, passage)| passage.paragraph.is_some() || !told.contains(&passage.place));
    for (at, passage) in &mut passages {
        write(passage, block(*at).text, mentions);
    }
    passages.into_iter().map(|(_, passage)| passage).collect()
}

/// The bytes of the passage about a mention.
fn range(block: &Block, mention: &Mention) -> Range<usize> {
    let mut starts = vec![0];
    let within = |at: &usize| (1..block.text.len()).contains(at) && block.text.is_char_boundary(*at);
    starts.extend(block.sentences.iter().copied().filter(within));
    let end_of = |i: usize| starts.get(i + 1).copied().unwrap_or(block.text.len());
    let of = |at: usize| starts.iter().rposition(|&start| start <= at).unwrap_or(0);
    // A boundary within the name is none.
    let (mut first, mut last) = (of(mention.start), of(mention.end.saturating_sub(1)));
    if weight(&block.text[starts[first]..end_of(last)]) < ENOUGH {
        if first > 0 {
            first -= 1;
        } else if last + 1 < starts.len() {
            last += 1;
        }
    }
    starts[first]..end_of(last)
}

fn weight(text: &str) -> usize {
    text.trim().chars().map(|c| if super::fold::is_free(c) { WEIGHT } else { 1 }).sum()
}

/// Copies the passage's text, with one blank for each run of them, and marks the place's names in it.
fn write(passage: &mut Passage, text: &str, mentions: &[Mention]) {
    let mut names = passage.mentions.iter().filter_map(|&i| mentions.get(i)).peekable();
    let mut out = String::with_capacity(passage.range.len());
    // The name that is being copied: where it starts in the copy, and ends in the block.
    let mut name: Option<(usize, usize)> = None;
    for (i, c) in text[passage.range.clone()].char_indices() {
        let at = passage.range.start + i;
        if let Some((start, end)) = name
            && at >= end
        {
            passage.marks.push(start..out.len());
            name = None;
        }
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            continue;
        }
        if let Some(next) = names.next_if(|next| next.start <= at) {
            name = Some((out.len(), next.end));
        }
        out.push(c);
    }
    passage.marks.extend(name.map(|(start, _)| start..out.len()));
    out.truncate(out.trim_end().len());
    passage.text = out;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block whose sentences start where `|` stands in the text; and the mentions of the names given.
    fn read(marked: &str, names: &[&str]) -> Vec<Passage> {
        let text = marked.replace('|', "");
        let sentences: Vec<usize> =
            marked.match_indices('|').enumerate().map(|(i, (at, _))| at - i).collect();
        let mut mentions = Vec::new();
        for (place, name) in names.iter().enumerate() {
            mentions.extend(text.match_indices(name).map(|(start, _)| Mention {
                block: 0,
                start,
                end: start + name.len(),
                place,
            }));
        }
        mentions.sort_by_key(|mention| mention.start);
        passages(&mentions, &|_| Block { text: &text, sentences: &sentences, paragraph: Some(3) })
    }

    /// The passage with its names in brackets.
    fn marked(passage: &Passage) -> String {
        let mut text = passage.text.clone();
        for mark in passage.marks.iter().rev() {
            text.insert(mark.end, ']');
            text.insert(mark.start, '[');
        }
        text
    }

    #[test]
    fn a_passage_is_the_sentence_of_its_mention() {
        let text = "It rained in the hills for most of that week and more. |By Friday the road to Herat was closed to every kind of traffic. |Nobody could say when it would open.";
        let passages = read(text, &["Herat"]);
        assert_eq!(passages.len(), 1);
        assert_eq!(
            marked(&passages[0]),
            "By Friday the road to [Herat] was closed to every kind of traffic."
        );
        assert_eq!((passages[0].paragraph, passages[0].mentions.as_slice()), (Some(3), &[0][..]));
    }

    #[test]
    fn a_short_sentence_brings_the_one_before_it_or_else_the_one_after() {
        let text = "The columns had been on the road since the small hours. |Then came Herat. |It had no garrison left.";
        assert_eq!(
            marked(&read(text, &["Herat"])[0]),
            "The columns had been on the road since the small hours. Then came [Herat]."
        );
        let text = "Then came Herat. |It had no garrison left, and its gates stood open.";
        assert_eq!(
            marked(&read(text, &["Herat"])[0]),
            "Then came [Herat]. It had no garrison left, and its gates stood open."
        );
        assert_eq!(marked(&read("Herat.", &["Herat"])[0]), "[Herat].");
    }

    #[test]
    fn passages_of_one_place_that_meet_are_one() {
        let text =
            "A first sentence about Herat that is long enough to stand on its own. |Herat fell. |Herat rose.";
        let passages = read(text, &["Herat"]);
        assert_eq!(passages.len(), 1);
        assert_eq!(passages[0].mentions, [0, 1, 2]);
        assert!(marked(&passages[0]).ends_with("[Herat] fell. [Herat] rose."));
        let two =
            read("Between Kabul and Herat lies a road that takes a day and a night.", &["Kabul", "Herat"]);
        assert_eq!(two.len(), 2, "each place has the sentence for itself");
    }

    #[test]
    fn a_heading_is_a_passage_only_where_no_paragraph_is_one() {
        let texts = ["Herat and Kabul", "By Friday the road to Herat was closed to every kind of traffic."];
        let mention = |block, start, end, place| Mention { block, start, end, place };
        let mentions = [mention(0, 0, 5, 0), mention(0, 10, 15, 1), mention(1, 22, 27, 0)];
        let passages = passages(&mentions, &|i| Block {
            text: texts[i],
            sentences: &[],
            paragraph: (i > 0).then_some(1),
        });
        let told: Vec<_> = passages.iter().map(|passage| (passage.place, passage.paragraph)).collect();
        assert_eq!(told, [(1, None), (0, Some(1))]);
    }

    #[test]
    fn blanks_are_one_and_marks_follow() {
        let passages = read(
            "  They met\n   in Mazar\n\t  Sharif   and in Herat, over and over again all the same.  ",
            &["Mazar\n\t  Sharif", "Herat"],
        );
        assert_eq!(
            marked(&passages[0]),
            "They met in [Mazar Sharif] and in Herat, over and over again all the same."
        );
        assert!(marked(&passages[1]).contains("in [Herat], over"));
    }

    #[test]
    fn a_boundary_within_a_name_is_none() {
        let text = "Nobody came to St. |Petersburg in that long and very cold winter of the year.";
        assert_eq!(
            marked(&read(text, &["St. Petersburg"])[0]),
            text.replace('|', "").replace("St. Petersburg", "[St. Petersburg]")
        );
    }
}
