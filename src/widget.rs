//! The widget without its page: what is shown, and how it answers.
//!
//! All that happens comes in by [`Widget::apply`]; what follows from it goes out as [`Effects`], and
//! what is to be painted as a [`Scene`](crate::scene::Scene). Elements, listeners and the clock belong to whoever drives it.

mod aside;
mod crowd;
mod far;
mod frame;
mod glide;
mod ground;
mod input;
mod motion;
mod picture;
#[cfg(test)]
mod tests;
mod told;

pub use crowd::Gathering;
pub use ground::Ground;
pub use input::{Aim, Effects, Hint, Input};

use crowd::Work;
use glide::Glide;
use motion::ZOOM_STEP;

use crate::basemap::Basemap;
use crate::camera::{Camera, Flight};
use crate::clusters::Clusters;
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint, project};
use crate::gesture::{Gesture, Policy, Sample};
use crate::layout::legend::Stand;
use crate::layout::{self, Cloud, Fit, Key, Layout, SetOut, Show, Target};
use crate::scene::{Globe, Shapes};
use crate::story::Story;
use crate::theme::{Scheme, Theme};
use crate::units::Units;
use crate::words::Words;

/// A far place is flown to at this zoom at the closest: its country is seen around it.
const FAR_ZOOM: f64 = 3.6;

/// A map's whole state.
#[derive(Debug, Clone)]
pub struct Widget {
    story: Story,
    /// The story as it is drawn, where some places are hidden.
    filtered: Option<Box<Story>>,
    /// Indices of the places in the order in which they are gone through; that of the file when empty.
    order: Vec<usize>,
    basemap: Basemap,
    shapes: Shapes,
    globe: Globe,
    /// Counts what has changed the look of the ground.
    ground_state: u32,
    theme: Theme,
    lang: String,
    /// The language of the page around it.
    page_lang: String,
    words: Words,
    rtl: bool,
    units: Option<Units>,
    inset: Show,
    camera: Camera,
    /// The size there is for the map and its key, px.
    size: (f64, f64),
    /// The names, where they do not all fit the map; then the markers carry numbers.
    key: Option<Key>,
    /// The key is told somewhere else, and takes no room from the map.
    key_apart: bool,
    /// Whether they fit has still to be seen.
    undecided: bool,
    /// When names began to fade in; `None` before the first frame after that.
    fade_from: Option<f64>,
    fading: bool,
    /// The time of the last frame, ms.
    now: f64,
    /// When the page or the reader last put the map elsewhere at once; and whether that was so soon after the
    /// time before that the map counts as moving.
    jumped: f64,
    /// How many frames there have been since then.
    frames: u32,
    restless: bool,
    home: Aim,
    fit: Fit,
    /// The reader, or the page, has moved the map: it is no longer framed anew when it is resized.
    moved: bool,
    flight: Option<(Flight, Option<f64>)>,
    glide: Option<Glide>,
    gesture: Gesture,
    policy: Policy,
    coarse: bool,
    reduced_motion: bool,
    selected: Option<usize>,
    gathering: Gathering,
    /// What is being done in pieces.
    work: Option<Work>,
    /// The places gathered, where they are too many to stand one by one.
    clusters: Option<Clusters>,
    /// The places as one mark after another, where they are many and not gathered.
    cloud: Option<Cloud>,
    /// Stories are counted, to tell the marks of one from those of another.
    number: u32,
    /// More places are to come, and the map was framed for so many.
    grows: bool,
    framed: usize,
    /// The cluster whose places are set out, and the zoom that this holds for.
    set_out: Option<(SetOut, f64)>,
    /// Whether the legend is wanted even where the story does not call for one, and where it may stand.
    legend: (bool, Stand),
    obstacles: Vec<ScreenRect>,
    panel: Option<ScreenRect>,
    layout: Layout,
    /// The layout is not of the present state.
    stale: bool,
}

