//! What an administrator changes is written down: who, what, when, from where.

use std::net::IpAddr;

use serde::Serialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::agent::Agent;
use crate::engines::records::Change;

/// Who does something, and from where.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct By<'a> {
    pub agent: &'a Agent,
    pub address: IpAddr,
}

/// Writes down that something has been done: `action` as `agent.added`, `about` in words, `detail` without secrets. It has
/// happened already, so a failure is told to the service's log, with all of it, and not to the one who did it.
pub async fn note_change(app: &App, by: By<'_>, action: &str, about: &str, detail: Value) {
    let change = Change {
        id: app.clock.id(),
        at: app.clock.now(),
        agent: Some(by.agent.id),
        agent_name: by.agent.name.clone(),
        address: by.address.to_string(),
        action: action.to_owned(),
        about: about.to_owned(),
        detail,
    };
    if let Err(error) = app.records.add_change(&change).await {
        tracing::error!(%error, ?change, "a change could not be written into the audit log");
    }
}

/// The fields that differ, before and after. Neither may hold a secret.
pub fn difference(before: &impl Serialize, after: &impl Serialize) -> Value {
    let fields = |thing: Option<Value>| match thing {
        Some(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let before = fields(serde_json::to_value(before).ok());
    let after = fields(serde_json::to_value(after).ok());
    let differ = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
    let entry = |(key, value): (&String, &Value)| (key.clone(), json!({"from": before.get(key), "to": value}));
    Value::Object(differ.map(entry).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let told = difference(&json!({"a": 1, "b": [1], "c": "x"}), &json!({"a": 1, "b": [2], "d": null}));
        assert_eq!(told, json!({"b": {"from": [1], "to": [2]}, "d": {"from": null, "to": null}}));
    }
}
