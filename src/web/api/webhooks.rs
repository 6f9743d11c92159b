//! Webhooks and what was delivered to them. For administrators.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::deliver::retry_delivery;
use crate::actions::manage_webhooks::{WebhookDraft, add_webhook, change_webhook, delete_webhook, test_webhook};
use crate::app::App;
use crate::domain::dispatch;
use crate::domain::hook::{Delivery, Event, Webhook};
use crate::domain::ids::{DeliveryId, WebhookId};
use crate::domain::moment::Moment;
use crate::web::answer::{answer, json, with};
use crate::web::session::Administrator;

/// Deliveries listed at once.
const MOST: usize = 50;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBody {
    url: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeBody {
    url: String,
    events: Vec<Event>,
    active: bool,
}

#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<DeliveryId>,
}

#[derive(Serialize)]
struct WebhookWire {
    id: WebhookId,
    url: String,
    events: Vec<Event>,
    active: bool,
    made: Moment,
    /// Shown once, when it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

#[derive(Serialize)]
struct Webhooks {
    webhooks: Vec<WebhookWire>,
}

#[derive(Serialize)]
struct DeliveryWire {
    id: DeliveryId,
    event: Event,
    body: String,
    made: Moment,
    state: dispatch::State,
    tries: i64,
    /// While it is queued.
    next_try: Option<Moment>,
    status: Option<i64>,
    error: Option<String>,
    took_ms: Option<i64>,
}

#[derive(Serialize)]
struct Deliveries {
    deliveries: Vec<DeliveryWire>,
    next: Option<DeliveryId>,
}

impl From<Webhook> for WebhookWire {
    fn from(webhook: Webhook) -> Self {
        let Webhook { id, url, events, active, made, .. } = webhook;
        Self { id, url, events, active, made, secret: None }
    }
}

impl From<Delivery> for DeliveryWire {
    fn from(delivery: Delivery) -> Self {
        let Delivery { id, event, body, made, dispatch, status, took_ms, .. } = delivery;
        let next_try = (dispatch.state == dispatch::State::Queued).then_some(dispatch.next_try);
        let dispatch::Dispatch { state, tries, error, .. } = dispatch;
        Self { id, event, body, made, state, tries, next_try, status, error, took_ms }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Administrator) -> Response {
    let webhooks = app.records.webhooks().await.map_err(Into::into);
    json(webhooks.map(|webhooks| Webhooks { webhooks: webhooks.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn add(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Body(body): Body<NewBody>,
) -> Response {
    let draft = WebhookDraft { url: body.url, events: body.events, active: true };
    let added = add_webhook(&app, signed.by(), draft).await;
    with(
        StatusCode::CREATED,
        added.map(|webhook| WebhookWire { secret: Some(webhook.secret.clone()), ..webhook.into() }),
    )
}

pub(crate) async fn change(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<WebhookId>,
    Body(body): Body<ChangeBody>,
) -> Response {
    let draft = WebhookDraft { url: body.url, events: body.events, active: body.active };
    json(change_webhook(&app, signed.by(), id, draft).await.map(WebhookWire::from))
}

pub(crate) async fn delete(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<WebhookId>,
) -> Response {
    match delete_webhook(&app, signed.by(), id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn test(State(app): State<App>, _: Administrator, Id(id): Id<WebhookId>) -> Response {
    with(StatusCode::ACCEPTED, test_webhook(&app, id).await.map(DeliveryWire::from))
}

pub(crate) async fn deliveries(
    State(app): State<App>,
    _: Administrator,
    Id(id): Id<WebhookId>,
    Query(Before { before }): Query<Before>,
) -> Response {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let deliveries = app.records.deliveries(id, before, most).await.map_err(Into::into);
    json(deliveries.map(|deliveries| {
        let next = (deliveries.len() == MOST).then(|| deliveries.last().map(|delivery| delivery.id)).flatten();
        Deliveries { deliveries: deliveries.into_iter().map(Into::into).collect(), next }
    }))
}

pub(crate) async fn retry(State(app): State<App>, _: Administrator, Id(id): Id<DeliveryId>) -> Response {
    json(retry_delivery(&app, id).await.map(DeliveryWire::from))
}
