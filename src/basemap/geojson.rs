//! GeoJSON basemaps (RFC 7946): any file of countries or provinces.
//!
//! Each feature with a polygon is an area: a province if it has an ISO 3166-2 code, else a country.
//! Such a file does not tell which edges two areas share, so every ring is drawn as a border, and a
//! shore is a border too. Lines and points are passed over.

use super::codes::{self, Identity};
use super::json::{self, Members, Position, Read};
use super::shape::Shape;
use super::topology::outside;
use super::{AreaClass, Level, LineClass, seam};
use crate::geo::{Path, WorldPoint};
use std::rc::Rc;

/// Reads the GeoJSON object whose members are `file` into `level`.
pub(super) fn read(file: &Members<'_>, level: &mut Level) -> Read<()> {
    match file.string("type").as_deref() {
        Some("FeatureCollection") => {
            for (i, raw) in json::values(file.need("features", "")?, "features")?.into_iter().enumerate() {
                let path = format!("features[{i}]");
                let read = Members::of(raw, &path).and_then(|members| feature(&members, &path, level));
                level.problems.extend(read.err().map(|problem| *problem));
            }
        }
        Some("Feature") => feature(file, "", level)?,
        Some("Polygon" | "MultiPolygon" | "GeometryCollection") => {
            geometry(file, "", Identity::default(), level)?
        }
        _ => {
            let found = file.get("type").map_or("nothing".into(), json::excerpt);
            let expected = "`Topology`, or a type of GeoJSON that holds polygons";
            return Err(json::wrong(expected, &found, "type".into()));
        }
    }
    draw(level);
    Ok(())
}

/// Reads the feature at `path`. One without a geometry is nothing to draw.
fn feature(feature: &Members<'_>, path: &str, level: &mut Level) -> Read<()> {
    let Some(raw) = feature.get("geometry") else { return Ok(()) };
    // A bare number may be any: the row of a table, for example.
    let id = feature.get("id").and_then(|raw| codes::id(raw, false));
    let properties = feature.get("properties").map(|raw| Members::of(raw, &json::join(path, "properties")));
    let identity = Identity::new(id, properties.transpose()?.as_ref());
    let at = json::join(path, "geometry");
    geometry(&Members::of(raw, &at)?, &at, identity, level)
}

/// Reads the geometry at `path`, which is that of `identity`.
fn geometry(geometry: &Members<'_>, path: &str, identity: Identity, level: &mut Level) -> Read<()> {
    let shape = Shape::read(geometry, "coordinates", path)?;
    let at = json::join(path, "coordinates");
    let mut polygons = Vec::with_capacity(shape.polygons.len());
    for polygon in shape.polygons {
        let rings: Read<Vec<_>> = polygon.into_iter().map(|raw| ring(raw, &at)).collect();
        polygons.push(rings?);
    }
    if !polygons.is_empty() {
        let is_province = codes::country_of_province(&identity.key).is_some();
        let class = if is_province { AreaClass::Province } else { AreaClass::Country };
        level.areas.push(identity.area(class, polygons));
    }
    Ok(())
}

/// The corners of a ring.
fn ring(raw: &str, path: &str) -> Read<Vec<WorldPoint>> {
    let positions: Vec<Position> = json::read(raw, "positions of two numbers", path)?;
    positions.into_iter().map(|p| p.project().ok_or_else(|| outside(p, path))).collect()
}

/// Fills the level's land and lines from its areas.
fn draw(level: &mut Level) {
    let mut land = Path::default();
    for (class, line) in [(AreaClass::Province, LineClass::Province), (AreaClass::Country, LineClass::Border)]
    {
        let mut path = Path::default();
        let mut rings = Vec::new();
        let of_class = level.areas.iter().filter(|area| area.class == class);
        for part in of_class.flat_map(|area| &area.path.parts) {
            rings.push(part.points.clone());
            let around = part.points.iter().chain(part.points.first());
            seam::push_line(&mut path, around.copied().collect());
        }
        // Countries come last, and what they cover is the land; provinces serve where there are none.
        if !rings.is_empty() {
            land = Path::default();
            rings.into_iter().for_each(|ring| land.push_ring(ring));
        }
        if !path.is_empty() {
            level.lines.push((line, Rc::new(path)));
        }
    }
    level.land = Rc::new(land);
}
