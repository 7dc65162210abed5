//! `dateline-map check`: what an editor should mend in a story file.

use crate::article::{Article, Reading, text_of};
use clap::ValueEnum;
use dateline_map::basemap::{Basemap, Level};
use dateline_map::error::{Error, Location};
use dateline_map::story::{self, Diagnostic, Severity, Story};
use std::io::{Read, Write};
use std::process::ExitCode;

/// Print what should be mended in story files.
///
/// Exits with 1 when there are errors (something is lost, or stands in the wrong place), with 0 when
/// there are only warnings or nothing at all, and with 2 when it is called wrongly.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Story files (GeoJSON); - reads the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Basemap files (TopoJSON or GeoJSON) that the stories' `area` keys are looked up in.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    basemap: Vec<String>,
    /// The article of the stories, plain text or HTML: places that it never names are reported, and names
    /// that recur in it and are no place.
    #[arg(long, value_name = "FILE")]
    article: Option<String>,
    #[command(flatten)]
    reading: Reading,
    /// How the diagnostics are written: a line for each, or an array of JSON objects.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `file:line:column: severity[code]: message`, then a summary.
    Text,
    /// An array of objects, one on each line.
    Json,
}

/// What checking has found so far.
#[derive(Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
    places: usize,
}

impl Found {
    /// Adds a file that gives nothing.
    fn unreadable(&mut self, file: &str, error: Error) {
        self.push(Severity::Error, story::codes::UNREADABLE_FILE, file, error);
    }

