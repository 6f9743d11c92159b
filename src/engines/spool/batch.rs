//! What the reader hands on: a stretch of a segment with fixed bounds, and what is in it.

use super::cursor::Mark;
use super::frame;
use crate::domain::log_entry::LogEntry;

/// The most entries in a batch.
pub(super) const MOST_ENTRIES: u64 = 10_000;
/// The most bytes in a batch.
pub(super) const MOST_BYTES: usize = 4 << 20;

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
    /// The batch at `mark`, whose bytes are `stretch`.
    pub(super) fn read(mark: Mark, stretch: &[u8], doubtful: bool) -> Self {
        let id = mark.segment << 39 | mark.from << 15;
        let mut batch = Self { id, doubtful, entries: Vec::new(), unreadable: Vec::new(), mark, counted: 0 };
        for frame in frame::read_all(stretch).frames {
            batch.counted += u64::from(frame.entries);
            let lines = frame.payload.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
            lines.for_each(|line| batch.take(line));
        }
        batch
    }

    fn take(&mut self, line: &[u8]) {
        match serde_json::from_slice(line) {
            Ok(entry) => self.entries.push(entry),
            Err(_) => self.unreadable.push(String::from_utf8_lossy(line).into_owned()),
        }
    }
}

/// How far a batch reaches that begins with `stretch`; `None` when there is nothing in it.
pub(super) fn reach(stretch: &[u8]) -> Option<usize> {
    let frames = frame::read_all(stretch).frames;
    let mut reach = frames.first()?.end;
    let mut entries = 0;
    for frame in frames {
        entries += u64::from(frame.entries);
        if entries > MOST_ENTRIES || frame.end > MOST_BYTES {
            break;
        }
        reach = frame.end;
    }
    Some(reach)
}
