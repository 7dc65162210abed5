//! simplestyle 1.1: what a feature may say of its own look.
//!
//! <https://github.com/mapbox/simplestyle-spec/tree/master/1.1.0>. `title` and `description`, which it
//! also defines, serve as name and excerpt.

use crate::color::Color;
use crate::symbols::Symbol;

/// The look that a feature asks for. `None` means that the file does not say, and then the theme
/// decides; the methods give what the specification says instead.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SimpleStyle {
    /// `marker-color`.
    pub marker_color: Option<Color>,
    /// `marker-size`.
    pub marker_size: Option<MarkerSize>,
    /// `marker-symbol`: one or two digits, a letter, or the name of a drawing.
    pub marker_symbol: Option<Symbol>,
    /// `stroke`: the colour of lines and of polygons' edges.
    pub stroke: Option<Color>,
    /// `stroke-opacity`, 0..=1.
    pub stroke_opacity: Option<f64>,
    /// `stroke-width`, in CSS px, not negative.
    pub stroke_width: Option<f64>,
    /// `fill`: the colour of polygons.
    pub fill: Option<Color>,
    /// `fill-opacity`, 0..=1.
    pub fill_opacity: Option<f64>,
}

/// The size of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkerSize {
    /// `small`.
    Small,
    /// `medium`, the specification's default.
    #[default]
    Medium,
    /// `large`.
    Large,
}

impl MarkerSize {
    /// The size that `word` stands for.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "small" => Some(Self::Small),
            "medium" => Some(Self::Medium),
            "large" => Some(Self::Large),
            _ => None,
        }
    }
}

impl SimpleStyle {
    /// The marker's colour; `#7e7e7e` when not given.
    pub fn marker_color(&self) -> Color {
        self.marker_color.unwrap_or(Color::rgb(0x7e, 0x7e, 0x7e))
    }

    /// The marker's size; medium when not given.
    pub fn marker_size(&self) -> MarkerSize {
        self.marker_size.unwrap_or_default()
    }

    /// The colour and opacity of lines in one; `#555555` and 1 when not given.
    pub fn stroke(&self) -> Color {
        self.stroke.unwrap_or(Color::rgb(0x55, 0x55, 0x55)).fade(self.stroke_opacity.unwrap_or(1.0))
    }

    /// The width of lines, in CSS px; 2 when not given.
    pub fn stroke_width(&self) -> f64 {
        self.stroke_width.unwrap_or(2.0)
    }

    /// Whether the file says anything of lines and edges, so that the specification's defaults hold for
    /// the rest of it; else the look of lines is the theme's.
    pub fn has_stroke(&self) -> bool {
        self.stroke.is_some() || self.stroke_opacity.is_some() || self.stroke_width.is_some()
    }

    /// The same for what fills polygons.
    pub fn has_fill(&self) -> bool {
        self.fill.is_some() || self.fill_opacity.is_some()
    }

    /// The colour and opacity of polygons in one; `#555555` and 0.6 when not given.
    pub fn fill(&self) -> Color {
        self.fill.unwrap_or(Color::rgb(0x55, 0x55, 0x55)).fade(self.fill_opacity.unwrap_or(0.6))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_given_is_as_the_specification_says() {
        let style = SimpleStyle::default();
        assert_eq!(style.marker_color().to_string(), "#7e7e7e");
        assert_eq!(style.marker_size(), MarkerSize::Medium);
        assert_eq!(style.stroke().to_string(), "#555555");
        assert_eq!(style.stroke_width(), 2.0);
        assert_eq!(style.fill().to_string(), "#55555599");
    }

    #[test]
    fn one_member_of_a_kind_brings_the_defaults_of_that_kind_and_of_no_other() {
        let style = SimpleStyle { stroke_width: Some(4.0), ..SimpleStyle::default() };
        assert!(style.has_stroke() && !style.has_fill());
        let style = SimpleStyle { fill_opacity: Some(0.1), ..SimpleStyle::default() };
        assert!(style.has_fill() && !style.has_stroke());
    }

    #[test]
    fn opacity_goes_into_the_colour() {
        let style =
            SimpleStyle { stroke: Color::parse("#f00"), stroke_opacity: Some(0.2), ..SimpleStyle::default() };
        assert_eq!(style.stroke(), Color::rgba(255, 0, 0, 51));
    }
}
