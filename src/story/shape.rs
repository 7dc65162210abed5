//! Reads a geometry: RFC 7946, section 3.1.
//!
//! One walk gives both what is drawn, projected, and what is written back, in degrees. A part that
//! cannot be drawn as it was meant (a line with one bad position, a hole that is no ring) is left out
//! of both and reported; the other parts stay.

use super::Geometry;
use super::json::describe;
use super::members::{BBOX, COORDINATES, GEOMETRIES, GEOMETRY, TYPE};
use super::report::Report;
use super::values::{read_bbox, rest, take};
use crate::error::Error;
use crate::geo::math::within_turn;
use crate::geo::{LonLat, WorldBounds, WorldPoint, project};
use crate::number;
use geojson::{GeometryValue, JsonObject, Position};
use serde_json::Value;

/// Longitudes up to here are read: a turn past the antimeridian either way, which some tools write.
const LONGEST: f64 = 360.0;

/// Reads the value of a feature's `geometry`, which is not null.
///
/// `Err` when there was something to draw and none of it could be read: it is reported then. A geometry
/// with empty coordinates is the same as none (section 3.1), and gives `Ok(None)`.
pub(super) fn read(
    value: Value,
    report: &mut Report,
    drawn: &mut Geometry,
) -> Result<Option<geojson::Geometry>, Unusable> {
    let mut reader = Reader { report, drawn, path: String::from(GEOMETRY), indices: Vec::new() };
    reader.geometry(value)
}

/// The types of geometry that have coordinates.
const SIMPLE: [&str; 6] = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];
/// What is expected where an array of numbers should stand, and where one of such arrays should.
const A_POSITION: &str = "a position, [longitude, latitude]";
const POSITIONS: &str = "an array of positions";

/// Beyond this, a number in a position is no mistaken angle, but rather metres of a projection.
const METRES: f64 = 720.0;

/// Marks a geometry, or a part of one, that is reported and left out.
#[derive(Debug)]
pub(super) struct Unusable;

struct Reader<'r, 'a> {
    report: &'r mut Report<'a>,
    drawn: &'r mut Geometry,
    /// The path of the geometry object.
    path: String,
    /// The path from its `coordinates` down.
    indices: Vec<usize>,
}

impl Reader<'_, '_> {
    fn geometry(&mut self, value: Value) -> Result<Option<geojson::Geometry>, Unusable> {
        let mut object = match value {
            Value::Object(object) => object,
            other => {
                return self.refuse(
                    "bad-geometry",
                    "",
                    Error::new("a geometry object", describe(Some(&other))),
                );
            }
        };
        let kind = take(&mut object, TYPE);
        let mut content = COORDINATES;
        let value = match kind.as_ref().and_then(Value::as_str) {
            Some("GeometryCollection") => {
                content = GEOMETRIES;
                match take(&mut object, GEOMETRIES) {
                    Some(Value::Array(geometries)) => self.collection(geometries)?,
                    other => {
                        let error = Error::new("an array of geometries", describe(other.as_ref()));
                        return self.refuse("bad-geometry", ".geometries", error);
                    }
                }
            }
            Some(kind) if SIMPLE.contains(&kind) => match take(&mut object, COORDINATES) {
                Some(Value::Array(items)) => self.simple(kind, &items)?,
                other => {
                    let error = Error::new("an array of coordinates", describe(other.as_ref()));
                    return self.refuse("bad-geometry", ".coordinates", error);
                }
            },
            _ => {
                let error = Error::new("a type of geometry: Point, Polygon …", describe(kind.as_ref()));
                return self.refuse("bad-geometry", ".type", error);
            }
        };
        Ok(value.map(|value| {
            let bbox = self.bbox(&mut object);
            geojson::Geometry { bbox, value, foreign_members: rest(object, &[TYPE, BBOX, content]) }
        }))
    }

    fn bbox(&mut self, object: &mut JsonObject) -> Option<Vec<f64>> {
        let member = [&self.path, ".", BBOX].concat();
        read_bbox(object, &member, self.report)
    }

    fn collection(&mut self, items: Vec<Value>) -> Result<Option<GeometryValue>, Unusable> {
        if items.is_empty() {
            self.empty(".geometries");
            return Ok(None);
        }
        let (mut geometries, mut unusable) = (Vec::new(), false);
        let length = self.path.len();
        for (at, item) in items.into_iter().enumerate() {
            self.path.push_str(&[".", GEOMETRIES, "[", &at.to_string(), "]"].concat());
            match self.geometry(item) {
                Ok(geometry) => geometries.extend(geometry),
                Err(Unusable) => unusable = true,
            }
            self.path.truncate(length);
        }
        match (geometries.is_empty(), unusable) {
            (true, true) => Err(Unusable),
            (true, false) => Ok(None),
            _ => Ok(Some(GeometryValue::GeometryCollection { geometries })),
        }
    }

