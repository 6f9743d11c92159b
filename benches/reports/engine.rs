//! The embedded engine with 20 million page views in it.

use std::path::PathBuf;
use std::process::Stdio;

use parlour::engines::clickhouse::VisitLog;
use parlour::engines::clickhouse::engine::find_library;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

const SCHEMA: [&str; 4] = [
    include_str!("../../schema/visit_log/0001_tables.sql"),
    include_str!("../../schema/visit_log/0002_reports.sql"),
    include_str!("../../schema/visit_log/0003_paths.sql"),
    include_str!("../../schema/visit_log/0004_leaves.sql"),
];
const MADE: &str = include_str!("made.sql");
const FILL: &str = include_str!("fill.sql");
/// Visits made up, and how many parts they are inserted in: a day each.
const VISITS: u64 = 4_190_000;
const PARTS: u64 = 90;
/// What a statement may take, in bytes.
const MEMORY: &str = "3000000000";

/// A running engine.
pub(crate) struct Engine {
    pub(crate) log: VisitLog,
    child: Child,
    http: reqwest::Client,
    url: String,
}

impl Engine {
    /// Starts it; makes the page views unless they are there, by this schema.
    pub(crate) async fn open() -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench-reports");
        let (mark, stamp) = (folder.join("made"), stamp());
        let there = std::fs::read_to_string(&mark).is_ok_and(|found| found == stamp);
        if !there && folder.exists() {
            std::fs::remove_dir_all(&folder).expect("removed");
        }
        let engine = Self::start(&folder.join("data")).await;
        engine.log.migrate().await.expect("migrated");
        if !there {
            engine.fill().await;
            std::fs::write(mark, stamp).expect("written");
        }
        engine
    }

    async fn start(data: &std::path::Path) -> Self {
        let library = find_library(None).expect("npm install has been run");
        let mut command = Command::new(env!("CARGO_BIN_EXE_parlour"));
        command.arg("engine").arg("--data").arg(data).arg("--library").arg(library);
        command.args(["--listen", "127.0.0.1:0"]).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().expect("started");
        let input = child.stdin.as_mut().expect("a pipe");
        input.write_all(b"key\n").await.expect("told");
        let output = child.stdout.take().expect("a pipe");
        let port = BufReader::new(output).lines().next_line().await.expect("a line").expect("a port");
        let log = VisitLog::connect(&format!("http://parlour:key@127.0.0.1:{port}/").parse().expect("an address"));
        Self { log, child, http: reqwest::Client::new(), url: format!("http://127.0.0.1:{port}/") }
    }

    async fn fill(&self) {
        for statement in statements(MADE) {
            self.run(statement).await;
        }
        for part in 0..PARTS {
            let bounds = [VISITS * part / PARTS, VISITS * (part + 1) / PARTS];
            for statement in statements(FILL) {
                let with = [("{from:UInt64}", bounds[0]), ("{until:UInt64}", bounds[1]), ("{batch:UInt64}", part + 1)];
                let whole =
                    with.iter().fold(statement.to_owned(), |text, (name, n)| text.replace(name, &n.to_string()));
                self.run(&whole).await;
            }
            println!("{} of {PARTS} days made", part + 1);
        }
    }

    /// What a statement answers, as text.
    pub(crate) async fn run(&self, sql: &str) -> String {
        let url = format!("{}?default_format=TSV&max_memory_usage={MEMORY}&max_insert_threads=1", self.url);
        let answer = self.http.post(url).header("x-clickhouse-key", "key").body(sql.to_owned()).send().await;
        let answer = answer.expect("answered");
        let sound = answer.status().is_success();
        let text = answer.text().await.expect("text");
        assert!(sound, "{text}\n{sql}");
        text
    }

    /// Bytes on disk, by table.
    pub(crate) async fn sizes(&self) -> String {
        self.run(
            "WITH (SELECT count() FROM parlour.page_views) AS views
             SELECT table, sum(rows) AS total, round(sum(bytes_on_disk) / sum(rows), 1) AS bytes_a_row,
                 round(sum(bytes_on_disk) / views, 1) AS bytes_a_page_view
             FROM system.parts WHERE active AND database = 'parlour' GROUP BY table ORDER BY bytes_a_page_view DESC",
        )
        .await
    }

    pub(crate) async fn close(mut self) {
        drop(self.child.stdin.take());
        self.child.wait().await.expect("left");
    }
}

fn statements(text: &str) -> impl Iterator<Item = &str> {
    text.split(";\n").filter(|statement| !statement.trim().is_empty())
}

/// Changes with the schema and with what is made.
fn stamp() -> String {
    let digest = SCHEMA.iter().chain([&MADE, &FILL]).fold(Sha256::new(), Digest::chain_update);
    hex::encode(digest.finalize())
}
