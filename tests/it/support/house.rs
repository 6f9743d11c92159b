//! The service in a folder of its own, with the real engines and a clock that stands until it is moved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parlour::actions::manage_sites::{SiteDraft, add_site};
use parlour::config::{Config, Sources};
use parlour::domain::agent::Role;
use parlour::domain::ids::SiteKey;
use parlour::domain::moment::Moment;
use parlour::domain::presence::Presence;
use parlour::engines::clickhouse::Counts;
use parlour::engines::clock::Clock;
use parlour::start::{Running, Setting, start};
use parlour::tasks::sweep_presence::sweep_presence;
use tempfile::TempDir;

use super::{Agent, Visitor, eventually};

/// When the house opens.
pub(crate) const NOW: Moment = Moment(1_763_000_000_000);
/// Where the shop's pages come from.
pub(crate) const ORIGIN: &str = "https://shop.example";

/// A running service.
pub(crate) struct House {
    pub(crate) running: Running,
    pub(crate) clock: Clock,
    /// The key of the shop, whose pages come from [`ORIGIN`].
    pub(crate) site: SiteKey,
    /// E-mail and password of the administrator made at the first start.
    admin: (String, String),
    folder: Arc<TempDir>,
    /// Settings beside its own, as in the environment.
    more: Vec<(String, String)>,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::open_with(&[]).await
    }

    /// With more settings: keys as in the environment.
    pub(crate) async fn open_with(more: &[(&str, &str)]) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let clock = Clock::standing(NOW);
        let more: Vec<_> = more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let running = begin(folder.path(), &clock, &more).await;
        let seeded = running.seeded.as_ref().expect("the first start");
        let admin = (seeded.email.clone(), seeded.password.clone());
        let site = add_site(&running.app, None, shop()).await.expect("a site").key;
        Self { running, clock, site, admin, folder, more }
    }

    /// Stops the service and starts it again on the same folder, with the same clock and settings.
    pub(crate) async fn restart(self) -> Self {
        let Self { running, clock, site, admin, folder, more } = self;
        running.stop().await;
        let running = begin(folder.path(), &clock, &more).await;
        Self { running, clock, site, admin, folder, more }
    }

    pub(crate) async fn close(self) {
        self.running.stop().await;
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address)
    }

    /// A new agent, signed in.
    pub(crate) async fn agent(&self, name: &str) -> Agent {
        Agent::add(self, name).await
    }

    /// A new agent with this role, signed in.
    pub(crate) async fn agent_who_is(&self, name: &str, role: Role) -> Agent {
        Agent::add_as(self, name, role).await
    }

    /// The administrator, signed in.
    pub(crate) async fn admin(&self) -> Agent {
        Agent::sign_in(self, &self.admin.0, &self.admin.1).await
    }

    /// A new visitor of the shop, who has not been anywhere yet.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::new(self)
    }

    /// The visitor's row.
    pub(crate) fn row(&self, visitor: &Visitor) -> Option<Arc<Presence>> {
        self.running.app.live.whos_on.get(visitor.key)
    }

    /// Lets `ms` milliseconds pass, and whatever is due by then happen.
    pub(crate) async fn pass(&self, ms: i64) {
        self.clock.advance(ms);
        sweep_presence(&self.running.app).await;
    }

    /// What the visit log holds of the shop, once it holds what is asked.
    pub(crate) async fn logged(&self, enough: impl Fn(&Counts) -> bool) -> Counts {
        self.running.app.spool.flush();
        eventually("it is in the visit log", async || {
            let counts = self.running.app.visit_log.counts(&self.site).await.ok()?;
            enough(&counts).then_some(counts)
        })
        .await
    }

    /// One counter of `/metrics`: `parlour_beacons_total{outcome="kept"}`.
    pub(crate) async fn metric(&self, name: &str) -> u64 {
        let text = reqwest::get(self.url("/metrics")).await.expect("answered").text().await.expect("text");
        let found = text.lines().find_map(|line| line.strip_prefix(name));
        found.map_or(0, |value| value.trim().parse().expect("a number"))
    }
}

fn shop() -> SiteDraft {
    SiteDraft {
        name: "Harrow & Pine".into(),
        origins: vec![ORIGIN.into()],
        time_zone: "Europe/London".into(),
        style: None,
        settings: None,
    }
}

async fn begin(data: &Path, clock: &Clock, more: &[(String, String)]) -> Running {
    let own = [("PARLOUR_LISTEN", "127.0.0.1:0"), ("PARLOUR_DATA", data.to_str().expect("a path"))];
    let environment =
        own.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).chain(more.iter().cloned()).collect();
    let config = Config::read(&Sources { environment, ..Sources::default() }).expect("sound settings");
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_parlour")));
    start(Setting { config, clock: clock.clone(), program }, None).await.expect("started")
}
