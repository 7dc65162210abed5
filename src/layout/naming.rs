//! Which marks and lines are named, in which words, and what their labels ask for.

use super::labels::{self, Align};
use super::occupied::{Occupied, Pieces};
use super::{ClusterMark, Input, Label, LabelLine, LineMark, Marker, Run, Segment, key, lines};
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint};
use crate::order;
use crate::theme::{ANNOTATION_FONT, Font, LINE_FONT, NUMBER_FONT, PLACE_FONT};

/// On a viewport narrower than this, px, annotations are left to the panel: names come first.
const ANNOTATIONS_FROM_WIDTH: f64 = 480.0;
/// Of more marks than this only the weightiest are named: 1280 × 800 px hold about a hundred names.
const MOST_NAMED: usize = 160;
/// Where along a line a name is tried beside it, as shares of its length in view: the middle is where it is looked for.
const BESIDE: [f64; 5] = [0.5, 0.35, 0.65, 0.2, 0.8];

/// A mark that wants its place's name beside it.
pub(super) struct Named {
    pub(super) place: usize,
    pub(super) at: WorldPoint,
    pub(super) reach: f64,
    /// How many other places the mark stands for.
    pub(super) others: usize,
}

/// The marks that want a name: the weightiest, where there are more than anybody reads.
pub(super) fn named(markers: &[Marker], clusters: &[ClusterMark], input: &Input) -> Vec<Named> {
    let marked = markers.iter().map(|m| Named { place: m.place, at: m.at, reach: m.reach(), others: 0 });
    let gathered = clusters.iter().filter(|cluster| cluster.named);
    let others = |count: u32| count.saturating_sub(1) as usize;
    let gathered =
        gathered.map(|c| Named { place: c.face, at: c.at, reach: c.reach(), others: others(c.count) });
    let mut all: Vec<Named> = marked.collect();
    all.extend(gathered);
    // Where the selected place stands by itself over its cluster, its name stands clear of both.
    let spot = |at: WorldPoint| input.camera.to_screen(at);
    for own in all.iter_mut().filter(|own| input.selected == Some(own.place)) {
        for cluster in clusters {
            let distance = spot(own.at).distance(spot(cluster.at));
            if distance < cluster.reach() {
                own.reach = own.reach.max(distance + cluster.reach() + 1.0);
            }
        }
    }
    if all.len() > MOST_NAMED {
        let weight = |n: &Named| {
            input.story.places.weight(n.place) + if input.selected == Some(n.place) { 1e6 } else { 0.0 }
        };
        order::sort_by(&mut all, |a, b| weight(b).total_cmp(&weight(a)));
        all.truncate(MOST_NAMED);
    }
    all
}

/// Whether annotations stand under the names of a map `width` px wide; they may still lack room there.
pub fn has_annotations(width: f64, numbered: bool) -> bool {
    width >= ANNOTATIONS_FROM_WIDTH && !numbered
}

/// What the label of a mark at `at` on the screen asks for.
pub(super) fn request(named: &Named, at: ScreenPoint, input: &Input) -> labels::Request {
    let Named { place: index, reach: radius, others, .. } = *named;
    let place = &input.story.places[index];
    let size = |text: &str, font: &Font| (input.measure.width(text, font), font.line_height());
    let annotation = place.annotation.as_ref().map(|a| a.get(input.lang)).filter(|text| !text.is_empty());
    let (name, font) = called(input, index, others);
    labels::Request {
        at,
        radius,
        name: size(&name, &font),
        annotation: annotation
            // What is said of one place is not said of those that are gathered with it.
            .filter(|_| others == 0 && has_annotations(input.camera.viewport().width, input.numbered))
            .map(|text| size(text, &ANNOTATION_FONT)),
        // Squared, so that a place of some weight is not given up for several of little.
        weight: place.weight().powi(2) * if input.selected == Some(index) { 64.0 } else { 1.0 },
    }
}

