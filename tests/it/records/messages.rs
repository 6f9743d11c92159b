//! A message is kept with everything it carries.

use parlour::domain::ids::FileId;
use parlour::domain::message::{Attached, File, From, Link, Message};
use parlour::engines::records::Say;

use super::samples::{Fixture, START, message};

pub(super) async fn a_message_comes_back_as_it_was_said(fixture: &Fixture) {
    let (records, chat) = (&fixture.records, fixture.ringing().await);
    let link = Attached::Link(Link { url: "https://shop.example/lamps".into(), same_tab: true });
    let (id, token) = (FileId(fixture.clock.id()), "00ff".to_owned());
    let file = Attached::File(File { id, name: "a lamp.png".into(), size: 9, r#type: "image/png".into(), token });
    let mut said = Vec::new();
    for (n, attached) in [None, Some(link), Some(file)].into_iter().enumerate() {
        let plain = message(&chat, "Look", &format!("c-{n}"));
        let (agent, from, shown_as) = (Some(fixture.agent.id), From::Agent, Some("Harrow & Pine".to_owned()));
        let one = Message { from, agent, shown_as, attached, whisper: n == 0, ..plain };
        let Say::Said(stored) = records.say(&one).await.expect("said") else { panic!("it is new") };
        assert_eq!(stored, Message { seq: stored.seq, ..one });
        said.push(stored);
    }
    assert_eq!(said.iter().map(Message::kind).collect::<Vec<_>>(), ["text", "link", "file"]);
    assert_eq!(records.messages(chat.id, 0).await.expect("read"), said);
}

/// Each side counts for itself: neither may swallow the other's words.
pub(super) async fn the_same_id_of_two_speakers_is_two_messages(fixture: &Fixture) {
    let (records, chat) = (&fixture.records, fixture.ringing().await);
    let other = fixture.another_agent("other@shop.example").await;
    let visitors = message(&chat, "Hello", "1");
    let by = |agent| Message { from: From::Agent, agent: Some(agent), ..visitors.clone() };
    for (n, one) in [visitors.clone(), by(fixture.agent.id), by(other.id)].iter().enumerate() {
        let seq = i64::try_from(n).expect("small") + 1;
        let stored = Message { seq, ..one.clone() };
        assert_eq!(records.say(one).await.expect("said"), Say::Said(stored.clone()));
        assert_eq!(records.say(one).await.expect("said"), Say::Repeated(stored));
    }
    let found = records.said_before(chat.visitor, "1", START).await.expect("read").expect("there");
    assert_eq!(found.from, From::Visitor);
}
