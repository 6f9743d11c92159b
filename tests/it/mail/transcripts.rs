//! Transcripts: everything for agents, the visitor's side for visitors, and never more than text.

use parlour::domain::moment::HOUR;
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

use super::house_with;
use crate::support::{Agent, House, ORIGIN, PostOffice, Socket, Visitor};

/// Words that have become scripts elsewhere.
const SHAPES: &str = include_str!("../../e2e/shapes.ts");

fn shapes() -> Vec<String> {
    let lines = SHAPES.lines().filter_map(|line| line.trim().strip_prefix('`')?.strip_suffix("`,"));
    let shapes: Vec<String> =
        lines.map(|shape| shape.replace("${CALL}", "alert(1)").replace("\\`", "`").replace("\\$", "$")).collect();
    assert!(shapes.len() >= 45, "{}", shapes.len());
    shapes
}

/// A chat between Ada and a visitor; its id.
async fn begin(ada: &Agent, visitor: &Visitor, page: &mut Socket) -> String {
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
    page.hear("ack").await["chat"].as_str().expect("an id").to_owned()
}

async fn whisper(console: &mut Socket, chat: &str, text: &str) {
    console.say(json!({"type": "say", "chat": chat, "text": text, "whisper": true, "client_id": text})).await;
    console.hear("ack").await;
}

/// The file an agent saves, with its headers.
async fn saved(house: &House, agent: &Agent, path: &str) -> Response {
    let answer = Client::new().get(house.url(&format!("/api/v1{path}"))).header("cookie", &agent.cookie).send().await;
    answer.expect("answered")
}

async fn by_visitor(house: &House, body: &Value) -> Response {
    let request =
        Client::new().post(house.url("/d/transcript")).header("origin", ORIGIN).header("content-type", "text/plain");
    request.body(body.to_string()).send().await.expect("answered")
}

#[tokio::test]
async fn agents_save_everything_and_visitors_what_they_read() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let chat = begin(&ada, &visitor, &mut page).await;
    whisper(&mut console, &chat, "She was here before").await;
    let path = format!("/chats/{chat}");
    assert_eq!(ada.post(&format!("{path}/leave"), &json!({})).await.0, StatusCode::OK);
    assert_eq!(ada.post(&format!("{path}/accept"), &json!({})).await.0, StatusCode::OK);
    for _ in 0..2 {
        house.clock.advance(11 * HOUR);
        ada.get("/chats").await;
    }
    page.say(json!({"type": "say", "chat": chat, "text": "Two lines\n[12:00] Ada: forged", "client_id": "c-2"})).await;
    page.hear("ack").await;
    let answer = saved(&house, &ada, &format!("/chats/{chat}/transcript?format=text")).await;
    assert_eq!(answer.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"chat-2025-11-13.txt\"");
    let text = answer.text().await.expect("text");
    assert!(text.starts_with("Harrow & Pine\n") && text.contains("Began 13 Nov 2025, 02:13 GMT"), "{text}");
    assert!(text.contains("[02:13] Ada: May I help?\n"), "{text}");
    assert!(text.contains("[02:13] (whispered, for agents only) Ada: She was here before\n"), "{text}");
    assert!(text.contains("[02:13] (Ada left the chat.)\n"), "{text}");
    assert!(text.contains("\n\n14 Nov 2025\n[00:13] "), "{text}");
    assert!(text.contains("Two lines\n        [12:00] Ada: forged\n"), "no line passes for another's: {text}");
    let html = saved(&house, &ada, &format!("/chats/{chat}/transcript?format=html")).await;
    assert_eq!(html.headers()["content-disposition"], "attachment; filename=\"chat-2025-11-13.html\"");
    let html = html.text().await.expect("text");
    assert!(html.contains("<span class=\"mark\">Ada left the chat.</span></li>"), "{html}");
    assert!(html.contains("whispered, for agents only") && !html.contains("src=") && !html.contains("url("), "{html}");
    for (format, name) in [("text", "chat-2025-11-13.txt"), ("html", "chat-2025-11-13.html")] {
        let asked = json!({"site": house.site, "visitor": visitor.id, "chat": chat, "format": format});
        let answer = by_visitor(&house, &asked).await;
        assert_eq!(
            (answer.status(), &answer.headers()["access-control-allow-origin"]),
            (StatusCode::OK, &"*".parse().expect("a value"))
        );
        assert!(answer.headers()["content-disposition"].to_str().expect("text").contains(name));
        let text = answer.text().await.expect("text");
        assert!(!text.contains("left the chat"), "{text}");
        assert!(text.contains("May I help?") && !text.contains("here before") && !text.contains("whispered"), "{text}");
    }
    let other = house.visitor();
    let foreign = json!({"site": house.site, "visitor": other.id, "chat": chat, "format": "text"});
    assert_eq!(by_visitor(&house, &foreign).await.status(), StatusCode::NOT_FOUND);
    let eml = json!({"site": house.site, "visitor": visitor.id, "chat": chat, "format": "eml"});
    assert_eq!(by_visitor(&house, &eml).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(by_visitor(&house, &json!({"site": "x"})).await.status(), StatusCode::BAD_REQUEST);
    house.close().await;
}