/// Names the lines that no marker names: along them, or else beside them. A number stands upright, always beside.
/// `pieces` are those of all `lines`, by their place in the list; the leaders of `labels` are added to them.
pub(super) fn name_lines(
    lines: &mut [LineMark],
    labels: &mut Vec<Label>,
    taken: &mut Vec<ScreenRect>,
    pieces: &mut Pieces,
    input: &Input,
) {
    let view = input.camera.viewport();
    for label in labels.iter() {
        if let Some(leader) = label.leader_from(input.camera.to_screen(label.at)) {
            pieces.add(leader, None);
        }
    }
    let mut occupied = Occupied::new(std::mem::take(taken), view);
    for (n, line) in lines.iter_mut().enumerate() {
        let index = line.place;
        if !input.story.places[index].is_bare_line() {
            continue;
        }
        let (text, _) = called(input, index, 0);
        let reach = line.width / 2.0;
        let own = |at: ScreenPoint| Named { place: index, at: input.camera.to_world(at), reach, others: 0 };
        let size = (input.measure.width(&text, &LINE_FONT), LINE_FONT.line_height());
        let is_crossed = |rect: &ScreenRect| pieces.meet(rect, Some(n));
        let along = || lines::label(line, &text, size, input.camera, &occupied, &is_crossed);
        if let (false, Some(label)) = (input.numbered, along()) {
            let boxes = lines::boxes(label.middle(input.camera), label.angle, size);
            boxes.into_iter().for_each(|rect| occupied.add(rect));
            line.label = Some(label);
            continue;
        }
        // Beside it, where it is not taken for another's: on no line, and its leader across none.
        let mut spots = Vec::new();
        if let Some(run) = line.longest().map(Run::measured) {
            // Its texts are measured once for all of them.
            let first = request(&own(line.at), line.at, input);
            for share in BESIDE {
                spots.push(labels::Request { at: run.at(run.whole * share), ..first.clone() });
            }
        }
        let suits = |placed: &labels::Placed| !placed.lies_across(pieces);
        let best = labels::place_alone(&spots, &occupied, view, input.rtl, &suits);
        if let Some((at, placed)) = best {
            occupied.add(placed.rect.inflate(4.0));
            placed.leader.into_iter().for_each(|leader| pieces.add(leader, None));
            labels.push(label(&own(at), at, &placed, input));
        }
    }
    *taken = occupied.into_boxes();
}

/// What a place is called on the map, and how that is set: by its name, with the number of `others` that its mark stands
/// for, or by its number in the key.
fn called(input: &Input, place: usize, others: usize) -> (String, Font) {
    if input.numbered {
        return (key::number(place), NUMBER_FONT);
    }
    let of = &input.story.places[place];
    let mut name = of.name.get(input.lang).to_owned();
    if others > 0 {
        name.push(' ');
        name.push_str(&input.words.more(others));
    }
    (name, if of.is_bare_line() { LINE_FONT } else { PLACE_FONT })
}

/// The label of a mark that stands on the screen at `at`.
pub(super) fn label(named: &Named, at: ScreenPoint, placed: &labels::Placed, input: &Input) -> Label {
    let index = named.place;
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
    let (name, font) = called(input, index, named.others);
    let mut lines = vec![line(&name, font)];
    if let (true, Some(annotation)) = (placed.annotated, &place.annotation)
        && placed.rect.height > font.line_height()
    {
        lines.push(line(annotation.get(input.lang), ANNOTATION_FONT));
    }
    let corner = relative(ScreenPoint::new(placed.rect.x, placed.rect.y));
    Label {
        place: index,
        at: named.at,
        lines,
        align: placed.align,
        rect: ScreenRect::new(corner.x, corner.y, placed.rect.width, placed.rect.height),
        leader: placed.leader.map(|l| Segment { from: relative(l.from), to: relative(l.to) }),
        fresh: false,
    }
}
