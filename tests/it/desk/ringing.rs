//! A call rings at those who are there, until one takes it, all decline it, or a minute is over.

use parlour::domain::moment::MINUTE;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{call, calls, comes, does, stands, taken, told};
use crate::support::{Agent, House, eventually};

#[tokio::test]
async fn a_call_rings_at_everybody_who_is_there_and_stops_everywhere_at_once() {
    let house = House::open().await;
    let (ada, ben, cara) = (house.agent("Ada").await, house.agent("Ben").await, house.agent("Cara").await);
    let (mut adas, mut bens, mut caras) = (ada.console().await, ben.console().await, cara.console().await);
    caras.say(json!({"type": "status", "status": "away"})).await;
    caras.hear("hello").await;
    let (visitor, mut page) = comes(&house).await;
    page.say(json!({"type": "desk"})).await;
    assert_eq!(page.hear("desk").await["open"], true);
    let chat = calls(&mut page, "c-1").await;
    for (console, rings) in [(&mut adas, true), (&mut bens, true), (&mut caras, false)] {
        let frame = stands(console, &chat, "ringing").await;
        assert_eq!((&frame["rings"], &frame["email"]), (&json!(rings), &json!("marta@studio.example")), "{frame}");
    }
    assert_eq!(house.row(&visitor).expect("here").name(), "Marta");
    assert_eq!(bens.hear("message").await["text"], "Is it in stock?");
    does(&ada, &chat, "accept").await;
    for console in [&mut adas, &mut bens] {
        let frame = stands(console, &chat, "active").await;
        assert_eq!((&frame["rings"], &frame["agent"]["name"]), (&json!(false), &json!("Ada")));
    }
    let active = page.hear_where("chat", |frame| frame["state"] == "active").await;
    assert_eq!(active["agent"], json!({"name": "Ada", "initials": "A"}));
    let (status, refused) = ben.post(&format!("/chats/{chat}/accept"), &json!({})).await;
    assert_eq!((status, &refused["error"]), (StatusCode::CONFLICT, &json!("Ada has this chat")));
    // From here on Ben hears nothing of it.
    page.say(json!({"type": "say", "chat": chat, "text": "Between us", "client_id": "c-2"})).await;
    adas.hear_where("message", |frame| frame["text"] == "Between us").await;
    bens.say(json!({"type": "nonsense"})).await;
    let heard = bens.hear_all_until("refused").await;
    assert!(heard.iter().all(|frame| frame["type"] != "message"), "{heard:?}");
    house.close().await;
}

#[tokio::test]
async fn the_same_call_again_is_one_chat_and_a_second_one_says_it_there() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let (_console, (_visitor, mut page)) = (ada.console().await, comes(&house).await);
    let chat = calls(&mut page, "c-1").await;
    assert_eq!(calls(&mut page, "c-1").await, chat);
    page.say(call("Hello?", "c-2")).await;
    let ack = page.hear_where("ack", |frame| frame["client_id"] == "c-2").await;
    assert_eq!((&ack["chat"], &ack["seq"]), (&json!(chat), &json!(2)));
    assert_eq!(ada.get("/chats").await["chats"].as_array().expect("a list").len(), 1);
    house.close().await;
}

#[tokio::test]
async fn nobody_there_is_said_at_once() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let (_visitor, mut page) = comes(&house).await;
    page.say(call("Hello?", "c-1")).await;
    assert_eq!(page.hear("refused").await["client_id"], "c-1");
    assert_eq!(page.hear("desk").await["open"], false);
    page.say(json!({"type": "call", "email": "nonsense", "client_id": "c-2"})).await;
    assert_eq!(page.hear("refused").await["why"], "That is no e-mail address.");
    let console = ada.console().await;
    let open = eventually("the desk is open", async || {
        page.say(json!({"type": "desk"})).await;
        page.hear("desk").await["open"].as_bool().filter(|open| *open)
    });
    assert!(open.await);
    drop(console);
    house.close().await;
}

