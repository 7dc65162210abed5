//! What the reader and the page's scripts do.

use super::{View, aim};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::gesture::{Policy, Sample};
use crate::layout::{Way, neighbour};
use crate::web::dom;
use crate::widget::Input;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
impl View {
    /// A pointer went down.
    pub fn pointer_down(&mut self, id: i32, x: f64, y: f64, time: f64, touch: bool) -> u32 {
        self.apply(Input::Gesture(Sample::Down { id, at: ScreenPoint::new(x, y), time, touch }))
    }

    /// A pointer moved.
    pub fn pointer_move(&mut self, id: i32, x: f64, y: f64, time: f64) -> u32 {
        self.apply(Input::Gesture(Sample::Move { id, at: ScreenPoint::new(x, y), time }))
    }

    /// A pointer went up.
    pub fn pointer_up(&mut self, id: i32, x: f64, y: f64, time: f64) -> u32 {
        self.apply(Input::Gesture(Sample::Up { id, at: ScreenPoint::new(x, y), time }))
    }

    /// The browser took a pointer for something else.
    pub fn pointer_cancel(&mut self, id: i32) -> u32 {
        self.apply(Input::Gesture(Sample::Cancel { id }))
    }

    /// The wheel turned by `delta` px. No flags: the map takes no notice of it.
    pub fn wheel(&mut self, x: f64, y: f64, delta: f64, zoom_key: bool) -> u32 {
        self.apply(Input::Gesture(Sample::Wheel { at: ScreenPoint::new(x, y), delta, zoom_key }))
    }

    /// Whether the page's own handling of two fingers is to be kept off.
    pub fn takes_touch(&self) -> bool {
        self.widget.policy() != Policy::None
    }

    /// What the reader wanted when the flags said so: an index, or -1 for nothing.
    pub fn wanted(&self) -> i32 {
        self.wanted
    }

    /// The index of the place with this id, or -1.
    pub fn index_of(&self, id: &str) -> i32 {
        self.widget.story().place(id).map_or(-1, |(index, _)| index as i32)
    }

    /// The id of the place with this index.
    pub fn id_at(&self, index: i32) -> Option<String> {
        self.place(index).map(|place| place.id.clone())
    }

    /// The name of the place with this index.
    pub fn name_at(&self, index: i32) -> Option<String> {
        self.place(index).map(|place| place.name.get(self.widget.lang()).to_owned())
    }

    /// The id of the selected place.
    pub fn selected_id(&self) -> Option<String> {
        self.widget.selected().and_then(|index| self.id_at(index as i32))
    }

    /// The id of the place shown here.
    pub fn place_at(&self, x: f64, y: f64) -> Option<String> {
        self.widget.place_at(ScreenPoint::new(x, y)).and_then(|index| self.id_at(index as i32))
    }

    /// Whether something that can be used is shown here.
    pub fn is_target(&self, x: f64, y: f64) -> bool {
        self.widget.target_at(ScreenPoint::new(x, y)).is_some()
    }

    /// Selects the place with this index; -1 for none. `quiet` when the reader will hear of it by the
    /// focus.
    pub fn select(&mut self, index: i32, quiet: bool) -> u32 {
        self.select_index(usize::try_from(index).ok(), quiet)
    }

    /// The index of the place one step on in the story, or -1.
    pub fn step(&mut self, step: i32) -> i32 {
        self.apply(Input::Step(step as isize));
        self.wanted
    }

    /// The element that has the focus next, after a selection by hand: the panel, or the button of the
    /// place that the panel was open at.
    pub fn focus_target(&self, left: i32) -> Option<HtmlElement> {
        match self.widget.selected() {
            Some(_) => Some(self.panel.root.clone()),
            None => usize::try_from(left).ok().and_then(|left| self.overlay.button(left).cloned()),
        }
    }

    /// The index of the selected place, or -1.
    pub fn selected_index(&self) -> i32 {
        self.widget.selected().map_or(-1, |index| index as i32)
    }

    /// Whether the panel lies over the page as a sheet.
    pub fn is_sheet(&self) -> bool {
        self.narrow && self.widget.selected().is_some()
    }

    /// The reader used the button of a place.
    pub fn use_place(&mut self, index: i32) -> u32 {
        usize::try_from(index).map_or(0, |index| self.apply(Input::Use(index)))
    }

    /// The reader used the button of a cluster.
    pub fn open_cluster(&mut self, cluster: u32) -> u32 {
        self.tell_view = true;
        self.apply(Input::Open(cluster))
    }

    /// Puts back what was set out from a cluster; no flags where nothing was.
    pub fn put_back(&mut self) -> u32 {
        self.apply(Input::PutBack)
    }

    /// Opens the credit if it is folded and `open` allows it, else folds it. Whether it was open.
    pub fn toggle_credit(&mut self, open: bool) -> bool {
        self.credit.toggle(open)
    }

    /// Whether a single finger is the map's at present, by the tap before it.
    pub fn takes_finger(&self) -> bool {
        self.widget.takes_finger()
    }

    /// Whether keys move the map.
    pub fn takes_keys(&self) -> bool {
        !self.is_static && self.takes_touch()
    }

    /// The index of the button that a key leads to from that of index `from`, or -1. `boxes` has x, y, width
    /// and height of each; `way` is the number of a [`Way`].
    pub fn neighbour(&self, boxes: &[f64], from: i32, way: usize) -> i32 {
        let boxes = boxes.chunks_exact(4).map(|b| ScreenRect::new(b[0], b[1], b[2], b[3]));
        let boxes: Vec<ScreenRect> = boxes.collect();
        let to = usize::try_from(from).ok().zip(Way::ALL.get(way));
        to.and_then(|(from, way)| neighbour(&boxes, from, *way)).map_or(-1, |to| to as i32)
    }

    /// Opens the help on keys, or closes it; whether it was open.
    pub fn toggle_help(&self, open: bool) -> bool {
        let was_open = self.help.is_open();
        self.help.open(open && !was_open);
        was_open
    }

    /// Opens the list of places in the map's place, or closes it. Whether it was open.
    pub fn toggle_list(&mut self, open: bool) -> bool {
        let was_open = self.list.is_open();
        let opens = open && !was_open;
        if opens {
            self.fill_list();
        } else {
            self.list.close();
        }
        for covered in [&self.frame, &self.key.root] {
            dom::set_or_remove(covered, "inert", opens.then_some(""));
        }
        if let Ok(Some(button)) = self.controls.query_selector("[data-action=list]") {
            dom::set(&button, "aria-expanded", if opens { "true" } else { "false" });
        }
        was_open
    }

    /// Moves the map by so many px.
    pub fn pan(&mut self, dx: f64, dy: f64) -> u32 {
        self.tell_view = true;
        self.apply(Input::Pan { dx, dy })
    }

    /// One step closer (1) or out (-1).
    pub fn zoom_by(&mut self, direction: i8) -> u32 {
        self.tell_view = true;
        self.apply(Input::Zoom(direction))
    }

    /// Back to the first view.
    pub fn reset(&mut self) -> u32 {
        self.tell_view = true;
        self.apply(Input::Reset)
    }

    /// To another view; each part not a number when it is to stay as it is.
    pub fn aim(&mut self, lon: f64, lat: f64, zoom: f64, fly: bool) -> u32 {
        let aim = aim(lon, lat, zoom);
        self.apply(if fly { Input::Fly(aim) } else { Input::Jump(aim) })
    }
}
