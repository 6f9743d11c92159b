//! What visitors left when nobody was there.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::leave_message::handle_offline_message;
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::ids::OfflineMessageId;
use crate::domain::offline_message::OfflineMessage;
use crate::web::answer::{answer, json};
use crate::web::console::offline::OfflineWire;
use crate::web::session::Conversing;

/// Messages listed.
const MOST: i64 = 200;

#[derive(Deserialize)]
pub(crate) struct Which {
    handled: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Handled {
    handled: bool,
}

#[derive(Serialize)]
struct Messages<'a> {
    messages: Vec<OfflineWire<'a>>,
}

pub(crate) async fn list(State(app): State<App>, _agent: Conversing, Query(which): Query<Which>) -> Response {
    match app.records.offline_messages(which.handled, MOST).await {
        Ok(messages) => json(listed(&app, &messages).await),
        Err(error) => answer(&error.into()),
    }
}

async fn listed<'a>(app: &App, messages: &'a [OfflineMessage]) -> Result<Messages<'a>, Problem> {
    let mut wires = Vec::with_capacity(messages.len());
    for message in messages {
        wires.push(OfflineWire::of(app, message).await?);
    }
    Ok(Messages { messages: wires })
}

pub(crate) async fn handle(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<OfflineMessageId>,
    Body(body): Body<Handled>,
) -> Response {
    match handle_offline_message(&app, &signed.agent, id, body.handled).await {
        Ok(message) => json(OfflineWire::of(&app, &message).await),
        Err(problem) => answer(&problem),
    }
}
