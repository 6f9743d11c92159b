//! Whole modules at work, one binary, one module a feature.

mod geo;
