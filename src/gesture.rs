//! From what pointers and wheels do to what the reader wants.
//!
//! Fed with plain samples in the order they come, so that every gesture can be tested without a browser.

use crate::geo::ScreenPoint;

/// A pointer that strays no farther than this while down is a tap, px; a finger shakes more.
const SLOP_MOUSE: f64 = 4.0;
const SLOP_TOUCH: f64 = 10.0;
/// Two taps within this time and distance are a double tap.
const DOUBLE_TAP_MS: f64 = 300.0;
const DOUBLE_TAP_PX: f64 = 28.0;
/// A second tap that is not let go but moved up or down zooms: this many px for a level.
const TAP_DRAG_PX_PER_ZOOM: f64 = 90.0;
/// The speed with which a drag is let go is that of this much of its end, ms.
const FLING_MS: f64 = 100.0;
/// A pointer that has rested so long before it goes up has stopped, ms; and a drag slower than this, px a
/// millisecond, was put down and not thrown.
const STILL_MS: f64 = 50.0;
const SLOW: f64 = 0.15;
/// Wheel px for one level of zoom. A notch of a mouse wheel is 100 to 120 px in most browsers.
const WHEEL_PX_PER_ZOOM: f64 = 300.0;
/// The most one wheel event may zoom, in levels.
const WHEEL_MOST: f64 = 0.75;

/// What the map may take from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// The page keeps its scrolling: the wheel zooms with Ctrl or ⌘, touch moves the map with two fingers.
    #[default]
    Cooperative,
    /// Every wheel and every finger is the map's.
    Greedy,
    /// The map takes nothing but taps.
    None,
}

impl Policy {
    /// The policy called `word` in the `gestures` attribute.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "cooperative" => Some(Self::Cooperative),
            "greedy" => Some(Self::Greedy),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// One thing that happened. Times are milliseconds of any steady clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sample {
    /// A button or a finger went down.
    Down {
        /// Tells pointers apart.
        id: i32,
        /// Where.
        at: ScreenPoint,
        /// When.
        time: f64,
        /// Whether it is a finger.
        touch: bool,
    },
    /// A pointer that is down moved.
    Move {
        /// Which.
        id: i32,
        /// Where to.
        at: ScreenPoint,
        /// When.
        time: f64,
    },
    /// It went up.
    Up {
        /// Which.
        id: i32,
        /// Where.
        at: ScreenPoint,
        /// When.
        time: f64,
    },
    /// The browser took it for something else.
    Cancel {
        /// Which.
        id: i32,
    },
    /// The wheel turned, or two fingers moved on a trackpad.
    Wheel {
        /// Where the pointer is.
        at: ScreenPoint,
        /// How far, px; down and towards the reader is positive.
        delta: f64,
        /// Whether Ctrl or ⌘ is held, as browsers also say of a trackpad's pinch.
        zoom_key: bool,
    },
}

/// What the reader wants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Intent {
    /// To move the map by `dx`, `dy` px, and to zoom by `zoom` levels about `about`.
    Move {
        /// Px to the right.
        dx: f64,
        /// Px down.
        dy: f64,
        /// Levels, closer is positive.
        zoom: f64,
        /// What stays in place while zooming.
        about: ScreenPoint,
    },
    /// To let the map go while it moves, with this velocity in px a millisecond.
    Fling {
        /// To the right.
        vx: f64,
        /// Down.
        vy: f64,
    },
    /// To choose what is here.
    Tap(ScreenPoint),
    /// To come closer to what is here.
    DoubleTap(ScreenPoint),
    /// To zoom, in a way that the policy leaves to the page: with the wheel alone.
    WheelAlone,
    /// To move the map, in a way that the policy leaves to the page: with one finger.
    FingerAlone,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    id: i32,
    at: ScreenPoint,
    start: ScreenPoint,
    touch: bool,
    strayed: bool,
}

