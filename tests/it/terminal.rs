//! `parlour agent`: a chat is answered, and handed over, from two terminals.

use std::process::Stdio;

use reqwest::StatusCode;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::support::{Agent, House, soon};

/// A terminal as a person has it before them.
struct Terminal {
    child: Child,
    typed: ChildStdin,
    shown: Lines<BufReader<ChildStdout>>,
}

impl Terminal {
    async fn open(house: &House, agent: &Agent) -> Self {
        let (status, made) = agent.post("/tokens", &json!({"name": "terminal"})).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        let mut terminal = Self::with(house, made["token"].as_str().expect("a token"));
        terminal.sees("/help").await;
        terminal
    }

    fn with(house: &House, token: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parlour"));
        command.args(["agent", "--url", &house.url("")]).env("PARLOUR_TOKEN", token).kill_on_drop(true);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a process");
        let typed = child.stdin.take().expect("piped");
        let shown = BufReader::new(child.stdout.take().expect("piped")).lines();
        Self { child, typed, shown }
    }

    async fn types(&mut self, line: &str) {
        self.typed.write_all(format!("{line}\n").as_bytes()).await.expect("typed");
    }

    /// Waits for a line that has these words; others are passed over.
    async fn sees(&mut self, words: &str) -> String {
        soon(words, async {
            loop {
                let line = self.shown.next_line().await.expect("readable").expect("it goes on");
                if line.contains(words) {
                    return line;
                }
            }
        })
        .await
    }
}

#[tokio::test]
async fn a_chat_rings_is_answered_and_handed_over() {
    let house = House::open().await;
    let (ada, ben, visitor) = (house.agent("Ada").await, house.agent("Ben").await, house.visitor());
    let (mut at_adas, mut at_bens) = (Terminal::open(&house, &ada).await, Terminal::open(&house, &ben).await);
    let mut page = visitor.come_in().await;
    let call =
        json!({"type": "call", "name": "Marta\u{1b}[2J", "email": "", "text": "Is it in stock?", "client_id": "c-1"});
    page.say(call).await;
    let chat = page.hear("ack").await["chat"].clone();
    let rings = at_adas.sees("rings").await;
    assert!(rings.contains("Marta") && rings.contains("Is it in stock?") && !rings.contains('\u{1b}'), "{rings:?}");
    at_bens.sees("rings").await;
    at_adas.types("/a").await;
    at_adas.sees("is yours now").await;
    at_bens.sees("is with Ada").await;
    at_adas.types("Yes, two of them.").await;
    assert_eq!(page.hear_where("message", |message| message["from"] == "agent").await["text"], "Yes, two of them.");
    page.say(json!({"type": "say", "chat": chat, "text": "Which colour?", "client_id": "c-2"})).await;
    at_adas.sees("Which colour?").await;
    at_adas.types("/t nobody").await;
    at_adas.sees("Nobody is called nobody").await;
    at_adas.types("/t ben").await;
    at_adas.sees("is offered to Ben").await;
    at_bens.sees("Ada offers you the chat").await;
    at_bens.types("/a").await;
    at_bens.sees("is yours now").await;
    at_adas.sees("is with Ben").await;
    at_bens.types("Green and brown.").await;
    let said = page.hear_where("message", |message| message["text"] == "Green and brown.").await;
    assert_eq!(said["name"], "Ada", "the visitor notices nothing");
    at_bens.types("/x").await;
    assert_eq!(page.hear_where("chat", |chat| chat["state"] == "ended").await["ended_as"], "by_agent");
    at_bens.types("/quit").await;
    assert!(soon("it ends", at_bens.child.wait()).await.expect("ended").success());
    house.close().await;
}

#[tokio::test]
async fn a_token_that_is_none_is_said_so() {
    let house = House::open().await;
    let mut terminal = Terminal::with(&house, "plt_wrong");
    let status = soon("it ends", terminal.child.wait()).await.expect("ended");
    assert!(!status.success());
    house.close().await;
}
