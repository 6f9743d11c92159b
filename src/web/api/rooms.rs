//! Rooms of agents.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::chats::After;
use super::{Body, Id};
use crate::actions::talk_in_room::{open_room, room_with_messages, rooms_of};
use crate::app::App;
use crate::domain::ids::{AgentId, RoomId};
use crate::web::answer::{answer, json, with};
use crate::web::console::rooms::{RoomMessageWire, RoomWire};
use crate::web::session::Conversing;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Other {
    agent: AgentId,
}

#[derive(Serialize)]
struct Rooms<'a> {
    rooms: Vec<RoomWire<'a>>,
}

#[derive(Serialize)]
struct Whole<'a> {
    room: RoomWire<'a>,
    messages: Vec<RoomMessageWire<'a>>,
}

pub(crate) async fn list(State(app): State<App>, Conversing(signed): Conversing) -> Response {
    match rooms_of(&app, &signed.agent).await {
        Ok(rooms) => json(Ok(Rooms { rooms: rooms.iter().map(|room| RoomWire::of(room, signed.agent.id)).collect() })),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn open(State(app): State<App>, Conversing(signed): Conversing, Body(body): Body<Other>) -> Response {
    match open_room(&app, &signed.agent, body.agent).await {
        Ok(room) => with(StatusCode::CREATED, Ok(RoomWire::of(&room, signed.agent.id))),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn show(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<RoomId>,
    Query(after): Query<After>,
) -> Response {
    match room_with_messages(&app, &signed.agent, id, after.after).await {
        Ok((room, messages)) => {
            let messages = messages.iter().map(RoomMessageWire::of).collect();
            json(Ok(Whole { room: RoomWire::of(&room, signed.agent.id), messages }))
        }
        Err(problem) => answer(&problem),
    }
}
