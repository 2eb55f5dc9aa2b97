//! The only place that knows what time it is, in which zone we stand, and how to draw an id.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one file the ban points to"
)]

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use ledger::Day;
use uuid::Uuid;

use crate::error::{Error, Result};

pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The machine's own zone; UTC where it has none.
pub fn zone() -> TimeZone {
    TimeZone::system()
}

pub fn today(zone: &TimeZone) -> Day {
    now().to_zoned(zone.clone()).date()
}

/// A new UUIDv7: sortable by the moment it was drawn.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// Fills bytes with dice nobody can foresee: for keys, salts and cookies.
pub fn draw(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes)
        .map_err(|cause| Error::setup("this machine gives no random numbers").because(cause))
}

/// Time that has passed, for progress lines and time-outs.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
