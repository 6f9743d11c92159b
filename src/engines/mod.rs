//! The outside world, each part behind a small concrete handle.

pub mod bus;
pub mod clickhouse;
pub mod clock;
pub mod documents;
pub mod geo;
pub mod hooks;
pub mod mail;
pub mod metrics;
pub mod records;
pub mod spool;
pub mod tls;
pub mod user_agent;