/// The pointers that are down, and the last tap.
#[derive(Debug, Clone, Default)]
pub struct Gesture {
    held: Vec<Held>,
    /// A second pointer was down at some time since the first went down.
    was_multi: bool,
    /// It went down as a second tap, and zooms if it moves.
    tapped_before: bool,
    /// Where a single pointer has been of late, and when.
    trail: Vec<(ScreenPoint, f64)>,
    last_tap: Option<(ScreenPoint, f64)>,
}

impl Gesture {
    /// Whether the map is being dragged or pinched.
    pub fn is_moving(&self) -> bool {
        self.held.len() > 1 || self.held.iter().any(|h| h.strayed)
    }

    /// Whether a single finger is the map's, by the tap before it.
    pub fn takes_finger(&self) -> bool {
        self.tapped_before
    }

    /// Takes in a sample; what the reader wants by it, if anything yet.
    pub fn feed(&mut self, sample: Sample, policy: Policy) -> Option<Intent> {
        match sample {
            Sample::Down { id, at, touch, time } => {
                self.held.retain(|h| h.id != id);
                self.was_multi = !self.held.is_empty();
                let tapped = self.last_tap.is_some_and(|tap| is_double(tap, at, time));
                self.tapped_before = touch && tapped && !self.was_multi && policy != Policy::None;
                self.trail = vec![(at, time)];
                self.held.push(Held { id, at, start: at, touch, strayed: false });
                None
            }
            Sample::Move { id, at, time } => self.moved(id, at, time, policy),
            Sample::Up { id, at, time } => self.up(id, at, time, policy),
            Sample::Cancel { id } => {
                let taken = self.held.iter().any(|h| h.id == id && h.touch);
                self.held.retain(|h| h.id != id);
                // The browser cancels a finger when it scrolls the page with it.
                (taken && !self.was_multi && policy == Policy::Cooperative).then_some(Intent::FingerAlone)
            }
            Sample::Wheel { at, delta, zoom_key } => match policy {
                Policy::Cooperative if !zoom_key => Some(Intent::WheelAlone),
                Policy::None => None,
                _ => {
                    // A trackpad's pinch comes in small deltas that stand for more.
                    let gain = if zoom_key && delta.abs() < 40.0 { 4.0 } else { 1.0 };
                    let zoom = (-delta * gain / WHEEL_PX_PER_ZOOM).clamp(-WHEEL_MOST, WHEEL_MOST);
                    Some(Intent::Move { dx: 0.0, dy: 0.0, zoom, about: at })
                }
            },
        }
    }

    fn moved(&mut self, id: i32, at: ScreenPoint, time: f64, policy: Policy) -> Option<Intent> {
        let before = self.frame();
        let alone = self.held.len() == 1;
        let held = self.held.iter_mut().find(|h| h.id == id)?;
        let from = held.at;
        held.at = at;
        let slop = if held.touch { SLOP_TOUCH } else { SLOP_MOUSE };
        let first = !held.strayed;
        held.strayed |= held.start.distance(at) > slop;
        let (touch, strayed, start) = (held.touch, held.strayed, held.start);
        if policy == Policy::None {
            return None;
        }
        if alone && self.tapped_before {
            let zoom = if strayed { (at.y - from.y) / TAP_DRAG_PX_PER_ZOOM } else { 0.0 };
            return (zoom != 0.0).then_some(Intent::Move { dx: 0.0, dy: 0.0, zoom, about: start });
        }
        if alone {
            self.trail.retain(|(_, then)| time - then <= FLING_MS);
            self.trail.push((at, time));
            let ours = strayed && !(touch && policy == Policy::Cooperative);
            // The way to the slop's edge is made up for, so that the map stays under the pointer.
            let from = if first { start } else { from };
            return ours.then_some(Intent::Move {
                dx: at.x - from.x,
                dy: at.y - from.y,
                zoom: 0.0,
                about: at,
            });
        }
        let ((middle, spread), (new_middle, new_spread)) = (before?, self.frame()?);
        let zoom = if spread > 0.0 && new_spread > 0.0 { (new_spread / spread).log2() } else { 0.0 };
        let (dx, dy) = (new_middle.x - middle.x, new_middle.y - middle.y);
        Some(Intent::Move { dx, dy, zoom, about: new_middle })
    }

