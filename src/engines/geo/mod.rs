//! Where an address is: city databases in `MaxMind`'s file format, of DB-IP or of `MaxMind`.

mod find;
mod record;

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use maxminddb::{MaxMindDbError, Mmap, Reader};

pub use find::find_city_files;

use crate::domain::place::Place;
use record::Record;

/// City databases, memory-mapped. Files are replaced by renaming a new one over them, never written in place, and a
/// new one is read after a restart.
#[derive(Debug, Default)]
pub struct Geo {
    files: Vec<Reader<Mmap>>,
}

/// Why a city database cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the city database {} cannot be used", path.display())]
pub struct GeoError {
    path: PathBuf,
    source: MaxMindDbError,
}

impl Geo {
    /// Opens every file of `paths`; an address is looked up in each until one knows it.
    ///
    /// # Errors
    /// A file is missing, unreadable or no such database.
    pub fn open(paths: &[PathBuf]) -> Result<Self, GeoError> {
        let files = paths.iter().map(|path| open(path)).collect::<Result<_, _>>()?;
        Ok(Self { files })
    }

    /// Knows no place.
    pub fn none() -> Self {
        Self::default()
    }

    /// Where `address` is. Every part that is not known is empty. About a microsecond.
    pub fn locate(&self, address: IpAddr) -> Place {
        let address = address.to_canonical();
        let known = self.files.iter().find_map(|file| record_of(file, address));
        known.map(Place::from).unwrap_or_default()
    }

    /// The country of `address` and nothing more: what may be known of somebody who does not want to be followed.
    pub fn country_of(&self, address: IpAddr) -> Place {
        Place { country: self.locate(address).country, ..Place::default() }
    }
}

/// `None` also for an IPv6 address in an IPv4 file, which is an error there, and for a record that cannot be read.
fn record_of(file: &Reader<Mmap>, address: IpAddr) -> Option<Record> {
    file.lookup(address).ok()?.decode().ok()?
}

fn open(path: &Path) -> Result<Reader<Mmap>, GeoError> {
    #[expect(unsafe_code, reason = "mapping opens 130 MB in a millisecond, and what is not asked for stays on disk")]
    // SAFETY: the file must not be changed in place while it is mapped; packages and updaters replace it by renaming.
    let file = unsafe { Reader::open_mmap(path) };
    file.map_err(|source| GeoError { path: path.to_owned(), source })
}
