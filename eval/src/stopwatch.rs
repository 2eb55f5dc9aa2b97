//! How long something takes on the machine at hand. The one place that asks what time it is.

#![allow(
    clippy::disallowed_methods,
    reason = "a duration is measured here; the ledger is still told the day"
)]

use std::time::Instant;

/// The fastest of `times` runs, in seconds, with the answer of the last.
pub fn fastest<T>(times: usize, mut run: impl FnMut() -> T) -> (f64, Option<T>) {
    let (mut fastest, mut answer) = (f64::INFINITY, None);
    for _ in 0..times {
        let begun = Instant::now();
        answer = Some(run());
        fastest = fastest.min(begun.elapsed().as_secs_f64());
    }
    (fastest, answer)
}
