//! How chats find their agents.

use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, document, json, text};
use super::settings::put;
use super::{Records, RecordsError};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::routing::{Routing, Rule};
use crate::domain::url_pattern::UrlPattern;

const ROUTING: &str = "routing";

#[derive(Default, Serialize, Deserialize)]
struct Switches {
    departments: bool,
    urls: bool,
}

#[derive(Serialize, Deserialize)]
struct Targets {
    agents: Vec<AgentId>,
    groups: Vec<GroupId>,
}

impl Records {
    /// The routing, its rules in order.
    pub async fn routing(&self) -> Result<Routing, RecordsError> {
        let Switches { departments, urls } = self.setting(ROUTING).await?;
        let rows = query("SELECT * FROM routing_rules ORDER BY position").fetch_all(&self.read).await?;
        Ok(Routing { departments, urls, rules: rows.iter().map(read).collect::<Read<_>>()? })
    }

    /// Replaces the routing.
    pub async fn set_routing(&self, routing: &Routing) -> Result<(), RecordsError> {
        let mut transaction = self.begin().await?;
        let switches = Switches { departments: routing.departments, urls: routing.urls };
        put(&mut transaction, ROUTING, &switches).await?;
        query("DELETE FROM routing_rules").execute(&mut *transaction).await?;
        for (position, rule) in (0_i64..).zip(&routing.rules) {
            insert(&mut transaction, position, rule).await?;
        }
        Ok(transaction.commit().await?)
    }
}

async fn insert(connection: &mut AnyConnection, position: i64, rule: &Rule) -> Result<(), RecordsError> {
    let targets = Targets { agents: rule.agents.clone(), groups: rule.groups.clone() };
    query("INSERT INTO routing_rules (id, position, pattern, targets) VALUES ($1, $2, $3, $4)")
        .bind(rule.id.to_string())
        .bind(position)
        .bind(rule.pattern.as_str().to_owned())
        .bind(json(&targets)?)
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Read<Rule> {
    let Targets { agents, groups } = document(row, "targets")?;
    let unreadable = |_| RecordsError::Unreadable("pattern");
    let pattern = UrlPattern::parse(&text(row, "pattern")?).map_err(unreadable)?;
    Ok(Rule { id: super::row::id(row, "id")?, pattern, agents, groups })
}
