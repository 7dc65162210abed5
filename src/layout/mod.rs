//! Where everything stands: markers, names, edge pointers, and what a tap hits.
//!
//! [`lay_out`] is called when the camera has settled. What it gives is kept in world positions with
//! offsets in px, so that the scene can carry it along while the camera moves, until the next layout.

mod context;
mod credit;
mod framing;
mod inset;
mod key;
mod labels;
pub mod legend;
mod lines;
mod measure;
mod pointers;
mod polyline;
mod rows;
mod scale_bar;
mod segment;
mod water;

pub use context::{ContextLabel, Ground, area_name};
pub use credit::{Credit, credit};
pub use framing::{Fit, frame, together};
pub use inset::{Inset, Show};
pub use key::{Key, KeyEntry, MOST as MOST_NUMBERED, number};
pub use labels::Align;
pub use legend::{Legend, Swatch};
pub use lines::{Head, LineLabel, LineMark, copies};
pub use measure::{ApproximateMeasure, TextMeasure};
pub use pointers::Pointer;
pub use polyline::Run;
pub use scale_bar::ScaleBar;
pub use segment::Segment;

use crate::basemap::Basemap;
use crate::camera::Camera;
use crate::color::Color;
use crate::geo::{Path, ScreenPoint, ScreenRect, WorldBounds, WorldPoint};
use crate::order;
use crate::story::{Certainty, Kind, MarkerSize, Place, Story};
use crate::symbols::Symbol;
use crate::theme::{ANNOTATION_FONT, Font, LINE_FONT, NUMBER_FONT, PLACE_FONT, radius, width};
use crate::units::Units;
use crate::words::Words;

/// On a viewport narrower than this, px, annotations are left to the panel: names come first.
const ANNOTATIONS_FROM_WIDTH: f64 = 480.0;
/// Lines are looked at in pieces no shorter than this, px, when something would rather not cross them.
const PIECE: f64 = 8.0;

/// What a layout is made of.
pub struct Input<'a> {
    /// The places.
    pub story: &'a Story,
    /// The areas around them.
    pub basemap: &'a Basemap,
    /// What is in view.
    pub camera: &'a Camera,
    /// BCP 47 tag of the language names are wanted in.
    pub lang: &'a str,
    /// Index of the selected place.
    pub selected: Option<usize>,
    /// Whether the interface reads from right to left.
    pub rtl: bool,
    /// Whether markers carry numbers, with the names in a [`Key`].
    pub numbered: bool,
    /// The units that the scale is in.
    pub units: Units,
    /// When there is an inset.
    pub inset: Show,
    /// What of the ground is the story's.
    pub around: Around<'a>,
    /// Boxes that something else covers: controls, credit, panel.
    pub obstacles: &'a [ScreenRect],
    /// Measures text.
    pub measure: &'a dyn TextMeasure,
    /// Writes numbers and distances.
    pub words: &'a Words,
    /// What the legend has to say, and where it may do so.
    pub legend: (&'a [legend::Entry], legend::Stand),
    /// The layout before, for what had better not wander.
    pub before: Option<&'a Layout>,
}

/// What of the ground is the story's: names of the context keep off it where they can.
#[derive(Debug, Clone, Default)]
pub struct Around<'a> {
    /// Keys of the countries that the story plays in.
    pub home: &'a [String],
    /// The areas that it highlights.
    pub highlighted: Vec<&'a Path>,
}

/// A place's mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Index of the place.
    pub place: usize,
    /// Where it stands.
    pub at: WorldPoint,
    /// Radius of the disc, px, without its ring.
    pub radius: f64,
    /// The author's colour; the theme's accent when `None`.
    pub color: Option<Color>,
    /// Whether the disc is open, for a position that is only approximate.
    pub open: bool,
    /// What stands in it.
    pub symbol: Option<Symbol>,
    /// Whether its place is selected.
    pub selected: bool,
    /// The number that it carries in its disc.
    pub number: Option<String>,
}

