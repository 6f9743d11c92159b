//! Every example of the protocol, said through a WebSocket and through polls.

use serde_json::{Value, json};

use crate::support::{House, ORIGIN, Socket, Visitor, examples, soon};

/// A doorway, whichever way it is open.
enum Door<'a> {
    Socket(Box<Socket>),
    Polled { visitor: &'a Visitor, hello: Value, after: u64, heard: Vec<Value> },
}

impl<'a> Door<'a> {
    async fn open(visitor: &'a Visitor, hello: Value, polled: bool) -> Self {
        if polled {
            return Self::Polled { visitor, hello, after: 0, heard: Vec::new() };
        }
        let mut socket = visitor.knock(Some(ORIGIN)).await.expect("opened");
        socket.say(hello).await;
        Self::Socket(Box::new(socket))
    }

    async fn say(&mut self, frame: Value) {
        match self {
            Self::Socket(socket) => socket.say(frame).await,
            Self::Polled { .. } => self.poll(&[frame]).await,
        }
    }

    /// All frames up to the next of this type, that one last.
    async fn hear(&mut self, kind: &str) -> Vec<Value> {
        if let Self::Socket(socket) = self {
            return socket.hear_all_until(kind).await;
        }
        soon(kind, async {
            loop {
                let Self::Polled { heard, .. } = self else { unreachable!("asked above") };
                if let Some(at) = heard.iter().position(|frame| frame["type"] == kind) {
                    return heard.drain(..=at).collect();
                }
                self.poll(&[]).await;
            }
        })
        .await
    }

    async fn poll(&mut self, frames: &[Value]) {
        let Self::Polled { visitor, hello, after, heard } = self else { unreachable!("only polled doors poll") };
        for numbered in visitor.poll(hello, *after, frames, frames.is_empty()).await.expect("answered") {
            *after = numbered["n"].as_u64().expect("a number");
            heard.push(numbered["frame"].clone());
        }
    }
}

/// The examples as this visitor's page says them; what is said of a chat comes last, when there is one.
fn said_by(visitor: &Visitor, house: &House) -> Vec<String> {
    let own = |example: &str| {
        example.replace("SITE", house.site.as_str()).replace("00112233445566778899aabbccddeeff", &visitor.id)
    };
    let (of_chat, other): (Vec<_>, Vec<_>) =
        examples("doorway").into_iter().map(own).partition(|one| one.contains("CHAT"));
    other.into_iter().chain(of_chat).collect()
}

/// What each example is answered with, in the order they are said.
const ANSWERS: [(&str, Option<&str>); 12] = [
    ("hello", Some("welcome")),
    ("page", None),
    ("activity", None),
    ("exit_intent", None),
    ("delivered", None),
    ("viewed", Some("invitation_viewed")),
    ("decline", Some("invitation_gone")),
    ("reply", Some("chat")),
    ("typing", None),
    ("say", Some("ack")),
    ("resume", Some("chat")),
    ("end", Some("chat")),
];

async fn say_every_example(polled: bool) {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    // Somebody is there, or a late reply would be missed at once.
    let _console = ada.console().await;
    let mut said = said_by(&visitor, &house).into_iter();
    let hello = serde_json::from_str(&said.next().expect("the first is hello")).expect("JSON");
    let mut door = Door::open(&visitor, hello, polled).await;
    door.hear("welcome").await;
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].as_str().expect("an id").to_owned();
    assert_eq!(door.hear("invitation").await.last().expect("one")["text"], "May I help?");
    let mut chat = String::new();
    for ((kind, answer), example) in ANSWERS.into_iter().skip(1).zip(said.by_ref()) {
        let frame: Value =
            serde_json::from_str(&example.replace("INVITATION", &invitation).replace("CHAT", &chat)).expect("JSON");
        assert_eq!(frame["type"], kind, "the examples are those of the table");
        door.say(frame).await;
        let Some(answer) = answer else { continue };
        let heard = door.hear(answer).await;
        assert!(heard.iter().all(|frame| frame["type"] != "refused"), "{kind}: {heard:?}");
        if kind == "reply" {
            heard.last().expect("the chat")["id"].as_str().expect("an id").clone_into(&mut chat);
        }
    }
    assert_eq!(said.next(), None, "every example has an answer in the table");
    let row = house.row(&visitor).expect("a row");
    assert_eq!((&*row.page().path, row.page_count), ("/chairs", 2));
    let whole = ada.get(&format!("/chats/{chat}")).await;
    let words: Vec<_> = whole["messages"].as_array().expect("a list").iter().map(|message| &message["text"]).collect();
    assert_eq!(words, ["Yes please!", "It's for my mother's birthday."]);
    assert_eq!((&whole["chat"]["state"], &whole["chat"]["ended_as"]), (&json!("ended"), &json!("abandoned")));
    house.close().await;
}

#[tokio::test]
async fn every_example_of_the_protocol_is_understood_over_websocket() {
    say_every_example(false).await;
}

#[tokio::test]
async fn every_example_of_the_protocol_is_understood_over_polls() {
    say_every_example(true).await;
}
