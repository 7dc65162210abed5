//! Places that are gathered, and those that are set out.

use super::*;

/// `count` reports round a town, every third at one spot in it, and another town far off.
fn reports(count: usize) -> Widget {
    let mut features = vec![
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[69.17,34.53]},"properties":{"name":"Kabul","priority":9}}"#.to_owned(),
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[62.2,34.35]},"properties":{"name":"Herat","priority":9}}"#.to_owned(),
    ];
    for i in 0..count {
        let (lon, lat) = if i % 3 == 0 {
            (69.33, 34.63)
        } else {
            (69.0 + (i % 7) as f64 * 0.1, 34.0 + (i % 11) as f64 * 0.1)
        };
        features.push(format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon},{lat}]}},"properties":{{"name":"Report {i}"}}}}"#
        ));
    }
    let file = format!(r#"{{"type":"FeatureCollection","lang":"en","features":[{}]}}"#, features.join(","));
    let mut widget = Widget::default();
    widget.apply(Input::Resize { width: 700.0, height: 600.0 });
    widget.apply(Input::Story(Box::new(crate::story::read(file.as_bytes()).unwrap().story)));
    widget.scene(&ApproximateMeasure, None);
    widget
}

/// The largest cluster in view: its number, how many places it holds, and where it is hit.
fn largest(widget: &Widget) -> (u32, u32, ScreenPoint) {
    let clusters = widget.targets().into_iter().filter_map(|t| Some((t.cluster?, t.rect.centre())));
    let ((cluster, count), at) = clusters.max_by_key(|((_, count), _)| *count).unwrap();
    (cluster, count, at)
}

#[test]
fn sixty_places_stand_one_by_one_and_more_are_gathered_unless_the_page_says_otherwise() {
    let gathered = |widget: &Widget| widget.targets().iter().any(|target| target.cluster.is_some());
    let mut few = reports(58);
    assert!(!gathered(&few));
    few.apply(Input::Gathering(Gathering { show: Show::Always, ..Gathering::default() }));
    few.scene(&ApproximateMeasure, None);
    assert!(gathered(&few));
    let mut many = reports(59);
    assert!(gathered(&many));
    many.apply(Input::Gathering(Gathering { show: Show::Never, ..Gathering::default() }));
    many.scene(&ApproximateMeasure, None);
    assert!(!gathered(&many));
    many.apply(Input::Gathering(Gathering { show: Show::Auto, least: 1000 }));
    many.scene(&ApproximateMeasure, None);
    assert!(!gathered(&many), "no cluster has so many places");
}

#[test]
fn a_cluster_opens_by_coming_near_enough_to_see_it_split() {
    let mut widget = reports(200);
    let (cluster, count, at) = largest(&widget);
    let before = widget.camera().zoom();
    assert_eq!(tap(&mut widget, at).wants, None, "no place is selected");
    land(&mut widget);
    assert!(widget.camera().zoom() > before);
    assert!(widget.targets().iter().all(|target| target.cluster.is_none_or(|(id, _)| id != cluster)));
    let seen: u32 =
        widget.targets().iter().filter(|t| !t.pointer).map(|t| t.cluster.map_or(1, |(_, n)| n)).sum();
    assert!(seen >= count, "all {count} of it are in view, {seen} are");
}

#[test]
fn places_that_no_view_tells_apart_are_set_out_round_their_cluster() {
    let mut widget = reports(90);
    for _ in 0..20 {
        let (cluster, _, _) = largest(&widget);
        widget.apply(Input::Open(cluster));
        land(&mut widget);
        if widget.targets().iter().filter(|target| target.cluster.is_none()).count() > 25 {
            break;
        }
    }
    let out: Vec<Target> = widget.targets().into_iter().filter(|target| target.cluster.is_none()).collect();
    let view = widget.camera().viewport();
    let reports: Vec<&Target> = out.iter().filter(|target| target.place >= 2 && !target.pointer).collect();
    assert_eq!(reports.iter().filter(|target| (target.place - 2) % 3 == 0).count(), 30);
    assert!(reports.iter().all(|target| view.contains_rect(&target.rect)));
    let at = reports[4].rect.centre();
    assert_eq!(tap(&mut widget, at).wants, Some(Some(reports[4].place)));

    assert!(widget.apply(Input::PutBack).redraw);
    widget.scene(&ApproximateMeasure, None);
    assert_eq!(largest(&widget).1, 30);
    assert!(!widget.apply(Input::PutBack).redraw, "nothing is out any more");
}

#[test]
fn what_is_set_out_goes_back_when_the_reader_zooms_or_taps_beside_it() {
    let mut widget = reports(90);
    let holder = widget.clusters().unwrap().holder(2, 14.0).unwrap();
    let spot = crate::geo::LonLat::new(69.33, 34.63);
    widget.apply(Input::Jump(Aim { center: Some(spot), zoom: Some(14.0) }));
    widget.scene(&ApproximateMeasure, None);
    let out = |widget: &mut Widget| {
        widget.scene(&ApproximateMeasure, None);
        widget
            .targets()
            .iter()
            .filter(|t| t.cluster.is_none() && t.place > 1 && (t.place - 2) % 3 == 0)
            .count()
    };
    assert_eq!(out(&mut widget), 0);
    widget.apply(Input::Open(holder));
    assert_eq!(out(&mut widget), 30);
    tap(&mut widget, ScreenPoint::new(5.0, 300.0));
    assert_eq!(out(&mut widget), 0);
    widget.apply(Input::Open(holder));
    widget.apply(Input::ReducedMotion(true));
    widget.apply(Input::Zoom(-1));
    assert_eq!(out(&mut widget), 0);
}

#[test]
fn a_clusters_button_is_named_by_what_it_holds() {
    let widget = reports(200);
    let (cluster, count, _) = largest(&widget);
    let name = widget.cluster_name(cluster, count);
    assert!(name.starts_with(&format!("{count}: Kabul, Report ")), "{name}");
    assert!(name.ends_with(&format!("and {} more: show them", count - 8)), "{name}");
}

#[test]
fn the_selected_place_is_marked_although_its_cluster_stands_outside_the_view() {
    let mut widget = reports(200);
    widget.apply(Input::ReducedMotion(true));
    let (cluster, _, at) = largest(&widget);
    let clusters = widget.clusters().unwrap();
    let middle = widget.camera().to_screen(crate::layout::position(clusters, cluster));
    assert!(middle.distance(at) < 1.0);
    let right_of_it = |place: &usize| marker(&widget, *place).x - middle.x;
    let place = clusters
        .places(cluster)
        .into_iter()
        .max_by(|a, b| right_of_it(a).total_cmp(&right_of_it(b)))
        .unwrap();
    assert!(right_of_it(&place) > 6.0, "it stands apart from the middle");
    widget.apply(Input::Select(Some(place)));
    widget.apply(Input::Pan { dx: -(middle.x + 2.0), dy: 0.0 });
    widget.scene(&ApproximateMeasure, None);
    let targets = widget.targets();
    assert!(targets.iter().all(|target| target.cluster.is_none_or(|(other, _)| other != cluster)));
    assert!(
        targets.iter().any(|target| target.place == place && target.cluster.is_none() && !target.pointer)
    );
}