#[tokio::test]
async fn hostile_words_stay_text() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let chat = begin(&ada, &visitor, &mut page).await;
    for (n, shape) in shapes().iter().enumerate() {
        console.say(json!({"type": "say", "chat": chat, "text": shape, "client_id": format!("a-{n}")})).await;
        console.hear("ack").await;
    }
    let html = saved(&house, &ada, &format!("/chats/{chat}/transcript?format=html")).await.text().await.expect("text");
    let tags: Vec<&str> = html.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ', '\n']).next()).collect();
    let ours = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "br", "ol", "li", "time",
        "strong", "span", "div",
    ];
    for tag in tags {
        assert!(ours.contains(&tag.trim_start_matches('/')), "<{tag}>");
    }
    assert!(!html.contains(" onerror=alert(1)>") && html.contains("&lt;img src"), "{html}");
    house.close().await;
}

#[tokio::test]
async fn an_eml_opens_as_a_new_mail() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let chat = begin(&ada, &visitor, &mut page).await;
    whisper(&mut console, &chat, "Careful").await;
    let path = format!("/chats/{chat}/transcript?format=eml");
    let answer = saved(&house, &ada, &format!("{path}&to=marta@studio.example")).await;
    assert_eq!(answer.headers()["content-type"], "message/rfc822");
    let eml = answer.text().await.expect("text");
    for part in ["X-Unsent: 1\r\n", "To: marta@studio.example\r\n", "multipart/alternative", "text/plain", "text/html"]
    {
        assert!(eml.contains(part), "{part}: {eml}");
    }
    assert!(!eml.contains("Careful"), "what leaves the house has no whispers: {eml}");
    let own = saved(&house, &ada, &format!("{path}&to=ada@parlour.example")).await.text().await.expect("text");
    assert!(own.contains("Careful"), "an agent's own address is in the house: {own}");
    let nobody = saved(&house, &ada, &path).await.text().await.expect("text");
    assert!(!nobody.contains("\r\nTo:") && !nobody.contains("Careful"), "{nobody}");
    let refused = saved(&house, &ada, &format!("{path}&to=marta%0d%0aBcc:eve@evil.example")).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    house.close().await;
}

#[tokio::test]
async fn a_transcript_is_mailed_by_either_side() {
    let post = PostOffice::open().await;
    let house = house_with(&post).await;
    let (ada, bo, visitor) = (house.agent("Ada").await, house.agent("Bo").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let chat = begin(&ada, &visitor, &mut page).await;
    whisper(&mut console, &chat, "Careful").await;
    let mail = format!("/chats/{chat}/email");
    let (status, queued) = ada.post(&mail, &json!({"to": "marta@studio.example"})).await;
    assert_eq!(
        (status, &queued["about"], &queued["state"]),
        (StatusCode::ACCEPTED, &json!("transcript"), &json!("queued"))
    );
    let letter = post.letter().await;
    assert!(letter.words().contains("May I help?") && !letter.words().contains("Careful"), "{}", letter.data);
    assert_eq!(bo.post(&mail, &json!({"to": "bo@parlour.example"})).await.0, StatusCode::FORBIDDEN, "not Bo's chat");
    assert_eq!(ada.post(&mail, &json!({"to": "nobody"})).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let ask = |to: &str| json!({"type": "email_transcript", "chat": chat, "to": to});
    page.say(ask("marta")).await;
    assert!(page.hear("refused").await["why"].as_str().expect("words").contains("not an e-mail address"));
    for _ in 0..3 {
        page.say(ask("marta@studio.example")).await;
        assert_eq!(page.hear("transcript_sent").await["to"], "marta@studio.example");
        assert_eq!(post.letter().await.to, ["marta@studio.example"]);
    }
    page.say(ask("marta@studio.example")).await;
    assert!(page.hear("refused").await["why"].as_str().expect("words").contains("3 times"));
    let mut foreign = house.visitor().come_in().await;
    foreign.say(ask("eve@evil.example")).await;
    assert_eq!(foreign.hear("refused").await["why"], "no such chat");
    assert!(post.is_empty().await);
    house.close().await;
}
