//! Names of what lies around the story: countries, provinces, seas.
//!
//! A name stands level, in the part of its area that is in view and free. The area is cut into
//! [rows](super::rows); from their runs, what lies under anything of the story is taken away, and, as long
//! as that leaves room, what the story highlights. Of the places that hold the name, the one that lies
//! deepest inside is chosen. What finds no room in one line is tried in two, and smaller; then left out.

use super::measure::TextMeasure;
use super::rows::{Grid, Runs, intersect, subtract};
use super::water;
use super::{Around, Cloud};
use crate::basemap::{Area, AreaClass, Basemap};
use crate::camera::{Camera, Transform};
use crate::geo::{ScreenPoint, ScreenRect, WorldBounds, WorldPoint};
use crate::order;
use crate::theme::{COUNTRY_FONT, COUNTRY_FONT_LARGE, COUNTRY_FONT_SMALL, Font, PROVINCE_FONT, from_zoom};
use crate::words::Words;

/// Distance between the rows of land, px.
const ROW: f64 = 12.0;
/// Free space at both ends of a name, px.
const PAD: f64 = 8.0;
/// Between a name and the viewport's edge, px.
const EDGE: f64 = 8.0;
/// Below this zoom country names are set small: many of them are in view.
const SMALL_BELOW: f64 = 3.0;
/// A country whose box fills as much as this of the view has its name set large.
const LARGE_SHARE: f64 = 0.3;

/// What a name lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Land around the story.
    Land,
    /// The country that the story plays in.
    Home,
    /// An area that the story highlights.
    Area,
    /// Land that no country is shown to own.
    Contested,
    /// A sea or a lake.
    Water,
}

/// A name of the context: one line of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ContextLabel {
    /// The text, in capitals where its script has them if it names land.
    pub text: String,
    /// How it is set.
    pub font: Font,
    /// Where the middle of its baseline stands.
    pub at: WorldPoint,
    /// Its box when it was laid out.
    pub rect: ScreenRect,
    /// What it lies on.
    pub ground: Ground,
    /// Whether it stands elsewhere than in the layout before, and so is faded in.
    pub fresh: bool,
}

/// What a context is laid out from.
pub struct Scope<'a> {
    /// The areas.
    pub basemap: &'a Basemap,
    /// What is in view.
    pub camera: &'a Camera,
    /// BCP 47 tag of the language names are wanted in.
    pub lang: &'a str,
    /// Names waters that the basemap does not name in that language.
    pub words: &'a Words,
    /// Keys of the areas that the story names itself.
    pub told: &'a [&'a str],
    /// What of the ground is the story's.
    pub around: &'a Around<'a>,
    /// Measures text.
    pub measure: &'a dyn TextMeasure,
    /// The marks of a crowd, under which no name is to lie.
    pub cloud: Option<&'a Cloud>,
}

impl Scope<'_> {
    /// The width of the box of the area `key`, px: of what the levels in use have of it together.
    fn width(&self, key: &str) -> f64 {
        let in_use = self.basemap.levels.iter().filter(|level| level.min_zoom <= self.camera.zoom());
        let mut bounds = WorldBounds::EMPTY;
        in_use.filter_map(|level| level.area(key)).for_each(|area| bounds.union(&area.path.bounds));
        bounds.width() * self.camera.scale()
    }

    /// Whether no mark of a crowd stands in a box of the screen.
    pub(super) fn is_clear(&self, rect: &ScreenRect) -> bool {
        self.cloud.is_none_or(|cloud| cloud.is_clear(self.camera, rect))
    }

    /// The lines of a name set in `font`, and the size of them together, px: as one, then as two.
    pub(super) fn settings(&self, text: &str, font: &Font) -> Vec<(Vec<String>, (f64, f64))> {
        let size = |lines: &[String]| {
            let widths = lines.iter().map(|line| self.measure.width(line, font) - font.spacing);
            (widths.fold(0.0, f64::max), lines.len() as f64 * font.line_height())
        };
        let mut settings = vec![vec![text.to_owned()]];
        settings.extend(broken(text));
        settings.into_iter().map(|lines| (size(&lines), lines)).map(|(size, lines)| (lines, size)).collect()
    }

    /// The labels of `lines` in the box `rect`.
    pub(super) fn labels(
        &self,
        lines: Vec<String>,
        rect: ScreenRect,
        font: Font,
        ground: Ground,
    ) -> impl Iterator<Item = ContextLabel> {
        let height = font.line_height();
        lines.into_iter().enumerate().map(move |(n, text)| {
            let rect = ScreenRect::new(rect.x, rect.y + height * n as f64, rect.width, height);
            // The letter space after the last letter is no part of what is seen.
            let middle = rect.centre().x + font.spacing / 2.0;
            let at = self.camera.to_world(ScreenPoint::new(middle, rect.y + height * 0.8));
            ContextLabel { text, font, at, rect, ground, fresh: false }
        })
    }
}

