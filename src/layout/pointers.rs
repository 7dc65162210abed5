//! Pointers at the map's edge to the places outside it: an arrow that points the true way on the map,
//! the name, the distance.
//!
//! Each stands as near as it can to where the straight line from the view's centre to its place leaves
//! the view. One that would have to move too far along the edge joins the pointer that points its way,
//! which then counts the places that it speaks for: `Kabul +4`. So none is lost where the edge is short.

use super::Input;
use super::labels::Align;
use super::measure::cut;
use crate::geo::math::within_turn;
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint, distance_m, unproject};
use crate::order;
use crate::theme::{DISTANCE_FONT, POINTER_FONT};
use std::f64::consts::{FRAC_PI_6, PI, TAU};

/// The pill's height, px: also the least target size (WCAG 2.2, 2.5.8) with room to spare.
const HEIGHT: f64 = 28.0;
/// Space at the pill's ends, and the arrow's room, px.
const PAD: f64 = 11.0;
const ARROW: f64 = 17.0;
/// Between name and distance, px.
const SPACE: f64 = 4.0;
/// Between the pill and the viewport's edge, px.
const EDGE: f64 = 10.0;
/// Between two pills, and between a pill and a marker, px.
const GAP: f64 = 4.0;
/// A pill that finds its place taken is moved along by this step, px.
const STEP: f64 = 6.0;
/// But no farther than this share of the edge less so many px, if another points its way: along 750 px
/// three pills may stand one under the other, along a phone's side none.
const SHIFT: (f64, f64) = (0.08, 20.0);
/// One that does not share its way may move along so much of the edge before it goes round the corner.
const NEAR: f64 = 0.3;
/// Along an edge shorter than this, px, pills keep a pill's height from each other: a stack of them would
/// hide a good part of the map.
const SHORT: f64 = 560.0;
/// What lies within this angle of a pointer's direction lies its way, radians.
const SAME_WAY: f64 = FRAC_PI_6;
/// More pointers than this would be a frame of words, not a map: one for so many px of the edge, and
/// no more than so many on any map.
const EDGE_FOR_EACH: f64 = 360.0;
const MOST: usize = 8;
/// After so many places none looks for room of its own: the weightiest have had their turn.
const MOST_TRIED: usize = 32;

/// A place outside the view that wants a pointer.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside<'a> {
    /// Index of the place.
    pub place: usize,
    /// Where it lies.
    pub at: WorldPoint,
    /// Its name.
    pub name: &'a str,
    /// How much it matters.
    pub weight: f64,
}

/// A pill at the edge of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Pointer {
    /// Index of the place; of several, of the weightiest.
    pub place: usize,
    /// The other places that it speaks for.
    pub also: Vec<usize>,
    /// The pill's box.
    pub rect: ScreenRect,
    /// The direction of the arrow, radians clockwise from east.
    pub angle: f64,
    /// The arrow's centre.
    pub arrow: ScreenPoint,
    /// How the texts stand at their positions.
    pub align: Align,
    /// The name, and where its baseline starts.
    pub name: (String, ScreenPoint),
    /// The distance, or how many more places there are, and where its baseline starts.
    pub note: (String, ScreenPoint),
}

/// How many pointers a map of this size has at most.
pub fn most(view: &ScreenRect) -> usize {
    ((2.0 * (view.width + view.height) / EDGE_FOR_EACH) as usize).clamp(1, MOST)
}

