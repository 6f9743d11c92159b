//! A report's table: rows in order, beside those of the period before.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::{Column, Kind, Report};

/// Rows of one period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// In no order.
    pub rows: Vec<Row>,
    /// Of all rows together.
    pub totals: Vec<Option<f64>>,
}

/// One row, before it stands beside another.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The parts of what it is about.
    pub key: Vec<String>,
    /// A page's title.
    pub detail: String,
    /// In the order of the columns.
    pub figures: Vec<Option<f64>>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// The parts of what it is about.
    pub key: Vec<String>,
    /// What it is called.
    pub label: String,
    /// More of its name; may be empty.
    pub detail: String,
    /// In the order of the columns.
    pub figures: Vec<Option<f64>>,
    /// The same in the period before.
    pub before: Option<Vec<Option<f64>>>,
}

/// How a table is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// A column's key, with `-` before it for ascending; empty: the report's own order.
    pub sort: String,
    /// Rows at most.
    pub limit: Option<usize>,
    /// Words in the label or the detail; empty: all rows.
    pub search: String,
}

impl Kind {
    /// The figure of nothing.
    pub const fn of_nothing(self) -> Option<f64> {
        match self {
            Self::Count | Self::Value => Some(0.0),
            Self::Number | Self::Share | Self::Duration => None,
        }
    }
}

/// The figures of nothing.
pub fn nothing(columns: &[Column]) -> Vec<Option<f64>> {
    columns.iter().map(|column| column.kind.of_nothing()).collect()
}

/// The rows with those of the period before beside them. A row that was there before and is no more is not shown.
pub fn beside(report: Report, now: Vec<TableRow>, before: Option<&Figures>) -> Vec<TableRow> {
    let Some(before) = before else { return now };
    let known: HashMap<_, _> = before.rows.iter().map(|row| (&row.key, &row.figures)).collect();
    let compared = |row: TableRow| {
        let found = known.get(&row.key).map_or_else(|| nothing(report.columns()), |figures| (*figures).clone());
        TableRow { before: Some(found), ..row }
    };
    now.into_iter().map(compared).collect()
}

/// The rows that are meant, in their order, and how many they were before they were cut.
///
/// # Errors
/// A sentence: there is no such column.
pub fn arranged(report: Report, rows: Vec<TableRow>, shown: &Shown) -> Result<(Vec<TableRow>, usize), String> {
    let words = shown.search.to_lowercase();
    let meant =
        |row: &TableRow| row.label.to_lowercase().contains(&words) || row.detail.to_lowercase().contains(&words);
    let mut rows: Vec<_> = rows.into_iter().filter(meant).collect();
    match (shown.sort.as_str(), report.is_in_time()) {
        ("", true) => {}
        ("", false) => sort(&mut rows, 0, false),
        (key, _) => {
            let (ascending, key) = key.strip_prefix('-').map_or((false, key), |key| (true, key));
            let column = report.columns().iter().position(|column| column.key == key);
            sort(&mut rows, column.ok_or_else(|| format!("“{key}” is no column of this report."))?, ascending);
        }
    }
    let total = rows.len();
    rows.truncate(shown.limit.unwrap_or(usize::MAX));
    Ok((rows, total))
}

/// What cannot be reckoned comes last either way; alike rows by their names.
fn sort(rows: &mut [TableRow], column: usize, ascending: bool) {
    rows.sort_by(|one, other| {
        let order = match (one.figures[column], other.figures[column]) {
            (Some(one), Some(other)) if ascending => one.total_cmp(&other),
            (Some(one), Some(other)) => other.total_cmp(&one),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        order.then_with(|| one.label.cmp(&other.label))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, visits: f64, rate: Option<f64>) -> TableRow {
        let figures = vec![Some(visits), Some(1.0), Some(1.0), rate];
        let (key, label) = (vec![label.to_owned()], label.to_owned());
        TableRow { key, label, detail: String::new(), figures, before: None }
    }

    fn labels(sort: &str, limit: usize, search: &str) -> (String, usize) {
        let rows = vec![row("/b", 2.0, None), row("/a", 2.0, Some(0.1)), row("/c", 5.0, Some(0.7))];
        let shown = Shown { sort: sort.to_owned(), limit: Some(limit), search: search.to_owned() };
        let (rows, total) = arranged(Report::EntryPages, rows, &shown).expect("a column");
        (rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>().join(" "), total)
    }

    #[test]
    fn rows_are_sorted_searched_and_cut() {
        assert_eq!(labels("", 9, ""), ("/c /a /b".to_owned(), 3));
        assert_eq!(labels("-visits", 2, ""), ("/a /b".to_owned(), 3));
        assert_eq!(labels("bounces", 9, ""), ("/c /a /b".to_owned(), 3));
        assert_eq!(labels("-bounces", 9, ""), ("/a /c /b".to_owned(), 3));
        assert_eq!(labels("visits", 9, "/A"), ("/a".to_owned(), 1));
        let shown = Shown { sort: "colour".to_owned(), ..Shown::default() };
        assert!(arranged(Report::EntryPages, Vec::new(), &shown).is_err());
    }

    #[test]
    fn what_was_not_there_before_was_nothing() {
        let was = Row { key: vec!["/a".into()], detail: String::new(), figures: vec![Some(4.0), None, None, None] };
        let before = Figures { rows: vec![was.clone()], totals: Vec::new() };
        let rows = beside(Report::EntryPages, vec![row("/a", 2.0, None), row("/b", 2.0, None)], Some(&before));
        assert_eq!(rows[0].before, Some(was.figures));
        assert_eq!(rows[1].before, Some(vec![Some(0.0), Some(0.0), None, None]));
    }
}
