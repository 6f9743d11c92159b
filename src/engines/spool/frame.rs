//! One append on disk: a header that can be found again after damage, and one line of JSON per entry.
//!
//! The payload is UTF-8, so it never holds the byte 0xFF that begins a frame.

use crate::domain::log_entry::LogEntry;

/// Header size in bytes: mark, payload length, number of entries, checksum.
pub(super) const HEADER: usize = 16;
/// The largest payload, in bytes.
pub(super) const MOST_BYTES: usize = 4 << 20;
/// The most entries in one frame.
pub(super) const MOST_ENTRIES: usize = 10_000;

/// Few entries are longer (bytes).
const USUAL: usize = 1_280;

const MARK: [u8; 4] = [0xFF, b'P', b'L', 1];

/// What was found in a stretch of a segment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Intact frames, in order.
    pub frames: Vec<Frame<'a>>,
    /// Frames that can no longer be read.
    pub damaged: u64,
}

/// One intact frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    /// The byte after it, counted from the beginning of the stretch.
    pub end: usize,
    /// How many entries it says it holds.
    pub entries: u32,
    /// One line of JSON per entry.
    pub payload: &'a [u8],
}

/// A frame with these entries; `None` when they are too many or too long.
pub(super) fn encode(entries: &[LogEntry]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(HEADER + USUAL * entries.len());
    bytes.resize(HEADER, 0);
    for entry in entries {
        serde_json::to_writer(&mut bytes, entry).ok()?;
        bytes.push(b'\n');
    }
    let length = bytes.len() - HEADER;
    if length > MOST_BYTES || entries.len() > MOST_ENTRIES {
        return None;
    }
    bytes[..4].copy_from_slice(&MARK);
    bytes[4..8].copy_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
    bytes[8..12].copy_from_slice(&u32::try_from(entries.len()).ok()?.to_le_bytes());
    let sum = checksum(&bytes);
    bytes[12..16].copy_from_slice(&sum.to_le_bytes());
    Some(bytes)
}

/// All intact frames of a stretch that begins at a frame, and how many were lost between and after them.
pub(super) fn read_all(stretch: &[u8]) -> Found<'_> {
    let stretch = without_reserve(stretch);
    let mut found = Found::default();
    let mut at = 0;
    loop {
        if let Some(frame) = read_at(stretch, at) {
            at = frame.end;
            found.frames.push(frame);
            continue;
        }
        let next = next_intact(stretch, at + 1);
        found.damaged += lost_in(&stretch[at..next.unwrap_or(stretch.len())]);
        let Some(next) = next else { return found };
        at = next;
    }
}

fn read_at(stretch: &[u8], at: usize) -> Option<Frame<'_>> {
    let header = stretch.get(at..at + HEADER)?;
    if header[..4] != MARK {
        return None;
    }
    let end = at + HEADER + number(&header[4..8]) as usize;
    let frame = stretch.get(at..end)?;
    let intact = checksum(frame) == number(&header[12..16]);
    intact.then(|| Frame { end, entries: number(&header[8..12]), payload: &frame[HEADER..] })
}

fn next_intact(stretch: &[u8], from: usize) -> Option<usize> {
    marks(stretch, from).find(|at| read_at(stretch, *at).is_some())
}

fn marks(stretch: &[u8], from: usize) -> impl Iterator<Item = usize> {
    let rest = stretch.get(from..).unwrap_or_default();
    rest.windows(MARK.len()).enumerate().filter(|(_, bytes)| *bytes == MARK).map(move |(at, _)| from + at)
}

/// The zeros that a segment was filled with when it was made are no frames. A frame ends with a line break.
fn without_reserve(stretch: &[u8]) -> &[u8] {
    let mut used = stretch;
    while let Some((rest, last)) = used.split_last_chunk()
        && *last == [0; 512]
    {
        used = rest;
    }
    let end = used.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    &used[..end]
}

fn lost_in(gap: &[u8]) -> u64 {
    (marks(gap, 0).count() as u64).max(u64::from(!gap.is_empty()))
}

fn checksum(frame: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&frame[..12]);
    sum.update(&frame[HEADER..]);
    sum.finalize()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{BeaconId, VisitId};
    use crate::domain::log_entry::EventEntry;
    use crate::domain::moment::Moment;

    fn frame(name: &str) -> Vec<u8> {
        let entry = LogEntry::Event(EventEntry {
            site: "shop".into(),
            at: Moment(1),
            beacon: BeaconId(uuid::Uuid::nil()),
            visitor: 1,
            visit: VisitId(uuid::Uuid::nil()),
            page_view: None,
            name: name.to_owned(),
            value: 0.0,
        });
        encode(&[entry]).expect("small enough")
    }

    #[test]
    fn a_damaged_frame_hides_only_itself() {
        let (one, two, three) = (frame("one"), frame("two"), frame("three"));
        let whole = [&one[..], &two, &three, &[0; 64]].concat();
        assert_eq!((read_all(&whole).frames.len(), read_all(&whole).damaged), (3, 0));
        for bit in one.len() * 8..(one.len() + two.len()) * 8 {
            let mut bent = whole.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            let found = read_all(&bent);
            assert_eq!((found.frames.len(), found.damaged), (2, 1), "bit {bit}");
        }
    }

    #[test]
    fn a_torn_tail_is_one_lost_frame() {
        let whole = [frame("one"), frame("two")].concat();
        let first = frame("one").len();
        for length in first + 1..whole.len() {
            let found = read_all(&whole[..length]);
            assert_eq!((found.frames.len(), found.damaged), (1, 1), "{length} bytes");
        }
        assert_eq!(read_all(&[]), Found::default());
    }

    #[test]
    fn too_much_is_not_a_frame() {
        let entry = LogEntry::Event(EventEntry {
            site: "shop".into(),
            at: Moment(1),
            beacon: BeaconId(uuid::Uuid::nil()),
            visitor: 1,
            visit: VisitId(uuid::Uuid::nil()),
            page_view: None,
            name: "x".repeat(MOST_BYTES),
            value: 0.0,
        });
        assert_eq!(encode(&[entry]), None);
    }
}
