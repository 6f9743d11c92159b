//! *Why not?*: every rule and every condition for one visitor, in plain words.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{Scene, all, on};
use crate::support::eventually;

#[tokio::test]
async fn each_rule_says_what_it_found_and_what_failed_first() {
    let scene = Scene::open().await;
    scene.rule(all(), json!({"name": "Off", "on": false})).await;
    let far = json!({"all": [on("/lamps"), {"field": "pages", "is": "at_least", "value": 3}, {"field": "country", "is": "is", "value": "DE"}]});
    scene.rule(far, json!({"name": "Three pages"})).await;
    scene
        .rule(json!({"field": "seconds_on_site", "is": "at_least", "value": 30}), json!({"name": "Half a minute"}))
        .await;
    let visitor = scene.house.visitor();
    let _doorway = visitor.come_in().await;
    eventually("they are known", async || scene.house.row(&visitor).filter(|row| row.settled)).await;
    let rules = scene.why_not(&visitor).await;
    let verdicts: Vec<_> = (0..3).map(|at| (rules[at]["verdict"].clone(), rules[at]["sentence"].clone())).collect();
    assert_eq!(
        verdicts,
        [
            (json!("no"), json!("The rule is switched off.")),
            (json!("no"), json!("No: Pages in this visit is at least 3 pages; found: 1 page.")),
            (json!("waits"), json!("Waits: Time on the site is at least 30 seconds; found: 0 seconds.")),
        ]
    );
    assert_eq!(
        rules[1]["conditions"],
        json!([
            {"says": "The page (path) matches “/lamps”", "found": "“/lamps”", "holds": true, "first_failed": false},
            {"says": "Pages in this visit is at least 3 pages", "found": "1 page", "holds": false, "first_failed": true},
            {"says": "Country (two letters) is “DE”", "found": "nothing", "holds": false, "first_failed": false},
        ])
    );
    let limits = rules[2]["limits"].as_array().expect("a list");
    assert!(limits.len() > 10 && limits.iter().all(|limit| limit["holds"] == json!(true)), "{limits:?}");
    // By name as by key; who is not here cannot be asked about.
    let name = scene.house.row(&visitor).expect("here").public_name.replace(' ', "%20");
    let path = |name: &str| format!("/rules/why-not?site={}&visitor={name}", scene.house.site);
    let told = scene.admin.get(&path(&name)).await;
    assert_eq!((told["rules"].clone(), told["at"].as_i64()), (rules, Some(scene.house.clock.now().0)));
    let (status, refused) = scene.admin.call(Method::GET, &path("Nobody%20123"), None).await;
    assert_eq!(
        (status, &refused["error"]),
        (StatusCode::NOT_FOUND, &json!("Nobody of this name is here now; rules look at who is."))
    );
    scene.house.close().await;
}

#[tokio::test]
async fn strangers_words_stay_words() {
    let scene = Scene::open().await;
    scene.rule(json!({"field": "campaign", "is": "is", "value": "<b>"}), json!({})).await;
    let visitor = scene.house.visitor();
    visitor.visit("/lamps?utm_campaign=%3Cscript%3E%0A%E2%80%AEgnp").await;
    let rules = scene.why_not(&visitor).await;
    assert_eq!(rules[0]["conditions"][0]["found"], "“<script>gnp”");
    scene.house.close().await;
}
