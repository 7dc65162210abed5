//! The scene on a canvas, and text as the canvas measures it.
//!
//! Geometry is kept as a `Path2D` for each path of the scene and moved by the canvas's transform: a
//! frame hands over a handful of numbers a path, and not its corners.

use super::cloud::CloudPainter;
use super::hash::Hash;
use super::stamps::Stamps;
use crate::color::Color;
use crate::geo::math::sin_cos;
use crate::geo::{Path, ScreenRect};
use crate::json;
use crate::layout::{Align, Cloud, TextMeasure};
use crate::localized::is_rtl;
use crate::number::Px;
use crate::scene::{Op, Scene};
use crate::symbols::GRID;
use crate::theme::{Font, HALO};
use std::cell::{Cell, RefCell};
use std::f64::consts::TAU;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, Path2d};

/// `Path2D` coordinates are world units times this: dash lengths and line widths, which scale with
/// them, then stay in a range where single precision has digits to spare.
const PATH_SCALE: f64 = 65_536.0;

/// More measured texts than this are forgotten together: a language was switched, or a story replaced.
const MOST_MEASURED: usize = 4096;

#[wasm_bindgen]
extern "C" {
    /// What web-sys does not have, or keeps behind its unstable flag.
    #[wasm_bindgen(extends = CanvasRenderingContext2d)]
    type TextContext;
    #[wasm_bindgen(method, setter, js_name = letterSpacing)]
    fn set_letter_spacing(this: &TextContext, value: &str);
    #[wasm_bindgen(method, setter, js_name = direction)]
    fn set_direction(this: &TextContext, value: &str);
}

/// The drawing context of a canvas.
pub fn context(canvas: &HtmlCanvasElement) -> CanvasRenderingContext2d {
    canvas.get_context("2d").unwrap_throw().unwrap_throw().unchecked_into()
}

/// Another canvas, that is not on the page.
pub fn beside(canvas: &HtmlCanvasElement) -> HtmlCanvasElement {
    let document = canvas.owner_document().unwrap_throw();
    document.create_element("canvas").unwrap_throw().unchecked_into()
}

/// The colour that a style sheet means by `value`: every form that CSS knows, but for those that depend
/// on the place they are used in. `None` for what is no colour.
pub fn parse_color(ctx: &CanvasRenderingContext2d, value: &str) -> Option<Color> {
    if value.is_empty() {
        return None;
    }
    if let Some(color) = Color::parse(value).filter(|_| value.starts_with('#')) {
        return Some(color);
    }
    // A context leaves its colour as it is when it is given something else, and tells a solid one
    // as `#rrggbb`, one with opacity as `rgba(r, g, b, a)`.
    ctx.set_fill_style_str("#010203");
    ctx.set_fill_style_str(value);
    let told = ctx.fill_style().as_string()?;
    if told == "#010203" {
        return None;
    }
    if told.starts_with('#') {
        return Color::parse(&told);
    }
    let mut parts =
        told.strip_prefix("rgba(")?.strip_suffix(')')?.split(',').map(|part| json::number(part.trim()));
    let mut next = || parts.next()?;
    Some(Color::rgba(next()? as u8, next()? as u8, next()? as u8, (next()? * 255.0).round() as u8))
}

/// Paints scenes on a canvas.
#[derive(Default)]
pub struct Painter {
    /// What has been made of the paths in use: a few dozen, found by looking through them.
    paths: Vec<(Rc<Path>, Path2d)>,
    cloud: Option<Box<CloudPainter>>,
    /// Whether what is painted is a frame of a map that moves.
    moving: bool,
    /// Whether there is something to go on with.
    unfinished: bool,
}

impl Painter {
    /// Carries out drawing orders on the context's canvas, `ratio` device px to a CSS px.
    pub fn paint(&mut self, ctx: &CanvasRenderingContext2d, ops: &[Op], ratio: f64) {
        begin(ctx, ratio);
        self.carry_out(ctx, ops, ratio);
    }

