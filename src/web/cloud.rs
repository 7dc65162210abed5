//! A cloud of marks on a canvas: each look is painted once by the canvas itself, and what is seen of all of them
//! is blended in the memory of the wasm and put on the canvas at once.
//!
//! A hundred thousand calls of the canvas take a third of a second; this takes some milliseconds
//! (`tests/bench/`).

use super::canvas::{self, Painter};
use crate::geo::ScreenPoint;
use crate::raster::{LARGEST, PHASES, Phases, Placing, Raster, Sprite};
use crate::scene::{Op, Points};
use wasm_bindgen::{Clamped, UnwrapThrowExt};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// Paints clouds. Keeps the pictures of their looks, and the canvas that they are put on.
#[derive(Default)]
pub struct CloudPainter {
    sheet: Option<HtmlCanvasElement>,
    /// The looks that there are pictures of, and at how many px to a CSS px.
    looks: Vec<Vec<Op>>,
    ratio: f64,
    sets: Vec<Phases>,
    raster: Raster,
}

impl CloudPainter {
    /// Paints a cloud, `ratio` device px to a CSS px.
    pub fn paint(&mut self, ctx: &CanvasRenderingContext2d, points: &Points, ratio: f64) {
        // A picture is as large as its rows are bits; where the device has more px than that, it has fewer.
        let side = |ratio: f64| 2 * (points.reach * ratio).ceil() as usize + 4;
        let ratio = if side(ratio) > LARGEST { (LARGEST as f64 / 2.0 - 3.0) / points.reach } else { ratio };
        let side = side(ratio);
        if self.looks != points.looks || self.ratio != ratio {
            self.ratio = ratio;
            self.looks.clone_from(&points.looks);
            self.sets = self.looks.iter().map(|ops| phases(ctx, ops, side, ratio)).collect();
        }
        let (width, height) =
            ((points.width * ratio).round() as usize, (points.height * ratio).round() as usize);
        let Placing { centre, at, scale } = points.placing;
        let placing = Placing { centre, at: (at.0 * ratio, at.1 * ratio), scale: scale * ratio };
        self.raster.clear(width, height, side);
        self.raster.draw(&points.cloud.drawn(), &self.sets, &placing, |_| {});
        let sheet = self.sheet.get_or_insert_with(|| sheet(ctx));
        resize(sheet, width, height);
        let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(self.raster.finish()), width as u32)
        else {
            return;
        };
        let _ = canvas::context(sheet).put_image_data(&image, 0.0, 0.0);
        let _ = ctx.draw_image_with_html_canvas_element_and_dw_and_dh(
            sheet,
            0.0,
            0.0,
            points.width,
            points.height,
        );
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
