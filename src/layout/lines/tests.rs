use super::*;
use crate::geo::{LonLat, project};
use crate::story::Story;
use proptest::prelude::*;

const SIZE: (f64, f64) = (90.0, 15.0);

fn story(geometry: &str, properties: &str) -> Story {
    let file = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{geometry},
            "properties":{{"name":"Route"{properties}}}}}]}}"#
    );
    crate::story::read(file.as_bytes()).unwrap().story
}

fn line(coordinates: &str, properties: &str) -> Story {
    story(&format!(r#"{{"type":"LineString","coordinates":{coordinates}}}"#), properties)
}

/// 640 × 480 px round 0° N, `lon` E: a degree is 22.8 px wide at zoom 5.
fn camera(lon: f64) -> Camera {
    Camera::new(project(LonLat::new(lon, 0.0)), 5.0, 640.0, 480.0)
}

fn marked(story: &Story, camera: &Camera, discs: &[(ScreenPoint, f64)]) -> Option<LineMark> {
    mark(0, &story.places[0], camera, discs)
}

fn name(story: &Story, taken: &[ScreenRect]) -> Option<LineLabel> {
    let camera = camera(0.0);
    let taken = Occupied::new(taken.to_vec(), camera.viewport());
    label(&marked(story, &camera, &[]).unwrap(), "Route", SIZE, &camera, &taken, &|_| false)
}

#[test]
fn the_heads_stand_at_the_ends_that_the_arrow_names_and_point_outward() {
    for (arrow, want) in [
        (r#","arrow":"end""#, vec![0.0]),
        (r#","arrow":"start""#, vec![PI]),
        (r#","arrow":"both""#, vec![0.0, PI]),
        ("", vec![]),
    ] {
        let story = line("[[-5,0],[5,0]]", arrow);
        let heads = marked(&story, &camera(0.0), &[]).unwrap().heads;
        let angles: Vec<f64> = heads.iter().map(|head| head.angle.abs()).collect();
        assert_eq!(angles, want, "{arrow}");
        for head in heads {
            // The tip goes a little past the end, so that the line's blunt end is hidden.
            let end = 320.0 + if head.angle == 0.0 { 113.8 } else { -113.8 };
            assert!((head.tip.x - end).abs() < 4.0 && head.tip.y == 240.0, "{head:?}");
        }
    }
}

#[test]
fn a_line_too_short_to_be_seen_is_a_dot() {
    for short in ["[[1,1],[1.001,1]]", "[[1,1],[1,1]]"] {
        let mark = marked(&line(short, ""), &camera(0.0), &[]).unwrap();
        let at = camera(0.0).to_screen(project(LonLat::new(1.0, 1.0)));
        assert!(mark.dot().is_some_and(|dot| dot.distance(at) < 1e-9) && mark.pieces(8.0).len() == 1);
        assert!(mark.hit(&camera(0.0), at).is_some() && mark.heads.is_empty());
        assert!(marked(&line(short, ""), &camera(60.0), &[]).is_none(), "out of view");
    }
    assert!(marked(&line("[[-5,0],[5,0]]", ""), &camera(0.0), &[]).unwrap().dot().is_none());
}

#[test]
fn a_head_stops_before_the_disc_that_it_leads_to() {
    let story = line("[[-5,0],[5,0]]", r#","arrow":"end""#);
    let camera = camera(0.0);
    let end = camera.to_screen(project(LonLat::new(5.0, 0.0)));
    let head = marked(&story, &camera, &[(end, 12.0)]).unwrap().heads.remove(0);
    assert!((11.0..14.0).contains(&(end.x - head.tip.x)), "{head:?}");
}

#[test]
fn a_head_stops_before_the_first_of_the_discs_that_lie_on_each_other_and_never_at_the_start() {
    let story = line("[[-5,0],[5,0]]", r#","arrow":"end""#);
    let camera = camera(0.0);
    let end = camera.to_screen(project(LonLat::new(5.0, 0.0)));
    let back = |px: f64| ScreenPoint::new(end.x - px, end.y);
    let head = marked(&story, &camera, &[(end, 12.0), (back(20.0), 9.5), (back(32.0), 5.0)])
        .unwrap()
        .heads
        .remove(0);
    assert!((37.0..38.5).contains(&(end.x - head.tip.x)), "{head:?}");
    let head = marked(&story, &camera, &[(end, 900.0)]).unwrap().heads.remove(0);
    let from = end.x - 227.6 + 1.5 * head.length;
    assert!((from - 1.5..=from + 0.5).contains(&head.tip.x), "{head:?}");
}

#[test]
fn a_line_of_very_many_corners_is_looked_along() {
    let corners: Vec<String> =
        (0..40_000).map(|n| format!("[{},{}]", f64::from(n) / 4000.0 - 5.0, n % 2)).collect();
    let story = line(&format!("[{}]", corners.join(",")), r#","arrow":"end""#);
    assert!(name(&story, &[]).is_none());
}

#[test]
fn a_line_that_goes_on_outside_has_its_head_where_it_leaves() {
    let story = line("[[-5,0],[50,0]]", r#","arrow":"end""#);
    let head = marked(&story, &camera(0.0), &[]).unwrap().heads.remove(0);
    assert!((620.0..640.0).contains(&head.tip.x), "{head:?}");
}

#[test]
fn a_line_that_is_cut_at_the_antimeridian_has_one_head_at_its_end() {
    let cut = story(
        r#"{"type":"MultiLineString","coordinates":[[[175,0],[180,1]],[[-180,1],[-176,2]]]}"#,
        r#","arrow":"both""#,
    );
    let camera = camera(179.0);
    let mark = marked(&cut, &camera, &[]).unwrap();
    assert_eq!((mark.runs.len(), mark.heads.len()), (1, 2), "and is one line");
    assert!(mark.runs[0].from_start && mark.runs[0].to_end);
    let end = camera.to_screen(project(LonLat::new(-176.0, 2.0)));
    assert!(mark.heads.iter().any(|head| head.tip.distance(end) < 5.0));
    let apart = story(
        r#"{"type":"MultiLineString","coordinates":[[[175,0],[178,1]],[[179,1],[182,2]]]}"#,
        r#","arrow":"end""#,
    );
    assert_eq!(marked(&apart, &camera, &[]).unwrap().heads.len(), 2, "two prongs have two heads");
}

#[test]
fn a_line_past_the_antimeridian_is_seen_from_both_sides() {
    let story = line("[[175,0],[185,0]]", "");
    for lon in [178.0, -178.0] {
        let mark = marked(&story, &camera(lon), &[]).unwrap();
        assert!((mark.runs[0].length() - 227.6).abs() < 1.0, "{lon}: {mark:?}");
    }
    assert!(marked(&story, &camera(0.0), &[]).is_none());
}

#[test]
fn a_name_stands_over_the_middle_of_its_line_turned_with_it() {
    let camera = camera(0.0);
    for (coordinates, degrees) in [
        ("[[-8,0],[8,0]]", 0.0),
        ("[[8,0],[-8,0]]", 0.0),
        ("[[-6,-6],[6,6]]", -45.0),
        ("[[6,6],[-6,-6]]", -45.0),
        ("[[-6,6],[6,-6]]", 45.0),
        ("[[0,-8],[0,8]]", -90.0),
        ("[[0,8],[0,-8]]", -90.0),
    ] {
        let label = name(&line(coordinates, ""), &[]).unwrap();
        assert!((label.angle.to_degrees() - degrees).abs() < 0.5, "{coordinates}: {label:?}");
        let middle = label.middle(&camera);
        let away = middle.distance(ScreenPoint::new(320.0, 240.0));
        assert!((8.0..14.0).contains(&away), "{coordinates}: {away} px from the middle of its line");
        assert!(middle.y < 240.5, "{coordinates}: above it, or left of it");
    }
}

#[test]
fn a_name_moves_along_and_under_its_line_for_what_stands_there() {
    let route = line("[[-8,0],[8,0]]", "");
    let camera = camera(0.0);
    let over = ScreenRect::new(0.0, 180.0, 640.0, 58.0);
    assert!(name(&route, &[over]).unwrap().middle(&camera).y > 244.0);
    let middle = ScreenRect::new(300.0, 100.0, 40.0, 300.0);
    let label = name(&route, &[middle]).unwrap();
    assert!((label.middle(&camera).x - 320.0).abs() > 20.0 + SIZE.0 / 2.0);
    assert!(name(&route, &[ScreenRect::new(0.0, 0.0, 640.0, 480.0)]).is_none());
}

#[test]
fn a_line_too_short_or_too_bent_carries_no_name() {
    assert!(name(&line("[[0,0],[3,0]]", ""), &[]).is_none());
    assert!(name(&line("[[-4,0],[-3,2],[-2,0],[-1,2],[0,0],[1,2],[2,0],[3,2],[4,0]]", ""), &[]).is_none());
}

#[test]
fn a_tap_near_the_line_or_on_its_name_hits_it() {
    let camera = camera(0.0);
    let story = line("[[-8,0],[8,0]]", "");
    let mut mark = marked(&story, &camera, &[]).unwrap();
    let at = |x: f64, y: f64| ScreenPoint::new(x, y);
    assert!(mark.hit(&camera, at(200.0, 248.0)).is_some());
    assert!(mark.hit(&camera, at(200.0, 251.0)).is_none());
    assert!(mark.hit(&camera, at(520.0, 240.0)).is_none());
    let none = Occupied::new(Vec::new(), camera.viewport());
    mark.label = label(&mark, "Route", SIZE, &camera, &none, &|_| false);
    let middle = mark.label.as_ref().unwrap().middle(&camera);
    assert_eq!(mark.hit(&camera, at(middle.x + 40.0, middle.y - 5.0)), Some(0.0));
}

#[test]
fn a_width_of_the_file_is_kept_and_brings_the_other_defaults() {
    let own = |properties| line_width(&line("[[0,0],[1,0]]", properties).places[0]);
    assert_eq!((own(""), own(r#","stroke-width":7"#), own(r##","stroke":"#f00""##)), (width::LINE, 7.0, 2.0));
    let none = line("[[-5,0],[5,0]]", r#","arrow":"both","stroke-width":0"#);
    assert!(marked(&none, &camera(0.0), &[]).is_none(), "there is neither a head nor a name");
}

proptest! {
    #[test]
    fn the_boxes_of_a_turned_text_cover_it_and_little_more(
        angle in -FRAC_PI_2..FRAC_PI_2,
        width in 20.0..200.0f64,
        x in -0.5..0.5f64,
        y in -0.5..0.5f64,
    ) {
        let (centre, size) = (ScreenPoint::new(300.0, 200.0), (width, 15.0));
        let boxes = boxes(centre, angle, size);
        let (sin, cos) = sin_cos(angle);
        let (dx, dy) = (x * width * 0.999, y * size.1 * 0.999);
        let p = ScreenPoint::new(centre.x + dx * cos - dy * sin, centre.y + dx * sin + dy * cos);
        prop_assert!(boxes.iter().any(|b| b.contains(p)), "{p:?} in {boxes:?}");
        let total: f64 = boxes.iter().map(|b| b.width * b.height).sum();
        prop_assert!(total <= width * size.1 * 2.8 + 400.0, "{total} px² for {} px²", width * size.1);
    }

    #[test]
    fn the_boxes_that_cover_a_line_hold_all_of_it(
        steps in prop::collection::vec((-14.0..14.0f64, -14.0..14.0f64, 1..4), 1..60),
        width in 1.0..9.0f64,
    ) {
        let mut points = vec![ScreenPoint::new(300.0, 200.0)];
        for (x, y, part) in steps {
            let last = points[points.len() - 1];
            points.push(ScreenPoint::new(last.x + x / f64::from(part), last.y + y / f64::from(part)));
        }
        let run = Run { points, from_start: true, to_end: true };
        let mark = LineMark { place: 0, at: run.points[0], runs: vec![run], width, heads: Vec::new(), label: None };
        let mut taken = Vec::new();
        mark.cover(&mut taken);
        for segment in mark.runs[0].segments() {
            for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
                let p = segment.at(share);
                prop_assert!(taken.iter().any(|b| b.inflate(1e-9).contains(p)), "{p:?} of {:?}", mark.runs[0].points);
            }
        }
    }

    #[test]
    fn a_name_is_never_head_down_nor_out_of_view_nor_over_what_is_taken(
        corners in prop::collection::vec((-14.0..14.0f64, -10.0..10.0f64), 2..7),
        x in 0.0..600.0f64,
        y in 0.0..440.0f64,
    ) {
        let story = line(&format!("{:?}", corners.iter().map(|&(x, y)| [x, y]).collect::<Vec<_>>()), "");
        let camera = camera(0.0);
        let taken = [ScreenRect::new(x, y, 120.0, 60.0)];
        let occupied = Occupied::new(taken.to_vec(), camera.viewport());
        if let Some(mark) = marked(&story, &camera, &[])
            && let Some(label) = label(&mark, "Route", SIZE, &camera, &occupied, &|_| false)
        {
            prop_assert!((-FRAC_PI_2..FRAC_PI_2).contains(&label.angle));
            for part in boxes(label.middle(&camera), label.angle, SIZE) {
                prop_assert!(camera.viewport().contains_rect(&part) && !taken[0].overlaps(&part));
            }
            let off = mark.runs.iter().map(|run| run.distance(label.middle(&camera))).fold(f64::INFINITY, f64::min);
            prop_assert!(off < 24.0, "{off} px from its line");
        }
    }
}
