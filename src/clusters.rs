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

use crate::camera::{MAX_ZOOM, TILE_SIZE};
use crate::geo::math::exp2;
use crate::geo::{WorldBounds, WorldPoint};
use crate::index::{Points, Strips, TURN, Window};
use crate::order;

/// The levels of zoom that have clusters of their own, from 0.
const LEVELS: usize = MAX_ZOOM as usize + 1;

/// A place matters more than the others if it weighs so many times as much as they do on average.
const OUTWEIGHS: f64 = 1.2;

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
    groups: Vec<Group>,
    children: Vec<u32>,
    /// The cluster that an item goes into; itself for one that stays.
    parents: Vec<u32>,
    /// The items of each level that differs from the next one further in, closest first.
    levels: Vec<Strips>,
    /// Which of them serves a zoom.
    at_zoom: [u8; LEVELS],
}

impl Clusters {
    /// Gathers the places, each given by its index, its position and its weight.
    pub fn new(places: impl IntoIterator<Item = (usize, WorldPoint, f64)>, options: Options) -> Self {
        let (mut given, mut points, mut all) = (Vec::new(), Points::default(), Self::default());
        for (place, at, weight) in places {
            points.push(at);
            given.push((place as u32, weight));
        }
        // What lies close together is kept close together: a million items are visited again and again.
        let nearby = Strips::new(&points, (0..points.len() as u32).collect(), STRIP).ids;
        let mut weights = Vec::with_capacity(nearby.len());
        all.items = vec![u32::MAX; given.iter().map(|&(place, _)| place as usize + 1).max().unwrap_or(0)];
        for &n in &nearby {
            let (place, weight) = given[n as usize];
            all.items[place as usize] = all.places.len() as u32;
            all.places.push(place);
            all.points.x.push(points.x[n as usize]);
            all.points.y.push(points.y[n as usize]);
            weights.push(weight);
        }
        let mean = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
        all.outstanding = weights.iter().map(|&weight| weight > mean * OUTWEIGHS).collect();
        all.parents = (0..all.points.len() as u32).collect();
        let reach = |level: usize| (options.radius / TILE_SIZE / exp2(level as f64) * TURN) as u32;
        let mut strips = Strips::new(&all.points, all.parents.clone(), reach(LEVELS - 1));
        for level in (0..LEVELS).rev() {
            let ids = all.gather(&strips, level as u8, reach(level), options.least.max(2), &weights);
            let changed = ids.len() < strips.ids.len();
            // The strips of a level are as high as the next one out needs them, to be gathered there.
            let next = Strips::new(&all.points, ids, reach(level.saturating_sub(1)));
            // Where nothing was gathered, a level is its neighbour's over again. The first are bare places.
            let further_in = std::mem::replace(&mut strips, next);
            if changed && level + 1 < LEVELS {
                all.levels.push(further_in);
            }
            all.at_zoom[level] = all.levels.len() as u8;
        }
        all.levels.push(strips);
        all
    }

    /// One level: the items of `strips` and what they are gathered into at `reach`.
    fn gather(&mut self, strips: &Strips, level: u8, reach: u32, least: u32, weights: &[f64]) -> Vec<u32> {
        let mut taken = vec![false; strips.ids.len()];
        let mut kept = Vec::with_capacity(strips.ids.len());
        let square = u64::from(reach).pow(2);
        // In the order of the strips: what is looked up next lies beside what was looked up last.
        let spots: Vec<(u32, u32)> = strips.ids.iter().map(|&id| self.points.spot(id)).collect();
        let (mut near, heaviest) = (Vec::new(), self.heaviest(strips, weights));
        for (turn, n) in heaviest.iter().copied().chain(0..strips.ids.len()).enumerate() {
            if std::mem::replace(&mut taken[n], true) {
                continue;
            }
            let id = strips.ids[n];
            let (x, y) = spots[n];
            near.clear();
            strips.within(
                |m| spots[m],
                &Window::around(x, y, reach),
                |m| {
                    let (dx, dy) = (spots[m].0.wrapping_sub(x) as i32, i64::from(spots[m].1) - i64::from(y));
                    if !taken[m] && (i64::from(dx).pow(2) + dy.pow(2)) as u64 <= square {
                        near.push(m);
                    }
                },
            );
            let count = near.iter().fold(self.count(id), |count, &m| count + self.count(strips.ids[m]));
            if near.is_empty() || count < least {
                kept.push(id);
                continue;
            }
            near.iter().for_each(|&m| taken[m] = true);
            kept.push(self.points.len() as u32);
            let others: Vec<u32> = near.iter().map(|&m| strips.ids[m]).collect();
            self.group(id, &others, count, level, turn < heaviest.len());
        }
        kept
    }

