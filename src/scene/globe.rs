//! The inset's globe: the land of the world, turned towards what the map shows, and its drawing orders.

use super::{Op, View};
use crate::basemap::Basemap;
use crate::camera::Transform;
use crate::geo::math::{sin_cos, within_turn};
use crate::geo::{LonLat, Orthographic, Path, PathPart, WorldPoint, project, unproject};
use crate::layout::Inset;
use crate::theme::inset::{DOT, EDGE};
use std::rc::Rc;

/// Corners nearer to the last one than this, in degrees, are left out: half a px of the globe.
const FINE: f64 = 0.7;
/// An edge of the flat map longer than this, in degrees, is bent on the globe and gets corners between.
const LONG: f64 = 5.0;
/// A ring with fewer corners than this is an island of a few px: a speck.
const LEAST_CORNERS: usize = 5;
/// Land that spans less of the world than this, from west to east, is a region's and makes no globe.
const WORLD: f64 = 0.6;
/// A latitude of the flat map's edge, in world units from it, stands for the pole.
const POLE: f64 = 1e-6;

/// The land of the world, simplified to what the inset shows of it.
#[derive(Debug, Clone, Default)]
pub struct Globe {
    /// The land of the coarsest level, and the lakes in it.
    land: Rc<Path>,
    lakes: Rc<Path>,
    /// The rings of both, once the globe is shown: many maps show none.
    rings: Option<Vec<Vec<LonLat>>>,
    /// What was last turned towards the viewer, and to where.
    turned: Option<(LonLat, Rc<Path>)>,
}

impl Globe {
    /// The globe of a basemap's coarsest level; without land when that shows a part of the world only.
    pub fn new(basemap: &Basemap) -> Self {
        let Some(level) = basemap.levels.first() else { return Self::default() };
        if level.covers.is_some() || level.land.bounds.width() < WORLD {
            return Self::default();
        }
        Self { land: Rc::clone(&level.land), lakes: Rc::clone(&level.lakes), rings: None, turned: None }
    }

    /// Whether there is land to show.
    pub fn is_empty(&self) -> bool {
        self.land.is_empty()
    }

    /// The land as seen from above `facing`: on the disc, in radii from its middle, `y` down.
    pub fn turn_to(&mut self, facing: LonLat) {
        if self.turned.as_ref().is_some_and(|(to, _)| *to == facing) {
            return;
        }
        let is_land = |p: LonLat| {
            let p = project(p);
            // The edge of the flat map is where polar land ends; a hair inside it tells.
            self.land.contains(WorldPoint::new(within_turn(p.x), p.y.clamp(POLE, 1.0 - POLE)))
        };
        let rings = self.rings.get_or_insert_with(|| rings(&[&self.land, &self.lakes]));
        let path = Orthographic::new(facing).fill(rings, is_land);
        self.turned = Some((facing, Rc::new(path)));
    }
}

/// The rings of flat paths on the globe.
fn rings(paths: &[&Path]) -> Vec<Vec<LonLat>> {
    let mut rings = Vec::new();
    for path in paths {
        rings.extend(path.parts.iter().map(ring));
    }
    rings.retain(|ring| ring.len() >= LEAST_CORNERS);
    rings
}

/// A ring of the flat map on the globe, with as many corners as can be seen.
fn ring(part: &PathPart) -> Vec<LonLat> {
    let at = |p: WorldPoint| match p.y {
        y if y < POLE => LonLat::new(unproject(p).lon, 90.0),
        y if y > 1.0 - POLE => LonLat::new(unproject(p).lon, -90.0),
        _ => unproject(p),
    };
    let mut ring: Vec<LonLat> = Vec::new();
    let mut push = |p: LonLat| {
        let far = |last: &LonLat| {
            let east = (p.lon - last.lon) * sin_cos(p.lat.to_radians()).1;
            east.abs().max((p.lat - last.lat).abs()) >= FINE
        };
        if ring.last().is_none_or(far) {
            ring.push(p);
        }
    };
    let Some(&last) = part.points.last() else { return ring };
    let mut a = last;
    for &b in &part.points {
        let steps =
            (((b.x - a.x).abs() * 360.0).max((at(b).lat - at(a).lat).abs()) / LONG).ceil().max(1.0) as i32;
        for step in 1..=steps {
            let t = f64::from(step) / f64::from(steps);
            push(at(WorldPoint::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)));
        }
        a = b;
    }
    ring
}

