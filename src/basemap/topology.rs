//! The arcs of a TopoJSON file, and what the areas on either side of an arc make of it.
//!
//! ```text
//!      Coast          Border         Province        (inside)
//!   sea │ AF        AF │ PK      AF-LAG │ AF-NAN     AF │ AF
//! ```

use super::json::{self, Members, Position, Read};
use super::stitch::{self, Join};
use super::{LineClass, packed, seam};
use crate::error::Error;
use crate::geo::{Path, WorldPoint};
use crate::number;

/// How many points the rings of a file may have for each point of its arcs. In a map that holds
/// countries, provinces and land an arc serves some six rings; a file that asks for far more is built
/// to fill the memory.
const MAX_REUSE: usize = 32;

/// Who lies beside an arc, among areas of one kind.
#[derive(Debug, Default, Clone, Copy)]
struct Sides {
    first: Option<usize>,
    differ: bool,
    count: usize,
}

impl Sides {
    fn add(&mut self, owner: usize) {
        self.differ |= *self.first.get_or_insert(owner) != owner;
        self.count += 1;
    }
}

/// What an arc is used for.
#[derive(Debug, Default, Clone, Copy)]
struct Uses {
    outline: Sides,
    province: Sides,
    province_country: Sides,
    disputed: bool,
    /// It lies inside one country in the view that is drawn.
    settled: bool,
}

/// Whose ring an arc belongs to. Owners of one kind are told apart by number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Owner {
    /// A country, or whatever gives the file's land its outline.
    Outline(usize),
    /// A province, and its country.
    Province(usize, usize),
}

/// The arcs of a file, projected, and what they are used for.
pub(super) struct Topology {
    arcs: Vec<Vec<WorldPoint>>,
    uses: Vec<Uses>,
    points_left: usize,
    transform: Option<Transform>,
}

impl Topology {
    /// The arcs of the file whose members are `file` (TopoJSON specification, sections 2.1.3 and
    /// 2.1.4; or as one text, see [`packed`]). An arc that cannot be read is left without points and told in `problems`.
    pub fn read(file: &Members<'_>, problems: &mut Vec<Error>) -> Read<Self> {
        let transform = file.get("transform").map(Transform::read).transpose()?;
        let raw = file.need("arcs", "")?;
        let mut arcs = Vec::new();
        let mut add = |steps: Read<Vec<Position>>, path: &str| {
            let arc = steps.and_then(|steps| projected(steps, transform.as_ref(), path));
            arcs.push(arc.unwrap_or_else(|problem| {
                problems.push(*problem);
                Vec::new()
            }));
        };
        let path = |i: usize| format!("arcs[{i}]");
        if raw.starts_with('"') {
            file.need("transform", "")?;
            for (i, steps) in packed::arcs(raw)?.into_iter().enumerate() {
                add(Ok(steps), &path(i));
            }
        } else {
            for (i, raw) in json::values(raw, "arcs")?.into_iter().enumerate() {
                let path = path(i);
                add(json::read(raw, "positions of two numbers", &path), &path);
            }
        }
        let points: usize = arcs.iter().map(Vec::len).sum();
        Ok(Self {
            uses: vec![Uses::default(); arcs.len()],
            arcs,
            points_left: points.saturating_mul(MAX_REUSE),
            transform,
        })
    }

    /// The ring or line that runs along the arcs `indices`, `!i` meaning arc `i` backwards.
    pub fn points(&mut self, indices: &[i32], path: &str) -> Read<Vec<WorldPoint>> {
        let mut points = Vec::new();
        for &index in indices {
            let arc = self.arcs.get(place(index)).filter(|arc| !arc.is_empty()).ok_or_else(|| {
                let expected = format!("the number of one of {} sound arcs", self.arcs.len());
                json::wrong(&expected, &index.to_string(), path.into())
            })?;
            self.points_left = self.points_left.checked_sub(arc.len()).ok_or_else(|| {
                json::wrong("arcs that are each used a few times", "one more use of them", path.into())
            })?;
            stitch::append(&mut points, arc, index < 0);
        }
        Ok(points)
    }

    /// The rings that the arcs `chosen` make together.
    pub fn rings(&self, chosen: &[usize]) -> Vec<Vec<WorldPoint>> {
        stitch::stitch(&self.arcs, chosen, Join::Rings)
    }

    /// The position of a point of the file, projected; `None` for what cannot be degrees.
    pub fn position(&self, position: Position) -> Option<WorldPoint> {
        self.transform.as_ref().map_or(position, |transform| transform.degrees(position)).project()
    }

