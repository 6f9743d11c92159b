//! What an e-mail with a report says.

use serde::Serialize;

/// A report of some days.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct ReportLetter<'a> {
    pub name: &'a str,
    pub site: &'a str,
    /// The first day.
    pub from: &'a str,
    /// The last day.
    pub to: &'a str,
    pub filters: &'a [String],
    pub figures: Vec<ReportFigure>,
    /// Whether it is to be said if inviting helped, also where no rule is measured.
    pub asks_help: bool,
    pub help: Vec<ReportHelp>,
    pub sections: Vec<ReportSection>,
    /// Where all of it is in the console.
    pub console: &'a str,
}

/// One figure beside that of the period before.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReportFigure {
    pub label: &'static str,
    pub value: String,
    pub before: String,
}

/// Whether one rule helped.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct ReportHelp {
    pub rule: String,
    pub goal: String,
    pub within_days: u32,
    /// The first day of the lots that are compared.
    pub from: String,
    /// The last.
    pub to: String,
    pub headline: &'static str,
    pub sentence: String,
}

/// One table.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReportSection {
    pub title: &'static str,
    pub columns: Vec<&'static str>,
    pub rows: Vec<ReportRow>,
    /// Rows that are not shown.
    pub more: usize,
}

/// One row.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReportRow {
    pub label: String,
    pub cells: Vec<String>,
}
