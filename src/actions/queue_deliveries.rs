//! What happened is put on its way to the webhooks that want to hear of it.
//!
//! The news on the bus is what makes it fast; what makes it sure is [`catch_up`], which finds the same happenings in the records: after a
//! start, after news was missed, and once a minute, each time from a little before the last time. A happening is known by a key
//! that is made of what is stored, and a webhook gets a key once, so finding it twice changes nothing.

use super::problem::Problem;
use crate::app::App;
use crate::domain::dispatch::Dispatch;
use crate::domain::hook::{
    Delivery, Event, Happened, Webhook, of_chat, of_invitation, of_message, of_offer, of_offline_message,
};
use crate::domain::ids::DeliveryId;
use crate::domain::moment::{HOUR, MINUTE, Moment};
use crate::domain::news::News;
use crate::engines::hooks::written;

/// Whatever happened has been stored this much later (milliseconds): transactions and clocks of other machines included.
const OVERLAP: i64 = 5 * MINUTE;
/// A chat is rated this long after its end at the latest (milliseconds).
const RATED_WITHIN: i64 = HOUR;

/// Queues what a piece of news tells.
///
/// # Errors
/// The records failed; [`catch_up`] finds it again.
pub async fn queue_news(app: &App, news: &News) -> Result<(), Problem> {
    if app.live.webhooks.all().is_empty() {
        return Ok(());
    }
    let happened = match news {
        News::ChatMoved(chat) | News::ChatRated(chat) => of_chat(chat),
        News::MessageSaid(message) => of_message(message).into_iter().collect(),
        News::InvitationMoved(invitation) => of_invitation(invitation),
        News::OfflineMessageMoved(message) => vec![of_offline_message(message)],
        News::OfferMoved(offer) => of_offer(offer).into_iter().collect(),
        // These concern nobody outside.
        News::ChatMarked { .. }
        | News::ChatDescribed(_)
        | News::Typing { .. }
        | News::AgentMoved { .. }
        | News::ColleagueMoved { .. }
        | News::RoomSaid { .. }
        | News::RoomRead { .. }
        | News::SitesChanged
        | News::RulesChanged
        | News::InvitationRulesChanged
        | News::WebhooksChanged
        | News::BlocksChanged => Vec::new(),
    };
    queue(app, &happened).await
}

/// Queues what the records tell and no webhook was told.
///
/// # Errors
/// The records failed; the next call begins where this one did.
pub async fn catch_up(app: &App) -> Result<(), Problem> {
    let webhooks = app.live.webhooks.all();
    let Some(oldest) = webhooks.iter().map(|webhook| webhook.made).min() else { return Ok(()) };
    let now = app.clock.now();
    let since = app.records.hooks_mark().await?.map_or(oldest, |mark| mark.plus(-OVERLAP).max(oldest));
    queue(app, &found_since(app, since).await?).await?;
    Ok(app.records.set_hooks_mark(now).await?)
}

async fn found_since(app: &App, since: Moment) -> Result<Vec<Happened>, Problem> {
    let mut found = Vec::new();
    found.extend(app.records.chats_alive_since(since.plus(-RATED_WITHIN)).await?.iter().flat_map(of_chat));
    found.extend(app.records.messages_since(since).await?.iter().filter_map(of_message));
    found.extend(app.records.invitations_alive_since(since).await?.iter().flat_map(of_invitation));
    found.extend(app.records.offline_messages_since(since).await?.iter().map(of_offline_message));
    found.extend(app.records.offers_taken_since(since).await?.iter().filter_map(of_offer));
    // A rating has no moment of its own: it is told in that of the chat's end.
    found.retain(|happened| happened.at >= since || happened.event == Event::ChatRated);
    found.sort_by_key(|happened| happened.at);
    Ok(found)
}

async fn queue(app: &App, happened: &[Happened]) -> Result<(), Problem> {
    let webhooks = app.live.webhooks.all();
    let mut queued = false;
    for one in happened {
        for webhook in webhooks.iter().filter(|webhook| webhook.wants(one)) {
            queued |= app.records.add_delivery(&delivery(app, webhook, one)).await?;
        }
    }
    if queued {
        app.live.wakes.hooks.notify_one();
    }
    Ok(())
}

pub(super) fn delivery(app: &App, webhook: &Webhook, happened: &Happened) -> Delivery {
    let (id, now) = (DeliveryId(app.clock.id()), app.clock.now());
    Delivery {
        id,
        webhook: webhook.id,
        key: happened.key.clone(),
        event: happened.event,
        body: written(id, happened),
        made: now,
        dispatch: Dispatch::at_once(now),
        status: None,
        took_ms: None,
    }
}
