//! *Try it on the past*: a rule is run over stored visits before it is switched on.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::manage_rules::sound;
use super::problem::Problem;
use super::visit_lines::visit_lines;
use crate::app::App;
use crate::domain::ids::{RuleId, VisitId};
use crate::domain::invitation::State;
use crate::domain::invitation_rule::Rule;
use crate::domain::invitation_rule::assign::{HELD_OUT, assign};
use crate::domain::invitation_rule::limits::{At, Attention, Invited, budget, limits};
use crate::domain::invitation_rule::past::{PastVisit, Turn, turns as past_turns, unknown};
use crate::domain::local_time::{date, hour};
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::domain::visit_line::VisitLine;
use crate::engines::clickhouse::Tried as Asked;

/// Visits that are tried, the newest.
pub const MOST_VISITS: u32 = 200_000;
/// Pages that are listed.
const PAGES: usize = 20;
/// Visits that are shown.
const SAMPLE: usize = 20;

/// What came of it.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Tried {
    pub visits: u64,
    /// There were more visits than are tried.
    pub cut: bool,
    /// Visits in which a visitor became eligible.
    pub eligible: u64,
    pub invitations: u64,
    /// Visits in which the lot left the visitor alone.
    pub held_out: u64,
    /// Most first.
    pub by_page: Vec<(String, u64)>,
    pub by_hour: [u64; 24],
    pub by_day: BTreeMap<String, u64>,
    /// The other rules that are on, and in how many of the eligible visits they have a turn, too.
    pub with: Vec<(Arc<Rule>, u64)>,
    pub unknown: Vec<&'static str>,
    /// Some of the eligible visits, the oldest.
    pub sample: Vec<VisitLine>,
}

/// Runs `rule` over the newest visits that began in a period, `most` of them, as if it had been alone.
///
/// # Errors
/// The rule or the period is wrong; the visit log does not answer.
pub async fn try_rule(
    app: &App,
    rule: Rule,
    (from, to): (Option<&str>, Option<&str>),
    most: u32,
) -> Result<Tried, Problem> {
    let rule = sound(app, rule).await?;
    let site = app.live.sites.get(&rule.site).ok_or_else(|| Problem::NotFound("no such site".to_owned()))?;
    let period = Period::read(from, to, &site.time_zone, app.clock.now())
        .map_err(|(field, why)| Problem::invalid(field, why))?;
    let asked = Asked { site: &rule.site, from: period.start, until: period.end, most };
    let (visits, mut past) = app.visit_log.past_visits(asked).await?;
    let mut trial = Trial::of(app, &rule, &site.time_zone);
    loop {
        let piece = past.next().await?;
        if piece.is_empty() {
            break;
        }
        for visit in &piece {
            trial.run(visit);
        }
        // A piece takes some milliseconds: others have their turn.
        tokio::task::yield_now().await;
    }
    let mut sample = Vec::new();
    for visit in &trial.sample {
        sample.extend(app.visit_log.visit(&rule.site, *visit).await?);
    }
    let sample = visit_lines(app, &site, sample).await?;
    Ok(Tried { cut: visits > u64::from(most), sample, ..trial.told() })
}

struct Trial<'a> {
    rule: &'a Rule,
    zone: &'a str,
    attention: Attention,
    others: Vec<Arc<Rule>>,
    both: HashMap<RuleId, u64>,
    /// Of those who would have been invited.
    history: HashMap<u64, Vec<Invited>>,
    pages: HashMap<String, u64>,
    sample: Vec<VisitId>,
    tried: Tried,
}

impl<'a> Trial<'a> {
    fn of(app: &App, rule: &'a Rule, zone: &'a str) -> Self {
        let others = app.live.inviting.rules(&rule.site).into_iter();
        Self {
            rule,
            zone,
            attention: app.live.inviting.attention(&rule.site),
            others: others.filter(|other| other.on && other.id != rule.id).collect(),
            both: HashMap::new(),
            history: HashMap::new(),
            pages: HashMap::new(),
            sample: Vec::new(),
            tried: Tried { unknown: unknown(rule), ..Tried::default() },
        }
    }

    fn run(&mut self, visit: &PastVisit) {
        self.tried.visits += 1;
        let turns = past_turns(self.rule, visit, self.zone);
        if turns.is_empty() {
            return;
        }
        self.tried.eligible += 1;
        if self.sample.len() < SAMPLE {
            self.sample.push(visit.visit);
        }
        for other in &self.others {
            if !past_turns(other, visit, self.zone).is_empty() {
                *self.both.entry(other.id).or_default() += 1;
            }
        }
        if assign(visit.visitor, self.rule.id.0, self.rule.holdout, &self.rule.variants) == HELD_OUT {
            self.tried.held_out += 1;
            return;
        }
        for turn in turns {
            self.invite(visit, turn);
        }
    }

    /// Invites, unless that would be too often. Nobody is thought to refuse.
    fn invite(&mut self, visit: &PastVisit, Turn { at, page }: Turn) {
        let path = &visit.pages[page].path;
        let history = self.history.entry(visit.visitor).or_default();
        let own = limits(self.rule, history, At { visit: visit.visit, path }, at);
        let all = budget(&self.attention, history, at);
        if own.iter().chain(&all).any(|limit| !limit.holds) {
            return;
        }
        history.push(Invited {
            rule: Some(self.rule.id),
            visit: visit.visit,
            path: path.clone(),
            state: State::Expired,
            sent: at,
            ended: Some(at),
        });
        self.count(path, at);
    }

    fn count(&mut self, path: &str, at: Moment) {
        self.tried.invitations += 1;
        *self.pages.entry(path.to_owned()).or_default() += 1;
        *self.tried.by_day.entry(date(at, self.zone)).or_default() += 1;
        let hour = hour(at, self.zone).get(..2).and_then(|hour| hour.parse::<usize>().ok());
        if let Some(count) = hour.and_then(|hour| self.tried.by_hour.get_mut(hour)) {
            *count += 1;
        }
    }

    fn told(self) -> Tried {
        let mut pages: Vec<_> = self.pages.into_iter().collect();
        pages.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        pages.truncate(PAGES);
        let both = self.both;
        let with = self.others.into_iter().map(|other| {
            let both = both.get(&other.id).copied().unwrap_or_default();
            (other, both)
        });
        Tried { by_page: pages, with: with.collect(), ..self.tried }
    }
}
