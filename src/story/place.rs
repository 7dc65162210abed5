//! One place of a story.

use super::{Date, SimpleStyle};
use crate::geo::WorldPoint;
use crate::localized::Localized;
use std::rc::Rc;

/// A place: a feature of the story file.
///
/// All texts are plain text, kept as they stand in the file; a `<` in them is a less-than sign.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// The number of its feature in the file, counted from 1.
    pub number: usize,
    /// The key of the place, unique in the story: the feature's `id`, else made from the name.
    pub id: String,
    /// `name`, or `title`, and `name:xx`. Where the file gives none, the id, or `#` and the number.
    pub name: Localized,
    /// Other spellings to find in the article's text.
    pub aliases: Vec<String>,
    /// What it is. `None` when the file does not say, or says something unknown here.
    pub kind: Option<Kind>,
    /// A key into the basemap's areas, ISO 3166-1 alpha-2 or 3166-2, to highlight with the place.
    pub area: Option<String>,
    /// One short line for under the label: `annotation` and `annotation:xx`.
    pub annotation: Option<Localized>,
    /// What the article says of the place.
    pub excerpts: Vec<Excerpt>,
    /// When the story came by here.
    pub date: Option<Date>,
    /// How much it matters: finite, the higher the sooner it gets its label. `None`: not given.
    pub priority: Option<f64>,
    /// How well the position is known.
    pub certainty: Certainty,
    /// Where its lines have arrowheads.
    pub arrow: Option<Arrow>,
    /// What simplestyle says of its look.
    pub style: SimpleStyle,
    /// Its shape, projected. Empty when the place is listed and not drawn.
    pub geometry: Geometry,
    /// Where its marker stands: the first point; else the pole of inaccessibility of the largest
    /// polygon; else the middle, by length, of the longest line. `None` when nothing is drawn.
    pub marker: Option<WorldPoint>,
    /// The feature as it was read: what is written back.
    pub(super) feature: Rc<geojson::Feature>,
}

impl Place {
    /// How much its label matters: what the author says, else from its kind and what is said of it.
    pub fn weight(&self) -> f64 {
        weight(self.priority, self.kind, self.excerpts.len())
    }

    /// Empties an id that is not the feature's own.
    pub(super) fn forget_made_id(&mut self) {
        if self.feature.id.as_ref().map(super::feature::id_text).as_ref() != Some(&self.id) {
            self.id.clear();
        }
    }

    /// Takes away all that is drawn of it.
    pub(super) fn hide(&mut self) {
        self.geometry = Geometry::default();
        self.marker = None;
        self.area = None;
    }

    /// Whether it is drawn as a line without a marker: one that asks for no marker of its own.
    pub fn is_bare_line(&self) -> bool {
        self.geometry.is_line() && self.style.marker_symbol.is_none() && self.style.marker_color.is_none()
    }
}

/// How much a label matters; at least 0.1.
pub(super) fn weight(priority: Option<f64>, kind: Option<Kind>, excerpts: usize) -> f64 {
    let derived = || {
        let kind = match kind {
            Some(Kind::Country) => 1.6,
            Some(Kind::City) => 1.4,
            Some(Kind::Province) => 1.2,
            Some(Kind::District | Kind::Site) | None => 1.0,
        };
        kind + 0.5 * excerpts as f64
    };
    priority.unwrap_or_else(derived).max(0.1)
}

/// What a place is. It sets the size of the marker and the rank of the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A country.
    Country,
    /// A part of a country: a province, a state, a region.
    Province,
    /// A city, a town or a village.
    City,
    /// A part of a city, or of a province.
    District,
    /// A single spot: a building, a battlefield, a pass.
    Site,
}

impl Kind {
    /// All kinds, the largest first.
    pub const ALL: [Self; 5] = [Self::Country, Self::Province, Self::City, Self::District, Self::Site];

    /// The word the story file uses for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::City => "city",
            Self::District => "district",
            Self::Site => "site",
        }
    }

    /// The kind that `word` stands for. Case counts.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How well a position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Certainty {
    /// The position is that of the place.
    #[default]
    Exact,
    /// The position is a guess, or stands for an extent; drawn open.
    Approximate,
}

/// Where a line has arrowheads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrow {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
    /// At both ends.
    Both,
}

impl Arrow {
    /// The arrow that `word` stands for.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "start" => Some(Self::Start),
            "end" => Some(Self::End),
            "both" => Some(Self::Both),
            _ => None,
        }
    }
}

/// A passage of the article that speaks of the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, not blank.
    pub text: String,
    /// The paragraph of the article, counted from 1.
    pub paragraph: Option<u32>,
    /// The day the passage speaks of.
    pub date: Option<Date>,
    /// Whether these are the source's own words; otherwise they sum the passage up.
    pub quote: bool,
}

/// The shape of a place, projected: every geometry of GeoJSON, collections too, in these three lists.
///
/// All three are empty for a null geometry. Longitudes past ±180° give an `x` outside 0..1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Geometry {
    /// The points.
    pub points: Vec<WorldPoint>,
    /// The lines, each of two points or more.
    pub lines: Vec<Vec<WorldPoint>>,
    /// The polygons: each a list of rings, the outer one first, then its holes; each ring three
    /// corners or more, and the first repeated at its end.
    pub polygons: Vec<Vec<Vec<WorldPoint>>>,
}

impl Geometry {
    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty() && self.lines.is_empty() && self.polygons.is_empty()
    }

    /// Whether it is made of points alone, or of nothing: it has no extent.
    pub fn is_point(&self) -> bool {
        self.polygons.is_empty() && self.lines.is_empty()
    }

    /// Whether it is made of lines alone: a route, a front.
    pub fn is_line(&self) -> bool {
        self.points.is_empty() && self.polygons.is_empty() && !self.lines.is_empty()
    }
}
