//! Where everything stands: markers, names, edge pointers, and what a tap hits.
//!
//! [`lay_out`] is called when the camera has settled. What it gives is kept in world positions with
//! offsets in px, so that the scene can carry it along while the camera moves, until the next layout.

mod cloud;
mod context;
mod credit;
mod framing;
mod inset;
mod key;
mod labels;
pub mod legend;
mod lines;
mod marks;
mod measure;
mod naming;
mod neighbour;
mod occupied;
mod pointers;
mod polyline;
mod rows;
mod scale_bar;
mod segment;
mod targets;
mod water;

pub use cloud::{Cloud, Sorter};
pub use context::{ContextLabel, Ground, area_name};
pub use credit::{Credit, credit};
pub use framing::{Fit, frame, together};
pub use inset::{Inset, Show};
pub use key::{Key, KeyEntry, MOST as MOST_NUMBERED, number};
pub use labels::Align;
pub use legend::{Legend, Swatch};
pub use lines::{Head, LineLabel, LineMark, copies};
pub(crate) use marks::position;
pub use marks::{ClusterMark, Marker, SetOut};
pub use measure::{ApproximateMeasure, TextMeasure};
pub use naming::has_annotations;
pub use neighbour::{Way, neighbour, widen};
pub use pointers::Pointer;
pub use polyline::Run;
pub use scale_bar::ScaleBar;
pub use segment::Segment;
pub use targets::Target;

use crate::basemap::Basemap;
use crate::camera::Camera;
use crate::clusters::Clusters;
use crate::geo::{Path, ScreenPoint, ScreenRect, WorldBounds, WorldPoint};
use crate::story::{Place, Story};
use crate::theme::Font;
use crate::units::Units;
use crate::words::Words;
use occupied::Pieces;

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
    /// The places gathered, where they are too many to stand one by one.
    pub clusters: Option<&'a Clusters>,
    /// The places, where they are many and not gathered.
    pub cloud: Option<&'a Cloud>,
    /// The cluster whose places are set out.
    pub set_out: Option<&'a SetOut>,
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

