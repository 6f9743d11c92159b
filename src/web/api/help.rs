//! Whether inviting helps. For administrators and marketers.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::actions::problem::Problem;
use crate::actions::read_help::{Help, Lots, read_help};
use crate::app::App;
use crate::domain::help::{METHOD, Side};
use crate::domain::ids::GoalId;
use crate::domain::lift::{ENOUGH, Interval};
use crate::domain::moment::Moment;
use crate::web::answer::json;
use crate::web::asked::Asked;
use crate::web::session::Marketer;

#[derive(Serialize)]
struct HelpWire {
    goal: GoalOfHelp,
    verdict: &'static str,
    headline: &'static str,
    sentence: String,
    arms: [ArmWire; 2],
    /// Visitors who are in neither arm yet.
    waiting: u64,
    variants: Vec<VariantWire>,
    rate: Option<IntervalWire>,
    value: Option<IntervalWire>,
    ratio: Ratio,
    enough: bool,
    needed: u64,
    series: Vec<DayWire>,
    method: &'static str,
}

#[derive(Serialize)]
struct GoalOfHelp {
    id: GoalId,
    name: String,
    within_days: u32,
}

#[derive(Serialize)]
struct ArmWire {
    key: &'static str,
    label: &'static str,
    visitors: u64,
    reached: u64,
    rate: f64,
    value: f64,
}

#[derive(Serialize)]
struct VariantWire {
    key: String,
    label: String,
    visitors: u64,
    reached: u64,
    rate: f64,
    accepted: f64,
}

#[derive(Serialize)]
struct IntervalWire {
    difference: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Ratio {
    ok: bool,
    sentence: String,
}

#[derive(Serialize)]
struct DayWire {
    at: Moment,
    difference: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl From<Interval> for IntervalWire {
    fn from(interval: Interval) -> Self {
        let Interval { difference, low, high } = interval;
        Self { difference, low, high }
    }
}

impl ArmWire {
    fn of(key: &'static str, label: &'static str, side: &Side) -> Self {
        let Side { rate, value } = side;
        Self { key, label, visitors: rate.visitors, reached: rate.reached, rate: rate.mean(), value: value.mean() }
    }
}

impl From<Help> for HelpWire {
    fn from(help: Help) -> Self {
        let Help { goal, within_days, answer, variants, ratio: (ok, sentence) } = help;
        let variant = |(key, label, side, accepted): (String, String, Side, f64)| VariantWire {
            key,
            label,
            visitors: side.rate.visitors,
            reached: side.rate.reached,
            rate: side.rate.mean(),
            accepted,
        };
        let day = |(at, interval): (Moment, Option<Interval>)| DayWire {
            at,
            difference: interval.map(|interval| interval.difference),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        };
        Self {
            goal: GoalOfHelp { id: goal.id, name: goal.name, within_days },
            verdict: answer.verdict.word(),
            headline: answer.verdict.headline(),
            sentence: answer.sentence,
            arms: [
                ArmWire::of("invited", "Invited", &answer.invited),
                ArmWire::of("held_out", "Left alone, by lot", &answer.held_out),
            ],
            waiting: answer.waiting,
            variants: variants.into_iter().map(variant).collect(),
            enough: answer.rate.is_some(),
            rate: answer.rate.map(Into::into),
            value: answer.value.map(Into::into),
            ratio: Ratio { ok, sentence },
            needed: ENOUGH,
            series: answer.series.into_iter().map(day).collect(),
            method: METHOD,
        }
    }
}

/// Whose lots are asked for.
pub(super) fn lots(asked: &Asked) -> Result<Option<Lots>, Problem> {
    match asked.read::<String>("rule")?.as_deref() {
        None => Ok(None),
        Some("manual") => Ok(Some(Lots::Manual)),
        Some(rule) => {
            let id = rule.parse().map_err(|_| Problem::NotFound("no such rule".to_owned()))?;
            Ok(Some(Lots::Rule(id)))
        }
    }
}

pub(crate) async fn show(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    let read = async {
        let lots = lots(&asked)?.ok_or_else(|| Problem::invalid("rule", "Which rule? An id, or manual."))?;
        read_help(&app, &asked.which, lots, asked.read("goal")?).await
    };
    json(read.await.map(HelpWire::from))
}
