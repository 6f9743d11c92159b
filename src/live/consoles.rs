//! Agents' open consoles on this node, and who is online.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use tokio::sync::{Notify, mpsc};

use super::doorways::Frame;
use crate::domain::ids::AgentId;
use crate::domain::moment::Moment;

/// Frames waiting for one console. When it is full the console is told to begin afresh with a snapshot.
const WAITING: usize = 256;

struct Console {
    agent: AgentId,
    frames: mpsc::Sender<Frame>,
    lagged: Arc<Notify>,
}

/// All consoles.
#[derive(Default)]
pub struct Consoles {
    open: DashMap<u64, Console>,
    ids: AtomicU64,
    /// Since when agents who were missed have had no console.
    absent: DashMap<AgentId, Moment>,
}

/// One console's end of the line.
#[expect(missing_docs, reason = "the fields say it")]
pub struct Opened {
    pub id: u64,
    pub frames: mpsc::Receiver<Frame>,
    /// Wakes when something could not be told: everything must be told afresh.
    pub lagged: Arc<Notify>,
}

impl Consoles {
    /// Opens a console of `agent`.
    pub fn open(&self, agent: AgentId) -> Opened {
        let id = self.ids.fetch_add(1, Ordering::Relaxed);
        let (sender, frames) = mpsc::channel(WAITING);
        let lagged = Arc::new(Notify::new());
        self.open.insert(id, Console { agent, frames: sender, lagged: lagged.clone() });
        self.absent.remove(&agent);
        Opened { id, frames, lagged }
    }

    /// Closes console `id` at `now`.
    pub fn close(&self, id: u64, now: Moment) {
        if let Some((_, Console { agent, .. })) = self.open.remove(&id) {
            self.absent_since(agent, now);
        }
    }

    /// Since when no console of `agent` has been open on this node: since the last one closed, or since they were first missed.
    pub fn absent_since(&self, agent: AgentId, now: Moment) -> Option<Moment> {
        if self.is_open(agent) {
            self.absent.remove(&agent);
            return None;
        }
        Some(*self.absent.entry(agent).or_insert(now))
    }

    /// Sends `frame` to every console whose agent `wants` it.
    pub fn send(&self, frame: &Frame, wants: impl Fn(AgentId) -> bool) {
        for console in &self.open {
            if wants(console.agent) && console.frames.try_send(frame.clone()).is_err() {
                console.lagged.notify_one();
            }
        }
    }

    /// Marks every console as having missed something.
    pub fn lag_all(&self) {
        for console in &self.open {
            console.lagged.notify_one();
        }
    }

    /// Closes every console of `agent`, whose rights have ended.
    pub fn close_all_of(&self, agent: AgentId) {
        self.open.retain(|_, console| console.agent != agent);
    }

    /// Whether a console of `agent` is open on this node.
    pub fn is_open(&self, agent: AgentId) -> bool {
        self.open.iter().any(|console| console.agent == agent)
    }

    /// How many consoles are open.
    pub fn count(&self) -> usize {
        self.open.len()
    }
}