impl Default for Widget {
    fn default() -> Self {
        Self {
            story: Story::default(),
            filtered: None,
            order: Vec::new(),
            basemap: Basemap::new(),
            shapes: Shapes::default(),
            globe: Globe::default(),
            ground_state: 0,
            theme: Theme::new(Scheme::Light),
            lang: String::new(),
            page_lang: String::new(),
            words: Words::default(),
            rtl: false,
            units: None,
            inset: Show::Auto,
            camera: Camera::new(WorldPoint::new(0.5, 0.5), 0.0, 1.0, 1.0),
            size: (1.0, 1.0),
            key: None,
            key_apart: false,
            undecided: true,
            fade_from: None,
            fading: false,
            now: 0.0,
            jumped: f64::NEG_INFINITY,
            frames: 0,
            restless: false,
            home: Aim::default(),
            fit: Fit::Auto,
            moved: false,
            flight: None,
            glide: None,
            gesture: Gesture::default(),
            policy: Policy::default(),
            coarse: false,
            reduced_motion: false,
            selected: None,
            gathering: Gathering::default(),
            clusters: None,
            work: None,
            cloud: None,
            grows: false,
            framed: 0,
            number: 0,
            set_out: None,
            legend: (false, Stand::default()),
            obstacles: Vec::new(),
            panel: None,
            layout: Layout::default(),
            stale: true,
        }
    }
}

impl Widget {
    /// The story that is shown.
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// The basemap under it.
    pub fn basemap(&self) -> &Basemap {
        &self.basemap
    }

    /// What is in view.
    pub fn camera(&self) -> &Camera {
        &self.camera
    }

    /// The colours.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Index of the selected place.
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// What the map may take from the page.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// BCP 47 tag of the language of names and of the interface: the one asked for; else the page's, in
    /// the story's closer word for it (`en-US` for `en`); else the story's.
    pub fn lang(&self) -> &str {
        self.lang_with(&self.story)
    }

    /// The same with another story.
    pub(crate) fn lang_with<'a>(&'a self, story: &'a Story) -> &'a str {
        let story = story.lang.as_deref().unwrap_or_default();
        let page = self.page_lang.as_str();
        let closer = || story.get(..page.len()).is_some_and(|start| start.eq_ignore_ascii_case(page));
        match (self.lang.as_str(), page, story) {
            ("", "", "") => "en",
            ("", "", story) => story,
            ("", page, story) => {
                if closer() {
                    story
                } else {
                    page
                }
            }
            (lang, ..) => lang,
        }
    }

    /// What the interface says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What the legend has to say as the map was last laid out, whether it is open or not; nothing when
    /// there is none.
    pub fn legend(&self) -> Vec<layout::legend::Entry> {
        let mut entries = self.own_legend();
        entries.extend_from_slice(&self.layout.listed);
        entries
    }

    /// What it has to say on any map.
    fn own_legend(&self) -> Vec<layout::legend::Entry> {
        let kind = |kind| self.words.kind(kind).to_owned();
        layout::legend::entries(&self.story, self.lang(), self.legend.0, &kind)
    }

