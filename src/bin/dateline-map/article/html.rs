//! An article's text in an HTML page: what a reader sees of it, and where it stands in the file.
//!
//! The tokens are those of the HTML standard's own tokenizer (html5gum). Of its tree we need only what
//! lies in what, for which the tags are followed as they come; an element whose end tag is left out ends
//! with the one around it, and a paragraph where a block begins (HTML, section 13.1.2.4).

use super::Part;
use dateline_map::error::Error;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{Span, Tokenizer};
use std::collections::VecDeque;

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements whose text is none of the article's.
const SKIPPED: [&str; 23] = [
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "title",
    "nav",
    "svg",
    "math",
    "iframe",
    "object",
    "canvas",
    "audio",
    "video",
    "select",
    "option",
    "textarea",
    "datalist",
    "dateline-map",
    "rt",
    "rp",
    "dialog",
    "form",
];
/// Elements that set their text apart from what is around them.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements whose blocks are no paragraphs of the article's text, so that they are not counted.
const UNNUMBERED: [&str; 10] =
    ["h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "figcaption", "caption"];
const CAPTIONS: [&str; 2] = ["figcaption", "caption"];
/// Elements that act when they are clicked: nothing in them becomes a link.
const ACTIVE: [&str; 4] = ["a", "button", "summary", "label"];

/// Where the text of a block stands in the file.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Runs of text: its start and end in the block's text, and what it is made of.
    runs: Vec<Run>,
}

/// A run of text without a tag in it.
#[derive(Debug, Clone)]
struct Run {
    /// Offsets in the block's text, and in the file, that are the same character, rising; the last is
    /// the end. Between two of them both go on byte by byte.
    points: Vec<(usize, usize)>,
    /// Whether it is part of a link or a button.
    active: bool,
}

impl Source {
    /// The bytes of the file that the bytes `start..end` of the text are; `None` if tags are between
    /// them, or around them that act when they are clicked.
    pub fn range(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let covers = |run: &&Run| run.points[0].0 <= start && run.points[run.points.len() - 1].0 >= end;
        let run = self.runs.iter().find(covers).filter(|run| !run.active)?;
        let at = |offset: usize| {
            let (text, file) = *run.points.iter().rfind(|(text, _)| *text <= offset)?;
            Some(file + (offset - text))
        };
        Some((at(start)?, at(end)?))
    }
}

/// An element that is open.
struct Open {
    name: String,
    skipped: bool,
    unnumbered: bool,
    active: bool,
}

/// A block that is being read.
#[derive(Default)]
struct Block {
    text: String,
    runs: Vec<Run>,
    unnumbered: bool,
}

/// The blocks of an article in a page, and the language that the page says the article is in. `root`: the id of
/// the element that holds the article.
pub fn read(page: &str, root: Option<&str>, captions: bool) -> Result<(Vec<Part>, Option<String>), Error> {
    let tokens = tokens(page);
    let (from, to) = article(&tokens, root)?;
    let mut open: Vec<Open> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let (mut block, mut count) = (Block::default(), 0);
    for token in &tokens[from..to] {
        match token {
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                if BLOCKS.contains(&name.as_str()) {
                    // A paragraph has no blocks in it: its end tag was left out.
                    if open.last().is_some_and(|open| open.name == "p") {
                        open.pop();
                    }
                    finish(&mut block, &mut parts, &mut count);
                }
                if name == "br" && !skips(&open) {
                    block.text.push('\u{2028}');
                }
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    let skipped = SKIPPED.contains(&name.as_str())
                        || is_hidden(tag)
                        || (!captions && CAPTIONS.contains(&name.as_str()));
                    let unnumbered = UNNUMBERED.contains(&name.as_str());
                    open.push(Open { skipped, unnumbered, active: ACTIVE.contains(&name.as_str()), name });
                }
            }
            Token::EndTag(tag) => {
                let name = name_of(&tag.name);
                if BLOCKS.contains(&name.as_str()) {
                    finish(&mut block, &mut parts, &mut count);
                }
                if let Some(at) = open.iter().rposition(|open| open.name == name) {
                    open.truncate(at);
                }
            }
            Token::String(text) if !skips(&open) => {
                let value = String::from_utf8_lossy(text);
                let points = points(&value, page, text.span, block.text.len());
                block.text.push_str(&value);
                block.unnumbered |= open.iter().any(|open| open.unnumbered);
                if let Some(points) = points {
                    block.runs.push(Run { points, active: open.iter().any(|open| open.active) });
                }
            }
            _ => {}
        }
    }
    finish(&mut block, &mut parts, &mut count);
    Ok((parts, lang(&tokens[..from])))
}

