//! An agent offers a chat to a colleague or a group, or asks them into its room; and takes that back.

use std::sync::Arc;

use super::list_colleagues::{Colleague, list_colleagues, list_groups};
use super::problem::Problem;
use super::say::own_chat;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::{Chat, State};
use crate::domain::ids::{AgentId, ChatId, GroupId, OfferId};
use crate::domain::news::News;
use crate::domain::offer::{self, Happening, Kind, LONGEST_NOTE, Offer, To, WAITS_FOR};
use crate::domain::text::clean;
use crate::engines::records::RecordsError;

/// What an agent offers.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct OfferDraft {
    pub kind: Kind,
    pub to: To,
    pub note: String,
}

/// Offers a chat. Nothing changes until somebody says yes.
///
/// # Errors
/// Not this agent's chat, or not an active one; nobody there who could be asked; asked already.
pub async fn offer_chat(app: &App, agent: &Agent, id: ChatId, draft: OfferDraft) -> Result<Offer, Problem> {
    let chat = own_chat(app, agent, id).await?;
    if chat.state != State::Active {
        return Err(Problem::Conflict("this chat has ended".to_owned()));
    }
    let (to_name, asked) = ask(app, &chat, agent, draft.to).await?;
    let now = app.clock.now();
    let offer = Offer {
        id: OfferId(app.clock.id()),
        chat: id,
        kind: draft.kind,
        visitor_name: chat.visitor_name,
        from: (agent.id, agent.name.clone()),
        to: draft.to,
        to_name,
        asked,
        declined: Vec::new(),
        note: clean(&draft.note, LONGEST_NOTE, true),
        made: now,
        until: now.plus(WAITS_FOR),
        state: offer::State::Open,
        taken_by: None,
        taken: None,
    };
    match app.records.add_offer(&offer).await {
        Ok(()) => {}
        Err(RecordsError::Taken) => return Err(asked_already(app, &offer).await?),
        Err(error) => return Err(error.into()),
    }
    app.announce(News::OfferMoved(Arc::new(offer.clone())));
    Ok(offer)
}

/// The name of who is asked, and the agents who may answer.
async fn ask(app: &App, chat: &Chat, agent: &Agent, to: To) -> Result<(String, Vec<AgentId>), Problem> {
    let colleagues = list_colleagues(app).await?;
    match to {
        To::Agent(id) if id == agent.id => Err(Problem::Conflict("you have this chat yourself".to_owned())),
        To::Agent(id) => one(&colleagues, id),
        To::Group(id) => group(app, chat, &colleagues, id),
    }
}

fn one(colleagues: &[Colleague], id: AgentId) -> Result<(String, Vec<AgentId>), Problem> {
    let found = colleagues.iter().find(|colleague| colleague.agent.id == id);
    let colleague = found.ok_or_else(|| Problem::invalid("agent", "No such agent."))?;
    match colleague.why {
        None => Ok((colleague.agent.name.clone(), vec![id])),
        Some(why) => Err(Problem::Conflict(format!("{} {}", colleague.agent.name, why.words()))),
    }
}

fn group(app: &App, chat: &Chat, colleagues: &[Colleague], id: GroupId) -> Result<(String, Vec<AgentId>), Problem> {
    let found = list_groups(app, colleagues).into_iter().find(|group| group.id == id);
    let mut group = found.ok_or_else(|| Problem::invalid("group", "No such group."))?;
    group.there.retain(|agent| !chat.is_of(*agent));
    if group.there.is_empty() {
        return Err(Problem::Conflict(format!("nobody else of {} is there", group.name)));
    }
    Ok((group.name, group.there))
}

async fn asked_already(app: &App, offer: &Offer) -> Result<Problem, Problem> {
    let open = app.records.open_offers().await?.into_iter();
    let mut same = open.filter(|one| one.chat == offer.chat && one.kind == offer.kind);
    let name = same.next().map_or_else(|| offer.to_name.clone(), |open| open.to_name);
    Ok(Problem::Conflict(format!("{name} is asked already; wait for the answer or withdraw it")))
}

/// Takes an offer back.
///
/// # Errors
/// Not this agent's offer; it has ended.
pub async fn withdraw_offer(app: &App, agent: &Agent, id: OfferId) -> Result<Offer, Problem> {
    let offer = find_offer(app, agent, id).await?;
    if offer.from.0 != agent.id {
        return Err(Problem::Forbidden(format!("this is {}'s offer", offer.from.1)));
    }
    let withdrawn = app.records.end_offer(id, Happening::Withdrawn).await?;
    let withdrawn = withdrawn.ok_or_else(|| Problem::Conflict("this offer has ended".to_owned()))?;
    app.announce(News::OfferMoved(Arc::new(withdrawn.clone())));
    Ok(withdrawn)
}

/// The offer `id`, if it concerns `agent`.
pub(super) async fn find_offer(app: &App, agent: &Agent, id: OfferId) -> Result<Offer, Problem> {
    let found = app.records.offer(id).await?.filter(|offer| offer.concerns(agent.id));
    found.ok_or_else(|| Problem::NotFound("no such offer".to_owned()))
}

/// The offers that wait for an answer, made by this agent or to them, oldest first.
///
/// # Errors
/// An engine failed.
pub async fn offers_of(app: &App, agent: &Agent) -> Result<Vec<Offer>, Problem> {
    let now = app.clock.now();
    let open = app.records.open_offers().await?.into_iter();
    Ok(open.filter(|offer| offer.concerns(agent.id) && offer.until > now).collect())
}

/// The colleagues who may be asked to take this chat or to come into its room; those who are not there, too, with the reason.
///
/// # Errors
/// Not this agent's chat; an engine failed.
pub async fn candidates(app: &App, agent: &Agent, id: ChatId) -> Result<Vec<Colleague>, Problem> {
    own_chat(app, agent, id).await?;
    let colleagues = list_colleagues(app).await?.into_iter();
    Ok(colleagues.filter(|colleague| colleague.agent.id != agent.id).collect())
}
