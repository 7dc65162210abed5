//! What lies outside the view: going to it, how far it is, and where in the world the view is.

use super::{Effects, Widget};
use crate::geo::WorldPoint;
use crate::layout;
use crate::units::Units;

impl Widget {
    /// The units of distances and of the scale.
    pub fn units(&self) -> Units {
        self.units.unwrap_or_else(|| Units::of(self.lang()))
    }

    /// What the map shows, in a sentence or two for those who do not see it.
    pub fn description(&self) -> String {
        let mut text = self.words.describe(&self.story, self.lang());
        if self.layout.inset.is_some() {
            let country = self.basemap.country_at(self.camera.centre());
            text.push(' ');
            text.push_str(&self.words.whereabouts(country.map(|country| country.name.get(self.lang()))));
        }
        text
    }

    /// The reader used a marker, a name or a pointer: a place is wanted, or several are shown.
    pub(super) fn use_place(&mut self, place: Option<usize>, effects: &mut Effects) {
        let also = place.map_or(&[][..], |place| self.layout.shown_by(place));
        if also.is_empty() {
            effects.wants = Some(place);
            return;
        }
        let mut all: Vec<usize> = place.into_iter().collect();
        all.extend(also);
        let points: Vec<WorldPoint> = all.iter().filter_map(|&i| self.story.places.get(i)?.marker).collect();
        self.go(layout::together(&points, &self.camera), true, effects);
    }
}
