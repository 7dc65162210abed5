//! What is gathered, and what is found of it.

use super::*;
use crate::index::TURN;
use proptest::prelude::*;

const WORLD: Window = Window { west: 0, width: u32::MAX, north: 0, south: u32::MAX };
const LAST: f64 = (LEVELS - 1) as f64;

fn of(spots: &[(f64, f64, f64)], least: u32) -> Clusters {
    let mut points = Points::default();
    spots.iter().for_each(|&(x, y, _)| points.push(x, y));
    let weights = spots.iter().map(|&(_, _, weight)| weight as f32).collect();
    let options = Options { least, ..Options::default() };
    Clusters::new(Rc::new(points), Rc::new(weights), (0..spots.len() as u32).collect(), options)
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
    fn nobody_who_is_passed_over_as_being_alone_had_somebody_within_reach(
        // As far apart as items reach at the closest levels, and a little further; some of them over the antimeridian.
        // Where several stand on one spot, they draw the mean of a cluster to themselves.
        heaps in prop::collection::vec((-1.0..1.0, -1.0..1.0, 1..24_usize), 2..14),
        width in prop::sample::select(vec![2e-5, 1e-4, 2e-4, 4e-4]),
        height in prop::sample::select(vec![0.0, 0.1, 1.0]),
        middle in prop::sample::select(vec![0.3, 0.0]),
    ) {
        let mut points = Points::default();
        let spots: Vec<(f64, f64)> = heaps.iter().flat_map(|&(x, y, n)| vec![(x, y * height); n]).collect();
        spots.iter().for_each(|&(x, y): &(f64, f64)| points.push(middle + x * width, 0.4 + y * width));
        let (weights, ids) = (Rc::new(vec![1.0; spots.len()]), (0..spots.len() as u32).collect());
        let mut builder = Builder::new(Rc::new(points), weights, ids, Options::default());
        builder.few = 0;
        while builder.step(usize::MAX) {}
        let clusters = builder.finish();
        for zoom in 0..LEVELS {
            let items = clusters.within(&WORLD, zoom as f64);
            // Those that were there when this level was gathered, and neither gathered nor were gathered.
            let stayed: Vec<u32> = items.into_iter().filter_map(|item| match item {
                Item::Place(place) => Some(clusters.items[place]),
                Item::Cluster(cluster) => (clusters.splits_at(cluster) > zoom as f64 + 1.0).then_some(cluster),
            }).collect();
            let reach = Options::default().radius / TILE_SIZE / (1 << zoom) as f64 * TURN;
            for (n, &one) in stayed.iter().enumerate() {
                for &other in &stayed[n + 1..] {
                    let (x, y) = clusters.offset(one, other);
                    prop_assert!((x as f64).hypot(y as f64) >= reach.floor(), "zoom {}", zoom);
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
    let town = |n: usize| (0.999 + 0.002 * part(n, 0.754_877_666), 0.5 + 0.01 * part(n, 0.569_840_291), 1.0);
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
    let (points, weights, ids) = (Rc::new(points), Rc::new(vec![1.0; 9000]), (0..9000).collect::<Vec<u32>>());
    let begin = || Builder::new(Rc::clone(&points), Rc::clone(&weights), ids.clone(), Options::default());
    let mut builder = begin();
    let mut steps = 0;
    while builder.step(1000) {
        steps += 1;
    }
    assert!(steps > 100);
    let mut at_once = begin();
    while at_once.step(usize::MAX) {}
    assert_eq!(builder.finish(), at_once.finish());
}

#[test]
fn without_places_there_are_no_clusters() {
    let clusters = of(&[], 2);
    assert!(clusters.is_empty() && clusters.within(&WORLD, 3.0).is_empty());
    assert_eq!(clusters.holder(0, 3.0), None);
}
