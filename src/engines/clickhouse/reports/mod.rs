//! Reports: one file of SQL a question, everything from outside bound.

mod answers;
mod fragments;
mod pages;

use clickhouse::query::Query;
use uuid::Uuid;

pub use self::answers::{CellOfWeek, HelpPiece, Line, Step};
use self::fragments::{
    COUNTRIES, NO_COUNTRIES, OPEN, PASSING, funnel_steps, key_of_invitation, key_of_lot, moments, reached,
};
use super::{VisitLog, VisitLogError};
use crate::domain::goal::{Funnel, Goal};
use crate::domain::ids::SiteKey;
use crate::domain::invitation::Invitation;
use crate::domain::moment::{DAY, Moment};
use crate::domain::period::Period;
use crate::domain::report::{By, Report};
use crate::domain::visit_filter::KnownFilter;

/// No visit lasts longer, in milliseconds: what happened in a visit is looked for so long after its beginning.
const LONGEST_VISIT: i64 = 7 * DAY;
/// What a question may take, in bytes.
const MEMORY: &str = "3000000000";

/// What a report is asked about.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Question<'a> {
    pub site: &'a SiteKey,
    pub period: &'a Period,
    pub filter: &'a KnownFilter,
    /// Where the pieces begin that the period is cut into.
    pub starts: &'a [Moment],
    /// Numbered by their places.
    pub goals: &'a [Goal],
    /// Invitations that have not ended, which the log does not know of.
    pub open: &'a [Invitation],
}

impl VisitLog {
    /// The rows of a report, in no order, among them one for all.
    pub async fn report(&self, report: Report, question: &Question<'_>) -> Result<Vec<Line>, VisitLogError> {
        let query = match report {
            Report::Pages => self.ask_pages(question).await,
            Report::Events => self.ask_report(sql!("reports/events"), question),
            Report::Goals => self.ask_report(sql!("reports/goals"), question),
            Report::Agents => self.ask_report(sql!("reports/agents"), question),
            Report::Chats | Report::ChatsByHour => {
                self.ask_report(&sql!("reports/chats_by").replace("/* key */", key_of_chat(report)), question)
            }
            Report::Invitations(by) => self.ask_invitations(by, question),
            of_visits => {
                self.ask_report(&sql!("reports/visits_by").replace("/* key */", key_of_visit(of_visits)), question)
            }
        };
        Ok(query?.fetch_all().await?)
    }

    /// The overview's figures by the pieces of the period, and as a whole.
    pub async fn overview(&self, question: &Question<'_>) -> Result<Vec<Line>, VisitLogError> {
        Ok(self.ask_report(sql!("reports/overview"), question)?.fetch_all().await?)
    }

    /// Visits and chats by weekday and hour; hours without any are left out.
    pub async fn hours(&self, question: &Question<'_>) -> Result<Vec<CellOfWeek>, VisitLogError> {
        Ok(self.ask_report(sql!("reports/hours"), question)?.fetch_all().await?)
    }

    /// Where those who saw `page` came from and went to, most first.
    pub async fn transitions(&self, page: &str, question: &Question<'_>) -> Result<Vec<Step>, VisitLogError> {
        Ok(self.ask_report(sql!("reports/transitions"), question)?.param("page", page).fetch_all().await?)
    }

    /// How many visits of the period came as far as each step of `funnel`, and no further; first those that did not take the
    /// first.
    pub async fn funnel(&self, funnel: &Funnel, question: &Question<'_>) -> Result<Vec<u64>, VisitLogError> {
        let (sql, bound) = funnel_steps(sql!("reports/funnel"), &funnel.steps);
        let query =
            self.ask_report(&of_any_row(&sql, question), question)?.param("within", u64::from(funnel.within) * 60_000);
        let query = bound.into_iter().fold(query, |query, (name, value)| query.param(&name, value));
        let mut visits = vec![0; funnel.steps.len() + 1];
        for (level, count) in query.fetch_all::<(u8, u64)>().await? {
            visits[usize::from(level)] = count;
        }
        Ok(visits)
    }

    /// Whether any visit of the period was made by the simulation.
    pub async fn any_simulated(&self, question: &Question<'_>) -> Result<bool, VisitLogError> {
        Ok(self.ask_report(&of_any_row(sql!("reports/simulated"), question), question)?.fetch_one::<bool>().await?)
    }

