//! What each role may, call by call, as the server says it.

use parlour::domain::agent::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Agent, House};

/// Who is not signed in, a Marketer, a Normal agent, an Administrator: whether each may.
type May = [bool; 4];
const ANYBODY: May = [true, true, true, true];
const SIGNED_IN: May = [false, true, true, true];
const WHO_CHATS: May = [false, false, true, true];
const WHO_REPORTS: May = [false, true, false, true];
const WHO_SETS: May = [false, false, false, true];

/// Every call there is, by who may make it.
const CALLS: [(May, &[&str]); 5] = [
    (ANYBODY, &["GET /openapi.json", "GET /asyncapi.json", "POST /session"]),
    (
        SIGNED_IN,
        &[
            "GET /session",
            "DELETE /session",
            "GET /sessions",
            "DELETE /sessions",
            "DELETE /sessions/{id}",
            "GET /agents/me",
            "PUT /agents/me",
            "PUT /agents/me/password",
            "PUT /agents/me/photo",
            "DELETE /agents/me/photo",
            "POST /agents/me/second-factor",
            "PUT /agents/me/second-factor",
            "DELETE /agents/me/second-factor",
            "GET /tokens",
            "POST /tokens",
            "DELETE /tokens/{id}",
            "GET /whos-on",
            "GET /visits",
            "GET /visits/{id}",
            "GET /visitors/{name}",
            "GET /visitors/{name}/visits",
            "PUT /visitors/{name}/note",
            "GET /rewind",
            "GET /rewind/line",
            "GET /agents/present",
            "GET /sites",
            "GET /templates",
            "GET /groups",
            "GET /invitations/{id}",
            "GET /invitations/form",
        ],
    ),
    (
        WHO_CHATS,
        &[
            "POST /invitations",
            "POST /invitations/preview",
            "POST /invitations/{id}/withdraw",
            "GET /visitors/{name}/chats",
            "GET /chats",
            "GET /chats/{id}",
            "POST /chats/{id}/accept",
            "POST /chats/{id}/decline",
            "POST /chats/{id}/leave",
            "POST /chats/{id}/end",
            "POST /chats/{id}/offers",
            "GET /chats/{id}/candidates",
            "PUT /chats/{id}/about",
            "POST /chats/{id}/files",
            "GET /chats/{id}/transcript",
            "POST /chats/{id}/email",
            "POST /chats/{id}/block",
            "GET /blocks",
            "DELETE /blocks/{id}",
            "GET /offers",
            "POST /offers/{id}/accept",
            "POST /offers/{id}/decline",
            "POST /offers/{id}/withdraw",
            "GET /canned",
            "POST /canned",
            "POST /canned/preview",
            "PUT /canned/{id}",
            "DELETE /canned/{id}",
            "GET /rooms",
            "POST /rooms",
            "GET /rooms/{id}",
            "GET /offline-messages",
            "POST /offline-messages/{id}/handled",
        ],
    ),
    (
        WHO_REPORTS,
        &[
            "GET /goals",
            "POST /goals",
            "PUT /goals/{id}",
            "DELETE /goals/{id}",
            "GET /funnels",
            "POST /funnels",
            "PUT /funnels/{id}",
            "DELETE /funnels/{id}",
            "GET /scheduled-reports",
            "POST /scheduled-reports",
            "PUT /scheduled-reports/{id}",
            "DELETE /scheduled-reports/{id}",
            "POST /scheduled-reports/{id}/send",
            "GET /reports/overview",
            "GET /reports/overview.csv",
            "GET /reports/hours",
            "GET /reports/transitions",
            "GET /reports/funnels/{id}",
            "GET /reports/help",
            "GET /reports/help/funnel",
            "GET /reports/{report}",
            "GET /visits.csv",
            "GET /visits.jsonl",
            "GET /visitors/{name}/export",
            "GET /filters",
            "POST /filters",
            "PUT /filters/{id}",
            "DELETE /filters/{id}",
            "GET /rules",
            "POST /rules",
            "PUT /rules/{id}",
            "DELETE /rules/{id}",
            "PUT /rules/order",
            "GET /rules/fields",
            "POST /rules/try",
            "GET /rules/why-not",
            "GET /attention",
        ],
    ),
    (
        WHO_SETS,
        &[
            "GET /agents",
            "POST /agents",
            "PUT /agents/{id}",
            "DELETE /agents/{id}",
            "POST /agents/{id}/second-factor/reset",
            "GET /seats",
            "GET /seats.csv",
            "GET /audit",
            "GET /departments",
            "POST /departments",
            "PUT /departments/{id}",
            "DELETE /departments/{id}",
            "GET /routing",
            "PUT /routing",
            "POST /routing/try",
            "GET /desk",
            "PUT /desk",
            "PUT /attention",
            "POST /sites",
            "PUT /sites/{key}",
            "DELETE /sites/{key}",
            "GET /sites/{key}/installation",
            "POST /templates",
            "PUT /templates/{id}",
            "DELETE /templates/{id}",
            "GET /mails",
            "POST /mails/test",
            "POST /mails/{id}/retry",
            "GET /webhooks",
            "POST /webhooks",
            "PUT /webhooks/{id}",
            "DELETE /webhooks/{id}",
            "POST /webhooks/{id}/test",
            "GET /webhooks/{id}/deliveries",
            "POST /deliveries/{id}/retry",
            "DELETE /visitors/{name}",
        ],
    ),
];

