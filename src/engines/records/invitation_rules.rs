//! Rules that invite by themselves, where each visitor's lot fell, and how much attention a site may ask for.

use std::collections::HashMap;

use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use super::row::{Read, count, document, id, id_or_none, json, moment, moment_or_none, text, word};
use super::{Records, RecordsError};
use crate::domain::ids::{RuleId, SiteKey, VisitorKey};
use crate::domain::invitation::State;
use crate::domain::invitation_rule::Rule;
use crate::domain::invitation_rule::limits::{Attention, Invited};
use crate::domain::moment::Moment;

/// Invitations of one visitor that are looked at, the newest.
const MOST_INVITED: i64 = 500;

/// What a rule has done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RuleRecord {
    /// Invitations that are open.
    pub open: u32,
    /// Sent since the day began.
    pub sent_today: u32,
    /// When the last one was sent.
    pub last: Option<Moment>,
    /// Accepted, of those that ended.
    pub accepted: u32,
    /// Seen, of those that ended.
    pub seen: u32,
    /// Ended, and not taken back by us.
    pub ended: u32,
}

impl Records {
    /// All rules, by site and priority.
    pub async fn invitation_rules(&self) -> Result<Vec<Rule>, RecordsError> {
        let rows =
            query("SELECT document FROM invitation_rules ORDER BY site, position, id").fetch_all(&self.read).await?;
        rows.iter().map(|row| document(row, "document")).collect()
    }

