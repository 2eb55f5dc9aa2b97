//! Harm done, the second sum of model A: each breach is one line that fades by a half-life of its
//! own, heals by promises kept once it is owned, and ends on the day it is let go. It stands in place
//! of the withdrawal of the promise it came from, so that nothing is counted twice.

use std::collections::BTreeMap;

use super::Deeds;
use crate::breach::{Breach, Step};
use crate::promise::PromiseId;
use crate::repair::{healed_by, kept_since_owned, weight};
use crate::touch::Side;
use crate::weights::Weights;
use crate::{Day, days_between};

/// One breach, ready to be weighed on any day.
pub(super) struct Harm<'a> {
    breach: &'a Breach,
    /// Days on which a promise kept healed it.
    heals: Vec<Day>,
    /// ω·m.
    points: f64,
    half_life: f64,
    weights: &'a Weights,
}

/// All harm of one side, oldest first, the same for any order of the deeds.
pub(super) fn harms<'a>(side: Side, deeds: &Deeds<'a>, weights: &'a Weights) -> Vec<Harm<'a>> {
    let mut breaches: Vec<&Breach> = deeds
        .breaches
        .iter()
        .filter(|breach| breach.side() == side)
        .collect();
    breaches.sort_unstable_by_key(|breach| (breach.day, breach.id));
    let harm = |breach: &'a Breach| {
        let (omega, half_life, _) = weight(breach.kind, weights);
        Harm {
            breach,
            heals: kept_since_owned(breach, deeds.promises),
            points: omega * breach.size.steps() as f64,
            half_life,
            weights,
        }
    };
    breaches.into_iter().map(harm).collect()
}

/// The promises a breach stands in place of, each with the day from which it does.
pub(super) fn replaced(side: Side, deeds: &Deeds<'_>) -> BTreeMap<PromiseId, Day> {
    let mut replaced = BTreeMap::new();
    for breach in deeds.breaches.iter().filter(|breach| breach.side() == side) {
        if let Some(promise) = breach.promise {
            let from = replaced.entry(promise).or_insert(breach.day);
            *from = breach.day.min(*from);
        }
    }
    replaced
}

impl Harm<'_> {
    pub fn day(&self) -> Day {
        self.breach.day
    }

    pub fn counts_on(&self, day: Day) -> bool {
        let gone = self.breach.taken_on(Step::LetGo);
        self.breach.day <= day && gone.is_none_or(|gone| day < gone)
    }

    /// −ω·m·R·2^(−(t−t_b)/h); nothing while it does not count.
    pub fn worth_on(&self, day: Day) -> f64 {
        if !self.counts_on(day) {
            return 0.0;
        }
        let kept = self.heals.partition_point(|on| *on <= day);
        let share = healed_by(kept, self.breach.kind, self.weights).share;
        let age = days_between(self.breach.day, day) as f64;
        -self.points * share * (-age / self.half_life).exp2()
    }

    /// What it was, and how far it has healed by `day`.
    pub fn words(&self, day: Day) -> String {
        let kept = self.heals.partition_point(|on| *on <= day);
        let mut healing = healed_by(kept, self.breach.kind, self.weights);
        let whole = self.points.max(f64::MIN_POSITIVE);
        healing.left = (-self.worth_on(day) / whole).clamp(0.0, 1.0);
        let then = self.breach.as_of(day);
        let breach = then.as_ref().unwrap_or(self.breach);
        format!(
            "{}, {}: “{}”; {}",
            breach.kind.words(),
            breach.size.words(),
            breach.what,
            healing.words(breach)
        )
    }
}
