//! From a layout to drawing orders.

use super::{Globe, Op, Pen, Scene, Shapes, globe, legend, lines, marks};
use crate::basemap::{Basemap, Level, LineClass};
use crate::camera::{Camera, Transform};
use crate::color::Color;
use crate::geo::math::sin_cos;
use crate::geo::{ScreenPoint, ScreenRect, WorldBounds};
use crate::layout::{Align, Credit, Ground, Key, Layout, Segment};
use crate::theme::{self, Theme, from_zoom, width};
use std::ops::Range;
use std::rc::Rc;

/// What a scene is made of.
pub struct View<'a> {
    /// What lies around the story.
    pub basemap: &'a Basemap,
    /// What the story draws on the ground.
    pub shapes: &'a Shapes,
    /// The land of the inset, turned to where that faces.
    pub globe: &'a Globe,
    /// What is in view.
    pub camera: &'a Camera,
    /// Where everything stands. Laid out for this camera, or for one it has since moved from.
    pub layout: &'a Layout,
    /// The colours.
    pub theme: &'a Theme,
    /// Index of the selected place.
    pub selected: Option<usize>,
    /// How far names that have changed their places have faded in, 0..=1.
    pub fade: f64,
    /// Whether the interface reads from right to left.
    pub rtl: bool,
    /// The key to paint below the map, on surfaces that have no other place for it.
    pub key: Option<&'a Key>,
    /// The credit to paint into the corner, on surfaces that have no other place for it.
    pub credit: Option<&'a Credit>,
}

/// The drawing orders of the ground alone, as the view's camera sees it: what a surface may keep a picture of.
pub fn ground(view: &View) -> Scene {
    let viewport = view.camera.viewport();
    let mut ops = Vec::new();
    let ground = land(&mut ops, view);
    ops.push(Op::Unclip);
    Scene { width: viewport.width, height: viewport.height, ops, ground }
}

/// The drawing orders of a map, from the ground up.
pub fn build(view: &View) -> Scene {
    let viewport = view.camera.viewport();
    let mut ops = Vec::new();
    let ground = land(&mut ops, view);
    lines::strokes(&mut ops, view);
    context(&mut ops, view);
    let (below, over): (Vec<_>, Vec<_>) = view.layout.legend.iter().partition(|l| legend::is_below(l, view));
    leaders(&mut ops, view);
    let layout = view.layout;
    ops.extend(layout.cloud.as_ref().map(|cloud| Op::Points(marks::points(cloud, view))));
    layout.markers.iter().for_each(|marker| marks::leg(&mut ops, marker, view));
    layout.clusters.iter().for_each(|mark| marks::cluster(&mut ops, mark, view));
    marks::markers(&mut ops, view);
    // Over the markers, as what is written on it is to be read: a reader can put it away, and a picture has it where it
    // covers none.
    over.into_iter().for_each(|legend| legend::card(&mut ops, legend, 0.0, view));
    lines::names(&mut ops, view);
    names(&mut ops, view);
    pointers(&mut ops, view);
    furniture(&mut ops, view);
    ops.push(Op::Unclip);
    let mut height = viewport.height;
    if let Some(key) = view.key.filter(|key| key.height > 0.0) {
        key_ops(&mut ops, key, view);
        height += key.height;
    }
    for legend in below {
        legend::card(&mut ops, legend, height - viewport.height, view);
        height += legend.rect.height;
    }
    Scene { width: viewport.width, height, ops, ground }
}

fn rect(ops: &mut Vec<Op>, rect: ScreenRect, color: Color) {
    ops.push(Op::Rect { rect, radius: 0.0, fill: Some(color), stroke: None });
}

/// Water, land, areas and borders, once for each copy of the world in view, inside a clip that is left open.
/// Which of the orders these are.
fn land(ops: &mut Vec<Op>, view: &View) -> Range<usize> {
    let viewport = view.camera.viewport();
    ops.push(Op::Clip(viewport));
    rect(ops, viewport, view.theme.water);
    let seen = view.camera.bounds();
    let base = view.camera.transform();
    for turn in seen.min.x.floor() as i32..=seen.max.x.floor() as i32 {
        let transform = Transform { dx: base.dx + f64::from(turn) * base.scale, ..base };
        // This copy's part of the view, in its own world units.
        let mut own = seen;
        own.min.x = (own.min.x - f64::from(turn)).max(0.0);
        own.max.x = (own.max.x - f64::from(turn)).min(1.0);
        let levels: Vec<&Level> =
            view.basemap.levels.iter().filter(|level| in_use(level, view, &own)).collect();
        // A level that shows all there is to see hides the coarser ones: they need no painting.
        let first = levels.iter().rposition(|level| level.covers_bounds(&own)).unwrap_or(0);
        if levels.is_empty() {
            shapes(ops, view, &transform);
        }
        for (n, level) in levels[first..].iter().enumerate() {
            // Each level is cut at the very edge of what it covers, so that two levels meet there in
            // one line; geometry reaches a little beyond it, and no stroke ends in sight.
            let clip = level.covers.as_ref().map(|covers| snapped(&transform.apply_bounds(covers)));
            ops.extend(clip.map(Op::Clip));
            if n > 0 {
                rect(ops, clip.unwrap_or(view.camera.viewport()), view.theme.water);
            }
            level_ops(ops, level, view, &transform);
            ops.extend(clip.map(|_| Op::Unclip));
        }
    }
    1..ops.len()
}

