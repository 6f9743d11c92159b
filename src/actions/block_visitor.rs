//! A visitor is blocked for the rest of the day, by an agent who has had enough; and let in again.

use serde_json::json;

use super::note_change::{By, note_change};
use super::problem::Problem;
use super::tend_chat::end_blocked;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::block::{Block, LONGEST_REASON};
use crate::domain::chat::Chat;
use crate::domain::client_address::truncate;
use crate::domain::ids::{BlockId, ChatId, SiteKey, VisitorKey};
use crate::domain::local_time::{midnight_after, written};
use crate::domain::news::News;
use crate::domain::text::line;

/// Blocks the visitor of a chat and ends it. Who is blocked already stays so.
///
/// # Errors
/// No such chat, or somebody else's; an engine failed.
pub async fn block_visitor(app: &App, agent: &Agent, id: ChatId, reason: &str) -> Result<Block, Problem> {
    let chat = app.records.chat(id).await?.ok_or_else(|| Problem::NotFound("no such chat".to_owned()))?;
    may_block(agent, &chat)?;
    let block = match app.records.standing_blocks(app.clock.now()).await?.into_iter().find(|block| is_of(block, &chat))
    {
        Some(standing) => standing,
        None => add(app, agent, &chat, reason).await?,
    };
    // The block first: between the two the visitor could begin another chat, but not the other way round.
    end_blocked(app, chat).await?;
    Ok(block)
}

fn may_block(agent: &Agent, chat: &Chat) -> Result<(), Problem> {
    match &chat.agent {
        Some((owner, _)) if *owner == agent.id => Ok(()),
        _ if agent.role.may(Right::SeeOthersChats) => Ok(()),
        Some((_, name)) => Err(Problem::Forbidden(format!("this chat is {name}'s"))),
        None => Err(Problem::Conflict("accept this chat first".to_owned())),
    }
}

fn is_of(block: &Block, chat: &Chat) -> bool {
    block.site == chat.site && block.visitor == chat.visitor
}

async fn add(app: &App, agent: &Agent, chat: &Chat, reason: &str) -> Result<Block, Problem> {
    let now = app.clock.now();
    let block = Block {
        id: BlockId(app.clock.id()),
        site: chat.site.clone(),
        visitor: chat.visitor,
        visitor_name: chat.visitor_name.clone(),
        network: network(app, chat.visitor),
        agent: agent.id,
        agent_name: agent.name.clone(),
        chat: Some(chat.id),
        reason: line(reason, LONGEST_REASON),
        made: now,
        until: midnight_after(now, &zone(app, &chat.site)),
        lifted: None,
        lifted_by: None,
    };
    app.records.add_block(&block).await?;
    changed(app).await?;
    Ok(block)
}

/// Lets a visitor in again: an administrator does, or who has blocked them.
///
/// # Errors
/// No such block; somebody else's; an engine failed.
pub async fn lift_block(app: &App, by: By<'_>, id: BlockId) -> Result<(), Problem> {
    let block = app.records.block(id).await?.ok_or_else(|| Problem::NotFound("no such block".to_owned()))?;
    if block.agent != by.agent.id && !by.agent.role.may(Right::ChangeSettings) {
        let why = format!("{} has blocked {}; an administrator can lift that", block.agent_name, block.visitor_name);
        return Err(Problem::Forbidden(why));
    }
    if app.records.lift_block(id, app.clock.now(), &by.agent.name).await?.is_some() {
        note_change(app, by, "block.lifted", &block.visitor_name, json!({"until": block.until})).await;
        changed(app).await?;
    }
    Ok(())
}

/// Reads the blocks that hold into memory.
///
/// # Errors
/// An engine failed.
pub async fn reload_blocks(app: &App) -> Result<(), Problem> {
    app.live.blocks.set(app.records.standing_blocks(app.clock.now()).await?);
    Ok(())
}

/// The block that keeps a visitor out now: their own, or one of somebody in their network.
pub fn block_of(app: &App, site: &SiteKey, visitor: VisitorKey) -> Option<Block> {
    app.live.blocks.of(site, visitor, network(app, visitor).as_deref(), app.clock.now())
}

/// Refuses a blocked visitor in words for them.
///
/// # Errors
/// They are blocked.
pub fn refuse_blocked(app: &App, site: &SiteKey, visitor: VisitorKey) -> Result<(), Problem> {
    match block_of(app, site, visitor) {
        None => Ok(()),
        Some(_) => Err(Problem::Forbidden("This chat is closed for you today.".to_owned())),
    }
}

/// Says to an agent until when a visitor is blocked.
///
/// # Errors
/// They are blocked.
pub(super) fn refuse_to_invite(app: &App, site: &SiteKey, visitor: VisitorKey, name: &str) -> Result<(), Problem> {
    let Some(block) = block_of(app, site, visitor) else { return Ok(()) };
    let until = written(block.until, &zone(app, site));
    Err(Problem::Conflict(format!("{name} is blocked until {until}, by {}", block.agent_name)))
}

async fn changed(app: &App) -> Result<(), Problem> {
    reload_blocks(app).await?;
    app.announce(News::BlocksChanged);
    Ok(())
}

/// Where the visitor comes from, as far as that may be stored; `None` when they are not here, or do not want to be known.
fn network(app: &App, visitor: VisitorKey) -> Option<String> {
    app.live.whos_on.get(visitor)?.ip.map(truncate)
}

fn zone(app: &App, site: &SiteKey) -> String {
    app.live.sites.get(site).map_or_else(|| "UTC".to_owned(), |site| site.time_zone.clone())
}
