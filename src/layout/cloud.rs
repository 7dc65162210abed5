//! Places too many to be marked one by one in a scene: all of them are one drawing order.
//!
//! A [`Cloud`] shares the columns of the story, so that making a scene of a million places costs nothing; how many
//! of them are seen, and how, is for whoever paints it.

use super::Marker;
use super::marks::disc_radius;
use crate::camera::{Camera, window};
use crate::geo::{ScreenPoint, ScreenRect, WorldBounds};
use crate::index::{DIGITS, Points, Sorting, Strips, Window, by_digit};
use crate::order;
use crate::raster::{Drawn, Placing};
use crate::story::Places;
use crate::theme::radius;
use std::mem::take;
use std::rc::Rc;

/// How near a mark is looked for first, px.
const NEAR: f64 = 2.0;

/// The marks of a story's places.
#[derive(Debug, Clone, PartialEq)]
pub struct Cloud {
    /// Where they stand.
    pub spots: Rc<Points>,
    /// The look of each, by its number in `marks`; past these for one that is marked by itself.
    pub looks: Rc<Vec<u8>>,
    /// The order in which they are painted: the weightier ones last. `None` for that of the story.
    pub order: Option<Rc<Vec<u32>>>,
    /// The marks of the looks; of no radius for what is not marked.
    pub marks: Rc<Vec<Marker>>,
    /// How much each of them matters.
    weights: Rc<Vec<f32>>,
    /// What lies where. `None` until it is sorted.
    index: Option<Rc<Strips>>,
    /// The number of the story that they are of.
    pub story: u32,
    /// While more of it is to come: a picture of so many of its first places will do.
    pub enough: Option<usize>,
}

impl Cloud {
    /// Up to this many marks in view each are a drawing order of their own, and named where there is room; more of
    /// them are a cloud: on a page of 1280 × 800 px, one for every square of 32 px.
    pub const MOST_SINGLE: usize = 1000;

    /// The cloud of `places` in their own order. Nothing is found in it until it is sorted: see [`Sorter`].
    pub fn new(places: &Places) -> Self {
        let (looks, all) = places.looks();
        let mark = |look: &crate::story::Look| Marker {
            radius: if look.is_marked { disc_radius(look) } else { 0.0 },
            color: look.color,
            open: look.open,
            symbol: look.symbol,
            ..Marker::default()
        };
        Self {
            spots: Rc::clone(places.spots()),
            looks: Rc::clone(looks),
            order: None,
            marks: Rc::new(all.iter().map(mark).collect()),
            weights: Rc::clone(places.weights()),
            index: None,
            story: 0,
            enough: None,
        }
    }

    /// The places in view, unless they are too many to be marked one by one.
    pub(super) fn single(&self, camera: &Camera) -> Option<Vec<usize>> {
        let index = self.index.as_ref()?;
        let at = |n: usize| self.spots.spot(index.ids[n]);
        if index.count(at, &camera.window(), Self::MOST_SINGLE + 1) > Self::MOST_SINGLE {
            return None;
        }
        let mut found = self.in_view(camera, usize::MAX);
        order::sort_by(&mut found, usize::cmp);
        Some(found)
    }

    /// How many places are in view.
    pub fn count(&self, camera: &Camera) -> usize {
        let index = self.index.as_ref();
        index.map_or(0, |index| index.count(|n| self.spots.spot(index.ids[n]), &camera.window(), usize::MAX))
    }

    /// Some of the places in view, up to so many.
    pub fn in_view(&self, camera: &Camera, most: usize) -> Vec<usize> {
        let mut found = Vec::new();
        if let Some(index) = &self.index {
            let at = |n: usize| self.spots.spot(index.ids[n]);
            index.within_as_far_as(at, &camera.window(), |n| {
                found.push(index.ids[n] as usize);
                found.len() < most
            });
        }
        found
    }

    /// Whether what lies where can be found.
    pub(super) fn is_sorted(&self) -> bool {
        self.index.is_some()
    }

    /// Whether no mark stands in a box of the screen, as far as that is known: not before it is sorted.
    pub(super) fn is_clear(&self, camera: &Camera, rect: &ScreenRect) -> bool {
        let reach = self.marks.iter().fold(0.0, |reach: f64, mark| reach.max(mark.reach()));
        let window = window_of(camera, &rect.inflate(reach));
        let index = self.index.as_ref();
        index.is_some_and(|index| index.count(|n| self.spots.spot(index.ids[n]), &window, 1) == 0)
    }

