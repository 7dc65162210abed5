//! Pictures of the ground, kept while the map moves.
//!
//! Coasts and borders are most of what a frame costs: without a GPU 4.7 of 6 ms, at 960 × 600 px. So while
//! the map moves its surface may paint them once, with a margin all round, and put that picture under the
//! marks and names of the next frames, moved and a little stretched. At rest nothing is stretched.
//!
//! ```text
//! ┌──────────────────┐
//! │ kept   ┌─────────┼──┐   the view is still inside the picture, or else
//! │        │ view    │  │   that is painted anew about the view
//! └────────┼─────────┘  │
//!          └────────────┘
//! ```

use super::{Input, Widget};
use crate::camera::Camera;
use crate::geo::ScreenRect;
use crate::scene::{self, Scene};

/// The margin on each side, as a share of the view's side: a drag of 1000 px a second crosses it in 0.15 s.
const MARGIN: f64 = 0.15;
/// A picture is not stretched by more than this, nor shrunk: at an eighth lines of a px are still lines of a px.
const MOST_STRETCHED: f64 = 1.125;
/// A picture whose edge would be off by less than this, px, is not stretched at all.
const UNSEEN: f64 = 0.5;

/// What a kept picture of the ground shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// What it was painted for, its margin included.
    camera: Camera,
    /// The state of the ground that it shows.
    state: u32,
}

impl Widget {
    /// Whether pictures of the ground are of use: the map moves, or names fade in over a ground that stays.
    pub fn keeps_ground(&self) -> bool {
        self.is_moving() || self.fading
    }

    /// What a picture of the ground as it is now would show, and its orders: its corner is the scene's.
    pub fn ground(&self) -> (Ground, Scene) {
        let view = self.camera.viewport();
        // At rest the view stays where it is.
        let margin = if self.is_moving() { (view.width.max(view.height) * MARGIN).round() } else { 0.0 };
        let ground = Ground { camera: self.camera.with_margin(margin), state: self.ground_state };
        (ground, scene::ground(&self.scene_view(&ground.camera)))
    }

    /// The box, in px of the view, that a kept picture of the ground fills now; `None` if it no longer serves.
    /// Of a map at rest it serves only as it was painted.
    pub fn ground_at(&self, kept: &Ground) -> Option<ScreenRect> {
        let (view, picture) = (self.camera.viewport(), kept.camera.viewport());
        let mut stretch = self.camera.scale() / kept.camera.scale();
        if (stretch - 1.0).abs() * picture.width.max(picture.height) < UNSEEN {
            stretch = 1.0;
        }
        let (width, height) = (picture.width * stretch, picture.height * stretch);
        let centre = self.camera.to_screen(kept.camera.centre());
        let rect = ScreenRect::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height);
        let holds = rect.inflate(UNSEEN);
        let covers =
            holds.x <= 0.0 && holds.y <= 0.0 && holds.right() >= view.width && holds.bottom() >= view.height;
        let serves = if self.is_moving() {
            covers && (1.0 / MOST_STRETCHED..=MOST_STRETCHED).contains(&stretch)
        } else {
            kept.camera == self.camera
        };
        (serves && kept.state == self.ground_state).then_some(rect)
    }
}

