//! Blending small pictures, the topmost first.
//!
//! Of a million discs on a map most lie under others. Painted from the bottom up, each of them costs as much as
//! those that are seen. Here the topmost comes first, and what comes later is blended *under* what is there; a
//! pixel that is covered is never touched again, and a disc whose pixels are all covered is passed over:
//!
//! ```text
//!   tiles of 8 × 8 px     counts of covered pixels: in a neighbourhood of full tiles nothing is seen
//!   rows of bits          a picture's rows against the covered pixels of the raster, 64 at a time
//!   pixels                only those that are left
//! ```
//!
//! Porter and Duff's *over* ("Compositing digital images", 1984) is associative: front to back gives what back to
//! front does, but for rounding, of a 255th at each picture that a pixel is blended with.

use crate::index::Points;

/// The side of a tile, px, as a power of two.
const TILE: u32 = 3;
/// Pictures are drawn at quarters of a px.
pub const PHASES: usize = 4;
/// The largest side of a picture, px: its rows are bits of a word.
pub const LARGEST: usize = 64;

/// So many bytes of a picture are blended in the time in which a point is looked at: a disc of 16 px takes 1 µs.
const BYTES_TO_A_LOOK: usize = 16;

/// A pixel with less alpha than this, of 255, is taken for a clear one: nobody sees it, but it would be blended
/// again and again.
const FAINT: u32 = 4;

/// A small square picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Sprite {
    side: usize,
    /// Red, green, blue and alpha, premultiplied.
    pixels: Vec<u8>,
    /// A bit for each pixel that is not [`FAINT`], and one for each that is opaque, by row.
    rows: Vec<(u64, u64)>,
}

impl Sprite {
    /// A picture of `side` × `side` px, at most [`LARGEST`], from red, green, blue and alpha of each, not
    /// premultiplied. What is missing is clear.
    pub fn new(side: usize, rgba: &[u8]) -> Self {
        let side = side.min(LARGEST);
        let mut pixels: Vec<u32> = rgba.chunks_exact(4).take(side * side).map(premultiplied).collect();
        pixels.resize(side * side, 0);
        let bits = |row: &[u32], least: u32| {
            (0..side).filter(|&x| row[x] >> 24 >= least).fold(0, |bits, x| bits | 1_u64 << x)
        };
        let rows = pixels.chunks_exact(side.max(1)).map(|row| (bits(row, FAINT), bits(row, 255))).collect();
        let pixels = pixels.into_iter().flat_map(u32::to_le_bytes).collect();
        Self { side, pixels, rows }
    }

    /// A white disc in the middle of the picture, or up to a px to the right and below, for its shape alone.
    pub fn disc(radius: f64, (dx, dy): (f64, f64)) -> Self {
        let half = radius.ceil().max(1.0) + 1.0;
        let side = 2 * half as usize;
        let alpha = |n: usize| {
            let (x, y) = ((n % side) as f64 + 0.5 - half - dx, (n / side) as f64 + 0.5 - half - dy);
            ((radius + 0.5 - (x * x + y * y).sqrt()).clamp(0.0, 1.0) * 255.0).round() as u8
        };
        let rgba: Vec<u8> = (0..side * side).flat_map(|n| [255, 255, 255, alpha(n)]).collect();
        Self::new(side, &rgba)
    }
}

fn premultiplied(rgba: &[u8]) -> u32 {
    let alpha = u32::from(rgba[3]);
    let of = |channel: u8| (u32::from(channel) * alpha + 127) / 255;
    of(rgba[0]) | of(rgba[1]) << 8 | of(rgba[2]) << 16 | alpha << 24
}

/// Where points stand on the raster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placing {
    /// The point that stands at `at`, in steps; others stand on the side of it that is nearer round the world.
    pub centre: (u32, u32),
    /// Px of the raster.
    pub at: (f64, f64),
    /// Px to a step.
    pub scale: f64,
}

/// What is drawn: points in columns, in the order in which they are painted, the last one on top.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// Where they are.
    pub points: &'a Points,
    /// The look of each: which of the sets of pictures. One that has none is passed over.
    pub looks: &'a [u8],
    /// The order, where it is not that of the columns.
    pub order: Option<&'a [u32]>,
}

