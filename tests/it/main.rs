//! One binary, one module per feature.

mod spool;
