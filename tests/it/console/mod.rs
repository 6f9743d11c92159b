//! The console's socket: the window of Who's On, the map, the panel, and who may open it.

mod table;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use self::table::Table;
use crate::support::{House, Socket, examples};

fn watch(more: &Value) -> Value {
    let mut window = json!({"site": null});
    for (key, value) in more.as_object().expect("an object") {
        window[key] = value.clone();
    }
    json!({"type": "watch", "window": window})
}

#[tokio::test]
async fn every_example_of_the_protocol_is_understood() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let mut page = visitor.come_in().await;
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
    let chat = page.hear("ack").await["chat"].as_str().expect("an id").to_owned();
    let mut console = ada.console().await;
    let answers = ["snapshot", "", "places", "", "visitor", "", "", "ack", "", ""];
    let examples = examples("console");
    assert_eq!(examples.len(), answers.len(), "every example has its answer");
    for (example, answer) in examples.iter().zip(answers) {
        let own = example.replace("SITE", house.site.as_str()).replace("CHAT", &chat).replace("KEY", &visitor.handle());
        console.say(&own).await;
        if !answer.is_empty() {
            let heard = console.hear_all_until(answer).await;
            assert!(heard.iter().all(|frame| frame["type"] != "refused"), "{own}: {heard:?}");
        }
    }
    console.say(json!({"type": "nonsense"})).await;
    let heard = console.hear_all_until("refused").await;
    let why = heard.last().expect("one")["why"].as_str().expect("words").to_owned();
    assert!(why.contains("unknown variant `nonsense`"), "nothing but nonsense is refused: {why}");
    assert_eq!(page.hear("typing").await["name"], "Ada");
    assert_eq!(ada.get("/session").await["agent"]["status"], "away");
    assert_eq!(ada.get(&format!("/chats/{chat}")).await["chat"]["read_seq"], 3);
    house.close().await;
}

#[tokio::test]
async fn a_held_table_keeps_its_order_and_counts_who_waits() {
    let house = House::open().await;
    let (ada, first, second) = (house.agent("Ada").await, house.visitor(), house.visitor());
    first.visit("/lamps").await;
    let (mut console, mut table) = (ada.console().await, Table::default());
    console.say(watch(&json!({"sort": "on_site"}))).await;
    table.until(&mut console, "one row", |table| table.order.len() == 1).await;
    console.say(json!({"type": "hold", "on": true})).await;
    console.say(json!({"type": "nonsense"})).await;
    console.hear("refused").await;
    house.clock.advance(1_000);
    second.visit("/chairs").await;
    first.visit("/sofas").await;
    table
        .until(&mut console, "one waits", |table| table.waiting == 1 && table.shown()[0]["page"]["path"] == "/sofas")
        .await;
    assert_eq!((&table.order, &table.totals["here"]), (&vec![first.handle()], &json!(2)));
    house.pass(15 * 60_000).await;
    table.until(&mut console, "both left", |table| table.waiting == 0 && table.shown()[0]["status"] == "left").await;
    second.visit("/chairs").await;
    console.say(json!({"type": "hold", "on": false})).await;
    table.until(&mut console, "a fresh order", |table| table.order.contains(&second.handle())).await;
    house.pass(5_001).await;
    table.until(&mut console, "who left is gone", |table| table.order == [second.handle()]).await;
    house.close().await;
}

#[tokio::test]
async fn bots_have_a_lane_of_their_own_with_the_reason() {
    let house = House::open().await;
    let (ada, visitor, bot) = (house.agent("Ada").await, house.visitor(), house.visitor());
    visitor.visit("/lamps").await;
    let crawl = bot.beacon(bot.page_view(Uuid::now_v7(), "/lamps")).header("x-forwarded-for", "8.8.8.8");
    let (http, crawl) = crawl.build_split();
    let mut crawl = crawl.expect("a request");
    crawl.headers_mut().insert("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)".parse().expect("a value"));
    http.execute(crawl).await.expect("answered");
    let (mut console, mut table) = (ada.console().await, Table::default());
    console.say(watch(&json!({"lane": "people"}))).await;
    table.until(&mut console, "people", |table| table.order == [visitor.handle()]).await;
    assert_eq!((&table.totals["here"], &table.totals["bots"]), (&json!(1), &json!(1)));
    console.say(watch(&json!({"lane": "bots"}))).await;
    table.until(&mut console, "bots", |table| table.order.len() == 1 && table.order != [visitor.handle()]).await;
    assert_eq!(table.shown()[0]["bot"], "declared");
    house.close().await;
}

