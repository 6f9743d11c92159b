//! The only place that reads the clock and makes ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use uuid::{ContextV7, Timestamp, Uuid};

use crate::domain::moment::{Moment, Steady};

/// The time and fresh ids. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's own.
    System(BootId),
    /// The machine's own, moved on by hand: browser tests let two minutes pass at once.
    Shifted(BootId, Arc<AtomicI64>),
    /// Stands still until it is moved.
    Standing(BootId, Arc<AtomicI64>),
}

/// Which run of the machine this is. Steady time of another boot says nothing.
pub type BootId = Arc<str>;

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self::System(boot_id())
    }

    /// The machine's own clock, which [`Clock::advance`] moves on.
    pub fn shifted() -> Self {
        Self::Shifted(boot_id(), Arc::default())
    }

    /// A clock that stands at `start` until it is moved.
    pub fn standing(start: Moment) -> Self {
        Self::Standing("standing".into(), Arc::new(AtomicI64::new(start.0)))
    }

    /// Now, by the wall clock.
    pub fn now(&self) -> Moment {
        match self {
            Self::System(_) => Moment(wall()),
            Self::Shifted(_, by) => Moment(wall() + by.load(Ordering::SeqCst)),
            Self::Standing(_, at) => Moment(at.load(Ordering::SeqCst)),
        }
    }

    /// Now, by the clock that neither jumps nor stops in suspend (`CLOCK_BOOTTIME`), with the boot it belongs to.
    pub fn steady(&self) -> Steady {
        match self {
            Self::System(boot) => Steady { boot: boot.clone(), at: boottime() },
            Self::Shifted(boot, by) => Steady { boot: boot.clone(), at: boottime() + by.load(Ordering::SeqCst) },
            Self::Standing(boot, at) => Steady { boot: boot.clone(), at: at.load(Ordering::SeqCst) },
        }
    }

    /// Moves a shifted or standing clock on by `ms` milliseconds; the machine's own cannot be moved.
    pub fn advance(&self, ms: i64) {
        if let Self::Shifted(_, at) | Self::Standing(_, at) = self {
            at.fetch_add(ms, Ordering::SeqCst);
        }
    }

    /// A fresh time-ordered id (`UUIDv7`) of this moment.
    pub fn id(&self) -> Uuid {
        let ms = u64::try_from(self.now().0).unwrap_or_default();
        let nanos = u32::try_from(ms % 1_000).unwrap_or_default() * 1_000_000;
        Uuid::new_v7(Timestamp::from_unix(ContextV7::new(), ms / 1_000, nanos))
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where the time comes from")]
fn wall() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

fn boottime() -> i64 {
    #[cfg(target_os = "linux")]
    let clock = rustix::time::ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    let clock = rustix::time::ClockId::Monotonic;
    let now = rustix::time::clock_gettime(clock);
    now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
}

fn boot_id() -> BootId {
    let read = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    read.trim().into()
}
