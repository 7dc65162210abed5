//! Stamps: small pictures of marks and names, kept while the map moves.
//!
//! A cluster is three discs and a number, a name is an outline and a text: without a GPU some 25 µs each, in
//! every frame, though only where they stand has changed. A stamp is put down in 2 µs. It stands on whole
//! device px, so it is as sharp as what is painted at rest, and up to half a px beside it.

use super::canvas::{self, Painter};
use super::hash::Hash;
use crate::color::Color;
use crate::geo::ScreenPoint;
use crate::layout::Align;
use crate::scene::Op;
use crate::symbols::GRID;
use crate::theme::HALO;
use wasm_bindgen::UnwrapThrowExt;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// More stamps than this are thrown away together: their marks have left the map long ago.
const MOST: usize = 1024;
/// Free px round what is painted: edges are smoothed over one.
const EDGE: f64 = 2.0;

/// The stamps of one map.
#[derive(Default)]
pub struct Stamps {
    /// By what [`key`] makes of their orders, in its order.
    known: Vec<(u64, Stamp)>,
}

struct Stamp {
    picture: HtmlCanvasElement,
    /// From the picture's corner to the middle of what is on it, whole device px.
    middle: (f64, f64),
}

impl Stamps {
    /// Throws all of them away: what is painted alike would look different.
    pub fn clear(&mut self) {
        self.known.clear();
    }

    /// Whether a stamp may begin with this order.
    pub fn may_have(op: &Op) -> bool {
        match op {
            Op::Disc { .. } => true,
            // One that is fading in has another colour in the next frame.
            Op::Text { angle, halo: Some(halo), .. } => *angle == 0.0 && halo.a == 255,
            _ => false,
        }
    }

    /// Puts down the stamp of the first of the orders on a context in device px, and says how many of them
    /// are done by that: none if there is no stamp of it.
    pub fn stamp(
        &mut self,
        painter: &mut Painter,
        ctx: &CanvasRenderingContext2d,
        ops: &[Op],
        ratio: f64,
    ) -> usize {
        let Some((length, at)) = run(ops) else { return 0 };
        let ops = &ops[..length];
        let key = key(ops, at, ratio);
        let n = self.known.binary_search_by_key(&key, |(known, _)| *known).unwrap_or_else(|n| {
            let n = if self.known.len() < MOST { n } else { 0 };
            if n == 0 && self.known.len() >= MOST {
                self.known.clear();
            }
            self.known.insert(n, (key, cut(painter, ctx, ops, at, ratio)));
            n
        });
        let Stamp { picture, middle } = &self.known[n].1;
        let (x, y) = ((at.x * ratio).round() - middle.0, (at.y * ratio).round() - middle.1);
        ctx.draw_image_with_html_canvas_element(picture, x, y).unwrap_throw();
        length
    }
}

/// How many of the orders make one stamp, and the point that they lie round: discs and symbols about one
/// middle, with the text in it; or a text in its halo.
fn run(ops: &[Op]) -> Option<(usize, ScreenPoint)> {
    match ops.first()? {
        Op::Disc { centre: middle, .. } => {
            let about = |op: &&Op| matches!(op, Op::Disc { centre, .. } | Op::Glyph { centre, .. } if centre == middle);
            let discs = ops.iter().take_while(about).count();
            let written = matches!(
                ops.get(discs),
                Some(Op::Text { at, align: Align::Middle, halo: None, .. }) if at.x == middle.x
            );
            Some((discs + usize::from(written), *middle))
        }
        op @ Op::Text { at, .. } if Stamps::may_have(op) => Some((1, *at)),
        _ => None,
    }
}

/// A number for all that the orders of a mark or a name at `at` say but where they stand.
pub fn key(ops: &[Op], at: ScreenPoint, ratio: f64) -> u64 {
    let mut key = Hash::new();
    key.number(ratio);
    let word = |color: &Option<Color>| {
        color.map_or(1 << 32, |c| u64::from(u32::from_be_bytes([c.r, c.g, c.b, c.a])))
    };
    for op in ops {
        match op {
            Op::Disc { radius, fill, stroke, .. } => {
                key.number(*radius);
                key.word(word(fill));
                key.word(word(&stroke.map(|(color, _)| color)));
                key.number(stroke.map_or(0.0, |(_, width)| width));
            }
            Op::Glyph { outline, scale, color, .. } => {
                key.word(outline.as_ptr() as u64);
                key.number(*scale);
                key.word(word(&Some(*color)));
            }
            Op::Text { text, at: own, align, font, color, halo, .. } => {
                key.text(text, font);
                key.word(*align as u64);
                // Where it stands is a difference of two positions, and its last digits are none.
                key.number((own.y - at.y).round());
                key.word(word(&Some(*color)));
                key.word(word(halo));
            }
            _ => {}
        }
    }
    key.0
}

/// Makes a stamp of orders that lie round `at`.
fn cut(
    painter: &mut Painter,
    page: &CanvasRenderingContext2d,
    ops: &[Op],
    at: ScreenPoint,
    ratio: f64,
) -> Stamp {
    let picture = canvas::beside(&page.canvas().unwrap_throw());
    let ctx = canvas::context(&picture);
    // What they reach from `at`, CSS px: left, top, right, bottom.
    let mut reach = [0.0_f64; 4];
    for op in ops {
        let own = match op {
            Op::Disc { radius, stroke, .. } => [radius + stroke.map_or(0.0, |(_, width)| width / 2.0); 4],
            Op::Glyph { scale, .. } => [GRID / 2.0 * scale; 4],
            Op::Text { text, at: own, font, align, .. } => {
                let [left, up, right, down] = canvas::text_reach(&ctx, text, font, *align);
                let lower = own.y - at.y;
                [left + HALO, up - lower + HALO, right + HALO, down + lower + HALO]
            }
            _ => [0.0; 4],
        };
        for (side, own) in reach.iter_mut().zip(own) {
            *side = side.max(own);
        }
    }
    let [left, top, right, bottom] = reach.map(|side| (side * ratio).ceil() + EDGE);
    picture.set_width((left + right) as u32);
    picture.set_height((top + bottom) as u32);
    let (dx, dy) = (left / ratio - at.x, top / ratio - at.y);
    let moved: Vec<Op> = ops.iter().map(|op| op.moved(ScreenPoint::new(dx, dy))).collect();
    painter.paint(&ctx, &moved, ratio);
    Stamp { picture, middle: (left, top) }
}