impl Drawn<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.map_or(self.points.len(), <[u32]>::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The pictures of a look at each of [`PHASES`] × [`PHASES`] quarters of a px, row by row; the middle of each is
/// the middle of its disc, up to a px further right and down.
pub type Phases = Vec<Sprite>;

/// A picture in the making.
#[derive(Debug, Default)]
pub struct Raster {
    width: usize,
    height: usize,
    /// Red, green, blue and alpha of each pixel, premultiplied.
    pixels: Vec<u8>,
    /// A bit for each pixel that is covered, and for each that has any colour; so many words to a row.
    covered: Vec<u64>,
    touched: Vec<u64>,
    words: usize,
    /// How many pixels of each tile are covered, and so many tiles to a row.
    counts: Vec<u8>,
    columns: usize,
    /// Of each tile: how many tiles around it are not yet full.
    open: Vec<u8>,
    /// How far a picture reaches, in tiles.
    reach: usize,
}

impl Raster {
    /// Clears the raster to `width` × `height` px, for pictures of up to `side` px.
    pub fn clear(&mut self, width: usize, height: usize, side: usize) {
        (self.width, self.height) = (width, height);
        self.pixels.clear();
        self.pixels.resize(width * height * 4, 0);
        // One word more than a row takes, so that a picture's row may reach past its end.
        self.words = width.div_ceil(64) + 1;
        self.covered.clear();
        self.covered.resize(self.words * height, 0);
        self.touched.clear();
        self.touched.resize(self.words * height, 0);
        let tile = 1 << TILE;
        self.columns = width.div_ceil(tile);
        let rows = height.div_ceil(tile);
        self.counts.clear();
        self.counts.resize(self.columns * rows, 0);
        // What lies outside counts as covered.
        for (n, count) in self.counts.iter_mut().enumerate() {
            let inside = |at: usize, size: usize| tile.min(size - at * tile);
            let own = inside(n % self.columns, width) * inside(n / self.columns, height);
            *count = (tile * tile - own) as u8;
        }
        self.reach = (side / 2 + 1).div_ceil(tile);
        let around = |at: usize, size: usize| (at + self.reach + 1).min(size) - at.saturating_sub(self.reach);
        self.open.clear();
        let columns = self.columns;
        self.open.extend((0..columns * rows).map(|n| {
            (around(n % columns, columns) * around(n / columns, rows)).min(usize::from(u8::MAX)) as u8
        }));
    }

    /// Draws the points, the topmost first, and calls `drawn` with the number of each that is not wholly hidden.
    pub fn draw(&mut self, what: &Drawn, sets: &[Phases], placing: &Placing, drawn: impl FnMut(u32)) {
        self.draw_some(what, sets, placing, what.len(), usize::MAX, drawn);
    }

    /// Draws some of the first `count` points, as many as `effort` is enough for, the topmost of these first; gives how
    /// many are left. To look at a point takes an effort of one, and about 10 ns.
    pub fn draw_some(
        &mut self,
        what: &Drawn,
        sets: &[Phases],
        placing: &Placing,
        count: usize,
        mut effort: usize,
        mut drawn: impl FnMut(u32),
    ) -> usize {
        let (scale, ox, oy) = (placing.scale as f32, placing.at.0 as f32, placing.at.1 as f32);
        let (cx, cy) = placing.centre;
        let margin = (self.reach << TILE) as f32;
        let (right, bottom) = (self.width as f32 + margin, self.height as f32 + margin);
        let inside = (self.width as f32, self.height as f32);
        for n in (0..count).rev() {
            if effort == 0 {
                return n + 1;
            }
            effort -= 1;
            let id = what.order.map_or(n as u32, |order| order[n]);
            let (x, y) = what.points.spot(id);
            let x = x.wrapping_sub(cx) as i32 as f32 * scale + ox;
            let y = (i64::from(y) - i64::from(cy)) as f32 * scale + oy;
            if !(x > -margin && x < right && y > -margin && y < bottom) {
                continue;
            }
            if x >= 0.0 && x < inside.0 && y >= 0.0 && y < inside.1 {
                let tile = (y as usize >> TILE) * self.columns + (x as usize >> TILE);
                if self.open[tile] == 0 {
                    continue;
                }
            }
            let Some(set) = sets.get(usize::from(what.looks[id as usize])) else { continue };
            // To the nearest quarter.
            let (x, y) = ((x * 4.0 + 0.5).floor() as i32, (y * 4.0 + 0.5).floor() as i32);
            let phase = (y & 3) as usize * PHASES + (x & 3) as usize;
            let Some(sprite) = set.get(phase) else { continue };
            effort = effort.saturating_sub(sprite.pixels.len() / BYTES_TO_A_LOOK);
            if self.blend(sprite, x >> 2, y >> 2) {
                drawn(id);
            }
        }
        0
    }

    /// Blends a picture, its middle at `x`, `y` px, under what is there. Whether anything of it is seen.
    fn blend(&mut self, sprite: &Sprite, x: i32, y: i32) -> bool {
        let half = (sprite.side / 2) as i32;
        let (left, top) = (x - half, y - half);
        // What of its rows lies on the raster, and where the first of these pixels does.
        let (skip, from) = if left < 0 { (left.unsigned_abs(), 0) } else { (0, left as usize) };
        if skip >= sprite.side as u32 || from >= self.width {
            return false;
        }
        let shift = from % 64;
        let inside = if self.width - from < 64 { (1 << (self.width - from)) - 1 } else { u64::MAX };
        let mut seen = false;
        for (row, &(bits, opaque)) in sprite.rows.iter().enumerate() {
            let at = top + row as i32;
            if at < 0 || at >= self.height as i32 {
                continue;
            }
            let (at, word) = (at as usize, at as usize * self.words + from / 64);
            let here = |rows: &[u64]| {
                let next = if shift > 0 { rows[word + 1] << (64 - shift) } else { 0 };
                rows[word] >> shift | next
            };
            let left = bits >> skip & inside & !here(&self.covered);
            if left == 0 {
                continue;
            }
            let source = &sprite.pixels[(row * sprite.side + skip as usize) * 4..];
            let pixels = &mut self.pixels[(at * self.width + from) * 4..];
            // What is opaque, over nothing, is copied, run by run.
            let fresh = left & opaque >> skip & !here(&self.touched);
            let (mut full, mut rest) = (fresh, fresh);
            seen |= fresh != 0;
            while rest != 0 {
                let start = rest.trailing_zeros();
                let end = start + (rest >> start).trailing_ones();
                let bytes = start as usize * 4..end as usize * 4;
                if let (Some(pixels), Some(source)) = (pixels.get_mut(bytes.clone()), source.get(bytes)) {
                    pixels.copy_from_slice(source);
                }
                rest &= u64::MAX.checked_shl(end).unwrap_or(0);
            }
            let mut rest = left & !fresh;
            while rest != 0 {
                let n = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let bytes = n * 4..n * 4 + 4;
                let (Some(pixel), Some(source)) = (pixels.get_mut(bytes.clone()), source.get(bytes)) else {
                    break;
                };
                let before = u32::from_le_bytes([pixel[0], pixel[1], pixel[2], pixel[3]]);
                let blended = under(before, u32::from_le_bytes([source[0], source[1], source[2], source[3]]));
                seen |= blended != before;
                pixel.copy_from_slice(&blended.to_le_bytes());
                full |= u64::from(blended >= 0xff00_0000) << n;
            }
            let mark = |rows: &mut [u64], bits: u64| {
                rows[word] |= bits << shift;
                if shift > 0 {
                    rows[word + 1] |= bits >> (64 - shift);
                }
            };
            mark(&mut self.touched, left);
            if full != 0 {
                mark(&mut self.covered, full);
                self.count(from, at, full);
            }
        }
        seen
    }

    /// Counts pixels of a row, from `x` on, that are covered now, and will never be looked at again.
    fn count(&mut self, x: usize, y: usize, mut full: u64) {
        let (row, mut column) = ((y >> TILE) * self.columns, x >> TILE);
        let mut inside = (1 << TILE) - (x & ((1 << TILE) - 1));
        while full != 0 {
            let own = full & ((1 << inside) - 1);
            let count = &mut self.counts[row + column];
            *count += own.count_ones() as u8;
            if own != 0 && *count == 1 << (2 * TILE) {
                self.close(column, y >> TILE);
            }
            full >>= inside;
            (column, inside) = (column + 1, 1 << TILE);
        }
    }

    /// A tile is full: those around it wait for one tile less.
    fn close(&mut self, column: usize, row: usize) {
        let rows = self.counts.len() / self.columns;
        for row in row.saturating_sub(self.reach)..(row + self.reach + 1).min(rows) {
            let row = row * self.columns;
            for column in column.saturating_sub(self.reach)..(column + self.reach + 1).min(self.columns) {
                self.open[row + column] = self.open[row + column].saturating_sub(1);
            }
        }
    }

    /// Red, green, blue and alpha of each pixel, not premultiplied, as canvases take them. The next thing to do with
    /// the raster is to clear it.
    pub fn finish(&mut self) -> &[u8] {
        for pixel in self.pixels.chunks_exact_mut(4).filter(|pixel| !matches!(pixel[3], 0 | 255)) {
            let alpha = u32::from(pixel[3]);
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
            }
        }
        &self.pixels
    }
}

