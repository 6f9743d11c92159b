//! The command line: the real program, its words and its exit codes.

use std::path::Path;
use std::process::Output;

use parlour::engines::clickhouse::engine::{EmbeddedEngine, EngineProgram, find_library};
use parlour::engines::clickhouse::{Counts, VisitLog};
use tokio::process::Command;

use crate::support::soon;

async fn parlour(data: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parlour"));
    command.args(arguments).current_dir(data).env("PARLOUR_DATA", data).env("RUST_LOG", "error");
    command.envs(environment.iter().copied()).kill_on_drop(true);
    soon("the command ends", command.output()).await.expect("runs")
}

/// What it says; it must succeed.
async fn said(data: &Path, arguments: &[&str]) -> String {
    let output = parlour(data, arguments, &[]).await;
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The one line it fails with.
async fn complaint(data: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let output = parlour(data, arguments, environment).await;
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    let line = String::from_utf8(output.stderr).expect("text");
    assert!(line.ends_with('\n') && line.lines().count() == 1 && output.stdout.is_empty(), "{line}");
    line.trim_end().to_owned()
}

#[tokio::test]
async fn settings_are_printed_with_where_they_came_from() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("parlour.toml"), "listen = \"0.0.0.0:1\"\nadmin_email = \"ada@shop.example\"\n")
        .expect("written");
    let environment =
        [("PARLOUR_ADMIN_PASSWORD", "correct horse battery"), ("PARLOUR_RECORDS", "postgres://p:secret@db/parlour")];
    let output = parlour(folder.path(), &["config", "--listen", "127.0.0.1:2"], &environment).await;
    let text = String::from_utf8(output.stdout).expect("text");
    for line in [
        "listen = \"127.0.0.1:2\"  # flag;",
        "admin_email = \"ada@shop.example\"  # parlour.toml;",
        "admin_password = \"***\"  # environment;",
        "records = \"postgres://p:***@db/parlour\"  # environment;",
        "visit_log = \"embedded\"  # default;",
    ] {
        assert!(text.lines().any(|found| found.starts_with(line)), "{line}\nis not in\n{text}");
    }
    assert!(!text.contains("secret") && !text.contains("horse"), "{text}");
}

#[tokio::test]
async fn what_is_wrong_is_said_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    for (arguments, environment, says) in [
        (&["config", "--listen", "8080"][..], &[][..], "parlour: listen (flag): “8080” is not ADDRESS:PORT"),
        (
            &["config"],
            &[("PARLOUR_VISIT_LOG", "elsewhere")],
            "parlour: visit_log (environment): “elsewhere” is neither",
        ),
        (&["config", "--config", "nothing.toml"], &[], "parlour: nothing.toml: No such file"),
        (&["serve"], &[("PARLOUR_BUS", "pigeons")], "parlour: "),
        (&["serve"], &[("PARLOUR_GEO", "/nowhere.mmdb")], "parlour: "),
        (&["agent", "add", "nobody"], &[], "parlour: “nobody” is not an e-mail address"),
        (
            &["agent", "add", "ada@shop.example", "--password", "short"],
            &[],
            "parlour: a password has at least 12 characters",
        ),
        (&["site", "add", "Shop", "--origin", "shop"], &[], "parlour: "),
        (
            &["site", "add", "Shop", "--time-zone", "Mars"],
            &[],
            "parlour: “Mars” is not a time zone like Europe/London.",
        ),
        (&["import", "access-log", "nothing.log", "--site", "nobody"], &[], "parlour: no site has the key “nobody”"),
    ] {
        let line = complaint(data, arguments, environment).await;
        assert!(line.starts_with(says), "{arguments:?}: {line}");
    }
    std::fs::write(data.join("parlour.toml"), "colour = \"red\"\n").expect("written");
    let line = complaint(data, &["config"], &[]).await;
    assert!(line.starts_with("parlour: parlour.toml: “colour” is not a setting; known are listen, data"), "{line}");
}

#[tokio::test]
async fn sites_and_agents_are_added_and_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let key = said(
        data,
        &["site", "add", "Harrow & Pine", "--origin", "https://shop.example", "--time-zone", "Europe/London"],
    )
    .await;
    let open = said(data, &["site", "add", "Open house"]).await;
    assert_eq!((key.trim().len(), key.lines().count()), (12, 1));
    let list = said(data, &["site", "list"]).await;
    let lines = [
        format!("{}\tHarrow & Pine\thttps://shop.example", key.trim()),
        format!("{}\tOpen house\tany origin", open.trim()),
    ];
    assert!(lines.iter().all(|line| list.lines().any(|found| found == line)) && list.lines().count() == 2, "{list}");
    let generated = said(data, &["agent", "add", "Ada@Shop.example", "--name", "Ada", "--role", "administrator"]).await;
    let [email, password] = generated.lines().collect::<Vec<_>>()[..] else {
        panic!("an e-mail and a password: {generated}")
    };
    assert!(email == "ada@shop.example" && password.len() >= 12, "{generated}");
    assert_eq!(
        said(data, &["agent", "add", "bo@shop.example", "--password", "correct horse battery"]).await,
        "bo@shop.example\n"
    );
    complaint(data, &["agent", "add", "BO@shop.example"], &[]).await;
    let records =
        parlour::engines::records::Records::connect(&format!("sqlite:{}", data.join("records.db").display())).await;
    let records = records.expect("opened");
    let signed = records.check_password("ada@shop.example", password).await.expect("asked").expect("the password fits");
    assert_eq!((signed.name.as_str(), signed.role), ("Ada", parlour::domain::agent::Role::Administrator));
    records.close().await;
}

#[tokio::test]
async fn an_access_log_read_twice_adds_nothing_the_second_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let key = said(data, &["site", "add", "Shop", "--origin", "https://shop.example"]).await;
    let log = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/access_log.txt");
    let import = ["import", "access-log", log, "--site", key.trim()];
    let first = said(data, &import).await;
    assert!(first.starts_with("21 lines\n") && first.contains("10 page views in 5 visits of 4 visitors"), "{first}");
    let once = counts(data, key.trim()).await;
    assert_eq!((once.page_views, once.visits, once.bots.iter().map(|bot| bot.requests).sum::<u64>()), (10, 5, 2));
    let second = said(data, &import).await;
    assert!(second.contains("12 were in the visit log already"), "{second}");
    assert_eq!(counts(data, key.trim()).await, once);
}

async fn counts(data: &Path, site: &str) -> Counts {
    let library = find_library(None).expect("npm install has been run");
    let program = env!("CARGO_BIN_EXE_parlour").into();
    let engine = EmbeddedEngine::start(EngineProgram { program, data: data.join("visit_log"), library });
    let log = VisitLog::embedded(&engine);
    log.ready().await;
    let counts = log.counts(&site.into()).await.expect("answered");
    engine.stop().await;
    counts
}
