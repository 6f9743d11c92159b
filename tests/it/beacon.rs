//! A beacon is kept once, or dropped for a reason that is said in one line.

use std::collections::{BTreeMap, HashSet};

use parlour::actions::refresh_visits::refresh_visits;
use parlour::domain::gate::DropReason;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::process::Command;
use uuid::Uuid;

use crate::support::{BROWSER, House, NOW, ORIGIN, Served, Visitor, eventually, examples};

#[tokio::test]
async fn every_example_of_the_protocol_is_kept() {
    let house = House::open().await;
    let visitor = house.visitor();
    let all = examples("beacon");
    for example in &all {
        let body =
            example.replace("SITE", house.site.as_str()).replace("00112233445566778899aabbccddeeff", &visitor.id);
        assert_eq!(visitor.send(body).await, StatusCode::NO_CONTENT, "{example}");
    }
    let row = house.row(&visitor).expect("a row");
    assert_eq!((row.name(), row.page_count, &*row.page().path), ("Marta Kowalska", 1, "/lamps"));
    assert_eq!((&*row.referrer.domain, &*row.campaign.campaign), ("google.com", "autumn-lamps"));
    assert_eq!((&*row.events[0].0, row.pages[0].visible_ms), ("add_to_basket", Some(8_400)));
    assert_eq!(row.person.as_ref().expect("identified").attributes["plan"], "trade");
    let counts = house.logged(|counts| counts.events + counts.page_leaves + counts.visits >= 3).await;
    assert_eq!((counts.page_views, counts.events, counts.page_leaves, counts.visits), (2, 1, 1, 1));
    let log = &house.running.app.visit_log;
    let left = log.rows_of("page_leaves", &house.site, row.key.log_id()).await.expect("asked");
    let views = log.rows_of("page_views", &house.site, row.key.log_id()).await.expect("asked");
    let opened = views.iter().find(|view| view["page_view"] == left[0]["page_view"]).expect("seen");
    assert_eq!((&left[0]["path"], &left[0]["opened"]), (&json!("/lamps"), &opened["at"]));
    assert_eq!(house.metric("parlour_beacons_total{outcome=\"kept\"}").await, all.len() as u64);
    house.close().await;
}

#[tokio::test]
async fn a_visit_that_goes_on_is_counted_as_it_stands() {
    let house = House::open().await;
    let visitor = house.visitor();
    for path in ["/", "/lamps", "/basket"] {
        visitor.visit(path).await;
    }
    let row = house.row(&visitor).expect("a row");
    refresh_visits(&house.running.app, NOW).await.expect("a spool");
    eventually("the visit has its pages", async || {
        let found = house.running.app.visit_log.visit(&house.site, row.visit).await.ok().flatten();
        found.filter(|visit| visit.pages == 3 && visit.exit_url.ends_with("/basket"))
    })
    .await;
    house.close().await;
}

/// A beacon that is dropped: why, what is sent, what the one line says.
struct Dropped {
    reason: DropReason,
    sent: RequestBuilder,
    says: &'static str,
}

fn dropped(visitor: &Visitor) -> Vec<Dropped> {
    let view = || visitor.page_view(Uuid::now_v7(), "/");
    let but = |key: &str, value: Value| {
        let mut view = view();
        view[key] = value;
        visitor.beacon(view)
    };
    let one = |reason, sent, says| Dropped { reason, sent, says };
    vec![
        one(DropReason::TooLarge, visitor.beacon("x".repeat(16 * 1024 + 1)), "a beacon is at most 16 KiB"),
        one(
            DropReason::Compressed,
            visitor.beacon(view()).header("content-encoding", "gzip"),
            "a beacon is not compressed",
        ),
        one(
            DropReason::WrongType,
            typed(visitor.beacon(view()), "text/html"),
            "a beacon is text/plain or application/json",
        ),
        one(DropReason::Malformed, visitor.beacon("{"), "EOF while parsing an object at line 1 column 1"),
        one(DropReason::Malformed, but("colour", json!("red")), "unknown field `colour`"),
        one(
            DropReason::Malformed,
            but("url", json!("javascript:alert(1)")),
            "url: not an absolute http or https address",
        ),
        one(DropReason::Malformed, but("visitor", json!("me")), "visitor: a visitor id is 32 hex digits"),
        one(DropReason::UnknownSite, but("site", json!("nobody")), "no site has the key “nobody”"),
        one(
            DropReason::ForeignOrigin,
            from(visitor.beacon(view()), "https://evil.example"),
            "pages of https://evil.example do not",
        ),
        one(DropReason::Bot, agent(visitor.beacon(view()), "Googlebot/2.1 (+http://www.google.com/bot.html)"), ""),
    ]
}