    /// Middle and spread of the first two pointers.
    fn frame(&self) -> Option<(ScreenPoint, f64)> {
        let [a, b, ..] = self.held.as_slice() else { return None };
        let middle = ScreenPoint::new((a.at.x + b.at.x) / 2.0, (a.at.y + b.at.y) / 2.0);
        Some((middle, a.at.distance(b.at)))
    }

    /// The velocity with which a drag is let go, if it is moving then.
    fn fling(&self, at: ScreenPoint, time: f64) -> Option<Intent> {
        let &(_, last) = self.trail.last()?;
        let &(from, start) = self.trail.iter().find(|(_, then)| time - then <= FLING_MS)?;
        let elapsed = time - start;
        if elapsed <= 0.0 || time - last > STILL_MS {
            return None;
        }
        let (vx, vy) = ((at.x - from.x) / elapsed, (at.y - from.y) / elapsed);
        (vx.abs().max(vy.abs()) > SLOW).then_some(Intent::Fling { vx, vy })
    }

    fn up(&mut self, id: i32, at: ScreenPoint, time: f64, policy: Policy) -> Option<Intent> {
        let position = self.held.iter().position(|h| h.id == id)?;
        let held = self.held.remove(position);
        if held.strayed || self.was_multi || !self.held.is_empty() {
            self.last_tap = None;
            let ours = policy == Policy::Greedy || policy == Policy::Cooperative && !held.touch;
            let zoomed = std::mem::take(&mut self.tapped_before);
            let thrown = ours && !self.was_multi && !zoomed;
            return if thrown { self.fling(at, time) } else { None };
        }
        self.tapped_before = false;
        let doubled = self.last_tap.take().is_some_and(|tap| is_double(tap, at, time));
        if doubled && policy != Policy::None {
            return Some(Intent::DoubleTap(at));
        }
        self.last_tap = Some((at, time));
        Some(Intent::Tap(at))
    }
}

