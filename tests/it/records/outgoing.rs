//! What goes out: each try is one process's, and each happening goes to a webhook once.

use parlour::domain::block::Block;
use parlour::domain::dispatch::{Dispatch, State};
use parlour::domain::hook::{Delivery, Event, Webhook};
use parlour::domain::ids::{BlockId, ChatId, DeliveryId, MailId, OfflineMessageId, WebhookId};
use parlour::domain::mail::{About, Mail};
use parlour::domain::moment::{DAY, MINUTE};
use parlour::domain::offline_message::OfflineMessage;

use super::samples::{Fixture, site, visitor};

pub(super) async fn a_mail_moves_once(fixture: &Fixture) {
    fixture.clock.advance(1);
    let (records, now) = (&fixture.records, fixture.clock.now());
    let subject = uuid::Uuid::new_v4();
    let mail = Mail { dispatch: Dispatch::at_once(now), ..mail_about(fixture, subject) };
    records.add_mail(&mail).await.expect("added");
    assert_eq!(records.mails_due(now.plus(-1), 10).await.expect("asked"), []);
    assert_eq!(records.mails_due(now, 10).await.expect("asked"), std::slice::from_ref(&mail));
    let begun = Dispatch { tries: 1, next_try: now.plus(MINUTE), ..mail.dispatch.clone() };
    let begun = Mail { dispatch: begun, ..mail.clone() };
    let (one, two) = tokio::join!(records.move_mail(&begun, &mail.dispatch), records.move_mail(&begun, &mail.dispatch));
    assert_ne!(one.expect("asked"), two.expect("asked"), "one of them makes the try");
    assert_eq!(records.mails_due(now, 10).await.expect("asked"), []);
    let failed = Dispatch { state: State::Failed, error: Some("451".into()), ..begun.dispatch.clone() };
    let failed = Mail { dispatch: failed, ..begun.clone() };
    assert!(records.move_mail(&failed, &begun.dispatch).await.expect("asked"));
    assert!(!records.move_mail(&begun, &begun.dispatch).await.expect("asked"), "it stands there no more");
    assert_eq!(records.mail(mail.id).await.expect("asked").as_ref(), Some(&failed));
    assert_eq!(records.mails_about(subject).await.expect("asked"), std::slice::from_ref(&failed));
    assert_eq!(records.mails(1).await.expect("asked"), [failed]);
}

pub(super) async fn a_happening_goes_to_a_webhook_once(fixture: &Fixture) {
    let (records, now) = (&fixture.records, fixture.clock.now());
    let mut hook = Webhook {
        id: WebhookId(fixture.clock.id()),
        url: "https://crm.example/".into(),
        secret: "whsec".into(),
        events: vec![Event::ChatEnded],
        active: true,
        made: now,
    };
    records.add_webhook(&hook).await.expect("added");
    let first = delivery(fixture, &hook, "chat.ended:1");
    assert!(records.add_delivery(&first).await.expect("asked"));
    assert!(!records.add_delivery(&delivery(fixture, &hook, "chat.ended:1")).await.expect("asked"), "it is known");
    assert_eq!(records.webhooks_due(now).await.expect("asked"), [hook.id]);
    assert_eq!(records.deliveries_due(hook.id, now, 9).await.expect("asked"), std::slice::from_ref(&first));
    (hook.active, hook.events) = (false, Vec::new());
    assert!(records.change_webhook(&hook).await.expect("changed"));
    assert_eq!(records.webhook(hook.id).await.expect("asked").as_ref(), Some(&hook));
    assert_eq!(records.webhooks_due(now).await.expect("asked"), [], "it waits until the webhook is active");
    let begun = Dispatch { tries: 1, ..first.dispatch.clone() };
    let begun = Delivery { dispatch: begun, status: Some(503), took_ms: Some(12), ..first.clone() };
    assert!(records.move_delivery(&begun, &first.dispatch).await.expect("asked"));
    assert!(!records.move_delivery(&begun, &first.dispatch).await.expect("asked"));
    let second = delivery(fixture, &hook, "chat.ended:2");
    assert!(records.add_delivery(&second).await.expect("asked"));
    let listed = records.deliveries(hook.id, None, 9).await.expect("asked");
    assert_eq!(listed, [second.clone(), begun.clone()]);
    assert_eq!(records.deliveries(hook.id, Some(second.id), 9).await.expect("asked"), [begun]);
    assert_eq!(records.forget_deliveries(now).await.expect("asked"), 0);
    assert_eq!(records.forget_deliveries(now.plus(DAY)).await.expect("asked"), 2);
    assert!(records.delete_webhook(hook.id).await.expect("deleted"));
    assert!(!records.delete_webhook(hook.id).await.expect("asked"));
    assert!(!records.add_delivery(&first).await.expect("asked"), "its webhook is gone");
    assert_eq!(records.hooks_mark().await.expect("asked"), None);
    for mark in [now, now.plus(1)] {
        records.set_hooks_mark(mark).await.expect("noted");
        assert_eq!(records.hooks_mark().await.expect("asked"), Some(mark));
    }
}

