//! How much one has taken on, against how much one keeps in a week. It is a remark for the owner,
//! never a refusal: who knows why this week is another.

use crate::promise::Outcome;
use crate::reliability::Settled;
use crate::touch::Side;
use crate::{Day, days_between};

/// So many weeks are looked back over. Our choice: a season, so that one busy week weighs little.
pub const WEEKS: usize = 12;
/// Fewer promises kept than this, or fewer weeks, say nothing. Our choice.
const KEPT_ENOUGH: u32 = 6;
const WEEKS_ENOUGH: usize = 4;

/// What one keeps in a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The median over the weeks looked at.
    pub a_week: f64,
    /// How many promises were kept in them, late ones too: the work was done.
    pub kept: u32,
    pub weeks: usize,
}

/// Promises of mine due in the seven days from today on, overdue ones with them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    pub due: usize,
    pub pace: Pace,
}

impl Pace {
    /// The pace as known on `day`: the last twelve weeks, or as many as there are promises from.
    pub fn of(settled: &[Settled], day: Day) -> Self {
        let ages: Vec<i64> = settled
            .iter()
            .filter_map(|one| kept_ago(one, day))
            .collect();
        let oldest = ages.iter().copied().max().unwrap_or(-1);
        let weeks = (usize::try_from(oldest + 1).unwrap_or(0).div_ceil(7)).min(WEEKS);
        let mut counts = vec![0_u32; weeks];
        for age in ages {
            let week = usize::try_from(age / 7).unwrap_or(usize::MAX);
            if let Some(count) = counts.get_mut(week) {
                *count += 1;
            }
        }
        Self {
            kept: counts.iter().sum(),
            a_week: median(counts),
            weeks,
        }
    }

    /// Whether there is enough to say anything.
    pub fn enough(&self) -> bool {
        self.kept >= KEPT_ENOUGH && self.weeks >= WEEKS_ENOUGH
    }

    pub fn words(&self) -> String {
        if !self.enough() {
            return format!(
                "what you keep in a week: too early to tell, {} kept so far",
                self.kept
            );
        }
        format!(
            "you usually keep {} a week (the middle of {} weeks, {} kept)",
            halves(self.a_week),
            self.weeks,
            self.kept
        )
    }
}

impl Load {
    /// Whether more is due than one usually keeps; never while it is too early to tell.
    pub fn is_beyond(&self) -> bool {
        self.pace.enough() && self.due as f64 > self.pace.a_week.max(1.0)
    }

    pub fn words(&self) -> String {
        let due = match self.due {
            0 => "nothing of yours is overdue or due within seven days".to_owned(),
            1 => "1 of yours is due within seven days, or overdue".to_owned(),
            due => format!("{due} of yours are due within seven days, or overdue"),
        };
        format!("{due}; {}", self.pace.words())
    }

    /// What to remark when a promise is made: nothing, as long as the week can hold it.
    pub fn remark(&self) -> Option<String> {
        let usual = halves(self.pace.a_week);
        self.is_beyond().then(|| {
            format!(
                "with this one {} of yours are due within those seven days, and you usually keep \
                 {usual} a week: is there a later day, or one you can hand on?",
                self.due
            )
        })
    }
}

/// The first and the last of the seven days a promise due on `due` shares: those from today on
/// when it is due in them, else those that end with it. Overdue ones belong to the first.
pub fn week_of(due: Day, day: Day) -> (Day, Day) {
    let days = |count: i64| jiff::Span::new().days(count);
    let last = day.saturating_add(days(6));
    if due <= last {
        return (EVER, last);
    }
    (due.saturating_sub(days(6)), due)
}

/// Before every promise there is.
const EVER: Day = Day::constant(1, 1, 1);

/// How many days ago a promise of mine was kept.
fn kept_ago(settled: &Settled, day: Day) -> Option<i64> {
    let kept = matches!(settled.outcome, Outcome::Kept | Outcome::Late);
    let ago = days_between(settled.on, day);
    (settled.side == Side::Mine && kept && ago >= 0).then_some(ago)
}

