//! How far the spool has been written to the visit log: two slots, written in turn, so that a torn write leaves the other.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Slots lie in different disk sectors.
const SLOT: u64 = 4_096;
const LENGTH: usize = 44;

/// The batch begun last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mark {
    /// Its segment.
    pub segment: u64,
    /// Its first byte.
    pub from: u64,
    /// The byte after it.
    pub to: u64,
    /// Whether the visit log has all of it. If not, it may have some of it.
    pub done: bool,
}

const TAKEN: &str = "another process uses this data folder; stop the service (or the import) that runs on it, and start it again afterwards";

/// The file that holds the mark.
#[derive(Debug)]
pub(super) struct Cursor {
    file: File,
    turn: u64,
    /// The newest mark on disk.
    pub mark: Mark,
}

impl Cursor {
    /// Opens or makes the cursor in `folder`. Whoever has it open owns the spool; a second one is refused.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join("cursor");
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
        file.try_lock().map_err(|_| io::Error::other(TAKEN))?;
        let newest = [0, 1].into_iter().filter_map(|slot| read_slot(&file, slot)).max_by_key(|(turn, _)| *turn);
        let (turn, mark) = newest.unwrap_or((0, Mark { done: true, ..Mark::default() }));
        Ok(Self { file, turn, mark })
    }

    /// Moves to `mark`, and returns when it is on disk.
    pub(super) fn set(&mut self, mark: Mark) -> io::Result<()> {
        let turn = self.turn + 1;
        self.file.write_all_at(&encode(turn, mark), turn % 2 * SLOT)?;
        self.file.sync_data()?;
        (self.turn, self.mark) = (turn, mark);
        Ok(())
    }
}

fn encode(turn: u64, mark: Mark) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    let numbers = [turn, mark.segment, mark.from, mark.to, u64::from(mark.done)];
    for (place, number) in bytes.chunks_exact_mut(8).zip(numbers) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    let sum = crc32fast::hash(&bytes[..LENGTH - 4]);
    bytes[LENGTH - 4..].copy_from_slice(&sum.to_le_bytes());
    bytes
}

fn read_slot(file: &File, slot: u64) -> Option<(u64, Mark)> {
    let mut bytes = [0; LENGTH];
    file.read_exact_at(&mut bytes, slot * SLOT).ok()?;
    let number = |at: usize| bytes[at * 8..at * 8 + 8].iter().rev().fold(0, |n, byte| n << 8 | u64::from(*byte));
    let mark = Mark { segment: number(1), from: number(2), to: number(3), done: number(4) == 1 };
    (encode(number(0), mark) == bytes).then_some((number(0), mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_slot_leaves_the_mark_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let mark = |to, done| Mark { segment: 3, from: 10, to, done };
        let mut cursor = Cursor::open(folder.path()).expect("made");
        assert!(cursor.mark.done);
        cursor.set(mark(20, false)).expect("written");
        cursor.set(mark(20, true)).expect("written");
        assert!(Cursor::open(folder.path()).is_err());
        drop(cursor);
        let cursor = Cursor::open(folder.path()).expect("opens");
        assert_eq!(cursor.mark, mark(20, true));
        cursor.file.write_all_at(&[0xAA], 9).expect("damaged");
        drop(cursor);
        assert_eq!(Cursor::open(folder.path()).expect("opens").mark, mark(20, false));
    }
}
