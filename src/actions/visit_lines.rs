//! Visits of the visit log become lines: with the visitor's name, what was reached, and how those who are here stand now.

use super::problem::Problem;
use crate::app::App;
use crate::domain::goal::Goal;
use crate::domain::ids::VisitorKey;
use crate::domain::presence::{Person, Presence};
use crate::domain::public_name;
use crate::domain::site::Site;
use crate::domain::visit_line::{VisitLine, VisitorWords};
use crate::engines::clickhouse::{GoalReached, Visit, VisitMarks};
use crate::engines::records::Logged;

/// The lines of some visits of one site, in their order.
///
/// # Errors
/// An engine failed.
pub async fn visit_lines(app: &App, site: &Site, visits: Vec<Visit>) -> Result<Vec<VisitLine>, Problem> {
    let goals = app.records.goals(&site.key).await?;
    let targets: Vec<_> = goals.iter().map(|goal| goal.target.clone()).collect();
    let mut marks = app.visit_log.visit_marks(&site.key, &visits, &targets).await?;
    let ids: Vec<u64> = visits.iter().map(|visit| visit.visitor).collect();
    let known = app.records.logged(&site.key, &ids).await?;
    let line = |visit: Visit| {
        let known = known.get(&visit.visitor);
        let present = known.and_then(|known| app.live.whos_on.get(known.key)).filter(|row| row.visit == visit.visit);
        let marks = marks.remove(&visit.visit).unwrap_or_default();
        let mut line = line(visit, &marks, &goals, known);
        if let Some(row) = present {
            bring_up(&mut line, &row);
        }
        line
    };
    Ok(visits.into_iter().map(line).collect())
}

/// What reaching a goal was worth.
pub(super) fn worth(goal: &Goal, reached: &GoalReached) -> f64 {
    goal.value.unwrap_or(reached.value)
}

fn line(visit: Visit, marks: &VisitMarks, goals: &[Goal], known: Option<&Logged>) -> VisitLine {
    let reached = || marks.goals.iter().filter_map(|reached| Some((goals.get(reached.goal)?, reached)));
    VisitLine {
        id: visit.visit,
        visitor: words(visit.visitor, known),
        started: visit.started,
        ended: visit.ended,
        duration_ms: visit.ended.since(visit.started).max(0),
        here: false,
        number: visit.number,
        pages: visit.pages,
        entry: visit.entry_path,
        entry_url: visit.entry_url,
        exit: visit.exit_path,
        exit_url: visit.exit_url,
        site: visit.site,
        referrer: visit.referrer.domain,
        channel: visit.channel,
        source: visit.campaign.source,
        medium: visit.campaign.medium,
        campaign: visit.campaign.campaign,
        country: visit.place.country,
        region: visit.place.region,
        city: visit.place.city,
        browser: visit.device.browser,
        system: visit.device.system,
        device: visit.device.kind.word(),
        language: visit.language,
        invited: marks.invited,
        outcome: marks.outcome.clone(),
        chatted: marks.chatted,
        goals: reached().map(|(goal, _)| goal.name.clone()).collect(),
        value: reached().map(|(goal, reached)| worth(goal, reached)).sum(),
        events: marks.events,
        simulated: visit.simulated,
    }
}

/// Who is not in the records yet, or came with an import, has the name to begin with.
pub(super) fn words(log_id: u64, known: Option<&Logged>) -> VisitorWords {
    match known {
        Some(known) => VisitorWords {
            name: known.public_name.clone(),
            known_as: known.person.as_ref().and_then(Person::known_as).map(str::to_owned),
        },
        None => VisitorWords { name: public_name::candidate(VisitorKey::from_log_id(log_id), 0), known_as: None },
    }
}

/// The visit log hears how a visit goes on when it is over; of who is here, the live row knows.
fn bring_up(line: &mut VisitLine, row: &Presence) {
    let page = row.page();
    line.here = true;
    line.ended = line.ended.max(row.active);
    line.duration_ms = line.ended.since(line.started).max(0);
    line.pages = line.pages.max(row.page_count);
    (line.exit, line.exit_url) = (page.path.to_string(), page.url.to_string());
    line.chatted |= row.chat.is_some();
}
