//! The service goes away: how open connections hear of it.

use tokio_util::sync::{CancellationToken, WaitForCancellationFuture};

/// How long a client waits before it comes back (milliseconds), to which it adds its own jitter.
pub(crate) const RETRY_MS: u32 = 1_000;

/// Told to every open socket; a request extension.
#[derive(Debug, Clone)]
pub struct Stop(pub CancellationToken);

impl Stop {
    /// Resolves when the service goes away.
    pub(crate) fn cancelled(&self) -> WaitForCancellationFuture<'_> {
        self.0.cancelled()
    }
}
