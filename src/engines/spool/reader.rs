//! The reading end: batches in order, each until it is confirmed.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::batch::{Batch, MOST_BYTES, MOST_ENTRIES, fill};
use super::cursor::{Cursor, Mark};
use super::state::{Durable, State};
use super::{SpoolError, frame, segment};

/// A batch waits no longer than this for more entries.
const PATIENCE: Duration = Duration::from_secs(1);

/// The one reader of a spool.
#[derive(Debug)]
pub struct SpoolReader {
    state: Arc<State>,
    durable: watch::Receiver<Durable>,
    /// Wishes to read at once that have been met.
    flushes: u64,
    files: Arc<Mutex<Files>>,
}

#[derive(Debug)]
struct Files {
    folder: PathBuf,
    cursor: Cursor,
    state: Arc<State>,
}

impl SpoolReader {
    /// Takes stock of `folder`; also says which number the next new segment has.
    pub(super) fn open(folder: &Path) -> io::Result<(Self, u64)> {
        std::fs::create_dir_all(folder)?;
        let cursor = Cursor::open(folder)?;
        let mark = cursor.mark;
        let (mut entries, mut bytes, mut damaged) = (0, 0, 0);
        let numbers = segment::numbers(folder)?;
        for number in &numbers {
            if *number < mark.segment {
                segment::remove(folder, *number)?;
                continue;
            }
            let stretch = segment::read(folder, *number, pending_from(mark, *number), None)?;
            let found = frame::read_all(&stretch);
            entries += found.frames.iter().map(|frame| u64::from(frame.entries)).sum::<u64>();
            bytes += found.frames.last().map_or(0, |frame| frame.end as u64);
            damaged += found.damaged;
        }
        let next = numbers.last().copied().unwrap_or(0).max(mark.segment) + 1;
        let state = Arc::new(State::new(next, entries, bytes, damaged));
        let files = Arc::new(Mutex::new(Files { folder: folder.to_owned(), cursor, state: state.clone() }));
        Ok((Self { durable: state.watch(), flushes: 0, state, files }, next))
    }

    pub(super) fn state(&self) -> &Arc<State> {
        &self.state
    }

    /// The next batch: at once when it is full, asked for by [`super::Spool::flush`] or left from before; else within a
    /// second of its first entry. The same one again until it is confirmed. `None` when the spool is closed and empty.
    pub async fn next(&mut self) -> Result<Option<Batch>, SpoolError> {
        loop {
            let durable = self.wait().await;
            let cut = self.with_files(move |files| files.cut(durable)).await?;
            if cut.is_some() || durable.closed {
                return Ok(cut);
            }
        }
    }

    /// The visit log has all of `batch`: it never comes again. Returns when that is on disk.
    pub async fn confirm(&mut self, batch: &Batch) -> Result<(), SpoolError> {
        let mark = Mark { done: true, ..batch.mark };
        self.with_files(move |files| files.cursor.set(mark)).await?;
        self.state.confirmed(batch.counted, mark.to - mark.from);
        Ok(())
    }

    async fn wait(&mut self) -> Durable {
        let state = self.state.clone();
        let met = self.flushes;
        // The sender lives in `state`, so waiting never fails.
        let _ = self.durable.wait_for(|durable| durable.closed || state.depth() > 0).await;
        let full = || state.depth() >= MOST_ENTRIES || state.bytes() >= MOST_BYTES;
        let enough = |durable: &Durable| durable.closed || durable.flushes != met || full();
        let _ = tokio::time::timeout(PATIENCE, self.durable.wait_for(enough)).await;
        let durable = *self.durable.borrow();
        self.flushes = durable.flushes;
        durable
    }

    async fn with_files<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Files) -> io::Result<T> + Send + 'static,
    ) -> Result<T, SpoolError> {
        let files = self.files.clone();
        let acted = move || act(&mut files.lock().unwrap_or_else(PoisonError::into_inner));
        let result = tokio::task::spawn_blocking(acted).await.map_err(io::Error::other).flatten();
        result.map_err(|error| SpoolError::Unreadable(error.to_string().into()))
    }
}

impl Files {
    fn cut(&mut self, durable: Durable) -> io::Result<Option<Batch>> {
        loop {
            let mark = self.cursor.mark;
            if !mark.done {
                let to = Some(usize::try_from(mark.to).map_err(io::Error::other)?);
                let stretch = self.stretch(mark.segment, mark.from, to)?;
                return Ok(Some(Batch::read(mark, &frame::read_all(&stretch).frames, true)));
            }
            if let Some(batch) = self.begin(mark, durable)? {
                return Ok(Some(batch));
            }
            if mark.segment >= durable.segment || !self.step()? {
                return Ok(None);
            }
        }
    }

    /// Fixes the bounds of the next batch of this segment on disk before anybody writes it anywhere.
    fn begin(&mut self, mark: Mark, durable: Durable) -> io::Result<Option<Batch>> {
        let recent = self.state.recent().take(mark.segment, mark.to);
        if let Some(last) = recent.last() {
            let next = self.fix(mark, last.to)?;
            return Ok(Some(Batch::written(next, recent)));
        }
        let to = (mark.segment == durable.segment).then_some(durable.end);
        let stretch = self.stretch(mark.segment, mark.to, to)?;
        let found = frame::read_all(&stretch).frames;
        let frames = fill(&found);
        let Some(last) = frames.last() else { return Ok(None) };
        let next = self.fix(mark, mark.to + last.end as u64)?;
        Ok(Some(Batch::read(next, frames, false)))
    }

    fn fix(&mut self, mark: Mark, to: u64) -> io::Result<Mark> {
        let next = Mark { segment: mark.segment, from: mark.to, to, done: false };
        self.cursor.set(next)?;
        Ok(next)
    }

    /// Goes on to the next segment and deletes those before; false when there is none yet.
    fn step(&mut self) -> io::Result<bool> {
        let numbers = segment::numbers(&self.folder)?;
        let current = self.cursor.mark.segment;
        let Some(next) = numbers.iter().copied().find(|number| *number > current) else { return Ok(false) };
        self.cursor.set(Mark { segment: next, from: 0, to: 0, done: true })?;
        numbers.iter().take_while(|number| **number < next).try_for_each(|old| segment::remove(&self.folder, *old))?;
        Ok(true)
    }

    fn stretch(&self, number: u64, from: u64, to: Option<usize>) -> io::Result<Vec<u8>> {
        let from = usize::try_from(from).map_err(io::Error::other)?;
        match segment::read(&self.folder, number, from, to) {
            // A segment that somebody took away has nothing to give.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            read => read,
        }
    }
}

fn pending_from(mark: Mark, number: u64) -> usize {
    let from = if mark.done { mark.to } else { mark.from };
    if number == mark.segment { usize::try_from(from).unwrap_or(usize::MAX) } else { 0 }
}
