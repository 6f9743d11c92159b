//! Pieces of SQL that several reports have in common. Names and numbers of ours only; what comes from outside is bound.

use clickhouse::query::Query;

use super::super::filter::reached_by;
use crate::domain::goal::{Goal, Target, TargetKind};
use crate::domain::invitation::Invitation;
use crate::domain::report::By;

/// The visit of whatever has one passes the filter, wherever it began.
///
/// A number of 64 bits for each visit, because the engine sorts a set of ids, slowly, in case an index may be asked.
pub(super) const PASSING: &str = "AND cityHash64(visit) IN
(
    SELECT cityHash64(v.visit)
    FROM parlour.visits AS v FINAL
    WHERE v.site = {site:String}
      AND v.started >= fromUnixTimestamp64Milli({since:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
      /* visits: {filter} */
)";

/// Invitations that the records know, and the log does not.
pub(super) const OPEN: &str = "
    SELECT
        o.1 AS visit, o.2 AS agent, toUUIDOrNull(o.3) AS rule, o.4 AS variant, toUUIDOrNull(o.5) AS template, o.6 AS state,
        fromUnixTimestamp64Milli(o.7) AS sent, o.8 AS url
    FROM
    (
        SELECT arrayJoin(arrayZip(
            {open_visit:Array(UUID)}, {open_agent:Array(UUID)}, {open_rule:Array(String)}, {open_variant:Array(String)},
            {open_template:Array(String)}, {open_state:Array(String)}, {open_sent:Array(Int64)}, {open_url:Array(String)}
        )) AS o
    )";

/// Where visits were.
pub(super) const COUNTRIES: &str = "
    (
        SELECT v.visit AS visit, v.country AS country
        FROM parlour.visits AS v FINAL
        WHERE v.site = {site:String}
          AND v.started >= fromUnixTimestamp64Milli({since:Int64}) AND v.started < fromUnixTimestamp64Milli({end:Int64})
    )";
/// The same where nobody asks.
pub(super) const NO_COUNTRIES: &str =
    "(SELECT toUUID('00000000-0000-0000-0000-000000000000') AS visit, '' AS country WHERE 0)";

/// Every moment at which a goal, numbered by its place, was reached, and what it was worth.
pub(super) fn moments(goals: &[Goal]) -> String {
    let nothing =
        "SELECT toUUID('00000000-0000-0000-0000-000000000000') AS visit, toUInt64(0) AS visitor, toUInt16(0) AS goal,
        now64(3, 'UTC') AS moment, toFloat64(0) AS worth WHERE 0"
            .to_owned();
    let each = goals.iter().enumerate().map(|(n, goal)| moments_of(n, goal));
    std::iter::once(nothing).chain(each).collect::<Vec<_>>().join("\nUNION ALL\n")
}

fn moments_of(n: usize, goal: &Goal) -> String {
    let (table, is_so) = match goal.target.kind {
        TargetKind::Page => ("page_views", format!("path LIKE {{goal_{n}:String}}")),
        TargetKind::Event => ("events", format!("name = {{goal_{n}:String}}")),
    };
    let worth = match (goal.value, goal.target.kind) {
        (Some(_), _) => format!("{{goal_{n}_value:Float64}}"),
        (None, TargetKind::Page) => "toFloat64(0)".to_owned(),
        (None, TargetKind::Event) => "value".to_owned(),
    };
    format!(
        "SELECT visit, visitor, toUInt16({n}) AS goal, at AS moment, {worth} AS worth
         FROM parlour.{table}
         WHERE site = {{site:String}} AND {is_so}
           AND at >= fromUnixTimestamp64Milli({{start:Int64}}) AND at < fromUnixTimestamp64Milli({{until:Int64}})"
    )
}

/// Each goal once for each visit that reached it: when first, when last, and what the first time was worth.
pub(super) fn reached(goals: &[Goal]) -> String {
    format!(
        "SELECT visit, goal, max(moment) AS latest, argMin(worth, moment) AS value
         FROM ({})
         WHERE visit != toUUID('00000000-0000-0000-0000-000000000000')
         GROUP BY visit, goal",
        moments(goals)
    )
}

pub(super) fn bind_goal(query: Query, n: usize, goal: &Goal) -> Query {
    query
        .param(&format!("goal_{n}"), reached_by(&goal.target))
        .param(&format!("goal_{n}_value"), goal.value.unwrap_or_default())
}

pub(super) fn bind_open(query: Query, open: &[Invitation]) -> Query {
    let texts = |text: fn(&Invitation) -> String| open.iter().map(text).collect::<Vec<_>>();
    query
        .param("open_visit", texts(|one| one.visit.to_string()))
        .param("open_agent", texts(|one| one.agent.to_string()))
        .param("open_rule", texts(|one| one.rule.map_or_else(String::new, |rule| rule.to_string())))
        .param("open_variant", texts(|one| one.variant.clone().unwrap_or_default()))
        .param("open_template", texts(|one| one.template.map_or_else(String::new, |id| id.to_string())))
        .param("open_state", texts(|one| one.state.word().to_owned()))
        .param("open_sent", open.iter().map(|one| one.sent.0).collect::<Vec<_>>())
        .param("open_url", texts(|one| one.url.clone()))
}

/// The funnel's SQL with its steps, and what is bound in them.
pub(super) fn funnel_steps(sql: &str, steps: &[Target]) -> (String, Vec<(String, String)>) {
    let (mut conditions, mut pages, mut events, mut bound) =
        (Vec::new(), vec!["0".to_owned()], vec!["0".to_owned()], Vec::new());
    for (n, step) in steps.iter().enumerate() {
        let name = format!("step_{n}");
        bound.push((name.clone(), reached_by(step)));
        match step.kind {
            TargetKind::Page => {
                conditions.push(format!("is_page AND word LIKE {{{name}:String}}"));
                pages.push(format!("path LIKE {{{name}:String}}"));
            }
            TargetKind::Event => {
                conditions.push(format!("NOT is_page AND word = {{{name}:String}}"));
                events.push(format!("name = {{{name}:String}}"));
            }
        }
    }
    let sql = sql
        .replace("/* steps */", &conditions.join(", "))
        .replace("/* pages */", &pages.join(" OR "))
        .replace("/* events */", &events.join(" OR "));
    (sql, bound)
}

/// What invitations are told apart by.
pub(super) const fn key_of_invitation(by: By) -> &'static str {
    match by {
        By::Rule => "ifNull(toString(i.rule), '')",
        By::Template => "ifNull(toString(i.template), '')",
        By::Variant => "concat(ifNull(toString(i.rule), ''), char(31), i.variant)",
        By::Agent => "i.agent",
        By::Page => "path(i.url)",
        By::Country => "v.country",
        By::Hour => "toHour(i.sent, {zone:String})",
    }
}

/// The same of lots.
pub(super) const fn key_of_lot(by: By) -> &'static str {
    match by {
        By::Rule => "ifNull(toString(l.rule), '')",
        By::Variant => "concat(ifNull(toString(l.rule), ''), char(31), l.arm)",
        By::Page => "path(l.url)",
        By::Country => "v.country",
        By::Hour => "toHour(l.fell, {zone:String})",
        By::Template | By::Agent => "''",
    }
}
