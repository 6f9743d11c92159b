//! What a report's rows are called, and which visits are behind them.

use super::{By, Report};
use crate::domain::visit_filter::{ChoiceIs, Condition, FlagField, IdField, WordField, WordIs};

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
        Report::Chats | Report::ChatsByHour => return vec![flag(FlagField::Chatted, true)],
        Report::Invitations(by) => return behind_invitations(by, key),
    };
    fields.iter().zip(key).map(|(field, value)| word(*field, value)).collect()
}

fn behind_invitations(by: By, key: &[String]) -> Vec<String> {
    let invited = || vec![flag(FlagField::Invited, true)];
    let first = key.first().map_or("", String::as_str);
    match by {
        By::Rule | By::Variant if !first.is_empty() => chosen(IdField::Rule, key),
        By::Agent => chosen(IdField::Agent, key),
        By::Page => [invited(), vec![word(WordField::Page, first)]].concat(),
        By::Country => [invited(), vec![word(WordField::Country, first)]].concat(),
        By::Rule | By::Variant | By::Template | By::Hour => invited(),
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
    id.map(|id| Condition::Ids { field, is: ChoiceIs::Is, values: vec![id] }.to_string()).into_iter().collect()
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
        assert_eq!(behind(Report::Invitations(By::Rule), &key(&[""])), ["invited:is:yes"]);
        assert_eq!(named(Report::Cities, &key(&["", "", "DE"])), ("Unknown".to_owned(), "DE".to_owned()));
        assert_eq!(named(Report::Channels, &key(&["email"])).0, "E-mail");
    }
}
