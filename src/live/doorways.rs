//! Visitors' open connections on this node.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use dashmap::DashMap;

use super::outbox::{Frames, Slot, outbox};
use crate::domain::ids::VisitorKey;

/// Frames waiting for one doorway. When it is full the doorway is closed: the tracker comes back and is told afresh.
const WAITING: usize = 32;

/// A frame, written once and sent to many.
pub type Frame = Arc<str>;

struct Doorway {
    id: u64,
    frames: Slot,
}

/// All doorways by visitor.
#[derive(Default)]
pub struct Doorways {
    open: DashMap<VisitorKey, Vec<Doorway>>,
    ids: AtomicU64,
    count: AtomicUsize,
}

/// One doorway's end of the line.
pub struct Opened {
    /// The number to close it by: a late goodbye must not close its successor.
    pub id: u64,
    /// What is to be sent.
    pub frames: Frames,
}

impl Doorways {
    /// Opens one more doorway of `visitor`; `None` when there are 64 already.
    pub fn open(&self, visitor: VisitorKey) -> Option<Opened> {
        let mut doorways = self.open.entry(visitor).or_default();
        if doorways.len() >= 64 {
            return None;
        }
        let id = self.ids.fetch_add(1, Ordering::Relaxed);
        let (slot, frames) = outbox();
        doorways.push(Doorway { id, frames: slot });
        doorways.shrink_to_fit();
        self.count.fetch_add(1, Ordering::Relaxed);
        Some(Opened { id, frames })
    }

    /// Closes doorway `id` of `visitor`; how many are left.
    pub fn close(&self, visitor: VisitorKey, id: u64) -> usize {
        let Some(mut doorways) = self.open.get_mut(&visitor) else { return 0 };
        let before = doorways.len();
        doorways.retain(|doorway| doorway.id != id);
        let left = doorways.len();
        drop(doorways);
        self.count.fetch_sub(before - left, Ordering::Relaxed);
        self.open.remove_if(&visitor, |_, doorways| doorways.is_empty());
        left
    }

    /// Sends `frame` through every doorway of `visitor`. A doorway that does not keep up is closed.
    pub fn send(&self, visitor: VisitorKey, frame: &Frame) {
        let Some(mut doorways) = self.open.get_mut(&visitor) else { return };
        let before = doorways.len();
        doorways.retain(|doorway| doorway.frames.put(frame.clone(), WAITING));
        self.count.fetch_sub(before - doorways.len(), Ordering::Relaxed);
    }

    /// Closes every doorway of `visitor`.
    pub fn close_all(&self, visitor: VisitorKey) {
        let closed = self.open.remove(&visitor).map_or(0, |(_, doorways)| doorways.len());
        self.count.fetch_sub(closed, Ordering::Relaxed);
    }

    /// How many doorways are open.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// How many doorways this visitor has open.
    pub fn of(&self, visitor: VisitorKey) -> usize {
        self.open.get(&visitor).map_or(0, |doorways| doorways.len())
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;
    use crate::domain::ids::VisitorId;

    fn visitor() -> VisitorKey {
        VisitorKey::of(&"site".into(), VisitorId::from_bits([1; 16]))
    }

    #[test]
    fn a_frame_goes_through_every_doorway_and_a_late_goodbye_closes_only_its_own() {
        let doorways = Doorways::default();
        let mut first = doorways.open(visitor()).expect("room");
        let mut second = doorways.open(visitor()).expect("room");
        doorways.send(visitor(), &"hi".into());
        assert_eq!(first.frames.next().now_or_never().flatten().as_deref(), Some("hi"));
        assert_eq!(second.frames.next().now_or_never().flatten().as_deref(), Some("hi"));
        assert_eq!(doorways.close(visitor(), first.id), 1);
        assert_eq!(doorways.close(visitor(), first.id), 1);
        assert_eq!(doorways.count(), 1);
        assert_eq!(doorways.close(visitor(), second.id), 0);
    }

    #[test]
    fn all_of_a_visitor_close_at_once() {
        let doorways = Doorways::default();
        let mut opened = [(); 2].map(|()| doorways.open(visitor()).expect("room"));
        doorways.close_all(visitor());
        assert_eq!((doorways.count(), doorways.of(visitor())), (0, 0));
        for doorway in &mut opened {
            assert_eq!(doorway.frames.next().now_or_never(), Some(None));
            assert_eq!(doorways.close(visitor(), doorway.id), 0);
        }
        assert_eq!(doorways.count(), 0);
    }

    #[test]
    fn a_doorway_that_does_not_keep_up_is_closed() {
        let doorways = Doorways::default();
        let opened = doorways.open(visitor()).expect("room");
        for _ in 0..=WAITING {
            doorways.send(visitor(), &"x".into());
        }
        assert_eq!(doorways.count(), 0);
        drop(opened);
    }
}
