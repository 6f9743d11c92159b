//! The last message of one's own is edited or deleted; links are sent.

use parlour::domain::site::SiteSettings;
use serde_json::{Value, json};

use super::{Talk, seqs};

#[tokio::test]
async fn the_last_words_of_ones_own_are_put_better() {
    let mut talk = Talk::begin().await;
    talk.console_says(json!({"type": "say", "text": "Wich lamp?", "client_id": "a-1"}), "ack").await;
    talk.page_says(json!({"type": "edit", "seq": 2, "text": "Yes, please!"}), "message").await;
    talk.console.say(talk.of_chat(json!({"type": "edit", "seq": 3, "text": "Which lamp?"}))).await;
    for socket in [&mut talk.page, &mut talk.console] {
        let better = socket.hear_where("message", |message| message["seq"] == 3 && message["edited"] == true).await;
        assert_eq!((&better["text"], &better["deleted"]), (&json!("Which lamp?"), &json!(false)));
    }
    let resumed = talk.resumed(3).await;
    assert_eq!(seqs(&resumed), [2, 3], "older ones that were edited come again");
    assert_eq!(talk.agent.get("/chats").await["chats"][0]["last_text"], "Which lamp?");
    talk.house.close().await;
}

#[tokio::test]
async fn the_last_words_of_ones_own_are_taken_back() {
    let mut talk = Talk::begin().await;
    talk.page_says(json!({"type": "say", "text": "My secret", "client_id": "c-2"}), "ack").await;
    talk.page.say(talk.of_chat(json!({"type": "delete", "seq": 3}))).await;
    for socket in [&mut talk.page, &mut talk.console] {
        let gone = socket.hear_where("message", |message| message["deleted"] == true).await;
        assert_eq!((&gone["seq"], &gone["text"]), (&json!(3), &json!("")));
    }
    assert_eq!(talk.messages().await[2]["text"], "");
    assert_eq!(talk.agent.get("/chats").await["chats"][0]["last_text"], "");
    let refused = talk.page_says(json!({"type": "delete", "seq": 2}), "refused").await;
    assert_eq!(refused["why"], "only your own last message can be changed", "a deleted one stays the last");
    talk.house.close().await;
}

#[tokio::test]
async fn nothing_else_is_changed() {
    let mut talk = Talk::begin().await;
    talk.page_says(json!({"type": "say", "text": "Hello?", "client_id": "c-2"}), "ack").await;
    let last = "only your own last message can be changed";
    for frame in [
        json!({"type": "edit", "seq": 2, "text": "x"}),
        json!({"type": "delete", "seq": 2}),
        json!({"type": "edit", "seq": 1, "text": "The agent said this"}),
        json!({"type": "delete", "seq": 99}),
    ] {
        assert_eq!(talk.page_says(frame, "refused").await["why"], last);
    }
    assert_eq!(talk.console_says(json!({"type": "delete", "seq": 3}), "refused").await["why"], last);
    let empty = talk.page_says(json!({"type": "edit", "seq": 3, "text": " "}), "refused").await;
    assert_eq!(empty["why"], "Say something.");
    talk.console_says(json!({"type": "link", "url": "/order.html", "client_id": "a-1"}), "ack").await;
    let link = talk.console_says(json!({"type": "edit", "seq": 4, "text": "x"}), "refused").await;
    assert_eq!(link["why"], "only words can be edited; delete it and send another");
    talk.console.say(talk.of_chat(json!({"type": "delete", "seq": 4}))).await;
    let gone = talk.page.hear_where("message", |message| message["deleted"] == true).await;
    assert_eq!((&gone["kind"], &gone["link"]), (&json!("text"), &Value::Null));
    talk.page.say(talk.of_chat(json!({"type": "end"}))).await;
    talk.page.hear_where("chat", |chat| chat["state"] == "ended").await;
    let over = talk.page_says(json!({"type": "delete", "seq": 3}), "refused").await;
    assert_eq!(over["why"], "this chat has ended");
    talk.house.close().await;
}

#[tokio::test]
async fn a_link_is_a_card_at_the_visitors_end() {
    let mut talk = Talk::begin().await;
    talk.console_says(json!({"type": "link", "url": "lamps/oak.jpg", "client_id": "a-1"}), "ack").await;
    let card = talk.page.hear_where("message", |message| message["kind"] == "link").await;
    let link = json!({"url": "https://shop.example/lamps/oak.jpg", "same_tab": false, "image": true});
    assert_eq!((&card["link"], &card["text"]), (&link, &link["url"]));
    talk.set(SiteSettings { same_tab_links: true, ..SiteSettings::default() }).await;
    talk.console_says(json!({"type": "link", "url": "https://other.example/", "client_id": "a-2"}), "ack").await;
    let card = talk.page.hear_where("message", |message| message["kind"] == "link").await;
    assert_eq!(card["link"], json!({"url": "https://other.example/", "same_tab": true, "image": false}));
    for url in ["javascript:alert(1)", "//evil.example", "https://shop.example@evil.example"] {
        let refused = talk.console_says(json!({"type": "link", "url": url, "client_id": "a-3"}), "refused").await;
        assert_eq!(refused["client_id"], "a-3", "{refused}");
    }
    assert_eq!(talk.messages().await.len(), 4);
    talk.house.close().await;
}
