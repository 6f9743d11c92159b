//! What wakes the loops that send things, so that nothing waits for their next look.

use tokio::sync::Notify;

/// One bell a loop. Many rings before it wakes are one.
#[derive(Default)]
pub struct Wakes {
    /// An e-mail was queued.
    pub mail: Notify,
    /// A delivery was queued.
    pub hooks: Notify,
}
