//! E-mail: from the outbox to a real SMTP server, once, however often that refuses and whoever restarts.

mod offline;
mod transcripts;

use std::sync::Arc;

use parlour::domain::moment::{HOUR, MINUTE, SECOND};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Agent, House, NOW, PostOffice, eventually};

async fn house_with(post: &PostOffice) -> House {
    House::open_with(&[("PARLOUR_MAIL", &post.url()), ("PARLOUR_MAIL_FROM", "Harrow & Pine <desk@shop.example>")]).await
}

/// Queues a test mail; its id.
async fn test_mail(admin: &Agent, to: &str) -> String {
    let (status, mail) = admin.post("/mails/test", &json!({"to": to})).await;
    assert_eq!((status, &mail["state"], &mail["tries"]), (StatusCode::ACCEPTED, &json!("queued"), &json!(0)), "{mail}");
    mail["id"].as_str().expect("an id").to_owned()
}

async fn listed(admin: &Agent, id: &str) -> Value {
    let mails = admin.get("/mails").await["mails"].take();
    mails.as_array().expect("a list").iter().find(|mail| mail["id"] == id).expect("listed").clone()
}

/// Waits until the mail stands like this; as it is listed then.
async fn stands(admin: &Agent, id: &str, state: &str, tries: i64) -> Value {
    eventually("the e-mail stands like this", async || {
        let mail = listed(admin, id).await;
        (mail["state"] == state
            && mail["tries"] == tries
            && (tries == 0 || mail["error"] != Value::Null || state == "sent"))
            .then_some(mail)
    })
    .await
}

#[tokio::test]
async fn a_queued_mail_is_sent_at_once_and_once() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let admin = house.admin().await;
    let id = test_mail(&admin, "Marta@Studio.example").await;
    let letter = post.letter().await;
    assert_eq!(
        (letter.from.as_str(), letter.to.as_slice()),
        ("desk@shop.example", &["Marta@studio.example".to_owned()][..])
    );
    assert_eq!(letter.header("From").as_deref(), Some("=?utf-8?b?SGFycm93ICYgUGluZQ==?= <desk@shop.example>"));
    assert_eq!(letter.header("Subject").as_deref(), Some("A test of e-mail from Parlour"));
    assert_eq!(letter.header("Message-ID"), Some(format!("<{id}@shop.example>")));
    assert_eq!(letter.header("Date").as_deref(), Some("Thu, 13 Nov 2025 02:13:20 +0000"));
    assert!(letter.header("Content-Type").expect("one").starts_with("multipart/alternative"));
    assert!(letter.words().contains("to see whether it arrives. It did."), "{}", letter.data);
    let sent = stands(&admin, &id, "sent", 1).await;
    assert_eq!((&sent["sent"], &sent["next_try"], &sent["about"]), (&json!(NOW), &Value::Null, &json!("test")));
    house.clock.advance(24 * HOUR);
    let admin = house.admin().await;
    let again = test_mail(&admin, "marta@studio.example").await;
    assert_eq!(
        post.letter().await.header("Message-ID"),
        Some(format!("<{again}@shop.example>")),
        "and not the first again"
    );
    house.close().await;
}

#[tokio::test]
async fn a_refused_mail_waits_and_then_goes() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let admin = house.admin().await;
    post.refuse(1).await;
    let id = test_mail(&admin, "marta@studio.example").await;
    let waiting = stands(&admin, &id, "queued", 1).await;
    assert!(waiting["error"].as_str().expect("words").contains("451"), "{waiting}");
    assert_eq!(waiting["next_try"], json!(NOW.plus(MINUTE)));
    house.clock.advance(MINUTE - SECOND);
    let (status, asked) = admin.post(&format!("/mails/{id}/retry"), &json!({})).await;
    assert_eq!(
        (status, &asked["state"], &asked["tries"]),
        (StatusCode::OK, &json!("queued"), &json!(1)),
        "it is on its way already"
    );
    assert!(post.is_empty().await);
    house.clock.advance(SECOND);
    assert_eq!(post.letter().await.to, ["marta@studio.example"]);
    let sent = stands(&admin, &id, "sent", 2).await;
    assert_eq!(sent["error"], Value::Null);
    house.close().await;
}

#[tokio::test]
async fn after_six_tries_it_has_failed_and_can_be_tried_again() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let admin = house.admin().await;
    post.refuse(6).await;
    let id = test_mail(&admin, "marta@studio.example").await;
    for (tries, wait) in (1..).zip([MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR]) {
        let waiting = stands(&admin, &id, "queued", tries).await;
        assert_eq!(waiting["next_try"], json!(house.clock.now().plus(wait)), "{waiting}");
        house.clock.advance(wait);
    }
    // Shifts of twelve hours end sessions.
    let admin = house.admin().await;
    let failed = stands(&admin, &id, "failed", 6).await;
    assert_eq!((&failed["sent"], &failed["next_try"]), (&Value::Null, &Value::Null));
    house.clock.advance(24 * HOUR);
    assert!(post.is_empty().await);
    let admin = house.admin().await;
    let (status, again) = admin.post(&format!("/mails/{id}/retry"), &json!({})).await;
    assert_eq!((status, &again["state"], &again["tries"]), (StatusCode::OK, &json!("queued"), &json!(0)));
    assert_eq!(post.letter().await.to, ["marta@studio.example"]);
    stands(&admin, &id, "sent", 1).await;
    assert_eq!(post.asked(), 7);
    house.close().await;
}

