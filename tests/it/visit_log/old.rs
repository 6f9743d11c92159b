//! A visit log that an older program wrote answers as one of today does.

use parlour::domain::ids::SiteKey;
use parlour::domain::interval::Interval;
use parlour::domain::moment::Moment;
use parlour::domain::period::Period;
use parlour::domain::report::Report;
use parlour::domain::visit_filter::KnownFilter;
use parlour::engines::clickhouse::{Line, Question, VisitLog};

use super::contract::{answers, entries};
use super::*;

const CHANGES: [&str; 3] = [
    include_str!("../../../schema/visit_log/0001_tables.sql"),
    include_str!("../../../schema/visit_log/0002_reports.sql"),
    include_str!("../../../schema/visit_log/0003_paths.sql"),
];
const PREPARE: &str = "
CREATE DATABASE IF NOT EXISTS parlour ENGINE = Atomic;
CREATE TABLE parlour.schema_changes (number UInt32, at DateTime('UTC') DEFAULT now()) ENGINE = MergeTree ORDER BY number";

/// An engine that is spoken to in SQL.
struct Engine {
    child: Child,
    port: u16,
}

impl Engine {
    async fn start(data: &Path) -> Self {
        let (child, port) = child(data).await;
        Self { child, port }
    }

    fn log(&self) -> VisitLog {
        let address = format!("http://parlour:open-sesame@127.0.0.1:{}/", self.port);
        VisitLog::connect(&address.parse().expect("an address"))
    }

    async fn run(&self, sql: String) -> String {
        let url = format!("http://127.0.0.1:{}/?input_format_skip_unknown_fields=1", self.port);
        let request = reqwest::Client::new().post(url).header("x-clickhouse-key", "open-sesame").body(sql);
        let answer = request.send().await.expect("answered");
        let sound = answer.status().is_success();
        let text = answer.text().await.expect("text");
        assert!(sound, "{text}");
        text
    }

    /// As the program of the change `number` left it, with the rows that `from` has, as far as it had columns for them.
    async fn made_by(&self, number: usize, from: &Engine) {
        let changes = [PREPARE].into_iter().chain(CHANGES[..number].iter().copied());
        for statement in changes.flat_map(|change| change.split(";\n")).filter(|text| !text.trim().is_empty()) {
            self.run(statement.to_owned()).await;
        }
        self.run(format!("INSERT INTO parlour.schema_changes (number) SELECT 1 + number FROM numbers({number})")).await;
        let tables =
            "SELECT name FROM system.tables WHERE database = 'parlour' AND name != 'schema_changes' FORMAT TSV";
        for table in self.run(tables.to_owned()).await.lines() {
            let rows = from.run(format!("SELECT * FROM parlour.{table} FORMAT JSONEachRow")).await;
            self.run(format!("INSERT INTO parlour.{table} FORMAT JSONEachRow\n{rows}")).await;
        }
    }

    async fn leave(mut self) {
        drop(self.child.stdin.take());
        self.child.wait().await.expect("left");
    }
}

/// What reports say of the contract's site.
async fn reports(log: &VisitLog) -> Vec<Vec<Line>> {
    let site = SiteKey::from("contract");
    let period = Period::read(Some("2025-11-12"), Some("2025-11-13"), "Europe/Warsaw", Moment(0)).expect("a period");
    let (_, starts) = Interval::Day.starts(&period);
    let filter = KnownFilter::default();
    let question = Question { site: &site, period: &period, filter: &filter, starts: &starts, goals: &[], open: &[] };
    let mut said = vec![log.overview(&question).await.expect("answered")];
    for report in [Report::Pages, Report::EntryPages, Report::Channels, Report::Referrers, Report::Events] {
        said.push(log.report(report, &question).await.expect("answered"));
    }
    for lines in &mut said {
        lines.sort_by(|a, b| (a.is_total, &a.key).cmp(&(b.is_total, &b.key)));
    }
    said
}

#[tokio::test]
async fn a_log_of_an_older_program_answers_the_same() {
    parlour::engines::tls::choose_tls();
    let folder = tempfile::tempdir().expect("a folder");
    let today = Engine::start(&folder.path().join("today")).await;
    today.log().migrate().await.expect("migrated");
    let ended = entries(&today.log()).await;
    let said = reports(&today.log()).await;
    assert_eq!(said[1].iter().filter_map(|line| line.figures[3]).collect::<Vec<_>>(), [8_400.0; 2]);
    for number in [1, 3] {
        let old = Engine::start(&folder.path().join(format!("of-{number}"))).await;
        old.made_by(number, &today).await;
        old.log().migrate().await.expect("migrated");
        answers(&old.log(), &"contract".into(), &ended).await;
        let of_old = reports(&old.log()).await;
        // Chats were not logged before the second change: a report's first figures are not of them.
        let most = if number == 1 { 4 } else { usize::MAX };
        let shown = |lines: &[Line]| {
            let figures = |line: &Line| line.figures.iter().copied().take(most).collect::<Vec<_>>();
            lines.iter().map(|line| (line.key.clone(), line.detail.clone(), figures(line))).collect::<Vec<_>>()
        };
        for (old, new) in of_old.iter().zip(&said) {
            assert_eq!(shown(old), shown(new), "since change {number}");
        }
        old.leave().await;
    }
    today.leave().await;
}
