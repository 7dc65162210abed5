//! What part of the world is seen, and how large.
//!
//! Zoom is the web's: at zoom `z` the world is 256 · 2^z CSS px wide, as in Leaflet and OpenStreetMap.
//! A camera is a value: panning and zooming give a new one, already held to what may be shown.

mod flight;

pub use flight::Flight;

use crate::geo::math::{exp2, within_turn};
use crate::geo::{ScreenPoint, ScreenRect, WorldBounds, WorldPoint};
use crate::index::{TURN, Window};
use dateline_map_crowd::extent::Extent;

/// The width of the world at zoom 0, in CSS px.
pub const TILE_SIZE: f64 = 256.0;

/// The closest zoom: beyond it, geometry generalised to about a kilometre says nothing more.
pub const MAX_ZOOM: f64 = 14.0;

/// Distances from the viewport's edges inward, in CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Insets {
    /// From the top edge.
    pub top: f64,
    /// From the right edge.
    pub right: f64,
    /// From the bottom edge.
    pub bottom: f64,
    /// From the left edge.
    pub left: f64,
}

impl Insets {
    /// The same distance from every edge.
    pub const fn all(px: f64) -> Self {
        Self { top: px, right: px, bottom: px, left: px }
    }
}

/// From world units to CSS px: `screen = world · scale + (dx, dy)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transform {
    /// CSS px a world unit.
    pub scale: f64,
    /// Where the world's left edge falls, in CSS px.
    pub dx: f64,
    /// Where the world's top edge falls, in CSS px.
    pub dy: f64,
}

impl Transform {
    /// Where `w` falls on the screen.
    pub fn apply(&self, w: WorldPoint) -> ScreenPoint {
        ScreenPoint::new(w.x * self.scale + self.dx, w.y * self.scale + self.dy)
    }

    /// Where the world box `b` falls on the screen.
    pub fn apply_bounds(&self, b: &WorldBounds) -> ScreenRect {
        let (min, max) = (self.apply(b.min), self.apply(b.max));
        ScreenRect::new(min.x, min.y, max.x - min.x, max.y - min.y)
    }
}

/// A centre, a zoom and a viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    centre: WorldPoint,
    zoom: f64,
    width: f64,
    height: f64,
}

impl Camera {
    /// The camera that looks at `centre` at `zoom`, in a viewport of `width` × `height` CSS px, held
    /// to what may be shown: the zoom to its range, the centre to the world, and a viewport of no
    /// extent to one px.
    pub fn new(centre: WorldPoint, zoom: f64, width: f64, height: f64) -> Self {
        let finite = |value: f64, fallback: f64| if value.is_finite() { value } else { fallback };
        let (width, height) = (finite(width, 1.0).max(1.0), finite(height, 1.0).max(1.0));
        // At the least zoom the world is as wide as the viewport's shorter side: less shows nothing new.
        let least = (width.min(height) / TILE_SIZE).log2().max(0.0);
        let zoom = finite(zoom, least).min(MAX_ZOOM).max(least);
        let half = height / 2.0 / (TILE_SIZE * exp2(zoom));
        // Where the world is taller than the viewport its edges stay outside; else it is centred.
        let y = if half < 0.5 { finite(centre.y, 0.5).max(half).min(1.0 - half) } else { 0.5 };
        Self { centre: WorldPoint::new(within_turn(finite(centre.x, 0.5)), y), zoom, width, height }
    }

    /// The middle of the view.
    pub fn centre(&self) -> WorldPoint {
        self.centre
    }

    /// The zoom.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// The viewport, in CSS px, with its corner at the origin.
    pub fn viewport(&self) -> ScreenRect {
        ScreenRect::new(0.0, 0.0, self.width, self.height)
    }

    /// The same view in a viewport of another size.
    #[must_use]
    pub fn resized(&self, width: f64, height: f64) -> Self {
        Self::new(self.centre, self.zoom, width, height)
    }

    /// The same view with `margin` px more on each side. It is not held to what may be shown: beyond the
    /// world's edges there is nothing.
    #[must_use]
    pub fn with_margin(&self, margin: f64) -> Self {
        Self { width: self.width + 2.0 * margin, height: self.height + 2.0 * margin, ..*self }
    }

    /// The width of the world, in CSS px.
    pub fn scale(&self) -> f64 {
        TILE_SIZE * exp2(self.zoom)
    }

