//! Lists of chats: an agent's desk, the archive page by page, one visitor's.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::actions::read_archive::{chats_of_visitor, chats_on_desk, read_archive};
use crate::app::App;
use crate::domain::chat::{self, Chat};
use crate::domain::ids::{AgentId, ChatId, SiteKey, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::text::line;
use crate::engines::records::ArchiveQuery;
use crate::web::answer::{answer, json, refuse};
use crate::web::console::chat::ChatWire;
use crate::web::session::{Conversing, Signed};

/// Chats on a page unless it is said.
const PAGE: i64 = 50;
/// Chats on a page at most.
const MOST: i64 = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    state: Option<chat::State>,
    agent: Option<AgentId>,
    site: Option<SiteKey>,
    q: Option<String>,
    before: Option<String>,
    limit: Option<i64>,
}

#[derive(Serialize)]
struct Chats<'a> {
    chats: Vec<ChatWire<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    chats: Vec<ChatWire<'a>>,
    next: Option<String>,
}

impl Asked {
    const fn is_nothing(&self) -> bool {
        let chosen = self.state.is_some() || self.agent.is_some() || self.site.is_some();
        !chosen && self.q.is_none() && self.before.is_none() && self.limit.is_none()
    }

    /// `None` when the cursor is none of ours.
    fn query(self) -> Option<ArchiveQuery> {
        let before = self.before.map(|cursor| position(&cursor).ok_or(())).transpose().ok()?;
        let (state, agent, site) = (self.state, self.agent, self.site);
        let words = line(&self.q.unwrap_or_default(), 200);
        Some(ArchiveQuery { state, agent, site, words, before, limit: self.limit.unwrap_or(PAGE).clamp(1, MOST) })
    }
}

fn position(cursor: &str) -> Option<(Moment, ChatId)> {
    let (started, id) = cursor.split_once('.')?;
    Some((Moment(started.parse().ok()?), id.parse().ok()?))
}

fn cursor(chat: &Chat) -> String {
    format!("{}.{}", chat.started.0, chat.id)
}

/// Without parameters what the desk shows, with any of them the archive.
pub(crate) async fn list(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Query(asked): Query<Asked>,
) -> Response {
    if asked.is_nothing() {
        return desk(&app, &signed).await;
    }
    let Some(query) = asked.query() else { return refuse(StatusCode::BAD_REQUEST, "before: not a place in the list") };
    let limit = query.limit;
    match read_archive(&app, &signed.agent, query).await {
        Ok(chats) => {
            let full = i64::try_from(chats.len()).is_ok_and(|n| n == limit);
            let next = chats.last().filter(|_| full).map(cursor);
            json(Ok(Page { chats: chats.iter().map(|chat| ChatWire::of(chat, false)).collect(), next }))
        }
        Err(problem) => answer(&problem),
    }
}

async fn desk(app: &App, signed: &Signed) -> Response {
    match chats_on_desk(app, &signed.agent).await {
        Ok(chats) => json(Ok(Chats { chats: chats.iter().map(|(chat, rings)| ChatWire::of(chat, *rings)).collect() })),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn of_visitor(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Path(key): Path<String>,
) -> Response {
    let Ok(key) = key.parse::<VisitorKey>() else { return refuse(StatusCode::NOT_FOUND, "no such visitor") };
    match chats_of_visitor(&app, &signed.agent, key).await {
        Ok(chats) => json(Ok(Chats { chats: chats.iter().map(|chat| ChatWire::of(chat, false)).collect() })),
        Err(problem) => answer(&problem),
    }
}
