//! Whole modules at work, one binary, one module a feature.

mod architecture;
mod geo;
mod import;
mod records;
mod spool;
mod user_agent;
