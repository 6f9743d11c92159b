//! Agents come and go.

use std::net::IpAddr;

use super::problem::Problem;
use super::set_status::set_status;
use crate::app::App;
use crate::domain::agent::{Agent, AgentStatus};
use crate::domain::text::line;

/// A signed-in agent with the token of their session.
pub type SignedIn = (Agent, String);

/// Signs an agent in. Attempts are counted by address, whoever's password it is.
///
/// # Errors
/// Wrong e-mail or password (which of them is not said); too many attempts.
pub async fn sign_in(app: &App, address: IpAddr, email: &str, password: &str) -> Result<SignedIn, Problem> {
    if !app.live.limits.sign_in(address) {
        return Err(Problem::TooMany("Too many attempts from here. Wait a minute.".to_owned()));
    }
    let Some(agent) = app.records.check_password(email.trim(), password).await? else {
        return Err(Problem::Forbidden("That e-mail and password do not belong together.".to_owned()));
    };
    let token = app.records.open_session(agent.id, app.clock.now()).await?;
    Ok((agent, token))
}

/// Ends a session, and closes the agent's consoles.
///
/// # Errors
/// An engine failed.
pub async fn sign_out(app: &App, agent: &Agent, token: &str) -> Result<(), Problem> {
    app.records.close_session(token).await?;
    app.live.consoles.close_all_of(agent.id);
    Ok(())
}

/// Changes an agent's own status or name; the agent as they are now.
///
/// # Errors
/// A name without letters; an engine failed.
pub async fn change_own(
    app: &App,
    agent: &Agent,
    status: Option<AgentStatus>,
    name: Option<&str>,
) -> Result<Agent, Problem> {
    let mut changed = agent.clone();
    if let Some(name) = name {
        changed.name = line(name, 80);
        if changed.name.is_empty() {
            return Err(Problem::invalid("name", "A name needs letters."));
        }
        app.records.rename_agent(agent.id, &changed.name).await?;
    }
    if let Some(status) = status {
        set_status(app, agent.id, status, false).await?;
        (changed.status, changed.idle) = (status, false);
    }
    Ok(changed)
}