    /// From world to screen.
    pub fn transform(&self) -> Transform {
        let scale = self.scale();
        Transform {
            scale,
            dx: self.width / 2.0 - self.centre.x * scale,
            dy: self.height / 2.0 - self.centre.y * scale,
        }
    }

    /// Where `w` falls on the screen: of its copies in the repeated world, the one nearest the centre.
    pub fn to_screen(&self, w: WorldPoint) -> ScreenPoint {
        let turns = (self.centre.x - w.x).round();
        self.transform().apply(WorldPoint::new(w.x + turns, w.y))
    }

    /// What lies under the screen position `s`. Its `x` may lie outside 0..1, in a neighbouring copy.
    pub fn to_world(&self, s: ScreenPoint) -> WorldPoint {
        let t = self.transform();
        WorldPoint::new((s.x - t.dx) / t.scale, (s.y - t.dy) / t.scale)
    }

    /// The part of the world in view. Its `x` may reach outside 0..1.
    pub fn bounds(&self) -> WorldBounds {
        WorldBounds {
            min: self.to_world(ScreenPoint::new(0.0, 0.0)),
            max: self.to_world(ScreenPoint::new(self.width, self.height)),
        }
    }

    /// The same for an index.
    pub fn window(&self) -> Window {
        window(&self.bounds())
    }

    /// The view after the map was dragged by `dx`, `dy` CSS px.
    #[must_use]
    pub fn panned(&self, dx: f64, dy: f64) -> Self {
        let scale = self.scale();
        let centre = WorldPoint::new(self.centre.x - dx / scale, self.centre.y - dy / scale);
        Self::new(centre, self.zoom, self.width, self.height)
    }

    /// The view at `zoom`, with what lies under `about` staying there as far as the world's edges allow.
    #[must_use]
    pub fn zoomed_about(&self, about: ScreenPoint, zoom: f64) -> Self {
        let fixed = self.to_world(about);
        let zoom = Self::new(self.centre, zoom, self.width, self.height).zoom;
        let scale = TILE_SIZE * exp2(zoom);
        let centre = WorldPoint::new(
            fixed.x - (about.x - self.width / 2.0) / scale,
            fixed.y - (about.y - self.height / 2.0) / scale,
        );
        Self::new(centre, zoom, self.width, self.height)
    }

    /// The closest view that shows all of `bounds` inside `insets`, no closer than `max_zoom`.
    /// An empty box gives the whole world.
    #[must_use]
    pub fn fitted(&self, bounds: &WorldBounds, insets: Insets, max_zoom: f64) -> Self {
        if bounds.is_empty() {
            return Self::new(WorldPoint::new(0.5, 0.5), 0.0, self.width, self.height);
        }
        // Never let the insets eat the viewport: a tenth of it remains for the map.
        let width = (self.width - insets.left - insets.right).max(self.width / 10.0);
        let height = (self.height - insets.top - insets.bottom).max(self.height / 10.0);
        let scale = (width / bounds.width()).min(height / bounds.height());
        let zoom = (scale / TILE_SIZE).log2().min(max_zoom);
        let held = Self::new(bounds.centre(), zoom, self.width, self.height);
        held.panned((insets.left - insets.right) / 2.0, (insets.top - insets.bottom) / 2.0)
    }
}

/// The smallest box that holds all `points`, going over the antimeridian when that way is shorter;
/// its `x` then reaches past 1.
///
/// The gap left out is the widest between neighbours on the circle of longitudes, as RFC 7946
/// (section 5.2) has it for bounding boxes.
pub fn bounds_on_globe(points: impl IntoIterator<Item = WorldPoint>) -> WorldBounds {
    let mut extent = Extent::default();
    points.into_iter().for_each(|point| extent.add(within_turn(point.x), point.y));
    let slices: Vec<(f64, f64)> = extent.slices().collect();
    let (Some(first), Some(last)) = (slices.first(), slices.last()) else { return WorldBounds::EMPTY };
    let (mut widest, mut start, mut end) = (first.0 + 1.0 - last.1, first.0, last.1);
    for pair in slices.windows(2) {
        if pair[1].0 - pair[0].1 > widest {
            (widest, start, end) = (pair[1].0 - pair[0].1, pair[1].0, pair[0].1 + 1.0);
        }
    }
    let (north, south) = extent.heights();
    WorldBounds { min: WorldPoint::new(start, north), max: WorldPoint::new(end, south) }
}

