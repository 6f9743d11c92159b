//! The layers only look down, each outside crate stays in its room, and no file grows past reading.
//!
//! It reads text, not syntax: a path made by a macro would slip by.

use std::fs;
use std::path::{Path, PathBuf};

/// What each layer may name of ours besides itself. A layer that is not here (`start`, `main`, `commands`) sees everything.
const LAYERS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("config", &[]),
    ("engines", &["domain"]),
    ("live", &["domain"]),
    ("simulate", &["engines", "domain"]),
    ("terminal", &["domain"]),
    ("app", &["config", "engines", "live", "domain"]),
    ("actions", &["app", "config", "engines", "live", "domain"]),
    ("web", &["actions", "app", "config", "engines", "live", "domain"]),
    ("tasks", &["actions", "app", "config", "engines", "live", "domain"]),
];

/// Paths that have a room of their own: the beginning of the path, and the beginnings of the files that may say it.
const ROOMS: [(&str, &[&str]); 11] = [
    ("axum", &["web/", "start.rs"]),
    ("http", &["web/", "start.rs"]),
    ("hyper", &["web/", "engines/clickhouse/engine"]),
    ("hyper_util", &["web/", "engines/clickhouse/engine"]),
    ("sqlx", &["engines/records"]),
    ("clickhouse", &["engines/clickhouse"]),
    ("lettre", &["engines/mail.rs"]),
    ("reqwest", &["engines/", "simulate/", "terminal/"]),
    ("dashmap", &["live/"]),
    ("governor", &["live/"]),
    ("libloading", &["engines/clickhouse/engine"]),
];

/// What the pure layer does without: no runtime, no clock, no ids made, no dice, no files.
const NOT_IN_DOMAIN: [&str; 8] =
    ["tokio::", "async fn", ".await", "rand::", "std::fs", "std::env", "Uuid::now_v7", "Uuid::new_v4"];

const LONGEST_FILE: usize = 400;

#[test]
fn the_house_keeps_its_walls() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&src);
    assert!(files.len() > 20, "only {} files under src: is this the right folder?", files.len());
    let leaks: Vec<String> = files.iter().flat_map(|file| leaks_of(&src, file)).collect();
    assert!(leaks.is_empty(), "\n{}\n", leaks.join("\n"));
}

