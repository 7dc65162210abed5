//! What can happen to the widget, and what can follow.

use super::Gathering;
use crate::basemap::{Basemap, Level};
use crate::geo::{LonLat, ScreenRect};
use crate::gesture::{Policy, Sample};
use crate::layout::legend::Stand;
use crate::layout::{Fit, Show};
use crate::story::{Places, Story};
use crate::theme::Theme;
use crate::units::Units;
use crate::words::Words;

/// What is asked of a view; what is `None` stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Aim {
    /// The position in the middle.
    pub center: Option<LonLat>,
    /// The zoom.
    pub zoom: Option<f64>,
}

/// Something that happened to the widget.
#[derive(Debug, Clone)]
pub enum Input {
    /// The story was read. Replaces the one before; the selection goes with it.
    Story(Box<Story>),
    /// Some places of a story were read and are to be shown, and more of them will come. The first of them replace the
    /// story before. Not with every few: to paint a million takes longer than to read some thousands.
    Grow(Box<Places>),
    /// All of its places have come: what else the story says, with the last of them.
    Grown(Box<Story>),
    /// There is time for work on about so many places. See [`Effects::busy`].
    Work(usize),
    /// A level of the basemap was read, and joins those there are.
    Level(Box<Level>),
    /// Another basemap takes the place of the one before.
    Basemap(Box<Basemap>),
    /// The size there is for the map and its key, in CSS px.
    Resize {
        /// Width.
        width: f64,
        /// Height.
        height: f64,
    },
    /// The colours.
    Theme(Box<Theme>),
    /// BCP 47 tag of the language that names are wanted in; empty for the story's own.
    Lang(String),
    /// BCP 47 tag of the language of the page, for where none is wanted; empty when the page tells none.
    PageLang(String),
    /// What the author wants the interface to say, and how numbers are written. The language stays.
    Words(Box<Words>),
    /// Whether the interface reads from right to left.
    RightToLeft(bool),
    /// Boxes of the map that controls cover, px.
    Obstacles(Vec<ScreenRect>),
    /// The box of the map that the open panel covers, px.
    Panel(Option<ScreenRect>),
    /// The legend.
    Legend {
        /// Whether it is wanted even where the story does not call for one.
        wanted: bool,
        /// Where it may stand.
        stand: Stand,
    },
    /// What the map may take from the page.
    Gestures(Policy),
    /// Whether the reader points with a finger, or as coarsely.
    Coarse(bool),
    /// Whether the reader wants no motion.
    ReducedMotion(bool),
    /// A view that the author has set, in place of the frame that the story would get.
    Home(Aim),
    /// What that frame is to show.
    Fit(Fit),
    /// The units of distances; those of the language's region when `None`.
    Units(Option<Units>),
    /// When there is an inset.
    Inset(Show),
    /// A pointer or a wheel.
    Gesture(Sample),
    /// Fonts changed: what was measured no longer holds.
    Fonts,
    /// Select the place with this index, or none.
    Select(Option<usize>),
    /// The reader used what is known by this place: its marker, or its pointer, which may speak for
    /// others too.
    Use(usize),
    /// When places are gathered into clusters, and how.
    Gathering(Gathering),
    /// The reader used the mark of the cluster with this number.
    Open(u32),
    /// What was set out from a cluster goes back into it.
    PutBack,
    /// Go through the places in this order of their indices; in that of the file when it does not hold each once.
    Order(Vec<usize>),
    /// Draw these places no longer, and all others.
    Hide(Vec<usize>),
    /// Go to where these places are, unless they are in view.
    Show(Vec<usize>),
    /// Select the next place in the order they are gone through, or the one before it (-1).
    Step(isize),
    /// Zoom by one step, closer (1) or out (-1).
    Zoom(i8),
    /// Move the map by so many px, to the right and down.
    Pan {
        /// Px to the right.
        dx: f64,
        /// Px down.
        dy: f64,
    },
    /// Go to a view at once.
    Jump(Aim),
    /// Fly to a view.
    Fly(Aim),
    /// Go back to the first view.
    Reset,
    /// Time, in milliseconds of a steady clock: a frame is about to be painted.
    Frame(f64),
}

/// What follows from an input.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Effects {
    /// The scene has changed: paint it in the next frame.
    pub redraw: bool,
    /// A flight goes on: send another [`Input::Frame`] with the next frame.
    pub animate: bool,
    /// There is work to be done in pieces: send [`Input::Work`] when there is time.
    pub busy: bool,
    /// The view has changed.
    pub moved: bool,
    /// Another place, or none, has been selected.
    pub selected: bool,
    /// The reader wanted to select this, or nothing (`Some(None)`): the driver decides, and answers
    /// with [`Input::Select`].
    pub wants: Option<Option<usize>>,
    /// The reader tried what the policy leaves to the page.
    pub hint: Option<Hint>,
}

/// What a reader may need to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// The wheel zooms with a key held.
    Wheel,
    /// Touch moves the map with two fingers.
    Touch,
}
