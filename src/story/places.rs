//! The places of a story: a few are kept whole, of a crowd each is its text until somebody asks for it.
//!
//! ```text
//!             place 0        1        2 …
//!   spots      x y          x y      x y      what drawing needs of each, in columns
//!   weights    1.4          1.0      1.4
//!   looks      0            0        3        which of the looks it has
//!   starts     0            74       NONE     where its text begins; NONE for one that is kept whole
//!   read       ·            ·        Place    the place, once it has been read
//! ```
//!
//! A million places take 21 bytes each and their text, where whole ones take a kilobyte each. What is asked of
//! every place (where it stands, how it looks, how much it matters) is in the columns; the name, the date and
//! all else is read from the text, by the reader of whole files, when that place is asked for.

mod columns;

use super::Place;
use super::row::{self, Look, place_of};
use crate::geo::WorldPoint;
use crate::index::Points;
use crate::localized::Localized;
use dateline_map_crowd::extent::Extent;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::ops::Index;
use std::rc::Rc;

/// Instead of a beginning: this place has no text.
const NONE: u32 = u32::MAX;
/// Instead of the number of a look: there are too many of them, and this one is asked of the place.
const OWN_LOOK: u8 = u8::MAX;
/// So many places are no crowd, however long their file is: they may have borders or long texts.
const MOST_WHOLE: usize = 2000;
/// Texts are kept in pieces of this many bytes, so that none has to be moved when there are more.
const PIECE: usize = 1 << 20;
/// A piece of so many bytes stays one of its own.
const LONG: usize = PIECE / 4;

/// The places of a story, in the order of the file.
#[derive(Clone, Default)]
pub struct Places {
    spots: Rc<Points>,
    weights: Rc<Vec<f32>>,
    looks: Rc<Vec<u8>>,
    all_looks: Vec<Look>,
    starts: Vec<u32>,
    text: Rc<Vec<String>>,
    read: Vec<OnceCell<Box<Place>>>,
    /// Those that are kept whole.
    whole: Vec<u32>,
    /// How far the first so many of the markers reach, as far as that has been asked for.
    extent: RefCell<(usize, Extent)>,
    /// From which place on features are counted so much higher than places: some could not be read.
    gaps: Vec<(u32, u32)>,
}

impl Places {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// The place with this index.
    pub fn get(&self, index: usize) -> Option<&Place> {
        let cell = self.read.get(index)?;
        Some(cell.get_or_init(|| Box::new(place_of(self.text_of(index), self.number(index)))))
    }

