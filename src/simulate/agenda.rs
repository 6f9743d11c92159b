//! What a simulated visitor means to do, and when.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// Tell that somebody is at the page.
    Stir,
    /// Tell of something put into the basket.
    Buy,
    /// Tell who this is.
    Introduce,
    /// Go to another page.
    Move,
    /// Open the doorway again after it was lost.
    Knock,
    /// The invitation has been in view for a second.
    View(String),
    /// Answer the invitation.
    Reply(String),
    /// Refuse the invitation.
    Decline(String),
    /// Begin to type in the chat.
    Type(String),
    /// Say what was typed.
    Say(String),
    /// End the chat.
    End(String),
    /// Leave the shop.
    Leave,
}

/// Deeds by their moment.
#[derive(Debug, Default)]
pub(super) struct Agenda(Vec<(Instant, Deed)>);

impl Agenda {
    /// Plans `deed` for `after` from now.
    pub(super) fn plan(&mut self, after: Duration, deed: Deed) {
        self.0.push((Instant::now() + after, deed));
    }

    /// Waits for the next deed; for ever when there is none.
    pub(super) async fn next(&mut self) -> Deed {
        let Some((at, moment)) =
            self.0.iter().enumerate().map(|(at, (moment, _))| (at, *moment)).min_by_key(|(_, m)| *m)
        else {
            return std::future::pending().await;
        };
        sleep_until(moment).await;
        self.0.swap_remove(at).1
    }

    /// Whether anything like this is planned.
    pub(super) fn plans(&self, is_it: impl Fn(&Deed) -> bool) -> bool {
        self.0.iter().any(|(_, deed)| is_it(deed))
    }

    /// Gives up all that is like this.
    pub(super) fn drop_all(&mut self, is_it: impl Fn(&Deed) -> bool) {
        self.0.retain(|(_, deed)| !is_it(deed));
    }
}