#[tokio::test]
async fn the_map_has_one_entry_a_place_and_counts_those_without_one() {
    let house = House::open_with(&[("PARLOUR_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let (ada, mut console) = (house.agent("Ada").await, house.agent("Bo").await.console().await);
    for from in ["193.0.6.139", "193.0.6.139", "10.1.2.3"] {
        let visitor = house.visitor();
        let sent = visitor.beacon(visitor.page_view(Uuid::now_v7(), "/")).header("x-forwarded-for", from);
        assert_eq!(sent.send().await.expect("answered").status(), StatusCode::NO_CONTENT);
    }
    let row =
        ada.get("/whos-on").await["rows"].as_array().expect("rows").iter().find(|row| !row["lat"].is_null()).cloned();
    let row = row.expect("a row with a place");
    console.say(json!({"type": "watch_places", "site": house.site})).await;
    let map = console.hear_where("places", |map| map["total"] == 3).await;
    let places = map["places"].as_array().expect("a list");
    assert_eq!((places.len(), &places[0]["count"], &places[0]["city"]), (1, &json!(2), &row["city"]));
    assert_eq!((&places[0]["lat"], &places[0]["lon"]), (&row["lat"], &row["lon"]));
    assert_eq!(places[0]["visitors"].as_array().expect("a list").len(), 2);
    assert_eq!(map["without_place"]["count"], 1);
    house.close().await;
}

#[tokio::test]
async fn the_panel_tells_what_a_visitor_does_until_they_leave() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let page = visitor.visit("/lamps?utm_source=letter").await;
    let mut console = ada.console().await;
    console.say(json!({"type": "watch_visitor", "key": visitor.handle()})).await;
    let panel = console.hear("visitor").await;
    assert_eq!((&panel["row"]["key"], &panel["pages"][0]["path"]), (&json!(visitor.handle()), &json!("/lamps")));
    assert_eq!((&panel["pages"][0]["visible_ms"], &panel["campaign"]["source"]), (&Value::Null, &json!("letter")));
    let say = |what: Value| {
        let mut beacon = json!({"site": house.site, "id": Uuid::now_v7(), "visitor": visitor.id});
        beacon.as_object_mut().expect("an object").extend(what.as_object().expect("an object").clone());
        visitor.send(beacon)
    };
    say(json!({"type": "event", "page_view": page, "name": "add_to_basket", "value": 394})).await;
    console.hear_where("visitor", |panel| panel["events"][0]["name"] == "add_to_basket").await;
    say(json!({"type": "identify", "user": {"name": "Marta", "attributes": {"plan": "trade"}}})).await;
    console
        .hear_where("visitor", |panel| panel["user"]["attributes"]["plan"] == "trade" && panel["row"]["known"] == true)
        .await;
    say(json!({"type": "goodbye", "page_view": page, "visible_ms": 8_400})).await;
    console.hear_where("visitor", |panel| panel["pages"][0]["visible_ms"] == 8_400).await;
    house.pass(30_000).await;
    let gone = console.hear_where("visitor", |panel| panel["row"].is_null()).await;
    assert_eq!(gone["pages"][0]["path"], "/lamps", "what they saw can still be read");
    house.close().await;
}

#[tokio::test]
async fn a_session_that_ends_closes_its_consoles_and_no_others() {
    let house = House::open().await;
    let (ada, bo) = (house.agent("Ada").await, house.agent("Bo").await);
    let (mut consoles, mut other) = ((ada.console().await, ada.console().await), bo.console().await);
    assert_eq!(ada.call(Method::DELETE, "/session", None).await.0, StatusCode::NO_CONTENT);
    assert_eq!((consoles.0.closed().await, consoles.1.closed().await), (1008, 1008));
    assert_eq!(ada.console_from(&house.url("")).await.err(), Some(401));
    other.say(watch(&json!({}))).await;
    other.hear("snapshot").await;
    house.close().await;
}

#[tokio::test]
async fn a_change_of_status_is_told_to_all_consoles_of_the_agent_at_once() {
    let house = House::open().await;
    let (ada, bo) = (house.agent("Ada").await, house.agent("Bo").await);
    let (mut one, mut two, mut other) = (ada.console().await, ada.console().await, bo.console().await);
    one.say(json!({"type": "status", "status": "away"})).await;
    for console in [&mut one, &mut two] {
        assert_eq!(console.hear("hello").await["agent"]["status"], "away");
    }
    let away = |frame: &Value| frame["name"] == "Ada" && frame["status"] == "away";
    other.hear_where("agent", away).await;
    other.say(json!({"type": "nonsense"})).await;
    let heard = other.hear_all_until("refused").await;
    assert!(heard.iter().all(|frame| frame["type"] != "hello"), "a colleague is told of, not spoken to: {heard:?}");
    house.close().await;
}

#[tokio::test]
async fn only_the_consoles_own_origin_opens_the_socket() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let (own, port) = (house.url(""), house.running.address.port());
    let foreign = [
        "null".to_owned(),
        "https://evil.example".to_owned(),
        format!("{own}/"),
        format!("{own}."),
        format!("{own}.evil.example"),
        format!("{own}0"),
        format!("http://evil.example:{port}"),
        format!("http://127.0.0.1.evil.example:{port}"),
        format!("http://evil127.0.0.1:{port}"),
        format!("http://[::1]:{port}"),
        format!("http://localhost:{port}"),
        format!("http://127.0.0.1:{}", port - 1),
        format!("http://127.0.0.1@evil.example:{port}"),
        format!("http://a@127.0.0.1:{port}"),
        format!("file://127.0.0.1:{port}"),
        format!("HTTP://127.0.0.1:{port}"),
        format!("//127.0.0.1:{port}"),
        format!("127.0.0.1:{port}"),
        "http://127.0.0.1".to_owned(),
        format!("{own} {own}"),
    ];
    for origin in foreign {
        assert_eq!(ada.console_from(&origin).await.err(), Some(403), "{origin}");
    }
    let socket = house.url("/console/socket");
    assert_eq!(Socket::open(&socket, &[("cookie", &ada.cookie)]).await.err(), Some(403), "no Origin");
    assert_eq!(Socket::open(&socket, &[("origin", &own)]).await.err(), Some(401), "no cookie");
    assert!(ada.console_from(&own).await.is_ok());
    house.close().await;
}