    /// The items that matter more than others, heaviest first, by their index in `strips`.
    fn heaviest(&self, strips: &Strips, weights: &[f64]) -> Vec<usize> {
        let top = |n: usize| self.top(strips.ids[n]) as usize;
        let mut heavy: Vec<usize> = (0..strips.ids.len()).filter(|&n| self.outstanding[top(n)]).collect();
        order::sort_by(&mut heavy, |&a, &b| weights[top(b)].total_cmp(&weights[top(a)]));
        heavy
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
        zoom.clamp(0.0, MAX_ZOOM) as u8
    }

    /// The places that matter more than the others, in the order of the story.
    pub fn outstanding(&self) -> impl Iterator<Item = usize> {
        let is_one = |item: u32| self.outstanding.get(item as usize).is_some_and(|&outstanding| outstanding);
        (0..self.items.len()).filter(move |&place| is_one(self.items[place]))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The items that stand within `bounds` at `zoom`. A box wider than the world holds each of them once.
    pub fn within(&self, bounds: &WorldBounds, zoom: f64) -> Vec<Item> {
        let Some(strips) = self.levels.get(usize::from(self.at_zoom[usize::from(self.level(zoom))])) else {
            return Vec::new();
        };
        let west = crate::geo::math::within_turn(bounds.min.x) * TURN;
        let window = Window {
            west: west as u32,
            width: (bounds.width() * TURN) as u32,
            north: (bounds.min.y * TURN) as u32,
            south: (bounds.max.y * TURN) as u32,
        };
        let mut items = Vec::new();
        strips.within(|n| self.points.spot(strips.ids[n]), &window, |n| items.push(self.item(strips.ids[n])));
        items
    }

    /// Where a cluster stands.
    pub fn position(&self, cluster: u32) -> WorldPoint {
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

    /// The zoom at which a cluster splits; past [`MAX_ZOOM`] when it never does.
    pub fn splits_at(&self, cluster: u32) -> f64 {
        self.group_of(cluster).map_or(0.0, |group| f64::from(group.level) + 1.0)
    }

    /// The places of a cluster, from the one that gathered first.
    pub fn places(&self, cluster: u32) -> Vec<usize> {
        let (mut found, mut open) = (Vec::new(), vec![cluster]);
        while let Some(item) = open.pop() {
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

    const WORLD: WorldBounds =
        WorldBounds { min: WorldPoint { x: 0.0, y: 0.0 }, max: WorldPoint { x: 1.0, y: 1.0 } };

    fn of(spots: &[(f64, f64, f64)], least: u32) -> Clusters {
        let places = spots.iter().enumerate().map(|(i, &(x, y, weight))| (i, WorldPoint::new(x, y), weight));
        Clusters::new(places, Options { least, ..Options::default() })
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
                let reach = 80.0 / TILE_SIZE / exp2(zoom - 1.0);
                for place in clusters.places(cluster) {
                    let (x, y, _) = spots[place];
                    prop_assert!((x - at.x).abs() <= reach * 1.01 && (y - at.y).abs() <= reach * 1.01);
                    if zoom <= MAX_ZOOM {
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
            let bounds = WorldBounds {
                min: WorldPoint::new(west, north),
                max: WorldPoint::new(west + width, (north + width).min(1.0)),
            };
            let at = |item: &Item| match *item {
                Item::Place(place) => { let (x, y, _) = spots[place]; (x, y) }
                Item::Cluster(cluster) => { let at = clusters.position(cluster); (at.x, at.y) }
            };
            let inside = |item: &Item| {
                let (x, y) = at(item);
                let turned = x - (x - west).floor();
                turned < west + width - 1e-9 && (bounds.min.y + 1e-9..bounds.max.y - 1e-9).contains(&y)
            };
            let found = clusters.within(&bounds, zoom);
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
        assert!((clusters.position(pair).x - 0.20025).abs() < 1e-6);
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
        let x = clusters.position(pair).x;
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
        assert!((clusters.position(all).x - spots[6].0).abs() < 1e-9);
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

    #[test]
    fn without_places_there_are_no_clusters() {
        let clusters = of(&[], 2);
        assert!(clusters.is_empty() && clusters.within(&WORLD, 3.0).is_empty());
        assert_eq!(clusters.holder(0, 3.0), None);
    }
}
