//! A cloud of marks on a canvas: each look is painted once by the canvas itself, and what is seen of all of them
//! is blended in the memory of the wasm and put on the canvas at once.
//!
//! A hundred thousand calls of the canvas take a third of a second; this takes some milliseconds
//! (`tests/bench/`).

use super::canvas::{self, Painter};
use crate::geo::ScreenPoint;
use crate::layout::Cloud;
use crate::raster::{LARGEST, PHASES, Phases, Raster, Sprite};
use crate::scene::{Op, Picture, Points};
use std::rc::{Rc, Weak};
use wasm_bindgen::{Clamped, UnwrapThrowExt};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// What is done in a frame for the next picture: with some 10 ns to a look at a place, 2 ms.
const EFFORT: usize = 200_000;

/// Paints clouds. Keeps the pictures of their looks, and the last picture of all marks on a canvas of its own.
#[derive(Default)]
pub struct CloudPainter {
    sheet: Option<HtmlCanvasElement>,
    /// The looks that there are pictures of, and at how many px to a CSS px.
    looks: Vec<Vec<Op>>,
    ratio: f64,
    sets: Vec<Phases>,
    raster: Raster,
    /// Which places these are. Held weakly: a story that still grows changes its own columns.
    columns: Columns,
    /// What is on the sheet; and of a story of which more was to come, which one, and how many places of it.
    shown: Option<Picture>,
    partial: Option<(u32, usize)>,
    /// What is in the raster, and how many of the places it still waits for.
    next: Option<(Picture, usize)>,
}

#[derive(Default)]
struct Columns {
    spots: Weak<crate::index::Points>,
    looks: Weak<Vec<u8>>,
    order: Weak<Vec<u32>>,
}

impl Columns {
    fn of(cloud: &Cloud) -> Self {
        Self {
            spots: Rc::downgrade(&cloud.spots),
            looks: Rc::downgrade(&cloud.looks),
            order: cloud.order.as_ref().map(Rc::downgrade).unwrap_or_default(),
        }
    }

    fn are(&self, other: &Self) -> bool {
        self.spots.ptr_eq(&other.spots) && self.looks.ptr_eq(&other.looks) && self.order.ptr_eq(&other.order)
    }
}

impl CloudPainter {
    /// Paints a cloud, `ratio` device px to a CSS px: on a map that is `moving`, by a picture of it that may be older.
    /// Whether that is all; if not, the next frame goes on.
    pub fn paint(
        &mut self,
        ctx: &CanvasRenderingContext2d,
        points: &Points,
        ratio: f64,
        moving: bool,
    ) -> bool {
        // A picture of a mark is as large as its rows are bits; where the device has more px than that, it has fewer.
        let side = |ratio: f64| 2 * (points.reach * ratio).ceil() as usize + 4;
        let ratio = if side(ratio) > LARGEST { (LARGEST as f64 / 2.0 - 3.0) / points.reach } else { ratio };
        let side = side(ratio);
        let columns = Columns::of(&points.cloud);
        let looks_the_same = self.looks == points.looks && self.ratio == ratio;
        if !looks_the_same {
            self.ratio = ratio;
            self.looks.clone_from(&points.looks);
            self.sets = self.looks.iter().map(|ops| phases(ctx, ops, side, ratio)).collect();
        }
        if !(looks_the_same && self.columns.are(&columns)) {
            self.next = None;
            let enough = points.cloud.partial.zip(self.partial);
            if !(looks_the_same && enough.is_some_and(|(wanted, has)| wanted.0 == has.0 && wanted.1 <= has.1))
            {
                self.shown = None;
            }
        }
        self.columns = columns;

        let view = Picture::of(points, ratio);
        let wanted = if moving { view.with_margin() } else { view };
        let serves = |picture: &Picture| picture.serves(&view);
        self.shown = self.shown.filter(serves);
        let is_stale = |shown: Picture| if moving { shown.wears(&view) } else { shown != view };
        if self.shown.is_none_or(is_stale) {
            let goes_on = |(next, _): &(Picture, usize)| if moving { serves(next) } else { *next == view };
            let drawn = points.cloud.drawn();
            let (next, left) = self.next.take().filter(goes_on).unwrap_or_else(|| {
                self.raster.clear(wanted.width, wanted.height, side);
                (wanted, drawn.len())
            });
            let effort = if self.shown.is_some() { EFFORT } else { usize::MAX };
            match self.raster.draw_some(&drawn, &self.sets, &next.placing, left, effort, |_| {}) {
                0 => {
                    self.shown = self.put_on_sheet(ctx, &next).then_some(next);
                    self.partial = points.cloud.partial.map(|(story, _)| (story, points.cloud.spots.len()));
                }
                left => self.next = Some((next, left)),
            }
        }
        if let (Some(shown), Some(sheet)) = (&self.shown, &self.sheet) {
            let place = shown.at(&view);
            let whole = |px: f64| if shown.placing.scale == view.placing.scale { px.round() } else { px };
            let _ = ctx.draw_image_with_html_canvas_element_and_dw_and_dh(
                sheet,
                whole(place.x) / ratio,
                whole(place.y) / ratio,
                place.width / ratio,
                place.height / ratio,
            );
        }
        moving || self.shown.is_none_or(|shown| shown == view)
    }