fn who_may(call: &str) -> May {
    let found: Vec<May> = CALLS.iter().filter(|(_, calls)| calls.contains(&call)).map(|(may, _)| *may).collect();
    assert_eq!(found.len(), 1, "{call} stands once in the table of roles");
    found[0]
}

/// Every call that the document describes; what ends sessions comes last.
fn described() -> Vec<String> {
    let document: Value = serde_json::from_str(include_str!("../../../src/web/api/openapi.json")).expect("JSON");
    let methods = ["get", "put", "post", "delete"];
    let of = |(path, item): (&String, &Value)| {
        let there = methods.into_iter().filter(|method| item.get(method).is_some());
        there.map(|method| format!("{} {path}", method.to_uppercase())).collect::<Vec<_>>()
    };
    let mut calls: Vec<String> = document["paths"].as_object().expect("paths").iter().flat_map(of).collect();
    calls.sort_by_key(|call| call.starts_with("DELETE /session"));
    calls
}

/// What the role is answered: of something that is not there, with a body that says nothing, so that nothing happens.
async fn answered(agent: &Agent, call: &str) -> (StatusCode, Value) {
    let (method, path) = call.split_once(' ').expect("two words");
    let nil = Uuid::nil().to_string();
    let path = path.replace("{id}", &nil).replace("{key}", "nowhere").replace("{name}", &"0".repeat(32));
    let path = if path == "/invitations/form" { format!("{path}?visitor={}", "0".repeat(32)) } else { path };
    let nothing = json!({"other": nil});
    let body = (method != "GET" && method != "DELETE").then_some(&nothing);
    agent.call(method.parse().expect("a method"), &path, body).await
}

#[tokio::test]
async fn every_role_and_every_call() {
    let house = House::open().await;
    let agents = [
        ("nobody", Agent::nobody(&house)),
        ("a Marketer", house.agent_who_is("Mia", Role::Marketer).await),
        ("a Normal agent", house.agent_who_is("Nora", Role::Normal).await),
        ("an Administrator", house.agent_who_is("Ada", Role::Administrator).await),
    ];
    let calls = described();
    let listed: usize = CALLS.iter().map(|(_, calls)| calls.len()).sum();
    assert_eq!(listed, calls.len(), "the table of roles has every call of the document and no other");
    let mut wrong = Vec::new();
    for call in &calls {
        for ((role, agent), may) in agents.iter().zip(who_may(call)) {
            let (status, answer) = answered(agent, call).await;
            let refusal = if agent.cookie.is_empty() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
            if (status == refusal) == may {
                wrong.push(format!("{call} as {role}: {status} {answer}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
