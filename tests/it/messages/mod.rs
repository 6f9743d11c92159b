//! What a message can be: whispered, a link, a file, edited, deleted; who sees it, and what becomes of it.

mod amend;
mod canned;
mod files;
mod notes;
mod reconnect;
mod whisper;

use parlour::actions::manage_sites::reload_sites;
use parlour::domain::site::SiteSettings;
use serde_json::{Value, json};

use crate::support::{Agent, House, Socket, Visitor};

/// A visitor and an agent who talk.
struct Talk {
    house: House,
    agent: Agent,
    visitor: Visitor,
    page: Socket,
    console: Socket,
    chat: String,
}

impl Talk {
    /// Ada has invited a visitor, who answered: two messages so far.
    async fn begin() -> Self {
        let house = House::open().await;
        let (agent, visitor) = (house.agent("Ada").await, house.visitor());
        let (mut page, mut console) = (visitor.come_in().await, agent.console().await);
        let invitation = agent.invite(&visitor.handle(), "May I help?").await["id"].clone();
        page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
        let chat = page.hear("ack").await["chat"].as_str().expect("an id").to_owned();
        for socket in [&mut page, &mut console] {
            socket.hear_where("message", |message| message["seq"] == 2).await;
        }
        Self { house, agent, visitor, page, console, chat }
    }

    /// The page says this of the chat; the answer to it.
    async fn page_says(&mut self, frame: Value, answer: &str) -> Value {
        self.page.say(self.of_chat(frame)).await;
        self.page.hear(answer).await
    }

    /// The console says this of the chat; the answer to it.
    async fn console_says(&mut self, frame: Value, answer: &str) -> Value {
        self.console.say(self.of_chat(frame)).await;
        self.console.hear(answer).await
    }

    fn of_chat(&self, mut frame: Value) -> Value {
        frame["chat"] = json!(self.chat);
        frame
    }

    /// The chat as the agent reads it.
    async fn messages(&self) -> Vec<Value> {
        let whole = self.agent.get(&format!("/chats/{}", self.chat)).await;
        whole["messages"].as_array().expect("a list").clone()
    }

    /// The chat as the visitor reads it after `after`.
    async fn resumed(&mut self, after: i64) -> Vec<Value> {
        let chat = self.page_says(json!({"type": "resume", "after": after}), "chat").await;
        chat["messages"].as_array().expect("a list").clone()
    }

    /// The shop is set otherwise.
    async fn set(&self, settings: SiteSettings) {
        let app = &self.house.running.app;
        let site = app.live.sites.get(&self.house.site).expect("the shop");
        let changed = parlour::domain::site::Site { settings, ..(*site).clone() };
        assert!(app.records.change_site(&changed).await.expect("changed"));
        reload_sites(app).await.expect("read");
    }
}

fn seqs(messages: &[Value]) -> Vec<i64> {
    messages.iter().map(|message| message["seq"].as_i64().expect("a number")).collect()
}
