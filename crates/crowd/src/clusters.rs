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

use crate::index::{Points, Strips, Sweep, TURN, Window, sorted};

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

/// Gathering under way: of a million points it takes a second, which is done in steps.
///
/// ```text
/// level 14   every item alive    count the items of each cell, as wide as the reach: who is alone in
///    ↓       count · look · gather   its cell and the eight around it gathers nothing
/// level 13   what is alive now
///    ↓
/// ```
#[derive(Debug, Clone)]
pub struct Builder {
    all: Clusters,
    options: Options,
    weights: Vec<f32>,
    /// The items of the present level, in an order in which neighbours are near each other.
    alive: Vec<u32>,
    level: usize,
    stage: Stage,
    /// What is in the cells of the level.
    grid: Grid,
    /// Those of the items that have a neighbour.
    near: Vec<u32>,
    /// The items alive at the closest level that the index in the making serves, and the first cluster of it.
    base: Vec<u32>,
    base_from: u32,
}

/// What is done next, and from which item on.
#[derive(Debug, Clone, Copy)]
enum Stage {
    Count(usize),
    Look(usize),
    Gather,
    Index,
    Done,
}

/// Below so many items it is not worth finding out which of them are alone.
const FEW: usize = 4096;

impl Builder {
    /// Begins with the points of these ids, rising; `weight` tells how much each matters, above 0.
    pub fn new(points: &Points, ids: &[u32], weight: impl Fn(u32) -> f32, options: Options) -> Self {
        let mut all = Clusters::default();
        // What lies close together is kept close together: a million items are visited again and again.
        let nearby = Strips::new(points, ids.to_vec(), STRIP).ids;
        all.items = vec![u32::MAX; ids.last().map_or(0, |&last| last as usize + 1)];
        for (item, &place) in nearby.iter().enumerate() {
            all.items[place as usize] = item as u32;
            all.points.x.push(points.x[place as usize]);
            all.points.y.push(points.y[place as usize]);
        }
        let weights: Vec<f32> = nearby.iter().map(|&place| weight(place)).collect();
        let sum: f64 = weights.iter().map(|&weight| f64::from(weight)).sum();
        let most = sum / weights.len().max(1) as f64 * OUTWEIGHS;
        all.outstanding = weights.iter().map(|&weight| f64::from(weight) > most).collect();
        all.places = nearby;
        let outstanding = all.outstanding.iter().zip(&all.places).filter(|(is, _)| **is);
        all.special = outstanding.map(|(_, &place)| place).take(MOST_OUTSTANDING + 1).collect();
        if all.special.len() > MOST_OUTSTANDING {
            all.special.clear();
        }
        all.special = sorted(all.special, |place| place);
        all.parents = (0..all.places.len() as u32).collect();
        Self {
            alive: all.parents.clone(),
            all,
            options,
            weights,
            level: LEVELS - 1,
            stage: Stage::Count(0),
            grid: Grid::default(),
            near: Vec::new(),
            base: Vec::new(),
            base_from: 0,
        }
    }

    /// The share of the levels that is done, 0..=1.
    pub fn done(&self) -> f64 {
        if matches!(self.stage, Stage::Done) { 1.0 } else { 1.0 - (self.level + 1) as f64 / LEVELS as f64 }
    }

