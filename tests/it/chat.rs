//! A chat: words both ways, each stored once, whoever comes and goes; and whose it is.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use parlour::domain::moment::MINUTE;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House, Socket, Visitor};

/// Invites a visitor on an open page, who answers; the chat's id.
async fn begin(agent: &Agent, visitor: &Visitor, page: &mut Socket) -> String {
    let invitation = agent.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
    page.hear("ack").await["chat"].as_str().expect("an id").to_owned()
}

/// A reply that came too late rings; the chat's id.
async fn ring(house: &House, agent: &Agent, visitor: &Visitor, page: &mut Socket) -> String {
    let invitation = agent.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "viewed", "invitation": invitation})).await;
    page.hear("invitation_viewed").await;
    house.clock.advance(2 * MINUTE);
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Hello?", "client_id": "c-1"})).await;
    page.hear("ack").await["chat"].as_str().expect("an id").to_owned()
}

fn say(chat: &str, text: &str, client_id: &str) -> Value {
    json!({"type": "say", "chat": chat, "text": text, "client_id": client_id})
}

fn texts(messages: &Value) -> Vec<&str> {
    messages.as_array().expect("a list").iter().map(|message| message["text"].as_str().expect("words")).collect()
}

async fn path(agent: &Agent, chat: &str) -> Value {
    agent.get(&format!("/chats/{chat}")).await
}

#[tokio::test]
async fn words_go_both_ways_and_each_is_stored_once() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let chat = begin(&ada, &visitor, &mut page).await;
    console.say(say(&chat, "What for?", "a-1")).await;
    assert_eq!(console.hear("ack").await["seq"], 3);
    let heard = page.hear_where("message", |message| message["seq"] == 3).await;
    assert_eq!((&heard["from"], &heard["name"], &heard["text"]), (&json!("agent"), &json!("Ada"), &json!("What for?")));
    assert_eq!(heard["client_id"], Value::Null, "an agent's own number is none of the visitor's");
    page.say(say(&chat, "My mother's birthday.", "c-2")).await;
    assert_eq!(page.hear("ack").await["seq"], 4);
    let heard = console.hear_where("message", |message| message["seq"] == 4).await;
    assert_eq!((&heard["from"], &heard["client_id"]), (&json!("visitor"), &json!("c-2")));
    for _ in 0..2 {
        page.say(say(&chat, "My mother's birthday.", "c-2")).await;
        assert_eq!(page.hear("ack").await["seq"], 4);
        console.say(say(&chat, "What for?", "a-1")).await;
        assert_eq!(console.hear("ack").await["seq"], 3);
    }
    page.say(json!({"type": "typing", "chat": chat})).await;
    assert_eq!(console.hear("typing").await["chat"], json!(chat));
    console.say(json!({"type": "typing", "chat": chat})).await;
    assert_eq!(page.hear("typing").await["name"], "Ada");
    let whole = path(&ada, &chat).await;
    assert_eq!(texts(&whole["messages"]), ["May I help?", "Yes please!", "What for?", "My mother's birthday."]);
    assert_eq!((&whole["chat"]["last_seq"], &whole["chat"]["last_text"]), (&json!(4), &json!("My mother's birthday.")));
    house.close().await;
}

#[tokio::test]
async fn whoever_comes_back_gets_what_they_missed_also_after_a_restart() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let chat = begin(&ada, &visitor, &mut page).await;
    page.close().await;
    for n in 0..5 {
        console.say(say(&chat, &format!("line {n}"), &format!("a-{n}"))).await;
        console.hear("ack").await;
    }
    let page_view = visitor.visit("/chairs").await;
    let (mut page, welcome) = visitor.doorway(page_view).await;
    assert_eq!(welcome["chat"]["id"], json!(chat));
    assert_eq!(texts(&welcome["chat"]["messages"]).len(), 7);
    page.say(json!({"type": "resume", "chat": chat, "after": 5})).await;
    let resumed = page.hear("chat").await;
    assert_eq!((texts(&resumed["messages"]), &resumed["last_seq"]), (vec!["line 3", "line 4"], &json!(7)));
    let house = house.restart().await;
    let (ada, visitor) = (Agent::again(&house, &ada), visitor.again(&house));
    let (mut page, welcome) = visitor.doorway(page_view).await;
    assert_eq!(texts(&welcome["chat"]["messages"]).len(), 7);
    page.say(say(&chat, "I am back.", "c-9")).await;
    assert_eq!(page.hear("ack").await["seq"], 8);
    assert_eq!(texts(&ada.get(&format!("/chats/{chat}?after=7")).await["messages"]), ["I am back."]);
    assert_eq!(ada.get("/whos-on").await["rows"][0]["status"], "chatting");
    house.close().await;
}

