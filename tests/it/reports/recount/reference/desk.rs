//! Chats, and what agents did.

use std::collections::HashSet;

use parlour::domain::interval::Interval;
use parlour::domain::log_entry::ChatEntry;

use super::figures::{mean, median, n, ratio};
use super::{Figures, Reference, Rows, local, seen};

impl Reference<'_> {
    pub(super) fn agents(&self) -> (Rows, Figures) {
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

    pub(super) fn chats_by(&self, hour: bool) -> (Rows, Figures) {
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
}

fn first_response(chats: &[&ChatEntry]) -> Option<f64> {
    median(chats.iter().filter_map(|chat| Some(chat.first_reply?.since(chat.asked))).collect())
}

fn handling(chats: &[&ChatEntry]) -> Option<f64> {
    median(chats.iter().filter_map(|chat| Some(chat.ended.since(chat.answered?))).collect())
}
