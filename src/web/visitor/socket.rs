//! The doorway's loop: frames in, frames out, a ping when it is quiet. It decides nothing; `hear` does.

use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::time::{Instant, Sleep, sleep, timeout};

use super::hear::{hear, welcome};
use super::heard::{Heard, Hello};
use crate::actions::open_doorway::{Doorway, close_doorway, open_doorway};
use crate::app::App;
use crate::domain::gate::Bucket;
use crate::web::client::Caller;
use crate::web::server::Peer;
use crate::web::stop::{RETRY_MS, Stop};

/// The largest frame a page may send (bytes).
const LARGEST: usize = 16 * 1024;
/// The first frame comes within this.
const HELLO_TIMEOUT: Duration = Duration::from_secs(5);
/// A frame that cannot be sent for so long means the page is gone.
const SEND_TIMEOUT: Duration = Duration::from_secs(10);
/// After so long without a word the page is pinged, and after as long again it is gone.
const QUIET: Duration = Duration::from_secs(22);

/// `GET /d`: a doorway. The buffers are small because there may be very many of them.
pub(crate) async fn open(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    Extension(stop): Extension<Stop>,
    headers: HeaderMap,
    socket: WebSocketUpgrade,
) -> Response {
    if !headers.contains_key(header::ORIGIN) {
        return (StatusCode::FORBIDDEN, "a doorway is opened by a page").into_response();
    }
    // Boxed, as it is not needed any more once the doorway is open.
    let caller = Box::new(Caller::of(&app, peer, &headers));
    drop(headers);
    socket
        .read_buffer_size(512)
        .write_buffer_size(0)
        .max_write_buffer_size(256 * 1024)
        .max_message_size(LARGEST)
        .max_frame_size(LARGEST)
        .on_upgrade(move |socket| attend(app, caller, stop, socket))
}

/// One doorway from its first frame to its last.
async fn attend(app: App, caller: Box<Caller>, stop: Stop, mut socket: WebSocket) {
    // Boxed: what it takes to open a doorway must not be part of what an open one keeps.
    let Some(doorway) = Box::pin(introduce(&app, caller, &mut socket)).await else { return };
    let end = listen(&app, doorway, &stop, &mut socket).await;
    let _ = timeout(SEND_TIMEOUT, socket.send(Message::Close(end))).await;
}

async fn introduce(app: &App, caller: Box<Caller>, socket: &mut WebSocket) -> Option<Doorway> {
    let Ok(Some(Ok(Message::Text(first)))) = timeout(HELLO_TIMEOUT, socket.recv()).await else { return None };
    match greet(app, &caller, &first).await {
        Ok((doorway, frames)) => {
            for frame in frames {
                say(socket, frame.into()).await?;
            }
            Some(doorway)
        }
        Err(why) => {
            let _ = say(socket, crate::web::wire::refused(None, &why).into()).await;
            None
        }
    }
}

/// Opens the doorway the first frame asks for; what the page is told first.
pub(super) async fn greet(app: &App, caller: &Caller, first: &str) -> Result<(Doorway, Vec<String>), String> {
    let hello: Hello = serde_json::from_str(first).map_err(|error| error.to_string())?;
    let doorway = open_doorway(app, hello.opening()?, caller.envelope()).await?;
    let frames = welcome(app, &doorway).await;
    Ok((doorway, frames))
}

async fn listen(app: &App, mut doorway: Doorway, stop: &Stop, socket: &mut WebSocket) -> Option<CloseFrame> {
    let mut bucket = Bucket::full(20.0, app.clock.now());
    let mut asked = false;
    let mut quiet: std::pin::Pin<&mut Sleep> = std::pin::pin!(sleep(QUIET));
    let end = loop {
        tokio::select! {
            frame = doorway.line.frames.next() => match frame {
                Some(frame) => if say(socket, (*frame).into()).await.is_none() { break None },
                None => break Some(close(1013, "too slow")),
            },
            message = socket.recv() => {
                let Some(Ok(message)) = message else { break None };
                asked = false;
                quiet.as_mut().reset(Instant::now() + QUIET);
                let Message::Text(frame) = message else { continue };
                if !bucket.take(app.clock.now(), 5.0, 20.0) { break Some(close(1008, "too many frames")) }
                match Box::pin(obey(app, &doorway, &frame)).await {
                    Some(answers) => for answer in answers { say(socket, answer.into()).await; },
                    None => break None,
                }
            }
            () = quiet.as_mut() => {
                if asked || socket.send(Message::Ping(axum::body::Bytes::new())).await.is_err() { break None }
                asked = true;
                quiet.as_mut().reset(Instant::now() + QUIET);
            }
            () = stop.cancelled() => {
                say(socket, crate::web::wire::closing(RETRY_MS).into()).await;
                break Some(close(1012, "back in a moment"));
            }
        }
    };
    close_doorway(app, doorway.key, doorway.line.id);
    end
}

/// Does what a frame says; `None` when the page says goodbye.
async fn obey(app: &App, doorway: &Doorway, frame: &str) -> Option<Vec<String>> {
    match serde_json::from_str::<Heard>(frame) {
        Ok(Heard::Bye) => None,
        Ok(heard) => Some(hear(app, doorway, heard).await),
        Err(error) => Some(vec![crate::web::wire::refused(None, &error.to_string())]),
    }
}

async fn say(socket: &mut WebSocket, frame: Utf8Bytes) -> Option<()> {
    timeout(SEND_TIMEOUT, socket.send(Message::Text(frame))).await.ok()?.ok()
}

fn close(code: u16, reason: &'static str) -> CloseFrame {
    CloseFrame { code, reason: reason.into() }
}
