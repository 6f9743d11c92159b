//! The outbox: what was sent, what waits, what failed. For administrators.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::queue_mail::queue_test_mail;
use crate::actions::send_mail::retry_mail;
use crate::app::App;
use crate::domain::dispatch;
use crate::domain::ids::MailId;
use crate::domain::mail::{About, Mail};
use crate::domain::moment::Moment;
use crate::web::answer::{json, with};
use crate::web::session::Administrator;

/// E-mails listed.
const MOST: i64 = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct To {
    pub(super) to: String,
}

#[derive(Serialize)]
pub(super) struct MailWire {
    id: MailId,
    about: About,
    to: String,
    subject: String,
    state: dispatch::State,
    tries: i64,
    /// While it is queued.
    next_try: Option<Moment>,
    sent: Option<Moment>,
    error: Option<String>,
    made: Moment,
}

#[derive(Serialize)]
struct Mails {
    mails: Vec<MailWire>,
}

impl From<Mail> for MailWire {
    fn from(mail: Mail) -> Self {
        let Mail { id, about, to, subject, made, sent, dispatch, .. } = mail;
        let next_try = (dispatch.state == dispatch::State::Queued).then_some(dispatch.next_try);
        Self {
            id,
            about,
            to,
            subject,
            state: dispatch.state,
            tries: dispatch.tries,
            next_try,
            sent,
            error: dispatch.error,
            made,
        }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Administrator) -> Response {
    let mails = app.records.mails(MOST).await.map_err(Into::into);
    json(mails.map(|mails| Mails { mails: mails.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn retry(State(app): State<App>, _: Administrator, Id(id): Id<MailId>) -> Response {
    json(retry_mail(&app, id).await.map(MailWire::from))
}

pub(crate) async fn test(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Body(body): Body<To>,
) -> Response {
    with(StatusCode::ACCEPTED, queue_test_mail(&app, &signed.agent, &body.to).await.map(MailWire::from))
}
