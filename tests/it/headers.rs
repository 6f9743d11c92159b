//! What every answer carries, and what no request gets past: headers, origins, content types, sessions.

use std::collections::BTreeSet;

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Agent, House};

/// The headers that protect, in the order of the tables below.
const NAMES: [&str; 10] = [
    "x-content-type-options",
    "cross-origin-opener-policy",
    "permissions-policy",
    "strict-transport-security",
    "referrer-policy",
    "cross-origin-resource-policy",
    "content-security-policy",
    "cache-control",
    "access-control-allow-origin",
    "access-control-expose-headers",
];

const ALL: [&str; 4] = [
    "nosniff",
    "same-origin",
    "camera=(), microphone=(), geolocation=(), payment=()",
    "max-age=63072000; includeSubDomains",
];

const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";
const CONSOLE: &str = "default-src 'none'; script-src 'nonce-N' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    object-src 'none'; frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";
const SHOP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types 'none'";

const CHAT: &str = "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The map's worker fetches the basemap.
const WORKER: &str = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

/// What differs: referrer, resource, policy, cache, who may read it, which headers they may read.
type Own = [&'static str; 6];
const PRIVATE: Own = ["no-referrer", "same-origin", NOTHING, "no-store", "", ""];
const PAGE: Own = ["no-referrer", "same-origin", CONSOLE, "no-store", "", ""];
const SHOP_PAGE: Own = ["strict-origin-when-cross-origin", "same-origin", SHOP, "no-store", "", ""];
const CHAT_PAGE: Own = ["strict-origin-when-cross-origin", "same-origin", CHAT, "no-store", "", ""];
const SHOP_FILE: Own = ["no-referrer", "same-origin", NOTHING, "no-cache", "", ""];
const CONSOLE_FILE: Own = ["no-referrer", "same-origin", WORKER, "public, max-age=300", "", ""];
const NO_CONSOLE_FILE: Own = ["no-referrer", "same-origin", WORKER, "no-store", "", ""];
const OPEN: Own = ["strict-origin-when-cross-origin", "cross-origin", NOTHING, "", "*", "Retry-After"];
const OPEN_PICTURE: Own = ["strict-origin-when-cross-origin", "cross-origin", NOTHING, "no-store", "*", "Retry-After"];
const TRACKER: Own =
    ["strict-origin-when-cross-origin", "cross-origin", NOTHING, "public, max-age=300", "*", "Retry-After"];

/// Every route: method, path, status, what it carries.
const ROUTES: [(Method, &str, u16, Own); 29] = [
    (Method::GET, "/", 200, PAGE),
    (Method::GET, "/chats/anything", 200, PAGE),
    (Method::GET, "/demo", 200, SHOP_PAGE),
    (Method::GET, "/demo/nowhere", 404, PRIVATE),
    (Method::GET, "/demo/assets/demo.js", 200, SHOP_FILE),
    (Method::GET, "/demo/assets/nothing.js", 404, PRIVATE),
    (Method::GET, "/chat/demo", 200, CHAT_PAGE),
    (Method::GET, "/chat/nowhere", 404, PRIVATE),
    (Method::GET, "/health/live", 200, PRIVATE),
    (Method::GET, "/health/ready", 200, PRIVATE),
    (Method::GET, "/metrics", 200, PRIVATE),
    (Method::GET, "/console/socket", 401, PRIVATE),
    (Method::GET, "/console/favicon.svg", 200, CONSOLE_FILE),
    (Method::GET, "/console/.vite/manifest.json", 404, NO_CONSOLE_FILE),
    (Method::GET, "/api/v1/openapi.json", 200, PRIVATE),
    (Method::GET, "/api/v1/asyncapi.json", 200, PRIVATE),
    (Method::GET, "/api/v1/whos-on", 401, PRIVATE),
    (Method::GET, "/api/v1/nothing", 404, PRIVATE),
    (Method::GET, "/t.js", 200, TRACKER),
    (Method::GET, "/t/nothing.js", 404, OPEN),
    (Method::POST, "/b", 415, OPEN),
    (Method::GET, "/b.gif?site=demo", 200, OPEN_PICTURE),
    (Method::GET, "/d", 400, OPEN),
    (Method::POST, "/d/poll", 400, OPEN),
    (Method::POST, "/d/files", 415, OPEN),
    (Method::OPTIONS, "/d/files", 204, OPEN),
    (Method::GET, "/files/nothing/nothing", 404, OPEN),
    (Method::POST, "/d/transcript", 415, OPEN),
    (Method::POST, "/d/offline", 415, OPEN),
];

fn carried(answer: &Response) -> Vec<String> {
    let nonced = |value: &str| match value.split_once("'nonce-") {
        Some((before, rest)) => format!("{before}'nonce-N'{}", rest.split_once('\'').map_or("", |(_, after)| after)),
        None => value.to_owned(),
    };
    let value = |name: &&str| {
        answer.headers().get(*name).map_or_else(String::new, |value| nonced(value.to_str().expect("text")))
    };
    NAMES.iter().map(value).collect()
}

#[tokio::test]
async fn every_route_carries_exactly_its_headers() {
    let house = House::open().await;
    let http = Client::new();
    let mut wrong = Vec::new();
    for (method, path, status, own) in ROUTES {
        let answer = http.request(method.clone(), house.url(path)).send().await.expect("answered");
        let expected: Vec<_> = ALL.into_iter().chain(own).map(str::to_owned).collect();
        let found = carried(&answer);
        if answer.status() != status || found != expected {
            wrong.push(format!("{method} {path}: {}\n  {found:?}\n  {status}\n  {expected:?}", answer.status()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    house.close().await;
}

#[tokio::test]
async fn the_consoles_page_is_never_written_twice_alike() {
    let house = House::open().await;
    let mut nonces = BTreeSet::new();
    for _ in 0..3 {
        let answer = reqwest::get(house.url("/")).await.expect("answered");
        let policy = answer.headers()["content-security-policy"].to_str().expect("text").to_owned();
        let nonce =
            policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned();
        assert!(nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()), "128 bits: {nonce}");
        let page = answer.text().await.expect("text");
        let scripts = page.matches("<script").count();
        assert_eq!(
            (scripts, page.matches(&format!("nonce=\"{nonce}\"")).count() >= scripts),
            (scripts, true),
            "{page}"
        );
        assert!(scripts > 0 && !page.contains(" onload=") && !page.contains("javascript:"), "{page}");
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 3);
    house.close().await;
}

/// Each call that the document describes, with something in the place of its parameters; what ends the session comes last.
fn described() -> Vec<(Method, String, Value)> {
    let document: Value = serde_json::from_str(include_str!("../../src/web/api/openapi.json")).expect("JSON");
    let mut calls = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, call) in item.as_object().expect("methods") {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            calls.push((method, filled(path), call.clone()));
        }
    }
    calls.sort_by_key(|(method, path, _)| (*method == Method::DELETE && path == "/session", path.clone()));
    assert!(calls.len() > 20, "{}", calls.len());
    calls
}

fn filled(path: &str) -> String {
    let path =
        path.replace("{id}", &Uuid::nil().to_string()).replace("{key}", "demo").replace("{name}", "Linnet%20482");
    if path.ends_with("/note") {
        return format!("{path}?site=SITE");
    }
    if path.ends_with("/form") { format!("{path}?visitor={}", "0".repeat(32)) } else { path }
}

fn takes_body(call: &Value) -> bool {
    call["requestBody"]["content"].get("application/json").is_some()
}

struct Knock<'a> {
    house: &'a House,
    http: Client,
    agent: Agent,
}

impl<'a> Knock<'a> {
    async fn new(house: &'a House) -> Self {
        Self { house, http: Client::new(), agent: house.admin().await }
    }

    fn request(&self, method: &Method, path: &str) -> RequestBuilder {
        let path = path.replace("SITE", self.house.site.as_str());
        self.http.request(method.clone(), self.house.url(&format!("/api/v1{path}")))
    }

    /// Signed in, from our own page.
    fn own(&self, method: &Method, path: &str) -> RequestBuilder {
        self.request(method, path).header("origin", self.house.url("")).header("cookie", &self.agent.cookie)
    }
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.expect("answered").status()
}

fn changes(method: &Method) -> bool {
    *method != Method::GET
}

#[tokio::test]
async fn nobody_gets_anything_without_signing_in() {
    let house = House::open().await;
    let knock = Knock::new(&house).await;
    for (method, path, _) in described() {
        if path.ends_with("api.json") || (method == Method::POST && path == "/session") {
            continue;
        }
        for cookie in ["", "parlour_s=", "parlour_s=0000", "__Host-s=' OR 1=1 --"] {
            let request = knock.request(&method, &path).header("origin", house.url("")).header("cookie", cookie);
            assert_eq!(status(request).await, StatusCode::UNAUTHORIZED, "{method} {path} {cookie}");
        }
    }
    house.close().await;
}

#[tokio::test]
async fn only_our_own_page_may_change_something() {
    let house = House::open().await;
    let knock = Knock::new(&house).await;
    let (own, port) = (house.url(""), house.running.address.port());
    let foreign = [
        "null",
        "https://evil.example",
        &format!("{own}.evil.example"),
        &format!("http://localhost:{port}"),
        "http://127.0.0.1",
    ];
    for (method, path, _) in described().into_iter().filter(|(method, _, _)| changes(method)) {
        let signed = || knock.request(&method, &path).header("cookie", &knock.agent.cookie).json(&json!({}));
        assert_eq!(status(signed()).await, StatusCode::FORBIDDEN, "{method} {path} without an Origin");
        for origin in foreign {
            assert_eq!(
                status(signed().header("origin", origin)).await,
                StatusCode::FORBIDDEN,
                "{method} {path} {origin}"
            );
        }
        for site in ["cross-site", "same-site", "none"] {
            assert_eq!(
                status(signed().header("sec-fetch-site", site)).await,
                StatusCode::FORBIDDEN,
                "{method} {path} {site}"
            );
        }
        for form in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"] {
            let sent = knock.own(&method, &path).header("content-type", form).body("{}");
            assert_eq!(status(sent).await, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{method} {path} {form}");
        }
    }
    house.close().await;
}

#[tokio::test]
async fn every_call_of_the_document_is_there_and_no_other() {
    let house = House::open().await;
    let knock = Knock::new(&house).await;
    let calls = described();
    for (method, path, call) in &calls {
        let request = knock.own(method, path);
        let request = if takes_body(call) { request.json(&json!({"nothing": "of the kind"})) } else { request };
        let answer = request.send().await.expect("answered");
        let status = answer.status();
        let text = answer.text().await.expect("text");
        assert!(
            status != StatusCode::METHOD_NOT_ALLOWED && !text.contains("no such call"),
            "{method} {path}: {status} {text}"
        );
        assert!(status.as_u16() < 500, "{method} {path}: {status} {text}");
        if takes_body(call) {
            assert_eq!(status, StatusCode::BAD_REQUEST, "an unknown field: {method} {path}: {text}");
        }
    }
    let knock = Knock::new(&house).await;
    let paths: BTreeSet<_> = calls.iter().map(|(_, path, _)| path.clone()).collect();
    for path in paths {
        for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            if !calls.iter().any(|(known, at, _)| *known == method && *at == path) {
                assert_eq!(status(knock.own(&method, &path)).await, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            }
        }
    }
    house.close().await;
}
