//! Parlour: who is on your website right now, an invitation to talk, and whether it did any good.
//!
//! Folders are layers; imports run downwards only (`ARCHITECTURE.md`): `domain` knows nothing, `engines` know the outside,
//! `live` knows what is true now, `actions` do things, `web` and `tasks` call actions, `start` composes.

pub mod actions;
pub mod app;
pub mod commands;
pub mod config;
pub mod domain;
pub mod engines;
pub mod live;
pub mod simulate;
pub mod start;
pub mod tasks;
pub mod terminal;
pub mod web;
