//! Reads the files of a survey: one thread cuts streams into header blocks, others understand
//! them, and the caller is handed everything in the order of files and offsets.
//! Holds a few blocks at a time, whatever the size of the mail.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::finding::{Finding, Totals};
use super::survey::Survey;

mod batch;
mod cutting;
mod source;

use batch::Batch;
use cutting::Cutter;

/// Batches on their way to one parser, and from it: little memory, and nobody waits long.
const WAITING: usize = 2;

/// Hands every finding of the survey to `sink`, the files it skipped first.
///
/// Deterministic: the same files give the same findings in the same order. When `sink`
/// refuses, everything stops at once and its error is returned.
pub fn read<E>(
    survey: &Survey,
    sink: &mut dyn FnMut(Finding) -> Result<(), E>,
) -> Result<Totals, E> {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let mut to_parsers = Vec::new();
        let mut from_parsers = Vec::new();
        for _ in 0..parsers() {
            let (batches, received) = sync_channel::<Batch>(WAITING);
            let (understood, findings) = sync_channel::<Vec<Finding>>(WAITING);
            scope.spawn(|| parse(survey, received, understood));
            to_parsers.push(batches);
            from_parsers.push(findings);
        }
        scope.spawn(|| Cutter::new(survey, &stop, to_parsers).cut());
        let result = deliver(survey, from_parsers, sink);
        // The receivers are gone by now: whoever still sends is refused, and ends.
        stop.store(true, Ordering::Relaxed);
        result
    })
}

fn parsers() -> usize {
    thread::available_parallelism()
        .map_or(2, usize::from)
        .clamp(1, 8)
}

fn parse(survey: &Survey, received: Receiver<Batch>, understood: SyncSender<Vec<Finding>>) {
    for batch in received {
        if understood.send(batch.understand(survey)).is_err() {
            return;
        }
    }
}

/// Batches went to the parsers in turn, so taking them in turn restores their order.
fn deliver<E>(
    survey: &Survey,
    from_parsers: Vec<Receiver<Vec<Finding>>>,
    sink: &mut dyn FnMut(Finding) -> Result<(), E>,
) -> Result<Totals, E> {
    let mut totals = Totals::default();
    let mut hand_over = |finding: Finding| {
        totals.count(&finding);
        sink(finding)
    };
    for skip in &survey.skipped {
        hand_over(Finding::Skip(skip.clone()))?;
    }
    for parser in from_parsers.iter().cycle() {
        let Ok(findings) = parser.recv() else {
            break;
        };
        findings.into_iter().try_for_each(&mut hand_over)?;
    }
    Ok(totals)
}
