//! A cloud of marks on a canvas: each look is painted once by the canvas itself, and what is seen of all of them
//! is blended in the memory of the wasm and put on the canvas at once.
//!
//! A hundred thousand calls of the canvas take a third of a second; this takes some milliseconds
//! (`tests/bench/`).

use super::canvas::{self, Painter};
use super::hash::Hash;
use super::stamps;
use crate::geo::ScreenPoint;
use crate::layout::Cloud;
use crate::raster::{LARGEST, PHASES, Phases, Raster, Sprite};
use crate::scene::{Op, Picture, Points};
use std::rc::{Rc, Weak};
use wasm_bindgen::{Clamped, UnwrapThrowExt};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// What is done for the next picture in a frame, or in a slice of work: with some 10 ns to a look at a place, 2 ms.
const EFFORT: usize = 200_000;

/// Paints clouds. Keeps the pictures of their looks, and the last picture of all marks on a canvas of its own.
#[derive(Default)]
pub struct CloudPainter {
    sheet: Option<HtmlCanvasElement>,
    /// The pictures of the looks, and a number for what they are made from.
    sets: Vec<Phases>,
    looks: u64,
    raster: Raster,
    /// Which places these are. Held weakly: a story that still grows changes its own columns.
    columns: Columns,
    /// What is on the sheet, and what is in the raster.
    shown: Option<Shown>,
    next: Option<Next>,
}

/// A picture, and which places it is of.
#[derive(Clone, Copy)]
struct Shown {
    picture: Picture,
    /// Of a story of which more was to come: which one, and how many of its first places.
    part: Option<(u32, usize)>,
}

impl Shown {
    /// Whether it may be shown for a cloud whose columns are others: that has the same places, and perhaps more.
    fn stands_in(&self, cloud: &Cloud) -> bool {
        self.part.is_some_and(|(story, _)| story == cloud.story)
    }

    /// Whether it lacks places that are to be shown.
    fn lacks(&self, cloud: &Cloud) -> bool {
        self.part.is_some_and(|(_, count)| cloud.enough.is_none_or(|enough| count < enough))
    }
}

/// A picture that comes about.
struct Next {
    shown: Shown,
    /// How many of the places it still waits for.
    left: usize,
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
    /// Paints a cloud, `ratio` device px to a CSS px: by a picture of it that may be older, if there is one. Whether
    /// that is all; if not, and the map is not `moving`, [`Self::go_on`] goes on with it.
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
        let cloud = &points.cloud;
        let mut looks = Hash::new();
        points.looks.iter().for_each(|ops| looks.word(stamps::key(ops, ScreenPoint::default(), ratio)));
        if self.looks != looks.0 {
            self.looks = looks.0;
            self.sets = points.looks.iter().map(|ops| phases(ctx, ops, side, ratio)).collect();
            (self.shown, self.next) = (None, None);
        }
        self.follow(cloud);

        let view = Picture::of(points, ratio);
        let serves = |picture: &Picture| picture.serves(&view);
        self.shown = self.shown.filter(|shown| serves(&shown.picture));
        let is_stale = |Shown { picture, .. }: Shown| {
            if moving { picture.wears(&view) } else { picture != view }
        };
        if self.shown.is_none_or(|shown| shown.lacks(cloud) || is_stale(shown)) {
            let goes_on = |Next { shown: Shown { picture, .. }, .. }: &Next| {
                if moving { serves(picture) } else { *picture == view }
            };
            if !self.next.as_ref().is_some_and(goes_on) {
                let picture = if moving { view.with_margin() } else { view };
                self.raster.clear(picture.width, picture.height, side);
                let left = cloud.drawn().len();
                let part = cloud.enough.map(|_| (cloud.story, left));
                self.next = Some(Next { shown: Shown { picture, part }, left });
            }
            let effort = if self.shown.is_some() { EFFORT } else { usize::MAX };
            self.blend(ctx, cloud, effort);
        }
        if let (Some(Shown { picture, .. }), Some(sheet)) = (&self.shown, &self.sheet) {
            let place = picture.at(&view);
            let whole = |px: f64| if picture.placing.scale == view.placing.scale { px.round() } else { px };
            let _ = ctx.draw_image_with_html_canvas_element_and_dw_and_dh(
                sheet,
                whole(place.x) / ratio,
                whole(place.y) / ratio,
                place.width / ratio,
                place.height / ratio,
            );
        }
        moving || self.next.is_none()
    }

    /// Blends some more of a picture that comes about between the frames of a map at rest. Whether it is complete, to be
    /// painted; `None` where there is no such picture, or none of this cloud.
    pub fn go_on(&mut self, ctx: &CanvasRenderingContext2d, cloud: &Cloud) -> Option<bool> {
        self.follow(cloud);
        self.next.as_ref()?;
        self.blend(ctx, cloud, EFFORT);
        Some(self.next.is_none())
    }

    /// Drops what is of other places than those of `cloud`. Of a story that comes in, the first ones stay what they are.
    fn follow(&mut self, cloud: &Cloud) {
        let columns = Columns::of(cloud);
        if !self.columns.are(&columns) {
            self.shown = self.shown.filter(|shown| shown.stands_in(cloud));
            self.next.take_if(|next| !(next.shown.stands_in(cloud) && cloud.enough.is_some()));
        }
        self.columns = columns;
    }

    fn blend(&mut self, ctx: &CanvasRenderingContext2d, cloud: &Cloud, effort: usize) {
        let Some(next) = &mut self.next else { return };
        let Shown { picture, .. } = next.shown;
        next.left =
            self.raster.draw_some(&cloud.drawn(), &self.sets, &picture.placing, next.left, effort, |_| {});
        if next.left == 0 {
            let complete = self.next.take().map(|next| next.shown);
            self.shown = complete.filter(|_| self.put_on_sheet(ctx, &picture));
        }
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