/// One colour over another: `top` + (1 - alpha of `top`) × `bottom`, on two channels at a time.
fn under(top: u32, bottom: u32) -> u32 {
    let share = 255 - (top >> 24);
    // x × share / 255 in the bits of two bytes, to the nearest: (v + 128 + (v + 128) / 256) / 256.
    let scaled = |two: u32| {
        let v = two * share + 0x0080_0080;
        (v + (v >> 8 & 0x00ff_00ff)) >> 8 & 0x00ff_00ff
    };
    top + (scaled(bottom & 0x00ff_00ff) | scaled(bottom >> 8 & 0x00ff_00ff) << 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::TURN;
    use proptest::prelude::*;

    /// The raster as it is painted from the bottom up, in floating point: red, green, blue, alpha, premultiplied.
    fn painted(width: usize, height: usize, sprites: &[(&Sprite, i32, i32)]) -> Vec<[f64; 4]> {
        let mut pixels = vec![[0.0; 4]; width * height];
        for (sprite, x, y) in sprites {
            for n in 0..sprite.side * sprite.side {
                let half = (sprite.side / 2) as i32;
                let (px, py) = (x - half + (n % sprite.side) as i32, y - half + (n / sprite.side) as i32);
                if (0..width as i32).contains(&px) && (0..height as i32).contains(&py) {
                    let source: Vec<f64> =
                        sprite.pixels[n * 4..n * 4 + 4].iter().map(|&byte| f64::from(byte)).collect();
                    for (channel, own) in pixels[py as usize * width + px as usize].iter_mut().zip(&source) {
                        *channel = own + *channel * (1.0 - source[3] / 255.0);
                    }
                }
            }
        }
        pixels
    }

    /// A ringed disc of a colour.
    fn sprite(radius: f64, color: [u8; 3]) -> Sprite {
        let (outer, inner) = (Sprite::disc(radius, (0.0, 0.0)), Sprite::disc(radius - 1.5, (0.0, 0.0)));
        let margin = (outer.side - inner.side) / 2;
        let rgba: Vec<u8> = (0..outer.side * outer.side)
            .flat_map(|n| {
                let (x, y) = (n % outer.side, n / outer.side);
                let inside = |at: usize| (margin..outer.side - margin).contains(&at);
                let fill = if inside(x) && inside(y) {
                    u32::from(inner.pixels[((y - margin) * inner.side + x - margin) * 4 + 3])
                } else {
                    0
                };
                let mix = |own: u8| ((u32::from(own) * fill + 255 * (255 - fill)) / 255) as u8;
                [mix(color[0]), mix(color[1]), mix(color[2]), outer.pixels[n * 4 + 3]]
            })
            .collect();
        Sprite::new(outer.side, &rgba)
    }

    proptest! {
        #[test]
        fn front_to_back_gives_what_back_to_front_does(
            discs in prop::collection::vec((-12..80_i32, -12..60_i32, 0..3_usize), 0..220),
        ) {
            let kinds = [sprite(6.0, [200, 20, 20]), sprite(3.3, [10, 120, 30]), sprite(11.0, [0, 0, 90])];
            let (width, height) = (70, 45);
            let mut raster = Raster::default();
            raster.clear(width, height, 26);
            let all: Vec<_> = discs.iter().map(|&(x, y, kind)| (&kinds[kind], x, y)).collect();
            let mut hidden = Vec::new();
            for (n, (sprite, x, y)) in all.iter().enumerate().rev() {
                if !raster.blend(sprite, *x, *y) { hidden.push(n) }
            }
            let expected = painted(width, height, &all);
            for (pixel, expected) in raster.pixels.chunks_exact(4).zip(&expected) {
                for (own, expected) in pixel.iter().zip(expected) {
                    prop_assert!((f64::from(*own) - expected).abs() <= 4.0, "{pixel:?} {expected:?}");
                }
            }
            // Without those that were passed over, the picture is the same.
            let left: Vec<_> = (0..all.len()).filter(|n| !hidden.contains(n)).map(|n| all[n]).collect();
            let without = painted(width, height, &left);
            for (a, b) in expected.iter().zip(without) {
                prop_assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 3.0));
            }
        }

        #[test]
        fn points_are_drawn_in_their_order_where_they_stand_and_full_tiles_hide_what_lies_below(
            spots in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 1..900), centre in 0.0..1.0f64,
        ) {
            let mut points = Points::default();
            spots.iter().for_each(|&(x, y)| points.push(x, y));
            let quarters = |n: usize| ((n % PHASES) as f64 / 4.0, (n / PHASES) as f64 / 4.0);
            let set: Phases = (0..PHASES * PHASES).map(|n| Sprite::disc(5.0, quarters(n))).collect();
            let order: Vec<u32> = (0..points.len() as u32).rev().collect();
            let looks: Vec<u8> = (0..points.len()).map(|n| u8::from(n % 7 == 0) * 3).collect();
            let what = Drawn { points: &points, looks: &looks, order: Some(&order) };
            let (width, height) = (100, 60);
            let placing = Placing {
                centre: ((centre * TURN) as u32, 1 << 31), at: (50.0, 30.0), scale: 120.0 / TURN,
            };
            let (mut raster, mut drawn) = (Raster::default(), Vec::new());
            raster.clear(width, height, set[0].side);
            raster.draw(&what, std::slice::from_ref(&set), &placing, |id| drawn.push(id));
            let placed: Vec<_> = order
                .iter()
                .filter(|&&id| looks[id as usize] == 0)
                .map(|&id| {
                    let (x, y) = points.spot(id);
                    let x = x.wrapping_sub(placing.centre.0) as i32 as f64 * placing.scale + 50.0;
                    let y = (f64::from(y) - f64::from(placing.centre.1)) * placing.scale + 30.0;
                    let (x, y) = ((x * 4.0 + 0.5).floor() as i32, (y * 4.0 + 0.5).floor() as i32);
                    (&set[(y & 3) as usize * 4 + (x & 3) as usize], x >> 2, y >> 2)
                })
                .collect();
            let expected = painted(width, height, &placed);
            let out = raster.finish();
            // A point at the very edge of two quarters may fall to either.
            let far = expected.iter().zip(out.chunks_exact(4)).filter(|(a, b)| (a[3] - f64::from(b[3])).abs() > 3.0);
            prop_assert!(far.count() <= 40);
            prop_assert!(drawn.iter().all(|id| looks[*id as usize] == 0));
        }
    }

    #[test]
    fn a_thousand_at_one_spot_are_a_few() {
        let mut points = Points::default();
        (0..1000).for_each(|_| points.push(0.5, 0.5));
        let set = vec![Sprite::disc(6.0, (0.0, 0.0)); PHASES * PHASES];
        let what = Drawn { points: &points, looks: &[0; 1000], order: None };
        let placing = Placing { centre: (1 << 31, 1 << 31), at: (20.0, 20.0), scale: 1.0 / TURN };
        let (mut raster, mut drawn) = (Raster::default(), Vec::new());
        raster.clear(40, 40, set[0].side);
        raster.draw(&what, &[set], &placing, |id| drawn.push(id));
        assert_eq!(drawn[0], 999, "the last one is the topmost");
        assert!(drawn.len() < 200, "{}", drawn.len());
    }

    #[test]
    fn a_raster_without_extent_and_a_picture_without_pixels_are_nothing() {
        let mut raster = Raster::default();
        raster.clear(0, 0, 10);
        assert!(!raster.blend(&Sprite::new(4, &[255; 64]), 0, 0));
        raster.clear(5, 5, 10);
        assert!(!raster.blend(&Sprite::new(0, &[]), 2, 2) && !raster.blend(&Sprite::new(4, &[]), 2, 2));
    }

    #[test]
    fn a_picture_that_is_made_piece_by_piece_is_the_same() {
        let mut points = Points::default();
        (0..500).for_each(|n| points.push(f64::from(n * 37 % 100) / 100.0, f64::from(n * 61 % 90) / 100.0));
        let sets = vec![vec![Sprite::disc(4.0, (0.0, 0.0)); PHASES * PHASES]];
        let what = Drawn { points: &points, looks: &[0; 500], order: None };
        let placing = Placing { centre: (1 << 31, 1 << 31), at: (50.0, 40.0), scale: 100.0 / TURN };
        let (mut whole, mut pieces, mut all, mut some) =
            (Raster::default(), Raster::default(), vec![], vec![]);
        whole.clear(100, 80, 10);
        whole.draw(&what, &sets, &placing, |id| all.push(id));
        pieces.clear(100, 80, 10);
        let (mut left, mut rounds) = (what.len(), 0);
        while left > 0 {
            let fewer = pieces.draw_some(&what, &sets, &placing, left, 100, |id| some.push(id));
            assert!(fewer < left);
            (left, rounds) = (fewer, rounds + 1);
        }
        assert!(rounds > 5 && all == some && whole.finish() == pieces.finish());
    }
}
