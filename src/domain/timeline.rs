//! What happened in a visit, in order.

use serde::Serialize;

use super::ids::{ChatId, InvitationId};
use super::moment::Moment;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "when and what")]
pub struct Happened {
    pub at: Moment,
    #[serde(flatten)]
    pub what: What,
}

/// What it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub enum What {
    Page { path: String, url: String, title: String, visible_ms: Option<u32> },
    Event { name: String, value: f64 },
    Goal { goal: uuid::Uuid, name: String, value: f64 },
    Invitation(InvitationTold),
    Chat(ChatTold),
}

/// An invitation, as far as a timeline tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct InvitationTold {
    pub id: InvitationId,
    /// As whom it was sent.
    pub by: Option<String>,
    /// The rule that sent it.
    pub rule: Option<String>,
    pub text: String,
    pub delivered: Option<Moment>,
    pub viewed: Option<Moment>,
    pub ended: Option<Moment>,
    pub state: &'static str,
}

/// A chat, as far as a timeline tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct ChatTold {
    pub id: ChatId,
    pub agent: Option<String>,
    /// `answered`, `missed`, `abandoned`, or `open` while it goes on.
    pub outcome: &'static str,
    /// What both sides said.
    pub messages: u32,
    /// Its first words; empty for whom it is not to read.
    pub excerpt: Vec<String>,
    pub ended: Option<Moment>,
}

impl What {
    /// Of what happened at the same moment, which comes first: causes before what they cause.
    const fn rank(&self) -> u8 {
        match self {
            Self::Page { .. } => 0,
            Self::Event { .. } => 1,
            Self::Goal { .. } => 2,
            Self::Invitation(_) => 3,
            Self::Chat(_) => 4,
        }
    }
}

/// All of it in order.
pub fn in_order(mut happened: Vec<Happened>) -> Vec<Happened> {
    happened.sort_by_key(|one| (one.at, one.what.rank()));
    happened
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_comes_before_what_it_causes() {
        let at = |at: i64, what: What| Happened { at: Moment(at), what };
        let page = || What::Page { path: "/".into(), url: String::new(), title: String::new(), visible_ms: None };
        let goal = || What::Goal { goal: uuid::Uuid::nil(), name: "Ordered".into(), value: 0.0 };
        let event = || What::Event { name: "basket".into(), value: 2.0 };
        let told = in_order(vec![at(5, goal()), at(5, event()), at(9, page()), at(5, page())]);
        assert_eq!(told, [at(5, page()), at(5, event()), at(5, goal()), at(9, page())]);
        let json = serde_json::to_string(&told[1]).expect("JSON");
        assert_eq!(json, r#"{"at":5,"kind":"event","name":"basket","value":2.0}"#);
    }
}