fn header(request: RequestBuilder, name: &'static str, value: &'static str) -> RequestBuilder {
    let (client, request) = request.build_split();
    let mut request = request.expect("a request");
    request.headers_mut().insert(name, value.parse().expect("a value"));
    RequestBuilder::from_parts(client, request)
}

fn typed(request: RequestBuilder, kind: &'static str) -> RequestBuilder {
    header(request, "content-type", kind)
}

fn from(request: RequestBuilder, origin: &'static str) -> RequestBuilder {
    header(request, "origin", origin)
}

fn agent(request: RequestBuilder, name: &'static str) -> RequestBuilder {
    header(request, "user-agent", name)
}

#[tokio::test]
async fn what_is_dropped_is_told_why_in_one_line_and_counted() {
    let house = House::open().await;
    let visitor = house.visitor();
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for Dropped { reason, sent, says } in dropped(&visitor) {
        let answer = sent.send().await.expect("answered");
        assert_eq!(answer.status().as_u16(), reason.status(), "{reason:?}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*");
        let line = answer.text().await.expect("text");
        assert!(line.starts_with(says) && !line.contains('\n'), "{reason:?}: {line}");
        *expected.entry(reason.word()).or_default() += 1;
    }
    assert!(house.row(&visitor).is_none_or(|row| row.bot.is_some()), "nobody came");
    for (word, count) in expected {
        assert_eq!(house.metric(&format!("parlour_beacons_total{{outcome=\"{word}\"}}")).await, count, "{word}");
    }
    let counts = house.logged(|counts| !counts.bots.is_empty()).await;
    assert_eq!((counts.page_views, counts.bots[0].requests), (0, 1));
    house.close().await;
}

#[tokio::test]
async fn too_many_are_asked_to_wait() {
    let house = House::open().await;
    let visitor = house.visitor();
    let mut sent = 0;
    let refused = loop {
        let answer = visitor.beacon(visitor.page_view(Uuid::now_v7(), "/")).send().await.expect("answered");
        if answer.status() != StatusCode::NO_CONTENT {
            break answer;
        }
        sent += 1;
        assert!(sent < 2_000, "nobody sends so much");
    };
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers()["retry-after"], "1");
    assert!(sent >= 60, "a burst of 60 is let in, {sent} were");
    assert_eq!(house.visitor().send("{}").await, StatusCode::BAD_REQUEST, "others are not affected");
    house.close().await;
}

#[tokio::test]
async fn the_same_beacon_again_counts_once_and_across_a_restart() {
    let mut house = House::open().await;
    let visitor = house.visitor();
    let view = visitor.page_view(Uuid::now_v7(), "/lamps");
    for _ in 0..3 {
        assert_eq!(visitor.send(&view).await, StatusCode::NO_CONTENT);
    }
    assert_eq!(house.row(&visitor).expect("a row").page_count, 1);
    assert_eq!(house.metric("parlour_beacons_total{outcome=\"repeat\"}").await, 2);
    house = house.restart().await;
    let again = Client::new().post(house.url("/b")).header("user-agent", BROWSER).header("origin", ORIGIN);
    let again = again.header("content-type", "application/json").body(view.to_string()).send().await.expect("answered");
    assert_eq!(again.status(), StatusCode::NO_CONTENT);
    assert_eq!(house.metric("parlour_beacons_total{outcome=\"repeat\"}").await, 1);
    house.visitor();
    let other = house.visitor();
    other.visit("/chairs").await;
    assert_eq!(house.logged(|counts| counts.page_views >= 2).await.page_views, 2);
    house.close().await;
}