/// Places the pointers, the weightiest first, clear of `obstacles`, of the selected marker, and, where
/// the edge has room, of all `marks`: the boxes of markers and clusters, and whether each is the selected one's.
pub fn place(
    mut outside: Vec<Outside>,
    input: &Input,
    obstacles: &[ScreenRect],
    marks: &[(ScreenRect, bool)],
) -> Vec<Pointer> {
    order::sort_by(&mut outside, |a, b| b.weight.total_cmp(&a.weight).then(a.place.cmp(&b.place)));
    let camera = input.camera;
    let view = camera.viewport();
    let centre = view.centre();
    // What no pill may cover, and what it covers only where there is no other room.
    let mut taken = obstacles.to_vec();
    taken.extend(marks.iter().filter(|(_, selected)| *selected).map(|(rect, _)| rect.inflate(GAP)));
    let mut clear: Vec<ScreenRect> = taken.clone();
    clear.extend(marks.iter().map(|(rect, _)| rect.inflate(GAP)));
    let mut pointers: Vec<Pointer> = Vec::new();
    for (n, o) in outside.iter().enumerate() {
        let to = camera.to_screen(o.at);
        let (dx, dy) = (to.x - centre.x, to.y - centre.y);
        let angle = dy.atan2(dx);
        let own_way = pointers.iter().any(|p| apart(p.angle, angle) < SAME_WAY);
        let spot = if n < MOST_TRIED && pointers.len() < most(&view) {
            let metres = distance_m(unproject(camera.centre()), unproject(o.at));
            let Some(texts) = Texts::new(o.name, input.words.distance(metres, input.units), &view, input)
            else {
                continue;
            };
            let edge = Edge::new((dx, dy), texts.width(), &view);
            let rect = if own_way {
                edge.free(&clear, (edge.length * SHIFT.0 - SHIFT.1).max(0.0))
            } else {
                // Round the corner, rather than far along the edge or over a marker.
                let next = edge.next((dx, dy), &view);
                let near = |edge: &Edge| edge.free(&clear, edge.length * NEAR);
                let far = |boxes: &[ScreenRect]| edge.free(boxes, f64::INFINITY);
                near(&edge).or_else(|| near(&next)).or_else(|| far(&clear)).or_else(|| far(&taken))
            };
            rect.map(|rect| (rect, texts, if edge.length < SHORT { HEIGHT } else { GAP }))
        } else {
            None
        };
        if let Some((rect, texts, gap)) = spot {
            taken.push(rect.inflate(gap));
            clear.push(rect.inflate(gap));
            pointers.push(texts.in_pill(o.place, rect, angle, input.rtl));
            continue;
        }
        let nearest =
            pointers.iter_mut().min_by(|a, b| apart(a.angle, angle).total_cmp(&apart(b.angle, angle)));
        if let Some(pointer) = nearest {
            pointer.also.push(o.place);
        }
    }
    for pointer in pointers.iter_mut().filter(|p| !p.also.is_empty()) {
        count(pointer, &view, input);
    }
    pointers
}

/// The angle between two directions, radians.
fn apart(a: f64, b: f64) -> f64 {
    (within_turn((a - b + PI) / TAU) * TAU - PI).abs()
}

/// Sets the number of the other places where the distance stood, and draws the pill in to fit.
fn count(pointer: &mut Pointer, view: &ScreenRect, input: &Input) {
    let name = std::mem::take(&mut pointer.name.0);
    let Some(texts) = Texts::new(&name, input.words.more(pointer.also.len()), view, input) else { return };
    let (old, width) = (pointer.rect, texts.width());
    // It stays at the edge that it stands at; one in the middle of an edge stays there.
    let x = if old.x <= EDGE + 1.0 {
        old.x
    } else if old.right() >= view.width - EDGE - 1.0 {
        old.right() - width
    } else {
        old.x + (old.width - width) / 2.0
    };
    let rect = ScreenRect::new(x, old.y, width, HEIGHT);
    let also = std::mem::take(&mut pointer.also);
    *pointer = Pointer { also, ..texts.in_pill(pointer.place, rect, pointer.angle, input.rtl) };
}

/// What a pill says, and how wide that is.
struct Texts {
    name: (String, f64),
    note: (String, f64),
}

impl Texts {
    /// The texts, cut short where the map is too narrow for them: the note goes first. `None` when not
    /// even a pill without text would fit.
    fn new(name: &str, note: String, view: &ScreenRect, input: &Input) -> Option<Self> {
        let room = view.width - 2.0 * EDGE - 2.0 * PAD - ARROW;
        if room < 0.0 || view.height < HEIGHT + 2.0 * EDGE {
            return None;
        }
        let name_width = |name: &str| input.measure.width(name, &POINTER_FONT);
        let note_width = SPACE + input.measure.width(&note, &DISTANCE_FONT);
        let full = name_width(name);
        if full + note_width <= room {
            return Some(Self { name: (name.to_owned(), full), note: (note, note_width) });
        }
        let name = if full > room { cut(name, room, &name_width) } else { (name.to_owned(), full) };
        Some(Self { name, note: (String::new(), 0.0) })
    }