    /// The boxes of the places in view and of the pointers, as they were last laid out.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets = self.layout.targets(&self.camera);
        if self.coarse {
            layout::widen(&mut targets);
        }
        targets
    }

    /// Whether one more step closer (1) or out (-1) would show anything else.
    pub fn can_zoom(&self, direction: i8) -> bool {
        let from = self.flight.as_ref().map_or(self.camera, |(flight, _)| flight.at(1.0));
        let to = from.zoomed_about(from.viewport().centre(), from.zoom() + f64::from(direction));
        (to.zoom() - from.zoom()).abs() > 1e-6
    }

    /// Whether a single finger is the map's at present, by the tap before it.
    pub fn takes_finger(&self) -> bool {
        self.gesture.takes_finger()
    }

    /// How many of the places are in view.
    pub fn in_view(&self) -> usize {
        if let Some(cloud) = &self.layout.cloud {
            return cloud.count(&self.camera);
        }
        let seen = self.layout.targets(&self.camera);
        let held = |target: &Target| target.cluster.map_or(1, |(_, count)| count as usize);
        seen.iter().filter(|target| !target.pointer).map(held).sum()
    }

    /// The boxes of those that have buttons.
    pub fn reachable(&self) -> Vec<Target> {
        self.layout.reachable(&self.camera)
    }

    /// The place shown at `p`.
    pub fn place_at(&self, p: ScreenPoint) -> Option<usize> {
        self.target_at(p).filter(|target| target.cluster.is_none()).map(|target| target.place)
    }

    /// What can be used at `p`: a place, a pointer or a cluster.
    pub fn target_at(&self, p: ScreenPoint) -> Option<Target> {
        let exact = self.layout.target_at(&self.camera, p);
        if exact.is_some() || !self.coarse {
            return exact;
        }
        // A finger hits the box of a marker that is widened for it where it hits nothing else.
        self.targets().into_iter().find(|target| target.rect.contains(p))
    }

    /// Takes in what happened.
    pub fn apply(&mut self, input: Input) -> Effects {
        let mut effects = Effects::default();
        if !ground::stays(&input) {
            self.ground_state = self.ground_state.wrapping_add(1);
        }
        match input {
            Input::Story(story) => {
                self.clear(&mut effects);
                self.story = *story;
                self.gather();
                self.words = self.words.in_language(self.lang());
                self.ground_changed(&mut effects);
            }
            Input::Grow(places) => self.grow(*places, &mut effects),
            Input::Grown(story) => self.end_growing(*story, &mut effects),
            Input::Work(items) => self.work(items, &mut effects),
            Input::Level(level) => {
                self.basemap.insert(*level);
                self.ground_changed(&mut effects);
            }
            Input::Basemap(basemap) => {
                self.basemap = *basemap;
                self.ground_changed(&mut effects);
            }
            Input::Resize { width, height } => {
                if self.size != (width, height) {
                    self.size = (width, height);
                    self.flight = None;
                    self.glide = None;
                    self.decide_anew();
                    self.reframe(&mut effects);
                }
            }
            Input::Theme(theme) => {
                self.theme = *theme;
                effects.redraw = true;
            }
            Input::Lang(lang) => {
                self.lang = lang;
                self.language_changed(&mut effects);
            }
            Input::PageLang(lang) => {
                self.page_lang = lang;
                self.language_changed(&mut effects);
            }
            Input::Words(words) => {
                self.words = *words;
                self.language_changed(&mut effects);
            }
            Input::RightToLeft(rtl) => {
                if self.rtl != rtl {
                    self.rtl = rtl;
                    self.changed(&mut effects);
                }
            }
            Input::Obstacles(obstacles) => {
                if self.obstacles != obstacles {
                    self.obstacles = obstacles;
                    self.reframe(&mut effects);
                }
            }
            Input::Panel(panel) => {
                if self.panel != panel {
                    self.panel = panel;
                    self.changed(&mut effects);
                }
                self.uncover_selected(&mut effects);
            }
            Input::Legend { wanted, stand } => {
                if self.legend != (wanted, stand) {
                    self.legend = (wanted, stand);
                    self.changed(&mut effects);
                }
            }
            Input::Gestures(policy) => self.policy = policy,
            Input::Coarse(coarse) => {
                self.coarse = coarse;
                effects.redraw = true;
            }
            Input::ReducedMotion(reduced) => self.reduced_motion = reduced,
            Input::Home(aim) => {
                self.home = aim;
                self.reframe(&mut effects);
            }
            Input::Fit(fit) => {
                self.fit = fit;
                self.reframe(&mut effects);
            }
            Input::Units(units) => {
                self.units = units;
                self.changed(&mut effects);
            }
            Input::Inset(show) => {
                self.inset = show;
                self.changed(&mut effects);
            }
            Input::Gesture(sample) => {
                let was_moving = self.gesture.is_moving();
                // A hand on the map stops it.
                if matches!(sample, Sample::Down { .. }) && self.glide.take().is_some() {
                    self.changed(&mut effects);
                }
                if let Some(intent) = self.gesture.feed(sample, self.policy) {
                    self.intend(intent, &mut effects);
                }
                // A drag has ended: the names are laid out anew.
                effects.redraw |= was_moving && !self.gesture.is_moving();
            }
            Input::Fonts => {
                self.decide_anew();
                self.reframe(&mut effects);
            }
            Input::Select(index) => {
                let index = index.filter(|&i| i < self.story.places.len());
                if self.selected != index {
                    self.selected = index;
                    effects.selected = true;
                    self.changed(&mut effects);
                }
            }
            Input::Gathering(gathering) => {
                if self.gathering != gathering {
                    self.gathering = gathering;
                    self.begin_gathering();
                    self.do_at_once();
                    effects.busy = self.work.is_some();
                    self.decide_anew();
                    self.reframe(&mut effects);
                }
            }
            Input::Open(cluster) => self.open_cluster(cluster, &mut effects),
            Input::PutBack => {
                self.put_back(&mut effects);
            }
            Input::Use(place) => self.use_place(Some(place), &mut effects),
            Input::Order(order) => self.set_order(order),
            Input::Hide(places) => self.hide(&places, &mut effects),
            Input::Show(places) => self.show(&places, &mut effects),
            Input::Step(step) => effects.wants = self.step(step).map(Some),
            Input::Zoom(direction) => {
                // Steps add up when pressed in quick succession.
                let from = self.flight.as_ref().map_or(self.camera, |(flight, _)| flight.at(1.0));
                let middle = self.free_view().centre();
                let to = from.zoomed_about(middle, from.zoom() + ZOOM_STEP * f64::from(direction));
                self.go(to, true, &mut effects);
            }
            Input::Pan { dx, dy } => {
                let from = self.flight.as_ref().map_or(self.camera, |(flight, _)| flight.at(1.0));
                self.go(from.panned(dx, dy), true, &mut effects);
            }
            Input::Jump(aim) => self.go(self.aimed(aim), false, &mut effects),
            Input::Fly(aim) => self.go(self.aimed(aim), true, &mut effects),
            Input::Reset => {
                if let Some(first) = self.first_view() {
                    self.go(first, true, &mut effects);
                    self.moved = false;
                }
            }
            Input::Frame(time) => {
                self.now = time;
                self.fly_on(time, &mut effects);
                self.glide_on(time, &mut effects);
                self.fade_on(&mut effects);
                self.frames = self.frames.saturating_add(1);
                self.settle_on(&mut effects);
            }
        }
        effects
    }

    /// The key, where the names do not all fit the map.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// How much of the height there is the key takes, px.
    pub fn key_height(&self) -> f64 {
        let key = self.key.as_ref().filter(|_| !self.key_apart);
        key.map_or(0.0, |key| key.height_in(self.size.1))
    }

    fn changed(&mut self, effects: &mut Effects) {
        self.stale = true;
        effects.redraw = true;
    }

    fn language_changed(&mut self, effects: &mut Effects) {
        self.words = self.words.in_language(self.lang());
        self.decide_anew();
        self.reframe(effects);
    }

    fn ground_changed(&mut self, effects: &mut Effects) {
        self.shapes_changed();
        self.globe = Globe::new(&self.basemap);
        self.decide_anew();
        self.reframe(effects);
    }

    fn shapes_changed(&mut self) {
        self.shapes = Shapes::new(self.drawn(), &self.basemap);
    }

    /// Frames the map anew, as long as nobody has moved it, and keeps the selected place in sight.
    fn reframe(&mut self, effects: &mut Effects) {
        self.changed(effects);
        let (width, height) = self.size;
        self.camera = self.camera.resized(width, height - self.key_height());
        if !self.moved
            && let Some(first) = self.first_view()
        {
            effects.moved |= first != self.camera;
            self.camera = first;
        }
        self.uncover_selected(effects);
    }

    /// The view before anybody has touched the map.
    fn first_view(&self) -> Option<Camera> {
        let framed = layout::frame(&self.story, &self.basemap, &self.camera, &self.obstacles, self.fit);
        if self.home == Aim::default() {
            return framed;
        }
        let view = self.camera.viewport();
        let base = framed.unwrap_or(self.camera);
        let centre = self.home.center.map_or(base.centre(), project);
        Some(Camera::new(centre, self.home.zoom.unwrap_or(base.zoom()), view.width, view.height))
    }
}