#[tokio::test]
async fn a_beacon_that_cannot_be_written_is_asked_for_again_and_then_counts_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let served = Served::start(folder.path()).await;
    let id = Uuid::now_v7();
    limit_files(&served, "1:unlimited").await;
    let refused = post(&served, id).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(
        reqwest::get(served.url("/health/ready")).await.expect("answered").status(),
        StatusCode::SERVICE_UNAVAILABLE
    );
    limit_files(&served, "unlimited:unlimited").await;
    for _ in 0..2 {
        assert_eq!(post(&served, id).await.status(), StatusCode::NO_CONTENT);
    }
    assert_eq!(reqwest::get(served.url("/health/ready")).await.expect("answered").status(), StatusCode::OK);
    let counted = eventually("it is counted", async || {
        let text = reqwest::get(served.url("/metrics")).await.ok()?.text().await.ok()?;
        let of = |outcome: &str| {
            text.lines().any(|line| line == format!("parlour_beacons_total{{outcome=\"{outcome}\"}} 1"))
        };
        Some((of("not_durable"), of("kept"), of("repeat")))
    });
    assert_eq!(counted.await, (true, true, true));
    served.stop().await;
    assert_eq!(crate::kill::page_views(folder.path(), "demo").await, HashSet::from([id]));
}

/// The kernel lets the service's files grow no further than this (bytes, soft:hard).
async fn limit_files(served: &Served, limit: &str) {
    let process = served.process().to_string();
    let limited =
        Command::new("prlimit").args(["--pid", &process, &format!("--fsize={limit}")]).status().await.expect("runs");
    assert!(limited.success());
}

async fn post(served: &Served, id: Uuid) -> reqwest::Response {
    let view = json!({"site": "demo", "id": id, "type": "page_view", "url": "https://shop.example/", "visitor": "ab".repeat(16)});
    let request =
        Client::new().post(served.url("/b")).header("user-agent", BROWSER).header("content-type", "text/plain");
    request.body(view.to_string()).send().await.expect("answered")
}

#[tokio::test]
async fn only_a_trusted_proxy_says_whose_address_it_is() {
    for (trusted, expected) in [("127.0.0.1", "193.0.6.139"), ("", "127.0.0.1"), ("10.0.0.0/8", "127.0.0.1")] {
        let house = House::open_with(&[("PARLOUR_TRUSTED_PROXIES", trusted)]).await;
        let visitor = house.visitor();
        let sent =
            visitor.beacon(visitor.page_view(Uuid::now_v7(), "/")).header("x-forwarded-for", "6.6.6.6, 193.0.6.139");
        assert_eq!(sent.send().await.expect("answered").status(), StatusCode::NO_CONTENT);
        let row = house.row(&visitor).expect("a row");
        assert_eq!(row.ip.map(|ip| ip.to_string()).as_deref(), Some(expected), "{trusted}");
        assert_eq!(row.place.country.is_empty(), trusted != "127.0.0.1");
        house.close().await;
    }
}

#[tokio::test]
async fn a_browser_that_does_not_want_to_be_followed_is_a_country_and_no_more() {
    let house = House::open_with(&[("PARLOUR_TRUSTED_PROXIES", "127.0.0.1")]).await;
    for signal in ["sec-gpc", "dnt"] {
        let visitor = house.visitor();
        let sent = visitor.beacon(visitor.page_view(Uuid::now_v7(), "/")).header("x-forwarded-for", "193.0.6.139");
        assert_eq!(sent.header(signal, "1").send().await.expect("answered").status(), StatusCode::NO_CONTENT);
        assert!(house.row(&visitor).is_none(), "the id the browser has is not used");
        let everyone = house.running.app.live.whos_on.everyone(Some(&house.site));
        let [row] = &everyone[..] else { panic!("one row: {everyone:?}") };
        assert!(row.privacy && row.ip.is_none() && row.place.city.is_empty() && row.place.coordinates.is_none());
        assert_eq!(&*row.place.country, "NL");
    }
    house.close().await;
}

#[tokio::test]
async fn a_page_without_javascript_is_counted_and_always_gets_its_picture() {
    let house = House::open().await;
    for (site, page) in
        [(house.site.as_str(), "https://shop.example/lamps"), ("nobody", "https://shop.example/"), ("", "")]
    {
        let request = Client::new().get(house.url(&format!("/b.gif?site={site}"))).header("user-agent", BROWSER);
        let answer = request.header("referer", page).send().await.expect("answered");
        assert_eq!(
            (answer.status(), &answer.headers()["content-type"]),
            (StatusCode::OK, &"image/gif".parse().expect("a value"))
        );
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert!(answer.bytes().await.expect("bytes").starts_with(b"GIF89a\x01\0\x01\0"));
    }
    assert_eq!(house.logged(|counts| counts.page_views > 0).await.page_views, 1);
    house.close().await;
}
