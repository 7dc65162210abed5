//! Names of seas, gulfs and lakes: italics, on water alone.

use super::context::{ContextLabel, Ground, Scope, suited};
use super::rows::{Grid, Runs, intersect, subtract};
use crate::basemap::Water;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::theme::{OCEAN_FONT, WATER_FONT, from_zoom};
use crate::words::Words;

/// Distance between the rows of water, px: a coast has more corners than a border.
const ROW: f64 = 5.0;
/// Water left free at both ends of a name, px, and above and below it.
const PAD: f64 = 5.0;
/// Between a name and the viewport's edge, px: a sea may go on, its name is to be read.
const EDGE: f64 = 10.0;
/// A name that may stand this far from its place, degrees, is an ocean's.
const OCEAN_RADIUS: f64 = 15.0;

/// The names of the waters in view, wholly on water and clear of what is `taken`, larger ones first.
/// Their boxes join what is taken.
pub(super) fn names(scope: &Scope, taken: &mut Vec<ScreenRect>) -> Vec<ContextLabel> {
    let mut labels = Vec::new();
    let zoom = scope.camera.zoom();
    let grid = Grid { inner: scope.camera.viewport().inflate(-EDGE), step: ROW };
    let waters = in_view(scope);
    if zoom < from_zoom::WATER_NAMES || grid.inner.height < ROW || waters.is_empty() {
        return labels;
    }
    let land =
        grid.scan_levels(scope.basemap, scope.camera, &|level| [Some(&*level.land), Some(&*level.lakes)]);
    let rows = grid.complement(&land);
    let mut told: Vec<&str> = Vec::new();
    for (water, at) in waters {
        // A sea at the edge of a level's box is named by both.
        if told.contains(&water.name.default()) {
            continue;
        }
        let ocean = water.radius >= OCEAN_RADIUS;
        if !ocean && zoom < from_zoom::SEA_NAMES {
            continue;
        }
        let name = water_name(water, scope.lang, scope.words);
        // A sea's letters are hardly set apart, and its name had better stay small.
        let font = if ocean { suited(OCEAN_FONT, name) } else { WATER_FONT };
        let radius = water.radius / 360.0 * scope.camera.scale();
        for (lines, size) in scope.settings(name, &font) {
            let room = find_room(&grid, &rows, at, radius, size, taken);
            if let Some(rect) = room.filter(|rect| scope.is_clear(rect)) {
                told.push(water.name.default());
                taken.push(rect.inflate(2.0 * PAD));
                labels.extend(scope.labels(lines, rect, font, Ground::Water));
                break;
            }
        }
    }
    labels
}

/// What `water` is called in the reader's language: by its file, by the table of [`Words`] under the English name, by its
/// file in its own.
fn water_name<'a>(water: &'a Water, lang: &str, words: &'a Words) -> &'a str {
    let known = || words.water(water.name.get("en"));
    water.name.written_in(lang).or_else(known).unwrap_or(water.name.default())
}

/// The waters whose names may stand in view, the wider ones first, each with its place on the screen.
/// Where a finer level is in use, its names replace those of coarser ones.
fn in_view<'a>(scope: &Scope<'a>) -> Vec<(&'a Water, ScreenPoint)> {
    let (camera, view) = (scope.camera, scope.camera.viewport());
    let mut found: Vec<(&Water, ScreenPoint)> = Vec::new();
    let in_use = |n: &usize| scope.basemap.levels[*n].min_zoom <= camera.zoom();
    let levels: Vec<usize> = (0..scope.basemap.levels.len()).filter(in_use).collect();
    for (i, &n) in levels.iter().enumerate() {
        let finer = || levels[i + 1..].iter().map(|&n| &scope.basemap.levels[n]);
        for water in &scope.basemap.levels[n].waters {
            if finer().any(|level| !level.waters.is_empty() && level.covers_point(water.at)) {
                continue;
            }
            let at = camera.to_screen(water.at);
            let radius = water.radius / 360.0 * camera.scale();
            if view.overlaps(&ScreenRect::around(at, radius)) {
                let place = found.partition_point(|(other, _)| other.radius >= water.radius);
                found.insert(place, (water, at));
            }
        }
    }
    found
}

/// The box of the size (width, height) on water and clear of `taken` whose middle is nearest to `at`, and
/// no farther from it than `radius`, px. Not inlined, as in [`super::context`].
#[inline(never)]
fn find_room(
    grid: &Grid,
    water: &[Runs],
    at: ScreenPoint,
    radius: f64,
    (width, height): (f64, f64),
    taken: &[ScreenRect],
) -> Option<ScreenRect> {
    let cover = grid.cover(height + 2.0 * PAD);
    let mut best: Option<(f64, ScreenRect)> = None;
    for n in 0..water.len().saturating_sub(cover - 1) {
        let middle = grid.y(n) + grid.step * (cover - 1) as f64 / 2.0;
        // Only rows that could come nearer than what is found already.
        if (middle - at.y).abs() > best.map_or(radius, |(distance, _)| distance) {
            continue;
        }
        let mut runs =
            water[n + 1..n + cover].iter().fold(water[n].clone(), |runs, row| intersect(&runs, row));
        let band = ScreenRect::new(grid.inner.x, middle - height / 2.0, grid.inner.width, height);
        for rect in taken.iter().filter(|t| t.overlaps(&band)) {
            runs = subtract(&runs, (rect.x - PAD, rect.right() + PAD));
        }
        for (from, to) in runs {
            let (first, last) = (from + PAD + width / 2.0, to - PAD - width / 2.0);
            if first > last {
                continue;
            }
            let x = at.x.max(first).min(last);
            let distance = at.distance(ScreenPoint::new(x, middle));
            if distance <= radius && best.is_none_or(|(least, _)| distance < least) {
                let rect = ScreenRect::new(x - width / 2.0, middle - height / 2.0, width, height);
                best = Some((distance, rect));
            }
        }
    }
    best.map(|(_, rect)| rect)
}
