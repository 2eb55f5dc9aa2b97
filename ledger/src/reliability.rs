//! How promises turn out, in one direction (model B): a mean with its uncertainty, never a grade.
//! Released promises say nothing; old outcomes fade with a half-life of 180 days.

use statrs::distribution::{Beta, ContinuousCDF};

use crate::promise::{Outcome, Promise, State};
use crate::touch::Side;
use crate::{Day, days_between};

/// Half-life of an outcome, in days (model B).
const FADING: f64 = 180.0;
/// How many outcomes the base rate is worth (model B).
const W: f64 = 2.0;
/// The base rate before the owner's own is known (model B).
pub const BASE_RATE: f64 = 0.8;
/// So many outcomes make the owner's own base rate (model B).
const OUTCOMES_FOR_OWN: u32 = 30;
/// Above this uncertainty it is not enough yet (model B).
const UNSURE: f64 = 0.4;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// Faded weight of promises kept, and of those not kept.
    pub kept: f64,
    pub missed: f64,
    /// The expected share kept, from 0 to 1.
    pub mean: f64,
    /// 1 knows nothing, 0 everything.
    pub uncertainty: f64,
    /// Promises with an outcome other than released.
    pub outcomes: u32,
}

/// How one promise turned out, as far as a share is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Settled {
    pub on: Day,
    pub outcome: Outcome,
    /// Whether it was agreed anew before.
    pub renewed: bool,
    pub side: Side,
}

impl Settled {
    /// `None` while it is open.
    pub fn of(promise: &Promise) -> Option<Self> {
        match promise.state {
            State::Open => None,
            State::Settled { on, outcome } => Some(Self {
                on,
                outcome,
                renewed: promise.renewals > 0,
                side: promise.side,
            }),
        }
    }
}

/// Reliability in one direction on `day`: mean = (r+W·a)/(r+s+W), u = W/(r+s+W). What was settled
/// after `day` is not known yet.
pub fn reliability(promises: &[Promise], side: Side, base_rate: f64, day: Day) -> Reliability {
    let settled: Vec<Settled> = promises.iter().filter_map(Settled::of).collect();
    reliability_of(&settled, side, base_rate, day)
}

/// As `reliability`, from how the promises turned out alone.
pub fn reliability_of(settled: &[Settled], side: Side, base_rate: f64, day: Day) -> Reliability {
    let tally = Tally::of(settled.iter().copied(), side, day);
    let base_rate = base_rate.clamp(0.05, 0.95);
    let (kept, missed) = (
        tally.kept + W * base_rate,
        tally.missed + W * (1.0 - base_rate),
    );
    Reliability {
        kept: tally.kept,
        missed: tally.missed,
        mean: kept / (kept + missed),
        uncertainty: W / (kept + missed),
        outcomes: tally.outcomes,
    }
}

/// The owner's own base rate on `day` over all their promises of one side, clipped to .5–.95;
/// .8 until 30 outcomes are known.
pub fn base_rate(settled: &[Settled], side: Side, day: Day) -> f64 {
    let tally = Tally::of(settled.iter().copied(), side, day);
    if tally.outcomes < OUTCOMES_FOR_OWN {
        return BASE_RATE;
    }
    (tally.kept / (tally.kept + tally.missed)).clamp(0.5, 0.95)
}

impl Reliability {
    /// Whether there is enough to say anything.
    pub fn enough(&self) -> bool {
        self.uncertainty <= UNSURE
    }

    /// 80 % interval of the share kept, from Beta(r+W·a, s+W·(1−a)). Worked out when it is asked for: it
    /// takes longer than all the rest.
    pub fn interval(&self) -> (f64, f64) {
        let outcomes = W / self.uncertainty;
        let (kept, missed) = (self.mean * outcomes, (1.0 - self.mean) * outcomes);
        Beta::new(kept, missed).map_or((0.0, 1.0), |beta| {
            (beta.inverse_cdf(0.1), beta.inverse_cdf(0.9))
        })
    }

    pub fn words(&self) -> String {
        let outcomes = match self.outcomes {
            0 => return "no promise has an outcome yet".to_owned(),
            1 => "1 outcome".to_owned(),
            n => format!("{n} outcomes"),
        };
        if !self.enough() {
            return format!("not enough yet: {outcomes}");
        }
        let hundredths = |share: f64| (share * 100.0).round();
        let (low, high) = self.interval();
        format!(
            "about {} in 100 are kept (likely {} to {}), from {outcomes}",
            hundredths(self.mean),
            hundredths(low),
            hundredths(high),
        )
    }
}

