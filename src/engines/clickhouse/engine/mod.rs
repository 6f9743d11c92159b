//! The embedded engine: the real `ClickHouse` as a library in a child process, which speaks HTTP like a server does.

mod find;
mod library;
mod request;
mod serve;
mod supervise;

pub use self::find::{NoLibrary, find_library};
pub use self::serve::{EngineOptions, serve};
pub use self::supervise::{EmbeddedEngine, EngineProgram};
