//! One element's map: the widget, its canvas, and what stands over it.

mod article;
mod files;
mod input;
mod languages;
mod legend;
mod moving;
mod output;
mod settings;
mod timeline;

use self::article::Article;
use self::moving::Kept;
use self::timeline::Timeline;
use super::back::Back;
use super::canvas::{self, CanvasMeasure, Painter};
use super::credit::Credit;
use super::help::Help;
use super::key::KeyList;
use super::list::List;
use super::overlay::Overlay;
use super::panel::{self, Panel, Said};
use super::paper::Paper;
use super::stamps::Stamps;
use super::{dom, flags, list};
use crate::article::Passage;
use crate::basemap::Basemap;
use crate::geo::{LonLat, ScreenRect};
use crate::layout::area_name;
use crate::story::{self, Diagnostic, Places, Reader, Reading};
use crate::widget::{Aim, Effects, Input, Widget};
use crate::words::{Text, Words};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ShadowRoot};

/// A map narrower than this, px, opens its panel as a sheet.
const NARROW: f64 = 560.0;
/// On a map lower than this, px, the panel has no room under the controls and stands beside them.
const LOW: f64 = 530.0;
/// Of a crowd, so many places are listed.
const MOST_LISTED: usize = 200;

/// The map of one element. Its methods answer with the flags that `element.js` knows; they are in the
/// modules below, by what they serve.
#[wasm_bindgen]
pub struct View {
    widget: Widget,
    painter: Painter,
    /// What is kept while the map moves.
    kept: Option<Kept>,
    stamps: Stamps,
    measure: CanvasMeasure,
    ctx: CanvasRenderingContext2d,
    canvas: HtmlCanvasElement,
    /// What has the focus when the map itself has it.
    ground: HtmlElement,
    host: HtmlElement,
    map: HtmlElement,
    frame: HtmlElement,
    controls: HtmlElement,
    credit: Credit,
    failure: HtmlElement,
    hint: HtmlElement,
    said: HtmlElement,
    told: HtmlElement,
    overlay: Overlay,
    key: KeyList,
    panel: Panel,
    back: Back,
    article: Article,
    timeline: Option<Timeline>,
    /// Whether the map follows the text, if it can, and the button for that.
    follows: Option<bool>,
    follow_button: Option<HtmlElement>,
    paper: Paper,
    help: Help,
    list: List,
    /// The name and the description that the page gives the map.
    label: String,
    description: String,
    /// Whether the map does without controls and without moving.
    is_static: bool,
    /// The buttons that zoom, and which way.
    zooms: Vec<(HtmlElement, i8)>,
    /// The reader has moved the map by key or button, and is told of it when it has come to rest.
    tell_view: bool,
    /// Device px to a CSS px.
    ratio: f64,
    narrow: bool,
    /// The legend's button, while there are controls; whether the page asks for a legend; and whether the
    /// reader has opened or closed it.
    legend_button: Option<HtmlElement>,
    legend_wanted: bool,
    legend_open: Option<bool>,
    legend_told: usize,
    ready: bool,
    /// Whether the marks of a crowd are on the canvas, all of them where they stand now.
    painted: bool,
    /// What has been gathered or sorted is to be laid out, and then painted.
    unlaid: bool,
    /// Whether all buttons have been put on their marks.
    placed: bool,
    /// What stands over the map may have changed its place.
    moved_over: bool,
    /// What the map is described as.
    described: String,
    /// What the reader wanted last: an index, or -1 for nothing.
    wanted: i32,
    /// Levels of the basemap that have been read, but are not yet shown.
    read: Option<Basemap>,
    /// The view of disputed land that they are read in.
    worldview: String,
    /// The story that comes in, what was read of it and is not yet shown, and whether some of it is.
    reader: Option<Reader>,
    places: Places,
    grows: bool,
    /// The story that was read but is not yet shown.
    pending: Option<Reading>,
    /// What an editor should mend in the one that is.
    /// What was found in the story as it was read; and that with what is wrong with it over this basemap.
    found: Vec<Diagnostic>,
    diagnostics: Vec<Diagnostic>,
}

