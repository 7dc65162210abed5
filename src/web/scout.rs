//! What a worker calls to read a file: `files.js` runs the same wasm there, without a page, and copies bytes in and out.
//!
//! Numbers alone go in and out of these functions, so that the worker needs nothing of the JavaScript which the page has.

use crate::story::Scout;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[derive(Default)]
struct Desk {
    scout: Scout,
    given: Vec<u8>,
    batch: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Where so many bytes of the file are to be put.
#[wasm_bindgen(skip_typescript)]
pub fn scout_room(length: usize) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        desk.given.resize(length, 0);
        desk.given.as_mut_ptr()
    })
}

/// Reads the bytes that were put there; or, when none were, what is left at the end of the file. How many bytes the
/// batch has that has come of it; 0, when there is none yet.
#[wasm_bindgen(skip_typescript)]
pub fn scout_read() -> usize {
    DESK.with_borrow_mut(|Desk { scout, given, batch }| {
        let made = if given.is_empty() { scout.finish() } else { scout.push(given) };
        *batch = made.unwrap_or_default();
        batch.len()
    })
}

/// Where the batch stands.
#[wasm_bindgen(skip_typescript)]
pub fn scout_batch() -> *const u8 {
    DESK.with_borrow(|desk| desk.batch.as_ptr())
}

/// Whether that was the last one.
#[wasm_bindgen(skip_typescript)]
pub fn scout_ended() -> bool {
    DESK.with_borrow(|desk| desk.scout.ended())
}
