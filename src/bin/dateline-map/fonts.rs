//! The fonts of this machine: what text is measured and drawn with.
//!
//! A browser finds a font for each language by itself. Here the faces are put in an order of their
//! own, so that the same machine always draws the same map: the families that the theme asks for,
//! then the plain designs, and those made for code, headlines or symbols last.

use dateline_map::color::Color;
use dateline_map::geo::ScreenPoint;
use dateline_map::layout::{Align, ApproximateMeasure, TextMeasure};
use dateline_map::scene::{Op, Scene, svg};
use dateline_map::theme::Font;
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Source, Stretch, Style};
use resvg::usvg::{FontResolver, Node, Options, Tree};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// What stands for `sans-serif`, and for `system-ui`, which is no family's name: the first installed.
const SANS: [&str; 9] = [
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Arial",
    "Helvetica",
    "Open Sans",
];

/// What stands for `serif`: the first installed.
const SERIF: [&str; 6] =
    ["Georgia", "Noto Serif", "Times New Roman", "Liberation Serif", "DejaVu Serif", "Times"];

/// Words in the names of families that are not made for running text. Nastaliq is, but stands twice as
/// high as the line that a label has.
const SPECIAL: [&str; 9] =
    ["Mono", "Code", "Display", "Symbols", "Emoji", "Kufi", "Nastaliq", "Rashi", "Unjoined"];

/// A font's file that is larger than this, bytes, is not kept in memory: those of all the world's writing are smaller, those
/// of coloured pictures larger.
const MOST_KEPT: u64 = 32 << 20;

/// A text of more bytes than this is measured in parts: the time that usvg takes goes with the square of the length, and a
/// hundred thousand letters take it half a minute. Nobody sees how the letters at the ends of such parts join, or
/// misses a space there.
const LONG: usize = 600;

/// The file of a font, read when it is first asked for and then kept. Otherwise usvg would have it opened and mapped anew
/// for every letter, several times.
struct Kept {
    path: PathBuf,
    bytes: OnceLock<Vec<u8>>,
}

impl Kept {
    fn new(path: PathBuf) -> Self {
        Self { path, bytes: OnceLock::new() }
    }
}

impl AsRef<[u8]> for Kept {
    /// A file that cannot be read is empty, and so no font.
    fn as_ref(&self) -> &[u8] {
        self.bytes.get_or_init(|| std::fs::read(&self.path).unwrap_or_default())
    }
}

/// The fonts of this machine, and the widths that have been measured with them.
pub struct Fonts {
    options: Options<'static>,
    widths: RefCell<HashMap<String, f64>>,
}

impl Fonts {
    /// The fonts that are installed.
    pub fn installed() -> Self {
        let mut found = Database::new();
        found.load_system_fonts();
        Self::of(&found)
    }

    /// The fonts of `found`.
    fn of(found: &Database) -> Self {
        let mut faces: Vec<&FaceInfo> = found.faces().collect();
        faces.sort_by_cached_key(|face| rank(face));
        let mut ordered = Database::new();
        let mut files: HashMap<PathBuf, Arc<Kept>> = HashMap::new();
        for face in &faces {
            let mut face = (*face).clone();
            if let Source::File(path) = &face.source
                && std::fs::metadata(path).is_ok_and(|file| file.len() <= MOST_KEPT)
            {
                let kept = files.entry(path.clone()).or_insert_with(|| Arc::new(Kept::new(path.clone())));
                face.source = Source::Binary(Arc::clone(kept) as _);
            }
            ordered.push_face_info(face);
        }
        let installed = |names: &[&'static str]| {
            names.iter().copied().find(|name| faces.iter().any(|f| family(f) == *name))
        };
        let first = faces.first().map(|face| family(face)).unwrap_or_default();
        let sans = installed(&SANS).unwrap_or(first);
        ordered.set_sans_serif_family(sans);
        ordered.set_serif_family(installed(&SERIF).unwrap_or(sans));
        let font_resolver = FontResolver { select_fallback: fallback(), ..FontResolver::default() };
        let options = Options { fontdb: Arc::new(ordered), font_resolver, ..Options::default() };
        Self { options, widths: RefCell::default() }
    }

    /// Whether there is no font at all, so that no text can be drawn.
    pub fn is_empty(&self) -> bool {
        self.options.fontdb.is_empty()
    }