    /// Paints a scene with a picture of the ground, in its place in device px, and `stamps` for marks and names.
    pub fn put_together(
        &mut self,
        ctx: &CanvasRenderingContext2d,
        scene: &Scene,
        ratio: f64,
        (picture, place): (&HtmlCanvasElement, ScreenRect),
        stamps: Option<&mut Stamps>,
    ) {
        begin(ctx, ratio);
        let (before, rest) = scene.ops.split_at(scene.ground.start);
        self.carry_out(ctx, before, ratio);
        ctx.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).unwrap_throw();
        let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
        if (place.width - width).abs() < 1.0 && (place.height - height).abs() < 1.0 {
            // Px on px: without a GPU 0.3 ms at 960 × 600 px, where stretching takes 2 ms.
            ctx.draw_image_with_html_canvas_element(picture, place.x.round(), place.y.round())
        } else {
            ctx.draw_image_with_html_canvas_element_and_dw_and_dh(
                picture,
                place.x,
                place.y,
                place.width,
                place.height,
            )
        }
        .unwrap_throw();
        let mut ops = &rest[scene.ground.len()..];
        let Some(stamps) = stamps else { return self.paint(ctx, ops, ratio) };
        while !ops.is_empty() {
            let stamped = stamps.stamp(self, ctx, ops, ratio);
            if stamped > 0 {
                ops = &ops[stamped..];
                continue;
            }
            // What has no stamp is painted as ever, up to the next that may have one.
            let next = 1 + ops[1..].iter().take_while(|op| !Stamps::may_have(op)).count();
            ctx.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).unwrap_throw();
            self.carry_out(ctx, &ops[..next], ratio);
            ctx.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).unwrap_throw();
            ops = &ops[next..];
        }
    }

    /// Begins a frame of a map, which may be `moving`. Forgets geometry that only this cache still holds: it will not be
    /// painted again.
    pub fn begin_frame(&mut self, moving: bool) {
        (self.moving, self.unfinished) = (moving, false);
        self.paths.retain(|(path, _)| Rc::strong_count(path) > 1);
    }

    /// Whether the marks of a crowd are not yet painted as they are to be: see [`Self::go_on`].
    pub fn is_unfinished(&self) -> bool {
        self.unfinished
    }

    /// Goes on with the picture of a crowd between two frames. Whether it is complete; `None` where there is none.
    pub fn go_on(&mut self, ctx: &CanvasRenderingContext2d, cloud: &Cloud) -> Option<bool> {
        self.cloud.as_mut()?.go_on(ctx, cloud)
    }

    /// Carries out orders in CSS px, where the context's transform brings these to device px.
    fn carry_out(&mut self, ctx: &CanvasRenderingContext2d, ops: &[Op], ratio: f64) {
        let reset = || ctx.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).unwrap_throw();
        for op in ops {
            match op {
                Op::Clip(rect) => {
                    ctx.save();
                    ctx.begin_path();
                    ctx.rect(rect.x, rect.y, rect.width, rect.height);
                    ctx.clip();
                }
                Op::Unclip => ctx.restore(),
                Op::Rect { rect, radius, fill, stroke } => {
                    ctx.begin_path();
                    if *radius > 0.0 {
                        ctx.round_rect_with_f64(rect.x, rect.y, rect.width, rect.height, *radius)
                            .unwrap_throw();
                    } else {
                        ctx.rect(rect.x, rect.y, rect.width, rect.height);
                    }
                    fill_and_stroke(ctx, *fill, *stroke);
                }
                Op::Fill { path, transform, color } => {
                    self.enter(ctx, transform, ratio);
                    ctx.set_fill_style_str(&color.to_string());
                    ctx.fill_with_path_2d_and_winding(self.path(path), CanvasWindingRule::Evenodd);
                    reset();
                }
                Op::Stroke { path, transform, pen: (color, width), dash } => {
                    self.enter(ctx, transform, ratio);
                    let unit = PATH_SCALE / transform.scale; // one px, in the path's units
                    ctx.set_stroke_style_str(&color.to_string());
                    ctx.set_line_width(width * unit);
                    if let Some(dash) = dash {
                        let lengths = js_sys::Array::of2(&(dash[0] * unit).into(), &(dash[1] * unit).into());
                        ctx.set_line_dash(&lengths).unwrap_throw();
                    }
                    ctx.stroke_with_path(self.path(path));
                    if dash.is_some() {
                        ctx.set_line_dash(&js_sys::Array::new()).unwrap_throw();
                    }
                    reset();
                }
                Op::Disc { centre, radius, fill, stroke } => {
                    ctx.begin_path();
                    ctx.arc(centre.x, centre.y, radius.max(0.0), 0.0, TAU).unwrap_throw();
                    fill_and_stroke(ctx, *fill, *stroke);
                }
                Op::Line { segment, pen } => {
                    ctx.begin_path();
                    ctx.move_to(segment.from.x, segment.from.y);
                    ctx.line_to(segment.to.x, segment.to.y);
                    fill_and_stroke(ctx, None, Some(*pen));
                }
                Op::Polygon { points, color } => {
                    ctx.begin_path();
                    points.iter().for_each(|p| ctx.line_to(p.x, p.y));
                    fill_and_stroke(ctx, Some(*color), None);
                }
                Op::Glyph { outline, centre, scale, color } => {
                    let (x, y) = (centre.x - GRID / 2.0 * scale, centre.y - GRID / 2.0 * scale);
                    ctx.set_transform(scale * ratio, 0.0, 0.0, scale * ratio, x * ratio, y * ratio)
                        .unwrap_throw();
                    ctx.set_fill_style_str(&color.to_string());
                    let path = Path2d::new_with_path_string(outline).unwrap_throw();
                    ctx.fill_with_path_2d_and_winding(&path, CanvasWindingRule::Evenodd);
                    reset();
                }
                Op::Points(points) => {
                    let cloud = self.cloud.get_or_insert_default();
                    self.unfinished |= !cloud.paint(ctx, points, ratio, self.moving);
                }
                Op::Text { text, at, align, angle, font, color, halo } => {
                    set_text(ctx, font, *align, text);
                    let (sin, cos) = sin_cos(*angle);
                    ctx.set_transform(
                        cos * ratio,
                        sin * ratio,
                        -sin * ratio,
                        cos * ratio,
                        at.x * ratio,
                        at.y * ratio,
                    )
                    .unwrap_throw();
                    if let Some(halo) = halo {
                        ctx.set_stroke_style_str(&halo.to_string());
                        ctx.set_line_width(HALO * 2.0);
                        ctx.stroke_text(text, 0.0, 0.0).unwrap_throw();
                    }
                    ctx.set_fill_style_str(&color.to_string());
                    ctx.fill_text(text, 0.0, 0.0).unwrap_throw();
                    reset();
                }
            }
        }
    }

    /// Sets the transform that brings a path's units to device px.
    fn enter(&self, ctx: &CanvasRenderingContext2d, t: &crate::camera::Transform, ratio: f64) {
        let scale = t.scale / PATH_SCALE * ratio;
        ctx.set_transform(scale, 0.0, 0.0, scale, t.dx * ratio, t.dy * ratio).unwrap_throw();
    }

    fn path(&mut self, path: &Rc<Path>) -> &Path2d {
        let known = self.paths.iter().position(|(known, _)| Rc::ptr_eq(known, path));
        let at = known.unwrap_or_else(|| {
            let out = Path2d::new().unwrap_throw();
            for part in &path.parts {
                let mut points = part.points.iter().map(|p| (p.x * PATH_SCALE, p.y * PATH_SCALE));
                if let Some((x, y)) = points.next() {
                    out.move_to(x, y);
                }
                points.for_each(|(x, y)| out.line_to(x, y));
                if part.closed {
                    out.close_path();
                }
            }
            self.paths.push((Rc::clone(path), out));
            self.paths.len() - 1
        });
        &self.paths[at].1
    }
}

