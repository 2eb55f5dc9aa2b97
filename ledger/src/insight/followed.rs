//! What was followed by more contact? For each setting, the days in touch in the thirty days after
//! such a touch less those in the thirty days before, within the same person; averaged for each
//! person, then over people, with an interval by Student's t, wide enough that all settings together
//! hold at 95 % (Bonferroni). Before and after is not because.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::Tie;
use crate::touch::Setting;
use crate::{Day, days_between};

/// Days looked at on each side of a touch.
const AROUND: i64 = 30;

/// Under so many people an interval says too little. Our choice.
pub const PEOPLE_ENOUGH: usize = 8;

/// Settings looked at side by side.
const SETTINGS: f64 = 7.0;

/// One setting, and what came after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Followed {
    pub setting: Setting,
    /// People with such a touch and thirty days on both sides of it.
    pub people: usize,
    pub touches: usize,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Fewer than [`PEOPLE_ENOUGH`] people.
    TooLittle,
    /// Days more in the thirty days after than before, and its interval.
    Days { more: f64, low: f64, high: f64 },
}

impl Verdict {
    /// Whether the interval leaves zero out.
    pub fn tells(&self) -> bool {
        matches!(self, Self::Days { low, high, .. } if *low > 0.0 || *high < 0.0)
    }
}

/// Every setting but plain messages, in the order of the list. Touches within thirty days of either
/// end of the time looked at are left out, as one of their sides is not known.
pub fn followed(ties: &[Tie], from: Day, day: Day) -> Vec<Followed> {
    let settings = Setting::ALL
        .iter()
        .filter(|setting| **setting != Setting::Message);
    settings
        .map(|setting| after(*setting, ties, from, day))
        .collect()
}

fn after(setting: Setting, ties: &[Tie], from: Day, day: Day) -> Followed {
    let each: Vec<(f64, usize)> = ties
        .iter()
        .filter_map(|tie| of_one(setting, tie, from, day))
        .collect();
    let differences: Vec<f64> = each.iter().map(|(mean, _)| *mean).collect();
    Followed {
        setting,
        people: each.len(),
        touches: each.iter().map(|(_, touches)| touches).sum(),
        verdict: judged(&differences),
    }
}

/// The mean difference within one person, and over how many touches.
fn of_one(setting: Setting, tie: &Tie, from: Day, day: Day) -> Option<(f64, usize)> {
    let mut days: Vec<i64> = tie
        .touches
        .iter()
        .map(|touch| days_between(from, touch.day))
        .collect();
    days.dedup();
    let until = days_between(from, day);
    let mut events: Vec<i64> = tie
        .touches
        .iter()
        .filter(|touch| touch.setting == setting)
        .map(|touch| days_between(from, touch.day))
        .filter(|on| *on >= AROUND && on + AROUND <= until)
        .collect();
    events.dedup();
    let between = |low: i64, high: i64| {
        let up_to = |day: i64| days.partition_point(|other| *other <= day);
        up_to(high) as f64 - up_to(low - 1) as f64
    };
    let difference = |on: &i64| between(on + 1, on + AROUND) - between(on - AROUND, on - 1);
    let sum: f64 = events.iter().map(difference).sum();
    (!events.is_empty()).then(|| (sum / events.len() as f64, events.len()))
}

fn judged(differences: &[f64]) -> Verdict {
    if differences.len() < PEOPLE_ENOUGH {
        return Verdict::TooLittle;
    }
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    let squares: f64 = differences.iter().map(|one| (one - mean).powi(2)).sum();
    let error = (squares / (n - 1.0) / n).sqrt();
    let Ok(t) = StudentsT::new(0.0, 1.0, n - 1.0) else {
        return Verdict::TooLittle;
    };
    let reach = t.inverse_cdf(1.0 - 0.05 / (2.0 * SETTINGS)) * error;
    Verdict::Days {
        more: mean,
        low: mean - reach,
        high: mean + reach,
    }
}
