//! What a console's frame does, beside looking at something: each calls one action.

use super::heard::Heard;
use super::rooms::room_ack;
use crate::actions::amend_message::{Change, amend_as_agent};
use crate::actions::mark_chat::read_chat;
use crate::actions::problem::Problem;
use crate::actions::push_link::push_link;
use crate::actions::say::{Words, say_as_agent};
use crate::actions::say_canned::say_canned;
use crate::actions::set_status::set_status;
use crate::actions::show_typing::type_as_agent;
use crate::actions::talk_in_room::{read_room, say_in_room};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::ChatId;
use crate::domain::message::Message;
use crate::web::wire::{ack, refused};

/// Does what `heard` says; what to answer.
pub(super) async fn hear(app: &App, agent: &Agent, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Say { chat, text, whisper, client_id } => {
            let said = Words { text, whisper, client_id };
            stored(chat, &said.client_id, say_as_agent(app, agent, chat, &said).await)
        }
        Heard::SayCanned { chat, canned, client_id } => {
            stored(chat, &client_id, say_canned(app, agent, chat, canned, &client_id).await)
        }
        Heard::Link { chat, url, client_id } => {
            stored(chat, &client_id, push_link(app, agent, chat, &url, &client_id).await)
        }
        Heard::Edit { chat, seq, text } => amend(app, agent, Change { chat, seq, text: Some(text) }).await,
        Heard::Delete { chat, seq } => amend(app, agent, Change { chat, seq, text: None }).await,
        Heard::Typing { chat } => silent(type_as_agent(app, agent, chat).await),
        Heard::Read { chat, seq } => silent(read_chat(app, agent, chat, seq).await),
        Heard::Status { status, idle } => silent(set_status(app, agent.id, status, idle).await.map(drop)),
        Heard::RoomSay { room, text, client_id } => match say_in_room(app, agent, room, &text, &client_id).await {
            Ok(message) => vec![room_ack(&message, &client_id)],
            Err(problem) => vec![refused(Some(&client_id), &problem.to_string())],
        },
        Heard::RoomRead { room, seq } => silent(read_room(app, agent, room, seq).await),
        // Looked after by the loop itself.
        Heard::Watch { .. } | Heard::Hold { .. } | Heard::WatchPlaces { .. } | Heard::WatchVisitor { .. } => Vec::new(),
    }
}

/// What became of words: acknowledged once they are stored.
fn stored(chat: ChatId, client_id: &str, result: Result<Message, Problem>) -> Vec<String> {
    match result {
        Ok(message) => vec![ack(client_id, chat, message.seq)],
        Err(problem) => vec![refused(Some(client_id), &problem.to_string())],
    }
}

async fn amend(app: &App, agent: &Agent, change: Change) -> Vec<String> {
    silent(amend_as_agent(app, agent, change).await)
}

fn silent(result: Result<(), Problem>) -> Vec<String> {
    match result {
        Ok(()) => Vec::new(),
        Err(problem) => vec![refused(None, &problem.to_string())],
    }
}
