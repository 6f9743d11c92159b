//! Both connections are cut again and again in the middle of a conversation: what was acknowledged is on both sides, once, and in
//! order. Each side says everything again that was not acknowledged, and asks for what it has missed.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use super::Talk;
use crate::support::{ORIGIN, Socket, soon};

/// Cuts in the suite; `PARLOUR_CUTS=1000` for all.
const CUTS: usize = 100;
/// Words under way at most, so that a doorway's limit on frames is not what is tried here.
const UNDER_WAY: usize = 8;
/// The longest life of a connection.
const LONGEST_MS: u64 = 60;

/// One end of the conversation, as a page or a console keeps it.
struct Side {
    name: &'static str,
    chat: String,
    dice: StdRng,
    said: usize,
    /// Said and not acknowledged: own id, words.
    under_way: Vec<(String, String)>,
    /// Words by the number under which they were acknowledged.
    acknowledged: BTreeMap<i64, String>,
    /// All messages that came here, by number.
    known: BTreeMap<i64, String>,
}

impl Side {
    fn new(name: &'static str, chat: &str, seed: u64) -> Self {
        let (chat, dice) = (chat.to_owned(), StdRng::seed_from_u64(seed));
        let (under_way, acknowledged, known) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { name, chat, dice, said: 0, under_way, acknowledged, known }
    }

    /// The number up to which nothing is missing here.
    fn complete_to(&self) -> i64 {
        self.known.keys().zip(1..).take_while(|(seq, n)| *seq == n).count().try_into().expect("small")
    }

    fn think_of_more(&mut self) {
        for _ in 0..self.dice.random_range(0..3_usize) {
            if self.under_way.len() < UNDER_WAY {
                self.said += 1;
                self.under_way.push((format!("w-{}", self.said), format!("{} {}", self.name, self.said)));
            }
        }
    }

    async fn say_all(&self, socket: &mut Socket) {
        for (client_id, text) in &self.under_way {
            let frame = json!({"type": "say", "chat": self.chat, "text": text, "client_id": client_id});
            if !socket.try_say(frame).await {
                return;
            }
        }
    }

    fn take(&mut self, frame: &Value) {
        match frame["type"].as_str() {
            Some("ack") => self.acknowledge(frame),
            Some("message") => self.know(frame),
            Some("chat") => self.know_all(&frame["messages"]),
            Some("welcome") => self.know_all(&frame["chat"]["messages"]),
            _ => {}
        }
    }

    fn acknowledge(&mut self, frame: &Value) {
        let Some(at) = self.under_way.iter().position(|(id, _)| frame["client_id"] == **id) else { return };
        let (_, text) = self.under_way.remove(at);
        self.acknowledged.insert(frame["seq"].as_i64().expect("a number"), text);
    }

    fn know_all(&mut self, messages: &Value) {
        messages.as_array().into_iter().flatten().for_each(|message| self.know(message));
    }

    fn know(&mut self, message: &Value) {
        let (seq, text) = (message["seq"].as_i64().expect("a number"), message["text"].as_str().expect("words"));
        let before = self.known.insert(seq, text.to_owned());
        assert!(before.is_none_or(|before| before == text), "{seq} is two messages");
    }

    /// Listens until the connection is cut from either end.
    async fn listen(&mut self, socket: &mut Socket) {
        while let Ok(frame) = socket.next().await {
            self.take(&frame);
        }
    }

    /// A connection's whole life; it is dropped at a random moment, whatever is under way.
    async fn live(&mut self, mut socket: Socket) {
        self.think_of_more();
        self.say_all(&mut socket).await;
        let life = Duration::from_micros(self.dice.random_range(0..LONGEST_MS * 1_000));
        let _ = tokio::time::timeout(life, self.listen(&mut socket)).await;
    }

    async fn settle(&mut self, socket: &mut Socket) {
        self.say_all(socket).await;
        soon("all is acknowledged", async {
            while !self.under_way.is_empty() {
                let frame = socket.next().await.expect("open");
                self.take(&frame);
            }
        })
        .await;
    }

    /// Everything acknowledged is known under its number, everything once, and in the order it was said.
    fn check(&self, all: &BTreeMap<i64, String>) {
        assert_eq!(&self.known, all, "{}: each message once, in one order", self.name);
        assert_eq!(self.acknowledged.len(), self.said);
        for (seq, text) in &self.acknowledged {
            assert_eq!(all.get(seq), Some(text), "{}", self.name);
        }
        let own: Vec<&String> = all.values().filter(|text| text.starts_with(self.name)).collect();
        let expected: Vec<String> = (1..=self.said).map(|n| format!("{} {n}", self.name)).collect();
        assert!(own.into_iter().eq(expected.iter()), "{}: in the order it was said", self.name);
    }
}

/// The page's doorway, with what it has missed asked for.
async fn open_page(talk: &Talk, side: &Side) -> Socket {
    let mut socket = talk.visitor.knock(Some(ORIGIN)).await.expect("opened");
    socket.try_say(talk.visitor.hello(uuid::Uuid::now_v7(), "tab")).await;
    socket.try_say(json!({"type": "resume", "chat": side.chat, "after": side.complete_to()})).await;
    socket
}

/// The console's socket; what it has missed is asked for once it is open, so that nothing falls between the two.
async fn open_console(talk: &Talk, side: &mut Side) -> Socket {
    let socket = talk.agent.console().await;
    let missed = talk.agent.get(&format!("/chats/{}?after={}", side.chat, side.complete_to())).await;
    side.know_all(&missed["messages"]);
    socket
}

fn cuts() -> usize {
    std::env::var("PARLOUR_CUTS").map_or(CUTS, |cuts| cuts.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_are_cut_and_no_word_is_lost_or_doubled() {
    let talk = Talk::begin().await;
    let (mut page, mut console) = (Side::new("visitor", &talk.chat, 7), Side::new("agent", &talk.chat, 11));
    let each = cuts() / 2;
    let visitor = async {
        for _ in 0..each {
            let socket = open_page(&talk, &page).await;
            page.live(socket).await;
        }
    };
    let agent = async {
        for _ in 0..each {
            let socket = open_console(&talk, &mut console).await;
            console.live(socket).await;
        }
    };
    tokio::join!(visitor, agent);
    let (mut doorway, mut desk) = (talk.visitor.come_in().await, talk.agent.console().await);
    page.settle(&mut doorway).await;
    console.settle(&mut desk).await;
    doorway.say(json!({"type": "resume", "chat": talk.chat, "after": page.complete_to()})).await;
    page.take(&doorway.hear("chat").await);
    open_console(&talk, &mut console).await;
    let stored = talk.messages().await;
    let text = |message: &Value| message["text"].as_str().expect("words").to_owned();
    let all: BTreeMap<i64, String> = stored.iter().map(|m| (m["seq"].as_i64().expect("a number"), text(m))).collect();
    println!("{} cuts, {} and {} messages", 2 * each, page.said, console.said);
    assert!(page.said > each / 10 && console.said > each / 10, "they talked");
    assert!(all.keys().copied().eq(1..=i64::try_from(all.len()).expect("small")));
    page.check(&all);
    console.check(&all);
    talk.house.close().await;
}
