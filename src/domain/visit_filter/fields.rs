//! What a condition compares, and how: closed lists of the wire's words.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is its word in REPORTS")]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Their words.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word on the wire.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// What `word` means, if anything.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    )+};
}

words! {
    /// Compared as words.
    WordField {
        Page = "page",
        Entry = "entry",
        Exit = "exit",
        Referrer = "referrer",
        Channel = "channel",
        Source = "source",
        Medium = "medium",
        Campaign = "campaign",
        Term = "term",
        Content = "content",
        Country = "country",
        Region = "region",
        City = "city",
        Browser = "browser",
        System = "system",
        Device = "device",
        Language = "language",
        Event = "event",
        /// The id of a text within its rule.
        Variant = "variant",
    }
    /// How words are compared; case means nothing.
    WordIs {
        Is = "is",
        IsNot = "is_not",
        Contains = "contains",
        ContainsNot = "contains_not",
        Starts = "starts",
    }
    /// Compared as whole numbers.
    NumberField {
        Duration = "duration",
        Pages = "pages",
        Number = "number",
        Weekday = "weekday",
        Hour = "hour",
        /// Of an invitation's being sent.
        InvitedHour = "invited_hour",
        /// Of a lot.
        AssignedHour = "assigned_hour",
        /// Of a chat's being asked for.
        ChatHour = "chat_hour",
    }
    /// How numbers are compared.
    NumberIs {
        Is = "is",
        AtLeast = "at_least",
        AtMost = "at_most",
    }
    /// So or not so.
    FlagField {
        New = "new",
        Identified = "identified",
        Invited = "invited",
        Chatted = "chatted",
        /// A lot fell in the visit, a rule's or at an agent's own invitation.
        Assigned = "assigned",
        Simulated = "simulated",
    }
    /// One of those that have an id.
    IdField {
        Agent = "agent",
        Goal = "goal",
        /// Of an invitation. The nil id: an agent's own.
        Rule = "rule",
        /// Of an invitation. The nil id: written without one.
        Template = "template",
        /// A lot of this rule fell in the visit. The nil id: at an agent's own invitation.
        AssignedBy = "assigned_by",
        /// The same, and the visitor was left alone.
        LeftAloneBy = "left_alone_by",
    }
    /// One of them, or none of them.
    ChoiceIs {
        Is = "is",
        IsNot = "is_not",
    }
}

impl NumberField {
    /// The least and the greatest number that make sense.
    pub const fn range(self) -> (u32, u32) {
        match self {
            Self::Duration | Self::Pages => (0, u32::MAX),
            Self::Number => (1, u32::MAX),
            Self::Weekday => (1, 7),
            Self::Hour | Self::InvitedHour | Self::AssignedHour | Self::ChatHour => (0, 23),
        }
    }
}

impl WordIs {
    /// Whether no value may hold, and the comparison that would.
    pub const fn positive(self) -> (bool, Self) {
        match self {
            Self::IsNot => (true, Self::Is),
            Self::ContainsNot => (true, Self::Contains),
            Self::Is | Self::Contains | Self::Starts => (false, self),
        }
    }
}
