//! How far points reach round the world, and from north to south, whatever their number.
//!
//! The world is cut into slices of longitude, and of each slice the two ends of what lies in it are kept. A gap wider
//! than a slice is between two of these ends, and among fewer points than slices there is one: so the widest gap of
//! many points is found without sorting them.

/// A slice is a tenth of a degree wide.
const SLICES: usize = 3600;

/// The extent of the points it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// The western and the eastern end of what lies in each slice; infinite, the wrong way round, where nothing does.
    /// None as long as there are no points: every piece of a file that comes in has an extent.
    slices: Vec<(f64, f64)>,
    north: f64,
    south: f64,
}

/// The ends of nothing.
const NOTHING: (f64, f64) = (f64::INFINITY, f64::NEG_INFINITY);

impl Default for Extent {
    fn default() -> Self {
        Self { slices: Vec::new(), north: NOTHING.0, south: NOTHING.1 }
    }
}

impl Extent {
    /// Takes in a point: `x` in turns round the world, 0 to 1, and `y` in heights of its square.
    pub fn add(&mut self, x: f64, y: f64) {
        if self.slices.is_empty() {
            self.slices = vec![NOTHING; SLICES];
        }
        let slice = &mut self.slices[((x * SLICES as f64) as usize).min(SLICES - 1)];
        *slice = (slice.0.min(x), slice.1.max(x));
        (self.north, self.south) = (self.north.min(y), self.south.max(y));
    }

    /// The western and the eastern end of each slice that holds points, from 180° W eastward.
    pub fn slices(&self) -> impl Iterator<Item = (f64, f64)> {
        self.slices.iter().copied().filter(|(west, east)| west <= east)
    }

    /// How far they reach to the north and to the south; infinite, the wrong way round, when there are none.
    pub fn heights(&self) -> (f64, f64) {
        (self.north, self.south)
    }
}
