//! What the element's attributes, the page's styles and the browser ask for.

use super::{LOW, NARROW, View, aim};
use crate::gesture::Policy;
use crate::layout::{Fit, Show};
use crate::theme::{Scheme, Theme};
use crate::units::Units;
use crate::web::{canvas, dom};
use crate::widget::{Gathering, Input};
use crate::words::{self, Text};
use wasm_bindgen::prelude::*;

/// What the attribute knows.
const CONTROLS: [&str; 8] = ["zoom", "fit", "list", "fullscreen", "legend", "inset", "no-inset", "timeline"];

const ICON_IN: &str = "M8 2.5v11M2.5 8h11";
const ICON_OUT: &str = "M2.5 8h11";
const ICON_LIST: &str = "M3 4h.01M3 8h.01M3 12h.01M6 4h7M6 8h7M6 12h7";
/// Two arrows that part.
const ICON_FULL: &str = "M9.5 2.5h4v4M13 3L9.2 6.8M6.5 13.5h-4v-4M3 13l3.8-3.8";
const ICON_FOLLOW: &str = "M2.5 3h6M2.5 6.5h6M2.5 10h4M11.5 13.5v-6M9 10.5l2.5 3 2.5-3";
const ICON_FIT: &str = "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10";

#[wasm_bindgen]
impl View {
    /// `center` and `zoom`: each not a number when it is not given.
    pub fn home(&mut self, lon: f64, lat: f64, zoom: f64) -> u32 {
        self.apply(Input::Home(aim(lon, lat, zoom)))
    }

    /// `fit`: `all`, `core`, or what the rule decides.
    pub fn fit_to(&mut self, word: &str) -> u32 {
        self.apply(Input::Fit(match word {
            "all" => Fit::All,
            "core" => Fit::Core,
            _ => Fit::Auto,
        }))
    }

    /// `gestures`; a word that is none of its values means `cooperative`.
    pub fn gestures(&mut self, word: &str) {
        let policy = Policy::parse(word).unwrap_or_default();
        self.apply(Input::Gestures(policy));
        dom::set(&self.map, "data-gestures", if policy == Policy::default() { "cooperative" } else { word });
        self.offer_keys();
    }

    /// `cluster`: `on`, `off`, or when there are many places; and `cluster-min-points`, 0 when it is not given.
    pub fn cluster(&mut self, word: &str, least: u32) -> u32 {
        let show = match word {
            "on" => Show::Always,
            "off" => Show::Never,
            _ => Show::Auto,
        };
        let least = if least == 0 { Gathering::default().least } else { least };
        self.apply(Input::Gathering(Gathering { show, least })) | self.over_moved()
    }

    /// `units`: `metric`, `imperial`, or those of the language's region.
    pub fn units(&mut self, word: &str) -> u32 {
        self.apply(Input::Units(Units::parse(word)))
    }

    /// `controls`: the tokens `zoom`, `fit`, `list` and `fullscreen`; all of them when it is not given,
    /// none when the map is static. `legend` asks for a legend where the story does not call for one.
    /// `inset` and `no-inset` decide over the globe, which is a picture and stays on a static map.
    /// `timeline` asks for the slider over the dates.
    pub fn controls(&mut self, tokens: Option<String>, is_static: bool) -> u32 {
        dom::clear(&self.controls);
        self.zooms.clear();
        self.is_static = is_static;
        self.offer_keys();
        let (mut legend, mut timeline, mut inset) = (false, false, Show::Auto);
        // Words of which none is known are as if they were not there.
        let is_known = |token: &str| CONTROLS.contains(&token);
        let asked = tokens.as_deref().filter(|t| t.trim().is_empty() || t.split_whitespace().any(is_known));
        for token in asked.unwrap_or("zoom fit list fullscreen").split_whitespace() {
            let buttons: &[_] = match token {
                "inset" => {
                    inset = Show::Always;
                    continue;
                }
                "no-inset" => {
                    inset = Show::Never;
                    continue;
                }
                "legend" => {
                    legend = true;
                    continue;
                }
                _ if is_static => &[],
                "timeline" => {
                    timeline = true;
                    continue;
                }
                "zoom" => &[(Text::ZoomIn, "in", ICON_IN), (Text::ZoomOut, "out", ICON_OUT)],
                "fit" => &[(Text::Fit, "fit", ICON_FIT)],
                "list" => &[(Text::List, "list", ICON_LIST)],
                "fullscreen" => &[(Text::FullScreen, "fullscreen", ICON_FULL)],
                _ => &[],
            };
            for &(text, action, icon) in buttons {
                let button = dom::button(&self.controls, "control", Some(text), action, icon);
                dom::set(&button, "part", "control");
                match action {
                    "in" => self.zooms.push((button, 1)),
                    "out" => self.zooms.push((button, -1)),
                    "list" => {
                        dom::set(&button, "aria-controls", "list");
                        dom::set(&button, "aria-expanded", "false");
                    }
                    "fullscreen" => dom::set(&button, "aria-pressed", "false"),
                    _ => {}
                }
            }
        }
        self.add_legend_button(legend, is_static);
        let flags = self.set_timeline(timeline);
        self.add_follow_button();
        dom::speak(&self.controls, self.widget.words());
        self.tell_legend();
        flags | self.apply(Input::Inset(inset)) | self.over_moved()
    }

