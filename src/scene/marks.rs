//! Markers: a disc in a ring, and what stands in it.

use super::{Op, Pen, Points, View, reach};
use crate::color::Color;
use crate::geo::ScreenPoint;
use crate::layout::{Align, Cloud, ClusterMark, Marker, Segment};
use crate::symbols::Symbol;
use crate::theme::{CLUSTER_FONT, Family, Font, NUMBER_FONT, Theme, radius, width};

/// A cluster at its place: a disc with the number of its places, in a soft edge.
pub(super) fn cluster(ops: &mut Vec<Op>, mark: &ClusterMark, view: &View) {
    let (centre, theme) = (view.camera.to_screen(mark.at), view.theme);
    let rings = [
        (mark.reach(), theme.accent.fade(0.3)),
        (mark.radius + width::RING, theme.ring),
        (mark.radius, theme.accent),
    ];
    for (radius, fill) in rings {
        ops.push(Op::Disc { centre, radius, fill: Some(fill), stroke: None });
    }
    write(ops, mark.text.clone(), centre, CLUSTER_FONT, theme.on_accent);
}

/// The marks of a cloud.
pub(super) fn points(cloud: &Cloud, view: &View) -> Points {
    let look = |marker: &Marker| {
        let mut ops = Vec::new();
        if marker.radius > 0.0 {
            disc(&mut ops, ScreenPoint::default(), marker, &Inks::of(marker.color, view.theme), view.theme);
        }
        ops
    };
    let looks: Vec<Vec<Op>> = cloud.marks.iter().map(look).collect();
    let most = looks.iter().fold(0.0, |most: f64, ops| most.max(reach(ops)));
    let (placing, view) = (Cloud::placing(view.camera), view.camera.viewport());
    Points { cloud: cloud.clone(), placing, width: view.width, height: view.height, looks, reach: most }
}

/// The line from a cluster to a place that is set out from it.
pub(super) fn leg(ops: &mut Vec<Op>, marker: &Marker, view: &View) {
    if let Some(from) = marker.from {
        let segment = Segment { from: view.camera.to_screen(from), to: view.camera.to_screen(marker.at) };
        ops.push(Op::Line { segment, pen: (view.theme.text_second, width::LEG) });
    }
}

/// The colours that go with a marker's own.
pub(super) struct Inks {
    color: Color,
    /// Of what bounds it: its own, or one that stands out from the ground (WCAG 2.2, 1.4.11).
    edge: Color,
    /// Of what stands in it.
    inside: Color,
}

impl Inks {
    /// Those for `color`; `None` is the theme's accent.
    pub fn of(color: Option<Color>, theme: &Theme) -> Self {
        let color = color.unwrap_or(theme.accent);
        let edge = if theme.stands_out(color, 3.0) { color } else { theme.text_second };
        Self { color, edge, inside: theme.ink_on(color) }
    }
}

/// The markers at their places.
pub(super) fn markers(ops: &mut Vec<Op>, view: &View) {
    let theme = view.theme;
    let mut inks = Inks::of(None, theme);
    for marker in &view.layout.markers {
        // To compare a colour with the ground takes longer than all else that is done for a marker here.
        if marker.color.unwrap_or(theme.accent) != inks.color {
            inks = Inks::of(marker.color, theme);
        }
        let centre = view.camera.to_screen(marker.at);
        if marker.selected {
            ops.push(Op::Disc {
                centre,
                radius: marker.radius + radius::SELECTED_GAP,
                fill: Some(theme.ring),
                stroke: Some((inks.edge, width::SELECTED_RING)),
            });
        }
        disc(ops, centre, marker, &inks, theme);
    }
}

/// The disc with its ring and its symbol. A colour that does not stand out gets an edge that does, inside the ring.
pub(super) fn disc(ops: &mut Vec<Op>, centre: ScreenPoint, marker: &Marker, inks: &Inks, theme: &Theme) {
    let color = inks.color;
    let edge: Option<Pen> = (inks.edge != color).then_some((inks.edge, width::MARKER_EDGE));
    ops.push(Op::Disc { centre, radius: marker.radius + width::RING, fill: Some(theme.ring), stroke: None });
    let ground = if marker.open {
        let pen = (color, 2.5);
        ops.push(Op::Disc { centre, radius: marker.radius - 1.25, fill: None, stroke: Some(pen) });
        if edge.is_some() {
            ops.push(Op::Disc { centre, radius: marker.radius, fill: None, stroke: edge });
        }
        theme.ring
    } else {
        ops.push(Op::Disc { centre, radius: marker.radius, fill: Some(color), stroke: edge });
        color
    };
    if let Some(number) = &marker.number {
        write(ops, number.clone(), centre, NUMBER_FONT, inks.inside);
    } else if let Some(symbol) = marker.symbol {
        // In an open marker the symbol keeps the marker's colour where that can be read.
        let ink = match marker.open {
            true if color.contrast(ground) >= 4.5 => color,
            true => theme.ink_on(ground),
            false => inks.inside,
        };
        draw(ops, symbol, centre, marker.radius, ink);
    }
}

/// The symbol in a disc of `radius` px.
fn draw(ops: &mut Vec<Op>, symbol: Symbol, centre: ScreenPoint, radius: f64, color: Color) {
    if let Some(outline) = symbol.path() {
        // The grid is as large as fits the disc: a square's side is √2 radii. In steps of a tenth, which
        // is as fine as an SVG file has it.
        let scale = (radius * 0.9).round() / 10.0;
        ops.push(Op::Glyph { outline, centre, scale, color });
    } else if let Some(text) = symbol.text() {
        let share = if text.len() > 1 { 1.12 } else { 1.36 };
        let size = (radius * share).round();
        let font = Font { family: Family::Sans, size, weight: 700, italic: false, spacing: 0.0 };
        write(ops, text, centre, font, color);
    }
}

/// A text in the middle of a disc.
fn write(ops: &mut Vec<Op>, text: String, centre: ScreenPoint, font: Font, color: Color) {
    // Capitals and digits are about 0.72 em high: half of it below the middle.
    let at = ScreenPoint::new(centre.x, centre.y + font.size * 0.36);
    ops.push(Op::Text { text, at, align: Align::Middle, angle: 0.0, font, color, halo: None });
}