    fn push(&mut self, severity: Severity, code: &'static str, file: &str, mut error: Error) {
        error.location.file = Some(file.to_owned());
        self.diagnostics.push(Diagnostic { severity, code, error });
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Checks the files and prints what it finds.
pub fn run(args: &Args) -> ExitCode {
    let mut found = Found::default();
    let basemap = read_basemap(&args.basemap, &mut found);
    let article = args.article.as_deref().and_then(|file| match bytes_of(file).and_then(text_of) {
        Ok(text) => Some((file, text)),
        Err(error) => {
            found.unreadable(file, error);
            None
        }
    });
    for file in &args.files {
        let story = check(file, basemap.as_ref(), &mut found);
        if let (Some((story, bytes)), Some((article, text))) = (story, &article) {
            match Article::read(article, text, &args.reading, &story) {
                Ok(read) => compare((file, &bytes, &story), (article, &read), &mut found),
                Err(error) => found.unreadable(article, error),
            }
        }
    }
    let text = match args.format {
        Format::Text => as_text(args, &found),
        Format::Json => as_json(&found),
    };
    // A reader that has seen enough (`| head`) closes the pipe, which is no fault.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    ExitCode::from(u8::from(found.count(Severity::Error) > 0))
}

/// The basemap, or `None` when there is none, or not all of it can be read: then an area that seems to
/// be missing may well be in the part that is.
fn read_basemap(files: &[String], found: &mut Found) -> Option<Basemap> {
    let mut basemap = Basemap::new();
    let mut whole = !files.is_empty();
    for file in files {
        match bytes_of(file).and_then(|bytes| Level::read(&bytes)) {
            Ok(level) => {
                for problem in &level.problems {
                    found.push(Severity::Warning, story::codes::BASEMAP_PART, file, problem.clone());
                }
                basemap.insert(level);
            }
            Err(error) => {
                found.unreadable(file, error);
                whole = false;
            }
        }
    }
    whole.then_some(basemap)
}

/// Checks one story file; gives the story and the file's bytes, if it can be read.
fn check(file: &str, basemap: Option<&Basemap>, found: &mut Found) -> Option<(Story, Vec<u8>)> {
    let read = bytes_of(file).and_then(|bytes| Ok((story_in(&bytes, file, basemap)?, bytes)));
    match read {
        Ok(((story, diagnostics), bytes)) => {
            found.places += story.places.len();
            found.diagnostics.extend(diagnostics);
            Some((story, bytes))
        }
        Err(error) => {
            found.unreadable(file, error);
            None
        }
    }
}

/// Holds a story against its article.
fn compare(story: (&str, &[u8], &Story), article: (&str, &Article), found: &mut Found) {
    let (file, bytes, story) = story;
    let mut locator = story::Locator::new(bytes);
    for (place, count) in story.places.iter().zip(article.1.counts(story)) {
        if count == 0 {
            let (name, feature) = (place.name.default().to_owned(), Some(place.number));
            let line_column = locator.find(place.number, Some("name"));
            let expected = "a name or an alias that the article writes";
            let at = Location { feature, name: Some(name), line_column, ..Location::default() };
            let error = Error::new(expected, "none that is in it").at(at);
            found.push(Severity::Warning, story::codes::NEVER_MENTIONED, file, error);
        }
    }
    for (name, count) in article.1.recurring() {
        let error = Error::new("a place of that name, if it is one", format!("\"{name}\" {count} times"));
        found.push(Severity::Warning, story::codes::RECURRING_NAME, article.0, error);
    }
}

/// A story file, and all that an editor should mend in it, in the order of the file.
pub(crate) fn read_story(file: &str, basemap: Option<&Basemap>) -> Result<(Story, Vec<Diagnostic>), Error> {
    story_in(&bytes_of(file)?, file, basemap)
}

/// The story of a file's bytes.
fn story_in(bytes: &[u8], file: &str, basemap: Option<&Basemap>) -> Result<(Story, Vec<Diagnostic>), Error> {
    let reading = story::read(bytes)?;
    let known = basemap.map(|basemap| |key: &str| basemap.area(key).is_some());
    let known = known.as_ref().map(|known| known as &dyn Fn(&str) -> bool);
    let mut of_story = story::diagnose(&reading.story, known);
    let mut locator = story::Locator::new(bytes);
    for diagnostic in &mut of_story {
        let at = &mut diagnostic.error.location;
        at.line_column = at.feature.and_then(|feature| locator.find(feature, at.member.as_deref()));
    }
    let mut of_file = reading.diagnostics;
    of_file.extend(of_story);
    for diagnostic in &mut of_file {
        diagnostic.error.location.file = Some(file.to_owned());
    }
    of_file.sort_by_key(|diagnostic| diagnostic.error.location.line_column);
    Ok((reading.story, of_file))
}

/// What is said of a file that gives nothing.
pub(crate) fn unreadable(file: &str, error: Error) -> Diagnostic {
    let location = Location { file: Some(file.to_owned()), ..(*error.location).clone() };
    let code = story::codes::UNREADABLE_FILE;
    Diagnostic { severity: Severity::Error, code, error: error.at(location) }
}

/// The bytes of a file, or of the standard input.
pub(crate) fn bytes_of(file: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = match file {
        "-" => std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes),
        _ => std::fs::read(file),
    };
    read.map_err(|error| Error::new("a file that can be read", error.to_string()))
}

/// `story.geojson:3:14: error[bad-date]: place 12 ("Herat"): …`
pub(crate) fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, code, error } = diagnostic;
    let mut at = (*error.location).clone();
    let head = Location { file: at.file.take(), line_column: at.line_column.take(), ..Location::default() };
    format!("{head}: {}[{code}]: {}\n", severity.as_str(), error.clone().at(at))
}

/// A line for each, and a summary.
fn as_text(args: &Args, found: &Found) -> String {
    let mut text: String = found.diagnostics.iter().map(line).collect();
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    text.push_str(&format!(
        "{}, {}: {}, {}\n",
        count(args.files.len(), "file"),
        count(found.places, "place"),
        count(found.count(Severity::Error), "error"),
        count(found.count(Severity::Warning), "warning"),
    ));
    text
}

/// The diagnostics as JSON, one on each line, so that a change in one is one line in a comparison.
fn as_json(found: &Found) -> String {
    let lines: Vec<String> =
        found.diagnostics.iter().filter_map(|diagnostic| serde_json::to_string(diagnostic).ok()).collect();
    if lines.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}
