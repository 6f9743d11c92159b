//! A chat changes hands with what is said of it, and is found again; who decides and what was decided.

use futures_util::future::join_all;
use parlour::domain::agent::Agent;
use parlour::domain::chat::{Chat, EndedAs, Guest, Move, RINGS_FOR, State};
use parlour::domain::ids::{AgentId, ChatId, GroupId, OfferId};
use parlour::domain::message::From;
use parlour::domain::moment::SECOND;
use parlour::domain::offer::{self, Happening, Kind, Offer, To, WAITS_FOR};
use parlour::domain::routing::{Routing, Rule};
use parlour::domain::url_pattern::UrlPattern;
use parlour::engines::records::{ArchiveQuery, Change, ChangesAsked, MoveChat, RecordsError, TakeOffer};
use serde_json::json;

use super::samples::{Fixture, message};

/// A chat that is this agent's.
async fn chat_of(fixture: &Fixture, agent: &Agent) -> Chat {
    let chat = fixture.ringing().await;
    fixture.records.accept_chat(chat.id, &fixture.taker(agent)).await.expect("asked").expect("there is one");
    fixture.records.chat(chat.id).await.expect("asked").expect("there")
}

fn guest(agent: &Agent) -> Guest {
    Guest { id: agent.id, name: agent.name.clone(), shown: agent.name.clone() }
}

pub(super) async fn a_move_is_stored_with_its_notice_or_not_at_all(fixture: &Fixture) {
    let (records, now, owner) = (&fixture.records, fixture.clock.now(), &fixture.agent);
    let bea = fixture.another_agent("mover@shop.example").await;
    let chat = chat_of(fixture, owner).await;
    let made = async |made: Move| records.move_chat(chat.id, made, now).await.expect("asked").expect("there is one");
    let MoveChat::Moved(moved) = made(Move::Join(owner.id, guest(&bea))).await else { panic!("she may") };
    let (joined, notice) = *moved;
    let notice = notice.expect("agents read it");
    assert_eq!((notice.from, notice.whisper, notice.seq), (From::Notice, true, 1));
    assert_eq!((joined.last_seq, joined.has_guest(bea.id)), (1, true));
    assert_eq!(
        made(Move::Join(owner.id, guest(&bea))).await,
        MoveChat::Stands(Box::new(joined.clone())),
        "she is in it"
    );
    assert_eq!(records.messages(chat.id, 0).await.expect("asked"), [notice]);
    let MoveChat::Moved(moved) = made(Move::Leave(owner.id, now)).await else { panic!("the agent may") };
    let (left, _) = *moved;
    assert_eq!((left.state, left.rings_until, left.last_seq), (State::Ringing, Some(now.plus(RINGS_FOR)), 2));
    assert_eq!(records.chat(chat.id).await.expect("asked"), Some(left));
    let out = async |now| records.rung_out(now).await.expect("asked").iter().any(|one| one.id == chat.id);
    assert!(!out(now.plus(RINGS_FOR - 1)).await && out(now.plus(RINGS_FOR)).await);
    let nowhere = records.move_chat(ChatId(fixture.clock.id()), Move::Quit(bea.id), now).await.expect("asked");
    assert_eq!(nowhere, None);
}

fn offer_of(fixture: &Fixture, chat: &Chat, to: To) -> Offer {
    let now = fixture.clock.now();
    Offer {
        id: OfferId(fixture.clock.id()),
        chat: chat.id,
        kind: Kind::Transfer,
        visitor_name: chat.visitor_name.clone(),
        from: (fixture.agent.id, fixture.agent.name.clone()),
        to,
        to_name: "Lamps".into(),
        asked: Vec::new(),
        declined: Vec::new(),
        note: "She asks in Polish.".into(),
        made: now,
        until: now.plus(WAITS_FOR),
        state: offer::State::Open,
        taken_by: None,
        taken: None,
    }
}

