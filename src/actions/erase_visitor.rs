//! A visitor is taken out of everything; or everything there is of them is handed out.

use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::block_visitor::reload_blocks;
use super::move_invitation::happen;
use super::note_change::{By, note_change};
use super::problem::Problem;
use super::show_visitor::visitor_at;
use crate::app::App;
use crate::domain::ids::VisitorKey;
use crate::domain::invitation::Happening;
use crate::domain::site::Site;
use crate::engines::clickhouse::TABLES;

/// The spool has this long to hand on what waits in it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Erases a visitor and says how many rows there were, by table. First they are no longer here, so that nothing new is written
/// of this visit; then the records forget them; then what waits goes into the visit log and is taken out of it with the rest.
///
/// # Errors
/// Nobody is called so; they are in a chat; an engine failed, and then it is to be done again.
pub async fn erase_visitor(app: &App, by: By<'_>, site: &Site, name: &str) -> Result<Map<String, Value>, Problem> {
    let key = visitor_at(app, site, name).await?;
    if app.records.open_chat(key).await?.is_some() {
        return Err(Problem::Conflict("this visitor is in a chat; end it first".to_owned()));
    }
    show_out(app, key);
    if let Some(open) = app.records.open_invitation(key).await? {
        happen(app, open.id, Happening::VisitorErased).await?;
    }
    // Whoever copied this visit before it was shown out has it in the spool by then.
    drop(app.live.copying.write().await);
    let mut erased = Map::new();
    add(&mut erased, erase_log(app, site, key).await?);
    // Last, because it is by the records that they are found again should the visit log fail.
    add(&mut erased, app.records.erase_visitor(key).await?);
    show_out(app, key);
    reload_blocks(app).await?;
    note_change(app, by, "visitor.erased", &site.name, Value::Object(erased.clone())).await;
    Ok(erased)
}

fn show_out(app: &App, key: VisitorKey) {
    app.live.whos_on.forget(key);
    app.live.engaged.set_invitation(key, None);
    app.live.inviting.note(key, None);
    app.live.doorways.close_all(key);
}

async fn erase_log(app: &App, site: &Site, key: VisitorKey) -> Result<Vec<(&'static str, u64)>, Problem> {
    let waiting = || Problem::Conflict("the visit log is behind; erase again in a moment".to_owned());
    timeout(PATIENCE, app.spool.handed_on()).await.map_err(|_| waiting())?;
    let mut erased = Vec::new();
    for table in TABLES {
        erased.push((table, app.visit_log.erase(table, &site.key, key.log_id()).await?));
    }
    Ok(erased)
}

/// Both engines have chats and invitations: what the people see is counted once.
fn add(erased: &mut Map<String, Value>, counts: Vec<(&'static str, u64)>) {
    for (table, count) in counts {
        let before = erased.get(table).and_then(Value::as_u64).unwrap_or(0);
        erased.insert(table.to_owned(), json!(before.max(count)));
    }
}

/// Everything there is of a visitor, table by table.
///
/// # Errors
/// Nobody is called so; an engine failed.
pub async fn export_visitor(app: &App, site: &Site, name: &str) -> Result<Value, Problem> {
    let key = visitor_at(app, site, name).await?;
    let mut log = Map::new();
    for table in TABLES {
        log.insert(table.to_owned(), app.visit_log.rows_of(table, &site.key, key.log_id()).await?.into());
    }
    let records = app.records.visitor_rows(key).await?;
    Ok(json!({"site": site.key, "visitor": name, "at": app.clock.now(), "records": records, "visit_log": log}))
}
