//! One visit: its line, where it was, and what happened in it.

use super::log_chat::outcome;
use super::problem::Problem;
use super::visit_lines::{visit_lines, worth};
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::chat::Chat;
use crate::domain::ids::{VisitId, VisitorKey};
use crate::domain::invitation::Invitation;
use crate::domain::message::Message;
use crate::domain::moment::Moment;
use crate::domain::site::Site;
use crate::domain::timeline::{ChatTold, Happened, InvitationTold, What, in_order};
use crate::domain::visit_line::VisitLine;
use crate::engines::clickhouse::Visit;

/// Messages of an excerpt, and characters of one.
const EXCERPT: usize = 3;
const LONGEST: usize = 200;

/// A visit with its timeline.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct VisitShown {
    pub line: VisitLine,
    pub coordinates: Option<(f64, f64)>,
    pub browser_version: String,
    pub timeline: Vec<Happened>,
}

/// The visit, as far as `agent` may read it; `None` when `site` has none of this id.
///
/// # Errors
/// An engine failed.
pub async fn show_visit(app: &App, agent: &Agent, site: &Site, id: VisitId) -> Result<Option<VisitShown>, Problem> {
    let Some(visit) = app.visit_log.visit(&site.key, id).await? else { return Ok(None) };
    let mut happened = seen(app, &visit).await?;
    happened.extend(reached(app, site, &visit).await?);
    if let Some(known) = app.records.logged(&site.key, &[visit.visitor]).await?.remove(&visit.visitor) {
        happened.extend(invited(app, known.key, id).await?);
        happened.extend(talked(app, agent, known.key, &visit).await?);
    }
    let (coordinates, browser_version) = (visit.place.coordinates, visit.device.browser_version.clone());
    let Some(line) = visit_lines(app, site, vec![visit]).await?.pop() else { return Ok(None) };
    Ok(Some(VisitShown { line, coordinates, browser_version, timeline: in_order(happened) }))
}

async fn seen(app: &App, visit: &Visit) -> Result<Vec<Happened>, Problem> {
    let pages = app.visit_log.visit_pages(&visit.site, visit.visit, visit.started, visit.ended).await?;
    let pages = pages.into_iter().map(|page| {
        let (path, url, title, visible_ms) = (page.path, page.url, page.title, page.visible_ms);
        Happened { at: page.at, what: What::Page { path, url, title, visible_ms } }
    });
    let events = app.visit_log.visit_events(visit).await?.into_iter();
    let events =
        events.map(|event| Happened { at: event.at, what: What::Event { name: event.name, value: event.value } });
    Ok(pages.chain(events).collect())
}

async fn reached(app: &App, site: &Site, visit: &Visit) -> Result<Vec<Happened>, Problem> {
    let goals = app.records.goals(&site.key).await?;
    let targets: Vec<_> = goals.iter().map(|goal| goal.target.clone()).collect();
    let marks = app.visit_log.visit_marks(&site.key, std::slice::from_ref(visit), &targets).await?;
    let reached = marks.into_values().flat_map(|marks| marks.goals);
    let told = reached.filter_map(|reached| {
        let goal = goals.get(reached.goal)?;
        let what = What::Goal { goal: goal.id.0, name: goal.name.clone(), value: worth(goal, &reached) };
        Some(Happened { at: reached.at, what })
    });
    Ok(told.collect())
}

async fn invited(app: &App, visitor: VisitorKey, visit: VisitId) -> Result<Vec<Happened>, Problem> {
    let invitations = app.records.invitations_with(visitor).await?.into_iter();
    let of_visit = invitations.filter(|invitation| invitation.visit == visit);
    Ok(of_visit.map(|one| Happened { at: one.sent, what: What::Invitation(told(app, one)) }).collect())
}

/// The name of the rule that sent it, as it is called now.
pub fn rule_name(app: &App, invitation: &Invitation) -> Option<String> {
    let rule = invitation.rule?;
    Some(app.live.inviting.rule(rule).map_or_else(|| "a rule since deleted".to_owned(), |rule| rule.name.clone()))
}

fn told(app: &App, invitation: Invitation) -> InvitationTold {
    InvitationTold {
        id: invitation.id,
        rule: rule_name(app, &invitation),
        by: Some(invitation.agent_name),
        text: invitation.text,
        delivered: invitation.delivered,
        viewed: invitation.viewed.map(|viewed| viewed.wall),
        ended: invitation.ended,
        state: invitation.state.word(),
    }
}

async fn talked(app: &App, agent: &Agent, visitor: VisitorKey, visit: &Visit) -> Result<Vec<Happened>, Problem> {
    let chats = app.records.chats_with(visitor, None).await?;
    let mut told = Vec::new();
    for chat in chats.into_iter().filter(|chat| belongs(chat, visit)) {
        let messages = app.records.messages(chat.id, 0).await?;
        let at = chat.started;
        told.push(Happened { at, what: What::Chat(chat_told(agent, &chat, &messages)) });
    }
    Ok(told)
}

/// A chat from before visits were noted with chats belongs where it was asked for.
fn belongs(chat: &Chat, visit: &Visit) -> bool {
    let during = |at: Moment| visit.started <= at && at <= visit.ended;
    chat.visit.map_or_else(|| during(chat.started), |of| of == visit.visit)
}

fn chat_told(agent: &Agent, chat: &Chat, messages: &[Message]) -> ChatTold {
    let said = || messages.iter().filter(|message| !message.whisper && message.deleted.is_none());
    let excerpt = said().filter(|message| !message.text.is_empty()).take(EXCERPT).map(words);
    ChatTold {
        id: chat.id,
        agent: chat.agent.as_ref().map(|(_, name)| name.clone()),
        outcome: outcome_now(chat),
        messages: u32::try_from(said().count()).unwrap_or(u32::MAX),
        excerpt: if may_read(agent, chat) { excerpt.collect() } else { Vec::new() },
        ended: chat.ended,
    }
}

/// What came of a chat so far.
pub fn outcome_now(chat: &Chat) -> &'static str {
    if chat.ended.is_none() { "open" } else { outcome(chat) }
}

fn words(message: &Message) -> String {
    let said: String = message.text.chars().take(LONGEST).collect();
    format!("{}: {said}", message.name)
}

fn may_read(agent: &Agent, chat: &Chat) -> bool {
    agent.role.may(Right::SeeOthersChats) || chat.agent.as_ref().is_some_and(|(owner, _)| *owner == agent.id)
}
