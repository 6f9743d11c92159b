//! Whose turn it is: priorities, agents who speak, nobody free, those who cannot be reached.

use parlour::domain::invitation::State;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Scene, all, id, on};
use crate::support::{Agent, House, eventually};

#[tokio::test]
async fn the_first_rule_whose_turn_it_is_invites_and_no_other() {
    let scene = Scene::open().await;
    let (late, early) =
        (scene.rule(all(), json!({"name": "Late"})).await, scene.rule(all(), json!({"name": "Early"})).await);
    let order = format!("/rules/order?site={}", scene.house.site);
    let (status, rules) = scene.admin.put(&order, &json!({"ids": [early, late]})).await;
    assert_eq!((status, &rules["rules"][0]["name"]), (StatusCode::OK, &json!("Early")));
    let visitor = scene.house.visitor();
    let mut doorway = visitor.come_in().await;
    let card = doorway.hear("invitation").await;
    doorway.say(json!({"type": "viewed", "invitation": card["id"]})).await;
    doorway.hear("invitation_viewed").await;
    scene.look(visitor.key).await;
    let had = scene.had(visitor.key).await;
    assert_eq!(had.iter().map(|one| one.rule).collect::<Vec<_>>(), [Some(id(&early))]);
    scene.house.close().await;
}

#[tokio::test]
async fn an_agent_who_speaks_supersedes_what_a_rule_sent_and_nobody_has_seen() {
    let mut scene = Scene::open().await;
    scene.rule(all(), json!({})).await;
    let bo = scene.house.agent("Bo").await;
    let visitor = scene.house.visitor();
    let mut doorway = visitor.come_in().await;
    let card = doorway.hear("invitation").await;
    doorway.say(json!({"type": "delivered", "invitation": card["id"]})).await;
    scene.console.hear_where("invitation", |told| told["state"] == "delivered").await;
    let own = bo.invite(&visitor.handle(), "I am Bo.").await;
    assert_eq!(own["rule"], Value::Null);
    let gone = doorway.hear("invitation_gone").await;
    assert_eq!((&gone["id"], &gone["why"]), (&card["id"], &json!("superseded")));
    let swapped = doorway.hear("invitation").await;
    assert_eq!((&swapped["id"], &swapped["text"]), (&own["id"], &json!("I am Bo.")));
    // Once an invitation of a rule has been seen it stays.
    let other = scene.house.visitor();
    let mut doorway = other.come_in().await;
    let card = doorway.hear("invitation").await;
    doorway.say(json!({"type": "viewed", "invitation": card["id"]})).await;
    doorway.hear("invitation_viewed").await;
    let invite = json!({"visitor": other.handle(), "text": "I am Bo.", "group": null});
    let (status, refused) = bo.post("/invitations", &invite).await;
    assert_eq!(status, StatusCode::CONFLICT, "{refused}");
    let stands: Vec<State> = scene.had(visitor.key).await.iter().map(|one| one.state).collect();
    assert_eq!(stands, [State::Superseded, State::Sent]);
    assert_eq!(scene.house.metric("parlour_invitations_total{ending=\"superseded\"}").await, 1);
    scene.house.logged(|counts| counts.invitations == 1).await;
    scene.house.close().await;
}

