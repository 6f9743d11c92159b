//! A server in a process of its own, so that what it uses is its own.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::{http, process};

pub(crate) const EMAIL: &str = "ada@parlour.example";
pub(crate) const PASSWORD: &str = "only for this measurement";

/// A running server; it is stopped when it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    child: Child,
    _folder: TempDir,
}

impl Server {
    /// The bare one.
    pub(crate) async fn anchor() -> Self {
        let own = std::env::current_exe().expect("this program");
        let mut command = process::pinned(own.to_str().expect("a path"));
        let port = free_port();
        command.args(["anchor", &port.to_string()]);
        Self::start(command, port, tempfile::tempdir().expect("a folder")).await
    }

    /// The whole service as it is shipped: durable spool, records, and the embedded engine as its own child process.
    pub(crate) async fn parlour() -> Self {
        let (port, folder) = (free_port(), tempfile::tempdir().expect("a folder"));
        let mut command = process::pinned(env!("CARGO_BIN_EXE_parlour"));
        command
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(folder.path())
            .env("PARLOUR_TRUSTED_PROXIES", "127.0.0.1")
            .env("PARLOUR_ADMIN_EMAIL", EMAIL)
            .env("PARLOUR_ADMIN_PASSWORD", PASSWORD)
            .env("RUST_LOG", "warn");
        Self::start(command, port, folder).await
    }

    async fn start(mut command: Command, port: u16, folder: TempDir) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("started");
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut server = Self { address, child, _folder: folder };
        while TcpStream::connect(address).await.is_err() {
            assert!(server.child.try_wait().expect("a child").is_none(), "the server ended before it answered");
            sleep(Duration::from_millis(50)).await;
        }
        server
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Processor time of the processes it started: the embedded engine (microseconds).
    pub(crate) fn engine_cpu(&self) -> u64 {
        process::children(self.pid()).into_iter().map(process::cpu).sum()
    }

    /// Waits until it has used almost no processor time for longer than its slowest timer takes to come round.
    pub(crate) async fn rest(&self) {
        for _ in 0..40 {
            let before = process::cpu(self.pid());
            sleep(Duration::from_millis(1_500)).await;
            if process::cpu(self.pid()) - before <= 30_000 {
                return;
            }
        }
    }

    /// One of the numbers that Parlour counts; `None` where there is none.
    pub(crate) async fn gauge(&self, name: &str) -> Option<u64> {
        let mut stream = TcpStream::connect(self.address).await.ok()?;
        let request = b"GET /metrics HTTP/1.1\r\nhost: parlour\r\n\r\n";
        let answer = http::exchange(&mut stream, request).await.ok()?;
        let text = String::from_utf8_lossy(&answer.body);
        text.lines().filter_map(|line| line.split_once(' ')).find(|(key, _)| *key == name)?.1.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("bound").port()
}
