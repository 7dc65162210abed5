//! What stands in a marker: a number, a letter, or one of a few drawings.
//!
//! simplestyle 1.1 puts "an icon ID, an integer 0 through 9 or a lowercase character" into
//! `marker-symbol`. The drawings are our own, on a grid of 15 × 15, each in the language of SVG path
//! data (SVG 1.1, section 8.3), which both a browser's `Path2d` and an SVG file read as it stands.

use std::fmt;

/// The side of the grid that the drawings stand on.
pub const GRID: f64 = 15.0;

/// Name and drawing. The paths are filled by the even-odd rule.
#[rustfmt::skip]
const DRAWINGS: [(&str, &str); COUNT] = [
    ("capital", "M7.5,0.9L9.2,5.8 14.3,5.9 10.3,9.0 11.7,13.9 7.5,11.0 3.3,13.9 4.7,9.0 0.7,5.9 5.8,5.8z"),
    ("airport", "M7.5,.4C8.3,.4 8.8,1.4 8.8,2.5V5.3L14.4,9V10.7L8.8,9V12L10.7,13.4V14.6L7.5,13.7 4.3,14.6V13.4L6.2,12V9L.6,10.7V9L6.2,5.3V2.5C6.2,1.4 6.7,.4 7.5,.4z"),
    ("border-crossing", "M1,1.6H4.2V14.2H1zM6.4,3.6H9.2L7.6,7.8H4.8zM10.4,3.6H13.2L11.6,7.8H8.8zM14.4,3.6V7.8H12.8zM12,8.8H14.4V14.2H12z"),
    ("attack", "M8.8,0.3L9.2,4.5 12.0,3.7 10.6,6.4 14.5,7.5 10.7,8.7 12.2,11.5 9.3,10.6 8.8,14.7 6.9,10.9 4.6,12.6 5.0,9.6 0.9,9.9 4.1,7.5 1.7,5.4 4.7,5.2 3.8,1.2 6.9,4.1z"),
    ("meeting", "M2.4,1H9.1A1.6,1.6 0 0 1 10.7,2.6V5.2H7.2A2.7,2.7 0 0 0 4.5,7.9V8.1L2.4,10V8.2A1.6,1.6 0 0 1 .8,6.6V2.6A1.6,1.6 0 0 1 2.4,1zM7.2,6.4H12.6A1.6,1.6 0 0 1 14.2,8V10.6A1.6,1.6 0 0 1 12.6,12.2V14L10.4,12.2H7.2A1.6,1.6 0 0 1 5.6,10.6V8A1.6,1.6 0 0 1 7.2,6.4z"),
    ("agreement", "M2.6,.8H9.2L12.4,4V14.2H2.6zM4.3,8.5L6.9,11.3 11,6.6 9.9,5.6 6.8,9.1 5.4,7.5z"),
    ("protest", "M1.2,1H13.8V8.8H8.4V14.4H6.6V8.8H1.2zM6.7,2.2V5.3H8.3V2.2zM6.7,6.2V7.7H8.3V6.2z"),
    ("port", "M7.5,.6A2,2 0 0 1 8.3,4.4V5.3H10.9V6.9H8.3V12.5C10.2,12.2 11.5,11.1 12,9.6L10.6,10 12.9,6.9 14.4,10.4 13.5,10C12.8,12.7 10.5,14.4 7.5,14.4 4.5,14.4 2.2,12.7 1.5,10L.6,10.4 2.1,6.9 4.4,10 3,9.6C3.5,11.1 4.8,12.2 6.7,12.5V6.9H4.1V5.3H6.7V4.4A2,2 0 0 1 7.5,.6zM7.5,1.8A.8,.8 0 0 0 7.5,3.4 .8,.8 0 0 0 7.5,1.8z"),
    ("hospital", "M5.5,1.2H9.5V5.5H13.8V9.5H9.5V13.8H5.5V9.5H1.2V5.5H5.5z"),
    ("camp", "M6.6,3.1L5.7,1.6 6.9,.9 7.5,1.9 8.1,.9 9.3,1.6 8.4,3.1 14.6,13.6H10.1L7.5,8.8 4.9,13.6H.4z"),
    ("refugees", "M7.5,1.4A2.1,2.1 0 0 1 7.5,5.6 2.1,2.1 0 0 1 7.5,1.4zM4.5,13.6V9.4A3,3 0 0 1 10.5,9.4V13.6zM2.6,4A1.6,1.6 0 0 1 2.6,7.2 1.6,1.6 0 0 1 2.6,4zM12.4,4A1.6,1.6 0 0 1 12.4,7.2 1.6,1.6 0 0 1 12.4,4zM.4,12.4V10A2.2,2.2 0 0 1 3.4,8V12.4zM14.6,12.4V10A2.2,2.2 0 0 0 11.6,8V12.4z"),
    ("fire", "M7.7,.5C8.3,3.6 12.6,5.4 12.6,9.5A5,5 0 0 1 2.4,9.5C2.4,7.5 3.5,6.1 4.3,4.8 4.6,6.2 5.2,6.9 6,7.1 5.6,4.8 6.1,2.2 7.7,.5zM7.5,8.4C6.5,9.5 5.5,10.2 5.5,11.4A2,2 0 0 0 9.5,11.4C9.5,10.2 8.5,9.5 7.5,8.4z"),
    ("dam", "M5.8,.8H8.8L12.2,14.2H5.8zM.5,4.8C1.3,3.6 2.4,3.6 3.2,4.5 3.7,5.1 4.3,5.2 4.8,4.8V14.2H.5zM12.5,11.6H14.5V14.2H13.2z"),
    ("water", "M7.5,.6C9.7,4 12.5,6.6 12.5,9.6A5,5 0 0 1 2.5,9.6C2.5,6.6 5.3,4 7.5,.6z"),
    ("information", "M7.5,.9A1.75,1.75 0 0 1 7.5,4.4 1.75,1.75 0 0 1 7.5,.9zM4.8,5.8H9.2V12H10.8V14H4.4V12H6.2V7.8H4.8z"),
    ("government", "M7.5,.8L14,4.4V6H1V4.4zM2.2,7H4.4V11.3H2.2zM6.4,7H8.6V11.3H6.4zM10.6,7H12.8V11.3H10.6zM1,12.3H14V14.2H1z"),
    ("military", "M7.5,.7L13.2,2.6V7.3C13.2,10.6 10.8,13.1 7.5,14.4 4.2,13.1 1.8,10.6 1.8,7.3V2.6zM4.2,7.9V10.3L7.5,7.2 10.8,10.3V7.9L7.5,4.8z"),
    ("flag", "M2.4,.8H4.2V14.4H2.4zM5,1.4H14L11.4,4.8 14,8.2H5z"),
];

