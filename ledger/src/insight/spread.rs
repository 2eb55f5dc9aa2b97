//! Who takes the owner's time: how few people make up half of all days in touch. A few people well
//! is no fault; that it is nobody's choice might be.

use std::cmp::Reverse;

use super::Tie;
use crate::person::PersonId;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Days in touch, each person's own counted by itself.
    pub days: u32,
    /// People with any.
    pub people: usize,
    /// The fewest people who make up half of the days, by name.
    pub half: Vec<(PersonId, String)>,
    /// Days in touch of each person, the most first: the shape, without names.
    pub shape: Vec<u32>,
}

pub fn spread(ties: &[Tie]) -> Spread {
    let mut days: Vec<(u32, &Tie)> = ties
        .iter()
        .map(|tie| (days_in_touch(tie), tie))
        .filter(|(days, _)| *days > 0)
        .collect();
    days.sort_by_key(|(days, tie)| (Reverse(*days), tie.name.as_str(), tie.person));
    let all: u32 = days.iter().map(|(days, _)| days).sum();
    let mut taken = 0;
    let mut half = Vec::new();
    for (days, tie) in &days {
        if 2 * taken >= all {
            break;
        }
        taken += days;
        half.push((tie.person, tie.name.clone()));
    }
    half.sort_by(|(a, one), (b, other)| (one.to_lowercase(), a).cmp(&(other.to_lowercase(), b)));
    Spread {
        days: all,
        people: days.len(),
        half,
        shape: days.into_iter().map(|(days, _)| days).collect(),
    }
}

fn days_in_touch(tie: &Tie) -> u32 {
    let days = tie
        .touches
        .chunk_by(|one, next| one.day == next.day)
        .count();
    u32::try_from(days).unwrap_or(u32::MAX)
}
