//! A message is kept with everything it carries.

use parlour::domain::canned_response::CannedResponse;
use parlour::domain::chat::EndedAs;
use parlour::domain::ids::{AgentId, CannedId, FileId};
use parlour::domain::message::{Attached, File, From, Link, Message};
use parlour::engines::records::{Amend, Amendment, RecordsError, Say, StoredFile, Taker};

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

pub(super) async fn only_the_last_words_of_ones_own_change(fixture: &Fixture) {
    let (records, chat) = (&fixture.records, fixture.ringing().await);
    for (text, client_id) in [("First", "1"), ("Secnd", "2")] {
        records.say(&message(&chat, text, client_id)).await.expect("said");
    }
    let amend = async |seq: i64, text: Option<&str>| {
        let text = text.map(str::to_owned);
        let asked = Amendment { chat: chat.id, seq, from: From::Visitor, agent: None, text, at: START };
        records.amend_message(&asked).await.expect("asked")
    };
    assert_eq!(amend(1, Some("x")).await, Amend::NotTheLast);
    let Amend::Done(edited) = amend(2, Some("Second")).await else { panic!("it is the last") };
    assert_eq!((edited.text.as_str(), edited.edited, edited.deleted), ("Second", Some(START), None));
    assert_eq!(records.messages(chat.id, 2).await.expect("read"), [*edited], "told again to who has it");
    assert_eq!(records.chat(chat.id).await.expect("read").expect("there").last_text, "Second");
    let Amend::Done(deleted) = amend(2, None).await else { panic!("it is the last") };
    assert_eq!((deleted.text.as_str(), deleted.deleted), ("", Some(START)));
    assert_eq!(amend(2, None).await, Amend::NotTheLast);
    records.end_chat(chat.id, EndedAs::ByVisitor, START).await.expect("ended");
    assert_eq!(amend(1, None).await, Amend::Over);
}

pub(super) async fn a_file_comes_and_goes_with_its_message(fixture: &Fixture) {
    let (records, chat) = (&fixture.records, fixture.ringing().await);
    let bytes: Vec<u8> = (0..=u8::MAX).collect();
    let token = parlour::engines::records::file_token();
    let (id, name) = (FileId(fixture.clock.id()), "a lamp.png".to_owned());
    let about = File { id, name, size: 256, r#type: "image/png".into(), token: token.clone() };
    let said = Message { attached: Some(Attached::File(about.clone())), ..message(&chat, "a lamp.png", "f") };
    let file = StoredFile { about, made: START, bytes: bytes.clone() };
    assert!(matches!(records.say_with(&said, Some(&file)).await.expect("said"), Say::Said(_)));
    assert!(matches!(records.say_with(&said, Some(&file)).await.expect("said"), Say::Repeated(_)), "not stored again");
    assert_eq!(records.file(id, &token).await.expect("read").expect("there").bytes, bytes);
    assert_eq!(records.file(id, "another").await.expect("read"), None);
    let asked =
        Amendment { chat: chat.id, seq: 1, from: From::Visitor, agent: None, text: Some("x".into()), at: START };
    assert_eq!(records.amend_message(&asked).await.expect("asked"), Amend::NoWords);
    let Amend::Done(gone) = records.amend_message(&Amendment { text: None, ..asked }).await.expect("asked") else {
        panic!("it is the last")
    };
    assert_eq!((gone.kind(), records.file(id, &token).await.expect("read")), ("text", None));
}

pub(super) async fn marks_never_go_back(fixture: &Fixture) {
    let (records, chat) = (&fixture.records, fixture.ringing().await);
    for client_id in ["1", "2", "3"] {
        records.say(&message(&chat, "Hello", client_id)).await.expect("said");
    }
    for ((delivered, read), expected) in
        [((2, 1), Some((2, 1))), ((1, 1), None), ((0, 2), Some((2, 2))), ((4, 4), None), ((2, 3), Some((3, 3)))]
    {
        let marked = records.mark_chat(chat.id, delivered, read).await.expect("asked");
        assert_eq!(marked.map(|chat| (chat.visitor_delivered, chat.visitor_read)), expected, "{delivered} {read}");
    }
    let rate = async |stars: i64| records.rate_chat(chat.id, stars, Some("Quick"), START).await.expect("asked");
    assert_eq!(rate(5).await, None, "nobody took it");
    let taker = Taker { agent: fixture.agent.id, name: "Anna".into(), face: "Anna".into(), at: START };
    records.accept_chat(chat.id, &taker).await.expect("asked").expect("won");
    let rated = rate(5).await.expect("taken");
    assert_eq!((rated.rating, rated.comment.as_deref()), (Some(5), Some("Quick")));
    records.end_chat(chat.id, EndedAs::ByVisitor, START.plus(-1)).await.expect("ended");
    assert_eq!(rate(1).await, None, "too long ago");
    let described = records.describe_chat(chat.id, &["lamps".into()], "A gift").await.expect("asked").expect("there");
    assert_eq!((described.tags, described.note.as_str()), (vec!["lamps".to_owned()], "A gift"));
}

pub(super) async fn a_shortcut_means_one_response(fixture: &Fixture) {
    let (records, other) = (&fixture.records, fixture.another_agent("canned@shop.example").await);
    let canned = |owner: Option<AgentId>, shortcut: &str| {
        let id = CannedId(fixture.clock.id());
        CannedResponse { id, owner, shortcut: shortcut.into(), title: "T".into(), text: "Text".into() }
    };
    let mine = canned(Some(fixture.agent.id), "/mine");
    records.add_canned(&mine).await.expect("added");
    records.add_canned(&canned(Some(other.id), "/mine")).await.expect("each their own");
    for taken in [canned(Some(fixture.agent.id), "/mine"), canned(Some(other.id), "/hello"), canned(None, "/hello")] {
        assert!(matches!(records.add_canned(&taken).await, Err(RecordsError::Taken)), "{taken:?}");
    }
    let changed = CannedResponse { text: "Other".into(), ..mine.clone() };
    assert!(records.change_canned(&changed).await.expect("changed"));
    let listed = records.canned_of(fixture.agent.id).await.expect("read");
    assert!(listed.contains(&changed) && listed.iter().any(|one| one.owner.is_none()));
    assert!(listed.iter().all(|one| one.owner.is_none_or(|owner| owner == fixture.agent.id)));
    assert!(
        records.delete_canned(mine.id).await.expect("deleted") && !records.delete_canned(mine.id).await.expect("asked")
    );
}
