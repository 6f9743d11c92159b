//! The reports there are: what their rows are, and what their columns mean.

mod columns;
mod rows;
mod table;
mod written;

pub use columns::{Column, Kind, OVERVIEW};
pub use rows::{behind, named};
pub use table::{Figures, Row, Shown, TableRow, arranged, beside, nothing};
pub use written::written;

use columns as is;

/// A report that is a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is its word in REPORTS")]
pub enum Report {
    Pages,
    EntryPages,
    ExitPages,
    Referrers,
    Channels,
    Sources,
    Mediums,
    Campaigns,
    Countries,
    Regions,
    Cities,
    Browsers,
    Systems,
    Devices,
    Languages,
    NewReturning,
    Events,
    Goals,
    Agents,
    Chats,
    ChatsByHour,
    Invitations(By),
}

/// What the invitations are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is its word in REPORTS")]
pub enum By {
    Rule,
    Template,
    Variant,
    Agent,
    Page,
    Country,
    Hour,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Rule, Self::Template, Self::Variant, Self::Agent, Self::Page, Self::Country, Self::Hour];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Template => "template",
            Self::Variant => "variant",
            Self::Agent => "agent",
            Self::Page => "page",
            Self::Country => "country",
            Self::Hour => "hour",
        }
    }

    /// What is told apart by this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }
}

impl Report {
    /// All of them; the invitations by rule.
    pub const ALL: [Self; 22] = [
        Self::Pages,
        Self::EntryPages,
        Self::ExitPages,
        Self::Referrers,
        Self::Channels,
        Self::Sources,
        Self::Mediums,
        Self::Campaigns,
        Self::Countries,
        Self::Regions,
        Self::Cities,
        Self::Browsers,
        Self::Systems,
        Self::Devices,
        Self::Languages,
        Self::NewReturning,
        Self::Events,
        Self::Goals,
        Self::Agents,
        Self::Chats,
        Self::ChatsByHour,
        Self::Invitations(By::Rule),
    ];

    /// The word for it, as it stands in its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::EntryPages => "entry-pages",
            Self::ExitPages => "exit-pages",
            Self::Referrers => "referrers",
            Self::Channels => "channels",
            Self::Sources => "sources",
            Self::Mediums => "mediums",
            Self::Campaigns => "campaigns",
            Self::Countries => "countries",
            Self::Regions => "regions",
            Self::Cities => "cities",
            Self::Browsers => "browsers",
            Self::Systems => "systems",
            Self::Devices => "devices",
            Self::Languages => "languages",
            Self::NewReturning => "new-returning",
            Self::Events => "events",
            Self::Goals => "goals",
            Self::Agents => "agents",
            Self::Chats => "chats",
            Self::ChatsByHour => "chats-by-hour",
            Self::Invitations(_) => "invitations",
        }
    }

    /// The report of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.word() == word)
    }

    /// What its title is.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pages => "Pages",
            Self::EntryPages => "Entry pages",
            Self::ExitPages => "Exit pages",
            Self::Referrers => "Referrers",
            Self::Channels => "Channels",
            Self::Sources => "Sources",
            Self::Mediums => "Mediums",
            Self::Campaigns => "Campaigns",
            Self::Countries => "Countries",
            Self::Regions => "Regions",
            Self::Cities => "Cities",
            Self::Browsers => "Browsers",
            Self::Systems => "Systems",
            Self::Devices => "Devices",
            Self::Languages => "Languages",
            Self::NewReturning => "New and returning",
            Self::Events => "Events",
            Self::Goals => "Goals",
            Self::Agents => "Agents",
            Self::Chats => "Chats",
            Self::ChatsByHour => "Chats by hour",
            Self::Invitations(_) => "Invitations",
        }
    }

    /// Its columns, in their order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Pages => &is::PAGES,
            Self::EntryPages | Self::ExitPages => &is::ENDS,
            Self::Referrers | Self::Channels | Self::Sources | Self::Mediums | Self::Campaigns | Self::NewReturning => {
                &is::ORIGINS
            }
            Self::Countries
            | Self::Regions
            | Self::Cities
            | Self::Browsers
            | Self::Systems
            | Self::Devices
            | Self::Languages => &is::VISITORS,
            Self::Events => &is::EVENTS,
            Self::Goals => &is::GOALS,
            Self::Agents => &is::AGENTS,
            Self::Chats => &is::CHATS,
            Self::ChatsByHour => &is::CHATS_BY_HOUR,
            Self::Invitations(_) => &is::INVITATIONS,
        }
    }

    /// Whether its rows have an order of their own: days and hours.
    pub const fn is_in_time(self) -> bool {
        matches!(self, Self::Chats | Self::ChatsByHour | Self::Invitations(By::Hour))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn words_and_keys_are_found_again_and_every_column_is_defined() {
        for report in Report::ALL {
            assert_eq!(Report::of_word(report.word()), Some(report));
            let keys: HashSet<_> = report.columns().iter().map(|column| column.key).collect();
            assert_eq!(keys.len(), report.columns().len(), "{report:?}");
            assert!(report.columns().iter().all(|column| column.definition.ends_with('.')), "{report:?}");
        }
        for by in By::ALL {
            assert_eq!(By::of_word(by.word()), Some(by));
        }
    }
}