#[tokio::test]
async fn either_side_ends_it_and_then_nobody_says_more() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    for (by_visitor, how) in [(false, "by_agent"), (true, "by_visitor")] {
        let chat = begin(&ada, &visitor, &mut page).await;
        if by_visitor {
            page.say(json!({"type": "end", "chat": chat})).await;
        } else {
            assert_eq!(ada.post(&format!("/chats/{chat}/end"), &json!({})).await.0, StatusCode::OK);
        }
        let ended = |frame: &Value| frame["id"] == json!(chat) && frame["state"] == "ended";
        assert_eq!(page.hear_where("chat", ended).await["ended_as"], how);
        assert_eq!(console.hear_where("chat", ended).await["ended_as"], how);
        page.say(say(&chat, "One more thing", "c-3")).await;
        let refused = page.hear("refused").await;
        assert_eq!((&refused["client_id"], &refused["why"]), (&json!("c-3"), &json!("this chat has ended")));
        console.say(say(&chat, "Goodbye", "a-3")).await;
        assert_eq!(console.hear("refused").await["client_id"], "a-3");
        assert_eq!(texts(&path(&ada, &chat).await["messages"]).len(), 2);
        assert_eq!(ada.get("/whos-on").await["rows"][0]["chat"], Value::Null);
    }
    house.close().await;
}

#[tokio::test]
async fn somebody_elses_chat_is_not_read_and_not_written() {
    let house = House::open().await;
    let (ada, bo, admin) = (house.agent("Ada").await, house.agent("Bo").await, house.admin().await);
    let (visitor, other) = (house.visitor(), house.visitor());
    let (mut page, mut foreign) = (visitor.come_in().await, other.come_in().await);
    let chat = begin(&ada, &visitor, &mut page).await;
    let read = format!("/chats/{chat}");
    assert_eq!(bo.call(reqwest::Method::GET, &read, None).await.0, StatusCode::FORBIDDEN);
    assert_eq!(bo.post(&format!("{read}/end"), &json!({})).await.0, StatusCode::FORBIDDEN);
    let (status, refused) = bo.post(&format!("{read}/accept"), &json!({})).await;
    assert_eq!((status, &refused["error"]), (StatusCode::CONFLICT, &json!("Ada has this chat")));
    assert_eq!(bo.get("/chats").await["chats"], json!([]));
    assert_eq!(texts(&path(&admin, &chat).await["messages"]).len(), 2, "an administrator may read it");
    let mut console = bo.console().await;
    for frame in [
        say(&chat, "Hi", "a-1"),
        json!({"type": "typing", "chat": chat}),
        json!({"type": "read", "chat": chat, "seq": 2}),
    ] {
        console.say(frame).await;
        assert_eq!(console.hear("refused").await["why"], "this chat is Ada's");
    }
    for frame in [
        say(&chat, "Hi", "c-1"),
        json!({"type": "typing", "chat": chat}),
        json!({"type": "resume", "chat": chat, "after": 0}),
        json!({"type": "end", "chat": chat}),
    ] {
        foreign.say(frame).await;
        assert_eq!(foreign.hear("refused").await["why"], "no such chat");
    }
    page.say(say(&chat, "Between us", "c-5")).await;
    page.hear("ack").await;
    console.say(json!({"type": "nonsense"})).await;
    let heard = console.hear_all_until("refused").await;
    assert!(heard.iter().all(|frame| frame["type"] != "message"), "another agent overhears nothing: {heard:?}");
    house.close().await;
}