impl Marker {
    /// The radius of all that is drawn of it, px.
    pub fn reach(&self) -> f64 {
        self.radius + if self.selected { radius::SELECTED_GAP + width::SELECTED_RING } else { width::RING }
    }
}

/// One line of a label.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelLine {
    /// The text.
    pub text: String,
    /// How it is set.
    pub font: Font,
    /// The baseline's end by which it is aligned, from the marker's centre.
    pub offset: ScreenPoint,
}

/// A place's name, and perhaps its annotation, beside its marker.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Index of the place.
    pub place: usize,
    /// Where the marker stands.
    pub at: WorldPoint,
    /// The lines, name first.
    pub lines: Vec<LabelLine>,
    /// How the lines are aligned.
    pub align: Align,
    /// The box of the lines, from the marker's centre.
    pub rect: ScreenRect,
    /// The leader line, from the marker's centre.
    pub leader: Option<Segment>,
    /// Whether it stands elsewhere than in the layout before, and so is faded in.
    pub fresh: bool,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The marks, in the order they are painted.
    pub markers: Vec<Marker>,
    /// The lines in view.
    pub lines: Vec<LineMark>,
    /// The names.
    pub labels: Vec<Label>,
    /// The names around the story.
    pub context: Vec<ContextLabel>,
    /// The pointers to places outside the view.
    pub pointers: Vec<Pointer>,
    /// The scale.
    pub scale_bar: Option<ScaleBar>,
    /// What the marks mean.
    pub legend: Option<Legend>,
    /// The lines that only the legend names, or would name if it were shown.
    pub listed: Vec<legend::Entry>,
    /// The globe that shows where in the world the map is.
    pub inset: Option<Inset>,
}

/// What of a place can be hit, and read by assistive technology.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Index of the place.
    pub place: usize,
    /// The box, in px of the viewport.
    pub rect: ScreenRect,
    /// Whether it is an edge pointer rather than a marker.
    pub pointer: bool,
    /// The other places that an edge pointer speaks for.
    pub also: Vec<usize>,
}

/// How much a place's label matters: what the author says, else from its kind and what is said of it.
pub fn weight(place: &Place) -> f64 {
    let derived = || {
        let kind = match place.kind {
            Some(Kind::Country) => 1.6,
            Some(Kind::City) => 1.4,
            Some(Kind::Province) => 1.2,
            Some(Kind::District | Kind::Site) | None => 1.0,
        };
        kind + 0.5 * place.excerpts.len() as f64
    };
    place.priority.unwrap_or_else(derived).max(0.1)
}

/// Decides where everything stands.
pub fn lay_out(input: &Input) -> Layout {
    // A line whose name finds no room anywhere is named in the legend: nothing is left unsaid. The
    // legend grows by that, and may take the room of another line's name; it never shrinks.
    let mut entries = input.legend.0.to_vec();
    loop {
        let mut layout = lay_out_with(input, &entries);
        let listed = &entries[input.legend.0.len()..];
        let unnamed = layout.lines.iter().filter(|line| {
            input.story.places[line.place].is_bare_line()
                && line.label.is_none()
                && !layout.labels.iter().any(|label| label.place == line.place)
                && !listed.iter().any(|entry| entry.places == [line.place])
        });
        let more: Vec<legend::Entry> =
            unnamed.map(|line| legend::named(input.story, line.place, input.lang)).collect();
        let settled = more.is_empty() || input.legend.1 == legend::Stand::Hidden;
        entries.extend(more);
        if settled {
            layout.listed = entries.split_off(input.legend.0.len());
            return layout;
        }
    }
}