/// Six who are asked reach for each of twenty offers: the chat goes to one, and the offer says when and to whom.
pub(super) async fn an_offer_is_taken_once_and_the_chat_with_it(fixture: &Fixture) {
    let records = &fixture.records;
    let mut asked = Vec::new();
    for n in 0..6 {
        asked.push(fixture.another_agent(&format!("asked{n}@shop.example")).await);
    }
    for _ in 0..20 {
        let chat = chat_of(fixture, &fixture.agent).await;
        let ids = asked.iter().map(|agent| agent.id).collect();
        let offer = Offer { asked: ids, ..offer_of(fixture, &chat, To::Group(GroupId(fixture.clock.id()))) };
        records.add_offer(&offer).await.expect("added");
        assert_eq!(records.offer(offer.id).await.expect("asked").as_ref(), Some(&offer));
        let now = offer.made.plus(SECOND);
        let racers = asked.iter().map(|agent| {
            let (records, guest) = (records.clone(), guest(agent));
            tokio::spawn(async move { records.take_offer(offer.id, &guest, now).await.expect("asked") })
        });
        let answers: Vec<_> = join_all(racers.collect::<Vec<_>>()).await;
        let taken: Vec<_> = answers
            .into_iter()
            .filter_map(|take| match take.expect("no panic").expect("there is one") {
                TakeOffer::Taken(offer, moved) => Some((*offer, *moved)),
                TakeOffer::Gone(_) | TakeOffer::TooLate(_) => None,
            })
            .collect();
        let [(after, (moved, notice))] = taken.as_slice() else { panic!("{} took it", taken.len()) };
        assert_eq!((after.state, after.taken), (offer::State::Accepted, Some(now)));
        assert_eq!((&after.taken_by, moved.last_seq), (&moved.agent, 1));
        assert_eq!(records.chat(chat.id).await.expect("asked").as_ref(), Some(moved));
        assert_eq!(records.messages(chat.id, 0).await.expect("asked"), notice.as_slice());
        assert!(records.offers_taken_since(now).await.expect("asked").contains(after));
        assert!(!records.offers_taken_since(now.plus(1)).await.expect("asked").contains(after));
    }
}

pub(super) async fn an_offer_ends_once(fixture: &Fixture) {
    let (records, now) = (&fixture.records, fixture.clock.now());
    let bea = fixture.another_agent("offered@shop.example").await;
    let chat = chat_of(fixture, &fixture.agent).await;
    let offer = || Offer { asked: vec![bea.id], ..offer_of(fixture, &chat, To::Agent(bea.id)) };
    let (first, second) = (offer(), offer());
    records.add_offer(&first).await.expect("added");
    assert!(matches!(records.add_offer(&second).await, Err(RecordsError::Taken)), "one at a time");
    assert!(records.open_offers().await.expect("asked").contains(&first));
    let declined = records.decline_offer(first.id, bea.id).await.expect("asked").expect("it was open");
    assert_eq!(
        (declined.state, records.decline_offer(first.id, bea.id).await.expect("asked")),
        (offer::State::Declined, None)
    );
    assert_eq!(records.end_offer(first.id, Happening::Withdrawn).await.expect("asked"), None);
    records.add_offer(&second).await.expect("there is room");
    let late = records.take_offer(second.id, &guest(&bea), now.plus(WAITS_FOR)).await.expect("asked");
    assert!(matches!(late, Some(TakeOffer::Gone(offer)) if offer.state == offer::State::Expired));
    let third = offer();
    records.add_offer(&third).await.expect("there is room");
    let dropped = records.drop_offers(chat.id).await.expect("asked");
    assert_eq!(dropped, [Offer { state: offer::State::Gone, ..third }]);
    assert_eq!(records.drop_offers(chat.id).await.expect("asked"), []);
}

