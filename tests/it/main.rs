//! Whole modules at work, one binary, one module a feature.

mod geo;
mod import;
mod user_agent;
