//! The widget without its page: what is shown, and how it answers.
//!
//! All that happens comes in by [`Widget::apply`]; what follows from it goes out as [`Effects`], and
//! what is to be painted as a [`Scene`]. Elements, listeners and the clock belong to whoever drives it.

mod aside;
mod crowd;
mod far;
mod glide;
mod ground;
mod input;
mod picture;
#[cfg(test)]
mod tests;
mod told;

pub use crowd::Gathering;
pub use ground::Ground;
pub use input::{Aim, Effects, Hint, Input};

use crowd::Work;
use glide::Glide;

use crate::basemap::Basemap;
use crate::camera::{Camera, Flight};
use crate::clusters::Clusters;
use crate::geo::{ScreenPoint, ScreenRect, WorldPoint, project};
use crate::gesture::{Gesture, Intent, Policy, Sample};
use crate::layout::legend::Stand;
use crate::layout::{self, Cloud, Fit, Key, Layout, MOST_NUMBERED, SetOut, Show, Target, TextMeasure};
use crate::scene::{self, Globe, Scene, Shapes};
use crate::story::Story;
use crate::theme::{FADE_MS, LONGEST_FRAME_MS, SETTLE_MS, Scheme, Theme};
use crate::units::Units;
use crate::words::Words;

/// Levels of zoom for one press of a button or a double tap.
const ZOOM_STEP: f64 = 1.0;
/// A map with a shorter side than this, px, is a thumbnail: nobody reads a key to it.
const LEAST_WITH_KEY: f64 = 160.0;
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

    /// The scene to paint now. Lays out first, if anything has changed and the map is at rest.
    ///
    /// With a line of `credit` the scene is to stand by itself: credit and key are painted into it.
    /// [`Widget::on_surface`] lays the map out for that, so that the rest keeps clear of the credit.
    pub fn scene(&mut self, measure: &dyn TextMeasure, credit: Option<&str>) -> Scene {
        if self.is_moving() {
            let mut layout = std::mem::take(&mut self.layout);
            // The legend stays as it is.
            layout.follow(&self.layout_input(&self.camera, measure, &self.covered(), &[]));
            self.layout = layout;
            self.stale = true;
        } else if self.stale {
            self.stale = false;
            let legend = self.own_legend();
            // The first view is laid out to see whether the names fit; as a rule it is what is shown then.
            let mut first =
                if std::mem::take(&mut self.undecided) { self.first_layout(measure, &legend) } else { None };
            if first.take_if(|(_, layout)| !layout.is_complete()).is_some() {
                self.key = Some(Key::new(&self.story, self.lang(), self.size.0, self.rtl, measure));
                self.reframe(&mut Effects::default());
                self.stale = false;
            }
            let covered = self.covered();
            let first = first.filter(|(camera, _)| *camera == self.camera && covered == self.obstacles);
            let mut layout = match first {
                Some((_, layout)) => layout,
                None => layout::lay_out(&self.layout_input(&self.camera, measure, &covered, &legend)),
            };
            // What is there for the first time is simply there.
            let anew = self.layout.is_bare() || self.reduced_motion;
            self.fading = layout.freshen(&self.layout) && !anew;
            self.fade_from = None;
            self.layout = layout;
        }
        let by_itself = credit.is_some();
        let credit = credit.and_then(|text| layout::credit(text, &self.camera.viewport(), self.rtl, measure));
        if let Some(inset) = &self.layout.inset {
            self.globe.turn_to(inset.facing);
        }
        scene::build(&scene::View {
            key: self.key.as_ref().filter(|_| by_itself),
            credit: credit.as_ref(),
            ..self.scene_view(&self.camera)
        })
    }

    /// What `camera` sees of the map.
    fn scene_view<'a>(&'a self, camera: &'a Camera) -> scene::View<'a> {
        scene::View {
            basemap: &self.basemap,
            shapes: &self.shapes,
            globe: &self.globe,
            camera,
            layout: &self.layout,
            theme: &self.theme,
            selected: self.selected,
            fade: self.faded(),
            rtl: self.rtl,
            key: None,
            credit: None,
        }
    }

    /// Whether the view changes from frame to frame: then names keep their places, and are laid out anew
    /// when it has come to rest.
    pub fn is_moving(&self) -> bool {
        self.flight.is_some() || self.glide.is_some() || self.gesture.is_moving() || self.restless
    }

    /// Whether names are fading in, so that another frame is wanted.
    pub fn is_fading(&self) -> bool {
        self.fading
    }

    fn layout_input<'a>(
        &'a self,
        camera: &'a Camera,
        measure: &'a dyn TextMeasure,
        obstacles: &'a [ScreenRect],
        legend: &'a [layout::legend::Entry],
    ) -> layout::Input<'a> {
        layout::Input {
            story: self.drawn(),
            basemap: &self.basemap,
            camera,
            lang: self.lang(),
            rtl: self.rtl,
            numbered: self.key.is_some(),
            clusters: self.clusters.as_ref(),
            cloud: self.cloud.as_ref(),
            set_out: self.set_out(camera),
            selected: self.selected,
            around: self.shapes.around(),
            obstacles,
            measure,
            legend: (legend, self.legend.1),
            before: Some(&self.layout),
            units: self.units(),
            inset: if self.globe.is_empty() { Show::Never } else { self.inset },
            words: &self.words,
        }
    }

    /// The boxes of the map that something else covers.
    fn covered(&self) -> Vec<ScreenRect> {
        let mut covered = self.obstacles.clone();
        covered.extend(self.panel);
        covered
    }

    /// The first view and how it is laid out before a panel opens, if the names may move into a key: they do when
    /// they do not all fit it, and are not too many to look up.
    fn first_layout(
        &self,
        measure: &dyn TextMeasure,
        legend: &[layout::legend::Entry],
    ) -> Option<(Camera, Layout)> {
        let (width, height) = self.size;
        let asked = self.clusters.is_none()
            && !self.grows
            && self.story.places.len() <= MOST_NUMBERED
            && width.min(height) >= LEAST_WITH_KEY;
        asked.then(|| {
            let first = self.first_view().unwrap_or(self.camera);
            let input = self.layout_input(&first, measure, &self.obstacles, legend);
            (first, layout::lay_out(&input))
        })
    }

    /// Whether the names fit is seen anew with the next layout, on all the room there is.
    fn decide_anew(&mut self) {
        self.key = None;
        self.undecided = true;
    }

    /// How far names have faded in, 0..=1.
    fn faded(&self) -> f64 {
        match (self.fading, self.fade_from) {
            (false, _) => 1.0,
            (true, None) => 0.0,
            (true, Some(from)) => ((self.now - from) / FADE_MS).clamp(0.0, 1.0),
        }
    }

    fn fade_on(&mut self, effects: &mut Effects) {
        if self.fading {
            self.fade_from.get_or_insert(self.now);
            self.fading = self.faded() < 1.0;
            effects.redraw = true;
            effects.animate |= self.fading;
        }
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

    fn aimed(&self, aim: Aim) -> Camera {
        let view = self.camera.viewport();
        let centre = aim.center.map_or(self.camera.centre(), project);
        Camera::new(centre, aim.zoom.unwrap_or(self.camera.zoom()), view.width, view.height)
    }

    /// Goes to a view: flying, unless the reader wants no motion.
    fn go(&mut self, to: Camera, fly: bool, effects: &mut Effects) {
        self.moved = true;
        self.glide = None;
        if fly && !self.reduced_motion && to != self.camera {
            self.flight = Some((Flight::new(self.camera, to), None));
            effects.animate = true;
            effects.redraw = true;
        } else {
            self.flight = None;
            self.jump(to, effects);
        }
    }

    /// Puts the map elsewhere at once. A page, or a wheel, may do so a little with every frame.
    fn jump(&mut self, to: Camera, effects: &mut Effects) {
        self.restless = self.now > self.jumped && !self.has_settled();
        (self.jumped, self.frames) = (self.now, 0);
        effects.animate |= self.restless;
        self.set_camera(to, effects);
    }

    /// Whether a map that was put elsewhere would have been again by now, were it still to move. A single frame of a
    /// slow device lasts longer than several of a fast one.
    fn has_settled(&self) -> bool {
        self.now - self.jumped >= if self.frames == 1 { LONGEST_FRAME_MS } else { SETTLE_MS }
    }

    fn settle_on(&mut self, effects: &mut Effects) {
        if self.restless {
            self.restless = !self.has_settled();
            effects.animate |= self.restless;
            self.changed(effects);
        }
    }

    fn set_camera(&mut self, camera: Camera, effects: &mut Effects) {
        effects.moved |= camera != self.camera;
        self.camera = camera;
        self.changed(effects);
    }

    fn fly_on(&mut self, time: f64, effects: &mut Effects) {
        let Some((flight, start)) = &mut self.flight else { return };
        let elapsed = time - *start.get_or_insert(time);
        let duration = flight.duration_ms();
        let (camera, landed) = (flight.at(elapsed / duration.max(1.0)), elapsed >= duration);
        if landed {
            self.flight = None;
        }
        effects.animate = !landed;
        self.set_camera(camera, effects);
    }

    fn glide_on(&mut self, time: f64, effects: &mut Effects) {
        let Some(glide) = &mut self.glide else { return };
        let (camera, rests) = glide.at(time);
        if rests {
            self.glide = None;
        }
        effects.animate |= !rests;
        self.set_camera(camera, effects);
    }

    fn intend(&mut self, intent: Intent, effects: &mut Effects) {
        match intent {
            Intent::Move { dx, dy, zoom, about } => {
                self.flight = None;
                self.glide = None;
                self.moved = true;
                let mut camera = self.camera.panned(dx, dy);
                if zoom != 0.0 {
                    camera = camera.zoomed_about(about, camera.zoom() + zoom);
                }
                self.jump(camera, effects);
            }
            Intent::Fling { vx, vy } => {
                if !self.reduced_motion {
                    self.glide = Some(Glide::new(self.camera, (vx, vy)));
                    effects.animate = true;
                }
            }
            Intent::Tap(at) => self.use_target(self.target_at(at), effects),
            Intent::DoubleTap(at) => {
                let to = self.camera.zoomed_about(at, self.camera.zoom() + ZOOM_STEP);
                self.go(to, true, effects);
            }
            Intent::WheelAlone => effects.hint = Some(Hint::Wheel),
            Intent::FingerAlone => effects.hint = Some(Hint::Touch),
        }
    }
}
