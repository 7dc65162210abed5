//! `dateline-map render`: the map of a story as SVG or PNG files, as the page would show it, and the HTML
//! that shows them where no map can be.

use crate::check;
use crate::fallback::{self, Drawn};
use crate::fonts::Fonts;
use crate::output::tell;
use crate::pictures::{Picture, Sizes, with_suffix};
use dateline_map::basemap::{Basemap, DEFAULT_WORLDVIEW, Level};
use dateline_map::error::{Error, Location};
use dateline_map::geo::LonLat;
use dateline_map::layout::Show;
use dateline_map::scene::{Scene, svg};
use dateline_map::story::Story;
use dateline_map::theme::Theme;
use dateline_map::units::Units;
use dateline_map::widget::{Aim, Input, Widget};
use dateline_map::words::{self, Words};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;
use std::io::Write;
use std::process::ExitCode;

/// No picture has a side longer than this, px: a square of it fills a gigabyte.
const LONGEST_SIDE: f64 = 16_384.0;

/// Write the map of a story as SVG or PNG files, and as HTML for readers without JavaScript.
///
/// With several widths or themes it writes a set: --width 320,640 --out map.svg gives map-320.svg and
/// map-640.svg, and --theme light,dark the same for dark, map-320-dark.svg.
///
/// What should be mended in the story is printed as `check` prints it, on the standard error, and the
/// map is drawn all the same. Exits with 1 when nothing could be drawn or written, and with 2 when it
/// is called wrongly.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The story file (GeoJSON); - reads the standard input.
    #[arg(value_name = "STORY")]
    story: String,
    /// Basemap files (TopoJSON or GeoJSON), in any order.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    basemap: Vec<String>,
    #[command(flatten)]
    sizes: Sizes,
    /// The language of names (BCP 47); the story's own when it is not given.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// The units of distances; those of the language's region when they are not given.
    #[arg(long, value_enum)]
    units: Option<System>,
    /// When a small globe shows where in the world the map is.
    #[arg(long, value_enum, default_value_t = Inset::Auto)]
    inset: Inset,
    /// Whose view of disputed borders is drawn, such as un; default: who is in control, disputes dashed.
    #[arg(long, value_name = "VIEW", default_value = DEFAULT_WORLDVIEW)]
    worldview: String,
    /// The id of the place to show as selected.
    #[arg(long, value_name = "ID")]
    select: Option<String>,
    /// The position in the middle, in degrees, in place of the frame that the story gets.
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true, value_parser = position)]
    center: Option<LonLat>,
    /// The zoom, as on the web, in place of the one that the story gets.
    #[arg(long, value_name = "ZOOM", value_parser = zoom)]
    zoom: Option<f64>,
    /// Pixels of a PNG for each px of the map; 2 when it is not given.
    #[arg(long, value_name = "NUMBER", value_parser = scale)]
    scale: Option<f64>,
    /// The file to write, its format told by its ending, .svg or .png; - writes SVG to the standard output.
    #[arg(long, value_name = "FILE", value_parser = output)]
    out: Out,
    /// Write the pictures and the places as HTML too, to paste inside the tag: to this file, or to - for
    /// the standard output; without a value beside the pictures, as map.html beside map.svg.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    html: Option<String>,
    /// With --html: what stands before the names of the pictures, such as https://cdn.example/maps/; the
    /// way to them from the folder of the HTML when it is not given.
    #[arg(long, value_name = "URL", requires = "html")]
    address: Option<String>,
    /// With --html: the widths of the window from which each --width is used, px; the widths themselves
    /// when it is not given, as for a map that is as wide as the window.
    #[arg(long, value_name = "PX,…", value_delimiter = ',', requires = "html")]
    from: Vec<u32>,
}

/// The units of distances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum System {
    /// Kilometres.
    Metric,
    /// Miles.
    Imperial,
}

/// When there is a globe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Inset {
    /// When the map shows little of the world, and there is room.
    Auto,
    /// When there is room.
    Always,
    /// Never.
    Never,
}

/// Where the map goes, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Out {
    /// SVG to the standard output.
    Standard,
    /// SVG to a file.
    Svg(String),
    /// PNG to a file.
    Png(String),
}

