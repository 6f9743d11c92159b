//! Chats have one owner, messages one place.

use futures_util::future::join_all;
use parlour::domain::agent::Agent;
use parlour::domain::chat::{Chat, EndedAs, State};
use parlour::domain::ids::ChatId;
use parlour::domain::moment::{HOUR, MINUTE};
use parlour::domain::presence::Person;
use parlour::engines::records::{AcceptChat, Added, Records, Say, Taker};

use super::samples::{Fixture, START, message, site};

pub(super) async fn a_visitor_has_one_open_chat(fixture: &Fixture) {
    let records = &fixture.records;
    let first = fixture.ringing().await;
    let second = fixture.chat(first.visitor);
    let refused = records.add_chat(&second, &[message(&second, "Hello", "h")]).await.expect("asked");
    assert_eq!(refused, Added::AlreadyOpen(Box::new(first.clone())));
    assert_eq!(records.chat(second.id).await.expect("asked"), None);
    assert_eq!(records.open_chat(first.visitor).await.expect("asked").as_ref(), Some(&first));
    assert!(records.open_chats().await.expect("asked").contains(&first));
    records.end_chat(first.id, EndedAs::Missed, fixture.clock.now()).await.expect("ended");
    assert_eq!(records.add_chat(&second, &[]).await.expect("added"), Added::Stored);
}

/// Eight agents reach for each of two hundred chats: each chat gets one owner, and the others learn who.
pub(super) async fn one_agent_gets_a_chat(fixture: &Fixture) {
    let mut agents = vec![fixture.agent.clone()];
    for n in 1..8 {
        agents.push(fixture.another_agent(&format!("racer{n}@shop.example")).await);
    }
    for _ in 0..200 {
        let chat = fixture.ringing().await;
        let accepted = join_all(
            agents.iter().map(|agent| tokio::spawn(accept(fixture.records.clone(), chat.id, fixture.taker(agent)))),
        );
        let accepted: Vec<(bool, Chat)> = accepted.await.into_iter().map(|task| task.expect("no panic")).collect();
        let winners: Vec<&Chat> = accepted.iter().filter(|(won, _)| *won).map(|(_, chat)| chat).collect();
        assert_eq!(winners.len(), 1);
        assert!(accepted.iter().all(|(_, seen)| seen == winners[0]), "all see the same owner");
    }
    let nobodys = fixture.records.accept_chat(ChatId(fixture.clock.id()), &fixture.taker(&fixture.agent)).await;
    assert_eq!(nobodys.expect("asked"), None);
}

/// Whether it was won, and the chat as it stands; the winner's chat must name the winner.
async fn accept(records: Records, chat: ChatId, taker: Taker) -> (bool, Chat) {
    match records.accept_chat(chat, &taker).await.expect("asked").expect("there is one") {
        AcceptChat::Won(chat) => {
            assert_eq!((chat.state, &chat.agent), (State::Active, &Some((taker.agent, taker.name))));
            (true, chat)
        }
        AcceptChat::Lost(chat) => (false, chat),
    }
}

pub(super) async fn a_chat_ends_once(fixture: &Fixture) {
    let (records, chat, now) = (&fixture.records, fixture.ringing().await, fixture.clock.now());
    records.identify(&site(), chat.visitor, &Person::default(), now).await.expect("known");
    let (one, two) = tokio::join!(
        records.end_chat(chat.id, EndedAs::ByVisitor, now),
        records.end_chat(chat.id, EndedAs::ByAgent, now),
    );
    let ended = [one.expect("asked"), two.expect("asked")];
    let ended: Vec<&Chat> = ended.iter().flatten().collect();
    assert_eq!(ended.len(), 1);
    assert_eq!((ended[0].state, ended[0].ended), (State::Ended, Some(now)));
    assert_eq!(records.chat(chat.id).await.expect("asked").as_ref(), Some(ended[0]));
    assert_eq!(records.visitor(chat.visitor).await.expect("asked").expect("known").chats_before, 1);
    let lost = records.accept_chat(chat.id, &fixture.taker(&fixture.agent)).await.expect("asked");
    assert!(matches!(lost, Some(AcceptChat::Lost(_))));
}