/// Whether the ground stays as it is, whatever the camera sees of it.
pub(super) fn stays(input: &Input) -> bool {
    matches!(
        input,
        Input::Frame(_)
            | Input::Gesture(_)
            | Input::Jump(_)
            | Input::Fly(_)
            | Input::Zoom(_)
            | Input::Pan { .. }
            | Input::Reset
            | Input::Obstacles(_)
            | Input::Panel(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Level;
    use crate::camera::Transform;
    use crate::geo::{LonLat, ScreenPoint, WorldPoint, project};
    use crate::gesture::{Policy, Sample};
    use crate::layout::ApproximateMeasure;
    use crate::scene::Op;
    use crate::theme::{Scheme, Theme};
    use crate::widget::Aim;
    use proptest::prelude::*;

    const STORY: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[66,34]},"properties":{"name":"A","area":"AF"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[70,36]},"properties":{"name":"B"}}]}"#;
    const BASEMAP: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":"AF","properties":{"name":"Afghanistan"},
         "geometry":{"type":"Polygon","coordinates":[[[60,30],[75,30],[75,38],[60,38],[60,30]]]}}]}"#;

    /// A map whose reader has taken hold of it and dragged it by some px.
    fn dragged() -> Widget {
        let mut widget = Widget::default();
        widget.apply(Input::Resize { width: 600.0, height: 400.0 });
        widget.apply(Input::Gestures(Policy::Greedy));
        widget.apply(Input::Level(Box::new(Level::read(BASEMAP.as_bytes()).unwrap())));
        widget.apply(Input::Story(Box::new(crate::story::read(STORY.as_bytes()).unwrap().story)));
        widget.scene(&ApproximateMeasure, None);
        widget.apply(Input::Gesture(Sample::Down { id: 1, at: spot(300.0), time: 0.0, touch: false }));
        drag_to(&mut widget, 320.0);
        assert!(widget.is_moving());
        widget
    }

    fn spot(x: f64) -> ScreenPoint {
        ScreenPoint::new(x, 200.0)
    }

    fn drag_to(widget: &mut Widget, x: f64) {
        widget.apply(Input::Gesture(Sample::Move { id: 1, at: spot(x), time: 10.0 }));
    }

    /// The transforms by which the ground's geometry is drawn.
    fn transforms(ops: &[Op]) -> Vec<Transform> {
        let of = |op: &Op| match op {
            Op::Fill { transform, .. } | Op::Stroke { transform, .. } => Some(*transform),
            _ => None,
        };
        ops.iter().filter_map(of).collect()
    }

    #[test]
    fn the_ground_is_all_that_lies_below_the_marks_and_names() {
        let mut widget = dragged();
        let scene = widget.scene(&ApproximateMeasure, None);
        let (ground, above) = (&scene.ops[scene.ground.clone()], &scene.ops[scene.ground.end..]);
        assert_eq!(scene.ops[..scene.ground.start], [Op::Clip(widget.camera().viewport())]);
        assert!(transforms(ground).len() > 3 && transforms(above).is_empty());
        assert!(!ground.iter().any(|op| matches!(op, Op::Disc { .. } | Op::Text { .. })));
        assert!(above.iter().any(|op| matches!(op, Op::Disc { .. })));
    }

    #[test]
    fn a_picture_follows_a_drag_px_by_px_until_the_view_leaves_it() {
        let mut widget = dragged();
        let (kept, scene) = widget.ground();
        let at = widget.ground_at(&kept).unwrap();
        assert_eq!((at.x, at.y, at.width, at.height), (-90.0, -90.0, 780.0, 580.0));
        assert_eq!((scene.width, scene.height), (780.0, 580.0));
        drag_to(&mut widget, 365.0);
        let moved = widget.ground_at(&kept).unwrap();
        assert!((moved.x - at.x - 45.0).abs() < 1e-6 && (moved.width - at.width).abs() < 1e-6);
        drag_to(&mut widget, 420.0);
        assert_eq!(widget.ground_at(&kept), None);
        assert!(widget.ground_at(&widget.ground().0).is_some());
    }

    #[test]
    fn what_changes_the_look_of_the_ground_calls_for_a_new_picture() {
        let area = || Input::Select(Some(0));
        let dark = || Input::Theme(Box::new(Theme::new(Scheme::Dark)));
        let hide = || Input::Hide(vec![0]);
        for change in [area, dark, hide] {
            let mut widget = dragged();
            let (kept, _) = widget.ground();
            widget.apply(change());
            assert!(widget.is_moving() && widget.ground_at(&kept).is_none());
        }
        // And what only covers the map, or passes, does not.
        let mut widget = dragged();
        let (kept, _) = widget.ground();
        widget.apply(Input::Frame(20.0));
        widget.apply(Input::Panel(Some(ScreenRect::new(0.0, 0.0, 100.0, 100.0))));
        assert!(widget.ground_at(&kept).is_some());
    }

    #[test]
    fn a_map_at_rest_shows_no_picture_that_was_stretched_or_moved() {
        let mut widget = dragged();
        let (kept, _) = widget.ground();
        widget.apply(Input::Gesture(Sample::Cancel { id: 1 }));
        assert!(!widget.is_moving());
        assert_eq!(widget.ground_at(&kept), None);
        // One that was painted at rest has no margin, and serves while nothing moves.
        let (still, scene) = widget.ground();
        assert_eq!(widget.ground_at(&still), Some(widget.camera().viewport()));
        let now = widget.scene(&ApproximateMeasure, None);
        assert_eq!(scene.ops[scene.ground.clone()], now.ops[now.ground]);
    }

    proptest! {
        #[test]
        fn what_a_picture_shows_lies_where_the_map_has_it(
            lon in -180.0..180.0, lat in -50.0..50.0, zoom in 2.0..9.0,
            dx in -80.0..80.0_f64, dy in -80.0..80.0_f64, closer in -0.3..0.3_f64, across in 0.0..1.0, down in 0.0..1.0,
        ) {
            let mut widget = dragged();
            let aim = Aim { center: Some(LonLat::new(lon, lat)), zoom: Some(zoom) };
            widget.apply(Input::Jump(aim));
            let (kept, scene) = widget.ground();
            let before = *widget.camera();
            let to = before.panned(dx, dy);
            widget.camera = Camera::new(to.centre(), zoom + closer, 600.0, 400.0);
            let Some(rect) = widget.ground_at(&kept) else {
                let fits = closer.abs() < 0.15 && dx.abs() < 50.0 && dy.abs() < 50.0;
                prop_assert!(!fits, "a picture is given up that would serve");
                return Ok(());
            };
            // A point of the picture, as its own orders have it and as the map has it now.
            let painted = ScreenPoint::new(across * scene.width, down * scene.height);
            let origin = ScreenPoint::new(painted.x - 90.0, painted.y - 90.0);
            let world: WorldPoint = before.to_world(origin);
            let turns = (widget.camera().centre().x - before.centre().x).round();
            let now = widget.camera().transform().apply(WorldPoint::new(world.x + turns, world.y));
            let shown = ScreenPoint::new(rect.x + across * rect.width, rect.y + down * rect.height);
            prop_assert!(now.distance(shown) < UNSEEN, "{now:?} {shown:?}");
            prop_assert!(rect.x < 0.6 && rect.y < 0.6 && rect.right() > 599.4 && rect.bottom() > 399.4);
        }
    }

    #[test]
    fn the_same_place_is_meant_by_a_longitude_and_one_a_turn_further() {
        let mut widget = dragged();
        widget.apply(Input::Jump(Aim { center: Some(LonLat::new(179.9, 10.0)), zoom: Some(4.0) }));
        let (kept, _) = widget.ground();
        let east = project(LonLat::new(-179.9, 10.0));
        widget.camera = Camera::new(east, 4.0, 600.0, 400.0);
        assert!(widget.ground_at(&kept).is_some());
    }
}
