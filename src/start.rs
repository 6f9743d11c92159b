//! Composition: opens the engines, starts the tasks, opens the door, and closes in order. The only file that knows them all.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::actions::expire_invitations::expire_invitations;
use crate::app::{App, Hands, Unsettled};
use crate::config::{Config, VisitLogPlace};
use crate::domain::presence::GONE_AFTER_DOORWAY;
use crate::domain::site::Site;
use crate::engines::bus::{Bus, UnknownBus};
use crate::engines::clickhouse::VisitLog;
use crate::engines::clickhouse::engine::{EmbeddedEngine, EngineProgram, NoLibrary, find_library};
use crate::engines::clock::Clock;
use crate::engines::documents::{DocumentError, Documents};
use crate::engines::geo::{Geo, GeoError, find_city_files};
use crate::engines::hooks::{Hooks, NoClient};
use crate::engines::mail::{MailSettingError, Mailer};
use crate::engines::records::{Records, RecordsError, Seeded};
use crate::engines::spool::{Spool, SpoolError, SpoolReader};
use crate::engines::tls::choose_tls;
use crate::live::Live;
use crate::tasks::deliver_hooks::deliver_hooks;
use crate::tasks::every;
use crate::tasks::invite_by_rules::invite_by_rules;
use crate::tasks::keep_visits_fresh::keep_visits_fresh;
use crate::tasks::note_happenings::note_happenings;
use crate::tasks::recover::{recover_records, recover_visits};
use crate::tasks::send_mails::send_mails;
use crate::tasks::send_reports::send_reports;
use crate::tasks::settle_visitors::settle_visitors;
use crate::tasks::sweep_presence::sweep_presence;
use crate::tasks::tend_desk::tend_desk;
use crate::tasks::write_visits::write_visits;
use crate::web::router::router;
use crate::web::server::serve;
use crate::web::spread_news::spread_news;
use crate::web::stop::Stop;
use crate::web::visitor::polls::Polls;

/// Open connections have this long to end when the service goes away.
const FAREWELL: Duration = Duration::from_secs(8);
/// New visits waiting for the records; beyond it names stay provisional.
const UNSETTLED: usize = 8_192;
/// A visit log that does not answer for so long at the start is left for later: the door opens all the same.
const RECOVERY: Duration = Duration::from_secs(20);

