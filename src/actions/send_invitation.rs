//! An agent invites a visitor to chat.

use std::sync::Arc;

use super::block_visitor::refuse_to_invite;
use super::move_invitation::{announce, at};
use super::preview_invitation::facts_for;
use super::problem::Problem;
use super::spend_attention::{refuse_held_out, refuse_over_budget};
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::ids::{GroupId, InvitationId, TemplateId, VisitorKey};
use crate::domain::invitation::{Invitation, LONGEST, State};
use crate::domain::moment::MINUTE;
use crate::domain::news::News;
use crate::domain::presence::Presence;
use crate::domain::template::{Rendered, render};
use crate::domain::text::clean;
use crate::engines::records::{Added, Group};

/// Invitations one agent may send in a minute.
const A_MINUTE: i64 = 10;
/// A rule may invite the same visitor between two looks, this often at most.
const TRIES: usize = 8;

/// What the agent sends.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Draft {
    pub visitor: VisitorKey,
    /// The recipe, with its variables.
    pub text: String,
    pub group: Option<GroupId>,
    /// The template the agent began with.
    pub template: Option<TemplateId>,
}

/// What an invitation says.
pub(super) struct Words {
    /// As the visitor reads it.
    pub(super) text: String,
    pub(super) group: Option<GroupId>,
    pub(super) template: Option<TemplateId>,
}

/// Renders, stores and announces an invitation. One by a rule that has not been seen yet makes way for it.
///
/// # Errors
/// The agent may not; the visitor has left, is in a chat or is invited already; the site's budget of attention is spent, or the
/// lot leaves the visitor alone; a variable nobody knows; too long; too many.
pub async fn send_invitation(app: &App, agent: &Agent, draft: Draft) -> Result<Invitation, Problem> {
    may_invite(app, agent).await?;
    let visitor = present(app, draft.visitor)?;
    let group = choose_group(app, draft.group).await?;
    let text = written(app, agent, &visitor, &group, &draft.text)?;
    refuse_over_budget(app, &visitor).await?;
    refuse_held_out(app, &visitor).await?;
    let words = Words { text, group: Some(group.id), template: draft.template };
    let invitation = addressed(app, agent, &visitor, words);
    for _ in 0..TRIES {
        match store(app, &invitation).await? {
            Added::Stored => return Ok(invitation),
            Added::AlreadyOpen(open) if makes_way(&open) => {
                if supersede(app, &open, &invitation).await? {
                    return Ok(invitation);
                }
            }
            Added::AlreadyOpen(open) => return Err(Problem::Conflict(already(app, agent, &open))),
        }
    }
    Err(Problem::Conflict("others invite this visitor at the same time".to_owned()))
}

/// What a rule sent and nobody has seen goes when an agent speaks.
pub(super) const fn makes_way(open: &Invitation) -> bool {
    open.rule.is_some() && matches!(open.state, State::Sent | State::Delivered)
}

/// The invitation of `agent` to `visitor`, as it is sent now.
pub(super) fn addressed(app: &App, agent: &Agent, visitor: &Presence, words: Words) -> Invitation {
    let Words { text, group, template } = words;
    Invitation {
        id: InvitationId(app.clock.id()),
        site: visitor.site.clone(),
        visitor: visitor.key,
        visitor_name: visitor.name().to_owned(),
        visit: visitor.visit,
        agent: agent.id,
        agent_name: agent.name.clone(),
        group,
        rule: None,
        variant: None,
        template,
        text,
        url: visitor.page().url.to_string(),
        state: State::Sent,
        sent: app.clock.now(),
        delivered: None,
        viewed: None,
        ended: None,
        chat: None,
    }
}

/// Stores and announces it, unless one is open.
pub(super) async fn store(app: &App, invitation: &Invitation) -> Result<Added<Invitation>, Problem> {
    let added = app.records.add_invitation(invitation).await?;
    if added == Added::Stored {
        announce_sent(app, invitation);
    }
    Ok(added)
}

fn announce_sent(app: &App, invitation: &Invitation) {
    app.metrics.count_invitation("sent");
    app.announce(News::InvitationMoved(Arc::new(invitation.clone())));
}