/// Ends a block, if there is anything to read in it.
fn finish(block: &mut Block, parts: &mut Vec<Part>, count: &mut u32) {
    let Block { text, runs, unnumbered } = std::mem::take(block);
    if text.trim().is_empty() {
        return;
    }
    let paragraph = (!unnumbered).then(|| {
        *count += 1;
        *count
    });
    parts.push(Part::new(text, paragraph, Source { runs }));
}

fn skips(open: &[Open]) -> bool {
    open.iter().any(|open| open.skipped)
}

fn is_hidden(tag: &StartTag<usize>) -> bool {
    attribute(tag, "hidden").is_some_and(|value| value != "until-found")
        || attribute(tag, "aria-hidden").is_some_and(|value| value == "true")
}

fn tokens(page: &str) -> Vec<Token<usize>> {
    let mut emitter = DefaultEmitter::new_with_span();
    // After <script> and the like, text is read as the standard has it.
    emitter.naively_switch_states(true);
    // A reader of a string has no errors.
    Tokenizer::new_with_emitter(page, emitter).flatten().collect()
}

/// The tokens of the element that holds the article: after its start tag, up to its end tag.
fn article(tokens: &[Token<usize>], root: Option<&str>) -> Result<(usize, usize), Error> {
    let find = |is: &dyn Fn(&StartTag<usize>) -> bool| {
        tokens.iter().position(|token| matches!(token, Token::StartTag(tag) if is(tag)))
    };
    let start = match root {
        Some(id) => {
            let found = find(&|tag| attribute(tag, "id").is_some_and(|value| value == id));
            let missing = || Error::new(format!("an element with the id \"{id}\""), "none");
            Some(found.ok_or_else(missing)?)
        }
        None => ["article", "main", "body"].iter().find_map(|name| find(&|tag| name_of(&tag.name) == *name)),
    };
    let Some(start) = start else { return Ok((0, tokens.len())) };
    let Token::StartTag(tag) = &tokens[start] else { return Ok((0, tokens.len())) };
    let mut depth = 1;
    for (i, token) in tokens.iter().enumerate().skip(start + 1) {
        match token {
            Token::StartTag(inner) if inner.name == tag.name && !inner.self_closing => depth += 1,
            Token::EndTag(inner) if inner.name == tag.name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok((start + 1, i));
        }
    }
    Ok((start + 1, tokens.len()))
}

/// The language of what follows these tokens: that of the innermost element that is open and has one.
fn lang(before: &[Token<usize>]) -> Option<String> {
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    for token in before {
        match token {
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                if !VOID.contains(&name.as_str()) {
                    open.push((name, attribute(tag, "lang")));
                }
            }
            Token::EndTag(tag) => {
                if let Some(at) = open.iter().rposition(|(name, _)| *name == name_of(&tag.name)) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    open.into_iter().rev().find_map(|(_, lang)| lang).filter(|lang| !lang.is_empty())
}

fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| name_of(value))
}

/// Pairs of offsets, in the text from `start` on and in the page, at which the same character stands;
/// `None` where they cannot be matched.
fn points(value: &str, page: &str, span: Span<usize>, start: usize) -> Option<Vec<(usize, usize)>> {
    let mut points = vec![(start, span.start)];
    let source = page.get(span.start..span.end)?;
    let (mut text, mut raw) = (value, source);
    while !text.is_empty() {
        let at = (start + value.len() - text.len(), span.start + source.len() - raw.len());
        if let Some((length, meant)) = entity(raw).filter(|(_, meant)| text.starts_with(meant.as_str())) {
            points.push(at);
            text = &text[meant.len()..];
            raw = &raw[length..];
            points.push((at.0 + meant.len(), at.1 + length));
            continue;
        }
        // A line break of two characters is read as one.
        if raw.starts_with("\r\n") && text.starts_with('\n') {
            raw = &raw[1..];
            points.push((at.0, at.1 + 1));
        }
        let (c, from) = (text.chars().next()?, raw.chars().next()?);
        if c != from && !(c == '\n' && from == '\r') {
            return None;
        }
        text = &text[c.len_utf8()..];
        raw = &raw[from.len_utf8()..];
    }
    points.push((start + value.len(), span.start + source.len() - raw.len()));
    Some(points)
}

