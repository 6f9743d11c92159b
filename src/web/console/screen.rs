//! What one console looks at, and what it has been told of it: the window of Who's On, the density map, the panel.

use std::sync::Arc;

use crate::app::App;
use crate::domain::density::Density;
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::window::{LARGEST, Told, View, Window};
use crate::live::whos_on::Pane;

use super::{panel, places, row};

/// The map is told at most so often (milliseconds).
const PLACES_EVERY: i64 = 500;

/// One console's screen.
#[derive(Default)]
pub(super) struct Screen {
    table: Option<Table>,
    watches: u32,
    places: Option<Places>,
    panel: Option<Panel>,
}

struct Table {
    watch: u32,
    pane: Arc<Pane>,
    view: Arc<View>,
}

struct Places {
    site: Option<SiteKey>,
    told: Moment,
    version: u64,
}

struct Panel {
    key: VisitorKey,
    version: Option<u64>,
}

impl Screen {
    /// Looks at another window; the answer is its snapshot.
    pub(super) fn watch(&mut self, app: &App, mut window: Window, now: Moment) -> String {
        window.size = window.size.clamp(1, LARGEST);
        self.watches += 1;
        let pane = app.live.whos_on.pane(window);
        let (view, told) = pane.begin(&app.live.whos_on, now);
        self.table = Some(Table { watch: self.watches, pane, view });
        row::snapshot(self.watches, &told, now)
    }

    /// Holds the order still, or lets it go: then the fresh order is told at once, for it may be held again in the next frame.
    pub(super) fn hold(&mut self, app: &App, on: bool, now: Moment) -> Option<String> {
        let table = self.table.as_mut()?;
        Arc::make_mut(&mut table.view).hold(on, now);
        if on { None } else { table.tell(app, now) }
    }

    /// Looks at the density map of `site`, or away from it.
    pub(super) fn watch_places(&mut self, site: Option<SiteKey>, off: bool) {
        self.places = (!off).then_some(Places { site, told: Moment::default(), version: u64::MAX });
    }

    /// Opens the panel on a visitor, or closes it.
    pub(super) fn watch_visitor(&mut self, key: Option<VisitorKey>) {
        self.panel = key.map(|key| Panel { key, version: Some(u64::MAX) });
    }

    /// Whether anything is looked at.
    pub(super) const fn is_blank(&self) -> bool {
        self.table.is_none() && self.places.is_none() && self.panel.is_none()
    }

    /// Whether something will have to be told without any further change: a row that left goes, the map may be told again.
    pub(super) fn is_unsettled(&self, version: u64) -> bool {
        self.table.as_ref().is_some_and(|table| table.view.has_left_rows())
            || self.places.as_ref().is_some_and(|places| places.version != version)
    }

    /// What must be told at `now`, when the live table is at `version`. What was told too recently waits for the next call.
    pub(super) fn tell(&mut self, app: &App, version: u64, now: Moment) -> Vec<String> {
        let table = self.table.as_mut().and_then(|table| table.tell(app, now));
        let panel = self.panel.as_mut().and_then(|panel| panel.tell(app, now));
        let places = self.places.as_mut().and_then(|places| places.tell(app, version, now));
        [table, panel, places].into_iter().flatten().collect()
    }
}

impl Table {
    fn tell(&mut self, app: &App, now: Moment) -> Option<String> {
        let write = |told: &Told| row::changes(told, now).into();
        let changes = self.pane.go_on(&app.live.whos_on, &mut self.view, now, write)?;
        Some(row::numbered(self.watch, &changes))
    }
}

impl Places {
    fn tell(&mut self, app: &App, version: u64, now: Moment) -> Option<String> {
        if now.since(self.told) < PLACES_EVERY || self.version == version {
            return None;
        }
        (self.told, self.version) = (now, version);
        let density = Density::of(app.live.whos_on.everyone(self.site.as_ref()), now);
        Some(places::places(self.site.as_ref(), &density, now))
    }
}

impl Panel {
    fn tell(&mut self, app: &App, now: Moment) -> Option<String> {
        let here = app.live.whos_on.versioned(self.key);
        let version = here.as_ref().map(|(version, _)| *version);
        if version == self.version {
            return None;
        }
        self.version = version;
        let present = here.map(|(_, presence)| presence).or_else(|| app.live.whos_on.visit_of(self.key));
        Some(panel::visitor(self.key, present.as_ref(), version.is_some(), now))
    }
}