/// Whether something at `at` and `time` follows a tap as its second.
fn is_double((tap, then): (ScreenPoint, f64), at: ScreenPoint, time: f64) -> bool {
    time - then < DOUBLE_TAP_MS && tap.distance(at) < DOUBLE_TAP_PX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> ScreenPoint {
        ScreenPoint::new(x, y)
    }

    fn down(id: i32, at: ScreenPoint, touch: bool) -> Sample {
        Sample::Down { id, at, time: 0.0, touch }
    }

    #[test]
    fn a_click_that_hardly_moves_is_a_tap_and_no_drag() {
        let mut g = Gesture::default();
        g.feed(down(1, p(10.0, 10.0), false), Policy::Cooperative);
        assert_eq!(g.feed(Sample::Move { id: 1, at: p(12.0, 11.0), time: 50.0 }, Policy::Cooperative), None);
        let up = Sample::Up { id: 1, at: p(12.0, 11.0), time: 80.0 };
        assert_eq!(g.feed(up, Policy::Cooperative), Some(Intent::Tap(p(12.0, 11.0))));
    }

    #[test]
    fn a_drag_is_no_click_and_keeps_the_map_under_the_pointer() {
        let mut g = Gesture::default();
        g.feed(down(1, p(10.0, 10.0), false), Policy::Cooperative);
        let mut dragged = 0.0;
        for x in [12.0, 20.0, 35.0] {
            if let Some(Intent::Move { dx, .. }) =
                g.feed(Sample::Move { id: 1, at: p(x, 10.0), time: 50.0 }, Policy::Cooperative)
            {
                dragged += dx;
            }
        }
        assert_eq!(dragged, 25.0);
        assert!(g.is_moving());
        assert_eq!(g.feed(Sample::Up { id: 1, at: p(35.0, 10.0), time: 190.0 }, Policy::Cooperative), None);
        assert!(!g.is_moving());
    }

    #[test]
    fn one_finger_is_the_pages_and_two_are_the_maps() {
        let mut g = Gesture::default();
        g.feed(down(1, p(100.0, 100.0), true), Policy::Cooperative);
        assert_eq!(
            g.feed(Sample::Move { id: 1, at: p(100.0, 160.0), time: 50.0 }, Policy::Cooperative),
            None
        );
        assert_eq!(g.feed(Sample::Cancel { id: 1 }, Policy::Cooperative), Some(Intent::FingerAlone));

        g.feed(down(1, p(100.0, 100.0), true), Policy::Cooperative);
        g.feed(down(2, p(200.0, 100.0), true), Policy::Cooperative);
        let intent = g.feed(Sample::Move { id: 2, at: p(300.0, 100.0), time: 50.0 }, Policy::Cooperative);
        assert_eq!(intent, Some(Intent::Move { dx: 50.0, dy: 0.0, zoom: 1.0, about: p(200.0, 100.0) }));
        assert_eq!(g.feed(Sample::Up { id: 2, at: p(300.0, 100.0), time: 9.0 }, Policy::Cooperative), None);
        assert_eq!(g.feed(Sample::Up { id: 1, at: p(100.0, 100.0), time: 9.0 }, Policy::Cooperative), None);
    }

    #[test]
    fn greedy_takes_one_finger_and_none_takes_only_taps() {
        let mut g = Gesture::default();
        g.feed(down(1, p(0.0, 0.0), true), Policy::Greedy);
        assert!(g.feed(Sample::Move { id: 1, at: p(0.0, 30.0), time: 50.0 }, Policy::Greedy).is_some());
        let mut g = Gesture::default();
        g.feed(down(1, p(0.0, 0.0), false), Policy::None);
        assert_eq!(g.feed(Sample::Move { id: 1, at: p(0.0, 30.0), time: 50.0 }, Policy::None), None);
        assert_eq!(
            g.feed(Sample::Wheel { at: p(0.0, 0.0), delta: 100.0, zoom_key: true }, Policy::None),
            None
        );
    }

    /// A drag of a mouse to the right, a px a millisecond, let go `rest` ms after its last move.
    fn dragged(rest: f64, touch: bool, policy: Policy) -> Option<Intent> {
        let mut g = Gesture::default();
        g.feed(down(1, p(0.0, 0.0), touch), policy);
        for t in [16.0, 32.0, 48.0, 64.0, 80.0, 96.0, 112.0] {
            g.feed(Sample::Move { id: 1, at: p(t, 0.0), time: t }, policy);
        }
        g.feed(Sample::Up { id: 1, at: p(112.0, 0.0), time: 112.0 + rest }, policy)
    }

    #[test]
    fn a_drag_that_is_let_go_on_its_way_flings_the_map_and_one_that_has_stopped_does_not() {
        let Some(Intent::Fling { vx, vy }) = dragged(0.0, false, Policy::Cooperative) else { panic!() };
        assert!((vx - 1.0).abs() < 1e-9 && vy == 0.0);
        assert_eq!(dragged(80.0, false, Policy::Cooperative), None);
        assert!(matches!(dragged(0.0, true, Policy::Greedy), Some(Intent::Fling { .. })));
        assert_eq!(dragged(0.0, true, Policy::Cooperative), None, "the page has scrolled, not the map");
        assert_eq!(dragged(0.0, false, Policy::None), None);
    }

    #[test]
    fn a_finger_that_taps_and_then_drags_zooms_about_where_it_tapped() {
        for policy in [Policy::Cooperative, Policy::Greedy] {
            let mut g = Gesture::default();
            g.feed(down(1, p(50.0, 50.0), true), policy);
            g.feed(Sample::Up { id: 1, at: p(50.0, 50.0), time: 60.0 }, policy);
            g.feed(Sample::Down { id: 2, at: p(52.0, 50.0), time: 200.0, touch: true }, policy);
            assert!(g.takes_finger());
            let mut zoomed = 0.0;
            for (n, y) in [55.0, 70.0, 100.0, 140.0].into_iter().enumerate() {
                let moved = Sample::Move { id: 2, at: p(52.0, y), time: 210.0 + 10.0 * n as f64 };
                if let Some(Intent::Move { dx, dy, zoom, about }) = g.feed(moved, policy) {
                    assert_eq!((dx, dy, about), (0.0, 0.0, p(52.0, 50.0)));
                    zoomed += zoom;
                }
            }
            assert!(zoomed > 0.5, "down comes closer: {zoomed}");
            assert_eq!(g.feed(Sample::Up { id: 2, at: p(52.0, 140.0), time: 260.0 }, policy), None);
            assert!(!g.takes_finger());
        }
    }

    #[test]
    fn a_second_tap_too_late_or_by_mouse_drags_as_ever() {
        let mut g = Gesture::default();
        g.feed(down(1, p(50.0, 50.0), true), Policy::Greedy);
        g.feed(Sample::Up { id: 1, at: p(50.0, 50.0), time: 60.0 }, Policy::Greedy);
        g.feed(Sample::Down { id: 2, at: p(50.0, 50.0), time: 900.0, touch: true }, Policy::Greedy);
        assert!(!g.takes_finger());
        g.feed(Sample::Up { id: 2, at: p(50.0, 50.0), time: 910.0 }, Policy::Greedy);
        g.feed(Sample::Down { id: 3, at: p(50.0, 50.0), time: 1000.0, touch: false }, Policy::Greedy);
        assert!(!g.takes_finger());
    }

    #[test]
    fn two_quick_taps_at_one_spot_are_a_double_tap() {
        let mut g = Gesture::default();
        let mut tap = |x: f64, time: f64| {
            g.feed(down(1, p(x, 0.0), false), Policy::Cooperative);
            g.feed(Sample::Up { id: 1, at: p(x, 0.0), time }, Policy::Cooperative)
        };
        assert_eq!(tap(5.0, 0.0), Some(Intent::Tap(p(5.0, 0.0))));
        assert_eq!(tap(8.0, 200.0), Some(Intent::DoubleTap(p(8.0, 0.0))));
        assert_eq!(tap(8.0, 300.0), Some(Intent::Tap(p(8.0, 0.0))), "a third tap starts anew");
        assert_eq!(tap(90.0, 400.0), Some(Intent::Tap(p(90.0, 0.0))), "too far away");
    }

    #[test]
    fn the_wheel_zooms_only_with_its_key_unless_greedy() {
        let mut g = Gesture::default();
        let wheel = |zoom_key| Sample::Wheel { at: p(5.0, 5.0), delta: -120.0, zoom_key };
        assert_eq!(g.feed(wheel(false), Policy::Cooperative), Some(Intent::WheelAlone));
        let Some(Intent::Move { zoom, .. }) = g.feed(wheel(true), Policy::Cooperative) else { panic!() };
        assert!((zoom - 0.4).abs() < 1e-9);
        assert!(matches!(g.feed(wheel(false), Policy::Greedy), Some(Intent::Move { .. })));
        let huge = Sample::Wheel { at: p(0.0, 0.0), delta: -1e9, zoom_key: true };
        let Some(Intent::Move { zoom, .. }) = g.feed(huge, Policy::Greedy) else { panic!() };
        assert_eq!(zoom, WHEEL_MOST);
    }

    #[test]
    fn pointers_nobody_knows_are_ignored() {
        let mut g = Gesture::default();
        assert_eq!(g.feed(Sample::Move { id: 9, at: p(0.0, 0.0), time: 50.0 }, Policy::Greedy), None);
        assert_eq!(g.feed(Sample::Up { id: 9, at: p(0.0, 0.0), time: 0.0 }, Policy::Greedy), None);
        assert_eq!(g.feed(Sample::Cancel { id: 9 }, Policy::Greedy), None);
    }
}