    fn width(&self) -> f64 {
        PAD + ARROW + self.name.1 + self.note.1 + PAD
    }

    /// The pointer whose pill is `rect`.
    fn in_pill(self, place: usize, rect: ScreenRect, angle: f64, rtl: bool) -> Pointer {
        let baseline = rect.y + HEIGHT / 2.0 + 4.4; // the digits' middle on the pill's middle
        // From the side where lines begin.
        let at =
            |along: f64, y: f64| ScreenPoint::new(if rtl { rect.right() - along } else { rect.x + along }, y);
        let text = PAD + ARROW;
        Pointer {
            place,
            also: Vec::new(),
            rect,
            angle,
            arrow: at(PAD + 4.5, rect.y + HEIGHT / 2.0),
            align: if rtl { Align::Right } else { Align::Left },
            note: (self.note.0, at(text + self.name.1 + SPACE, baseline)),
            name: (self.name.0, at(text, baseline)),
        }
    }
}

/// The edge of the view that a place lies beyond.
struct Edge {
    /// Where a pill of the given width wants its middle.
    wanted: ScreenPoint,
    width: f64,
    /// Whether it is the left or the right one.
    vertical: bool,
    /// How long it is, px.
    length: f64,
    /// The part of the view that pills may stand in.
    inner: ScreenRect,
}

impl Edge {
    fn new((dx, dy): (f64, f64), width: f64, view: &ScreenRect) -> Self {
        // The pill's centre runs along this inner frame.
        let (rx, ry) = (view.width / 2.0 - EDGE - width / 2.0, view.height / 2.0 - EDGE - HEIGHT / 2.0);
        let reach = (rx / dx.abs()).min(ry / dy.abs());
        let vertical = rx / dx.abs() < ry / dy.abs();
        let centre = view.centre();
        Self {
            wanted: ScreenPoint::new(centre.x + dx * reach, centre.y + dy * reach),
            width,
            vertical,
            length: if vertical { view.height } else { view.width },
            inner: view.inflate(-EDGE).inflate(0.5),
        }
    }

    /// The edge round the corner that the place lies towards, from that corner on.
    fn next(&self, (dx, dy): (f64, f64), view: &ScreenRect) -> Self {
        let half = ScreenPoint::new(
            view.width / 2.0 - EDGE - self.width / 2.0,
            view.height / 2.0 - EDGE - HEIGHT / 2.0,
        );
        let centre = view.centre();
        Self {
            wanted: ScreenPoint::new(centre.x + half.x.copysign(dx), centre.y + half.y.copysign(dy)),
            vertical: !self.vertical,
            length: if self.vertical { view.width } else { view.height },
            ..*self
        }
    }

