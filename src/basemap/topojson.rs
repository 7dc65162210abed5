//! TopoJSON basemaps.
//!
//! The format is that of the TopoJSON specification (M. Bostock and C. Metcalf, version 1.0). What an
//! object is, is told by its name:
//!
//! | object | geometry | becomes |
//! |---|---|---|
//! | `countries` | polygons | areas, land, coasts, borders |
//! | `provinces` | polygons | areas, lines between two of one country |
//! | `land` | polygons | land and coasts, where there are no countries |
//! | `lakes` | polygons | lakes |
//! | `disputed` | lines | disputed lines, in place of the borders whose arcs they share |
//! | `contested` | polygons | nothing by default; what changes hands in another [view](super::worldview) |
//! | `waters` | points | names of seas and lakes |
//! | any other | polygons | areas: countries if the file has neither of the first two, else others |
//!
//! Lines and points in objects of other names are passed over. A numeric id of ISO 3166-1, as
//! `world-atlas` has it, becomes the alpha-2 code. The arcs may be packed: see [`super::packed`].

use super::codes::{self, Identity};
use super::json::{self, Members, Read};
use super::seam;
use super::shape::Shape;
use super::topology::{Owner, Topology, place};
use super::water;
use super::worldview::{self, Worldview};
use super::{Area, AreaClass, Level, LineClass};
use crate::geo::{Path, WorldPoint};
use crate::localized::Localized;
use std::rc::Rc;

/// Reads the topology whose members are `file` into `level`, in the view called `view`.
pub(super) fn read(file: &Members<'_>, view: &str, level: &mut Level) -> Read<()> {
    let mut topology = Topology::read(file, &mut level.problems)?;
    let objects = Members::of(file.need("objects", "")?, "objects")?;
    level.worldviews = worldview::names(file)?;
    let view = Worldview::read(file, &objects, view, &mut topology)?;
    let has = |name| objects.get(name).is_some();
    let mut reader = Reader {
        topology,
        view,
        countries: Vec::new(),
        by_country: false,
        outlined: false,
        lakes: Path::default(),
        level,
    };
    let classed = has("countries") || has("provinces");
    for (name, raw) in objects.iter() {
        let role = match name {
            "countries" => Role::Area(AreaClass::Country),
            "provinces" => Role::Area(AreaClass::Province),
            "land" => continue,
            "lakes" => Role::Lakes,
            "disputed" => Role::Disputed,
            "contested" => continue,
            "waters" => Role::Waters,
            _ if classed => Role::Area(AreaClass::Other),
            _ => Role::Area(AreaClass::Country),
        };
        reader.object(raw, &json::join("objects", name), role);
    }
    reader.owners();
    reader.by_country = reader.outlined;
    if let (false, Some(land)) = (reader.outlined, objects.get("land")) {
        reader.object(land, "objects.land", Role::Land);
    }
    reader.finish();
    Ok(())
}

/// What the geometries of an object are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Area(AreaClass),
    Land,
    Lakes,
    Disputed,
    Waters,
}

struct Reader<'l> {
    topology: Topology,
    view: Worldview,
    /// The countries met so far, by key. Their places here tell one from the other beside an arc.
    countries: Vec<String>,
    /// Whether countries give the outlines; else `land` does, or else the provinces.
    by_country: bool,
    lakes: Path,
    /// Whether anything has given an outline.
    outlined: bool,
    level: &'l mut Level,
}

