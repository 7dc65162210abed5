//! Which part of the world the first view shows.
//!
//! Spread is weighed against legibility. If all markers can be told apart with every place in the
//! frame, every place is in the frame. If not, the farthest places may be left outside, where an edge
//! pointer names them, as long as each one left out brings the rest close enough to be worth it.

use crate::basemap::Basemap;
use crate::camera::{Camera, Insets, bounds_on_globe};
use crate::geo::math::{length, within_turn};
use crate::geo::{ScreenRect, WorldBounds, WorldPoint};
use crate::order;
use crate::story::{MOST_APART, Story};
use crate::theme::radius;

/// Room left between the frame and what it shows, px on each side, on a viewport wide enough.
const ROOM: f64 = 44.0;
/// But no more than this share of the viewport's side.
const ROOM_SHARE: f64 = 0.09;
/// A single place, or several at one spot, are shown at this zoom: a province fits the view.
const SINGLE_ZOOM: f64 = 7.0;
/// No story is framed closer than this by itself.
const CLOSEST: f64 = 13.5;
/// Markers closer than this cannot be told apart, px: two hit boxes side by side.
const LEGIBLE: f64 = 2.0 * radius::HIT;
/// At most this share of the places is left outside.
const MOST_OUTSIDE: f64 = 1.0 / 3.0;
/// Only a place this many times as far from the middle of the story as the usual place is far from it: the
/// ends of a route, evenly spaced, are no outliers.
const FAR: f64 = 2.5;
/// The zoom that leaving a place out must gain: half a level, that is lengths grown by 1.4.
const WORTH: f64 = 0.5;

/// So many places tell where the core of a story is; of a crowd, others are passed over.
const MOST_LOOKED_AT: usize = 10_000;

/// What the first view is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// As the rule decides.
    #[default]
    Auto,
    /// Every place.
    All,
    /// The core of the story, even where all of it would be legible.
    Core,
}

/// The view of `viewport`'s size that frames the story; `None` when it has no place on the map.
///
/// Should a marker come to lie under one of `obstacles`, the frame keeps clear of its side of the map.
pub fn frame(
    story: &Story,
    basemap: &Basemap,
    viewport: &Camera,
    obstacles: &[ScreenRect],
    fit: Fit,
) -> Option<Camera> {
    let core = core(story, viewport, fit)?;
    let mut insets = insets(viewport);
    let framed = with_areas(&core, story, basemap, viewport, insets);
    let view = viewport.viewport();
    for obstacle in obstacles {
        let under =
            |&at: &WorldPoint| obstacle.overlaps(&ScreenRect::around(framed.to_screen(at), radius::HIT));
        // The credit is a line at the foot, the controls a column at a side: each gives way across itself.
        if !core.iter().any(under) {
            continue;
        }
        let middle = obstacle.centre();
        if obstacle.width > obstacle.height {
            if middle.y > view.height / 2.0 {
                insets.bottom = insets.bottom.max(view.height - obstacle.y + radius::HIT);
            } else {
                insets.top = insets.top.max(obstacle.bottom() + radius::HIT);
            }
        } else if middle.x > view.width / 2.0 {
            insets.right = insets.right.max(view.width - obstacle.x + radius::HIT);
        } else {
            insets.left = insets.left.max(obstacle.right() + radius::HIT);
        }
    }
    Some(with_areas(&core, story, basemap, viewport, insets))
}

/// The places that the frame is to hold.
fn core(story: &Story, viewport: &Camera, fit: Fit) -> Option<Vec<WorldPoint>> {
    let places = &story.places;
    if places.is_crowd() && fit != Fit::Core {
        return Some(places.outline()).filter(|outline| !outline.is_empty());
    }
    let step = places.len() / MOST_LOOKED_AT + 1;
    let mut core: Vec<WorldPoint> =
        (0..places.len()).step_by(step).filter_map(|i| places.marker(i)).collect();
    if core.is_empty() {
        return None;
    }
    // Of a crowd none is left outside: it is gathered into clusters, which can be told apart at any
    // distance, and a pointer to each one outside would be a frame of words.
    if core.len() > MOST_APART {
        if fit == Fit::Core {
            let usual = distances(&core);
            let mut usual = usual.iter();
            core.retain(|_| usual.next().is_none_or(|&(_, is_far)| !is_far));
        }
        return Some(core);
    }
    let all = fitted(&core, viewport);
    if fit == Fit::All || (fit == Fit::Auto && legible(&core, &all)) {
        return Some(core);
    }
    let most_outside = (core.len() as f64 * MOST_OUTSIDE).floor() as usize;
    let (mut best, mut best_gain) = (core.clone(), 0.0);
    for outside in 1..=most_outside {
        let Some(farthest) = farthest(&core) else { break };
        core.remove(farthest);
        let gain = fitted(&core, viewport).zoom() - all.zoom() - WORTH * outside as f64;
        if gain > best_gain {
            (best, best_gain) = (core.clone(), gain);
        }
    }
    Some(best)
}

