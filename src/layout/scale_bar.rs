//! The scale: a bracket as long as a round number of kilometres, or miles, at the view's centre.

use super::Input;
use crate::geo::math::sin_cos;
use crate::geo::{EARTH_RADIUS_M, ScreenPoint, ScreenRect, unproject};
use crate::theme::SCALE_FONT;

/// The bracket is no longer than this, px, nor than this share of the viewport's width.
const LONGEST: f64 = 140.0;
const LONGEST_SHARE: f64 = 0.3;
/// Between the bracket and the viewport's edges, and between bracket and text, px.
const EDGE: f64 = 12.0;
const SPACE: f64 = 5.0;

/// A scale bar.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleBar {
    /// The left end of the bracket's base line.
    pub from: ScreenPoint,
    /// The length of the base line, px.
    pub length: f64,
    /// What the length stands for, and where its baseline starts.
    pub text: (String, ScreenPoint),
    /// The box of it all.
    pub rect: ScreenRect,
}

/// The scale of the view, in the lower corner where lines begin; `None` on a map too small to carry one,
/// or where so much of the world is in view that no one scale is true of it.
pub fn scale_bar(input: &Input) -> Option<ScaleBar> {
    let camera = input.camera;
    let view = camera.viewport();
    let longest = LONGEST.min(view.width * LONGEST_SHARE);
    if longest < 40.0 || view.height < 120.0 || camera.zoom() < 2.5 {
        return None;
    }
    // On the sphere a parallel is shorter than the equator by the cosine of its latitude.
    let parallel =
        std::f64::consts::TAU * EARTH_RADIUS_M * sin_cos(unproject(camera.centre()).lat.to_radians()).1;
    let metres = input.units.round_below(parallel / camera.scale() * longest);
    let length = metres / parallel * camera.scale();
    let text = input.words.distance(metres, input.units);
    let beside = SPACE + input.measure.width(&text, &SCALE_FONT);
    let y = view.height - EDGE - 4.0;
    // The text stands inward of the bracket.
    let (from, at, left) = if input.rtl {
        let from = view.width - EDGE - length;
        (from, from - beside, from - beside)
    } else {
        (EDGE, EDGE + length + SPACE, EDGE)
    };
    let rect = ScreenRect::new(left, y - 12.0, length + beside, 16.0);
    Some(ScaleBar { from: ScreenPoint::new(from, y), length, text: (text, ScreenPoint::new(at, y)), rect })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Basemap;
    use crate::camera::Camera;
    use crate::geo::{LonLat, distance_m, project};
    use crate::story::Story;
    use crate::units::Units;

    fn on(camera: &Camera, units: Units, rtl: bool) -> Option<ScaleBar> {
        let (story, basemap) = (Story::default(), Basemap::new());
        scale_bar(&Input { rtl, units, ..Input::plain(&story, &basemap, camera) })
    }

    /// What a text such as `1,000 miles` says, in metres.
    fn metres(text: &str) -> f64 {
        let (number, unit) = text.split_once(' ').unwrap();
        let unit = match unit {
            "m" => 1.0,
            "km" => 1000.0,
            "ft" => 0.3048,
            _ => 1609.344,
        };
        number.replace(',', "").parse::<f64>().unwrap() * unit
    }

    #[test]
    fn the_bracket_is_as_long_as_it_says() {
        for units in [Units::Metric, Units::Imperial] {
            for (lat, zoom) in [(0.0, 5.0), (34.0, 5.7), (60.0, 9.0), (51.5, 13.5)] {
                let camera = Camera::new(project(LonLat::new(66.0, lat)), zoom, 755.0, 750.0);
                let bar = on(&camera, units, false).unwrap();
                let middle = camera.viewport().centre();
                let end = |dx: f64| unproject(camera.to_world(ScreenPoint::new(middle.x + dx, middle.y)));
                let measured = distance_m(end(-bar.length / 2.0), end(bar.length / 2.0));
                let said = metres(&bar.text.0);
                assert!((measured / said - 1.0).abs() < 0.002, "{measured} against {said}");
                assert!(bar.length <= LONGEST && bar.length > LONGEST / 2.6);
            }
        }
    }

    #[test]
    fn from_right_to_left_it_stands_in_the_other_corner() {
        let camera = Camera::new(project(LonLat::new(66.0, 34.0)), 5.7, 755.0, 750.0);
        let [ltr, rtl] = [false, true].map(|rtl| on(&camera, Units::Metric, rtl).unwrap());
        assert!((rtl.from.x + rtl.length - (755.0 - ltr.from.x)).abs() < 1e-9);
        assert!((rtl.rect.right() - (755.0 - ltr.rect.x)).abs() < 1e-9 && rtl.text.1.x < rtl.from.x);
    }

    #[test]
    fn a_tiny_map_and_a_world_map_carry_none() {
        let none = |camera| on(&camera, Units::Metric, false).is_none();
        assert!(none(Camera::new(project(LonLat::new(66.0, 34.0)), 6.0, 100.0, 80.0)));
        assert!(none(Camera::new(project(LonLat::new(0.0, 0.0)), 1.0, 755.0, 750.0)));
    }
}
