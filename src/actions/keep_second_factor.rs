//! A device that makes codes is enrolled, and taken away again.

use super::change_profile::prove;
use super::problem::Problem;
use super::sign_in::may_try;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::second_factor::{Enrolment, check, enrolment, recovery_hash, secret_of};
use crate::engines::records::SecondFactor;

/// Recovery codes.
const CODES: usize = 10;

/// A fresh secret for a device, and how to tell it. Nothing changes until the device shows a code.
///
/// # Errors
/// The password is wrong; there is a device; too many attempts; an engine failed.
pub async fn offer_second_factor(app: &App, agent: &Agent, password: &str) -> Result<(String, Enrolment), Problem> {
    prove(app, agent, "password", password).await?;
    if agent.second_factor {
        return Err(Problem::Conflict("There is a second factor already; switch it off first.".to_owned()));
    }
    let secret = secret_of(rand::random());
    let told = enrolment(&secret, &agent.email);
    let told = told.ok_or_else(|| Problem::Conflict("Your e-mail does not fit into a QR code.".to_owned()))?;
    app.records.offer_second_factor(agent.id, &secret).await?;
    Ok((secret, told))
}

/// The device shows a code: from now on signing in asks for one. The recovery codes, which are shown this once.
///
/// # Errors
/// The code is wrong; nothing was offered; too many attempts; an engine failed.
pub async fn confirm_second_factor(app: &App, agent: &Agent, code: &str) -> Result<Vec<String>, Problem> {
    may_try(app, agent)?;
    let secret = app.records.offered_second_factor(agent.id).await?;
    let secret = secret.ok_or_else(|| Problem::Conflict("Begin again: no device is being added.".to_owned()))?;
    let step = check(&secret, code, app.clock.now(), 0);
    let step = step.ok_or_else(|| Problem::invalid("code", "That is not the code of this moment."))?;
    let codes: Vec<String> = (0..CODES).map(|_| fresh_code()).collect();
    let recovery = codes.iter().map(|code| recovery_hash(code)).collect();
    app.records.set_second_factor(agent.id, Some(&SecondFactor { secret, step, recovery })).await?;
    Ok(codes)
}

/// Takes the device away.
///
/// # Errors
/// The password is wrong; too many attempts; an engine failed.
pub async fn remove_second_factor(app: &App, agent: &Agent, password: &str) -> Result<(), Problem> {
    prove(app, agent, "password", password).await?;
    Ok(app.records.set_second_factor(agent.id, None).await?)
}

/// Twelve characters in three blocks: 59 bits.
fn fresh_code() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let letter = || char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
    let block = || (0..4).map(|_| letter()).collect::<String>();
    format!("{}-{}-{}", block(), block(), block())
}
