//! What is noted beside the words: how far each side has read, stars, tags and a note.

use parlour::domain::agent::Role;
use parlour::domain::moment::HOUR;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::Talk;

#[tokio::test]
async fn each_side_sees_how_far_the_other_has_read() {
    let mut talk = Talk::begin().await;
    talk.console.say(talk.of_chat(json!({"type": "read", "seq": 2}))).await;
    assert_eq!(talk.page.hear("marks").await["agent_read"], 2);
    talk.page.say(talk.of_chat(json!({"type": "seen", "delivered": 2, "read": 1}))).await;
    let chat = talk.console.hear_where("chat", |chat| chat["visitor_delivered"] == 2).await;
    assert_eq!(chat["visitor_read"], 1);
    for (delivered, read) in [(1, 0), (0, 2), (9, 9), (-1, -1)] {
        talk.page.say(talk.of_chat(json!({"type": "seen", "delivered": delivered, "read": read}))).await;
    }
    let resumed = talk.page_says(json!({"type": "resume", "after": 2}), "chat").await;
    assert_eq!((&resumed["marks"], &resumed["agent_read"]), (&json!({"delivered": 2, "read": 2}), &json!(2)));
    let chat = &talk.agent.get(&format!("/chats/{}", talk.chat)).await["chat"];
    assert_eq!((&chat["visitor_delivered"], &chat["visitor_read"]), (&json!(2), &json!(2)), "never back, never ahead");
    talk.house.close().await;
}

#[tokio::test]
async fn a_visitor_rates_a_chat_and_may_think_again_for_an_hour() {
    let mut talk = Talk::begin().await;
    for stars in [0, 6] {
        let refused = talk.page_says(json!({"type": "rate", "stars": stars}), "refused").await;
        assert_eq!(refused["why"], "A rating has 1 to 5 stars.");
    }
    talk.page.say(talk.of_chat(json!({"type": "end"}))).await;
    talk.page.hear_where("chat", |chat| chat["state"] == "ended").await;
    for (stars, comment) in [(2, "Slow"), (5, "Not so slow")] {
        talk.page.say(talk.of_chat(json!({"type": "rate", "stars": stars, "comment": comment}))).await;
        assert_eq!(talk.page.hear_where("chat", |chat| chat["rating"] == stars).await["state"], "ended");
        assert_eq!(talk.console.hear_where("chat", |chat| chat["rating"] == stars).await["comment"], comment);
    }
    talk.house.clock.advance(HOUR + 1);
    let refused = talk.page_says(json!({"type": "rate", "stars": 1}), "refused").await;
    assert_eq!(refused["why"], "this chat cannot be rated any more");
    let mut stranger = talk.house.visitor().come_in().await;
    stranger.say(talk.of_chat(json!({"type": "rate", "stars": 1}))).await;
    assert_eq!(stranger.hear("refused").await["why"], "no such chat");
    talk.house.close().await;
}

#[tokio::test]
async fn an_agent_writes_down_what_it_was_about() {
    let mut talk = Talk::begin().await;
    let about = format!("/chats/{}/about", talk.chat);
    let body = json!({"tags": [" lamps ", "gift", "lamps", ""], "note": "For her\nmother"});
    let (status, chat) = talk.agent.call(Method::PUT, &about, Some(&body)).await;
    assert_eq!(
        (status, &chat["tags"], &chat["note"]),
        (StatusCode::OK, &json!(["lamps", "gift"]), &json!("For her\nmother"))
    );
    let heard = talk.console.hear_where("chat", |chat| chat["note"] != "").await;
    assert_eq!(heard["tags"], json!(["lamps", "gift"]));
    let many: Vec<Value> = (0..21).map(|n| json!(n.to_string())).collect();
    for body in [
        json!({"tags": many, "note": ""}),
        json!({"tags": ["x".repeat(41)], "note": ""}),
        json!({"tags": [], "note": "x".repeat(4_001)}),
    ] {
        assert_eq!(talk.agent.call(Method::PUT, &about, Some(&body)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mia = talk.house.agent_who_is("Mia", Role::Marketer).await;
    assert_eq!(mia.call(Method::PUT, &about, Some(&body)).await.0, StatusCode::FORBIDDEN);
    let bo = talk.house.agent("Bo").await;
    assert_eq!(bo.call(Method::PUT, &about, Some(&body)).await.0, StatusCode::FORBIDDEN);
    talk.page.say(talk.of_chat(json!({"type": "resume", "after": 0}))).await;
    let frames = talk.page.hear_all_until("chat").await;
    assert!(!json!(frames).to_string().contains("mother"), "none of the visitor's business");
    talk.house.close().await;
}
