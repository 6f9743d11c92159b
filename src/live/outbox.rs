//! Frames on their way through one doorway. A channel of the runtime's keeps more than a kilobyte ready for each; an idle doorway
//! needs none of it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use tokio::sync::Notify;

use super::doorways::Frame;

#[derive(Default)]
struct Outbox {
    queue: Mutex<Queue>,
    more: Notify,
}

#[derive(Default)]
struct Queue {
    frames: VecDeque<Frame>,
    closed: bool,
}

/// Where frames are put in. Dropped, it closes the outbox.
pub(super) struct Slot(Arc<Outbox>);

/// Where frames come out, in order. Only one task waits at a time.
#[derive(Default)]
pub struct Frames(Arc<Outbox>);

/// An empty outbox.
pub(super) fn outbox() -> (Slot, Frames) {
    let outbox = Arc::default();
    (Slot(Arc::clone(&outbox)), Frames(outbox))
}

impl Outbox {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.lock().closed = true;
        self.more.notify_one();
    }
}

impl Slot {
    /// Puts `frame` in; whether there was room for it among `most`, and somebody to take it out.
    pub(super) fn put(&self, frame: Frame, most: usize) -> bool {
        let mut queue = self.0.lock();
        if queue.closed || queue.frames.len() >= most {
            return false;
        }
        queue.frames.push_back(frame);
        drop(queue);
        self.0.more.notify_one();
        true
    }
}

impl Frames {
    /// The next frame, when there is one; `None` when the outbox is closed and empty. Nothing is lost when the wait is given up.
    pub async fn next(&mut self) -> Option<Frame> {
        loop {
            if let Poll::Ready(next) = self.take() {
                return next;
            }
            self.0.more.notified().await;
        }
    }

    fn take(&mut self) -> Poll<Option<Frame>> {
        let mut queue = self.0.lock();
        let frame = queue.frames.pop_front();
        if queue.frames.is_empty() {
            queue.frames = VecDeque::new();
        }
        if frame.is_some() || queue.closed { Poll::Ready(frame) } else { Poll::Pending }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.0.close();
    }
}
