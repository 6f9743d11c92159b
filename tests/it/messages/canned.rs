//! Canned responses: kept, previewed, said.

use std::sync::Arc;

use parlour::domain::presence::Person;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::Talk;
use crate::support::{Agent, House};

fn canned(shortcut: &str, text: &str, shared: bool) -> Value {
    json!({"shortcut": shortcut, "title": "", "text": text, "shared": shared})
}

async fn shortcuts(agent: &Agent) -> Vec<String> {
    let list = agent.get("/canned").await;
    let list = list["canned"].as_array().expect("a list");
    list.iter().map(|one| one["shortcut"].as_str().expect("words").to_owned()).collect()
}

#[tokio::test]
async fn everybody_has_their_own_and_the_shared_ones() {
    let house = House::open().await;
    let (admin, ada, bo) = (house.admin().await, house.agent("Ada").await, house.agent("Bo").await);
    assert_eq!(shortcuts(&ada).await, ["/bye", "/hello", "/moment", "/more"], "a few to begin with");
    let (status, own) = ada.post("/canned", &canned("/Lamp-1", "The lamp", false)).await;
    assert_eq!((status, &own["shortcut"], &own["title"]), (StatusCode::CREATED, &json!("/lamp-1"), &json!("/lamp-1")));
    assert!(shortcuts(&ada).await.contains(&"/lamp-1".to_owned()));
    assert!(!shortcuts(&bo).await.contains(&"/lamp-1".to_owned()));
    assert_eq!(bo.post("/canned", &canned("/lamp-1", "Mine", false)).await.0, StatusCode::CREATED, "each their own");
    for (body, expected) in [
        (canned("/lamp-1", "Again", false), StatusCode::CONFLICT),
        (canned("/hello", "Mine", false), StatusCode::CONFLICT),
        (canned("/t", "Transfer", false), StatusCode::UNPROCESSABLE_ENTITY),
        (canned("/x", "#nobody_knows#", false), StatusCode::UNPROCESSABLE_ENTITY),
        (canned("/x", "For all", true), StatusCode::FORBIDDEN),
    ] {
        assert_eq!(ada.post("/canned", &body).await.0, expected, "{body}");
    }
    let one = format!("/canned/{}", own["id"].as_str().expect("an id"));
    let changed = canned("/lamp-2", "The other lamp", false);
    assert_eq!(bo.call(Method::PUT, &one, Some(&changed)).await.0, StatusCode::NOT_FOUND, "Ada's");
    assert_eq!(bo.call(Method::DELETE, &one, None).await.0, StatusCode::NOT_FOUND);
    assert_eq!(ada.call(Method::PUT, &one, Some(&changed)).await.1["text"], "The other lamp");
    assert_eq!(ada.call(Method::DELETE, &one, None).await.0, StatusCode::NO_CONTENT);
    let (_, shared) = admin.post("/canned", &canned("/all", "For all", true)).await;
    let shared = format!("/canned/{}", shared["id"].as_str().expect("an id"));
    assert_eq!(ada.call(Method::PUT, &shared, Some(&canned("/all", "x", false))).await.0, StatusCode::FORBIDDEN);
    assert_eq!(ada.call(Method::DELETE, &shared, None).await.0, StatusCode::FORBIDDEN);
    assert_eq!(admin.call(Method::DELETE, &shared, None).await.0, StatusCode::NO_CONTENT);
    house.close().await;
}

#[tokio::test]
async fn a_shortcut_says_it_with_this_visitors_values() {
    let mut talk = Talk::begin().await;
    let app = &talk.house.running.app;
    let person = Person { name: "%OPERATOR% #operator#".into(), ..Person::default() };
    app.live.whos_on.identify(talk.visitor.key, Arc::new(person.clone()));
    app.records.identify(&talk.house.site, talk.visitor.key, &person, app.clock.now()).await.expect("kept");
    let (_, own) = talk.agent.post("/canned", &canned("/hi", "%VISITOR%, #operator# of #company#", false)).await;
    let say = json!({"type": "say_canned", "canned": own["id"], "client_id": "a-1"});
    assert_eq!(talk.console_says(say.clone(), "ack").await["seq"], 3);
    let heard = talk.page.hear_where("message", |message| message["seq"] == 3).await;
    assert_eq!(heard["text"], "%OPERATOR% #operator#, Ada of Harrow & Pine", "a value is only text");
    let preview = json!({"chat": talk.chat, "text": "%VISITOR%: #first_nam# #phone#"});
    let expected = json!({
        "text": "%OPERATOR% #operator#: #first_nam#", "unknown": [{"name": "first_nam", "did_you_mean": "first_name"}],
        "empty": ["phone"],
    });
    assert_eq!(talk.agent.post("/canned/preview", &preview).await, (StatusCode::OK, expected.clone()));
    talk.page.close().await;
    let row = talk.house.running.app.clone();
    let gone = async || row.live.whos_on.get(talk.visitor.key).is_none_or(|row| row.tabs == 0).then_some(());
    crate::support::eventually("the page is closed", gone).await;
    talk.house.pass(31 * 60_000).await;
    assert!(talk.house.row(&talk.visitor).is_none());
    assert_eq!(talk.agent.post("/canned/preview", &preview).await.1, expected, "from the records");
    let nobody = json!({"chat": null, "text": "Hello %VISITOR%, I'm %OPERATOR%."});
    assert_eq!(talk.agent.post("/canned/preview", &nobody).await.1["text"], "Hello, I'm Ada.");
    let bo = talk.house.agent("Bo").await;
    assert_eq!(bo.post("/canned/preview", &preview).await.0, StatusCode::FORBIDDEN, "Ada's chat");
    talk.house.close().await;
}
