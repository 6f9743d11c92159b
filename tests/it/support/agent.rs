//! An agent at the console: the cookie, the HTTP interface, the socket.

use parlour::actions::reload_rules::reload_rules;
use parlour::domain::agent::{Agent as Account, Role};
use parlour::domain::ids::AgentId;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use super::{House, Opened, Socket};

const PASSWORD: &str = "correct horse battery";

/// An agent who is signed in.
pub(crate) struct Agent {
    pub(crate) cookie: String,
    /// As the console's `hello` tells it.
    pub(crate) me: Value,
    http: Client,
    base: String,
}

impl Agent {
    pub(crate) async fn add(house: &House, name: &str) -> Self {
        Self::add_as(house, name, Role::Normal).await
    }

    pub(crate) async fn add_as(house: &House, name: &str, role: Role) -> Self {
        let email = format!("{}@parlour.example", name.to_lowercase());
        Self::open(house, Account::new(AgentId(house.clock.id()), email, name, role)).await
    }

    /// An agent who takes `most` chats at once.
    pub(crate) async fn add_with_room_for(house: &House, name: &str, most: u32) -> Self {
        let email = format!("{}@parlour.example", name.to_lowercase());
        let account = Account::new(AgentId(house.clock.id()), email, name, Role::Normal);
        Self::open(house, Account { capacity: Some(most), ..account }).await
    }

    async fn open(house: &House, account: Account) -> Self {
        house.running.app.records.add_agent(&account, PASSWORD, None).await.expect("an agent");
        reload_rules(&house.running.app).await.expect("the group has one more");
        Self::sign_in(house, &account.email, PASSWORD).await
    }

    pub(crate) async fn sign_in(house: &House, email: &str, password: &str) -> Self {
        let (http, base) = (Client::new(), house.url(""));
        let request = http.post(format!("{base}/api/v1/session")).header("origin", &base);
        let answer = request.json(&json!({"email": email, "password": password})).send().await.expect("answered");
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = answer.headers()["set-cookie"].to_str().expect("text");
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        let me = answer.json::<Value>().await.expect("JSON")["agent"].clone();
        Self { cookie, me, http, base }
    }

    /// Somebody who is not signed in.
    pub(crate) fn nobody(house: &House) -> Self {
        Self { cookie: String::new(), me: Value::Null, http: Client::new(), base: house.url("") }
    }

    /// The same agent with the same session, at a service that was started again.
    pub(crate) fn again(house: &House, before: &Self) -> Self {
        Self { cookie: before.cookie.clone(), me: before.me.clone(), http: Client::new(), base: house.url("") }
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> (StatusCode, Value) {
        let request = self.http.request(method, format!("{}/api/v1{path}", self.base));
        let request = request.header("cookie", &self.cookie).header("origin", &self.base);
        let request = if let Some(body) = body { request.json(body) } else { request };
        let answer = request.send().await.expect("answered");
        let status = answer.status();
        let text = answer.text().await.expect("text");
        (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.call(Method::PUT, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> (StatusCode, Value) {
        self.call(Method::DELETE, path, None).await
    }

    pub(crate) fn id(&self) -> &str {
        self.me["id"].as_str().expect("an id")
    }

    /// Sends a file in a chat.
    pub(crate) async fn send_file(&self, chat: &str, query: &str, bytes: &[u8]) -> (StatusCode, Value) {
        let request = self.http.post(format!("{}/api/v1/chats/{chat}/files?{query}", self.base));
        let request = request.header("cookie", &self.cookie).header("origin", &self.base);
        let request = request.header("content-type", "application/octet-stream").body(bytes.to_vec());
        let answer = request.send().await.expect("answered");
        (answer.status(), answer.json().await.expect("JSON"))
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, body) = self.call(Method::GET, path, None).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.call(Method::POST, path, Some(body)).await
    }

    /// Invites a visitor; the invitation.
    pub(crate) async fn invite(&self, visitor: &str, text: &str) -> Value {
        let (status, body) = self.post("/invitations", &json!({"visitor": visitor, "text": text, "group": null})).await;
        assert_eq!(status, StatusCode::CREATED, "{body}");
        body
    }

    /// The console's socket, after its `hello`.
    pub(crate) async fn console(&self) -> Socket {
        let mut socket = self.console_from(&self.base).await.expect("opened");
        socket.hear("hello").await;
        socket
    }

    /// The console's socket, opened by a page of `origin`.
    pub(crate) async fn console_from(&self, origin: &str) -> Opened {
        let headers = [("origin", origin), ("cookie", &self.cookie)];
        Socket::open(&format!("{}/console/socket", self.base), &headers).await
    }
}
