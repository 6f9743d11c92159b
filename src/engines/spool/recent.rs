//! Entries that were written a moment ago, so that they need not be read back. It only spares the disk: bounds are fixed in the
//! cursor all the same before anybody sees an entry, and what is not here is read from its segment.

use std::collections::VecDeque;

use super::batch::Fill;
use crate::domain::log_entry::LogEntry;

/// What is kept at most, in bytes on disk; what comes beyond is read back.
const MOST_BYTES: u64 = 8 << 20;

/// One frame's entries, and where the frame lies.
#[derive(Debug)]
pub(super) struct Written {
    /// The segment.
    pub segment: u64,
    /// Its first byte.
    pub from: u64,
    /// The byte after it.
    pub to: u64,
    /// What is in it.
    pub entries: Vec<LogEntry>,
}

/// The frames written last that nobody has taken yet, in order, perhaps with gaps.
#[derive(Debug, Default)]
pub(super) struct Recent {
    frames: VecDeque<Written>,
    bytes: u64,
}

impl Recent {
    /// Keeps a frame that is on disk by now, when there is room.
    pub(super) fn keep(&mut self, frame: Written) {
        let length = frame.to - frame.from;
        if self.bytes + length <= MOST_BYTES {
            self.bytes += length;
            self.frames.push_back(frame);
        }
    }

    /// The frames of the batch that begins at `from` in `segment`; none when the disk must be asked.
    pub(super) fn take(&mut self, segment: u64, from: u64) -> Vec<Written> {
        while self.frames.front().is_some_and(|frame| (frame.segment, frame.from) < (segment, from)) {
            self.pop();
        }
        let (mut taken, mut fill, mut end) = (Vec::new(), Fill::default(), from);
        while let Some(frame) = self.frames.front()
            && (frame.segment, frame.from) == (segment, end)
            && fill.takes(frame.entries.len() as u64, frame.to - from)
        {
            end = frame.to;
            taken.extend(self.pop());
        }
        taken
    }

    fn pop(&mut self) -> Option<Written> {
        let frame = self.frames.pop_front()?;
        self.bytes -= frame.to - frame.from;
        if self.frames.is_empty() {
            // What a busy hour needed is given back.
            self.frames = VecDeque::new();
        }
        Some(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(segment: u64, from: u64, to: u64) -> Written {
        Written { segment, from, to, entries: Vec::new() }
    }

    fn ends(frames: &[Written]) -> Vec<u64> {
        frames.iter().map(|frame| frame.to).collect()
    }

    #[test]
    fn a_batch_ends_at_a_gap_and_at_the_end_of_a_segment() {
        let mut recent = Recent::default();
        for frame in [written(1, 0, 10), written(1, 10, 20), written(1, 30, 40), written(2, 0, 10)] {
            recent.keep(frame);
        }
        assert_eq!(ends(&recent.take(1, 0)), [10, 20]);
        assert!(recent.take(1, 20).is_empty());
        assert_eq!(ends(&recent.take(1, 30)), [40]);
        assert_eq!(ends(&recent.take(2, 0)), [10]);
        assert_eq!((recent.bytes, recent.frames.len()), (0, 0));
    }

    #[test]
    fn what_was_read_from_the_disk_is_let_go() {
        let mut recent = Recent::default();
        recent.keep(written(1, 0, 10));
        recent.keep(written(1, 10, 20));
        recent.keep(written(1, 20, 20 + MOST_BYTES));
        assert_eq!(ends(&recent.take(1, 10)), [20]);
        assert_eq!(recent.bytes, 0);
    }
}
