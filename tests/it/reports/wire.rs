//! Reports over the wire: their words, their files, and what is refused.

use parlour::domain::agent::Role;
use parlour::domain::report::{By, Report};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{House, eventually};

#[tokio::test]
async fn a_visit_is_in_the_reports_and_leads_to_itself() {
    let house = House::open().await;
    let visitor = house.visitor();
    visitor.visit("/lamps").await;
    house.clock.advance(1_000);
    visitor.visit("/basket").await;
    house.logged(|counts| counts.page_views == 2 && counts.visits == 1).await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let site = &house.site;
    let pages = mia.get(&format!("/reports/pages?site={site}")).await;
    assert_eq!(
        (&pages["rows_total"], &pages["totals"]["views"], &pages["simulated"]),
        (&json!(2), &json!(2.0), &json!(false))
    );
    let lamps = &pages["rows"][1];
    assert_eq!((&lamps["label"], &lamps["filters"]), (&json!("/lamps"), &json!(["page:is:/lamps"])), "{pages}");
    assert_eq!((&lamps["figures"]["views"], &lamps["before"]["views"]), (&json!(1.0), &json!(0.0)));
    let keys: Vec<_> = pages["columns"].as_array().expect("columns").iter().map(|column| &column["key"]).collect();
    assert_eq!(keys[..2], [&json!("views"), &json!("visits")]);
    let filtered = mia.get(&format!("/reports/pages?site={site}&f=page:is:/nowhere&compare=none")).await;
    assert_eq!((&filtered["rows"], &filtered["totals_before"]), (&json!([]), &json!(null)));
    let overview = mia.get(&format!("/reports/overview?site={site}")).await;
    assert_eq!((&overview["figures"][0]["key"], &overview["figures"][0]["value"]), (&json!("visitors"), &json!(1.0)));
    assert_eq!(overview["series"]["lines"][2]["values"].as_array().map(Vec::len), Some(7), "{overview}");
    let ways = mia.get(&format!("/reports/transitions?site={site}&page=/lamps")).await;
    assert_eq!(
        (&ways["entries"], &ways["to"][0]["label"], &ways["to"][0]["share"]),
        (&json!(1), &json!("/basket"), &json!(1.0))
    );
    house.close().await;
}

#[tokio::test]
async fn every_report_answers_and_so_does_its_file() {
    let house = House::open().await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let site = &house.site;
    let invitations = By::ALL.map(|by| format!("invitations?by={}&", by.word()));
    let words = Report::ALL.map(|report| format!("{}?", report.word()));
    for word in words.into_iter().chain(invitations) {
        let table = mia.get(&format!("/reports/{word}site={site}")).await;
        assert_eq!(table["totals"].as_object().map(serde_json::Map::len), table["columns"].as_array().map(Vec::len));
        let (status, csv) =
            mia.call(Method::GET, &format!("/reports/{}site={site}", word.replacen('?', ".csv?", 1)), None).await;
        assert!(status == StatusCode::OK && csv.as_str().is_some_and(|csv| csv.starts_with("\"Name\",")), "{csv}");
    }
    let overview = format!("/reports/overview.csv?site={site}&from=2025-11-02&to=2025-11-03&interval=day");
    let (status, csv) = mia.call(Method::GET, &overview, None).await;
    let lines: Vec<_> = csv.as_str().unwrap_or_default().split("\r\n").collect();
    assert_eq!((status, lines.len()), (StatusCode::OK, 4), "{csv}");
    assert!(lines[0].starts_with("\"From\",\"Visitors\",\"Visits\","), "{csv}");
    assert!(lines[1].starts_with("2025-11-02,0,0,") && lines[2].starts_with("2025-11-03,"), "{csv}");
    for (query, status, field) in [
        (format!("pages?site={site}&sort=colour"), 422, json!("sort")),
        (format!("pages?site={site}&f=colour:is:red"), 422, json!("f")),
        (format!("pages?site={site}&compare=never"), 422, json!("compare")),
        (format!("invitations?site={site}&by=colour"), 422, json!("by")),
        (format!("overview?site={site}&interval=year"), 422, json!("interval")),
        (format!("pages?site={site}&from=2025-11-09&to=2025-11-08"), 422, json!("from")),
        (format!("help?site={site}&rule=manual"), 422, json!("goal")),
        (format!("transitions?site={site}"), 422, json!("page")),
        (format!("weather?site={site}"), 404, Value::Null),
        ("pages?site=nowhere".to_owned(), 404, Value::Null),
    ] {
        let (found, answer) = mia.call(Method::GET, &format!("/reports/{query}"), None).await;
        assert_eq!((found.as_u16(), &answer["field"]), (status, &field), "{query}: {answer}");
    }
    house.close().await;
}

#[tokio::test]
async fn a_chat_is_counted_when_it_has_ended_and_again_when_it_is_rated() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let (mut page, mut console) = (visitor.come_in().await, ada.console().await);
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    let reply = json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"});
    page.say(reply).await;
    let chat = page.hear("ack").await["chat"].clone();
    house.clock.advance(7_000);
    console.say(json!({"type": "say", "chat": chat, "text": "What for?", "client_id": "a-1"})).await;
    page.hear_where("message", |message| message["seq"] == 3).await;
    house.clock.advance(53_000);
    page.say(json!({"type": "end", "chat": chat})).await;
    page.hear_where("chat", |chat| chat["state"] == "ended").await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let row = async |rated: f64| {
        house.running.app.spool.flush();
        eventually("the chat is in the report", async || {
            let agents = mia.get(&format!("/reports/agents?site={}", house.site)).await;
            let row = agents["rows"].get(0)?.clone();
            (row["figures"]["chats"] == 1.0 && row["figures"]["rated"] == rated && row["figures"]["invited"] == 1.0)
                .then_some(row)
        })
        .await
    };
    let figures = row(0.0).await["figures"].clone();
    assert_eq!((&figures["first_response"], &figures["handling"]), (&json!(7_000.0), &json!(60_000.0)), "{figures}");
    page.say(json!({"type": "rate", "chat": chat, "stars": 4, "comment": ""})).await;
    let rated = row(1.0).await;
    assert_eq!((&rated["label"], &rated["figures"]["rating"]), (&json!("Ada"), &json!(4.0)), "{rated}");
    assert_eq!((&rated["figures"]["chats"], &rated["figures"]["acceptance"]), (&json!(1.0), &json!(1.0)));
    house.close().await;
}
