//! A filter as a condition in SQL on visits, called `v`. Every word is bound; none stands in the text.

use clickhouse::query::Query;
use uuid::Uuid;

use super::{VisitLog, VisitLogError};
use crate::domain::goal::{Target, TargetKind};
use crate::domain::invitation_rule::assign::HELD_OUT;
use crate::domain::moment::Moment;
use crate::domain::visit_filter::{
    ChoiceIs, Condition, FlagField, IdField, KnownFilter, NumberField, NumberIs, WordField, WordIs,
};

/// Where a question's SQL takes the filter: after a condition on the visits `v`, with `{site:String}` bound.
const MARKER: &str = "/* visits: {filter} */";
const NEVER: &str = "0";

impl VisitLog {
    /// The question `sql` about the visits that pass `filter`. Page views and events before `since` are not looked at: a day
    /// before the first visit that is meant is early enough, as a beacon waits for a day at most.
    pub(super) fn ask_visits(&self, sql: &str, filter: &KnownFilter, since: Moment) -> Result<Query, VisitLogError> {
        let condition = Sql::of(filter);
        let query = self.ask(&sql.replace(MARKER, &condition.text))?;
        let query = if condition.text.is_empty() {
            query
        } else {
            query.param("filter_zone", filter.zone.as_str()).param("filter_since", since.0)
        };
        Ok(condition.bound.into_iter().enumerate().fold(query, |query, (n, value)| query.param(&name(n), value)))
    }
}

/// A condition, empty or beginning with `AND`, and the values bound in it.
struct Sql {
    text: String,
    bound: Vec<String>,
}

fn name(n: usize) -> String {
    format!("filter_{n}")
}

impl Sql {
    fn of(known: &KnownFilter) -> Self {
        let mut sql = Self { text: String::new(), bound: Vec::new() };
        let conditions = &known.filter.conditions;
        let conditions: Vec<_> = conditions.iter().map(|one| format!("AND {}", sql.condition(one, known))).collect();
        sql.text = conditions.join(" ");
        sql
    }

    /// The placeholder of a value from now on bound.
    fn bind(&mut self, value: impl Into<String>, kind: &str) -> String {
        self.bound.push(value.into());
        format!("{{{}:{kind}}}", name(self.bound.len() - 1))
    }

    fn condition(&mut self, condition: &Condition, known: &KnownFilter) -> String {
        match condition {
            Condition::Words { field, is, values } => self.words(*field, *is, values),
            Condition::Numbers { field, is, values } => any(values, |value| self.number(*field, *is, *value)),
            Condition::Flag { field, yes } => denied(!yes, flag(*field)),
            Condition::Outcome { is, values } => {
                let ended = any(values, |ending| format!("ending = {}", self.bind(ending.word(), "String")));
                denied(*is == ChoiceIs::IsNot, with("invitations", &ended))
            }
            Condition::Ids { field, is, values } => {
                let held = any(values, |id| self.id(*field, *id, known));
                denied(*is == ChoiceIs::IsNot, held)
            }
            Condition::Visitor { is, values } => {
                let visitors = any(values, |name| self.visitor(known.visitors.get(name)));
                denied(*is == ChoiceIs::IsNot, visitors)
            }
        }
    }

    fn words(&mut self, field: WordField, is: WordIs, values: &[String]) -> String {
        let (not, is) = is.positive();
        let column = column(field);
        let held = any(values, |value| self.word(column, is, value));
        let held = match field {
            WordField::Page => with_since("page_views", &held),
            WordField::Event => with_since("events", &held),
            WordField::Variant => with("invitations", &held),
            _ => held,
        };
        denied(not, held)
    }

    /// Plain letters are compared as such, which is much faster; among others, the engine knows which belong together.
    fn word(&mut self, column: &str, is: WordIs, value: &str) -> String {
        let (text, value) = if value.is_ascii() {
            (format!("lower({column})"), self.bind(value.to_ascii_lowercase(), "String"))
        } else {
            (format!("lowerUTF8({column})"), format!("lowerUTF8({})", self.bind(value, "String")))
        };
        match is {
            WordIs::Is | WordIs::IsNot => format!("{text} = {value}"),
            WordIs::Contains | WordIs::ContainsNot => format!("position({text}, {value}) > 0"),
            WordIs::Starts => format!("startsWith({text}, {value})"),
        }
    }

    fn number(&mut self, field: NumberField, is: NumberIs, value: u32) -> String {
        let compared = match is {
            NumberIs::Is => "=",
            NumberIs::AtLeast => ">=",
            NumberIs::AtMost => "<=",
        };
        let so = format!("{} {compared} {}", number(field), self.bind(value.to_string(), "UInt32"));
        match field {
            NumberField::InvitedHour => with("invitations", &so),
            NumberField::AssignedHour => with("assignments", &so),
            NumberField::ChatHour => with("chats", &so),
            _ => so,
        }
    }

    fn id(&mut self, field: IdField, id: Uuid, known: &KnownFilter) -> String {
        match field {
            IdField::Agent => {
                let agent = format!("agent = {}", self.bind(id.to_string(), "UUID"));
                format!("({} OR {})", with("invitations", &agent), with("chats", &agent))
            }
            IdField::Rule => with("invitations", &self.same("rule", id)),
            IdField::Template => with("invitations", &self.same("template", id)),
            IdField::AssignedBy => with("assignments", &self.same("rule", id)),
            IdField::LeftAloneBy => with("assignments", &format!("{} AND arm = '{HELD_OUT}'", self.same("rule", id))),
            IdField::Goal => self.goal(known.goals.get(&id)),
        }
    }

