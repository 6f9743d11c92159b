//! Every report reckoned from the raw traffic, slowly and plainly.

mod desk;
mod facts;
mod figures;
mod invitations;
mod pages;
mod visits;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use parlour::domain::invitation::Invitation;
use parlour::domain::log_entry::{ChatEntry, InvitationEntry};
use parlour::domain::period::Period;
use parlour::domain::report::Report;

pub(super) use self::facts::Facts;
pub(super) use self::invitations::Drawn;
use super::traffic::Visit;

pub(super) type Figures = Vec<Option<f64>>;
pub(super) type Rows = BTreeMap<Vec<String>, Figures>;

/// Whether a visit is asked about.
pub(super) type Passes = fn(&Reference<'_>, &Visit) -> bool;

/// What is asked, and all there is.
#[derive(Clone, Copy)]
pub(super) struct Reference<'a> {
    pub(super) facts: &'a Facts,
    pub(super) period: &'a Period,
    pub(super) passes: Passes,
}

fn key(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

pub(super) fn local(at: i64, zone: &str) -> Zoned {
    let zone = TimeZone::get(zone).expect("a zone");
    Timestamp::from_millisecond(at).expect("a moment").to_zoned(zone)
}

impl<'a> Reference<'a> {
    fn in_period(&self, at: i64) -> bool {
        at >= self.period.start.0 && at < self.period.end.0
    }

    /// Visits in which something may have happened in the period and that pass.
    fn passing(&self) -> impl Iterator<Item = &'a Visit> {
        self.facts.near(self.period).iter().filter(|visit| (self.passes)(self, visit))
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
        for visit in self.passing() {
            let its = self.facts.open.iter().filter(|one| one.visit == visit.entry.visit);
            found.extend(its.filter(|one| self.in_period(one.sent.0)).map(|one| (visit, one)));
        }
        found
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
}

fn seen(one: &InvitationEntry) -> bool {
    one.viewed.is_some() || matches!(one.ending.as_str(), "accepted" | "declined")
}
