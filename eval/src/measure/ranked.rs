//! How well a score puts what happened before what did not.

use std::collections::BTreeMap;

/// Cases from the highest score to the lowest, those of one score together.
#[derive(Debug)]
pub struct Ranked {
    /// Runs of places with one score, the highest first.
    runs: Vec<Vec<usize>>,
    happened: Vec<bool>,
}

impl Ranked {
    pub fn by(scores: &[f64], happened: &[bool]) -> Self {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        let runs = order.chunk_by(|one, next| scores[*one].total_cmp(&scores[*next]).is_eq());
        Self {
            runs: runs.map(<[usize]>::to_vec).collect(),
            happened: happened.to_vec(),
        }
    }

    /// How much of a run happened, and how much did not.
    fn split(&self, run: &[usize], weight: &impl Fn(usize) -> f64) -> (f64, f64) {
        run.iter().fold((0.0, 0.0), |(came, not), place| {
            if self.happened[*place] {
                (came + weight(*place), not)
            } else {
                (came, not + weight(*place))
            }
        })
    }

    /// The probability that one that happened scores above one that did not, ties halved.
    pub fn auc(&self, weight: impl Fn(usize) -> f64) -> f64 {
        let (mut above, mut agreed, mut others) = (0.0, 0.0, 0.0);
        for run in &self.runs {
            let (came, not) = self.split(run, &weight);
            agreed += not * (above + came / 2.0);
            above += came;
            others += not;
        }
        agreed / (above * others)
    }

    /// The share that happened among the highest `top` of all; a run cut by the limit counts in
    /// part.
    pub fn precision(&self, top: f64, weight: impl Fn(usize) -> f64) -> f64 {
        let split: Vec<(f64, f64)> = self
            .runs
            .iter()
            .map(|run| self.split(run, &weight))
            .collect();
        let room: f64 = top * split.iter().map(|(came, not)| came + not).sum::<f64>();
        let (mut taken, mut came_in) = (0.0, 0.0);
        for (came, not) in split {
            let take = (room - taken).min(came + not);
            // In a bootstrap a run may not have been drawn.
            if take > 0.0 {
                came_in += came * take / (came + not);
                taken += take;
            }
        }
        came_in / taken
    }
}

/// Each score as the share of its own cutoff that scores below it, ties halved, so that several
/// days can be looked at as one.
pub fn within_cutoffs(scores: &[f64], cutoffs: &[i64]) -> Vec<f64> {
    let mut days: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (score, cutoff) in scores.iter().zip(cutoffs) {
        days.entry(*cutoff).or_default().push(*score);
    }
    for day in days.values_mut() {
        day.sort_unstable_by(f64::total_cmp);
    }
    let share = |(score, cutoff): (&f64, &i64)| {
        let day = &days[cutoff];
        let below = day.partition_point(|other| other < score);
        let up_to = day.partition_point(|other| other <= score);
        (below + up_to) as f64 / (2 * day.len()) as f64
    };
    scores.iter().zip(cutoffs).map(share).collect()
}

/// The AUC among the pairs of one person, averaged over people who have both outcomes. A pair
/// counts with both its people.
pub fn within_person_auc(scores: &[f64], happened: &[bool], people: &[[u32; 2]]) -> f64 {
    let mut theirs: BTreeMap<u32, (Vec<f64>, Vec<bool>)> = BTreeMap::new();
    for ((score, came), pair) in scores.iter().zip(happened).zip(people) {
        for person in pair {
            let one = theirs.entry(*person).or_default();
            one.0.push(*score);
            one.1.push(*came);
        }
    }
    let (mut sum, mut known) = (0.0, 0.0);
    for (scores, happened) in theirs.values() {
        let both = happened.contains(&true) && happened.contains(&false);
        if both {
            sum += Ranked::by(scores, happened).auc(|_| 1.0);
            known += 1.0;
        }
    }
    sum / known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_halved_and_a_cut_run_counts_in_part() {
        let ranked = Ranked::by(&[3.0, 2.0, 2.0, 1.0], &[true, true, false, false]);
        assert_eq!(ranked.auc(|_| 1.0), 3.5 / 4.0);
        assert_eq!(ranked.precision(0.25, |_| 1.0), 1.0);
        assert_eq!(ranked.precision(0.5, |_| 1.0), 0.75);
    }

    #[test]
    fn what_was_not_drawn_is_passed_over() {
        let ranked = Ranked::by(&[3.0, 2.0, 1.0], &[false, true, false]);
        let undrawn = |place: usize| if place == 0 { 0.0 } else { 1.0 };
        assert_eq!(ranked.precision(0.5, undrawn), 1.0);
    }

    #[test]
    fn a_weight_is_as_good_as_saying_it_twice() {
        let ranked = Ranked::by(&[3.0, 2.0, 1.0], &[true, false, true]);
        let twice = Ranked::by(&[3.0, 2.0, 1.0, 1.0], &[true, false, true, true]);
        let weight = |place: usize| if place == 2 { 2.0 } else { 1.0 };
        assert_eq!(ranked.auc(weight), twice.auc(|_| 1.0));
    }

    #[test]
    fn scores_of_different_days_become_comparable() {
        let shares = within_cutoffs(&[1.0, 2.0, 100.0, 200.0], &[1, 1, 2, 2]);
        assert_eq!(shares, [0.25, 0.75, 0.25, 0.75]);
    }

    #[test]
    fn within_a_person_only_their_own_pairs_are_compared() {
        let people = [[1, 9], [1, 8], [2, 9]];
        let auc = within_person_auc(&[0.9, 0.1, 0.95], &[true, false, true], &people);
        assert_eq!(auc, 1.0);
    }
}
