//! Whole modules at work, one binary, one module a feature.

mod architecture;
mod asyncapi;
mod beacon;
mod blocks;
mod chat;
mod commands;
mod console;
mod desk;
mod doorway;
mod geo;
mod headers;
mod hooks;
mod import;
mod invitation;
mod kill;
mod mail;
mod messages;
mod people;
mod records;
mod rooms;
mod rules;
mod spool;
mod support;
mod tokens;
mod user_agent;
mod visit_log;