    /// What became of the lots of a rule (`None`: of agents' own invitations) that fell in the period, by day: who reached the first of
    /// the question's goals within `days` of it. Lots that did not fall before `over_before` wait.
    pub async fn help(
        &self,
        rule: Option<Uuid>,
        days: u16,
        over_before: Moment,
        question: &Question<'_>,
    ) -> Result<Vec<HelpPiece>, VisitLogError> {
        let until = question.period.end.plus(i64::from(days) * DAY);
        let query = self.ask_report_until(sql!("reports/help"), question, until)?;
        let query = query.param("rule", rule.unwrap_or(Uuid::nil()).to_string()).param("within_days", days);
        Ok(query.param("over_before", over_before.0).fetch_all().await?)
    }

    fn ask_invitations(&self, by: By, question: &Question<'_>) -> Result<Query, VisitLogError> {
        let countries = if by == By::Country { COUNTRIES } else { NO_COUNTRIES };
        let sql = sql!("reports/invitations_by")
            .replace("/* key of an invitation */", key_of_invitation(by))
            .replace("/* key of a lot */", key_of_lot(by))
            .replace("/* countries */", countries);
        Ok(self.ask_report(&sql, question)?.param("lots", has_lots(by)))
    }

    fn ask_report(&self, sql: &str, question: &Question<'_>) -> Result<Query, VisitLogError> {
        self.ask_report_until(sql, question, question.period.end.plus(LONGEST_VISIT))
    }

    fn ask_report_until(&self, sql: &str, question: &Question<'_>, until: Moment) -> Result<Query, VisitLogError> {
        let Question { site, period, filter, starts, goals, open } = question;
        let passing = if filter.filter.conditions.is_empty() { "" } else { PASSING };
        let sql = sql
            .replace("/* passing */", passing)
            .replace("/* reached */", &reached(goals))
            .replace("/* moments */", &moments(goals))
            .replace("/* open */", OPEN);
        let since = period.start.plus(-LONGEST_VISIT);
        let query = self.ask_visits(&sql, filter, since.plus(-DAY))?;
        let query = query
            .with_setting("max_memory_usage", MEMORY)
            .param("site", site.as_str())
            .param("start", period.start.0)
            .param("end", period.end.0)
            .param("since", since.0)
            .param("until", until.0)
            .param("starts", starts.iter().map(|start| start.0).collect::<Vec<_>>())
            .param("zone", period.zone.as_str());
        let query = if sql.contains("{open_visit:") { fragments::bind_open(query, open) } else { query };
        Ok(goals.iter().enumerate().fold(query, |query, (n, goal)| fragments::bind_goal(query, n, goal)))
    }
}

/// When a visit began and who made it does not change: without a filter its newest row says no more than any.
fn of_any_row(sql: &str, question: &Question<'_>) -> String {
    if question.filter.filter.conditions.is_empty() { sql.replace("AS v FINAL", "AS v") } else { sql.to_owned() }
}

/// Whether lots can be told apart so: nobody has been chosen to invite when the lot falls.
pub(super) const fn has_lots(by: By) -> bool {
    !matches!(by, By::Agent | By::Template)
}

/// What chats of a report have in common.
const fn key_of_chat(report: Report) -> &'static str {
    match report {
        Report::Chats => "roundDown(toUnixTimestamp64Milli(asked), {starts:Array(Int64)})",
        _ => "toHour(asked, {zone:String})",
    }
}

/// What visits of a report have in common; the parts of a place have the character 31 between them.
const fn key_of_visit(report: Report) -> &'static str {
    match report {
        Report::EntryPages => "v.entry_path",
        Report::ExitPages => "v.exit_path",
        Report::Referrers => "v.referrer_domain",
        Report::Channels => "v.channel",
        Report::Sources => "v.campaign_source",
        Report::Mediums => "v.campaign_medium",
        Report::Campaigns => "v.campaign",
        Report::Countries => "v.country",
        Report::Regions => "concat(v.region, char(31), v.country)",
        Report::Cities => "concat(v.city, char(31), v.region, char(31), v.country)",
        Report::Browsers => "v.browser",
        Report::Systems => "v.system",
        Report::Devices => "v.device",
        Report::Languages => "v.language",
        Report::NewReturning => "if(v.number = 1, 'new', 'returning')",
        Report::Pages
        | Report::Events
        | Report::Goals
        | Report::Agents
        | Report::Chats
        | Report::ChatsByHour
        | Report::Invitations(_) => "''",
    }
}
