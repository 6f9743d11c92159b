//! What can be done: one verb a file.

pub mod import_access_log;
