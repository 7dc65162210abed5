//! Gathering, in steps.

use super::grid::Grid;
use super::{Clusters, LEVELS, MOST_OUTSTANDING, OUTWEIGHS, Options, STRIP, TILE_SIZE};
use crate::index::{Points, Sorting, Strips, Sweep, TURN, Window, sorted};
use std::mem::take;
use std::rc::Rc;

/// Below so many items it is not worth finding out which of them are alone.
const FEW: usize = 4096;

/// Who is alone at these levels is found out first, of all points: at a level further in, it gathers nothing and is not
/// gathered. For what an item gathers lies within its reach, so that its mean lies no further off than that; the items
/// of a level, then, lie less than its reach from where they began, as reaches halve with each level, and come no nearer
/// to one that has a reach of twice as much to itself. Of a million places it spares two thirds of the looking.
const SPARSE: [usize; 2] = [LEVELS - 4, LEVELS - 3];

/// Gathering under way: a million points take a second or more, which is done in steps of a few milliseconds.
///
/// ```text
/// level 14   every item alive    count the items of each cell, as wide as the reach: who is alone in its
///    ↓       count · look · sort · gather · drop      cell and the eight around it gathers nothing
/// level 13   what is alive now, but for those that were alone at a level further out
///    ↓
/// ```
#[derive(Debug, Clone)]
pub struct Builder {
    all: Clusters,
    options: Options,
    /// See [`FEW`].
    pub(super) few: usize,
    source: Rc<Points>,
    source_weights: Rc<Vec<f32>>,
    weights: Vec<f32>,
    /// The items of the present level, in an order in which neighbours are near each other.
    alive: Vec<u32>,
    /// Those of them that were not alone at a level further out than the present one; by that level, rising.
    not_alone: Vec<(usize, Vec<u32>)>,
    /// At how many of the levels of [`SPARSE`] that has been found out.
    ahead: usize,
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
#[derive(Debug, Clone)]
enum Stage {
    /// Finding an order in which neighbours are near each other.
    Order(Sorting),
    /// Taking the points over in it.
    Take(usize),
    Count(usize),
    Look(usize),
    Sort(Sorting),
    Gather(Box<Gather>),
    Drop,
    /// Making the index of what was alive at the last levels.
    Index(Sorting),
    Next,
    Done,
}

/// A level's items being gathered.
#[derive(Debug, Clone)]
struct Gather {
    strips: Strips,
    /// Where they are, in the order of the strips: what is looked up next lies beside what was looked up last.
    spots: Vec<(u32, u32)>,
    taken: Vec<bool>,
    /// Those that gather first, by their index in the strips.
    heaviest: Vec<u32>,
    sweep: Sweep,
    /// How many of the heaviest, and then of all, have had their turn.
    turn: usize,
}

impl Builder {
    /// Begins with the points of the rows `ids`, rising, of a table; `weights`, all above 0, tell how much each
    /// row matters.
    pub fn new(points: Rc<Points>, weights: Rc<Vec<f32>>, ids: Vec<u32>, options: Options) -> Self {
        let items = vec![u32::MAX; ids.last().map_or(0, |&last| last as usize + 1)];
        Self {
            all: Clusters { items, ..Clusters::default() },
            options,
            few: FEW,
            source: points,
            source_weights: weights,
            weights: Vec::with_capacity(ids.len()),
            alive: Vec::new(),
            not_alone: Vec::new(),
            ahead: 0,
            level: LEVELS - 1,
            stage: Stage::Order(Sorting::new(ids, STRIP)),
            grid: Grid::default(),
            near: Vec::new(),
            base: Vec::new(),
            base_from: 0,
        }
    }

