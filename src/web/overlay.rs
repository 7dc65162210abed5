//! The buttons over the markers: what the keyboard and assistive technology know of the map.

use super::{dom, panel};
use crate::layout::Target;
use crate::number::Px;
use crate::story::{Place, Story};
use crate::words::{Text, Words};
use web_sys::{Element, HtmlElement};

/// One button for each place, in the order of the story; hidden while the place is not on the map.
pub struct Overlay {
    list: HtmlElement,
    buttons: Vec<HtmlElement>,
    /// What each is called: in full, and the name of its place alone.
    names: Vec<(String, String)>,
    /// The other places that each speaks for at present.
    also: Vec<Vec<usize>>,
    /// Which of them stand for a place outside the view.
    outside: Vec<bool>,
    /// The place whose panel is open.
    open: Option<usize>,
    /// The buttons of clusters, as many as were ever in view at once, and what each stands for.
    clusters: Vec<(HtmlElement, Option<(u32, u32)>)>,
    /// The places that the reader points at in the text.
    pointed: Vec<usize>,
}

impl Overlay {
    /// An empty list of buttons at the end of `parent`.
    pub fn new(parent: &Element) -> Self {
        let list = dom::append(parent, "ul", "places");
        dom::set(&list, "role", "list"); // some screen readers drop it with the bullets
        dom::name(&list, Text::Places);
        Self {
            list,
            buttons: Vec::new(),
            names: Vec::new(),
            also: Vec::new(),
            outside: Vec::new(),
            open: None,
            clusters: Vec::new(),
            pointed: Vec::new(),
        }
    }

    /// Makes the buttons anew. `opens` is the id of the panel that they open.
    pub fn set_story(&mut self, story: &Story, opens: &str) {
        dom::clear(&self.list);
        self.buttons = story
            .places
            .iter()
            .enumerate()
            .map(|(i, _)| {
                let item = dom::append(&self.list, "li", "");
                let button = dom::append(&item, "button", "marker");
                dom::set(&button, "type", "button");
                dom::set(&button, "part", "marker");
                dom::set(&button, "data-place", &i.to_string());
                dom::set(&button, "aria-controls", opens);
                button.set_hidden(true);
                button
            })
            .collect();
        self.also = vec![Vec::new(); self.buttons.len()];
        self.outside = vec![false; self.buttons.len()];
        self.open = None;
        self.clusters.clear();
        self.pointed.clear();
    }

    /// Names the buttons.
    pub fn name(&mut self, story: &Story, lang: &str, words: &Words) {
        dom::set(&self.list, "lang", lang);
        let count = story.places.len();
        let names = |(i, place): (usize, &Place)| {
            (name(place, lang, words, (i, count)), place.name.get(lang).to_owned())
        };
        self.names = story.places.iter().enumerate().map(names).collect();
        (0..self.buttons.len()).for_each(|i| self.label(i, words));
        self.clusters.iter_mut().for_each(|(_, stands_for)| *stands_for = None);
    }

    /// Says which keys lead from place to place.
    pub fn describe(&self, words: &Words) {
        dom::set(&self.list, "aria-description", words.get(Text::PlaceKeys));
    }

    /// Puts the buttons where their places are. `tell` names a cluster.
    pub fn place(&mut self, targets: &[Target], tell: &dyn Fn(u32, u32) -> String, words: &Words) {
        let mut places = targets.iter().filter(|target| target.cluster.is_none()).peekable();
        for i in 0..self.buttons.len() {
            let button = &self.buttons[i];
            match places.next_if(|target| target.place == i) {
                Some(target) => {
                    put(button, target);
                    if self.also[i] != target.also || self.outside[i] != target.pointer {
                        self.also[i].clone_from(&target.also);
                        self.outside[i] = target.pointer;
                        self.label(i, words);
                        self.ring(i);
                    }
                }
                None => hide(button),
            }
        }
        let clusters: Vec<&Target> = targets.iter().filter(|target| target.cluster.is_some()).collect();
        while self.clusters.len() < clusters.len() {
            let item = dom::append(&self.list, "li", "");
            let button = dom::append(&item, "button", "marker");
            dom::set(&button, "type", "button");
            dom::set(&button, "part", "marker cluster");
            self.clusters.push((button, None));
        }
        for (n, (button, stands_for)) in self.clusters.iter_mut().enumerate() {
            let Some(target) = clusters.get(n) else {
                hide(button);
                continue;
            };
            put(button, target);
            if let (Some((cluster, count)), true) = (target.cluster, *stands_for != target.cluster) {
                *stands_for = target.cluster;
                dom::set(button, "data-cluster", &cluster.to_string());
                dom::set(button, "aria-label", &tell(cluster, count));
            }
        }
    }

    /// Rings the buttons of these places, or those that speak for them, and no others.
    /// `holders` are the clusters that some of them are gathered in.
    pub fn point(&mut self, places: Vec<usize>, holders: &[u32]) {
        self.pointed = places;
        (0..self.buttons.len()).for_each(|i| self.ring(i));
        for (button, stands_for) in &self.clusters {
            let on = stands_for.is_some_and(|(cluster, _)| holders.contains(&cluster));
            dom::set_or_remove(button, "data-pointed", on.then_some(""));
        }
    }

    fn ring(&self, i: usize) {
        let on = self.pointed.iter().any(|place| *place == i || self.also[i].contains(place));
        dom::set_or_remove(&self.buttons[i], "data-pointed", on.then_some(""));
    }

    /// Names a button for what it does: it opens a place, or shows several.
    fn label(&self, i: usize, words: &Words) {
        let (Some(button), Some((own, name))) = (self.buttons.get(i), self.names.get(i)) else { return };
        let also = &self.also[i];
        let open = if self.open == Some(i) { "true" } else { "false" };
        dom::set_or_remove(button, "aria-expanded", also.is_empty().then_some(open));
        if also.is_empty() {
            let outside =
                self.outside[i].then(|| [words.get(Text::Comma), words.get(Text::Outside)].concat());
            dom::set(button, "aria-label", &[own, outside.as_deref().unwrap_or_default()].concat());
        } else {
            let others = also.iter().filter_map(|&other| Some(self.names.get(other)?.1.as_str()));
            let names: Vec<&str> = std::iter::once(name.as_str()).chain(others).collect();
            dom::set(button, "aria-label", &words.together(&names));
        }
    }

    /// Says which place's panel is open.
    pub fn select(&mut self, now: Option<usize>, words: &Words) {
        let before = std::mem::replace(&mut self.open, now);
        before.into_iter().chain(now).for_each(|i| self.label(i, words));
    }

    /// The button of a place, while it is on the map.
    pub fn button(&self, place: usize) -> Option<&HtmlElement> {
        self.buttons.get(place).filter(|button| !button.hidden())
    }
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
fn name(place: &Place, lang: &str, words: &Words, (index, count): (usize, usize)) -> String {
    let parts = [
        Some(place.name.get(lang).to_owned()),
        place.kind.map(|kind| words.kind(kind).to_owned()),
        place.date.as_ref().map(|date| panel::in_words(date, lang)),
        (count > 1).then(|| words.position(index, count)),
        place.annotation.as_ref().map(|annotation| annotation.get(lang).to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(words.get(Text::Comma))
}
