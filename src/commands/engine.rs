//! `parlour engine`: the embedded `ClickHouse` engine, started by the service as a child process.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::engines::clickhouse::engine::{EngineOptions, serve};

/// Arguments of `parlour engine`.
#[derive(Debug, clap::Parser)]
#[command(name = "parlour engine")]
pub struct Options {
    /// The folder with the engine's data.
    #[arg(long)]
    data: PathBuf,
    /// The engine's library.
    #[arg(long)]
    library: PathBuf,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
}

/// Serves until the parent is gone.
pub fn run(options: &Options) -> ExitCode {
    super::serve::log();
    serve(&EngineOptions { data: options.data.clone(), library: options.library.clone(), listen: options.listen })
}
