//! One visitor: everything about them, what agents write, what is handed out, what is taken away.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Body;
use crate::actions::erase_visitor::{erase_visitor, export_visitor};
use crate::actions::show_visit::{outcome_now, rule_name};
use crate::actions::show_visitor::{VisitorShown, note_visitor, show_visitor};
use crate::app::App;
use crate::domain::chat::Chat;
use crate::domain::ids::{ChatId, InvitationId};
use crate::domain::invitation::Invitation;
use crate::domain::moment::Moment;
use crate::domain::presence::Person;
use crate::domain::visit_line::VisitLine;
use crate::engines::clickhouse::Visit;
use crate::web::answer::{answer, json, refuse};
use crate::web::asked::OfSite;
use crate::web::session::{Administrator, Marketer, Signed};

#[derive(Serialize)]
struct VisitorWire {
    name: String,
    person: Option<Person>,
    first: Option<FirstWire>,
    visits: u64,
    note: String,
    tags: Vec<String>,
    since_last: Option<String>,
    here: bool,
    lines: Vec<VisitLine>,
    invitations: Vec<InvitationWire>,
    chats: Vec<ChatWire>,
}

#[derive(Serialize)]
struct FirstWire {
    at: Moment,
    referrer: String,
    channel: String,
    campaign: String,
}

#[derive(Serialize)]
struct InvitationWire {
    id: InvitationId,
    sent: Moment,
    state: &'static str,
    by: Option<String>,
    rule: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct ChatWire {
    id: ChatId,
    at: Moment,
    agent: Option<String>,
    outcome: &'static str,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteBody {
    note: String,
    tags: Vec<String>,
}

#[derive(Serialize)]
struct Erased {
    erased: Map<String, Value>,
}

impl VisitorWire {
    fn of(app: &App, shown: VisitorShown) -> Self {
        Self {
            name: shown.name,
            person: shown.person,
            first: shown.first.map(first),
            visits: shown.visits,
            note: shown.note.note,
            tags: shown.note.tags,
            since_last: shown.since_last,
            here: shown.here,
            lines: shown.lines,
            invitations: shown.invitations.into_iter().map(|one| invitation(app, one)).collect(),
            chats: shown.chats.into_iter().map(chat).collect(),
        }
    }
}

fn first(visit: Visit) -> FirstWire {
    let (referrer, campaign) = (visit.referrer.domain, visit.campaign.campaign);
    FirstWire { at: visit.started, referrer, channel: visit.channel, campaign }
}

fn invitation(app: &App, one: Invitation) -> InvitationWire {
    let (id, sent, state, rule) = (one.id, one.sent, one.state.word(), rule_name(app, &one));
    InvitationWire { id, sent, state, by: Some(one.agent_name), rule, text: one.text }
}

fn chat(one: Chat) -> ChatWire {
    let outcome = outcome_now(&one);
    ChatWire { id: one.id, at: one.started, agent: one.agent.map(|(_, name)| name), outcome }
}

pub(crate) async fn show(
    State(app): State<App>,
    _: Signed,
    Path(name): Path<String>,
    OfSite(site): OfSite,
) -> Response {
    json(show_visitor(&app, &site, &name).await.map(|shown| VisitorWire::of(&app, shown)))
}

pub(crate) async fn note(
    State(app): State<App>,
    _: Signed,
    Path(name): Path<String>,
    OfSite(site): OfSite,
    Body(body): Body<NoteBody>,
) -> Response {
    let noted = note_visitor(&app, &site, &name, &body.note, &body.tags).await;
    json(noted.map(|noted| NoteBody { note: noted.note, tags: noted.tags }))
}

pub(crate) async fn export(
    State(app): State<App>,
    _: Marketer,
    Path(name): Path<String>,
    OfSite(site): OfSite,
) -> Response {
    match export_visitor(&app, &site, &name).await {
        Ok(told) => file(&told),
        Err(problem) => answer(&problem),
    }
}

fn file(told: &Value) -> Response {
    let headers = [(CONTENT_TYPE, "application/json"), (CONTENT_DISPOSITION, "attachment; filename=\"visitor.json\"")];
    (headers, format!("{told:#}\n")).into_response()
}

pub(crate) async fn erase(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Path(name): Path<String>,
    OfSite(site): OfSite,
) -> Response {
    // Half of it must not be left because somebody closes their page.
    let erasing = tokio::spawn(async move { erase_visitor(&app, signed.by(), &site, &name).await });
    match erasing.await {
        Ok(erased) => json(erased.map(|erased| Erased { erased })),
        Err(error) => {
            tracing::error!(%error, "a visitor was not erased");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "the visitor was not erased; the mistake is ours, try again")
        }
    }
}
