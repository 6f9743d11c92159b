//! A filter worth keeping: the console's query under a name.

use url::form_urlencoded;

use super::ids::{AgentId, FilterId};
use super::text::line;
use super::visit_filter::VisitFilter;

/// Characters of a name.
const LONGEST_NAME: usize = 100;
/// Characters of a query.
const LONGEST_QUERY: usize = 8_000;
/// Columns of the list, and characters of one's word.
const MOST_COLUMNS: usize = 50;
const LONGEST_COLUMN: usize = 40;

/// A saved filter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct SavedFilter {
    pub id: FilterId,
    /// Whose it is.
    pub agent: AgentId,
    pub name: String,
    /// The console's query without site and period.
    pub query: String,
    /// The list's columns, as the console calls them.
    pub columns: Vec<String>,
    /// For everybody who reads reports.
    pub shared: bool,
}

impl SavedFilter {
    /// The filter as somebody typed it, made sound.
    ///
    /// # Errors
    /// The field, and a sentence for the screen.
    pub fn sound(self) -> Result<Self, (&'static str, String)> {
        let name = line(&self.name, LONGEST_NAME + 1);
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(("name", format!("A name has 1 to {LONGEST_NAME} characters.")));
        }
        if self.query.chars().count() > LONGEST_QUERY {
            return Err(("query", format!("A query has at most {LONGEST_QUERY} characters.")));
        }
        let said: Vec<_> = form_urlencoded::parse(self.query.as_bytes()).filter(|(name, _)| name == "f").collect();
        VisitFilter::parse(said.iter().map(|(_, said)| &**said)).map_err(|why| ("query", why))?;
        let long = |column: &String| column.chars().count() > LONGEST_COLUMN;
        if self.columns.len() > MOST_COLUMNS || self.columns.iter().any(long) {
            return Err(("columns", format!("There are at most {MOST_COLUMNS} columns.")));
        }
        Ok(Self { name, ..self })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn typed(name: &str, query: &str, columns: usize) -> Result<SavedFilter, (&'static str, String)> {
        let (id, agent) = (FilterId(Uuid::nil()), AgentId(Uuid::nil()));
        let columns = vec!["started".to_owned(); columns];
        SavedFilter { id, agent, name: name.into(), query: query.into(), columns, shared: false }.sound()
    }

    #[test]
    fn what_cannot_be_asked_is_not_kept() {
        assert_eq!(typed(" Lamps\n", "f=page:is:%2Flamps&f=new:is:yes&sort=x", 3).expect("sound").name, "Lamps");
        assert!(typed("All", "", 0).is_ok());
        for (name, query, columns, field) in [
            ("", "", 0, "name"),
            (&*"x".repeat(101), "", 0, "name"),
            ("x", "f=colour:is:red", 0, "query"),
            ("x", &*"x".repeat(8_001), 0, "query"),
            ("x", "", 51, "columns"),
        ] {
            assert_eq!(typed(name, query, columns).expect_err(field).0, field);
        }
    }
}
