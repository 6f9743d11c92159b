//! *Why not?* For one visitor who is here, each rule: each condition with the value found, the first that failed, and the limits.

use std::sync::Arc;

use super::invite_by_rule::asks_for_agents;
use super::problem::Problem;
use super::weigh_rule::{Desk, frequency, reach};
use crate::app::App;
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::invitation_rule::Rule;
use crate::domain::invitation_rule::assign::{HELD_OUT, assign};
use crate::domain::invitation_rule::evaluate::{Evaluation, evaluate};
use crate::domain::invitation_rule::facts::Facts;
use crate::domain::invitation_rule::field::Field;
use crate::domain::invitation_rule::limits::Limit;
use crate::domain::moment::{Moment, SECOND};
use crate::domain::presence::Presence;
use crate::domain::site::Site;

/// One rule, explained.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Explained {
    pub rule: Arc<Rule>,
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub sentence: String,
    pub conditions: Vec<Told>,
    pub limits: Vec<Limit>,
}

/// A condition with what was found.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Told {
    pub says: String,
    pub found: String,
    pub holds: bool,
    pub first_failed: bool,
    /// Time alone may make it hold in this visit.
    waits: bool,
}

/// What a rule would do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of REPORTS")]
pub enum Verdict {
    WouldInvite,
    Waits,
    No,
}

/// The visitor and every rule of their site, by priority.
///
/// # Errors
/// Nobody of this name is here; an engine failed.
pub async fn explain_rules(app: &App, site: &SiteKey, name: &str) -> Result<(Arc<Presence>, Vec<Explained>), Problem> {
    let key = name.parse::<VisitorKey>().ok().or_else(|| app.live.whos_on.by_name(site, name));
    let row = key.and_then(|key| app.live.whos_on.get(key)).filter(|row| row.site == *site);
    let row =
        row.ok_or_else(|| Problem::NotFound("Nobody of this name is here now; rules look at who is.".to_owned()))?;
    let site = app.live.sites.get(site).ok_or_else(|| Problem::NotFound("no such site".to_owned()))?;
    let desk = Desk::read(app).await?;
    let mut explained = Vec::new();
    let mut first = None;
    for rule in app.live.inviting.rules(&row.site) {
        let mut one = explain(app, &desk, rule, (&row, &site)).await?;
        match (one.verdict, &first) {
            (Verdict::WouldInvite, Some(name)) => {
                (one.verdict, one.sentence) = (Verdict::Waits, format!("“{name}” goes first."));
            }
            (Verdict::WouldInvite, None) => first = Some(one.rule.name.clone()),
            (Verdict::Waits | Verdict::No, _) => {}
        }
        explained.push(one);
    }
    Ok((row, explained))
}

async fn explain(
    app: &App,
    desk: &Desk,
    rule: Arc<Rule>,
    (row, site): (&Presence, &Site),
) -> Result<Explained, Problem> {
    let now = app.clock.now();
    let room = desk.room(app, &rule);
    let free = asks_for_agents(&rule) && room.somebody_could_answer();
    let conditions = tell(&rule, &Facts::of(row, &site.time_zone, free), now);
    let mut limits = reach(app, row);
    limits.push(room.limit());
    limits.extend(frequency(app, &rule, row).await?);
    limits.push(lot(app, &rule, row).await?);
    let (verdict, sentence) = judge(app, &rule, row, (&conditions, &limits), now);
    Ok(Explained { rule, verdict, sentence, conditions, limits })
}

fn tell(rule: &Rule, facts: &Facts<'_>, now: Moment) -> Vec<Told> {
    let Evaluation { conditions, failed, .. } = evaluate(&rule.when, facts, now);
    let timed = |field| matches!(field, Field::SecondsOnPage | Field::SecondsOnSite | Field::IdleSeconds);
    let told = conditions.iter().enumerate().map(|(at, one)| Told {
        says: one.says(),
        found: one.found(facts, now),
        holds: one.holds,
        first_failed: failed == Some(at),
        waits: timed(one.leaf.field),
    });
    told.collect()
}

/// Where the lot fell, or will.
async fn lot(app: &App, rule: &Rule, row: &Presence) -> Result<Limit, Problem> {
    let kept = app.records.lot(rule.id, row.key).await?;
    let drawn = assign(row.key.log_id(), rule.id.0, rule.holdout, &rule.variants);
    let holds = kept.as_deref().unwrap_or(drawn) != HELD_OUT;
    let says = if holds { "The lot does not leave this visitor alone" } else { "The lot leaves this visitor alone" };
    Ok(Limit { says: says.to_owned(), holds, lifted: None })
}

fn judge(
    app: &App,
    rule: &Rule,
    row: &Presence,
    (conditions, limits): (&[Told], &[Limit]),
    now: Moment,
) -> (Verdict, String) {
    if !rule.on {
        return (Verdict::No, "The rule is switched off.".to_owned());
    }
    if let Some(Told { says, found, waits, .. }) = conditions.iter().find(|one| one.first_failed) {
        let (verdict, word) = if *waits { (Verdict::Waits, "Waits") } else { (Verdict::No, "No") };
        return (verdict, format!("{word}: {says}; found: {found}."));
    }
    if let Some(limit) = limits.iter().find(|limit| !limit.holds) {
        let verdict = if limit.lifted.is_some() { Verdict::Waits } else { Verdict::No };
        return (verdict, format!("The conditions hold, but: {}.", limit.says));
    }
    let since = app.live.inviting.watched(row.key).since.get(&rule.id).copied().unwrap_or(now);
    match since.plus(i64::from(rule.delay) * SECOND).since(now) {
        left @ 1.. => {
            (Verdict::Waits, format!("The conditions hold, and must for {} seconds more.", (left + 999) / 1_000))
        }
        _ => (Verdict::WouldInvite, "It would invite now.".to_owned()),
    }
}