/// Sets what all orders expect.
fn begin(ctx: &CanvasRenderingContext2d, ratio: f64) {
    ctx.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).unwrap_throw();
    ctx.set_line_join("round");
    ctx.set_line_cap("butt");
}

fn fill_and_stroke(ctx: &CanvasRenderingContext2d, fill: Option<Color>, stroke: Option<(Color, f64)>) {
    if let Some(color) = fill {
        ctx.set_fill_style_str(&color.to_string());
        ctx.fill();
    }
    if let Some((color, width)) = stroke {
        ctx.set_stroke_style_str(&color.to_string());
        ctx.set_line_width(width);
        ctx.stroke();
    }
}

fn set_font(ctx: &CanvasRenderingContext2d, font: &Font) {
    ctx.set_font(&font.css());
    let ctx: &TextContext = ctx.unchecked_ref();
    ctx.set_letter_spacing(&format!("{}px", Px(font.spacing)));
}

/// Sets how the next text is written.
fn set_text(ctx: &CanvasRenderingContext2d, font: &Font, align: Align, text: &str) {
    set_font(ctx, font);
    ctx.set_text_align(match align {
        Align::Left => "left",
        Align::Middle => "center",
        Align::Right => "right",
    });
    ctx.unchecked_ref::<TextContext>().set_direction(if is_rtl(text) { "rtl" } else { "ltr" });
}