struct Tally {
    kept: f64,
    missed: f64,
    outcomes: u32,
}

impl Tally {
    fn of(settled: impl Iterator<Item = Settled>, side: Side, day: Day) -> Self {
        // Summed in the order of days, so that the order of the input cannot change a digit.
        let mut settled: Vec<Settled> = settled
            .filter(|one| one.side == side && one.on <= day)
            .collect();
        settled.sort_unstable();
        let mut tally = Self {
            kept: 0.0,
            missed: 0.0,
            outcomes: 0,
        };
        for one in settled {
            tally.add(
                one.outcome,
                one.renewed,
                (-(days_between(one.on, day) as f64) / FADING).exp2(),
            );
        }
        tally
    }

    fn add(&mut self, outcome: Outcome, renewed: bool, weight: f64) {
        match outcome {
            Outcome::Released => return,
            Outcome::Kept if renewed => self.kept += weight / 2.0,
            Outcome::Kept => self.kept += weight,
            Outcome::Late => {
                self.kept += weight / 2.0;
                self.missed += weight / 2.0;
            }
            Outcome::Broken => self.missed += weight,
        }
        self.outcomes += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, any_promise, days_ago, settled};
    use proptest::prelude::*;

    fn after(kept: u128, broken: u128) -> Reliability {
        let kept = (0..kept).map(|id| settled(id, MORNING, Outcome::Kept));
        let broken = (100..100 + broken).map(|id| settled(id, MORNING, Outcome::Broken));
        let promises: Vec<Promise> = kept.chain(broken).collect();
        reliability(&promises, Side::Mine, BASE_RATE, MORNING)
    }

    fn check(kept: u128, broken: u128, expected: (f64, f64, f64)) {
        let found = after(kept, broken);
        let hundredths = |share: f64| (share * 100.0).round() / 100.0;
        let (low, high) = found.interval();
        let rounded = (hundredths(found.mean), hundredths(low), hundredths(high));
        assert_eq!(rounded, expected, "{kept} kept, {broken} broken");
    }

    #[test]
    fn the_check_values_of_the_model_hold() {
        assert_eq!((after(0, 0).mean, after(0, 0).uncertainty), (0.8, 1.0));
        assert!((after(3, 0).mean - 0.92).abs() < 1e-9);
        check(3, 1, (0.77, 0.54, 0.95));
        check(10, 1, (0.89, 0.78, 0.98));
        check(1, 3, (0.43, 0.19, 0.69));
    }

    #[test]
    fn two_outcomes_are_not_enough_yet_and_three_are() {
        assert_eq!(after(2, 0).words(), "not enough yet: 2 outcomes");
        assert!(after(3, 0).enough());
        assert_eq!(
            after(3, 1).words(),
            "about 77 in 100 are kept (likely 54 to 95), from 4 outcomes"
        );
    }

    #[test]
    fn an_outcome_counts_half_after_half_a_year() {
        let old = [settled(1, days_ago(180), Outcome::Broken)];
        assert!((reliability(&old, Side::Mine, BASE_RATE, MORNING).missed - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_renewed_promise_kept_counts_half_and_a_late_one_both_ways() {
        let renewed = Promise {
            renewals: 1,
            ..settled(1, MORNING, Outcome::Kept)
        };
        let found = reliability(
            &[renewed, settled(2, MORNING, Outcome::Late)],
            Side::Mine,
            BASE_RATE,
            MORNING,
        );
        assert_eq!((found.kept, found.missed, found.outcomes), (1.0, 0.5, 2));
    }

    #[test]
    fn the_owners_own_base_rate_stands_after_thirty_outcomes() {
        let broken: Vec<Settled> = (0..30)
            .filter_map(|id| Settled::of(&settled(id, MORNING, Outcome::Broken)))
            .collect();
        assert_eq!(base_rate(&broken, Side::Mine, MORNING), 0.5);
        assert_eq!(base_rate(&broken[1..], Side::Mine, MORNING), BASE_RATE);
    }

    proptest! {
        #[test]
        fn the_mean_is_a_share_and_the_order_is_of_no_account(
            promises in prop::collection::vec(any_promise(), 0..40),
        ) {
            let found = reliability(&promises, Side::Mine, BASE_RATE, MORNING);
            prop_assert!((0.0..=1.0).contains(&found.mean));
            let (low, high) = found.interval();
            prop_assert!(0.0 <= low && low <= high && high <= 1.0);
            let back: Vec<Promise> = promises.into_iter().rev().collect();
            prop_assert_eq!(found, reliability(&back, Side::Mine, BASE_RATE, MORNING));
        }
    }
}
