//! A chat saved or sent by an agent.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::mails::{MailWire, To};
use super::{Body, Id};
use crate::actions::write_transcript::{Format, mail_as_agent, save_as_agent};
use crate::app::App;
use crate::domain::ids::ChatId;
use crate::web::answer::{answer, attachment, with};
use crate::web::session::Conversing;

#[derive(Deserialize)]
pub(crate) struct How {
    format: Format,
    to: Option<String>,
}

pub(crate) async fn save(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<ChatId>,
    Query(how): Query<How>,
) -> Response {
    match save_as_agent(&app, &signed.agent, id, how.format, how.to.as_deref()).await {
        Ok(saved) => attachment(saved),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn mail(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<ChatId>,
    Body(body): Body<To>,
) -> Response {
    with(StatusCode::ACCEPTED, mail_as_agent(&app, &signed.agent, id, &body.to).await.map(MailWire::from))
}
