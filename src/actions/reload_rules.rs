//! The rules are read into memory, and every node is told to.

use super::problem::Problem;
use crate::app::App;
use crate::domain::news::News;
use crate::domain::routing::Rules;

/// Reads departments, routing and the desk's settings into memory.
///
/// # Errors
/// An engine failed.
pub async fn reload_rules(app: &App) -> Result<(), Problem> {
    let (departments, routing) = (app.records.departments().await?, app.records.routing().await?);
    let desk = app.records.desk_settings().await?;
    app.live.rules.set(Rules { departments, routing }, desk);
    Ok(())
}

/// The rules have changed: this node reads them now, the others when they hear of it.
///
/// # Errors
/// An engine failed.
pub async fn spread_rules(app: &App) -> Result<(), Problem> {
    reload_rules(app).await?;
    app.announce(News::RulesChanged);
    Ok(())
}
