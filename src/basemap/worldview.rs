//! Whose land it is: the views of one file.
//!
//! A file draws its countries as they are by default. What is another country's in some view, it lists
//! once more in the object `contested`: each piece with its holder and, by view, its owner, along the
//! arcs that the countries are made of. So a view costs a file some numbers, and a country is redrawn in
//! it by counting: an arc that bounds both the country and a piece that leaves or joins it lies inside.
//!
//! ```text
//!     UA             UA              UA
//!   ──────         - - - -         (inside)       `contested`: { id: "RU", properties: { un: "UA" } }
//!   Crimea         Crimea          Crimea
//!                  RU, default     UA, in `un`
//! ```
//!
//! The member `views` names the views that a file knows, and for each the territories that no country is
//! shown to own, with a name for those that are not among its countries: `{ "un": { "XJ": "Kashmir" } }`.

use super::json::{self, Members, Read};
use super::shape::Shape;
use super::topology::{Topology, place};

/// The view in which a country is what it holds.
pub const DEFAULT: &str = "default";

/// One view of a file.
#[derive(Debug, Default)]
pub(super) struct Worldview {
    claims: Vec<Claim>,
    /// The key, and the name if the file gives one, of each territory that no country is shown to own.
    territories: Vec<(String, String)>,
}

/// A piece of land that is another's in the view.
#[derive(Debug)]
struct Claim {
    /// The country it belongs to by default.
    holder: String,
    /// The country or territory it belongs to in the view.
    owner: String,
    /// The arcs around it, each by its place.
    arcs: Vec<usize>,
}

/// A country as it is in a view: its arcs, each by its place.
#[derive(Debug, Default)]
pub(super) struct Redrawn {
    /// Those around it.
    pub around: Vec<usize>,
    /// Those of `around` that part it from what it holds and does not own.
    pub towards_held: Vec<usize>,
    /// Those that bounded it, or a piece of it, and now lie inside.
    pub inside: Vec<usize>,
}

/// How often an arc has been met while a country is redrawn.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Even,
    Odd,
    /// Odd, and among the arcs around the country.
    Told,
}

/// The names of the views that a file knows besides [`DEFAULT`].
pub(super) fn names(file: &Members<'_>) -> Read<Vec<String>> {
    let Some(raw) = file.get("views") else { return Ok(Vec::new()) };
    Ok(Members::of(raw, "views")?.iter().map(|(name, _)| name.to_owned()).collect())
}

impl Worldview {
    /// The view called `name` of the file whose members are `file`; one without claims when the file does
    /// not know it.
    pub fn read(
        file: &Members<'_>,
        objects: &Members<'_>,
        name: &str,
        topology: &mut Topology,
    ) -> Read<Self> {
        let mut view = Self::default();
        let Some(views) = file.get("views").filter(|_| name != DEFAULT) else { return Ok(view) };
        let Some(raw) = Members::of(views, "views")?.get(name) else { return Ok(view) };
        for (key, raw) in Members::of(raw, &json::join("views", name))?.iter() {
            view.territories.push((key.to_owned(), crate::json::string(raw).unwrap_or_default()));
        }
        let Some(contested) = objects.get("contested") else { return Ok(view) };
        let path = "objects.contested.geometries";
        let contested = Members::of(contested, "objects.contested")?;
        for raw in json::values(contested.need("geometries", "objects.contested")?, path)? {
            view.claims.extend(claim(raw, path, name, topology)?);
        }
        Ok(view)
    }

    /// Whether no country is shown to own what is known by `key`.
    pub fn is_territory(&self, key: &str) -> bool {
        self.territories.iter().any(|(territory, _)| territory == key)
    }

    /// The key and the name, empty if the file gives none, of each owner in the view.
    pub fn all_owners(&self) -> Vec<(String, String)> {
        let name = |key: &str| self.territories.iter().find(|(territory, _)| territory == key);
        let named = |key: &String| (key.clone(), name(key).map_or(String::new(), |(_, name)| name.clone()));
        self.claims.iter().map(|claim| named(&claim.owner)).collect()
    }

    /// The owners, in the view, of pieces that `holder` has by default.
    pub fn owners<'a>(&'a self, holder: &'a str) -> impl Iterator<Item = &'a str> {
        self.claims.iter().filter(move |claim| claim.holder == holder).map(|claim| claim.owner.as_str())
    }

