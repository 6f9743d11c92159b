//! What a condition may ask of a visitor.

/// Something that is known of a visitor on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words of REPORTS")]
pub enum Field {
    Page,
    PageTitle,
    SecondsOnPage,
    SecondsOnSite,
    Pages,
    PagesSeen,
    Referrer,
    Channel,
    Source,
    Medium,
    Campaign,
    Country,
    Region,
    City,
    Device,
    Browser,
    System,
    Language,
    VisitsBefore,
    ChatsBefore,
    Event,
    Attribute,
    Known,
    ExitIntent,
    IdleSeconds,
    Hours,
    AgentFree,
}

/// What kind of answer a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of REPORTS")]
pub enum Kind {
    Words,
    Number,
    Yes,
    Choice,
    Hours,
}

/// Answers and what the screen calls them.
pub type Choices = &'static [(&'static str, &'static str)];

/// One line of the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The field.
    pub field: Field,
    /// The word for it in a condition.
    pub word: &'static str,
    /// What the screen calls it.
    pub label: &'static str,
    /// The kind of its answer.
    pub kind: Kind,
    /// What its number counts.
    pub unit: Option<&'static str>,
    /// The answers there are, when they are few, with what the screen calls them.
    pub choices: Option<Choices>,
    /// Whether the visit log knows it of a visit that is over.
    pub past: bool,
}

const CHANNELS: Choices = &[
    ("direct", "Direct"),
    ("search", "Search"),
    ("social", "Social"),
    ("email", "E-mail"),
    ("paid", "Paid"),
    ("campaign", "Campaign"),
    ("referral", "Referral"),
];
const DEVICES: Choices = &[("desktop", "Computer"), ("phone", "Phone"), ("tablet", "Tablet"), ("other", "Other")];

const fn line(field: Field, word: &'static str, label: &'static str, kind: Kind, past: bool) -> About {
    About { field, word, label, kind, unit: None, choices: None, past }
}

const fn words(field: Field, word: &'static str, label: &'static str) -> About {
    line(field, word, label, Kind::Words, true)
}

const fn number(field: Field, word: &'static str, label: &'static str, unit: &'static str, past: bool) -> About {
    About { unit: Some(unit), ..line(field, word, label, Kind::Number, past) }
}

const fn choice(field: Field, word: &'static str, label: &'static str, choices: Choices) -> About {
    About { choices: Some(choices), ..line(field, word, label, Kind::Choice, true) }
}

/// All fields, as the console offers them.
pub const CATALOGUE: [About; 27] = [
    words(Field::Page, "page", "The page (path)"),
    words(Field::PageTitle, "page_title", "The page's title"),
    number(Field::SecondsOnPage, "seconds_on_page", "Time on the page", "seconds", true),
    number(Field::SecondsOnSite, "seconds_on_site", "Time on the site", "seconds", true),
    number(Field::Pages, "pages", "Pages in this visit", "pages", true),
    words(Field::PagesSeen, "pages_seen", "A page seen in this visit (path)"),
    words(Field::Referrer, "referrer", "Came from (domain)"),
    choice(Field::Channel, "channel", "Channel", CHANNELS),
    words(Field::Source, "source", "Campaign source"),
    words(Field::Medium, "medium", "Campaign medium"),
    words(Field::Campaign, "campaign", "Campaign"),
    words(Field::Country, "country", "Country (two letters)"),
    words(Field::Region, "region", "Region"),
    words(Field::City, "city", "City"),
    choice(Field::Device, "device", "Device", DEVICES),
    words(Field::Browser, "browser", "Browser"),
    words(Field::System, "system", "System"),
    words(Field::Language, "language", "Language"),
    number(Field::VisitsBefore, "visits_before", "Visits before this one", "visits", true),
    number(Field::ChatsBefore, "chats_before", "Chats before", "chats", false),
    words(Field::Event, "event", "An event in this visit (name)"),
    line(Field::Attribute, "attribute", "Attribute", Kind::Words, false),
    line(Field::Known, "known", "Known by name", Kind::Yes, true),
    line(Field::ExitIntent, "exit_intent", "About to leave the page", Kind::Yes, false),
    number(Field::IdleSeconds, "idle_seconds", "Without activity for", "seconds", false),
    line(Field::Hours, "hours", "Hours of the week at the site", Kind::Hours, true),
    line(Field::AgentFree, "agent_free", "Somebody is free to answer", Kind::Yes, false),
];

impl Field {
    /// The field of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        CATALOGUE.iter().find(|about| about.word == word).map(|about| about.field)
    }

    /// Its line of the catalogue.
    pub const fn about(self) -> &'static About {
        &CATALOGUE[self as usize]
    }
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of REPORTS")]
pub enum Operator {
    Is,
    IsNot,
    Matches,
    Contains,
    OneOf,
    AtLeast,
    AtMost,
    Yes,
    No,
    Within,
    Outside,
}

impl Operator {
    const ALL: [Self; 11] = [
        Self::Is,
        Self::IsNot,
        Self::Matches,
        Self::Contains,
        Self::OneOf,
        Self::AtLeast,
        Self::AtMost,
        Self::Yes,
        Self::No,
        Self::Within,
        Self::Outside,
    ];

    /// The operator of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.word() == word)
    }

    /// The word for it in a condition.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is_not",
            Self::Matches => "matches",
            Self::Contains => "contains",
            Self::OneOf => "one_of",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Within => "within",
            Self::Outside => "outside",
        }
    }

    /// What the screen calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::Matches => "matches",
            Self::Contains => "contains",
            Self::OneOf => "is one of",
            Self::AtLeast => "is at least",
            Self::AtMost => "is at most",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Within => "is within",
            Self::Outside => "is outside",
        }
    }
}

impl Kind {
    /// The ways in which a field of this kind can be compared.
    pub const fn operators(self) -> &'static [Operator] {
        use Operator as O;
        match self {
            Self::Words => &[O::Is, O::IsNot, O::Matches, O::Contains, O::OneOf],
            Self::Number => &[O::AtLeast, O::AtMost, O::Is],
            Self::Yes => &[O::Yes, O::No],
            Self::Choice => &[O::Is, O::IsNot, O::OneOf],
            Self::Hours => &[O::Within, O::Outside],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_at_its_place() {
        for about in &CATALOGUE {
            assert_eq!(about.field.about().word, about.word);
            assert_eq!(Field::of_word(about.word), Some(about.field));
            assert_eq!(about.unit.is_some(), about.kind == Kind::Number);
        }
        assert!(Operator::ALL.iter().all(|operator| Operator::of_word(operator.word()) == Some(*operator)));
    }
}