/// Paints the inset.
pub(super) fn ops(ops: &mut Vec<Op>, inset: &Inset, view: &View) {
    let theme = view.theme;
    let disc = |radius, fill, stroke| Op::Disc { centre: inset.centre, radius, fill, stroke };
    let transform = Transform { scale: inset.radius, dx: inset.centre.x, dy: inset.centre.y };
    ops.push(disc(inset.radius, Some(theme.water), None));
    if let Some((_, land)) = &view.globe.turned {
        ops.push(Op::Fill { path: Rc::clone(land), transform, color: theme.rule });
    }
    ops.push(disc(inset.radius, None, Some((theme.border, 1.0))));
    ops.push(Op::Fill { path: Rc::clone(&inset.frame), transform, color: theme.accent.fade(0.2) });
    ops.push(Op::Stroke { path: Rc::clone(&inset.frame), transform, pen: (theme.accent, EDGE), dash: None });
    for dot in &inset.dots {
        ops.push(Op::Disc {
            centre: transform.apply(*dot),
            radius: DOT,
            fill: Some(theme.accent),
            stroke: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Level;

    fn world() -> Globe {
        let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/world.topojson")).unwrap();
        let mut basemap = Basemap::new();
        basemap.insert(Level::read(&file).unwrap());
        Globe::new(&basemap)
    }

    /// Land and sea far from any coast.
    const LAND: [(f64, f64); 9] = [
        (66.0, 48.0),
        (20.0, 20.0),
        (100.0, 62.0),
        (-100.0, 45.0),
        (-55.0, -10.0),
        (133.0, -25.0),
        (0.0, -84.0),
        (120.0, -80.0),
        (-40.0, 74.0),
    ];
    const SEA: [(f64, f64); 9] = [
        (-150.0, 0.0),
        (-30.0, 30.0),
        (75.0, -20.0),
        (170.0, 40.0),
        (-20.0, -40.0),
        (0.0, 88.0),
        (-175.0, 30.0),
        (180.0, -50.0),
        (-90.0, -30.0),
    ];

    #[test]
    fn land_is_land_and_sea_is_sea_from_wherever_the_globe_is_seen() {
        let mut globe = world();
        for lon in (-180..180).step_by(15) {
            for lat in (-85..=85).step_by(10) {
                let facing = LonLat::new(f64::from(lon), f64::from(lat));
                globe.turn_to(facing);
                let path = &globe.turned.as_ref().unwrap().1;
                let eye = Orthographic::new(facing);
                for (spots, is_land) in [(LAND, true), (SEA, false)] {
                    for (lon, lat) in spots {
                        let Some(p) = eye.project(LonLat::new(lon, lat)).filter(|p| p.x.hypot(p.y) < 0.98)
                        else {
                            continue;
                        };
                        assert_eq!(path.contains(p), is_land, "{lon}, {lat} seen from {facing:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn it_is_simplified_to_what_so_small_a_globe_shows() {
        let mut globe = world();
        globe.turn_to(LonLat::new(0.0, 0.0));
        let corners: usize = globe.rings.iter().flatten().map(Vec::len).sum();
        assert!((300..2500).contains(&corners), "{corners}");
    }

    #[test]
    fn it_is_turned_only_when_it_faces_elsewhere() {
        let mut globe = world();
        globe.turn_to(LonLat::new(66.0, 34.0));
        let before = Rc::clone(&globe.turned.as_ref().unwrap().1);
        globe.turn_to(LonLat::new(66.0, 34.0));
        assert!(Rc::ptr_eq(&before, &globe.turned.as_ref().unwrap().1));
        globe.turn_to(LonLat::new(67.0, 34.0));
        assert!(!Rc::ptr_eq(&before, &globe.turned.as_ref().unwrap().1));
    }

    #[test]
    fn a_map_of_a_region_makes_no_globe() {
        let file = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"AF","properties":{"name":"A"},
            "geometry":{"type":"Polygon","coordinates":[[[60,30],[75,30],[75,38],[60,38],[60,30]]]}}]}"#;
        let mut basemap = Basemap::new();
        basemap.insert(Level::read(file.as_bytes()).unwrap());
        assert!(Globe::new(&basemap).is_empty());
        assert!(Globe::new(&Basemap::new()).is_empty());
    }
}