pub(super) async fn the_archive_is_read_page_by_page(fixture: &Fixture) {
    let records = &fixture.records;
    let ada = fixture.another_agent("archivist@shop.example").await;
    let mut chats = Vec::new();
    for n in 0..5 {
        // Two at the same moment, so that the id decides.
        fixture.clock.advance(i64::from(n % 2));
        let chat = chat_of(fixture, &ada).await;
        records.say(&message(&chat, &format!("100% sure_{n}"), "m")).await.expect("said");
        chats.insert(
            0,
            records.end_chat(chat.id, EndedAs::ByAgent, fixture.clock.now()).await.expect("asked").expect("ended"),
        );
    }
    chats.sort_by_key(|chat| std::cmp::Reverse((chat.started, chat.id.to_string())));
    let asked = |words: &str, before| ArchiveQuery {
        state: Some(State::Ended),
        agent: Some(ada.id),
        words: words.into(),
        before,
        limit: 2,
        ..ArchiveQuery::default()
    };
    let mut before = None;
    for page in chats.chunks(2) {
        let found = records.archive(&asked("", before)).await.expect("asked");
        assert_eq!(found, page);
        before = found.last().map(|chat| (chat.started, chat.id));
    }
    let of = async |words: &str| records.archive(&asked(words, None)).await.expect("asked").len();
    assert_eq!((of("SURE_3").await, of("100% sure").await, of("1%sure").await, of("sure%3").await), (1, 2, 0, 0));
    let visitor = chats[0].visitor;
    assert_eq!(records.chats_with(visitor, None).await.expect("asked"), [chats[0].clone()]);
    assert_eq!(records.chats_with(visitor, Some(fixture.agent.id)).await.expect("asked"), []);
}

pub(super) async fn the_routing_is_replaced_whole(fixture: &Fixture) {
    let (records, clock) = (&fixture.records, &fixture.clock);
    assert_eq!(records.routing().await.expect("asked"), Routing::default());
    let rule = |pattern: &str| Rule {
        id: clock.id(),
        pattern: UrlPattern::parse(pattern).expect("a pattern"),
        agents: vec![AgentId(clock.id())],
        groups: vec![GroupId(clock.id())],
    };
    let mut routing =
        Routing { departments: false, urls: true, rules: vec![rule("shop.example/b"), rule("shop.example/a")] };
    records.set_routing(&routing).await.expect("set");
    assert_eq!(records.routing().await.expect("asked"), routing, "in this order");
    routing.rules.reverse();
    let twice = Routing { rules: [&routing.rules[..], &routing.rules[..1]].concat(), ..routing.clone() };
    assert!(matches!(records.set_routing(&twice).await, Err(RecordsError::Taken)));
    assert_eq!(records.routing().await.expect("asked").rules[1], routing.rules[0], "nothing of it was written");
    records.set_routing(&routing).await.expect("set");
    assert_eq!(records.routing().await.expect("asked"), routing);
    records.set_routing(&Routing::default()).await.expect("set");
}

pub(super) async fn changes_are_listed_the_latest_first(fixture: &Fixture) {
    let (records, clock) = (&fixture.records, &fixture.clock);
    let mut changes = Vec::new();
    for (action, about) in [("agent.added", "Bea"), ("agents.lost", "100% of them"), ("agent.changed", "Bea")] {
        clock.advance(1);
        let change = Change {
            id: clock.id(),
            at: clock.now(),
            agent: Some(fixture.agent.id),
            agent_name: "Anna".into(),
            address: "192.0.2.7".into(),
            action: action.into(),
            about: about.into(),
            detail: json!({"name": {"from": null, "to": "Bea"}}),
        };
        records.add_change(&change).await.expect("added");
        changes.insert(0, change);
    }
    let asked = async |action: &str, words: &str, before| {
        let asked = ChangesAsked { before, action: action.into(), words: words.into(), limit: 2 };
        records.changes(&asked).await.expect("asked")
    };
    assert_eq!(asked("", "", None).await, changes[..2]);
    assert_eq!(asked("", "", Some(changes[1].id)).await, changes[2..]);
    assert_eq!(asked("agent", "", None).await, [changes[0].clone(), changes[2].clone()], "not agents");
    assert_eq!(asked("agent.added", "bEA", None).await, changes[2..]);
    assert_eq!(asked("", "100%", None).await, changes[1..2]);
    assert_eq!(asked("", "1%m", None).await, []);
}
