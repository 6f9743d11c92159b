//! What the console is told of rooms of agents (`docs/DESK.md` section 3).

use serde::Serialize;

use crate::app::App;
use crate::domain::ids::{AgentId, RoomId};
use crate::domain::moment::Moment;
use crate::domain::room::{Room, RoomMessage, RoomOf};
use crate::live::doorways::Frame;
use crate::web::wire::written;

/// A room as one member sees it.
#[derive(Serialize)]
pub(crate) struct RoomWire<'a> {
    r#type: &'static str,
    id: RoomId,
    kind: &'static str,
    name: &'a str,
    with: Option<AgentId>,
    last_seq: i64,
    last_text: &'a str,
    last_at: Moment,
    read_seq: i64,
}

/// A message in a room.
#[derive(Serialize)]
pub(crate) struct RoomMessageWire<'a> {
    r#type: &'static str,
    room: RoomId,
    seq: i64,
    agent: AgentId,
    name: &'a str,
    text: &'a str,
    at: Moment,
    client_id: &'a str,
}

#[derive(Serialize)]
struct RoomAck<'a> {
    r#type: &'static str,
    client_id: &'a str,
    room: RoomId,
    seq: i64,
}

impl<'a> RoomWire<'a> {
    pub(crate) fn of(room: &'a Room, member: AgentId) -> Self {
        Self {
            r#type: "room",
            id: room.id,
            kind: if matches!(room.of, RoomOf::Department(_)) { "department" } else { "direct" },
            name: &room.name,
            with: room.of.other(member),
            last_seq: room.last_seq,
            last_text: &room.last_text,
            last_at: room.last_at,
            read_seq: room.read_seq,
        }
    }
}

impl<'a> RoomMessageWire<'a> {
    pub(crate) fn of(message: &'a RoomMessage) -> Self {
        let RoomMessage { room, seq, agent, name, text, at, client_id } = message;
        Self { r#type: "room_message", room: *room, seq: *seq, agent: *agent, name, text, at: *at, client_id }
    }
}

/// It is stored.
pub(super) fn room_ack(message: &RoomMessage, client_id: &str) -> String {
    written(&RoomAck { r#type: "ack", client_id, room: message.room, seq: message.seq })
}

/// To every member's consoles on this node: the message, and the room with what they have not read.
pub(crate) async fn room_said(app: &App, message: &RoomMessage, members: &[AgentId]) {
    app.live.consoles.send(&Frame::from(written(&RoomMessageWire::of(message))), |agent| members.contains(&agent));
    for member in members {
        room_read(app, message.room, *member).await;
    }
}

/// To one member's consoles on this node: the room as they see it now.
pub(crate) async fn room_read(app: &App, room: RoomId, member: AgentId) {
    if !app.live.consoles.is_open(member) {
        return;
    }
    match app.records.room(member, room).await {
        Ok(Some(room)) => {
            let frame = Frame::from(written(&RoomWire::of(&room, member)));
            app.live.consoles.send(&frame, |agent| agent == member);
        }
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "a room could not be read"),
    }
}
