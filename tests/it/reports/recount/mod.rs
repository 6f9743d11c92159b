//! Every figure of every report, as the question answers it and as one reckons it from the raw traffic.

mod reference;
mod traffic;

use std::sync::Arc;

use jiff::Timestamp;
use parlour::actions::know_filter::know_filter;
use parlour::actions::list_visits::Which;
use parlour::actions::manage_sites::{SiteDraft, add_site};
use parlour::actions::read_help::{Lots, read_help, read_help_funnel};
use parlour::actions::read_overview::{read_funnel, read_hours, read_overview, read_transitions};
use parlour::actions::read_report::read_report;
use parlour::domain::goal::{Funnel, Goal, Target, TargetKind};
use parlour::domain::ids::{AgentId, FunnelId, GoalId, InvitationId, SiteKey, VisitorKey};
use parlour::domain::interval::Interval;
use parlour::domain::invitation::{Invitation, State, Viewed};
use parlour::domain::log_entry::LogEntry;
use parlour::domain::moment::{HOUR, Moment};
use parlour::domain::period::Period;
use parlour::domain::report::{By, Report, Shown};
use parlour::domain::site::Site;
use parlour::domain::visit_filter::VisitFilter;
use parlour::engines::clickhouse::parcels;

use self::reference::{Figures, Reference, local};
use self::traffic::{Visit, bot, traffic};
use crate::support::House;

/// Summer time begins in London on 30 March and ends at Lord Howe (by half an hour) on 6 April; it ends in Berlin on 26 October and in New York
/// on 2 November.
const SPANS: [(&str, &str); 2] =
    [("2025-03-28T00:00:00Z", "2025-04-08T00:00:00Z"), ("2025-10-24T00:00:00Z", "2025-11-05T00:00:00Z")];
const PERIODS: [(&str, &str); 2] = [("2025-03-28", "2025-04-08"), ("2025-10-24", "2025-11-05")];
const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
/// Of each site; with some 4.4 page views each there are 200,000.
const VISITS: usize = 11_500;

struct Shop {
    site: Arc<Site>,
    visits: Vec<Visit>,
    goals: Vec<Goal>,
    open: Vec<Invitation>,
}

fn ms(text: &str) -> i64 {
    text.parse::<Timestamp>().expect("a moment").as_millisecond()
}

/// Written a table at a time, so that there are few parcels.
async fn write(house: &House, entries: &mut [LogEntry]) {
    entries.sort_by_key(kind);
    for (n, some) in entries.chunks(16_000).enumerate() {
        for parcel in parcels((n as u64 + 1) << 15, some) {
            house.running.app.visit_log.write(&parcel).await.expect("written");
        }
    }
}

fn kind(entry: &LogEntry) -> u8 {
    match entry {
        LogEntry::PageView(_) => 0,
        LogEntry::PageLeave(_) => 1,
        LogEntry::Event(_) => 2,
        LogEntry::Visit(_) => 3,
        LogEntry::Invitation(_) => 4,
        LogEntry::Chat(_) => 5,
        LogEntry::Assignment(_) => 6,
        LogEntry::Bot(_) => 7,
    }
}

impl Shop {
    async fn open(house: &House, zone: &str, agents: &[AgentId]) -> Self {
        let app = &house.running.app;
        let draft =
            SiteDraft { name: zone.into(), origins: vec![], time_zone: zone.into(), style: None, settings: None };
        let site = Arc::new(add_site(app, None, draft).await.expect("a site"));
        let spans = SPANS.map(|(from, to)| (ms(from), ms(to)));
        let visits = traffic(&site.key, zone, &spans, agents, VISITS);
        let goals = goals(house, &site.key).await;
        let open = open_invitations(house, &site.key, &visits, agents).await;
        Self { site, visits, goals, open }
    }

    fn entries(&self) -> impl Iterator<Item = LogEntry> {
        let bots = SPANS.iter().flat_map(|(from, _)| (0..500).map(|n| bot(&self.site.key, ms(from) + n * HOUR / 2)));
        self.visits.iter().flat_map(Visit::entries).chain(bots)
    }

