//! Names find their places.

use super::*;
use proptest::prelude::*;

const VIEW: ScreenRect = ScreenRect::new(0.0, 0.0, 400.0, 300.0);

fn place(
    requests: &[Request],
    obstacles: &[ScreenRect],
    viewport: ScreenRect,
    rtl: bool,
) -> Vec<Option<Placed>> {
    place_among(requests, obstacles, &Pieces::new(viewport), viewport, rtl)
}

fn request(x: f64, y: f64) -> Request {
    Request {
        at: ScreenPoint::new(x, y),
        radius: 7.5,
        name: (60.0, 17.0),
        annotation: Some((90.0, 14.0)),
        weight: 1.0,
    }
}

fn total(requests: &[Request], placed: &[Option<Placed>]) -> f64 {
    requests.iter().zip(placed).map(|(r, p)| r.weight * p.as_ref().map_or(COST_HIDDEN, |p| p.cost)).sum()
}

#[test]
fn a_lonely_label_stands_right_of_its_marker_with_its_annotation() {
    let placed = place(&[request(100.0, 100.0)], &[], VIEW, false).remove(0).unwrap();
    assert!(placed.rect.x > 107.0 && placed.annotated && placed.leader.is_none());
    assert_eq!(placed.align, Align::Left);
}

#[test]
fn where_one_reads_from_the_right_it_stands_left_of_its_marker() {
    let placed = place(&[request(200.0, 100.0)], &[], VIEW, true).remove(0).unwrap();
    assert!(placed.rect.right() < 193.0);
    assert_eq!(placed.align, Align::Right);
}

#[test]
fn at_the_right_edge_it_stands_on_the_left() {
    let placed = place(&[request(385.0, 100.0)], &[], VIEW, false).remove(0).unwrap();
    assert_eq!(placed.align, Align::Right);
    assert!(placed.rect.right() < 385.0);
}

#[test]
fn a_name_does_not_end_where_another_places_marker_stands() {
    // Of two on one level the left one's name, put right of it, would end just before the other.
    let bare = |x: f64| Request { annotation: None, ..request(x, 150.0) };
    let placed = place(&[bare(100.0), bare(100.0 + 7.5 + GAP + 60.0 + 10.0 + 7.5)], &[], VIEW, false);
    let (left, right) = (placed[0].as_ref().unwrap(), placed[1].as_ref().unwrap());
    assert!(left.align != Align::Left || left.rect.bottom() < 150.0 || left.rect.y > 150.0, "{left:?}");
    assert_eq!(right.align, Align::Left);
    // With the other far off it stands where names stand.
    let apart = place(&[bare(100.0), bare(260.0)], &[], VIEW, false);
    assert_eq!(apart[0].as_ref().unwrap().align, Align::Left);
}

#[test]
fn a_leader_would_rather_not_cross_a_line() {
    let crowd: Vec<_> = (0..7).map(|i| request(160.0 + 14.0 * f64::from(i), 150.0)).collect();
    let line = Segment { from: ScreenPoint::new(0.0, 110.0), to: ScreenPoint::new(400.0, 110.0) };
    let crossing = |lines: &[Segment]| {
        let mut pieces = Pieces::new(VIEW);
        lines.iter().for_each(|&line| pieces.add(line, None));
        let placed = place_among(&crowd, &[], &pieces, VIEW, false);
        placed.iter().flatten().filter(|p| p.leader.is_some_and(|leader| leader.crosses(&line))).count()
    };
    assert_eq!((crossing(&[]), crossing(&[line])), (2, 0));
}

#[test]
fn where_nothing_is_free_beside_it_a_leader_line_sets_it_aside() {
    let wall = ScreenRect::new(10.0, 70.0, 380.0, 60.0);
    let free = place(&[request(200.0, 100.0)], &[wall], VIEW, false).remove(0);
    assert!(free.is_none(), "a leader may not pass through the wall");
    let crowd: Vec<_> = (0..7).map(|i| request(160.0 + 14.0 * f64::from(i), 150.0)).collect();
    let placed = place(&crowd, &[], VIEW, false);
    assert!(placed.iter().all(Option::is_some));
    assert!(placed.iter().flatten().any(|p| p.leader.is_some()));
}

#[test]
fn the_same_point_many_times_over_is_survived() {
    let heap = vec![request(200.0, 150.0); 40];
    let placed = place(&heap, &[], VIEW, false);
    assert!(placed.iter().any(Option::is_some));
    assert_eq!(placed, place(&heap, &[], VIEW, false), "the same input gives the same map");
}

#[test]
fn places_at_one_spot_are_all_named_where_there_is_room_round_it() {
    let bare = Request { annotation: None, name: (60.0, 17.0), ..request(200.0, 150.0) };
    let placed = place(&vec![bare; 8], &[], VIEW, false);
    assert!(placed.iter().all(Option::is_some));
}

