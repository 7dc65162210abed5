//! `dateline-map link`: writes the links from an article's text to the map into its page.

use crate::article::{Reading, after_mark};
use crate::excerpts::{article_text, read};
use crate::output::{encoded, fail, tell, write};
use dateline_map::scene::svg::Escaped;
use std::collections::BTreeSet;
use std::process::ExitCode;

/// Write a page with a link around each mention of a place, for the map in it to take up.
///
/// The links are `<a data-place="herat" href="#dateline-herat">`. Mentions that stand in a link or a
/// button are left as they are, so that a page can be linked again; so are those with tags inside.
/// Nothing else of the page is changed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The article, an HTML page; - reads the standard input.
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// The story file (GeoJSON); - reads the standard input.
    #[arg(value_name = "STORY")]
    story: String,
    /// The file to write; - writes to the standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: String,
    /// Link only the first mention of each place.
    #[arg(long)]
    first: bool,
    /// What the addresses begin with: the map's `permalink`.
    #[arg(long, value_name = "PREFIX", default_value = "dateline-")]
    prefix: String,
    #[command(flatten)]
    reading: Reading,
}

/// Reads both files and writes the page.
pub fn run(args: &Args) -> ExitCode {
    // Both the search and the writing want the page, and the standard input can be read only once.
    let page = match article_text(&args.article, &args.story) {
        Ok(page) => page,
        Err(text) => return fail(&text),
    };
    let (story, article) = match read(&args.story, (&args.article, &page), &args.reading) {
        Ok(read) => read,
        Err(text) => return fail(&text),
    };
    let (mut out, mut at, mut linked, mut left) = (String::with_capacity(page.len()), 0, 0, 0);
    let (whole, page) = (&page, after_mark(&page));
    out.push_str(&whole[..whole.len() - page.len()]);
    let mut seen = BTreeSet::new();
    for mention in &article.mentions {
        if args.first && seen.contains(&mention.place) {
            continue;
        }
        let source = &article.parts[mention.block].source;
        let Some((start, end)) = source.range(mention.start, mention.end).filter(|(start, _)| *start >= at)
        else {
            left += 1;
            continue;
        };
        seen.insert(mention.place);
        let id = &story.places[mention.place].id;
        out.push_str(&page[at..start]);
        let address = encoded(&[args.prefix.as_str(), id].concat());
        out.push_str(&format!(
            r##"<a data-place="{}" href="#{address}">{}</a>"##,
            Escaped(id),
            &page[start..end]
        ));
        at = end;
        linked += 1;
    }
    out.push_str(&page[at..]);
    tell(&format!("{linked} linked, {left} left as they are\n"));
    match write(&args.out, &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => fail(&text),
    }
}
