//! An agent sends the visitor a page.

use url::Url;

use super::problem::Problem;
use super::say::{chat_of_agent, of_agent, say};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::Chat;
use crate::domain::ids::ChatId;
use crate::domain::link::{address, home};
use crate::domain::message::{Attached, Link, Message};

/// Sends the address an agent typed; a relative one is taken relative to the site.
///
/// # Errors
/// Not this agent's chat; not an address that may be sent; the chat has ended.
pub async fn push_link(app: &App, agent: &Agent, id: ChatId, typed: &str, client_id: &str) -> Result<Message, Problem> {
    let chat = chat_of_agent(app, agent, id).await?;
    let url = address(typed, base(app, &chat).as_ref()).map_err(|why| Problem::invalid("url", why))?;
    let same_tab = app.live.sites.get(&chat.site).is_some_and(|site| site.settings.same_tab_links);
    let link = Link { url: url.into(), same_tab };
    let said = of_agent(app, &chat, agent, link.url.clone(), client_id);
    say(app, Message { attached: Some(Attached::Link(link)), ..said }).await
}

/// What a relative address is relative to: the site's first origin, else that of the page the visitor is on.
fn base(app: &App, chat: &Chat) -> Option<Url> {
    let site = app.live.sites.get(&chat.site);
    let page = app.live.whos_on.get(chat.visitor).map(|visitor| visitor.page().url.to_string());
    let mut origins = site.iter().flat_map(|site| &site.origins).cloned().chain(page);
    origins.find_map(|origin| home(&origin))
}