    /// Goes on with about `items` of them; whether there is more to do.
    pub fn step(&mut self, items: usize) -> bool {
        let reach = reach(self.options.radius, self.level);
        let end = |from: usize| from.saturating_add(items).min(self.alive.len());
        match self.stage {
            Stage::Count(_) if self.alive.len() <= FEW => {
                self.near.clone_from(&self.alive);
                self.stage = Stage::Gather;
            }
            Stage::Count(from) => {
                if from == 0 {
                    self.near.clear();
                    self.grid.clear(reach, self.alive.len());
                }
                let end = end(from);
                for &id in &self.alive[from..end] {
                    self.grid.add(self.all.points.spot(id));
                }
                self.stage = if end < self.alive.len() { Stage::Count(end) } else { Stage::Look(0) };
            }
            Stage::Look(from) => {
                let end = end(from);
                for &id in &self.alive[from..end] {
                    if self.grid.has_neighbours(self.all.points.spot(id)) {
                        self.near.push(id);
                    }
                }
                self.stage = if end < self.alive.len() { Stage::Look(end) } else { Stage::Gather };
            }
            Stage::Gather => {
                let before = self.all.points.len();
                let strips = Strips::new(&self.all.points, std::mem::take(&mut self.near), reach);
                self.all.gather(&strips, self.level as u8, reach, self.options.least.max(2), &self.weights);
                if self.all.points.len() > before {
                    let all = &self.all;
                    // A cluster takes the place of the item that gathered it; the others are no more.
                    self.alive.retain_mut(|id| {
                        let parent = all.parents[*id as usize];
                        let gathered = all.group_of(parent).filter(|_| parent != *id);
                        let stays = gathered.is_none_or(|group| all.children[group.first as usize] == *id);
                        *id = parent;
                        stays
                    });
                }
                self.stage = Stage::Index;
            }
            Stage::Index => {
                // An index serves levels as long as half of what it holds is alive on each of them.
                let held = self.base.len() + self.all.points.len() - self.base_from as usize;
                if self.level + 1 == LEVELS {
                    self.open_index();
                } else if self.alive.len() * 2 < held {
                    self.close_index(self.level + 1);
                    self.open_index();
                }
                self.all.at_zoom[self.level] = self.all.levels.len() as u8;
                self.stage = Stage::Count(0);
                if self.level == 0 {
                    self.close_index(0);
                    self.stage = Stage::Done;
                }
                self.level = self.level.saturating_sub(1);
            }
            Stage::Done => {}
        }
        !matches!(self.stage, Stage::Done)
    }

    /// Begins an index with what is alive now.
    fn open_index(&mut self) {
        self.base.clone_from(&self.alive);
        self.base_from = self.all.points.len() as u32;
    }

    /// Ends the index that serves the levels from `level` inwards.
    fn close_index(&mut self, level: usize) {
        let base = std::mem::take(&mut self.base);
        let ids = base.into_iter().chain(self.base_from..self.all.first_of_level(level)).collect();
        self.all.levels.push(Strips::new(&self.all.points, ids, reach(self.options.radius, level)));
    }

    /// The clusters, once there is no more to do.
    pub fn finish(self) -> Clusters {
        self.all
    }
}

/// How far an item gathers at a level, in steps.
fn reach(radius: f64, level: usize) -> u32 {
    (radius / TILE_SIZE / f64::from(1_u32 << level) * TURN) as u32
}

/// Who has neighbours: square cells as wide as the reach, and in each of them none, one, or several.
///
/// Cells share the slots of a table, eight of them for each item. A slot holds a mark of the cell that is in
/// it, and [`SEVERAL`] if that holds more than one item; two cells in one slot are [`MIXED`]. So an item may
/// be taken for the neighbour of another wrongly, of which some 10 in 100 are, but never overlooked.
#[derive(Debug, Clone, Default)]
struct Grid {
    slots: Vec<u8>,
    /// 2^32 to a cell's width.
    factor: u64,
    /// The last column round the world, which is narrower than the others.
    last: u32,
}

const SEVERAL: u8 = 0x80;
const MIXED: u8 = 0xff;

/// An odd number near 2^32 divided by the golden ratio, so that rows are spread over the table (Knuth, *The Art
/// of Computer Programming* 3, section 6.4).
const SPREAD: u32 = 0x9e37_79b1;

impl Grid {
    /// Empty cells as wide as `reach`, with slots for so many items.
    fn clear(&mut self, reach: u32, items: usize) {
        // Rounded down, so that cells are never narrower than the reach.
        self.factor = (1 << 32) / u64::from(reach.max(1));
        self.last = self.cell((u32::MAX, 0)).0;
        self.slots.clear();
        self.slots.resize((items * 8).next_power_of_two(), 0);
    }

