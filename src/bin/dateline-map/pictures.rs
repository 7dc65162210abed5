//! Which pictures a call of `render` makes: one for each width and theme, and what their files are called.

use clap::ValueEnum;
use dateline_map::theme::Scheme;

/// Sides of a picture, px.
pub const SIDES: std::ops::RangeInclusive<i64> = 16..=16384;
/// The widths of a fallback's pictures, when none are given: a phone, a column of text, a wide window.
const FALLBACK_WIDTHS: [u16; 3] = [320, 640, 960];
/// The width of a single picture, when none is given.
const WIDTH: u16 = 960;
/// Height to width, where neither height nor aspect is given.
const SHAPE: f64 = 5.0 / 8.0;
/// But no lower than this, px: a narrow map needs the height that it lacks in width.
const LEAST_HEIGHT: f64 = 400.0;

/// The colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colours {
    /// Dark ink on pale paper.
    Light,
    /// Pale ink on dark paper.
    Dark,
}

impl Colours {
    /// The theme's scheme.
    pub const fn scheme(self) -> Scheme {
        match self {
            Self::Light => Scheme::Light,
            Self::Dark => Scheme::Dark,
        }
    }
}

/// How large the pictures are, in which colours.
#[derive(Debug, Clone, clap::Args)]
pub struct Sizes {
    /// Width of the map, px; several, apart by commas, make a set of pictures. 960 when it is not given,
    /// with --html 320,640,960.
    #[arg(long, value_name = "PX,…", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(SIDES))]
    width: Vec<u16>,
    /// Height of the map, px: one for all widths, or one for each. When neither this nor --aspect is
    /// given, 5/8 of the width, and 400 or more. A map that needs a key is higher by as much.
    #[arg(long, value_name = "PX,…", value_delimiter = ',', conflicts_with = "aspect", value_parser = clap::value_parser!(u16).range(SIDES))]
    height: Vec<u16>,
    /// Width to height, such as 4:3, in place of a height.
    #[arg(long, value_name = "W:H", value_parser = aspect)]
    aspect: Option<f64>,
    /// The colours; light,dark makes pictures in both. Light when it is not given, with --html both.
    #[arg(long, value_enum, value_delimiter = ',')]
    theme: Vec<Colours>,
}

/// One picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Width of the map, px.
    pub width: u16,
    /// Height of the map, px, with its key.
    pub height: u16,
    /// The width of the window from which it is used, px, where that was said.
    pub from: Option<u32>,
    /// The colours.
    pub colours: Colours,
    /// What tells its file from the others of the set: `-320-dark`; empty for the only one.
    pub suffix: String,
}

impl Sizes {
    /// The pictures, the narrowest first, light before dark; or what is wrong with the call. `fallback`:
    /// they are for a reader whose window and colours are not known; `from` tells the windows for each
    /// width, or nothing.
    pub fn pictures(&self, from: &[u32], fallback: bool) -> Result<Vec<Picture>, String> {
        let given =
            |asked: &[u16], else_: &[u16]| if asked.is_empty() { else_.to_vec() } else { asked.to_vec() };
        let widths = given(&self.width, if fallback { &FALLBACK_WIDTHS } else { &[WIDTH] });
        let mut sizes = Vec::new();
        for (i, &width) in widths.iter().enumerate() {
            if widths[..i].contains(&width) {
                return Err(format!("--width: expected each width once, found {width} twice"));
            }
            sizes.push((width, self.height_of(i, width, widths.len())?, from.get(i).copied()));
        }
        if !from.is_empty() && from.len() != widths.len() {
            return Err(format!(
                "--from: expected {} widths of the window, found {}",
                widths.len(),
                from.len()
            ));
        }
        sizes.sort_unstable();
        if !sizes.is_sorted_by(|(_, _, a), (_, _, b)| a.is_none() || a < b) {
            return Err("--from: expected a wider window for each wider picture".into());
        }
        let both = [Colours::Light, Colours::Dark];
        let asked = match self.theme.as_slice() {
            [] if fallback => &both[..],
            [] => &both[..1],
            asked => asked,
        };
        let themes: Vec<Colours> = both.into_iter().filter(|colours| asked.contains(colours)).collect();
        let mut pictures = Vec::new();
        for &(width, height, from) in &sizes {
            for &colours in &themes {
                let mut suffix = if sizes.len() > 1 { format!("-{width}") } else { String::new() };
                if themes.len() > 1 && colours == Colours::Dark {
                    suffix.push_str("-dark");
                }
                pictures.push(Picture { width, height, from, colours, suffix });
            }
        }
        Ok(pictures)
    }

