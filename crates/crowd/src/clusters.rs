//! Places that stand too close together to be told apart, gathered into clusters, zoom by zoom.
//!
//! The greedy scheme that supercluster made known: from the closest zoom out, each item not yet taken
//! gathers those within [`Options::radius`], and what is gathered stands as one item at the next zoom out.
//! So clusters hold each other like boxes, and a cluster splits into what it was made of, level by level.
//!
//! ```text
//!   zoom 5     ③          ·        an item of a level is a place or a cluster;
//!   zoom 6    ② ·         ·        its parent is the cluster that it goes into
//!   zoom 7   · ·  ·       ·        further out
//! ```
//!
//! Items that matter more than the others gather first, and their cluster stands where they stand; all
//! others gather in the order in which they lie, and their cluster stands at the mean of its places.

mod builder;
mod grid;

pub use builder::Builder;

use crate::index::{Points, Strips, Window};
use std::rc::Rc;

/// The levels of zoom that have clusters of their own, from 0.
pub const LEVELS: usize = 15;

/// The width of the world at zoom 0, px.
const TILE_SIZE: f64 = 256.0;

/// A place matters more than the others if it weighs so many times as much as they do on average.
const OUTWEIGHS: f64 = 1.2;

/// More places than this that matter more than others are a crowd of their own.
pub const MOST_OUTSTANDING: usize = 60;

/// The height of the strips in whose order places are kept, in steps of the index: 1/4096 of the world.
const STRIP: u32 = 1 << 20;

/// How places are gathered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Items nearer than this to one that gathers go into its cluster, px at the level's zoom.
    pub radius: f64,
    /// Fewer places than this are not worth a cluster; at least 2.
    pub least: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { radius: 40.0, least: 2 }
    }
}

/// A place, or several that stand as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The index of a place in its story.
    Place(usize),
    /// The number of a cluster.
    Cluster(u32),
}

/// What is kept of a cluster; where it stands is in the table of all items.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    /// How many places it holds.
    count: u32,
    /// The item of the weightiest of them.
    top: u32,
    /// The items it was made of, as a part of `children`.
    first: u32,
    last: u32,
    /// The closest zoom at which it is one.
    level: u8,
}

/// All the clusters of a story. An item's number is that of its row in the table: places first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clusters {
    points: Points,
    /// The place that each of the first items is, and the item that each place is.
    places: Vec<u32>,
    items: Vec<u32>,
    /// Which places matter more than the others.
    outstanding: Vec<bool>,
    special: Vec<u32>,
    groups: Vec<Group>,
    children: Vec<u32>,
    /// The cluster that an item goes into; itself for one that stays.
    parents: Vec<u32>,
    /// The items of one level or several, closest first.
    levels: Vec<Strips>,
    /// Which of them serves a zoom.
    at_zoom: [u8; LEVELS],
}

impl Clusters {
    /// Gathers points all at once. See [`Builder::new`].
    pub fn new(points: Rc<Points>, weights: Rc<Vec<f32>>, ids: Vec<u32>, options: Options) -> Self {
        let mut builder = Builder::new(points, weights, ids, options);
        while builder.step(usize::MAX) {}
        builder.finish()
    }

    /// The number of the first cluster that was made at a level further out than `level`.
    fn first_of_level(&self, level: usize) -> u32 {
        let made = self.groups.partition_point(|group| usize::from(group.level) >= level);
        (self.places.len() + made) as u32
    }

    /// Whether an item is there at a level: no longer its parts, not yet a part of another.
    fn is_alive(&self, item: u32, level: u8) -> bool {
        let parent = self.parents[item as usize];
        self.group_of(item).is_none_or(|group| group.level >= level)
            && (parent == item || self.group_of(parent).is_none_or(|group| group.level < level))
    }

    /// Makes a cluster of an item and `others`. It stands where the item stands if that one is `fixed`.
    fn group(&mut self, id: u32, others: &[u32], count: u32, level: u8, fixed: bool) {
        let new = self.points.len() as u32;
        // The mean of all places, as an offset from the first item: that wraps where the world does.
        let (mut dx, mut dy) = (0_i64, 0_i64);
        for &other in others.iter().filter(|_| !fixed) {
            let (x, y) = self.offset(id, other);
            dx += x * i64::from(self.count(other));
            dy += y * i64::from(self.count(other));
        }
        let moved = |from: u32, by: i64| from.wrapping_add((by / i64::from(count)) as u32);
        let (x, y) = (self.points.x[id as usize], self.points.y[id as usize]);
        self.points.x.push(moved(x, dx));
        self.points.y.push(moved(y, dy));
        let first = self.children.len() as u32;
        self.children.push(id);
        self.children.extend_from_slice(others);
        for &child in &self.children[first as usize..] {
            self.parents[child as usize] = new;
        }
        self.parents.push(new);
        let last = self.children.len() as u32;
        self.groups.push(Group { count, top: self.top(id), first, last, level });
    }