/// What a rule sent goes and `next` comes in its place, at once: between the two a rule could invite again. False when the first
/// has moved meanwhile.
async fn supersede(app: &App, open: &Invitation, next: &Invitation) -> Result<bool, Problem> {
    let ended = at(app, open.clone(), State::Superseded);
    if !app.records.replace_invitation(&ended, open.state, next).await? {
        return Ok(false);
    }
    announce(app, &ended).await;
    announce_sent(app, next);
    Ok(true)
}

async fn may_invite(app: &App, agent: &Agent) -> Result<(), Problem> {
    if !agent.role.may(Right::Converse) {
        return Err(Problem::Forbidden("a marketer reads, and does not invite".to_owned()));
    }
    let sent = app.records.sent_since(agent.id, app.clock.now().plus(-MINUTE)).await?;
    if sent >= A_MINUTE {
        return Err(Problem::TooMany(format!("{A_MINUTE} invitations in a minute are enough; wait a moment")));
    }
    Ok(())
}

/// The visitor, if an invitation can reach them.
pub(super) fn present(app: &App, key: VisitorKey) -> Result<Arc<Presence>, Problem> {
    let Some(visitor) = app.live.whos_on.get(key) else {
        return Err(Problem::NotFound("This visitor has left. Your text is kept for when they are back.".to_owned()));
    };
    let name = visitor.name();
    if visitor.bot.is_some() {
        return Err(Problem::Conflict(format!("{name} is a bot")));
    }
    if visitor.privacy {
        return Err(Problem::Conflict(format!("{name} does not want to be followed, and so cannot be invited")));
    }
    refuse_to_invite(app, &visitor.site, key, name)?;
    match &visitor.chat {
        None => Ok(visitor),
        Some(chat) => {
            let with = chat.agent.as_ref().map_or("nobody yet", |agent| &agent.name);
            Err(Problem::Conflict(format!("{name} is in a chat already, with {with}")))
        }
    }
}

pub(super) async fn choose_group(app: &App, wanted: Option<GroupId>) -> Result<Group, Problem> {
    let groups = app.records.open_groups().await?;
    let chosen = groups.into_iter().find(|group| wanted.is_none_or(|wanted| wanted == group.id));
    chosen.ok_or_else(|| Problem::invalid("group", "this group's department has live chat switched off"))
}

fn written(app: &App, agent: &Agent, visitor: &Presence, group: &Group, text: &str) -> Result<String, Problem> {
    let text = clean(text, usize::MAX, true);
    let site = facts_for(app, visitor)?;
    let facts = site.facts(app, agent, visitor, &group.name);
    let Rendered { text: written, unknown, .. } = render(&text, &facts);
    if let Some((name, meant)) = unknown.first() {
        let hint = meant.map(|meant| format!(" Did you mean #{meant}#?")).unwrap_or_default();
        return Err(Problem::invalid("text", format!("#{name}# is not a variable.{hint}")));
    }
    if written.is_empty() {
        return Err(Problem::invalid("text", "An invitation needs words."));
    }
    short_enough(&text, &written)?;
    Ok(written)
}

/// Neither what the agent wrote nor what the visitor would read is too long.
fn short_enough(text: &str, written: &str) -> Result<(), Problem> {
    let too_long = |what: &str| Err(Problem::invalid("text", format!("{LONGEST} characters at most; {what}.")));
    match (text.chars().count(), written.chars().count()) {
        (_, n) if n > LONGEST => too_long(&format!("the visitor would read {n}")),
        (n, _) if n > LONGEST => too_long(&format!("with its variables this has {n}")),
        _ => Ok(()),
    }
}

fn already(app: &App, agent: &Agent, open: &Invitation) -> String {
    let whose = if open.agent == agent.id { "You have" } else { &format!("{} has", open.agent_name) };
    let left = match open.remaining(app.clock.now(), &app.clock.steady()) {
        None => "It has not been seen yet.".to_owned(),
        Some(ms) => format!("{}:{:02} left.", ms / MINUTE, ms % MINUTE / 1_000),
    };
    format!("{whose} invited {} already. {left}", open.visitor_name)
}
