//! What the reader hands on: a stretch of a segment with fixed bounds, and what is in it.

use super::cursor::Mark;
use super::frame::Frame;
use super::recent::Written;
use crate::domain::log_entry::LogEntry;

/// The most entries in a batch.
pub(super) const MOST_ENTRIES: u64 = 10_000;
/// The most bytes in a batch.
pub(super) const MOST_BYTES: u64 = 4 << 20;

/// Entries whose bounds in the spool are on disk: after a crash the same batch comes again, with the same id.
#[derive(Debug)]
pub struct Batch {
    /// From the segment (25 bits) and the offset (24 bits); the lower 15 bits are left for parts of the batch.
    pub id: u64,
    /// Whether an earlier attempt may have written some of it.
    pub doubtful: bool,
    /// In the order of their arrival.
    pub entries: Vec<LogEntry>,
    /// Lines that are intact and yet no entry this program knows.
    pub unreadable: Vec<String>,
    pub(super) mark: Mark,
    pub(super) counted: u64,
}

impl Batch {
    /// The batch at `mark`, read back from the disk.
    pub(super) fn read(mark: Mark, frames: &[Frame<'_>], doubtful: bool) -> Self {
        let mut batch = Self { doubtful, ..Self::written(mark, Vec::new()) };
        for frame in frames {
            batch.counted += u64::from(frame.entries);
            let lines = frame.payload.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
            lines.for_each(|line| batch.take(line));
        }
        batch
    }

    /// The batch at `mark`, which was written a moment ago.
    pub(super) fn written(mark: Mark, frames: Vec<Written>) -> Self {
        let id = mark.segment << 39 | mark.from << 15;
        let entries: Vec<LogEntry> = frames.into_iter().flat_map(|frame| frame.entries).collect();
        Self { id, doubtful: false, counted: entries.len() as u64, entries, unreadable: Vec::new(), mark }
    }

    fn take(&mut self, line: &[u8]) {
        match serde_json::from_slice(line) {
            Ok(entry) => self.entries.push(entry),
            Err(_) => self.unreadable.push(String::from_utf8_lossy(line).into_owned()),
        }
    }
}

/// How full a batch is. Its first frame always has room.
#[derive(Debug, Default)]
pub(super) struct Fill {
    frames: u64,
    entries: u64,
}

impl Fill {
    /// Whether one more frame with so many entries belongs to the batch, which then has `bytes` in all.
    pub(super) fn takes(&mut self, entries: u64, bytes: u64) -> bool {
        self.frames += 1;
        self.entries += entries;
        self.frames == 1 || (self.entries <= MOST_ENTRIES && bytes <= MOST_BYTES)
    }
}

/// The first of `frames`, as many as make a batch.
pub(super) fn fill<'a, 'b>(frames: &'a [Frame<'b>]) -> &'a [Frame<'b>] {
    let mut fill = Fill::default();
    let is_beyond = |frame: &Frame<'_>| !fill.takes(u64::from(frame.entries), frame.end as u64);
    &frames[..frames.iter().position(is_beyond).unwrap_or(frames.len())]
}
