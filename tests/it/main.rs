//! Whole modules at work, one binary, one module a feature.

mod architecture;
mod geo;
mod import;
mod spool;
mod records;
mod user_agent;
