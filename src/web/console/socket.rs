//! The console's loop: frames in, news out, and what the agent looks at as it changes.

use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use super::hear::hear;
use super::heard::Heard;
use super::screen::Screen;
use super::told::hello;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::news::News;
use crate::domain::window::Window;
use crate::live::consoles::Opened;
use crate::web::session::{Signed, is_own_page};
use crate::web::stop::{RETRY_MS, Stop};
use crate::web::wire::{closing, refused};

/// The largest frame a console may send (bytes).
const LARGEST: usize = 64 * 1024;
const SEND_TIMEOUT: Duration = Duration::from_secs(30);
/// After so long without a word the console is pinged, and after as long again it is gone.
const QUIET: Duration = Duration::from_secs(20);
/// After a change was told, the next one is told this much later at the earliest.
const FLUSH_EVERY: Duration = Duration::from_millis(200);

/// `GET /console/socket`.
pub(crate) async fn open(
    State(app): State<App>,
    signed: Signed,
    Extension(stop): Extension<Stop>,
    headers: HeaderMap,
    socket: WebSocketUpgrade,
) -> Response {
    if !signed.program && !is_own_page(&headers) {
        return (StatusCode::FORBIDDEN, "the console's socket is opened by the console").into_response();
    }
    socket
        .read_buffer_size(4 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(1024 * 1024)
        .max_message_size(LARGEST)
        .max_frame_size(LARGEST)
        .on_upgrade(move |socket| attend(app, signed.agent, stop, socket))
}

async fn attend(app: App, agent: Agent, stop: Stop, mut socket: WebSocket) {
    let opened = app.live.consoles.open(agent.id);
    let (id, moved) = (opened.id, News::ColleagueMoved { agent: agent.id });
    app.announce(moved.clone());
    let end = listen(&app, &agent, opened, &stop, &mut socket).await;
    app.live.consoles.close(id, app.clock.now());
    app.announce(moved);
    let _ = timeout(SEND_TIMEOUT, socket.send(Message::Close(end))).await;
}

async fn listen(
    app: &App,
    agent: &Agent,
    mut opened: Opened,
    stop: &Stop,
    socket: &mut WebSocket,
) -> Option<CloseFrame> {
    let mut screen = Screen::default();
    let mut changed = app.live.whos_on.subscribe();
    let mut flush_at = Instant::now();
    let mut dirty = false;
    let mut quiet = 0_u8;
    let mut ping = interval(QUIET);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    say_all(socket, vec![hello(app, agent)]).await?;
    loop {
        tokio::select! {
            message = socket.recv() => {
                let Some(Ok(message)) = message else { return None };
                quiet = 0;
                let Message::Text(frame) = message else { continue };
                let answers = obey(app, agent, &mut screen, &frame).await;
                say_all(socket, answers).await?;
                dirty = true;
            }
            frame = opened.frames.recv() => {
                let Some(frame) = frame else { return Some(close(1008, "signed out")) };
                say(socket, (*frame).into()).await?;
            }
            () = opened.lagged.notified() => {
                while opened.frames.try_recv().is_ok() {}
                say(socket, hello_anew(app, agent).await.into()).await?;
            }
            _ = changed.changed(), if !dirty && !screen.is_blank() => dirty = true,
            () = sleep_until(flush_at), if dirty => {
                let version = *changed.borrow_and_update();
                let frames = screen.tell(app, version, app.clock.now());
                say_all(socket, frames).await?;
                dirty = screen.is_unsettled(version);
                flush_at = Instant::now() + FLUSH_EVERY;
            }
            _ = ping.tick() => {
                quiet += 1;
                if quiet > 2 || socket.send(Message::Ping(axum::body::Bytes::new())).await.is_err() { return None }
            }
            () = stop.cancelled() => {
                say(socket, closing(RETRY_MS).into()).await;
                return Some(close(1012, "back in a moment"));
            }
        }
    }
}

/// The first frame again, with the agent as the records know them by now.
async fn hello_anew(app: &App, agent: &Agent) -> String {
    let current = app.records.agent(agent.id).await.ok().flatten();
    hello(app, current.as_ref().unwrap_or(agent))
}

/// Does what a frame says. Looking at something is done here; everything else is an action.
async fn obey(app: &App, agent: &Agent, screen: &mut Screen, frame: &str) -> Vec<String> {
    let now = app.clock.now();
    match serde_json::from_str(frame) {
        Ok(Heard::Watch { window }) => return vec![watch(app, screen, window)],
        Ok(Heard::Hold { on }) => return screen.hold(app, on, now).into_iter().collect(),
        Ok(Heard::WatchPlaces { site, off }) => screen.watch_places(site, off),
        Ok(Heard::WatchVisitor { key }) => screen.watch_visitor(key),
        Ok(other) => return hear(app, agent, other).await,
        Err(error) => return vec![refused(None, &error.to_string())],
    }
    Vec::new()
}

fn watch(app: &App, screen: &mut Screen, window: Window) -> String {
    screen.watch(app, window, app.clock.now())
}

async fn say_all(socket: &mut WebSocket, frames: Vec<String>) -> Option<()> {
    for frame in frames {
        say(socket, frame.into()).await?;
    }
    Some(())
}

async fn say(socket: &mut WebSocket, frame: Utf8Bytes) -> Option<()> {
    timeout(SEND_TIMEOUT, socket.send(Message::Text(frame))).await.ok()?.ok()
}

fn close(code: u16, reason: &'static str) -> CloseFrame {
    CloseFrame { code, reason: reason.into() }
}
