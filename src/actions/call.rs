//! A visitor calls: the chat rings at everybody who may take it and is there.

use std::sync::Arc;

use super::block_visitor::refuse_blocked;
use super::problem::Problem;
use super::say::{kept_id, say_as_visitor, words};
use super::who_is_there::{is_open, url_of};
use crate::app::App;
use crate::domain::chat::Chat;
use crate::domain::ids::{ChatId, DepartmentId, VisitorKey};
use crate::domain::message::{From, Message};
use crate::domain::moment::DAY;
use crate::domain::news::News;
use crate::domain::presence::Person;
use crate::domain::routing::Way;
use crate::domain::site::Site;
use crate::domain::site_settings::Asked;
use crate::domain::text::line;
use crate::engines::records::Added;

/// What the visitor says on the welcome screen.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Call {
    pub name: String,
    pub email: String,
    pub text: String,
    pub department: Option<DepartmentId>,
    pub client_id: String,
}

/// The chat, and the number of the question in it; 0 when there was none.
pub type Called = (Chat, i64);

/// Calls. The same `client_id` again is the same call; who is in a chat already says it there.
///
/// # Errors
/// A field is wrong; nobody is there; the visitor is blocked; too many calls; an engine failed.
pub async fn call(app: &App, site: &Site, visitor: VisitorKey, call: Call) -> Result<Called, Problem> {
    refuse_blocked(app, &site.key, visitor)?;
    let call = checked(site, &call)?;
    if let Some(said) = before(app, visitor, &call).await? {
        return Ok(said);
    }
    if let Some(open) = app.records.open_chat(visitor).await? {
        return say_in(app, visitor, open, &call).await;
    }
    if !app.live.limits.call(visitor) {
        return Err(Problem::TooMany("That were many calls. Wait a minute, please.".to_owned()));
    }
    let url = url_of(app, visitor);
    let department = department(app, site, call.department)?;
    if !is_open(app, site, &url, department.as_ref().map(|(id, _)| *id)).await? {
        return Err(Problem::Conflict("Nobody is there just now. Leave a message, please.".to_owned()));
    }
    identify(app, site, visitor, &call).await?;
    ring(app, visitor, Chat { url, department, ..new_chat(app, site, visitor, &call) }, &call).await
}

/// What was typed, within its limits.
fn checked(site: &Site, call: &Call) -> Result<Call, Problem> {
    let (name, email) = (line(&call.name, 80), line(&call.email, 254));
    if !email.is_empty() && !email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty()) {
        return Err(Problem::invalid("email", "That is no e-mail address."));
    }
    let text = if call.text.trim().is_empty() { String::new() } else { words(&call.text)? };
    let form = &site.settings.form;
    for (field, asked, given) in
        [("name", form.name, &name), ("email", form.email, &email), ("text", form.question, &text)]
    {
        if asked == Asked::Required && given.is_empty() {
            return Err(Problem::invalid(field, "Fill this in, please."));
        }
    }
    Ok(Call { name, email, text, department: call.department, client_id: kept_id(&call.client_id) })
}

/// The same call came before: its chat.
async fn before(app: &App, visitor: VisitorKey, call: &Call) -> Result<Option<Called>, Problem> {
    let since = app.clock.now().plus(-DAY);
    let Some(said) = app.records.said_before(visitor, &call.client_id, since).await? else { return Ok(None) };
    Ok(app.records.chat(said.chat).await?.map(|chat| (chat, said.seq)))
}

async fn say_in(app: &App, visitor: VisitorKey, open: Chat, call: &Call) -> Result<Called, Problem> {
    if call.text.is_empty() {
        return Ok((open, 0));
    }
    let said = say_as_visitor(app, visitor, open.id, &call.text, &call.client_id).await?;
    Ok((open, said.seq))
}

/// The department that was chosen, while departments route.
fn department(app: &App, site: &Site, chosen: Option<DepartmentId>) -> Result<Option<(DepartmentId, String)>, Problem> {
    let rules = app.live.rules.get();
    let Some(chosen) = chosen.filter(|_| rules.way() == Way::Departments) else { return Ok(None) };
    let mut open = rules.departments.iter().filter(|one| one.is_open(app.clock.now()) && one.serves(&site.key));
    let found = open.find(|department| department.id == chosen);
    found
        .map(|department| Some((department.id, department.name.clone())))
        .ok_or_else(|| Problem::Conflict("This department is closed just now. Choose another, please.".to_owned()))
}

/// Who calls tells who they are, in place of what they told before.
async fn identify(app: &App, site: &Site, visitor: VisitorKey, call: &Call) -> Result<(), Problem> {
    if call.name.is_empty() && call.email.is_empty() {
        return Ok(());
    }
    let known = app.live.whos_on.get(visitor).and_then(|row| row.person.clone());
    let mut person = known.map_or_else(Person::default, |person| (*person).clone());
    if !call.name.is_empty() {
        person.name.clone_from(&call.name);
    }
    if !call.email.is_empty() {
        person.email.clone_from(&call.email);
    }
    app.records.identify(&site.key, visitor, &person, app.clock.now()).await?;
    app.live.whos_on.identify(visitor, Arc::new(person));
    Ok(())
}

fn new_chat(app: &App, site: &Site, visitor: VisitorKey, call: &Call) -> Chat {
    let row = app.live.whos_on.get(visitor);
    let name = row.as_deref().map_or_else(|| call.name.clone(), |row| row.name().to_owned());
    let visit = row.as_deref().map(|row| row.visit);
    let known = row.and_then(|row| row.person.as_ref().map(|person| person.email.clone()));
    let id = ChatId(app.clock.id());
    let chat = Chat::ringing(id, site.key.clone(), visitor, name, app.clock.now());
    Chat {
        visit,
        email: known.filter(|email| !email.is_empty()),
        last_seq: i64::from(!call.text.is_empty()),
        last_text: call.text.clone(),
        ..chat
    }
}

async fn ring(app: &App, visitor: VisitorKey, chat: Chat, call: &Call) -> Result<Called, Problem> {
    let (name, text) = (chat.visitor_name.clone(), call.text.clone());
    let said = Message::new(chat.id, visitor, From::Visitor, name, text, chat.started);
    let said = Message { seq: 1, client_id: Some(call.client_id.clone()), ..said };
    let said: Vec<Message> = if call.text.is_empty() { Vec::new() } else { vec![said] };
    if let Added::AlreadyOpen(open) = app.records.add_chat(&chat, &said).await? {
        return say_in(app, visitor, *open, call).await;
    }
    app.announce(News::ChatMoved(Arc::new(chat.clone())));
    let seq = chat.last_seq;
    for message in said {
        app.announce(News::MessageSaid(Arc::new(message)));
    }
    Ok((chat, seq))
}