fn output(text: &str) -> Result<Out, String> {
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        _ if text == "-" => Ok(Out::Standard),
        Some("svg") => Ok(Out::Svg(text.to_owned())),
        Some("png") => Ok(Out::Png(text.to_owned())),
        _ => Err("expected a file that ends in .svg or .png, or -".into()),
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn position(text: &str) -> Result<LonLat, String> {
    let wrong = || "expected a longitude and a latitude in degrees, such as 66,34".to_owned();
    let (lon, lat) = text.split_once(',').ok_or_else(wrong)?;
    let (lon, lat) = number(lon).zip(number(lat)).ok_or_else(wrong)?;
    match (lon, lat) {
        (_, lat) if !(-90.0..=90.0).contains(&lat) => {
            Err(format!("expected a latitude in -90..90, found {lat}; the longitude comes first"))
        }
        (lon, _) if !(-180.0..=180.0).contains(&lon) => {
            Err(format!("expected a longitude in -180..180, found {lon}"))
        }
        _ => Ok(LonLat::new(lon, lat)),
    }
}

fn in_range(text: &str, least: f64, most: f64) -> Result<f64, String> {
    let wrong = || format!("expected a number in {least}..{most}");
    number(text).filter(|n| (least..=most).contains(n)).ok_or_else(wrong)
}

fn zoom(text: &str) -> Result<f64, String> {
    in_range(text, 0.0, dateline_map::camera::MAX_ZOOM)
}

fn scale(text: &str) -> Result<f64, String> {
    in_range(text, 0.1, 8.0)
}

/// Why there is no map.
enum Failure {
    /// The command was called wrongly.
    Usage(String),
    /// A file could not be read.
    Unreadable(String, Error),
    /// The map could not be drawn or written.
    Nothing(String),
}

/// Draws the map and writes it.
pub fn run(args: &Args) -> ExitCode {
    let (text, code) = match render(args) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Usage(text)) => (format!("error: {text}\n"), 2),
        Err(Failure::Unreadable(file, error)) => (check::line(&check::unreadable(&file, error)), 1),
        Err(Failure::Nothing(text)) => (format!("error: {text}\n"), 1),
    };
    tell(&text);
    ExitCode::from(code)
}

fn render(args: &Args) -> Result<(), Failure> {
    let pictures = pictures(args)?;
    let (scale, page) = (picture_scale(args, &pictures)?, page(args));
    let mut basemap = Basemap::new();
    for file in &args.basemap {
        let unreadable = |error| Failure::Unreadable(file.clone(), error);
        let level = check::bytes_of(file).and_then(|bytes| Level::read_as(&bytes, &args.worldview));
        let level = level.map_err(unreadable)?;
        for problem in &level.problems {
            let at = Location { file: Some(file.clone()), ..(*problem.location).clone() };
            tell(&format!("warning: {}\n", problem.clone().at(at)));
        }
        basemap.insert(level);
    }
    if !basemap.knows_worldview(&args.worldview) {
        let known = [&[DEFAULT_WORLDVIEW], basemap.worldviews().as_slice()].concat().join(", ");
        let wrong = format!("--worldview: no file of the basemap knows the view \"{}\"", args.worldview);
        return Err(Failure::Usage(format!("{wrong}; the views are: {known}")));
    }
    let known = Some(&basemap).filter(|basemap| !basemap.levels.is_empty());
    let (story, diagnostics) = check::read_story(&args.story, known)
        .map_err(|error| Failure::Unreadable(args.story.clone(), error))?;
    tell(&diagnostics.iter().map(check::line).collect::<String>());
    let selected = args.select.as_deref().map(|id| selected(&story, id)).transpose()?;

    let fonts = Fonts::installed();
    if fonts.is_empty() && matches!(args.out, Out::Png(_)) {
        tell("warning: no font is installed: the picture has no text\n");
    }
    let lang = args.lang.clone().or_else(|| story.lang.clone()).unwrap_or_default();
    let said = Words::new(&lang);
    let title = story.title.clone().unwrap_or_else(|| said.get(words::Text::Map).to_owned());
    let description = said.describe(&story, &lang);
    let credit = said.credit(&basemap);
    let mut widget = widget(args, &lang, story, basemap, selected);
    let mut drawn = Vec::new();
    for picture in &pictures {
        let size = (f64::from(picture.width), f64::from(picture.height));
        let theme = Theme::new(picture.colours.scheme());
        let paint = |still: &mut Widget| still.scene(&fonts, Some(&credit));
        let scene = widget.on_surface(size, theme, &fonts, Some(&credit), paint);
        let document = svg::write(&scene, &title, &description);
        let file = match &args.out {
            Out::Standard => {
                print(&document)?;
                continue;
            }
            Out::Svg(file) | Out::Png(file) => with_suffix(file, &picture.suffix),
        };
        let (bytes, density) = match &args.out {
            Out::Png(_) => (png(&scene, &document, scale, &fonts)?, Some(scale)),
            _ => (document.into_bytes(), None),
        };
        write(&file, &bytes)?;
        let page = page.as_deref().filter(|page| *page != "-");
        drawn.push(Drawn {
            size: (scene.width, scene.height),
            from: picture.from.unwrap_or(u32::from(picture.width)),
            colours: picture.colours,
            address: fallback::address(&file, args.address.as_deref(), page),
            density,
        });
    }
    let html = || fallback::html(widget.story(), &lang, &drawn);
    match page.as_deref() {
        Some("-") => print(&html()),
        Some(page) => write(page, html().as_bytes()),
        None => Ok(()),
    }
}

/// Writes a file.
fn write(file: &str, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(|error| Failure::Nothing(format!("{file}: {error}")))
}