#[test]
fn no_labels_and_no_room_are_survived() {
    assert!(place(&[], &[], VIEW, false).is_empty());
    assert_eq!(place(&[request(0.0, 0.0)], &[], ScreenRect::default(), false), [None]);
}

/// The cheapest of all combinations, by trying them all.
fn exhaustive(requests: &[Request], candidates: &[Vec<Placed>]) -> f64 {
    fn go(
        i: usize,
        requests: &[Request],
        all: &[Vec<Placed>],
        taken: &mut Vec<Placed>,
        cost: f64,
        best: &mut f64,
    ) {
        if cost >= *best {
            return;
        }
        let Some(own) = all.get(i) else {
            *best = cost;
            return;
        };
        for candidate in own {
            if !taken.iter().any(|t| t.conflicts(candidate)) {
                taken.push(candidate.clone());
                go(i + 1, requests, all, taken, cost + requests[i].weight * candidate.cost, best);
                taken.pop();
            }
        }
        go(i + 1, requests, all, taken, cost + requests[i].weight * COST_HIDDEN, best);
    }
    let mut best = f64::INFINITY;
    go(0, requests, candidates, &mut Vec::new(), 0.0, &mut best);
    best
}

/// Sixty places strewn over a map by a linear congruential generator (Knuth's MMIX constants): the
/// same on every machine.
fn strewn(seed: u64) -> Vec<Request> {
    let mut state = seed;
    let mut next = |range: f64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1u64 << 24) as f64 * range
    };
    (0..60).map(|_| request(20.0 + next(715.0), 20.0 + next(710.0))).collect()
}

#[test]
fn of_sixty_places_more_are_named_than_by_taking_the_first_free_place() {
    const MAP: ScreenRect = ScreenRect::new(0.0, 0.0, 755.0, 750.0);
    let (mut ours, mut greedy, mut annotated) = (0, 0, 0);
    for seed in 0..10 {
        let requests = strewn(seed);
        let placed = place(&requests, &[], MAP, false);
        ours += placed.iter().flatten().count();
        annotated += placed.iter().flatten().filter(|p| p.annotated).count();
        // The baseline: each in turn takes the first of the eight positions that is free.
        let mut taken: Vec<Placed> = Vec::new();
        for i in 0..requests.len() {
            let free = |c: &Placed| {
                is_free(c, i, &requests, &Occupied::new(Vec::new(), MAP), &MAP)
                    && !taken.iter().any(|t| t.conflicts(c))
            };
            let first = beside(&requests[i], false).into_iter().find(free);
            greedy += usize::from(first.is_some());
            taken.extend(first);
        }
    }
    eprintln!("of 600 names {ours} are placed ({annotated} with their annotation), greedily {greedy}");
    assert!(ours > greedy && ours >= 590, "{ours} against {greedy}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn labels_never_overlap_labels_markers_obstacles_or_the_edge(
        points in prop::collection::vec((0.0..400.0f64, 0.0..300.0f64), 0..25),
        (ox, oy) in (0.0..350.0f64, 0.0..250.0f64),
    ) {
        let requests: Vec<_> = points.iter().map(|&(x, y)| request(x, y)).collect();
        let obstacle = ScreenRect::new(ox, oy, 50.0, 50.0);
        let placed = place(&requests, &[obstacle], VIEW, false);
        for (i, p) in placed.iter().enumerate() {
            let Some(p) = p else { continue };
            prop_assert!(VIEW.contains_rect(&p.rect) && !p.rect.overlaps(&obstacle));
            for r in &requests {
                prop_assert!(!p.rect.overlaps(&ScreenRect::around(r.at, r.radius)));
            }
            for q in placed[i + 1..].iter().flatten() {
                prop_assert!(!p.conflicts(q), "{p:?} {q:?}");
            }
        }
    }

    #[test]
    fn small_cases_come_within_a_tenth_of_the_best_there_is(
        points in prop::collection::vec((100.0..260.0f64, 100.0..180.0f64), 1..5),
    ) {
        let requests: Vec<_> = points.iter().map(|&(x, y)| request(x, y)).collect();
        let candidates: Vec<Vec<Placed>> = (0..requests.len()).map(|i| {
            let mut all = beside(&requests[i], false);
            all.extend(set_aside(&requests[i], false));
            all.retain(|c| is_free(c, i, &requests, &Occupied::new(Vec::new(), VIEW), &VIEW));
            for candidate in &mut all {
                candidate.cost += COST_NEIGHBOUR * nearness(candidate, i, &requests);
            }
            order::sort_by(&mut all, |a, b| a.cost.total_cmp(&b.cost));
            all
        }).collect();
        let best = exhaustive(&requests, &candidates);
        let found = total(&requests, &place(&requests, &[], VIEW, false));
        prop_assert!(found <= best * 1.1 + 0.5, "found {found}, best {best}");
    }
}
