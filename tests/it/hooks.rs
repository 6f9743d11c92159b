//! Webhooks: called once for each thing that happened, signed, tried again, and nothing is lost in between.

use parlour::domain::moment::{DAY, HOUR, MINUTE, SECOND};
use parlour::engines::records::ChangesAsked;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Agent, House, NOW, Receiver, eventually};

/// A webhook of these events; its id and secret.
async fn add(admin: &Agent, url: &str, events: &[&str]) -> (String, String) {
    let (status, hook) = admin.post("/webhooks", &json!({"url": url, "events": events})).await;
    assert_eq!(status, StatusCode::CREATED, "{hook}");
    let text = |field: &str| hook[field].as_str().expect("text").to_owned();
    (text("id"), text("secret"))
}

async fn log(admin: &Agent, hook: &str) -> Vec<Value> {
    let mut log = admin.get(&format!("/webhooks/{hook}/deliveries")).await;
    serde_json::from_value(log["deliveries"].take()).expect("a list")
}

/// Waits until the newest delivery stands like this.
async fn stands(admin: &Agent, hook: &str, state: &str, tries: i64) -> Value {
    eventually("the delivery stands like this", async || {
        let newest = log(admin, hook).await.into_iter().next()?;
        let told = newest["status"] != Value::Null || newest["error"] != Value::Null;
        (newest["state"] == state && newest["tries"] == tries && (told || tries == 0)).then_some(newest)
    })
    .await
}

#[tokio::test]
async fn what_happens_is_told_once_and_signed() {
    let (house, crm) = (House::open().await, Receiver::open().await);
    let (admin, ada, visitor) = (house.admin().await, house.agent("Ada").await, house.visitor());
    let (hook, secret) = add(&admin, &crm.url("/parlour"), &[]).await;
    let mut page = visitor.come_in().await;
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
    let chat = page.hear("ack").await["chat"].clone();
    page.say(json!({"type": "end", "chat": chat})).await;
    let ended = crm.call_of("chat.ended").await;
    assert_eq!((&ended.body["data"]["chat"], &ended.body["data"]["ended_as"]), (&chat, &json!("by_visitor")));
    assert_eq!((&ended.body["at"], ended.path.as_str()), (&json!(NOW), "/parlour"));
    assert_eq!(ended.headers["content-type"], "application/json");
    assert_eq!(ended.headers["parlour-event"], "chat.ended");
    assert_eq!(ended.signed_with(&secret), Some(NOW.0 / 1_000));
    assert_eq!(ended.signed_with("another"), None);
    let all = ["chat.ended", "chat.message", "chat.message", "invitation.ended", "invitation.sent"];
    let told = eventually("everything is told", async || {
        let log = log(&admin, &hook).await;
        let mut told: Vec<String> = log
            .iter()
            .filter(|one| one["state"] == "sent")
            .map(|one| one["event"].as_str().expect("a word").to_owned())
            .collect();
        told.retain(|event| event != "chat.accepted");
        told.sort();
        (told.len() >= all.len()).then_some(told)
    });
    assert_eq!(told.await, all);
    let first = &log(&admin, &hook).await[0];
    assert_eq!((&first["status"], &first["tries"], &first["error"]), (&json!(200), &json!(1), &Value::Null));
    assert!(!first["body"].as_str().expect("text").contains(&secret));
    assert!(admin.get("/webhooks").await["webhooks"][0].get("secret").is_none(), "it is shown once");
    let asked = ChangesAsked { before: None, action: "webhook".into(), words: String::new(), limit: 9 };
    let noted = house.running.app.records.changes(&asked).await.expect("asked");
    assert_eq!((noted.len(), noted[0].action.as_str()), (1, "webhook.added"));
    assert!(!noted[0].detail.to_string().contains(&secret) && noted[0].detail.to_string().contains("/parlour"));
    house.close().await;
}

#[tokio::test]
async fn a_chat_that_is_handed_over_and_rated_is_told() {
    let (house, crm) = (House::open().await, Receiver::open().await);
    let (admin, ada, bo) = (house.admin().await, house.agent("Ada").await, house.agent("Bo").await);
    let (visitor, _adas, _bos) = (house.visitor(), ada.console().await, bo.console().await);
    add(&admin, &crm.url("/"), &["chat.accepted", "chat.transferred", "chat.rated"]).await;
    let mut page = visitor.come_in().await;
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
    let chat = page.hear("ack").await["chat"].clone();
    let id = chat.as_str().expect("an id");
    assert_eq!(crm.call().await.body["data"]["agent"]["name"], "Ada");
    let asked = json!({"kind": "transfer", "agent": bo.me["id"], "note": "Lamps"});
    let (status, offer) = ada.post(&format!("/chats/{id}/offers"), &asked).await;
    assert_eq!(status, StatusCode::CREATED, "{offer}");
    let accept = format!("/offers/{}/accept", offer["id"].as_str().expect("an id"));
    house.clock.advance(7_000);
    assert_eq!(bo.post(&accept, &json!({})).await.0, StatusCode::OK);
    let told = crm.call().await;
    assert_eq!((&told.body["event"], &told.body["data"]["chat"]), (&json!("chat.transferred"), &chat));
    assert_eq!(told.body["at"].as_i64(), offer["made"].as_i64().map(|made| made + 7_000), "when it was taken");
    assert_eq!((&told.body["data"]["from"]["name"], &told.body["data"]["to"]["name"]), (&json!("Ada"), &json!("Bo")));
    page.say(json!({"type": "end", "chat": chat})).await;
    page.hear_where("chat", |frame| frame["state"] == "ended").await;
    page.say(json!({"type": "rate", "chat": chat, "stars": 5, "comment": "Thank you"})).await;
    let rated = crm.call().await;
    assert_eq!((&rated.body["event"], &rated.body["data"]["rating"]), (&json!("chat.rated"), &json!(5)));
    house.close().await;
}

