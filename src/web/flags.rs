//! [`Effects`] as the number that `element.js`, `loader.js` and `reach.js` read. Their lists of flags are kept in step with this
//! one by hand; the browser tests fail when they are not.

use crate::widget::{Effects, Hint};

/// Paint in the next frame.
pub const REDRAW: u32 = 1;
/// A flight goes on.
pub const ANIMATE: u32 = 2;
/// The view has changed.
pub const MOVED: u32 = 4;
/// The selection has changed.
pub const SELECTED: u32 = 8;
/// The reader wants to select what `View::wanted` tells.
pub const WANTS: u32 = 16;
/// The wheel was turned without its key.
pub const HINT_WHEEL: u32 = 32;
/// One finger moved over the map.
pub const HINT_TOUCH: u32 = 64;
/// There is work to be done in pieces.
pub const BUSY: u32 = 128;

/// The effects in one number.
pub fn of(effects: &Effects) -> u32 {
    let flag = |on: bool, flag: u32| if on { flag } else { 0 };
    flag(effects.redraw, REDRAW)
        | flag(effects.animate, ANIMATE)
        | flag(effects.moved, MOVED)
        | flag(effects.selected, SELECTED)
        | flag(effects.wants.is_some(), WANTS)
        | flag(effects.busy, BUSY)
        | match effects.hint {
            Some(Hint::Wheel) => HINT_WHEEL,
            Some(Hint::Touch) => HINT_TOUCH,
            None => 0,
        }
}
