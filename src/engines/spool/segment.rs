//! The spool's files: numbered segments, made ahead and filled with zeros so that a sync writes data and no metadata.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::mem;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Size of a segment in bytes; offsets in it fit into 24 bits.
pub(super) const SIZE: usize = 16 << 20;

/// The segment being written.
#[derive(Debug)]
pub(super) struct Segment {
    /// Its number; numbers only grow.
    pub number: u64,
    /// Where the next frame goes.
    pub end: usize,
    file: File,
}

impl Segment {
    /// Puts `bytes` at the end and waits until the disk has them. After an error nothing of them is kept.
    pub(super) fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.file.write_all_at(bytes, self.end as u64).and_then(|()| self.file.sync_data());
        match &written {
            Ok(()) => self.end += bytes.len(),
            Err(_) => self.seal()?,
        }
        written
    }

    /// Whether `more` bytes still fit.
    pub(super) fn has_room(&self, more: usize) -> bool {
        self.end + more <= SIZE
    }

    /// Cuts off what was reserved and not used.
    pub(super) fn seal(&self) -> io::Result<()> {
        self.file.set_len(self.end as u64)?;
        self.file.sync_all()
    }
}

/// Makes the next segment ahead of its use, in a thread that ends with this value.
#[derive(Debug)]
pub(super) struct Spares {
    folder: PathBuf,
    wanted: SyncSender<u64>,
    made: Receiver<io::Result<File>>,
    /// Whether the thread has been asked for the next one.
    asked: bool,
}

impl Spares {
    /// Starts the thread; nothing is made before the first [`Spares::take`].
    pub(super) fn start(folder: &Path) -> io::Result<Self> {
        let (wanted, wishes) = sync_channel(1);
        let (offer, made) = sync_channel(1);
        let own = folder.to_owned();
        let make = move || while wishes.recv().is_ok_and(|number| offer.send(reserve(&own, number)).is_ok()) {};
        thread::Builder::new().name("spool-spares".to_owned()).spawn(make)?;
        Ok(Self { folder: folder.to_owned(), wanted, made, asked: false })
    }

    /// Segment `number`; the one after it is made meanwhile. A failure to make it ahead may be long past, so it is tried
    /// once more.
    pub(super) fn take(&mut self, number: u64) -> io::Result<Segment> {
        let ahead = if mem::take(&mut self.asked) { self.made.recv().ok().and_then(Result::ok) } else { None };
        let file = ahead.map_or_else(|| reserve(&self.folder, number), Ok)?;
        File::open(&self.folder)?.sync_all()?;
        self.asked = self.wanted.try_send(number + 1).is_ok();
        Ok(Segment { number, end: 0, file })
    }
}

/// Where segment `number` lies.
pub(super) fn path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:010}.segment"))
}

/// The numbers of all segments in `folder`, ascending.
pub(super) fn numbers(folder: &Path) -> io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        numbers.extend(name.to_str().and_then(|name| name.strip_suffix(".segment")).and_then(|n| n.parse::<u64>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// The bytes of segment `number` from `from` up to `to`, or to its end.
pub(super) fn read(folder: &Path, number: u64, from: usize, to: Option<usize>) -> io::Result<Vec<u8>> {
    let file = File::open(path(folder, number))?;
    let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
    let mut bytes = vec![0; to.unwrap_or(length).min(length).saturating_sub(from)];
    file.read_exact_at(&mut bytes, from as u64)?;
    Ok(bytes)
}

/// Deletes segment `number`, unless it is gone already.
pub(super) fn remove(folder: &Path, number: u64) -> io::Result<()> {
    match fs::remove_file(path(folder, number)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn reserve(folder: &Path, number: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(path(folder, number))?;
    let filled = fill(&mut file);
    if filled.is_err() {
        // A half-made segment must not hold the room that the disk is short of; if it does, the reason is the one at hand.
        let _ = file.set_len(0);
    }
    filled.map(|()| file)
}

fn fill(file: &mut File) -> io::Result<()> {
    let zeros = vec![0; 1 << 20];
    for _ in 0..SIZE / zeros.len() {
        file.write_all(&zeros)?;
    }
    file.sync_all()
}