    fn simple(&mut self, kind: &str, items: &[Value]) -> Result<Option<GeometryValue>, Unusable> {
        if items.is_empty() {
            self.empty(".coordinates");
            return Ok(None);
        }
        Ok(Some(match kind {
            "Point" => GeometryValue::Point { coordinates: self.point(items)? },
            "MultiPoint" => {
                GeometryValue::MultiPoint { coordinates: self.each(items, A_POSITION, Self::point)? }
            }
            "LineString" => GeometryValue::LineString { coordinates: self.line(items)? },
            "MultiLineString" => {
                GeometryValue::MultiLineString { coordinates: self.each(items, POSITIONS, Self::line)? }
            }
            "Polygon" => GeometryValue::Polygon { coordinates: self.polygon(items)? },
            _ => GeometryValue::MultiPolygon { coordinates: self.each(items, POSITIONS, Self::polygon)? },
        }))
    }

    /// The items that can be read; `Err` when none can.
    fn each<T>(
        &mut self,
        items: &[Value],
        expected: &str,
        read: fn(&mut Self, &[Value]) -> Result<T, Unusable>,
    ) -> Result<Vec<T>, Unusable> {
        let mut out = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            self.indices.push(at);
            out.extend(self.array(item, expected).and_then(|inner| read(self, inner)).ok());
            self.indices.pop();
        }
        if out.is_empty() { Err(Unusable) } else { Ok(out) }
    }

    /// All positions; `Err` when one cannot be read, which is reported, and no more are looked at.
    fn positions(&mut self, items: &[Value]) -> Result<Vec<Position>, Unusable> {
        let mut out = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            self.indices.push(at);
            let position = self.array(item, A_POSITION).and_then(|numbers| self.position(numbers));
            self.indices.pop();
            out.push(position?);
        }
        Ok(out)
    }

    fn array<'v>(&mut self, value: &'v Value, expected: &str) -> Result<&'v [Value], Unusable> {
        match value {
            Value::Array(items) => Ok(items),
            other => self.refuse_here("bad-position", Error::new(expected, describe(Some(other)))),
        }
    }

    fn point(&mut self, items: &[Value]) -> Result<Position, Unusable> {
        let position = self.position(items)?;
        // A point has no neighbours to stay next to, so it is brought home.
        let home = LonLat::new(wrap(position[0]), position[1]);
        self.drawn.points.push(project(home));
        Ok(position)
    }

    fn line(&mut self, items: &[Value]) -> Result<Vec<Position>, Unusable> {
        let line = self.positions(items)?;
        if line.len() < 2 {
            let error = Error::new("a line of at least 2 positions", count(line.len(), "position"));
            return self.refuse_here("short-line", error);
        }
        let mut points = line.iter().map(world).collect();
        bring_home(std::slice::from_mut(&mut points));
        self.drawn.lines.push(points);
        Ok(line)
    }

    /// Without its outer ring a polygon is nothing; without one of its holes it is still the place.
    fn polygon(&mut self, items: &[Value]) -> Result<Vec<Vec<Position>>, Unusable> {
        let mut rings = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            self.indices.push(at);
            let ring = self.array(item, POSITIONS).and_then(|items| self.ring(items));
            self.indices.pop();
            match ring {
                Ok(ring) => rings.push(ring),
                Err(Unusable) if at == 0 => return Err(Unusable),
                Err(Unusable) => {}
            }
        }
        if rings.is_empty() {
            return self.refuse_here("short-ring", Error::new("an outer ring", "no ring"));
        }
        let mut corners: Vec<Vec<WorldPoint>> =
            rings.iter().map(|ring| ring.iter().map(world).collect()).collect();
        bring_home(&mut corners);
        self.drawn.polygons.push(corners);
        Ok(rings)
    }

    /// A ring has four positions or more, and the first is repeated at its end (section 3.1.6).
    fn ring(&mut self, items: &[Value]) -> Result<Vec<Position>, Unusable> {
        let mut ring = self.positions(items)?;
        let written = ring.len();
        if let (Some(first), Some(last)) = (ring.first(), ring.last())
            && first.as_slice()[..2] != last.as_slice()[..2]
            && written >= 3
        {
            let found = ["one that ends at ", &pair(last)].concat();
            let error = Error::new(["a ring that ends where it starts, at ", &pair(first)].concat(), found);
            let member = self.member();
            self.report.warn("open-ring", &member, error.hint("it is closed here"));
            ring.push(first.clone());
        }
        if ring.len() < 4 {
            let error = Error::new(
                "a ring of at least 4 positions, the last the same as the first",
                count(written, "position"),
            );
            return self.refuse_here("short-ring", error);
        }
        Ok(ring)
    }

    fn position(&mut self, items: &[Value]) -> Result<Position, Unusable> {
        let numbers: Vec<f64> = items.iter().map_while(Value::as_f64).collect();
        let (Some(&lon), Some(&lat)) = (numbers.first(), numbers.get(1)) else {
            let found = match items.get(numbers.len()) {
                None => count(items.len(), "number"),
                other => describe(other),
            };
            let mut error = Error::new(A_POSITION, found);
            if items
                .iter()
                .any(|item| item.as_str().is_some_and(|text| crate::json::number(text.trim()).is_some()))
            {
                error = error.hint("write numbers without quotation marks");
            }
            return self.refuse_here("bad-position", error);
        };
        if !(-90.0..=90.0).contains(&lat) || !lat.is_finite() {
            let error = Error::new("a latitude in -90..90", number::text(lat));
            return self.refuse_here("latitude-out-of-range", hint_at_order(error, lon, lat));
        }
        if !(-LONGEST..=LONGEST).contains(&lon) || !lon.is_finite() {
            let error = Error::new("a longitude in -180..180", number::text(lon));
            return self.refuse_here("longitude-out-of-range", hint_at_order(error, lon, lat));
        }
        if !(-180.0..=180.0).contains(&lon) && !self.report.has("longitude-past-180") {
            let error = Error::new("a longitude in -180..180", number::text(lon));
            let member = self.member();
            self.report.warn(
                "longitude-past-180",
                &member,
                error.hint("RFC 7946 cuts shapes at the antimeridian"),
            );
        }
        if numbers.len() < items.len() {
            let error = Error::new("a position of nothing but numbers", describe(items.get(numbers.len())));
            let member = self.member();
            self.report.warn("bad-altitude", &member, error);
        }
        // Two numbers fit into a position without a heap.
        Ok(if numbers.len() == 2 { Position::from([lon, lat]) } else { Position::from(numbers) })
    }

    /// The path of what is being read.
    fn member(&self) -> String {
        let mut member = [&self.path, ".", COORDINATES].concat();
        for index in &self.indices {
            member.push_str(&["[", &index.to_string(), "]"].concat());
        }
        member
    }

    fn empty(&mut self, member: &str) {
        let member = [&self.path, member].concat();
        let error = Error::new("something to draw, or a null geometry", "an empty array");
        self.report.warn("empty-coordinates", &member, error);
    }

    fn refuse<T>(&mut self, code: &'static str, member: &str, error: Error) -> Result<T, Unusable> {
        let member = [&self.path, member].concat();
        self.report.error(code, &member, error);
        Err(Unusable)
    }

    fn refuse_here<T>(&mut self, code: &'static str, error: Error) -> Result<T, Unusable> {
        let member = self.member();
        self.report.error(code, &member, error);
        Err(Unusable)
    }
}