    /// The country `key`, drawn along `sides` by default, as it is in the view; `None` where it is the same.
    pub fn redraw(&self, key: &str, sides: &[usize]) -> Option<Redrawn> {
        let concerned: Vec<&Claim> =
            self.claims.iter().filter(|claim| claim.holder == key || claim.owner == key).collect();
        if concerned.is_empty() {
            return None;
        }
        let mut redrawn = Redrawn::default();
        let mut met = sides.to_vec();
        concerned.iter().for_each(|claim| met.extend(&claim.arcs));
        // An arc met once is around it; one met twice lies inside, or has gone with a piece.
        let mut arcs = vec![Side::Even; met.iter().max().map_or(0, |last| last + 1)];
        for &arc in &met {
            arcs[arc] = if arcs[arc] == Side::Even { Side::Odd } else { Side::Even };
        }
        for &arc in &met {
            if arcs[arc] == Side::Odd {
                arcs[arc] = Side::Told;
                redrawn.around.push(arc);
            }
        }
        for claim in &concerned {
            for &arc in &claim.arcs {
                match arcs[arc] {
                    Side::Told if claim.holder == key => redrawn.towards_held.push(arc),
                    Side::Even if claim.owner == key => redrawn.inside.push(arc),
                    _ => {}
                }
            }
        }
        Some(redrawn)
    }
}

/// The piece `raw` as the view called `name` has it; `None` when it stays with its holder.
fn claim(raw: &str, path: &str, name: &str, topology: &mut Topology) -> Read<Option<Claim>> {
    let geometry = Members::of(raw, path)?;
    let properties = geometry.get("properties").map(|raw| Members::of(raw, path)).transpose()?;
    let owner = properties.and_then(|properties| properties.string(name));
    let Some((holder, owner)) = geometry.string("id").zip(owner) else { return Ok(None) };
    let mut arcs = Vec::new();
    for raw in Shape::read(&geometry, "arcs", path)?.polygons.into_iter().flatten() {
        let ring: Vec<i32> = json::read(raw, "the numbers of arcs", path)?;
        topology.points(&ring, path)?;
        arcs.extend(ring.into_iter().map(place));
    }
    Ok(Some(Claim { holder, owner, arcs }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(holder: &str, owner: &str, arcs: &[usize]) -> Claim {
        Claim { holder: holder.into(), owner: owner.into(), arcs: arcs.to_vec() }
    }

    const NONE: Vec<usize> = Vec::new();

    /// Around, towards what is held, and inside, each in rising order.
    fn redraw(view: &Worldview, key: &str, sides: &[usize]) -> [Vec<usize>; 3] {
        let redrawn = view.redraw(key, sides).unwrap();
        [redrawn.around, redrawn.towards_held, redrawn.inside].map(|mut arcs| {
            arcs.sort_unstable();
            arcs.dedup();
            arcs
        })
    }

    /// Arc 0 is the isthmus, 1 the shore of the peninsula, 2 the rest of UA's outline, 3 RU's own.
    fn crimea() -> Worldview {
        Worldview { claims: vec![claim("RU", "UA", &[0, 1])], territories: Vec::new() }
    }

    #[test]
    fn the_owner_takes_the_piece_in_and_the_line_to_it_lies_inside() {
        assert_eq!(redraw(&crimea(), "UA", &[0, 2]), [vec![1, 2], NONE, vec![0]]);
    }

    #[test]
    fn the_holder_is_drawn_without_it_and_others_as_before() {
        assert_eq!(redraw(&crimea(), "RU", &[3, 1, 0]), [vec![3], NONE, NONE]);
        assert!(crimea().redraw("FR", &[4]).is_none());
    }

    #[test]
    fn a_line_towards_what_is_held_is_told_from_the_other_borders() {
        // Arc 5 lies inside MA by default, between its own part and the one that is EH's in the view; 6 is the berm.
        let territories = vec![("EH".into(), String::new())];
        let view = Worldview { claims: vec![claim("MA", "EH", &[5, 6, 7])], territories };
        assert_eq!(redraw(&view, "MA", &[6, 7, 8]), [vec![5, 8], vec![5], NONE]);
        assert_eq!(redraw(&view, "EH", &[6, 9]), [vec![5, 7, 9], NONE, vec![6]]);
        assert!(view.is_territory("EH") && !view.is_territory("MA"));
    }

    #[test]
    fn a_territory_of_pieces_alone_has_the_lines_between_them_inside() {
        let claims = vec![claim("IN", "XJ", &[1, 2]), claim("PK", "XJ", &[2, 3])];
        let view = Worldview { claims, territories: vec![("XJ".into(), "Kashmir".into())] };
        assert_eq!(redraw(&view, "XJ", &[]), [vec![1, 3], NONE, vec![2]]);
        assert_eq!(view.owners("PK").collect::<Vec<_>>(), ["XJ"]);
    }

    #[test]
    fn a_country_that_is_wholly_anothers_is_gone() {
        let view = Worldview { claims: vec![claim("XC", "CY", &[1, 2])], territories: Vec::new() };
        assert_eq!(redraw(&view, "XC", &[2, 1]), [NONE, NONE, NONE]);
    }
}
