//! A colleague who is asked says yes or no.

use std::sync::Arc;

use super::offer_chat::find_offer;
use super::pass_on_chat::{announce_move, drop_offers};
use super::problem::Problem;
use super::say::shown_name;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::Guest;
use crate::domain::ids::OfferId;
use crate::domain::news::News;
use crate::domain::offer::{Kind, Offer, State};
use crate::engines::records::TakeOffer;

/// Says yes: the chat is theirs, or they are in its room. The first one wins.
///
/// # Errors
/// Nobody asked this agent; somebody else was first, and who; it has ended; the chat has gone.
pub async fn accept_offer(app: &App, agent: &Agent, id: OfferId) -> Result<Offer, Problem> {
    let offer = find_asked(app, agent, id).await?;
    let found = app.records.chat(offer.chat).await?;
    let chat = found.ok_or_else(|| Problem::NotFound("no such chat".to_owned()))?;
    let guest = Guest { id: agent.id, name: agent.name.clone(), shown: shown_name(app, &chat.site, &agent.name) };
    let taken = app.records.take_offer(id, &guest, app.clock.now()).await?;
    match taken.ok_or_else(|| Problem::NotFound("no such offer".to_owned()))? {
        TakeOffer::Taken(offer, moved) => {
            announce_move(app, &moved.0, moved.1);
            has_taken(app, *offer).await
        }
        TakeOffer::Gone(offer) => {
            app.announce(News::OfferMoved(Arc::new((*offer).clone())));
            Err(too_late(&offer))
        }
        TakeOffer::TooLate(offer) if offer.taken_by.as_ref().is_some_and(|(by, _)| *by == agent.id) => Ok(*offer),
        TakeOffer::TooLate(offer) => Err(too_late(&offer)),
    }
}

async fn has_taken(app: &App, offer: Offer) -> Result<Offer, Problem> {
    app.announce(News::OfferMoved(Arc::new(offer.clone())));
    if offer.kind == Kind::Transfer {
        // Whatever else the agent before had offered went with the chat.
        drop_offers(app, offer.chat).await?;
    }
    Ok(offer)
}

/// Says no.
///
/// # Errors
/// Nobody asked this agent; an engine failed.
pub async fn decline_offer(app: &App, agent: &Agent, id: OfferId) -> Result<Offer, Problem> {
    let offer = find_asked(app, agent, id).await?;
    let Some(declined) = app.records.decline_offer(id, agent.id).await? else { return Ok(offer) };
    app.announce(News::OfferMoved(Arc::new(declined.clone())));
    Ok(declined)
}

async fn find_asked(app: &App, agent: &Agent, id: OfferId) -> Result<Offer, Problem> {
    let offer = find_offer(app, agent, id).await?;
    if offer.asked.contains(&agent.id) {
        return Ok(offer);
    }
    Err(Problem::Forbidden("this offer is for others".to_owned()))
}

fn too_late(offer: &Offer) -> Problem {
    let why = match (&offer.taken_by, offer.state) {
        (Some((_, name)), _) => format!("{name} was first"),
        (None, State::Expired) => "this offer waited half a minute and has ended".to_owned(),
        (None, State::Withdrawn) => format!("{} has taken this offer back", offer.from.1),
        (None, _) => "this chat has gone on without it".to_owned(),
    };
    Problem::Conflict(why)
}