/// Names what is in view, clear of `obstacles` and of each other: countries, those of the story first and
/// then the larger ones; provinces; seas.
pub fn place(scope: &Scope, obstacles: &[ScreenRect]) -> Vec<ContextLabel> {
    let zoom = scope.camera.zoom();
    let mut taken = obstacles.to_vec();
    let mut labels = Vec::new();
    let grid = Grid { inner: scope.camera.viewport().inflate(-EDGE), step: ROW };
    // As long as nobody knows where a crowd stands, there is no room for names.
    let unknown = scope.cloud.is_some_and(|cloud| !cloud.is_sorted());
    if scope.basemap.levels.is_empty() || grid.inner.height < ROW || unknown {
        return labels;
    }
    let highlighted = highlighted(scope, &grid);
    for (class, zooms) in [
        (AreaClass::Country, from_zoom::COUNTRY_NAMES..from_zoom::NO_COUNTRY_NAMES),
        (AreaClass::Province, from_zoom::PROVINCE_NAMES..from_zoom::NO_PROVINCE_NAMES),
    ] {
        if zooms.contains(&zoom) {
            for area in in_view(scope, class) {
                labels.extend(land_name(scope, area, &grid, &highlighted, &mut taken));
            }
        }
    }
    labels.extend(water::names(scope, &mut taken));
    labels
}

/// The lines of the name of `area`, where there is room for it. Its box joins what is `taken`.
fn land_name(
    scope: &Scope,
    area: &Area,
    grid: &Grid,
    highlighted: &[Runs],
    taken: &mut Vec<ScreenRect>,
) -> Vec<ContextLabel> {
    // A world has a hundred countries that are too narrow for any name, and needs no scan to know it.
    let width = scope.width(&area.key);
    if width < 2.0 * PAD {
        return Vec::new();
    }
    let text = scope.measure.upper(&area_name(area, scope.lang, scope.measure));
    let may_hold = |width: f64, font: &Font| width >= 2.0 * PAD + least_width(&text, font);
    let fonts: Vec<Font> = fonts(scope, area)
        .iter()
        .map(|&font| suited(font, &text))
        .filter(|font| may_hold(width, font))
        .collect();
    if fonts.is_empty() {
        return Vec::new();
    }
    let rows = grid.scan_levels(scope.basemap, scope.camera, &|level| {
        [level.area(&area.key).map(|area| &*area.path), None]
    });
    let ground = if area.contested {
        Ground::Contested
    } else if scope.around.home.iter().any(|home| Some(home) == area.country.as_ref()) {
        Ground::Home
    } else {
        Ground::Land
    };
    let widest = rows.iter().flatten().fold(0.0, |widest: f64, &(from, to)| widest.max(to - from));
    // Measuring is dear, and where even the spaces between the letters take more, there is no need of it.
    for font in fonts.into_iter().filter(|font| may_hold(widest, font)) {
        for (lines, size) in scope.settings(&text, &font) {
            if widest < 2.0 * PAD + size.0 {
                continue;
            }
            // Beside what the story highlights; or wholly on it, but never across its edge.
            for (beside, ground) in [(true, ground), (false, Ground::Area)] {
                if !beside && scope.around.highlighted.is_empty() {
                    continue;
                }
                let room = find_room(grid, &rows, highlighted, beside, size, taken);
                if let Some(rect) = room.filter(|rect| scope.is_clear(rect)) {
                    taken.push(rect.inflate(PAD));
                    return scope.labels(lines, rect, font, ground).collect();
                }
            }
        }
    }
    Vec::new()
}

/// The fonts to try for the name of `area`.
fn fonts(scope: &Scope, area: &Area) -> &'static [Font] {
    const FONTS: [Font; 3] = [COUNTRY_FONT_LARGE, COUNTRY_FONT, COUNTRY_FONT_SMALL];
    let view = scope.camera.bounds();
    let bounds = &area.path.bounds;
    let share = (bounds.width() / view.width()).min(bounds.height() / view.height());
    match area.class {
        AreaClass::Province => &[PROVINCE_FONT],
        _ if scope.camera.zoom() < SMALL_BELOW => &FONTS[2..],
        _ if share > LARGE_SHARE => &FONTS,
        _ => &FONTS[1..],
    }
}

/// What `area` is called in the reader's language: by its file, by the platform, by its file in its own.
pub fn area_name(area: &Area, lang: &str, measure: &dyn TextMeasure) -> String {
    let known = || measure.country(&area.key, lang);
    let written = area.name.written_in(lang).map(str::to_owned);
    written.or_else(known).unwrap_or_else(|| area.name.default().to_owned())
}

/// The font for a text that is to be set in `font`: without space between letters that join.
pub(super) fn suited(font: Font, text: &str) -> Font {
    if is_cursive(text) { font.joined() } else { font }
}

/// Whether the letters of a text join, as those of Arabic, Syriac and N'Ko do (Unicode 16, chapter 9): set
/// apart, they would be torn.
fn is_cursive(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{0600}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'))
}

