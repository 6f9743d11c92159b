//! What a row tells, and under which key.

use uuid::Uuid;

use super::*;
use crate::domain::chat::State;
use crate::domain::ids::{ChatId, FileId, InvitationId, VisitorId, VisitorKey};
use crate::domain::message::{Attached, File, From};

fn chat() -> Chat {
    let visitor = VisitorKey::of(&"shop".into(), VisitorId::from_bits([1; 16]));
    Chat::ringing(ChatId(Uuid::nil()), "shop".into(), visitor, "Linnet 482".into(), Moment(1_000))
}

fn events(chat: &Chat) -> Vec<(&'static str, i64)> {
    of_chat(chat).iter().map(|one| (one.event.word(), one.at.0)).collect()
}

#[test]
fn a_chats_row_tells_what_has_happened_to_it() {
    let ringing = chat();
    assert_eq!(events(&ringing), [("chat.ringing", 1_000)]);
    let taken = Chat { accepted: Some(Moment(5_000)), rings_until: None, state: State::Active, ..chat() };
    assert_eq!(events(&taken), [("chat.ringing", 1_000), ("chat.accepted", 5_000)]);
    let left = Chat { rings_until: Some(Moment(9_000 + RINGS_FOR)), state: State::Ringing, ..taken.clone() };
    assert_eq!(events(&left), [("chat.ringing", 1_000), ("chat.ringing", 9_000), ("chat.accepted", 5_000)]);
    let invited = Chat { invitation: Some(InvitationId(Uuid::nil())), ..taken.clone() };
    assert_eq!(events(&invited), [("chat.accepted", 5_000)], "an accepted invitation does not ring");
    let missed = Chat { ended: Some(Moment(61_000)), ended_as: Some(EndedAs::Missed), ..chat() };
    assert_eq!(events(&missed), [("chat.ringing", 1_000), ("chat.missed", 61_000)]);
    let rated = Chat { ended: Some(Moment(7)), ended_as: Some(EndedAs::ByAgent), rating: Some(5), ..invited };
    assert_eq!(events(&rated), [("chat.accepted", 5_000), ("chat.rated", 7), ("chat.ended", 7)]);
}

#[test]
fn the_same_happening_has_the_same_key_and_another_has_another() {
    let key = |chat: &Chat| of_chat(chat).last().map(|one| one.key.clone());
    assert_eq!(key(&chat()), key(&chat()));
    let rated = |stars, comment: &str| Chat { rating: Some(stars), comment: Some(comment.into()), ..chat() };
    assert_eq!(key(&rated(5, "Thank you")), key(&rated(5, "Thank you")));
    assert_ne!(key(&rated(5, "Thank you")), key(&rated(5, "Thanks")));
    assert_ne!(key(&rated(5, "")), key(&rated(4, "")));
}

#[test]
fn whispers_and_the_tokens_of_files_stay_in_the_house() {
    let message =
        Message::new(ChatId(Uuid::nil()), chat().visitor, From::Agent, "Ada".into(), "Psst".into(), Moment(1));
    assert!(of_message(&Message { whisper: true, ..message.clone() }).is_none());
    let file = File {
        id: FileId(Uuid::nil()),
        name: "lamp.png".into(),
        size: 7,
        r#type: "image/png".into(),
        token: "s3cret".into(),
    };
    let sent = of_message(&Message { attached: Some(Attached::File(file)), ..message }).expect("told");
    let told = serde_json::to_string(&sent).expect("JSON");
    assert!(told.contains("lamp.png") && !told.contains("s3cret"), "{told}");
}