/// How many drawings there are.
const COUNT: usize = 18;

/// Names that other sets, Maki above all, have for what is drawn here.
const ALIASES: [(&str, &str); 14] = [
    ("airfield", "airport"),
    ("campsite", "camp"),
    ("danger", "attack"),
    ("explosion", "attack"),
    ("fire-station", "fire"),
    ("harbor", "port"),
    ("harbour", "port"),
    ("info", "information"),
    ("people", "refugees"),
    ("refugee", "refugees"),
    ("refugee-camp", "camp"),
    ("star", "capital"),
    ("town-hall", "government"),
    ("treaty", "agreement"),
];

/// What stands in a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// A number, 0 to 99.
    Number(u8),
    /// A letter of the Latin alphabet, a small one here; it is shown as a capital.
    Letter(char),
    /// A drawing: its place in the table.
    Drawing(u8),
}

impl Symbol {
    /// The symbol called `name`: one or two digits, a letter of either case, or the name of a drawing.
    pub fn parse(name: &str) -> Option<Self> {
        if (1..=2).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_digit()) {
            return name.parse().ok().map(Self::Number);
        }
        if let (1, Some(letter)) = (name.len(), name.chars().next().filter(char::is_ascii_alphabetic)) {
            return Some(Self::Letter(letter.to_ascii_lowercase()));
        }
        let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, own)| own);
        DRAWINGS.iter().position(|(own, _)| *own == name).map(|at| Self::Drawing(at as u8))
    }

    /// What is written into the marker; `None` for a drawing.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.to_string()),
            Self::Letter(letter) => Some(letter.to_ascii_uppercase().to_string()),
            Self::Drawing(_) => None,
        }
    }

    /// The drawing's outline, as SVG path data on the grid, filled by the even-odd rule; `None` for
    /// what is written.
    pub fn path(self) -> Option<&'static str> {
        match self {
            Self::Drawing(at) => DRAWINGS.get(usize::from(at)).map(|(_, path)| *path),
            _ => None,
        }
    }
}

