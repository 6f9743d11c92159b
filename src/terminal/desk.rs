//! What the terminal knows of the desk: the chats that concern this agent, the offers, and which chat is being answered.
//! Frames and answers in, lines to print out; nothing here talks to anybody.

use serde_json::Value;

use crate::domain::text::clean;

/// Rings the terminal's bell.
const BELL: char = '\u{7}';

/// A chat on this terminal.
#[derive(Debug, Clone)]
pub(super) struct Chat {
    /// What the agent calls it: from 1, never used twice.
    pub(super) number: usize,
    pub(super) id: String,
    name: String,
    pub(super) mine: bool,
    /// The last message shown.
    pub(super) seen: i64,
}

/// An offer to this agent.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) id: String,
    chat: String,
}

/// The desk.
#[derive(Debug, Default)]
pub(super) struct Desk {
    me: String,
    chats: Vec<Chat>,
    pub(super) offers: Vec<Offer>,
    pub(super) current: Option<String>,
    numbers: usize,
}

/// A text of somebody else's as a terminal may show it: no control characters, and the lines after the first set in.
pub(super) fn shown(text: &str) -> String {
    clean(text, 8_000, true).replace('\n', "\n    ")
}

fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

impl Desk {
    /// What a frame means, as lines to print.
    pub(super) fn hear(&mut self, frame: &Value) -> Vec<String> {
        match word(frame, "type") {
            "hello" => self.hello(frame),
            "chat" => self.chat(frame),
            "message" => self.message(frame),
            "offer" => self.offer(frame),
            "refused" => vec![format!("! {}", shown(word(frame, "why")))],
            _ => Vec::new(),
        }
    }

    /// The chat of this number, or the current one.
    pub(super) fn chosen(&self, number: Option<usize>) -> Option<&Chat> {
        match number {
            Some(number) => self.chats.iter().find(|chat| chat.number == number),
            None => self.chats.iter().find(|chat| Some(&chat.id) == self.current.as_ref()),
        }
    }

    /// The chat that has been ringing here longest.
    pub(super) fn ringing(&self) -> Option<&Chat> {
        self.chats.iter().find(|chat| !chat.mine)
    }

    /// Every chat with where it stands.
    pub(super) fn list(&self) -> Vec<String> {
        if self.chats.is_empty() {
            return vec!["No chats.".to_owned()];
        }
        self.chats
            .iter()
            .map(|chat| format!("{}[{}] {}{}", self.mark(chat), chat.number, chat.name, how(chat)))
            .collect()
    }

    /// This agent's chats with the last message shown of each, to ask for what came since.
    pub(super) fn mine(&self) -> Vec<(String, i64)> {
        self.chats.iter().filter(|chat| chat.mine).map(|chat| (chat.id.clone(), chat.seen)).collect()
    }

    /// Forgets what the server does not list any more.
    pub(super) fn keep_only(&mut self, ids: &[&str]) -> Vec<String> {
        let gone: Vec<String> =
            self.chats.iter().filter(|chat| !ids.contains(&chat.id.as_str())).map(|chat| chat.id.clone()).collect();
        gone.iter().flat_map(|id| self.forget(id, "is over")).collect()
    }