    /// Whether the map can follow the text (`on` when it does now), so that there is a button for it.
    pub fn follow(&mut self, can: bool, on: bool) -> u32 {
        self.follows = can.then_some(on);
        match &self.follow_button {
            Some(button) => {
                dom::set(button, "aria-pressed", if on { "true" } else { "false" });
                button.set_hidden(!can);
            }
            None => self.add_follow_button(),
        }
        dom::speak(&self.controls, self.widget.words());
        self.over_moved()
    }

    /// `lang`, and the language of the page around the element; each empty where there is none.
    pub fn lang(&mut self, own: &str, page: &str) -> u32 {
        self.apply(Input::Lang(own.to_owned()))
            | self.apply(Input::PageLang(page.to_owned()))
            | self.show_texts()
            | self.settle_timeline()
    }

    /// `label` and `description`: the name and the description of the map for assistive technology; each
    /// empty for the story's title and an account of its places.
    pub fn name(&mut self, label: String, description: String) -> u32 {
        self.label = label;
        self.description = description;
        self.show_texts()
    }

    /// Whether the reader points with a finger, or as coarsely.
    pub fn coarse(&mut self, coarse: bool) -> u32 {
        self.apply(Input::Coarse(coarse))
    }

    /// Whether a language is written from right to left.
    pub fn is_rtl(&self, lang: &str) -> bool {
        words::is_rtl(lang)
    }

    /// `words`: the author's texts, as keys each followed by its text. Those of the keys that are no
    /// text's come back.
    pub fn words(&mut self, pairs: Vec<String>) -> Vec<String> {
        let mut words = self.widget.words().clone();
        words.clear();
        let mut unknown = Vec::new();
        for pair in pairs.chunks_exact(2) {
            if !words.set(&pair[0], &pair[1]) {
                unknown.push(pair[0].clone());
            }
        }
        self.apply(Input::Words(Box::new(words)));
        self.show_texts();
        unknown
    }

    /// The colours: the scheme's, with more contrast if the reader wants it, and over them what the page
    /// sets as `--dateline-…`.
    pub fn restyle(&mut self, dark: bool, contrast: bool) -> u32 {
        let mut theme = Theme::new(if dark { Scheme::Dark } else { Scheme::Light });
        if contrast {
            theme.strengthen();
        }
        let window = web_sys::window().unwrap_throw();
        if let Ok(Some(computed)) = window.get_computed_style(&self.host) {
            let names: Vec<&str> = theme.colors().map(|(name, _)| name).collect();
            for name in names {
                let value = computed.get_property_value(&format!("--dateline-{name}")).unwrap_or_default();
                if let Some(color) = canvas::parse_color(&self.ctx, value.trim()) {
                    theme.set(name, color);
                }
            }
        }
        dom::colours(&self.map, &theme);
        dom::style(&self.map, "color-scheme", if dark { "dark" } else { "light" });
        self.apply(Input::Theme(Box::new(theme)))
    }

    /// The size there is for map and key in CSS px, the device px to each, and whether the page reads
    /// from right to left.
    pub fn resize(&mut self, width: f64, height: f64, ratio: f64, rtl: bool) -> u32 {
        self.ratio = if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 };
        // A map of no extent is hidden; it keeps its view for when it is shown again.
        if width < 1.0 || height < 1.0 {
            return 0;
        }
        self.narrow = width < NARROW;
        self.credit.set_narrow(self.narrow);
        dom::set_or_remove(&self.map, "data-narrow", self.narrow.then_some(""));
        dom::set_or_remove(&self.map, "data-low", (height < LOW).then_some(""));
        dom::set(&self.map, "dir", if rtl { "rtl" } else { "ltr" });
        let flags = self.apply(Input::RightToLeft(rtl)) | self.apply(Input::Resize { width, height });
        let flags = flags | self.settle_legend();
        flags | self.over_moved()
    }

    /// Whether the reader wants no motion.
    pub fn reduced_motion(&mut self, reduced: bool) {
        self.apply(Input::ReducedMotion(reduced));
    }

    /// Fonts have come: texts are measured anew.
    pub fn fonts_changed(&mut self) -> u32 {
        self.measure.forget();
        self.stamps.clear();
        self.apply(Input::Fonts) | self.over_moved()
    }
}

impl View {
    /// The map itself can have the focus, and there is help on its keys, where keys move it.
    fn offer_keys(&self) {
        let offered = self.takes_keys();
        dom::set_or_remove(&self.ground, "tabindex", offered.then_some("0"));
        self.ground.set_hidden(!offered);
        self.help.offer(offered);
    }

    /// Makes the button by which the map follows the text, at the end of the controls.
    fn add_follow_button(&mut self) {
        self.follow_button = self.follows.map(|on| {
            let button = dom::button(&self.controls, "control", Some(Text::Follow), "follow", ICON_FOLLOW);
            dom::set(&button, "part", "control");
            dom::set(&button, "aria-pressed", if on { "true" } else { "false" });
            button
        });
    }
}
