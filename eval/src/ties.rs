//! Two public records of who wrote to whom and when, as pairs of people with their contact days.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use jiff::ToSpan;
use jiff::civil::date;
use ledger::Day;
use ledger::rhythm::{Contact, Facts};
use ledger::touch::Beginner;

use crate::Error;

/// The last day of the institute's mail that is whole: rows are missing from day 526 to 797.
const LAST_WHOLE_DAY: i64 = 525;

/// Two people and the days on which either wrote to the other.
#[derive(Debug, Clone)]
pub struct Pair {
    pub people: [u32; 2],
    /// Ascending, each once, counted from the record's first day.
    pub days: Vec<i64>,
}

/// A pair as it stands on the morning of one day: what the ledger may know, and what came after.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The pair's place in the record, by which it is drawn again in a bootstrap.
    pub pair: usize,
    pub people: [u32; 2],
    pub cutoff: i64,
    pub past: &'a [i64],
    pub future: &'a [i64],
    pub facts: Facts,
}

/// A European research institute's mail, days 0 to 525 (SNAP, email-Eu-core-temporal).
pub fn institute(data: &Path) -> Result<Vec<Pair>, Error> {
    let path = data.join("ties/email-Eu-core-temporal.txt.gz");
    let unreadable = |cause| Error::Unreadable(path.clone(), cause);
    let file = std::fs::File::open(&path).map_err(unreadable)?;
    let mut text = String::new();
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    Ok(pairs(&text, LAST_WHOLE_DAY))
}

/// Private messages on a students' site over 193 days (SNAP, CollegeMsg).
pub fn students(data: &Path) -> Result<Vec<Pair>, Error> {
    let path = data.join("ties/CollegeMsg.txt");
    let text =
        std::fs::read_to_string(&path).map_err(|cause| Error::Unreadable(path.clone(), cause))?;
    Ok(pairs(&text, i64::MAX))
}

/// Lines of `from to seconds`; days are counted from that of the first line in time.
fn pairs(text: &str, last_day: i64) -> Vec<Pair> {
    let lines: Vec<(u32, u32, i64)> = text.lines().filter_map(line).collect();
    let first = lines.iter().map(|(_, _, day)| *day).min().unwrap_or(0);
    let mut days: BTreeMap<[u32; 2], Vec<i64>> = BTreeMap::new();
    for (from, to, day) in lines {
        if from != to && day - first <= last_day {
            let people = [from.min(to), from.max(to)];
            days.entry(people).or_default().push(day - first);
        }
    }
    days.into_iter()
        .map(|(people, mut days)| {
            days.sort_unstable();
            days.dedup();
            Pair { people, days }
        })
        .collect()
}

fn line(line: &str) -> Option<(u32, u32, i64)> {
    let mut words = line.split_whitespace();
    let from = words.next()?.parse().ok()?;
    let to = words.next()?.parse().ok()?;
    let seconds: i64 = words.next()?.parse().ok()?;
    Some((from, to, seconds.div_euclid(86_400)))
}

/// Every pair with at least `least` contact days before the cutoff.
pub fn cases(pairs: &[Pair], cutoff: i64, least: usize) -> Vec<Case<'_>> {
    let known = |(pair, one): (usize, &'_ Pair)| {
        let (past, future) = one
            .days
            .split_at(one.days.partition_point(|day| *day < cutoff));
        let facts = (past.len() >= least).then(|| facts(past)).flatten()?;
        Some((pair, one.people, past.len(), facts, future.len()))
    };
    pairs
        .iter()
        .enumerate()
        .filter_map(known)
        .map(|(pair, people, known, facts, _)| Case {
            pair,
            people,
            cutoff,
            past: &pairs[pair].days[..known],
            future: &pairs[pair].days[known..],
            facts,
        })
        .collect()
}

/// What the ledger keeps of these contact days.
pub fn facts(days: &[i64]) -> Option<Facts> {
    Facts::of(days.iter().map(|day| Contact {
        day: calendar(*day),
        began: Beginner::Unknown,
        addressees: 1,
    }))
}

/// A day of a record as a day of the calendar; which one is of no account.
pub fn calendar(day: i64) -> Day {
    date(2003, 10, 1).saturating_add(day.days())
}

impl Case<'_> {
    pub fn day(&self) -> Day {
        calendar(self.cutoff)
    }

    /// Whether there was contact in the `horizon` days from the cutoff on.
    pub fn in_touch_within(&self, horizon: i64) -> bool {
        self.future
            .first()
            .is_some_and(|day| *day < self.cutoff + horizon)
    }

    /// Contact days in the `horizon` days from the cutoff on.
    pub fn contacts_within(&self, horizon: i64) -> usize {
        self.future
            .partition_point(|day| *day < self.cutoff + horizon)
    }

    /// Days since the last contact.
    pub fn silence(&self) -> f64 {
        self.past.last().map_or(0, |last| self.cutoff - last) as f64
    }

    /// Days since the first contact.
    pub fn age(&self) -> f64 {
        self.past.first().map_or(0, |first| self.cutoff - first) as f64
    }

    pub fn contact_days(&self) -> f64 {
        self.past.len() as f64
    }

    pub fn mean_gap(&self) -> f64 {
        let span = self.age() - self.silence();
        span / (self.contact_days() - 1.0).max(1.0)
    }

    /// Σ 2^(−age/half-life) over contact days.
    pub fn decayed(&self, half_life: f64) -> f64 {
        let ages = self.past.iter().map(|day| (self.cutoff - day) as f64);
        ages.map(|age| (-age / half_life).exp2()).sum()
    }
}

/// z of the silence under the published prior, worked out apart from the ledger: so many spreads
/// above the centre of the pair's gaps (model C1).
pub fn spreads(case: &Case<'_>) -> f64 {
    let logs = || {
        case.past
            .windows(2)
            .map(|pair| ((pair[1] - pair[0]) as f64).ln())
    };
    let (m0, kappa0, a0, b0) = (7f64.ln(), 2.0, 4.0, 6.5);
    let n = case.contact_days() - 1.0;
    let mean = if n > 0.0 { logs().sum::<f64>() / n } else { m0 };
    let squares: f64 = logs().map(|log| (log - mean).powi(2)).sum();
    let (kappa, a) = (kappa0 + n, a0 + n / 2.0);
    let centre = (kappa0 * m0 + n * mean) / kappa;
    let b = b0 + squares / 2.0 + kappa0 * n * (mean - m0).powi(2) / (2.0 * kappa);
    (case.silence().max(1.0).ln() - centre) / (b * (kappa + 1.0) / (a * kappa)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_the_same_both_ways_and_a_day_counts_once() {
        let read = pairs("1 2 86400\n2 1 90000\n3 3 5\n2 1 864000\n", i64::MAX);
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].people, &read[0].days), ([1, 2], &vec![1, 10]));
        let cases = cases(&read, 5, 1);
        assert_eq!((cases[0].past, cases[0].future), (&[1][..], &[10][..]));
        // Six days from the morning of day 5 end with day 10.
        assert!(cases[0].in_touch_within(6) && !cases[0].in_touch_within(5));
    }
}
