//! Rewind shows what Who's On showed.

use parlour::domain::agent::Role;
use parlour::domain::moment::{MINUTE, Moment, SECOND};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Agent, House, Visitor};

/// Visit, page, pages, status.
type Shown = (String, String, u64, String);

/// What the live table shows.
fn shown(house: &House) -> Vec<Shown> {
    let now = house.clock.now();
    let rows = house.running.app.live.whos_on.everyone(Some(&house.site));
    let word = |status: Value| status.as_str().expect("a word").to_owned();
    let mut shown: Vec<_> = rows
        .iter()
        .map(|row| {
            let status = word(serde_json::to_value(row.status(now)).expect("a word"));
            (row.visit.to_string(), row.page().path.to_string(), u64::from(row.page_count), status)
        })
        .collect();
    shown.sort();
    shown
}

/// Remembers what is shown now. What happens next happens later.
fn look(house: &House, moments: &mut Vec<(Moment, Vec<Shown>)>) {
    moments.push((house.clock.now(), shown(house)));
    house.clock.advance(SECOND);
}

async fn then(agent: &Agent, house: &House, at: Moment) -> Vec<Shown> {
    let told = agent.get(&format!("/rewind?site={}&at={}", house.site, at.0)).await;
    let visitors = told["visitors"].as_array().expect("visitors");
    assert_eq!((told["total"].as_u64(), told["at"].as_i64()), (Some(visitors.len() as u64), Some(at.0)));
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let mut shown: Vec<_> = visitors
        .iter()
        .map(|one| {
            (
                text(&one["visit"]),
                text(&one["page"]["path"]),
                one["pages"].as_u64().expect("a number"),
                text(&one["status"]),
            )
        })
        .collect();
    shown.sort();
    shown
}

async fn leave(house: &House, visitor: &Visitor, page: Uuid) {
    let said = json!({"site": house.site, "id": Uuid::now_v7(), "type": "goodbye", "visitor": visitor.id, "page_view": page, "visible_ms": 1});
    assert_eq!(visitor.send(said).await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn every_moment_is_shown_as_it_was() {
    let house = House::open().await;
    let agent = house.agent_who_is("Mia", Role::Marketer).await;
    let mut moments = Vec::new();
    let visitors = [house.visitor(), house.visitor(), house.visitor()];
    let mut pages = Vec::new();
    for (n, visitor) in visitors.iter().enumerate() {
        pages.push(visitor.visit(&format!("/lamps/{n}")).await);
        house.pass(MINUTE).await;
        look(&house, &mut moments);
    }
    // One goes, one reads on, one becomes idle.
    leave(&house, &visitors[0], pages[0]).await;
    house.pass(10 * SECOND).await;
    look(&house, &mut moments);
    house.pass(40 * SECOND).await;
    look(&house, &mut moments);
    visitors[1].visit("/basket").await;
    house.pass(6 * MINUTE).await;
    look(&house, &mut moments);
    house.pass(10 * MINUTE).await;
    look(&house, &mut moments);
    visitors[0].visit("/again").await;
    look(&house, &mut moments);
    house.pass(6 * 60 * MINUTE).await;
    house.logged(|counts| counts.page_views == 5 && counts.page_leaves == 1 && counts.visits >= 3).await;

    let counts: Vec<_> = moments.iter().map(|(_, rows)| rows.len()).collect();
    assert_eq!(counts, [1, 2, 3, 3, 2, 2, 0, 1]);
    for (at, rows) in &moments {
        assert_eq!(&then(&agent, &house, *at).await, rows, "{}", at.since(moments[0].0));
    }
    let line = agent.get(&format!("/rewind/line?site={}", house.site)).await;
    let points = line["points"].as_array().expect("points");
    assert_eq!(points.len(), 145);
    for point in points.iter().filter(|point| point["count"] != json!(0)) {
        let at = Moment(point["at"].as_i64().expect("a moment"));
        assert_eq!(then(&agent, &house, at).await.len() as u64, point["count"].as_u64().expect("a number"));
    }
    assert!(points.iter().any(|point| point["count"].as_u64() > Some(0)));
    let later = format!("/rewind?site={}&at={}", house.site, house.clock.now().plus(1).0);
    assert_eq!(agent.call(Method::GET, &later, None).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    house.close().await;
}
