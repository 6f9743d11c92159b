//! Beacons that are already on disk: the same id again counts once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use crate::domain::moment::{HOUR, Moment};

const SHARDS: usize = 16;
/// Ids kept by one shard in one generation; 16 × 2 × 65,536 ids are at most about 70 MB.
const MOST: usize = 65_536;
/// A generation lasts this long at most (milliseconds): an id is known for 12 to 24 hours.
const GENERATION: i64 = 12 * HOUR;

/// What is known of a beacon's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Never seen; it is pending from now on, until [`Repeats::settle`] or [`Repeats::forget`].
    Fresh,
    /// The same is on its way to the disk at this moment.
    Pending,
    /// On disk.
    Durable,
}

struct Shard {
    newer: HashMap<Uuid, bool>,
    older: HashMap<Uuid, bool>,
    since: Moment,
}

/// Ids of recent beacons. When a shard is full its older half is forgotten.
pub struct Repeats([Mutex<Shard>; SHARDS]);

impl Repeats {
    /// No beacon seen yet.
    pub fn new(now: Moment) -> Self {
        Self(std::array::from_fn(|_| Mutex::new(Shard { newer: HashMap::new(), older: HashMap::new(), since: now })))
    }

    /// Asks for `id` and, when it is fresh, marks it as pending.
    pub fn begin(&self, id: Uuid, now: Moment) -> Known {
        let mut shard = self.shard(id);
        match shard.newer.get(&id).or_else(|| shard.older.get(&id)) {
            Some(true) => Known::Durable,
            Some(false) => Known::Pending,
            None => {
                shard.make_room(now);
                shard.newer.insert(id, false);
                Known::Fresh
            }
        }
    }

    /// `id` is on disk.
    pub fn settle(&self, id: Uuid) {
        self.shard(id).newer.insert(id, true);
    }

    /// `id` could not be written; the same may come again.
    pub fn forget(&self, id: Uuid) {
        let mut shard = self.shard(id);
        shard.newer.remove(&id);
        shard.older.remove(&id);
    }

    fn shard(&self, id: Uuid) -> std::sync::MutexGuard<'_, Shard> {
        // The last byte is random in every kind of UUID.
        let shard = &self.0[usize::from(id.as_bytes()[15]) % SHARDS];
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shard {
    fn make_room(&mut self, now: Moment) {
        if self.newer.len() >= MOST || now.since(self.since) >= GENERATION {
            self.older = std::mem::take(&mut self.newer);
            self.since = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beacon_counts_once_it_is_on_disk_and_not_before() {
        let repeats = Repeats::new(Moment(0));
        let id = Uuid::from_u128(7);
        assert_eq!(repeats.begin(id, Moment(0)), Known::Fresh);
        assert_eq!(repeats.begin(id, Moment(0)), Known::Pending);
        repeats.forget(id);
        assert_eq!(repeats.begin(id, Moment(0)), Known::Fresh);
        repeats.settle(id);
        assert_eq!(repeats.begin(id, Moment(GENERATION + 1)), Known::Durable);
    }
}
