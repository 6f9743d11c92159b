//! A visitor's open connection: what a page may say through it, over WebSocket and over polls, and when it closes.

mod examples;
mod hosted;

use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{BROWSER, House, ORIGIN, Socket, eventually};

#[tokio::test]
async fn only_a_page_of_the_site_that_introduces_itself_comes_in() {
    let house = House::open().await;
    let visitor = house.visitor();
    assert_eq!(visitor.knock(None).await.err(), Some(403), "without an Origin it is no page");
    let but = |key: &str, value: Value| {
        let mut hello = visitor.hello(Uuid::now_v7(), "tab");
        hello[key] = value;
        hello
    };
    let cases = [
        ("https://evil.example", but("tab", json!("tab")), "pages of https://evil.example do not belong to this site"),
        (ORIGIN, but("site", json!("nobody")), "no site has the key “nobody”"),
        (ORIGIN, but("visitor", json!("me")), "a visitor id is 32 hex digits"),
        (ORIGIN, but("url", json!("file:///etc/passwd")), "url: not http or https"),
        (ORIGIN, but("colour", json!("red")), "unknown field `colour`"),
        (ORIGIN, json!({"type": "activity", "visible": true}), "expected `hello`"),
    ];
    for (origin, hello, says) in cases {
        let mut socket = visitor.knock(Some(origin)).await.expect("a handshake");
        socket.say(&hello).await;
        let refused = socket.hear("refused").await;
        assert!(refused["why"].as_str().expect("words").contains(says), "{refused} instead of {says}");
        socket.closed().await;
    }
    let googlebot = [("user-agent", "Googlebot/2.1"), ("origin", ORIGIN)];
    let mut bot = Socket::open(&house.url("/d"), &googlebot).await.expect("a handshake");
    bot.say(visitor.hello(Uuid::now_v7(), "tab")).await;
    bot.hear("refused").await;
    let private = [("user-agent", BROWSER), ("origin", ORIGIN), ("sec-gpc", "1")];
    let mut private = Socket::open(&house.url("/d"), &private).await.expect("a handshake");
    private.say(visitor.hello(Uuid::now_v7(), "tab")).await;
    assert_eq!(private.hear("refused").await["why"], "no doorway without an id");
    assert!(house.row(&visitor).is_none());
    house.close().await;
}

#[tokio::test]
async fn whoever_says_nothing_is_let_go_after_five_seconds() {
    let house = House::open().await;
    let mut silent = house.visitor().knock(Some(ORIGIN)).await.expect("a handshake");
    assert_eq!(silent.closed().await, 1006);
    house.close().await;
}

#[tokio::test]
async fn a_frame_that_is_too_large_or_one_too_many_closes_the_doorway() {
    let house = House::open().await;
    let visitor = house.visitor();
    let mut large = visitor.come_in().await;
    large.say("x".repeat(16 * 1024 + 1)).await;
    large.closed().await;
    let mut flood = visitor.come_in().await;
    for _ in 0..20 {
        flood.say(json!({"type": "nonsense"})).await;
        assert_eq!(flood.next().await.expect("a frame")["type"], "refused");
    }
    flood.say(json!({"type": "activity", "visible": true})).await;
    assert_eq!(flood.closed().await, 1008);
    let mut patient = visitor.come_in().await;
    for _ in 0..30 {
        house.clock.advance(200);
        patient.say(json!({"type": "nonsense"})).await;
        patient.hear("refused").await;
    }
    house.close().await;
}

#[tokio::test]
async fn a_page_told_by_beacon_and_by_doorway_counts_once_whichever_comes_first() {
    let house = House::open().await;
    let visitor = house.visitor();
    let count = || house.row(&visitor).expect("a row").page_count;
    let first = visitor.visit("/lamps").await;
    let (mut socket, _) = visitor.doorway(first).await;
    assert_eq!(count(), 1);
    let second = Uuid::now_v7();
    socket
        .say(json!({"type": "page", "page_view": second, "url": format!("{ORIGIN}/chairs"), "title": "Chairs"}))
        .await;
    eventually("the page is seen", async || (count() == 2).then_some(())).await;
    visitor.send(visitor.page_view(second, "/chairs")).await;
    assert_eq!(count(), 2);
    let third = Uuid::now_v7();
    let (_other, _) = visitor.doorway(third).await;
    visitor.send(visitor.page_view(third, "/")).await;
    assert_eq!(count(), 3);
    house.close().await;
}

