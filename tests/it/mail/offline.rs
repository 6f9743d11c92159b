//! Nobody is there: what the visitor leaves is stored, e-mailed, listed, and handled.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::house_with;
use crate::support::{Agent, BROWSER, House, NOW, ORIGIN, PostOffice, eventually};

fn offline(text: &str, client_id: &str) -> Value {
    json!({
        "type": "offline", "name": "Marta Kowalska", "email": "marta@studio.example", "text": text, "department": null, "chat": null,
        "client_id": client_id,
    })
}

async fn listed(agent: &Agent, which: &str) -> Vec<Value> {
    let mut list = agent.get(&format!("/offline-messages{which}")).await;
    serde_json::from_value(list["messages"].take()).expect("a list")
}

#[tokio::test]
async fn a_message_is_stored_mailed_told_and_handled() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let (admin, ada, visitor) = (house.admin().await, house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    page.say(offline("Please write to me.\nThank you.", "c-1")).await;
    let ack = page.hear("ack").await;
    assert_eq!((&ack["client_id"], &ack["chat"], &ack["seq"]), (&json!("c-1"), &Value::Null, &json!(0)));
    let told = console.hear("offline_message").await;
    assert_eq!(
        (&told["name"], &told["text"], &told["handled"]),
        (&json!("Marta Kowalska"), &json!("Please write to me.\nThank you."), &Value::Null)
    );
    let letter = post.letter().await;
    assert_eq!(letter.to, ["admin@parlour.example"], "nobody was chosen: the administrators");
    assert_eq!(letter.header("Reply-To").as_deref(), Some("marta@studio.example"));
    assert_eq!(letter.header("Subject").as_deref(), Some("A message from Marta Kowalska for Harrow & Pine"));
    let words = letter.words();
    assert!(
        words.contains("Please write to me.\nThank you.") && words.contains("https://shop.example/lamps"),
        "{words}"
    );
    assert!(words.contains("13 Nov 2025, 02:13 GMT") && words.contains("/settings/offline"), "{words}");
    let message = eventually("its e-mail is sent", async || {
        listed(&ada, "").await.into_iter().find(|message| message["mails"][0]["state"] == "sent")
    })
    .await;
    assert_eq!(
        (&message["site"], &message["url"], &message["at"]),
        (&json!(house.site), &json!("https://shop.example/lamps"), &json!(NOW))
    );
    assert_eq!(message["mails"], json!([{"to": "admin@parlour.example", "state": "sent", "error": null}]));
    let handle = format!("/offline-messages/{}/handled", message["id"].as_str().expect("an id"));
    let (status, handled) = ada.post(&handle, &json!({"handled": true})).await;
    assert_eq!((status, &handled["handled"], &handled["handled_by"]), (StatusCode::OK, &json!(NOW), &json!("Ada")));
    console.hear_where("offline_message", |frame| frame["handled_by"] == "Ada").await;
    assert_eq!((listed(&admin, "?handled=false").await.len(), listed(&admin, "?handled=true").await.len()), (0, 1));
    assert_eq!(admin.post(&handle, &json!({"handled": false})).await.1["handled"], Value::Null);
    house.close().await;
}

#[tokio::test]
async fn the_same_message_again_is_one_and_many_are_too_many() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let (admin, visitor) = (house.admin().await, house.visitor());
    let mut page = visitor.come_in().await;
    for _ in 0..3 {
        page.say(offline("Please write to me.", "c-1")).await;
        page.hear("ack").await;
    }
    post.letter().await;
    assert_eq!(listed(&admin, "").await.len(), 1);
    for client_id in ["c-2", "c-3"] {
        page.say(offline("And another thing.", client_id)).await;
        page.hear("ack").await;
        post.letter().await;
    }
    page.say(offline("And another thing.", "c-4")).await;
    assert!(page.hear("refused").await["why"].as_str().expect("words").contains("wait a minute"));
    assert!(post.is_empty().await);
    house.close().await;
}