    fn mark(&self, chat: &Chat) -> &'static str {
        if Some(&chat.id) == self.current.as_ref() { "> " } else { "  " }
    }

    fn hello(&mut self, frame: &Value) -> Vec<String> {
        word(&frame["agent"], "id").clone_into(&mut self.me);
        vec![format!(
            "You are {}, {}. /help says what can be done.",
            shown(word(&frame["agent"], "name")),
            word(&frame["agent"], "status")
        )]
    }

    fn chat(&mut self, frame: &Value) -> Vec<String> {
        let (id, state) = (word(frame, "id"), word(frame, "state"));
        let owner = &frame["agent"];
        let concerned = word(owner, "id") == self.me || self.is_guest(frame);
        match state {
            "ringing" if frame["rings"] == true => self.rings(frame),
            "active" if concerned => self.take(frame),
            "active" => self.forget(id, &format!("is with {}", shown(word(owner, "name")))),
            "ended" => self.forget(id, &format!("has ended ({})", word(frame, "ended_as").replace('_', " "))),
            _ => self.forget(id, "does not ring here any more"),
        }
    }

    fn is_guest(&self, frame: &Value) -> bool {
        frame["guests"].as_array().is_some_and(|guests| guests.iter().any(|guest| word(guest, "id") == self.me))
    }

    fn rings(&mut self, frame: &Value) -> Vec<String> {
        let id = word(frame, "id");
        if let Some(chat) = self.chats.iter_mut().find(|chat| chat.id == id) {
            let known = !chat.mine;
            chat.mine = false;
            if known {
                return Vec::new();
            }
        }
        let number = self.number(frame, false);
        let (name, words) = (shown(word(frame, "visitor_name")), shown(word(frame, "last_text")));
        vec![format!("{BELL}[{number}] {name} rings: {words}\n    /a {number} takes it, /x {number} turns it down")]
    }

    fn take(&mut self, frame: &Value) -> Vec<String> {
        let id = word(frame, "id").to_owned();
        if self.chats.iter().any(|chat| chat.id == id && chat.mine) {
            return Vec::new();
        }
        let number = self.number(frame, true);
        self.current = Some(id);
        vec![format!("[{number}] {} is yours now. What you type goes there.", shown(word(frame, "visitor_name")))]
    }

    fn number(&mut self, frame: &Value, mine: bool) -> usize {
        let id = word(frame, "id");
        if let Some(chat) = self.chats.iter_mut().find(|chat| chat.id == id) {
            chat.mine = mine;
            return chat.number;
        }
        self.numbers += 1;
        let name = shown(word(frame, "visitor_name"));
        self.chats.push(Chat { number: self.numbers, id: id.to_owned(), name, mine, seen: 0 });
        self.numbers
    }

    fn forget(&mut self, id: &str, why: &str) -> Vec<String> {
        let Some(at) = self.chats.iter().position(|chat| chat.id == id) else { return Vec::new() };
        let chat = self.chats.remove(at);
        if self.current.as_deref() == Some(id) {
            self.current = self.chats.iter().find(|chat| chat.mine).map(|chat| chat.id.clone());
        }
        vec![format!("[{}] {} {why}.", chat.number, chat.name)]
    }

    fn message(&mut self, frame: &Value) -> Vec<String> {
        let seq = frame["seq"].as_i64().unwrap_or_default();
        let Some(chat) = self.chats.iter_mut().find(|chat| chat.id == word(frame, "chat")) else { return Vec::new() };
        if seq <= chat.seen || !chat.mine {
            return Vec::new();
        }
        chat.seen = seq;
        if word(frame, "from") == "notice" {
            return vec![format!("[{}] {}", chat.number, said(frame))];
        }
        let own = word(frame, "agent") == self.me && !self.me.is_empty();
        let name = if own { "you".to_owned() } else { shown(word(frame, "name")) };
        let aside = if frame["whisper"] == true { " (whispers)" } else { "" };
        vec![format!("[{}] {name}{aside}: {}", chat.number, said(frame))]
    }

    fn offer(&mut self, frame: &Value) -> Vec<String> {
        let id = word(frame, "id");
        let (from, to) = (&frame["from"], &frame["to"]);
        let (visitor, state) = (shown(word(frame, "visitor_name")), word(frame, "state"));
        if word(from, "id") == self.me {
            return own_offer(&visitor, &shown(word(to, "name")), state);
        }
        if state == "open" && !self.offers.iter().any(|offer| offer.id == id) {
            self.offers.push(Offer { id: id.to_owned(), chat: word(frame, "chat").to_owned() });
            let note = shown(word(frame, "note"));
            let what = if word(frame, "kind") == "join" { "asks you into" } else { "offers you" };
            return vec![format!(
                "{BELL}{} {what} the chat with {visitor}. {note}\n    /a takes it, /x turns it down",
                shown(word(from, "name"))
            )];
        }
        let before = self.offers.len();
        if state != "open" {
            self.offers.retain(|offer| offer.id != id);
        }
        let missed = before != self.offers.len() && word(&frame["taken_by"], "id") != self.me;
        if missed { vec![format!("The offer of {visitor} is {state}.")] } else { Vec::new() }
    }

    /// The chat of an offer this agent takes becomes the current one once it is theirs.
    pub(super) fn expect(&mut self, offer: &Offer) {
        self.current = Some(offer.chat.clone());
    }
}

fn how(chat: &Chat) -> &'static str {
    if chat.mine { "" } else { " rings" }
}

