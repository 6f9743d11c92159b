//! The one thread that writes: whoever waits at the same time shares one write and one sync.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use tokio::sync::{mpsc, oneshot};

use super::SpoolError;
use super::recent::Written;
use super::segment::{Segment, Spares};
use super::state::State;
use crate::domain::log_entry::LogEntry;

/// A group is written when it is this long, even if more waits (bytes).
const GROUP: usize = 4 << 20;

/// What the writer is asked to do.
#[derive(Debug)]
pub(super) enum Order {
    /// Put this frame on disk.
    Append { frame: Vec<u8>, entries: Vec<LogEntry>, answer: oneshot::Sender<Result<(), SpoolError>> },
    /// Finish, and stop.
    Close { answer: oneshot::Sender<()> },
}

/// Starts the writer; its first segment will be `first`.
pub(super) fn start(folder: &Path, first: u64, inbox: mpsc::Receiver<Order>, state: Arc<State>) -> io::Result<()> {
    let spares = Spares::start(folder)?;
    let writer = Writer { inbox, state, spares, next: first, segment: None, group: Group::default(), closing: None };
    thread::Builder::new().name("spool-writer".to_owned()).spawn(move || writer.run())?;
    Ok(())
}

struct Writer {
    inbox: mpsc::Receiver<Order>,
    state: Arc<State>,
    spares: Spares,
    next: u64,
    segment: Option<Segment>,
    group: Group,
    closing: Option<oneshot::Sender<()>>,
}

/// Frames that go to the disk together, and who waits for them.
#[derive(Default)]
struct Group {
    bytes: Vec<u8>,
    entries: u64,
    /// Where each frame ends in `bytes`, and what is in it.
    frames: Vec<(usize, Vec<LogEntry>)>,
    waiting: Vec<oneshot::Sender<Result<(), SpoolError>>>,
}

impl Writer {
    fn run(mut self) {
        while self.closing.is_none() && self.gather() {
            let written = self.write();
            self.tell(written);
        }
        if let Some(segment) = self.segment.take()
            && let Err(error) = segment.seal()
        {
            tracing::warn!(%error, "the last segment of the spool keeps its reserve");
        }
        self.state.close();
        // An error means that nobody waits any more.
        self.closing.map(|answer| answer.send(()));
    }

    /// Waits for the first frame and takes what has come meanwhile; false when nothing will come any more. Whoever has a frame
    /// at hand is let go first, as long as more come: on a busy core that makes one write of many.
    fn gather(&mut self) -> bool {
        let Some(first) = self.inbox.blocking_recv() else { return false };
        self.accept(first);
        let mut before = 0;
        while self.group.waiting.len() > before && self.has_room() {
            before = self.group.waiting.len();
            thread::yield_now();
            self.take();
        }
        true
    }

    fn take(&mut self) {
        while self.has_room()
            && let Ok(order) = self.inbox.try_recv()
        {
            self.accept(order);
        }
    }

    fn has_room(&self) -> bool {
        self.group.bytes.len() < GROUP && self.closing.is_none()
    }

    fn accept(&mut self, order: Order) {
        match order {
            Order::Append { frame, entries, answer } => {
                self.group.entries += entries.len() as u64;
                self.group.bytes.extend_from_slice(&frame);
                self.group.frames.push((self.group.bytes.len(), entries));
                self.group.waiting.push(answer);
            }
            Order::Close { answer } => self.closing = Some(answer),
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let length = self.group.bytes.len();
        let mut segment = match self.segment.take() {
            Some(segment) if segment.has_room(length) => segment,
            full => self.rotate(full)?,
        };
        // After an error the segment is given up: what the disk has of it beyond `end` is not known.
        let begin = segment.end as u64;
        segment.append(&self.group.bytes)?;
        self.state.written(segment.number, segment.end, self.group.entries, length as u64);
        self.keep(segment.number, begin);
        self.segment = Some(segment);
        Ok(())
    }

    /// Keeps what is on disk by now for the reader, who comes soon.
    fn keep(&mut self, segment: u64, begin: u64) {
        let mut recent = self.state.recent();
        let mut from = begin;
        for (end, entries) in self.group.frames.drain(..) {
            let to = begin + end as u64;
            recent.keep(Written { segment, from, to, entries });
            from = to;
        }
    }

    fn rotate(&mut self, full: Option<Segment>) -> io::Result<Segment> {
        if let Some(full) = full {
            full.seal()?;
        }
        let segment = self.spares.take(self.next)?;
        self.next += 1;
        Ok(segment)
    }

    fn tell(&mut self, written: io::Result<()>) {
        let news = self.state.works(written.is_ok());
        let answer = written.map_err(|error| SpoolError::Unwritable(error.to_string().into()));
        match &answer {
            Ok(()) if news => tracing::info!("the spool can be written again"),
            Err(error) if news => tracing::error!(%error, "nothing is accepted until the disk takes it"),
            _ => {}
        }
        for waiting in self.group.waiting.drain(..) {
            // Whoever no longer waits has gone away; the entries stay.
            let _ = waiting.send(answer.clone());
        }
        self.group.bytes.clear();
        self.group.frames.clear();
        self.group.entries = 0;
    }
}
