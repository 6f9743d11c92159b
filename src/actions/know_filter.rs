//! What a filter names is looked up: visitors by their names, goals by what reaches them.

use std::collections::HashMap;

use super::problem::Problem;
use crate::app::App;
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::site::Site;
use crate::domain::visit_filter::{Condition, IdField, KnownFilter, VisitFilter};

/// The filter with what it names at `site`.
///
/// # Errors
/// An engine failed.
pub async fn know_filter(app: &App, site: &Site, filter: VisitFilter) -> Result<KnownFilter, Problem> {
    let mut visitors = HashMap::new();
    for condition in &filter.conditions {
        let Condition::Visitor { values, .. } = condition else { continue };
        for name in values {
            let key = visitor_called(app, &site.key, name).await?;
            visitors.extend(key.map(|key| (name.clone(), key.log_id())));
        }
    }
    let goals = if filter.asks(|condition| matches!(condition, Condition::Ids { field: IdField::Goal, .. })) {
        app.records.goals(&site.key).await?
    } else {
        Vec::new()
    };
    let goals = goals.into_iter().map(|goal| (goal.id.0, goal.target)).collect();
    Ok(KnownFilter { filter, zone: site.time_zone.clone(), visitors, goals })
}

/// The visitor of this public name, here or known from before.
///
/// # Errors
/// An engine failed.
pub async fn visitor_called(app: &App, site: &SiteKey, name: &str) -> Result<Option<VisitorKey>, Problem> {
    match app.live.whos_on.by_name(site, name) {
        Some(key) => Ok(Some(key)),
        None => Ok(app.records.visitor_named(site, name).await?),
    }
}