#[tokio::test]
async fn a_permanent_refusal_is_the_last_word_until_somebody_asks_again() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let admin = house.admin().await;
    post.refuse_with(1, "550 5.1.1 No such user here").await;
    let id = test_mail(&admin, "nobody@studio.example").await;
    let failed = stands(&admin, &id, "failed", 1).await;
    assert!(failed["error"].as_str().expect("words").contains("No such user here"), "{failed}");
    assert_eq!((&failed["sent"], &failed["next_try"]), (&Value::Null, &Value::Null));
    let (status, again) = admin.post(&format!("/mails/{id}/retry"), &json!({})).await;
    assert_eq!((status, &again["state"]), (StatusCode::OK, &json!("queued")));
    assert_eq!(post.letter().await.to, ["nobody@studio.example"]);
    stands(&admin, &id, "sent", 1).await;
    assert_eq!(post.asked(), 2);
    house.close().await;
}

#[tokio::test]
async fn a_restart_loses_nothing_and_sends_nothing_twice() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let admin = house.admin().await;
    let before = test_mail(&admin, "before@studio.example").await;
    post.letter().await;
    stands(&admin, &before, "sent", 1).await;
    post.refuse(1).await;
    let waiting = test_mail(&admin, "waiting@studio.example").await;
    stands(&admin, &waiting, "queued", 1).await;
    let house = house.restart().await;
    let admin = Agent::again(&house, &admin);
    house.clock.advance(MINUTE);
    assert_eq!(post.letter().await.to, ["waiting@studio.example"]);
    stands(&admin, &waiting, "sent", 2).await;
    assert!(post.is_empty().await);
    house.close().await;
}

#[tokio::test]
async fn a_server_that_is_away_is_said_in_words() {
    let house = House::open_with(&[("PARLOUR_MAIL", "smtp://127.0.0.1:1")]).await;
    let admin = house.admin().await;
    let id = test_mail(&admin, "marta@studio.example").await;
    let waiting = stands(&admin, &id, "queued", 1).await;
    assert!(waiting["error"].as_str().expect("words").contains("refused"), "{waiting}");
    house.close().await;
}

#[tokio::test]
async fn without_a_server_mails_are_files() {
    let house = House::open().await;
    let admin = house.admin().await;
    let id = test_mail(&admin, "marta@studio.example").await;
    stands(&admin, &id, "sent", 1).await;
    let folder = house.running.app.config.data.join("mail");
    let files: Vec<_> = std::fs::read_dir(&folder).expect("a folder").flatten().map(|file| file.file_name()).collect();
    assert_eq!(files, [format!("{id}.eml").as_str()]);
    let text = std::fs::read_to_string(folder.join(&files[0])).expect("readable");
    assert!(text.contains("To: marta@studio.example\r\n") && text.contains("multipart/alternative"), "{text}");
    house.close().await;
}

#[tokio::test]
async fn nobody_adds_a_header_and_only_an_administrator_sees_the_outbox() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let (admin, ada) = (house.admin().await, house.agent("Ada").await);
    for to in [
        "marta@studio.example\r\nBcc: eve@evil.example",
        "a@b.example, eve@evil.example",
        "<eve@evil.example>",
        "marta",
    ] {
        let (status, refused) = admin.post("/mails/test", &json!({"to": to})).await;
        assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("to")), "{to:?}");
    }
    let named = json!({"name": "Eve\r\nBcc: eve@evil.example"});
    admin.call(Method::PUT, "/agents/me", Some(&named)).await;
    test_mail(&admin, "marta@studio.example").await;
    let letter = post.letter().await;
    assert_eq!((letter.to.len(), letter.header("Bcc")), (1, None), "{}", letter.data);
    for (method, path) in [(Method::GET, "/mails"), (Method::POST, "/mails/00000000-0000-0000-0000-000000000000/retry")]
    {
        assert_eq!(ada.call(method, path, None).await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(ada.post("/mails/test", &json!({"to": "marta@studio.example"})).await.0, StatusCode::FORBIDDEN);
    house.close().await;
}

/// Two processes on one outbox: each e-mail is sent by one of them.
#[tokio::test]
async fn whoever_counts_a_try_first_makes_it() {
    let post = PostOffice::open().await;
    let house = Arc::new(house_with(&post).await);
    let admin = house.admin().await;
    for n in 0..20 {
        test_mail(&admin, &format!("marta{n}@studio.example")).await;
        let (one, other) = (house.running.app.clone(), house.running.app.clone());
        let (one, other) = tokio::join!(
            parlour::actions::send_mail::send_due_mails(&one, || false),
            parlour::actions::send_mail::send_due_mails(&other, || false),
        );
        one.and(other).expect("looked");
    }
    for _ in 0..20 {
        post.letter().await;
    }
    assert!(post.is_empty().await && post.asked() == 20);
    Arc::into_inner(house).expect("the last one").close().await;
}
