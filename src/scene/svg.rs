//! A scene as an SVG document.
//!
//! Everything that comes from data is escaped. Coordinates are px with one decimal: a tenth of a px is
//! finer than any screen draws.

use super::{Op, Pen, Scene, clip};
use crate::color::Color;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::layout::Align;
use crate::localized::is_rtl;
use crate::number::Px;
use crate::symbols::GRID;
use crate::theme::{HALO, SCALE_FONT};
use std::fmt::{self, Write};

/// Geometry is cut this far outside the viewport, px, so that no cut shows.
const MARGIN: f64 = 8.0;

/// The scene as SVG 1.1, with `title` and `description` for those who do not see it.
pub fn write(scene: &Scene, title: &str, description: &str) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = document(&mut out, scene, title, description);
    out
}

fn document(out: &mut String, scene: &Scene, title: &str, description: &str) -> fmt::Result {
    let (w, h) = (Px(scene.width), Px(scene.height));
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" font-family="{}">"#,
        Escaped(SCALE_FONT.family.css())
    )?;
    if !title.is_empty() {
        writeln!(out, "<title>{}</title>", Escaped(title))?;
    }
    if !description.is_empty() {
        writeln!(out, "<desc>{}</desc>", Escaped(description))?;
    }
    let seen = ScreenRect::new(0.0, 0.0, scene.width, scene.height).inflate(MARGIN);
    let mut clips = 0;
    for op in &scene.ops {
        write_op(out, op, &seen, &mut clips)?;
    }
    out.write_str("</svg>\n")
}

