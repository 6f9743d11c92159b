//! Files: both ways, served as what they are, and never as a page.

use parlour::domain::site::SiteSettings;
use parlour::domain::upload::MOST_BYTES;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use super::Talk;
use crate::support::{House, ORIGIN};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and the rest of it";

async fn fetch(house: &House, message: &Value) -> Response {
    let url = message["file"]["url"].as_str().expect("an address");
    reqwest::get(house.url(url)).await.expect("answered")
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

#[tokio::test]
async fn a_visitors_picture_is_at_the_agents_side() {
    let mut talk = Talk::begin().await;
    for _ in 0..2 {
        let answer = talk.visitor.send_file(ORIGIN, &talk.chat, "f-1", ("../My lamp.png", PNG)).await;
        assert_eq!((answer.status(), header(&answer, "access-control-allow-origin")), (StatusCode::OK, "*"));
        assert_eq!(answer.json::<Value>().await.expect("JSON"), json!({"seq": 3}), "the same one again is the same");
    }
    let heard = talk.console.hear_where("message", |message| message["kind"] == "file").await;
    let file = &heard["file"];
    assert_eq!(
        (&file["name"], &file["size"], &file["type"]),
        (&json!("My lamp.png"), &json!(PNG.len()), &json!("image/png"))
    );
    assert_eq!((&file["image"], &heard["from"]), (&json!(true), &json!("visitor")));
    assert_eq!(talk.page.hear_where("message", |message| message["kind"] == "file").await["client_id"], "f-1");
    let answer = fetch(&talk.house, &heard).await;
    for (name, value) in [
        ("content-type", "image/png"),
        ("content-disposition", "inline; filename=\"My lamp.png\"; filename*=UTF-8''My%20lamp.png"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "cross-origin"),
    ] {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    assert_eq!(answer.bytes().await.expect("bytes"), PNG);
    let url = file["url"].as_str().expect("an address");
    let (there, token) = url.rsplit_once('/').expect("a token");
    for token in ["0", &"0".repeat(token.len()), &token[..31], &token.to_uppercase().replace(char::is_numeric, "A")] {
        let answer = reqwest::get(talk.house.url(&format!("{there}/{token}"))).await.expect("answered");
        assert_ne!(answer.status(), StatusCode::OK, "{token}");
    }
    talk.page.say(talk.of_chat(json!({"type": "delete", "seq": 3}))).await;
    talk.page.hear_where("message", |message| message["deleted"] == true).await;
    assert_eq!(fetch(&talk.house, &heard).await.status(), StatusCode::NOT_FOUND, "taken back");
    talk.house.close().await;
}

#[tokio::test]
async fn what_could_be_a_page_is_only_bytes() {
    let mut talk = Talk::begin().await;
    for (n, (name, bytes, served)) in [
        ("a.html", &b"<!doctype html><script>alert(1)</script>"[..], "application/octet-stream"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "application/octet-stream"),
        ("a.png", b"<html><body onload=alert(1)>", "application/octet-stream"),
        ("a.html", b"Just words", "text/plain; charset=utf-8"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
    ]
    .into_iter()
    .enumerate()
    {
        let (status, answer) = talk.agent.send_file(&talk.chat, &format!("name={name}&client_id=a-{n}"), bytes).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let heard = talk.page.hear_where("message", |message| message["seq"] == answer["seq"]).await;
        assert_eq!((&heard["file"]["type"], &heard["file"]["image"]), (&json!(served), &json!(false)));
        let answer = fetch(&talk.house, &heard).await;
        assert_eq!(header(&answer, "content-type"), served);
        assert!(header(&answer, "content-disposition").starts_with("attachment; "), "{name}");
    }
    let whispered = talk.agent.send_file(&talk.chat, "name=secret.txt&client_id=w&whisper=true", b"For us").await;
    assert_eq!(whispered.0, StatusCode::OK);
    talk.console.hear_where("message", |message| message["whisper"] == true).await;
    assert!(!json!(talk.resumed(0).await).to_string().contains("secret.txt"));
    talk.house.close().await;
}

#[tokio::test]
async fn a_file_that_is_not_taken_is_refused_in_words() {
    let talk = Talk::begin().await;
    let (stranger, chat) = (talk.house.visitor(), talk.chat.clone());
    let small = ("a.txt", &b"Hello"[..]);
    let foreign = talk.visitor.send_file("https://evil.example", &chat, "f", small).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(stranger.send_file(ORIGIN, &chat, "f", small).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(talk.visitor.send_file(ORIGIN, "no chat", "f", small).await.status(), StatusCode::BAD_REQUEST);
    let large = vec![b'a'; MOST_BYTES + 1];
    assert_eq!(
        talk.visitor.send_file(ORIGIN, &chat, "f", ("a.txt", &large)).await.status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let (status, _) = talk.agent.send_file(&chat, "name=a&client_id=f", &large).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let largest = talk.visitor.send_file(ORIGIN, &chat, "f", ("a.txt", &large[1..])).await;
    assert_eq!(largest.status(), StatusCode::OK);
    let empty = talk.visitor.send_file(ORIGIN, &chat, "g", ("a.txt", b"")).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let hosted = talk.visitor.send_file(&talk.house.url(""), &chat, "f", small).await;
    assert_eq!(hosted.status(), StatusCode::OK, "the hosted chat's page is ours");
    talk.set(SiteSettings { visitor_files: false, ..SiteSettings::default() }).await;
    let off = talk.visitor.send_file(ORIGIN, &chat, "g", small).await;
    assert_eq!(
        (off.status(), off.text().await.expect("words").as_str()),
        (StatusCode::FORBIDDEN, "files are not taken here")
    );
    talk.set(SiteSettings::default()).await;
    let mut answers = Vec::new();
    for n in 0..6 {
        answers.push(talk.visitor.send_file(ORIGIN, &chat, &format!("h-{n}"), small).await.status());
    }
    assert!(answers.contains(&StatusCode::TOO_MANY_REQUESTS), "five a minute: {answers:?}");
    let (status, _) = talk.agent.post(&format!("/chats/{chat}/end"), &json!({})).await;
    assert_eq!(status, StatusCode::OK);
    let (status, answer) = talk.agent.send_file(&chat, "name=a&client_id=z", b"Late").await;
    assert_eq!((status, &answer["error"]), (StatusCode::CONFLICT, &json!("this chat has ended")));
    let bo = talk.house.agent("Bo").await;
    assert_eq!(bo.send_file(&chat, "name=a&client_id=z", b"Mine").await.0, StatusCode::FORBIDDEN);
    talk.house.close().await;
}
