//! Agents look after themselves: profile, photo, password, sessions.

use super::manage_agents::{sound_password, sound_profile};
use super::problem::Problem;
use super::sign_in::may_try;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::FileId;
use crate::domain::message::File;
use crate::domain::news::News;
use crate::engines::records::{Session, StoredFile, file_token};

/// Bytes of a photo.
pub const LARGEST_PHOTO: usize = 1024 * 1024;

/// What agents say of themselves; what is `None` stays.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct ProfileDraft {
    pub name: Option<String>,
    pub title: Option<String>,
    pub languages: Option<Vec<String>>,
}

/// Changes an agent's own profile; the agent as they are now.
///
/// # Errors
/// A field is wrong; an engine failed.
pub async fn change_profile(app: &App, agent: &Agent, draft: ProfileDraft) -> Result<Agent, Problem> {
    let name = draft.name.as_ref().unwrap_or(&agent.name);
    let title = draft.title.as_ref().unwrap_or(&agent.title);
    let languages = draft.languages.as_ref().unwrap_or(&agent.languages);
    let changed = sound_profile(agent.clone(), name, title, languages)?;
    if changed != *agent {
        app.records.change_profile(&changed).await?;
        moved(app, agent);
    }
    Ok(changed)
}

/// Puts a photo in the place of the one before. What it is, is read from its bytes.
///
/// # Errors
/// Too large, or not a picture we show; an engine failed.
pub async fn set_photo(app: &App, agent: &Agent, bytes: &[u8]) -> Result<(), Problem> {
    const PICTURES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];
    if bytes.len() > LARGEST_PHOTO {
        return Err(Problem::invalid("photo", "A photo has at most 1 MB."));
    }
    let kind = infer::get(bytes).map(|kind| kind.mime_type()).filter(|kind| PICTURES.contains(kind));
    let kind = kind.ok_or_else(|| Problem::invalid("photo", "A photo is a PNG, a JPEG or a WebP picture."))?;
    let about = File {
        id: FileId(app.clock.id()),
        name: format!("photo.{}", kind.trim_start_matches("image/")),
        size: i64::try_from(bytes.len()).unwrap_or_default(),
        r#type: kind.to_owned(),
        token: file_token(),
    };
    let photo = StoredFile { about, made: app.clock.now(), bytes: bytes.to_vec() };
    app.records.set_photo(agent.id, Some(&photo)).await?;
    moved(app, agent);
    Ok(())
}

/// Takes the photo away.
///
/// # Errors
/// An engine failed.
pub async fn remove_photo(app: &App, agent: &Agent) -> Result<(), Problem> {
    app.records.set_photo(agent.id, None).await?;
    moved(app, agent);
    Ok(())
}

/// Changes an agent's own password; their other sessions end.
///
/// # Errors
/// The old one is wrong; the new one is none; too many attempts; an engine failed.
pub async fn change_password(app: &App, agent: &Agent, token: &str, old: &str, new: &str) -> Result<(), Problem> {
    sound_password("new", new)?;
    prove(app, agent, "old", old).await?;
    app.records.set_password(agent.id, new, token).await?;
    app.live.consoles.close_all_of(agent.id);
    Ok(())
}

/// That it is the agent who asks, and not whoever sits at their desk.
///
/// # Errors
/// The password is wrong; too many attempts; an engine failed.
pub(super) async fn prove(app: &App, agent: &Agent, field: &'static str, password: &str) -> Result<(), Problem> {
    may_try(app, agent)?;
    match app.records.check_password(&agent.email, password).await? {
        Some(known) if known.id == agent.id => Ok(()),
        _ => Err(Problem::invalid(field, "That is not your password.")),
    }
}

/// An agent's sessions.
///
/// # Errors
/// An engine failed.
pub async fn sessions_of(app: &App, agent: &Agent, token: &str) -> Result<Vec<Session>, Problem> {
    Ok(app.records.sessions_of(agent.id, token, app.clock.now()).await?)
}

/// Ends one of an agent's sessions.
///
/// # Errors
/// None of theirs; an engine failed.
pub async fn end_session(app: &App, agent: &Agent, session: &str) -> Result<(), Problem> {
    if !app.records.close_session_of(agent.id, session).await? {
        return Err(Problem::NotFound("no such session".to_owned()));
    }
    // Consoles of the sessions that are left come back by themselves.
    app.live.consoles.close_all_of(agent.id);
    Ok(())
}

/// Signs an agent out everywhere but here.
///
/// # Errors
/// An engine failed.
pub async fn end_other_sessions(app: &App, agent: &Agent, token: &str) -> Result<(), Problem> {
    app.records.close_other_sessions(agent.id, token).await?;
    app.live.consoles.close_all_of(agent.id);
    Ok(())
}

fn moved(app: &App, agent: &Agent) {
    app.announce(News::AgentMoved { agent: agent.id, status: agent.status });
}
