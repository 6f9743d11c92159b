//! What each role may, call by call, as the server says it.

use parlour::domain::agent::Role;
use reqwest::{Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::support::House;

/// Calls only an Administrator may make.
const ADMINISTRATORS: [(&str, &str); 34] = [
    ("GET", "/agents"),
    ("POST", "/agents"),
    ("PUT", "/agents/ID"),
    ("DELETE", "/agents/ID"),
    ("POST", "/agents/ID/second-factor/reset"),
    ("GET", "/seats"),
    ("GET", "/seats.csv"),
    ("GET", "/audit"),
    ("GET", "/departments"),
    ("POST", "/departments"),
    ("PUT", "/departments/ID"),
    ("DELETE", "/departments/ID"),
    ("GET", "/routing"),
    ("PUT", "/routing"),
    ("POST", "/routing/try"),
    ("GET", "/desk"),
    ("PUT", "/desk"),
    ("PUT", "/attention?site=demo"),
    ("POST", "/sites"),
    ("PUT", "/sites/demo"),
    ("DELETE", "/sites/demo"),
    ("GET", "/sites/demo/installation"),
    ("POST", "/templates"),
    ("PUT", "/templates/ID"),
    ("DELETE", "/templates/ID"),
    ("GET", "/webhooks"),
    ("POST", "/webhooks"),
    ("PUT", "/webhooks/ID"),
    ("DELETE", "/webhooks/ID"),
    ("POST", "/webhooks/ID/test"),
    ("GET", "/webhooks/ID/deliveries"),
    ("POST", "/deliveries/ID/retry"),
    ("POST", "/mails/test"),
    ("POST", "/mails/ID/retry"),
];

/// Calls of those who converse: not a Marketer's.
const CONVERSING: [(&str, &str); 4] =
    [("POST", "/chats/ID/accept"), ("GET", "/rooms"), ("GET", "/canned"), ("DELETE", "/canned/ID")];

/// Calls of those who read reports: not a Normal agent's.
const REPORTS: [(&str, &str); 16] = [
    ("GET", "/goals?site=demo"),
    ("POST", "/goals"),
    ("PUT", "/goals/ID"),
    ("DELETE", "/goals/ID"),
    ("GET", "/funnels?site=demo"),
    ("POST", "/funnels"),
    ("PUT", "/funnels/ID"),
    ("DELETE", "/funnels/ID"),
    ("GET", "/rules?site=demo"),
    ("POST", "/rules"),
    ("PUT", "/rules/ID"),
    ("DELETE", "/rules/ID"),
    ("PUT", "/rules/order?site=demo"),
    ("GET", "/rules/fields"),
    ("GET", "/rules/why-not?site=demo&visitor=Linnet%20482"),
    ("GET", "/attention?site=demo"),
];

/// Calls everybody may make of themselves, and what everybody may read.
const EVERYBODYS: [&str; 7] =
    ["/session", "/agents/me", "/sessions", "/tokens", "/sites", "/templates", "/whos-on?site=demo"];

#[tokio::test]
async fn every_role_and_every_call() {
    let house = House::open().await;
    let agents = [
        (Role::Administrator, house.agent_who_is("Ada", Role::Administrator).await),
        (Role::Normal, house.agent_who_is("Nora", Role::Normal).await),
        (Role::Marketer, house.agent_who_is("Mia", Role::Marketer).await),
    ];
    let settings = ADMINISTRATORS.iter().map(|call| (call, [false, true, true]));
    let desk = CONVERSING.iter().map(|call| (call, [false, false, true]));
    let reports = REPORTS.iter().map(|call| (call, [false, true, false]));
    for ((method, path), refused) in settings.chain(desk).chain(reports) {
        let path = path.replace("ID", &Uuid::nil().to_string());
        for ((role, agent), refused) in agents.iter().zip(refused) {
            let method: Method = method.parse().expect("a method");
            // With a body that says nothing: whoever may is told about that, and nothing happens.
            let nothing = json!({"other": Uuid::nil()});
            let body = (method != Method::GET && path != "/sites/demo").then_some(&nothing);
            if method == Method::DELETE && path == "/sites/demo" && !refused {
                continue;
            }
            let (status, answer) = agent.call(method.clone(), &path, body).await;
            assert_eq!(status == StatusCode::FORBIDDEN, refused, "{role:?} {method} {path}: {status} {answer}");
        }
    }
    for path in EVERYBODYS {
        for (role, agent) in &agents {
            assert_eq!(agent.call(Method::GET, path, None).await.0, StatusCode::OK, "{role:?} {path}");
        }
    }
    house.close().await;
}

#[tokio::test]
async fn the_console_is_told_what_its_agent_may() {
    let house = House::open().await;
    for (role, rights) in [
        (Role::Administrator, json!(["converse", "settings", "others_chats", "reports"])),
        (Role::Normal, json!(["converse"])),
        (Role::Marketer, json!(["reports"])),
    ] {
        let agent = house.agent_who_is(&format!("{role:?}"), role).await;
        let mut socket = agent.console_from(&house.url("")).await.expect("opened");
        let hello = socket.hear("hello").await;
        assert_eq!((&hello["rights"], &hello["desk"]), (&rights, &json!({"idle_minutes": null})), "{role:?}");
        assert_eq!((&hello["agent"]["capacity"], &hello["agent"]["title"]), (&json!(null), &json!("")));
    }
    house.close().await;
}
