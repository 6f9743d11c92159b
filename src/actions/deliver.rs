//! What is due to a webhook is delivered, tried again, and at last forgotten. A try is counted before it is made, as with e-mails.

use futures_util::StreamExt;
use futures_util::stream::iter;

use super::problem::Problem;
use crate::app::App;
use crate::domain::dispatch::{Dispatch, Happening, Schedule, State, Step};
use crate::domain::hook::{Delivery, KEPT, Webhook};
use crate::domain::ids::{DeliveryId, WebhookId};
use crate::engines::hooks::{Answered, Call};

/// Deliveries read at once for one webhook.
const READ: i64 = 32;
/// Calls to one webhook at once.
const AT_ONCE: usize = 4;

/// Tries everything that is due to one webhook, until nothing is or `stopped`.
///
/// # Errors
/// The records failed; the next call goes on.
pub async fn deliver_due(app: &App, id: WebhookId, stopped: impl Fn() -> bool) -> Result<(), Problem> {
    let Some(webhook) = app.records.webhook(id).await? else { return Ok(()) };
    while !stopped() {
        let due = app.records.deliveries_due(id, app.clock.now(), READ).await?;
        if due.is_empty() {
            break;
        }
        let tries = due.into_iter().take_while(|_| !stopped()).map(|delivery| try_delivery(app, &webhook, delivery));
        let done: Vec<_> = iter(tries).buffer_unordered(AT_ONCE).collect().await;
        done.into_iter().collect::<Result<(), _>>()?;
    }
    Ok(())
}

async fn try_delivery(app: &App, webhook: &Webhook, delivery: Delivery) -> Result<(), Problem> {
    let (now, tries) = (app.clock.now(), delivery.dispatch.tries + 1);
    let begun = Dispatch { tries, next_try: Schedule::HOOK.next(tries, now), ..delivery.dispatch.clone() };
    let begun = Delivery { dispatch: begun, ..delivery.clone() };
    if !app.records.move_delivery(&begun, &delivery.dispatch).await? {
        return Ok(());
    }
    let started = app.clock.steady();
    let call = Call { url: &webhook.url, secret: &webhook.secret, event: begun.event, body: &begun.body, at: now };
    let answered = app.hooks.call(call).await;
    let took_ms = Some(app.clock.steady().at - started.at);
    let happening = if answered.error.is_none() { Happening::Taken } else { Schedule::HOOK.in_vain(tries) };
    happen(app, Delivery { took_ms, ..begun }, happening, answered).await.map(drop)
}

/// Moves a delivery, from wherever it stands by now.
async fn happen(app: &App, delivery: Delivery, happening: Happening, answered: Answered) -> Result<Delivery, Problem> {
    let mut delivery = delivery;
    loop {
        let Step::Moved(state) = delivery.dispatch.state.step(happening) else { return Ok(delivery) };
        let moved = moved(app, &delivery, state, happening, answered.clone());
        if app.records.move_delivery(&moved, &delivery.dispatch).await? {
            return Ok(moved);
        }
        let took_ms = delivery.took_ms;
        delivery = app.records.delivery(delivery.id).await?.ok_or_else(no_such_delivery)?;
        delivery.took_ms = took_ms;
    }
}

fn moved(app: &App, delivery: &Delivery, state: State, happening: Happening, answered: Answered) -> Delivery {
    let Answered { status, error } = answered;
    let dispatch = match happening {
        Happening::Asked => Dispatch { error, ..Dispatch::at_once(app.clock.now()) },
        Happening::Taken | Happening::InVain | Happening::GivenUp => {
            Dispatch { state, error, ..delivery.dispatch.clone() }
        }
    };
    Delivery { dispatch, status, ..delivery.clone() }
}

/// Tries a delivery that has failed again, from the beginning of its schedule. One that is on its way, or was taken, stays as it is.
///
/// # Errors
/// No such delivery; an engine failed.
pub async fn retry_delivery(app: &App, id: DeliveryId) -> Result<Delivery, Problem> {
    let delivery = app.records.delivery(id).await?.ok_or_else(no_such_delivery)?;
    let as_before = Answered { status: delivery.status, error: delivery.dispatch.error.clone() };
    let delivery = happen(app, delivery, Happening::Asked, as_before).await?;
    app.live.wakes.hooks.notify_one();
    Ok(delivery)
}

fn no_such_delivery() -> Problem {
    Problem::NotFound("no such delivery; they are kept for 30 days".to_owned())
}

/// Forgets deliveries older than 30 days.
///
/// # Errors
/// The records failed; the next call goes on.
pub async fn forget_deliveries(app: &App) -> Result<(), Problem> {
    let forgotten = app.records.forget_deliveries(app.clock.now().plus(-KEPT)).await?;
    if forgotten > 0 {
        tracing::info!(forgotten, "deliveries to webhooks older than 30 days were deleted");
    }
    Ok(())
}
