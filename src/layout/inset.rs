//! The inset: a small globe that shows where in the world the map is. Here: whether there is one, where
//! it stands, and where on it the frame and the far places are.

use super::{Input, Segment};
use crate::camera::Camera;
use crate::geo::math::{length, sin_cos};
use crate::geo::{LonLat, Orthographic, Path, ScreenPoint, ScreenRect, WorldPoint, unproject};
use crate::theme::inset::{
    DIAMETER, DOT, LEAST_FRAME, LEAST_HEIGHT, LEAST_WIDTH, MOST_SHARE, OF_SIDE, SHARE,
};
use std::rc::Rc;

/// Between the globe and the viewport's edges, the scale, or what else it keeps clear of, px.
const EDGE: f64 = 12.0;
/// The frame's sides are bent on the globe; each is drawn with so many corners.
const CORNERS: i32 = 8;
/// The globe is turned in whole degrees: on a radius of 40 px that is less than a px, and the coasts
/// need not be cut anew for every px of a drag.
const TURN: f64 = 1.0;
/// More dots than this, or nearer to each other than this, px, are one blot.
const MOST_DOTS: usize = 40;
const APART: f64 = 3.0;

/// When there is an inset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// When the frame covers little of the world, and there is room.
    #[default]
    Auto,
    /// When there is room.
    Always,
    /// Never.
    Never,
}

/// The globe.
#[derive(Debug, Clone, PartialEq)]
pub struct Inset {
    /// Its middle.
    pub centre: ScreenPoint,
    /// Its radius, px.
    pub radius: f64,
    /// The position that it is turned to.
    pub facing: LonLat,
    /// The edge of what the map shows, on the disc: in radii from the middle, `y` down.
    pub frame: Rc<Path>,
    /// The places outside the map that lie on this side of the globe, likewise.
    pub dots: Vec<WorldPoint>,
}

impl Inset {
    /// The box of it all.
    pub fn rect(&self) -> ScreenRect {
        ScreenRect::around(self.centre, self.radius + 1.0)
    }
}

/// The position that the globe is turned to while `camera` looks on.
fn facing(camera: &Camera) -> LonLat {
    let centre = unproject(camera.centre());
    LonLat::new((centre.lon / TURN).round() * TURN, (centre.lat / TURN).round() * TURN)
}

/// The share of the globe's surface that the camera sees, 0..=1: the zone between two parallels has an
/// area in proportion to the difference of their sines (Archimedes).
fn share(camera: &Camera) -> f64 {
    let seen = camera.bounds();
    let sine = |y: f64| sin_cos(unproject(WorldPoint::new(0.0, y.clamp(0.0, 1.0))).lat.to_radians()).0;
    (sine(seen.min.y) - sine(seen.max.y)) / 2.0 * seen.width().min(1.0)
}

/// Whether the view is one that a globe says something about.
fn is_wanted(input: &Input) -> bool {
    let (view, share) = (input.camera.viewport(), share(input.camera));
    let least = match input.inset {
        Show::Auto => SHARE,
        Show::Always => MOST_SHARE,
        Show::Never => return false,
    };
    // A frame that goes half about the world has no inside on the globe that could be told.
    let half = input.camera.bounds().width() >= 0.5;
    share < least && !half && view.width >= LEAST_WIDTH && view.height >= LEAST_HEIGHT
}

/// The inset, in the lower corner where lines begin, above the `taken` box of the scale that stands
/// there; else in the upper one. `None` where neither is free of what is taken, of `markers` and of the story's `lines`.
pub fn place(
    input: &Input,
    markers: &[ScreenRect],
    lines: &[Segment],
    taken: &[ScreenRect],
) -> Option<Inset> {
    if !is_wanted(input) {
        return None;
    }
    let view = input.camera.viewport();
    let radius = (view.width.min(view.height) * OF_SIDE).clamp(DIAMETER.0, DIAMETER.1) / 2.0;
    let x = if input.rtl { view.width - EDGE - radius } else { EDGE + radius };
    let is_free = |centre: &ScreenPoint| {
        let rect = ScreenRect::around(*centre, radius + 4.0);
        let is_clear = |boxes: &[ScreenRect]| !boxes.iter().any(|b| b.overlaps(&rect));
        is_clear(taken) && is_clear(markers) && !lines.iter().any(|line| line.meets(&rect))
    };
    // Above whatever lies in the corner itself: the scale, as a rule, or the credit.
    let column = ScreenRect::new(x - radius, view.height - 60.0, 2.0 * radius, 60.0);
    let mut floor = view.height;
    for rect in taken.iter().filter(|t| t.overlaps(&column)) {
        floor = floor.min(rect.y);
    }
    let corners = [floor - EDGE - radius, EDGE + radius].map(|y| ScreenPoint::new(x, y));
    let centre = corners.into_iter().find(is_free)?;
    Some(fill(input, centre, radius))
}

