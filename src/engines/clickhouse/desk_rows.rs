//! The rows of chats and of lots, column for column as in the schema.

use clickhouse::Row;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::log_entry::LogEntry;

#[derive(Row, Serialize)]
pub(super) struct ChatRow<'a> {
    site: &'a str,
    #[serde(with = "clickhouse::serde::uuid")]
    chat: Uuid,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid::option")]
    agent: Option<Uuid>,
    #[serde(with = "clickhouse::serde::uuid::option")]
    department: Option<Uuid>,
    #[serde(with = "clickhouse::serde::uuid::option")]
    invitation: Option<Uuid>,
    asked: i64,
    answered: Option<i64>,
    first_reply: Option<i64>,
    ended: i64,
    version: i64,
    outcome: &'a str,
    messages: u32,
    rating: Option<u8>,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct AssignmentRow<'a> {
    site: &'a str,
    #[serde(with = "clickhouse::serde::uuid::option")]
    rule: Option<Uuid>,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    at: i64,
    arm: &'a str,
    url: &'a str,
    batch: u64,
}

impl<'a> ChatRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Chat(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            chat: e.chat.0,
            visitor: e.visitor,
            visit: e.visit.0,
            agent: e.agent.map(|id| id.0),
            department: e.department.map(|id| id.0),
            invitation: e.invitation.map(|id| id.0),
            asked: e.asked.0,
            answered: e.answered.map(|at| at.0),
            first_reply: e.first_reply.map(|at| at.0),
            ended: e.ended.0,
            version: e.version.0,
            outcome: &e.outcome,
            messages: e.messages,
            rating: e.rating,
            batch,
        })
    }
}

impl<'a> AssignmentRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Assignment(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            rule: e.rule,
            visitor: e.visitor,
            visit: e.visit.0,
            at: e.at.0,
            arm: &e.arm,
            url: &e.url,
            batch,
        })
    }
}