    /// The height of the picture with the `i`th of `count` widths.
    fn height_of(&self, i: usize, width: u16, count: usize) -> Result<u16, String> {
        let height = match (self.height.as_slice(), self.aspect) {
            ([], None) => (f64::from(width) * SHAPE).max(LEAST_HEIGHT),
            ([], Some(aspect)) => f64::from(width) / aspect,
            (&[height], _) => f64::from(height),
            (heights, _) if heights.len() == count => f64::from(heights[i]),
            (heights, _) => {
                return Err(format!("--height: expected one height or {count}, found {}", heights.len()));
            }
        };
        let height = height.round();
        if !(*SIDES.start() as f64..=*SIDES.end() as f64).contains(&height) {
            return Err(format!(
                "--aspect: expected a height in 16..16384, found {height} for the width {width}"
            ));
        }
        Ok(height as u16)
    }
}

/// A ratio, such as `4:3` or `1.5`.
fn aspect(text: &str) -> Result<f64, String> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
    let ratio = match text.split_once(':') {
        Some((width, height)) => number(width).zip(number(height)).map(|(width, height)| width / height),
        None => number(text),
    };
    ratio.ok_or_else(|| "expected a width to a height, such as 4:3".into())
}

/// `path` with `suffix` before its ending: `maps/map-320.svg`.
pub fn with_suffix(path: &str, suffix: &str) -> String {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    format!("{stem}{suffix}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(width: &[u16], height: &[u16], aspect: Option<f64>, theme: &[Colours]) -> Sizes {
        Sizes { width: width.to_vec(), height: height.to_vec(), aspect, theme: theme.to_vec() }
    }

    fn told(pictures: &[Picture]) -> Vec<String> {
        pictures.iter().map(|p| format!("{}x{}{}", p.width, p.height, p.suffix)).collect()
    }

    #[test]
    fn one_picture_has_no_suffix_and_a_set_has_what_tells_its_files_apart() {
        let both = [Colours::Dark, Colours::Light];
        for (sizes, want) in [
            (sizes(&[], &[], None, &[]), &["960x600"][..]),
            (sizes(&[], &[], None, &[Colours::Dark]), &["960x600"]),
            (sizes(&[640, 320], &[], None, &[]), &["320x400-320", "640x400-640"]),
            (sizes(&[640], &[480], None, &both), &["640x480", "640x480-dark"]),
            (sizes(&[320, 640], &[500, 400], None, &[]), &["320x500-320", "640x400-640"]),
            (
                sizes(&[300, 400], &[], Some(4.0 / 3.0), &both),
                &["300x225-300", "300x225-300-dark", "400x300-400", "400x300-400-dark"],
            ),
        ] {
            assert_eq!(told(&sizes.pictures(&[], false).unwrap()), want);
        }
    }

    #[test]
    fn a_fallback_is_made_for_every_window_and_both_themes() {
        let pictures = sizes(&[], &[], None, &[]).pictures(&[], true).unwrap();
        let suffixes: Vec<&str> = pictures.iter().map(|p| p.suffix.as_str()).collect();
        assert_eq!(suffixes, ["-320", "-320-dark", "-640", "-640-dark", "-960", "-960-dark"]);
        assert_eq!(
            told(&sizes(&[500], &[], None, &[Colours::Light]).pictures(&[], true).unwrap()),
            ["500x400"]
        );
    }

    #[test]
    fn what_does_not_go_together_is_told() {
        for (sizes, want) in [
            (sizes(&[320, 320], &[], None, &[]), "found 320 twice"),
            (sizes(&[320, 640], &[1, 2, 3], None, &[]), "expected one height or 2, found 3"),
            (sizes(&[16384], &[], Some(0.5), &[]), "found 32768 for the width 16384"),
        ] {
            assert!(sizes.pictures(&[], false).unwrap_err().contains(want));
        }
        for wrong in ["", "4:", "0:3", "-1", "nan", "4:3:2", "a"] {
            assert!(aspect(wrong).is_err(), "{wrong}");
        }
        assert_eq!(aspect("16:10"), Ok(1.6));
    }

    #[test]
    fn windows_go_with_the_widths_they_were_given_for() {
        let sizes = sizes(&[640, 320], &[], None, &[Colours::Light]);
        let from: Vec<_> =
            sizes.pictures(&[900, 0], true).unwrap().into_iter().map(|p| (p.width, p.from)).collect();
        assert_eq!(from, [(320, Some(0)), (640, Some(900))]);
        assert!(sizes.pictures(&[0, 900], true).unwrap_err().contains("a wider window"));
        assert!(sizes.pictures(&[0], true).unwrap_err().contains("expected 2 widths"));
    }

    #[test]
    fn the_suffix_stands_before_the_ending() {
        assert_eq!(with_suffix("a.b/map.v2.svg", "-320"), "a.b/map.v2-320.svg");
        assert_eq!(with_suffix("map.PNG", ""), "map.PNG");
    }
}
