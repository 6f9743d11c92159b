//! An agent's tokens for programs that answer in their name.

use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::TokenId;
use crate::domain::text::line;
use crate::engines::records::ApiToken;

/// Tokens an agent may have.
const MOST: usize = 20;

/// Makes a token; it and its secret, which is shown once.
///
/// # Errors
/// No name; too many tokens; an engine failed.
pub async fn add_token(app: &App, agent: &Agent, name: &str) -> Result<(ApiToken, String), Problem> {
    let name = line(name, 80);
    if name.is_empty() {
        return Err(Problem::invalid("name", "Name the program that will use it."));
    }
    if app.records.tokens_of(agent.id).await?.len() >= MOST {
        return Err(Problem::Conflict(format!("{MOST} tokens are enough; delete one that is not used any more.")));
    }
    let token = ApiToken { id: TokenId(app.clock.id()), name, made: app.clock.now(), last_used: None };
    let secret = app.records.add_token(agent.id, &token).await?;
    Ok((token, secret))
}

/// Ends a token, and what is open with it.
///
/// # Errors
/// Not one of this agent's; an engine failed.
pub async fn delete_token(app: &App, agent: &Agent, token: TokenId) -> Result<(), Problem> {
    if !app.records.delete_token(agent.id, token).await? {
        return Err(Problem::NotFound("no such token".to_owned()));
    }
    // Consoles that were opened with a cookie come back by themselves.
    app.live.consoles.close_all_of(agent.id);
    Ok(())
}
