//! The exact choice among contact moves: most value within the minutes, so many people, one of a
//! circle. A knapsack by dynamic programming in 5-minute steps; it knows nothing of people.

use std::collections::BTreeMap;

use uuid::Uuid;

/// The grain of the budget, in minutes.
pub(super) const STEP: u32 = 5;

/// Billionths of a move's value, in whole numbers so that a tie is a tie: first what is taken from
/// current ties, then from lapsed ones, which only count between equals of the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value {
    pub current: i64,
    pub lapsed: i64,
}

impl std::ops::Add for Value {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            current: self.current + other.current,
            lapsed: self.lapsed + other.lapsed,
        }
    }
}

/// One thing that may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub value: Value,
    /// In steps, rounded up.
    pub steps: usize,
    pub circle: Option<Uuid>,
}

/// A sum of values and the set it comes from. The set is a bit per item, the preferred item
/// highest, so that of two sets of equal value the greater has the preferred item on which they
/// differ. Both parts add up, which is what makes the dynamic programme exact, ties included.
type Best = Option<(Value, u64)>;

/// The places of the chosen items. `items` come in order of preference: of equally valuable
/// choices the one holding the earliest item on which they differ is taken.
pub(super) fn choose(items: &[Item], steps: usize, people: usize) -> Vec<usize> {
    let kept = worth_a_look(items, people);
    let bit = |rank: usize| 1u64 << (63 - rank);
    let mut best: Vec<Vec<Best>> = vec![vec![None; steps + 1]; people + 1];
    best[0][0] = Some((Value::default(), 0));
    for group in by_circle(items, &kept) {
        let before = best.clone();
        for rank in group {
            let item = items[kept[rank]];
            for taken in 1..=people {
                for used in item.steps..=steps {
                    let with = before[taken - 1][used - item.steps]
                        .map(|(value, set)| (value + item.value, set | bit(rank)));
                    best[taken][used] = best[taken][used].max(with);
                }
            }
        }
    }
    let chosen = best
        .iter()
        .flatten()
        .flatten()
        .max()
        .map_or(0, |(_, set)| *set);
    (0..kept.len())
        .filter(|rank| chosen & bit(*rank) != 0)
        .map(|rank| kept[rank])
        .collect()
}

/// The few items an optimum can be made of. Of items that take equally long, the best of each
/// circle, and of those the best `people`, are enough: were another chosen, at most `people − 1`
/// others are, so one of the kept ones is free and of a circle not yet used, and putting it in
/// its place costs no minute and loses no value and no preference.
fn worth_a_look(items: &[Item], people: usize) -> Vec<usize> {
    let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, item) in items.iter().enumerate() {
        by_length.entry(item.steps).or_default().push(place);
    }
    let mut kept = Vec::new();
    for mut places in by_length.into_values() {
        places.sort_by_key(|place| std::cmp::Reverse(items[*place].value));
        let mut circles: Vec<Uuid> = Vec::new();
        let mut left = people;
        for place in places {
            if left == 0 {
                break;
            }
            if let Some(circle) = items[place].circle {
                if circles.contains(&circle) {
                    continue;
                }
                circles.push(circle);
            }
            kept.push(place);
            left -= 1;
        }
    }
    // As many as there are bits; far more than lengths times people.
    kept.truncate(64);
    kept.sort_unstable();
    kept
}

/// Ranks of the kept items, in groups of which at most one may be chosen.
fn by_circle(items: &[Item], kept: &[usize]) -> Vec<Vec<usize>> {
    let mut circles: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
    let mut groups = Vec::new();
    for (rank, place) in kept.iter().enumerate() {
        match items[*place].circle {
            Some(circle) => circles.entry(circle).or_default().push(rank),
            None => groups.push(vec![rank]),
        }
    }
    groups.extend(circles.into_values());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Add;

    use proptest::prelude::*;

    /// Every subset, one by one.
    fn by_brute_force(items: &[Item], steps: usize, people: usize) -> Vec<usize> {
        let mut best = (Value::default(), 0u64);
        for subset in 0..(1u64 << items.len()) {
            let chosen: Vec<usize> = (0..items.len())
                .filter(|place| subset & (1 << place) != 0)
                .collect();
            let mut circles: Vec<Uuid> = chosen.iter().filter_map(|i| items[*i].circle).collect();
            let with_circle = circles.len();
            circles.sort();
            circles.dedup();
            if chosen.len() > people
                || circles.len() < with_circle
                || chosen
                    .iter()
                    .map(|place| items[*place].steps)
                    .sum::<usize>()
                    > steps
            {
                continue;
            }
            let preference: u64 = chosen.iter().map(|place| 1 << (63 - place)).sum();
            best = best.max((
                chosen
                    .iter()
                    .map(|place| items[*place].value)
                    .fold(Value::default(), Value::add),
                preference,
            ));
        }
        (0..items.len())
            .filter(|place| best.1 & (1 << (63 - place)) != 0)
            .collect()
    }

    fn item() -> impl Strategy<Value = Item> {
        // Few distinct values, so that ties are common.
        (0i64..6, 0i64..4, 1usize..4, 0u128..4).prop_map(|(current, lapsed, steps, circle)| Item {
            value: Value { current, lapsed },
            steps,
            circle: (circle > 0).then(|| Uuid::from_u128(circle)),
        })
    }

    proptest! {
        #[test]
        fn the_choice_is_the_best_of_all_subsets(
            items in prop::collection::vec(item(), 0..11),
            steps in 0usize..7,
            people in 0usize..5,
        ) {
            prop_assert_eq!(choose(&items, steps, people), by_brute_force(&items, steps, people));
        }
    }
}
