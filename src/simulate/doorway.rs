//! A simulated visitor's open connection.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue, Request};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};
use url::Url;

use super::profile::Profile;
use super::shop;

/// An open doorway.
pub(super) struct Doorway(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Doorway {
    /// Opens one and says hello.
    pub(super) async fn open(base: &Url, profile: &Profile, hello: &Value) -> Result<Self, Box<Error>> {
        let config = WebSocketConfig::default().read_buffer_size(4 * 1024).max_message_size(Some(256 * 1024));
        let request = request(base, profile)?;
        let (socket, _) = connect_async_with_config(request, Some(config), true).await?;
        let mut doorway = Self(socket);
        doorway.say(hello).await?;
        Ok(doorway)
    }

    pub(super) async fn say(&mut self, frame: &Value) -> Result<(), Box<Error>> {
        Ok(self.0.send(Message::text(frame.to_string())).await?)
    }

    /// The next frame; `None` once it is closed.
    pub(super) async fn hear(&mut self) -> Option<Value> {
        loop {
            match self.0.next().await?.ok()? {
                Message::Text(text) => return Some(serde_json::from_str(&text).unwrap_or(json!({}))),
                Message::Close(_) => return None,
                Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
            }
        }
    }

    /// Closes it as a browser does when the page goes.
    pub(super) async fn close(mut self) {
        // The other side may be gone already, which is as closed as can be.
        let _ = self.0.close(None).await;
    }
}

fn request(base: &Url, profile: &Profile) -> Result<Request<()>, Box<Error>> {
    let address = shop::address(base, "d").to_string().replacen("http", "ws", 1);
    let mut request = address.into_client_request()?;
    let mut add = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            request.headers_mut().insert(HeaderName::from_static(name), value);
        }
    };
    add("origin", base.origin().ascii_serialization());
    add("user-agent", profile.browser.user_agent.to_owned());
    add("x-forwarded-for", profile.address.to_string());
    for (name, value) in profile.browser.hints() {
        add(name, value);
    }
    Ok(request)
}