    fn cell(&self, (x, y): (u32, u32)) -> (u32, u32) {
        let along = |step: u32| ((u64::from(step) * self.factor) >> 32) as u32;
        (along(x), along(y))
    }

    /// The number of a cell. Those of a row follow each other in the table, as the items in them do.
    fn key((column, row): (u32, u32)) -> u32 {
        row.wrapping_mul(SPREAD).wrapping_add(column)
    }

    /// The mark of the cell with this number times [`SPREAD`]: 1..=64.
    fn mark(spread: u32) -> u8 {
        (spread >> 26) as u8 + 1
    }

    fn add(&mut self, spot: (u32, u32)) {
        let key = Self::key(self.cell(spot));
        let mark = Self::mark(key.wrapping_mul(SPREAD));
        let mask = self.slots.len() - 1;
        let slot = &mut self.slots[key as usize & mask];
        *slot = match *slot {
            0 => mark,
            held if held & !SEVERAL == mark => mark | SEVERAL,
            _ => MIXED,
        };
    }

    /// Whether there may be another item within reach of the one here.
    fn has_neighbours(&self, spot: (u32, u32)) -> bool {
        let (column, row) = self.cell(spot);
        if column == 0 || column + 1 >= self.last {
            return true; // over the antimeridian
        }
        let (own, mask) = (Self::key((column, row)), self.slots.len() - 1);
        for key in [own.wrapping_sub(SPREAD), own, own.wrapping_add(SPREAD)] {
            let mut spread = key.wrapping_sub(1).wrapping_mul(SPREAD);
            for beside in [key.wrapping_sub(1), key, key.wrapping_add(1)] {
                let held = self.slots[beside as usize & mask];
                let holds = held != 0 && held & !SEVERAL == Self::mark(spread);
                if held == MIXED || holds && (beside != own || held & SEVERAL != 0) {
                    return true;
                }
                spread = spread.wrapping_add(SPREAD);
            }
        }
        false
    }
}

impl Clusters {
    /// Gathers the points of these ids, rising, all at once. See [`Builder::new`].
    pub fn new(points: &Points, ids: &[u32], weight: impl Fn(u32) -> f32, options: Options) -> Self {
        let mut builder = Builder::new(points, ids, weight, options);
        while builder.step(usize::MAX) {}
        builder.finish()
    }

    /// One level: gathers the items of `strips` that lie within `reach` of each other.
    fn gather(&mut self, strips: &Strips, level: u8, reach: u32, least: u32, weights: &[f32]) {
        let mut taken = vec![false; strips.ids.len()];
        let square = u64::from(reach).pow(2);
        // In the order of the strips: what is looked up next lies beside what was looked up last.
        let spots: Vec<(u32, u32)> = strips.ids.iter().map(|&id| self.points.spot(id)).collect();
        let (mut near, mut others) = (Vec::new(), Vec::new());
        let heaviest = self.heaviest(strips, weights);
        let mut sweep = Sweep::default();
        for (turn, n) in heaviest.iter().map(|&n| n as usize).chain(0..strips.ids.len()).enumerate() {
            if std::mem::replace(&mut taken[n], true) {
                continue;
            }
            let id = strips.ids[n];
            let (x, y) = spots[n];
            near.clear();
            let mut look = |m: usize| {
                let (dx, dy) = (spots[m].0.wrapping_sub(x) as i32, i64::from(spots[m].1) - i64::from(y));
                if !taken[m] && (i64::from(dx).pow(2) + dy.pow(2)) as u64 <= square {
                    near.push(m);
                }
            };
            let is_fixed = turn < heaviest.len();
            if is_fixed || !strips.sweep(&mut sweep, &spots, n, reach, &mut look) {
                strips.within(|m| spots[m], &Window::around(x, y, reach), look);
            }
            let count = near.iter().fold(self.count(id), |count, &m| count + self.count(strips.ids[m]));
            if near.is_empty() || count < least {
                continue;
            }
            near.iter().for_each(|&m| taken[m] = true);
            others.clear();
            others.extend(near.iter().map(|&m| strips.ids[m]));
            self.group(id, &others, count, level, is_fixed);
        }
    }