    async fn which(&self, house: &House, from: &str, to: &str, filter: &[&str]) -> Which {
        let period = Period::read(Some(from), Some(to), &self.site.time_zone, Moment(0)).expect("a period");
        let filter = VisitFilter::parse(filter.iter().copied()).expect("a filter");
        let filter = know_filter(&house.running.app, &self.site, filter).await.expect("known");
        Which { site: self.site.clone(), period, filter }
    }

    fn reference<'a>(&'a self, period: &'a Period, passes: Passes) -> Reference<'a> {
        Reference { visits: &self.visits, period, passes, goals: &self.goals, open: &self.open }
    }
}

type Passes = fn(&Reference<'_>, &Visit) -> bool;

fn everybody(_: &Reference<'_>, _: &Visit) -> bool {
    true
}

/// Filters, and what they mean.
const FILTERS: [(&[&str], Passes); 3] = [
    (&["country:is:DE|FR", "device:is_not:phone"], |_, visit| {
        matches!(visit.entry.place.country.as_str(), "DE" | "FR") && visit.entry.device.kind.word() != "phone"
    }),
    (&["new:is:no", "weekday:at_least:6"], |reference, visit| {
        let began = local(visit.entry.started.0, &reference.period.zone);
        visit.entry.number > 1 && began.weekday().to_monday_one_offset() >= 6
    }),
    (&["page:is:/basket", "simulated:is:no"], |_, visit| {
        visit.views.iter().any(|view| view.path == "/basket") && !visit.entry.simulated
    }),
];

async fn goals(house: &House, site: &SiteKey) -> Vec<Goal> {
    let goal = |name: &str, kind, pattern: &str, value| Goal {
        id: GoalId(house.clock.id()),
        site: site.clone(),
        name: name.into(),
        target: Target { kind, pattern: pattern.into() },
        value,
        made: Moment(0),
    };
    let goals = vec![
        goal("Far lamps", TargetKind::Page, "/lamps/2*", None),
        goal("Nothing", TargetKind::Event, "nothing", Some(7.0)),
        goal("Ordered", TargetKind::Page, "/order/*", Some(49.5)),
        goal("Told", TargetKind::Event, "ordered", None),
    ];
    for goal in &goals {
        house.running.app.records.add_goal(goal).await.expect("a goal");
    }
    goals
}

/// Invitations that have not ended, which only the records know.
async fn open_invitations(house: &House, site: &SiteKey, visits: &[Visit], agents: &[AgentId]) -> Vec<Invitation> {
    let mut open = Vec::new();
    let states = [State::Sent, State::Delivered, State::Viewed];
    for (n, visit) in visits.iter().filter(|visit| visit.entry.number == 1).step_by(900).take(12).enumerate() {
        let sent = visit.entry.started.plus(1_000);
        let one = Invitation {
            id: InvitationId(house.clock.id()),
            site: site.clone(),
            visitor: VisitorKey::from_log_id(visit.entry.visitor),
            visitor_name: "Linnet 482".into(),
            visit: visit.entry.visit,
            agent: agents[n % agents.len()],
            agent_name: "Ada".into(),
            group: None,
            rule: None,
            variant: None,
            template: None,
            text: "Good evening".into(),
            url: "https://shop.example/it's?x=%5C".into(),
            state: states[n % 3],
            sent,
            delivered: None,
            viewed: (n % 3 == 2).then(|| Viewed { wall: house.clock.now(), steady: house.clock.steady() }),
            ended: None,
            chat: None,
        };
        house.running.app.records.add_invitation(&one).await.expect("stored");
        open.push(one);
    }
    open
}

fn alike(found: &Figures, expected: &Figures) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= 1e-9 * one.abs().max(1.0);
    found.len() == expected.len()
        && found.iter().zip(expected).all(|pair| match pair {
            (Some(found), Some(expected)) => near(*found, *expected),
            (None, None) => true,
            _ => false,
        })
}

