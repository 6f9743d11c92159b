//! The real program as a process of its own, to be killed.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use parlour::engines::tls::choose_tls;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::soon;

/// `parlour serve` on a data folder; killed when dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Served {
    pub(crate) async fn start(data: &Path) -> Self {
        choose_tls();
        // A file that cannot grow is an error to hear of, and not a signal to die of: the tests take away the disk.
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_parlour"), "serve"]);
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data).env("RUST_LOG", "error").current_dir(data);
        let mut child = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().expect("a process");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let address = soon("the door opens", async {
            loop {
                let line = lines.next_line().await.expect("readable").expect("the service says where it is");
                if let Some((_, url)) = line.split_once("Console    http://") {
                    return url.trim_end_matches('/').parse().expect("an address");
                }
            }
        });
        let address = address.await;
        Self { child, address }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id().expect("running")
    }

    /// `kill -9`.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.expect("killed");
    }

    /// Asks it to go, and waits until it has gone.
    pub(crate) async fn stop(mut self) {
        let asked = Command::new("kill").arg(self.process().to_string()).status().await.expect("runs");
        assert!(asked.success());
        soon("the service goes", self.child.wait()).await.expect("gone");
    }
}
