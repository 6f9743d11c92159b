//! A visitor's browser: beacons, and the doorway by WebSocket or by polls.

use parlour::domain::ids::{SiteKey, VisitorId, VisitorKey};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{House, ORIGIN, Opened, Socket};

/// The user agent of a visitor who is no bot.
pub(crate) const BROWSER: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// A visitor of the shop.
pub(crate) struct Visitor {
    /// The secret: 32 hex digits.
    pub(crate) id: String,
    /// The handle agents see.
    pub(crate) key: VisitorKey,
    site: SiteKey,
    http: Client,
    base: String,
}

impl Visitor {
    pub(crate) fn new(house: &House) -> Self {
        let bits: [u8; 16] = rand::random();
        let key = VisitorKey::of(&house.site, VisitorId::from_bits(bits));
        Self { id: hex::encode(bits), key, site: house.site.clone(), http: Client::new(), base: house.url("") }
    }

    /// The same browser, at a service that was started again.
    pub(crate) fn again(&self, house: &House) -> Self {
        Self { id: self.id.clone(), key: self.key, site: self.site.clone(), http: Client::new(), base: house.url("") }
    }

    /// The handle as text.
    pub(crate) fn handle(&self) -> String {
        self.key.to_string()
    }

    /// A beacon on its way, as a browser sends it; headers may be added.
    #[expect(clippy::needless_pass_by_value, reason = "text and JSON as they come")]
    pub(crate) fn beacon(&self, body: impl ToString) -> RequestBuilder {
        let request = self.http.post(format!("{}/b", self.base)).header("user-agent", BROWSER);
        request.header("origin", ORIGIN).header("content-type", "text/plain").body(body.to_string())
    }

    pub(crate) async fn send(&self, body: impl ToString) -> StatusCode {
        self.beacon(body).send().await.expect("answered").status()
    }

    /// The beacon of a page view of `path`.
    pub(crate) fn page_view(&self, page: Uuid, path: &str) -> Value {
        json!({
            "site": self.site, "id": page, "type": "page_view", "visitor": self.id, "url": format!("{ORIGIN}{path}"),
            "title": "Lamps", "referrer": "", "language": "en-GB", "time_zone": "Europe/London", "screen": "1920x1080",
        })
    }

    /// Opens a page; its page view.
    pub(crate) async fn visit(&self, path: &str) -> Uuid {
        let page = Uuid::now_v7();
        assert_eq!(self.send(self.page_view(page, path)).await, StatusCode::NO_CONTENT);
        page
    }

    /// The doorway's first frame for the page view `page`.
    pub(crate) fn hello(&self, page: Uuid, tab: &str) -> Value {
        json!({
            "type": "hello", "site": self.site, "visitor": self.id, "tab": tab, "page_view": page, "url": format!("{ORIGIN}/lamps"),
            "title": "Lamps", "visible": true,
        })
    }

    /// A doorway before its first frame, opened by a page of `origin`.
    pub(crate) async fn knock(&self, origin: Option<&str>) -> Opened {
        let mut headers = vec![("user-agent", BROWSER)];
        headers.extend(origin.map(|origin| ("origin", origin)));
        Socket::open(&format!("{}/d", self.base), &headers).await
    }

    /// A doorway before its first frame, opened through a proxy from this address.
    pub(crate) async fn knock_from(&self, address: &str) -> Socket {
        let headers = [("user-agent", BROWSER), ("origin", ORIGIN), ("x-forwarded-for", address)];
        Socket::open(&format!("{}/d", self.base), &headers).await.expect("opened")
    }

    /// An open doorway of a page, with its `welcome`.
    pub(crate) async fn doorway(&self, page: Uuid) -> (Socket, Value) {
        let mut socket = self.knock(Some(ORIGIN)).await.expect("opened");
        socket.say(self.hello(page, "tab")).await;
        let welcome = socket.hear("welcome").await;
        (socket, welcome)
    }

    /// Opens a page with its doorway.
    pub(crate) async fn come_in(&self) -> Socket {
        let page = self.visit("/lamps").await;
        self.doorway(page).await.0
    }

    /// One poll of the doorway of `hello`, which says `frames` and has the frames up to `after`.
    pub(crate) async fn poll(
        &self,
        hello: &Value,
        after: u64,
        frames: &[Value],
        wait: bool,
    ) -> Result<Vec<Value>, StatusCode> {
        let body = json!({"hello": hello, "after": after, "frames": frames, "wait": wait}).to_string();
        let answer = self.post_poll(body).await;
        if answer.status() != StatusCode::OK {
            return Err(answer.status());
        }
        let mut answer: Value = answer.json().await.expect("JSON");
        Ok(serde_json::from_value(answer["frames"].take()).expect("frames"))
    }

    pub(crate) async fn post_poll(&self, body: String) -> Response {
        let request = self.http.post(format!("{}/d/poll", self.base)).header("user-agent", BROWSER);
        let request = request.header("origin", ORIGIN).header("content-type", "text/plain");
        request.body(body).send().await.expect("answered")
    }

    /// A form with a file on its way, as a page of `origin` sends it.
    pub(crate) async fn send_file(&self, origin: &str, chat: &str, client_id: &str, file: (&str, &[u8])) -> Response {
        let (name, bytes) = file;
        let fields = [("site", self.site.as_str()), ("visitor", &self.id), ("chat", chat), ("client_id", client_id)];
        let part = |head: &str| format!("--limit\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        let fields = fields.map(|(field, value)| format!("{}{value}\r\n", part(&format!("name=\"{field}\""))));
        let file = part(&format!("name=\"file\"; filename=\"{name}\""));
        let body = [fields.concat().as_bytes(), file.as_bytes(), bytes, b"\r\n--limit--\r\n"].concat();
        let request = self.http.post(format!("{}/d/files", self.base)).header("origin", origin);
        let request = request.header("content-type", "multipart/form-data; boundary=limit").body(body);
        request.send().await.expect("answered")
    }
}
