//! The marks in view: places, and clusters of places that stand too close together for one each.

use super::{Cloud, Input, LineMark, key, pointers};
use crate::camera::Camera;
use crate::clusters::{Clusters, Item};
use crate::color::Color;
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint};
use crate::order;
use crate::story::{Look, MarkerSize};
use crate::symbols::Symbol;
use crate::theme::{radius, width};

/// A place's mark.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marker {
    /// Index of the place.
    pub place: usize,
    /// Where it stands.
    pub at: WorldPoint,
    /// The cluster that it has been set out from, if it does not stand at its place.
    pub from: Option<WorldPoint>,
    /// Radius of the disc, px, without its ring.
    pub radius: f64,
    /// The author's colour; the theme's accent when `None`.
    pub color: Option<Color>,
    /// Whether the disc is open, for a position that is only approximate.
    pub open: bool,
    /// What stands in it.
    pub symbol: Option<Symbol>,
    /// Whether its place is selected.
    pub selected: bool,
    /// The number that it carries in its disc.
    pub number: Option<String>,
}

impl Marker {
    /// The radius of all that is drawn of it, px.
    pub fn reach(&self) -> f64 {
        self.radius + if self.selected { radius::SELECTED_GAP + width::SELECTED_RING } else { width::RING }
    }
}

/// The mark of several places: a disc with their number.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterMark {
    /// The number of the cluster among the story's.
    pub cluster: u32,
    /// The place by which it is known: the weightiest that it holds.
    pub face: usize,
    /// Whether that place matters so much more than the others that the mark carries its name.
    pub named: bool,
    /// Where it stands.
    pub at: WorldPoint,
    /// How many places it stands for, and that number as it stands in the disc.
    pub count: u32,
    /// See `count`.
    pub text: String,
    /// Radius of the disc, px, without its rings.
    pub radius: f64,
}

impl ClusterMark {
    /// The radius of all that is drawn of it, px.
    pub fn reach(&self) -> f64 {
        self.radius + width::RING + width::CLUSTER_HALO
    }
}

/// A cluster whose places are set out round it, as no closer view would tell them apart.
#[derive(Debug, Clone, PartialEq)]
pub struct SetOut {
    /// The number of the cluster.
    pub cluster: u32,
    /// Where it stands.
    pub at: WorldPoint,
    /// The places, and where each is set.
    pub places: Vec<(usize, WorldPoint)>,
}

/// The marks in view.
pub(super) struct Marks {
    /// Those of places, in the order they are painted: the weightier ones and the selected one last.
    pub markers: Vec<Marker>,
    /// Those of clusters.
    pub clusters: Vec<ClusterMark>,
    /// All others, below them, where they are too many.
    pub cloud: Option<Cloud>,
}

