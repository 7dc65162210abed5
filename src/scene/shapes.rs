//! What the story itself draws on the ground: areas and lines, and the country it plays in.

use super::Pen;
use crate::basemap::Basemap;
use crate::color::Color;
use crate::geo::Path;
use crate::layout::Around;
use crate::order;
use crate::story::{Certainty, Place, Story};
use std::rc::Rc;

/// The area or the line of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Index of the place.
    pub place: usize,
    /// Its geometry.
    pub path: Rc<Path>,
    /// Whether it is an area rather than a line.
    pub filled: bool,
    /// The author's fill, its opacity included.
    pub fill: Option<Color>,
    /// The author's stroke, its opacity included, and its width in px.
    pub stroke: Option<Pen>,
    /// Whether its course is only approximately known.
    pub approximate: bool,
}

/// All shapes of a story over a basemap. Made once for the two, as their geometry is kept by sinks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shapes {
    /// Areas and lines, in the order of the story.
    pub shapes: Vec<Shape>,
    /// Keys of the countries that are raised from the rest: those that hold most of the places.
    pub home: Vec<String>,
}

impl Shapes {
    /// The shapes of `story`: a place's own geometry, and the basemap's area that it names.
    pub fn new(story: &Story, basemap: &Basemap) -> Self {
        let mut shapes = Vec::new();
        for (i, place) in story.places.whole() {
            let mut lines = Path::default();
            place.geometry.lines.iter().for_each(|line| lines.push_line(line.clone()));
            let mut rings = Path::default();
            place.geometry.polygons.iter().flatten().for_each(|ring| rings.push_ring(ring.clone()));
            let named = place.area.as_deref().and_then(|key| basemap.area(key));
            // A place's own area is more exact than the basemap's.
            let area =
                if rings.is_empty() { named.map(|a| Rc::clone(&a.path)) } else { Some(Rc::new(rings)) };
            shapes.extend(area.map(|path| shape(i, place, path, true)));
            if !lines.is_empty() {
                shapes.push(shape(i, place, Rc::new(lines), false));
            }
        }
        Self { shapes, home: home(story, basemap) }
    }

    /// The areas (`filled`) or the lines, those of the selected place last.
    pub fn selected_last(&self, filled: bool, selected: Option<usize>) -> Vec<&Shape> {
        let mut shapes: Vec<&Shape> = self.shapes.iter().filter(|shape| shape.filled == filled).collect();
        let is_selected = |shape: &Shape| selected == Some(shape.place);
        order::sort_by(&mut shapes, |a, b| is_selected(a).cmp(&is_selected(b)));
        shapes
    }

    /// What of the ground the names of the context keep off.
    pub fn around(&self) -> Around<'_> {
        let highlighted = self.shapes.iter().filter(|shape| shape.filled).map(|shape| &*shape.path);
        Around { home: &self.home, highlighted: highlighted.collect() }
    }
}

fn shape(index: usize, place: &Place, path: Rc<Path>, filled: bool) -> Shape {
    let style = &place.style;
    Shape {
        place: index,
        path,
        filled,
        // Where the file says anything of a kind, the specification's defaults hold for the rest of it.
        fill: style.has_fill().then(|| style.fill()),
        stroke: style.has_stroke().then(|| (style.stroke(), style.stroke_width())),
        approximate: place.certainty == Certainty::Approximate,
    }
}

/// So many places tell where a story plays; of a crowd, others are passed over.
const MOST_ASKED: usize = 2000;

/// The countries with the most places in them; more than one when they tie, none when most would.
fn home(story: &Story, basemap: &Basemap) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let places = &story.places;
    for index in (0..places.len()).step_by(places.len() / MOST_ASKED + 1) {
        let own = places.get_whole(index);
        // The middle of a route is no place that the story plays in.
        if own.is_some_and(|place| place.geometry.is_line()) {
            continue;
        }
        let by_area = || basemap.area(own?.area.as_deref()?)?.country.clone();
        let by_position = || Some(basemap.country_at(places.marker(index)?)?.key.clone());
        let Some(key) = by_area().or_else(by_position) else { continue };
        match counts.iter_mut().find(|(k, _)| *k == key) {
            Some((_, n)) => *n += 1,
            None => counts.push((key, 1)),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let home: Vec<String> = counts.iter().filter(|(_, n)| *n == most).map(|(k, _)| k.clone()).collect();
    // Places scattered one to a country have no home; a raised half of the map would say nothing.
    if home.len() > 2 { Vec::new() } else { home }
}
