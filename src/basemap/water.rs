//! The name of a sea, a gulf or a lake.

use super::json::{self, Members, Position, Read};
use crate::geo::WorldPoint;
use crate::localized::Localized;

/// The circle in which a name may stand, in degrees, when the file says nothing: a gulf.
const RADIUS: f64 = 2.0;

/// A name on the water. The water itself is where there is no land, and the lakes.
#[derive(Debug, Clone, PartialEq)]
pub struct Water {
    /// What it is called.
    pub name: Localized,
    /// Where its name stands best.
    pub at: WorldPoint,
    /// How far from there its name may stand, in degrees of longitude.
    pub radius: f64,
}

/// The name that the point `geometry` at `path` stands for; `None` where it has no name. `project` brings
/// the file's positions into the projected world.
pub(super) fn read(
    geometry: &Members<'_>,
    path: &str,
    project: &dyn Fn(Position) -> Option<WorldPoint>,
) -> Read<Option<Water>> {
    if geometry.string("type").as_deref() != Some("Point") {
        return Ok(None);
    }
    let at = json::join(path, "coordinates");
    let position: Position = json::read(geometry.need("coordinates", path)?, "a position", &at)?;
    let outside = || json::wrong("longitude and latitude in degrees", "a position outside", at.clone());
    let place = project(position).ok_or_else(outside)?;
    let properties = Members::of(geometry.need("properties", path)?, &json::join(path, "properties"))?;
    let strings = properties.iter().filter_map(|(key, raw)| Some((key, crate::json::string(raw)?)));
    let Some(name) = Localized::from_pairs(strings, "name") else { return Ok(None) };
    let radius = properties.get("radius").and_then(crate::json::number).unwrap_or(RADIUS);
    Ok(Some(Water { name, at: place, radius: radius.clamp(0.0, 180.0) }))
}