fn median(mut counts: Vec<u32>) -> f64 {
    counts.sort_unstable();
    let middle = counts.len() / 2;
    match (counts.get(middle), counts.len() % 2) {
        (None, _) => 0.0,
        (Some(upper), 1) => f64::from(*upper),
        (Some(upper), _) => f64::from(counts[middle - 1] + *upper) / 2.0,
    }
}

/// A median of counts is whole or a half.
fn halves(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, any_promise, days_ago, settled};
    use crate::promise::{Promise, State};
    use proptest::prelude::*;

    fn pace(promises: &[Promise], day: Day) -> Pace {
        let settled: Vec<Settled> = promises.iter().filter_map(Settled::of).collect();
        Pace::of(&settled, day)
    }

    fn kept(ago: impl IntoIterator<Item = i64>) -> Vec<Promise> {
        let ago = ago.into_iter().enumerate();
        ago.map(|(id, ago)| settled(id as u128, days_ago(ago), Outcome::Kept))
            .collect()
    }

    #[test]
    fn the_pace_is_the_middle_of_twelve_weeks() {
        // Two a week, but nothing in three of them and nine in one.
        let weeks = [2, 0, 2, 9, 2, 2, 0, 2, 2, 0, 2, 2];
        let ago = weeks
            .iter()
            .enumerate()
            .flat_map(|(week, count)| std::iter::repeat_n(week as i64 * 7 + 3, *count));
        let pace = pace(&kept(ago), MORNING);
        assert_eq!((pace.a_week, pace.kept, pace.weeks), (2.0, 25, 12));
        assert_eq!(
            pace.words(),
            "you usually keep 2 a week (the middle of 12 weeks, 25 kept)"
        );
    }

    #[test]
    fn with_few_kept_or_few_weeks_it_is_too_early_to_tell() {
        assert!(!pace(&kept([1, 8, 15, 22, 29]), MORNING).enough());
        assert!(!pace(&kept([1, 1, 1, 2, 3, 4, 5, 6]), MORNING).enough());
        assert!(pace(&kept([1, 8, 8, 15, 22, 27]), MORNING).enough());
        let none = Load {
            due: 9,
            pace: pace(&[], MORNING),
        };
        assert!(!none.is_beyond(), "nobody is warned by what is not known");
        assert!(none.words().contains("too early to tell, 0 kept so far"));
    }

    #[test]
    fn a_week_beyond_what_one_keeps_is_remarked_and_never_refused() {
        let pace = pace(&kept((0..24).map(|n| n * 7 / 2)), MORNING);
        let load = |due| Load { due, pace };
        assert_eq!(load(2).remark(), None);
        assert!(
            load(3).remark().is_some_and(
                |words| words.contains("3 of yours") && words.contains("keep 2 a week")
            )
        );
    }

    #[test]
    fn a_promise_shares_the_seven_days_it_is_due_in() {
        let later = |days| MORNING.saturating_add(jiff::Span::new().days(days));
        assert_eq!(week_of(days_ago(4), MORNING), (EVER, later(6)));
        assert_eq!(week_of(later(6), MORNING), (EVER, later(6)));
        assert_eq!(week_of(later(20), MORNING), (later(14), later(20)));
    }

    proptest! {
        #[test]
        fn the_order_of_promises_is_of_no_account_and_later_ones_are_not_known(
            promises in prop::collection::vec(any_promise(), 0..60), ago in 0i64..200,
        ) {
            let day = days_ago(ago);
            let pace_of_all = pace(&promises, day);
            let back: Vec<Promise> = promises.iter().rev().cloned().collect();
            prop_assert_eq!(pace_of_all, pace(&back, day));
            let known: Vec<Promise> = promises
                .into_iter()
                .filter(|promise| !matches!(promise.state, State::Settled { on, .. } if on > day))
                .collect();
            prop_assert_eq!(pace_of_all, pace(&known, day));
            prop_assert!(pace_of_all.weeks <= WEEKS && pace_of_all.a_week <= f64::from(pace_of_all.kept));
        }
    }
}
