//! Which ids there are.

/// Which ids there are, without keeping them: by a hash of 64 bits, of which a million have less than one chance
/// in ten million to meet.
#[derive(Debug, Default)]
pub struct Ids {
    /// 0 where a slot is free. A hash is looked for from its own slot on.
    slots: Vec<u64>,
    count: usize,
}

impl Ids {
    /// Adds an id, unless it is empty; whether it was not there before.
    pub fn add(&mut self, id: &str) -> bool {
        if id.is_empty() {
            return true;
        }
        if self.count * 2 >= self.slots.len() {
            let more = vec![0; (self.slots.len() * 2).max(1024)];
            for hash in std::mem::replace(&mut self.slots, more).into_iter().filter(|&hash| hash != 0) {
                let slot = self.slot(hash);
                self.slots[slot] = hash;
            }
        }
        let hash = hash(id.as_bytes());
        let slot = self.slot(hash);
        let is_new = self.slots[slot] != hash;
        self.slots[slot] = hash;
        self.count += usize::from(is_new);
        is_new
    }

    /// The slot of a hash, or the free one where it would be.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        // Ids that are counted up differ in few of the hash's bits: multiplied, in the high ones (Knuth, *The Art of
        // Computer Programming* 3, section 6.4).
        let mut slot = (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while self.slots[slot] != 0 && self.slots[slot] != hash {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// FNV-1a of 64 bits (Fowler, Noll and Vo; RFC 9923), never 0.
fn hash(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    bytes.iter().fold(start, |hash: u64, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)).max(1)
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