    /// The box nearest to the wanted one that overlaps nothing `taken`, at most `shift` px from it.
    fn free(&self, taken: &[ScreenRect], shift: f64) -> Option<ScreenRect> {
        let steps = (self.length.min(shift) / STEP) as i32;
        (0..=2 * steps).find_map(|n| {
            let offset = f64::from(if n % 2 == 0 { n / 2 } else { -(n + 1) / 2 }) * STEP;
            let (dx, dy) = if self.vertical { (0.0, offset) } else { (offset, 0.0) };
            let (x, y) = (self.wanted.x + dx - self.width / 2.0, self.wanted.y + dy - HEIGHT / 2.0);
            let rect = ScreenRect::new(x, y, self.width, HEIGHT);
            let free = self.inner.contains_rect(&rect) && !taken.iter().any(|t| t.overlaps(&rect));
            free.then_some(rect)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Basemap;
    use crate::camera::Camera;
    use crate::geo::{LonLat, project};
    use crate::layout::{ApproximateMeasure, TextMeasure};
    use crate::story::Story;
    use proptest::prelude::*;

    fn camera() -> Camera {
        Camera::new(project(LonLat::new(67.0, 32.0)), 5.5, 755.0, 750.0)
    }

    fn outside(place: usize, lon: f64, lat: f64) -> Outside<'static> {
        Outside { place, at: project(LonLat::new(lon, lat)), name: "Moscow", weight: 1.0 }
    }

    fn mark(x: f64, y: f64, selected: bool) -> (ScreenRect, bool) {
        (ScreenRect::around(ScreenPoint::new(x, y), 7.5), selected)
    }

    fn on(
        camera: &Camera,
        outside: Vec<Outside>,
        obstacles: &[ScreenRect],
        marks: &[(ScreenRect, bool)],
        rtl: bool,
    ) -> Vec<Pointer> {
        let (story, basemap) = (Story::default(), Basemap::new());
        let input = Input { rtl, ..Input::plain(&story, &basemap, camera) };
        place(outside, &input, obstacles, marks)
    }

    fn pointers(outside: Vec<Outside>, obstacles: &[ScreenRect]) -> Vec<Pointer> {
        on(&camera(), outside, obstacles, &[], false)
    }

    /// All the places that the pointers speak for, in order.
    fn spoken_for(pointers: &[Pointer]) -> Vec<usize> {
        let mut all: Vec<usize> =
            pointers.iter().flat_map(|p| p.also.iter().copied().chain([p.place])).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn a_pointer_stands_at_the_edge_its_place_lies_beyond_and_points_there() {
        let moscow = pointers(vec![outside(0, 37.62, 55.75)], &[]).remove(0);
        assert!(moscow.rect.x < 20.0 && moscow.rect.y < 60.0, "{:?}", moscow.rect);
        assert!(moscow.angle.cos() < 0.0 && moscow.angle.sin() < 0.0, "up and to the left");
        let doha = pointers(vec![outside(0, 51.53, 25.29)], &[]).remove(0);
        assert!(doha.rect.x < 20.0 && doha.rect.y > 375.0);
    }

    #[test]
    fn pointers_keep_clear_of_each_other_and_of_the_controls_and_none_is_lost() {
        let corner = ScreenRect::new(0.0, 0.0, 300.0, 60.0);
        for count in [2, 6, 40] {
            let places =
                (0..count).map(|i| outside(i, 37.0 + (i * 67 % 180) as f64, 55.0 - (i % 7) as f64)).collect();
            let all = pointers(places, &[corner]);
            assert_eq!(spoken_for(&all), (0..count).collect::<Vec<_>>());
            assert!(all.len() <= most(&camera().viewport()));
            for (i, a) in all.iter().enumerate() {
                assert!(!a.rect.overlaps(&corner) && camera().viewport().contains_rect(&a.rect));
                assert!(all[i + 1..].iter().all(|b| !a.rect.overlaps(&b.rect)));
            }
        }
    }

    #[test]
    fn places_that_lie_one_way_share_a_pointer_where_the_edge_is_short() {
        let phone = Camera::new(project(LonLat::new(37.62, 55.75)), 4.2, 360.0, 420.0);
        let places = || {
            vec![
                outside(4, 69.17, 34.53),
                outside(1, 62.2, 34.35),
                outside(7, 70.6, 37.1),
                outside(2, 51.5, 25.3),
            ]
        };
        let all = on(&phone, places(), &[], &[], false);
        assert_eq!(spoken_for(&all), [1, 2, 4, 7]);
        let shared = all.iter().find(|p| p.also.len() > 1).unwrap();
        assert!(shared.note.0.starts_with('+'), "{:?}", shared.note);
        assert_eq!(shared.place, 1, "the first of them, as they weigh the same");
        // On a map with room more of them have their own.
        let wide = Camera::new(project(LonLat::new(37.62, 55.75)), 5.5, 1600.0, 1200.0);
        assert!(on(&wide, places(), &[], &[], false).len() > all.len());
    }

    #[test]
    fn a_pill_keeps_off_markers_and_in_the_narrowest_place_off_the_selected_one() {
        let free = pointers(vec![outside(0, 37.62, 55.75)], &[]).remove(0).rect;
        let at = free.centre();
        let moved = on(&camera(), vec![outside(0, 37.62, 55.75)], &[], &[mark(at.x, at.y, false)], false);
        assert!(!moved[0].rect.overlaps(&ScreenRect::around(at, 8.0)));
        // The whole left edge is taken but for this spot: an ordinary marker gives way, the selected one does not.
        let walls = [
            ScreenRect::new(0.0, free.bottom() + 1.0, 300.0, 900.0),
            ScreenRect::new(free.right() + 1.0, 0.0, 600.0, 300.0),
        ];
        for (selected, count) in [(false, 1), (true, 0)] {
            let there =
                on(&camera(), vec![outside(0, 37.62, 55.75)], &walls, &[mark(at.x, at.y, selected)], false);
            assert_eq!(there.len(), count, "selected: {selected}");
        }
    }

    #[test]
    fn a_pill_goes_round_the_corner_rather_than_far_along_its_edge() {
        let marks: Vec<_> = (0..17).map(|n| mark(60.0, 20.0 * f64::from(n), false)).collect();
        let pill = on(&camera(), vec![outside(0, 37.62, 55.75)], &[], &marks, false).remove(0).rect;
        assert!(pill.y < 20.0 && pill.x < 120.0, "{pill:?}");
        assert!(marks.iter().all(|(marker, _)| !marker.overlaps(&pill)));
    }

    #[test]
    fn a_long_name_is_cut_where_the_map_is_too_narrow_for_it() {
        let narrow = Camera::new(project(LonLat::new(67.0, 32.0)), 5.5, 200.0, 300.0);
        let name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
        let all = on(&narrow, vec![Outside { name, ..outside(0, 37.62, 55.75) }], &[], &[], false);
        assert!(all[0].name.0.ends_with('…') && all[0].note.0.is_empty());
        assert!(narrow.viewport().contains_rect(&all[0].rect));
    }

    proptest! {
        #[test]
        fn a_name_is_cut_where_taking_off_one_letter_after_the_other_would_cut_it(
            name in "[a-zéا中 ]{1,40}", room in 0.0..300.0f64,
        ) {
            let width = |text: &str| ApproximateMeasure.width(text, &POINTER_FONT);
            prop_assume!(width(&name) > room);
            let mut short = name.clone();
            short.pop();
            while !short.is_empty() && width(&short) + width("…") > room {
                short.pop();
            }
            let wanted = width(&short) + width("…");
            prop_assert_eq!(cut(&name, room, &width), (short + "…", wanted));
        }
    }

    #[test]
    fn a_name_of_a_hundred_thousand_letters_is_measured_a_few_times() {
        let name = "Herat".repeat(20_000);
        let times = std::cell::Cell::new(0);
        let width = |text: &str| {
            times.set(times.get() + 1);
            ApproximateMeasure.width(text, &POINTER_FONT)
        };
        let (short, wide) = cut(&name, 200.0, &width);
        assert!(wide <= 200.0 && short.starts_with("HeratHerat") && times.get() < 20, "{short}: {times:?}");
        let all = pointers(vec![Outside { name: &name, ..outside(0, 37.62, 55.75) }], &[]);
        assert!(all[0].name.0.ends_with('…') && camera().viewport().contains_rect(&all[0].rect));
    }

    #[test]
    fn from_right_to_left_a_pill_is_mirrored() {
        let places = || vec![outside(0, 37.62, 55.75)];
        let (ltr, rtl) =
            (pointers(places(), &[]).remove(0), on(&camera(), places(), &[], &[], true).remove(0));
        assert_eq!(ltr.rect, rtl.rect, "it stands where the place lies");
        assert!((ltr.arrow.x - ltr.rect.x - (rtl.rect.right() - rtl.arrow.x)).abs() < 1e-9);
        assert!(rtl.align == Align::Right && rtl.name.1.x > rtl.note.1.x);
    }

    #[test]
    fn straight_above_and_without_room_are_survived() {
        assert_eq!(pointers(vec![outside(0, 67.0, 60.0)], &[]).len(), 1);
        let tiny = Camera::new(WorldPoint::new(0.5, 0.5), 3.0, 40.0, 40.0);
        assert!(on(&tiny, vec![outside(0, 0.0, 60.0)], &[], &[], false).is_empty());
    }
}
