//! What a cloud finds, and that it stands where its places do.

use super::*;
use crate::basemap::{Basemap, Level};
use crate::geo::{LonLat, WorldPoint, project, unproject};
use crate::layout::{Input, lay_out};
use crate::story::Story;
use proptest::prelude::*;

fn story(spots: &[(f64, f64, u32)]) -> Story {
    let feature = |(n, (lon, lat, priority)): (usize, &(f64, f64, u32))| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon:.5},{lat:.5}]}},
            "properties":{{"name":"P{n}","priority":{priority}}}}}"#
        )
    };
    let features: Vec<String> = spots.iter().enumerate().map(feature).collect();
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    crate::story::read(file.as_bytes()).unwrap().story
}

fn cloud(story: &Story) -> Cloud {
    let mut sorter = Sorter::new(Cloud::new(&story.places), (0..story.places.len() as u32).collect());
    while sorter.step() {}
    sorter.finish()
}

proptest! {
    #[test]
    fn what_is_hit_is_the_nearest_place_and_of_several_at_one_spot_the_topmost(
        spots in prop::collection::vec((-20.0..20.0f64, -20.0..20.0f64, 1..4_u32), 1..60),
        x in 0.0..640.0f64, y in 0.0..480.0f64,
    ) {
        let mut spots = spots;
        spots.push(spots[0]);
        let story = story(&spots);
        let cloud = cloud(&story);
        let camera = Camera::new(project(LonLat::new(0.0, 0.0)), 3.5, 640.0, 480.0);
        let p = ScreenPoint::new(x, y);
        let away = |place: usize| camera.to_screen(story.places[place].marker.unwrap()).distance(p);
        let square = |place: &usize| {
            let at = camera.to_screen(story.places[*place].marker.unwrap());
            (at.x - p.x).abs() < radius::HIT - 1e-3 && (at.y - p.y).abs() < radius::HIT - 1e-3
        };
        let nearest = (0..spots.len()).filter(square).min_by(|&a, &b| away(a).total_cmp(&away(b)));
        match (cloud.place_at(&camera, p), nearest) {
            (Some(hit), Some(nearest)) => prop_assert!(away(hit) <= away(nearest) + 1e-3),
            (None, Some(_)) => prop_assert!(false, "nothing was hit"),
            _ => {}
        }
        // The first place, and the last one at the same spot, which is painted over it.
        let at = camera.to_screen(story.places[0].marker.unwrap());
        let others = (1..spots.len() - 1).all(|n| camera.to_screen(story.places[n].marker.unwrap()).distance(at) > 1.0);
        if others && camera.viewport().contains(at) {
            prop_assert_eq!(cloud.place_at(&camera, at), Some(spots.len() - 1));
        }
        prop_assert!(cloud.count(&camera) <= spots.len());
    }

    #[test]
    fn a_mark_stands_where_its_place_does_at_every_zoom(
        x in 1.0..639.0f64, y in 1.0..479.0f64, centre in 0.0..1.0f64, north in 0.2..0.8f64, zoom in 1.0..14.0f64,
    ) {
        let camera = Camera::new(WorldPoint::new(centre, north), zoom, 640.0, 480.0);
        let at = unproject(camera.to_world(ScreenPoint::new(x, y)));
        let story = story(&[((at.lon + 540.0).rem_euclid(360.0) - 180.0, at.lat, 1)]);
        let placing = Cloud::placing(&camera);
        let (x, y) = story.places.spots().spot(0);
        let at = ScreenPoint::new(
            f64::from(x.wrapping_sub(placing.centre.0) as i32) * placing.scale + placing.at.0,
            (f64::from(y) - f64::from(placing.centre.1)) * placing.scale + placing.at.1,
        );
        let expected = camera.to_screen(story.places[0].marker.unwrap());
        prop_assert!(at.distance(expected) < 2e-3, "{at:?} {expected:?}");
    }
}

proptest! {
    #[test]
    fn a_box_is_clear_where_no_mark_reaches_into_it(
        spots in prop::collection::vec((-20.0..20.0f64, -20.0..20.0f64, 1..4_u32), 1..40),
        x in 0.0..640.0f64, y in 0.0..480.0f64, width in 1.0..200.0f64,
    ) {
        let story = story(&spots);
        let cloud = cloud(&story);
        let camera = Camera::new(project(LonLat::new(0.0, 0.0)), 3.5, 640.0, 480.0);
        let rect = ScreenRect::new(x, y, width, 12.0);
        let holds = |by: f64| {
            let reached = rect.inflate(cloud.marks[0].reach() + by);
            story.places.iter().any(|place| reached.contains(camera.to_screen(place.marker.unwrap())))
        };
        // At the very edge either will do: a step of the index is a hundredth of a px or less.
        prop_assert!(cloud.is_clear(&camera, &rect) || holds(0.01));
        prop_assert!(!cloud.is_clear(&camera, &rect) || !holds(-0.01));
        prop_assert!(!Cloud::new(&story.places).is_clear(&camera, &rect), "not sorted, it does not know");
    }
}

#[test]
fn the_ground_is_named_where_no_crowd_stands() {
    let ring = |west: f64, east: f64| format!("[[{west},0],[{east},0],[{east},10],[{west},10],[{west},0]]");
    let file = format!(
        r#"{{"type":"Topology","arcs":[{},{}],"objects":{{"countries":{{"type":"GeometryCollection","geometries":[
            {{"type":"Polygon","id":"AA","properties":{{"name":"Westland"}},"arcs":[[0]]}},
            {{"type":"Polygon","id":"BB","properties":{{"name":"Eastland"}},"arcs":[[1]]}}]}}}}}}"#,
        ring(0.0, 10.0),
        ring(11.0, 24.0)
    );
    let mut basemap = Basemap::new();
    basemap.insert(Level::read(file.as_bytes()).unwrap());
    let camera = Camera::new(project(LonLat::new(11.0, 5.0)), 4.8, 900.0, 500.0);
    let names = |story: &Story| {
        let cloud = cloud(story);
        let input = Input { cloud: Some(&cloud), ..Input::plain(story, &basemap, &camera) };
        let layout = lay_out(&input);
        assert!(layout.cloud.is_some() && layout.labels.is_empty());
        layout.context.iter().map(|label| label.text.clone()).collect::<Vec<_>>()
    };
    let across = |west: f64, east: f64| {
        let at = |n: u32| (west + (east - west) * f64::from(n % 60) / 60.0, f64::from(n / 60) * 0.5, 1);
        story(&(0..1200).map(at).collect::<Vec<_>>())
    };
    assert_eq!(names(&across(11.0, 24.0)), ["WESTLAND"]);
    assert_eq!(names(&across(0.0, 24.0)), [""; 0]);
}

#[test]
fn the_weightier_places_are_painted_last_and_equal_ones_in_the_order_of_the_file() {
    let story = story(&[(0.0, 0.0, 2), (1.0, 0.0, 1), (2.0, 0.0, 3), (3.0, 0.0, 2)]);
    assert_eq!(cloud(&story).order.unwrap().as_slice(), [1, 0, 3, 2]);
}
