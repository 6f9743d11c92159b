//! Blocked visitors.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::block_visitor::{block_visitor, lift_block};
use crate::app::App;
use crate::domain::block::Block;
use crate::domain::ids::{AgentId, BlockId, ChatId, SiteKey, VisitorKey};
use crate::domain::moment::Moment;
use crate::web::answer::{answer, json, with};
use crate::web::session::Conversing;

/// Blocks listed.
const MOST: i64 = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    all: bool,
}

#[derive(Serialize)]
struct By {
    id: AgentId,
    name: String,
}

#[derive(Serialize)]
struct BlockWire {
    id: BlockId,
    site: SiteKey,
    visitor: VisitorKey,
    visitor_name: String,
    network: Option<String>,
    agent: By,
    chat: Option<ChatId>,
    reason: String,
    made: Moment,
    until: Moment,
    lifted: Option<Moment>,
    lifted_by: Option<String>,
}

#[derive(Serialize)]
struct Blocks {
    blocks: Vec<BlockWire>,
}

impl From<Block> for BlockWire {
    fn from(block: Block) -> Self {
        let Block { id, site, visitor, visitor_name, network, chat, reason, made, until, lifted, lifted_by, .. } =
            block;
        let agent = By { id: block.agent, name: block.agent_name };
        Self { id, site, visitor, visitor_name, network, agent, chat, reason, made, until, lifted, lifted_by }
    }
}

pub(crate) async fn list(State(app): State<App>, _agent: Conversing, Query(Which { all }): Query<Which>) -> Response {
    let found = if all { app.records.blocks(MOST).await } else { app.records.standing_blocks(app.clock.now()).await };
    json(found.map_err(Into::into).map(|blocks| Blocks { blocks: blocks.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn block(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<ChatId>,
    Body(body): Body<Reason>,
) -> Response {
    with(StatusCode::CREATED, block_visitor(&app, &signed.agent, id, &body.reason).await.map(BlockWire::from))
}

pub(crate) async fn lift(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<BlockId>) -> Response {
    match lift_block(&app, signed.by(), id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}
