//! What the command line can do: each takes its arguments, does one thing, and says in a line what went wrong.

pub mod agent;
pub mod engine;
pub mod import;
pub mod serve;
pub mod simulate;
pub mod site;

use std::fmt::Display;
use std::future::Future;
use std::io::Write;
use std::process::ExitCode;

/// Prints `text` on standard output.
pub fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read us has gone; there is nobody to tell.
        Err(_) => ExitCode::FAILURE,
    }
}

/// Says in one line what is wrong.
pub fn fail(error: &dyn Display) -> ExitCode {
    // Standard error may be closed; the exit code still says it.
    let _ = writeln!(std::io::stderr(), "parlour: {error}");
    ExitCode::FAILURE
}

/// Runs `work` on a runtime of its own and prints what it says.
fn run<E: Display>(work: impl Future<Output = Result<String, E>>) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    match runtime.block_on(work) {
        Ok(said) => print(&said),
        Err(error) => fail(&error),
    }
}
