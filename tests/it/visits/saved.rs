//! Saved filters: one's own, and shared ones.

use parlour::domain::agent::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House};

async fn names(agent: &Agent) -> Vec<(String, bool)> {
    let listed = agent.get("/filters").await;
    let filters = listed["filters"].as_array().expect("filters").clone();
    let told = |one: Value| (one["name"].as_str().expect("a name").to_owned(), one["mine"] == json!(true));
    filters.into_iter().map(told).collect()
}

#[tokio::test]
async fn own_filters_are_ones_own_and_shared_ones_everybodys() {
    let house = House::open().await;
    let (ada, mia, max) = (
        house.agent_who_is("Ada", Role::Administrator).await,
        house.agent_who_is("Mia", Role::Marketer).await,
        house.agent_who_is("Max", Role::Marketer).await,
    );
    let lamps = json!({"name": "Lamps", "query": "f=page%3Astarts%3A%2Flamps&sort=x", "columns": ["started", "entry"]});
    let (status, kept) = mia.post("/filters", &lamps).await;
    assert_eq!((status, &kept["mine"], &kept["shared"]), (StatusCode::CREATED, &json!(true), &json!(false)));
    assert_eq!((&kept["query"], &kept["columns"]), (&lamps["query"], &lamps["columns"]));
    let (status, shared) =
        mia.post("/filters", &json!({"name": "Germans", "query": "f=country%3Ais%3ADE", "shared": true})).await;
    assert_eq!(status, StatusCode::CREATED);
    let own = |name: &str| (name.to_owned(), true);
    assert_eq!(names(&mia).await, [own("Germans"), own("Lamps")]);
    assert_eq!(names(&max).await, [("Germans".to_owned(), false)]);

    for (body, field) in [
        (json!({"name": "Lamps", "query": ""}), "name"),
        (json!({"name": "", "query": ""}), "name"),
        (json!({"name": "New", "query": "f=colour%3Ais%3Ared"}), "query"),
    ] {
        let (status, refused) = mia.post("/filters", &body).await;
        assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{body}");
    }
    let address = format!("/filters/{}", shared["id"].as_str().expect("an id"));
    let renamed = json!({"name": "DE", "query": "f=country%3Ais%3ADE", "shared": true});
    assert_eq!(max.put(&address, &renamed).await.0, StatusCode::FORBIDDEN);
    assert_eq!(ada.put(&address, &renamed).await.0, StatusCode::OK);
    assert_eq!(names(&mia).await, [own("DE"), own("Lamps")]);
    let private = format!("/filters/{}", kept["id"].as_str().expect("an id"));
    assert_eq!(ada.delete(&private).await.0, StatusCode::NOT_FOUND);
    assert_eq!(
        (mia.delete(&private).await.0, mia.delete(&address).await.0),
        (StatusCode::NO_CONTENT, StatusCode::NO_CONTENT)
    );
    assert_eq!(names(&mia).await, []);
    house.close().await;
}
