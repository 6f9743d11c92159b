//! `POST /d/poll`: the doorway where `WebSocket`s are blocked. A poll carries what the page says, and waits for what it is told.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http_body_util::{BodyExt, Limited};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::hear::hear;
use super::heard::{Heard, Hello};
use super::polls::{Polled, Polls};
use super::socket::greet;
use crate::app::App;
use crate::domain::ids::{VisitorId, VisitorKey};
use crate::live::doorways::Frame;
use crate::web::client::{Caller, text};
use crate::web::server::Peer;
use crate::web::stop::Stop;

/// A poll is answered within this, with nothing if there is nothing.
const WAIT: Duration = Duration::from_secs(25);
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
const LARGEST: usize = 64 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Poll {
    hello: Box<RawValue>,
    #[serde(default)]
    after: u64,
    #[serde(default)]
    frames: Vec<Heard>,
    #[serde(default = "waits")]
    wait: bool,
}

const fn waits() -> bool {
    true
}

#[derive(Serialize)]
struct Answer {
    frames: Vec<Numbered>,
}

#[derive(Serialize)]
struct Numbered {
    n: u64,
    frame: Box<RawValue>,
}

pub(crate) async fn poll(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    Extension(polls): Extension<Polls>,
    Extension(stop): Extension<Stop>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let read = tokio::time::timeout(BODY_TIMEOUT, Limited::new(body, LARGEST).collect()).await;
    let Ok(Ok(body)) = read else { return refuse(StatusCode::PAYLOAD_TOO_LARGE, "a poll is at most 64 KiB") };
    let sound = text(&headers, &header::CONTENT_TYPE).starts_with("text/plain");
    let poll = match serde_json::from_slice::<Poll>(&body.to_bytes()) {
        Ok(poll) if sound => poll,
        Ok(_) => return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "a poll is text/plain"),
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let caller = Caller::of(&app, peer, &headers);
    match attend(&app, &polls, &caller, &poll).await {
        Ok(polled) => answer(&app, &polls, &polled, poll, &stop).await,
        Err(why) => refuse(StatusCode::FORBIDDEN, &why),
    }
}

fn refuse(status: StatusCode, why: &str) -> Response {
    (status, why.to_owned()).into_response()
}

/// The doorway this poll belongs to: an open one, or a new one.
async fn attend(app: &App, polls: &Polls, caller: &Caller, poll: &Poll) -> Result<Arc<Polled>, String> {
    let hello: Hello = serde_json::from_str(poll.hello.get()).map_err(|error| error.to_string())?;
    let visitor: VisitorId = hello.visitor.parse()?;
    let key = VisitorKey::of(&hello.site.as_str().into(), visitor);
    if let Some(open) = polls.get(key, &hello.tab) {
        return Ok(open);
    }
    let tab: String = hello.tab.chars().take(64).collect();
    let (doorway, frames) = greet(app, caller, poll.hello.get()).await?;
    Ok(polls.keep(app, &tab, doorway, frames))
}

async fn answer(app: &App, polls: &Polls, polled: &Polled, poll: Poll, stop: &Stop) -> Response {
    let tab = serde_json::from_str::<Hello>(poll.hello.get()).map(|hello| hello.tab).unwrap_or_default();
    for heard in poll.frames {
        if matches!(heard, Heard::Bye) {
            polls.close(app, polled.doorway.key, &tab);
            return Json(Answer { frames: Vec::new() }).into_response();
        }
        if !polled.may_say(app.clock.now()) {
            return refuse(StatusCode::TOO_MANY_REQUESTS, "too many frames");
        }
        let answers = hear(app, &polled.doorway, heard).await;
        polled.tell_all(answers);
    }
    let frames = wait_for(app, polled, poll.after, poll.wait, stop).await;
    Json(Answer { frames: frames.into_iter().filter_map(numbered).collect() }).into_response()
}

async fn wait_for(app: &App, polled: &Polled, after: u64, wait: bool, stop: &Stop) -> Vec<(u64, Frame)> {
    let more = polled.more.notified();
    tokio::pin!(more);
    // From here on no frame is missed between looking and waiting.
    more.as_mut().enable();
    let frames = polled.after(after, app.clock.now());
    if !frames.is_empty() || !wait {
        return frames;
    }
    tokio::select! {
        () = more => {}
        () = tokio::time::sleep(WAIT) => {}
        () = stop.cancelled() => {}
    }
    polled.after(after, app.clock.now())
}

fn numbered((n, frame): (u64, Frame)) -> Option<Numbered> {
    Some(Numbered { n, frame: RawValue::from_string(frame.to_string()).ok()? })
}
