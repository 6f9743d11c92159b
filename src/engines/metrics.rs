//! What is counted about the service itself, in the text form Prometheus reads.

use std::fmt::Write as _;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// The label of [`Metrics::beacons`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Outcome {
    /// `kept`, or why it was dropped.
    pub outcome: &'static str,
}

/// The label of [`Metrics::invitations`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Ending {
    /// `sent`, or how it ended.
    pub ending: &'static str,
}

/// All counters and gauges.
#[expect(missing_docs, reason = "described where they are registered")]
pub struct Metrics {
    registry: Registry,
    pub beacons: Family<Outcome, Counter>,
    pub invitations: Family<Ending, Counter>,
    pub spool_depth: Gauge,
    pub spool_damaged: Gauge,
    pub live_rows: Gauge,
    pub doorways: Gauge,
    pub consoles: Gauge,
    pub news_missed: Counter,
    pub visitors_unsettled: Counter,
    pub given_up: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("parlour"),
            beacons: Family::default(),
            invitations: Family::default(),
            spool_depth: Gauge::default(),
            spool_damaged: Gauge::default(),
            live_rows: Gauge::default(),
            doorways: Gauge::default(),
            consoles: Gauge::default(),
            news_missed: Counter::default(),
            visitors_unsettled: Counter::default(),
            given_up: Counter::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let all = &mut self.registry;
        all.register("beacons", "Beacons by outcome", self.beacons.clone());
        all.register("invitations", "Invitations sent, and by ending", self.invitations.clone());
        all.register("spool_depth", "Entries on disk that are not in the visit log yet", self.spool_depth.clone());
        all.register(
            "spool_damaged",
            "Damaged entries passed over in the spool since the start",
            self.spool_damaged.clone(),
        );
        all.register("live_rows", "Rows of Who's On, bots included", self.live_rows.clone());
        all.register("doorways", "Visitors' open connections", self.doorways.clone());
        all.register("consoles", "Agents' open consoles", self.consoles.clone());
        all.register("news_missed", "News a slow subscriber missed", self.news_missed.clone());
        all.register(
            "visitors_unsettled",
            "Visitors whose history could not be looked up",
            self.visitors_unsettled.clone(),
        );
        all.register(
            "beacons_given_up",
            "Beacons that pages had to give up before delivering them",
            self.given_up.clone(),
        );
    }

    /// Counts one beacon.
    pub fn count_beacon(&self, outcome: &'static str) {
        self.beacons.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts one invitation that was sent, or ended.
    pub fn count_invitation(&self, ending: &'static str) {
        self.invitations.get_or_create(&Ending { ending }).inc();
    }

    /// Everything as text.
    pub fn print(&self) -> String {
        let mut out = String::new();
        if text::encode(&mut out, &self.registry).is_err() {
            // Writing to a string fails only when a metric's own formatting does.
            let _ = writeln!(out, "# some metrics could not be written");
        }
        out
    }
}
