//! Did inviting help? Read for one rule, or for what agents sent themselves.

use super::list_visits::Which;
use super::problem::Problem;
use super::read_report::Known;
use crate::app::App;
use crate::domain::goal::Goal;
use crate::domain::help::{Answer, Piece, Side, answer, drawn, ratio, together};
use crate::domain::ids::{GoalId, RuleId};
use crate::domain::interval::Interval;
use crate::domain::invitation_rule::Rule;
use crate::domain::invitation_rule::assign::HELD_OUT;
use crate::domain::moment::{DAY, Moment};
use crate::domain::period::Period;
use crate::domain::report::{By, Report, nothing};
use crate::engines::clickhouse::HelpPiece;

/// Days in which a goal counts when agents invited.
const WITHIN: u32 = 7;

/// Whose lots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lots {
    /// Of agents' own invitations.
    Manual,
    /// Of this rule.
    Rule(RuleId),
}

/// The answer and what belongs to it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Help {
    pub goal: Goal,
    pub within_days: u32,
    pub answer: Answer,
    /// Id, name, how it did, accepted invitations.
    pub variants: Vec<(String, String, Side, f64)>,
    /// Whether the lot fell as planned, and a sentence.
    pub ratio: (bool, String),
}

/// Reads whether inviting helped; without a goal, for the rule's own.
///
/// # Errors
/// No such rule or goal of this site; no goal was said and the rule has none; an engine failed.
pub async fn read_help(app: &App, which: &Which, lots: Lots, goal: Option<GoalId>) -> Result<Help, Problem> {
    let rule = rule_of(app, which, lots).await?;
    let goal = goal_of(app, which, goal.or(rule.as_ref().and_then(|rule| rule.goal))).await?;
    let within_days = rule.as_ref().map_or(WITHIN, |rule| rule.goal_within);
    let planned = match &rule {
        Some(rule) => rule.holdout,
        None => app.live.inviting.attention(&which.site.key).manual_holdout,
    };
    let over_before = app.clock.now().plus(-i64::from(within_days) * DAY);
    let pieces = pieces(app, which, rule.as_ref(), &goal, (within_days, over_before)).await?;
    let (_, days) = Interval::Day.starts(&which.period);
    let answer = answer(&days, &pieces, over_before);
    let (invited, held_out) = drawn(&pieces);
    let ratio = ratio(invited, held_out, planned);
    let variants = variants(app, which, rule.as_ref(), &pieces, over_before).await?;
    Ok(Help { goal, within_days, answer, variants, ratio })
}

async fn rule_of(app: &App, which: &Which, lots: Lots) -> Result<Option<Rule>, Problem> {
    let Lots::Rule(id) = lots else { return Ok(None) };
    let rules = app.records.invitation_rules().await?;
    let found = rules.into_iter().find(|rule| rule.id == id && rule.site == which.site.key);
    found.map(Some).ok_or_else(|| Problem::NotFound("no such rule".to_owned()))
}

async fn goal_of(app: &App, which: &Which, goal: Option<GoalId>) -> Result<Goal, Problem> {
    let id = goal.ok_or_else(|| Problem::invalid("goal", "Which goal? Neither the question nor the rule says."))?;
    let found = app.records.goal(id).await?.filter(|goal| goal.site == which.site.key);
    found.ok_or_else(|| Problem::NotFound("no such goal".to_owned()))
}

async fn pieces(
    app: &App,
    which: &Which,
    rule: Option<&Rule>,
    goal: &Goal,
    (within_days, over_before): (u32, Moment),
) -> Result<Vec<Piece>, Problem> {
    let (_, days) = Interval::Day.starts(&which.period);
    let known = Known { goals: vec![goal.clone()], open: Vec::new() };
    let question = known.question(which, &which.period, &days);
    let within = u16::try_from(within_days).unwrap_or(u16::MAX);
    let found = app.visit_log.help(rule.map(|rule| rule.id.0), within, over_before, &question).await?;
    Ok(found.into_iter().map(piece).collect())
}

fn piece(found: HelpPiece) -> Piece {
    let side = Side::of(found.visitors, found.reached, found.sum, found.sum_of_squares);
    let waits = found.is_waiting == 1;
    Piece { day: Moment(found.day), held_out: found.arm == HELD_OUT, variant: found.arm, waits, side }
}

/// The rule's variants, each with its own visitors who are compared and the invitations of that time.
async fn variants(
    app: &App,
    which: &Which,
    rule: Option<&Rule>,
    pieces: &[Piece],
    over_before: Moment,
) -> Result<Vec<(String, String, Side, f64)>, Problem> {
    let Some(rule) = rule else { return Ok(Vec::new()) };
    let known = Known::of(app, which).await?;
    let report = Report::Invitations(By::Variant);
    let period = Period { end: which.period.end.min(over_before), ..which.period.clone() };
    let lines = app.visit_log.report(report, &known.question(which, &period, &[])).await?;
    let accepted = |id: &str| {
        let key = format!("{}\u{1f}{id}", rule.id);
        lines.iter().find(|line| line.is_total == 0 && line.key == key).and_then(|line| line.figures[5]).unwrap_or(0.0)
    };
    let of = |id: &str| together(pieces.iter().filter(|piece| piece.variant == id && !piece.waits));
    Ok(rule.variants.iter().map(|one| (one.id.clone(), one.name.clone(), of(&one.id), accepted(&one.id))).collect())
}

/// What became of invitations.
#[derive(Debug, Clone, PartialEq)]
pub struct Became {
    /// In the order of the report of invitations.
    pub figures: Vec<Option<f64>>,
    /// Those that have not ended: sent, delivered, seen.
    pub open: Vec<Option<f64>>,
}

/// What became of the invitations of these lots, or of all.
///
/// # Errors
/// No such rule of this site; an engine failed.
pub async fn read_help_funnel(app: &App, which: &Which, lots: Option<Lots>) -> Result<Became, Problem> {
    let key = match lots {
        None => None,
        Some(lots) => Some(rule_of(app, which, lots).await?.map_or_else(String::new, |rule| rule.id.to_string())),
    };
    let known = Known::of(app, which).await?;
    let report = Report::Invitations(By::Rule);
    let lines = app.visit_log.report(report, &known.question(which, &which.period, &[])).await?;
    let found = lines.into_iter().find(|line| match &key {
        None => line.is_total == 1,
        Some(key) => line.is_total == 0 && line.key == *key,
    });
    let none = || Became { figures: nothing(report.columns()), open: vec![Some(0.0); 3] };
    Ok(found.map_or_else(none, |line| became(report, line.figures)))
}

fn became(report: Report, mut figures: Vec<Option<f64>>) -> Became {
    let open = figures.split_off(report.columns().len());
    Became { figures, open }
}
