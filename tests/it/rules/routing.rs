//! How chats find their agents, tried out in words.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House};

fn of<'a>(tried: &'a Value, agent: &Agent) -> &'a Value {
    tried["agents"].as_array().expect("agents").iter().find(|one| one["id"] == agent.id()).expect("listed")
}

#[tokio::test]
async fn both_ways_at_once_are_refused_in_words() {
    let house = House::open().await;
    let admin = house.admin().await;
    let (status, answer) = admin.put("/routing", &json!({"departments": true, "urls": true, "rules": []})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer["error"].as_str().is_some_and(|why| why.contains("cannot both be on")), "{answer}");
    assert_eq!(admin.get("/routing").await, json!({"departments": false, "urls": false, "rules": []}));
    house.close().await;
}

#[tokio::test]
async fn a_rule_says_who_rings_and_why() {
    let house = House::open().await;
    let (admin, ben, cleo) = (house.admin().await, house.agent("Ben").await, house.agent("Cleo").await);
    let _consoles = (ben.console().await, cleo.console().await);
    let rules = json!([{"pattern": "https://shop.example/lamps/", "agents": [ben.id()], "groups": []}]);
    let (status, stored) = admin.put("/routing", &json!({"departments": false, "urls": true, "rules": rules})).await;
    assert_eq!((status, &stored["rules"][0]["pattern"]), (StatusCode::OK, &json!("shop.example/lamps")), "{stored}");
    let (_, tried) = admin.post("/routing/try", &json!({"url": "shop.example/lamps/floor"})).await;
    assert_eq!((&tried["way"], &tried["rule"]["id"]), (&json!("urls"), &stored["rules"][0]["id"]));
    assert_eq!(of(&tried, &ben)["rings"], true);
    let why = &of(&tried, &cleo)["why"];
    assert_eq!(
        (&of(&tried, &cleo)["rings"], why),
        (&json!(false), &json!("The rule shop.example/lamps does not name them."))
    );
    let away = "The rule shop.example/lamps does not name them, but may take it, as an Administrator.";
    assert_eq!((&of(&tried, &admin)["rings"], &of(&tried, &admin)["why"]), (&json!(false), &json!(away)));
    let words = "URL routing is on: the rule shop.example/lamps decides. It would ring at Ben.";
    assert_eq!(tried["words"], words);
    let (_, elsewhere) = admin.post("/routing/try", &json!({"url": "https://shop.example/chairs"})).await;
    assert_eq!((&elsewhere["rule"], &of(&elsewhere, &cleo)["rings"]), (&json!(null), &json!(true)));
    assert_eq!(cleo.put("/agents/me", &json!({"status": "away"})).await.0, StatusCode::OK);
    let (_, elsewhere) = admin.post("/routing/try", &json!({"url": "https://shop.example/chairs"})).await;
    assert_eq!(of(&elsewhere, &cleo)["why"], "Monitors the site, but is away.");
    house.close().await;
}

#[tokio::test]
async fn a_department_decides_when_departments_route() {
    let house = House::open().await;
    let (admin, ben, cleo) = (house.admin().await, house.agent("Ben").await, house.agent("Cleo").await);
    let _consoles = (ben.console().await, cleo.console().await);
    let body = json!({"name": "Service", "live_chat": true, "groups": [{"name": "Days", "agents": [cleo.id()]}]});
    let (_, department) = admin.post("/departments", &body).await;
    assert_eq!(
        admin.put("/routing", &json!({"departments": true, "urls": false, "rules": []})).await.0,
        StatusCode::OK
    );
    let asked = json!({"url": "https://shop.example/", "site": house.site, "department": department["id"]});
    let (_, tried) = admin.post("/routing/try", &asked).await;
    assert_eq!((&of(&tried, &cleo)["rings"], &of(&tried, &ben)["rings"]), (&json!(true), &json!(false)));
    assert_eq!(tried["words"], "Department routing is on: Service decides. It would ring at Cleo.");
    house.close().await;
}

#[tokio::test]
async fn rules_are_checked_and_outlive_a_restart() {
    let house = House::open().await;
    let (admin, ben) = (house.admin().await, house.agent("Ben").await);
    let refused =
        async |rule: Value| admin.put("/routing", &json!({"departments": false, "urls": true, "rules": [rule]})).await;
    for rule in [
        json!({"pattern": "", "agents": [ben.id()]}),
        json!({"pattern": "a b", "agents": [ben.id()]}),
        json!({"pattern": "shop.example", "agents": [uuid::Uuid::nil()]}),
    ] {
        let (status, answer) = refused(rule.clone()).await;
        assert_eq!((status, &answer["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("rules")), "{rule}");
    }
    let rules = json!([
        {"pattern": "shop.example/b", "agents": [ben.id()]}, {"pattern": "shop.example/a", "agents": [ben.id()]},
    ]);
    assert_eq!(
        admin.put("/routing", &json!({"departments": false, "urls": true, "rules": rules})).await.0,
        StatusCode::OK
    );
    let before = admin.get("/routing").await;
    assert_eq!(before["rules"][0]["pattern"], "shop.example/b", "in order");
    let house = house.restart().await;
    let admin = Agent::again(&house, &admin);
    assert_eq!(admin.get("/routing").await, before);
    let (_, tried) = admin.post("/routing/try", &json!({"url": "shop.example/a"})).await;
    assert_eq!(tried["way"], "urls", "read back before the door opened");
    house.close().await;
}

#[tokio::test]
async fn the_desks_settings_reach_the_consoles() {
    let house = House::open().await;
    let (admin, ben) = (house.admin().await, house.agent("Ben").await);
    let own = json!({"idle_minutes": 10, "offline_recipients": [ben.id()]});
    assert_eq!(admin.put("/desk", &own).await, (StatusCode::OK, own.clone()));
    assert_eq!(admin.get("/desk").await, own);
    for (field, wrong) in
        [("idle_minutes", json!(0)), ("idle_minutes", json!(121)), ("offline_recipients", json!([uuid::Uuid::nil()]))]
    {
        let mut body = own.clone();
        body[field] = wrong;
        assert_eq!(admin.put("/desk", &body).await.1["field"], field);
    }
    let mut socket = ben.console_from(&house.url("")).await.expect("opened");
    assert_eq!(socket.hear("hello").await["desk"]["idle_minutes"], 10);
    house.close().await;
}
