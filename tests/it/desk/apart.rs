//! Two visitors never share a chat, whatever chats their pages name.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::{calls, comes};
use crate::support::{House, Socket};

/// What a page may do: the verb, and whose chat it names.
fn steps() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    proptest::collection::vec((0..2_usize, 0..7_usize, 0..3_usize), 1..12)
}

fn frame(verb: usize, chat: &str, text: &str, client_id: &str) -> Value {
    match verb {
        0 => json!({"type": "say", "chat": chat, "text": text, "client_id": client_id}),
        1 => json!({"type": "resume", "chat": chat, "after": 0}),
        2 => json!({"type": "typing", "chat": chat}),
        3 => json!({"type": "edit", "chat": chat, "seq": 1, "text": text}),
        4 => json!({"type": "delete", "chat": chat, "seq": 1}),
        5 => json!({"type": "call", "text": text, "client_id": client_id}),
        _ => json!({"type": "say", "chat": chat, "text": text, "client_id": "the same"}),
    }
}

/// Everything this page was told of chats that are not its own, or in words that are not its own.
fn foreign(heard: &[Value], own: &str, words: &str) -> Vec<Value> {
    let about = |frame: &&Value| {
        frame["type"] == "chat" && frame["id"] != *own
            || frame["type"] != "chat" && frame["chat"].is_string() && frame["chat"] != *own
    };
    let says = |frame: &&Value| frame.to_string().contains(words);
    heard.iter().filter(|frame| about(frame) || says(frame)).cloned().collect()
}

async fn play(house: &House, steps: &[(usize, usize, usize)]) -> Result<(), TestCaseError> {
    let (mut pages, mut chats) = (Vec::new(), Vec::new());
    for _ in 0..2 {
        let (visitor, mut page) = comes(house).await;
        chats.push(calls(&mut page, "c-1").await);
        pages.push((visitor, page));
    }
    chats.push(uuid::Uuid::now_v7().to_string());
    let secrets = ["the secret of the one", "the secret of the other"];
    for (n, (who, verb, whose)) in steps.iter().enumerate() {
        pages[*who].1.say(frame(*verb, &chats[*whose], secrets[*who], &format!("s-{n}"))).await;
    }
    for who in 0..2 {
        let heard = heard_by(&mut pages[who].1).await;
        let overheard = foreign(&heard, &chats[who], secrets[1 - who]);
        prop_assert!(overheard.is_empty(), "{overheard:?}");
        let kept = house.running.app.records.messages(chats[who].parse().expect("an id"), 0).await.expect("asked");
        prop_assert!(
            kept.iter().all(|message| message.visitor == pages[who].0.key && message.text != secrets[1 - who])
        );
        pages[who].1.say(json!({"type": "end", "chat": chats[who]})).await;
        pages[who].1.hear_where("chat", |frame| frame["state"] == "ended").await;
    }
    Ok(())
}

/// Everything until a word that only this page waits for.
async fn heard_by(page: &mut Socket) -> Vec<Value> {
    page.say(json!({"type": "decline", "invitation": uuid::Uuid::nil()})).await;
    let mut heard = Vec::new();
    loop {
        let frame = page.next().await.expect("open");
        if frame["type"] == "refused" && frame["why"] == "no such invitation" {
            return heard;
        }
        heard.push(frame);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_visitors_never_share_a_chat() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let _console = ada.console().await;
    let mut runner =
        TestRunner::new(Config { cases: 24, max_shrink_iters: 16, failure_persistence: None, ..Config::default() });
    let handle = tokio::runtime::Handle::current();
    let house = tokio::task::block_in_place(|| {
        let result = runner.run(&steps(), |steps| handle.block_on(play(&house, &steps)));
        result.unwrap_or_else(|error| panic!("{error}"));
        house
    });
    house.close().await;
}
