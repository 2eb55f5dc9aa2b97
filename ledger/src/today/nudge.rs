//! What became of suggestions: shown, done, put off, not needed, passed over. The book keeps it; what
//! follows from it is decided here.

use jiff::ToSpan;

use crate::weights::Weights;
use crate::{Day, days_between};

/// Passed over so often in a row, the owner is asked instead (model D).
const PASSED_OVER: u32 = 3;

/// What became of earlier suggestions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nudge {
    pub suggested_on: Option<Day>,
    /// Not before this day.
    pub snoozed_until: Option<Day>,
    /// How often in a row it was shown again while the time before was not answered.
    pub passed_over: u32,
    /// Not before this day: the owner said that there is no need.
    pub resting_until: Option<Day>,
    /// When the owner last answered: done, put off, not needed.
    pub answered_on: Option<Day>,
}

impl Nudge {
    /// Shown on a morning; once a day. After a rest the counting begins anew.
    #[must_use]
    pub fn shown(self, day: Day) -> Self {
        if self.suggested_on >= Some(day) {
            return self;
        }
        let passed = self.passed(day);
        Self {
            passed_over: if passed < PASSED_OVER { passed } else { 0 },
            suggested_on: Some(day),
            ..self
        }
    }

    /// The owner did it. From tomorrow on the pause after a suggestion holds, whether or not it was seen.
    #[must_use]
    pub fn done(self, day: Day) -> Self {
        Self {
            suggested_on: Some(day),
            snoozed_until: None,
            ..self.answered(day)
        }
    }

    #[must_use]
    pub fn put_off(self, day: Day, until: Day) -> Self {
        Self {
            snoozed_until: Some(until),
            ..self.answered(day)
        }
    }

    /// No need just now.
    #[must_use]
    pub fn not_needed(self, day: Day, weights: &Weights) -> Self {
        Self {
            resting_until: Some(rests_until(day, weights)),
            ..self.answered(day)
        }
    }

    fn answered(self, day: Day) -> Self {
        Self {
            passed_over: 0,
            answered_on: Some(day),
            ..self
        }
    }

    /// How often in a row it was shown on days before this one and not answered.
    pub fn passed(&self, day: Day) -> u32 {
        let open = self.suggested_on.is_some_and(|on| on < day);
        let unanswered = self.answered_on < self.suggested_on;
        self.passed_over + u32::from(open && unanswered)
    }

    /// Whether it was passed over so often that the owner is asked instead.
    pub fn is_passed_over(&self, day: Day) -> bool {
        self.passed(day) >= PASSED_OVER
    }

    /// Not proposed for a while: it is not needed, or was passed over too often.
    pub fn is_resting(&self, day: Day, weights: &Weights) -> bool {
        let since = self.suggested_on.map(|on| days_between(on, day) as f64);
        self.resting_until.is_some_and(|until| day < until)
            || self.is_passed_over(day) && since.is_some_and(|since| since < weights.rest)
    }
}

/// Until when something of the morning rests that is not needed on a day.
pub fn rests_until(day: Day, weights: &Weights) -> Day {
    day.saturating_add((weights.rest.round() as i64).days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const FIRST: Day = date(2026, 1, 5);

    fn later(days: i64) -> Day {
        FIRST.saturating_add(days.days())
    }

    fn three_times() -> Nudge {
        let shown = Nudge::default().shown(FIRST).shown(later(7));
        shown.shown(later(14))
    }

    #[test]
    fn passed_over_three_times_it_rests_as_long_as_the_settings_say() {
        let mut weights = Weights::default();
        let nudge = three_times();
        assert!(!nudge.is_resting(later(14), &weights), "shown that morning");
        assert!(nudge.is_resting(later(15), &weights));
        assert!(nudge.is_resting(later(43), &weights));
        assert!(!nudge.is_resting(later(44), &weights));
        weights.rest = 7.0;
        assert!(nudge.is_resting(later(20), &weights));
        assert!(!nudge.is_resting(later(21), &weights));
    }

    #[test]
    fn two_times_are_not_three_and_an_answer_begins_the_count_anew() {
        let weights = Weights::default();
        let twice = Nudge::default().shown(FIRST).shown(later(7));
        assert!(!twice.is_resting(later(8), &weights));
        let answered = twice.done(later(8)).shown(later(15)).shown(later(22));
        assert_eq!(answered.passed(later(23)), 2);
        assert_eq!(
            three_times()
                .put_off(later(14), later(20))
                .passed(later(15)),
            0
        );
    }

    #[test]
    fn shown_twice_on_a_day_is_shown_once() {
        let once = Nudge::default().shown(FIRST).shown(later(7));
        assert_eq!(once.clone().shown(later(7)), once);
        assert_eq!(
            once.clone().shown(FIRST),
            once,
            "an earlier day changes nothing"
        );
    }

    #[test]
    fn after_its_rest_it_may_be_passed_over_three_times_again() {
        let weights = Weights::default();
        let again = three_times().shown(later(44));
        assert!(!again.is_resting(later(45), &weights));
        assert_eq!(again.passed(later(45)), 1);
    }

    #[test]
    fn what_is_not_needed_rests_as_long_as_the_settings_say() {
        let weights = Weights {
            rest: 7.0,
            ..Weights::default()
        };
        let nudge = Nudge::default().shown(FIRST).not_needed(FIRST, &weights);
        assert_eq!(nudge.resting_until, Some(later(7)));
        assert!(nudge.is_resting(later(6), &weights));
        assert!(!nudge.is_resting(later(7), &weights));
    }
}
