//! Every report reckoned from the raw traffic, slowly and plainly.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use parlour::domain::goal::{Goal, Target, TargetKind};
use parlour::domain::interval::Interval;
use parlour::domain::invitation::Invitation;
use parlour::domain::log_entry::{AssignmentEntry, ChatEntry, InvitationEntry};
use parlour::domain::moment::{DAY, Moment};
use parlour::domain::origin::channel;
use parlour::domain::period::Period;
use parlour::domain::report::{By, Report};
use url::Url;

use super::traffic::{View, Visit};

pub(super) type Figures = Vec<Option<f64>>;
type Rows = BTreeMap<Vec<String>, Figures>;

/// What is asked, and all there is.
pub(super) struct Reference<'a> {
    pub(super) visits: &'a [Visit],
    pub(super) period: &'a Period,
    pub(super) passes: fn(&Reference<'_>, &Visit) -> bool,
    pub(super) goals: &'a [Goal],
    pub(super) open: &'a [Invitation],
}

#[expect(clippy::unnecessary_wraps, reason = "a figure, as the others")]
fn n(count: usize) -> Option<f64> {
    Some(f64::from(u32::try_from(count).expect("few")))
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    if whole == 0 { None } else { Some(n(part)? / n(whole)?) }
}

fn median(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.get(values.len() / 2)?;
    Some(f64::from(i32::try_from(*middle).expect("short")))
}

fn mean(values: &[u8]) -> Option<f64> {
    ratio(values.iter().map(|value| usize::from(*value)).sum(), values.len())
}

fn distinct(values: impl Iterator<Item = u64>) -> Option<f64> {
    n(values.collect::<HashSet<_>>().len())
}

fn path(url: &str) -> String {
    Url::parse(url).expect("an address").path().to_owned()
}

fn entry_page(visit: &Visit) -> &str {
    &visit.views[0].path
}

fn exit_page(visit: &Visit) -> &str {
    &visit.views[visit.views.len() - 1].path
}

