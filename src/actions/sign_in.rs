//! Agents come and go.

use std::net::IpAddr;

use super::problem::Problem;
use super::set_status::set_status;
use crate::app::App;
use crate::domain::agent::{Agent, AgentStatus};
use crate::domain::second_factor::{check, recovery_hash};
use crate::domain::text::line;
use crate::engines::records::{NewSession, SecondFactor};

/// What somebody shows at the door.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Knock<'a> {
    pub address: IpAddr,
    /// `Firefox on Linux`
    pub browser: &'a str,
    pub email: &'a str,
    pub password: &'a str,
    /// Of the second factor, or a recovery code.
    pub code: Option<&'a str>,
}

/// What came of signing in.
#[derive(Debug)]
pub enum SignedIn {
    /// In, with the session's token.
    In(Box<Agent>, String),
    /// The password is right; what is missing or wrong is the code.
    CodeWanted(&'static str),
}

/// Signs an agent in. Attempts are counted by address, whoever's password it is; codes by account.
///
/// # Errors
/// Wrong e-mail or password (which of them is not said); too many attempts.
pub async fn sign_in(app: &App, knock: Knock<'_>) -> Result<SignedIn, Problem> {
    if !app.live.limits.sign_in(knock.address) {
        return Err(Problem::TooMany("Too many attempts from here. Wait a minute.".to_owned()));
    }
    let Some(agent) = app.records.check_password(knock.email.trim(), knock.password).await? else {
        return Err(Problem::Forbidden("That e-mail and password do not belong together.".to_owned()));
    };
    if let Some(factor) = app.records.second_factor(agent.id).await? {
        let Some(code) = knock.code.filter(|code| !code.trim().is_empty()) else {
            return Ok(SignedIn::CodeWanted("Now the code from your authenticator app, or a recovery code."));
        };
        may_try(app, &agent)?;
        if !takes_code(app, &agent, &factor, code).await? {
            return Ok(SignedIn::CodeWanted("That code is wrong, or has been used. Wait for the next one."));
        }
    }
    let address = knock.address.to_string();
    let browser = line(knock.browser, 80);
    let session = NewSession { id: app.clock.id(), agent: agent.id, address: &address, browser: &browser };
    let token = app.records.open_session(&session, app.clock.now()).await?;
    Ok(SignedIn::In(Box::new(agent), token))
}

/// That one more secret of this account may be tried.
///
/// # Errors
/// Too many attempts.
pub(super) fn may_try(app: &App, agent: &Agent) -> Result<(), Problem> {
    if app.live.limits.secret(agent.id) {
        return Ok(());
    }
    Err(Problem::TooMany("Too many attempts for this account. Wait a minute.".to_owned()))
}

async fn takes_code(app: &App, agent: &Agent, factor: &SecondFactor, code: &str) -> Result<bool, Problem> {
    match check(&factor.secret, code, app.clock.now(), factor.step) {
        Some(step) => Ok(app.records.take_step(agent.id, step).await?),
        None => Ok(app.records.take_recovery(agent.id, factor, &recovery_hash(code)).await?),
    }
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
