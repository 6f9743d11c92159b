//! What reports' questions answer.

use clickhouse::Row;
use serde::Deserialize;

/// One row of a report.
#[derive(Debug, Clone, PartialEq, Row, Deserialize)]
pub struct Line {
    /// What its visits have in common; several parts have the character 31 between them.
    pub key: String,
    /// A page's title.
    pub detail: String,
    /// 1: the row for all; its key means nothing.
    pub is_total: u8,
    /// In the order of the report's columns.
    pub figures: Vec<Option<f64>>,
}

/// One hour of the week.
#[derive(Debug, Clone, PartialEq, Eq, Row, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct CellOfWeek {
    /// 1 Monday to 7.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
    pub visits: u64,
    pub chats: u64,
}

/// A page before or after another one.
#[derive(Debug, Clone, PartialEq, Eq, Row, Deserialize)]
pub struct Step {
    /// 0: before, 1: after.
    pub side: u8,
    /// Empty: the visit began, or ended, there.
    pub path: String,
    /// How often.
    pub views: u64,
}

/// A day's lots of one arm.
#[derive(Debug, Clone, PartialEq, Row, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct HelpPiece {
    /// When the day began, in milliseconds.
    pub day: i64,
    /// 1: their days are not over.
    pub is_waiting: u8,
    /// `held_out`, or a variant's id.
    pub arm: String,
    pub visitors: u64,
    pub reached: u64,
    pub sum: f64,
    pub sum_of_squares: f64,
}