/// What a name takes at the least in one line or in two, whatever its letters: the spaces between them.
fn least_width(text: &str, font: &Font) -> f64 {
    let count = text.chars().count();
    (count / 2).saturating_sub(1) as f64 * font.spacing
}

/// A text broken at the space that leaves the longer line shortest.
fn broken(text: &str) -> Option<Vec<String>> {
    let longer = |at: usize| text[..at].chars().count().max(text[at + 1..].chars().count());
    let at = text.match_indices(' ').map(|(at, _)| at).min_by_key(|&at| longer(at))?;
    Some(vec![text[..at].to_owned(), text[at + 1..].to_owned()])
}

/// The areas of `class` in view that the story does not name itself: those of its own countries first, then
/// larger ones before smaller ones. Each from the finest level in use that has it.
fn in_view<'a>(scope: &Scope<'a>, class: AreaClass) -> Vec<&'a Area> {
    let view = scope.camera.bounds();
    let mut found: Vec<&Area> = Vec::new();
    for level in scope.basemap.levels.iter().rev().filter(|level| level.min_zoom <= scope.camera.zoom()) {
        for area in level.areas.iter().filter(|area| area.class == class && !area.key.is_empty()) {
            let bounds = &area.path.bounds;
            let turns = (view.centre().x - bounds.centre().x).round();
            let (east, west) = (bounds.max.x + turns, bounds.min.x + turns);
            let meets = west < view.max.x
                && east > view.min.x
                && bounds.min.y < view.max.y
                && bounds.max.y > view.min.y;
            let told = scope.told.contains(&area.key.as_str()) || area.name.default().is_empty();
            if meets && !told && !found.iter().any(|other| other.key == area.key) {
                found.push(area);
            }
        }
    }
    let extent = |area: &Area| area.path.bounds.width() * area.path.bounds.height();
    let home = |area: &Area| scope.around.home.contains(&area.key);
    order::sort_by(&mut found, |a, b| {
        home(b).cmp(&home(a)).then(extent(b).total_cmp(&extent(a))).then_with(|| a.key.cmp(&b.key))
    });
    found
}

/// The rows of all that the story highlights.
fn highlighted(scope: &Scope, grid: &Grid) -> Vec<Runs> {
    let base = scope.camera.transform();
    let view = scope.camera.bounds();
    let mut rows: Vec<Runs> = vec![Vec::new(); grid.count()];
    for path in &scope.around.highlighted {
        let turns = (view.centre().x - path.bounds.centre().x).round();
        let transform = Transform { dx: base.dx + turns * base.scale, ..base };
        for (row, runs) in rows.iter_mut().zip(grid.scan(path, &transform)) {
            row.extend(runs);
        }
    }
    rows
}

/// The box of the size (width, height) that lies in the rows, clear of `taken` and either wholly `beside`
/// the highlighted rows or wholly in them, as deep inside as may be.
///
/// Not inlined, as it runs often: a browser compiles such a function anew, and takes 60 ms for one that has all of the layout in it.
#[inline(never)]
fn find_room(
    grid: &Grid,
    rows: &[Runs],
    highlighted: &[Runs],
    beside: bool,
    (width, height): (f64, f64),
    taken: &[ScreenRect],
) -> Option<ScreenRect> {
    let cover = grid.cover(height);
    let mut best: Option<(f64, ScreenRect)> = None;
    for n in 0..rows.len().saturating_sub(cover - 1) {
        let mut runs = rows[n].clone();
        for (row, lit) in rows.iter().zip(highlighted).skip(n).take(cover) {
            runs = intersect(&runs, row);
            if beside {
                for &(from, to) in lit {
                    runs = subtract(&runs, (from - PAD, to + PAD));
                }
            } else {
                runs = intersect(&runs, lit);
            }
        }
        let middle = grid.y(n) + grid.step * (cover - 1) as f64 / 2.0;
        let band = ScreenRect::new(grid.inner.x, middle - height / 2.0, grid.inner.width, height);
        for rect in taken.iter().filter(|t| t.overlaps(&band)) {
            runs = subtract(&runs, (rect.x, rect.right()));
        }
        for (from, to) in runs {
            let slack = to - from - width - 2.0 * PAD;
            if slack < 0.0 {
                continue;
            }
            // Deep inside: room at both ends, and rows above and below that are inside as well.
            let x = (from + to) / 2.0;
            let depth = (1..=6)
                .take_while(|&d| {
                    let inside = |row: Option<&Runs>| {
                        row.is_some_and(|runs| {
                            runs.iter().any(|r| r.0 < x - width / 3.0 && x + width / 3.0 < r.1)
                        })
                    };
                    inside(n.checked_sub(d).and_then(|m| rows.get(m))) && inside(rows.get(n + cover - 1 + d))
                })
                .count();
            let score = slack.min(120.0) + depth as f64 * 30.0;
            if best.as_ref().is_none_or(|(s, _)| score > *s) {
                best = Some((score, ScreenRect::new(x - width / 2.0, middle - height / 2.0, width, height)));
            }
        }
    }
    best.map(|(_, rect)| rect)
}

#[cfg(test)]
mod tests;