    /// Adds a rule behind the others of its site.
    pub async fn add_invitation_rule(&self, rule: &Rule) -> Result<(), RecordsError> {
        query(
            "INSERT INTO invitation_rules (id, site, position, document)
             SELECT $1, $2, COALESCE(MAX(position), 0) + 1, $3 FROM invitation_rules WHERE site = $2",
        )
        .bind(rule.id.to_string())
        .bind(rule.site.to_string())
        .bind(json(rule)?)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Replaces a rule at its place; false when there is no such rule.
    pub async fn change_invitation_rule(&self, rule: &Rule) -> Result<bool, RecordsError> {
        let change = query("UPDATE invitation_rules SET document = $2 WHERE id = $1");
        let change = change.bind(rule.id.to_string()).bind(json(rule)?);
        Ok(change.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Deletes a rule and its lots; false when there is no such rule. Its invitations stay as they are.
    pub async fn delete_invitation_rule(&self, rule: RuleId) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        let lots = query("DELETE FROM rule_assignments WHERE rule = $1").bind(rule.to_string());
        lots.execute(&mut *transaction).await?;
        let delete = query("DELETE FROM invitation_rules WHERE id = $1").bind(rule.to_string());
        let deleted = delete.execute(&mut *transaction).await?.rows_affected() == 1;
        transaction.commit().await?;
        Ok(deleted)
    }

    /// Gives the rules of a site these places.
    pub async fn order_invitation_rules(&self, rules: &[RuleId]) -> Result<(), RecordsError> {
        let mut transaction = self.begin().await?;
        for (position, rule) in (1_i64..).zip(rules) {
            let place = query("UPDATE invitation_rules SET position = $2 WHERE id = $1");
            place.bind(rule.to_string()).bind(position).execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Keeps where a visitor's lot fell under `rule` (`None`: invitations by agents), unless it is kept already: the lot that
    /// counts, and whether it is new.
    pub async fn keep_lot(
        &self,
        rule: Option<RuleId>,
        visitor: VisitorKey,
        arm: &str,
        at: Moment,
    ) -> Result<(String, bool), RecordsError> {
        let rule = rule.map_or(Uuid::nil(), |rule| rule.0).to_string();
        let insert =
            "INSERT INTO rule_assignments (rule, visitor, arm, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        let insert = query(insert).bind(rule.clone()).bind(visitor.to_string()).bind(arm.to_owned()).bind(at.0);
        if insert.execute(&self.write).await?.rows_affected() == 1 {
            return Ok((arm.to_owned(), true));
        }
        let find = query("SELECT arm FROM rule_assignments WHERE rule = $1 AND visitor = $2");
        let row = find.bind(rule).bind(visitor.to_string()).fetch_one(&self.write).await?;
        Ok((text(&row, "arm")?, false))
    }

    /// Where a visitor's lot fell under a rule, if it did.
    pub async fn lot(&self, rule: RuleId, visitor: VisitorKey) -> Result<Option<String>, RecordsError> {
        let find = query("SELECT arm FROM rule_assignments WHERE rule = $1 AND visitor = $2");
        let row = find.bind(rule.to_string()).bind(visitor.to_string()).fetch_optional(&self.read).await?;
        row.as_ref().map(|row| text(row, "arm")).transpose()
    }

    /// The newest invitations a visitor has had, oldest first.
    pub async fn invited(&self, visitor: VisitorKey) -> Result<Vec<Invited>, RecordsError> {
        let find = query(
            "SELECT rule, visit, url, state, sent, ended FROM invitations WHERE visitor = $1 ORDER BY sent DESC LIMIT $2",
        );
        let rows = find.bind(visitor.to_string()).bind(MOST_INVITED).fetch_all(&self.read).await?;
        rows.iter().rev().map(invited).collect()
    }

    /// What every rule has done with the invitations sent at `since` or later, where the day began at `today`.
    pub async fn rule_records(
        &self,
        since: Moment,
        today: Moment,
    ) -> Result<HashMap<RuleId, RuleRecord>, RecordsError> {
        let find = query(
            "SELECT rule, MAX(sent) AS last,
                 COUNT(CASE WHEN state IN ('sent', 'delivered', 'viewed') THEN 1 END) AS open,
                 COUNT(CASE WHEN sent >= $2 THEN 1 END) AS sent_today,
                 COUNT(CASE WHEN state = 'accepted' THEN 1 END) AS accepted,
                 COUNT(CASE WHEN state IN ('accepted', 'declined', 'expired') THEN 1 END) AS seen,
                 COUNT(CASE WHEN state IN ('accepted', 'declined', 'expired', 'undelivered') THEN 1 END) AS ended
             FROM invitations WHERE rule IS NOT NULL AND sent >= $1 GROUP BY rule",
        );
        let rows = find.bind(since.0).bind(today.0).fetch_all(&self.read).await?;
        rows.iter().map(record).collect()
    }

    /// How much attention each site may ask for, where that was said.
    pub async fn attention(&self) -> Result<HashMap<SiteKey, Attention>, RecordsError> {
        let rows = query("SELECT site, document FROM attention").fetch_all(&self.read).await?;
        rows.iter().map(|row| Ok((text(row, "site")?.as_str().into(), document(row, "document")?))).collect()
    }

    /// Says how much attention a site may ask for.
    pub async fn set_attention(&self, site: &SiteKey, attention: &Attention) -> Result<(), RecordsError> {
        query("INSERT INTO attention (site, document) VALUES ($1, $2) ON CONFLICT (site) DO UPDATE SET document = $2")
            .bind(site.to_string())
            .bind(json(attention)?)
            .execute(&self.write)
            .await?;
        Ok(())
    }
}

fn invited(row: &AnyRow) -> Read<Invited> {
    let url = text(row, "url")?;
    Ok(Invited {
        rule: id_or_none(row, "rule")?,
        visit: id(row, "visit")?,
        path: url::Url::parse(&url).map_or(url, |url| url.path().to_owned()),
        state: word(row, "state", State::of_word)?,
        sent: moment(row, "sent")?,
        ended: moment_or_none(row, "ended")?,
    })
}

fn record(row: &AnyRow) -> Read<(RuleId, RuleRecord)> {
    let record = RuleRecord {
        open: count(row, "open")?,
        sent_today: count(row, "sent_today")?,
        last: moment_or_none(row, "last")?,
        accepted: count(row, "accepted")?,
        seen: count(row, "seen")?,
        ended: count(row, "ended")?,
    };
    Ok((id(row, "rule")?, record))
}
