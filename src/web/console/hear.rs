//! What a console's frame does, beside looking at something: each calls one action.

use super::heard::Heard;
use super::rooms::room_ack;
use crate::actions::problem::Problem;
use crate::actions::say::{say_as_agent, type_as_agent};
use crate::actions::sign_in::change_own;
use crate::actions::talk_in_room::{read_room, say_in_room};
use crate::actions::tend_chat::read_chat;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::web::wire::{ack, refused};

/// Does what `heard` says; what to answer.
pub(super) async fn hear(app: &App, agent: &Agent, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Say { chat, text, client_id } => match say_as_agent(app, agent, chat, &text, &client_id).await {
            Ok(message) => vec![ack(&client_id, chat, message.seq)],
            Err(problem) => vec![refused(Some(&client_id), &problem.to_string())],
        },
        Heard::Typing { chat } => silent(type_as_agent(app, agent, chat).await),
        Heard::Read { chat, seq } => silent(read_chat(app, agent, chat, seq).await),
        Heard::Status { status } => silent(change_own(app, agent, Some(status), None).await.map(drop)),
        Heard::RoomSay { room, text, client_id } => match say_in_room(app, agent, room, &text, &client_id).await {
            Ok(message) => vec![room_ack(&message, &client_id)],
            Err(problem) => vec![refused(Some(&client_id), &problem.to_string())],
        },
        Heard::RoomRead { room, seq } => silent(read_room(app, agent, room, seq).await),
        // Looked after by the loop itself.
        Heard::Watch { .. } | Heard::Hold { .. } | Heard::WatchPlaces { .. } | Heard::WatchVisitor { .. } => Vec::new(),
    }
}

fn silent(result: Result<(), Problem>) -> Vec<String> {
    match result {
        Ok(()) => Vec::new(),
        Err(problem) => vec![refused(None, &problem.to_string())],
    }
}
