//! An invitation from the agent's click to its one ending, over real sockets.

mod race;

use parlour::actions::expire_invitations::expire_invitations;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Agent, House, NOW, Socket, Visitor, eventually};

/// An agent with a console, and a visitor on a page.
struct Scene {
    house: House,
    ada: Agent,
    console: Socket,
    visitor: Visitor,
    page: Socket,
}

impl Scene {
    async fn open() -> Self {
        let house = House::open().await;
        let (ada, visitor) = (house.agent("Ada").await, house.visitor());
        let (page, console) = (visitor.come_in().await, ada.console().await);
        Self { house, ada, console, visitor, page }
    }

    /// Sends an invitation; its id.
    async fn invite(&mut self) -> Value {
        let id = self.ada.invite(&self.visitor.handle(), "May I help?").await["id"].clone();
        self.page.hear_where("invitation", |card| card["id"] == id).await;
        id
    }

    /// Sends an invitation that is seen at once.
    async fn invite_and_see(&mut self) -> Value {
        let id = self.invite().await;
        self.page.say(json!({"type": "viewed", "invitation": id})).await;
        self.page.hear("invitation_viewed").await;
        id
    }

    async fn told(&mut self, state: &str) -> Value {
        self.console.hear_where("invitation", |told| told["state"] == state).await
    }

    /// Lets time pass, and what is due by then happen.
    async fn pass(&self, ms: i64) {
        self.house.clock.advance(ms);
        expire_invitations(&self.house.running.app, false).await.expect("looked");
    }

    async fn withdraw(&self, id: &Value) -> (StatusCode, Value) {
        let path = format!("/invitations/{}/withdraw", id.as_str().expect("an id"));
        self.ada.post(&path, &json!({})).await
    }

    /// How often invitations were sent, and how often they ended, by the counters and by the visit log.
    async fn balance(&self) -> (u64, u64, u64) {
        let sent = self.house.metric("parlour_invitations_total{ending=\"sent\"}").await;
        let mut ended = 0;
        for ending in ["accepted", "declined", "expired", "undelivered", "withdrawn", "superseded"] {
            ended += self.house.metric(&format!("parlour_invitations_total{{ending=\"{ending}\"}}")).await;
        }
        (sent, ended, self.house.logged(|counts| counts.invitations >= ended).await.invitations)
    }
}

#[tokio::test]
async fn a_reply_becomes_a_chat_of_the_inviting_agent_even_when_away() {
    let mut scene = Scene::open().await;
    let sent = scene.ada.invite(&scene.visitor.handle(), "#greeting|Hello#, I am #operator#. May I help?").await;
    let (id, text) = (sent["id"].clone(), sent["text"].as_str().expect("words"));
    assert!(text.ends_with("I am Ada. May I help?"), "{text}");
    let card = scene.page.hear("invitation").await;
    assert_eq!((&card["id"], &card["text"], &card["company"]), (&id, &sent["text"], &json!("Harrow & Pine")));
    assert_eq!((&card["agent"], &card["viewed"]), (&json!({"name": "Ada", "initials": "A"}), &json!(false)));
    scene.told("sent").await;
    scene.page.say(json!({"type": "delivered", "invitation": id})).await;
    assert_eq!(scene.told("delivered").await["remaining_ms"], Value::Null);
    scene.page.say(json!({"type": "viewed", "invitation": id})).await;
    assert_eq!(scene.page.hear("invitation_viewed").await["remaining_ms"], 120_000);
    assert_eq!(scene.told("viewed").await["remaining_ms"], 120_000);
    let row = scene.ada.get("/whos-on").await["rows"][0].clone();
    assert_eq!((&row["status"], &row["invitation"]["agent"]["name"]), (&json!("invited"), &json!("Ada")));
    scene.ada.call(Method::PUT, "/agents/me", Some(&json!({"status": "away"}))).await;
    scene.page.say(json!({"type": "reply", "invitation": id, "text": "Yes please!", "client_id": "c-1"})).await;
    let ack = scene.page.hear("ack").await;
    let accepted = scene.told("accepted").await;
    assert_eq!((&accepted["chat"], &ack["seq"]), (&ack["chat"], &json!(2)));
    let chats = scene.ada.get("/chats").await["chats"].clone();
    assert_eq!(
        (&chats[0]["id"], &chats[0]["state"], &chats[0]["agent"]["name"]),
        (&ack["chat"], &json!("active"), &json!("Ada"))
    );
    assert_eq!(chats[0]["invitation"], id);
    let whole = scene.ada.get(&format!("/chats/{}", ack["chat"].as_str().expect("an id"))).await;
    let said: Vec<_> =
        whole["messages"].as_array().expect("a list").iter().map(|one| (&one["from"], &one["text"])).collect();
    assert_eq!(said, [(&json!("agent"), &sent["text"]), (&json!("visitor"), &json!("Yes please!"))]);
    assert_eq!(scene.ada.get("/whos-on").await["rows"][0]["status"], "chatting");
    assert_eq!(scene.balance().await, (1, 1, 1));
    scene.house.close().await;
}