#[tokio::test]
async fn tabs_are_counted_and_the_row_goes_thirty_seconds_after_the_last() {
    let house = House::open().await;
    let visitor = house.visitor();
    let tabs = async |wanted: u16| {
        eventually("the tabs", async || (house.row(&visitor)?.tabs == wanted).then_some(())).await;
    };
    let (first, second) = (visitor.come_in().await, visitor.come_in().await);
    tabs(2).await;
    first.close().await;
    tabs(1).await;
    house.pass(60_000).await;
    second.close().await;
    tabs(0).await;
    house.pass(29_999).await;
    let back = visitor.come_in().await;
    house.pass(30_000).await;
    assert_eq!(house.row(&visitor).expect("navigation does not flicker").tabs, 1);
    back.close().await;
    tabs(0).await;
    house.pass(29_999).await;
    assert!(house.row(&visitor).is_some());
    house.pass(1).await;
    assert!(house.row(&visitor).is_none());
    house.close().await;
}

#[tokio::test]
async fn a_polled_doorway_numbers_its_frames_and_repeats_those_the_page_does_not_have() {
    let house = House::open().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let hello = visitor.hello(visitor.visit("/lamps").await, "tab");
    let first = visitor.poll(&hello, 0, &[], true).await.expect("answered");
    let (n, handle) = (first[0]["n"].as_u64().expect("a number"), visitor.handle());
    assert_eq!((first.len(), &first[0]["frame"]["type"]), (1, &json!("welcome")));
    let (pushed, _) = tokio::join!(visitor.poll(&hello, n, &[], true), ada.invite(&handle, "Hello"));
    let pushed = pushed.expect("answered");
    assert_eq!((pushed.len(), &pushed[0]["frame"]["type"], &pushed[0]["n"]), (1, &json!("invitation"), &json!(n + 1)));
    assert_eq!(visitor.poll(&hello, n, &[], false).await.expect("answered"), pushed, "told again");
    assert!(visitor.poll(&hello, n + 1, &[], false).await.expect("answered").is_empty());
    assert_eq!(house.row(&visitor).expect("a row").tabs, 1, "one tab, however often it polls");
    house.close().await;
}

#[tokio::test]
async fn a_polled_doorway_closes_with_bye_or_after_silence() {
    let house = House::open().await;
    let visitor = house.visitor();
    let hello = visitor.hello(visitor.visit("/lamps").await, "tab");
    let tabs = || house.row(&visitor).map_or(0, |row| row.tabs);
    visitor.poll(&hello, 0, &[], false).await.expect("answered");
    assert_eq!(tabs(), 1);
    visitor.poll(&hello, 0, &[json!({"type": "bye"})], false).await.expect("answered");
    assert_eq!(tabs(), 0);
    let again = visitor.poll(&hello, 0, &[], false).await.expect("answered");
    assert_eq!((tabs(), &again[0]["frame"]["type"]), (1, &json!("welcome")));
    house.clock.advance(35_001);
    eventually("the doorway closes", async || (tabs() == 0).then_some(())).await;
    let had = again[0]["n"].as_u64().expect("a number");
    let anew = visitor.poll(&hello, had, &[], false).await.expect("answered");
    assert_eq!(anew[0]["frame"]["type"], "welcome", "numbers grow, also when it had to be opened anew");
    house.close().await;
}

#[tokio::test]
async fn a_poll_that_is_none_is_refused() {
    let house = House::open().await;
    let visitor = house.visitor();
    let hello = visitor.hello(Uuid::now_v7(), "tab");
    for (body, status) in [
        ("{".to_owned(), StatusCode::BAD_REQUEST),
        (json!({"hello": hello, "colour": "red"}).to_string(), StatusCode::BAD_REQUEST),
        (json!({"hello": {"type": "hello"}}).to_string(), StatusCode::FORBIDDEN),
        (" ".repeat(64 * 1024 + 1), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        assert_eq!(visitor.post_poll(body).await.status(), status);
    }
    let many = vec![json!({"type": "activity", "visible": true}); 21];
    assert_eq!(visitor.poll(&hello, 0, &many, false).await.err(), Some(StatusCode::TOO_MANY_REQUESTS));
    house.close().await;
}