fn lay_out_with(input: &Input, legend: &[legend::Entry]) -> Layout {
    let markers = marks(input);
    let mut lines = lines(input, &markers);
    let view = input.camera.viewport();
    let mut taken: Vec<ScreenRect> = input.obstacles.to_vec();
    let scale_bar = scale_bar::scale_bar(input).filter(|bar| !taken.iter().any(|t| t.overlaps(&bar.rect)));
    taken.extend(scale_bar.as_ref().map(|bar| bar.rect));
    let pieces: Vec<Segment> = lines.iter().flat_map(|line| line.pieces(PIECE)).collect();
    let spots: Vec<ScreenPoint> = markers.iter().map(|m| input.camera.to_screen(m.at)).collect();
    let marked = |m: &Marker| ScreenRect::around(input.camera.to_screen(m.at), m.reach());
    let inset = inset::place(input, &markers.iter().map(marked).collect::<Vec<_>>(), &taken);
    taken.extend(inset.as_ref().map(Inset::rect));
    let areas = areas(input);
    let around = legend::Around { taken: &taken, markers: &spots, lines: &pieces, areas: &areas };
    let before = input.before.and_then(|layout| layout.legend.as_ref());
    let legend = legend::place(legend, view, &around, before, (input.legend.1, input.rtl, input.measure));
    taken.extend(legend.as_ref().map(|legend| legend.rect.inflate(4.0)));
    // The far places next: there are few of them, and only the edge will do.
    let pointers = pointers::place(outside(input, &lines), input, &taken, &markers);
    taken.extend(pointers.iter().map(|p| p.rect));
    taken.extend(lines.iter().flat_map(LineMark::boxes));

    let mut requests = Vec::with_capacity(markers.len());
    for marker in &markers {
        requests.push(request(marker.place, input.camera.to_screen(marker.at), marker.reach(), input));
    }
    let placed = if markers.iter().any(|m| m.number.is_some()) {
        vec![None; requests.len()] // the discs say it all
    } else {
        labels::place_among(&requests, &taken, &pieces, view, input.rtl)
    };
    let mut labels = Vec::new();
    for ((marker, request), placed) in markers.iter().zip(&requests).zip(placed) {
        taken.push(ScreenRect::around(request.at, marker.reach()));
        if let Some(placed) = placed {
            taken.push(placed.rect.inflate(4.0));
            labels.push(label(marker.place, marker.at, request.at, &placed, input));
        }
    }
    name_lines(&mut lines, &mut labels, &mut taken, input);
    let told: Vec<&str> = input.story.places.iter().filter_map(|p| p.area.as_deref()).collect();
    let scope = context::Scope {
        basemap: input.basemap,
        camera: input.camera,
        lang: input.lang,
        told: &told,
        around: &input.around,
        measure: input.measure,
    };
    let context = context::place(&scope, &taken);
    Layout { markers, lines, labels, context, pointers, scale_bar, inset, legend, listed: Vec::new() }
}

/// What the label of a place asks for, beside a mark of `radius` at `at`.
fn request(index: usize, at: ScreenPoint, radius: f64, input: &Input) -> labels::Request {
    let place = &input.story.places[index];
    let size = |text: &str, font: &Font| (input.measure.width(text, font), font.line_height());
    let annotation = place.annotation.as_ref().map(|a| a.get(input.lang)).filter(|text| !text.is_empty());
    let (name, font) = called(input, index);
    labels::Request {
        at,
        radius,
        name: size(&name, &font),
        annotation: annotation
            .filter(|_| input.camera.viewport().width >= ANNOTATIONS_FROM_WIDTH && !input.numbered)
            .map(|text| size(text, &ANNOTATION_FONT)),
        // Squared, so that a place of some weight is not given up for several of little.
        weight: weight(place).powi(2) * if input.selected == Some(index) { 64.0 } else { 1.0 },
    }
}

/// The boxes of the story's areas in view.
fn areas(input: &Input) -> Vec<ScreenRect> {
    let own = |place: &Place| {
        let rings = WorldBounds::around(place.geometry.polygons.iter().flatten().flatten().copied());
        let named = || Some(input.basemap.area(place.area.as_deref()?)?.path.bounds);
        if rings.is_empty() { named() } else { Some(rings) }
    };
    let bounds = input.story.places.iter().filter_map(own);
    bounds.flat_map(|b| copies(&b, input.camera).map(move |t| t.apply_bounds(&b))).collect()
}

