//! News between nodes, own node included: at most once, ordered per publisher.

mod in_process;

use tokio::sync::broadcast::error::RecvError;

use crate::domain::news::News;

/// The bus chosen by URL.
#[derive(Clone)]
pub struct Bus(in_process::InProcess);

/// A place where news comes out.
pub struct Subscription(in_process::Receiver);

/// Why there is no news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// So many were missed; what is live must be read afresh.
    Lagged(u64),
    /// The service is going away.
    Closed,
}

/// Why a bus URL cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("PARLOUR_BUS: “{0}” is not a bus this build speaks; it knows “in-process”")]
pub struct UnknownBus(String);

impl Bus {
    /// The bus at `url`.
    ///
    /// # Errors
    /// When the URL names a bus that is not known.
    pub fn connect(url: &str) -> Result<Self, UnknownBus> {
        match url {
            "in-process" => Ok(Self(in_process::InProcess::new())),
            other => Err(UnknownBus(other.to_owned())),
        }
    }

    /// Hands `news` over and returns at once.
    pub fn publish(&self, news: News) {
        self.0.publish(news);
    }

    /// From now on, everything that is published.
    pub fn subscribe(&self) -> Subscription {
        Subscription(self.0.subscribe())
    }
}

impl Subscription {
    /// The next news.
    ///
    /// # Errors
    /// [`Silence`]: some were missed, or the bus is closed.
    pub async fn next(&mut self) -> Result<News, Silence> {
        self.0.recv().await.map_err(|error| match error {
            RecvError::Lagged(missed) => Silence::Lagged(missed),
            RecvError::Closed => Silence::Closed,
        })
    }
}
