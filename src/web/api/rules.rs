//! Rules that invite by themselves, for Administrators and Marketers; and how much attention a site may ask for.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Body, Id};
use crate::actions::manage_rules::{Stands, add_rule, change_rule, delete_rule, order_rules, rules_of, set_attention};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::ids::{GoalId, RuleId, SiteKey};
use crate::domain::invitation_rule::condition::Condition;
use crate::domain::invitation_rule::field::{About, CATALOGUE, Kind};
use crate::domain::invitation_rule::limits::Attention;
use crate::domain::invitation_rule::{Often, Rule, Sender, Variant};
use crate::domain::moment::Moment;
use crate::web::answer::{answer, json, with};
use crate::web::session::{Administrator, Marketer};

#[derive(Deserialize)]
pub(crate) struct AtSite {
    site: SiteKey,
}

/// A rule as somebody writes it. What the service itself adds to one may stand there and is not read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleBody {
    id: Option<RuleId>,
    site: SiteKey,
    name: String,
    #[serde(default)]
    on: bool,
    when: Value,
    #[serde(rename = "as")]
    sender: Sender,
    #[serde(default)]
    delay: u32,
    #[serde(default)]
    often: Often,
    #[serde(default = "a_day")]
    quiet_after_refusal: u32,
    #[serde(default = "a_tenth")]
    holdout: u8,
    goal: Option<GoalId>,
    #[serde(default = "a_week")]
    goal_within: u32,
    variants: Vec<Variant>,
    #[serde(rename = "state")]
    _state: Option<IgnoredAny>,
}

const fn a_day() -> u32 {
    86_400
}

const fn a_tenth() -> u8 {
    10
}

const fn a_week() -> u32 {
    7
}

#[derive(Serialize)]
struct RuleWire {
    #[serde(flatten)]
    rule: Rule,
    state: StateWire,
}

#[derive(Serialize)]
struct StateWire {
    open: u32,
    sent_today: u32,
    last: Option<Moment>,
    acceptance: Option<f64>,
    pausing: Option<&'static str>,
}

#[derive(Serialize)]
struct RulesWire {
    rules: Vec<RuleWire>,
}

impl RuleBody {
    /// The rule it describes; without an id it has the nil one.
    pub(super) fn rule(self) -> Result<Rule, Problem> {
        let when = Condition::try_from(self.when).map_err(|why| Problem::invalid("when", why))?;
        Ok(Rule {
            id: self.id.unwrap_or(RuleId(Uuid::nil())),
            site: self.site,
            name: self.name,
            on: self.on,
            when,
            sender: self.sender,
            delay: self.delay,
            often: self.often,
            quiet_after_refusal: self.quiet_after_refusal,
            holdout: self.holdout,
            goal: self.goal,
            goal_within: self.goal_within,
            variants: self.variants,
        })
    }
}

impl From<Stands> for RuleWire {
    fn from(Stands { rule, record, acceptance, pausing }: Stands) -> Self {
        let (open, sent_today, last) = (record.open, record.sent_today, record.last);
        Self { rule, state: StateWire { open, sent_today, last, acceptance, pausing } }
    }
}

impl From<Vec<Stands>> for RulesWire {
    fn from(rules: Vec<Stands>) -> Self {
        Self { rules: rules.into_iter().map(Into::into).collect() }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Marketer, Query(AtSite { site }): Query<AtSite>) -> Response {
    json(rules_of(&app, &site).await.map(RulesWire::from))
}

pub(crate) async fn add(State(app): State<App>, Marketer(signed): Marketer, Body(body): Body<RuleBody>) -> Response {
    match body.rule() {
        Ok(rule) => with(StatusCode::CREATED, add_rule(&app, signed.by(), rule).await.map(RuleWire::from)),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn change(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Id(id): Id<RuleId>,
    Body(body): Body<RuleBody>,
) -> Response {
    match body.rule() {
        Ok(rule) => json(change_rule(&app, signed.by(), Rule { id, ..rule }).await.map(RuleWire::from)),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn delete(State(app): State<App>, Marketer(signed): Marketer, Id(id): Id<RuleId>) -> Response {
    match delete_rule(&app, signed.by(), id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderBody {
    ids: Vec<RuleId>,
}

pub(crate) async fn order(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Query(AtSite { site }): Query<AtSite>,
    Body(OrderBody { ids }): Body<OrderBody>,
) -> Response {
    json(order_rules(&app, signed.by(), &site, &ids).await.map(RulesWire::from))
}

#[derive(Serialize)]
struct FieldWire {
    field: &'static str,
    label: &'static str,
    kind: Kind,
    operators: Vec<OperatorWire>,
    unit: Option<&'static str>,
    choices: Option<Vec<ChoiceWire>>,
    past: bool,
}

#[derive(Serialize)]
struct OperatorWire {
    is: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
struct ChoiceWire {
    value: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
struct FieldsWire {
    fields: Vec<FieldWire>,
}

impl From<&About> for FieldWire {
    fn from(about: &About) -> Self {
        let About { word, label, kind, unit, choices, past, .. } = *about;
        let operators =
            kind.operators().iter().map(|one| OperatorWire { is: one.word(), label: one.label() }).collect();
        let choice = |(value, label): &(&'static str, &'static str)| ChoiceWire { value, label };
        let choices = choices.map(|choices| choices.iter().map(choice).collect());
        Self { field: word, label, kind, operators, unit, choices, past }
    }
}

pub(crate) async fn fields(_: Marketer) -> Response {
    json(Ok(FieldsWire { fields: CATALOGUE.iter().map(Into::into).collect() }))
}

pub(crate) async fn show_attention(
    State(app): State<App>,
    _: Marketer,
    Query(AtSite { site }): Query<AtSite>,
) -> Response {
    let known = app.live.sites.get(&site).ok_or_else(|| Problem::NotFound("no such site".to_owned()));
    json(known.map(|site| app.live.inviting.attention(&site.key)))
}

pub(crate) async fn put_attention(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Query(AtSite { site }): Query<AtSite>,
    Body(attention): Body<Attention>,
) -> Response {
    json(set_attention(&app, signed.by(), &site, attention).await)
}
