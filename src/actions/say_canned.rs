//! A canned response is said, or shown as it would be said. What it knows of the visitor is from the live row; of one who has left,
//! from the records.

use std::sync::Arc;

use super::manage_canned::{canned_of, find};
use super::problem::Problem;
use super::say::{Words, chat_of_agent, say_as_agent};
use super::tend_chat::chat_with_messages;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::Chat;
use crate::domain::ids::{CannedId, ChatId, PageViewId, SiteKey, VisitId, VisitorId, VisitorKey};
use crate::domain::message::Message;
use crate::domain::presence::{Page, Presence};
use crate::domain::site::Site;
use crate::domain::template::{Facts, Rendered, render};
use crate::domain::visit::Arrival;

/// Says the response in a chat.
///
/// # Errors
/// Not this agent's chat; no such response; nothing is left of it for this visitor.
pub async fn say_canned(
    app: &App,
    agent: &Agent,
    id: ChatId,
    canned: CannedId,
    client_id: &str,
) -> Result<Message, Problem> {
    let chat = chat_of_agent(app, agent, id).await?;
    let canned = find(app, agent, canned).await?;
    let text = rendered(app, agent, Some(&chat), &canned.text).await?.text;
    say_as_agent(app, agent, id, &Words { text, whisper: false, client_id: client_id.to_owned() }).await
}

/// What would be said in `chat`; without one, for a visitor of whom nothing is known.
///
/// # Errors
/// Not a chat this agent may see.
pub async fn preview_canned(app: &App, agent: &Agent, chat: Option<ChatId>, text: &str) -> Result<Rendered, Problem> {
    canned_of(app, agent).await?;
    let chat = match chat {
        Some(id) => Some(chat_with_messages(app, agent, id, i64::MAX).await?.0),
        None => None,
    };
    rendered(app, agent, chat.as_ref(), text).await
}

async fn rendered(app: &App, agent: &Agent, chat: Option<&Chat>, text: &str) -> Result<Rendered, Problem> {
    let site = site_of(app, chat);
    let visitor = match chat {
        Some(chat) => match app.live.whos_on.get(chat.visitor) {
            Some(here) => here,
            None => Arc::new(from_records(app, chat).await?),
        },
        None => Arc::new(nobody(app, &site.key, VisitorKey::of(&site.key, VisitorId::from_bits([0; 16])))),
    };
    let group = chat.and_then(|chat| chat.department.as_ref()).map_or("", |(_, name)| name.as_str());
    let facts = Facts { visitor: &visitor, site: &site, operator: &agent.name, group, now: app.clock.now() };
    Ok(render(text, &facts))
}

fn site_of(app: &App, chat: Option<&Chat>) -> Arc<Site> {
    let any = || app.live.sites.keys().into_iter().min().and_then(|key| app.live.sites.get(&key));
    let site = chat.map_or_else(any, |chat| app.live.sites.get(&chat.site));
    site.unwrap_or_else(|| Arc::new(Site::demo()))
}

/// A visitor who has left, as the records know them.
async fn from_records(app: &App, chat: &Chat) -> Result<Presence, Problem> {
    let mut visitor = nobody(app, &chat.site, chat.visitor);
    visitor.entry = Page { url: chat.url.as_str().into(), ..Page::default() };
    if let Some(known) = app.records.visitor(chat.visitor).await? {
        visitor.public_name = known.public_name.into();
        visitor.person = known.person.map(Arc::new);
        visitor.first_seen = known.first_seen;
        visitor.last_visit = known.last_visit;
        // The visit of the chat is among them.
        visitor.visits_before = known.visits_before.saturating_sub(1);
        visitor.chats_before = known.chats_before;
    }
    Ok(visitor)
}

/// A visitor of whom nothing is known.
fn nobody(app: &App, site: &SiteKey, key: VisitorKey) -> Presence {
    let nothing: Arc<str> = "".into();
    let (visit, page_view) = (VisitId(app.clock.id()), PageViewId(app.clock.id()));
    let arrival = Arrival {
        key,
        site: site.clone(),
        public_name: nothing.clone(),
        visit,
        page_view,
        page: Page::default(),
        at: app.clock.now(),
        logged: false,
        referrer: Arc::default(),
        campaign: Arc::default(),
        place: Arc::default(),
        device: Arc::default(),
        language: nothing.clone(),
        time_zone: nothing.clone(),
        screen: nothing,
        ip: None,
        privacy: false,
        simulated: false,
        bot: None,
    };
    arrival.begin()
}