/// How far a text reaches from its point to the left, up, to the right and down, CSS px.
pub fn text_reach(ctx: &CanvasRenderingContext2d, text: &str, font: &Font, align: Align) -> [f64; 4] {
    set_text(ctx, font, align, text);
    let size = ctx.measure_text(text).unwrap_throw();
    [
        size.actual_bounding_box_left(),
        size.actual_bounding_box_ascent(),
        size.actual_bounding_box_right(),
        size.actual_bounding_box_descent(),
    ]
}

/// Measures text with the fonts that the canvas will use.
pub struct CanvasMeasure {
    /// Of a canvas of its own, so that it keeps the font that was set last: by what [`Hash`] makes of it.
    ctx: CanvasRenderingContext2d,
    set: Cell<u64>,
    /// The widths of texts, by what [`Hash`] makes of text and font.
    known: RefCell<Vec<(u64, f64)>>,
}

impl CanvasMeasure {
    /// Measures as it would be on `canvas`.
    pub fn new(canvas: &HtmlCanvasElement) -> Self {
        Self { ctx: context(&beside(canvas)), set: Cell::new(0), known: RefCell::default() }
    }

    /// Forgets every width: the fonts have changed.
    pub fn forget(&self) {
        self.known.borrow_mut().clear();
        self.set.set(0);
    }
}

impl TextMeasure for CanvasMeasure {
    fn upper(&self, text: &str) -> String {
        js_sys::JsString::from(text).to_upper_case().into()
    }

    fn country(&self, code: &str, lang: &str) -> Option<String> {
        super::country_name(lang, code)
    }

    fn width(&self, text: &str, font: &Font) -> f64 {
        let mut key = Hash::new();
        key.text("", font);
        let set = key.0;
        key.text(text, font);
        let mut known = self.known.borrow_mut();
        let at = match known.binary_search_by_key(&key.0, |(known, _)| *known) {
            Ok(at) => return known[at].1,
            Err(at) => at,
        };
        if self.set.replace(set) != set {
            set_font(&self.ctx, font);
        }
        let width = self.ctx.measure_text(text).unwrap_throw().width();
        if known.len() < MOST_MEASURED {
            known.insert(at, (key.0, width));
        } else {
            *known = vec![(key.0, width)];
        }
        width
    }
}
