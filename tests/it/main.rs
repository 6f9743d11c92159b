//! Whole modules at work, one binary, one module a feature.

mod geo;
mod user_agent;