impl fmt::Display for Symbol {
    /// The name by which a story file calls it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Letter(letter) => write!(f, "{letter}"),
            Self::Drawing(at) => f.write_str(DRAWINGS.get(usize::from(*at)).map_or("", |(name, _)| name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_letters_and_drawings_are_known_and_nothing_else() {
        assert_eq!(Symbol::parse("7"), Some(Symbol::Number(7)));
        assert_eq!(Symbol::parse("42").and_then(Symbol::text).as_deref(), Some("42"));
        assert_eq!(Symbol::parse("H").and_then(Symbol::text).as_deref(), Some("H"));
        assert_eq!(Symbol::parse("h"), Symbol::parse("H"));
        for name in ["", "100", "-1", "+1", "7.5", "é", "ß", "Capital", "no such", "1a"] {
            assert_eq!(Symbol::parse(name), None, "{name}");
        }
    }

    #[test]
    fn every_drawing_is_found_by_its_name_and_every_alias_leads_to_one() {
        for (at, (name, path)) in DRAWINGS.iter().enumerate() {
            let symbol = Symbol::parse(name).unwrap();
            assert_eq!((symbol, symbol.to_string().as_str()), (Symbol::Drawing(at as u8), *name));
            assert_eq!((symbol.path(), symbol.text()), (Some(*path), None));
        }
        for (alias, own) in ALIASES {
            assert_eq!(Symbol::parse(alias), Symbol::parse(own), "{alias}");
            assert!(Symbol::parse(alias).is_some(), "{alias}");
        }
    }

    /// Reads path data of the commands that the table uses, and gives the corners.
    fn corners(path: &str) -> Vec<(f64, f64)> {
        let (mut out, mut at) = (Vec::new(), (0.0, 0.0));
        for run in path.split_inclusive('z').flat_map(|sub| {
            let starts: Vec<usize> =
                sub.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(i, _)| i).collect();
            let ends: Vec<usize> = starts.iter().skip(1).copied().chain([sub.len()]).collect();
            starts.into_iter().zip(ends).map(|(a, b)| &sub[a..b]).collect::<Vec<_>>()
        }) {
            let numbers: Vec<f64> =
                run[1..].split([',', ' ']).filter(|n| !n.is_empty()).map(|n| n.parse().unwrap()).collect();
            match &run[..1] {
                "M" | "L" | "C" => numbers.chunks(2).for_each(|p| out.push((p[0], p[1]))),
                "A" => numbers.chunks(7).for_each(|a| out.push((a[5], a[6]))),
                "H" => out.push((numbers[0], at.1)),
                "V" => out.push((at.0, numbers[0])),
                "z" => assert!(numbers.is_empty()),
                other => panic!("a command that is not used here: {other}"),
            }
            at = *out.last().unwrap();
        }
        out
    }

    #[test]
    fn every_drawing_keeps_to_its_grid_and_fills_most_of_it() {
        for (name, path) in DRAWINGS {
            let corners = corners(path);
            let inside = |n: f64| (0.0..=GRID).contains(&n);
            assert!(corners.iter().all(|&(x, y)| inside(x) && inside(y)), "{name}: {corners:?}");
            let high = corners.iter().map(|p| p.1).fold(0.0, f64::max)
                - corners.iter().map(|p| p.1).fold(GRID, f64::min);
            // The foot of an arc is no corner.
            assert!(high > 8.0, "{name} is {high} high");
        }
    }
}
