//! The legend's card.

use super::{Op, View, lines, marks};
use crate::color::Color;
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint};
use crate::layout::{Align, Legend, Marker, Segment, Swatch};
use crate::theme::{LEGEND_FONT, radius, width};

/// Whether the legend stands below the map rather than over it.
pub(super) fn is_below(legend: &Legend, view: &View) -> bool {
    legend.rect.y >= view.camera.viewport().height
}

/// The card with its rows, `down` px below where it was laid out.
pub(super) fn card(ops: &mut Vec<Op>, legend: &Legend, down: f64, view: &View) {
    let theme = view.theme;
    let radius = if is_below(legend, view) { 0.0 } else { 4.0 };
    let (fill, stroke) = (Some(theme.card), Some((theme.rule, 1.0)));
    let rect = ScreenRect { y: legend.rect.y + down, ..legend.rect };
    ops.push(Op::Rect { rect, radius, fill, stroke });
    for row in &legend.rows {
        let mark = ScreenPoint::new(row.at.x, row.at.y + down);
        match row.swatch {
            Swatch::Marker { color, symbol } => {
                let radius = if symbol.is_some() { radius::SYMBOL[0] } else { radius::MEDIUM };
                let at = WorldPoint::default();
                let marker = Marker {
                    place: 0,
                    at,
                    from: None,
                    radius,
                    color,
                    open: false,
                    symbol,
                    selected: false,
                    number: None,
                };
                marks::disc(ops, mark, &marker, &marks::Inks::of(color, theme), theme);
            }
            Swatch::Line(stroke) => {
                let end = |dx: f64| ScreenPoint::new(mark.x + dx, mark.y);
                let segment = Segment { from: end(-9.0), to: end(9.0) };
                let color = stroke.unwrap_or(theme.accent);
                let edge = (lines::casing(color, theme), width::LINE + 2.0 * width::LINE_CASING);
                ops.extend([edge, (color, width::LINE)].map(|pen| Op::Line { segment, pen }));
            }
            Swatch::Area { fill, edge } => {
                let rect = ScreenRect::new(mark.x - 9.0, mark.y - 6.0, 18.0, 12.0);
                let seen = |color: Color| color.over(theme.home);
                let fill = Some(seen(fill.unwrap_or(theme.area)));
                let stroke = Some((edge.unwrap_or(theme.area_edge), width::AREA_EDGE));
                ops.push(Op::Rect { rect, radius: 1.5, fill, stroke });
            }
        }
        for (text, at) in &row.lines {
            ops.push(Op::Text {
                text: text.clone(),
                at: ScreenPoint::new(at.x, at.y + down),
                align: if view.rtl { Align::Right } else { Align::Left },
                angle: 0.0,
                font: LEGEND_FONT,
                color: theme.text,
                halo: None,
            });
        }
    }
}