fn in_use(level: &Level, view: &View, seen: &WorldBounds) -> bool {
    view.camera.zoom() >= level.min_zoom && level.covers.as_ref().is_none_or(|c| c.intersects(seen))
}

/// The box on whole px, so that its edges are not blurred by a clip.
fn snapped(rect: &ScreenRect) -> ScreenRect {
    let (x, y) = (rect.x.round(), rect.y.round());
    ScreenRect::new(x, y, rect.right().round() - x, rect.bottom().round() - y)
}

fn level_ops(ops: &mut Vec<Op>, level: &Level, view: &View, transform: &Transform) {
    let theme = view.theme;
    let mut fill =
        |path: &Rc<_>, color| ops.push(Op::Fill { path: Rc::clone(path), transform: *transform, color });
    fill(&level.land, theme.land);
    for home in view.shapes.home.iter().filter_map(|key| level.area(key)) {
        fill(&home.path, theme.home);
    }
    for territory in level.areas.iter().filter(|area| area.contested) {
        fill(&territory.path, theme.contested);
    }
    for shape in view.shapes.shapes.iter().filter(|shape| shape.filled) {
        fill(&shape.path, shape.fill.unwrap_or(theme.area));
    }
    if !level.lakes.is_empty() {
        fill(&level.lakes, theme.water);
    }
    for (class, path) in &level.lines {
        let zoom = view.camera.zoom();
        let shown = from_zoom::share(from_zoom::PROVINCE_LINES, zoom);
        let (color, px, dash) = match class {
            LineClass::Coast => (theme.coast, width::COAST, None),
            LineClass::Province if shown == 0.0 => continue,
            LineClass::Province => (theme.province_line.fade(shown), width::PROVINCE, None),
            LineClass::Border => (theme.border, width::BORDER, None),
            LineClass::Disputed => (theme.border, width::BORDER, Some(theme::DISPUTED_DASH)),
        };
        let pen: Pen = (color, px * width::growth(zoom));
        ops.push(Op::Stroke { path: Rc::clone(path), transform: *transform, pen, dash });
    }
    edges(ops, view, transform);
}

/// Areas and their edges, where there is no basemap under them.
fn shapes(ops: &mut Vec<Op>, view: &View, transform: &Transform) {
    for shape in view.shapes.shapes.iter().filter(|shape| shape.filled) {
        let color = shape.fill.unwrap_or(view.theme.area);
        ops.push(Op::Fill { path: Rc::clone(&shape.path), transform: *transform, color });
    }
    edges(ops, view, transform);
}

/// The edges of the story's areas; those of the selected place over all others.
fn edges(ops: &mut Vec<Op>, view: &View, transform: &Transform) {
    let theme = view.theme;
    let is_selected = |place| view.selected == Some(place);
    for shape in view.shapes.selected_last(true, view.selected) {
        let (color, wide) = shape.stroke.unwrap_or((theme.area_edge, width::AREA_EDGE));
        let pen = match (is_selected(shape.place), shape.stroke) {
            (true, None) => (theme.accent, wide + 0.5),
            (true, Some(_)) => (color, wide + 1.0),
            (false, _) => (color, wide),
        };
        ops.push(Op::Stroke { path: Rc::clone(&shape.path), transform: *transform, pen, dash: None });
    }
}

fn context(ops: &mut Vec<Op>, view: &View) {
    for label in &view.layout.context {
        let alpha = if label.fresh { view.fade } else { 1.0 };
        let theme = view.theme;
        let (ink, ground) = match label.ground {
            Ground::Land => (theme.context, theme.land),
            Ground::Home => (theme.context, theme.home),
            Ground::Area => (theme.context, theme.area),
            Ground::Contested => (theme.context, theme.contested),
            Ground::Water => (theme.water_name, theme.water),
        };
        ops.push(Op::Text {
            text: label.text.clone(),
            at: view.camera.to_screen(label.at),
            align: Align::Middle,
            angle: 0.0,
            font: label.font,
            color: ink.fade(alpha),
            halo: Some(ground.fade(alpha)),
        });
    }
}

fn leaders(ops: &mut Vec<Op>, view: &View) {
    for label in &view.layout.labels {
        if let Some(segment) = label.leader_from(view.camera.to_screen(label.at)) {
            let alpha = if label.fresh { view.fade } else { 1.0 };
            ops.push(Op::Line { segment, pen: (view.theme.text_second.fade(alpha), width::LEADER) });
        }
    }
}

