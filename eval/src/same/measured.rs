//! One set of records: what is found of it, and how right that is.

use ledger::duplicates::{Duplicates, Known, duplicates};

use super::records::{Records, place};
use super::score::{Groups, Score, interval, same_name_or_address, score};
use crate::measure::Interval;

pub struct Measured {
    pub records: Records,
    pub found: Duplicates,
    /// Everybody's group with all proposals taken, and with none.
    pub proposed: Vec<usize>,
    pub merged: Vec<usize>,
    pub baseline: Score,
}

impl Measured {
    pub fn of(records: Records) -> Self {
        let found = duplicates(&Known {
            entries: &records.entries,
            further: &records.further,
            ..Known::default()
        });
        Self {
            proposed: Groups::proposed(&records.entries, &found).tops(),
            merged: Groups::merged(&records.entries, &found).tops(),
            baseline: score(&same_name_or_address(&records.entries), &records.truth),
            found,
            records,
        }
    }

    pub fn score(&self) -> Score {
        score(&self.proposed, &self.records.truth)
    }

    /// F1 with its interval.
    pub fn interval(&self) -> Interval {
        interval(&self.proposed, &self.records.truth)
    }

    pub fn alone(&self) -> Score {
        score(&self.merged, &self.records.truth)
    }

    /// With the truth read more widely.
    pub fn wider(&self) -> Option<(Score, Score, Score)> {
        let wider = self.records.wider.as_ref()?;
        let baseline = score(&same_name_or_address(&self.records.entries), wider);
        Some((
            score(&self.proposed, wider),
            score(&self.merged, wider),
            baseline,
        ))
    }

    /// Pairs found that the truth does not have: those of one written name, those of one address, others.
    pub fn wrong(&self) -> [u64; 3] {
        let entries = &self.records.entries;
        let mut wrong = [0; 3];
        for one in 0..entries.len() {
            for other in one + 1..entries.len() {
                let together = self.proposed[one] == self.proposed[other];
                if !together || self.records.truth[one] == self.records.truth[other] {
                    continue;
                }
                let (one, other) = (&entries[one], &entries[other]);
                let same_name = one.names.iter().any(|name| {
                    let name = name.to_lowercase();
                    other
                        .names
                        .iter()
                        .any(|theirs| theirs.to_lowercase() == name)
                });
                let same_handle = one
                    .handles
                    .iter()
                    .any(|handle| other.handles.contains(handle));
                let kind = if same_handle {
                    0
                } else {
                    2 - usize::from(same_name)
                };
                wrong[kind] += 1;
            }
        }
        wrong
    }

    /// Proposals and those of them that are right, by steps of confidence.
    pub fn by_confidence(&self, steps: &[f64]) -> Vec<(u64, u64, f64)> {
        let truth = &self.records.truth;
        let mut counted = vec![(0, 0, 0.0); steps.len()];
        for proposal in &self.found.proposals {
            let step = steps
                .iter()
                .rposition(|step| proposal.confidence >= *step)
                .unwrap_or(0);
            let [one, other] = proposal.people.map(|id| &truth[place(id)]);
            counted[step].0 += 1;
            counted[step].1 += u64::from(one == other);
            counted[step].2 += proposal.confidence;
        }
        counted
    }
}