/// The view of `viewport`'s size that shows these positions, as close as a single place is shown at most.
pub fn together(points: &[WorldPoint], viewport: &Camera) -> Camera {
    viewport.fitted(&bounds_on_globe(points.iter().copied()), insets(viewport), SINGLE_ZOOM)
}

fn insets(viewport: &Camera) -> Insets {
    let view = viewport.viewport();
    let (x, y) = (ROOM.min(view.width * ROOM_SHARE), ROOM.min(view.height * ROOM_SHARE));
    Insets { top: y, right: x, bottom: y, left: x }
}

fn fitted(points: &[WorldPoint], viewport: &Camera) -> Camera {
    let bounds = bounds_on_globe(points.iter().copied());
    viewport.fitted(&bounds, insets(viewport), closest(&bounds))
}

/// The closest zoom at which `bounds` are shown.
fn closest(bounds: &WorldBounds) -> f64 {
    if bounds.width() == 0.0 && bounds.height() == 0.0 { SINGLE_ZOOM } else { CLOSEST }
}

/// The view of `points` with the areas of the places that stand there.
fn with_areas(
    points: &[WorldPoint],
    story: &Story,
    basemap: &Basemap,
    viewport: &Camera,
    insets: Insets,
) -> Camera {
    let mut bounds = bounds_on_globe(points.iter().copied());
    let centre = bounds.centre();
    for (_, place) in story.places.whole() {
        // Of a crowd, the frame is of all that has a shape.
        let framed = |marker| points.len() > MOST_APART || points.contains(&marker);
        if place.area.is_none() && place.geometry.is_point() || !place.marker.is_some_and(framed) {
            continue;
        }
        let own = place.geometry.polygons.iter().flatten().chain(&place.geometry.lines);
        let mut area = WorldBounds::around(own.flatten().copied());
        if let Some(key) = place.area.as_deref().and_then(|key| basemap.area(key)) {
            area.union(&key.path.bounds);
        }
        if area.width() >= 0.5 {
            // Cut at the antimeridian, perhaps: then it is the shorter way round that is meant.
            let lines = place.geometry.lines.iter().flatten().copied();
            area = bounds_on_globe(lines);
        }
        // Areas that span the antimeridian say nothing of where they lie; the marker does.
        if !area.is_empty() && area.width() < 0.5 {
            let turns = (centre.x - area.centre().x).round();
            bounds.extend(WorldPoint::new(area.min.x + turns, area.min.y));
            bounds.extend(WorldPoint::new(area.max.x + turns, area.max.y));
        }
    }
    viewport.fitted(&bounds, insets, closest(&bounds))
}

/// Whether all markers can be told apart. Markers at the same spot never can, at any zoom, and so do
/// not count.
fn legible(points: &[WorldPoint], camera: &Camera) -> bool {
    points.iter().enumerate().all(|(i, &a)| {
        points[i + 1..]
            .iter()
            .all(|&b| a == b || camera.to_screen(a).distance(camera.to_screen(b)) >= LEGIBLE)
    })
}

/// The point farthest from the middle of all, if it is far enough to be left out.
fn farthest(points: &[WorldPoint]) -> Option<usize> {
    let distances = distances(points);
    let farthest = (0..points.len()).max_by(|&a, &b| distances[a].0.total_cmp(&distances[b].0))?;
    distances[farthest].1.then_some(farthest)
}

