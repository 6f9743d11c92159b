//! What is true now, in memory. No lock guard and no map reference leaves this folder.

pub mod audiences;
pub mod blocks;
pub mod colleagues;
pub mod consoles;
pub mod cookieless;
pub mod doorways;
pub mod engaged;
pub mod installs;
pub mod inviting;
pub mod limits;
pub mod outbox;
pub mod repeats;
pub mod rules;
pub mod sites;
pub mod touched;
pub mod wakes;
pub mod webhooks;
pub mod whos_on;

use tokio::sync::RwLock;

use crate::domain::moment::Moment;

/// Everything that is live on this node.
#[expect(missing_docs, reason = "each field is named after its file")]
pub struct Live {
    pub whos_on: whos_on::WhosOn,
    pub doorways: doorways::Doorways,
    pub consoles: consoles::Consoles,
    pub sites: sites::Sites,
    pub rules: rules::LiveRules,
    pub repeats: repeats::Repeats,
    pub installs: installs::Installs,
    pub inviting: inviting::Inviting,
    pub limits: limits::Limits,
    pub engaged: engaged::Engaged,
    pub audiences: audiences::Audiences,
    pub colleagues: colleagues::Colleagues,
    pub cookieless: cookieless::Cookieless,
    pub blocks: blocks::Blocks,
    pub wakes: wakes::Wakes,
    pub webhooks: webhooks::Webhooks,
    /// Shared by those who copy visits from here into the spool or the records; an erasure waits until none is on its way.
    pub copying: RwLock<()>,
}

impl Live {
    /// Nobody here yet.
    pub fn new(now: Moment) -> Self {
        Self {
            whos_on: whos_on::WhosOn::default(),
            doorways: doorways::Doorways::default(),
            consoles: consoles::Consoles::default(),
            sites: sites::Sites::default(),
            rules: rules::LiveRules::default(),
            repeats: repeats::Repeats::new(now),
            installs: installs::Installs::default(),
            inviting: inviting::Inviting::default(),
            limits: limits::Limits::default(),
            engaged: engaged::Engaged::default(),
            audiences: audiences::Audiences::default(),
            colleagues: colleagues::Colleagues::default(),
            cookieless: cookieless::Cookieless::new(rand::random),
            blocks: blocks::Blocks::default(),
            wakes: wakes::Wakes::default(),
            webhooks: webhooks::Webhooks::default(),
            copying: RwLock::default(),
        }
    }
}
