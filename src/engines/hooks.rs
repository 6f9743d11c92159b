//! Calls to webhooks: one signed POST, whose answer is a status and nothing more.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::{CONTENT_TYPE, USER_AGENT};
use reqwest::{Client, redirect};
use serde::Serialize;
use sha2::Sha256;

use crate::domain::hook::{Event, Happened, signature_header, signed};
use crate::domain::ids::DeliveryId;
use crate::domain::moment::Moment;

/// The other side has this long to answer.
const WITHIN: Duration = Duration::from_secs(10);
/// So much of an answer's body is read (bytes), so that the connection can be used again; nobody sees it.
const READ: usize = 64 * 1024;

/// What webhooks are called with.
pub struct Hooks(Client);

/// Why no webhook can be called.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct NoClient(#[from] reqwest::Error);

/// One call.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Call<'a> {
    pub url: &'a str,
    pub secret: &'a str,
    pub event: Event,
    pub body: &'a str,
    pub at: Moment,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The status, when there was an answer.
    pub status: Option<i64>,
    /// Why it was not taken, in words; `None`: it was.
    pub error: Option<String>,
}

impl Hooks {
    /// Follows no redirects: where it leads was not what the administrator typed.
    ///
    /// # Errors
    /// There is no TLS to be had.
    pub fn open() -> Result<Self, NoClient> {
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(WITHIN).connect_timeout(WITHIN);
        Ok(Self(client.build()?))
    }

    /// Calls once.
    pub async fn call(&self, call: Call<'_>) -> Answered {
        let hex = hex::encode(mac(call.secret, &signed(call.at, call.body)));
        let request = self.0.post(call.url).header(CONTENT_TYPE, "application/json");
        let request = request.header(USER_AGENT, concat!("Parlour/", env!("CARGO_PKG_VERSION")));
        let request = request.header("Parlour-Event", call.event.word());
        let request = request.header("Parlour-Signature", signature_header(call.at, &hex)).body(call.body.to_owned());
        match request.send().await {
            Ok(response) => answered(response).await,
            Err(error) => Answered { status: None, error: Some(words(&error)) },
        }
    }
}

/// The body of a delivery.
pub fn written(id: DeliveryId, happened: &Happened) -> String {
    #[derive(Serialize)]
    struct Body<'a> {
        id: DeliveryId,
        #[serde(flatten)]
        happened: &'a Happened,
    }
    // Text keys and whole numbers, which is all that can fail.
    serde_json::to_string(&Body { id, happened }).unwrap_or_default()
}

fn mac(secret: &str, text: &str) -> Vec<u8> {
    // Any length of key will do.
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { unreachable!("a key of any length") };
    mac.chain_update(text).finalize().into_bytes().to_vec()
}

async fn answered(mut response: reqwest::Response) -> Answered {
    let status = response.status();
    let mut left = READ;
    while let Ok(Some(chunk)) = response.chunk().await {
        match left.checked_sub(chunk.len()) {
            Some(rest) => left = rest,
            None => break,
        }
    }
    let hint = if status.is_redirection() { "; redirects are not followed" } else { "" };
    let error = (!status.is_success()).then(|| format!("it answered {status}{hint}"));
    Answered { status: Some(status.as_u16().into()), error }
}

/// The innermost reason: the outer ones only repeat the address.
fn words(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return format!("it did not answer within {} seconds", WITHIN.as_secs());
    }
    let mut reason: &dyn std::error::Error = error;
    while let Some(inner) = reason.source() {
        reason = inner;
    }
    format!("it cannot be reached: {reason}")
}
