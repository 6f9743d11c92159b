//! Agents, passwords and sessions.

use parlour::domain::agent::AgentStatus;
use parlour::domain::ids::AgentId;
use parlour::domain::moment::{DAY, HOUR, MINUTE};
use parlour::engines::records::{NewSession, RecordsError};

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
