//! Pictures of a cloud, kept while the map moves.
//!
//! A million marks take 40 ms to blend, at 960 × 600 px. So while the map moves, a picture of them with a margin all
//! round is moved and a little stretched with it, and the next one is blended meanwhile, a piece in each frame. At
//! rest the picture is the one that is painted for just that view, blended piece by piece between the frames.

use super::Points;
use crate::geo::ScreenRect;
use crate::index::TURN;
use crate::raster::Placing;

/// The margin on each side, as a share of the view's longer side.
const MARGIN: f64 = 0.15;
/// A picture is not stretched by more than this, nor shrunk.
const MOST_STRETCHED: f64 = 1.4;
/// One stretched by more than this, or shrunk, begins to look soft: the next one is begun.
const SOFT: f64 = 1.05;
/// An edge that is off by less than this, px, is not seen.
const UNSEEN: f64 = 0.5;

/// What a picture shows: the places about a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Picture {
    /// Where they stand on it, in device px.
    pub placing: Placing,
    /// Its width, device px.
    pub width: usize,
    /// Its height, device px.
    pub height: usize,
    margin: f64,
}

impl Picture {
    /// What is in view, `ratio` device px to a CSS px.
    pub fn of(points: &Points, ratio: f64) -> Self {
        let Placing { centre, at, scale } = points.placing;
        Self {
            placing: Placing { centre, at: (at.0 * ratio, at.1 * ratio), scale: scale * ratio },
            width: (points.width * ratio).round() as usize,
            height: (points.height * ratio).round() as usize,
            margin: 0.0,
        }
    }

    /// The same with a margin. The world goes round once: what is wider would hold some places twice.
    pub fn with_margin(&self) -> Self {
        let (width, longer) = (self.width as f64, self.width.max(self.height) as f64);
        let world = self.placing.scale * TURN;
        let margin = (longer * MARGIN).min((world - width) / 2.0).floor().max(0.0);
        let Placing { centre, at, scale } = self.placing;
        Self {
            placing: Placing { centre, at: (at.0 + margin, at.1 + margin), scale },
            width: self.width + 2 * margin as usize,
            height: self.height + 2 * margin as usize,
            margin,
        }
    }

    /// The box that it fills on a view, px of that view.
    pub fn at(&self, view: &Self) -> ScreenRect {
        let stretch = self.stretch(view);
        let (own, theirs) = (&self.placing, &view.placing);
        let x = f64::from(own.centre.0.wrapping_sub(theirs.centre.0) as i32) * theirs.scale + theirs.at.0;
        let y = (f64::from(own.centre.1) - f64::from(theirs.centre.1)) * theirs.scale + theirs.at.1;
        ScreenRect::new(
            x - own.at.0 * stretch,
            y - own.at.1 * stretch,
            self.width as f64 * stretch,
            self.height as f64 * stretch,
        )
    }

    fn stretch(&self, view: &Self) -> f64 {
        view.placing.scale / self.placing.scale
    }

    /// Whether it can stand for what is in view.
    pub fn serves(&self, view: &Self) -> bool {
        let stretch = self.stretch(view);
        (1.0 / MOST_STRETCHED..=MOST_STRETCHED).contains(&stretch) && self.covers(view, 0.0)
    }

    /// Whether the next one should be begun, while the map moves: it is soft, or half of its margin has been used.
    pub fn wears(&self, view: &Self) -> bool {
        let stretch = self.stretch(view);
        !(1.0 / SOFT..=SOFT).contains(&stretch) || !self.covers(view, self.margin / 2.0)
    }

    /// Whether it fills a view, and `more` px round it.
    fn covers(&self, view: &Self, more: f64) -> bool {
        let holds = self.at(view).inflate(UNSEEN - more);
        let (width, height) = (view.width as f64, view.height as f64);
        holds.x <= 0.0 && holds.y <= 0.0 && holds.right() >= width && holds.bottom() >= height
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::Camera;
    use crate::geo::{LonLat, ScreenPoint, project};
    use crate::layout::Cloud;
    use crate::story::Places;
    use proptest::prelude::*;

    fn picture(camera: &Camera) -> Picture {
        let view = camera.viewport();
        let points = Points {
            cloud: Cloud::new(&Places::default()),
            placing: Cloud::placing(camera),
            width: view.width,
            height: view.height,
            looks: Vec::new(),
            reach: 5.0,
        };
        Picture::of(&points, 2.0)
    }

    fn camera(lon: f64, lat: f64, zoom: f64) -> Camera {
        Camera::new(project(LonLat::new(lon, lat)), zoom, 600.0, 400.0)
    }

    proptest! {
        #[test]
        fn a_place_stands_on_the_moved_picture_where_the_map_has_it(
            lon in -180.0..180.0, lat in -60.0..60.0, zoom in 2.0..9.0,
            dx in -60.0..60.0_f64, dy in -60.0..60.0_f64, closer in -0.4..0.4_f64, x in 100.0..500.0, y in 100.0..300.0,
        ) {
            let before = camera(lon, lat, zoom);
            let after = Camera::new(before.panned(dx, dy).centre(), zoom + closer, 600.0, 400.0);
            let (old, new) = (picture(&before).with_margin(), picture(&after));
            let rect = old.at(&new);
            let (sx, sy) = (rect.width / old.width as f64, rect.height / old.height as f64);
            let world = before.to_world(ScreenPoint::new(x, y));
            let shown = ScreenPoint::new(
                (rect.x + (x * 2.0 + old.margin) * sx) / 2.0,
                (rect.y + (y * 2.0 + old.margin) * sy) / 2.0,
            );
            let turns = (after.centre().x - before.centre().x).round();
            let now = after.transform().apply(crate::geo::WorldPoint::new(world.x + turns, world.y));
            prop_assert!(now.distance(shown) < 0.5, "{now:?} {shown:?}");
            if old.serves(&new) {
                prop_assert!(rect.x < 1.0 && rect.y < 1.0 && rect.right() > 1199.0 && rect.bottom() > 799.0);
            }
        }
    }

    #[test]
    fn a_picture_serves_until_the_view_leaves_it_and_wears_before() {
        let before = camera(20.0, 10.0, 5.0);
        let old = picture(&before).with_margin();
        assert_eq!((old.width, old.height, old.margin), (1560, 1160, 180.0));
        let state = |after: &Camera| {
            let view = picture(after);
            (old.serves(&view), old.wears(&view))
        };
        let closer = |zoom: f64| camera(20.0, 10.0, 5.0 + zoom);
        assert_eq!(state(&before), (true, false));
        assert_eq!(state(&before.panned(30.0, 40.0)), (true, false));
        assert_eq!(state(&before.panned(60.0, 0.0)), (true, true));
        assert_eq!(state(&before.panned(0.0, 100.0)), (false, true));
        assert_eq!(state(&closer(0.02)), (true, false));
        assert_eq!(state(&closer(0.3)), (true, true));
        assert_eq!(state(&closer(0.6)), (false, true));
        assert_eq!(state(&closer(-0.6)), (false, true));
    }

    #[test]
    fn no_margin_reaches_further_than_once_round_the_world() {
        let wide = Camera::new(project(LonLat::new(0.0, 0.0)), 1.3, 600.0, 400.0);
        let picture = picture(&wide).with_margin();
        assert!(picture.width as f64 <= wide.scale() * 2.0 && picture.margin > 10.0, "{picture:?}");
        let narrow = super::tests::picture(&Camera::new(wide.centre(), 1.0, 600.0, 400.0));
        assert_eq!(narrow.with_margin(), narrow);
    }
}