/// The marks in view.
pub(super) fn marks(input: &Input) -> Marks {
    let (mut markers, clusters, cloud) = match (input.clusters, input.cloud) {
        (Some(_), _) => {
            let (markers, clusters) = gathered(input);
            (markers, clusters, None)
        }
        (None, Some(cloud)) => match cloud.single(input.camera) {
            Some(places) => (one_by_one(&mut places.into_iter(), input), Vec::new(), None),
            None => {
                let places = by_themselves(cloud, input);
                (one_by_one(&mut places.into_iter(), input), Vec::new(), Some(cloud.clone()))
            }
        },
        (None, None) => (one_by_one(&mut (0..input.story.places.len()), input), Vec::new(), None),
    };
    let order = |m: &Marker| (m.selected, input.story.places.weight(m.place));
    order::sort_by(&mut markers, |a, b| {
        let (a, b) = (order(a), order(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    number(&mut markers, input);
    Marks { markers, clusters, cloud }
}

/// The places that are marked by themselves over a cloud: the selected one, and those whose look is none of its.
fn by_themselves(cloud: &Cloud, input: &Input) -> Vec<usize> {
    let has_look = |index: usize| usize::from(cloud.looks[index]) < cloud.marks.len();
    let mut own: Vec<usize> = input.story.places.whole().map(|(index, _)| index).collect();
    own.retain(|&index| !has_look(index) && input.selected != Some(index));
    own.extend(input.selected);
    own
}

/// The boxes of all marks, on the screen, and whether each is that of the selected place.
pub(super) fn boxes(
    markers: &[Marker],
    clusters: &[ClusterMark],
    camera: &Camera,
) -> Vec<(ScreenRect, bool)> {
    let around = |at, reach| ScreenRect::around(camera.to_screen(at), reach);
    let mut boxes: Vec<_> = markers.iter().map(|m| (around(m.at, m.reach()), m.selected)).collect();
    boxes.extend(clusters.iter().map(|c| (around(c.at, c.reach()), false)));
    boxes
}

/// A marker for each of these places that is in view.
fn one_by_one(which: &mut dyn Iterator<Item = usize>, input: &Input) -> Vec<Marker> {
    let places = &input.story.places;
    let mut markers = Vec::new();
    for i in which {
        if places.is_marked(i)
            && let Some(at) = places.marker(i).filter(|&at| in_view(input.camera, at))
        {
            markers.push(marker(i, at, None, input));
        }
    }
    markers
}

/// Markers and clusters. The selected place stands by itself, whatever cluster it belongs to.
fn gathered(input: &Input) -> (Vec<Marker>, Vec<ClusterMark>) {
    let (mut markers, mut marks) = (Vec::new(), Vec::new());
    let Some(clusters) = input.clusters else { return (markers, marks) };
    let zoom = input.camera.zoom();
    let mut holder = input.selected.and_then(|place| clusters.holder(place, zoom));
    let spot = |place: usize| input.story.places.marker(place);
    for item in clusters.within(&input.camera.window(), zoom) {
        let cluster = match item {
            Item::Place(place) => {
                let at = spot(place).filter(|&at| in_view(input.camera, at));
                markers.extend(at.map(|at| marker(place, at, None, input)));
                continue;
            }
            Item::Cluster(cluster) => cluster,
        };
        let mut count = clusters.size(cluster);
        let set_out = input.set_out.filter(|set_out| set_out.cluster == cluster);
        for &(place, at) in set_out.iter().flat_map(|set_out| &set_out.places) {
            count -= 1;
            markers.push(marker(place, at, Some(position(clusters, cluster)), input));
        }
        let holds_selected = holder.take_if(|holder| *holder == cluster).is_some();
        if let (Some(place), None, true) = (input.selected, set_out, holds_selected) {
            count -= 1;
            markers.extend(spot(place).map(|at| marker(place, at, None, input)));
            if count == 1 {
                let other = clusters.places(cluster).into_iter().find(|&other| other != place);
                let at = other.and_then(|other| Some((other, spot(other)?)));
                markers.extend(at.map(|(other, at)| marker(other, at, None, input)));
                count = 0;
            }
        }
        if count > 0 {
            marks.push(cluster_mark(cluster, count, input));
        }
    }
    // The cluster that holds it may stand outside the view.
    if let (Some(place), Some(_)) = (input.selected, holder) {
        markers.extend(one_by_one(&mut std::iter::once(place), input));
    }
    (markers, marks)
}

/// Where a cluster stands.
pub(crate) fn position(clusters: &Clusters, cluster: u32) -> WorldPoint {
    let (x, y) = clusters.position(cluster);
    WorldPoint::new(x, y)
}

fn cluster_mark(cluster: u32, count: u32, input: &Input) -> ClusterMark {
    let (face, outstanding) = input.clusters.map_or((0, false), |clusters| clusters.face(cluster));
    ClusterMark {
        cluster,
        face,
        named: outstanding && input.selected != Some(face),
        at: input.clusters.map_or(WorldPoint::default(), |clusters| position(clusters, cluster)),
        count,
        text: input.words.short(count),
        radius: radius::CLUSTER.0 + radius::CLUSTER.1 * f64::from(count).ln(),
    }
}

fn marker(index: usize, at: WorldPoint, from: Option<WorldPoint>, input: &Input) -> Marker {
    let look = input.story.places.look(index);
    let selected = input.selected == Some(index);
    Marker {
        place: index,
        at,
        from,
        radius: disc_radius(&look) + if selected { 1.0 } else { 0.0 },
        color: look.color,
        open: look.open,
        symbol: look.symbol,
        selected,
        number: None,
    }
}

/// Numbers stand in the discs when all of these can be told apart and are free for them; else beside them.
fn number(markers: &mut [Marker], input: &Input) {
    if !input.numbered {
        return;
    }
    let at: Vec<ScreenPoint> = markers.iter().map(|m| input.camera.to_screen(m.at)).collect();
    let least = 2.0 * (radius::NUMBERED + width::RING);
    let apart = at.iter().enumerate().all(|(i, a)| at[i + 1..].iter().all(|b| a.distance(*b) >= least));
    let free = apart && markers.iter().all(|m| !m.open && m.symbol.is_none());
    for marker in markers.iter_mut().filter(|_| free) {
        marker.radius = radius::NUMBERED;
        marker.number = Some(key::number(marker.place));
    }
}

/// Whether a marker at `at` is in view: its disc, not only a sliver of its ring.
pub(super) fn in_view(camera: &Camera, at: WorldPoint) -> bool {
    camera.viewport().inflate(-2.0).contains(camera.to_screen(at))
}

/// The radius of a disc, px: room for the symbol where there is one.
pub(super) fn disc_radius(look: &Look) -> f64 {
    let [small, medium, large] = match look.symbol {
        Some(_) => radius::SYMBOL,
        None => [radius::SMALL, radius::MEDIUM, radius::LARGE],
    };
    match look.size {
        MarkerSize::Small => small,
        MarkerSize::Medium => medium,
        MarkerSize::Large => large,
    }
}

/// The places of which nothing is in view. Where places are many enough to be gathered, only those that
/// matter more than the others are pointed at, and the selected one.
pub(super) fn outside<'a>(input: &Input<'a>, lines: &[LineMark]) -> Vec<pointers::Outside<'a>> {
    let shown = |index: usize| lines.iter().any(|line| line.place == index);
    let pointer = |index: usize| {
        let places = &input.story.places;
        let at = places.marker(index).filter(|&at| !in_view(input.camera, at))?;
        (!shown(index)).then(|| pointers::Outside {
            place: index,
            at,
            name: places[index].name.get(input.lang),
            weight: places.weight(index) + if input.selected == Some(index) { 1e6 } else { 0.0 },
        })
    };
    let mut which: Vec<usize> = match (input.clusters, input.cloud) {
        (None, None) => (0..input.story.places.len()).collect(),
        (None, Some(_)) => Vec::new(),
        (Some(clusters), _) => clusters.outstanding().iter().map(|&place| place as usize).collect(),
    };
    if input.clusters.is_some() || input.cloud.is_some() {
        which.retain(|&place| input.selected != Some(place));
        which.extend(input.selected);
    }
    which.into_iter().filter_map(pointer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Basemap;
    use crate::clusters::Options;
    use crate::geo::{LonLat, project};
    use crate::layout::{Layout, lay_out};
    use crate::story::Story;
    use std::rc::Rc;

    /// A city with `count` sites at one spot, another site far off, and a third city.
    fn crowded(count: usize) -> Story {
        let mut features = vec![
            place(69.17, 34.53, r#""name":"Kabul","priority":9"#),
            place(62.2, 34.35, r#""name":"Herat","priority":9"#),
            place(66.0, 33.0, r#""name":"Alone""#),
        ];
        features.extend((0..count).map(|i| place(69.17, 34.53, &format!(r#""name":"Site {i}""#))));
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        crate::story::read(file.as_bytes()).unwrap().story
    }

    fn place(lon: f64, lat: f64, properties: &str) -> String {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon},{lat}]}},"properties":{{{properties}}}}}"#
        )
    }

    fn clusters(story: &Story) -> Clusters {
        let (places, ids) = (&story.places, (0..story.places.len() as u32).collect());
        Clusters::new(Rc::clone(places.spots()), Rc::clone(places.weights()), ids, Options::default())
    }

    fn camera(lon: f64) -> Camera {
        Camera::new(project(LonLat::new(lon, 34.0)), 5.0, 640.0, 480.0)
    }

    fn laid(story: &Story, lon: f64, selected: Option<usize>, set_out: Option<&SetOut>) -> Layout {
        let (basemap, clusters, camera) = (Basemap::new(), clusters(story), camera(lon));
        let plain = Input::plain(story, &basemap, &camera);
        lay_out(&Input { clusters: Some(&clusters), selected, set_out, ..plain })
    }

    #[test]
    fn places_at_one_spot_are_one_mark_with_their_number_and_the_name_that_matters() {
        let layout = laid(&crowded(20), 66.0, None, None);
        let [mark] = &layout.clusters[..] else { panic!("{:?}", layout.clusters) };
        assert_eq!((mark.count, mark.face, mark.named, mark.text.as_str()), (21, 0, true, "21"));
        let label = layout.labels.iter().find(|label| label.place == 0).unwrap();
        assert_eq!(label.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["Kabul +20"]);
        assert_eq!(layout.markers.iter().map(|m| m.place).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn the_selected_place_stands_by_itself_and_is_not_counted() {
        let layout = laid(&crowded(20), 66.0, Some(7), None);
        assert_eq!(layout.clusters[0].count, 20);
        assert!(layout.markers.iter().any(|m| m.place == 7 && m.selected));
        let named: Vec<usize> = layout.labels.iter().map(|label| label.place).collect();
        assert!(named.contains(&0) && named.contains(&7), "{named:?}");
        // Of two, nothing is left to be counted.
        let two = laid(&crowded(1), 66.0, Some(3), None);
        assert!(two.clusters.is_empty() && two.markers.iter().any(|m| m.place == 0));
        // And the one that the cluster is known by is named once.
        let face = laid(&crowded(20), 66.0, Some(0), None);
        assert_eq!(face.labels.iter().filter(|label| label.place == 0).count(), 1);
    }

    #[test]
    fn what_is_set_out_leaves_the_cluster() {
        let story = crowded(20);
        let at = story.places[0].marker.unwrap();
        let places = (3..13).map(|i| (i, WorldPoint::new(at.x + i as f64 * 1e-3, at.y))).collect();
        let all = clusters(&story);
        let cluster = all.holder(0, 5.0).unwrap();
        let layout = laid(&story, 66.0, None, Some(&SetOut { cluster, at, places }));
        assert_eq!(layout.clusters[0].count, 11);
        let out: Vec<_> = layout.markers.iter().filter(|m| m.from.is_some()).collect();
        assert_eq!(out.len(), 10);
    }

    #[test]
    fn of_many_places_outside_only_those_that_matter_are_pointed_at() {
        let layout = laid(&crowded(80), 100.0, None, None);
        let mut pointed: Vec<usize> =
            layout.pointers.iter().flat_map(|p| p.also.iter().copied().chain([p.place])).collect();
        pointed.sort_unstable();
        assert_eq!(pointed, [0, 1]);
        let selected = laid(&crowded(80), 100.0, Some(5), None);
        assert!(selected.pointers.iter().any(|p| p.place == 5));
    }
}
