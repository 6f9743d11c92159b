//! Whose rows changed since somebody looked, for the rules that invite by themselves.

use std::collections::HashSet;
use std::mem::take;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use tokio::sync::Notify;

use crate::domain::ids::VisitorKey;

/// Each visitor once, however often their row changed; nobody at all while there are no rules.
#[derive(Default)]
pub struct Touched {
    watched: AtomicBool,
    keys: Mutex<HashSet<VisitorKey>>,
    bell: Notify,
}

impl Touched {
    /// Whether anybody wants to know.
    pub fn watch(&self, watched: bool) {
        self.watched.store(watched, Ordering::Relaxed);
    }

    /// A row changed.
    pub fn note(&self, key: VisitorKey) {
        if self.watched.load(Ordering::Relaxed) && self.keys.lock().unwrap_or_else(PoisonError::into_inner).insert(key)
        {
            self.bell.notify_one();
        }
    }

    /// Those who were noted since the last call.
    pub fn take(&self) -> HashSet<VisitorKey> {
        take(&mut *self.keys.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Wakes when somebody was noted.
    pub async fn rung(&self) {
        self.bell.notified().await;
    }
}