fn own_offer(visitor: &str, to: &str, state: &str) -> Vec<String> {
    match state {
        "open" => vec![format!("{visitor} is offered to {to}.")],
        "accepted" => vec![format!("{to} has taken {visitor}.")],
        state => vec![format!("{to} has not taken {visitor} ({state}): the chat stays with you.")],
    }
}

fn said(frame: &Value) -> String {
    if frame["deleted"].is_i64() || frame["deleted"] == true {
        return "(deleted)".to_owned();
    }
    match word(frame, "kind") {
        "link" => format!("{} {}", shown(word(frame, "text")), shown(word(&frame["link"], "url"))).trim().to_owned(),
        "file" => format!("(file) {}", shown(word(&frame["file"], "name"))),
        _ => shown(word(frame, "text")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ringing(id: &str) -> Value {
        json!({"type": "chat", "id": id, "state": "ringing", "rings": true, "visitor_name": "Linnet 482", "agent": null,
               "last_text": "Is it\u{1b}[31m red?", "guests": []})
    }

    fn desk() -> Desk {
        let mut desk = Desk::default();
        desk.hear(&json!({"type": "hello", "agent": {"id": "me", "name": "Ada", "status": "online"}}));
        desk
    }

    #[test]
    fn what_rings_is_taken_by_somebody_and_then_rings_no_more() {
        let mut desk = desk();
        let told = desk.hear(&ringing("1"));
        assert!(told[0].starts_with("\u{7}[1] Linnet 482 rings: Is it[31m red?"), "{told:?}");
        assert_eq!(desk.hear(&ringing("1")), Vec::<String>::new(), "told once");
        let mut taken = ringing("1");
        (taken["state"], taken["agent"]) = (json!("active"), json!({"id": "ben", "name": "Ben"}));
        assert_eq!(desk.hear(&taken), ["[1] Linnet 482 is with Ben."]);
        assert_eq!(desk.list(), ["No chats."]);
        assert!(desk.ringing().is_none());
    }

    #[test]
    fn an_own_chat_is_the_current_one_and_each_message_shows_once() {
        let mut desk = desk();
        desk.hear(&ringing("1"));
        let mut own = ringing("1");
        (own["state"], own["agent"]) = (json!("active"), json!({"id": "me", "name": "Ada"}));
        assert_eq!(desk.hear(&own), ["[1] Linnet 482 is yours now. What you type goes there."]);
        let said = json!({"type": "message", "chat": "1", "seq": 2, "name": "Linnet 482", "text": "two\nlines", "kind": "text"});
        assert_eq!(desk.hear(&said), ["[1] Linnet 482: two\n    lines"]);
        assert_eq!(desk.hear(&said), Vec::<String>::new());
        let aside = json!({"type": "message", "chat": "1", "seq": 3, "agent": "ben", "name": "Ben", "text": "careful", "whisper": true});
        assert_eq!(desk.hear(&aside), ["[1] Ben (whispers): careful"]);
        let notice = json!({"type": "message", "chat": "1", "seq": 4, "from": "notice", "name": "", "text": "Ben left the room.", "whisper": true});
        assert_eq!(desk.hear(&notice), ["[1] Ben left the room."]);
        assert_eq!(desk.mine(), [("1".to_owned(), 4)]);
        own["state"] = json!("ended");
        own["ended_as"] = json!("by_visitor");
        assert_eq!(desk.hear(&own), ["[1] Linnet 482 has ended (by visitor)."]);
        assert!(desk.chosen(None).is_none());
    }

    #[test]
    fn an_offer_is_there_until_it_is_answered() {
        let mut desk = desk();
        let mut offer = json!({"type": "offer", "id": "o", "chat": "1", "kind": "transfer", "visitor_name": "Linnet 482", "note": "",
            "from": {"id": "ben", "name": "Ben"}, "to": {"agent": "me", "group": null, "name": "Ada"}, "state": "open", "taken_by": null});
        assert!(desk.hear(&offer)[0].contains("Ben offers you the chat with Linnet 482"));
        assert_eq!(desk.offers.len(), 1);
        offer["state"] = json!("expired");
        assert_eq!(desk.hear(&offer), ["The offer of Linnet 482 is expired."]);
        assert_eq!(desk.offers.len(), 0);
        offer["from"] = json!({"id": "me", "name": "Ada"});
        assert_eq!(desk.hear(&offer), ["Ada has not taken Linnet 482 (expired): the chat stays with you."]);
    }
}