#[tokio::test]
async fn a_refusal_ends_it_and_the_visitor_may_be_invited_again() {
    let mut scene = Scene::open().await;
    let id = scene.invite_and_see().await;
    scene.page.say(json!({"type": "decline", "invitation": id})).await;
    assert_eq!(scene.page.hear("invitation_gone").await["why"], "declined");
    assert_eq!(scene.told("declined").await["ended"], json!(NOW));
    scene.page.say(json!({"type": "viewed", "invitation": id})).await;
    assert_eq!(scene.page.hear("invitation_gone").await["why"], "declined", "a page that still shows it is told");
    scene.invite().await;
    assert_eq!(scene.balance().await, (2, 1, 1));
    scene.house.close().await;
}

#[tokio::test]
async fn it_can_be_taken_back_until_it_is_seen() {
    let mut scene = Scene::open().await;
    let id = scene.invite().await;
    scene.page.say(json!({"type": "delivered", "invitation": id})).await;
    scene.told("delivered").await;
    let (status, withdrawn) = scene.withdraw(&id).await;
    assert_eq!((status, &withdrawn["state"]), (StatusCode::OK, &json!("withdrawn")));
    assert_eq!(scene.page.hear("invitation_gone").await["why"], "withdrawn");
    scene.told("withdrawn").await;
    let seen = scene.invite_and_see().await;
    let (status, refused) = scene.withdraw(&seen).await;
    assert_eq!(
        (status, &refused["error"]),
        (StatusCode::CONFLICT, &json!("It has been seen; it cannot be taken back."))
    );
    let bo = scene.house.agent("Bo").await;
    let (status, _) = bo.post(&format!("/invitations/{}/withdraw", seen.as_str().expect("an id")), &json!({})).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    scene.house.close().await;
}

#[tokio::test]
async fn a_second_agent_is_told_whose_it_is_and_how_long_it_has() {
    let mut scene = Scene::open().await;
    let bo = scene.house.agent("Bo").await;
    let invite = json!({"visitor": scene.visitor.handle(), "text": "Hello", "group": null});
    scene.invite().await;
    let (status, refused) = bo.post("/invitations", &invite).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let says = |refused: &Value, what: &str| refused["error"].as_str().is_some_and(|error| error.contains(what));
    assert!(says(&refused, "Ada has invited") && says(&refused, "It has not been seen yet."), "{refused}");
    let (_, own) = scene.ada.post("/invitations", &invite).await;
    assert!(says(&own, "You have invited"), "{own}");
    let open = bo.get(&format!("/invitations/form?visitor={}", scene.visitor.handle())).await["open"].clone();
    assert_eq!((&open["agent"]["name"], &open["remaining_ms"]), (&json!("Ada"), &Value::Null));
    let card = scene.ada.get("/whos-on").await["rows"][0]["invitation"]["id"].clone();
    scene.page.say(json!({"type": "viewed", "invitation": card})).await;
    scene.told("viewed").await;
    scene.pass(35_000).await;
    let (_, refused) = bo.post("/invitations", &invite).await;
    assert!(says(&refused, "1:25 left"), "{refused}");
    let open = bo.get(&format!("/invitations/form?visitor={}", scene.visitor.handle())).await["open"].clone();
    assert_eq!(open["remaining_ms"], 85_000);
    scene.house.close().await;
}