    /// Whether `column` has this id; the nil id stands for none.
    fn same(&mut self, column: &str, id: Uuid) -> String {
        if id.is_nil() {
            return format!("isNull({column})");
        }
        format!("{column} = {}", self.bind(id.to_string(), "UUID"))
    }

    fn goal(&mut self, target: Option<&Target>) -> String {
        let Some(target) = target else { return NEVER.to_owned() };
        let reached = reaches(target, &self.bind(reached_by(target), "String"));
        match target.kind {
            TargetKind::Page => with_since("page_views", &reached),
            TargetKind::Event => with_since("events", &reached),
        }
    }

    fn visitor(&mut self, id: Option<&u64>) -> String {
        id.map_or_else(|| NEVER.to_owned(), |id| format!("v.visitor = {}", self.bind(id.to_string(), "UInt64")))
    }
}

const fn column(field: WordField) -> &'static str {
    match field {
        WordField::Page => "path",
        WordField::Event => "name",
        WordField::Variant => "variant",
        WordField::Entry => "v.entry_path",
        WordField::Exit => "v.exit_path",
        WordField::Referrer => "v.referrer_domain",
        WordField::Channel => "v.channel",
        WordField::Source => "v.campaign_source",
        WordField::Medium => "v.campaign_medium",
        WordField::Campaign => "v.campaign",
        WordField::Term => "v.campaign_term",
        WordField::Content => "v.campaign_content",
        WordField::Country => "v.country",
        WordField::Region => "v.region",
        WordField::City => "v.city",
        WordField::Browser => "v.browser",
        WordField::System => "v.system",
        WordField::Device => "v.device",
        WordField::Language => "v.language",
    }
}

const fn number(field: NumberField) -> &'static str {
    match field {
        NumberField::Duration => {
            "intDiv(greatest(toUnixTimestamp64Milli(v.ended) - toUnixTimestamp64Milli(v.started), 0), 1000)"
        }
        NumberField::Pages => "v.pages",
        NumberField::Number => "v.number",
        NumberField::Weekday => "toDayOfWeek(v.started, 0, {filter_zone:String})",
        NumberField::Hour => "toHour(v.started, {filter_zone:String})",
        NumberField::InvitedHour => "toHour(sent, {filter_zone:String})",
        NumberField::AssignedHour => "toHour(at, {filter_zone:String})",
        NumberField::ChatHour => "toHour(asked, {filter_zone:String})",
    }
}

fn flag(field: FlagField) -> String {
    match field {
        FlagField::New => "v.number = 1".to_owned(),
        FlagField::Identified => "v.identified".to_owned(),
        FlagField::Simulated => "v.simulated".to_owned(),
        FlagField::Invited => with("invitations", "1"),
        FlagField::Assigned => with("assignments", "1"),
        FlagField::Chatted => format!("({} OR {})", with("chats", "1"), with("invitations", "isNotNull(chat)")),
    }
}

/// A visit with a row in `table` that is so.
fn with(table: &str, so: &str) -> String {
    format!("v.visit IN (SELECT visit FROM parlour.{table} WHERE site = {{site:String}} AND {so})")
}

/// The same in a table of many rows, ordered by time.
fn with_since(table: &str, so: &str) -> String {
    with(table, &format!("at >= fromUnixTimestamp64Milli({{filter_since:Int64}}) AND {so}"))
}

fn any<T>(values: &[T], one: impl FnMut(&T) -> String) -> String {
    format!("({})", values.iter().map(one).collect::<Vec<_>>().join(" OR "))
}

fn denied(denied: bool, condition: String) -> String {
    if denied { format!("NOT ({condition})") } else { condition }
}

/// Whether a row of its table (`page_views`, `events`) reaches `target`, of which [`reached_by`] is bound as `value`.
pub(super) fn reaches(target: &Target, value: &str) -> String {
    let lower = if target.pattern.is_ascii() { "lower" } else { "lowerUTF8" };
    match target.kind {
        TargetKind::Page => format!("{lower}(path) LIKE {lower}({value})"),
        TargetKind::Event => format!("{lower}(name) = {lower}({value})"),
    }
}

/// What is to be bound for [`reaches`].
pub(super) fn reached_by(target: &Target) -> String {
    match target.kind {
        TargetKind::Page => like(&target.pattern),
        TargetKind::Event => target.pattern.clone(),
    }
}

/// A pattern in which only `*` means something, as one for `LIKE`.
fn like(pattern: &str) -> String {
    let plain = pattern.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    plain.replace('*', "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::visit_filter::VisitFilter;

    #[test]
    fn no_word_of_a_filter_is_in_the_text() {
        let filter = VisitFilter::parse(["page:is:zebra|'; DROP", "visitor:is:Zebra 7", "city:starts:Zürich"]);
        let filter = filter.expect("sound");
        let sql = Sql::of(&KnownFilter { filter, ..KnownFilter::default() });
        assert!(!sql.text.to_lowercase().contains("zebra") && !sql.text.contains("DROP") && !sql.text.contains('ü'));
        assert_eq!(sql.bound, ["zebra", "'; drop", "Zürich"]);
    }

    #[test]
    fn only_a_star_means_something_in_a_pattern() {
        assert_eq!(like(r"/a_b/*/100%\"), r"/a\_b/%/100\%\\");
    }
}
