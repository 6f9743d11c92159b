//! Operators are added, changed, deleted.

use serde_json::{Value, json};

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use super::reload_rules::spread_rules;
use crate::app::App;
use crate::domain::agent::{Agent, Role};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::mail::sound_address;
use crate::domain::news::News;
use crate::domain::site_settings::is_language;
use crate::domain::text::line;
use crate::engines::records::{AccountChange, RecordsError, generate_password};

/// What an administrator says of an operator.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct AgentDraft {
    pub name: String,
    pub email: String,
    pub password: Option<String>,
    pub role: Role,
    pub title: String,
    pub languages: Vec<String>,
    pub capacity: Option<u32>,
    pub groups: Vec<GroupId>,
    pub active: bool,
}

/// Chats at once, at most.
const MOST_CHATS: u32 = 50;
/// Languages of one operator.
const MOST_LANGUAGES: usize = 20;
/// Characters of a password.
const SHORTEST_PASSWORD: usize = 12;
/// Bytes of a password.
const LONGEST_PASSWORD: usize = 1_024;

/// Adds an operator; they, and the password when one had to be made.
///
/// # Errors
/// A field is wrong; the e-mail has an account; an engine failed.
pub async fn add_agent(app: &App, by: By<'_>, draft: AgentDraft) -> Result<(Agent, Option<String>), Problem> {
    let made = draft.password.is_none().then(generate_password);
    let password = made.clone().or_else(|| draft.password.clone()).unwrap_or_default();
    sound_password("password", &password)?;
    let agent = sound(Agent::new(AgentId(app.clock.id()), "", "", draft.role), &draft)?;
    check_groups(app, &draft.groups)?;
    app.records.add_agent(&agent, &password, draft.groups.first().copied()).await.map_err(taken)?;
    app.records.set_groups(agent.id, &draft.groups).await?;
    spread_rules(app).await?;
    note_change(app, by, "agent.added", &agent.name, difference(&json!({}), &told(&agent, &draft.groups))).await;
    Ok((agent, made))
}

/// Changes an operator. What they may no longer do ends at once.
///
/// # Errors
/// No such operator; a field is wrong; the last Administrator; an engine failed.
pub async fn change_agent(app: &App, by: By<'_>, id: AgentId, draft: AgentDraft) -> Result<Agent, Problem> {
    let before = app.records.agent(id).await?.ok_or_else(gone)?;
    if let Some(password) = &draft.password {
        sound_password("password", password)?;
    }
    let agent = sound(before.clone(), &draft)?;
    check_groups(app, &draft.groups)?;
    let groups_before = groups_of(app, id);
    let password = draft.password.as_deref();
    let change = app.records.change_account(&agent, &draft.groups, password, app.clock.now()).await.map_err(taken)?;
    done(change)?;
    if !agent.active || password.is_some() {
        app.live.consoles.close_all_of(id);
    }
    spread(app, &agent).await?;
    let mut detail = difference(&told(&before, &groups_before), &told(&agent, &draft.groups));
    if let (Some(_), Value::Object(fields)) = (password, &mut detail) {
        fields.insert("password".to_owned(), Value::from("a new one"));
    }
    note_change(app, by, "agent.changed", &agent.name, detail).await;
    Ok(agent)
}

/// Deletes an operator. Their transcripts stay, under their name.
///
/// # Errors
/// No such operator; the last Administrator; an engine failed.
pub async fn delete_agent(app: &App, by: By<'_>, id: AgentId) -> Result<(), Problem> {
    let before = app.records.agent(id).await?.ok_or_else(gone)?;
    done(app.records.delete_account(id, app.clock.now()).await?)?;
    app.live.consoles.close_all_of(id);
    spread(app, &before).await?;
    note_change(app, by, "agent.deleted", &before.name, json!({"email": before.email})).await;
    Ok(())
}

/// Lets an operator who lost their device sign in with the password alone.
///
/// # Errors
/// No such operator; an engine failed.
pub async fn reset_second_factor(app: &App, by: By<'_>, id: AgentId) -> Result<(), Problem> {
    let agent = app.records.agent(id).await?.ok_or_else(gone)?;
    app.records.set_second_factor(id, None).await?;
    note_change(app, by, "agent.second_factor_reset", &agent.name, json!({})).await;
    Ok(())
}

