//! One end of a WebSocket: says frames, waits for frames.

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::soon;

/// A WebSocket, or the status with which it was refused.
pub(crate) type Opened = Result<Socket, u16>;

/// An open WebSocket.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Opens the socket at `url` (http) with these headers.
    pub(crate) async fn open(url: &str, headers: &[(&str, &str)]) -> Opened {
        let mut request = url.replacen("http", "ws", 1).into_client_request().expect("an address");
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a name");
            request.headers_mut().insert(name, HeaderValue::from_str(value).expect("a value"));
        }
        match soon("a handshake", connect_async(request)).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    pub(crate) async fn say(&mut self, frame: impl ToString) {
        self.0.send(Message::text(frame.to_string())).await.expect("said");
    }

    /// Whether the frame could be said: the other side may be gone.
    pub(crate) async fn try_say(&mut self, frame: impl ToString) -> bool {
        self.0.send(Message::text(frame.to_string())).await.is_ok()
    }

    /// The next frame, or the code of the close; 1006 when the connection broke off.
    pub(crate) async fn next(&mut self) -> Result<Value, u16> {
        soon("a frame", async {
            loop {
                match self.0.next().await {
                    Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).expect("JSON")),
                    Some(Ok(Message::Close(close))) => return Err(close.map_or(1005, |close| close.code.into())),
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return Err(1006),
                }
            }
        })
        .await
    }

    /// The next frame of this type; others are passed over.
    pub(crate) async fn hear(&mut self, kind: &str) -> Value {
        self.hear_where(kind, |_| true).await
    }

    /// The next frame of this type that fits; others are passed over.
    pub(crate) async fn hear_where(&mut self, kind: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let mut passed = Vec::new();
        let heard = tokio::time::timeout(super::PATIENCE, async {
            loop {
                let frame = self.next().await.unwrap_or_else(|code| panic!("closed with {code} instead of {kind}"));
                if frame["type"] == kind && fits(&frame) {
                    return frame;
                }
                passed.push(frame);
            }
        })
        .await;
        heard.unwrap_or_else(|_| panic!("no {kind} among {passed:?}"))
    }

    /// All frames up to the next of this type, that one last.
    pub(crate) async fn hear_all_until(&mut self, kind: &str) -> Vec<Value> {
        let mut heard = Vec::new();
        loop {
            let frame = self.next().await.unwrap_or_else(|code| panic!("closed with {code} instead of {kind}"));
            let last = frame["type"] == kind;
            heard.push(frame);
            if last {
                return heard;
            }
        }
    }

    /// The code with which the other side closes; frames before it are passed over.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            if let Err(code) = self.next().await {
                return code;
            }
        }
    }

    pub(crate) async fn close(mut self) {
        // The other side may have closed first.
        let _ = self.0.close(None).await;
    }
}
