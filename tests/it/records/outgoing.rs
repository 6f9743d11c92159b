//! What goes out: each try is one process's, and each happening goes to a webhook once.

use parlour::domain::dispatch::{Dispatch, State};
use parlour::domain::hook::{Delivery, Event, Webhook};
use parlour::domain::ids::{DeliveryId, MailId, WebhookId};
use parlour::domain::mail::{About, Mail};
use parlour::domain::moment::{DAY, MINUTE};

use super::samples::Fixture;

pub(super) async fn a_mail_moves_once(fixture: &Fixture) {
    let (records, now) = (&fixture.records, fixture.clock.now());
    let subject = uuid::Uuid::new_v4();
    let mail = Mail {
        id: MailId(fixture.clock.id()),
        about: About::OfflineMessage,
        subject_id: Some(subject),
        to: "anna@shop.example".into(),
        subject: "A message".into(),
        text: "Words".into(),
        html: None,
        reply_to: Some("marta@studio.example".into()),
        made: now,
        dispatch: Dispatch::at_once(now),
        sent: None,
    };
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
