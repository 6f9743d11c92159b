//! The parent's side: starts the engine, says where it listens, and starts it again when it dies.

use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use clickhouse::{Client, Compression};
use rand::RngExt;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Opening a large data folder may take this long.
const OPENING: Duration = Duration::from_mins(1);
/// A child that will not leave by itself is killed after this long.
const LEAVING: Duration = Duration::from_secs(5);
/// The longest wait before the next start.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
const SHORTEST_WAIT: Duration = Duration::from_millis(50);

/// What to run, on what.
#[derive(Debug, Clone)]
pub struct EngineProgram {
    /// The `parlour` executable; it is run as `parlour engine`.
    pub program: PathBuf,
    /// The folder with the engine's data.
    pub data: PathBuf,
    /// The engine's library, see [`super::find_library`].
    pub library: PathBuf,
}

/// A running engine, whichever process it is just now.
#[derive(Debug)]
pub struct EmbeddedEngine {
    clients: watch::Receiver<Option<Client>>,
    process: watch::Receiver<Option<u32>>,
    stop: CancellationToken,
    supervisor: JoinHandle<()>,
}

impl EmbeddedEngine {
    /// Starts `program` in the background, and keeps it running.
    pub fn start(program: EngineProgram) -> Self {
        let (client, clients) = watch::channel(None);
        let (id, process) = watch::channel(None);
        let stop = CancellationToken::new();
        let supervisor = Supervisor { program, client, process: id, stop: stop.clone() };
        Self { clients, process, stop, supervisor: tokio::spawn(supervisor.run()) }
    }

    /// A client for the engine; `None` while it is down.
    pub fn clients(&self) -> watch::Receiver<Option<Client>> {
        self.clients.clone()
    }

    /// The child's process id; `None` while it is down.
    pub fn process(&self) -> Option<u32> {
        *self.process.borrow()
    }

    /// Lets the engine go, and waits until it has.
    pub async fn stop(self) {
        self.stop.cancel();
        if let Err(error) = self.supervisor.await {
            tracing::error!(%error, "the engine's supervisor failed");
        }
    }
}

struct Supervisor {
    program: EngineProgram,
    client: watch::Sender<Option<Client>>,
    process: watch::Sender<Option<u32>>,
    stop: CancellationToken,
}

impl Supervisor {
    async fn run(self) {
        let mut wait = SHORTEST_WAIT;
        while !self.stop.is_cancelled() {
            match timeout(OPENING, self.open()).await.unwrap_or_else(|late| Err(late.into())) {
                Ok((child, input)) => {
                    wait = SHORTEST_WAIT;
                    self.watch(child, input).await;
                }
                Err(error) => tracing::error!(%error, "the ClickHouse engine does not start"),
            }
            let _ = timeout(wait, self.stop.cancelled()).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    async fn open(&self) -> io::Result<(Child, ChildStdin)> {
        let mut child = self.command().spawn()?;
        let key = hex::encode(rand::rng().random::<[u8; 32]>());
        let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        input.write_all(format!("{key}\n").as_bytes()).await?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let line = BufReader::new(output).lines().next_line().await?;
        let port: u16 = line.and_then(|line| line.parse().ok()).ok_or(io::ErrorKind::UnexpectedEof)?;
        let client = Client::default().with_url(format!("http://127.0.0.1:{port}")).with_user("parlour");
        self.client.send_replace(Some(client.with_password(key).with_compression(Compression::None)));
        self.process.send_replace(child.id());
        Ok((child, input))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program.program);
        command.arg("engine").arg("--data").arg(&self.program.data).arg("--library").arg(&self.program.library);
        // In a process group of its own, so that Ctrl-C reaches the service only, which lets the engine go last.
        command.process_group(0);
        command.args(["--listen", "127.0.0.1:0"]).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        command
    }

    /// Returns when the child is gone. The child leaves when `input` closes.
    async fn watch(&self, mut child: Child, input: ChildStdin) {
        tokio::select! {
            died = child.wait() => tracing::error!(?died, "the ClickHouse engine died and is started again"),
            () = self.stop.cancelled() => leave(child, input).await,
        }
        self.client.send_replace(None);
        self.process.send_replace(None);
    }
}

async fn leave(mut child: Child, input: ChildStdin) {
    drop(input);
    if timeout(LEAVING, child.wait()).await.is_err()
        && let Err(error) = child.kill().await
    {
        tracing::warn!(%error, "the ClickHouse engine does not leave");
    }
}
