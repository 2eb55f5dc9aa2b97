//! How long people wait for the owner's answer, by circle: the median over replies, with how many
//! there were.

use std::collections::BTreeMap;

use super::{Glimpse, Tie, is_written};
use crate::circle::CircleId;
use crate::rhythm::{APPROACH_AT_MOST, REPLY_WITHIN};
use crate::touch::Beginner;

/// Under so many replies a median says too little. Our choice.
pub const REPLIES_ENOUGH: usize = 5;

/// The replies to the people of one circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replies {
    /// `None`: people in no circle.
    pub circle: Option<CircleId>,
    pub replies: usize,
    /// In hours; `None` under [`REPLIES_ENOUGH`].
    pub median_hours: Option<f64>,
}

/// Replies to everybody, and to each circle; somebody in two circles counts in both.
pub fn replies(ties: &[Tie]) -> (Replies, Vec<Replies>) {
    let mut all = Vec::new();
    let mut of: BTreeMap<Option<CircleId>, Vec<f64>> = BTreeMap::new();
    for tie in ties {
        let hours = hours_to_reply(&tie.touches);
        all.extend_from_slice(&hours);
        if tie.circles.is_empty() {
            of.entry(None).or_default().extend_from_slice(&hours);
        }
        for circle in &tie.circles {
            of.entry(Some(*circle))
                .or_default()
                .extend_from_slice(&hours);
        }
    }
    let each = of.into_iter().map(|(circle, hours)| summed(circle, hours));
    (summed(None, all), each.collect())
}

fn summed(circle: Option<CircleId>, mut hours: Vec<f64>) -> Replies {
    hours.sort_unstable_by(f64::total_cmp);
    Replies {
        circle,
        replies: hours.len(),
        median_hours: (hours.len() >= REPLIES_ENOUGH).then(|| median(&hours)),
    }
}

fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

/// From the first of their unanswered approaches to the owner's next message. A conversation in
/// between answers without being a reply; after a fortnight it is a new beginning.
fn hours_to_reply(touches: &[Glimpse]) -> Vec<f64> {
    let mut hours = Vec::new();
    let mut waiting = None;
    for touch in touches {
        if !is_written(touch) {
            waiting = None;
            continue;
        }
        match touch.began {
            Beginner::Them if touch.addressees <= APPROACH_AT_MOST => {
                waiting = waiting.or(Some(touch.at));
            }
            Beginner::Them => {}
            Beginner::Me | Beginner::Unknown => {
                let waited = waiting
                    .take()
                    .map(|since| touch.at.duration_since(since).as_secs_f64() / 3600.0);
                let reply = touch.began == Beginner::Me;
                hours.extend(waited.filter(|hours| reply && *hours <= REPLY_WITHIN as f64 * 24.0));
            }
        }
    }
    hours
}