/// Why the service cannot start, in one line.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum StartError {
    #[error("the data folder {path}: {why}")]
    Data { path: String, why: std::io::Error },
    #[error("cannot listen on {address}: {why}")]
    Listen { address: SocketAddr, why: std::io::Error },
    #[error(transparent)]
    Library(#[from] NoLibrary),
    #[error("the program's own file cannot be found: {0}")]
    Program(std::io::Error),
    #[error("the records: {0}")]
    Records(#[from] RecordsError),
    #[error("the spool: {0}")]
    Spool(#[from] SpoolError),
    #[error(transparent)]
    Geo(#[from] GeoError),
    #[error(transparent)]
    Bus(#[from] UnknownBus),
    #[error("what was open before the restart: {0}")]
    Recovery(String),
    #[error(transparent)]
    Documents(#[from] DocumentError),
    #[error(transparent)]
    Mail(#[from] MailSettingError),
    #[error("webhooks cannot be called: {0}")]
    Hooks(#[from] NoClient),
}

/// What a start needs beside the settings.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The settings.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// The program whose `engine` command runs the embedded engine; `None`: this one.
    pub program: Option<PathBuf>,
}

/// The running service.
pub struct Running {
    /// Where it answers.
    pub address: SocketAddr,
    /// Its hands, for tests and for commands.
    pub app: App,
    /// The first administrator, when this was the first start.
    pub seeded: Option<Seeded>,
    stop: CancellationToken,
    tracker: TaskTracker,
    writer: JoinHandle<()>,
    settler: JoinHandle<()>,
    engine: Option<EmbeddedEngine>,
}

/// Starts the service on `listener`, or on the settings' address.
///
/// # Errors
/// One line that says what is wrong.
pub async fn start(setting: Setting, listener: Option<TcpListener>) -> Result<Running, StartError> {
    let Setting { config, clock, program } = setting;
    choose_tls();
    prepare_data(&config)?;
    let listener = match listener {
        Some(listener) => listener,
        None => listen(config.listen).await?,
    };
    let address = listener.local_addr().map_err(|why| StartError::Listen { address: config.listen, why })?;
    let (visit_log, engine) = open_visit_log(&config, program)?;
    let (spool, reader) = Spool::open(&config.data.join("spool"))?;
    let (unsettled, to_settle) = mpsc::channel(UNSETTLED);
    let app = compose(config, clock, visit_log, spool, unsettled).await?;
    let seeded = app.records.seed(&app.clock, &app.config.admin_email, app.config.admin_password.as_deref()).await?;
    if seeded.is_some() {
        app.records.add_site(&Site::demo()).await?;
    }
    let writer = tokio::spawn(write(app.clone(), reader));
    recover(&app).await?;
    let (stop, tracker) = (CancellationToken::new(), TaskTracker::new());
    let settler = tokio::spawn(settle_visitors(app.clone(), to_settle));
    open_door(&app, listener, &stop, &tracker);
    Ok(Running { address, app, seeded, stop, tracker, writer, settler, engine })
}

impl Running {
    /// Resolves never; the service runs until [`Running::stop`].
    pub fn stopping(&self) -> &CancellationToken {
        &self.stop
    }

    /// Goes away in order: no new connections, farewells, the spool to the disk, the engine last.
    pub async fn stop(self) {
        let Self { app, stop, tracker, writer, settler, engine, .. } = self;
        stop.cancel();
        tracker.close();
        if tokio::time::timeout(FAREWELL, tracker.wait()).await.is_err() {
            tracing::warn!("some connections did not end in time");
        }
        // The settler has nothing left to wait for, and what it would write can be written at the next visit.
        settler.abort();
        app.spool.close().await;
        if tokio::time::timeout(FAREWELL, writer).await.is_err() {
            tracing::info!("the rest of the spool goes into the visit log at the next start");
        }
        app.records.close().await;
        if let Some(engine) = engine {
            engine.stop().await;
        }
    }
}

fn prepare_data(config: &Config) -> Result<(), StartError> {
    let wrong = |why| StartError::Data { path: config.data.display().to_string(), why };
    std::fs::create_dir_all(&config.data).map_err(wrong)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|why| StartError::Listen { address, why })
}

/// The visit log the settings name, with the engine when it is embedded.
///
/// # Errors
/// The engine's library is missing.
pub fn open_visit_log(
    config: &Config,
    program: Option<PathBuf>,
) -> Result<(VisitLog, Option<EmbeddedEngine>), StartError> {
    match &config.visit_log {
        VisitLogPlace::Server(url) => Ok((VisitLog::connect(url), None)),
        VisitLogPlace::Embedded => {
            let library = find_library(config.engine_library.as_deref())?;
            let program = program.map_or_else(std::env::current_exe, Ok).map_err(StartError::Program)?;
            let engine = EmbeddedEngine::start(EngineProgram { program, data: config.data.join("visit_log"), library });
            Ok((VisitLog::embedded(&engine), Some(engine)))
        }
    }
}

async fn compose(
    config: Config,
    clock: Clock,
    visit_log: VisitLog,
    spool: Spool,
    unsettled: mpsc::Sender<Unsettled>,
) -> Result<App, StartError> {
    let records = Records::connect(&config.records).await?;
    Ok(App::from(Hands {
        bus: Bus::connect(&config.bus)?,
        geo: Arc::new(open_geo(&config)?),
        user_agents: Arc::default(),
        documents: Arc::new(Documents::read()?),
        mailer: Mailer::open(config.mail.as_deref(), &config.mail_from, config.data.join("mail"))?,
        hooks: Hooks::open()?,
        metrics: Arc::default(),
        live: Arc::new(Live::new(clock.now())),
        config: Arc::new(config),
        clock,
        records,
        visit_log,
        spool,
        unsettled,
    }))
}

/// The city files the settings name, or those of the installed package; without any the service runs, and knows no places.
///
/// # Errors
/// A file that is named cannot be read.
pub fn open_geo(config: &Config) -> Result<Geo, GeoError> {
    let files = if config.geo.is_empty() { find_city_files() } else { config.geo.clone() };
    if files.is_empty() {
        tracing::warn!(
            "no city database: visitors have no place on the map. `npm install` brings DB-IP's, PARLOUR_GEO names another"
        );
        return Ok(Geo::none());
    }
    Geo::open(&files)
}

/// Brings the visit log's tables to this version, as soon as it answers, and then writes the spool into it.
async fn write(app: App, reader: SpoolReader) {
    let mut wait = Duration::from_millis(100);
    app.visit_log.ready().await;
    while let Err(error) = app.visit_log.migrate().await {
        tracing::warn!(%error, "the visit log cannot be prepared yet; beacons wait in the spool");
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(10));
    }
    write_visits(reader, app.visit_log.clone(), app.config.data.join("spool").join("dead"), Arc::default()).await;
}

async fn recover(app: &App) -> Result<(), StartError> {
    recover_records(app).await.map_err(|problem| StartError::Recovery(problem.to_string()))?;
    let recovered = tokio::time::timeout(RECOVERY, async {
        wait_for_spool(app).await;
        recover_visits(app).await
    });
    match recovered.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "visits that were going on could not be read back; they begin anew"),
        Err(_) => tracing::warn!("the visit log does not answer yet; visits that were going on begin anew"),
    }
    Ok(())
}

/// What was accepted before the restart belongs to the visits that are read back.
async fn wait_for_spool(app: &App) {
    app.spool.flush();
    while app.spool.depth() > 0 || app.visit_log.migrate().await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn open_door(app: &App, listener: TcpListener, stop: &CancellationToken, tracker: &TaskTracker) {
    let polls = Polls::default();
    let router = router(app.clone(), Stop(stop.clone()), polls.clone());
    tracker.spawn(serve(listener, router, stop.clone(), tracker.clone()));
    tracker.spawn(spread_news(app.clone(), app.bus.subscribe(), stop.clone()));
    tracker.spawn(note_happenings(app.clone(), app.bus.subscribe(), stop.clone()));
    tracker.spawn(invite_by_rules(app.clone(), app.bus.subscribe(), stop.clone()));
    tracker.spawn(send_mails(app.clone(), stop.clone()));
    tracker.spawn(send_reports(app.clone(), stop.clone()));
    tracker.spawn(deliver_hooks(app.clone(), stop.clone()));
    tracker.spawn(keep_visits_fresh(app.clone(), stop.clone()));
    let started = app.clock.now();
    let (sweeping, expiring, stop) = (app.clone(), app.clone(), stop.clone());
    let stopped = stop.clone();
    tracker.spawn(async move {
        every(Duration::from_secs(1), &stopped, async || {
            polls.sweep(&sweeping);
            sweep_presence(&sweeping).await;
        })
        .await;
    });
    tracker.spawn(async move {
        every(Duration::from_millis(250), &stop, async || {
            let settled = expiring.clock.now().since(started) >= 2 * GONE_AFTER_DOORWAY;
            if let Err(error) = expire_invitations(&expiring, settled).await {
                tracing::warn!(%error, "invitations whose time is over wait for the next look");
            }
            tend_desk(&expiring).await;
        })
        .await;
    });
}