impl View {
    /// Builds the map in an element's shadow root.
    pub fn new(host: &HtmlElement, root: &ShadowRoot) -> Self {
        root.set_text_content(None);
        let map = dom::append(root, "div", "map");
        dom::set(&map, "role", "region");
        let frame = dom::append(&map, "div", "frame");
        let canvas: HtmlCanvasElement = dom::append(&frame, "canvas", "").unchecked_into();
        dom::set(&canvas, "part", "map");
        dom::set(&canvas, "aria-hidden", "true");
        let ground = dom::append(&frame, "div", "ground");
        dom::set(&ground, "role", "application");
        let overlay = Overlay::new(&frame, panel::ID);
        let key = KeyList::new(&map);
        let panel = Panel::new(&map);
        let back = Back::new(&map);
        let controls = dom::append(&frame, "div", "controls");
        let credit = Credit::new(&frame);
        let help = Help::new(&frame);
        let list = List::new(&map);
        let hint = dom::append(&frame, "div", "hint");
        dom::set(&hint, "aria-hidden", "true");
        let fallback = dom::append(&frame, "div", "fallback");
        let failure = dom::append(&map, "p", "failure");
        dom::set(&failure, "role", "alert");
        let inner = dom::append(&fallback, "div", "fallback-inner");
        dom::append(&inner, "slot", "");
        dom::append(&frame, "div", "progress");
        let said = dom::append(&map, "div", "said");
        dom::set(&said, "role", "status");
        let told = dom::append(&map, "ul", "told");
        dom::set(&told, "role", "list");
        dom::name(&told, Text::Legend);
        let paper = Paper::new(&map);
        let ctx = canvas::context(&canvas);
        let mut view = Self {
            widget: Widget::default(),
            painter: Painter::default(),
            kept: None,
            stamps: Stamps::default(),
            measure: CanvasMeasure::new(&canvas),
            ctx,
            canvas,
            ground,
            host: host.clone(),
            map,
            frame,
            controls,
            credit,
            failure,
            hint,
            said,
            told,
            overlay,
            key,
            panel,
            back,
            article: Article::default(),
            timeline: None,
            follows: None,
            follow_button: None,
            paper,
            help,
            list,
            label: String::new(),
            description: String::new(),
            is_static: false,
            zooms: Vec::new(),
            tell_view: false,
            ratio: 1.0,
            narrow: false,
            legend_button: None,
            legend_wanted: false,
            legend_open: None,
            legend_told: 0,
            ready: false,
            painted: false,
            unlaid: false,
            placed: true,
            moved_over: true,
            described: String::new(),
            wanted: -1,
            read: None,
            worldview: String::new(),
            reader: None,
            places: Places::default(),
            grows: false,
            pending: None,
            found: Vec::new(),
            diagnostics: Vec::new(),
        };
        let mut words = Words::default();
        words.set_format(super::written);
        view.apply(Input::Words(Box::new(words)));
        view.controls(None, false);
        view
    }

    fn apply(&mut self, input: Input) -> u32 {
        let effects: Effects = self.widget.apply(input);
        if let Some(wanted) = effects.wants {
            self.wanted = wanted.map_or(-1, |index| index as i32);
        }
        flags::of(&effects)
    }

    fn place(&self, index: i32) -> Option<&story::Place> {
        usize::try_from(index).ok().and_then(|index| self.widget.story().places.get(index))
    }

    fn select_index(&mut self, index: Option<usize>, quiet: bool) -> u32 {
        let flags = index.filter(|&i| i < self.widget.story().places.len()).map_or(0, |i| self.tell_on(i));
        let flags = flags | self.apply(Input::Select(index));
        let now = self.widget.selected();
        self.overlay.select(now);
        self.open_panel();
        if let (Some(index), false) = (now, quiet) {
            let place = &self.widget.story().places[index];
            let said = self.said(index);
            let position = self.widget.words().position(said.position, self.widget.story().places.len());
            let first = place.excerpts.first().filter(|_| !said.without_story);
            let own = said.passages.first().map_or("", |passage| passage.text.as_str());
            let text = first.map_or(own, |excerpt| excerpt.text.as_str());
            let said = format!("{}, {position}. {text}", place.name.get(self.widget.lang()));
            self.said.set_text_content(Some(&said));
        }
        flags | self.over_moved()
    }

    fn open_panel(&self) {
        let Some(index) = self.widget.selected() else { return self.panel.close() };
        let (story, lang) = (self.widget.story(), self.widget.lang());
        let country = self.country_of(&story.places[index]);
        self.panel.open(story, index, lang, country.as_deref(), self.widget.words(), &self.said(index));
    }

    /// The name of the country that a place lies in, where there is one to be told.
    fn country_of(&self, place: &story::Place) -> Option<String> {
        self.widget.country_of(place).map(|area| area_name(area, self.widget.lang(), &self.measure))
    }

