//! Whispers, names, and what is seen while somebody types.

use parlour::domain::site::SiteSettings;
use serde_json::{Value, json};

use super::{Talk, seqs};

#[tokio::test]
async fn a_whisper_reaches_agents_only() {
    let mut talk = Talk::begin().await;
    let whisper = json!({"type": "say", "text": "She is difficult.", "whisper": true, "client_id": "a-1"});
    assert_eq!(talk.console_says(whisper, "ack").await["seq"], 3);
    let aloud = json!({"type": "say", "text": "One moment.", "client_id": "a-2"});
    talk.console_says(aloud, "ack").await;
    let heard = talk.page.hear_all_until("message").await;
    let last = heard.last().expect("a message");
    assert_eq!((&last["seq"], &last["text"]), (&json!(4), &json!("One moment.")), "{heard:?}");
    assert_eq!(seqs(&talk.resumed(0).await), [1, 2, 4]);
    assert_eq!(seqs(&talk.resumed(2).await), [4]);
    let (mut again, welcome) = talk.visitor.doorway(talk.visitor.visit("/chairs").await).await;
    assert_eq!(seqs(welcome["chat"]["messages"].as_array().expect("a list")), [1, 2, 4]);
    again.say(json!({"type": "end", "chat": talk.chat})).await;
    let frames = [heard, again.hear_all_until("chat").await, vec![welcome]].concat();
    assert!(!json!(frames).to_string().contains("difficult"), "{frames:?}");
    let whispers: Vec<_> = talk.messages().await.iter().map(|message| message["whisper"] == true).collect();
    assert_eq!(whispers, [false, false, true, false]);
    talk.house.close().await;
}

#[tokio::test]
async fn each_side_counts_its_own_messages() {
    let mut talk = Talk::begin().await;
    let say = |text: &str| json!({"type": "say", "text": text, "client_id": "1"});
    assert_eq!(talk.console_says(say("From the agent"), "ack").await["seq"], 3);
    assert_eq!(talk.page_says(say("From the visitor"), "ack").await["seq"], 4, "not taken for the agent's");
    assert_eq!(talk.messages().await[3]["text"], "From the visitor");
    talk.house.close().await;
}

#[tokio::test]
async fn where_names_are_not_shown_the_visitor_reads_the_companys() {
    let mut talk = Talk::begin().await;
    talk.set(SiteSettings { show_names: false, ..SiteSettings::default() }).await;
    talk.console_says(json!({"type": "say", "text": "Hello", "client_id": "a-1"}), "ack").await;
    let heard = talk.page.hear_where("message", |message| message["seq"] == 3).await;
    assert_eq!(heard["name"], "Harrow & Pine");
    talk.console.say(talk.of_chat(json!({"type": "typing"}))).await;
    assert_eq!(talk.page.hear("typing").await["name"], "Harrow & Pine");
    let kept = &talk.messages().await[2];
    assert_eq!((&kept["name"], &kept["shown_as"]), (&json!("Ada"), &json!("Harrow & Pine")));
    talk.house.close().await;
}

#[tokio::test]
async fn nor_are_they_shown_by_an_invitation_and_the_chat_it_becomes() {
    let mut talk = Talk::begin().await;
    talk.page.say(talk.of_chat(json!({"type": "end"}))).await;
    talk.page.hear_where("chat", |chat| chat["state"] == "ended").await;
    talk.set(SiteSettings { show_names: false, ..SiteSettings::default() }).await;
    let invited = talk.agent.invite(&talk.visitor.handle(), "I am #operator#. May I help?").await;
    assert_eq!((&invited["agent"]["name"], &invited["text"]), (&json!("Ada"), &json!("I am Ada. May I help?")));
    let card = talk.page.hear("invitation").await;
    assert_eq!(
        (&card["agent"]["name"], &card["text"]),
        (&json!("Harrow & Pine"), &invited["text"]),
        "as it was written"
    );
    let reply = json!({"type": "reply", "invitation": invited["id"], "text": "Yes", "client_id": "c-9"});
    talk.page.say(reply).await;
    talk.chat = talk.page.hear("ack").await["chat"].as_str().expect("an id").to_owned();
    let chat = talk.page.hear_where("chat", |chat| chat["id"] == json!(talk.chat)).await;
    assert_eq!(chat["agent"]["name"], "Harrow & Pine");
    let (_, welcome) = talk.visitor.doorway(talk.visitor.visit("/chairs").await).await;
    assert_eq!(welcome["chat"]["messages"][0]["name"], "Harrow & Pine");
    assert_eq!(talk.messages().await[0]["name"], "Ada", "agents read who it was");
    talk.house.close().await;
}

#[tokio::test]
async fn what_is_being_typed_is_seen_only_where_the_site_shows_it() {
    let mut talk = Talk::begin().await;
    let typing = talk.of_chat(json!({"type": "typing", "text": "My card is 4111"}));
    talk.page.say(&typing).await;
    assert_eq!(talk.console.hear("typing").await["text"], Value::Null);
    talk.set(SiteSettings { preview_typing: true, ..SiteSettings::default() }).await;
    talk.page.say(&typing).await;
    assert_eq!(talk.console.hear("typing").await["text"], "My card is 4111");
    assert_eq!(talk.messages().await.len(), 2, "and it is kept nowhere");
    talk.house.close().await;
}