/// The character reference at the start of a text: how long it is, and what it means.
fn entity(raw: &str) -> Option<(usize, String)> {
    if !raw.starts_with('&') {
        return None;
    }
    // The longest name of the standard has 32 letters.
    let length = raw.bytes().take(34).position(|byte| byte == b';')? + 1;
    let mut meant: VecDeque<Token<()>> = Tokenizer::new(&raw[..length]).flatten().collect();
    match (meant.pop_front(), meant.pop_front()) {
        (Some(Token::String(text)), None) if text.as_slice() != &raw.as_bytes()[..length] => {
            Some((length, name_of(&text)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<(String, Option<u32>)> {
        let (parts, _) = read(page, None, true).unwrap();
        parts.into_iter().map(|part| (part.text.trim().to_owned(), part.paragraph)).collect()
    }

    #[test]
    fn the_language_is_that_of_the_innermost_element_around_the_article() {
        let lang = |page: &str| read(page, None, true).unwrap().1;
        assert_eq!(lang("<html lang=en><p lang=de>x</p><article><p lang=fr>x"), Some("en".into()));
        assert_eq!(lang("<html lang=en><body><main lang=fa><img lang=ps><article><p>x"), Some("fa".into()));
        assert_eq!(lang("<html lang=en><article lang=''><p>x"), None);
        assert_eq!(lang("<html><article><p>x"), None);
    }

    #[test]
    fn the_page_and_the_command_line_cut_an_article_in_the_same_way() {
        let page = include_str!("../../../web/reader.js");
        let named = |name: &str| {
            let after = page.split_once(&format!("const {name} = ")).unwrap().1;
            let list = after.split('"').nth(1).unwrap().replace(',', "");
            list.split(' ').map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(named("SKIPPED"), SKIPPED);
        assert_eq!(named("BLOCKS"), BLOCKS);
        assert_eq!(named("UNNUMBERED"), UNNUMBERED);
        assert_eq!(named("CAPTIONS"), CAPTIONS);
    }

    #[test]
    fn blocks_are_what_a_reader_sees_of_the_article() {
        let page = "<!doctype html><html lang=en-GB><head><title>Kabul</title><style>p{}</style></head><body>
            <nav>Kabul</nav><article><header><h1>Road to <em>Herat</em></h1><p>By us</p></header>
            <p>One<!-- Kabul --> &amp; <b>two</b><script>'<p>Kabul</p>'</script>
            <p hidden>Kabul<p>Three<br>lines<figure><figcaption>A picture</figcaption></figure>
            <ul><li>Four<li>Five</ul><nav>Kabul</nav><dateline-map><p>Kabul</p></dateline-map>
            <div aria-hidden=true><p>Kabul</p></div><p>Six</article><p>Kabul";
        let want = [
            ("Road to Herat", None),
            ("By us", None),
            ("One & two", Some(1)),
            ("Three\u{2028}lines", Some(2)),
            ("A picture", None),
            ("Four", Some(3)),
            ("Five", Some(4)),
            ("Six", Some(5)),
        ];
        assert_eq!(texts(page), want.map(|(text, n)| (text.to_owned(), n)));
        assert_eq!(read(page, None, true).unwrap().1.as_deref(), Some("en-GB"));
        let (parts, _) = read(page, None, false).unwrap();
        assert!(parts.iter().all(|part| part.text.trim() != "A picture"), "captions can be left out");
    }

    #[test]
    fn the_element_is_chosen_by_id_or_else_by_what_it_is() {
        let page = "<main>a<div id=x>b<div>c</div></div>d</main>";
        let (parts, _) = read(page, Some("x"), true).unwrap();
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(texts(page).len(), 4);
        assert_eq!(texts("bare text"), [("bare text".to_owned(), Some(1))]);
        let error = read(page, Some("y"), true).err().unwrap();
        assert_eq!(error.message(), "expected an element with the id \"y\", found none");
    }

    #[test]
    fn text_is_found_again_in_the_file() {
        let page = "<p>Caf&eacute; &amp; Her&#97;t,\r\nsee &copy Kabul & <a href=x>Laghman</a> or <i>Mazar</i> Sharif</p>";
        let (parts, _) = read(page, None, true).unwrap();
        let part = &parts[0];
        assert!(part.text.starts_with("Café & Herat,\nsee ©"), "{}", part.text);
        let source = |name: &str| {
            let start = part.text.find(name).unwrap();
            part.source.range(start, start + name.len()).map(|(from, to)| &page[from..to])
        };
        assert_eq!(source("Laghman"), None, "a link already");
        assert_eq!(source("Mazar Sharif"), None, "a tag is between them");
        assert_eq!(source("Mazar"), Some("Mazar"));
        let (parts, _) = read("<p>Caf&eacute; &amp; Her&#97;t,\r\n Kabul &lt; x</p>", None, true).unwrap();
        let page = "<p>Caf&eacute; &amp; Her&#97;t,\r\n Kabul &lt; x</p>";
        for (name, want) in [("Herat", "Her&#97;t"), ("Kabul", "Kabul"), ("Café", "Caf&eacute;")] {
            let start = parts[0].text.find(name).unwrap();
            let (from, to) = parts[0].source.range(start, start + name.len()).unwrap();
            assert_eq!(&page[from..to], want);
        }
    }
}
