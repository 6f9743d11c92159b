//! Blocked visitors.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, id, id_or_none, moment, moment_or_none, text, text_or_none};
use super::{Records, RecordsError};
use crate::domain::block::Block;
use crate::domain::ids::BlockId;
use crate::domain::moment::Moment;

impl Records {
    /// Adds a block.
    pub async fn add_block(&self, block: &Block) -> Result<(), RecordsError> {
        query(
            "INSERT INTO blocks (id, site, visitor, visitor_name, network, agent, agent_name, chat, reason, made, until)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(block.id.to_string())
        .bind(block.site.to_string())
        .bind(block.visitor.to_string())
        .bind(block.visitor_name.clone())
        .bind(block.network.clone())
        .bind(block.agent.to_string())
        .bind(block.agent_name.clone())
        .bind(block.chat.map(|chat| chat.to_string()))
        .bind(block.reason.clone())
        .bind(block.made.0)
        .bind(block.until.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Blocks that hold now, newest first.
    pub async fn standing_blocks(&self, now: Moment) -> Result<Vec<Block>, RecordsError> {
        let find = query("SELECT * FROM blocks WHERE until > $1 AND lifted IS NULL ORDER BY made DESC, id DESC");
        find.bind(now.0).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// The newest blocks, those that are over included, at most `most`.
    pub async fn blocks(&self, most: i64) -> Result<Vec<Block>, RecordsError> {
        let find = query("SELECT * FROM blocks ORDER BY made DESC, id DESC LIMIT $1").bind(most);
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// One block.
    pub async fn block(&self, block: BlockId) -> Result<Option<Block>, RecordsError> {
        let find = query("SELECT * FROM blocks WHERE id = $1").bind(block.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// Lifts a block; `None` when there is none, or it was lifted before.
    pub async fn lift_block(&self, block: BlockId, at: Moment, by: &str) -> Result<Option<Block>, RecordsError> {
        let update = "UPDATE blocks SET lifted = $2, lifted_by = $3 WHERE id = $1 AND lifted IS NULL RETURNING *";
        let lifted = query(update).bind(block.to_string()).bind(at.0).bind(by.to_owned());
        lifted.fetch_optional(&self.write).await?.as_ref().map(read).transpose()
    }
}

fn read(row: &AnyRow) -> Read<Block> {
    Ok(Block {
        id: id(row, "id")?,
        site: text(row, "site")?.as_str().into(),
        visitor: id(row, "visitor")?,
        visitor_name: text(row, "visitor_name")?,
        network: text_or_none(row, "network")?,
        agent: id(row, "agent")?,
        agent_name: text(row, "agent_name")?,
        chat: id_or_none(row, "chat")?,
        reason: text(row, "reason")?,
        made: moment(row, "made")?,
        until: moment(row, "until")?,
        lifted: moment_or_none(row, "lifted")?,
        lifted_by: text_or_none(row, "lifted_by")?,
    })
}
