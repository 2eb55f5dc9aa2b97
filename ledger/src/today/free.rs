//! Whether someone may be proposed at all on a day, reason or not.

use super::{Candidate, Question};
use crate::days_between;

/// Whether someone may be proposed at all today, reason or not.
pub(super) fn is_free(candidate: &Candidate, question: &Question<'_>, pause: f64) -> bool {
    let day = question.day;
    if candidate
        .quiet
        .as_ref()
        .is_some_and(|quiet| quiet.covers(day))
    {
        return false;
    }
    let facts = candidate.facts.as_ref();
    if facts.is_some_and(|facts| days_between(facts.last, day) <= 1) {
        return false;
    }
    let Some(nudge) = &candidate.nudge else {
        return true;
    };
    let put_off = nudge.snoozed_until.is_some_and(|until| day < until);
    if put_off || nudge.answered_on == Some(day) || is_resting(candidate, question) {
        return false;
    }
    // What was suggested this very morning stays suggested all day.
    let Some(on) = nudge.suggested_on.filter(|on| *on < day) else {
        return true;
    };
    // Put off until a day, it comes back on that day, not a pause later.
    if nudge.snoozed_until.is_some_and(|until| on < until) {
        return true;
    }
    let half_gap = facts.map_or(0.0, |facts| facts.median_gap / 2.0);
    days_between(on, day) as f64 >= pause.max(half_gap)
}

/// Not needed, or passed over too often: not proposed for a while.
pub(super) fn is_resting(candidate: &Candidate, question: &Question<'_>) -> bool {
    let nudge = candidate.nudge.as_ref();
    nudge.is_some_and(|nudge| nudge.is_resting(question.day, question.weights))
}
