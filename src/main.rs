//! Arguments → settings → a command → exit code. Nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use parlour::commands;
use parlour::config::{Config, Sources};
use parlour::engines::tls::choose_tls;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Who is on your website right now, an invitation to talk, and whether it did any good.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

/// Flags that win over the environment and the file.
#[derive(Args)]
struct Settings {
    /// Settings file; without it parlour.toml in the working directory is read if it is there.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address and port to answer on.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Folder for the spool and the embedded engines.
    #[arg(long, global = true, value_name = "FOLDER")]
    data: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the service.
    Serve,
    /// Prints the settings in force, with where each came from.
    Config,
    /// Sites that carry the tracking code.
    Site {
        #[command(subcommand)]
        command: SiteCommand,
    },
    /// Answers chats in this terminal; with `add`, adds an operator's account.
    #[command(args_conflicts_with_subcommands = true)]
    Agent {
        #[command(subcommand)]
        command: Option<AgentCommand>,
        #[command(flatten)]
        terminal: commands::agent::Terminal,
    },
    /// Simulated visitors, walking the demo shop through the real endpoints.
    Simulate(commands::simulate::Options),
    /// Reads what happened before Parlour.
    Import {
        #[command(subcommand)]
        command: ImportCommand,
    },
}

#[derive(Subcommand)]
enum SiteCommand {
    /// Adds a site and prints its key.
    Add(commands::site::Add),
    /// Lists the sites.
    List,
}

#[derive(Subcommand)]
enum AgentCommand {
    /// Adds an operator; without a password one is made and printed.
    Add(commands::agent::Add),
}

#[derive(Subcommand)]
enum ImportCommand {
    /// A web server's log in the combined format.
    AccessLog(commands::import::AccessLog),
}

fn main() -> ExitCode {
    // The service's own child process; its flags are not the service's.
    if std::env::args().nth(1).as_deref() == Some("engine") {
        return commands::engine::run(&commands::engine::Options::parse_from(std::env::args().skip(1)));
    }
    choose_tls();
    let cli = Cli::parse();
    let config = match Config::read(&sources(&cli.settings)) {
        Ok(config) => config,
        Err(error) => return commands::fail(&error),
    };
    match cli.command {
        Command::Serve => commands::serve::run(config),
        Command::Config => commands::print(&config.print()),
        Command::Site { command: SiteCommand::Add(site) } => commands::site::add(config, site),
        Command::Site { command: SiteCommand::List } => commands::site::list(config),
        Command::Agent { command: Some(AgentCommand::Add(agent)), .. } => commands::agent::add(config, agent),
        Command::Agent { command: None, terminal } => commands::agent::talk(terminal),
        Command::Simulate(options) => commands::simulate::run(options),
        Command::Import { command: ImportCommand::AccessLog(options) } => commands::import::run_import(config, options),
    }
}

fn sources(settings: &Settings) -> Sources {
    let flags = [("listen", &settings.listen), ("data", &settings.data)];
    let flags = flags.into_iter().filter_map(|(key, value)| value.clone().map(|value| (key, value))).collect();
    Sources { file: settings.config.clone(), environment: std::env::vars().collect(), flags }
}
