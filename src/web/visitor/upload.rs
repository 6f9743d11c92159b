//! `POST /d/files`: a visitor's file. A form, so that a page of another origin may send it without asking first.

use std::time::Duration;

use axum::extract::State;
use axum::extract::multipart::{Field, Multipart, MultipartRejection};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::actions::problem::Problem;
use crate::actions::send_file::{Sender, Upload, may_send_file, send_file_as_visitor};
use crate::app::App;
use crate::domain::upload::MOST_BYTES;
use crate::web::answer::answer;
use crate::web::client::text;
use crate::web::session::is_own_page;

/// A form is taken for so long: 10 MB over a slow line.
const TAKES_AT_MOST: Duration = Duration::from_mins(2);
/// Bytes of a field that is no file.
const FIELD: usize = 256;
/// Bytes of a whole form.
pub(crate) const FORM: usize = MOST_BYTES + 16 * 1024;

#[derive(Serialize)]
struct Stored {
    seq: i64,
}

/// Why a form was not taken: a status and a line.
type Refused = (StatusCode, String);

pub(crate) async fn upload(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let Ok(form) = form else {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "a form with a file is sent here").into_response();
    };
    match tokio::time::timeout(TAKES_AT_MOST, take(&app, &headers, form)).await {
        Ok(Ok(seq)) => axum::Json(Stored { seq }).into_response(),
        Ok(Err((status, why))) => (status, why).into_response(),
        Err(_) => (StatusCode::REQUEST_TIMEOUT, "that took too long").into_response(),
    }
}

/// `OPTIONS /d/files`: a page that watches how far its file has come must ask first.
pub(crate) async fn may_ask() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The fields before the file say who sends it; only who may is listened to any further.
async fn take(app: &App, headers: &HeaderMap, mut form: Multipart) -> Result<i64, Refused> {
    let mut said: [(&str, String); 4] = ["site", "visitor", "chat", "client_id"].map(|name| (name, String::new()));
    while let Some(field) = form.next_field().await.map_err(|error| (error.status(), error.body_text()))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let [site, visitor, chat, client_id] = said.map(|(_, value)| value);
            let origin = Some(text(headers, header::ORIGIN)).filter(|origin| !origin.is_empty()).map(str::to_owned);
            let malformed = |why: String| (StatusCode::BAD_REQUEST, why);
            let visitor = visitor.parse().map_err(|why: &str| malformed(why.to_owned()))?;
            let chat = chat.parse().map_err(|_| malformed("chat: no chat has such an id".to_owned()))?;
            let sender = Sender { site: site.as_str().into(), visitor, origin, own_page: is_own_page(headers), chat };
            let chat = may_send_file(app, &sender).await.map_err(|problem| refused(&problem))?;
            let name = field.file_name().unwrap_or_default().to_owned();
            let upload = Upload { name, bytes: bytes(field, MOST_BYTES).await?, client_id, whisper: false };
            let sent = send_file_as_visitor(app, &chat, upload).await.map_err(|problem| refused(&problem))?;
            return Ok(sent.seq);
        }
        let known = said.iter_mut().find(|(known, _)| *known == name);
        let (_, value) = known.ok_or((StatusCode::BAD_REQUEST, format!("unknown field “{name}”")))?;
        *value = String::from_utf8_lossy(&bytes(field, FIELD).await?).into_owned();
    }
    Err((StatusCode::BAD_REQUEST, "the form has no file".to_owned()))
}

async fn bytes(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| (error.status(), error.body_text()))? {
        if bytes.len() + chunk.len() > most {
            return Err((StatusCode::PAYLOAD_TOO_LARGE, "at most 10 MB".to_owned()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn refused(problem: &Problem) -> Refused {
    (answer(problem).status(), problem.to_string())
}
