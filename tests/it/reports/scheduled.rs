//! Reports that are sent by themselves: when it is that hour in the site's place, once, whoever restarts.

use parlour::actions::send_reports::send_due_reports;
use parlour::domain::agent::Role;
use parlour::domain::mail::{About, Mail};
use parlour::domain::moment::{DAY, HOUR, Moment};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House, NOW};

/// The Monday after [`NOW`], eight o'clock in London.
const MONDAY: Moment = Moment(1_763_366_400_000);

async fn sent(house: &House) -> Vec<Mail> {
    send_due_reports(&house.running.app).await.expect("looked at");
    let mails = house.running.app.records.mails(50).await.expect("read");
    mails.into_iter().filter(|mail| mail.about == About::Report).collect()
}

fn weekly(house: &House) -> Value {
    json!({"site": house.site, "name": "Weekly", "every": "week", "weekday": 1, "hour": 8,
        "recipients": ["marta@studio.example", "ben@studio.example"], "filters": ["country:is:DE"],
        "sections": ["pages", "referrers"]})
}

async fn add(house: &House, mia: &Agent) -> (String, Value) {
    let (status, added) = mia.post("/scheduled-reports", &weekly(house)).await;
    assert_eq!(status, StatusCode::CREATED, "{added}");
    (format!("/scheduled-reports/{}", added["id"].as_str().expect("an id")), added)
}

#[tokio::test]
async fn it_goes_once_when_its_hour_has_come() {
    let house = House::open().await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let (_, added) = add(&house, &mia).await;
    assert_eq!((&added["next"], &added["last"]), (&json!(MONDAY.0), &json!(null)));
    house.clock.advance(MONDAY.since(NOW) - 1);
    assert_eq!(sent(&house).await.len(), 0);
    house.clock.advance(1);
    let (one, other) = tokio::join!(sent(&house), sent(&house));
    assert_eq!(one.len().max(other.len()), 2, "two recipients, however many look");
    let house = house.restart().await;
    let mails = sent(&house).await;
    assert_eq!(mails.len(), 2, "and never twice");
    let mail = &mails[0];
    assert!(
        mail.subject.starts_with("Weekly: ") && mail.subject.ends_with("10 Nov 2025 to 16 Nov 2025"),
        "{}",
        mail.subject
    );
    assert!(mail.text.contains("Only visits where country is DE") && mail.text.contains("\nPages\n"), "{}", mail.text);
    assert!(mail.html.as_ref().is_some_and(|html| html.contains("<h2>Referrers</h2>")), "{mail:?}");
    // Mia's session has run out meanwhile.
    let mia = house.agent_who_is("Nora", Role::Marketer).await;
    let listed = mia.get(&format!("/scheduled-reports?site={}", house.site)).await;
    let listed = &listed["scheduled_reports"][0];
    assert_eq!(listed["next"], json!(MONDAY.plus(7 * DAY).0), "{listed}");
    assert_eq!(listed["last"], json!({"at": MONDAY.0, "state": "sent"}));
    house.clock.advance(7 * DAY);
    assert_eq!(sent(&house).await.len(), 4);
    house.close().await;
}

#[tokio::test]
async fn it_says_whatever_the_console_offers() {
    let house = House::open().await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let ada = house.agent("Ada").await;
    let goal = json!({"site": house.site, "name": "Ordered", "kind": "page", "pattern": "/order/*", "value": null});
    let goal = mia.post("/goals", &goal).await.1["id"].take();
    let rule = json!({"site": house.site, "name": "At the basket", "on": true, "when": {"field": "page", "is": "is", "value": "/basket"},
        "as": {"agent": ada.id()}, "goal": goal, "variants": [{"id": "a", "name": "Plain", "weight": 1, "texts": {"": "May I help?"}}]});
    let (status, rule) = mia.post("/rules", &rule).await;
    assert_eq!(status, StatusCode::CREATED, "{rule}");
    let mut body = weekly(&house);
    body["sections"] = json!([
        "overview",
        "help",
        "pages",
        "entry-pages",
        "referrers",
        "channels",
        "campaigns",
        "countries",
        "goals",
        "invitations",
        "chats",
        "agents"
    ]);
    let (status, added) = mia.post("/scheduled-reports", &body).await;
    assert_eq!(status, StatusCode::CREATED, "{added}");
    let now = format!("/scheduled-reports/{}/send", added["id"].as_str().expect("an id"));
    assert_eq!(mia.post(&now, &json!({})).await.0, StatusCode::ACCEPTED);
    let text = &sent(&house).await[0].text;
    assert!(text.contains("\nVisits: 0 (before: 0)\n") && text.contains("\nInvitations\n"), "{text}");
    assert!(text.contains("  At the basket: Too early to say. Each side needs 250 visitors"), "{text}");
    assert!(
        text.contains("By “Ordered” within 7 days, of visitors whose lot fell from 7 Oct 2025 to 5 Nov 2025."),
        "{text}"
    );
    house.close().await;
}

#[tokio::test]
async fn it_can_be_sent_now_changed_and_removed() {
    let house = House::open().await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let (path, added) = add(&house, &mia).await;
    assert_eq!(mia.post(&format!("{path}/send"), &json!({})).await.0, StatusCode::ACCEPTED);
    assert_eq!(sent(&house).await.len(), 2);
    let later = json!({"site": house.site, "name": "Monthly", "every": "month", "hour": 9, "recipients": ["a@b.example"], "sections": []});
    let (status, changed) = mia.put(&path, &later).await;
    assert_eq!(status, StatusCode::OK, "{changed}");
    let december = changed["next"].as_i64().expect("a moment");
    assert_eq!(Moment(december).since(MONDAY), 14 * DAY + HOUR, "the first of December, nine o'clock");
    assert!(added["next"].as_i64() != Some(december) && changed["last"]["state"] == "sent", "{changed}");
    for (field, wrong) in [
        ("recipients", json!([])),
        ("sections", json!(["weather"])),
        ("hour", json!(24)),
        ("filters", json!(["colour:is:red"])),
        ("name", json!(" ")),
    ] {
        let mut body = weekly(&house);
        body[field] = wrong;
        let (status, answer) = mia.post("/scheduled-reports", &body).await;
        assert_eq!((status, &answer["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{answer}");
    }
    assert_eq!(mia.delete(&path).await.0, StatusCode::NO_CONTENT);
    house.clock.advance(60 * DAY);
    assert_eq!(sent(&house).await.len(), 2, "what is removed goes no more");
    house.close().await;
}