/// The groups an agent is in.
pub fn groups_of(app: &App, agent: AgentId) -> Vec<GroupId> {
    let rules = app.live.rules.get();
    let groups = rules.departments.iter().flat_map(|department| &department.groups);
    groups.filter(|group| group.agents.contains(&agent)).map(|group| group.id).collect()
}

/// That a password is one; `field` is where it was typed.
///
/// # Errors
/// Too short, or too long.
pub fn sound_password(field: &'static str, password: &str) -> Result<(), Problem> {
    if password.chars().count() < SHORTEST_PASSWORD || password.len() > LONGEST_PASSWORD {
        return Err(Problem::invalid(field, format!("A password has at least {SHORTEST_PASSWORD} characters.")));
    }
    Ok(())
}

/// Names, titles and languages as they may be kept.
///
/// # Errors
/// A name without letters; a language that is none.
pub fn sound_profile(agent: Agent, name: &str, title: &str, languages: &[String]) -> Result<Agent, Problem> {
    let name = line(name, 80);
    if name.is_empty() {
        return Err(Problem::invalid("name", "A name needs letters."));
    }
    if let Some(wrong) = languages.iter().find(|tag| !is_language(tag)) {
        return Err(Problem::invalid("languages", format!("“{wrong}” is not a language tag like en or pt-BR.")));
    }
    if languages.len() > MOST_LANGUAGES {
        return Err(Problem::invalid("languages", format!("At most {MOST_LANGUAGES} languages.")));
    }
    Ok(Agent { name, title: line(title, 80), languages: languages.to_vec(), ..agent })
}

fn sound(agent: Agent, draft: &AgentDraft) -> Result<Agent, Problem> {
    let agent = sound_profile(agent, &draft.name, &draft.title, &draft.languages)?;
    let wrong = || Problem::invalid("email", format!("“{}” is not an e-mail address.", draft.email));
    // What stands there already stays: the first account may have a name of this machine.
    let same = draft.email.trim().eq_ignore_ascii_case(&agent.email);
    let email = if same { agent.email.clone() } else { sound_address(&draft.email).ok_or_else(wrong)?.to_lowercase() };
    if draft.capacity.is_some_and(|most| most == 0 || most > MOST_CHATS) {
        return Err(Problem::invalid("capacity", format!("1 to {MOST_CHATS} chats at once, or no limit.")));
    }
    Ok(Agent { email, role: draft.role, capacity: draft.capacity, active: draft.active, ..agent })
}

fn check_groups(app: &App, groups: &[GroupId]) -> Result<(), Problem> {
    let rules = app.live.rules.get();
    let known = |id: &GroupId| rules.departments.iter().any(|one| one.groups.iter().any(|group| group.id == *id));
    if groups.iter().all(known) { Ok(()) } else { Err(Problem::invalid("groups", "One of these groups is gone.")) }
}

async fn spread(app: &App, agent: &Agent) -> Result<(), Problem> {
    spread_rules(app).await?;
    app.announce(News::AgentMoved { agent: agent.id, status: agent.status });
    Ok(())
}

/// What the audit log tells of an operator.
fn told(agent: &Agent, groups: &[GroupId]) -> Value {
    let Agent { email, name, role, active, title, languages, capacity, .. } = agent;
    json!({
        "email": email, "name": name, "role": role, "active": active, "title": title, "languages": languages,
        "capacity": capacity, "groups": groups,
    })
}

fn done(change: AccountChange) -> Result<(), Problem> {
    match change {
        AccountChange::Done => Ok(()),
        AccountChange::NoSuchAgent => Err(gone()),
        AccountChange::LastAdministrator => {
            Err(Problem::Conflict("This is the last active Administrator; make somebody else one first.".to_owned()))
        }
    }
}

fn taken(error: RecordsError) -> Problem {
    match error {
        RecordsError::Taken => Problem::invalid("email", "Another operator has this e-mail."),
        other => other.into(),
    }
}

fn gone() -> Problem {
    Problem::NotFound("no such operator".to_owned())
}