#[tokio::test]
async fn when_all_have_declined_it_is_missed_at_once() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let (mut adas, mut bens) = (ada.console().await, ben.console().await);
    let (_visitor, mut page) = comes(&house).await;
    let chat = calls(&mut page, "c-1").await;
    stands(&mut adas, &chat, "ringing").await;
    assert_eq!(does(&ada, &chat, "decline").await["rings"], false);
    let declined = adas.hear_where("chat", |frame| frame["rings"] == false).await;
    assert_eq!(declined["state"], "ringing");
    let bens_view = bens.hear_where("chat", |frame| frame["rings"] == true).await;
    assert_eq!(bens_view["id"], json!(chat), "it goes on ringing at the other");
    assert_eq!(does(&ben, &chat, "decline").await["ended_as"], "missed");
    assert_eq!(page.hear_where("chat", |frame| frame["state"] == "ended").await["ended_as"], "missed");
    assert_eq!(stands(&mut adas, &chat, "ended").await["rings"], false);
    house.close().await;
}

#[tokio::test]
async fn after_a_minute_it_is_missed_also_across_a_restart() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let (mut console, (visitor, mut page)) = (ada.console().await, comes(&house).await);
    let chat = calls(&mut page, "c-1").await;
    assert_eq!(stands(&mut console, &chat, "ringing").await["rings_until"], house.clock.now().plus(MINUTE).0);
    house.clock.advance(MINUTE - 1_000);
    let house = house.restart().await;
    let (ada, visitor) = (Agent::again(&house, &ada), visitor.again(&house));
    let (mut console, mut page) = (ada.console().await, visitor.come_in().await);
    assert_eq!(ada.get("/chats").await["chats"][0]["rings"], true);
    house.clock.advance(1_000);
    assert_eq!(stands(&mut console, &chat, "ended").await["ended_as"], "missed");
    assert_eq!(page.hear_where("chat", |frame| frame["state"] == "ended").await["ended_as"], "missed");
    house.close().await;
}

#[tokio::test]
async fn who_leaves_puts_the_visitor_back_into_the_queue_unnoticed() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let (mut adas, mut bens) = (ada.console().await, ben.console().await);
    let (_visitor, mut page) = comes(&house).await;
    let chat = taken(&ada, &mut page).await;
    stands(&mut bens, &chat, "active").await;
    stands(&mut adas, &chat, "active").await;
    told(&mut page).await;
    assert_eq!(does(&ada, &chat, "leave").await["rings"], false);
    assert_eq!(stands(&mut bens, &chat, "ringing").await["rings"], true);
    assert_eq!(stands(&mut adas, &chat, "ringing").await["rings"], false, "not at who left");
    page.say(json!({"type": "resume", "chat": chat, "after": 0})).await;
    let shown = page.hear("chat").await;
    assert_eq!((&shown["state"], &shown["agent"]["name"]), (&json!("active"), &json!("Ada")));
    does(&ben, &chat, "accept").await;
    stands(&mut bens, &chat, "active").await;
    bens.say(json!({"type": "say", "chat": chat, "text": "Yes, two.", "client_id": "b-1"})).await;
    let heard = told(&mut page).await;
    let kinds: Vec<_> = heard.iter().map(|frame| (&frame["type"], &frame["name"])).collect();
    assert!(kinds.iter().all(|kind| *kind == (&json!("message"), &json!("Ada"))), "{heard:?}");
    house.close().await;
}

#[tokio::test]
async fn an_agent_who_has_gone_hands_their_chats_back() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let (adas, mut bens) = (ada.console().await, ben.console().await);
    let (_visitor, mut page) = comes(&house).await;
    let chat = taken(&ada, &mut page).await;
    stands(&mut bens, &chat, "active").await;
    adas.close().await;
    bens.hear_where("agent", |frame| frame["name"] == "Ada" && frame["here"] == false).await;
    house.clock.advance(MINUTE - 1);
    page.say(json!({"type": "say", "chat": chat, "text": "Hello?", "client_id": "c-2"})).await;
    page.hear("ack").await;
    assert_eq!(ben.get("/chats?state=active").await["chats"], json!([]));
    let present = ben.get("/agents/present").await;
    let ada_now = present["agents"].as_array().expect("a list").iter().find(|one| one["name"] == "Ada").expect("Ada");
    assert_eq!(ada_now["chats"], 1, "not before the minute is over");
    house.clock.advance(1);
    assert_eq!(stands(&mut bens, &chat, "ringing").await["rings"], true);
    house.close().await;
}

