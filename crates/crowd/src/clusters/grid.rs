//! Which items have neighbours.

/// Who has neighbours: square cells as wide as the reach, and in each of them none, one, or several.
///
/// Cells share the slots of a table, eight of them for each item. A slot holds a mark of the cell that is in
/// it, and [`SEVERAL`] if that holds more than one item; two cells in one slot are [`MIXED`]. So an item may
/// be taken for the neighbour of another wrongly, of which some 10 in 100 are, but never overlooked.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    slots: Vec<u8>,
    /// 2^32 to a cell's width.
    factor: u64,
    /// The last column round the world, which is narrower than the others.
    last: u32,
}

const SEVERAL: u8 = 0x80;
const MIXED: u8 = 0xff;

/// An odd number near 2^32 divided by the golden ratio, so that rows are spread over the table (Knuth, *The Art
/// of Computer Programming* 3, section 6.4).
const SPREAD: u32 = 0x9e37_79b1;

impl Grid {
    /// Empty cells as wide as `reach`, with slots for so many items.
    pub fn clear(&mut self, reach: u32, items: usize) {
        // Rounded down, so that cells are never narrower than the reach.
        self.factor = (1 << 32) / u64::from(reach.max(1));
        self.last = self.cell((u32::MAX, 0)).0;
        self.slots.clear();
        self.slots.resize((items * 8).next_power_of_two(), 0);
    }

    fn cell(&self, (x, y): (u32, u32)) -> (u32, u32) {
        let along = |step: u32| ((u64::from(step) * self.factor) >> 32) as u32;
        (along(x), along(y))
    }

    /// The number of a cell. Those of a row follow each other in the table, as the items in them do.
    fn key((column, row): (u32, u32)) -> u32 {
        row.wrapping_mul(SPREAD).wrapping_add(column)
    }

    /// The mark of the cell with this number times [`SPREAD`]: 1..=64.
    fn mark(spread: u32) -> u8 {
        (spread >> 26) as u8 + 1
    }

    pub fn add(&mut self, spot: (u32, u32)) {
        let key = Self::key(self.cell(spot));
        let mark = Self::mark(key.wrapping_mul(SPREAD));
        let mask = self.slots.len() - 1;
        let slot = &mut self.slots[key as usize & mask];
        *slot = match *slot {
            0 => mark,
            held if held & !SEVERAL == mark => mark | SEVERAL,
            _ => MIXED,
        };
    }

    /// Whether there may be another item within reach of the one here.
    pub fn has_neighbours(&self, spot: (u32, u32)) -> bool {
        let (column, row) = self.cell(spot);
        if column == 0 || column + 1 >= self.last {
            return true; // over the antimeridian
        }
        let (own, mask) = (Self::key((column, row)), self.slots.len() - 1);
        for key in [own.wrapping_sub(SPREAD), own, own.wrapping_add(SPREAD)] {
            let mut spread = key.wrapping_sub(1).wrapping_mul(SPREAD);
            for beside in [key.wrapping_sub(1), key, key.wrapping_add(1)] {
                let held = self.slots[beside as usize & mask];
                let holds = held != 0 && held & !SEVERAL == Self::mark(spread);
                if held == MIXED || holds && (beside != own || held & SEVERAL != 0) {
                    return true;
                }
                spread = spread.wrapping_add(SPREAD);
            }
        }
        false
    }
}
