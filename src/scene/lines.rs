//! The story's lines: strokes, arrowheads, and the names along them.

use super::{Op, Pen, Shape, View};
use crate::color::Color;
use crate::layout::{Align, copies};
use crate::theme::{LINE_FONT, Theme, width};
use std::rc::Rc;

/// The radius of a line too short to be seen as one, at the least, px.
const DOT: f64 = 3.0;

/// The pen of a line. One that simplestyle says nothing of is the theme's.
fn pen(shape: &Shape, theme: &Theme, selected: bool) -> Pen {
    let (color, wide) = shape.stroke.unwrap_or((theme.accent, width::LINE));
    // What is not to be seen is not to be seen when it is selected either.
    (color, if selected && wide > 0.0 { wide + width::LINE_SELECTED } else { wide })
}

/// What parts a line from borders and from other lines: the ground's colour. A line that does not stand
/// out from the ground (WCAG 2.2, 1.4.11) gets an edge that does.
pub(super) fn casing(color: Color, theme: &Theme) -> Color {
    if theme.stands_out(color.over(theme.land), 3.0) { theme.home.fade(0.8) } else { theme.text_second }
}

/// The lines over a casing; those of the selected place over all others.
pub(super) fn strokes(ops: &mut Vec<Op>, view: &View) {
    for shape in view.shapes.selected_last(false, view.selected) {
        let (color, wide) = pen(shape, view.theme, view.selected == Some(shape.place));
        if wide <= 0.0 || color.a == 0 {
            continue;
        }
        let edge = casing(color, view.theme);
        let casing = (edge, wide + 2.0 * width::LINE_CASING);
        // A course that is only roughly known is broken, as the marker of such a place is open.
        let dash = shape.approximate.then_some([wide * 2.4, wide * 1.8]);
        for transform in copies(&shape.path.bounds, view.camera) {
            for pen in [casing, (color, wide)] {
                ops.push(Op::Stroke { path: Rc::clone(&shape.path), transform, pen, dash });
            }
        }
        for line in view.layout.lines.iter().filter(|line| line.place == shape.place) {
            // Solid, since a clear head would show the line under it.
            let solid = color.over(view.theme.land);
            if let Some(centre) = line.dot() {
                ops.push(Op::Disc {
                    centre,
                    radius: wide.max(DOT),
                    fill: Some(solid),
                    stroke: Some((edge, width::LINE_CASING)),
                });
            }
            for head in &line.heads {
                ops.push(Op::Polygon { points: head.corners().to_vec(), color: solid });
            }
        }
    }
}

/// What the name of a place's line is written with: its colour, where that can be read.
pub(super) fn ink(view: &View, place: usize) -> Color {
    let shape = view.shapes.shapes.iter().find(|shape| shape.place == place && !shape.filled);
    let color = shape.map(|shape| pen(shape, view.theme, false).0);
    color.and_then(|color| readable(color, view.theme)).unwrap_or(view.theme.text)
}

/// The names along the lines.
pub(super) fn names(ops: &mut Vec<Op>, view: &View) {
    for line in &view.layout.lines {
        let Some(label) = &line.label else { continue };
        let color = ink(view, line.place);
        let alpha = if label.fresh { view.fade } else { 1.0 };
        ops.push(Op::Text {
            text: label.text.clone(),
            at: label.baseline(view.camera),
            align: Align::Middle,
            angle: label.angle,
            font: LINE_FONT,
            color: color.fade(alpha),
            halo: Some(view.theme.home.fade(alpha)),
        });
    }
}

fn readable(color: Color, theme: &Theme) -> Option<Color> {
    (color.a == 255 && theme.stands_out(color, 4.5)).then_some(color)
}
