//! How often: by one rule, after a refusal, and by rules and agents together.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Scene, all};
use crate::support::{Socket, Visitor, eventually};

/// Hears an invitation and says no to it.
async fn decline(scene: &Scene, visitor: &Visitor, doorway: &mut Socket) -> Value {
    let card = doorway.hear("invitation").await["id"].clone();
    doorway.say(json!({"type": "decline", "invitation": card})).await;
    doorway.hear_where("invitation_gone", |gone| gone["id"] == card).await;
    eventually("the row is free", async || scene.house.row(visitor)?.invitation.is_none().then_some(())).await;
    card
}

#[tokio::test]
async fn once_on_a_page_so_often_in_a_visit_and_so_often_ever() {
    let scene = Scene::open().await;
    scene.attention(100, 0, 0).await;
    let often = json!({"page": 1, "visit": 2, "visitor": 3});
    scene.rule(all(), json!({"often": often, "quiet_after_refusal": 0})).await;
    let visitor = scene.house.visitor();
    let mut doorway = visitor.come_in().await;
    decline(&scene, &visitor, &mut doorway).await;
    scene.not_invited(&visitor, "At most 1 by this rule on this page in this visit: 1 so far").await;
    visitor.visit("/chairs").await;
    decline(&scene, &visitor, &mut doorway).await;
    visitor.visit("/tables").await;
    scene.not_invited(&visitor, "At most 2 by this rule in this visit: 2 so far").await;
    // Half an hour later it is another visit.
    scene.house.clock.advance(31 * 60_000);
    visitor.visit("/lamps").await;
    decline(&scene, &visitor, &mut doorway).await;
    visitor.visit("/chairs").await;
    scene.not_invited(&visitor, "At most 3 by this rule for this visitor: 3 so far").await;
    assert_eq!(scene.had(visitor.key).await.len(), 3);
    scene.house.close().await;
}

#[tokio::test]
async fn a_refusal_brings_quiet_from_every_rule_until_it_is_over() {
    let scene = Scene::open().await;
    scene.rule(all(), json!({"often": {"page": 9, "visit": 9, "visitor": 9}, "quiet_after_refusal": 600})).await;
    let visitor = scene.house.visitor();
    let mut doorway = visitor.come_in().await;
    decline(&scene, &visitor, &mut doorway).await;
    scene.not_invited(&visitor, "Quiet after a refusal: for 10 minutes more").await;
    scene.pass(&visitor, 599_999).await;
    scene.not_invited(&visitor, "for 1 second more").await;
    scene.house.clock.advance(1);
    doorway.hear("invitation").await;
    scene.house.close().await;
}

#[tokio::test]
async fn rules_and_agents_share_one_budget_and_an_agent_is_told() {
    let scene = Scene::open().await;
    scene.attention(2, 60, 0).await;
    let rule =
        scene.rule(all(), json!({"often": {"page": 9, "visit": 9, "visitor": 9}, "quiet_after_refusal": 0})).await;
    let visitor = scene.house.visitor();
    let mut doorway = visitor.come_in().await;
    decline(&scene, &visitor, &mut doorway).await;
    scene.not_invited(&visitor, "Too soon after the last invitation by anybody: 1 minute more").await;
    let invite = json!({"visitor": visitor.handle(), "text": "Hello", "group": null});
    let (status, refused) = scene.ada.post("/invitations", &invite).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let name = scene.house.row(&visitor).expect("here").public_name.clone();
    let why = "is not to be asked more often. Too soon after the last invitation by anybody: 1 minute more.";
    assert_eq!(refused["error"], format!("{name} {why}"));
    scene.house.clock.advance(60_000);
    decline(&scene, &visitor, &mut doorway).await;
    scene.house.clock.advance(60_000);
    scene.not_invited(&visitor, "At most 2 invitations by anybody in 24 hours: 2 so far").await;
    let (status, refused) = scene.ada.post("/invitations", &invite).await;
    assert_eq!(
        (status, refused["error"].as_str().is_some_and(|why| why.contains("2 so far"))),
        (StatusCode::CONFLICT, true)
    );
    assert_eq!(scene.admin.delete(&format!("/rules/{rule}")).await.0, StatusCode::NO_CONTENT);
    scene.attention(3, 0, 0).await;
    assert_eq!(scene.ada.post("/invitations", &invite).await.0, StatusCode::CREATED);
    scene.house.close().await;
}