#[tokio::test]
async fn a_webhook_hears_what_it_chose() {
    let (house, crm) = (House::open().await, Receiver::open().await);
    let (admin, ada) = (house.admin().await, house.agent("Ada").await);
    let (sent, _) = add(&admin, &crm.url("/sent"), &["invitation.sent"]).await;
    let (off, _) = add(&admin, &crm.url("/off"), &[]).await;
    let change = json!({"url": crm.url("/off"), "events": [], "active": false});
    let (status, changed) = admin.call(Method::PUT, &format!("/webhooks/{off}"), Some(&change)).await;
    assert_eq!((status, &changed["active"]), (StatusCode::OK, &json!(false)));
    for _ in 0..2 {
        let visitor = house.visitor();
        let _page = visitor.come_in().await;
        let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
        assert_eq!(
            ada.post(&format!("/invitations/{}/withdraw", invitation.as_str().expect("an id")), &json!({})).await.0,
            StatusCode::OK
        );
        let called = crm.call().await;
        assert_eq!((called.path.as_str(), &called.body["data"]["invitation"]), ("/sent", &invitation));
    }
    let (status, test) = admin.post(&format!("/webhooks/{off}/test"), &json!({})).await;
    assert_eq!((status, &test["event"]), (StatusCode::ACCEPTED, &json!("test")));
    assert_eq!(crm.call().await.path, "/off", "a test goes also to one that is not active");
    assert_eq!(admin.call(Method::DELETE, &format!("/webhooks/{sent}"), None).await.0, StatusCode::NO_CONTENT);
    assert_eq!(log(&admin, &sent).await, Vec::<Value>::new());
    assert_eq!(crm.seen(), ["invitation.sent", "invitation.sent", "test"]);
    house.close().await;
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_until_it_has_failed() {
    let (house, crm) = (House::open().await, Receiver::open().await);
    let mut admin = house.admin().await;
    let (hook, secret) = add(&admin, &crm.url("/"), &[]).await;
    crm.answer(503);
    let test = admin.post(&format!("/webhooks/{hook}/test"), &json!({})).await.1;
    for (tries, wait) in (1..).zip([10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]) {
        let called = crm.call().await;
        assert_eq!(called.body["id"], test["id"], "the same body");
        assert_eq!(called.signed_with(&secret), Some(house.clock.now().0 / 1_000), "signed anew");
        let waiting = stands(&admin, &hook, "queued", tries).await;
        assert_eq!((&waiting["status"], &waiting["next_try"]), (&json!(503), &json!(house.clock.now().plus(wait))));
        assert_eq!(waiting["error"], "it answered 503 Service Unavailable");
        house.clock.advance(wait);
    }
    crm.call().await;
    admin = house.admin().await;
    stands(&admin, &hook, "failed", 6).await;
    crm.answer(204);
    let retry = format!("/deliveries/{}/retry", test["id"].as_str().expect("an id"));
    assert_eq!(admin.post(&retry, &json!({})).await.1["state"], "queued");
    assert_eq!(crm.call().await.body["id"], test["id"]);
    let taken = stands(&admin, &hook, "sent", 1).await;
    assert_eq!((&taken["status"], &taken["error"]), (&json!(204), &Value::Null));
    assert_eq!(admin.post(&retry, &json!({})).await.1["state"], "sent", "what was taken is not sent again");
    house.close().await;
}

#[tokio::test]
async fn redirects_are_not_followed_and_nobody_is_home_is_said() {
    let (house, crm) = (House::open().await, Receiver::open().await);
    let admin = house.admin().await;
    let (hook, _) = add(&admin, &crm.url("/"), &[]).await;
    crm.answer(302);
    admin.post(&format!("/webhooks/{hook}/test"), &json!({})).await;
    assert_eq!(crm.call().await.path, "/");
    let waiting = stands(&admin, &hook, "queued", 1).await;
    assert_eq!(waiting["error"], "it answered 302 Found; redirects are not followed");
    let (nobody, _) = add(&admin, "http://127.0.0.1:1/", &[]).await;
    admin.post(&format!("/webhooks/{nobody}/test"), &json!({})).await;
    let waiting = stands(&admin, &nobody, "queued", 1).await;
    assert!(waiting["error"].as_str().expect("words").contains("cannot be reached"), "{waiting}");
    house.close().await;
}

#[tokio::test]
async fn one_that_does_not_answer_keeps_nobody_else_waiting() {
    let (house, slow, crm) = (House::open().await, Receiver::open().await, Receiver::open().await);
    let admin = house.admin().await;
    let (stuck, _) = add(&admin, &slow.url("/"), &[]).await;
    let (quick, _) = add(&admin, &crm.url("/"), &[]).await;
    let held = slow.hold().await;
    for _ in 0..6 {
        admin.post(&format!("/webhooks/{stuck}/test"), &json!({})).await;
    }
    slow.call().await;
    for _ in 0..3 {
        admin.post(&format!("/webhooks/{quick}/test"), &json!({})).await;
        crm.call().await;
    }
    assert!(log(&admin, &stuck).await.iter().all(|one| one["state"] == "queued"), "it holds them still");
    drop(held);
    stands(&admin, &stuck, "sent", 1).await;
    house.close().await;
}

/// Stored, and then the power went before anybody was told: the next start finds it in the records.
#[tokio::test]
async fn what_was_stored_but_never_announced_is_found() {
    let (house, crm) = (House::open().await, Receiver::open().await);
    let (admin, ada, visitor) = (house.admin().await, house.agent("Ada").await, house.visitor());
    let mut page = visitor.come_in().await;
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
    let chat = page.hear("ack").await["chat"].clone();
    house.clock.advance(MINUTE);
    let (hook, _) = add(&admin, &crm.url("/"), &["chat.ended", "chat.message"]).await;
    let at = house.clock.now();
    let records = house.running.app.records.clone();
    let id = chat.as_str().expect("an id").parse().expect("an id");
    let silent = parlour::domain::chat::EndedAs::ByAgent;
    records.end_chat(id, silent, at).await.expect("asked").expect("ended");
    let house = house.restart().await;
    let called = crm.call().await;
    assert_eq!((&called.body["event"], &called.body["data"]["chat"]), (&json!("chat.ended"), &chat));
    let house = house.restart().await;
    let admin = Agent::again(&house, &admin);
    stands(&admin, &hook, "sent", 1).await;
    let again = admin.post(&format!("/webhooks/{hook}/test"), &json!({})).await;
    assert_eq!(again.0, StatusCode::ACCEPTED);
    crm.call().await;
    assert_eq!(crm.seen(), ["chat.ended", "test"], "once, and nothing of before the webhook was made");
    house.close().await;
}

#[tokio::test]
async fn deliveries_are_kept_for_thirty_days() {
    let (house, crm) = (House::open().await, Receiver::open().await);
    let admin = house.admin().await;
    let (hook, _) = add(&admin, &crm.url("/"), &[]).await;
    admin.post(&format!("/webhooks/{hook}/test"), &json!({})).await;
    stands(&admin, &hook, "sent", 1).await;
    house.clock.advance(30 * DAY);
    let house = house.restart().await;
    let admin = house.admin().await;
    assert_eq!(log(&admin, &hook).await.len(), 1);
    house.clock.advance(1);
    let house = house.restart().await;
    eventually("it is forgotten", async || log(&admin_of(&house, &admin), &hook).await.is_empty().then_some(())).await;
    house.close().await;
}

fn admin_of(house: &House, before: &Agent) -> Agent {
    Agent::again(house, before)
}

#[tokio::test]
async fn only_an_administrator_has_webhooks_and_only_sound_ones() {
    let house = House::open().await;
    let (admin, ada) = (house.admin().await, house.agent("Ada").await);
    let good = json!({"url": "https://crm.example/", "events": []});
    for (url, events, field) in [
        ("ftp://crm.example", json!([]), "url"),
        ("https://me:secret@crm.example", json!([]), "url"),
        ("https://crm.example", json!(["test"]), "events"),
    ] {
        let (status, refused) = admin.post("/webhooks", &json!({"url": url, "events": events})).await;
        assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{refused}");
    }
    assert_eq!(
        admin.post("/webhooks", &json!({"url": "https://crm.example", "events": ["chat.eaten"]})).await.0,
        StatusCode::BAD_REQUEST
    );
    let nil = "00000000-0000-0000-0000-000000000000";
    let change = json!({"url": "https://crm.example/", "events": [], "active": true});
    for (method, path, body) in [
        (Method::GET, "/webhooks".to_owned(), None),
        (Method::POST, "/webhooks".to_owned(), Some(&good)),
        (Method::PUT, format!("/webhooks/{nil}"), Some(&change)),
        (Method::DELETE, format!("/webhooks/{nil}"), None),
        (Method::POST, format!("/webhooks/{nil}/test"), None),
        (Method::GET, format!("/webhooks/{nil}/deliveries"), None),
        (Method::POST, format!("/deliveries/{nil}/retry"), None),
    ] {
        assert_eq!(ada.call(method.clone(), &path, body).await.0, StatusCode::FORBIDDEN, "{method} {path}");
        if method != Method::GET && path.contains(nil) {
            assert_eq!(admin.call(method.clone(), &path, body).await.0, StatusCode::NOT_FOUND, "{method} {path}");
        }
    }
    house.close().await;
}
