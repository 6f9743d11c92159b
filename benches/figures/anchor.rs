//! The barest servers that could do the same: `axum::serve`, no state, no storage, the same socket buffers.

use std::net::Ipv4Addr;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{any, post};
use tokio::sync::broadcast;

type Told = broadcast::Sender<String>;

/// Serves until the process is ended.
pub(crate) fn run(port: u16) {
    let router = Router::new()
        .route("/b", post(async |_body: Bytes| StatusCode::NO_CONTENT))
        .route("/d", any(doorway))
        .route("/tell", post(tell))
        .route("/console/socket", any(console))
        .with_state(broadcast::channel(256).0);
    // As Parlour: as many threads as there are cores to run on.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.expect("a free port");
        axum::serve(listener, router).await.expect("serves");
    });
}

async fn tell(State(told): State<Told>, body: String) -> StatusCode {
    // Nobody listens yet.
    let _ = told.send(body);
    StatusCode::NO_CONTENT
}

async fn doorway(socket: WebSocketUpgrade) -> Response {
    socket.read_buffer_size(512).write_buffer_size(0).on_upgrade(async |mut socket: WebSocket| {
        if let Some(Ok(Message::Text(_))) = socket.recv().await {
            let _ = socket.send(Message::Text(r#"{"type":"welcome"}"#.into())).await;
        }
        while let Some(Ok(_)) = socket.recv().await {}
    })
}

async fn console(State(told): State<Told>, socket: WebSocketUpgrade) -> Response {
    let mut news = told.subscribe();
    socket.read_buffer_size(4 * 1024).write_buffer_size(0).on_upgrade(async move |mut socket: WebSocket| {
        while let Ok(body) = news.recv().await {
            if socket.send(Message::Text(body.into())).await.is_err() {
                return;
            }
        }
    })
}
