//! The fallback as HTML: what a reader without JavaScript sees in the map's place, to paste inside the
//! tag.
//!
//! A `<picture>` with the maps that `render` has drawn, one for each width of the window and for light
//! and dark, and the places as a list. It is written so that both an HTML and an XML parser read it, and
//! needs no styles of its own.

mod words;

use crate::output::encoded;
use crate::pictures::Colours;
use dateline_map::scene::svg::Escaped;
use dateline_map::story::{Place, Story};
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

/// A picture that has been written.
pub struct Drawn {
    /// Its width and height on the page, CSS px.
    pub size: (f64, f64),
    /// The width of the window from which it is used, CSS px.
    pub from: u32,
    /// The colours.
    pub colours: Colours,
    /// The address of its file.
    pub address: String,
    /// Device px to a CSS px of a picture in pixels.
    pub density: Option<f64>,
}

impl Drawn {
    /// The value of `srcset`: `map.png 2x`.
    fn srcset(&self) -> String {
        match self.density {
            Some(density) => format!("{} {density}x", self.address),
            None => self.address.clone(),
        }
    }

    fn sides(&self) -> String {
        format!(r#"width="{}" height="{}""#, self.size.0.round(), self.size.1.round())
    }
}

/// The fallback of `story`, in the words of `lang`; `drawn` holds the narrowest picture first, and light
/// before dark.
pub fn html(story: &Story, lang: &str, drawn: &[Drawn]) -> String {
    let mut out = String::new();
    let dir = if dateline_map::words::is_rtl(lang) { "rtl" } else { "ltr" };
    // Writing to a string cannot fail.
    let _ = match lang {
        "" => writeln!(out, r#"<div class="dateline-fallback">"#),
        _ => writeln!(out, r#"<div class="dateline-fallback" lang="{}" dir="{dir}">"#, Escaped(lang)),
    };
    picture(&mut out, &words::describe(story, lang), drawn);
    if !story.places.is_empty() {
        out.push_str("  <ul>\n");
        for place in &story.places {
            entry(&mut out, place, story, lang);
        }
        out.push_str("  </ul>\n");
    }
    out.push_str("</div>\n");
    out
}

/// The pictures: the first source that the window and the reader's colours answer to is shown.
fn picture(out: &mut String, alt: &str, drawn: &[Drawn]) {
    let narrowest = drawn.first().map_or(0, |first| first.from);
    let both = drawn.iter().any(|d| d.colours != drawn[0].colours);
    out.push_str("  <picture>\n");
    // The widest first; of one width, dark before light, for which nothing need be said.
    for picture in drawn.iter().rev() {
        let mut media = Vec::new();
        if both && picture.colours == Colours::Dark {
            media.push("(prefers-color-scheme: dark)".to_owned());
        }
        if picture.from > narrowest {
            media.push(format!("(min-width: {}px)", picture.from));
        }
        let (srcset, sides) = (picture.srcset(), picture.sides());
        let _ = if media.is_empty() {
            let srcset =
                picture.density.map_or(String::new(), |_| format!(r#" srcset="{}""#, Escaped(&srcset)));
            let src = Escaped(&picture.address);
            writeln!(out, r#"    <img src="{src}"{srcset} {sides} alt="{}" />"#, Escaped(alt))
        } else {
            let media = media.join(" and ");
            writeln!(out, r#"    <source media="{media}" srcset="{}" {sides} />"#, Escaped(&srcset))
        };
    }
    out.push_str("  </picture>\n");
}

/// A place: its name, what it is, when, and the first that the story says of it.
fn entry(out: &mut String, place: &Place, story: &Story, lang: &str) {
    let _ = write!(out, "    <li>\n      <b dir=\"auto\">{}</b>", Escaped(place.name.get(lang)));
    if let Some(kind) = place.kind.and_then(|kind| words::kind(kind, lang)) {
        let _ = write!(out, " · {kind}");
    }
    if let Some(date) = &place.date {
        let told = words::date(date, lang);
        let _ = match words::machine_date(date) {
            Some(machine) => write!(out, r#" · <time datetime="{machine}">{told}</time>"#),
            None => write!(out, " · {told}"),
        };
    }
    out.push('\n');
    if let Some(excerpt) = place.excerpts.first() {
        // The texts are in the story's language, whatever the names are in.
        let own = story.lang.as_deref().filter(|own| *own != lang);
        let own = own.map_or(String::new(), |own| format!(r#" lang="{}""#, Escaped(own)));
        let text = Escaped(&excerpt.text);
        let _ = if excerpt.quote {
            writeln!(out, r#"      <blockquote{own}><p dir="auto">{text}</p></blockquote>"#)
        } else {
            writeln!(out, r#"      <p{own} dir="auto">{text}</p>"#)
        };
    }
    out.push_str("    </li>\n");
}

/// The address of `file` on a page: `prefix` and its name; or without a prefix the way to it from the
/// folder of the page, or from the working folder for a page that is no file.
pub fn address(file: &str, prefix: Option<&str>, page: Option<&str>) -> String {
    if let Some(prefix) = prefix {
        let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy();
        // A prefix is an address already; only what would end it in a list of candidates is written out.
        let prefix: String =
            prefix.chars().map(|c| if c.is_whitespace() { "%20".into() } else { c.to_string() }).collect();
        return prefix + &encoded(&name);
    }
    let absolute =
        |path: &Path| std::path::absolute(path).map_or_else(|_| path.to_owned(), |path| plain(&path));
    let folder = page.and_then(|page| Path::new(page).parent()).unwrap_or(Path::new(""));
    let (from, to) = (absolute(&Path::new(".").join(folder)), absolute(Path::new(file)));
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| encoded(&part.as_os_str().to_string_lossy()));
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_from_the_folder_of_the_page() {
        for (file, page, want) in [
            ("map.svg", Some("map.html"), "map.svg"),
            ("img/map.svg", Some("map.html"), "img/map.svg"),
            ("img/map.svg", Some("parts/map.html"), "../img/map.svg"),
            ("/a/b/map.svg", Some("/a/c/d/map.html"), "../../b/map.svg"),
            ("./a/../map.svg", None, "map.svg"),
            ("a map, 2\"<é>.svg", None, "a%20map%2C%202%22%3C%C3%A9%3E.svg"),
            ("javascript:x.svg", None, "javascript%3Ax.svg"),
        ] {
            assert_eq!(address(file, None, page), want);
        }
        assert_eq!(
            address("out/my map.svg", Some("https://cdn.example/a b/"), Some("x/y.html")),
            "https://cdn.example/a%20b/my%20map.svg"
        );
    }

    fn drawn(width: f64, from: u32, colours: Colours, density: Option<f64>) -> Drawn {
        Drawn { size: (width, 400.0), from, colours, address: format!("m{width}{colours:?}"), density }
    }

    fn told(drawn: &[Drawn]) -> Vec<String> {
        let mut out = String::new();
        picture(&mut out, "alt", drawn);
        out.lines().filter(|line| !line.contains("picture>")).map(|line| line.trim().to_owned()).collect()
    }

    #[test]
    fn the_widest_picture_that_fits_comes_first_and_dark_before_light() {
        use Colours::{Dark, Light};
        let all = [(320.0, 0), (640.0, 700)].map(|(w, from)| [Light, Dark].map(|c| drawn(w, from, c, None)));
        assert_eq!(
            told(&all.into_iter().flatten().collect::<Vec<_>>()),
            [
                r#"<source media="(prefers-color-scheme: dark) and (min-width: 700px)" srcset="m640Dark" width="640" height="400" />"#,
                r#"<source media="(min-width: 700px)" srcset="m640Light" width="640" height="400" />"#,
                r#"<source media="(prefers-color-scheme: dark)" srcset="m320Dark" width="320" height="400" />"#,
                r#"<img src="m320Light" width="320" height="400" alt="alt" />"#,
            ]
        );
        assert_eq!(
            told(&[drawn(320.0, 320, Dark, Some(1.5))]),
            [r#"<img src="m320Dark" srcset="m320Dark 1.5x" width="320" height="400" alt="alt" />"#]
        );
    }
}
