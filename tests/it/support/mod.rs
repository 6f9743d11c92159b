//! A whole service at work, and the people who use it: visitors, agents, and the patience to wait for what they see.

mod agent;
mod examples;
mod house;
mod post_office;
mod receiver;
mod served;
mod socket;
mod visitor;

use std::time::Duration;

pub(crate) use self::agent::Agent;
pub(crate) use self::examples::examples;
pub(crate) use self::house::{House, NOW, ORIGIN};
pub(crate) use self::post_office::PostOffice;
pub(crate) use self::receiver::Receiver;
pub(crate) use self::served::Served;
pub(crate) use self::socket::{Opened, Socket};
pub(crate) use self::visitor::{BROWSER, Visitor};

/// Nothing takes this long, unless it will never happen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for `happening`, however long that may sensibly take.
pub(crate) async fn soon<T>(what: &str, happening: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, happening).await.unwrap_or_else(|_| panic!("in vain: {what}"))
}

/// Asks again and again until there is an answer.
pub(crate) async fn eventually<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    soon(what, async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await
}
