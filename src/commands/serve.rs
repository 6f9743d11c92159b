//! `parlour serve`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::fail;
use crate::config::Config;
use crate::engines::clock::Clock;
use crate::start::{Running, Setting, start};

/// Runs the service until it is told to stop.
pub fn run(config: Config) -> ExitCode {
    log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    runtime.block_on(async {
        match start(Setting { config, clock: Clock::system(), program: None }, None).await {
            Ok(running) => stay(running).await,
            Err(error) => fail(&error),
        }
    })
}

async fn stay(running: Running) -> ExitCode {
    greet(&running);
    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => return fail(&error),
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    running.stop().await;
    ExitCode::SUCCESS
}

fn greet(running: &Running) {
    let at = running.address;
    let mut said = format!("Parlour is open.\n\n  Console    http://{at}/\n  Demo shop  http://{at}/demo\n");
    if let Some(seeded) = &running.seeded {
        // Writing into a string cannot fail.
        let _ = write!(
            said,
            "\n  Sign in as {}\n  Password   {}\n\n  The password is not shown again.\n",
            seeded.email, seeded.password
        );
    }
    // A closed standard output is no reason not to serve.
    let _ = std::io::stdout().write_all(said.as_bytes());
}

/// Log lines are for people on a terminal, JSON elsewhere. `RUST_LOG` chooses what is said.
pub(super) fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) { lines.init() } else { lines.json().init() }
}