#[tokio::test]
async fn nobody_is_invited_while_nobody_could_answer_and_everybody_when_somebody_can() {
    let house = House::open().await;
    let (ada, admin) = (Agent::add_with_room_for(&house, "Ada", 1).await, house.admin().await);
    let console = ada.console().await;
    let mut scene = Scene { house, ada, console, admin };
    assert_eq!(scene.ada.put("/agents/me", &json!({"status": "away"})).await.0, StatusCode::OK);
    scene.rule(all(), json!({})).await;
    assert_eq!(scene.rules().await[0]["state"]["pausing"], "Nobody is free just now");
    let visitors: Vec<_> = (0..7).map(|_| scene.house.visitor()).collect();
    let mut doorways = Vec::new();
    for visitor in &visitors {
        doorways.push(visitor.come_in().await);
        scene.not_invited(visitor, "Somebody could answer: nobody is free just now.").await;
    }
    scene.ada.put("/agents/me", &json!({"status": "online"})).await;
    // One in five is thought to accept, and there is room for one: five cards, and no sixth.
    let cards = async || {
        let invited =
            visitors.iter().filter(|visitor| scene.house.row(visitor).is_some_and(|row| row.invitation.is_some()));
        (invited.count() == 5).then_some(())
    };
    eventually("five cards", cards).await;
    for visitor in &visitors {
        scene.look(visitor.key).await;
    }
    let open = scene.house.running.app.records.open_invitations().await.expect("records");
    assert_eq!(open.len(), 5, "no sixth");
    assert_eq!(scene.rules().await[0]["state"]["pausing"], "As many invitations are open as could be answered");
    // Somebody answers: Ada has as many chats as she takes.
    let taken = open[0].clone();
    let at = visitors.iter().position(|visitor| visitor.key == taken.visitor).expect("one of them");
    doorways[at].say(json!({"type": "reply", "invitation": taken.id, "text": "Yes", "client_id": "c-1"})).await;
    scene.console.hear_where("chat", |chat| chat["state"] == "active").await;
    assert_eq!(scene.rules().await[0]["state"]["pausing"], "Nobody is free just now");
    scene.house.close().await;
}

#[tokio::test]
async fn a_group_invites_as_who_of_it_is_there_and_has_most_room() {
    let house = House::open().await;
    let (busy, free) =
        (Agent::add_with_room_for(&house, "Ada", 2).await, Agent::add_with_room_for(&house, "Bo", 4).await);
    let gone = Agent::add_with_room_for(&house, "Cy", 9).await;
    let admin = house.admin().await;
    let (console, _other) = (busy.console().await, free.console().await);
    let scene = Scene { house, ada: busy, console, admin };
    let agents = json!([scene.ada.id(), free.id(), gone.id()]);
    let department = json!({"name": "Lighting", "live_chat": true, "sites": [], "hours": null,
        "groups": [{"id": null, "name": "Lamps", "agents": agents}]});
    let (status, department) = scene.admin.post("/departments", &department).await;
    assert_eq!(status, StatusCode::CREATED, "{department}");
    scene
        .rule(
            all(),
            json!({"as": {"group": department["groups"][0]["id"]},
        "variants": [{"id": "a", "name": "", "weight": 1, "texts": {"": "#operator# of #group#"}}]}),
        )
        .await;
    let mut said = Vec::new();
    for _ in 0..4 {
        let mut doorway = scene.house.visitor().come_in().await;
        said.push(doorway.hear("invitation").await["text"].as_str().expect("words").to_owned());
    }
    assert_eq!(said, ["Bo of Lamps", "Bo of Lamps", "Ada of Lamps", "Bo of Lamps"]);
    scene.house.close().await;
}

#[tokio::test]
async fn who_cannot_be_reached_is_left_in_peace() {
    let scene = Scene::open().await;
    scene.rule(on("/lamps"), json!({})).await;
    let unreached = scene.house.visitor();
    unreached.visit("/lamps").await;
    scene.not_invited(&unreached, "Has no open page").await;
    let chatting = scene.house.visitor();
    let page = chatting.visit("/chairs").await;
    let (mut doorway, _) = chatting.doorway(page).await;
    doorway
        .say(json!({"type": "page", "page_view": page, "url": "https://shop.example/chairs", "title": "Chairs"}))
        .await;
    doorway.say(json!({"type": "call", "text": "Hello?", "client_id": "c-1"})).await;
    doorway.hear("ack").await;
    eventually("the row shows the chat", async || scene.house.row(&chatting)?.chat.clone()).await;
    chatting.visit("/lamps").await;
    scene.not_invited(&chatting, "Is in a chat").await;
    // Who keeps to themselves has no doorway at all.
    let mut private = scene.house.visitor().page_view(uuid::Uuid::now_v7(), "/lamps");
    private["visitor"] = Value::Null;
    private.as_object_mut().expect("an object").remove("visitor");
    private["privacy"] = json!(true);
    assert_eq!(scene.house.visitor().send(private).await, StatusCode::NO_CONTENT);
    for row in scene.house.running.app.live.whos_on.everyone(Some(&scene.house.site)) {
        scene.look(row.key).await;
        assert!(row.invitation.is_none() && scene.had(row.key).await.is_empty(), "{}", row.public_name);
    }
    scene.house.close().await;
}
