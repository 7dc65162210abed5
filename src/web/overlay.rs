//! The buttons over the markers: what the keyboard and assistive technology know of the map.

use super::{dom, panel};
use crate::layout::Target;
use crate::number::Px;
use crate::story::{Place, Story};
use crate::words::{Text, Words};
use wasm_bindgen::UnwrapThrowExt;
use web_sys::{Element, HtmlElement};

/// More buttons than this are not kept for places that have left the view: a crowd has thousands.
const MOST_KEPT: usize = 400;

/// So many buttons are made at a time, or named anew: the hundreds of a crowd would take 100 ms together.
const MOST_NEW: usize = 16;

/// A button: of a place, of the pointer to places, or of a cluster.
struct Spot {
    item: HtmlElement,
    button: HtmlElement,
    /// What it stands for; its box is where it was put last.
    target: Target,
    /// Whether its name says so.
    named: bool,
}

impl Spot {
    /// What tells it from the others, in the order of the story; of a place before its cluster.
    fn key(target: &Target) -> (usize, Option<u32>) {
        (target.place, target.cluster.map(|(cluster, _)| cluster))
    }
}

/// One button for each mark on the map, in the order of the story; those of marks that have left the map
/// are hidden.
pub struct Overlay {
    list: HtmlElement,
    /// The id of the panel that they open.
    opens: &'static str,
    spots: Vec<Spot>,
    /// The place whose panel is open.
    open: Option<usize>,
    /// The places that the reader points at in the text, and the clusters that some of them are gathered in.
    pointed: (Vec<usize>, Vec<u32>),
}

impl Overlay {
    /// An empty list of buttons at the end of `parent`.
    pub fn new(parent: &Element, opens: &'static str) -> Self {
        let list = dom::append(parent, "ul", "places");
        dom::set(&list, "role", "list"); // some screen readers drop it with the bullets
        dom::name(&list, Text::Places);
        Self { list, opens, spots: Vec::new(), open: None, pointed: Default::default() }
    }

    /// Takes all buttons away: they were another story's.
    pub fn clear(&mut self) {
        dom::clear(&self.list);
        self.spots.clear();
        self.open = None;
        self.pointed = Default::default();
    }

    /// Says which keys lead from place to place. The buttons are named anew when they are placed next.
    pub fn describe(&mut self, lang: &str, words: &Words) {
        dom::set(&self.list, "lang", lang);
        dom::set(&self.list, "aria-description", words.get(Text::PlaceKeys));
        self.spots.iter_mut().for_each(|spot| spot.named = false);
    }

    /// Puts the buttons where their marks are. `tell` names what a target stands for. Whether that is all of them; if
    /// not, the rest come when they are placed again.
    pub fn place(&mut self, targets: &[Target], tell: &dyn Fn(&Target) -> String) -> bool {
        let (mut at, mut new) = (0, 0);
        for target in targets {
            while self.spots.get(at).is_some_and(|spot| Spot::key(&spot.target) < Spot::key(target)) {
                hide(&self.spots[at].button);
                at += 1;
            }
            if self.spots.get(at).is_none_or(|spot| Spot::key(&spot.target) != Spot::key(target)) {
                if new >= MOST_NEW {
                    new += 1;
                    continue;
                }
                let spot = self.spot(target, at);
                self.spots.insert(at, spot);
            }
            let spot = &mut self.spots[at];
            put(&spot.button, target);
            let told = &spot.target;
            if (&told.also, told.pointer, told.cluster) != (&target.also, target.pointer, target.cluster) {
                spot.named = false;
            }
            spot.target = target.clone();
            if !spot.named {
                new += 1;
                if new <= MOST_NEW {
                    spot.named = true;
                    dom::set(&spot.button, "aria-label", &tell(target));
                    self.mark(&self.spots[at]);
                }
            }
            at += 1;
        }
        self.spots[at..].iter().for_each(|spot| hide(&spot.button));
        if self.spots.len() > MOST_KEPT {
            self.spots.retain(|spot| {
                let kept = !spot.button.hidden();
                if !kept {
                    spot.item.remove();
                }
                kept
            });
        }
        new <= MOST_NEW
    }

    /// While the map moves: keeps the buttons that can be seen, by a ring, on their marks. The others stay
    /// where they are until it rests, as moving them costs the browser more than painting the map: 16 ms a frame
    /// for 170 of them. False when that is not enough, as the mark of the one with the focus has gone.
    pub fn follow(&self, targets: impl FnOnce() -> Vec<Target>) -> bool {
        let focused = self.list.query_selector(":focus").unwrap_throw();
        let (places, holders) = &self.pointed;
        if focused.is_none() && places.is_empty() && holders.is_empty() {
            return true;
        }
        let targets = targets();
        for spot in &self.spots {
            let has_focus = focused.as_ref().is_some_and(|focused| **spot.button == **focused);
            if !has_focus && !self.is_pointed(&spot.target) {
                continue;
            }
            match targets.iter().find(|target| Spot::key(target) == Spot::key(&spot.target)) {
                Some(target) => put(&spot.button, target),
                None if has_focus => return false,
                None => hide(&spot.button),
            }
        }
        true
    }

