//! What time does to the desk: chats have rung long enough, offers have waited long enough, agents are gone.

use std::sync::Arc;

use super::pass_on_chat::{give_back, miss};
use super::problem::Problem;
use crate::app::App;
use crate::domain::chat::Chat;
use crate::domain::ids::AgentId;
use crate::domain::moment::MINUTE;
use crate::domain::news::News;
use crate::domain::offer::Happening;

/// Without a console for so long an agent has gone (milliseconds).
pub const GONE_AFTER: i64 = MINUTE;

/// Ends what rang for its whole time: nobody took it.
///
/// # Errors
/// The records failed; the next call tries again.
pub async fn ring_out(app: &App) -> Result<(), Problem> {
    if !app.live.engaged.has_ringing() {
        return Ok(());
    }
    for chat in app.records.rung_out(app.clock.now()).await? {
        miss(app, chat).await?;
    }
    Ok(())
}

/// Ends every offer that waited for its whole time.
///
/// # Errors
/// The records failed; the next call tries again.
pub async fn expire_offers(app: &App) -> Result<(), Problem> {
    let now = app.clock.now();
    for offer in app.records.open_offers().await?.into_iter().filter(|offer| offer.until <= now) {
        if let Some(expired) = app.records.end_offer(offer.id, Happening::TimePassed).await? {
            app.announce(News::OfferMoved(Arc::new(expired)));
        }
    }
    Ok(())
}

/// Puts the chats of agents who have gone back into the queue.
///
/// # Errors
/// The records failed; the next call tries again.
pub async fn hand_back(app: &App) -> Result<(), Problem> {
    let now = app.clock.now();
    for owner in app.live.engaged.owners() {
        let absent = app.live.consoles.absent_since(owner, now);
        if absent.is_some_and(|since| now.since(since) >= GONE_AFTER) {
            hand_back_all_of(app, owner).await?;
        }
    }
    Ok(())
}

/// A chat that has just become theirs (a visitor has answered their invitation) waits for them as long as they may be gone.
async fn hand_back_all_of(app: &App, owner: AgentId) -> Result<(), Problem> {
    let now = app.clock.now();
    let waited = |chat: &Chat| now.since(chat.accepted.unwrap_or(chat.started)) >= GONE_AFTER;
    for chat in app.records.open_chats().await?.into_iter().filter(|chat| chat.is_of(owner) && waited(chat)) {
        give_back(app, owner, chat.id).await?;
    }
    Ok(())
}