/// Every table of a period.
async fn tables(house: &House, shop: &Shop, which: &Which, passes: Passes, reports: &[Report]) -> usize {
    let reference = shop.reference(&which.period, passes);
    let mut figures = 0;
    for report in reports {
        let shown = Shown { limit: None, ..Shown::default() };
        let table = read_report(&house.running.app, which, *report, false, &shown).await.expect("read");
        let (mut rows, totals) = reference.report(*report);
        let what = format!(
            "{report:?} of {} from {} to {}, {:?}",
            shop.site.name,
            which.period.from,
            which.period.to,
            which.filter.filter.said()
        );
        assert!(alike(&table.totals, &totals), "{what}: {:?} and not {totals:?}", table.totals);
        for (row, _) in table.rows {
            let expected = rows.remove(&row.key).unwrap_or_else(|| panic!("{what}: nobody expects {row:?}"));
            assert!(alike(&row.figures, &expected), "{what}, {:?}: {:?} and not {expected:?}", row.key, row.figures);
            figures += expected.len();
        }
        assert!(rows.is_empty(), "{what}: {rows:?} are missing");
        figures += totals.len();
    }
    figures
}

async fn pieces(house: &House, shop: &Shop, which: &Which, passes: Passes, interval: Interval) {
    let found = read_overview(&house.running.app, which, Some(interval), true).await.expect("read");
    let whole = shop.reference(&which.period, passes).overview();
    assert!(alike(&found.now.whole, &whole), "{:?} and not {whole:?}", found.now.whole);
    let before = shop.reference(found.before.as_ref().expect("a period"), passes).overview();
    let was = found.was.expect("compared").whole;
    assert!(alike(&was, &before), "before: {was:?} and not {before:?}");
    let ends = found.starts.iter().skip(1).copied().chain([which.period.end]);
    for ((start, end), figures) in found.starts.iter().zip(ends).zip(&found.now.pieces) {
        let piece = Period { start: *start, end, ..which.period.clone() };
        let expected = shop.reference(&piece, passes).overview();
        assert!(alike(figures, &expected), "{interval:?} from {start:?}: {figures:?} and not {expected:?}");
    }
}

async fn week(house: &House, shop: &Shop, which: &Which, passes: Passes) {
    let cells = read_hours(&house.running.app, which).await.expect("read");
    let found: std::collections::BTreeMap<_, _> =
        cells.iter().map(|cell| ((cell.weekday, cell.hour), (cell.visits, cell.chats))).collect();
    assert_eq!(found, shop.reference(&which.period, passes).hours());
}

async fn ways(house: &House, shop: &Shop, which: &Which, passes: Passes, page: &str) {
    let found = read_transitions(&house.running.app, which, page).await.expect("read");
    let [mut from, mut to] = shop.reference(&which.period, passes).transitions(page);
    assert_eq!(found.views, from.values().sum::<u64>());
    assert_eq!((found.entries, found.exits), (from.remove("").unwrap_or(0), to.remove("").unwrap_or(0)));
    for (steps, expected) in [(&found.from, from), (&found.to, to)] {
        assert_eq!(
            steps.iter().map(|step| (step.path.clone(), step.views)).collect::<std::collections::BTreeMap<_, _>>(),
            expected
        );
        assert!(steps.is_sorted_by(|one, other| one.views >= other.views));
    }
}

async fn funnels(house: &House, shop: &Shop, which: &Which, passes: Passes) {
    let page = |pattern: &str| Target { kind: TargetKind::Page, pattern: pattern.into() };
    let told = |pattern: &str| Target { kind: TargetKind::Event, pattern: pattern.into() };
    let ways =
        [vec![page("/"), page("/basket"), told("basket"), page("/order/*")], vec![page("/lamps/*"), told("ordered")]];
    for (n, steps) in ways.into_iter().enumerate() {
        let id = FunnelId(house.clock.id());
        let within = [1_440, 3][n];
        let name = format!("Funnel {id}");
        let funnel = Funnel { id, site: shop.site.key.clone(), name, within, steps: steps.clone(), made: Moment(0) };
        house.running.app.records.add_funnel(&funnel).await.expect("a funnel");
        let (_, found) = read_funnel(&house.running.app, which, id).await.expect("read");
        let expected = shop.reference(&which.period, passes).funnel(&steps, i64::from(within) * 60_000);
        assert_eq!(found, expected, "{steps:?}");
        assert!(found.is_sorted_by(|one, other| one >= other) && found[0] > 0);
    }
}

