//! Going from place to place by the keys of the keyboard, and boxes that a finger hits.

use super::Target;
use crate::geo::{ScreenPoint, ScreenRect};

/// Where a key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To what lies left of it.
    Left,
    /// Above it.
    Up,
    /// Right of it.
    Right,
    /// Below it.
    Down,
    /// To the first in the order of the story.
    First,
    /// To the last.
    Last,
    /// To the one before.
    Previous,
    /// To the next.
    Next,
}

impl Way {
    /// All of them, in the order of the numbers by which `reach.js` knows them.
    pub const ALL: [Self; 8] =
        [Self::Left, Self::Up, Self::Right, Self::Down, Self::First, Self::Last, Self::Previous, Self::Next];
}

/// What lies off the straight way counts this much more than what lies along it: the eye goes on in the
/// direction of the key before it turns aside.
const ASIDE: f64 = 2.0;
/// Half the opening of the cone in which a neighbour is looked for first, as px aside for a px along.
const CONE: f64 = 1.5;
/// Boxes that lie no farther along than this, px, lie beside each other.
const ALONG: f64 = 1.0;
/// Half the side of a box for a finger, px: Apple's and Google's guidelines ask for 44 to 48 px.
const FINGER: f64 = 22.0;

/// The box that `way` leads to from the one of index `from`: the nearest in that direction, first within
/// a cone about it, else anywhere on that side. `boxes` are in the order of the story. `None` where there
/// is nothing.
///
/// ```text
///            ╱ 3        → leads from 0 to 1; if there were neither 1 nor 2, to 3
///        1  ╱
///   0 ─────────── 2
/// ```
pub fn neighbour(boxes: &[ScreenRect], from: usize, way: Way) -> Option<usize> {
    let here = boxes.get(from)?.centre();
    let last = boxes.len() - 1;
    let (dx, dy) = match way {
        Way::First => return Some(0),
        Way::Last => return Some(last),
        Way::Previous => return from.checked_sub(1),
        Way::Next => return (from < last).then_some(from + 1),
        Way::Left => (-1.0, 0.0),
        Way::Up => (0.0, -1.0),
        Way::Right => (1.0, 0.0),
        Way::Down => (0.0, 1.0),
    };
    let mut best: Option<(bool, f64, usize)> = None;
    for (i, there) in boxes.iter().enumerate().filter(|(i, _)| *i != from) {
        let to = there.centre();
        let (x, y) = (to.x - here.x, to.y - here.y);
        let along = x * dx + y * dy;
        let aside = (x * dy).abs() + (y * dx).abs();
        if along <= ALONG {
            continue;
        }
        let wide = aside > along * CONE;
        let cost = along + ASIDE * aside;
        if best.is_none_or(|(other, least, _)| (wide, cost) < (other, least)) {
            best = Some((wide, cost, i));
        }
    }
    best.map(|(.., i)| i)
}

