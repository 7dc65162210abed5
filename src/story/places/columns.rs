//! Places as bytes, for another thread. Of one that is kept whole, that thread is told where it stands, and reads it
//! again from the text of its feature.

use super::{NONE, Places, place_of};
use crate::index::Points;
use crate::story::{Look, Place};
use dateline_map_crowd::columns::{Columns, Writer};
use std::cell::OnceCell;
use std::rc::Rc;

impl Places {
    /// Adds all that is told of the places to what is written.
    pub(in crate::story) fn write(&self, to: &mut Writer) {
        to.numbers(&self.spots.x);
        to.numbers(&self.spots.y);
        to.numbers(&self.weights.iter().map(|weight| weight.to_bits()).collect::<Vec<_>>());
        to.bytes(&self.looks);
        // A look is told by the first place that has it.
        let first = |look| self.looks.iter().position(|known| usize::from(*known) == look);
        let firsts: Vec<u32> =
            (0..self.all_looks.len()).map(|look| first(look).unwrap_or_default() as u32).collect();
        to.numbers(&firsts);
        to.numbers(&self.starts);
        to.numbers(&self.gaps.iter().flat_map(|&(from, gap)| [from, gap]).collect::<Vec<_>>());
        to.numbers(&[self.text.len() as u32]);
        self.text.iter().for_each(|piece| to.bytes(piece.as_bytes()));
    }

    /// Reads what [`Places::write`] wrote; `whole` are the places that are kept whole, in their order.
    pub(in crate::story) fn read(from: &mut Columns, whole: Vec<Place>) -> Self {
        let spots = Points { x: from.numbers(), y: from.numbers() };
        let weights = from.numbers().into_iter().map(f32::from_bits).collect();
        let looks = from.bytes().to_vec();
        let firsts = from.numbers();
        let starts = from.numbers();
        let gaps = from.numbers().as_chunks().0.iter().map(|&[from, gap]| (from, gap)).collect();
        let pieces = from.numbers().first().copied().unwrap_or_default();
        let text = (0..pieces).map(|_| from.text().to_owned()).collect();

        let mut read = vec![OnceCell::new(); starts.len()];
        let all = 0..starts.len() as u32;
        let indices: Vec<u32> = all.filter(|&index| starts[index as usize] == NONE).collect();
        for (index, place) in indices.iter().zip(whole) {
            read[*index as usize] = OnceCell::from(Box::new(place));
        }
        let mut places = Self {
            spots: Rc::new(spots),
            weights: Rc::new(weights),
            looks: Rc::new(looks),
            starts,
            text: Rc::new(text),
            read,
            whole: indices,
            gaps,
            ..Self::default()
        };
        let look = |&first: &u32| places.look_of(first as usize);
        places.all_looks = firsts.iter().map(look).collect();
        places
    }

    /// The look of a place whose look nobody has noted, without keeping the place.
    fn look_of(&self, index: usize) -> Look {
        match self.read.get(index).and_then(OnceCell::get) {
            Some(place) => Look::of(place),
            None => Look::of(&place_of(self.text_of(index), self.number(index))),
        }
    }
}
