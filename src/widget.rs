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
mod language;
mod motion;
mod picture;
mod sight;
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
use crate::geo::{ScreenRect, WorldPoint, project};
use crate::gesture::{Gesture, Policy, Sample};
use crate::layout::legend::Stand;
use crate::layout::{self, Cloud, Fit, Key, Layout, SetOut, Show};
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
    /// It has moved to a selected place far off by itself: it comes back for one that the first view shows.
    led: bool,
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
            led: false,
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

    /// Whether a single finger is the map's at present, by the tap before it.
    pub fn takes_finger(&self) -> bool {
        self.gesture.takes_finger()
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

    fn changed(&mut self, effects: &mut Effects) {
        self.stale = true;
        effects.redraw = true;
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
        let framed = || layout::frame(&self.story, &self.basemap, &self.camera, &self.obstacles, self.fit);
        let Aim { center, zoom } = self.home;
        let base = match (center, zoom) {
            (None, None) => return framed(),
            (Some(_), Some(_)) => self.camera, // of which nothing is kept
            _ => framed().unwrap_or(self.camera),
        };
        let (view, centre) = (self.camera.viewport(), center.map_or(base.centre(), project));
        Some(Camera::new(centre, zoom.unwrap_or(base.zoom()), view.width, view.height))
    }
}
