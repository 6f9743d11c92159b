//! The durable queue in front of the visit log: what is appended is on disk before the answer, and is read back in batches
//! whose bounds stay the same whatever happens.

mod batch;
mod cursor;
mod frame;
mod reader;
mod recent;
mod segment;
mod state;
mod writer;

use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

pub use self::batch::Batch;
pub use self::reader::SpoolReader;
use self::state::State;
use self::writer::Order;
use crate::domain::log_entry::LogEntry;

/// Calls that may wait for the disk at once; one more is told that the spool is busy.
const MOST_WAITING: usize = 16_384;

/// Why nothing was kept, or nothing could be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SpoolError {
    /// Too many calls wait already.
    #[error("the spool is busy")]
    Busy,
    /// The disk does not take it. The spool tries again with the next append.
    #[error("the spool cannot be written: {0}")]
    Unwritable(Arc<str>),
    /// More than fits into one append (10,000 entries, 4 MiB).
    #[error("too much for one append")]
    TooLarge,
    /// The spool has been closed.
    #[error("the spool is closed")]
    Closed,
    /// The folder cannot be opened or read.
    #[error("the spool cannot be read: {0}")]
    Unreadable(Arc<str>),
}

/// The writing end. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Spool {
    orders: mpsc::Sender<Order>,
    state: Arc<State>,
}

impl Spool {
    /// Opens the spool in `folder`, making it if need be. Damage is counted and stepped over.
    pub fn open(folder: &Path) -> Result<(Self, SpoolReader), SpoolError> {
        let unreadable = |error: io::Error| SpoolError::Unreadable(format!("{}: {error}", folder.display()).into());
        let (reader, first) = SpoolReader::open(folder).map_err(unreadable)?;
        let state = reader.state().clone();
        let (orders, inbox) = mpsc::channel(MOST_WAITING);
        writer::start(folder, first, inbox, state.clone()).map_err(unreadable)?;
        Ok((Self { orders, state }, reader))
    }

    /// Keeps all of `entries` or none; on disk when it returns.
    pub async fn append(&self, entries: Vec<LogEntry>) -> Result<(), SpoolError> {
        if entries.is_empty() {
            return Ok(());
        }
        let frame = frame::encode(&entries).ok_or(SpoolError::TooLarge)?;
        let (answer, answered) = oneshot::channel();
        self.orders.try_send(Order::Append { frame, entries, answer }).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => SpoolError::Busy,
            mpsc::error::TrySendError::Closed(_) => SpoolError::Closed,
        })?;
        answered.await.unwrap_or(Err(SpoolError::Closed))
    }

    /// Lets the reader have what there is at once, instead of within a second.
    pub fn flush(&self) {
        self.state.flush();
    }

    /// Returns when all that has been appended so far is confirmed to be in the visit log; as long as that is away, it waits.
    pub async fn handed_on(&self) {
        self.state.flush();
        self.state.handed_on().await;
    }

    /// Writes what waits, and lets the reader end once it has read everything.
    pub async fn close(&self) {
        let (answer, answered) = oneshot::channel();
        if self.orders.send(Order::Close { answer }).await.is_ok() {
            // An error means that the writer has ended already.
            let _ = answered.await;
        }
    }

    /// Entries on disk that the visit log has not confirmed yet.
    pub fn depth(&self) -> u64 {
        self.state.depth()
    }

    /// Bytes of those entries.
    pub fn bytes(&self) -> u64 {
        self.state.bytes()
    }

    /// Appends found damaged when the spool was opened.
    pub fn damaged(&self) -> u64 {
        self.state.damaged
    }

    /// Whether the last attempt to write succeeded.
    pub fn writable(&self) -> bool {
        self.state.writable()
    }
}
