//! The line of credit, as it is painted into the map's corner on surfaces that have no other place for it.

use super::labels::Align;
use super::measure::TextMeasure;
use crate::geo::{ScreenPoint, ScreenRect};
use crate::theme::SCALE_FONT;

/// Between the text and the viewport's edges, px.
const EDGE: f64 = 8.0;
/// The widest it gets, as a share of the viewport's width: the scale stands in the other corner.
const WIDEST: f64 = 0.6;

/// The credit, in as many lines as it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    /// The lines from the top, each with the end of its baseline that is named by `align`.
    pub lines: Vec<(String, ScreenPoint)>,
    /// How the lines are aligned.
    pub align: Align,
    /// The box of it all.
    pub rect: ScreenRect,
}

/// The credit `text` in the lower corner of `view` where lines end; `None` for an empty text.
pub fn credit(text: &str, view: &ScreenRect, rtl: bool, measure: &dyn TextMeasure) -> Option<Credit> {
    let width = |text: &str| measure.width(text, &SCALE_FONT);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| width(longer) <= view.width * WIDEST) {
            Some(longer) => {
                lines.pop();
                lines.push(longer);
            }
            None => lines.push(word.to_owned()),
        }
    }
    if lines.is_empty() {
        return None;
    }
    let high = SCALE_FONT.line_height();
    let wide = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
    let top = view.height - EDGE - high * lines.len() as f64;
    let x = if rtl { EDGE } else { view.width - EDGE };
    let rect = ScreenRect::new(if rtl { x } else { x - wide }, top, wide, view.height - EDGE - top);
    let mut baseline = top + high * 0.78;
    let lines = lines.into_iter().map(|line| {
        let at = ScreenPoint::new(x, baseline);
        baseline += high;
        (line, at)
    });
    Some(Credit { lines: lines.collect(), align: if rtl { Align::Left } else { Align::Right }, rect })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::ApproximateMeasure;

    const TEXT: &str = "Made with Natural Earth · disputed borders dashed";

    fn on(width: f64, rtl: bool) -> Credit {
        credit(TEXT, &ScreenRect::new(0.0, 0.0, width, 400.0), rtl, &ApproximateMeasure).unwrap()
    }

    #[test]
    fn it_is_one_line_where_there_is_room_and_all_of_it_where_there_is_not() {
        assert_eq!(on(800.0, false).lines.len(), 1);
        for width in [360.0, 240.0, 30.0] {
            let narrow = on(width, false);
            assert!(narrow.lines.len() > 1);
            let words: Vec<&str> = narrow.lines.iter().flat_map(|(line, _)| line.split(' ')).collect();
            assert_eq!(words.join(" "), TEXT);
            assert!(narrow.rect.bottom() <= 392.0 && narrow.lines.iter().all(|(_, at)| at.y < 392.0));
        }
        assert!(on(360.0, false).rect.x > 360.0 * 0.39);
    }

    #[test]
    fn it_changes_sides_with_the_direction_of_reading() {
        assert!(on(800.0, false).rect.x > 400.0 && on(800.0, true).rect.right() < 400.0);
        assert_eq!(on(800.0, true).align, Align::Left);
    }

    #[test]
    fn no_text_is_no_credit() {
        assert!(credit(" ", &ScreenRect::new(0.0, 0.0, 300.0, 300.0), false, &ApproximateMeasure).is_none());
    }
}
