//! `dateline-map excerpts`: what an article itself says of the places of a story.

use crate::article::{Article, Reading, text_of};
use crate::check::{self, bytes_of};
use crate::output::{fail, tell, write};
use dateline_map::article::to_utf16;
use dateline_map::error::Error;
use dateline_map::story::Story;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// Write a story with the excerpts of its places taken from the text of the article.
///
/// Each mentioned place gets `excerpts`, the sentences that name it, with `quote` and the number of the
/// paragraph, and in `mentions` where in its text the name stands; and `mentions`, where in their
/// paragraphs all of them stand. Offsets count UTF-16 code units, as JavaScript does. A place that is
/// never mentioned keeps what it has.
///
/// On the standard error it says how often each place is mentioned, and which names recur in the text
/// without being a place. Exits with 1 when a file cannot be read, and with 2 when it is called wrongly.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The article: plain text, or HTML; - reads the standard input.
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// The story file (GeoJSON); - reads the standard input.
    #[arg(value_name = "STORY")]
    story: String,
    /// The file to write; - writes to the standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: String,
    #[command(flatten)]
    reading: Reading,
}

/// Reads both files and writes the story.
pub fn run(args: &Args) -> ExitCode {
    let text = match article_text(&args.article, &args.story) {
        Ok(text) => text,
        Err(text) => return fail(&text),
    };
    let (story, article) = match read(&args.story, (&args.article, &text), &args.reading) {
        Ok(read) => read,
        Err(text) => return fail(&text),
    };
    let mut text = pretty(&with_excerpts(&story, &article));
    text.push('\n');
    tell(&report(&story, &article));
    match write(&args.out, &text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => fail(&text),
    }
}

/// The text of the file of an article that goes with the file of a story; else what to say.
pub(crate) fn article_text(article: &str, story: &str) -> Result<String, String> {
    if story == "-" && article == "-" {
        return Err("error: expected one of the two files on the standard input, found both\n".into());
    }
    bytes_of(article).and_then(text_of).map_err(|error| unreadable(article, error))
}

fn unreadable(file: &str, error: Error) -> String {
    check::line(&check::unreadable(file, error))
}

/// The story of a file, and the article of a file's name and text; else what to say.
pub(crate) fn read(
    story: &str,
    article: (&str, &str),
    reading: &Reading,
) -> Result<(Story, Article), String> {
    let (of_story, diagnostics) = check::read_story(story, None).map_err(|error| unreadable(story, error))?;
    tell(&diagnostics.iter().map(check::line).collect::<String>());
    let of_article = Article::read(article.0, article.1, reading, &of_story);
    Ok((of_story, of_article.map_err(|error| unreadable(article.0, error))?))
}

/// The story as GeoJSON, with what the article says of its places.
fn with_excerpts(story: &Story, article: &Article) -> Value {
    let mut collection = json!(story.to_geojson());
    let features = collection["features"].as_array_mut().into_iter().flatten();
    let passages = article.passages();
    for (index, (place, feature)) in story.places.iter().zip(features).enumerate() {
        let own: Vec<Value> = passages
            .iter()
            .filter(|passage| passage.place == index)
            .map(|passage| {
                let mut excerpt = Map::new();
                excerpt.insert("text".into(), passage.text.as_str().into());
                if let Some(paragraph) = passage.paragraph {
                    excerpt.insert("paragraph".into(), paragraph.into());
                    // What the editor knew of the paragraph's date is not lost.
                    let before = place.excerpts.iter().find(|excerpt| excerpt.paragraph == Some(paragraph));
                    if let Some(date) = before.and_then(|excerpt| excerpt.date.as_ref()) {
                        excerpt.insert("date".into(), date.as_str().into());
                    }
                }
                excerpt.insert("quote".into(), true.into());
                let bytes = passage.marks.iter().flat_map(|mark| [mark.start, mark.end]);
                let units = to_utf16(&passage.text, bytes);
                let mentions: Vec<&[u32]> = units.chunks(2).collect();
                excerpt.insert("mentions".into(), json!(mentions));
                excerpt.into()
            })
            .collect();
        if own.is_empty() {
            continue;
        }
        let mentions = article.mentions.iter().filter(|mention| mention.place == index).map(|mention| {
            let units = article.units(mention);
            match article.parts[mention.block].paragraph {
                Some(paragraph) => json!({ "paragraph": paragraph, "start": units[0], "end": units[1] }),
                None => json!({ "start": units[0], "end": units[1] }),
            }
        });
        let mentions: Vec<Value> = mentions.collect();
        let properties = &mut feature["properties"];
        if let Some(known) = properties.as_object_mut() {
            known.remove("excerpt");
        }
        properties["excerpts"] = own.into();
        properties["mentions"] = mentions.into();
    }
    collection
}

/// What an editor wants to know of the two together.
pub(crate) fn report(story: &Story, article: &Article) -> String {
    let counts = article.counts(story);
    let numbered = article.parts.iter().filter_map(|part| part.paragraph).max().unwrap_or(0);
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut text = format!(
        "{} of {} in {}\n",
        count(article.mentions.len(), "mention"),
        count(story.places.len(), "place"),
        count(numbered as usize, "paragraph")
    );
    for (place, count) in story.places.iter().zip(&counts) {
        let name = place.name.default();
        match count {
            0 => text.push_str(&format!("  never: {name} ({})\n", place.id)),
            n => text.push_str(&format!("{n:7}: {name} ({})\n", place.id)),
        }
    }
    let recurring = article.recurring();
    if !recurring.is_empty() {
        text.push_str("names that recur and are no place of the story:\n");
        text.extend(recurring.iter().map(|(name, n)| format!("{n:7}: {name}\n")));
    }
    text
}

/// JSON as people read it.
fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