pub(super) async fn an_agent_sees_what_concerns_them(fixture: &Fixture) {
    let (records, now) = (&fixture.records, fixture.clock.now());
    let me = fixture.another_agent("me@shop.example").await;
    let chats = [fixture.ringing().await, fixture.ringing().await, fixture.ringing().await, fixture.ringing().await];
    let [ringing, mine, just_over, long_over] = chats.map(|chat| chat.id);
    for chat in [mine, just_over, long_over] {
        records.accept_chat(chat, &fixture.taker(&me)).await.expect("accepted");
    }
    records.end_chat(just_over, EndedAs::ByAgent, now).await.expect("ended");
    records.end_chat(long_over, EndedAs::ByAgent, now.plus(-HOUR - MINUTE)).await.expect("ended");
    let listed = async |agent: &Agent| {
        let chats = records.chats_of(agent.id, now.plus(-HOUR)).await.expect("listed");
        [ringing, mine, just_over, long_over].map(|id| chats.iter().any(|chat| chat.id == id))
    };
    assert_eq!(listed(&me).await, [true, true, true, false]);
    assert_eq!(listed(&fixture.agent).await, [true, false, false, false]);
}

pub(super) async fn a_message_is_said_once(fixture: &Fixture) {
    let (records, chat) = (&fixture.records, fixture.ringing().await);
    let say = async |text: &str, client_id: &str| records.say(&message(&chat, text, client_id)).await.expect("asked");
    let Say::Said(first) = say("Hello", "a").await else { panic!("it is new") };
    assert_eq!((first.seq, say("Hello", "a").await), (1, Say::Repeated(first.clone())));
    let Say::Said(second) = say("Is anybody there?", "b").await else { panic!("it is new") };
    assert_eq!(second.seq, 2, "the repeated one left no gap");
    assert_eq!(records.messages(chat.id, 0).await.expect("asked"), [first.clone(), second.clone()]);
    assert_eq!(records.messages(chat.id, 1).await.expect("asked"), [second]);

    for (read, expected) in [(2, 2), (1, 2), (9, 2)] {
        records.read_chat(chat.id, read).await.expect("noted");
        assert_eq!(records.chat(chat.id).await.expect("asked").expect("there").read_seq, expected);
    }
    let ended = records.end_chat(chat.id, EndedAs::ByVisitor, START).await.expect("asked").expect("ended");
    assert_eq!((ended.last_seq, ended.last_text.as_str()), (2, "Is anybody there?"));
    assert_eq!(say("Too late", "c").await, Say::Over);
    assert_eq!(say("Hello", "a").await, Say::Repeated(first), "the network repeats itself even then");
}

pub(super) async fn many_speak_at_once(fixture: &Fixture) {
    many_speak_on(fixture, std::slice::from_ref(&fixture.records)).await;
}

/// Forty messages, each sent twice at the same time through any of these handles: forty are kept, numbered from 1 to 40.
pub(super) async fn many_speak_on(fixture: &Fixture, handles: &[Records]) {
    let chat = fixture.ringing().await;
    let tasks = (0..80).map(|n| {
        let (records, message) = (handles[n % handles.len()].clone(), message(&chat, "Hello", &format!("m{}", n / 2)));
        tokio::spawn(async move { records.say(&message).await.expect("said") })
    });
    let said = join_all(tasks.collect::<Vec<_>>()).await;
    assert_eq!(said.iter().filter(|one| matches!(one, Ok(Say::Said(_)))).count(), 40);
    assert_eq!(said.iter().filter(|one| matches!(one, Ok(Say::Repeated(_)))).count(), 40);
    let kept = fixture.records.messages(chat.id, 0).await.expect("asked");
    assert!(kept.iter().map(|message| message.seq).eq(1..=40));
    assert_eq!(fixture.records.chat(chat.id).await.expect("asked").expect("there").last_seq, 40);
}