impl Label {
    /// The leader line of a label whose marker stands at `at` on the screen.
    pub fn leader_from(&self, at: ScreenPoint) -> Option<Segment> {
        let moved = |p: ScreenPoint| ScreenPoint::new(at.x + p.x, at.y + p.y);
        self.leader.map(|leader| Segment { from: moved(leader.from), to: moved(leader.to) })
    }
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The marks of places, in the order they are painted.
    pub markers: Vec<Marker>,
    /// The marks of clusters; painted before them.
    pub clusters: Vec<ClusterMark>,
    /// All other marks, where there are too many; painted before them.
    pub cloud: Option<Cloud>,
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

/// Decides where everything stands.
pub fn lay_out(input: &Input) -> Layout {
    // A line whose name finds no room anywhere is named in the legend: nothing is left unsaid. The
    // legend grows by that, and may take the room of another line's name; it never shrinks.
    let mut entries = input.legend.0.to_vec();
    loop {
        let mut layout = lay_out_with(input, &entries);
        // The lines stand in the order of the places.
        let line_of = |place: usize| layout.lines.binary_search_by(|line| line.place.cmp(&place)).ok();
        let mut said: Vec<bool> = layout.lines.iter().map(|line| line.label.is_some()).collect();
        layout.labels.iter().filter_map(|label| line_of(label.place)).for_each(|line| said[line] = true);
        for entry in &entries {
            if let [place] = entry.places[..]
                && let Some(line) = line_of(place)
                && entry.label == input.story.places[place].name.get(input.lang)
            {
                said[line] = true;
            }
        }
        let mut more: Vec<legend::Entry> = Vec::new();
        for (line, said) in layout.lines.iter().zip(said) {
            if !said && input.story.places[line.place].is_bare_line() {
                more.push(legend::named(input.story, line.place, input.lang));
            }
        }
        let settled = more.is_empty() || input.legend.1 == legend::Stand::Hidden;
        entries.extend(more);
        if settled {
            layout.listed = entries.split_off(input.legend.0.len());
            return layout;
        }
    }
}

fn lay_out_with(input: &Input, legend: &[legend::Entry]) -> Layout {
    let marks::Marks { markers, clusters, cloud } = marks::marks(input);
    let mut lines = lines(input, &markers);
    let view = input.camera.viewport();
    let mut taken: Vec<ScreenRect> = input.obstacles.to_vec();
    let scale_bar = scale_bar::scale_bar(input).filter(|bar| !taken.iter().any(|t| t.overlaps(&bar.rect)));
    taken.extend(scale_bar.as_ref().map(|bar| bar.rect));
    let mut pieces = Pieces::new(view);
    for (n, line) in lines.iter().enumerate() {
        line.pieces(PIECE).into_iter().for_each(|piece| pieces.add(piece, Some(n)));
    }
    let boxes = marks::boxes(&markers, &clusters, input.camera);
    let marked: Vec<ScreenRect> = boxes.iter().map(|&(rect, _)| rect).collect();
    let spots: Vec<ScreenPoint> = marked.iter().map(ScreenRect::centre).collect();
    let inset = inset::place(input, &marked, pieces.segments(), &taken);
    taken.extend(inset.as_ref().map(Inset::rect));
    let areas = areas(input);
    let around = legend::Around { taken: &taken, markers: &spots, lines: pieces.segments(), areas: &areas };
    let before = input.before.and_then(|layout| layout.legend.as_ref());
    let legend = legend::place(legend, view, &around, before, (input.legend.1, input.rtl, input.measure));
    taken.extend(legend.as_ref().map(|legend| legend.rect.inflate(4.0)));
    // The far places next: there are few of them, and only the edge will do.
    let pointers = pointers::place(marks::outside(input, &lines), input, &taken, &boxes);
    taken.extend(pointers.iter().map(|p| p.rect));
    lines.iter().for_each(|line| taken.extend(line.boxes()));

    let to_label = naming::named(&markers, &clusters, input);
    let spot = |name: &naming::Named| input.camera.to_screen(name.at);
    let requests: Vec<_> = to_label.iter().map(|n| naming::request(n, spot(n), input)).collect();
    // The marks that are not named stand in the way of names all the same.
    let mut spots: Vec<WorldPoint> = markers.iter().map(|m| m.at).collect();
    spots.extend(clusters.iter().map(|c| c.at));
    for (at, rect) in spots.iter().zip(&marked) {
        if !to_label.iter().any(|named| named.at == *at) {
            taken.push(*rect);
        }
    }
    let placed = if markers.iter().any(|m| m.number.is_some()) {
        vec![None; requests.len()] // the discs say it all
    } else {
        labels::place_among(&requests, &taken, &pieces, view, input.rtl)
    };
    let mut labels = Vec::new();
    for ((named, request), placed) in to_label.iter().zip(&requests).zip(placed) {
        taken.push(ScreenRect::around(request.at, named.reach));
        if let Some(placed) = placed {
            taken.push(placed.rect.inflate(4.0));
            labels.push(naming::label(named, request.at, &placed, input));
        }
    }
    naming::name_lines(&mut lines, &mut labels, &mut taken, &mut pieces, input);
    lines.iter().for_each(|line| line.cover(&mut taken));
    let told: Vec<&str> = input.story.places.whole().filter_map(|(_, p)| p.area.as_deref()).collect();
    let scope = context::Scope {
        basemap: input.basemap,
        camera: input.camera,
        lang: input.lang,
        words: input.words,
        told: &told,
        around: &input.around,
        measure: input.measure,
        cloud: cloud.as_ref(),
    };
    let context = context::place(&scope, &taken);
    Layout {
        markers,
        clusters,
        cloud,
        lines,
        labels,
        context,
        pointers,
        scale_bar,
        inset,
        legend,
        listed: Vec::new(),
    }
}

/// The boxes of the story's areas in view.
fn areas(input: &Input) -> Vec<ScreenRect> {
    let own = |place: &Place| {
        let rings = WorldBounds::around(place.geometry.polygons.iter().flatten().flatten().copied());
        let named = || Some(input.basemap.area(place.area.as_deref()?)?.path.bounds);
        if rings.is_empty() { named() } else { Some(rings) }
    };
    let mut areas = Vec::new();
    for (_, place) in input.story.places.whole() {
        if let Some(bounds) = own(place) {
            areas.extend(copies(&bounds, input.camera).map(|t| t.apply_bounds(&bounds)));
        }
    }
    areas
}

/// The lines in view.
fn lines(input: &Input, markers: &[Marker]) -> Vec<LineMark> {
    let discs: Vec<(ScreenPoint, f64)> =
        markers.iter().map(|m| (input.camera.to_screen(m.at), m.reach())).collect();
    let places = input.story.places.whole();
    places.filter_map(|(i, place)| lines::mark(i, place, input.camera, &discs)).collect()
}

impl Layout {
    /// The places that are shown together by the pointer which is known by `place`; none for a pointer
    /// to this place alone, and for a marker.
    pub fn shown_by(&self, place: usize) -> &[usize] {
        self.pointers.iter().find(|p| p.place == place).map_or(&[], |p| &p.also)
    }

    /// Whether it holds no mark: it has not been laid out, or there is nothing in view.
    pub fn is_bare(&self) -> bool {
        self.markers.is_empty() && self.clusters.is_empty() && self.cloud.is_none()
    }

    /// Whether every place in view is named on the map.
    pub fn is_complete(&self) -> bool {
        self.markers.iter().all(|m| self.is_named(m.place))
    }

    /// Whether the place's name, or its number, stands on the map.
    pub fn is_named(&self, place: usize) -> bool {
        self.labels.iter().any(|label| label.place == place)
            || self.markers.iter().any(|marker| marker.place == place && marker.number.is_some())
            || self.lines.iter().any(|line| line.place == place && line.label.is_some())
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
        let marks::Marks { markers, clusters, cloud } = marks::marks(input);
        (self.markers, self.clusters, self.cloud) = (markers, clusters, cloud);
        let before = std::mem::replace(&mut self.lines, lines(input, &self.markers));
        for line in &mut self.lines {
            line.label = before.iter().find(|old| old.place == line.place).and_then(|old| old.label.clone());
        }
        let shown = |place| {
            self.markers.iter().any(|m| m.place == place)
                || self.lines.iter().any(|l| l.place == place)
                || self.clusters.iter().any(|c| c.face == place && c.named)
        };
        self.labels.retain(|label| shown(label.place));
        self.scale_bar = scale_bar::scale_bar(input);
        self.inset = self.inset.as_ref().and_then(|inset| inset.follow(input));
        let mut taken = input.obstacles.to_vec();
        taken.extend(self.scale_bar.as_ref().map(|bar| bar.rect));
        taken.extend(self.inset.as_ref().map(Inset::rect));
        taken.extend(self.legend.as_ref().map(|legend| legend.rect));
        let boxes = marks::boxes(&self.markers, &self.clusters, input.camera);
        self.pointers = pointers::place(marks::outside(input, &self.lines), input, &taken, &boxes);
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
            clusters: None,
            cloud: None,
            set_out: None,
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
mod tests;