    /// What the place with this index is called: that alone is read of one of a crowd.
    pub fn name(&self, index: usize) -> Cow<'_, Localized> {
        let known = self.read.get(index).and_then(OnceCell::get);
        let alone = || row::name_of(self.text_of(index));
        match known {
            Some(place) => Cow::Borrowed(&place.name),
            None => alone().map_or_else(|| Cow::Borrowed(&self[index].name), Cow::Owned),
        }
    }

    /// All of them. Of a crowd each is read and then kept: see [`Places::whole`].
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Place> + ExactSizeIterator {
        (0..self.len()).map(|index| &self[index])
    }

    /// The index of the place with this id.
    pub(super) fn index_of(&self, id: &str) -> Option<usize> {
        (0..self.len()).find(|&index| match self.read[index].get() {
            Some(place) => place.id == id,
            None => row::has_id(self.text_of(index), self.number(index), id),
        })
    }

    /// Those that are kept whole, with their indices: all places of a story that is no crowd; of a crowd, those
    /// with a line, a polygon or an area, and those that something is wrong with.
    pub fn whole(&self) -> impl Iterator<Item = (usize, &Place)> {
        self.whole.iter().map(|&index| (index as usize, &self[index as usize]))
    }

    /// The place with this index, if it is one of those that are kept whole.
    pub fn get_whole(&self, index: usize) -> Option<&Place> {
        self.starts.get(index).filter(|&&start| start == NONE).and_then(|_| self.get(index))
    }

    /// Whether some are kept as their text.
    pub fn is_crowd(&self) -> bool {
        self.whole.len() < self.len()
    }

    /// Where the marker of a place stands, without reading it: for a place of a crowd to within a centimetre.
    pub fn marker(&self, index: usize) -> Option<WorldPoint> {
        if let Some(place) = self.get_whole(index) {
            return place.marker;
        }
        let is_marked = index < self.len() && self.is_marked(index);
        is_marked.then(|| self.spots.at(index as u32)).map(|(x, y)| WorldPoint::new(x, y))
    }

    /// Whether a place has a marker of its own: bare lines, and what is not on the map, have none.
    pub fn is_marked(&self, index: usize) -> bool {
        self.known_look(index).map_or_else(|| self.look(index).is_marked, |look| look.is_marked)
    }

    /// How the marker of a place looks, unless the place has to be asked.
    fn known_look(&self, index: usize) -> Option<&Look> {
        let number = self.looks.get(index).copied().unwrap_or_default();
        self.all_looks.get(usize::from(number)).filter(|_| number != OWN_LOOK)
    }

    /// The columns of where the markers stand: 0, 0 for a place without.
    pub fn spots(&self) -> &Rc<Points> {
        &self.spots
    }

    /// Some of the places' markers, and points level with others, that reach as far round the world, and to the
    /// north and south, as all markers do.
    pub fn outline(&self) -> Vec<WorldPoint> {
        let mut extent = self.extent.borrow_mut();
        let (known, extent) = &mut *extent;
        let new = std::mem::replace(known, self.len())..self.len();
        new.filter_map(|index| self.marker(index)).for_each(|at| extent.add(at.x, at.y));
        let (north, south) = extent.heights();
        let ends = |(west, east)| [WorldPoint::new(west, north), WorldPoint::new(east, south)];
        extent.slices().flat_map(ends).collect()
    }

    /// How much a place's label matters. See [`Place::weight`].
    pub fn weight(&self, index: usize) -> f64 {
        let column = || self.weights.get(index).copied().map_or(0.0, f64::from);
        self.get_whole(index).map_or_else(column, Place::weight)
    }

    /// The weights of all places.
    pub fn weights(&self) -> &Rc<Vec<f32>> {
        &self.weights
    }

    /// How the marker of a place looks.
    pub fn look(&self, index: usize) -> Look {
        let own = || self.get(index).map_or_else(Look::default, Look::of);
        self.known_look(index).copied().unwrap_or_else(own)
    }

    /// The numbers of the places' looks, and the looks by those numbers. A number past these is of a place that
    /// has to be asked: there are more than a column of bytes can tell.
    pub fn looks(&self) -> (&Rc<Vec<u8>>, &[Look]) {
        (&self.looks, &self.all_looks)
    }

    /// The number of a place's feature in the file, from 1.
    fn number(&self, index: usize) -> usize {
        let after = self.gaps.partition_point(|&(from, _)| from as usize <= index);
        let gap = after.checked_sub(1).map_or(0, |at| self.gaps[at].1);
        index + 1 + gap as usize
    }

    /// Adds a place.
    pub fn push(&mut self, place: Place) {
        self.whole.push(self.len() as u32);
        self.add(place.marker, place.weight(), Look::of(&place), NONE, place.number);
        self.read.push(OnceCell::from(Box::new(place)));
    }

    /// Adds a place that is read from `text` when it is asked for: in the short form of [`super::row`], or a
    /// whole feature that nothing is wrong with.
    pub(super) fn push_text(
        &mut self,
        text: &[&str],
        at: Option<WorldPoint>,
        weight: f64,
        look: Look,
        number: usize,
    ) {
        let start = self.keep(text);
        self.add(at, weight, look, start, number);
        self.read.push(OnceCell::new());
    }

    /// Keeps a text, and tells where it begins.
    fn keep(&mut self, text: &[&str]) -> u32 {
        let pieces = Rc::make_mut(&mut self.text);
        let length = text.iter().map(|part| part.len()).sum();
        if pieces.last().is_none_or(|last| last.len() + length > PIECE) {
            pieces.push(String::with_capacity(PIECE.max(length)));
        }
        let mut start = (pieces.len() - 1) * PIECE;
        if let Some(last) = pieces.last_mut() {
            start += last.len();
            text.iter().for_each(|part| last.push_str(part));
        }
        start as u32
    }

    /// Keeps several texts that stand one after another, and tells where they begin: without moving them, if they are
    /// long and there is not much room behind them.
    fn keep_piece(&mut self, piece: String) -> u32 {
        if piece.len() < LONG || piece.capacity() - piece.len() > LONG {
            return self.keep(&[&piece]);
        }
        let pieces = Rc::make_mut(&mut self.text);
        pieces.push(piece);
        ((pieces.len() - 1) * PIECE) as u32
    }

    fn add(&mut self, at: Option<WorldPoint>, weight: f64, look: Look, start: u32, number: usize) {
        self.leave_gap(self.len() as u32, (number - 1).saturating_sub(self.len()) as u32);
        let at = at.unwrap_or_default();
        Rc::make_mut(&mut self.spots).push(at.x, at.y);
        Rc::make_mut(&mut self.weights).push(weight as f32);
        self.starts.push(start);
        let look = self.number_of(look);
        Rc::make_mut(&mut self.looks).push(look);
    }

    /// From the place `from` on, features are counted so much higher than places.
    fn leave_gap(&mut self, from: u32, gap: u32) {
        if self.gaps.last().map_or(0, |last| last.1) != gap {
            self.gaps.push((from, gap));
        }
    }

    /// The number of a look.
    fn number_of(&mut self, look: Look) -> u8 {
        let known = self.all_looks.iter().position(|known| *known == look);
        known.unwrap_or_else(|| {
            if self.all_looks.len() < usize::from(OWN_LOOK) {
                self.all_looks.push(look);
                self.all_looks.len() - 1
            } else {
                usize::from(OWN_LOOK)
            }
        }) as u8
    }

    /// The text that a place is read from.
    fn text_of(&self, index: usize) -> &str {
        let start = self.starts[index] as usize;
        &self.text[start / PIECE][start % PIECE..]
    }

    /// How many bytes the texts take that are kept instead of places.
    pub(super) fn text_length(&self) -> usize {
        self.text.iter().map(String::len).sum()
    }

    /// Adds the places of `more` at the end.
    pub fn append(&mut self, more: Self) {
        if self.is_empty() {
            *self = more;
            return;
        }
        let first = self.len() as u32;
        // All that is counted from its first place on is counted from our last one on.
        let starts_level = more.gaps.first().is_none_or(|gap| gap.0 > 0);
        let level = starts_level.then_some((0, 0));
        level
            .into_iter()
            .chain(more.gaps)
            .for_each(|(from, gap)| self.leave_gap(first + from, gap.saturating_sub(first)));
        self.whole.extend(more.whole.iter().map(|index| first + index));

        let looks: Vec<u8> = more.all_looks.iter().map(|look| self.number_of(*look)).collect();
        let look = |number: &u8| looks.get(usize::from(*number)).copied().unwrap_or(OWN_LOOK);
        Rc::make_mut(&mut self.looks).extend(more.looks.iter().map(look));

        let more_text = Rc::unwrap_or_clone(more.text);
        let begins: Vec<u32> = more_text.into_iter().map(|piece| self.keep_piece(piece)).collect();
        let start = |start: u32| match start {
            NONE => NONE,
            start => begins[start as usize / PIECE] + start % PIECE as u32,
        };
        self.starts.extend(more.starts.into_iter().map(start));

        let spots = Rc::make_mut(&mut self.spots);
        spots.x.extend_from_slice(&more.spots.x);
        spots.y.extend_from_slice(&more.spots.y);
        Rc::make_mut(&mut self.weights).extend_from_slice(&more.weights);
        self.read.extend(more.read);
    }

    /// All of them have come. What turns out to be no crowd, but a few places with much to tell, is kept whole.
    pub(crate) fn settle(&mut self) {
        if self.len() > MOST_WHOLE || !self.is_crowd() {
            return self.shrink();
        }
        let mut all: Vec<Place> = self.iter().cloned().collect();
        for place in &mut all {
            place.forget_made_id();
        }
        super::ids::fill(&mut all);
        *self = all.into_iter().collect();
    }

    /// Gives back the room that was taken for more places than there are.
    fn shrink(&mut self) {
        let spots = Rc::make_mut(&mut self.spots);
        spots.x.shrink_to_fit();
        spots.y.shrink_to_fit();
        Rc::make_mut(&mut self.weights).shrink_to_fit();
        Rc::make_mut(&mut self.looks).shrink_to_fit();
        self.starts.shrink_to_fit();
        self.read.shrink_to_fit();
    }

    /// The same places, of which those with the indices `hidden` have nothing to draw.
    pub fn without(&self, hidden: &[usize]) -> Self {
        let mut shown = self.clone();
        for &index in hidden {
            if let Some(place) = self.get(index) {
                let mut place = place.clone();
                place.hide();
                shown.replace(index, place);
            }
        }
        shown
    }

    /// Puts a place that is kept whole where another one was.
    fn replace(&mut self, index: usize, place: Place) {
        let mut one = Self::default();
        one.push(place);
        self.extent = RefCell::default();
        let at = index as u32;
        if let Err(before) = self.whole.binary_search(&at) {
            self.whole.insert(before, at);
        }
        Rc::make_mut(&mut self.looks)[index] = OWN_LOOK;
        self.starts[index] = NONE;
        self.read[index] = one.read.pop().unwrap_or_default();
    }
}

impl Index<usize> for Places {
    type Output = Place;

    fn index(&self, index: usize) -> &Place {
        match self.get(index) {
            Some(place) => place,
            None => panic!("the story has {} places, and none with the index {index}", self.len()),
        }
    }
}

impl<'a> IntoIterator for &'a Places {
    type Item = &'a Place;
    type IntoIter = Box<dyn Iterator<Item = &'a Place> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl FromIterator<Place> for Places {
    fn from_iter<I: IntoIterator<Item = Place>>(places: I) -> Self {
        let mut all = Self::default();
        places.into_iter().for_each(|place| all.push(place));
        all
    }
}

impl PartialEq for Places {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
