//! What the writing and the reading end tell each other.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::recent::Recent;

/// How far the spool is on disk.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Durable {
    /// The segment being written; all before it are complete.
    pub segment: u64,
    /// Its first byte that is not known to be on disk.
    pub end: usize,
    /// Grows with every wish to read at once.
    pub flushes: u64,
    /// Nothing more will come.
    pub closed: bool,
}

/// Shared by both ends.
#[derive(Debug)]
pub(super) struct State {
    /// Appends found damaged at the start.
    pub damaged: u64,
    durable: watch::Sender<Durable>,
    entries: AtomicU64,
    bytes: AtomicU64,
    /// All that was ever appended or found, and how much of it was confirmed.
    appended: AtomicU64,
    handed_on: watch::Sender<u64>,
    broken: AtomicBool,
    recent: Mutex<Recent>,
}

impl State {
    pub(super) fn new(segment: u64, entries: u64, bytes: u64, damaged: u64) -> Self {
        let durable = watch::Sender::new(Durable { segment, ..Durable::default() });
        let (appended, handed_on) = (entries.into(), watch::Sender::new(0));
        let (entries, bytes) = (entries.into(), bytes.into());
        Self {
            damaged,
            durable,
            entries,
            bytes,
            appended,
            handed_on,
            broken: AtomicBool::new(false),
            recent: Mutex::default(),
        }
    }

    pub(super) fn watch(&self) -> watch::Receiver<Durable> {
        self.durable.subscribe()
    }

    pub(super) fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn written(&self, segment: u64, end: usize, entries: u64, bytes: u64) {
        self.entries.fetch_add(entries, Relaxed);
        self.appended.fetch_add(entries, Relaxed);
        self.bytes.fetch_add(bytes, Relaxed);
        self.durable.send_modify(|durable| (durable.segment, durable.end) = (segment, end));
    }

    pub(super) fn confirmed(&self, entries: u64, bytes: u64) {
        // What the disk damaged meanwhile was counted and cannot be confirmed, so these may be less than they should be.
        let less = |counter: &AtomicU64, by| counter.update(Relaxed, Relaxed, |n| n.saturating_sub(by));
        less(&self.entries, entries);
        less(&self.bytes, bytes);
        self.handed_on.send_modify(|handed_on| *handed_on += entries);
    }

    pub(super) fn flush(&self) {
        self.durable.send_modify(|durable| durable.flushes += 1);
    }

    /// Returns when all that is here now has been confirmed.
    pub(super) async fn handed_on(&self) {
        let until = self.appended.load(Relaxed);
        // Its sender is part of this state, which outlives the wait.
        let _ = self.handed_on.subscribe().wait_for(|handed_on| *handed_on >= until).await;
    }

    pub(super) fn close(&self) {
        self.durable.send_modify(|durable| durable.closed = true);
    }

    /// Notes whether writing works, and says whether that is news.
    pub(super) fn works(&self, works: bool) -> bool {
        self.broken.swap(!works, Relaxed) == works
    }

    pub(super) fn writable(&self) -> bool {
        !self.broken.load(Relaxed)
    }

    pub(super) fn depth(&self) -> u64 {
        self.entries.load(Relaxed)
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Relaxed)
    }
}