#[tokio::test]
async fn who_has_enough_is_not_rung_until_a_chat_ends() {
    let house = House::open().await;
    let (ada, admin) = (Agent::add_with_room_for(&house, "Ada", 1).await, house.admin().await);
    let (mut adas, _admins) = (ada.console().await, admin.console().await);
    let (_one, mut first) = comes(&house).await;
    let (_two, mut second) = comes(&house).await;
    let full = taken(&ada, &mut first).await;
    adas.hear_where("agent", |frame| frame["name"] == "Ada" && frame["chats"] == 1).await;
    let chat = calls(&mut second, "c-1").await;
    assert_eq!(stands(&mut adas, &chat, "ringing").await["rings"], false);
    does(&ada, &full, "end").await;
    adas.hear_where("chat", |frame| frame["id"] == *chat && frame["rings"] == true).await;
    house.close().await;
}

#[tokio::test]
async fn who_may_not_take_it_is_told_why() {
    let house = House::open().await;
    let (ada, mia) =
        (house.agent("Ada").await, Agent::add_as(&house, "Mia", parlour::domain::agent::Role::Marketer).await);
    let (_console, (_visitor, mut page)) = (ada.console().await, comes(&house).await);
    let chat = calls(&mut page, "c-1").await;
    for what in ["accept", "decline"] {
        let (status, refused) = mia.post(&format!("/chats/{chat}/{what}"), &json!({})).await;
        assert_eq!((status, &refused["error"]), (StatusCode::FORBIDDEN, &json!("a marketer reads, and does not chat")));
    }
    assert_eq!(mia.call(reqwest::Method::GET, "/chats", None).await.0, StatusCode::FORBIDDEN);
    assert_eq!(mia.call(reqwest::Method::GET, &format!("/chats/{chat}"), None).await.0, StatusCode::FORBIDDEN);
    house.close().await;
}

#[tokio::test]
async fn the_archive_is_read_page_by_page_and_everybody_sees_their_own() {
    let house = House::open().await;
    let (ada, ben, admin) = (house.agent("Ada").await, house.agent("Ben").await, house.admin().await);
    let _consoles = (ada.console().await, ben.console().await);
    let (visitor, mut page) = comes(&house).await;
    let mut chats = Vec::new();
    for n in 0..5 {
        house.clock.advance(10);
        let chat = calls(&mut page, &format!("c-{n}")).await;
        let taker = if n == 2 { &ben } else { &ada };
        does(taker, &chat, "accept").await;
        does(taker, &chat, "end").await;
        chats.push(chat);
    }
    let ids = |page: &Value| -> Vec<String> {
        let list = page["chats"].as_array().expect("a list").iter();
        list.map(|chat| chat["id"].as_str().expect("an id").to_owned()).collect()
    };
    chats.reverse();
    let first = admin.get("/chats?limit=3").await;
    let next = admin.get(&format!("/chats?limit=3&before={}", first["next"].as_str().expect("more"))).await;
    assert_eq!([ids(&first), ids(&next)].concat(), chats);
    assert_eq!(next["next"], Value::Null);
    assert_eq!(ids(&ben.get("/chats?state=ended").await), [chats[2].clone()]);
    assert_eq!(ids(&ada.get("/chats?q=in%20STOCK").await).len(), 4);
    assert_eq!(ids(&ada.get("/chats?q=100%25").await), Vec::<String>::new());
    assert_eq!(ids(&admin.get(&format!("/visitors/{}/chats", visitor.handle())).await), chats);
    assert_eq!(ids(&ben.get(&format!("/visitors/{}/chats", visitor.handle())).await).len(), 1);
    house.close().await;
}
