//! What is asked of rules beside keeping them: *Why not?* of a visitor who is here, and *Try it on the past*.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::Body;
use super::rules::RuleBody;
use crate::actions::explain_rules::{Explained, Told, Verdict, explain_rules};
use crate::actions::try_rule::{MOST_VISITS, Tried, try_rule};
use crate::app::App;
use crate::domain::ids::{RuleId, SiteKey};
use crate::domain::moment::Moment;
use crate::domain::visit_line::VisitLine;
use crate::web::answer::{answer, json};
use crate::web::session::Marketer;

#[derive(Deserialize)]
pub(crate) struct WhyNotAsked {
    site: SiteKey,
    visitor: String,
}

#[derive(Serialize)]
struct WhyNotWire {
    visitor: String,
    at: Moment,
    rules: Vec<ExplainedWire>,
}

#[derive(Serialize)]
struct ExplainedWire {
    id: RuleId,
    name: String,
    on: bool,
    verdict: Verdict,
    sentence: String,
    conditions: Vec<ConditionWire>,
    limits: Vec<LimitWire>,
}

#[derive(Serialize)]
struct ConditionWire {
    says: String,
    found: String,
    holds: bool,
    first_failed: bool,
}

#[derive(Serialize)]
struct LimitWire {
    says: String,
    holds: bool,
}

impl From<Explained> for ExplainedWire {
    fn from(Explained { rule, verdict, sentence, conditions, limits }: Explained) -> Self {
        let condition =
            |Told { says, found, holds, first_failed, .. }: Told| ConditionWire { says, found, holds, first_failed };
        Self {
            id: rule.id,
            name: rule.name.clone(),
            on: rule.on,
            verdict,
            sentence,
            conditions: conditions.into_iter().map(condition).collect(),
            limits: limits.into_iter().map(|limit| LimitWire { says: limit.says, holds: limit.holds }).collect(),
        }
    }
}

pub(crate) async fn why_not(
    State(app): State<App>,
    _: Marketer,
    Query(WhyNotAsked { site, visitor }): Query<WhyNotAsked>,
) -> Response {
    let at = app.clock.now();
    json(explain_rules(&app, &site, &visitor).await.map(|(row, rules)| WhyNotWire {
        visitor: row.public_name.to_string(),
        at,
        rules: rules.into_iter().map(Into::into).collect(),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TryBody {
    rule: RuleBody,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct TriedWire {
    visits: u64,
    cut: bool,
    eligible: u64,
    invitations: u64,
    held_out: u64,
    by_page: Vec<LabelWire>,
    by_hour: [u64; 24],
    by_day: Vec<DayWire>,
    with: Vec<WithWire>,
    unknown: Vec<&'static str>,
    sample: Vec<VisitLine>,
}

#[derive(Serialize)]
struct LabelWire {
    label: String,
    count: u64,
}

#[derive(Serialize)]
struct DayWire {
    day: String,
    count: u64,
}

#[derive(Serialize)]
struct WithWire {
    rule: RuleId,
    name: String,
    both: u64,
}

impl From<Tried> for TriedWire {
    fn from(tried: Tried) -> Self {
        let Tried { visits, cut, eligible, invitations, held_out, by_page, by_hour, by_day, with, unknown, sample } =
            tried;
        Self {
            visits,
            cut,
            eligible,
            invitations,
            held_out,
            by_page: by_page.into_iter().map(|(label, count)| LabelWire { label, count }).collect(),
            by_hour,
            by_day: by_day.into_iter().map(|(day, count)| DayWire { day, count }).collect(),
            with: with
                .into_iter()
                .map(|(rule, both)| WithWire { rule: rule.id, name: rule.name.clone(), both })
                .collect(),
            unknown,
            sample,
        }
    }
}

pub(crate) async fn try_out(
    State(app): State<App>,
    _: Marketer,
    Body(TryBody { rule, from, to }): Body<TryBody>,
) -> Response {
    match rule.rule() {
        Ok(rule) => {
            json(try_rule(&app, rule, (from.as_deref(), to.as_deref()), MOST_VISITS).await.map(TriedWire::from))
        }
        Err(problem) => answer(&problem),
    }
}