/// The key, below the map.
fn key_ops(ops: &mut Vec<Op>, key: &Key, view: &View) {
    let (theme, map) = (view.theme, view.camera.viewport());
    rect(ops, ScreenRect::new(0.0, map.height, map.width, key.height), theme.card);
    for (entry, &on_map) in key.entries.iter().zip(&key.on_map) {
        let number = entry.number();
        let texts = [
            (Some(&number), theme::KEY_FONT, if on_map { theme.accent } else { theme.text_second }),
            (entry.cut.as_ref().or(Some(&entry.name)), theme::KEY_FONT, theme.text),
            (entry.annotation.as_ref(), theme::ANNOTATION_FONT, theme.text_second),
        ];
        for ((text, font, color), at) in texts.into_iter().zip(entry.baselines(view.rtl)) {
            let Some(text) = text else { continue };
            ops.push(Op::Text {
                text: text.clone(),
                at: ScreenPoint::new(at.x, at.y + map.height),
                align: if view.rtl { Align::Right } else { Align::Left },
                angle: 0.0,
                font,
                color,
                halo: None,
            });
        }
    }
}

fn names(ops: &mut Vec<Op>, view: &View) {
    let theme = view.theme;
    for label in &view.layout.labels {
        let at = view.camera.to_screen(label.at);
        let alpha = if label.fresh { view.fade } else { 1.0 };
        for (n, line) in label.lines.iter().enumerate() {
            let color = match n {
                0 if line.font == theme::LINE_FONT => lines::ink(view, label.place),
                0 => theme.text,
                _ => theme.text_second,
            };
            ops.push(Op::Text {
                text: line.text.clone(),
                at: ScreenPoint::new(at.x + line.offset.x, at.y + line.offset.y),
                align: label.align,
                angle: 0.0,
                font: line.font,
                color: color.fade(alpha),
                halo: Some(theme.home.fade(alpha)),
            });
        }
    }
}

fn pointers(ops: &mut Vec<Op>, view: &View) {
    let theme = view.theme;
    for pointer in &view.layout.pointers {
        let is_selected = |place: usize| view.selected == Some(place);
        let marked = is_selected(pointer.place) || pointer.also.iter().any(|&place| is_selected(place));
        let edge = if marked { theme.accent } else { theme.rule };
        ops.push(Op::Rect {
            rect: pointer.rect,
            radius: pointer.rect.height / 2.0,
            fill: Some(theme.card),
            stroke: Some((edge, 1.0)),
        });
        // A slim arrowhead round its centre, turned to where the place lies.
        let (sin, cos) = sin_cos(pointer.angle);
        let turned = |(x, y): (f64, f64)| {
            ScreenPoint::new(pointer.arrow.x + x * cos - y * sin, pointer.arrow.y + x * sin + y * cos)
        };
        let points = [(6.0, 0.0), (-4.5, -4.5), (-4.5, 4.5)].map(turned).to_vec();
        ops.push(Op::Polygon { points, color: theme.accent });
        for ((text, at), font, color) in [
            (&pointer.name, theme::POINTER_FONT, theme.text),
            (&pointer.note, theme::DISTANCE_FONT, theme.text_second),
        ] {
            let align = pointer.align;
            ops.push(Op::Text { text: text.clone(), at: *at, align, angle: 0.0, font, color, halo: None });
        }
    }
}

/// Inset, scale and credit.
fn furniture(ops: &mut Vec<Op>, view: &View) {
    let theme = view.theme;
    if let Some(inset) = &view.layout.inset {
        globe::ops(ops, inset, view);
    }
    if let Some(bar) = &view.layout.scale_bar {
        let pen = (theme.text_second, 1.2);
        let (left, right, y) = (bar.from.x, bar.from.x + bar.length, bar.from.y);
        for (x0, y0, x1, y1) in [(left, y, right, y), (left, y - 4.0, left, y), (right, y - 4.0, right, y)] {
            let segment = Segment { from: ScreenPoint::new(x0, y0), to: ScreenPoint::new(x1, y1) };
            ops.push(Op::Line { segment, pen });
        }
        ops.push(Op::Text {
            text: bar.text.0.clone(),
            at: bar.text.1,
            align: Align::Left,
            angle: 0.0,
            font: theme::SCALE_FONT,
            color: theme.text_second,
            halo: Some(theme.land),
        });
    }
    for (text, at) in view.credit.iter().flat_map(|credit| &credit.lines) {
        ops.push(Op::Text {
            text: text.clone(),
            at: *at,
            align: view.credit.map_or(Align::Right, |credit| credit.align),
            angle: 0.0,
            font: theme::SCALE_FONT,
            color: theme.text_second,
            halo: Some(theme.land),
        });
    }
}
