//! A country, a province, or another named piece of land.

use super::seam;
use crate::geo::math::sinh_cosh;
use crate::geo::{Path, WorldPoint, pole_of_inaccessibility};
use crate::localized::Localized;
use std::cell::OnceCell;
use std::f64::consts::PI;
use std::ops::Range;
use std::rc::Rc;

/// What kind of area it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaClass {
    /// A country, or what its file lists among countries.
    Country,
    /// A first-level subdivision of a country.
    Province,
    /// Any other polygon of a file that also holds countries.
    Other,
}

/// A named piece of land.
#[derive(Debug, Clone)]
pub struct Area {
    /// What a story's `area` member names it by: ISO 3166-1 alpha-2 for a country (`AF`), ISO 3166-2
    /// for a province (`AF-LAG`). An area without a code is known by its name, and the empty key, of
    /// an area without either, names nothing.
    pub key: String,
    /// Its name; empty when the file has none.
    pub name: Localized,
    /// What kind of area it is.
    pub class: AreaClass,
    /// The country it belongs to (alpha-2): a country's own key, a province's country, where known.
    pub country: Option<String>,
    /// Whether no country is shown to own it, in the view that the file was read in.
    pub contested: bool,
    /// Its rings, filled by the even-odd rule.
    pub path: Rc<Path>,
    /// The parts of `path` that are its largest polygon: the outer ring, then what its holes are among.
    largest: Range<usize>,
    label_at: OnceCell<WorldPoint>,
}

impl Area {
    /// An area of `polygons`, each of them its outer ring and then its holes.
    ///
    /// Rings that cross the antimeridian are cut there. Rings of fewer than three corners are left out;
    /// a polygon goes with its outer ring.
    pub fn new(
        key: String,
        name: Localized,
        class: AreaClass,
        country: Option<String>,
        polygons: Vec<Vec<Vec<WorldPoint>>>,
    ) -> Self {
        let mut path = Path::default();
        let (mut largest, mut largest_area) = (0..0, -1.0);
        for polygon in polygons {
            let mut rings = polygon.into_iter();
            let Some(outer) = rings.next() else { continue };
            let start = path.parts.len();
            seam::push_ring(&mut path, outer);
            let holes = path.parts.len();
            if holes > start {
                for hole in rings {
                    seam::push_ring(&mut path, hole);
                }
            }
            for (i, piece) in path.parts.iter().enumerate().take(holes).skip(start) {
                let area = true_area(&piece.points);
                if area > largest_area {
                    (largest, largest_area) = (i..path.parts.len(), area);
                }
            }
        }
        let path = Rc::new(path);
        Self { key, name, class, country, contested: false, path, largest, label_at: OnceCell::new() }
    }

    /// Where its label is best put: the pole of inaccessibility of its largest polygon, or the middle
    /// of its box when no polygon encloses anything. Computed when first asked for, then kept.
    pub fn label_at(&self) -> WorldPoint {
        *self.label_at.get_or_init(|| {
            let mut rings: Vec<&[WorldPoint]> = Vec::new();
            if let [outer, others @ ..] = self.path.parts.get(self.largest.clone()).unwrap_or_default() {
                // A polygon cut in two is followed by its other half, which is not a hole in this one.
                let holes = others.iter().filter(|part| {
                    outer.bounds.contains(part.bounds.min) && outer.bounds.contains(part.bounds.max)
                });
                rings.push(&outer.points);
                rings.extend(holes.map(|part| part.points.as_slice()));
            }
            pole_of_inaccessibility(&rings).unwrap_or_else(|| self.path.bounds.centre())
        })
    }
}

/// The area within a ring on the globe, to a common scale: the shoelace formula in the projection,
/// over the square of its scale at the ring's middle, `cosh(π(1 - 2y))` (Snyder 1987, equation 7-3),
/// so that an arctic island does not outweigh a mainland.
fn true_area(ring: &[WorldPoint]) -> f64 {
    let Some((&first, &last)) = ring.first().zip(ring.last()) else { return 0.0 };
    let (mut twice, mut south, mut north) = (0.0, first.y, first.y);
    let mut a = last;
    for &b in ring {
        twice += (a.x - first.x) * (b.y - first.y) - (b.x - first.x) * (a.y - first.y);
        (north, south) = (north.min(b.y), south.max(b.y));
        a = b;
    }
    let (_, scale) = sinh_cosh(PI * (1.0 - north - south));
    f64::abs(twice) / 2.0 / scale / scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, project};

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Vec<WorldPoint> {
        [(west, south), (east, south), (east, north), (west, north)]
            .map(|(lon, lat)| project(LonLat::new(lon, lat)))
            .to_vec()
    }

    fn area(polygons: Vec<Vec<Vec<WorldPoint>>>) -> Area {
        Area::new("XX".into(), Localized::new("X"), AreaClass::Country, None, polygons)
    }

    #[test]
    fn the_label_stands_in_the_polygon_that_is_largest_on_the_globe() {
        // The northern one is larger on the map and smaller on the globe.
        let (mainland, arctic) = (rectangle(0.0, 0.0, 10.0, 10.0), rectangle(20.0, 78.0, 40.0, 82.0));
        let label = area(vec![vec![arctic], vec![mainland.clone()]]).label_at();
        let mut path = Path::default();
        path.push_ring(mainland);
        assert!(path.contains(label), "{label:?}");
    }

    #[test]
    fn a_country_over_the_antimeridian_is_labelled_in_its_larger_half() {
        let (mut fiji, mut lake) =
            (rectangle(177.0, -20.0, -178.0, -15.0), rectangle(178.0, -18.0, 179.0, -17.0));
        for _ in 0..4 {
            let area = area(vec![vec![fiji.clone(), lake.clone()]]);
            assert!(area.path.bounds.min.x >= 0.0 && area.path.bounds.max.x <= 1.0);
            assert!(area.label_at().x > 0.99, "{:?}", area.label_at());
            assert!(area.path.contains(area.label_at()));
            fiji.rotate_left(1);
            lake.reverse();
        }
    }

    #[test]
    fn the_label_keeps_out_of_a_lake() {
        let label =
            area(vec![vec![rectangle(0.0, 0.0, 10.0, 10.0), rectangle(3.0, 3.0, 7.0, 7.0)]]).label_at();
        let mut lake = Path::default();
        lake.push_ring(rectangle(3.0, 3.0, 7.0, 7.0));
        assert!(!lake.contains(label));
    }

    #[test]
    fn a_hole_without_its_outer_ring_is_left_out() {
        let flat = vec![vec![WorldPoint::new(0.5, 0.5); 2], rectangle(0.0, 0.0, 1.0, 1.0)];
        assert!(area(vec![flat]).path.is_empty());
    }

    #[test]
    fn an_area_without_area_is_labelled_at_its_middle() {
        let line = vec![WorldPoint::new(0.2, 0.2), WorldPoint::new(0.3, 0.3), WorldPoint::new(0.4, 0.4)];
        let label = area(vec![vec![line]]).label_at();
        assert!((label.x - 0.3).abs() < 1e-12 && (label.y - 0.3).abs() < 1e-12);
    }
}
