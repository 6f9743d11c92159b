//! Who's On as it was at a moment of the past.

use std::collections::HashMap;

use super::problem::Problem;
use super::visit_lines::words;
use crate::app::App;
use crate::domain::chat::Chat;
use crate::domain::ids::{VisitId, VisitorKey};
use crate::domain::invitation::Invitation;
use crate::domain::moment::{MINUTE, Moment};
use crate::domain::presence::{IDLE_AFTER, Status};
use crate::domain::presence_then::{AROUND, count, last_sign, points};
use crate::domain::site::Site;
use crate::domain::visit_line::VisitorWords;
use crate::engines::clickhouse::VisitThen;
use crate::engines::records::Logged;

/// Who was on.
#[derive(Debug)]
pub struct Then {
    /// The moment.
    pub at: Moment,
    /// The first to arrive first.
    pub visitors: Vec<VisitorThen>,
    /// The first page kept of the site.
    pub oldest: Option<Moment>,
}

/// One visitor as they were then.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct VisitorThen {
    pub words: VisitorWords,
    pub visit: VisitThen,
    pub status: Status,
    pub invited: bool,
    pub chat: bool,
}

/// Who was on at `at`.
///
/// # Errors
/// An engine failed.
pub async fn rewind(app: &App, site: &Site, at: Moment) -> Result<Then, Problem> {
    let mut on: HashMap<VisitId, Moment> = HashMap::new();
    let note = |visit, signs: &[_]| on.extend(last_sign(signs, at).map(|last| (visit, last)));
    app.visit_log.signs(&site.key, at.plus(-AROUND), at.plus(AROUND), note).await?;
    let visits = app.visit_log.visits_then(&site.key, &on.keys().copied().collect::<Vec<_>>(), at).await?;
    let ids: Vec<u64> = visits.iter().map(|visit| visit.visitor).collect();
    let desk = Desk {
        known: app.records.logged(&site.key, &ids).await?,
        invitations: by_visitor(app.records.invitations_then(&site.key, at).await?, |one| one.visitor),
        chats: by_visitor(app.records.chats_then(&site.key, at).await?, |one| one.visitor),
    };
    let quiet = |visit: &VisitThen| on.get(&visit.visit).is_some_and(|last| at.since(*last) >= IDLE_AFTER);
    let visitors = visits.into_iter().map(|visit| desk.visitor(quiet(&visit), visit, at)).collect();
    Ok(Then { at, visitors, oldest: app.visit_log.oldest(&site.key).await? })
}

/// What the records know of that moment.
struct Desk {
    known: HashMap<u64, Logged>,
    invitations: HashMap<VisitorKey, Invitation>,
    chats: HashMap<VisitorKey, Chat>,
}

impl Desk {
    fn visitor(&self, quiet: bool, visit: VisitThen, at: Moment) -> VisitorThen {
        let known = self.known.get(&visit.visitor);
        let chat = known.and_then(|known| self.chats.get(&known.key));
        let invited = known.is_some_and(|known| self.invitations.contains_key(&known.key));
        let status = match chat {
            Some(chat) if chat.accepted.is_none_or(|accepted| accepted > at) => Status::Ringing,
            Some(_) => Status::Chatting,
            None if invited => Status::Invited,
            None if quiet => Status::Idle,
            None => Status::Here,
        };
        VisitorThen { words: words(visit.visitor, known), chat: chat.is_some(), visit, status, invited }
    }
}

fn by_visitor<T>(rows: Vec<T>, visitor: impl Fn(&T) -> VisitorKey) -> HashMap<VisitorKey, T> {
    rows.into_iter().map(|row| (visitor(&row), row)).collect()
}

/// How many were on, every ten minutes of the last 24 hours.
///
/// # Errors
/// An engine failed.
pub async fn rewind_line(app: &App, site: &Site) -> Result<Vec<(Moment, u32)>, Problem> {
    let now = app.clock.now();
    let points = points(now);
    let mut counts = vec![0; points.len()];
    let from = points.first().map_or(now, |first| first.plus(-AROUND));
    app.visit_log.signs(&site.key, from, now.plus(MINUTE), |_, signs| count(signs, &points, &mut counts)).await?;
    Ok(points.into_iter().zip(counts).collect())
}
