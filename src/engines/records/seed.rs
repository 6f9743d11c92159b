//! The first start: somebody who can sign in, a group that takes chats, and a few templates to begin with.

use sqlx::{AnyConnection, Row, query};

use super::{Records, RecordsError, Template, agents, canned, password, templates};
use crate::domain::agent::{Agent, Role};
use crate::domain::canned_response::CannedResponse;
use crate::domain::ids::{AgentId, CannedId, TemplateId};
use crate::engines::clock::Clock;

/// The account made at the first start; its password is shown once and not kept.
pub struct Seeded {
    /// The e-mail to sign in with.
    pub email: String,
    /// The password as given, or the one generated.
    pub password: String,
}

const DEPARTMENT: &str = "Sales";
const GROUP: &str = "Sales";
const TEMPLATES: [(&str, &str); 3] = [
    ("Offer help", "#greeting# #first_name|there#, I'm #operator#. Can I help you find something?"),
    ("About this page", "#greeting#. I'm #operator# from #company#. Do you have a question about #page_title#?"),
    ("Delivery", "#greeting# #first_name|there#, I'm #operator#. I can check delivery to #city|you#. Shall I?"),
];

/// Short-cut, title, text.
const CANNED: [(&str, &str, &str); 4] = [
    ("/hello", "Greeting", "#greeting# %VISITOR%, I'm %OPERATOR%. What can I do for you?"),
    ("/moment", "One moment", "One moment, please. I'll look that up for you."),
    ("/more", "Anything else", "Is there anything else I can help you with?"),
    ("/bye", "Goodbye", "Thank you for talking to us, %VISITOR%. Goodbye!"),
];

impl Records {
    /// Fills records that have no agent yet, with an administrator of this e-mail; `None` when there is nothing to do.
    /// Without a `password` one is generated.
    pub async fn seed(
        &self,
        clock: &Clock,
        email: &str,
        password: Option<&str>,
    ) -> Result<Option<Seeded>, RecordsError> {
        if self.has_agents().await? {
            return Ok(None);
        }
        let password = password.map_or_else(password::generated, str::to_owned);
        let hash = self.hash(&password).await?;
        let agent = administrator(clock, email);
        let mut transaction = self.begin().await?;
        insert_group(&mut transaction, clock).await?;
        insert_templates(&mut transaction, clock).await?;
        insert_canned(&mut transaction, clock).await?;
        agents::insert(&mut transaction, &agent, hash).await?;
        agents::join(&mut transaction, agent.id, None).await?;
        transaction.commit().await?;
        Ok(Some(Seeded { email: email.to_lowercase(), password }))
    }

    async fn has_agents(&self) -> Result<bool, RecordsError> {
        let row = query("SELECT COUNT(*) FROM agents").fetch_one(&self.read).await?;
        Ok(row.try_get::<i64, _>(0)? > 0)
    }
}

fn administrator(clock: &Clock, email: &str) -> Agent {
    Agent::new(AgentId(clock.id()), email, name_of(email), Role::Administrator)
}

/// What stands before the @, with a capital.
fn name_of(email: &str) -> String {
    let local = email.split('@').next().unwrap_or(email);
    let mut letters = local.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

async fn insert_group(connection: &mut AnyConnection, clock: &Clock) -> Result<(), RecordsError> {
    let department = clock.id().to_string();
    query("INSERT INTO departments (id, name, live_chat) VALUES ($1, $2, 1)")
        .bind(department.clone())
        .bind(DEPARTMENT)
        .execute(&mut *connection)
        .await?;
    query("INSERT INTO groups (id, department, name) VALUES ($1, $2, $3)")
        .bind(clock.id().to_string())
        .bind(department)
        .bind(GROUP)
        .execute(connection)
        .await?;
    Ok(())
}

async fn insert_templates(connection: &mut AnyConnection, clock: &Clock) -> Result<(), RecordsError> {
    for (name, text) in TEMPLATES {
        let template = Template { id: TemplateId(clock.id()), name: name.to_owned(), text: text.to_owned() };
        templates::insert(connection, &template).await?;
    }
    Ok(())
}

async fn insert_canned(connection: &mut AnyConnection, clock: &Clock) -> Result<(), RecordsError> {
    for (shortcut, title, text) in CANNED {
        let (shortcut, title, text) = (shortcut.to_owned(), title.to_owned(), text.to_owned());
        let response = CannedResponse { id: CannedId(clock.id()), owner: None, shortcut, title, text };
        canned::insert(connection, &response).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_administrator_is_named_after_the_email() {
        assert_eq!(name_of("anna@shop.example"), "Anna");
        assert_eq!(name_of("émile"), "Émile");
        assert_eq!(name_of("@"), "");
    }
}