    /// Goes on with about `items` of them; whether there is more to do. Sorting takes all of them at a time.
    ///
    /// What a stage does to each item is in a function of its own that is not inlined: a browser compiles what runs often anew
    /// while it goes on slowly, and is done with a small function in 2 ms, with all of them in one in 40 to 70.
    pub fn step(&mut self, items: usize) -> bool {
        let reach = self.reach(self.level);
        let end = |from: usize, of: usize| from.saturating_add(items).min(of);
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Order(mut sorting) => {
                if sorting.step(&self.source) {
                    Stage::Order(sorting)
                } else {
                    self.all.places = sorting.finish().ids;
                    Stage::Take(0)
                }
            }
            Stage::Take(from) => {
                let end = end(from, self.all.places.len());
                self.take_over(from, end);
                if end < self.all.places.len() { Stage::Take(end) } else { self.begin() }
            }
            Stage::Count(_) if self.items().len() <= self.few => {
                self.ahead = SPARSE.len();
                Stage::Sort(Sorting::new(self.items().to_vec(), reach))
            }
            Stage::Count(from) => {
                let count = self.items().len();
                if from == 0 {
                    let width = SPARSE.get(self.ahead).map_or(reach, |&level| self.reach(level));
                    self.grid.clear(width, count);
                }
                let end = end(from, count);
                self.count(from, end);
                if end == count { Stage::Look(0) } else { Stage::Count(end) }
            }
            Stage::Look(from) => {
                let count = self.items().len();
                let end = end(from, count);
                self.look(from, end);
                if end < count {
                    Stage::Look(end)
                } else if let Some(&level) = SPARSE.get(self.ahead) {
                    self.ahead += 1;
                    self.not_alone.push((level, take(&mut self.near)));
                    Stage::Count(0)
                } else {
                    Stage::Sort(Sorting::new(take(&mut self.near), reach))
                }
            }
            Stage::Sort(mut sorting) => {
                if sorting.step(&self.all.points) {
                    Stage::Sort(sorting)
                } else {
                    Stage::Gather(Box::new(self.gather(sorting.finish())))
                }
            }
            Stage::Gather(mut gather) => {
                let end = end(gather.turn, gather.turns());
                let least = self.options.least.max(2);
                gather.go_on(end, &mut self.all, self.level as u8, reach, least);
                if end < gather.turns() { Stage::Gather(gather) } else { Stage::Drop }
            }
            Stage::Drop => {
                self.drop_gathered();
                // An index serves levels as long as half of what it holds is alive on each of them.
                let held = self.base.len() + self.all.points.len() - self.base_from as usize;
                if self.level + 1 == LEVELS {
                    self.open_index();
                    Stage::Next
                } else if self.alive.len() * 2 < held {
                    let index = self.close_index(self.level + 1);
                    self.open_index();
                    index
                } else {
                    Stage::Next
                }
            }
            Stage::Index(mut sorting) => {
                if sorting.step(&self.all.points) {
                    Stage::Index(sorting)
                } else {
                    self.all.levels.push(sorting.finish());
                    if self.base.is_empty() { Stage::Done } else { Stage::Next }
                }
            }
            Stage::Next => {
                self.all.at_zoom[self.level] = self.all.levels.len() as u8;
                if self.level == 0 {
                    self.close_index(0)
                } else {
                    self.level -= 1;
                    Stage::Count(0)
                }
            }
            Stage::Done => Stage::Done,
        };
        !matches!(self.stage, Stage::Done)
    }

    /// The items of the present level, but for those that are known to be alone.
    fn items(&self) -> &[u32] {
        self.not_alone.last().map_or(&self.alive, |(_, items)| items)
    }

    /// Counts some of the items in the cells that they are in.
    #[inline(never)]
    fn count(&mut self, from: usize, end: usize) {
        let mut grid = take(&mut self.grid);
        self.items()[from..end].iter().for_each(|&id| grid.add(self.all.points.spot(id)));
        self.grid = grid;
    }

    /// Looks which of some of the items have neighbours.
    #[inline(never)]
    fn look(&mut self, from: usize, end: usize) {
        let mut near = take(&mut self.near);
        let has_neighbours = |id: &u32| self.grid.has_neighbours(self.all.points.spot(*id));
        near.extend(self.items()[from..end].iter().copied().filter(has_neighbours));
        self.near = near;
    }

    /// Lets a cluster take the place of the item that gathered it; the others are no more.
    #[inline(never)]
    fn drop_gathered(&mut self) {
        let all = &self.all;
        let stays = |id: &mut u32| {
            let parent = all.parents[*id as usize];
            let gathered = all.group_of(parent).filter(|_| parent != *id);
            let stays = gathered.is_none_or(|group| all.children[group.first as usize] == *id);
            *id = parent;
            stays
        };
        self.alive.retain_mut(stays);
        self.not_alone.retain(|&(level, _)| level + 1 < self.level);
        self.not_alone.iter_mut().for_each(|(_, items)| items.retain_mut(stays));
    }

    /// How far an item gathers at a level, in steps.
    fn reach(&self, level: usize) -> u32 {
        (self.options.radius / TILE_SIZE / f64::from(1_u32 << level) * TURN) as u32
    }

