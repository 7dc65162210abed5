//! How the map looks: every colour, font, width and threshold of the drawing, in one place.
//!
//! The map is quiet so that the story is loud: pale paper land, cool grey-blue water, hairline
//! borders, and one accent for what the story says and nothing else. Text reaches WCAG 2.2's 4.5 : 1
//! on whatever may lie under it, markers and area edges 3 : 1; a test below computes both.

use crate::color::Color;
use crate::number::Px;

/// Which of the two tables is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Dark ink on pale paper.
    #[default]
    Light,
    /// Pale ink on dark paper.
    Dark,
}

/// Writes the palette once: each row gives the field, the name under which a page may override it
/// (`--dateline-…`), and its light and dark value.
macro_rules! palette {
    ($($(#[$doc:meta])* $field:ident, $name:literal, $light:literal, $dark:literal;)*) => {
        /// The colours of one scheme.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Theme {
            /// The scheme that the colours started from.
            pub scheme: Scheme,
            $($(#[$doc])* pub $field: Color,)*
        }

        impl Theme {
            /// The colours of `scheme`.
            pub const fn new(scheme: Scheme) -> Self {
                match scheme {
                    Scheme::Light => Self { scheme, $($field: hex($light),)* },
                    Scheme::Dark => Self { scheme, $($field: hex($dark),)* },
                }
            }

            /// Every colour with the name that follows `--dateline-` in a style sheet.
            pub fn colors(&self) -> impl Iterator<Item = (&'static str, Color)> {
                [$(($name, self.$field),)*].into_iter()
            }

            /// Sets the colour called `name` in a style sheet; whether there is one.
            pub fn set(&mut self, name: &str, color: Color) -> bool {
                match name {
                    $($name => self.$field = color,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

impl Theme {
    /// What a marker, a line or a name may lie on.
    fn grounds(&self) -> [Color; 5] {
        [self.land, self.home, self.area, self.contested, self.water]
    }

    /// Whether `color` has at least `ratio` of contrast with whatever it may lie on. WCAG 2.2 asks 3 of
    /// graphics (1.4.11) and 4.5 of text (1.4.3).
    pub fn stands_out(&self, color: Color, ratio: f64) -> bool {
        self.grounds().into_iter().all(|ground| color.contrast(ground) >= ratio)
    }

    /// More contrast, for readers who ask for it: second texts as dark as the first, lines as dark as second
    /// texts were.
    pub fn strengthen(&mut self) {
        let (first, second) = (self.text, self.text_second);
        self.text_second = first;
        self.context = first;
        self.water_name = first;
        self.rule = second;
        self.border = second;
        self.coast = second;
        self.area_edge = first;
    }

    /// The ink for what stands on `color`: the one of the theme's two that has more contrast with it.
    pub fn ink_on(&self, color: Color) -> Color {
        let more = self.on_accent.contrast(color) >= self.text.contrast(color);
        if more { self.on_accent } else { self.text }
    }
}

const fn hex(rgb: u32) -> Color {
    Color::rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

palette! {
    /// Panel, pills, controls.
    card, "card", 0xfffdf9, 0x1b1f23;
    /// Hairlines of panel, pills, controls.
    rule, "rule", 0xd9d3c6, 0x3d444b;
    /// Seas and lakes.
    water, "water", 0xd9e4ea, 0x12171c;
    /// Land.
    land, "land", 0xf1ede4, 0x1e2226;
    /// The country in which most of the story plays.
    home, "home", 0xfbf9f4, 0x292e33;
    /// Land that no country is shown to own, in the view of the world that is chosen.
    contested, "contested", 0xe5e0d4, 0x262a2b;
    /// Coasts.
    coast, "coast", 0xb4b6b0, 0x454d55;
    /// Borders between provinces.
    province_line, "province", 0xcfc8ba, 0x3a4046;
    /// Borders between countries, the disputed ones too.
    border, "border", 0xa9a294, 0x59616a;
    /// Areas of the story's places.
    area, "area", 0xf0d9c0, 0x4a3a2a;
    /// The edge of those areas.
    area_edge, "area-edge", 0xb0743c, 0xc08a55;
    /// Names of places; the panel's text.
    text, "text", 0x1d1b18, 0xf2eee6;
    /// Annotations, sources, distances.
    text_second, "text-second", 0x5b564e, 0xb9b3a7;
    /// Names of countries and provinces around the story.
    context, "context", 0x655f50, 0xaca9a1;
    /// Names of seas and lakes.
    water_name, "water-name", 0x476779, 0x7796a8;
    /// Markers and all else that the story says.
    accent, "accent", 0xb3261e, 0xff7a6b;
    /// The ring round a marker.
    ring, "ring", 0xffffff, 0x15181b;
    /// Text and symbols on the accent.
    on_accent, "on-accent", 0xffffff, 0x15181b;
}

/// The typefaces. No font is downloaded: the first of each list that the reader's system has is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// The map's own voice.
    Sans,
    /// The panel's and the water's voice.
    Serif,
}

impl Family {
    /// The value of CSS `font-family`.
    pub const fn css(self) -> &'static str {
        match self {
            Self::Sans => "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
            Self::Serif => "Georgia, 'Noto Serif', 'Times New Roman', serif",
        }
    }
}

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// The typeface.
    pub family: Family,
    /// CSS font size, px.
    pub size: f64,
    /// CSS font weight, 100..900.
    pub weight: u16,
    /// Whether it is slanted.
    pub italic: bool,
    /// Added after each letter, px.
    pub spacing: f64,
}

impl Font {
    /// The CSS `font` shorthand.
    pub fn css(&self) -> String {
        let style = if self.italic { "italic " } else { "" };
        format!("{style}{} {}px {}", self.weight, Px(self.size), self.family.css())
    }

    /// The same for letters that join, which spaces would tear apart; a little larger, as it must do without.
    pub fn joined(self) -> Self {
        if self.spacing > 0.0 { Self { spacing: 0.0, size: self.size + 1.0, ..self } } else { self }
    }

    /// The height of a line set in it, px.
    pub fn line_height(&self) -> f64 {
        (self.size * 1.2).round()
    }
}

const fn sans(size: f64, weight: u16) -> Font {
    Font { family: Family::Sans, size, weight, italic: false, spacing: 0.0 }
}

/// A place's name.
pub const PLACE_FONT: Font = sans(14.0, 600);
/// The line under it.
pub const ANNOTATION_FONT: Font = sans(12.0, 400);
/// A number on the map that stands for a name in the key.
pub const NUMBER_FONT: Font = sans(11.0, 700);
/// The number of places in a cluster.
pub const CLUSTER_FONT: Font = sans(12.0, 700);
/// A name in the key.
pub const KEY_FONT: Font = sans(13.0, 600);
/// The name in an edge pointer.
pub const POINTER_FONT: Font = sans(12.5, 600);
/// The distance in an edge pointer.
pub const DISTANCE_FONT: Font = sans(12.5, 400);
/// The scale and the credit.
pub const SCALE_FONT: Font = sans(11.0, 400);
/// Country names, set in capitals.
pub const COUNTRY_FONT: Font = Font { spacing: 2.4, ..sans(11.0, 400) };
/// Those of countries that fill much of the view.
pub const COUNTRY_FONT_LARGE: Font = Font { spacing: 4.0, ..sans(12.5, 400) };
/// Those of an overview, and of countries with little room.
pub const COUNTRY_FONT_SMALL: Font = Font { spacing: 1.2, ..sans(9.5, 400) };
/// Province names, set in capitals.
pub const PROVINCE_FONT: Font = Font { spacing: 1.2, ..sans(9.5, 400) };

/// The name along a line.
pub const LINE_FONT: Font = sans(12.5, 600);
/// The legend.
pub const LEGEND_FONT: Font = sans(12.0, 400);
/// Names of seas, gulfs and lakes.
pub const WATER_FONT: Font = Font { family: Family::Serif, italic: true, spacing: 0.3, ..sans(12.0, 400) };
/// Names of oceans.
pub const OCEAN_FONT: Font = Font { spacing: 1.5, size: 14.0, ..WATER_FONT };
/// How long names that have changed their places take to appear, ms.
pub const FADE_MS: f64 = 180.0;

/// A map that is put elsewhere again within this time has not come to rest, ms: seven frames.
pub const SETTLE_MS: f64 = 120.0;

/// No frame takes longer, ms; what does is a pause.
pub const LONGEST_FRAME_MS: f64 = 600.0;

/// The halo round text on the map, px on each side.
pub const HALO: f64 = 2.0;

/// Line widths, px. Those of the ground hold at zoom 5, and [`growth`](width::growth) makes them finer in an
/// overview, where lines crowd, and bolder closer in.
pub mod width {
    /// Coasts.
    pub const COAST: f64 = 0.8;
    /// Borders between provinces.
    pub const PROVINCE: f64 = 0.8;
    /// Borders between countries.
    pub const BORDER: f64 = 1.1;
    /// Edges of the story's areas.
    pub const AREA_EDGE: f64 = 1.1;
    /// The story's lines.
    pub const LINE: f64 = 2.5;
    /// The pale edge on each side of them.
    pub const LINE_CASING: f64 = 1.0;
    /// Added to the line of the selected place.
    pub const LINE_SELECTED: f64 = 1.5;
    /// The edge of a marker whose own colour does not stand out from the ground.
    pub const MARKER_EDGE: f64 = 1.25;
    /// From a marker to a label that is set aside.
    pub const LEADER: f64 = 1.0;
    /// The ring round a marker.
    pub const RING: f64 = 2.0;
    /// The soft edge round a cluster.
    pub const CLUSTER_HALO: f64 = 3.0;
    /// From a cluster to a place that is set out from it.
    pub const LEG: f64 = 1.2;
    /// The outer ring of the selected marker.
    pub const SELECTED_RING: f64 = 2.0;

    /// What a width of the ground is multiplied by at `zoom`: from 0.7 at zoom 2 to 1.3 at zoom 8.
    pub fn growth(zoom: f64) -> f64 {
        0.7 + 0.1 * (zoom - 2.0).clamp(0.0, 6.0)
    }
}

/// Dash and gap of a disputed border, px.
pub const DISPUTED_DASH: [f64; 2] = [4.0, 3.0];

/// Marker radii, px, without the ring.
pub mod radius {
    /// simplestyle's `marker-size: small`.
    pub const SMALL: f64 = 4.0;
    /// The usual marker: a disc of 11 px.
    pub const MEDIUM: f64 = 5.5;
    /// simplestyle's `marker-size: large`.
    pub const LARGE: f64 = 8.0;
    /// The same three with a symbol in them.
    pub const SYMBOL: [f64; 3] = [8.0, 10.0, 13.0];
    /// A marker that carries a number.
    pub const NUMBERED: f64 = 8.5;
    /// A cluster: of one place, and so much more for each time that its number grows by a factor of e.
    pub const CLUSTER: (f64, f64) = (9.5, 1.3);
    /// The outer ring of the selected marker stands this far outside its disc.
    pub const SELECTED_GAP: f64 = 5.5;
    /// The least half side of what a finger or pointer may hit: WCAG 2.2, 2.5.8, asks for 24 px in all.
    pub const HIT: f64 = 12.0;
}

/// Zooms from which a class of detail is drawn.
pub mod from_zoom {
    /// Province borders, which appear by and by: below it they are a web of hairlines.
    pub const PROVINCE_LINES: f64 = 3.5;
    /// Names of oceans.
    pub const WATER_NAMES: f64 = 1.0;
    /// Names of seas, gulfs and lakes.
    pub const SEA_NAMES: f64 = 2.6;
    /// Province names.
    pub const PROVINCE_NAMES: f64 = 6.6;
    /// See [`PROVINCE_NAMES`].
    pub const NO_PROVINCE_NAMES: f64 = 11.0;
    /// Country names, up to where a view lies within one town.
    pub const COUNTRY_NAMES: f64 = 1.5;
    /// See [`COUNTRY_NAMES`].
    pub const NO_COUNTRY_NAMES: f64 = 9.0;

    /// How much of what appears by and by from zoom `from` is there at `zoom`: all of it one level on.
    pub fn share(from: f64, zoom: f64) -> f64 {
        (zoom - from).clamp(0.0, 1.0)
    }
}

/// The inset: a small globe that shows where in the world the map is.
pub mod inset {
    /// It shows by itself when the frame covers less than this share of the world: a fiftieth is the
    /// size of Europe, and no smaller outline is known to every reader.
    pub const SHARE: f64 = 0.02;
    /// Asked for, it shows up to this share: beyond it, the map itself is the globe's picture.
    pub const MOST_SHARE: f64 = 0.25;
    /// Its diameter as a share of the map's shorter side, and the bounds of the diameter, px.
    pub const OF_SIDE: f64 = 0.1;
    /// See [`OF_SIDE`].
    pub const DIAMETER: (f64, f64) = (68.0, 92.0);
    /// On a map narrower or lower than this, px, it would take the room of the story.
    pub const LEAST_WIDTH: f64 = 480.0;
    /// See [`LEAST_WIDTH`].
    pub const LEAST_HEIGHT: f64 = 320.0;
    /// The frame is drawn no smaller than this across, px, however small a part of the world it is.
    pub const LEAST_FRAME: f64 = 8.0;
    /// Radius of a far place's dot, px.
    pub const DOT: f64 = 1.8;
    /// Width of the frame's edge, px.
    pub const EDGE: f64 = 1.2;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reaches_aa_on_everything_it_may_lie_on() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let t = Theme::new(scheme);
            for ground in t.grounds().into_iter().chain([t.card]) {
                for (name, ink) in [("text", t.text), ("text-second", t.text_second)] {
                    let ratio = ink.contrast(ground);
                    assert!(ratio >= 4.5, "{scheme:?}: {name} {ink} on {ground} has {ratio:.2}");
                }
            }
            for ground in [t.land, t.home, t.area, t.contested] {
                let ratio = t.context.contrast(ground);
                assert!(ratio >= 4.5, "{scheme:?}: context on {ground} has {ratio:.2}");
            }
            let ratio = t.water_name.contrast(t.water);
            assert!(ratio >= 4.5, "{scheme:?}: names on water have {ratio:.2}");
            let ratio = t.accent.contrast(t.card);
            assert!(ratio >= 4.5, "{scheme:?}: links on the card have {ratio:.2}");
            let ratio = t.on_accent.contrast(t.accent);
            assert!(ratio >= 4.5, "{scheme:?}: symbols on the accent have {ratio:.2}");
        }
    }

    #[test]
    fn markers_and_area_edges_stand_out_from_everything_they_may_lie_on() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let t = Theme::new(scheme);
            for ground in t.grounds() {
                let ratio = t.accent.contrast(ground);
                assert!(ratio >= 3.0, "{scheme:?}: accent on {ground} has {ratio:.2}");
            }
            for ground in [t.land, t.home] {
                let ratio = t.area_edge.contrast(ground);
                assert!(ratio >= 3.0, "{scheme:?}: area edge on {ground} has {ratio:.2}");
            }
        }
    }

    #[test]
    fn controls_and_the_ring_of_the_focus_stand_out_from_anything() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let t = Theme::new(scheme);
            // Two rings side by side: whatever lies under them, one of the two has a contrast of at least the
            // square root of theirs with it. WCAG 2.2 asks 3 (1.4.11, 2.4.13).
            let rings = t.text.contrast(t.card);
            assert!(rings >= 9.0, "{scheme:?}: the rings of the focus have {rings:.2}");
            // The icons of controls and panel, and on what they are while pointed at or pressed.
            for ground in [t.card, t.land] {
                for (name, ink) in [("text", t.text), ("text-second", t.text_second), ("accent", t.accent)] {
                    let ratio = ink.contrast(ground);
                    assert!(ratio >= 3.0, "{scheme:?}: {name} on {ground} has {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn who_asks_for_more_contrast_gets_more() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let (plain, mut strong) = (Theme::new(scheme), Theme::new(scheme));
            strong.strengthen();
            for ground in strong.grounds().into_iter().chain([strong.card]) {
                // AAA: WCAG 2.2, 1.4.6.
                for ink in [strong.text, strong.text_second, strong.context, strong.water_name] {
                    let ratio = ink.contrast(ground);
                    assert!(ratio >= 7.0, "{scheme:?}: {ink} on {ground} has {ratio:.2}");
                }
            }
            for (ground, line) in
                [(strong.card, strong.rule), (strong.home, strong.border), (strong.water, strong.coast)]
            {
                let ratio = line.contrast(ground);
                assert!(ratio >= 4.5, "{scheme:?}: line {line} on {ground} has {ratio:.2}");
            }
            assert!(strong.rule.contrast(strong.card) > plain.rule.contrast(plain.card));
        }
    }

    #[test]
    fn some_ink_reads_on_every_colour_a_marker_can_have() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let t = Theme::new(scheme);
            let steps = [0, 51, 102, 128, 153, 204, 255];
            for (r, g, b) in
                steps.iter().flat_map(|&r| steps.map(|g| (r, g))).flat_map(|(r, g)| steps.map(|b| (r, g, b)))
            {
                let color = Color::rgb(r, g, b);
                let ratio = t.ink_on(color).contrast(color);
                // No two inks do better than the square root of their own contrast.
                assert!(ratio >= 3.9, "{scheme:?}: ink on {color} has {ratio:.2}");
            }
            assert!(t.stands_out(t.text_second, 3.0), "the edge of markers that do not stand out themselves");
        }
    }

    #[test]
    fn detail_comes_by_and_by() {
        assert_eq!((width::growth(0.0), width::growth(5.0), width::growth(14.0)), (0.7, 1.0, 1.3));
        let share = |zoom| from_zoom::share(from_zoom::PROVINCE_LINES, zoom);
        assert_eq!((share(0.0), share(4.0), share(9.0)), (0.0, 0.5, 1.0));
    }

    #[test]
    fn a_page_can_set_each_colour_by_its_name() {
        let mut theme = Theme::new(Scheme::Light);
        let names: Vec<_> = theme.colors().map(|(name, _)| name).collect();
        for name in names {
            assert!(theme.set(name, Color::rgb(1, 2, 3)), "{name}");
        }
        assert!(theme.colors().all(|(_, color)| color == Color::rgb(1, 2, 3)));
        assert!(!theme.set("nothing", Color::rgb(1, 2, 3)));
    }

    #[test]
    fn fonts_are_written_as_css_has_them() {
        assert!(PLACE_FONT.css().starts_with("600 14px system-ui"));
        assert!(Font { italic: true, ..ANNOTATION_FONT }.css().starts_with("italic 400 12px"));
    }
}