    /// From one item to another, in steps, the shorter way round the world.
    fn offset(&self, from: u32, to: u32) -> (i64, i64) {
        let (from, to) = (from as usize, to as usize);
        let dx = self.points.x[to].wrapping_sub(self.points.x[from]) as i32;
        (i64::from(dx), i64::from(self.points.y[to]) - i64::from(self.points.y[from]))
    }

    fn group_of(&self, item: u32) -> Option<&Group> {
        self.groups.get((item as usize).checked_sub(self.places.len())?)
    }

    fn count(&self, item: u32) -> u32 {
        self.group_of(item).map_or(1, |group| group.count)
    }

    fn top(&self, item: u32) -> u32 {
        self.group_of(item).map_or(item, |group| group.top)
    }

    fn item(&self, id: u32) -> Item {
        self.places.get(id as usize).map_or(Item::Cluster(id), |&place| Item::Place(place as usize))
    }

    fn level(&self, zoom: f64) -> u8 {
        zoom.clamp(0.0, (LEVELS - 1) as f64) as u8
    }

    /// The places that matter more than the others, in the order of the story; none when they are more than
    /// [`MOST_OUTSTANDING`], as then none of them is anything special.
    pub fn outstanding(&self) -> &[u32] {
        &self.special
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The items that stand within the window at `zoom`, each once.
    pub fn within(&self, window: &Window, zoom: f64) -> Vec<Item> {
        let level = self.level(zoom);
        let Some(strips) = self.levels.get(usize::from(self.at_zoom[usize::from(level)])) else {
            return Vec::new();
        };
        let mut items = Vec::new();
        strips.within(
            |n| self.points.spot(strips.ids[n]),
            window,
            |n| {
                let id = strips.ids[n];
                if self.is_alive(id, level) {
                    items.push(self.item(id));
                }
            },
        );
        items
    }

    /// Where a cluster stands, in turns round the world and heights of its square.
    pub fn position(&self, cluster: u32) -> (f64, f64) {
        self.points.at(cluster)
    }

    /// How many places a cluster holds.
    pub fn size(&self, cluster: u32) -> u32 {
        self.count(cluster)
    }

    /// The weightiest place of a cluster, and whether it is one of the [`Clusters::outstanding`].
    pub fn face(&self, cluster: u32) -> (usize, bool) {
        let top = self.top(cluster) as usize;
        (self.places[top] as usize, self.outstanding[top] && !self.special.is_empty())
    }

    /// The zoom at which a cluster splits; [`LEVELS`] when it never does.
    pub fn splits_at(&self, cluster: u32) -> f64 {
        self.group_of(cluster).map_or(0.0, |group| f64::from(group.level) + 1.0)
    }

    /// The places of a cluster, from the one that gathered first.
    pub fn places(&self, cluster: u32) -> Vec<usize> {
        self.some_places(cluster, usize::MAX)
    }

    /// The first of them, up to so many.
    pub fn some_places(&self, cluster: u32, most: usize) -> Vec<usize> {
        let (mut found, mut open) = (Vec::new(), vec![cluster]);
        while let Some(item) = open.pop().filter(|_| found.len() < most) {
            match self.group_of(item) {
                Some(group) => {
                    let parts = &self.children[group.first as usize..group.last as usize];
                    open.extend(parts.iter().rev());
                }
                None => found.push(self.places[item as usize] as usize),
            }
        }
        found
    }

    /// The cluster that a place is part of at `zoom`, if it is part of one.
    pub fn holder(&self, place: usize, zoom: f64) -> Option<u32> {
        let mut item = self.items.get(place).copied().filter(|&item| item != u32::MAX)?;
        let level = self.level(zoom);
        loop {
            let parent = self.parents[item as usize];
            if parent == item || self.group_of(parent).is_none_or(|group| group.level < level) {
                return self.group_of(item).map(|_| item);
            }
            item = parent;
        }
    }
}

#[cfg(test)]
mod tests;
