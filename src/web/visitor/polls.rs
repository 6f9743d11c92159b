//! Doorways that are polled: what waits for each page, numbered, until the page says it has it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::task::AbortHandle;

use crate::actions::open_doorway::{Doorway, close_doorway};
use crate::app::App;
use crate::domain::gate::Bucket;
use crate::domain::ids::VisitorKey;
use crate::domain::moment::{Moment, SECOND};
use crate::live::doorways::Frame;

/// A doorway is open until so long after its last poll (milliseconds).
const OPEN_FOR: i64 = 35 * SECOND;
/// Frames kept for a page that does not say it has them; beyond it the doorway is closed, and the page begins afresh.
const MOST: usize = 256;

/// One polled doorway.
pub(super) struct Polled {
    pub(super) doorway: Doorway,
    told: Mutex<Told>,
    pub(super) more: Notify,
    pump: Mutex<Option<AbortHandle>>,
}

struct Told {
    waiting: VecDeque<(u64, Frame)>,
    next: u64,
    polled: Moment,
    bucket: Bucket,
}

/// All polled doorways by visitor and tab.
#[derive(Clone, Default)]
pub struct Polls(Arc<Mutex<ByTab>>);

type ByTab = HashMap<(VisitorKey, String), Arc<Polled>>;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Polled {
    fn tell(&self, frame: Frame) {
        let mut told = lock(&self.told);
        let n = told.next;
        told.waiting.push_back((n, frame));
        told.next += 1;
        drop(told);
        self.more.notify_waiters();
    }

    /// Frames after `after`; those up to it are forgotten, for the page has them.
    pub(super) fn after(&self, after: u64, now: Moment) -> Vec<(u64, Frame)> {
        let mut told = lock(&self.told);
        told.polled = now;
        told.waiting.retain(|(n, _)| *n > after);
        told.waiting.iter().cloned().collect()
    }

    /// Whether the page may say one more thing (5 a second, bursts of 20).
    pub(super) fn may_say(&self, now: Moment) -> bool {
        lock(&self.told).bucket.take(now, 5.0, 20.0)
    }

    /// Puts what the page is to be told into its queue.
    pub(super) fn tell_all(&self, frames: Vec<String>) {
        for frame in frames {
            self.tell(frame.into());
        }
    }

    fn is_over(&self, now: Moment) -> bool {
        let told = lock(&self.told);
        now.since(told.polled) > OPEN_FOR || told.waiting.len() > MOST
    }
}

impl Polls {
    /// The polled doorway of this visitor's tab.
    pub(super) fn get(&self, visitor: VisitorKey, tab: &str) -> Option<Arc<Polled>> {
        lock(&self.0).get(&(visitor, tab.to_owned())).cloned()
    }

    /// Keeps a doorway that was just opened.
    pub(super) fn keep(&self, app: &App, tab: &str, mut doorway: Doorway, first: Vec<String>) -> Arc<Polled> {
        let now = app.clock.now();
        let mut frames = std::mem::take(&mut doorway.line.frames);
        // A page that polled this doorway before it was opened anew has seen smaller numbers only.
        let next = u64::try_from(now.0).unwrap_or(1);
        let told = Told { waiting: VecDeque::new(), next, polled: now, bucket: Bucket::full(20.0, now) };
        let key = doorway.key;
        let polled = Arc::new(Polled { doorway, told: Mutex::new(told), more: Notify::new(), pump: Mutex::default() });
        polled.tell_all(first);
        let pumped = polled.clone();
        let pump = tokio::spawn(async move {
            while let Some(frame) = frames.next().await {
                pumped.tell(frame);
            }
        });
        *lock(&polled.pump) = Some(pump.abort_handle());
        lock(&self.0).insert((key, tab.to_owned()), polled.clone());
        polled
    }

    /// Closes the doorway of this visitor's tab: the page said goodbye.
    pub(super) fn close(&self, app: &App, visitor: VisitorKey, tab: &str) {
        if let Some(polled) = lock(&self.0).remove(&(visitor, tab.to_owned())) {
            end(app, &polled);
        }
    }

    /// Closes doorways that have not been polled for too long.
    pub fn sweep(&self, app: &App) {
        let now = app.clock.now();
        let mut over = Vec::new();
        lock(&self.0).retain(|_, polled| {
            let stays = !polled.is_over(now);
            if !stays {
                over.push(polled.clone());
            }
            stays
        });
        for polled in over {
            end(app, &polled);
        }
    }
}

fn end(app: &App, polled: &Polled) {
    if let Some(pump) = lock(&polled.pump).take() {
        pump.abort();
    }
    close_doorway(app, polled.doorway.key, polled.doorway.line.id);
}