#[tokio::test]
async fn who_is_not_followed_leaves_a_message_and_nothing_else() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let (admin, visitor) = (house.admin().await, house.visitor());
    let view = json!({
        "site": house.site, "id": uuid::Uuid::now_v7(), "type": "page_view", "privacy": true, "url": "https://shop.example/lamps",
        "title": "Lamps", "referrer": "", "language": "en-GB",
    });
    assert_eq!(visitor.send(&view).await, StatusCode::NO_CONTENT);
    let said = json!({
        "site": house.site, "url": "https://shop.example/chairs", "name": "Marta", "email": "marta@studio.example",
        "text": "Please write to me.", "department": null, "client_id": "s-1",
    });
    let leave = async |origin: &str, said: &Value| {
        let request = reqwest::Client::new().post(house.url("/d/offline")).header("content-type", "text/plain");
        let request = request.header("origin", origin).header("sec-gpc", "1").header("user-agent", BROWSER);
        let answer = request.body(said.to_string()).send().await.expect("answered");
        (answer.status(), answer.text().await.expect("text"))
    };
    for _ in 0..2 {
        assert_eq!(leave(ORIGIN, &said).await, (StatusCode::NO_CONTENT, String::new()));
    }
    assert_eq!(post.letter().await.header("Reply-To").as_deref(), Some("marta@studio.example"));
    let messages = listed(&admin, "").await;
    assert_eq!((messages.len(), &messages[0]["url"]), (1, &said["url"]), "twice the same is one");
    let key = serde_json::from_value(messages[0]["visitor"].clone()).expect("a key");
    assert_eq!(house.running.app.records.visitor(key).await.expect("asked"), None, "nobody is remembered");
    assert!(house.row(&visitor).is_none());

    let but = |field: &str, value: Value| {
        let mut said = said.clone();
        (said["client_id"], said[field]) = (json!("s-2"), value);
        said
    };
    for (origin, said, status, why) in [
        ("https://evil.example", said.clone(), StatusCode::FORBIDDEN, "do not belong to this site"),
        (ORIGIN, but("site", json!("nowhere")), StatusCode::FORBIDDEN, "no site has the key"),
        (ORIGIN, but("email", json!("marta")), StatusCode::UNPROCESSABLE_ENTITY, "not an e-mail address"),
        (ORIGIN, but("url", json!("file:///etc/passwd")), StatusCode::BAD_REQUEST, "not http or https"),
        (ORIGIN, but("visitor", json!("0")), StatusCode::BAD_REQUEST, "unknown field"),
    ] {
        let (found, words) = leave(origin, &said).await;
        assert!(found == status && words.contains(why), "{found} {words}");
    }
    assert!(post.is_empty().await);
    house.close().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_sent() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let (ada, visitor, other) = (house.agent("Ada").await, house.visitor(), house.visitor());
    let (mut page, mut foreign) = (visitor.come_in().await, other.come_in().await);
    let invitation = ada.invite(&other.handle(), "May I help?").await["id"].clone();
    foreign.say(json!({"type": "reply", "invitation": invitation, "text": "Yes", "client_id": "c-1"})).await;
    let chat = foreign.hear("ack").await["chat"].clone();
    let with = |field: &str, value: Value| {
        let mut frame = offline("Hello", "c-9");
        frame[field] = value;
        frame
    };
    for (frame, why) in [
        (with("email", json!("marta@studio.example\r\nBcc: eve@evil.example")), "not an e-mail address"),
        (with("text", json!(" ")), "Say something."),
        (with("chat", chat), "no such chat"),
    ] {
        page.say(frame).await;
        let refused = page.hear("refused").await;
        assert!(refused["why"].as_str().expect("words").contains(why) && refused["client_id"] == "c-9", "{refused}");
    }
    page.say(with("name", json!("Eve\r\nBcc: eve@evil.example\u{202e}"))).await;
    page.hear("ack").await;
    let letter = post.letter().await;
    assert_eq!((letter.to.len(), letter.header("Bcc")), (1, None));
    assert_eq!(listed(&ada, "").await[0]["name"], "EveBcc: eve@evil.example");
    house.close().await;
}

#[tokio::test]
async fn a_failed_mail_is_shown_and_the_message_is_there_all_the_same() {
    let house = House::open_with(&[("PARLOUR_MAIL", "smtp://127.0.0.1:1")]).await;
    let (admin, visitor) = (house.admin().await, house.visitor());
    let mut page = visitor.come_in().await;
    page.say(offline("Please write to me.", "c-1")).await;
    page.hear("ack").await;
    let house = house.restart().await;
    let admin = Agent::again(&house, &admin);
    let message = eventually("what was wrong is shown", async || {
        listed(&admin, "").await.into_iter().find(|message| message["mails"][0]["error"] != Value::Null)
    });
    assert_eq!(message.await["mails"][0]["state"], "queued");
    let nil = "/offline-messages/00000000-0000-0000-0000-000000000000/handled";
    let handled = json!({"handled": true});
    assert_eq!(admin.call(Method::POST, nil, Some(&handled)).await.0, StatusCode::NOT_FOUND);
    house.close().await;
}
