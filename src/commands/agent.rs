//! `parlour agent`: operators' accounts from the command line.

use std::process::ExitCode;

use clap::ValueEnum;
use url::Url;

use super::run;
use crate::actions::problem::Problem;
use crate::config::Config;
use crate::domain::agent::{Agent, Role};
use crate::domain::ids::AgentId;
use crate::domain::text::line;
use crate::engines::clock::Clock;
use crate::engines::records::generate_password;

/// Arguments of `parlour agent`.
#[derive(Debug, clap::Args)]
pub struct Terminal {
    /// Where the service is. The token is read from `PARLOUR_TOKEN`: an argument could be seen by everybody on this machine.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    url: Url,
}

/// Arguments of `parlour agent add`.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// The e-mail to sign in with.
    email: String,
    /// The name colleagues and visitors read; without it the part before the @.
    #[arg(long)]
    name: Option<String>,
    /// What the operator may do.
    #[arg(long, value_enum, default_value = "normal")]
    role: RoleName,
    /// At least 12 characters; without it one is made and printed.
    #[arg(long)]
    password: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Administrator,
    Normal,
    Marketer,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Administrator => Self::Administrator,
            RoleName::Normal => Self::Normal,
            RoleName::Marketer => Self::Marketer,
        }
    }
}

/// Answers chats until `/quit` or the end of the input.
pub fn talk(terminal: Terminal) -> ExitCode {
    let Ok(token) = std::env::var("PARLOUR_TOKEN") else {
        return super::fail(&"set PARLOUR_TOKEN to a token of yours; the console makes one under Settings, API tokens");
    };
    run(async move { crate::terminal::run(terminal.url, token).await.map(|()| String::new()) })
}

/// Adds an operator.
pub fn add(config: Config, agent: Add) -> ExitCode {
    run(async move {
        let (email, name) = sound(&agent)?;
        let generated = agent.password.is_none();
        let password = agent.password.unwrap_or_else(generate_password);
        if password.chars().count() < 12 {
            return Err(Problem::invalid("password", "a password has at least 12 characters"));
        }
        let records = super::records(&config).await?;
        let id = AgentId(Clock::system().id());
        let agent = Agent::new(id, email, name, agent.role.into());
        records.add_agent(&agent, &password, None).await?;
        records.close().await;
        Ok(if generated { format!("{}\n{password}\n", agent.email) } else { format!("{}\n", agent.email) })
    })
}

fn sound(agent: &Add) -> Result<(String, String), Problem> {
    let email = line(&agent.email, 254).to_lowercase();
    let Some((local, host)) = email.split_once('@').filter(|(local, host)| !local.is_empty() && !host.is_empty())
    else {
        return Err(Problem::invalid("email", format!("“{email}” is not an e-mail address")));
    };
    let _ = host;
    let name = agent.name.as_deref().map_or_else(|| local.to_owned(), |name| line(name, 80));
    Ok((email.clone(), name))
}
