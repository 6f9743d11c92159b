//! Agents talk among themselves, in pairs or by department. Who is a member is asked each time.

use std::sync::Arc;

use super::manage_sites::may_converse;
use super::problem::Problem;
use super::say::{kept_id, words};
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::ids::{AgentId, RoomId};
use crate::domain::news::News;
use crate::domain::room::{Room, RoomMessage, RoomOf};
use crate::engines::records::SayInRoom;

/// The rooms of an agent, the one last spoken in first. A department's room is there from the first time somebody looks.
///
/// # Errors
/// A marketer has none; an engine failed.
pub async fn rooms_of(app: &App, agent: &Agent) -> Result<Vec<Room>, Problem> {
    may_converse(agent)?;
    for department in app.records.departments_without_room(agent.id).await? {
        let room = RoomId(app.clock.id());
        app.records.ensure_room(room, RoomOf::Department(department), app.clock.now()).await?;
    }
    Ok(app.records.rooms_of(agent.id).await?)
}

/// The room of two agents, made if there is none.
///
/// # Errors
/// The other one is the same, is gone, or takes no part; an engine failed.
pub async fn open_room(app: &App, agent: &Agent, other: AgentId) -> Result<Room, Problem> {
    may_converse(agent)?;
    let of = RoomOf::pair(agent.id, other).ok_or_else(|| Problem::invalid("agent", "That is yourself."))?;
    let other = app.records.agent(other).await?.ok_or_else(|| Problem::NotFound("no such agent".to_owned()))?;
    if !other.role.may(Right::Converse) {
        return Err(Problem::Conflict(format!("{} reads reports, and does not chat", other.name)));
    }
    app.records.ensure_room(RoomId(app.clock.id()), of, app.clock.now()).await?;
    app.records.room_of(agent.id, of).await?.ok_or_else(no_such_room)
}

/// A room with its messages after `after`.
///
/// # Errors
/// Not one of this agent's; an engine failed.
pub async fn room_with_messages(
    app: &App,
    agent: &Agent,
    room: RoomId,
    after: i64,
) -> Result<(Room, Vec<RoomMessage>), Problem> {
    let room = room_of_member(app, agent, room).await?;
    let messages = app.records.room_messages(room.id, after).await?;
    Ok((room, messages))
}

/// Says something in a room. The same `client_id` again is the same message.
///
/// # Errors
/// Not one of this agent's rooms; no words or too many; an engine failed.
pub async fn say_in_room(
    app: &App,
    agent: &Agent,
    room: RoomId,
    text: &str,
    client_id: &str,
) -> Result<RoomMessage, Problem> {
    let text = words(text)?;
    let room = room_of_member(app, agent, room).await?;
    let (name, client_id) = (agent.name.clone(), kept_id(client_id));
    let message = RoomMessage { room: room.id, seq: 0, agent: agent.id, name, text, at: app.clock.now(), client_id };
    match app.records.say_in_room(&message).await? {
        SayInRoom::Repeated(message) => Ok(message),
        SayInRoom::Said(message) => {
            app.records.read_room(room.id, agent.id, message.seq).await?;
            let members = members(app, room.of).await?;
            app.announce(News::RoomSaid { message: Arc::new(message.clone()), members });
            Ok(message)
        }
    }
}

/// The agent has read a room up to `seq`; their other consoles are told.
///
/// # Errors
/// Not one of this agent's rooms; an engine failed.
pub async fn read_room(app: &App, agent: &Agent, room: RoomId, seq: i64) -> Result<(), Problem> {
    let room = room_of_member(app, agent, room).await?;
    app.records.read_room(room.id, agent.id, seq.min(room.last_seq)).await?;
    app.announce(News::RoomRead { room: room.id, agent: agent.id });
    Ok(())
}

async fn members(app: &App, of: RoomOf) -> Result<Arc<[AgentId]>, Problem> {
    match of {
        RoomOf::Pair(a, b) => Ok([a, b].into()),
        RoomOf::Department(department) => Ok(app.records.members_of(department).await?.into()),
    }
}

async fn room_of_member(app: &App, agent: &Agent, room: RoomId) -> Result<Room, Problem> {
    may_converse(agent)?;
    app.records.room(agent.id, room).await?.ok_or_else(no_such_room)
}

fn no_such_room() -> Problem {
    Problem::NotFound("no such room".to_owned())
}
