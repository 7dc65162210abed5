//! The nesting that TopoJSON and GeoJSON geometries share: what a polygon, a line, a collection is made
//! of, whatever its innermost arrays hold.

use super::json::{self, Members, Read};

/// Collections of collections deeper than this are not read. RFC 7946, section 3.1.8, asks for none.
const MAX_NESTING: usize = 8;

/// A geometry, its rings and lines still as text: positions, or numbers of arcs.
#[derive(Debug, Default)]
pub(super) struct Shape<'a> {
    /// Polygons, each of them its outer ring and then its holes.
    pub polygons: Vec<Vec<&'a str>>,
    /// Lines.
    pub lines: Vec<&'a str>,
}

impl<'a> Shape<'a> {
    /// The geometry at `path`, whose arrays are its `member`: `arcs` or `coordinates`.
    ///
    /// Points are passed over: a basemap has no use for them. So are types unknown to both formats,
    /// and geometries of no type (`null`, which TopoJSON has for a feature that was simplified away).
    pub fn read(geometry: &Members<'a>, member: &str, path: &str) -> Read<Self> {
        let mut shape = Self::default();
        shape.add(geometry, member, path, MAX_NESTING)?;
        Ok(shape)
    }

    fn add(&mut self, geometry: &Members<'a>, member: &str, path: &str, nesting: usize) -> Read<()> {
        let Some(kind) = geometry.string("type") else { return Ok(()) };
        let holder = if kind == "GeometryCollection" { "geometries" } else { member };
        let at = json::join(path, holder);
        let array = || json::values(geometry.need(holder, path)?, &at);
        match kind.as_str() {
            "Polygon" => self.polygons.push(array()?),
            "MultiPolygon" => {
                for polygon in array()? {
                    self.polygons.push(json::values(polygon, &at)?);
                }
            }
            "LineString" => self.lines.push(geometry.need(holder, path)?),
            "MultiLineString" => self.lines.extend(array()?),
            "GeometryCollection" if nesting == 0 => {
                return Err(json::wrong("fewer collections in collections", "one more", at));
            }
            "GeometryCollection" => {
                for raw in array()? {
                    self.add(&Members::of(raw, &at)?, member, &at, nesting - 1)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}
