//! One visitor over all their visits, and what agents write of them.

use super::know_filter::visitor_called;
use super::problem::Problem;
use super::visit_lines::visit_lines;
use crate::app::App;
use crate::domain::chat::Chat;
use crate::domain::ids::VisitorKey;
use crate::domain::invitation::Invitation;
use crate::domain::moment::{DAY, Moment};
use crate::domain::note::{sound_note, sound_tags};
use crate::domain::presence::Person;
use crate::domain::since_last::{Stay, since_last};
use crate::domain::site::Site;
use crate::domain::visit_filter::{ChoiceIs, Condition, KnownFilter, VisitFilter};
use crate::domain::visit_line::VisitLine;
use crate::engines::clickhouse::{Visit, VisitsAsked};
use crate::engines::records::VisitorNote;

/// Visits shown at most.
const MOST: u32 = 50;

/// A visitor.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct VisitorShown {
    pub name: String,
    pub person: Option<Person>,
    pub first: Option<Visit>,
    /// All of them.
    pub visits: u64,
    pub note: VisitorNote,
    /// What is new in the latest visit.
    pub since_last: Option<String>,
    pub here: bool,
    /// The newest, at most 50.
    pub lines: Vec<VisitLine>,
    pub invitations: Vec<Invitation>,
    pub chats: Vec<Chat>,
}

/// Who is meant by a public name at a site.
///
/// # Errors
/// Nobody; an engine failed.
pub async fn visitor_at(app: &App, site: &Site, name: &str) -> Result<VisitorKey, Problem> {
    let gone = || Problem::NotFound("no visitor of this name at this site".to_owned());
    visitor_called(app, &site.key, name).await?.ok_or_else(gone)
}

/// The filter that only this visitor passes.
pub(super) fn only(site: &Site, name: &str, key: VisitorKey) -> KnownFilter {
    let conditions = vec![Condition::Visitor { is: ChoiceIs::Is, values: vec![name.to_owned()] }];
    let visitors = [(name.to_owned(), key.log_id())].into();
    let filter = VisitFilter { conditions };
    KnownFilter { filter, zone: site.time_zone.clone(), visitors, ..KnownFilter::default() }
}

/// All of a visitor.
///
/// # Errors
/// Nobody is called so; an engine failed.
pub async fn show_visitor(app: &App, site: &Site, name: &str) -> Result<VisitorShown, Problem> {
    let key = visitor_at(app, site, name).await?;
    let filter = only(site, name, key);
    let asked = VisitsAsked { site: &site.key, from: Moment(0), to: app.clock.now().plus(DAY), filter: &filter };
    let visits = app.visit_log.visits(&asked, None, MOST).await?;
    let known = app.records.visitor(key).await?;
    let row = app.live.whos_on.get(key);
    let person = row.as_ref().and_then(|row| row.person.as_deref().cloned());
    Ok(VisitorShown {
        name: name.to_owned(),
        person: person.or_else(|| known.and_then(|known| known.person)),
        first: app.visit_log.first_visit(&site.key, key.log_id()).await?,
        visits: app.visit_log.visits_total(&asked).await?.total,
        note: app.records.visitor_note(key).await?,
        since_last: new_since(app, site, key, &visits).await?,
        here: row.is_some(),
        lines: visit_lines(app, site, visits).await?,
        invitations: app.records.invitations_with(key).await?,
        chats: app.records.chats_with(key, None).await?,
    })
}

async fn new_since(app: &App, site: &Site, key: VisitorKey, visits: &[Visit]) -> Result<Option<String>, Problem> {
    if visits.len() < 2 {
        return Ok(None);
    }
    let mut paths = app.visit_log.visitor_paths(&site.key, key.log_id(), visits).await?;
    let stay = |visit: &Visit| Stay { started: visit.started, paths: paths.remove(&visit.visit).unwrap_or_default() };
    Ok(since_last(&visits.iter().map(stay).collect::<Vec<_>>()))
}

/// Replaces what agents wrote of a visitor.
///
/// # Errors
/// A field is wrong; nobody is called so; an engine failed.
pub async fn note_visitor(
    app: &App,
    site: &Site,
    name: &str,
    note: &str,
    tags: &[String],
) -> Result<VisitorNote, Problem> {
    let note = sound_note(note).map_err(|why| Problem::invalid("note", why))?;
    let tags = sound_tags(tags).map_err(|why| Problem::invalid("tags", why))?;
    let key = visitor_at(app, site, name).await?;
    let noted = VisitorNote { note, tags };
    if app.records.note_visitor(key, &noted).await? {
        return Ok(noted);
    }
    Err(Problem::Conflict("this visitor is not in the records yet; try again in a moment".to_owned()))
}
