//! What it costs to find who is who in a book of made-up people: seconds and memory.

use std::path::Path;

use ledger::duplicates::{Known, duplicates};

use super::generated::people;
use super::score::{Groups, Score, score};
use crate::stopwatch::fastest;

const SEED: u64 = 20_260_310;

pub struct Cost {
    pub entries: usize,
    pub seconds: f64,
    /// The most memory the program held meanwhile, everything else it holds included, in MB; where the
    /// system tells.
    pub memory: Option<f64>,
    pub proposed: Score,
    pub alone: Score,
}

pub fn of(entries: usize) -> Cost {
    let (people, truth) = people(entries, SEED);
    forget_the_peak();
    let known = Known {
        entries: &people,
        ..Known::default()
    };
    let (seconds, found) = fastest(1, || duplicates(&known));
    let found = found.unwrap_or_default();
    Cost {
        entries,
        seconds,
        memory: peak(),
        proposed: score(&Groups::proposed(&people, &found).tops(), &truth),
        alone: score(&Groups::merged(&people, &found).tops(), &truth),
    }
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