#[tokio::test]
async fn a_ringing_chat_has_one_taker_however_many_reach_for_it() {
    let house = House::open().await;
    let mut agents = Vec::new();
    for name in ["Ada", "Bo", "Cy", "Di"] {
        agents.push(house.agent(name).await);
    }
    let consoles = join_all(agents.iter().map(Agent::console)).await;
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..20 {
        let visitor = house.visitor();
        let mut page = visitor.come_in().await;
        let chat = ring(&house, &agents[0], &visitor, &mut page).await;
        let (accept, body) = (format!("/chats/{chat}/accept"), json!({}));
        let answers = join_all(agents.iter().map(|agent| agent.post(&accept, &body))).await;
        let active = page.hear_where("chat", |frame| frame["state"] == "active").await;
        let owner = active["agent"]["name"].as_str().expect("a name").to_owned();
        for (agent, (status, answer)) in agents.iter().zip(answers) {
            if agent.me["name"] == json!(owner) {
                assert_eq!((status, &answer["agent"]["id"]), (StatusCode::OK, &agent.me["id"]));
            } else {
                assert_eq!(
                    (status, &answer["error"]),
                    (StatusCode::CONFLICT, &json!(format!("{owner} has this chat")))
                );
            }
        }
        *taken.entry(owner).or_default() += 1;
    }
    println!("taken by {taken:?}");
    assert_eq!(taken.values().sum::<usize>(), 20);
    drop(consoles);
    house.close().await;
}

#[tokio::test]
async fn a_ringing_chat_waits_for_its_agent_and_is_abandoned_by_its_visitor() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let chat = ring(&house, &ada, &visitor, &mut page).await;
    console.hear_where("chat", |frame| frame["state"] == "ringing").await;
    console.say(say(&chat, "Hello", "a-1")).await;
    assert_eq!(console.hear("refused").await["why"], "accept this chat first");
    page.say(say(&chat, "Anybody?", "c-2")).await;
    assert_eq!(page.hear("ack").await["seq"], 2, "words before the answer wait in the chat");
    page.say(json!({"type": "end", "chat": chat})).await;
    assert_eq!(console.hear_where("chat", |frame| frame["state"] == "ended").await["ended_as"], "abandoned");
    let (status, refused) = ada.post(&format!("/chats/{chat}/accept"), &json!({})).await;
    assert_eq!((status, &refused["error"]), (StatusCode::CONFLICT, &json!("this chat has ended")));
    house.close().await;
}

#[tokio::test]
async fn a_late_reply_is_missed_at_once_where_nobody_is_there_and_its_words_are_kept() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let mut page = visitor.come_in().await;
    let chat = ring(&house, &ada, &visitor, &mut page).await;
    let missed = page.hear_where("chat", |frame| frame["messages"] != json!([])).await;
    assert_eq!((&missed["state"], &missed["ended_as"]), (&json!("ended"), &json!("missed")), "{missed}");
    assert_eq!(texts(&missed["messages"]), ["Hello?"]);
    let email = "marta@studio.example";
    page.say(
        json!({"type": "offline", "name": "Marta", "email": email, "text": "Hello?", "chat": chat, "client_id": "c-2"}),
    )
    .await;
    assert_eq!(page.hear("ack").await["client_id"], "c-2");
    assert_eq!(ada.get("/offline-messages").await["messages"][0]["chat"], json!(chat));
    house.close().await;
}

#[tokio::test]
async fn a_message_has_some_words_and_not_too_many() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let mut page = visitor.come_in().await;
    let chat = begin(&ada, &visitor, &mut page).await;
    let longest = parlour::domain::message::LONGEST;
    for (text, why) in [(" ".to_owned(), "Say something."), ("ä".repeat(longest + 1), "characters at most; these are")]
    {
        page.say(say(&chat, &text, "c-2")).await;
        let refused = page.hear("refused").await;
        assert!(refused["why"].as_str().expect("words").contains(why) && refused["client_id"] == "c-2", "{refused}");
    }
    page.say(say(&chat, &"ä".repeat(longest), "c-2")).await;
    assert_eq!(page.hear("ack").await["seq"], 3);
    house.close().await;
}
