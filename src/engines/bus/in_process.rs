//! The bus of a single node.

use tokio::sync::broadcast;

use crate::domain::news::News;

/// News kept for a slow subscriber. When it is full the oldest goes and the subscriber is told how many it missed.
const CAPACITY: usize = 4_096;

#[derive(Clone)]
pub(super) struct InProcess(broadcast::Sender<News>);

pub(super) type Receiver = broadcast::Receiver<News>;

impl InProcess {
    pub(super) fn new() -> Self {
        Self(broadcast::channel(CAPACITY).0)
    }

    pub(super) fn publish(&self, news: News) {
        // Nobody listening is no error: before the first subscriber there is nobody to tell.
        let _ = self.0.send(news);
    }

    pub(super) fn subscribe(&self) -> Receiver {
        self.0.subscribe()
    }
}