    /// How an SVG document is to be read for its text to be drawn with these fonts.
    pub fn options(&self) -> &Options<'static> {
        &self.options
    }

    /// The width that `text` is drawn with; `None` when nothing of it can be drawn.
    ///
    /// It is asked of the very code that draws it, since only that knows how letters join, which of
    /// them are set closer, and where a letter comes from that the font does not have.
    fn drawn_width(&self, text: &str, font: &Font) -> Option<f64> {
        let op = Op::Text {
            text: text.to_owned(),
            at: ScreenPoint::new(0.0, 0.0),
            align: Align::Left,
            angle: 0.0,
            font: *font,
            color: Color::rgb(0, 0, 0),
            halo: None,
        };
        let scene = Scene { width: 16.0, height: 16.0, ops: vec![op], ..Scene::default() };
        let tree = Tree::from_str(&svg::write(&scene, "", ""), &self.options).ok()?;
        tree.root().children().iter().find_map(|node| match node {
            // resvg leaves out the space after the last letter, which a browser counts.
            Node::Text(text) => Some(f64::from(text.bounding_box().width()) + font.spacing),
            _ => None,
        })
    }
}

impl TextMeasure for Fonts {
    fn upper(&self, text: &str) -> String {
        text.to_uppercase()
    }

    fn width(&self, text: &str, font: &Font) -> f64 {
        let key = format!("{} {} {text}", font.css(), font.spacing);
        if let Some(&width) = self.widths.borrow().get(&key) {
            return width;
        }
        let mut width = 0.0;
        for part in parts(text) {
            let drawn = if self.is_empty() { None } else { self.drawn_width(part, font) };
            width += drawn.unwrap_or_else(|| ApproximateMeasure.width(part, font));
        }
        self.widths.borrow_mut().insert(key, width);
        width
    }
}

/// The text in parts of no more than [`LONG`] bytes.
fn parts(mut text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    while text.len() > LONG {
        let mut end = LONG;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (part, rest) = text.split_at(end);
        parts.push(part);
        text = rest;
    }
    parts.push(text);
    parts
}

/// The name of a face's family: the English one where it has one, as it does first.
fn family(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name)
}

/// Where a face stands in the order in which fonts are tried for a letter.
fn rank(face: &FaceInfo) -> (usize, String, bool, u16) {
    let name = family(face);
    let special =
        face.monospaced || face.stretch != Stretch::Normal || SPECIAL.iter().any(|w| name.contains(w));
    // "Noto Sans Arabic" and its like are the parts of "Noto Sans" for other scripts.
    let listed = SANS.iter().position(|sans| *sans == name).or(name.starts_with(SANS[0]).then_some(0));
    let group = match listed {
        Some(at) if !special => at,
        _ => {
            let plain = if name.contains("Sans") {
                0
            } else if name.contains("Serif") {
                2
            } else {
                1
            };
            SANS.len() + plain + if special { 3 } else { 0 }
        }
    };
    (group, name.to_owned(), face.style != Style::Normal, face.weight.0)
}