#[tokio::test]
async fn what_cannot_be_sent_says_why() {
    let scene = Scene::open().await;
    let send = async |text: &str| {
        let body = json!({"visitor": scene.visitor.handle(), "text": text, "group": null});
        scene.ada.post("/invitations", &body).await
    };
    for (text, why) in [
        ("Hello #operatr#", "#operatr# is not a variable. Did you mean #operator#?"),
        ("Hello #xyzzy_zyx#", "#xyzzy_zyx# is not a variable."),
        (" \n ", "An invitation needs words."),
        (&"x".repeat(501), "500 characters at most; the visitor would read 501."),
    ] {
        let (status, refused) = send(text).await;
        assert_eq!((status, &refused["error"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(why)));
        assert_eq!(refused["field"], "text");
    }
    let preview = json!({"visitor": scene.visitor.handle(), "text": "Hello #operatr#, #operator#"});
    let (_, preview) = scene.ada.post("/invitations/preview", &preview).await;
    assert_eq!(preview["unknown"], json!([{"name": "operatr", "did_you_mean": "operator"}]));
    assert_eq!(send(&"x".repeat(500)).await.0, StatusCode::CREATED);
    let nobody = json!({"visitor": "0".repeat(32), "text": "Hello", "group": null});
    assert_eq!(scene.ada.post("/invitations", &nobody).await.0, StatusCode::NOT_FOUND);
    scene.house.close().await;
}

#[tokio::test]
async fn ten_in_a_minute_are_enough() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let mut statuses = Vec::new();
    for _ in 0..11 {
        let visitor = house.visitor();
        visitor.visit("/lamps").await;
        let body = json!({"visitor": visitor.handle(), "text": "Hello", "group": null});
        statuses.push(ada.post("/invitations", &body).await.0);
    }
    assert_eq!(statuses.pop(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(statuses, [StatusCode::CREATED; 10]);
    house.close().await;
}

#[tokio::test]
async fn two_minutes_after_it_was_seen_it_expires_on_both_sides() {
    let mut scene = Scene::open().await;
    scene.invite().await;
    scene.pass(10 * 60_000).await;
    assert_eq!(scene.ada.get("/whos-on").await["rows"][0]["status"], "invited", "time begins when it is seen");
    let id = scene.ada.get("/whos-on").await["rows"][0]["invitation"]["id"].clone();
    scene.page.say(json!({"type": "viewed", "invitation": id})).await;
    scene.page.hear("invitation_viewed").await;
    scene.pass(119_999).await;
    scene.page.say(json!({"type": "viewed", "invitation": id})).await;
    scene.page.say(json!({"type": "delivered", "invitation": id})).await;
    let path = format!("/invitations/{}", id.as_str().expect("an id"));
    let last = scene.ada.get(&path).await;
    assert_eq!(
        (&last["state"], &last["remaining_ms"]),
        (&json!("viewed"), &json!(1)),
        "seeing it again changes nothing"
    );
    scene.pass(1).await;
    assert_eq!(scene.page.hear("invitation_gone").await["why"], "expired");
    let expired = scene.told("expired").await;
    assert_eq!(expired["ended"].as_i64().zip(expired["viewed"].as_i64()).map(|(end, seen)| end - seen), Some(120_000));
    scene.page.say(json!({"type": "reply", "invitation": id, "text": "Sorry, I was away.", "client_id": "c-1"})).await;
    let chat = scene.page.hear_where("chat", |chat| chat["state"] == "ringing").await;
    assert_eq!(chat["agent"], Value::Null);
    assert_eq!(scene.ada.get("/chats").await["chats"][0]["last_text"], "Sorry, I was away.");
    assert_eq!(scene.balance().await, (1, 1, 1));
    scene.house.close().await;
}

#[tokio::test]
async fn a_restart_in_the_middle_keeps_the_deadline() {
    let mut scene = Scene::open().await;
    let id = scene.invite_and_see().await;
    scene.pass(60_000).await;
    let house = scene.house.restart().await;
    let ada = Agent::again(&house, &scene.ada);
    let visitor = scene.visitor.again(&house);
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let card = page.hear("invitation").await;
    assert_eq!((&card["id"], &card["viewed"], &card["remaining_ms"]), (&id, &json!(true), &json!(60_000)));
    house.clock.advance(59_999);
    page.say(json!({"type": "viewed", "invitation": id})).await;
    let path = format!("/invitations/{}", id.as_str().expect("an id"));
    assert_eq!(ada.get(&path).await["remaining_ms"], 1);
    house.clock.advance(1);
    assert_eq!(page.hear("invitation_gone").await["why"], "expired");
    console.hear_where("invitation", |told| told["state"] == "expired").await;
    let house = house.restart().await;
    assert_eq!(Agent::again(&house, &scene.ada).get(&path).await["state"], "expired");
    house.close().await;
}

#[tokio::test]
async fn a_visitor_who_leaves_before_seeing_it_was_not_reached() {
    let mut scene = Scene::open().await;
    let id = scene.invite().await;
    scene.page.say(json!({"type": "delivered", "invitation": id})).await;
    scene.told("delivered").await;
    scene.page.close().await;
    let (house, visitor) = (&scene.house, &scene.visitor);
    eventually("the page is closed", async || (house.row(visitor)?.tabs == 0).then_some(())).await;
    house.pass(30_000).await;
    let told = scene.console.hear_where("invitation", |told| told["state"] == "undelivered").await;
    assert_eq!(told["id"], id);
    let mut page = visitor.come_in().await;
    page.say(json!({"type": "delivered", "invitation": id})).await;
    assert_eq!(page.hear("invitation_gone").await["why"], "undelivered");
    scene.page = page;
    assert_eq!(scene.balance().await, (1, 1, 1));
    scene.house.close().await;
}

#[tokio::test]
async fn one_visitor_cannot_touch_anothers() {
    let mut scene = Scene::open().await;
    let id = scene.invite_and_see().await;
    let other = scene.house.visitor();
    let mut page = other.come_in().await;
    for frame in [
        json!({"type": "viewed"}),
        json!({"type": "decline"}),
        json!({"type": "reply", "text": "Me", "client_id": "c"}),
    ] {
        let mut frame = frame;
        frame["invitation"] = id.clone();
        page.say(&frame).await;
        assert_eq!(page.hear("refused").await["why"], "no such invitation");
    }
    scene.house.close().await;
}