/// The lines in view.
fn lines(input: &Input, markers: &[Marker]) -> Vec<LineMark> {
    let discs: Vec<(ScreenPoint, f64)> =
        markers.iter().map(|m| (input.camera.to_screen(m.at), m.reach())).collect();
    let places = input.story.places.iter().enumerate();
    places.filter_map(|(i, place)| lines::mark(i, place, input.camera, &discs)).collect()
}

/// Names the lines that no marker names: along them, or else beside their middle.
fn name_lines(lines: &mut [LineMark], labels: &mut Vec<Label>, taken: &mut Vec<ScreenRect>, input: &Input) {
    for n in 0..lines.len() {
        let index = lines[n].place;
        if !input.story.places[index].is_bare_line() {
            continue;
        }
        let (text, _) = called(input, index);
        let size = (input.measure.width(&text, &LINE_FONT), LINE_FONT.line_height());
        let others: Vec<Segment> = lines
            .iter()
            .enumerate()
            .filter(|(m, _)| *m != n)
            .flat_map(|(_, line)| line.pieces(PIECE))
            .collect();
        if let Some(label) = lines::label(&lines[n], &text, size, input.camera, taken, &others) {
            taken.extend(lines::boxes(label.middle(input.camera), label.angle, size));
            lines[n].label = Some(label);
            continue;
        }
        let (at, own) = (lines[n].at, lines[n].pieces(PIECE));
        let request = request(index, at, lines[n].width / 2.0, input);
        let across: Vec<Segment> = others.into_iter().chain(own).collect();
        let placed = labels::place_among(&[request], taken, &across, input.camera.viewport(), input.rtl);
        if let Some(placed) = placed.into_iter().next().flatten() {
            taken.push(placed.rect.inflate(4.0));
            labels.push(label(index, input.camera.to_world(at), at, &placed, input));
        }
    }
}

/// What a place is called on the map, and how that is set: by its name, or by its number in the key.
fn called(input: &Input, place: usize) -> (String, Font) {
    if input.numbered {
        (key::number(place), NUMBER_FONT)
    } else {
        (input.story.places[place].name.get(input.lang).to_owned(), PLACE_FONT)
    }
}

/// The marks in view. Numbers stand in the discs when all of these can be told apart and are free for
/// them; else beside them.
fn marks(input: &Input) -> Vec<Marker> {
    let mut markers = markers(input);
    if input.numbered {
        let at: Vec<ScreenPoint> = markers.iter().map(|m| input.camera.to_screen(m.at)).collect();
        let least = 2.0 * (radius::NUMBERED + width::RING);
        let apart = at.iter().enumerate().all(|(i, a)| at[i + 1..].iter().all(|b| a.distance(*b) >= least));
        let free = apart && markers.iter().all(|m| !m.open && m.symbol.is_none());
        for marker in markers.iter_mut().filter(|_| free) {
            marker.radius = radius::NUMBERED;
            marker.number = Some(key::number(marker.place));
        }
    }
    markers
}

/// Whether a marker at `at` is in view: its disc, not only a sliver of its ring.
fn in_view(camera: &Camera, at: WorldPoint) -> bool {
    camera.viewport().inflate(-2.0).contains(camera.to_screen(at))
}

