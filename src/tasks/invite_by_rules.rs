//! The rules that invite by themselves look at whoever something happened to, and at whom time alone may have made eligible.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::actions::invite_by_rule::{Round, invite_by_rule};
use crate::app::App;
use crate::domain::ids::VisitorKey;
use crate::domain::news::News;
use crate::engines::bus::{Silence, Subscription};

/// How often the clock is looked at.
const EVERY: Duration = Duration::from_millis(250);

/// Runs until `stop`, or until the bus closes.
pub async fn invite_by_rules(app: App, mut news: Subscription, stop: CancellationToken) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Whether somebody may have become free since the last tick.
    let mut freed = false;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = app.live.whos_on.touched.rung() => look(&app, app.live.whos_on.touched.take()).await,
            _ = ticks.tick() => look(&app, app.live.inviting.due(app.clock.now(), std::mem::take(&mut freed))).await,
            heard = news.next() => match heard {
                Ok(news) => freed |= frees(&news),
                Err(Silence::Lagged(_)) => freed = true,
                Err(Silence::Closed) => return,
            },
        }
    }
}

/// Whether an agent may have more room after this.
const fn frees(news: &News) -> bool {
    matches!(
        news,
        News::AgentMoved { .. }
            | News::ColleagueMoved { .. }
            | News::ChatMoved(_)
            | News::InvitationMoved(_)
            | News::RulesChanged
    )
}

async fn look(app: &App, visitors: impl IntoIterator<Item = VisitorKey>) {
    let mut round = Round::default();
    for visitor in visitors {
        if let Err(error) = invite_by_rule(app, &mut round, visitor).await {
            tracing::warn!(%error, "a rule could not look at a visitor; it will with the next that happens to them");
        }
    }
}