    /// The place whose mark is hit at `p`: the nearest one, and of several at one spot the topmost.
    pub fn place_at(&self, camera: &Camera, p: ScreenPoint) -> Option<usize> {
        // Where a million stand there are thousands within reach, and one of the nearest few is the nearest of all.
        let near = self.nearest(camera, p, NEAR).filter(|(distance, _)| *distance <= NEAR);
        near.or_else(|| self.nearest(camera, p, radius::HIT)).map(|(_, id)| id as usize)
    }

    /// The nearest place in the square of `reach` px to each side of `p`, and its distance.
    fn nearest(&self, camera: &Camera, p: ScreenPoint, reach: f64) -> Option<(f64, u32)> {
        let index = self.index.as_ref()?;
        let mut best: Option<(f64, u32)> = None;
        let rank = |id: u32| (if self.order.is_some() { self.weights[id as usize] } else { 0.0 }, id);
        index.within(
            |n| self.spots.spot(index.ids[n]),
            &window_of(camera, &ScreenRect::around(p, reach)),
            |n| {
                let id = index.ids[n];
                let (x, y) = self.spots.at(id);
                let distance = camera.to_screen(crate::geo::WorldPoint::new(x, y)).distance(p);
                let is_better = best.is_none_or(|(least, other)| {
                    distance < least || distance == least && rank(id) > rank(other)
                });
                if is_better {
                    best = Some((distance, id));
                }
            },
        );
        best
    }

    /// All of it, for a raster.
    pub fn drawn(&self) -> Drawn<'_> {
        let order = self.order.as_ref().map(|order| order.as_slice());
        Drawn { points: &self.spots, looks: &self.looks, order }
    }

    /// Where the marks stand on the viewport, px.
    pub fn placing(camera: &Camera) -> Placing {
        let (view, turn) = (camera.viewport(), crate::index::TURN);
        let centre = camera.centre();
        let step = |x: f64| ((x - x.floor()) * turn).floor();
        let (x, y) = (step(centre.x), (centre.y * turn).floor().clamp(0.0, turn - 1.0));
        let scale = camera.scale() / turn;
        // The middle of a step stands for all of it.
        let off = |x: f64, exact: f64, half: f64| half - (exact - x - 0.5) * scale;
        Placing {
            centre: (x as u32, y as u32),
            at: (
                off(x, (centre.x - centre.x.floor()) * turn, view.width / 2.0),
                off(y, centre.y * turn, view.height / 2.0),
            ),
            scale,
        }
    }
}

/// What of the index lies in a box of the screen.
fn window_of(camera: &Camera, rect: &ScreenRect) -> Window {
    let corner = |x: f64, y: f64| camera.to_world(ScreenPoint::new(x, y));
    window(&WorldBounds { min: corner(rect.x, rect.y), max: corner(rect.right(), rect.bottom()) })
}

/// A cloud being sorted: by what matters, and by what lies where. A million places take a quarter of a second,
/// which is done in a few passes.
#[derive(Debug, Clone)]
pub struct Sorter {
    cloud: Cloud,
    /// The places by their weights so far, and how many digits of these are sorted.
    order: Vec<u32>,
    digits: usize,
    strips: Sorting,
}

impl Sorter {
    /// Begins to sort the places `marked`, rising.
    pub fn new(cloud: Cloud, marked: Vec<u32>) -> Self {
        let is_even = cloud.weights.windows(2).all(|pair| pair[0] == pair[1]);
        let order = if is_even { Vec::new() } else { marked.clone() };
        Self { cloud, order, digits: 0, strips: Sorting::for_boxes(marked) }
    }

    /// Makes a pass; whether there is another one to make.
    pub fn step(&mut self) -> bool {
        let Cloud { spots, weights, .. } = &self.cloud;
        match DIGITS.get(self.digits).filter(|_| !self.order.is_empty()) {
            Some(&shift) => {
                // The bits of positive numbers rise as the numbers do (IEEE 754).
                self.order = by_digit(take(&mut self.order), shift, |id| weights[id as usize].to_bits());
                self.digits += 1;
                true
            }
            None => self.strips.step(spots),
        }
    }

    /// The cloud, once there is no more to do.
    pub fn finish(self) -> Cloud {
        let order = (!self.order.is_empty()).then(|| Rc::new(self.order));
        Cloud { order, index: Some(Rc::new(self.strips.finish())), ..self.cloud }
    }
}

#[cfg(test)]
mod tests;