/// The marks in view, the weightier ones and the selected one painted last.
fn markers(input: &Input) -> Vec<Marker> {
    let places = input.story.places.iter().enumerate();
    let mut markers: Vec<Marker> = places
        .filter(|(_, place)| !place.is_bare_line())
        .filter_map(|(i, place)| Some((i, place, place.marker.filter(|&at| in_view(input.camera, at))?)))
        .map(|(i, place, at)| Marker {
            place: i,
            at,
            radius: disc_radius(place) + if input.selected == Some(i) { 1.0 } else { 0.0 },
            color: place.style.marker_color,
            open: place.certainty == Certainty::Approximate,
            symbol: place.style.marker_symbol,
            selected: input.selected == Some(i),
            number: None,
        })
        .collect();
    let order = |m: &Marker| (m.selected, weight(&input.story.places[m.place]));
    order::sort_by(&mut markers, |a, b| {
        let (a, b) = (order(a), order(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    markers
}

/// The radius of a place's disc, px: room for the symbol where there is one.
fn disc_radius(place: &Place) -> f64 {
    let [small, medium, large] = match place.style.marker_symbol {
        Some(_) => radius::SYMBOL,
        None => [radius::SMALL, radius::MEDIUM, radius::LARGE],
    };
    match place.style.marker_size() {
        MarkerSize::Small => small,
        MarkerSize::Medium => medium,
        MarkerSize::Large => large,
    }
}

/// The places of which nothing is in view.
fn outside<'a>(input: &Input<'a>, lines: &[LineMark]) -> Vec<pointers::Outside<'a>> {
    let places = input.story.places.iter().enumerate();
    places
        .filter(|(i, _)| !lines.iter().any(|line| line.place == *i))
        .filter_map(|(i, place)| Some((i, place, place.marker.filter(|&at| !in_view(input.camera, at))?)))
        .map(|(i, place, at)| pointers::Outside {
            place: i,
            at,
            name: place.name.get(input.lang),
            weight: weight(place) + if input.selected == Some(i) { 1e6 } else { 0.0 },
        })
        .collect()
}

/// The label of the place `index`, whose mark stands at `spot`, on the screen at `at`.
fn label(index: usize, spot: WorldPoint, at: ScreenPoint, placed: &labels::Placed, input: &Input) -> Label {
    let place = &input.story.places[index];
    let relative = |p: ScreenPoint| ScreenPoint::new(p.x - at.x, p.y - at.y);
    let x = match placed.align {
        Align::Left => placed.rect.x,
        Align::Middle => placed.rect.centre().x,
        Align::Right => placed.rect.right(),
    };
    let mut y = placed.rect.y;
    let mut line = |text: &str, font: Font| {
        // The baseline of a line of text stands at about four fifths of its height.
        let offset = relative(ScreenPoint::new(x, y + font.line_height() * 0.78));
        y += font.line_height();
        LabelLine { text: text.to_owned(), font, offset }
    };
    let (name, font) = called(input, index);
    let mut lines = vec![line(&name, font)];
    if let (true, Some(annotation)) = (placed.annotated, &place.annotation)
        && placed.rect.height > PLACE_FONT.line_height()
    {
        lines.push(line(annotation.get(input.lang), ANNOTATION_FONT));
    }
    let corner = relative(ScreenPoint::new(placed.rect.x, placed.rect.y));
    Label {
        place: index,
        at: spot,
        lines,
        align: placed.align,
        rect: ScreenRect::new(corner.x, corner.y, placed.rect.width, placed.rect.height),
        leader: placed.leader.map(|l| Segment { from: relative(l.from), to: relative(l.to) }),
        fresh: false,
    }
}

impl Layout {
    /// Whether every place in view is named on the map.
    pub fn is_complete(&self) -> bool {
        self.markers.iter().all(|m| m.number.is_some() || self.labels.iter().any(|l| l.place == m.place))
    }

    /// Marks the names that stand elsewhere than in the layout `before`; whether there are any.
    pub fn freshen(&mut self, before: &Self) -> bool {
        let mut any = false;
        for label in &mut self.labels {
            label.fresh = !before.labels.iter().any(|b| b.place == label.place && b.rect == label.rect);
            any |= label.fresh;
        }
        for line in &mut self.lines {
            let Some(label) = &mut line.label else { continue };
            let same =
                |b: &LineMark| b.place == line.place && b.label.as_ref().is_some_and(|b| b.is_at(label));
            label.fresh = !before.lines.iter().any(same);
            any |= label.fresh;
        }
        for name in &mut self.context {
            name.fresh = !before.context.iter().any(|b| b.text == name.text && b.at == name.at);
            any |= name.fresh;
        }
        any
    }

    /// Brings marks, pointers and scale up to date with a camera that is moving, and carries the names
    /// along with their marks. They keep their places until the camera settles.
    pub fn follow(&mut self, input: &Input) {
        self.markers = marks(input);
        let before = std::mem::replace(&mut self.lines, lines(input, &self.markers));
        for line in &mut self.lines {
            line.label = before.iter().find(|old| old.place == line.place).and_then(|old| old.label.clone());
        }
        let shown = |place| {
            self.markers.iter().any(|m| m.place == place) || self.lines.iter().any(|l| l.place == place)
        };
        self.labels.retain(|label| shown(label.place));
        self.scale_bar = scale_bar::scale_bar(input);
        self.inset = self.inset.as_ref().and_then(|inset| inset.follow(input));
        let mut taken = input.obstacles.to_vec();
        taken.extend(self.scale_bar.as_ref().map(|bar| bar.rect));
        taken.extend(self.inset.as_ref().map(Inset::rect));
        taken.extend(self.legend.as_ref().map(|legend| legend.rect));
        self.pointers = pointers::place(outside(input, &self.lines), input, &taken, &self.markers);
    }

    /// The places that are shown together by the pointer which is known by `place`; none for a pointer
    /// to this place alone, and for a marker.
    pub fn shown_by(&self, place: usize) -> &[usize] {
        self.pointers.iter().find(|p| p.place == place).map_or(&[], |p| &p.also)
    }

    /// The box that each place in view, and each pointer, can be hit in, as `camera` sees it.
    /// In the order of the story.
    pub fn targets(&self, camera: &Camera) -> Vec<Target> {
        let markers = self.markers.iter().map(|m| Target {
            place: m.place,
            rect: ScreenRect::around(camera.to_screen(m.at), m.reach().max(radius::HIT)),
            pointer: false,
            also: Vec::new(),
        });
        let pointers = self.pointers.iter().map(|p| Target {
            place: p.place,
            rect: p.rect,
            pointer: true,
            also: p.also.clone(),
        });
        // A line that no marker stands for is hit at its middle, wherever else it is hit too.
        let lines =
            self.lines.iter().filter(|l| !self.markers.iter().any(|m| m.place == l.place)).map(|l| Target {
                place: l.place,
                rect: ScreenRect::around(l.at, radius::HIT),
                pointer: false,
                also: Vec::new(),
            });
        let mut targets: Vec<Target> = markers.chain(pointers).chain(lines).collect();
        order::sort_by(&mut targets, |a, b| a.place.cmp(&b.place));
        targets
    }

    /// The place that a tap at `p` means: the nearest marker whose box holds it, else the pointer, the
    /// label or the line there. What lies under the legend is not meant.
    pub fn place_at(&self, camera: &Camera, p: ScreenPoint) -> Option<usize> {
        let nearest = self
            .targets(camera)
            .into_iter()
            .filter(|t| t.rect.contains(p))
            .min_by(|a, b| a.rect.centre().distance(p).total_cmp(&b.rect.centre().distance(p)));
        if nearest.is_none() && self.legend.as_ref().is_some_and(|legend| legend.rect.contains(p)) {
            return None;
        }
        let on_line = || {
            let near = self.lines.iter().filter_map(|line| Some((line.place, line.hit(camera, p)?)));
            near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(place, _)| place)
        };
        let place = nearest.map(|t| t.place).or_else(|| {
            let on_label = |l: &&Label| {
                let at = camera.to_screen(l.at);
                l.rect.contains(ScreenPoint::new(p.x - at.x, p.y - at.y))
            };
            self.labels.iter().find(on_label).map(|l| l.place)
        });
        place.or_else(on_line)
    }
}

#[cfg(test)]
fn plain_words() -> &'static Words {
    static WORDS: std::sync::OnceLock<Words> = std::sync::OnceLock::new();
    WORDS.get_or_init(Words::default)
}