    /// The items that matter more than others, heaviest first, by their index in `strips`.
    fn heaviest(&self, strips: &Strips, weights: &[f32]) -> Vec<u32> {
        let top = |n: u32| self.top(strips.ids[n as usize]) as usize;
        let heavy: Vec<u32> = (0..strips.ids.len() as u32).filter(|&n| self.outstanding[top(n)]).collect();
        // The bits of positive numbers rise as the numbers do (IEEE 754).
        sorted(heavy, |n| u32::MAX - weights[top(n)].to_bits())
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

    /// The weightiest place of a cluster, and whether it matters more than places do in this story.
    pub fn face(&self, cluster: u32) -> (usize, bool) {
        let top = self.top(cluster) as usize;
        (self.places[top] as usize, self.outstanding[top])
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORLD: Window = Window { west: 0, width: u32::MAX, north: 0, south: u32::MAX };
    const LAST: f64 = (LEVELS - 1) as f64;

    fn of(spots: &[(f64, f64, f64)], least: u32) -> Clusters {
        let mut points = Points::default();
        spots.iter().for_each(|&(x, y, _)| points.push(x, y));
        let ids: Vec<u32> = (0..spots.len() as u32).collect();
        Clusters::new(
            &points,
            &ids,
            |id| spots[id as usize].2 as f32,
            Options { least, ..Options::default() },
        )
    }

    /// The places of an item, in order.
    fn places(clusters: &Clusters, item: Item) -> Vec<usize> {
        let mut places = match item {
            Item::Place(place) => vec![place],
            Item::Cluster(cluster) => clusters.places(cluster),
        };
        places.sort_unstable();
        places
    }

    fn spots() -> impl Strategy<Value = Vec<(f64, f64, f64)>> {
        // Some far apart, some close together, some at one spot.
        let scale = prop::sample::select(vec![1.0, 0.01, 1e-5, 0.0]);
        prop::collection::vec((0.0..1.0, 0.0..1.0, scale), 0..80).prop_map(|spots| {
            let spread = |(x, y, scale): (f64, f64, f64)| (0.4 + x * scale * 0.6, 0.3 + y * scale * 0.6, 1.0);
            spots.into_iter().map(spread).collect()
        })
    }

    proptest! {
        #[test]
        fn at_every_zoom_each_place_is_in_one_item(spots in spots(), least in 2..6_u32) {
            let clusters = of(&spots, least);
            for zoom in 0..LEVELS {
                let items = clusters.within(&WORLD, zoom as f64);
                let mut seen: Vec<usize> = items.iter().flat_map(|&item| places(&clusters, item)).collect();
                seen.sort_unstable();
                prop_assert_eq!(seen, (0..spots.len()).collect::<Vec<_>>());
                for item in items {
                    if let Item::Cluster(cluster) = item {
                        prop_assert!(clusters.size(cluster) >= least);
                        prop_assert_eq!(clusters.size(cluster) as usize, clusters.places(cluster).len());
                        prop_assert!(clusters.splits_at(cluster) > zoom as f64);
                    }
                    for place in places(&clusters, item) {
                        let holder = clusters.holder(place, zoom as f64);
                        prop_assert_eq!(holder.map_or(Item::Place(place), Item::Cluster), item);
                    }
                }
            }
        }

        #[test]
        fn a_cluster_is_whole_where_it_splits_and_reaches_no_farther_than_its_levels(spots in spots()) {
            let clusters = of(&spots, 2);
            for item in clusters.within(&WORLD, 3.0) {
                let Item::Cluster(cluster) = item else { continue };
                let zoom = clusters.splits_at(cluster);
                let at = clusters.position(cluster);
                // Gathered at 40 px on each of the levels from its own inwards: 40 + 20 + 10 + …
                let reach = 80.0 / TILE_SIZE / (zoom - 1.0).exp2();
                for place in clusters.places(cluster) {
                    let (x, y, _) = spots[place];
                    prop_assert!((x - at.0).abs() <= reach * 1.01 && (y - at.1).abs() <= reach * 1.01);
                    if zoom <= LAST {
                        prop_assert_ne!(clusters.holder(place, zoom), Some(cluster));
                    }
                }
            }
        }

        #[test]
        fn what_is_asked_of_a_part_of_the_world_is_that_part_of_the_whole(
            spots in spots(), west in -1.0..1.0f64, width in 0.0..1.0f64, north in 0.0..1.0f64, zoom in 0.0..14.0f64,
        ) {
            let clusters = of(&spots, 2);
            let south = (north + width).min(1.0);
            let window = Window {
                west: ((west - west.floor()) * TURN) as u32,
                width: (width * TURN) as u32,
                north: (north * TURN) as u32,
                south: (south * TURN) as u32,
            };
            let at = |item: &Item| match *item {
                Item::Place(place) => { let (x, y, _) = spots[place]; (x, y) }
                Item::Cluster(cluster) => clusters.position(cluster),
            };
            let inside = |item: &Item| {
                let (x, y) = at(item);
                let turned = x - (x - west).floor();
                turned < west + width - 1e-9 && (north + 1e-9..south - 1e-9).contains(&y)
            };
            let found = clusters.within(&window, zoom);
            for item in clusters.within(&WORLD, zoom).iter().filter(|item| inside(item)) {
                prop_assert!(found.contains(item));
            }
            prop_assert!(found.len() <= clusters.within(&WORLD, zoom).len());
        }
    }

    #[test]
    fn what_stands_apart_is_left_alone_and_what_stands_close_is_one() {
        let clusters = of(&[(0.2, 0.5, 1.0), (0.2005, 0.5, 1.0), (0.8, 0.5, 1.0)], 2);
        let far = clusters.within(&WORLD, 5.0);
        assert_eq!(far.len(), 2);
        let Some(&Item::Cluster(pair)) = far.iter().find(|item| matches!(item, Item::Cluster(_))) else {
            panic!("{far:?}")
        };
        assert_eq!((clusters.places(pair), clusters.size(pair)), (vec![0, 1], 2));
        assert!((clusters.position(pair).0 - 0.20025).abs() < 1e-6);
        // 0.0005 of the world is 40 px at zoom 8.3.
        assert_eq!(clusters.splits_at(pair), 9.0);
        assert_eq!(clusters.within(&WORLD, 8.9).len(), 2);
        assert_eq!(clusters.within(&WORLD, 9.0).len(), 3);
    }

    #[test]
    fn places_on_both_sides_of_the_antimeridian_stand_together() {
        let clusters = of(&[(0.9999, 0.5, 1.0), (0.0001, 0.5, 1.0)], 2);
        let items = clusters.within(&WORLD, 5.0);
        let [Item::Cluster(pair)] = items[..] else { panic!("{items:?}") };
        let (x, _) = clusters.position(pair);
        assert!(!(1e-6..=1.0 - 1e-6).contains(&x), "{x}");
    }

    #[test]
    fn fewer_than_the_least_are_no_cluster() {
        let spots = [(0.2, 0.5, 1.0), (0.2, 0.5, 1.0)];
        assert_eq!(of(&spots, 2).within(&WORLD, 14.0).len(), 1);
        assert_eq!(of(&spots, 3).within(&WORLD, 0.0).len(), 2);
    }

    #[test]
    fn an_important_place_gathers_the_others_and_stays_where_it_is() {
        let mut spots: Vec<(f64, f64, f64)> = (0..9).map(|i| (0.3 + f64::from(i) * 1e-4, 0.5, 1.0)).collect();
        spots[6].2 = 3.0;
        let clusters = of(&spots, 2);
        let items = clusters.within(&WORLD, 6.0);
        let [Item::Cluster(all)] = items[..] else { panic!("{items:?}") };
        assert_eq!(clusters.face(all), (6, true));
        assert!((clusters.position(all).0 - spots[6].0).abs() < 1e-9);
        let even = of(&spots.map_weights(), 2);
        let Item::Cluster(all) = even.within(&WORLD, 6.0)[0] else { panic!() };
        assert!(!even.face(all).1);
    }

    trait Even {
        fn map_weights(&self) -> Vec<(f64, f64, f64)>;
    }

    impl Even for Vec<(f64, f64, f64)> {
        fn map_weights(&self) -> Vec<(f64, f64, f64)> {
            self.iter().map(|&(x, y, _)| (x, y, 1.0)).collect()
        }
    }

    /// Of more than a few thousand, those that stand alone are passed over, and levels share their indices.
    #[test]
    fn of_many_places_each_is_in_one_item_at_every_zoom_and_items_keep_apart() {
        let part = |n: usize, step: f64| (n as f64 * step).fract();
        let spread = |n: usize| (part(n, 0.754_877_666), 0.2 + 0.6 * part(n, 0.569_840_291), 1.0);
        let town =
            |n: usize| (0.999 + 0.002 * part(n, 0.754_877_666), 0.5 + 0.01 * part(n, 0.569_840_291), 1.0);
        let spots: Vec<_> = (1..12_000).map(spread).chain((1..4000).map(town)).collect();
        let clusters = of(&spots, 2);
        let mut before = 0;
        for zoom in 0..LEVELS {
            let items = clusters.within(&WORLD, zoom as f64);
            let mut seen: Vec<usize> = items.iter().flat_map(|&item| places(&clusters, item)).collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..spots.len()).collect::<Vec<_>>(), "zoom {zoom}");
            assert!(items.len() >= before);
            before = items.len();
            // Greedy gathering leaves no two places within reach of each other: one would have gathered.
            let alone: Vec<(f64, f64)> = items
                .iter()
                .filter_map(|item| match item {
                    Item::Place(place) => Some((spots[*place].0.rem_euclid(1.0), spots[*place].1)),
                    Item::Cluster(_) => None,
                })
                .take(1500)
                .collect();
            let reach = 40.0 / 256.0 / (zoom as f64).exp2() * 0.999;
            for (n, a) in alone.iter().enumerate() {
                for b in &alone[n + 1..] {
                    let dx = (a.0 - b.0).abs().min(1.0 - (a.0 - b.0).abs());
                    assert!(dx.hypot(a.1 - b.1) > reach, "zoom {zoom}: {a:?} {b:?}");
                }
            }
        }
        assert_eq!(before, clusters.within(&WORLD, LAST).len());
    }

    #[test]
    fn steps_of_any_size_come_to_the_same() {
        let part = |n: usize, step: f64| (n as f64 * step).fract();
        let mut points = Points::default();
        (0..9000).for_each(|n| points.push(part(n, 0.754_877_666), part(n, 0.569_840_291)));
        let ids: Vec<u32> = (0..9000).collect();
        let mut builder = Builder::new(&points, &ids, |_| 1.0, Options::default());
        let (mut steps, mut done) = (0, 0.0);
        while builder.step(1000) {
            steps += 1;
            assert!(builder.done() >= done);
            done = builder.done();
        }
        assert!(steps > 100 && builder.done() == 1.0);
        assert_eq!(builder.finish(), Clusters::new(&points, &ids, |_| 1.0, Options::default()));
    }

    #[test]
    fn without_places_there_are_no_clusters() {
        let clusters = of(&[], 2);
        assert!(clusters.is_empty() && clusters.within(&WORLD, 3.0).is_empty());
        assert_eq!(clusters.holder(0, 3.0), None);
    }
}