    /// Puts what the raster holds on the sheet. Whether the browser had room for that.
    fn put_on_sheet(&mut self, ctx: &CanvasRenderingContext2d, picture: &Picture) -> bool {
        let sheet = self.sheet.get_or_insert_with(|| sheet(ctx));
        resize(sheet, picture.width, picture.height);
        let image = ImageData::new_with_u8_clamped_array(Clamped(self.raster.finish()), picture.width as u32);
        image.is_ok_and(|image| canvas::context(sheet).put_image_data(&image, 0.0, 0.0).is_ok())
    }
}

/// The pictures of a look at every quarter of a px, as the canvas paints it.
fn phases(ctx: &CanvasRenderingContext2d, ops: &[Op], side: usize, ratio: f64) -> Phases {
    if ops.is_empty() {
        return Phases::new();
    }
    let sheet = sheet(ctx);
    resize(&sheet, side * PHASES, side * PHASES);
    let context = canvas::context(&sheet);
    let size = (side * PHASES) as f64;
    let cell = |n: usize| ((n % PHASES), (n / PHASES));
    let middle = |n: usize| n as f64 * (side as f64 + 1.0 / PHASES as f64) + (side / 2) as f64;
    let mut all = Vec::new();
    for n in 0..PHASES * PHASES {
        let (column, row) = cell(n);
        let at = ScreenPoint::new(middle(column) / ratio, middle(row) / ratio);
        all.extend(ops.iter().map(|op| op.moved(at)));
    }
    Painter::default().paint(&context, &all, ratio);
    // At once: browsers warn of a canvas that is read again and again.
    let image = context.get_image_data(0.0, 0.0, size, size);
    let pixels = image.map(|image| image.data().0).unwrap_or_default();
    let picture = |n: usize| {
        let (column, row) = cell(n);
        let line = |y: usize| {
            let from = ((row * side + y) * side * PHASES + column * side) * 4;
            pixels.get(from..from + side * 4).unwrap_or_default()
        };
        Sprite::new(side, &(0..side).flat_map(line).copied().collect::<Vec<u8>>())
    };
    (0..PHASES * PHASES).map(picture).collect()
}

/// A canvas that is on no page.
fn sheet(ctx: &CanvasRenderingContext2d) -> HtmlCanvasElement {
    canvas::beside(&ctx.canvas().unwrap_throw())
}

fn resize(sheet: &HtmlCanvasElement, width: usize, height: usize) {
    if (sheet.width() as usize, sheet.height() as usize) != (width, height) {
        sheet.set_width(width as u32);
        sheet.set_height(height as u32);
    }
}
