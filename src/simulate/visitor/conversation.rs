//! What a simulated visitor does when somebody invites them, and in the chat that follows. People's pace, whatever the
//! world's: agents are people.

use std::time::Duration;

use rand::RngExt;
use serde_json::{Value, json};

use super::Visitor;
use crate::simulate::agenda::Deed;
use crate::simulate::talk;

/// A chat they are in, and how many lines they have left to say.
pub(super) struct Talk {
    id: String,
    left: u32,
}

impl Visitor {
    pub(super) async fn heard(&mut self, frame: Option<Value>) {
        let Some(frame) = frame else {
            self.doorway = None;
            return self.soon(Deed::Knock);
        };
        match frame["type"].as_str().unwrap_or_default() {
            "invitation" => self.invited(&frame).await,
            "invitation_gone" => self.forget_invitation(),
            "welcome" => self.chat_stands(&frame["chat"]),
            "chat" => self.chat_stands(&frame),
            "message" if frame["from"] == "agent" => self.spoken_to(text(&frame["chat"])),
            _ => {}
        }
    }

    async fn invited(&mut self, frame: &Value) {
        let id = text(&frame["id"]);
        self.say(json!({"type": "delivered", "invitation": id})).await;
        if frame["viewed"] == true || self.agenda.plans(|deed| matches!(deed, Deed::View(_))) {
            return;
        }
        let glance = Duration::from_millis(self.rng.random_range(1_000..3_000));
        self.agenda.plan(glance, Deed::View(id));
    }

    pub(super) async fn view(&mut self, id: String) {
        self.say(json!({"type": "viewed", "invitation": id})).await;
        if self.invitation.as_ref() == Some(&id) {
            return;
        }
        self.world.tally.invited();
        self.invitation = Some(id.clone());
        let thought = Duration::from_secs_f64(self.rng.random_range(4.0..25.0));
        if self.rng.random_bool(self.world.options.answer_share.clamp(0.0, 1.0)) {
            self.agenda.plan(thought, Deed::Reply(id));
        } else if self.rng.random_bool(0.5) {
            self.agenda.plan(thought, Deed::Decline(id));
        }
    }

    fn forget_invitation(&mut self) {
        self.agenda.drop_all(|deed| matches!(deed, Deed::View(_) | Deed::Reply(_) | Deed::Decline(_)));
    }

    pub(super) async fn reply(&mut self, invitation: &str) {
        let text = talk::reply(&mut self.rng);
        let client_id = self.client_id();
        self.say(json!({"type": "reply", "invitation": invitation, "text": text, "client_id": client_id})).await;
        self.world.tally.replied();
    }

    pub(super) async fn decline(&mut self, invitation: &str) {
        self.say(json!({"type": "decline", "invitation": invitation})).await;
        self.world.tally.declined();
    }

    /// A chat has begun, goes on after a page, or has ended.
    fn chat_stands(&mut self, chat: &Value) {
        if chat.is_null() || chat["state"] == "ended" {
            self.chat = None;
            self.agenda.drop_all(|deed| matches!(deed, Deed::Type(_) | Deed::Say(_) | Deed::End(_)));
            return;
        }
        let id = text(&chat["id"]);
        if self.chat.as_ref().is_none_or(|talk| talk.id != id) {
            self.chat = Some(Talk { id: id.clone(), left: self.rng.random_range(2..6) });
            self.be_patient(id);
        }
    }

    /// Ends the chat when nobody says anything for some minutes.
    fn be_patient(&mut self, chat: String) {
        self.agenda.drop_all(|deed| matches!(deed, Deed::End(_)));
        let patience = Duration::from_secs(self.rng.random_range(180..300));
        self.agenda.plan(patience, Deed::End(chat));
    }

    fn spoken_to(&mut self, chat: String) {
        let is_answering = self.agenda.plans(|deed| matches!(deed, Deed::Type(_) | Deed::Say(_)));
        if is_answering || self.chat.as_ref().is_none_or(|talk| talk.id != chat || talk.left == 0) {
            return;
        }
        self.be_patient(chat.clone());
        let reading = Duration::from_secs_f64(self.rng.random_range(1.0..4.0));
        self.agenda.plan(reading, Deed::Type(chat));
    }

    pub(super) async fn begin_to_type(&mut self, chat: String) {
        self.say(json!({"type": "typing", "chat": chat})).await;
        let typing = Duration::from_secs_f64(self.rng.random_range(2.0..7.0));
        self.agenda.plan(typing, Deed::Say(chat));
    }

    pub(super) async fn say_a_line(&mut self, chat: &str) {
        let Some(talk) = &mut self.chat else { return };
        talk.left = talk.left.saturating_sub(1);
        let left = talk.left;
        let text = talk::line(&mut self.rng, left);
        let client_id = self.client_id();
        self.say(json!({"type": "say", "chat": chat, "text": text, "client_id": client_id})).await;
        self.world.tally.said();
        if left == 0 {
            self.agenda.drop_all(|deed| matches!(deed, Deed::End(_)));
            let farewell = Duration::from_secs(self.rng.random_range(20..60));
            self.agenda.plan(farewell, Deed::End(chat.to_owned()));
        }
    }

    pub(super) async fn end(&mut self, chat: &str) {
        self.say(json!({"type": "end", "chat": chat})).await;
        self.chat = None;
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