impl Inset {
    /// The same globe, turned along with a camera that is moving.
    pub fn follow(&self, input: &Input) -> Option<Self> {
        is_wanted(input).then(|| fill(input, self.centre, self.radius))
    }
}

/// Frame and dots.
fn fill(input: &Input, centre: ScreenPoint, radius: f64) -> Inset {
    let facing = facing(input.camera);
    let globe = Orthographic::new(facing);
    let frame = frame(input.camera, &globe, radius);
    let mut dots: Vec<WorldPoint> = Vec::new();
    for (_, place) in input.story.places.whole() {
        let Some(marker) = place.marker.filter(|&at| !super::marks::in_view(input.camera, at)) else {
            continue;
        };
        let Some(dot) = globe.project(unproject(marker)) else { continue };
        let near = |other: &WorldPoint| length(dot.x - other.x, dot.y - other.y) * radius < APART;
        // At the very edge it would hang over the horizon.
        let over = (1.0 - length(dot.x, dot.y)) * radius < DOT;
        if dots.len() < MOST_DOTS && !over && !frame.contains(dot) && !dots.iter().any(near) {
            dots.push(dot);
        }
    }
    Inset { centre, radius, facing, frame: Rc::new(frame), dots }
}

/// The edge of the view on the globe; a square about its middle when that would be too small to see.
fn frame(camera: &Camera, globe: &Orthographic, radius: f64) -> Path {
    let seen = camera.bounds();
    let (west, north, east, south) = (seen.min.x, seen.min.y.max(0.0), seen.max.x, seen.max.y.min(1.0));
    let corners = [(west, north), (east, north), (east, south), (west, south)];
    let mut ring = Vec::new();
    for (i, a) in corners.iter().enumerate() {
        let b = corners[(i + 1) % 4];
        for step in 0..CORNERS {
            let t = f64::from(step) / f64::from(CORNERS);
            ring.push(unproject(WorldPoint::new(a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)));
        }
    }
    let mut path = Path::default();
    globe.push_ring(&ring, &mut path);
    let across = path.bounds.width().max(path.bounds.height()) * radius;
    if path.is_empty() || across >= LEAST_FRAME {
        return path;
    }
    let (middle, half) = (path.bounds.centre(), LEAST_FRAME / 2.0 / radius);
    let corner = |x: f64, y: f64| WorldPoint::new(middle.x + x * half, middle.y + y * half);
    let mut square = Path::default();
    square.push_ring(vec![corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)]);
    square
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Basemap;
    use crate::geo::project;
    use crate::story::Story;

    const FILE: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[69.17,34.53]},"properties":{"name":"Kabul"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[37.62,55.75]},"properties":{"name":"Moscow"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[37.7,55.8]},"properties":{"name":"Moscow too"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[-77.0,38.9]},"properties":{"name":"Washington"}}]}"#;

    struct Case {
        camera: Camera,
        show: Show,
        rtl: bool,
        markers: Vec<ScreenRect>,
        lines: Vec<Segment>,
        taken: Vec<ScreenRect>,
    }

    fn case(zoom: f64, width: f64, height: f64) -> Case {
        let camera = Camera::new(project(LonLat::new(66.0, 34.0)), zoom, width, height);
        let (markers, lines, taken) = (Vec::new(), Vec::new(), Vec::new());
        Case { camera, show: Show::Auto, rtl: false, markers, lines, taken }
    }

    fn inset(case: &Case) -> Option<Inset> {
        let story: Story = crate::story::read(FILE.as_bytes()).unwrap().story;
        let basemap = Basemap::new();
        let input = Input { rtl: case.rtl, inset: case.show, ..Input::plain(&story, &basemap, &case.camera) };
        place(&input, &case.markers, &case.lines, &case.taken)
    }

    #[test]
    fn it_shows_by_itself_where_the_frame_is_small_and_when_asked_for_where_it_is_not_the_world() {
        for (zoom, by_itself, asked_for) in [(5.5, true, true), (3.4, false, true), (1.7, false, false)] {
            let auto = case(zoom, 755.0, 750.0);
            assert_eq!(inset(&auto).is_some(), by_itself, "zoom {zoom} covers {}", share(&auto.camera));
            assert_eq!(inset(&Case { show: Show::Always, ..auto }).is_some(), asked_for, "zoom {zoom}");
            assert!(inset(&Case { show: Show::Never, ..case(zoom, 755.0, 750.0) }).is_none());
        }
    }

    #[test]
    fn a_small_map_has_none_even_when_asked_for() {
        for (width, height) in [(360.0, 420.0), (900.0, 280.0)] {
            assert!(inset(&Case { show: Show::Always, ..case(5.5, width, height) }).is_none());
        }
    }

    #[test]
    fn it_stands_above_the_scale_in_the_corner_where_lines_begin() {
        let scale = ScreenRect::new(12.0, 722.0, 160.0, 16.0);
        let globe = inset(&Case { taken: vec![scale], ..case(5.5, 755.0, 750.0) }).unwrap();
        assert!(globe.rect().bottom() < scale.y && globe.rect().bottom() > scale.y - 30.0);
        assert!(globe.centre.x < 80.0);
        let mirrored = inset(&Case { rtl: true, ..case(5.5, 755.0, 750.0) }).unwrap();
        assert!((mirrored.centre.x + globe.centre.x - 755.0).abs() < 1e-9);
    }

    #[test]
    fn it_gives_way_to_markers_and_is_gone_when_both_corners_have_one() {
        let (low, high) = (ScreenPoint::new(40.0, 700.0), ScreenPoint::new(60.0, 40.0));
        let markers =
            |at: &[ScreenPoint]| at.iter().map(|&at| ScreenRect::around(at, 8.0)).collect::<Vec<_>>();
        let globe = inset(&Case { markers: markers(&[low]), ..case(5.5, 755.0, 750.0) }).unwrap();
        assert!(globe.centre.y < 100.0);
        assert!(inset(&Case { markers: markers(&[low, high]), ..case(5.5, 755.0, 750.0) }).is_none());
    }

    #[test]
    fn it_covers_no_line_of_the_story() {
        let line = Segment { from: ScreenPoint::new(0.0, 690.0), to: ScreenPoint::new(755.0, 690.0) };
        let globe = inset(&Case { lines: vec![line], ..case(5.5, 755.0, 750.0) }).unwrap();
        assert!(globe.centre.y < 100.0);
    }

    #[test]
    fn the_frame_is_in_the_middle_and_far_places_on_this_side_are_dots() {
        let globe = inset(&case(5.5, 755.0, 750.0)).unwrap();
        assert!(globe.frame.contains(WorldPoint::new(0.0, 0.0)));
        let across = globe.frame.bounds.width() * globe.radius;
        assert!((8.0..20.0).contains(&across), "{across}");
        // Moscow, once; not Kabul, which is in the frame, nor Washington, which lies behind.
        assert_eq!(globe.dots.len(), 1);
        assert!(globe.dots[0].x < -0.2 && globe.dots[0].y < -0.3, "up and to the left");
    }

    #[test]
    fn the_frame_of_a_town_can_still_be_seen() {
        let globe = inset(&case(13.0, 755.0, 750.0)).unwrap();
        let across = globe.frame.bounds.width().max(globe.frame.bounds.height()) * globe.radius;
        assert!((across - LEAST_FRAME).abs() < 1e-6, "{across}");
        assert!(globe.frame.contains(globe.frame.bounds.centre()));
    }

    #[test]
    fn the_share_of_the_world_is_all_of_it_at_most() {
        assert!((share(&case(0.0, 256.0, 256.0).camera) - 0.9963).abs() < 1e-3);
        let europe = Camera::new(project(LonLat::new(15.0, 50.0)), 4.5, 755.0, 750.0);
        assert!((0.01..0.06).contains(&share(&europe)));
    }
}