fn leaks_of(src: &Path, file: &Path) -> Vec<String> {
    let name = file.strip_prefix(src).expect("inside src").to_string_lossy().replace('\\', "/");
    leaks(&name, &fs::read_to_string(file).expect("readable"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Everything `text`, the file `name` below `src`, does that the house does not allow.
fn leaks(name: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let whys = [foreign_layers(name, code), foreign_crates(name, code), impurities(name, code)].concat();
        found.extend(whys.into_iter().map(|why| format!("src/{name}:{}: {why}", at + 1)));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        found.push(format!("src/{name}: {lines} lines; at most {LONGEST_FILE}: split it by idea"));
    }
    found
}

fn foreign_layers(name: &str, code: &str) -> Vec<String> {
    let layer = layer_of(name);
    let Some((_, allowed)) = LAYERS.iter().find(|(one, _)| *one == layer) else { return Vec::new() };
    let mut whys = Vec::new();
    for named in words_after(code, "crate::") {
        if named.is_empty() {
            whys.push("a group of layers in one `use`: a line for each".to_owned());
        } else if named != layer && !allowed.contains(&named) {
            whys.push(format!("`{layer}` must not look into `{named}`"));
        }
    }
    // A line that is set in may stand in a module of the file's own, its tests for one.
    let inner = usize::from(code.starts_with(' '));
    if code.contains(&"super::".repeat(depth(name) + inner)) {
        whys.push(format!("`super::` leaves `{layer}`: say `crate::` and the layer"));
    }
    whys
}

fn foreign_crates(name: &str, code: &str) -> Vec<String> {
    let at_home = |rooms: &[&str]| rooms.iter().any(|room| name.starts_with(room));
    let stays_out = |(path, rooms): &&(&str, &[&str])| says(code, path) && !at_home(rooms);
    ROOMS.iter().filter(stays_out).map(|(path, rooms)| format!("`{path}` belongs into {}", rooms.join(", "))).collect()
}

fn impurities(name: &str, code: &str) -> Vec<String> {
    let mut whys = Vec::new();
    if name.starts_with("domain/") {
        let impure = NOT_IN_DOMAIN.iter().filter(|word| code.contains(*word));
        whys.extend(impure.map(|word| format!("`{word}` in the pure layer: hand it in")));
    }
    if code.contains("SystemTime::now") && name != "engines/clock.rs" {
        whys.push("`SystemTime::now`: take a Moment; only engines/clock.rs asks the time".to_owned());
    }
    whys
}

fn layer_of(name: &str) -> &str {
    name.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// How many `super::` lead from the file to the crate's root.
fn depth(name: &str) -> usize {
    name.split('/').count() - usize::from(name.ends_with("/mod.rs"))
}

/// The words that follow `start` in the line; empty when something else than a word follows.
fn words_after<'a>(code: &'a str, start: &str) -> Vec<&'a str> {
    let word = |rest: &'a str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    code.split(start).skip(1).map(word).collect()
}

/// Whether the line names the outside crate `path`, as the beginning of a path and not in the middle of one.
fn says(code: &str, path: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let begins = |at: usize| !code[..at].ends_with(inside) && code[at + path.len()..].starts_with("::");
    code.match_indices(path).any(|(at, _)| begins(at)) || code.trim() == format!("use {path};")
}

#[test]
fn planted_leaks_are_found_with_file_and_line() {
    let planted = [
        ("domain/visit.rs", "\nuse crate::web::wire;", "src/domain/visit.rs:2: `domain` must not look into `web`"),
        ("live/whos_on.rs", "use crate::engines::clock::Clock;", "`live` must not look into `engines`"),
        ("engines/geo/find.rs", "    crate::live::Live::new()", "`engines` must not look into `live`"),
        ("simulate/mod.rs", "use crate::app::App;", "`simulate` must not look into `app`"),
        ("tasks/sweep.rs", "use crate::web::news;", "`tasks` must not look into `web`"),
        ("app.rs", "use crate::{web, live};", "a group of layers"),
        ("domain/window/view.rs", "use super::super::super::web::wire;", "`super::` leaves `domain`"),
        ("actions/say.rs", "use axum::Json;", "`axum` belongs into web/"),
        ("actions/say.rs", "fn all() -> sqlx::Result<()> {", "`sqlx` belongs into engines/records"),
        ("web/beacon.rs", "use clickhouse::Row;", "`clickhouse` belongs into engines/clickhouse"),
        ("web/beacon.rs", "use dashmap::DashMap;", "`dashmap` belongs into live/"),
        ("domain/chat.rs", "use tokio::sync::mpsc;", "`tokio::` in the pure layer"),
        ("tasks/every.rs", "let now = std::time::SystemTime::now();", "only engines/clock.rs asks the time"),
    ];
    for (name, text, says) in planted {
        let found = leaks(name, text).join("\n");
        assert!(found.contains(says), "{name}: {text:?} should say {says:?}, says {found:?}");
    }
    assert!(leaks("web/beacon.rs", &"\n".repeat(401))[0].contains("401 lines"));
}

#[test]
fn what_is_allowed_is_left_alone() {
    let sound = [
        ("start.rs", "use crate::web::router::router;"),
        ("actions/say.rs", "use crate::engines::records::Records;"),
        ("engines/clickhouse/engine/serve.rs", "let code = super::super::error::code_of(error);"),
        ("actions/say.rs", "// axum::Json is for the edge"),
        ("web/client.rs", "use axum::http::HeaderMap;"),
        ("tasks/write.rs", "use crate::engines::clickhouse::VisitLog;"),
        ("engines/clock.rs", "SystemTime::now()"),
        ("config.rs", "    use super::*;"),
        ("config.rs", "let url = \"http://127.0.0.1\";"),
    ];
    for (name, text) in sound {
        assert_eq!(leaks(name, text), Vec::<String>::new(), "{name}: {text}");
    }
}
