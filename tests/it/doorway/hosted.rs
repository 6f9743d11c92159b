//! The hosted chat page: a page of ours that may speak for a site whose own pages are elsewhere.

use reqwest::StatusCode;
use reqwest::header::ORIGIN as BY;
use serde_json::json;

use crate::support::{House, Visitor};

#[tokio::test]
async fn a_hosted_page_speaks_for_its_site_and_other_peoples_pages_do_not() {
    let house = House::open().await;
    let visitor = Visitor::new(&house);
    let page = reqwest::get(house.url(&format!("/chat/{}", house.site))).await.expect("answered");
    let page = page.text().await.expect("text");
    assert!(page.contains(&format!("data-site=\"{}\" data-chat=\"page\"", house.site)), "{page}");

    let view = uuid::Uuid::now_v7();
    for (origin, answer) in
        [(house.url(""), StatusCode::NO_CONTENT), ("https://evil.example".to_owned(), StatusCode::FORBIDDEN)]
    {
        let mut beacon = visitor.beacon(visitor.page_view(view, "/chat")).build().expect("a request");
        beacon.headers_mut().insert(BY, origin.parse().expect("a header"));
        let answered = reqwest::Client::new().execute(beacon).await.expect("answered").status();
        assert_eq!(answered, answer, "{origin}");
    }
    let mut socket = visitor.knock(Some(&house.url(""))).await.expect("opened");
    socket.say(visitor.hello(view, "tab")).await;
    let welcome = socket.hear("welcome").await;
    assert_eq!((&welcome["style"]["kind"], &welcome["chat"]), (&json!("none"), &json!(null)), "{welcome}");
    house.close().await;
}
