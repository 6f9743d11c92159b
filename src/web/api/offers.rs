//! Offers, and the colleagues they go to.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::answer_offer::{accept_offer, decline_offer};
use crate::actions::list_colleagues::{Colleague, list_colleagues, list_groups};
use crate::actions::offer_chat::{OfferDraft, candidates, offer_chat, offers_of, withdraw_offer};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::ids::{AgentId, ChatId, GroupId, OfferId};
use crate::domain::offer::{Kind, Offer, To};
use crate::web::answer::{answer, json, with};
use crate::web::console::colleague::{ColleagueWire, OfferWire};
use crate::web::session::{Conversing, Signed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferBody {
    kind: Kind,
    agent: Option<AgentId>,
    group: Option<GroupId>,
    #[serde(default)]
    note: String,
}

#[derive(Serialize)]
struct Offers<'a> {
    offers: Vec<OfferWire<'a>>,
}

#[derive(Serialize)]
struct Agents<'a> {
    agents: Vec<ColleagueWire<'a>>,
}

#[derive(Serialize)]
struct GroupWire {
    id: GroupId,
    name: String,
    there: usize,
}

#[derive(Serialize)]
struct Candidates<'a> {
    agents: Vec<ColleagueWire<'a>>,
    groups: Vec<GroupWire>,
}

pub(crate) async fn make(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(chat): Id<ChatId>,
    Body(body): Body<OfferBody>,
) -> Response {
    let to = match (body.agent, body.group) {
        (Some(agent), None) => To::Agent(agent),
        (None, Some(group)) => To::Group(group),
        _ => return answer(&Problem::invalid("agent", "Say an agent or a group.")),
    };
    let draft = OfferDraft { kind: body.kind, to, note: body.note };
    match offer_chat(&app, &signed.agent, chat, draft).await {
        Ok(offer) => with(StatusCode::CREATED, Ok(OfferWire::of(&offer))),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn list(State(app): State<App>, Conversing(signed): Conversing) -> Response {
    match offers_of(&app, &signed.agent).await {
        Ok(offers) => json(Ok(Offers { offers: offers.iter().map(OfferWire::of).collect() })),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn accept(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<OfferId>) -> Response {
    offer_now(accept_offer(&app, &signed.agent, id).await)
}

pub(crate) async fn decline(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<OfferId>) -> Response {
    offer_now(decline_offer(&app, &signed.agent, id).await)
}

pub(crate) async fn withdraw(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<OfferId>) -> Response {
    offer_now(withdraw_offer(&app, &signed.agent, id).await)
}

fn offer_now(result: Result<Offer, Problem>) -> Response {
    match result {
        Ok(offer) => json(Ok(OfferWire::of(&offer))),
        Err(problem) => answer(&problem),
    }
}

/// Who is there among the colleagues.
pub(crate) async fn present(State(app): State<App>, _signed: Signed) -> Response {
    match list_colleagues(&app).await {
        Ok(colleagues) => json(Ok(Agents { agents: wires(&colleagues) })),
        Err(problem) => answer(&problem),
    }
}

/// Who may be asked to take a chat or to come into its room.
pub(crate) async fn candidates_of(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(chat): Id<ChatId>,
) -> Response {
    match candidates(&app, &signed.agent, chat).await {
        Ok(colleagues) => {
            let groups = list_groups(&app, &colleagues).into_iter();
            let groups = groups.map(|group| GroupWire { id: group.id, name: group.name, there: group.there.len() });
            json(Ok(Candidates { agents: wires(&colleagues), groups: groups.collect() }))
        }
        Err(problem) => answer(&problem),
    }
}

fn wires(colleagues: &[Colleague]) -> Vec<ColleagueWire<'_>> {
    colleagues.iter().map(ColleagueWire::of).collect()
}