/// Makes the boxes of marks as large as a finger needs, as far as their neighbours leave room: none reaches
/// over the middle between two, so that none takes a touch that is meant for another.
pub fn widen(targets: &mut [Target]) {
    let rects: Vec<ScreenRect> = targets.iter().map(|target| target.rect).collect();
    // How far a point is from a box, along the axis on which that is more.
    let gap = |p: ScreenPoint, rect: &ScreenRect| {
        let off = |at: f64, low: f64, high: f64| (low - at).max(at - high).max(0.0);
        off(p.x, rect.x, rect.right()).max(off(p.y, rect.y, rect.bottom()))
    };
    for (i, target) in targets.iter_mut().enumerate().filter(|(_, target)| !target.pointer) {
        let centre = rects[i].centre();
        let apart = |other: &ScreenRect| {
            let to = other.centre();
            let between = (to.x - centre.x).abs().max((to.y - centre.y).abs()) / 2.0;
            between.min(gap(centre, other))
        };
        let others = rects.iter().enumerate().filter(|(j, _)| *j != i);
        let room = others.map(|(_, other)| apart(other)).fold(FINGER, f64::min);
        let own = rects[i].width.min(rects[i].height) / 2.0;
        if room > own {
            target.rect = ScreenRect::around(centre, room);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boxes(centres: &[(f64, f64)]) -> Vec<ScreenRect> {
        centres.iter().map(|&(x, y)| ScreenRect::around(ScreenPoint::new(x, y), 12.0)).collect()
    }

    #[test]
    fn an_arrow_leads_to_the_nearest_place_on_its_way() {
        let all = boxes(&[(0.0, 0.0), (60.0, -20.0), (120.0, 0.0), (70.0, -200.0), (-5.0, 90.0)]);
        assert_eq!(neighbour(&all, 0, Way::Right), Some(1));
        assert_eq!(neighbour(&all, 1, Way::Right), Some(2));
        assert_eq!(neighbour(&all, 0, Way::Up), Some(3), "the other one lies too far aside");
        assert_eq!(neighbour(&all, 0, Way::Down), Some(4));
        assert_eq!(neighbour(&all, 4, Way::Down), None);
        assert_eq!(neighbour(&all, 2, Way::Right), None);
    }

    #[test]
    fn what_lies_far_aside_is_reached_when_nothing_else_is_there() {
        let all = boxes(&[(0.0, 0.0), (20.0, 300.0)]);
        assert_eq!(neighbour(&all, 0, Way::Right), Some(1));
        assert_eq!(neighbour(&all, 1, Way::Left), Some(0));
    }

    #[test]
    fn the_order_of_the_story_is_followed_to_its_ends_and_no_farther() {
        let all = boxes(&[(50.0, 0.0), (0.0, 0.0), (20.0, 5.0)]);
        assert_eq!(neighbour(&all, 1, Way::First), Some(0));
        assert_eq!(neighbour(&all, 1, Way::Last), Some(2));
        assert_eq!(neighbour(&all, 1, Way::Next), Some(2));
        assert_eq!(neighbour(&all, 2, Way::Next), None);
        assert_eq!(neighbour(&all, 0, Way::Previous), None);
    }

    #[test]
    fn one_place_has_no_neighbour_and_an_index_beyond_them_none_either() {
        for way in Way::ALL {
            assert!(matches!(neighbour(&boxes(&[(1.0, 1.0)]), 0, way), None | Some(0)));
            assert_eq!(neighbour(&[], 0, way), None);
            assert_eq!(neighbour(&boxes(&[(1.0, 1.0)]), 7, way), None);
        }
    }

    #[test]
    fn places_at_one_spot_are_reached_in_the_order_of_the_story() {
        let all = boxes(&[(5.0, 5.0), (5.0, 5.0)]);
        assert_eq!(neighbour(&all, 0, Way::Right), None);
        assert_eq!(neighbour(&all, 0, Way::Next), Some(1));
    }

    fn targets(centres: &[(f64, f64)]) -> Vec<Target> {
        let target = |(place, rect)| Target { place, rect, ..Target::default() };
        boxes(centres).into_iter().enumerate().map(target).collect()
    }

    #[test]
    fn a_marker_by_itself_is_as_large_as_a_finger() {
        let mut alone = targets(&[(100.0, 100.0)]);
        widen(&mut alone);
        assert_eq!(alone[0].rect, ScreenRect::around(ScreenPoint::new(100.0, 100.0), 22.0));
    }

    proptest! {
        #[test]
        fn widened_boxes_overlap_no_more_than_before_and_are_never_smaller(
            centres in proptest::collection::vec((0.0..300.0, 0.0..300.0), 1..12)
        ) {
            let before = targets(&centres);
            let mut after = before.clone();
            widen(&mut after);
            for i in 0..after.len() {
                prop_assert!(after[i].rect.width >= before[i].rect.width && after[i].rect.width <= 44.0);
                for j in 0..i {
                    let apart = !before[i].rect.overlaps(&before[j].rect);
                    prop_assert!(!(apart && after[i].rect.inflate(-1e-6).overlaps(&after[j].rect.inflate(-1e-6))));
                }
            }
        }

        #[test]
        fn arrows_and_steps_lead_from_every_place_to_every_other(
            centres in proptest::collection::vec((0.0..700.0, 0.0..500.0), 1..14)
        ) {
            let all = boxes(&centres);
            for from in 0..all.len() {
                let mut seen = vec![from];
                let mut next = 0;
                while next < seen.len() {
                    let at = seen[next];
                    for to in Way::ALL.into_iter().filter_map(|way| neighbour(&all, at, way)) {
                        if !seen.contains(&to) {
                            seen.push(to);
                        }
                    }
                    next += 1;
                }
                prop_assert_eq!(seen.len(), all.len());
            }
        }

        #[test]
        fn an_arrow_never_leads_back_the_other_way(
            centres in proptest::collection::vec((0.0..700.0, 0.0..500.0), 2..14)
        ) {
            let all = boxes(&centres);
            for from in 0..all.len() {
                if let Some(to) = neighbour(&all, from, Way::Right) {
                    prop_assert!(all[to].centre().x > all[from].centre().x);
                }
                if let Some(to) = neighbour(&all, from, Way::Up) {
                    prop_assert!(all[to].centre().y < all[from].centre().y);
                }
            }
        }
    }
}
