//! A program that takes webhooks: an HTTP listener that keeps what it was sent and answers as it is told to.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex as Lock};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};

use super::soon;

/// One call.
#[derive(Debug)]
pub(crate) struct Called {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) body: Value,
}

impl Called {
    /// The moment of the signature in seconds, if `secret` made it.
    pub(crate) fn signed_with(&self, secret: &str) -> Option<i64> {
        let header = self.headers["parlour-signature"].to_str().expect("text");
        let (seconds, signature) = header.strip_prefix("t=")?.split_once(",v1=")?;
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
        let mac = mac.chain_update(seconds).chain_update(".").chain_update(&self.text);
        mac.verify_slice(&hex::decode(signature).ok()?).ok()?;
        seconds.parse().ok()
    }
}

#[derive(Clone)]
struct Desk {
    calls: mpsc::UnboundedSender<Called>,
    status: Arc<AtomicU16>,
    /// While somebody holds it, nobody is answered.
    gate: Arc<Mutex<()>>,
}

/// The listener.
pub(crate) struct Receiver {
    address: SocketAddr,
    calls: Mutex<mpsc::UnboundedReceiver<Called>>,
    status: Arc<AtomicU16>,
    gate: Arc<Mutex<()>>,
    seen: Lock<Vec<String>>,
}

impl Receiver {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, calls) = mpsc::unbounded_channel();
        let (status, gate) = (Arc::new(AtomicU16::new(200)), Arc::new(Mutex::new(())));
        let desk = Desk { calls: sender, status: status.clone(), gate: gate.clone() };
        let router = Router::new().fallback(take).with_state(desk);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, calls: Mutex::new(calls), status, gate, seen: Lock::default() }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on it answers this.
    pub(crate) fn answer(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// Nobody is answered until this is dropped.
    pub(crate) async fn hold(&self) -> tokio::sync::OwnedMutexGuard<()> {
        self.gate.clone().lock_owned().await
    }

    /// The next call.
    pub(crate) async fn call(&self) -> Called {
        let called = soon("a call", async { self.calls.lock().await.recv().await.expect("open") }).await;
        self.seen.lock().expect("sound").push(called.body["event"].as_str().unwrap_or_default().to_owned());
        called
    }

    /// The next call of this event; others are passed over.
    pub(crate) async fn call_of(&self, event: &str) -> Called {
        loop {
            let called = self.call().await;
            if called.body["event"] == event {
                return called;
            }
        }
    }

    /// The events of all calls that were read, in their order.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("sound").clone()
    }
}

async fn take(State(desk): State<Desk>, uri: Uri, headers: HeaderMap, text: String) -> Response {
    let body = serde_json::from_str(&text).unwrap_or_default();
    let called = Called { path: uri.path().to_owned(), headers, text, body };
    desk.calls.send(called).expect("the test is there");
    drop(desk.gate.lock().await);
    let status = StatusCode::from_u16(desk.status.load(Ordering::SeqCst)).expect("a status");
    (status, [(header::LOCATION, "/elsewhere")], "x".repeat(200_000)).into_response()
}