impl Reader<'_> {
    /// Reads all geometries of the object at `path`. One that cannot be read is left out.
    fn object(&mut self, raw: &str, path: &str, role: Role) {
        let read = Members::of(raw, path).and_then(|object| {
            if object.string("type").as_deref() != Some("GeometryCollection") {
                return self.geometry(raw, path, role);
            }
            let path = json::join(path, "geometries");
            for (i, raw) in json::values(object.need("geometries", &path)?, &path)?.into_iter().enumerate() {
                if let Err(problem) = self.geometry(raw, &format!("{path}[{i}]"), role) {
                    self.level.problems.push(*problem);
                }
            }
            Ok(())
        });
        self.level.problems.extend(read.err().map(|problem| *problem));
    }

    /// Reads the geometry at `path`.
    fn geometry(&mut self, raw: &str, path: &str, role: Role) -> Read<()> {
        let geometry = Members::of(raw, path)?;
        if role == Role::Waters {
            let topology = &self.topology;
            self.level.waters.extend(water::read(&geometry, path, &|at| topology.position(at))?);
            return Ok(());
        }
        let shape = Shape::read(&geometry, "arcs", path)?;
        let at = json::join(path, "arcs");
        if role == Role::Disputed {
            for raw in shape.lines {
                let line = indices(raw, &at)?;
                self.topology.points(&line, &at)?;
                self.topology.dispute(&places(&line));
            }
            return Ok(());
        }
        if shape.polygons.is_empty() {
            return Ok(());
        }
        // Nothing is noted of a geometry before all of it is known to be sound.
        let (mut polygons, mut sides) = (Vec::with_capacity(shape.polygons.len()), Vec::new());
        for polygon in shape.polygons {
            let mut rings = Vec::with_capacity(polygon.len());
            for raw in polygon {
                let ring = indices(raw, &at)?;
                rings.push(self.topology.points(&ring, &at)?);
                sides.extend(places(&ring));
            }
            polygons.push(rings);
        }
        let owner = match role {
            Role::Area(class) => {
                let identity = identity(&geometry, path)?;
                if class == AreaClass::Country && self.redraw(&identity.key, &identity.name, &sides) {
                    return Ok(());
                }
                self.add_area(identity.area(class, polygons))
            }
            Role::Land => Some(Owner::Outline(0)),
            Role::Lakes | Role::Disputed | Role::Waters => {
                for ring in polygons.into_iter().flatten() {
                    seam::push_ring(&mut self.lakes, ring);
                }
                None
            }
        };
        if let Some(owner) = owner {
            self.outlined |= matches!(owner, Owner::Outline(_));
            self.topology.bounds(&sides, owner);
        }
        Ok(())
    }

    /// Adds the country `key` as it is in the view, if that differs from its `sides` by default; whether
    /// it does. One of which nothing is left is left out.
    fn redraw(&mut self, key: &str, name: &Localized, sides: &[usize]) -> bool {
        let Some(redrawn) = self.view.redraw(key, sides) else { return false };
        let rings: Vec<Vec<Vec<WorldPoint>>> =
            self.topology.rings(&redrawn.around).into_iter().map(|ring| vec![ring]).collect();
        let contested = self.view.is_territory(key);
        self.topology.dispute(&redrawn.towards_held);
        if contested {
            // Of what has no owner, the lines between those who hold it are all there is.
            self.topology.dispute(&redrawn.inside);
        } else {
            self.topology.settle(&redrawn.inside);
        }
        if rings.is_empty() {
            return true;
        }
        let country = Some(key.to_owned());
        let mut area = Area::new(key.to_owned(), name.clone(), AreaClass::Country, country, rings);
        area.contested = contested;
        if let Some(owner) = self.add_area(area) {
            self.outlined = true;
            self.topology.bounds(&redrawn.around, owner);
        }
        true
    }

    /// Adds the owners of the view that are none of the file's countries, and lets provinces go with the
    /// land they lie in.
    fn owners(&mut self) {
        for (key, name) in self.view.all_owners() {
            if self.level.area(&key).is_none() {
                self.redraw(&key, &Localized::new(name), &[]);
            }
        }
        for i in 0..self.level.areas.len() {
            if let Some(owner) = self.owner(&self.level.areas[i]) {
                self.level.areas[i].country = Some(owner);
            }
        }
    }

    /// Whose the province `area` is in the view, if not its country's by default.
    fn owner(&self, area: &Area) -> Option<String> {
        let holder = area.country.as_ref().filter(|_| area.class == AreaClass::Province)?;
        let lies_in = |owner: &&str| {
            let land = self.level.area(owner);
            land.is_some_and(|land| land.path.contains(area.label_at()))
        };
        self.view.owners(holder).find(lies_in).map(str::to_owned)
    }

    /// Adds an area, and says what its arcs bound.
    fn add_area(&mut self, area: Area) -> Option<Owner> {
        let number = self.level.areas.len();
        let country = area.country.clone().unwrap_or_default();
        let class = area.class;
        self.level.areas.push(area);
        match class {
            AreaClass::Country => Some(Owner::Outline(self.country(country))),
            AreaClass::Province => Some(Owner::Province(number, self.country(country))),
            AreaClass::Other => None,
        }
    }

    /// The number of the country known by `key`. A country without any key is one of its own.
    fn country(&mut self, key: String) -> usize {
        // From the end, since the provinces of a country stand together.
        let known = self.countries.iter().rposition(|known| *known == key && !key.is_empty());
        known.unwrap_or_else(|| {
            self.countries.push(key);
            self.countries.len() - 1
        })
    }

    /// Builds what is made of all the arcs together.
    fn finish(mut self) {
        if !self.outlined {
            self.topology.outline_by_provinces();
        }
        self.level.lakes = Rc::new(self.lakes);
        self.level.land = Rc::new(self.topology.land());
        for class in [LineClass::Coast, LineClass::Province, LineClass::Border, LineClass::Disputed] {
            let path = self.topology.lines(class, self.by_country);
            if !path.is_empty() {
                self.level.lines.push((class, Rc::new(path)));
            }
        }
    }
}

/// Where the arcs stand that a ring or a line names.
fn places(indices: &[i32]) -> Vec<usize> {
    indices.iter().map(|&index| place(index)).collect()
}

/// The numbers of a ring's or a line's arcs.
fn indices(raw: &str, path: &str) -> Read<Vec<i32>> {
    json::read(raw, "the numbers of arcs", path)
}

/// What the geometry at `path` is called.
fn identity(geometry: &Members<'_>, path: &str) -> Read<Identity> {
    let id = geometry.get("id").and_then(|raw| codes::id(raw, true));
    let properties = geometry.get("properties").map(|raw| Members::of(raw, &json::join(path, "properties")));
    Ok(Identity::new(id, properties.transpose()?.as_ref()))
}