/// Writes to the standard output.
fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        // A reader that has seen enough (`| head`) closes the pipe, which is no fault.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Nothing(format!("the standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// What pictures are asked for.
fn pictures(args: &Args) -> Result<Vec<Picture>, Failure> {
    let pictures = args.sizes.pictures(&args.from, args.html.is_some()).map_err(Failure::Usage)?;
    if args.out == Out::Standard && (pictures.len() > 1 || args.html.is_some()) {
        let wrong =
            "--out: expected a file that gives several pictures, or those of --html, their names, found -";
        return Err(Failure::Usage(wrong.into()));
    }
    Ok(pictures)
}

/// Where the HTML goes: `-`, or a file.
fn page(args: &Args) -> Option<String> {
    let beside = || match &args.out {
        Out::Svg(file) | Out::Png(file) => file.rsplit_once('.').map(|(stem, _)| format!("{stem}.html")),
        Out::Standard => None,
    };
    args.html.clone().and_then(|page| if page.is_empty() { beside() } else { Some(page) })
}

/// Pixels of the pictures for each px of the map.
fn picture_scale(args: &Args, pictures: &[Picture]) -> Result<f64, Failure> {
    if args.scale.is_some() && !matches!(args.out, Out::Png(_)) {
        return Err(Failure::Usage("--scale is for a PNG; an SVG has no pixels".into()));
    }
    let scale = args.scale.unwrap_or(2.0);
    let longest = pictures.iter().map(|p| p.width.max(p.height)).max().map_or(0.0, f64::from) * scale;
    if matches!(args.out, Out::Png(_)) && longest > LONGEST_SIDE {
        let wrong = format!("expected a picture of at most {LONGEST_SIDE} pixels a side, found {longest}");
        return Err(Failure::Usage(format!("{wrong}; --scale makes it smaller")));
    }
    Ok(scale)
}

/// The index of the place with this id.
fn selected(story: &Story, id: &str) -> Result<usize, Failure> {
    let unknown = || {
        let ids: Vec<&str> = story.places.iter().map(|place| place.id.as_str()).collect();
        Failure::Usage(format!("--select: no place has the id \"{id}\"; the ids are: {}", ids.join(", ")))
    };
    story.place(id).map(|(index, _)| index).ok_or_else(unknown)
}

/// The map, by the way that the page comes to it; what size it has is left to each picture.
fn widget(args: &Args, lang: &str, story: Story, basemap: Basemap, selected: Option<usize>) -> Widget {
    let mut widget = Widget::default();
    // Nothing moves in a file: a selected place is gone to at once.
    widget.apply(Input::ReducedMotion(true));
    widget.apply(Input::Lang(args.lang.clone().unwrap_or_default()));
    widget.apply(Input::Units(args.units.map(|units| match units {
        System::Metric => Units::Metric,
        System::Imperial => Units::Imperial,
    })));
    widget.apply(Input::Inset(match args.inset {
        Inset::Auto => Show::Auto,
        Inset::Always => Show::Always,
        Inset::Never => Show::Never,
    }));
    widget.apply(Input::RightToLeft(words::is_rtl(lang)));
    widget.apply(Input::Basemap(Box::new(basemap)));
    widget.apply(Input::Story(Box::new(story)));
    widget.apply(Input::Home(Aim { center: args.center, zoom: args.zoom }));
    widget.apply(Input::Select(selected));
    widget
}

/// The document as a PNG picture.
fn png(scene: &Scene, document: &str, scale: f64, fonts: &Fonts) -> Result<Vec<u8>, Failure> {
    let failed = |what: &str| Failure::Nothing(format!("the picture could not be drawn: {what}"));
    let tree = Tree::from_str(document, fonts.options()).map_err(|error| failed(&error.to_string()))?;
    let pixels = |px: f64| (px * scale).round().max(1.0);
    let (width, height) = (pixels(scene.width), pixels(scene.height));
    let mut pixmap =
        Pixmap::new(width as u32, height as u32).ok_or_else(|| failed("there is no room for it"))?;
    let stretch = Transform::from_scale((width / scene.width) as f32, (height / scene.height) as f32);
    resvg::render(&tree, stretch, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| failed(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_the_file_tells_its_format() {
        assert_eq!(output("-"), Ok(Out::Standard));
        assert_eq!(output("a.b/map.SVG"), Ok(Out::Svg("a.b/map.SVG".into())));
        assert_eq!(output("map.png"), Ok(Out::Png("map.png".into())));
        assert!(output("map.jpg").is_err() && output("map").is_err() && output("").is_err());
    }

    #[test]
    fn a_position_is_longitude_then_latitude() {
        assert_eq!(position("-66.5, 34"), Ok(LonLat::new(-66.5, 34.0)));
        assert!(position("34,134").unwrap_err().contains("the longitude comes first"));
        for wrong in ["", "66", "66,x", "nan,0", "inf,0", "181,0", "1,2,3"] {
            assert!(position(wrong).is_err(), "{wrong}");
        }
    }
}