pub(super) async fn an_offline_message_comes_with_its_mails_or_not_at_all(fixture: &Fixture) {
    let (records, now) = (&fixture.records, fixture.clock.now());
    let message = OfflineMessage {
        id: OfflineMessageId(fixture.clock.id()),
        site: site(),
        visitor: visitor(),
        visitor_name: "Linnet 482".into(),
        client_id: "c-1".into(),
        name: "Marta".into(),
        email: "marta@studio.example".into(),
        department: Some("Sales".into()),
        text: "Please write to me.".into(),
        url: "https://shop.example/lamps".into(),
        chat: Some(ChatId(fixture.clock.id())),
        at: now,
        handled: None,
        handled_by: None,
    };
    let mail = mail_about(fixture, message.id.0);
    assert!(records.add_offline_message(&message, std::slice::from_ref(&mail)).await.expect("asked"));
    let again = OfflineMessage { id: OfflineMessageId(fixture.clock.id()), ..message.clone() };
    let more = mail_about(fixture, message.id.0);
    assert!(!records.add_offline_message(&again, &[more]).await.expect("asked"), "the same one again");
    assert_eq!(records.mails_about(message.id.0).await.expect("asked"), [mail]);
    assert_eq!(records.offline_messages_since(now).await.expect("asked"), std::slice::from_ref(&message));
    assert_eq!(records.offline_messages_since(now.plus(1)).await.expect("asked"), []);
    let handled = records.handle_offline_message(message.id, Some((now, "Ada"))).await.expect("asked").expect("there");
    assert_eq!((handled.handled, handled.handled_by.as_deref()), (Some(now), Some("Ada")));
    assert_eq!(records.offline_messages(Some(false), 9).await.expect("asked"), []);
    assert_eq!(records.offline_messages(Some(true), 9).await.expect("asked"), std::slice::from_ref(&handled));
    assert_eq!(records.handle_offline_message(message.id, None).await.expect("asked"), Some(message.clone()));
    assert_eq!(records.offline_messages(None, 9).await.expect("asked"), [message]);
    assert_eq!(records.handle_offline_message(again.id, None).await.expect("asked"), None);
    let transcript = || Mail { about: About::Transcript, by: None, ..mail_about(fixture, again.id.0) };
    for allowed in [true, true, false] {
        assert_eq!(records.add_visitors_transcript(&transcript(), 2).await.expect("asked"), allowed);
    }
}

pub(super) fn mail_about(fixture: &Fixture, subject: uuid::Uuid) -> Mail {
    let now = fixture.clock.now();
    Mail {
        id: MailId(fixture.clock.id()),
        about: About::OfflineMessage,
        subject_id: Some(subject),
        by: Some(fixture.agent.id),
        to: "anna@shop.example".into(),
        subject: "A message".into(),
        text: "Words".into(),
        html: None,
        reply_to: Some("marta@studio.example".into()),
        made: now,
        dispatch: Dispatch::at_once(now.plus(DAY)),
        sent: None,
    }
}

pub(super) async fn a_block_stands_until_it_is_lifted_or_over(fixture: &Fixture) {
    let (records, now) = (&fixture.records, fixture.clock.now());
    let block = Block {
        id: BlockId(fixture.clock.id()),
        site: site(),
        visitor: visitor(),
        visitor_name: "Linnet 482".into(),
        network: Some("203.0.113.0".into()),
        agent: fixture.agent.id,
        agent_name: "Anna".into(),
        chat: None,
        reason: "Rude".into(),
        made: now,
        until: now.plus(MINUTE),
        lifted: None,
        lifted_by: None,
    };
    records.add_block(&block).await.expect("added");
    assert_eq!(records.block(block.id).await.expect("asked").as_ref(), Some(&block));
    assert_eq!(records.standing_blocks(now).await.expect("asked"), std::slice::from_ref(&block));
    assert_eq!(records.standing_blocks(now.plus(MINUTE)).await.expect("asked"), []);
    let lifted = records.lift_block(block.id, now, "Bea").await.expect("asked").expect("it stood");
    assert_eq!((lifted.lifted, lifted.lifted_by.as_deref()), (Some(now), Some("Bea")));
    assert_eq!(records.lift_block(block.id, now.plus(1), "Cleo").await.expect("asked"), None, "once");
    assert_eq!(records.standing_blocks(now).await.expect("asked"), []);
    assert_eq!(records.blocks(9).await.expect("asked"), [lifted]);
}

fn delivery(fixture: &Fixture, hook: &Webhook, key: &str) -> Delivery {
    fixture.clock.advance(1);
    Delivery {
        id: DeliveryId(fixture.clock.id()),
        webhook: hook.id,
        key: key.into(),
        event: Event::ChatEnded,
        body: "{}".into(),
        made: hook.made,
        dispatch: Dispatch::at_once(hook.made),
        status: None,
        took_ms: None,
    }
}
