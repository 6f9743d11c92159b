//! The rules look at a visitor: the first of them whose turn it is invites, or leaves the visitor alone by lot.

use std::sync::Arc;

use super::keep_lot::keep_lot;
use super::preview_invitation::facts_for;
use super::problem::Problem;
use super::send_invitation::{Words, addressed, store};
use super::weigh_rule::{Desk, frequency, group_of, reach};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::VisitorKey;
use crate::domain::invitation::{Invitation, LONGEST};
use crate::domain::invitation_rule::Rule;
use crate::domain::invitation_rule::assign::{HELD_OUT, assign};
use crate::domain::invitation_rule::evaluate::evaluate;
use crate::domain::invitation_rule::facts::Facts;
use crate::domain::invitation_rule::field::Field;
use crate::domain::moment::{Moment, SECOND};
use crate::domain::presence::Presence;
use crate::domain::site::Site;
use crate::domain::template::{Facts as Values, render};
use crate::engines::records::Added;
use crate::live::inviting::Watched;

/// What is asked of the records once for many visitors, and only when it is needed.
#[derive(Default)]
pub struct Round(Option<Desk>);

impl Round {
    async fn desk(&mut self, app: &App) -> Result<&mut Desk, Problem> {
        let desk = match self.0.take() {
            Some(desk) => desk,
            None => Desk::read(app).await?,
        };
        Ok(self.0.insert(desk))
    }
}

/// Whose turn it is after a rule.
enum Turn {
    /// The next rule's.
    Next,
    /// Nobody's: the visitor is invited, or left alone.
    Over,
}

/// Has the rules look at a visitor now.
///
/// # Errors
/// An engine failed; the next look tries again.
pub async fn invite_by_rule(app: &App, round: &mut Round, key: VisitorKey) -> Result<(), Problem> {
    let Some((row, site)) = reachable(app, key) else {
        app.live.inviting.note(key, None);
        return Ok(());
    };
    let mut watched = Watched { next: None, for_agent: false, ..app.live.inviting.watched(key) };
    let rules = app.live.inviting.rules(&row.site);
    for rule in rules.iter().filter(|rule| rule.on) {
        if let Turn::Over = consider(app, round, rule, (&row, &site), &mut watched).await? {
            break;
        }
    }
    app.live.inviting.note(key, Some(watched));
    Ok(())
}

fn reachable(app: &App, key: VisitorKey) -> Option<(Arc<Presence>, Arc<Site>)> {
    let row = app.live.whos_on.get(key)?;
    let site = app.live.sites.get(&row.site)?;
    reach(app, &row).iter().all(|limit| limit.holds).then_some((row, site))
}

/// Whether the rule's conditions hold, and have held for as long as they must.
async fn consider(
    app: &App,
    round: &mut Round,
    rule: &Rule,
    visitor: (&Presence, &Site),
    watched: &mut Watched,
) -> Result<Turn, Problem> {
    let (row, site) = visitor;
    let now = app.clock.now();
    let free = asks_for_agents(rule) && round.desk(app).await?.room(app, rule).somebody_could_answer();
    watched.for_agent |= asks_for_agents(rule);
    let evaluation = evaluate(&rule.when, &Facts::of(row, &site.time_zone, free), now);
    let (holds, next) = (evaluation.holds, evaluation.next);
    wait(watched, next);
    if !holds {
        watched.since.remove(&rule.id);
        return Ok(Turn::Next);
    }
    let due = watched.since.entry(rule.id).or_insert(now).plus(i64::from(rule.delay) * SECOND);
    if due > now {
        wait(watched, Some(due));
        return Ok(Turn::Next);
    }
    if watched.left_alone.contains(&rule.id) {
        return Ok(Turn::Over);
    }
    offer(app, round, rule, row, watched).await
}

pub(super) fn asks_for_agents(rule: &Rule) -> bool {
    rule.when.leaves().iter().any(|leaf| leaf.field == Field::AgentFree)
}

fn wait(watched: &mut Watched, next: Option<Moment>) {
    watched.next = [watched.next, next].into_iter().flatten().min();
}

/// The conditions hold: whether somebody could answer, and whether the visitor has not been asked too often.
async fn offer(
    app: &App,
    round: &mut Round,
    rule: &Rule,
    row: &Presence,
    watched: &mut Watched,
) -> Result<Turn, Problem> {
    let desk = round.desk(app).await?;
    let room = desk.room(app, rule);
    let Some(sender) = room.sender.filter(|_| room.somebody_could_answer()).cloned() else {
        watched.for_agent = true;
        return Ok(Turn::Next);
    };
    let limits = frequency(app, rule, row).await?;
    let in_the_way: Vec<_> = limits.iter().filter(|limit| !limit.holds).collect();
    if !in_the_way.is_empty() {
        // What time does not lift in this visit, a happening does.
        wait(
            watched,
            in_the_way.iter().map(|limit| limit.lifted).collect::<Option<Vec<_>>>().into_iter().flatten().max(),
        );
        return Ok(Turn::Next);
    }
    let lot = assign(row.key.log_id(), rule.id.0, rule.holdout, &rule.variants);
    let arm = keep_lot(app, Some(rule.id), row, lot).await?;
    if arm == HELD_OUT {
        watched.left_alone.insert(rule.id);
        return Ok(Turn::Over);
    }
    if let Some(invitation) = written(app, rule, &arm, &sender, row)
        && matches!(store(app, &invitation).await?, Added::Stored)
    {
        desk.note_sent(sender.id);
    }
    Ok(Turn::Over)
}

/// The invitation in the visitor's language; `None` when nothing is left of its words for this visitor.
fn written(app: &App, rule: &Rule, arm: &str, sender: &Agent, row: &Presence) -> Option<Invitation> {
    // A variant that was taken out since is replaced by one that is left.
    let lot = || rule.variant(assign(row.key.log_id(), rule.id.0, 0, &rule.variants));
    let variant = rule.variant(arm).or_else(lot)?;
    let (group, group_name) =
        group_of(app, rule, sender.id).map_or((None, String::new()), |(id, name)| (Some(id), name));
    let site = facts_for(app, row).ok()?;
    let values: Values<'_> = site.facts(app, sender, row, &group_name);
    let text: String = render(variant.text(&row.language), &values).text.chars().take(LONGEST).collect();
    let words = Words { text, group, template: None };
    let addressed = addressed(app, sender, row, words);
    let invitation = Invitation { rule: Some(rule.id), variant: Some(variant.id.clone()), ..addressed };
    (!invitation.text.is_empty()).then_some(invitation)
}
