//! The service as the terminal asks it: HTTP calls and the socket, with a token.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use reqwest::{Client, Method};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use url::Url;

/// Why something could not be done, in a line.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum TerminalError {
    #[error("{0}")]
    Refused(String),
    #[error("the token is not accepted: make one under Settings, API tokens")]
    Token,
    #[error("{0} cannot be reached")]
    Away(String),
}

/// The way to the service.
pub(super) struct Service {
    http: Client,
    base: Url,
    token: String,
}

/// The open socket.
pub(super) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Service {
    pub(super) fn new(base: Url, token: String) -> Result<Self, TerminalError> {
        let built = Client::builder().timeout(Duration::from_secs(15)).build();
        let http = built.map_err(|error| TerminalError::Away(error.to_string()))?;
        Ok(Self { http, base, token })
    }

    /// `GET /api/v1/PATH`.
    pub(super) async fn get(&self, path: &str) -> Result<Value, TerminalError> {
        self.call(Method::GET, path, None).await
    }

    /// `POST /api/v1/PATH`.
    pub(super) async fn post(&self, path: &str, body: Option<&Value>) -> Result<Value, TerminalError> {
        self.call(Method::POST, path, body).await
    }

    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, TerminalError> {
        let address = self.at(&format!("api/v1/{path}"));
        let request = self.http.request(method, address).bearer_auth(&self.token);
        let request = if let Some(body) = body { request.json(body) } else { request };
        let answer = request.send().await.map_err(|_| TerminalError::Away(self.base.to_string()))?;
        let status = answer.status();
        let body: Value = answer.json().await.unwrap_or_default();
        match status.as_u16() {
            200..=299 => Ok(body),
            401 => Err(TerminalError::Token),
            _ => Err(TerminalError::Refused(body["error"].as_str().unwrap_or("it was refused").to_owned())),
        }
    }

    /// Opens the socket.
    pub(super) async fn open(&self) -> Result<Socket, TerminalError> {
        let away = || TerminalError::Away(self.base.to_string());
        let address = self.at("console/socket").to_string().replacen("http", "ws", 1);
        let mut request = address.into_client_request().map_err(|_| away())?;
        let token = HeaderValue::from_str(&format!("Bearer {}", self.token)).map_err(|_| TerminalError::Token)?;
        request.headers_mut().insert("authorization", token);
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(tokio_tungstenite::tungstenite::Error::Http(answer)) if answer.status() == 401 => {
                Err(TerminalError::Token)
            }
            Err(_) => Err(away()),
        }
    }

    fn at(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        url.set_path(&format!("{}/{path}", url.path().trim_end_matches('/')));
        url.set_query(query);
        url
    }
}

impl Socket {
    /// Says a frame; false when the connection has gone.
    pub(super) async fn say(&mut self, frame: &Value) -> bool {
        self.0.send(Message::text(frame.to_string())).await.is_ok()
    }

    /// The next frame; `None` once the connection has gone.
    pub(super) async fn hear(&mut self) -> Option<Value> {
        loop {
            match self.0.next().await?.ok()? {
                Message::Text(text) => return serde_json::from_str(&text).ok(),
                Message::Close(_) => return None,
                Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
            }
        }
    }
}
