//! Sites are added, changed and deleted.

use jiff::tz::TimeZone;
use serde_json::json;

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::ids::SiteKey;
use crate::domain::news::News;
use crate::domain::site::{ChatLinkStyle, Site, SiteSettings, parse_origin};
use crate::domain::text::line;

/// What an administrator says of a site.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct SiteDraft {
    pub name: String,
    pub origins: Vec<String>,
    pub time_zone: String,
    pub style: Option<ChatLinkStyle>,
    /// `None`: as they were.
    pub settings: Option<SiteSettings>,
}

/// Adds a site with a fresh key. Without `by` it is the house's own doing, which nobody is told of.
///
/// # Errors
/// A field is wrong; an engine failed.
pub async fn add_site(app: &App, by: Option<By<'_>>, draft: SiteDraft) -> Result<Site, Problem> {
    let site = new_site(draft)?;
    app.records.add_site(&site).await?;
    spread_sites(app).await?;
    if let Some(by) = by {
        note_change(app, by, "site.added", &site.name, difference(&json!({}), &site)).await;
    }
    Ok(site)
}

/// A site as the draft says, with a fresh key; not stored yet.
///
/// # Errors
/// A field is wrong.
pub fn new_site(draft: SiteDraft) -> Result<Site, Problem> {
    sound(fresh_key(), draft)
}

/// Changes the site with this key.
///
/// # Errors
/// No such site; a field is wrong; an engine failed.
pub async fn change_site(app: &App, by: By<'_>, key: SiteKey, draft: SiteDraft) -> Result<Site, Problem> {
    let before = app.live.sites.get(&key).ok_or_else(|| no_site(&key))?;
    let settings = draft.settings.or_else(|| Some(before.settings.clone()));
    let site = sound(key, SiteDraft { settings, ..draft })?;
    if !app.records.change_site(&site).await? {
        return Err(no_site(&site.key));
    }
    spread_sites(app).await?;
    note_change(app, by, "site.changed", &site.name, difference(&*before, &site)).await;
    Ok(site)
}

/// Deletes a site: nothing is let in under its key any more. Its chats stay, and its visits until their time is over.
///
/// # Errors
/// No such site; an engine failed.
pub async fn delete_site(app: &App, by: By<'_>, key: SiteKey) -> Result<(), Problem> {
    let before = app.live.sites.get(&key).ok_or_else(|| no_site(&key))?;
    if !app.records.delete_site(&key).await? {
        return Err(no_site(&key));
    }
    spread_sites(app).await?;
    note_change(app, by, "site.deleted", &before.name, json!({"key": key})).await;
    Ok(())
}

fn no_site(key: &SiteKey) -> Problem {
    Problem::NotFound(format!("no site has the key “{key}”"))
}

async fn spread_sites(app: &App) -> Result<(), Problem> {
    reload_sites(app).await?;
    app.announce(News::SitesChanged);
    Ok(())
}

/// Reads the sites into memory, so that the gate asks no engine.
///
/// # Errors
/// An engine failed.
pub async fn reload_sites(app: &App) -> Result<(), Problem> {
    app.live.sites.set(app.records.sites().await?);
    app.live.installs.keep(|key| app.live.sites.get(key).is_some());
    Ok(())
}

/// Whether `agent` may change settings.
///
/// # Errors
/// They may not.
pub fn may_change_settings(agent: &Agent) -> Result<(), Problem> {
    if agent.role.may(Right::ChangeSettings) {
        return Ok(());
    }
    Err(Problem::Forbidden("only an administrator changes settings".to_owned()))
}

/// Whether `agent` may chat.
///
/// # Errors
/// They may not.
pub fn may_converse(agent: &Agent) -> Result<(), Problem> {
    if agent.role.may(Right::Converse) {
        return Ok(());
    }
    Err(Problem::Forbidden("a marketer reads, and does not chat".to_owned()))
}

/// Twelve characters that cannot be mistaken for one another: 57 bits, which is plenty for something public.
fn fresh_key() -> SiteKey {
    const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
    let key: String = (0..12).map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())])).collect();
    SiteKey::from(key.as_str())
}

fn sound(key: SiteKey, draft: SiteDraft) -> Result<Site, Problem> {
    let name = line(&draft.name, 80);
    if name.is_empty() {
        return Err(Problem::invalid("name", "A site needs a name."));
    }
    let origins = draft.origins.iter().filter(|origin| !origin.trim().is_empty());
    let origins = origins.map(|origin| parse_origin(origin.trim())).collect::<Result<Vec<_>, _>>();
    let origins = origins.map_err(|why| Problem::invalid("origins", why))?;
    TimeZone::get(&draft.time_zone).map_err(|_| {
        Problem::invalid("time_zone", format!("“{}” is not a time zone like Europe/London.", draft.time_zone))
    })?;
    let style = draft.style.map(|style| sound_style(style, &name)).transpose()?;
    let settings = draft.settings.unwrap_or_default();
    settings.check().map_err(|why| Problem::invalid("settings", why))?;
    Ok(Site { key, name, origins, time_zone: draft.time_zone, style, settings })
}

fn sound_style(style: ChatLinkStyle, name: &str) -> Result<ChatLinkStyle, Problem> {
    let hex = style.color.strip_prefix('#').unwrap_or_default();
    if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Problem::invalid("style", format!("“{}” is not a colour like #2f4a3e.", style.color)));
    }
    let company = Some(line(&style.company, 80)).filter(|company| !company.is_empty());
    Ok(ChatLinkStyle {
        greeting: line(&style.greeting, 160),
        company: company.unwrap_or_else(|| name.to_owned()),
        ..style
    })
}
