//! The inner loops of dateline-map: what is done for each of a million places.
//!
//! The map is compiled for size, as every reader downloads it. What stands here is compiled for speed, which
//! a compiler is told crate by crate: reading the same file takes less than half the time.
//! Nothing here knows a map, a page or a colour's meaning; positions are whole steps of [`index::TURN`].
//!
//! | module | owns |
//! |---|---|
//! | [`cursor`] | going through a text of JSON |
//! | [`columns`] | columns and texts as bytes, from one thread to another |
//! | [`feature`] | a GeoJSON feature that is a plain point, without a tree of values |
//! | [`extent`] | how far points reach round the world |
//! | [`ids`] | which ids there are |
//! | [`index`] | points in columns, and what lies in a box |
//! | [`clusters`] | points that stand too close together to be told apart, gathered zoom by zoom |
//! | [`raster`] | blending small pictures, the topmost first |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod clusters;
pub mod columns;
pub mod cursor;
pub mod extent;
pub mod feature;
pub mod ids;
pub mod index;
pub mod raster;
