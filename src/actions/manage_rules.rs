//! Rules that invite by themselves are added, changed, ordered, deleted; and how much attention a site may ask for.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use super::reload_invitation_rules::spread_invitation_rules;
use super::weigh_rule::Desk;
use crate::app::App;
use crate::domain::agent::Right;
use crate::domain::ids::{RuleId, SiteKey};
use crate::domain::invitation_rule::limits::Attention;
use crate::domain::invitation_rule::{MOST_RULES, Rule, Sender, Unsound};
use crate::engines::records::RuleRecord;

/// A rule and what it does just now.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Stands {
    pub rule: Rule,
    pub record: RuleRecord,
    /// Of those who saw its invitations of the last 90 days, the share that accepted, 0 to 1; `None` while nobody has.
    pub acceptance: Option<f64>,
    /// Why it invites nobody just now, though it is on.
    pub pausing: Option<&'static str>,
}

/// The rules of a site by priority, with what they do just now.
///
/// # Errors
/// No such site; an engine failed.
pub async fn rules_of(app: &App, site: &SiteKey) -> Result<Vec<Stands>, Problem> {
    known_site(app, site)?;
    let desk = Desk::read(app).await?;
    let rules = app.records.invitation_rules().await?.into_iter().filter(|rule| rule.site == *site);
    Ok(rules.map(|rule| stands(app, &desk, rule)).collect())
}

fn stands(app: &App, desk: &Desk, rule: Rule) -> Stands {
    let record = desk.records.get(&rule.id).copied().unwrap_or_default();
    let pausing = if rule.on { desk.room(app, &rule).pausing() } else { None };
    let acceptance = (record.seen > 0).then(|| f64::from(record.accepted) / f64::from(record.seen));
    Stands { rule, record, acceptance, pausing }
}

/// Adds a rule behind the others. Its id is made here.
///
/// # Errors
/// A field is wrong; too many; an engine failed.
pub async fn add_rule(app: &App, by: By<'_>, rule: Rule) -> Result<Stands, Problem> {
    let rule = sound(app, Rule { id: RuleId(app.clock.id()), ..rule }).await?;
    if app.live.inviting.rules(&rule.site).len() >= MOST_RULES {
        return Err(Problem::invalid("site", format!("A site has at most {MOST_RULES} rules.")));
    }
    app.records.add_invitation_rule(&rule).await?;
    spread_invitation_rules(app).await?;
    note_change(app, by, "rule.added", &rule.name, difference(&json!({}), &told(&rule))).await;
    Ok(stands(app, &Desk::read(app).await?, rule))
}

/// Replaces a rule at its place. Lots that fell stay as they are.
///
/// # Errors
/// No such rule; a field is wrong; an engine failed.
pub async fn change_rule(app: &App, by: By<'_>, rule: Rule) -> Result<Stands, Problem> {
    let before = stored(app, rule.id)?;
    let rule = sound(app, Rule { site: before.site.clone(), ..rule }).await?;
    if !app.records.change_invitation_rule(&rule).await? {
        return Err(gone());
    }
    spread_invitation_rules(app).await?;
    note_change(app, by, "rule.changed", &rule.name, difference(&told(&before), &told(&rule))).await;
    Ok(stands(app, &Desk::read(app).await?, rule))
}

/// Deletes a rule. Invitations it has sent stay as they are.
///
/// # Errors
/// No such rule; an engine failed.
pub async fn delete_rule(app: &App, by: By<'_>, id: RuleId) -> Result<(), Problem> {
    let before = stored(app, id)?;
    if !app.records.delete_invitation_rule(id).await? {
        return Err(gone());
    }
    spread_invitation_rules(app).await?;
    note_change(app, by, "rule.deleted", &before.name, told(&before)).await;
    Ok(())
}

/// Puts the rules of a site in this order.
///
/// # Errors
/// These are not the site's rules, each once; an engine failed.
pub async fn order_rules(app: &App, by: By<'_>, site: &SiteKey, ids: &[RuleId]) -> Result<Vec<Stands>, Problem> {
    known_site(app, site)?;
    let names: HashMap<RuleId, String> =
        app.live.inviting.rules(site).iter().map(|rule| (rule.id, rule.name.clone())).collect();
    let mut once: Vec<RuleId> = ids.to_vec();
    once.sort_unstable();
    once.dedup();
    if once.len() != ids.len() || ids.len() != names.len() || ids.iter().any(|id| !names.contains_key(id)) {
        return Err(Problem::invalid(
            "ids",
            "The order names each rule of the site once; somebody may have changed them.",
        ));
    }
    app.records.order_invitation_rules(ids).await?;
    spread_invitation_rules(app).await?;
    let order: Vec<&String> = ids.iter().filter_map(|id| names.get(id)).collect();
    note_change(app, by, "rules.ordered", "Rules", json!({"order": order})).await;
    rules_of(app, site).await
}

/// Says how much attention a site may ask for.
///
/// # Errors
/// No such site; a field is wrong; an engine failed.
pub async fn set_attention(app: &App, by: By<'_>, site: &SiteKey, attention: Attention) -> Result<Attention, Problem> {
    known_site(app, site)?;
    attention.check().map_err(unsound)?;
    let before = app.live.inviting.attention(site);
    app.records.set_attention(site, &attention).await?;
    spread_invitation_rules(app).await?;
    note_change(app, by, "attention.changed", site.as_str(), difference(&before, &attention)).await;
    Ok(attention)
}

/// That the rule can be kept, with its words made harmless.
///
/// # Errors
/// A field is wrong; no such site, agent or group; an engine failed.
pub(super) async fn sound(app: &App, rule: Rule) -> Result<Rule, Problem> {
    known_site(app, &rule.site)?;
    match rule.sender {
        Sender::Agent(id) => {
            let agent = app.records.agent(id).await?.filter(|agent| agent.active && agent.role.may(Right::Converse));
            agent.ok_or_else(|| Problem::invalid("as", "Choose an operator who chats."))?;
        }
        Sender::Group(id) => {
            let rules = app.live.rules.get();
            let mut groups = rules.departments.iter().flat_map(|department| &department.groups);
            groups.find(|group| group.id == id).ok_or_else(|| Problem::invalid("as", "There is no such group."))?;
        }
    }
    rule.sound().map_err(unsound)
}

fn unsound((field, why): Unsound) -> Problem {
    Problem::invalid(field, why)
}

fn known_site(app: &App, site: &SiteKey) -> Result<(), Problem> {
    app.live.sites.get(site).map(drop).ok_or_else(|| Problem::NotFound("no such site".to_owned()))
}

fn stored(app: &App, id: RuleId) -> Result<Rule, Problem> {
    app.live.inviting.rule(id).map(|rule| (*rule).clone()).ok_or_else(gone)
}

fn gone() -> Problem {
    Problem::NotFound("no such rule".to_owned())
}

fn told(rule: &Rule) -> Value {
    serde_json::to_value(rule).unwrap_or_default()
}
