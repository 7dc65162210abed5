//! What is painted: a list of plain drawing orders, the same for every surface.
//!
//! [`build`] knows what a map looks like and nothing of how a surface draws; a sink (the browser's
//! canvas, [`svg`]) knows how to draw an [`Op`] and nothing of maps. So the screen, the SVG file and
//! the PNG made from it show the same map.

mod build;
mod clip;
mod globe;
mod legend;
mod lines;
mod marks;
mod picture;
mod shapes;
pub mod svg;

pub use build::{View, build, ground};
pub use globe::Globe;
pub use picture::Picture;
pub use shapes::{Shape, Shapes};

use crate::camera::Transform;
use crate::color::Color;
use crate::geo::{Path, ScreenPoint, ScreenRect};
use crate::layout::{Align, Cloud, Segment};
use crate::raster::{PHASES, Phases, Placing, Raster, Sprite};
use crate::theme::Font;
use std::ops::Range;
use std::rc::Rc;

/// A line's colour and width in px.
pub type Pen = (Color, f64);

/// One drawing order. Positions are CSS px of the viewport; later orders paint over earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// From here to the matching [`Op::Unclip`], nothing is painted outside the box.
    Clip(ScreenRect),
    /// Ends the innermost [`Op::Clip`].
    Unclip,
    /// A box, its corners rounded by `radius` px.
    Rect {
        /// The box.
        rect: ScreenRect,
        /// Radius of the corners.
        radius: f64,
        /// What it is filled with.
        fill: Option<Color>,
        /// What its edge is drawn with.
        stroke: Option<Pen>,
    },
    /// The inside of a path's rings, by the even-odd rule.
    Fill {
        /// The geometry, in world units. Shared, so that a sink may keep its own form of it.
        path: Rc<Path>,
        /// From world units to px.
        transform: Transform,
        /// What it is filled with.
        color: Color,
    },
    /// A path's lines and rings, with round joins.
    Stroke {
        /// The geometry, in world units. Shared, so that a sink may keep its own form of it.
        path: Rc<Path>,
        /// From world units to px.
        transform: Transform,
        /// What it is drawn with.
        pen: Pen,
        /// Lengths of dash and gap, px.
        dash: Option<[f64; 2]>,
    },
    /// A circle.
    Disc {
        /// Its centre.
        centre: ScreenPoint,
        /// Its radius.
        radius: f64,
        /// What it is filled with.
        fill: Option<Color>,
        /// What its edge is drawn with, half inside and half outside.
        stroke: Option<Pen>,
    },
    /// A straight line.
    Line {
        /// From where to where.
        segment: Segment,
        /// What it is drawn with.
        pen: Pen,
    },
    /// A small filled shape with straight sides.
    Polygon {
        /// The corners.
        points: Vec<ScreenPoint>,
        /// What it is filled with.
        color: Color,
    },
    /// A drawing of [`crate::symbols`].
    Glyph {
        /// Its outline, as SVG path data on a grid of [`crate::symbols::GRID`].
        outline: &'static str,
        /// Where the middle of the grid stands.
        centre: ScreenPoint,
        /// Px to a unit of the grid.
        scale: f64,
        /// What it is filled with, by the even-odd rule.
        color: Color,
    },
    /// Marks too many to be orders of their own. See [`Points`].
    Points(Points),
    /// A line of text.
    Text {
        /// The text: never markup.
        text: String,
        /// The end, or the middle, of its baseline.
        at: ScreenPoint,
        /// Which of these `at` is.
        align: Align,
        /// How far it is turned about `at`, radians clockwise.
        angle: f64,
        /// How it is set.
        font: Font,
        /// What it is filled with.
        color: Color,
        /// The colour of the halo behind it, [`crate::theme::HALO`] wide.
        halo: Option<Color>,
    },
}

/// The marks of a cloud, from the first of its order to the last. One that is wholly hidden under others may be
/// left out, and nothing else may.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// Where they stand, and which look each has.
    pub cloud: Cloud,
    /// Where on the viewport that is, in CSS px.
    pub placing: Placing,
    /// Width of the viewport, px.
    pub width: f64,
    /// Height of the viewport, px.
    pub height: f64,
    /// What to paint for each look, round 0, 0; nothing for what has no mark.
    pub looks: Vec<Vec<Op>>,
    /// How far the largest of them reaches, px.
    pub reach: f64,
}

impl Points {
    /// The marks that are not wholly hidden, the lowest first, as orders of their own.
    pub fn ops(&self) -> Vec<Op> {
        let size = (self.width.ceil() as usize, self.height.ceil() as usize);
        let quarter = |n: usize| n as f64 / PHASES as f64;
        let disc = |reach: f64| -> Phases {
            let phase = |n: usize| Sprite::disc(reach, (quarter(n % PHASES), quarter(n / PHASES)));
            (0..PHASES * PHASES).map(phase).collect()
        };
        let sets: Vec<Phases> = self
            .looks
            .iter()
            .map(|ops| if ops.is_empty() { Phases::new() } else { disc(reach(ops)) })
            .collect();
        let (mut raster, mut seen) = (Raster::default(), Vec::new());
        raster.clear(size.0, size.1, 2 * self.reach.ceil() as usize + 4);
        raster.draw(&self.cloud.drawn(), &sets, &self.placing, |id| seen.push(id));
        let spot = |id: u32| {
            let (x, y) = self.cloud.spots.spot(id);
            let (placing, centre) = (&self.placing, self.placing.centre);
            ScreenPoint::new(
                f64::from(x.wrapping_sub(centre.0) as i32) * placing.scale + placing.at.0,
                (f64::from(y) - f64::from(centre.1)) * placing.scale + placing.at.1,
            )
        };
        let look = |id: u32| self.looks.get(usize::from(self.cloud.looks[id as usize]));
        let mut ops = Vec::new();
        for &id in seen.iter().rev() {
            for op in look(id).into_iter().flatten() {
                ops.push(op.moved(spot(id)));
            }
        }
        ops
    }
}

/// How far the discs among some orders round 0, 0 reach, px.
pub(crate) fn reach(ops: &[Op]) -> f64 {
    ops.iter().fold(0.0, |most: f64, op| match op {
        Op::Disc { radius, stroke, .. } => most.max(radius + stroke.map_or(0.0, |(_, width)| width / 2.0)),
        _ => most,
    })
}

impl Op {
    /// The same order of a mark, for one that stands at `by` and not at 0, 0.
    #[must_use]
    pub fn moved(&self, by: ScreenPoint) -> Self {
        let mut op = self.clone();
        match &mut op {
            Self::Disc { centre: at, .. } | Self::Glyph { centre: at, .. } | Self::Text { at, .. } => {
                *at = ScreenPoint::new(at.x + by.x, at.y + by.y);
            }
            _ => {}
        }
        op
    }
}

/// A map, ready to be painted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width of the viewport, px.
    pub width: f64,
    /// Height of the viewport and of what stands below it, px.
    pub height: f64,
    /// What to paint, in order.
    pub ops: Vec<Op>,
    /// Which of the orders paint the ground: water, land, areas and borders, all that lies below the marks and
    /// names. A surface may put a picture of it there that it has kept; see [`ground`].
    pub ground: Range<usize>,
}
