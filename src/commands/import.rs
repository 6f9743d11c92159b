//! `parlour import access-log`: what happened before Parlour, into the visit log.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use url::Url;

use super::run;
use crate::actions::import_access_log::{Import, Imported, Report};
use crate::config::Config;
use crate::domain::ids::SiteKey;
use crate::domain::log_entry::LogEntry;
use crate::engines::clickhouse::{VisitLog, VisitLogError, parcels};
use crate::engines::geo::GeoError;
use crate::engines::records::RecordsError;
use crate::engines::spool::Spool;
use crate::engines::user_agent::UserAgents;
use crate::start::{StartError, open_geo, open_visit_log};

/// Arguments of `parlour import access-log`.
#[derive(Debug, clap::Args)]
pub struct AccessLog {
    /// The log file, in the combined format.
    file: PathBuf,
    /// The key of the site whose log it is.
    #[arg(long, value_name = "KEY")]
    site: String,
    /// Where the site is, since a log says only paths; without it the site's first origin.
    #[arg(long, value_name = "URL")]
    address: Option<Url>,
}

/// Why nothing, or not everything, was imported.
#[derive(Debug, thiserror::Error)]
enum ImportError {
    #[error("{path}: {why}")]
    File { path: String, why: io::Error },
    #[error("no site has the key “{0}”; `parlour site list` shows them")]
    Site(String),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Geo(#[from] GeoError),
    #[error("the records: {0}")]
    Records(#[from] RecordsError),
    #[error("the visit log: {0}; run the same again, what is there already is left out")]
    VisitLog(#[from] VisitLogError),
}

/// Reads the file and stores what is not there yet. The embedded engine belongs to one process at a time: the service must not be
/// running on the same data folder then.
pub fn run_import(config: Config, options: AccessLog) -> ExitCode {
    run(import(config, options))
}

async fn import(config: Config, options: AccessLog) -> Result<String, ImportError> {
    let site = SiteKey::from(options.site.as_str());
    let address = address(&config, &site, options.address).await?;
    let geo = open_geo(&config)?;
    let user_agents = UserAgents::default();
    let import = Import { site: &site, address: &address, geo: &geo, user_agents: &user_agents };
    let imported = read(&import, &options.file)?;
    // Whoever has the spool has the engine, too; a service that runs on this folder is told apart at once.
    let held = Spool::open(&config.data.join("spool")).map_err(StartError::from)?;
    let (visit_log, engine) = open_visit_log(&config, None)?;
    visit_log.ready().await;
    let report = async {
        visit_log.migrate().await?;
        store(imported, &visit_log, &site).await
    };
    let report = report.await;
    if let Some(engine) = engine {
        engine.stop().await;
    }
    drop(held);
    Ok(written(&report?))
}

async fn address(config: &Config, site: &SiteKey, given: Option<Url>) -> Result<Url, ImportError> {
    let records = super::records(config).await?;
    let sites = records.sites().await?;
    records.close().await;
    let known =
        sites.into_iter().find(|known| known.key == *site).ok_or_else(|| ImportError::Site(site.to_string()))?;
    let own = known.origins.iter().find_map(|origin| Url::parse(origin).ok());
    let anywhere = || Url::parse("https://site.invalid/").map_err(|_| ImportError::Site(site.to_string()));
    given.or(own).map_or_else(anywhere, Ok)
}

fn read(import: &Import<'_>, path: &Path) -> Result<Imported, ImportError> {
    let wrong = |why| ImportError::File { path: path.display().to_string(), why };
    let file = File::open(path).map_err(wrong)?;
    let bar = ProgressBar::new(file.metadata().map_err(wrong)?.len());
    if let Ok(style) = ProgressStyle::with_template("reading {bar:40} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    let imported = import.read(BufReader::new(file), |bytes| bar.inc(bytes)).map_err(wrong);
    bar.finish_and_clear();
    imported
}

async fn store(imported: Imported, visit_log: &VisitLog, site: &SiteKey) -> Result<Report, ImportError> {
    let bar = ProgressBar::new_spinner();
    let present =
        async |from, until| -> Result<HashSet<_>, VisitLogError> { visit_log.ids_between(site, from, until).await };
    let keep = async |entries: Vec<LogEntry>| {
        bar.inc(entries.len() as u64);
        bar.set_message(format!("{} stored", bar.position()));
        bar.tick();
        put(visit_log, &entries).await
    };
    let report = imported.store(present, keep).await?;
    bar.finish_and_clear();
    Ok(report)
}

/// Batches of an import have ids in the upper half, where the spool's never are.
async fn put(visit_log: &VisitLog, entries: &[LogEntry]) -> Result<(), VisitLogError> {
    for parcel in parcels(rand::random::<u64>() | (1 << 63), entries) {
        visit_log.write(&parcel).await?;
    }
    Ok(())
}

fn written(report: &Report) -> String {
    let sum = |counts: &std::collections::BTreeMap<&str, u64>| counts.values().sum::<u64>();
    let mut said = format!("{} lines\n", report.lines);
    let groups = [("refused", &report.refused), ("not pages", &report.not_pages), ("bots", &report.bots)];
    for (title, counts) in groups {
        // Writing into a string cannot fail.
        let _ = writeln!(said, "{:>8} {title}", sum(counts));
        for (reason, count) in counts {
            let _ = writeln!(said, "{count:>16} {reason}");
        }
    }
    let Report { page_views, visits, visitors, addresses, located, already_present, .. } = report;
    let _ = writeln!(said, "{page_views:>8} page views in {visits} visits of {visitors} visitors");
    let _ = writeln!(said, "{addresses:>8} addresses asked for pages, {located} of them have a place");
    let _ = writeln!(said, "{already_present:>8} were in the visit log already");
    said
}
