//! The edge. axum and browser JSON live here only; every route is on one page, `router.rs`.

mod answer;
mod api;
mod asked;
mod assets;
mod beacon;
mod client;
mod console;
mod demo;
mod files;
mod headers;
mod health;
mod hosted;
mod in_time;
pub mod router;
pub mod server;
mod session;
mod spread_chat;
pub mod spread_news;
pub mod stop;
pub mod visitor;
mod wire;