/// How far each of some points on the globe is from the middle of all, and whether that is far enough for
/// it to be left out. The middle is the median, which a far place does not draw towards itself.
fn distances(points: &[WorldPoint]) -> Vec<(f64, bool)> {
    let unrolled = {
        let start = bounds_on_globe(points.iter().copied()).min.x;
        move |p: WorldPoint| WorldPoint::new(within_turn(p.x - start), p.y)
    };
    let median = |mut values: Vec<f64>| {
        order::sort_by(&mut values, f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let mx = median(points.iter().map(|&p| unrolled(p).x).collect());
    let my = median(points.iter().map(|&p| unrolled(p).y).collect());
    let distance = |p: WorldPoint| length(unrolled(p).x - mx, p.y - my);
    let usual = median(points.iter().map(|&p| distance(p)).collect());
    points.iter().map(|&p| (distance(p), distance(p) > FAR * usual)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::ScreenPoint;

    fn story(places: &[(f64, f64)]) -> Story {
        let features: Vec<String> = places
            .iter()
            .enumerate()
            .map(|(i, (lon, lat))| {
                format!(
                    r#"{{"type":"Feature","properties":{{"name":"P{i}"}},
                        "geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}"#
                )
            })
            .collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        crate::story::read(file.as_bytes()).unwrap().story
    }

    const AFGHAN: [(f64, f64); 5] =
        [(70.36, 34.84), (69.17, 34.53), (62.2, 34.35), (70.6, 37.1), (65.5, 28.0)];

    fn viewport() -> Camera {
        Camera::new(WorldPoint::new(0.5, 0.5), 2.0, 755.0, 750.0)
    }

    fn seen(story: &Story, camera: &Camera) -> Vec<bool> {
        story.places.iter().map(|p| camera.viewport().contains(camera.to_screen(p.marker.unwrap()))).collect()
    }

    #[test]
    fn far_places_are_left_outside_when_the_rest_could_not_be_told_apart() {
        let mut places = AFGHAN.to_vec();
        places.extend([(37.62, 55.75), (51.53, 25.29)]);
        let story = story(&places);
        let camera = frame(&story, &Basemap::new(), &viewport(), &[], Fit::Auto).unwrap();
        assert_eq!(seen(&story, &camera), [true, true, true, true, true, false, false]);
    }

    #[test]
    fn all_of_it_is_shown_when_asked_for() {
        let mut places = AFGHAN.to_vec();
        places.push((37.62, 55.75));
        let story = story(&places);
        let camera = frame(&story, &Basemap::new(), &viewport(), &[], Fit::All).unwrap();
        assert!(seen(&story, &camera).iter().all(|&s| s));
    }

    #[test]
    fn a_wide_story_whose_places_are_all_legible_is_shown_whole() {
        let story = story(&[(-0.1, 51.5), (2.35, 48.85), (13.4, 52.5), (-74.0, 40.7)]);
        let camera = frame(&story, &Basemap::new(), &viewport(), &[], Fit::Auto).unwrap();
        assert!(seen(&story, &camera).iter().all(|&s| s));
    }

    #[test]
    fn the_ends_of_a_route_are_shown_even_where_its_middle_is_crowded() {
        let mut route: Vec<(f64, f64)> = (0..7).map(|i| (10.0 + 8.0 * f64::from(i), 40.0)).collect();
        route.push((34.05, 40.0));
        let story = story(&route);
        let camera = frame(&story, &Basemap::new(), &viewport(), &[], Fit::Auto).unwrap();
        assert!(seen(&story, &camera).iter().all(|&s| s));
    }

    #[test]
    fn no_marker_is_framed_under_the_controls() {
        let story = story(&AFGHAN);
        let camera = frame(&story, &Basemap::new(), &viewport(), &[], Fit::Auto).unwrap();
        let marker = camera.to_screen(story.places[3].marker.unwrap());
        let controls = ScreenRect::around(marker, 20.0);
        let controls = ScreenRect::new(controls.x, controls.y - 60.0, 755.0 - controls.x, 160.0);
        let camera = frame(&story, &Basemap::new(), &viewport(), &[controls], Fit::Auto).unwrap();
        for place in &story.places {
            assert!(!controls.contains(camera.to_screen(place.marker.unwrap())));
        }
    }

    #[test]
    fn a_single_place_and_a_heap_of_places_stand_in_the_middle() {
        for places in [vec![(69.17, 34.53)], vec![(69.17, 34.53); 5]] {
            let story = story(&places);
            let camera = frame(&story, &Basemap::new(), &viewport(), &[], Fit::Auto).unwrap();
            assert_eq!(camera.zoom(), SINGLE_ZOOM);
            let at = camera.to_screen(story.places[0].marker.unwrap());
            assert!(at.distance(ScreenPoint::new(377.5, 375.0)) < 1e-6);
        }
    }

    #[test]
    fn a_story_over_the_antimeridian_is_framed_over_it() {
        let story = story(&[(178.4, -18.1), (-171.8, -13.8), (-175.2, -21.1)]);
        let camera = frame(&story, &Basemap::new(), &viewport(), &[], Fit::Auto).unwrap();
        assert!(camera.zoom() > 4.0);
        assert!(seen(&story, &camera).iter().all(|&s| s));
    }

    #[test]
    fn a_story_without_places_has_no_frame() {
        assert!(frame(&story(&[]), &Basemap::new(), &viewport(), &[], Fit::Auto).is_none());
    }
}
