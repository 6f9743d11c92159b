//! Departments, routing, the desk's settings, and what a site decides.

mod departments;
mod ringing;
mod routing;
mod sites;
