//! Where the engine's library lies.

use std::path::{Path, PathBuf};

/// The library is nowhere to be found.
#[derive(Debug, thiserror::Error)]
#[error(
    "the ClickHouse engine's library is missing: looked for {looked_for} above the working directory and the program; \
     `npm install` puts it there (`make run` does that too), or name a ClickHouse server by its URL"
)]
pub struct NoLibrary {
    looked_for: String,
}

/// `explicit` if given and there; else the npm package for this platform, in a `node_modules` above the working directory or
/// above the program.
pub fn find_library(explicit: Option<&Path>) -> Result<PathBuf, NoLibrary> {
    if let Some(path) = explicit {
        let there = path.canonicalize().ok();
        return there.ok_or_else(|| NoLibrary { looked_for: path.display().to_string() });
    }
    let relative = format!("node_modules/@chdb/lib-{}/libchdb.so", platform());
    let begins = [std::env::current_dir(), std::env::current_exe()];
    let found = begins.iter().flatten().flat_map(|begin| begin.ancestors()).map(|folder| folder.join(&relative));
    found.into_iter().find(|path| path.is_file()).ok_or(NoLibrary { looked_for: relative })
}

fn platform() -> &'static str {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("macos", "aarch64") => "darwin-arm64",
        ("macos", _) => "darwin-x64",
        (_, "aarch64") => "linux-arm64-gnu",
        _ => "linux-x64-gnu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_told_in_one_line() {
        let told = find_library(Some(Path::new("/nowhere/libchdb.so"))).expect_err("not there").to_string();
        assert!(told.contains("/nowhere/libchdb.so") && told.contains("npm install") && !told.contains('\n'), "{told}");
    }
}
