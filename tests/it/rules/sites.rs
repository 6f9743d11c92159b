//! What a site decides: words, form, privacy; whether its tracking code works; and its end.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House, ORIGIN};

async fn set(admin: &Agent, house: &House, settings: &Value) {
    let body = json!({"name": "Harrow & Pine", "origins": [ORIGIN], "time_zone": "Europe/London", "style": null, "settings": settings});
    let (status, answer) = admin.put(&format!("/sites/{}", house.site), &body).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

#[tokio::test]
async fn the_widget_is_told_in_the_visitors_language() {
    let house = House::open().await;
    let (admin, visitor) = (house.admin().await, house.visitor());
    let texts = json!({"en": {"send": "Send it"}, "de": {"send": "Ab damit"}});
    let settings = json!({"texts": texts, "visitor_files": false, "form": {"name": "required", "email": "off"}});
    set(&admin, &house, &settings).await;
    let page = visitor.visit("/lamps").await;
    let (_doorway, welcome) = visitor.doorway(page).await;
    let told = welcome["settings"].clone();
    let form = json!({"name": "required", "email": "off", "question": "optional"});
    assert_eq!(told, json!({"preview_typing": false, "files": false, "texts": {"send": "Send it"}, "form": form}));
    house.close().await;
}

#[tokio::test]
async fn an_installation_is_checked() {
    let house = House::open().await;
    let (admin, visitor) = (house.admin().await, house.visitor());
    let path = format!("/sites/{}/installation", house.site);
    assert_eq!(admin.get(&path).await, json!({"beacon": null, "refused": null, "doorway": null}));
    let mut foreign = visitor.beacon(visitor.page_view(uuid::Uuid::now_v7(), "/lamps")).build().expect("a request");
    foreign.headers_mut().insert("origin", "https://copy.example".parse().expect("a header"));
    assert_eq!(reqwest::Client::new().execute(foreign).await.expect("answered").status(), StatusCode::FORBIDDEN);
    let refused = admin.get(&path).await["refused"].clone();
    assert_eq!(refused["origin"], "https://copy.example");
    assert!(refused["why"].as_str().is_some_and(|why| why.contains("do not belong")), "{refused}");
    let _doorway = visitor.come_in().await;
    let now = admin.get(&path).await;
    assert_eq!(
        (&now["beacon"]["url"], &now["beacon"]["origin"]),
        (&json!("https://shop.example/lamps"), &json!(ORIGIN))
    );
    assert_eq!(now["doorway"], json!(house.clock.now()));
    house.close().await;
}

#[tokio::test]
async fn a_deleted_site_lets_nothing_in() {
    let house = House::open().await;
    let (admin, visitor) = (house.admin().await, house.visitor());
    visitor.visit("/lamps").await;
    let path = format!("/sites/{}", house.site);
    assert_eq!(admin.delete(&path).await.0, StatusCode::NO_CONTENT);
    assert_eq!(visitor.send(visitor.page_view(uuid::Uuid::now_v7(), "/lamps")).await, StatusCode::NOT_FOUND);
    assert_eq!(admin.delete(&path).await.0, StatusCode::NOT_FOUND);
    assert_eq!(admin.call(reqwest::Method::GET, &format!("{path}/installation"), None).await.0, StatusCode::NOT_FOUND);
    assert_eq!(admin.get("/audit?action=site").await["entries"][0]["action"], "site.deleted");
    house.close().await;
}

#[tokio::test]
async fn a_signal_is_obeyed_unless_the_site_answers_for_ignoring_it() {
    let house = House::open().await;
    let (admin, visitor) = (house.admin().await, house.visitor());
    let send =
        async || visitor.beacon(visitor.page_view(uuid::Uuid::now_v7(), "/lamps")).header("sec-gpc", "1").send().await;
    assert_eq!(send().await.expect("answered").status(), StatusCode::NO_CONTENT);
    assert!(house.row(&visitor).is_none(), "not known by the id it sent");
    set(&admin, &house, &json!({"respect_gpc": false})).await;
    assert_eq!(send().await.expect("answered").status(), StatusCode::NO_CONTENT);
    assert!(house.row(&visitor).is_some());
    let sites = admin.get("/sites").await["sites"].clone();
    let shop = sites.as_array().expect("sites").iter().find(|site| site["key"] == json!(house.site)).expect("listed");
    assert!(shop["snippet"].as_str().is_some_and(|snippet| snippet.contains(" data-ignore-signals>")), "{shop}");
    house.close().await;
}