async fn helps(house: &House, shop: &Shop, which: &Which, passes: Passes) {
    let goal = &shop.goals[2];
    let help = read_help(&house.running.app, which, Lots::Manual, Some(goal.id)).await.expect("read");
    let arms = shop.reference(&which.period, passes).help(None, goal, 7);
    for (side, arm) in [(help.answer.invited, "invited"), (help.answer.held_out, "held_out")] {
        let (visitors, reached, sum) = arms[arm];
        assert_eq!((side.rate.visitors, side.rate.reached), (visitors, reached), "{arm}");
        assert!((side.value.sum - sum).abs() < 1e-6, "{arm}: {} and not {sum}", side.value.sum);
    }
    let reference = shop.reference(&which.period, passes);
    let funnel = read_help_funnel(&house.running.app, which, None).await.expect("read");
    let expected = reference.report(Report::Invitations(By::Rule)).1;
    assert!(alike(&funnel, &expected), "{funnel:?} and not {expected:?}");
    let sent = funnel[2].expect("a count");
    let endings: f64 = funnel[5..12].iter().map(|count| count.expect("a count")).sum();
    assert!(
        sent > 0.0 && (sent - endings).abs() < 0.5,
        "sent is the sum of its endings and of what is open: {sent} {endings}"
    );
}

fn all_reports() -> Vec<Report> {
    let invitations = By::ALL.into_iter().map(Report::Invitations);
    Report::ALL.into_iter().filter(|report| !matches!(report, Report::Invitations(_))).chain(invitations).collect()
}

/// Each day of both spans, at one shop after the other.
async fn day_by_day(house: &House, shops: &[Shop], reports: &[Report]) -> usize {
    let mut figures = 0;
    for (n, (from, to)) in PERIODS.into_iter().enumerate() {
        let starts = Interval::Day.starts(&shops[0].which(house, from, to, &[]).await.period).1;
        for (start, shop) in starts.iter().zip(shops.iter().cycle().skip(n)) {
            let day = local(start.0, &shops[0].site.time_zone).date().to_string();
            let which = shop.which(house, &day, &day, &[]).await;
            let by = Report::Invitations(By::ALL[figures % By::ALL.len()]);
            let reports: Vec<_> =
                reports.iter().copied().filter(|one| !matches!(one, Report::Invitations(_))).chain([by]).collect();
            figures += tables(house, shop, &which, everybody, &reports).await;
        }
    }
    for (shop, day) in shops.iter().zip(["2025-10-26", "2025-11-02", "2025-10-26", "2025-04-06"]) {
        pieces(house, shop, &shop.which(house, day, day, &[]).await, everybody, Interval::Hour).await;
    }
    figures
}

#[tokio::test]
async fn every_figure_is_what_the_raw_traffic_says() {
    let house = House::open().await;
    let mut agents = Vec::new();
    for name in ["Ada", "Ben", "Cara"] {
        agents.push(house.agent(name).await.id().parse().expect("an id"));
    }
    let mut shops = Vec::new();
    for zone in ZONES {
        shops.push(Shop::open(&house, zone, &agents).await);
    }
    let mut entries: Vec<_> = shops.iter().flat_map(Shop::entries).collect();
    let views = entries.iter().filter(|entry| matches!(entry, LogEntry::PageView(_))).count();
    assert!(views >= 200_000, "{views}");
    write(&house, &mut entries).await;
    drop(entries);
    let reports = all_reports();
    let mut figures = 0;
    for shop in &shops {
        for (from, to) in PERIODS {
            let which = shop.which(&house, from, to, &[]).await;
            figures += tables(&house, shop, &which, everybody, &reports).await;
            pieces(&house, shop, &which, everybody, Interval::Day).await;
            week(&house, shop, &which, everybody).await;
            ways(&house, shop, &which, everybody, "/basket").await;
            funnels(&house, shop, &which, everybody).await;
            helps(&house, shop, &which, everybody).await;
        }
    }
    for (shop, (filter, passes)) in shops.iter().cycle().zip(FILTERS) {
        let which = shop.which(&house, PERIODS[1].0, PERIODS[1].1, filter).await;
        figures += tables(&house, shop, &which, passes, &reports).await;
        pieces(&house, shop, &which, passes, Interval::Week).await;
        week(&house, shop, &which, passes).await;
        ways(&house, shop, &which, passes, "/").await;
        funnels(&house, shop, &which, passes).await;
        helps(&house, shop, &which, passes).await;
    }
    figures += day_by_day(&house, &shops, &reports).await;
    assert!(figures > 50_000, "{figures}");
    house.close().await;
}