    /// Notes that a ring of `owner` runs along `arcs`, which [`Self::points`] has found sound.
    pub fn bounds(&mut self, arcs: &[usize], owner: Owner) {
        for &arc in arcs {
            let Some(uses) = self.uses.get_mut(arc) else { continue };
            match owner {
                Owner::Outline(country) => uses.outline.add(country),
                Owner::Province(province, country) => {
                    uses.province.add(province);
                    uses.province_country.add(country);
                }
            }
        }
    }

    /// Lets the provinces give the outline, in a file that holds nothing larger.
    pub fn outline_by_provinces(&mut self) {
        for uses in &mut self.uses {
            uses.outline = uses.province_country;
        }
    }

    /// Notes that a disputed line runs along `arcs`.
    pub fn dispute(&mut self, arcs: &[usize]) {
        for &arc in arcs {
            if let Some(uses) = self.uses.get_mut(arc) {
                uses.disputed = true;
            }
        }
    }

    /// Notes that `arcs` lie inside one country, whatever they are by default.
    pub fn settle(&mut self, arcs: &[usize]) {
        for &arc in arcs {
            if let Some(uses) = self.uses.get_mut(arc) {
                uses.settled = true;
            }
        }
    }

    /// All that the outlines enclose, as one set of rings. An arc that two of them share lies within
    /// the land; those used once (in general, an odd number of times) bound it, by the even-odd rule.
    pub fn land(&self) -> Path {
        let mut path = Path::default();
        let shores = self.chosen(&|uses| uses.outline.count % 2 == 1);
        for ring in stitch::stitch(&self.arcs, &shores, Join::Rings) {
            seam::push_ring(&mut path, ring);
        }
        path
    }

    /// The lines of `class`, each arc once.
    ///
    /// `by_country`: whether the outlines are those of countries, and so tell all the borders.
    pub fn lines(&self, class: LineClass, by_country: bool) -> Path {
        let mut path = Path::default();
        let chosen = self.chosen(&|uses| uses.class(by_country) == Some(class));
        for line in stitch::stitch(&self.arcs, &chosen, Join::Lines) {
            seam::push_line(&mut path, line);
        }
        path
    }

    fn chosen(&self, by: &dyn Fn(&Uses) -> bool) -> Vec<usize> {
        (0..self.uses.len()).filter(|&i| by(&self.uses[i])).collect()
    }
}

impl Uses {
    /// What line the arc is, if any.
    fn class(&self, by_country: bool) -> Option<LineClass> {
        if self.settled {
            None
        } else if self.disputed {
            Some(LineClass::Disputed)
        } else if self.outline.differ || (!by_country && self.province_country.differ) {
            Some(LineClass::Border)
        } else if self.outline.count == 1 {
            Some(LineClass::Coast)
        } else if self.province.differ && !self.province_country.differ {
            Some(LineClass::Province)
        } else {
            // Inside one area; or the outline of a province that its country draws by arcs of its own.
            None
        }
    }
}

/// How quantized positions become degrees.
struct Transform {
    scale: Position,
    translate: Position,
}

impl Transform {
    fn read(raw: &str) -> Read<Self> {
        let members = Members::of(raw, "transform")?;
        let pair = |name| {
            let path = json::join("transform", name);
            json::read(members.need(name, "transform")?, "two numbers", &path)
        };
        Ok(Self { scale: pair("scale")?, translate: pair("translate")? })
    }

    fn degrees(&self, at: Position) -> Position {
        let Self { scale, translate } = self;
        Position(at.0 * scale.0 + translate.0, at.1 * scale.1 + translate.1)
    }
}

/// The arc at `path`, projected. With a transform its positions are steps from the one before.
/// Points that fall together, as quantized ones do, are kept once.
fn projected(positions: Vec<Position>, transform: Option<&Transform>, path: &str) -> Read<Vec<WorldPoint>> {
    let mut points: Vec<WorldPoint> = Vec::with_capacity(positions.len());
    let mut at = Position(0.0, 0.0);
    for position in positions {
        let degrees = match transform {
            Some(transform) => {
                at = Position(at.0 + position.0, at.1 + position.1);
                transform.degrees(at)
            }
            None => position,
        };
        let point = degrees.project().ok_or_else(|| outside(degrees, path))?;
        if points.last() != Some(&point) {
            points.push(point);
        }
    }
    if points.is_empty() {
        Err(json::wrong("at least two positions", "none", path.into()))
    } else {
        Ok(points)
    }
}

/// The error of a position that is not in degrees.
pub(super) fn outside(position: Position, path: &str) -> Box<Error> {
    let found = [&number::text(position.0), ", ", &number::text(position.1)].concat();
    let error = *json::wrong("longitude and latitude in degrees", &found, path.into());
    Box::new(error.hint("a file that is already projected does not serve; is this one?"))
}

/// Where in the list of arcs the arc stands that an index names.
pub(super) fn place(index: i32) -> usize {
    (if index < 0 { !index } else { index }) as usize
}