/// A guess at why a position is not on the globe.
fn hint_at_order(error: Error, lon: f64, lat: f64) -> Error {
    if (-90.0..=90.0).contains(&lon) && (-180.0..=180.0).contains(&lat) {
        error.hint("are longitude and latitude swapped?")
    } else if lon.abs() > METRES || lat.abs() > METRES {
        error.hint("GeoJSON gives positions in degrees of WGS 84; are these metres?")
    } else {
        error
    }
}

/// Moves a line or a polygon by whole worlds, so that its middle is on the square. Its parts stay
/// together: a shape across the antimeridian keeps reaching past the edge.
fn bring_home(parts: &mut [Vec<WorldPoint>]) {
    let Some(first) = parts.first() else { return };
    let middle = WorldBounds::around(first.iter().copied()).centre().x;
    if !(0.0..=1.0).contains(&middle) {
        let worlds = middle.floor();
        parts.iter_mut().flatten().for_each(|point| point.x -= worlds);
    }
}

/// The same longitude within -180..=180.
fn wrap(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { within_turn(lon / 360.0 + 0.5) * 360.0 - 180.0 }
}

fn world(position: &Position) -> WorldPoint {
    project(LonLat::new(position[0], position[1]))
}

fn pair(position: &Position) -> String {
    ["[", &number::text(position[0]), ", ", &number::text(position[1]), "]"].concat()
}

fn count(n: usize, what: &str) -> String {
    match n {
        0 => ["no ", what, "s"].concat(),
        1 => ["1 ", what].concat(),
        _ => [&n.to_string(), " ", what, "s"].concat(),
    }
}