    /// Takes some of the points over, in their new order.
    #[inline(never)]
    fn take_over(&mut self, from: usize, end: usize) {
        for item in from..end {
            let place = self.all.places[item];
            self.all.items[place as usize] = item as u32;
            let (x, y) = self.source.spot(place);
            self.all.points.x.push(x);
            self.all.points.y.push(y);
            self.weights.push(self.source_weights.get(place as usize).copied().unwrap_or(1.0));
        }
    }

    /// All points are there.
    fn begin(&mut self) -> Stage {
        let all = &mut self.all;
        let sum: f64 = self.weights.iter().map(|&weight| f64::from(weight)).sum();
        let most = sum / self.weights.len().max(1) as f64 * OUTWEIGHS;
        all.outstanding = self.weights.iter().map(|&weight| f64::from(weight) > most).collect();
        let outstanding = all.outstanding.iter().zip(&all.places).filter(|(is, _)| **is);
        all.special = outstanding.map(|(_, &place)| place).take(MOST_OUTSTANDING + 1).collect();
        if all.special.len() > MOST_OUTSTANDING {
            all.special.clear();
        }
        all.special = sorted(take(&mut all.special), |place| place);
        all.parents = (0..all.places.len() as u32).collect();
        self.alive.clone_from(&all.parents);
        Stage::Count(0)
    }

    /// Begins to gather the items of some strips.
    fn gather(&self, strips: Strips) -> Gather {
        let all = &self.all;
        let top = |n: u32| all.top(strips.ids[n as usize]) as usize;
        let heavy: Vec<u32> = (0..strips.ids.len() as u32).filter(|&n| all.outstanding[top(n)]).collect();
        // The bits of positive numbers rise as the numbers do (IEEE 754).
        let heaviest = sorted(heavy, |n| u32::MAX - self.weights[top(n)].to_bits());
        Gather {
            spots: strips.ids.iter().map(|&id| all.points.spot(id)).collect(),
            taken: vec![false; strips.ids.len()],
            heaviest,
            sweep: Sweep::default(),
            turn: 0,
            strips,
        }
    }

    /// Begins an index with what is alive now.
    fn open_index(&mut self) {
        self.base.clone_from(&self.alive);
        self.base_from = self.all.points.len() as u32;
    }

    /// Ends the index that serves the levels from `level` inwards.
    fn close_index(&mut self, level: usize) -> Stage {
        let base = take(&mut self.base);
        let ids = base.into_iter().chain(self.base_from..self.all.first_of_level(level)).collect();
        Stage::Index(Sorting::new(ids, self.reach(level)))
    }

    /// The clusters, once there is no more to do.
    pub fn finish(self) -> Clusters {
        self.all
    }
}

impl Gather {
    /// How many turns there are.
    fn turns(&self) -> usize {
        self.heaviest.len() + self.strips.ids.len()
    }

    /// Gives all items their turn, up to the one before the turn `end`.
    #[inline(never)]
    fn go_on(&mut self, end: usize, all: &mut Clusters, level: u8, reach: u32, least: u32) {
        while self.turn < end {
            self.next(all, level, reach, least);
        }
    }

    /// The next item's turn: it gathers those that lie within `reach` of it and are still free.
    #[inline(never)]
    fn next(&mut self, all: &mut Clusters, level: u8, reach: u32, least: u32) {
        let heavy = self.heaviest.get(self.turn).map(|&n| n as usize);
        let n = heavy.unwrap_or_else(|| self.turn - self.heaviest.len());
        self.turn += 1;
        if std::mem::replace(&mut self.taken[n], true) {
            return;
        }
        let Self { strips, spots, taken, sweep, .. } = self;
        let (id, (x, y)) = (strips.ids[n], spots[n]);
        let square = u64::from(reach).pow(2);
        let mut near = Vec::new();
        let mut look = |m: usize| {
            let (dx, dy) = (spots[m].0.wrapping_sub(x) as i32, i64::from(spots[m].1) - i64::from(y));
            if !taken[m] && (i64::from(dx).pow(2) + dy.pow(2)) as u64 <= square {
                near.push(m as u32);
            }
        };
        if heavy.is_some() || !strips.sweep(sweep, spots, n, reach, &mut look) {
            strips.within(|m| spots[m], &Window::around(x, y, reach), look);
        }
        if near.is_empty() {
            return;
        }
        let others: Vec<u32> = near.iter().map(|&m| strips.ids[m as usize]).collect();
        let count = others.iter().fold(all.count(id), |count, &other| count + all.count(other));
        if count >= least {
            near.iter().for_each(|&m| taken[m as usize] = true);
            all.group(id, &others, count, level, heavy.is_some());
        }
    }
}