/// The same for an index: a box wider than the world holds all of it once.
pub fn window(bounds: &WorldBounds) -> Window {
    Window {
        west: (within_turn(bounds.min.x) * TURN) as u32,
        width: (bounds.width() * TURN) as u32,
        north: (bounds.min.y * TURN) as u32,
        south: (bounds.max.y * TURN) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, project};
    use proptest::prelude::*;

    fn any_camera() -> impl Strategy<Value = Camera> {
        (0.0..1.0f64, 0.1..0.9f64, 0.0..14.0f64, 1.0..2000.0f64, 1.0..2000.0f64)
            .prop_map(|(x, y, zoom, w, h)| Camera::new(WorldPoint::new(x, y), zoom, w, h))
    }

    proptest! {
        #[test]
        fn screen_and_world_are_inverse(camera in any_camera(), x in 0.0..2000.0f64, y in 0.0..2000.0f64) {
            let s = ScreenPoint::new(x, y);
            let back = camera.transform().apply(camera.to_world(s));
            prop_assert!(back.distance(s) < 1e-6, "{back:?}");
        }

        #[test]
        fn zooming_keeps_what_is_under_the_pointer(x in 0.0..800.0f64, y in 0.0..600.0f64, zoom in 3.0..12.0f64) {
            let camera = Camera::new(WorldPoint::new(0.7, 0.4), 5.0, 800.0, 600.0);
            let about = ScreenPoint::new(x, y);
            let zoomed = camera.zoomed_about(about, zoom);
            let moved = zoomed.transform().apply(camera.to_world(about));
            // Equal up to whole turns of the world, which look the same.
            let turns = ((moved.x - x) / zoomed.scale()).round();
            prop_assert!((moved.x - turns * zoomed.scale() - x).abs() < 1e-6);
            prop_assert!((moved.y - y).abs() < 1e-6);
        }

        #[test]
        fn the_edges_of_the_world_stay_out_of_sight(camera in any_camera(), dy in -1e6..1e6f64) {
            let b = camera.panned(0.0, dy).bounds();
            prop_assume!(b.height() < 1.0);
            prop_assert!(b.min.y > -1e-9 && b.max.y < 1.0 + 1e-9);
        }

        #[test]
        fn a_fitted_view_shows_the_whole_box(
            (x, y) in (0.2..0.8f64, 0.3..0.7f64), (w, h) in (0.001..0.2f64, 0.001..0.2f64), inset in 0.0..60.0f64,
        ) {
            let bounds = WorldBounds { min: WorldPoint::new(x, y), max: WorldPoint::new(x + w, y + h) };
            let camera = Camera::new(WorldPoint::new(0.5, 0.5), 2.0, 640.0, 480.0)
                .fitted(&bounds, Insets::all(inset), 12.0);
            let seen = camera.transform().apply_bounds(&bounds);
            prop_assert!(camera.viewport().inflate(0.5 - inset).contains_rect(&seen), "{seen:?}");
        }
    }

    #[test]
    fn a_viewport_of_no_extent_and_numbers_that_are_none_are_survived() {
        let camera = Camera::new(WorldPoint::new(f64::NAN, f64::INFINITY), f64::NAN, 0.0, f64::NAN);
        assert!(camera.to_world(ScreenPoint::default()).x.is_finite());
        assert!(camera.scale().is_finite());
    }

    #[test]
    fn one_single_point_is_fitted_at_the_closest_zoom_asked_for() {
        let p = project(LonLat::new(69.17, 34.53));
        let camera =
            Camera::new(p, 1.0, 300.0, 300.0).fitted(&WorldBounds::around([p]), Insets::all(20.0), 7.0);
        assert_eq!(camera.zoom(), 7.0);
        assert!(camera.to_screen(p).distance(ScreenPoint::new(150.0, 150.0)) < 1e-6);
    }

    #[test]
    fn places_on_both_sides_of_the_antimeridian_are_fitted_over_it() {
        let fiji = project(LonLat::new(178.0, -18.0));
        let samoa = project(LonLat::new(-172.0, -13.0));
        let b = bounds_on_globe([fiji, samoa]);
        assert!((b.width() - 10.0 / 360.0).abs() < 1e-9, "{b:?}");
        let camera = Camera::new(b.centre(), 1.0, 400.0, 300.0).fitted(&b, Insets::all(10.0), 9.0);
        for p in [fiji, samoa] {
            assert!(camera.viewport().contains(camera.to_screen(p)));
        }
    }

    #[test]
    fn no_places_have_no_box() {
        assert!(bounds_on_globe([]).is_empty());
    }
}
