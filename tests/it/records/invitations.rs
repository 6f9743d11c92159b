//! Invitations move by compare and set.

use parlour::domain::chat;
use parlour::domain::invitation::{Invitation, State, Viewed};
use parlour::domain::moment::{SECOND, Steady};
use parlour::engines::records::{Added, RecordsError};

use super::samples::{Fixture, message, visitor};

async fn sent(fixture: &Fixture) -> Invitation {
    let invitation = fixture.invitation(visitor());
    assert_eq!(fixture.records.add_invitation(&invitation).await.expect("added"), Added::Stored);
    invitation
}

pub(super) async fn a_visitor_has_one_open_invitation(fixture: &Fixture) {
    let records = &fixture.records;
    let first = sent(fixture).await;
    let second = fixture.invitation(first.visitor);
    let refused = records.add_invitation(&second).await.expect("asked");
    assert_eq!(refused, Added::AlreadyOpen(Box::new(first.clone())));
    assert_eq!(records.open_invitation(first.visitor).await.expect("asked"), Some(first.clone()));
    assert!(records.open_invitations().await.expect("asked").contains(&first));

    let ended = Invitation { state: State::Withdrawn, ended: Some(fixture.clock.now()), ..first };
    assert!(records.move_invitation(&ended, State::Sent).await.expect("moved"));
    assert_eq!(records.open_invitation(ended.visitor).await.expect("asked"), None);
    assert_eq!(records.add_invitation(&second).await.expect("added"), Added::Stored);
    let sent_before = records.sent_since(fixture.agent.id, second.sent).await.expect("asked");
    assert_eq!(sent_before, 2);
    assert_eq!(records.sent_since(fixture.agent.id, second.sent.plus(1)).await.expect("asked"), 0);
}

pub(super) async fn an_invitation_moves_once(fixture: &Fixture) {
    let records = &fixture.records;
    let mut invitation = sent(fixture).await;
    let now = fixture.clock.now();
    invitation.state = State::Viewed;
    invitation.delivered = Some(now);
    invitation.viewed = Some(Viewed { wall: now.plus(SECOND), steady: Steady { boot: "boot".into(), at: 77 } });
    assert!(records.move_invitation(&invitation, State::Sent).await.expect("moved"));
    assert!(!records.move_invitation(&invitation, State::Sent).await.expect("asked"), "it stands elsewhere now");
    assert_eq!(records.invitation(invitation.id).await.expect("asked"), Some(invitation));
}

pub(super) async fn accepting_is_all_or_nothing(fixture: &Fixture) {
    let records = &fixture.records;
    let invitation = sent(fixture).await;
    let mut chat = fixture.chat(invitation.visitor);
    chat.state = chat::State::Active;
    chat.agent = Some((fixture.agent.id, fixture.agent.name.clone()));
    chat.invitation = Some(invitation.id);
    (chat.last_seq, chat.last_text) = (1, "Yes please".into());
    let mut said = message(&chat, "Yes please", "c1");
    said.seq = 1;
    let accepted = Invitation {
        state: State::Accepted,
        ended: Some(fixture.clock.now()),
        chat: Some(chat.id),
        ..invitation.clone()
    };
    let accept = async |from| records.accept_invitation(&accepted, from, &chat, std::slice::from_ref(&said)).await;

    assert!(!accept(State::Viewed).await.expect("asked"), "it was never viewed");
    assert_eq!(records.chat(chat.id).await.expect("asked"), None);

    let other = fixture.chat(invitation.visitor);
    assert_eq!(records.add_chat(&other, &[]).await.expect("added"), Added::Stored);
    assert!(matches!(accept(State::Sent).await, Err(RecordsError::Taken)), "they are in another chat");
    assert_eq!(records.invitation(invitation.id).await.expect("asked"), Some(invitation));
    records.end_chat(other.id, chat::EndedAs::Abandoned, fixture.clock.now()).await.expect("ended");

    assert!(accept(State::Sent).await.expect("accepted"));
    assert_eq!(records.chat(chat.id).await.expect("asked").as_ref(), Some(&chat));
    assert_eq!(records.messages(chat.id, 0).await.expect("asked"), [said.clone()]);
    assert_eq!(records.invitation(accepted.id).await.expect("asked").as_ref(), Some(&accepted));
    assert!(!accept(State::Sent).await.expect("asked"), "once is enough");
}