fn write_op(out: &mut String, op: &Op, seen: &ScreenRect, clips: &mut usize) -> fmt::Result {
    match op {
        Op::Clip(rect) => {
            *clips += 1;
            writeln!(
                out,
                r#"<clipPath id="clip{clips}"><rect x="{}" y="{}" width="{}" height="{}"/></clipPath><g clip-path="url(#clip{clips})">"#,
                Px(rect.x),
                Px(rect.y),
                Px(rect.width),
                Px(rect.height)
            )
        }
        Op::Unclip => out.write_str("</g>\n"),
        Op::Rect { rect, radius, fill, stroke } => {
            write!(
                out,
                r#"<rect x="{}" y="{}" width="{}" height="{}""#,
                Px(rect.x),
                Px(rect.y),
                Px(rect.width),
                Px(rect.height)
            )?;
            if *radius > 0.0 {
                write!(out, r#" rx="{}""#, Px(*radius))?;
            }
            paint(out, *fill, *stroke)
        }
        Op::Fill { path, transform, color } => {
            let mut data = String::new();
            for part in
                path.parts.iter().filter(|p| p.closed && seen.overlaps(&transform.apply_bounds(&p.bounds)))
            {
                let points = clip::ring(part, transform, seen);
                if points.len() >= 3 {
                    path_data(&mut data, &points, true)?;
                }
            }
            if data.is_empty() {
                return Ok(());
            }
            write!(out, r#"<path d="{data}" fill-rule="evenodd""#)?;
            paint(out, Some(*color), None)
        }
        Op::Stroke { path, transform, pen, dash } => {
            let mut data = String::new();
            for part in path.parts.iter().filter(|p| meets(seen, &transform.apply_bounds(&p.bounds))) {
                for run in clip::line(part, transform, seen) {
                    path_data(&mut data, &run, false)?;
                }
            }
            if data.is_empty() {
                return Ok(());
            }
            write!(out, r#"<path d="{data}" stroke-linejoin="round""#)?;
            if let Some([on, off]) = dash {
                write!(out, r#" stroke-dasharray="{} {}""#, Px(*on), Px(*off))?;
            }
            paint(out, None, Some(*pen))
        }
        Op::Disc { centre, radius, fill, stroke } => {
            write!(out, r#"<circle cx="{}" cy="{}" r="{}""#, Px(centre.x), Px(centre.y), Px(*radius))?;
            paint(out, *fill, *stroke)
        }
        Op::Line { segment, pen } => {
            let (a, b) = (segment.from, segment.to);
            write!(out, r#"<path d="M{},{}L{},{}""#, Px(a.x), Px(a.y), Px(b.x), Px(b.y))?;
            paint(out, None, Some(*pen))
        }
        Op::Polygon { points, color } => {
            let mut data = String::new();
            path_data(&mut data, points, true)?;
            write!(out, r#"<path d="{data}""#)?;
            paint(out, Some(*color), None)
        }
        Op::Glyph { outline, centre, scale, color } => {
            let (x, y) = (centre.x - GRID / 2.0 * scale, centre.y - GRID / 2.0 * scale);
            write!(
                out,
                r#"<path transform="translate({} {}) scale({})" d="{outline}" fill-rule="evenodd""#,
                Px(x),
                Px(y),
                Px(*scale)
            )?;
            paint(out, Some(*color), None)
        }
        Op::Points(points) => points.ops().iter().try_for_each(|op| write_op(out, op, seen, clips)),
        Op::Text { text, at, align, angle, font, color, halo } => {
            // Anchors follow the direction of the text: its start is at the right when it reads from there.
            let rtl = is_rtl(text);
            let anchor = match align {
                Align::Middle => "middle",
                Align::Left if !rtl => "start",
                Align::Right if rtl => "start",
                Align::Left | Align::Right => "end",
            };
            write!(
                out,
                r#"<text x="{}" y="{}" text-anchor="{anchor}" font-size="{}" font-weight="{}""#,
                Px(at.x),
                Px(at.y),
                Px(font.size),
                font.weight
            )?;
            if *angle != 0.0 {
                write!(out, r#" transform="rotate({} {} {})""#, Px(angle.to_degrees()), Px(at.x), Px(at.y))?;
            }
            if font.family != SCALE_FONT.family {
                write!(out, r#" font-family="{}""#, Escaped(font.family.css()))?;
            }
            if rtl {
                out.write_str(r#" direction="rtl""#)?;
            }
            if font.italic {
                out.write_str(r#" font-style="italic""#)?;
            }
            if font.spacing > 0.0 {
                write!(out, r#" letter-spacing="{}""#, Px(font.spacing))?;
            }
            write!(out, r#" fill="{color}""#)?;
            if let Some(halo) = halo {
                write!(
                    out,
                    r#" stroke="{halo}" stroke-width="{}" stroke-linejoin="round" paint-order="stroke""#,
                    Px(HALO * 2.0)
                )?;
            }
            writeln!(out, ">{}</text>", Escaped(text))
        }
    }
}

/// Like [`ScreenRect::overlaps`], but true of boxes without width or height too: a level line has none.
fn meets(a: &ScreenRect, b: &ScreenRect) -> bool {
    a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom()
}

/// The fill and stroke attributes, and the end of the tag.
fn paint(out: &mut String, fill: Option<Color>, stroke: Option<Pen>) -> fmt::Result {
    match fill {
        Some(color) => write!(out, r#" fill="{color}""#)?,
        None => out.write_str(r#" fill="none""#)?,
    }
    if let Some((color, width)) = stroke {
        write!(out, r#" stroke="{color}" stroke-width="{}""#, Px(width))?;
    }
    out.write_str("/>\n")
}

/// The points as path data: absolute to start with, then steps, which are shorter to write.
fn path_data(out: &mut String, points: &[ScreenPoint], closed: bool) -> fmt::Result {
    // Steps are taken between the rounded points, so that no error adds up.
    let tenths = |p: ScreenPoint| ((p.x * 10.0).round(), (p.y * 10.0).round());
    let mut last = None;
    for &point in points {
        let (x, y) = tenths(point);
        match last {
            None => write!(out, "M{},{}", Px(x / 10.0), Px(y / 10.0))?,
            Some((lx, ly)) if (lx, ly) == (x, y) => continue,
            Some((lx, ly)) => write!(out, "l{},{}", Px((x - lx) / 10.0), Px((y - ly) / 10.0))?,
        }
        last = Some((x, y));
    }
    if closed {
        out.write_str("z")?;
    }
    Ok(())
}

/// Text in which nothing is markup, for content and attributes alike, of XML and of HTML. Characters that
/// XML 1.0 has no room for are left out.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}' => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::PLACE_FONT;

    #[test]
    fn text_from_data_is_never_markup() {
        let text = Op::Text {
            text: "</text><script>alert('x')</script>\u{0}&".into(),
            at: ScreenPoint::new(1.0, 2.0),
            align: Align::Left,
            angle: 0.0,
            font: PLACE_FONT,
            color: Color::rgb(0, 0, 0),
            halo: None,
        };
        let svg =
            write(&Scene { width: 10.0, height: 10.0, ops: vec![text], ..Scene::default() }, "<b>\"", "");
        assert!(!svg.contains("<script") && !svg.contains('\0'));
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</text>"));
        assert!(svg.contains("<title>&lt;b&gt;&quot;</title>"));
    }

    #[test]
    fn a_turned_text_says_by_how_much_and_about_which_point() {
        let text = Op::Text {
            text: "Route".into(),
            at: ScreenPoint::new(10.0, 20.0),
            align: Align::Middle,
            angle: -std::f64::consts::FRAC_PI_6,
            font: PLACE_FONT,
            color: Color::rgb(0, 0, 0),
            halo: None,
        };
        let svg = write(&Scene { width: 40.0, height: 40.0, ops: vec![text], ..Scene::default() }, "", "");
        assert!(
            svg.contains(r#"x="10" y="20""#) && svg.contains(r#"transform="rotate(-30 10 20)""#),
            "{svg}"
        );
    }

    #[test]
    fn a_drawing_stands_with_the_middle_of_its_grid_where_it_is_put() {
        let glyph = Op::Glyph {
            outline: "M0,0H15V15z",
            centre: ScreenPoint::new(20.0, 30.0),
            scale: 0.8,
            color: Color::rgb(255, 0, 0),
        };
        let svg = write(&Scene { width: 40.0, height: 40.0, ops: vec![glyph], ..Scene::default() }, "", "");
        let want = r##"<path transform="translate(14 24) scale(0.8)" d="M0,0H15V15z" fill-rule="evenodd" fill="#ff0000"/>"##;
        assert!(svg.contains(want), "{svg}");
    }

    #[test]
    fn steps_add_up_to_where_the_line_ends() {
        let mut data = String::new();
        let points: Vec<_> = (0..4).map(|i| ScreenPoint::new(f64::from(i) * 0.55, 0.0)).collect();
        path_data(&mut data, &points, false).unwrap();
        assert_eq!(data, "M0,0l0.6,0l0.5,0l0.6,0");
    }
}