#[cfg(test)]
impl<'a> Input<'a> {
    /// An input with nothing out of the ordinary, for tests to vary.
    fn plain(story: &'a Story, basemap: &'a Basemap, camera: &'a Camera) -> Self {
        Self {
            story,
            basemap,
            camera,
            lang: "en",
            selected: None,
            rtl: false,
            numbered: false,
            units: Units::Metric,
            inset: Show::Auto,
            around: Around::default(),
            obstacles: &[],
            measure: &ApproximateMeasure,
            words: plain_words(),
            legend: (&[], legend::Stand::Picture),
            before: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Story {
        crate::story::read(file.as_bytes()).unwrap().story
    }

    fn two_cities() -> Story {
        read(
            r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[69.17,34.53]},
             "properties":{"name":"Kabul","name:fa":"کابل","annotation":"Capital"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[62.2,34.35]},
             "properties":{"name":"Herat"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[37.62,55.75]},
             "properties":{"name":"Moscow"}},
            {"type":"Feature","geometry":null,"properties":{"name":"Nowhere"}}]}"#,
        )
    }

    fn lay(story: &Story, lang: &str, selected: Option<usize>) -> (Layout, Camera) {
        let basemap = Basemap::new();
        let at = crate::geo::project(crate::geo::LonLat::new(66.0, 34.0));
        let camera = Camera::new(at, 5.0, 640.0, 480.0);
        let layout = lay_out(&Input { lang, selected, ..Input::plain(story, &basemap, &camera) });
        (layout, camera)
    }

    #[test]
    fn places_in_view_get_markers_and_names_the_others_pointers() {
        let (layout, _) = lay(&two_cities(), "en", None);
        assert_eq!(layout.markers.iter().map(|m| m.place).collect::<Vec<_>>(), [1, 0].map(|i: usize| 1 - i));
        assert_eq!(layout.labels.len(), 2);
        assert_eq!(layout.pointers.iter().map(|p| p.place).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn names_are_in_the_language_asked_for_where_they_have_it() {
        let (layout, _) = lay(&two_cities(), "fa-AF", None);
        let names: Vec<_> = layout.labels.iter().map(|l| l.lines[0].text.as_str()).collect();
        assert!(names.contains(&"کابل") && names.contains(&"Herat"));
    }

    #[test]
    fn a_tap_hits_the_marker_or_its_name_and_nothing_else() {
        let (layout, camera) = lay(&two_cities(), "en", None);
        let kabul = camera.to_screen(layout.markers.iter().find(|m| m.place == 0).unwrap().at);
        assert_eq!(layout.place_at(&camera, ScreenPoint::new(kabul.x + 8.0, kabul.y - 8.0)), Some(0));
        let label = layout.labels.iter().find(|l| l.place == 0).unwrap();
        let on_name = ScreenPoint::new(kabul.x + label.rect.centre().x, kabul.y + label.rect.centre().y);
        assert_eq!(layout.place_at(&camera, on_name), Some(0));
        let pointer = layout.pointers[0].rect.centre();
        assert_eq!(layout.place_at(&camera, pointer), Some(2));
        assert_eq!(layout.place_at(&camera, ScreenPoint::new(320.0, 470.0)), None);
    }

    #[test]
    fn the_selected_marker_is_painted_last_and_larger() {
        let (layout, _) = lay(&two_cities(), "en", Some(1));
        let last = layout.markers.last().unwrap();
        assert!(last.selected && last.place == 1 && last.reach() > layout.markers[0].reach());
    }

    #[test]
    fn every_target_is_at_least_24_px_wide_and_high() {
        let (layout, camera) = lay(&two_cities(), "en", None);
        let targets = layout.targets(&camera);
        assert_eq!(targets.iter().map(|t| t.place).collect::<Vec<_>>(), [0, 1, 2]);
        assert!(targets.iter().all(|t| t.rect.width >= 24.0 && t.rect.height >= 24.0));
    }
}