    /// What the open panel takes from the article.
    fn told_of_selected(&self) -> Option<(Vec<Passage>, usize, usize, bool)> {
        let said = self.said(self.widget.selected()?);
        Some((said.passages, said.position, said.mentions, said.is_read))
    }

    /// What is said of a place, apart from the story.
    fn said(&self, index: usize) -> Said<'_> {
        let passages = self.article.passages(index);
        Said {
            without_story: !self.article.shows_story(&passages),
            passages,
            lang: &self.article.lang,
            is_read: self.article.is_read(),
            position: self.widget.position(index),
            mentions: self.article.count(index),
            annotated: self.widget.shows_annotations(),
        }
    }

    /// Writes what depends on story, basemap and language.
    fn show_texts(&mut self) -> u32 {
        let (story, lang, words) = (self.widget.story(), self.widget.lang(), self.widget.words());
        dom::set(&self.map, "lang", words.language());
        let title = story.title.as_deref().unwrap_or(words.get(Text::Map));
        let title = if self.label.is_empty() { title } else { &self.label };
        dom::set(&self.map, "aria-label", title);
        dom::set(&self.ground, "aria-label", title);
        dom::set(&self.ground, "aria-description", words.get(Text::MapKeys));
        dom::speak(&self.map, words);
        self.overlay.describe(lang, words);
        self.help.write(words);
        if self.list.is_open() {
            self.fill_list();
        }
        self.credit.set_text(words.credit(self.widget.basemap()), words);
        self.open_panel();
        self.tell_legend();
        self.over_moved()
    }

    fn fill_list(&self) {
        let (story, lang) = (self.widget.story(), self.widget.lang());
        let (numbered, words) = (self.widget.key().is_some(), self.widget.words());
        let country = |place: &story::Place| self.country_of(place);
        let said = |index| self.said(index);
        let which = self.listed();
        let told = list::Told { story, which, lang, numbered, words, country: &country, said: &said };
        list::fill(self.list.open(), &told, true);
    }

    /// The places that a list tells of: all of them, or, of a crowd, some of those in view.
    fn listed(&self) -> (Vec<usize>, Option<String>) {
        let (places, words) = (&self.widget.story().places, self.widget.words());
        if !places.is_crowd() {
            return ((0..places.len()).collect(), None);
        }
        let which = self.widget.places_in_view(MOST_LISTED);
        let (seen, all) = (words.number(self.widget.in_view()), words.number(places.len()));
        (which, Some(words.fill(Text::InView, &[&seen, &all])))
    }

    fn credits(&self) -> String {
        self.widget.words().credit(self.widget.basemap())
    }

    /// Says what the map shows, when that has changed.
    fn describe(&mut self) {
        let own = &self.description;
        let description = if own.is_empty() { self.widget.description() } else { own.clone() };
        if self.described != description {
            dom::set(&self.map, "aria-description", &description);
            self.described = description;
        }
    }

    fn over_moved(&mut self) -> u32 {
        self.moved_over = true;
        flags::REDRAW
    }

    /// Tells the widget which of its boxes are covered.
    fn measure_over(&mut self) -> u32 {
        let frame = dom::rect(&self.frame);
        // A transform on the page scales what the browser tells; the map counts in its own px.
        let scale =
            if frame.width() > 0.0 { f64::from(self.frame.offset_width()) / frame.width() } else { 1.0 };
        let boxed = |element: &HtmlElement| {
            let rect = dom::rect(element);
            let (x, y) = ((rect.left() - frame.left()) * scale, (rect.top() - frame.top()) * scale);
            let rect = ScreenRect::new(x, y, rect.width() * scale, rect.height() * scale);
            (rect.width > 0.0 && rect.height > 0.0).then_some(rect)
        };
        let timeline = self.timeline.as_ref().map(Timeline::root);
        let obstacles = [&self.controls, &self.credit.root, &self.failure]
            .into_iter()
            .chain(timeline)
            .filter_map(&boxed)
            .map(|rect| rect.inflate(4.0));
        let obstacles = Input::Obstacles(obstacles.collect());
        let panel = Input::Panel(boxed(&self.panel.root).map(|rect| rect.inflate(6.0)));
        self.apply(obstacles) | self.apply(panel)
    }
}

/// What is asked of a view, from numbers that are not numbers where nothing is asked.
fn aim(lon: f64, lat: f64, zoom: f64) -> Aim {
    Aim {
        center: (lon.is_finite() && lat.is_finite()).then(|| LonLat::new(lon, lat)),
        zoom: zoom.is_finite().then_some(zoom),
    }
}

/// As plain objects and arrays, the way `JSON.parse` would have made them.
fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
