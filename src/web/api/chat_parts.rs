//! What an agent adds to a chat by HTTP: a file, tags and a note.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::{Body, Id, are_bytes};
use crate::actions::describe_chat::describe_chat;
use crate::actions::send_file::{Upload, send_file_as_agent};
use crate::app::App;
use crate::domain::ids::ChatId;
use crate::web::answer::{answer, json, refuse};
use crate::web::console::chat::ChatWire;
use crate::web::session::Conversing;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileSaid {
    name: String,
    client_id: String,
    #[serde(default)]
    whisper: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    tags: Vec<String>,
    note: String,
}

#[derive(Serialize)]
struct Stored {
    seq: i64,
}

pub(crate) async fn send(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<ChatId>,
    Query(said): Query<FileSaid>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    if !are_bytes(&headers) {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the body must be application/octet-stream");
    }
    let Ok(bytes) = body else { return refuse(StatusCode::PAYLOAD_TOO_LARGE, "a file is at most 10 MB") };
    let FileSaid { name, client_id, whisper } = said;
    let upload = Upload { name, bytes: bytes.into(), client_id, whisper };
    json(send_file_as_agent(&app, &signed.agent, id, upload).await.map(|message| Stored { seq: message.seq }))
}

pub(crate) async fn describe(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<ChatId>,
    Body(About { tags, note }): Body<About>,
) -> Response {
    match describe_chat(&app, &signed.agent, id, &tags, &note).await {
        Ok(chat) => json(Ok(ChatWire::of(&chat, false))),
        Err(problem) => answer(&problem),
    }
}