fn key(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

pub(super) fn local(at: i64, zone: &str) -> Zoned {
    let zone = TimeZone::get(zone).expect("a zone");
    Timestamp::from_millisecond(at).expect("a moment").to_zoned(zone)
}

pub(super) fn fits(target: &Target, view: &View) -> bool {
    let Some((before, after)) = target.pattern.split_once('*') else { return view.path == target.pattern };
    view.path.starts_with(before) && view.path[before.len()..].ends_with(after)
}

impl<'a> Reference<'a> {
    fn in_period(&self, at: i64) -> bool {
        at >= self.period.start.0 && at < self.period.end.0
    }

    /// Visits that pass, whenever they began.
    fn passing(&self) -> impl Iterator<Item = &'a Visit> {
        self.visits.iter().filter(|visit| (self.passes)(self, visit))
    }

    fn begun(&self) -> Vec<&'a Visit> {
        self.passing().filter(|visit| self.in_period(visit.entry.started.0)).collect()
    }

    fn chats(&self) -> Vec<(&'a Visit, &'a ChatEntry)> {
        let chats = self.passing().filter_map(|visit| visit.chat.as_ref().map(|chat| (visit, chat)));
        chats.filter(|(_, chat)| self.in_period(chat.asked.0)).collect()
    }

    fn invitations(&self) -> Vec<(&'a Visit, &'a InvitationEntry)> {
        let sent = self.passing().filter_map(|visit| visit.invitation.as_ref().map(|one| (visit, one)));
        sent.filter(|(_, one)| self.in_period(one.sent.0)).collect()
    }

    fn open_ones(&self) -> Vec<(&'a Visit, &'a Invitation)> {
        let mut found = Vec::new();
        for one in self.open {
            for visit in self.passing() {
                if visit.entry.visit == one.visit && self.in_period(one.sent.0) {
                    found.push((visit, one));
                }
            }
        }
        found
    }

    fn moments(goal: &Goal, visit: &Visit) -> Vec<(i64, f64)> {
        let value = |told: f64| goal.value.unwrap_or(told);
        match goal.target.kind {
            TargetKind::Page => {
                let seen = visit.views.iter().filter(|view| fits(&goal.target, view));
                seen.map(|view| (view.at, value(0.0))).collect()
            }
            TargetKind::Event => {
                let told = visit.events.iter().filter(|(_, name, _)| *name == goal.target.pattern);
                told.map(|(at, _, worth)| (*at, value(*worth))).collect()
            }
        }
    }

    fn reached(&self, visit: &Visit) -> usize {
        self.goals.iter().filter(|goal| !Self::moments(goal, visit).is_empty()).count()
    }

    /// A report's rows, and what they are together.
    pub(super) fn report(&self, report: Report) -> (Rows, Figures) {
        match report {
            Report::Pages => self.pages(),
            Report::Events => self.events(),
            Report::Goals => self.of_goals(),
            Report::Agents => self.agents(),
            Report::Chats => self.chats_by(false),
            Report::ChatsByHour => self.chats_by(true),
            Report::Invitations(by) => self.invitations_by(by),
            _ => self.visits_by(report),
        }
    }

    fn key_of(report: Report, visit: &Visit) -> Vec<String> {
        let e = &visit.entry;
        match report {
            Report::EntryPages => key(&[entry_page(visit)]),
            Report::ExitPages => key(&[exit_page(visit)]),
            Report::Referrers => key(&[&e.referrer.domain]),
            Report::Channels => key(&[channel(&e.referrer, &e.campaign).word()]),
            Report::Sources => key(&[&e.campaign.source]),
            Report::Mediums => key(&[&e.campaign.medium]),
            Report::Campaigns => key(&[&e.campaign.campaign]),
            Report::Countries => key(&[&e.place.country]),
            Report::Regions => key(&[&e.place.region, &e.place.country]),
            Report::Cities => key(&[&e.place.city, &e.place.region, &e.place.country]),
            Report::Browsers => key(&[&e.device.browser]),
            Report::Systems => key(&[&e.device.system]),
            Report::Devices => key(&[e.device.kind.word()]),
            Report::Languages => key(&[&e.language]),
            Report::NewReturning => key(&[if e.number == 1 { "new" } else { "returning" }]),
            other => panic!("{other:?} has no visits' key"),
        }
    }

    fn visits_by(&self, report: Report) -> (Rows, Figures) {
        let mut groups: BTreeMap<Vec<String>, (Vec<&Visit>, usize)> = BTreeMap::new();
        for visit in self.begun() {
            groups.entry(Self::key_of(report, visit)).or_default().0.push(visit);
        }
        for (visit, _) in self.chats() {
            groups.entry(Self::key_of(report, visit)).or_default().1 += 1;
        }
        let all = self.visits_figures(report, &self.begun(), self.chats().len());
        (
            groups
                .into_iter()
                .map(|(key, (visits, chats))| (key, self.visits_figures(report, &visits, chats)))
                .collect(),
            all,
        )
    }

    fn visits_figures(&self, report: Report, visits: &[&Visit], chats: usize) -> Figures {
        let all = [
            n(visits.len()),
            distinct(visits.iter().map(|visit| visit.entry.visitor)),
            ratio(visits.iter().map(|visit| visit.entry.pages as usize).sum(), visits.len()),
            median(visits.iter().map(|visit| visit.entry.ended.since(visit.entry.started)).collect()),
            ratio(visits.iter().filter(|visit| visit.entry.pages == 1).count(), visits.len()),
            n(chats),
            n(visits.iter().map(|visit| self.reached(visit)).sum()),
        ];
        match report {
            Report::EntryPages | Report::ExitPages => [0, 1, 2, 4].map(|n| all[n]).to_vec(),
            Report::Countries
            | Report::Regions
            | Report::Cities
            | Report::Browsers
            | Report::Systems
            | Report::Devices
            | Report::Languages => [0, 1, 2, 4, 5, 6].map(|n| all[n]).to_vec(),
            _ => all.to_vec(),
        }
    }

    fn pages(&self) -> (Rows, Figures) {
        let mut paths = HashSet::new();
        let mut seen: Vec<(&Visit, &View)> = Vec::new();
        for visit in self.passing() {
            seen.extend(visit.views.iter().filter(|view| self.in_period(view.at)).map(|view| (visit, view)));
        }
        paths.extend(seen.iter().map(|(_, view)| view.path.clone()));
        let (begun, chats) = (self.begun(), self.chats());
        for visit in &begun {
            paths.extend([entry_page(visit).to_owned(), exit_page(visit).to_owned()]);
        }
        let rows = paths.into_iter().map(|path| {
            let its: Vec<_> = seen.iter().filter(|(_, view)| view.path == path).copied().collect();
            let figures = Self::page_figures(&its, &begun, &chats, Some(&path));
            (vec![path], figures)
        });
        (rows.collect(), Self::page_figures(&seen, &begun, &chats, None))
    }

    fn page_figures(
        seen: &[(&Visit, &View)],
        begun: &[&Visit],
        chats: &[(&Visit, &ChatEntry)],
        page: Option<&str>,
    ) -> Figures {
        let is = |path: &str| page.is_none_or(|page| path == page);
        let entries: Vec<_> = begun.iter().filter(|visit| is(entry_page(visit))).collect();
        let exits = begun.iter().filter(|visit| is(exit_page(visit))).count();
        let visits: HashSet<_> = seen.iter().map(|(visit, _)| visit.entry.visit).collect();
        let chats = chats.iter().filter(|(visit, _)| visits.contains(&visit.entry.visit)).count();
        vec![
            n(seen.len()),
            n(visits.len()),
            distinct(seen.iter().map(|(visit, _)| visit.entry.visitor)),
            median(seen.iter().filter_map(|(_, view)| view.visible.map(i64::from)).collect()),
            n(entries.len()),
            n(exits),
            ratio(entries.iter().filter(|visit| visit.entry.pages == 1).count(), entries.len()),
            n(chats),
        ]
    }

    fn events(&self) -> (Rows, Figures) {
        let mut groups: BTreeMap<Vec<String>, Vec<(&Visit, f64)>> = BTreeMap::new();
        let mut all = Vec::new();
        for visit in self.passing() {
            for (_, name, value) in visit.events.iter().filter(|(at, _, _)| self.in_period(*at)) {
                groups.entry(key(&[name])).or_default().push((visit, *value));
                all.push((visit, *value));
            }
        }
        let figures = |told: &[(&Visit, f64)]| {
            vec![
                n(told.len()),
                n(told.iter().map(|(visit, _)| visit.entry.visit).collect::<HashSet<_>>().len()),
                distinct(told.iter().map(|(visit, _)| visit.entry.visitor)),
                Some(told.iter().map(|(_, value)| value).sum()),
            ]
        };
        (groups.iter().map(|(key, told)| (key.clone(), figures(told))).collect(), figures(&all))
    }

    fn of_goals(&self) -> (Rows, Figures) {
        let visits = self.begun();
        let figures = |goals: &[&Goal]| {
            let worth = |goal: &Goal, visit: &Visit| Self::moments(goal, visit).first().map(|(_, worth)| *worth);
            let each =
                || goals.iter().flat_map(|goal| visits.iter().filter_map(|visit| Some((visit, worth(goal, visit)?))));
            let reached: HashSet<_> = each().map(|(visit, _)| visit.entry.visit).collect();
            vec![
                n(visits.len()),
                distinct(each().map(|(visit, _)| visit.entry.visitor)),
                n(each().count()),
                ratio(reached.len(), visits.len()),
                Some(each().map(|(_, worth)| worth).sum()),
            ]
        };
        let rows = self.goals.iter().map(|goal| (vec![goal.id.to_string()], figures(&[goal])));
        (rows.collect(), figures(&self.goals.iter().collect::<Vec<_>>()))
    }

    fn agents(&self) -> (Rows, Figures) {
        let mut agents = HashSet::new();
        let (sent, open, chats) = (self.invitations(), self.open_ones(), self.chats());
        agents.extend(sent.iter().map(|(_, one)| one.agent));
        agents.extend(open.iter().map(|(_, one)| one.agent));
        agents.extend(chats.iter().filter_map(|(_, chat)| chat.agent));
        let figures = |agent: Option<_>| {
            let sent: Vec<_> = sent.iter().filter(|(_, one)| agent.is_none_or(|agent| one.agent == agent)).collect();
            let open: Vec<_> = open.iter().filter(|(_, one)| agent.is_none_or(|agent| one.agent == agent)).collect();
            let is_his = |chat: &ChatEntry| chat.agent.is_some() && agent.is_none_or(|agent| chat.agent == Some(agent));
            let chats: Vec<_> = chats.iter().map(|(_, chat)| *chat).filter(|chat| is_his(chat)).collect();
            let accepted = sent.iter().filter(|(_, one)| one.ending == "accepted").count();
            let viewed = sent.iter().filter(|(_, one)| seen(one)).count();
            let viewed = viewed + open.iter().filter(|(_, one)| one.state.word() == "viewed").count();
            let ratings: Vec<_> = chats.iter().filter_map(|chat| chat.rating).collect();
            let mut figures = vec![n(sent.len() + open.len()), n(accepted), ratio(accepted, viewed), n(chats.len())];
            figures.extend([first_response(&chats), handling(&chats), mean(&ratings), n(ratings.len())]);
            figures
        };
        let rows = agents.into_iter().map(|agent| (vec![agent.to_string()], figures(Some(agent))));
        (rows.collect(), figures(None))
    }

    fn chats_by(&self, hour: bool) -> (Rows, Figures) {
        let starts = Interval::Day.starts(self.period).1;
        let pieces = if hour { 24 } else { starts.len() };
        let piece = |chat: &ChatEntry| {
            if hour {
                usize::try_from(local(chat.asked.0, &self.period.zone).hour()).expect("an hour")
            } else {
                starts.iter().filter(|start| **start <= chat.asked).count() - 1
            }
        };
        let figures = |chats: &[&ChatEntry]| {
            let so = |outcome: &str| n(chats.iter().filter(|chat| chat.outcome == outcome).count());
            let ratings: Vec<_> = chats.iter().filter_map(|chat| chat.rating).collect();
            let invited = chats.iter().filter(|chat| chat.invitation.is_some()).count();
            let mut figures = vec![n(chats.len()), so("answered"), so("missed"), so("abandoned")];
            if !hour {
                figures.extend([n(invited), first_response(chats), handling(chats), mean(&ratings)]);
            }
            figures
        };
        let all: Vec<_> = self.chats().into_iter().map(|(_, chat)| chat).collect();
        let rows = (0..pieces).map(|n| {
            let its: Vec<_> = all.iter().filter(|chat| piece(chat) == n).copied().collect();
            (vec![n.to_string()], figures(&its))
        });
        (rows.collect(), figures(&all))
    }

    /// The first lot of each visitor under each rule, when it fell in the period.
    pub(super) fn lots(&self) -> Vec<(&'a Visit, &'a AssignmentEntry)> {
        let mut first: HashMap<_, (&Visit, &AssignmentEntry)> = HashMap::new();
        for visit in self.visits {
            for lot in &visit.lots {
                let known = first.entry((lot.rule, lot.visitor)).or_insert((visit, lot));
                if lot.at < known.1.at {
                    *known = (visit, lot);
                }
            }
        }
        let lots = first.into_values().filter(|(visit, lot)| self.in_period(lot.at.0) && (self.passes)(self, visit));
        lots.collect()
    }

    fn invitations_by(&self, by: By) -> (Rows, Figures) {
        let mut rows: BTreeMap<Vec<String>, [usize; 14]> = BTreeMap::new();
        let mut all = [0; 14];
        let mut add = |key: Vec<String>, counts: [usize; 14]| {
            let row = rows.entry(key).or_insert([0; 14]);
            (0..14).for_each(|n| row[n] += counts[n]);
            (0..14).for_each(|n| all[n] += counts[n]);
        };
        let hour = |at: Moment| local(at.0, &self.period.zone).hour().to_string();
        let id = |id: Option<String>| id.unwrap_or_default();
        for (visit, one) in self.invitations() {
            let rule = id(one.rule.map(|id| id.to_string()));
            let key = match by {
                By::Rule => vec![rule],
                By::Variant => vec![rule, one.variant.clone().unwrap_or_default()],
                By::Template => vec![id(one.template.map(|id| id.to_string()))],
                By::Agent => vec![one.agent.to_string()],
                By::Page => vec![path(&one.url)],
                By::Country => vec![visit.entry.place.country.clone()],
                By::Hour => vec![hour(one.sent)],
            };
            add(key, self.of_ending(visit, one));
        }
        for (visit, one) in self.open_ones() {
            let key = match by {
                By::Rule | By::Template => vec![String::new()],
                By::Variant => vec![String::new(), String::new()],
                By::Agent => vec![one.agent.to_string()],
                By::Page => vec![path(&one.url)],
                By::Country => vec![visit.entry.place.country.clone()],
                By::Hour => vec![hour(one.sent)],
            };
            let state = one.state.word();
            let (came, seen) = (usize::from(state != "sent"), usize::from(state == "viewed"));
            add(key, [0, 0, 1, came, seen, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
        }
        let lots = if matches!(by, By::Agent | By::Template) { Vec::new() } else { self.lots() };
        for (visit, lot) in lots {
            let rule = id(lot.rule.map(|id| id.to_string()));
            let key = match by {
                By::Rule => vec![rule],
                By::Variant => vec![rule, lot.arm.clone()],
                By::Page => vec![path(&lot.url)],
                By::Country => vec![visit.entry.place.country.clone()],
                _ => vec![hour(lot.at)],
            };
            let mut counts = [0; 14];
            (counts[0], counts[1]) = (1, usize::from(lot.arm != "held_out"));
            add(key, counts);
        }
        if by == By::Hour {
            (0..24).for_each(|hour| _ = rows.entry(vec![hour.to_string()]).or_insert([0; 14]));
        }
        let unknown = matches!(by, By::Agent | By::Template);
        let figures = |counts: [usize; 14]| {
            counts.into_iter().enumerate().map(|(at, count)| if unknown && at < 2 { None } else { n(count) }).collect()
        };
        (rows.into_iter().map(|(key, counts)| (key, figures(counts))).collect(), figures(all))
    }

    fn of_ending(&self, visit: &Visit, one: &InvitationEntry) -> [usize; 14] {
        let is = |ending: &str| usize::from(one.ending == ending);
        let replied = |chat: &ChatEntry| Some(chat.chat) == one.chat && chat.first_reply.is_some();
        let answered = one.ending == "accepted" && visit.chat.as_ref().is_some_and(replied);
        let after = |goal: &Goal| Self::moments(goal, visit).iter().any(|(at, _)| *at >= one.sent.0);
        let reached = answered && self.goals.iter().any(after);
        let came = one.delivered.is_some() || seen(one);
        let mut counts =
            [0, 0, 1, usize::from(came), usize::from(seen(one)), is("accepted"), is("declined"), 0, 0, 0, 0, 0, 0, 0];
        for (at, ending) in ["expired", "undelivered", "withdrawn", "superseded"].into_iter().enumerate() {
            counts[7 + at] = is(ending);
        }
        (counts[12], counts[13]) = (usize::from(answered), usize::from(reached));
        counts
    }

    /// The overview of one piece of the period.
    pub(super) fn overview(&self) -> Figures {
        let visits = self.begun();
        let figures = self.visits_figures(Report::Referrers, &visits, 0);
        let views = self.passing().flat_map(|visit| &visit.views).filter(|view| self.in_period(view.at)).count();
        let sent = self.invitations();
        let accepted = sent.iter().filter(|(_, one)| one.ending == "accepted").count();
        let viewed = sent.iter().filter(|(_, one)| seen(one)).count();
        let mut found = vec![figures[1], figures[0], n(views), figures[2], figures[3], figures[4]];
        found.extend([n(self.chats().len()), ratio(accepted, viewed)]);
        found
    }

    /// Visits and chats by weekday and hour.
    pub(super) fn hours(&self) -> BTreeMap<(u8, u8), (u64, u64)> {
        let mut cells: BTreeMap<(u8, u8), (u64, u64)> = BTreeMap::new();
        let cell = |at: i64| {
            let at = local(at, &self.period.zone);
            (at.weekday().to_monday_one_offset().cast_unsigned(), at.hour().cast_unsigned())
        };
        self.begun().iter().for_each(|visit| cells.entry(cell(visit.entry.started.0)).or_default().0 += 1);
        self.chats().iter().for_each(|(_, chat)| cells.entry(cell(chat.asked.0)).or_default().1 += 1);
        cells
    }

    /// How often what was seen before and after `page`; empty where the visit began or ended.
    pub(super) fn transitions(&self, page: &str) -> [BTreeMap<String, u64>; 2] {
        let mut found = [BTreeMap::new(), BTreeMap::new()];
        for visit in self.passing() {
            for (at, view) in visit.views.iter().enumerate() {
                if view.path == page && self.in_period(view.at) {
                    let before = at.checked_sub(1).map_or(String::new(), |at| visit.views[at].path.clone());
                    let after = visit.views.get(at + 1).map_or(String::new(), |view| view.path.clone());
                    *found[0].entry(before).or_default() += 1;
                    *found[1].entry(after).or_default() += 1;
                }
            }
        }
        found
    }

    /// How many visits took each step of a funnel after the one before, all within so many milliseconds.
    pub(super) fn funnel(&self, steps: &[Target], within: i64) -> Vec<u64> {
        let mut counts = vec![0; steps.len()];
        for visit in self.begun() {
            let level = (1..=steps.len()).rev().find(|level| Self::walks(visit, &steps[..*level], within)).unwrap_or(0);
            counts[..level].iter_mut().for_each(|count| *count += 1);
        }
        counts
    }

    fn walks(visit: &Visit, steps: &[Target], within: i64) -> bool {
        let moments = |target: &Target| -> Vec<i64> {
            match target.kind {
                TargetKind::Page => visit.views.iter().filter(|view| fits(target, view)).map(|view| view.at).collect(),
                TargetKind::Event => {
                    visit.events.iter().filter(|(_, name, _)| *name == target.pattern).map(|(at, _, _)| *at).collect()
                }
            }
        };
        moments(&steps[0]).into_iter().any(|first| {
            let mut at = first;
            steps[1..].iter().all(|step| {
                let next = moments(step).into_iter().filter(|next| *next > at).min();
                next.inspect(|next| at = *next).is_some() && at - first <= within
            })
        })
    }

    /// By arm: visitors, who reached the goal within so many days of their lot, and what it brought.
    pub(super) fn help(&self, rule: Option<uuid::Uuid>, goal: &Goal, days: i64) -> BTreeMap<String, (u64, u64, f64)> {
        let mut arms: BTreeMap<String, (u64, u64, f64)> = BTreeMap::new();
        for (_, lot) in self.lots().into_iter().filter(|(_, lot)| lot.rule == rule) {
            let arm = arms.entry(lot.arm.clone()).or_default();
            arm.0 += 1;
            let mut reached = false;
            for visit in self.visits.iter().filter(|visit| visit.entry.visitor == lot.visitor) {
                let in_time = |at: i64| at >= lot.at.0 && at < lot.at.0 + days * DAY;
                if let Some((_, worth)) = Self::moments(goal, visit).into_iter().find(|(at, _)| in_time(*at)) {
                    reached = true;
                    arm.2 += worth;
                }
            }
            arm.1 += u64::from(reached);
        }
        arms
    }
}

fn seen(one: &InvitationEntry) -> bool {
    one.viewed.is_some() || matches!(one.ending.as_str(), "accepted" | "declined")
}

fn first_response(chats: &[&ChatEntry]) -> Option<f64> {
    median(chats.iter().filter_map(|chat| Some(chat.first_reply?.since(chat.asked))).collect())
}

fn handling(chats: &[&ChatEntry]) -> Option<f64> {
    median(chats.iter().filter_map(|chat| Some(chat.ended.since(chat.answered?))).collect())
}
