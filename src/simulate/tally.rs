//! What simulated visitors did so far.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Counts, in the words of the status line.
#[derive(Debug, Default)]
pub(super) struct Tally {
    came: AtomicU64,
    went: AtomicU64,
    kept: AtomicU64,
    refused: AtomicU64,
    lost: AtomicU64,
    doorways: AtomicU64,
    invited: AtomicU64,
    replied: AtomicU64,
    declined: AtomicU64,
    said: AtomicU64,
}

impl Tally {
    pub(super) fn come(&self) {
        self.came.fetch_add(1, Relaxed);
    }

    pub(super) fn go(&self) {
        self.went.fetch_add(1, Relaxed);
    }

    /// A beacon was answered with this status, or not at all.
    pub(super) fn beacon(&self, status: Option<u16>) {
        let count = match status {
            Some(204) => &self.kept,
            Some(_) => &self.refused,
            None => &self.lost,
        };
        count.fetch_add(1, Relaxed);
    }

    pub(super) fn doorway(&self) {
        self.doorways.fetch_add(1, Relaxed);
    }

    pub(super) fn invited(&self) {
        self.invited.fetch_add(1, Relaxed);
    }

    pub(super) fn replied(&self) {
        self.replied.fetch_add(1, Relaxed);
    }

    pub(super) fn declined(&self) {
        self.declined.fetch_add(1, Relaxed);
    }

    pub(super) fn said(&self) {
        self.said.fetch_add(1, Relaxed);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = |count: &AtomicU64| count.load(Relaxed);
        let here = read(&self.came).saturating_sub(read(&self.went));
        write!(f, "{here} here, {} came; beacons {} kept", read(&self.came), read(&self.kept))?;
        write!(f, ", {} refused, {} lost; ", read(&self.refused), read(&self.lost))?;
        write!(f, "doorways opened {}; invited {}", read(&self.doorways), read(&self.invited))?;
        write!(f, ", replied {}, declined {}; ", read(&self.replied), read(&self.declined))?;
        write!(f, "chat messages {}", read(&self.said))
    }
}