    /// A button for a target, in its place among the others.
    fn spot(&self, target: &Target, at: usize) -> Spot {
        let item = dom::append(&self.list, "li", "");
        if let Some(next) = self.spots.get(at) {
            self.list.insert_before(&item, Some(&next.item)).unwrap_throw();
        }
        let button = dom::append(&item, "button", "marker");
        dom::set(&button, "type", "button");
        // `reach.js` makes one of them the tab stop.
        dom::set(&button, "tabindex", "-1");
        if let Some((cluster, _)) = target.cluster {
            dom::set(&button, "part", "marker cluster");
            dom::set(&button, "data-cluster", &cluster.to_string());
        } else {
            dom::set(&button, "part", "marker");
            dom::set(&button, "data-place", &target.place.to_string());
            dom::set(&button, "aria-controls", self.opens);
        }
        Spot { item, button, target: target.clone(), named: false }
    }

    /// Says of a button whether its panel is open, and rings it if it is pointed at.
    fn mark(&self, spot: &Spot) {
        let Target { place, also, cluster, .. } = &spot.target;
        let on = self.is_pointed(&spot.target);
        let open = if self.open == Some(*place) { "true" } else { "false" };
        let opens = also.is_empty() && cluster.is_none();
        dom::set_or_remove(&spot.button, "aria-expanded", opens.then_some(open));
        dom::set_or_remove(&spot.button, "data-pointed", on.then_some(""));
    }

    /// Whether it is ringed.
    fn is_pointed(&self, target: &Target) -> bool {
        let (places, holders) = &self.pointed;
        match target.cluster {
            Some((cluster, _)) => holders.contains(&cluster),
            None => places.iter().any(|pointed| *pointed == target.place || target.also.contains(pointed)),
        }
    }

    /// Rings the buttons of these places, or those that speak for them, and no others.
    /// `holders` are the clusters that some of them are gathered in.
    pub fn point(&mut self, places: Vec<usize>, holders: Vec<u32>) {
        self.pointed = (places, holders);
        self.spots.iter().for_each(|spot| self.mark(spot));
    }

    /// Says which place's panel is open.
    pub fn select(&mut self, now: Option<usize>) {
        self.open = now;
        self.spots.iter().for_each(|spot| self.mark(spot));
    }

    /// The button of a place, while it is on the map.
    pub fn button(&self, place: usize) -> Option<&HtmlElement> {
        let own = self.spots.iter().find(|spot| Spot::key(&spot.target) == (place, None))?;
        Some(&own.button).filter(|button| !button.hidden())
    }
}

/// What the button of a place, or of the pointer to places, does: it opens the one, or shows the several.
pub fn name(target: &Target, story: &Story, lang: &str, words: &Words) -> String {
    let called = |index: usize| story.places.get(index).map_or("", |place| place.name.get(lang));
    if !target.also.is_empty() {
        let mut names = vec![called(target.place)];
        names.extend(target.also.iter().map(|&index| called(index)));
        return words.together(&names);
    }
    let Some(place) = story.places.get(target.place) else { return String::new() };
    let mut name = full_name(place, lang, words, (target.place, story.places.len()));
    if target.pointer {
        name.push_str(words.get(Text::Comma));
        name.push_str(words.get(Text::Outside));
    }
    name
}

/// Puts a button where its target is.
fn put(button: &HtmlElement, target: &Target) {
    let rect = target.rect;
    dom::style(button, "transform", &format!("translate({}px, {}px)", Px(rect.x), Px(rect.y)));
    dom::style(button, "width", &format!("{}px", Px(rect.width)));
    dom::style(button, "height", &format!("{}px", Px(rect.height)));
    if button.hidden() {
        button.set_hidden(false);
    }
}

fn hide(button: &HtmlElement) {
    if !button.hidden() {
        button.set_hidden(true);
    }
}

/// The name of a place's button: `Herat, City, 9 July 2021, 7 of 7, Militia rally, 9 July`.
fn full_name(place: &Place, lang: &str, words: &Words, (index, count): (usize, usize)) -> String {
    let mut name = place.name.get(lang).to_owned();
    let mut add = |part: &str| {
        name.push_str(words.get(Text::Comma));
        name.push_str(part);
    };
    if let Some(kind) = place.kind {
        add(words.kind(kind));
    }
    if let Some(date) = &place.date {
        add(&panel::in_words(date, lang));
    }
    if count > 1 {
        add(&words.position(index, count));
    }
    if let Some(annotation) = &place.annotation {
        add(annotation.get(lang));
    }
    name
}
