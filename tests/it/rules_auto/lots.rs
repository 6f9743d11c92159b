//! The lot: drawn once, kept, written down before anything is sent; who is held out is never invited.

use parlour::domain::invitation_rule::assign::{HELD_OUT, assign};
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::{Scene, all, id};
use crate::support::{Visitor, eventually};

/// A new visitor whose lot under `rule` is to be left alone, or not.
fn drawn(scene: &Scene, rule: Uuid, share: u8, alone: bool) -> Visitor {
    let lot = |visitor: &Visitor| assign(visitor.key.log_id(), rule, share, &[]) == HELD_OUT;
    std::iter::repeat_with(|| scene.house.visitor()).find(|visitor| lot(visitor) == alone).expect("by and by")
}

#[tokio::test]
async fn who_is_held_out_is_never_invited_and_stays_so_over_a_restart() {
    let scene = Scene::open().await;
    let rule = scene.rule(all(), json!({"holdout": 50})).await;
    let second = scene.rule(all(), json!({"name": "Second"})).await;
    let (alone, invited) = (drawn(&scene, id(&rule).0, 50, true), drawn(&scene, id(&rule).0, 50, false));
    let (doorway, mut other) = (alone.come_in().await, invited.come_in().await);
    other.hear("invitation").await;
    scene.not_invited(&alone, "The lot leaves this visitor alone").await;
    let records = scene.house.running.app.records.clone();
    assert_eq!(records.lot(id(&rule), alone.key).await.expect("records").as_deref(), Some(HELD_OUT));
    assert_eq!(records.lot(id(&rule), invited.key).await.expect("records").as_deref(), Some("a"));
    assert_eq!(records.lot(id(&second), alone.key).await.expect("records"), None, "no other rule has a turn");
    // Nobody is left alone any more, but lots that fell stay as they are; also after a restart.
    let mut draft = scene.draft(all(), json!({"holdout": 0}));
    assert_eq!(scene.admin.put(&format!("/rules/{rule}"), &draft).await.0, StatusCode::OK);
    draft["on"] = json!(false);
    assert_eq!(scene.admin.put(&format!("/rules/{second}"), &draft).await.0, StatusCode::OK);
    drop((doorway, other, records));
    let Scene { house, ada, admin, .. } = scene;
    let house = house.restart().await;
    let (ada, admin) = (crate::support::Agent::again(&house, &ada), crate::support::Agent::again(&house, &admin));
    let console = ada.console().await;
    let scene = Scene { house, ada, console, admin };
    let back = alone.again(&scene.house);
    let _doorway = back.come_in().await;
    scene.not_invited(&back, "The lot leaves this visitor alone").await;
    assert_eq!(scene.had(alone.key).await, []);
    scene.house.close().await;
}

#[tokio::test]
async fn variants_are_drawn_by_their_weights_and_told_in_the_visit_log() {
    let scene = Scene::open().await;
    scene.attention(9, 0, 0).await;
    let variant = |id: &str, weight: u32| json!({"id": id, "name": id, "weight": weight, "texts": {"": id}});
    let rule = scene.rule(all(), json!({"variants": [variant("yes", 1), variant("no", 1)]})).await;
    for _ in 0..4 {
        let visitor = scene.house.visitor();
        let mut doorway = visitor.come_in().await;
        let card = doorway.hear("invitation").await;
        let lot = scene.house.running.app.records.lot(id(&rule), visitor.key).await.expect("records");
        assert_eq!(card["text"].as_str(), lot.as_deref());
        let stored =
            scene.house.running.app.records.open_invitation(visitor.key).await.expect("records").expect("open");
        assert_eq!((stored.rule, stored.variant), (Some(id(&rule)), lot));
    }
    scene.house.close().await;
}

#[tokio::test]
async fn agents_are_told_whom_the_lot_leaves_alone() {
    let scene = Scene::open().await;
    scene.attention(5, 0, 50).await;
    let (alone, invited) = (drawn(&scene, Uuid::nil(), 50, true), drawn(&scene, Uuid::nil(), 50, false));
    for (visitor, status, arm) in [(&alone, StatusCode::CONFLICT, HELD_OUT), (&invited, StatusCode::CREATED, "invited")]
    {
        visitor.visit("/lamps").await;
        eventually("they are known", async || scene.house.row(visitor).filter(|row| row.settled)).await;
        let invite = json!({"visitor": visitor.handle(), "text": "Hello", "group": null});
        let (answered, body) = scene.ada.post("/invitations", &invite).await;
        assert_eq!(answered, status, "{body}");
        assert_eq!(
            body["error"].as_str().is_some_and(|why| why.contains("held out by lot")),
            arm == HELD_OUT,
            "{body}"
        );
        let kept =
            scene.house.running.app.records.keep_lot(None, visitor.key, "another", scene.house.clock.now()).await;
        assert_eq!(kept.expect("records"), (arm.to_owned(), false));
    }
    scene.attention(5, 0, 0).await;
    let invite = json!({"visitor": alone.handle(), "text": "Hello", "group": null});
    assert_eq!(
        scene.ada.post("/invitations", &invite).await.0,
        StatusCode::CREATED,
        "where no share is kept, no lot counts"
    );
    scene.house.close().await;
}
