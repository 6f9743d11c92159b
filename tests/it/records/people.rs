//! Agents, passwords and sessions.

use parlour::domain::agent::{Agent, AgentStatus};
use parlour::domain::ids::AgentId;
use parlour::domain::moment::{DAY, HOUR, MINUTE};
use parlour::engines::records::{AccountChange, NewSession, RecordsError};

use super::samples::{self, Fixture};

pub(super) async fn an_email_has_one_account(fixture: &Fixture) {
    let records = &fixture.records;
    let mut bea = fixture.another_agent("bea@shop.example").await;
    let twin = samples::agent(&fixture.clock, "BEA@shop.example");
    assert!(matches!(records.add_agent(&twin, "a long password", None).await, Err(RecordsError::Taken)));
    assert!(records.set_status(bea.id, AgentStatus::Online, false).await.expect("set"));
    assert!(records.rename_agent(bea.id, "Beatrice").await.expect("renamed"));
    bea.status = AgentStatus::Online;
    bea.name = "Beatrice".into();
    assert_eq!(records.agent(bea.id).await.expect("asked"), Some(bea));
    let nobody = AgentId(fixture.clock.id());
    assert!(!records.set_status(nobody, AgentStatus::Away, false).await.expect("asked"));
    assert!(!records.rename_agent(nobody, "Nobody").await.expect("asked"));
    assert_eq!(records.agent(nobody).await.expect("asked"), None);
}

pub(super) async fn a_password_opens_its_own_account(fixture: &Fixture) {
    let cleo = fixture.another_agent("cleo@shop.example").await;
    let check =
        async |email: &str, password: &str| fixture.records.check_password(email, password).await.expect("checked");
    assert_eq!(check("cleo@shop.example", "a long password").await, Some(cleo));
    assert_eq!(check("cleo@shop.example", "another password").await, None);
    assert_eq!(check("nobody@shop.example", "a long password").await, None);
    assert_eq!(check("cleo@shop.example", &"x".repeat(2_000)).await, None);
}

pub(super) async fn sessions_end(fixture: &Fixture) {
    let (records, clock, agent) = (&fixture.records, &fixture.clock, &fixture.agent);
    let open = async || {
        let session = NewSession { id: clock.id(), agent: agent.id, address: "192.0.2.7", browser: "Firefox on Linux" };
        records.open_session(&session, clock.now()).await.expect("opened")
    };
    let whose = async |token: &str| records.session(token, clock.now()).await.expect("asked");
    let token = open().await;
    assert_eq!(token.len(), 64);
    assert_eq!(whose(&token).await.as_ref(), Some(agent));
    assert_eq!(whose("0000").await, None);

    for _ in 0..14 {
        clock.advance(12 * HOUR - MINUTE);
        assert!(whose(&token).await.is_some(), "used every shift");
    }
    clock.advance(DAY - 11 * HOUR);
    assert_eq!(whose(&token).await, None, "seven days are over");

    let idle = open().await;
    clock.advance(12 * HOUR);
    assert_eq!(whose(&idle).await, None, "twelve hours unused");

    let closed = open().await;
    records.close_session(&closed).await.expect("closed");
    assert_eq!(whose(&closed).await, None);
}

pub(super) async fn an_account_is_changed_and_goes(fixture: &Fixture) {
    let (records, clock, now) = (&fixture.records, &fixture.clock, fixture.clock.now());
    let mut dora = fixture.another_agent("dora@shop.example").await;
    let group = records.open_groups().await.expect("groups")[0].id;
    let session = NewSession { id: clock.id(), agent: dora.id, address: "192.0.2.7", browser: "Firefox on Linux" };
    let token = records.open_session(&session, now).await.expect("opened");
    (dora.title, dora.languages, dora.capacity) = ("Lamps".into(), vec!["pl".into()], Some(3));
    let change = async |agent: &Agent, password| records.change_account(agent, &[group], password, now).await;
    assert_eq!(change(&dora, None).await.expect("asked"), AccountChange::Done);
    assert_eq!(records.agent(dora.id).await.expect("asked").as_ref(), Some(&dora));
    assert!(records.session(&token, now).await.expect("asked").is_some());
    assert_eq!(change(&dora, Some("another password")).await.expect("asked"), AccountChange::Done);
    assert!(records.session(&token, now).await.expect("asked").is_none(), "a new password ends the sessions");
    let twin = Agent { email: fixture.agent.email.clone(), ..dora.clone() };
    assert!(matches!(change(&twin, None).await, Err(RecordsError::Taken)));
    let stranger = samples::agent(clock, "nobody@shop.example");
    assert_eq!(change(&stranger, None).await.expect("asked"), AccountChange::NoSuchAgent);
    let deleted = async |agent: AgentId| records.delete_account(agent, now).await.expect("asked");
    assert_eq!(deleted(fixture.agent.id).await, AccountChange::LastAdministrator);
    assert_eq!(deleted(dora.id).await, AccountChange::Done);
    assert_eq!(
        (deleted(dora.id).await, records.agent(dora.id).await.expect("asked")),
        (AccountChange::NoSuchAgent, None)
    );
    let spans = records.active_spans().await.expect("asked");
    let span = spans.iter().find(|span| span.agent == dora.id).expect("it took a seat");
    assert_eq!((span.email.as_str(), span.ended), ("dora@shop.example", Some(now)));
    fixture.another_agent("dora@shop.example").await;
}