/// Finds a font for a letter that the fonts used so far do not have: the first, in the order above,
/// that is as heavy and as upright as the text's own, else the first that has the letter.
fn fallback() -> resvg::usvg::FallbackSelectionFn<'static> {
    let first_with = FontResolver::default_fallback_selector();
    Box::new(move |letter, used, fonts| {
        let base = fonts.face(*used.first()?)?;
        let (bold, style) = (base.weight.0 >= 600, base.style);
        let unlike = fonts.faces().filter(|face| (face.weight.0 >= 600) != bold || face.style != style);
        let passed_over: Vec<ID> = used.iter().copied().chain(unlike.map(|face| face.id)).collect();
        first_with(letter, &passed_over, fonts).or_else(|| first_with(letter, used, fonts))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_map::theme::{COUNTRY_FONT, PLACE_FONT};
    use resvg::usvg::fontdb::{Family, Language, Weight};

    fn face(family: &str, monospaced: bool) -> FaceInfo {
        FaceInfo {
            id: ID::dummy(),
            source: Source::Binary(Arc::new(Vec::<u8>::new())),
            index: 0,
            families: vec![(family.to_owned(), Language::English_UnitedStates)],
            post_script_name: String::new(),
            style: Style::Normal,
            weight: Weight::NORMAL,
            stretch: Stretch::Normal,
            monospaced,
        }
    }

    #[test]
    fn without_any_font_widths_are_estimated() {
        let none = Fonts::of(&Database::new());
        assert!(none.is_empty());
        assert_eq!(none.width("Kabul", &PLACE_FONT), ApproximateMeasure.width("Kabul", &PLACE_FONT));
    }

    #[test]
    fn a_file_is_read_once_and_kept_for_all_its_faces_and_one_that_is_not_there_has_no_letters() {
        let fonts = Fonts::installed();
        let kept = |face: &FaceInfo| match &face.source {
            Source::Binary(_) => true,
            Source::File(path) | Source::SharedFile(path, _) => {
                std::fs::metadata(path).unwrap().len() > MOST_KEPT
            }
        };
        assert!(fonts.options().fontdb.faces().all(kept), "{:?}", fonts.options().fontdb);
        let own = Kept::new(PathBuf::from(file!()));
        let (first, again) = (own.as_ref().as_ptr(), own.as_ref().as_ptr());
        assert_eq!(first, again);
        assert!(own.as_ref().starts_with(b"//! The fonts"));
        assert!(Kept::new(PathBuf::from("no/such/font.ttf")).as_ref().is_empty());
    }

    #[test]
    fn more_text_is_wider_and_letter_spacing_counts() {
        let fonts = Fonts::installed();
        let width = |text| fonts.width(text, &PLACE_FONT);
        assert!((25.0..60.0).contains(&width("Kabul")), "{}", width("Kabul"));
        assert!(width("Kabul, Kabul") > 2.0 * width("Kabul"));
        let close = Font { spacing: 0.0, ..COUNTRY_FONT };
        let spaced = fonts.width("IRAN", &COUNTRY_FONT) - fonts.width("IRAN", &close);
        assert!((spaced - 4.0 * COUNTRY_FONT.spacing).abs() < 0.1, "{spaced}");
    }

    #[test]
    fn a_very_long_text_is_measured_in_parts() {
        let name = "Herát 中 ".repeat(20_000);
        assert_eq!(parts(&name).concat(), name);
        assert!(
            parts(&name).iter().all(|part| part.len() <= LONG)
                && parts("Herat") == ["Herat"]
                && parts("") == [""]
        );
        let fonts = Fonts::installed();
        let width = |text: &str| fonts.width(text, &PLACE_FONT);
        let (one, all) = (width("Herat Herat") - width("Herat"), width(&"Herat ".repeat(5000)));
        assert!((all / one / 5000.0 - 1.0).abs() < 0.01, "{one} {all}");
    }

    #[test]
    fn markup_and_blanks_are_measured_as_the_text_they_are() {
        let fonts = Fonts::installed();
        let width = |text| fonts.width(text, &PLACE_FONT);
        assert!(width("</text><b>") > width("text"));
        assert!(width("   ") > 0.0 && width("") == 0.0);
    }

    #[test]
    fn plain_fonts_are_tried_before_those_for_code_and_headlines() {
        let mut faces = [
            face("DejaVu Sans Mono", true),
            face("Noto Sans Display", false),
            face("Noto Nastaliq Urdu", false),
            face("Noto Serif", false),
            face("Vazirmatn", false),
            face("Noto Sans Arabic", false),
            face("DejaVu Sans", false),
            face("Noto Sans", false),
        ];
        faces.sort_by_cached_key(rank);
        let names: Vec<_> = faces.iter().map(family).collect();
        let want = ["Noto Sans", "Noto Sans Arabic", "DejaVu Sans", "Vazirmatn", "Noto Serif"];
        assert_eq!(names[..5], want);
        assert_eq!(names[5..], ["DejaVu Sans Mono", "Noto Sans Display", "Noto Nastaliq Urdu"]);
    }

    #[test]
    fn sans_serif_is_a_font_that_is_installed() {
        let mut found = Database::new();
        for name in ["Zapfino", "Arial", "Liberation Sans"] {
            found.push_face_info(face(name, false));
        }
        let fonts = Fonts::of(&found);
        assert_eq!(fonts.options().fontdb.family_name(&Family::SansSerif), "Liberation Sans");
        assert_eq!(fonts.options().fontdb.family_name(&Family::Serif), "Liberation Sans");
    }
}
