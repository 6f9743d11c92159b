//! What a report's rows are called, and which visits are behind them.

use uuid::Uuid;

use super::{By, Report};
use crate::domain::invitation_rule::assign::HELD_OUT;
use crate::domain::visit_filter::{ChoiceIs, Condition, FlagField, IdField, NumberField, NumberIs, WordField, WordIs};

/// What a row without a value is called.
fn unknown(report: Report) -> &'static str {
    match report {
        Report::Referrers => "Direct",
        Report::Sources | Report::Mediums | Report::Campaigns => "None",
        _ => "Unknown",
    }
}

/// The label of a row of this key, and what is said beside it.
pub fn named(report: Report, key: &[String]) -> (String, String) {
    let first = key.first().map_or("", String::as_str);
    let label = match (report, first) {
        (Report::NewReturning, "new") => "New",
        (Report::NewReturning, _) => "Returning",
        (Report::Channels, word) => channel(word),
        (_, "") => unknown(report),
        (_, value) => value,
    };
    let rest: Vec<_> = key.iter().skip(1).filter(|part| !part.is_empty()).map(String::as_str).collect();
    (label.to_owned(), rest.join(", "))
}

fn channel(word: &str) -> &str {
    match word {
        "direct" => "Direct",
        "search" => "Search",
        "social" => "Social",
        "email" => "E-mail",
        "paid" => "Paid",
        "campaign" => "Campaign",
        "referral" => "Referral",
        other => other,
    }
}

/// The filter of the visits behind a row of this key.
pub fn behind(report: Report, key: &[String]) -> Vec<String> {
    let fields: &[WordField] = match report {
        Report::Pages => &[WordField::Page],
        Report::EntryPages => &[WordField::Entry],
        Report::ExitPages => &[WordField::Exit],
        Report::Referrers => &[WordField::Referrer],
        Report::Channels => &[WordField::Channel],
        Report::Sources => &[WordField::Source],
        Report::Mediums => &[WordField::Medium],
        Report::Campaigns => &[WordField::Campaign],
        Report::Countries => &[WordField::Country],
        Report::Regions => &[WordField::Region, WordField::Country],
        Report::Cities => &[WordField::City, WordField::Region, WordField::Country],
        Report::Browsers => &[WordField::Browser],
        Report::Systems => &[WordField::System],
        Report::Devices => &[WordField::Device],
        Report::Languages => &[WordField::Language],
        Report::Events => &[WordField::Event],
        Report::NewReturning => return vec![flag(FlagField::New, key.first().is_some_and(|key| key == "new"))],
        Report::Goals => return chosen(IdField::Goal, key),
        Report::Agents => return chosen(IdField::Agent, key),
        Report::Chats => return vec![flag(FlagField::Chatted, true)],
        Report::ChatsByHour => return hour(NumberField::ChatHour, key),
        Report::Invitations(by) => return behind_invitations(by, key),
    };
    fields.iter().zip(key).map(|(field, value)| word(*field, value)).collect()
}

fn behind_invitations(by: By, key: &[String]) -> Vec<String> {
    let invited = || vec![flag(FlagField::Invited, true)];
    let first = key.first().map_or("", String::as_str);
    match by {
        By::Rule => vec![ids(IdField::Rule, id_or_none(first))],
        By::Template => vec![ids(IdField::Template, id_or_none(first))],
        By::Variant => match key.get(1).map_or("", String::as_str) {
            "" => vec![ids(IdField::Rule, id_or_none(first))],
            HELD_OUT => vec![ids(IdField::LeftAloneBy, id_or_none(first))],
            variant => vec![ids(IdField::Rule, id_or_none(first)), word(WordField::Variant, variant)],
        },
        By::Agent => chosen(IdField::Agent, key),
        By::Page => [invited(), vec![word(WordField::Page, first)]].concat(),
        By::Country => [invited(), vec![word(WordField::Country, first)]].concat(),
        By::Hour => hour(NumberField::InvitedHour, key),
    }
}

fn word(field: WordField, value: &str) -> String {
    Condition::Words { field, is: WordIs::Is, values: vec![value.to_owned()] }.to_string()
}

fn flag(field: FlagField, yes: bool) -> String {
    Condition::Flag { field, yes }.to_string()
}

fn chosen(field: IdField, key: &[String]) -> Vec<String> {
    let id = key.first().and_then(|key| key.parse().ok());
    id.map(|id| ids(field, id)).into_iter().collect()
}

/// Of what had no rule or template the nil id, which filters take so.
fn id_or_none(key: &str) -> Uuid {
    key.parse().unwrap_or_default()
}

fn ids(field: IdField, id: Uuid) -> String {
    Condition::Ids { field, is: ChoiceIs::Is, values: vec![id] }.to_string()
}

fn hour(field: NumberField, key: &[String]) -> Vec<String> {
    let hour = key.first().and_then(|key| key.parse().ok());
    hour.map(|hour| Condition::Numbers { field, is: NumberIs::Is, values: vec![hour] }.to_string())
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_leads_to_its_visits() {
        let key = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        assert_eq!(behind(Report::Pages, &key(&["/a|b"])), [r"page:is:/a\|b"]);
        assert_eq!(behind(Report::Referrers, &key(&[""])), ["referrer:is:"]);
        assert_eq!(behind(Report::Regions, &key(&["Bavaria", "DE"])), ["region:is:Bavaria", "country:is:DE"]);
        assert_eq!(behind(Report::NewReturning, &key(&["returning"])), ["new:is:no"]);
        assert_eq!(behind(Report::Invitations(By::Country), &key(&["DE"])), ["invited:is:yes", "country:is:DE"]);
        let (rule, none) = (Uuid::from_u128(7).to_string(), Uuid::nil());
        let by = |by, parts: &[&str]| behind(Report::Invitations(by), &key(parts));
        assert_eq!(by(By::Rule, &[""]), [format!("rule:is:{none}")]);
        assert_eq!(by(By::Variant, &[&rule, "b"]), [format!("rule:is:{rule}"), "variant:is:b".to_owned()]);
        assert_eq!(by(By::Variant, &["", "held_out"]), [format!("left_alone_by:is:{none}")]);
        assert_eq!(by(By::Template, &[""]), [format!("template:is:{none}")]);
        assert_eq!(by(By::Hour, &["14"]), ["invited_hour:is:14"]);
        assert_eq!(behind(Report::ChatsByHour, &key(&["9"])), ["chat_hour:is:9"]);
        assert_eq!(named(Report::Cities, &key(&["", "", "DE"])), ("Unknown".to_owned(), "DE".to_owned()));
        assert_eq!(named(Report::Channels, &key(&["email"])).0, "E-mail");
    }
}
