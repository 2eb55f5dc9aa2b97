//! What it costs to find who is who in a book of made-up people: seconds and memory.

use std::path::Path;
use std::time::Duration;

use ledger::duplicates::{Duplicates, Entry, Known, duplicates};

use super::generated::people;
use super::score::{Groups, Score, score};

pub const SEED: u64 = 20_260_310;

pub struct Cost {
    pub entries: usize,
    pub took: Duration,
    /// The most memory the program held meanwhile, everything else it holds included, in MB; where the
    /// system tells.
    pub memory: Option<f64>,
    pub proposed: Score,
    pub alone: Score,
}

pub fn of(entries: usize) -> Cost {
    let (people, truth) = people(entries, SEED);
    forget_the_peak();
    let (found, took) = timed(&people);
    Cost {
        entries,
        took,
        memory: peak(),
        proposed: score(&Groups::proposed(&people, &found).tops(), &truth),
        alone: score(&Groups::merged(&people, &found).tops(), &truth),
    }
}

// The clock is what is measured here; nothing found depends on it.
#[allow(clippy::disallowed_methods)]
fn timed(entries: &[Entry]) -> (Duplicates, Duration) {
    let start = std::time::Instant::now();
    let found = duplicates(&Known {
        entries,
        ..Known::default()
    });
    (found, start.elapsed())
}

/// Linux counts the peak anew from here; elsewhere there is none to read.
fn forget_the_peak() {
    let _unless_refused = std::fs::write(Path::new("/proc/self/clear_refs"), "5");
}

fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
