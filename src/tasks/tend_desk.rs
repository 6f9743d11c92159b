//! Four times a second: what rang long enough, what waited long enough, and whose agent has gone.

use crate::actions::problem::Problem;
use crate::actions::tend_desk::{expire_offers, hand_back, ring_out};
use crate::app::App;

/// One look.
pub async fn tend_desk(app: &App) {
    logged(ring_out(app).await, "chats that rang long enough");
    logged(expire_offers(app).await, "offers that waited long enough");
    logged(hand_back(app).await, "chats of agents who have gone");
}

fn logged(result: Result<(), Problem>, what: &str) {
    if let Err(error) = result {
        tracing::warn!(%error, "{what} wait for the next look");
    }
}
