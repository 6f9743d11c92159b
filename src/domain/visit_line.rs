//! A visit on one line of a list or a file.

use serde::Serialize;

use super::csv::cell;
use super::ids::{SiteKey, VisitId};
use super::local_time::stamp;
use super::moment::Moment;

/// One visit, as lists and exports say it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct VisitLine {
    pub id: VisitId,
    pub site: SiteKey,
    pub visitor: VisitorWords,
    pub started: Moment,
    pub ended: Moment,
    pub duration_ms: i64,
    /// The visitor is here now, in this visit.
    pub here: bool,
    pub number: u32,
    pub pages: u32,
    pub entry: String,
    pub entry_url: String,
    pub exit: String,
    pub exit_url: String,
    pub referrer: String,
    pub channel: String,
    pub source: String,
    pub medium: String,
    pub campaign: String,
    pub country: String,
    pub region: String,
    pub city: String,
    pub browser: String,
    pub system: String,
    pub device: &'static str,
    pub language: String,
    /// Invitations that have ended.
    pub invited: u32,
    /// How the last of them did.
    pub outcome: Option<String>,
    pub chatted: bool,
    /// Names of the goals reached, in the order in which they first were.
    pub goals: Vec<String>,
    /// What they are worth together.
    pub value: f64,
    pub events: u32,
    pub simulated: bool,
}

/// How a visitor is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VisitorWords {
    /// The public name.
    pub name: String,
    /// What they told of themselves.
    pub known_as: Option<String>,
}

/// The first line of a file of comma-separated values.
pub const HEADING: &str = "id,visitor,known_as,started,ended,duration_ms,here,number,pages,entry,entry_url,exit,exit_url,referrer,\
                           channel,source,medium,campaign,country,region,city,browser,system,device,language,invited,outcome,\
                           chatted,goals,value,events,simulated\r\n";

impl VisitLine {
    /// The visit as a line of comma-separated values, its moments in `zone`.
    pub fn csv(&self, zone: &str) -> String {
        let words = |words: &[&str]| words.iter().map(|word| cell(word)).collect::<Vec<_>>().join(",");
        let Self { id, duration_ms, here, number, pages, invited, chatted, value, events, simulated, .. } = self;
        let visitor = words(&[&self.visitor.name, self.visitor.known_as.as_deref().unwrap_or_default()]);
        let moments = [self.started, self.ended].map(|at| stamp(at, zone)).join(",");
        let pages_at = words(&[&self.entry, &self.entry_url, &self.exit, &self.exit_url]);
        let came = words(&[&self.referrer, &self.channel, &self.source, &self.medium, &self.campaign]);
        let place = words(&[&self.country, &self.region, &self.city]);
        let device = words(&[&self.browser, &self.system, self.device, &self.language]);
        let outcome = cell(self.outcome.as_deref().unwrap_or_default());
        let goals = cell(&self.goals.join("; "));
        format!(
            "{id},{visitor},{moments},{duration_ms},{here},{number},{pages},{pages_at},{came},{place},{device},{invited},{outcome},\
             {chatted},{goals},{value},{events},{simulated}\r\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_cell_for_every_word_of_the_heading() {
        let line = VisitLine {
            id: VisitId(uuid::Uuid::nil()),
            site: "shop".into(),
            visitor: VisitorWords { name: "Linnet 482".into(), known_as: Some("=cmd".into()) },
            started: Moment(0),
            ended: Moment(61_000),
            duration_ms: 61_000,
            here: true,
            number: 2,
            pages: 3,
            entry: "/".into(),
            entry_url: "https://shop.example/".into(),
            exit: "/basket".into(),
            exit_url: "https://shop.example/basket".into(),
            referrer: "google.com".into(),
            channel: "search".into(),
            source: String::new(),
            medium: String::new(),
            campaign: "\"autumn\"".into(),
            country: "GB".into(),
            region: String::new(),
            city: "London".into(),
            browser: "Firefox".into(),
            system: "Linux".into(),
            device: "desktop",
            language: "en".into(),
            invited: 1,
            outcome: None,
            chatted: false,
            goals: vec!["Ordered".into(), "Asked".into()],
            value: 49.5,
            events: 2,
            simulated: false,
        };
        assert_eq!(
            line.csv("Europe/Berlin"),
            "00000000-0000-0000-0000-000000000000,\"Linnet 482\",\"'=cmd\",1970-01-01T01:00:00+01:00,1970-01-01T01:01:01+01:00,61000,\
             true,2,3,\"/\",\"https://shop.example/\",\"/basket\",\"https://shop.example/basket\",\"google.com\",\"search\",\"\",\"\",\
             \"\"\"autumn\"\"\",\"GB\",\"\",\"London\",\"Firefox\",\"Linux\",\"desktop\",\"en\",1,\"\",false,\"Ordered; Asked\",49.5,2,\
             false\r\n"
        );
        assert_eq!(line.csv("UTC").split(',').count(), HEADING.split(',').count());
    }
}
