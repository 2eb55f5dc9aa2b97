//! Promises about to slip, and what to say while there is still time.
//!
//! The rule, our choice. A promise of mine is about to slip while it is open, its day has not
//! passed, and one of these is so:
//! 1. it is due within the days a promise shows up before its day, it was not made just today, and
//!    nothing was noted about it for a week: no word, no progress;
//! 2. more is due in the next seven days than one usually keeps in a week, and it stands beyond what
//!    one keeps when they are taken by their day.
//!
//! It is a question for the owner. Nothing is sent, and nothing is said about the other one.

use jiff::civil::Weekday;

use crate::load::Load;
use crate::promise::{Promise, PromiseId};
use crate::touch::Side;
use crate::weights::Weights;
use crate::{Day, days_between};

/// A note holds for so many days. Our choice.
const WORD_HOLDS: i64 = 7;
/// A new day is proposed so many days after the old one: time for it, and soon enough to be believed.
const LATER: i64 = 3;
const A_WEEK: i64 = 7;

/// Why a promise is about to slip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slip {
    /// Nothing is noted about it, and its day is near.
    NoWord { days: i64 },
    /// More is due in these seven days than one usually keeps.
    TooMuch { due: usize, usual: f64 },
}

/// An open promise of mine with the last day something was noted about it.
#[derive(Clone, Copy, Debug)]
pub struct Coming<'a> {
    pub promise: &'a Promise,
    pub last_word: Option<Day>,
}

/// Those about to slip, by their day. `coming` holds my open promises due in the seven days from
/// `day` on, in any order; the others of the load are overdue and come before them.
pub fn slipping(
    coming: &[Coming<'_>],
    load: &Load,
    weights: &Weights,
    day: Day,
) -> Vec<(PromiseId, Slip)> {
    let mut coming: Vec<(Day, &Coming<'_>)> = coming
        .iter()
        .filter(|one| one.promise.side == Side::Mine && one.promise.is_open())
        .filter_map(|one| Some((one.promise.due?, one)))
        .collect();
    coming.sort_by_key(|(due, one)| (*due, one.promise.made_on, one.promise.id));
    let held = load.pace.a_week.max(1.0).floor() as usize;
    let overdue = load.due.saturating_sub(coming.len());
    let too_much = Slip::TooMuch {
        due: load.due,
        usual: load.pace.a_week,
    };
    let slip = |(place, (due, one)): (usize, &(Day, &Coming<'_>))| {
        let days = days_between(day, *due);
        let beyond = load.is_beyond() && overdue + place >= held && days < A_WEEK;
        let slip = no_word(one, days, weights, day).or(beyond.then_some(too_much))?;
        (days >= 0).then_some((one.promise.id, slip))
    };
    coming.iter().enumerate().filter_map(slip).collect()
}

fn no_word(one: &Coming<'_>, days: i64, weights: &Weights, day: Day) -> Option<Slip> {
    let near = days as f64 <= weights.due_within;
    let heard = one
        .last_word
        .is_some_and(|word| days_between(word, day) < WORD_HOLDS);
    let fresh = one.promise.made_on >= day;
    (near && !heard && !fresh).then_some(Slip::NoWord { days })
}

impl Slip {
    pub fn words(&self) -> String {
        match self {
            Self::NoWord { days: 0 } => "due today, and no progress is noted".to_owned(),
            Self::NoWord { days: 1 } => "due tomorrow, and no progress is noted".to_owned(),
            Self::NoWord { days } => format!("due in {days} days, and no progress is noted"),
            Self::TooMuch { due, usual } => format!(
                "one of {due} due within seven days, more than the {usual} you usually keep in a week"
            ),
        }
    }
}

/// A new day to propose: some days after the old one or after today, and not on a weekend.
pub fn new_day(promise: &Promise, slip: Option<Slip>, day: Day) -> Day {
    let later = match slip {
        Some(Slip::TooMuch { .. }) => A_WEEK,
        _ => LATER,
    };
    let from = promise.due.map_or(day, |due| due.max(day));
    let on = from.saturating_add(jiff::Span::new().days(later));
    let rest = match on.weekday() {
        Weekday::Saturday => 2,
        Weekday::Sunday => 1,
        _ => 0,
    };
    on.saturating_add(jiff::Span::new().days(rest))
}

/// A message to copy: what was promised, that it will not be ready, a new day, and one plain
/// sentence of apology. For a promise of theirs, a gentle question instead.
pub fn message(promise: &Promise, name: &str, new: Day, day: Day) -> String {
    let what = promise.what.trim_end_matches('.');
    let hello = format!("Hello {},", crate::person::first_name(name));
    let due = promise.due.map(|due| said(due, day));
    let until = said(new, day);
    let passed = promise.due.is_some_and(|due| due < day);
    if promise.side == Side::Theirs {
        let by = due.map_or_else(String::new, |due| format!(", which we had down for {due}"));
        let later = if passed {
            "if it needs more time, just tell me by when"
        } else {
            "if another day suits you better, just name it"
        };
        return format!(
            "{hello} how does it stand with “{what}”{by}? If anything from me would help, tell me; \
             {later}."
        );
    }
    match due {
        Some(due) if passed => format!(
            "{hello} I promised you “{what}” for {due}, and it was not ready. You will have it by \
             {until}; tell me if that is too late for you. I am sorry that it is late."
        ),
        Some(due) => format!(
            "{hello} I promised you “{what}” for {due}, and it will not be ready by then. I can \
             have it done by {until}; tell me if that is too late for you. I am sorry for the delay."
        ),
        None => format!(
            "{hello} I promised you “{what}”, and it is not ready yet. I can have it done by \
             {until}; tell me if that is too late for you. I am sorry for the delay."
        ),
    }
}

/// A message to copy once a promise of mine is broken: that it is so, sorry, and an open door.
pub fn broken(promise: &Promise, name: &str, day: Day) -> String {
    let what = promise.what.trim_end_matches('.');
    let first = crate::person::first_name(name);
    let due = promise.due.map(|due| format!(" for {}", said(due, day)));
    format!(
        "Hello {first}, I promised you “{what}”{}, and I will not do it. I am sorry. If that leaves \
         you with something to sort out, tell me what would help.",
        due.unwrap_or_default()
    )
}

/// Whether it is time to ask about a promise of theirs: its day has come, or none was named.
pub fn may_ask(promise: &Promise, day: Day) -> bool {
    promise.due.is_none_or(|due| due <= day)
}

/// "Friday 13 March", with the year when it is not this one.
fn said(on: Day, today: Day) -> String {
    let form = if on.year() == today.year() {
        "%A %-d %B"
    } else {
        "%A %-d %B %Y"
    };
    on.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, days_ago, promise};
    use crate::load::Pace;

    fn later(days: i64) -> Day {
        MORNING.saturating_add(jiff::Span::new().days(days))
    }

    fn load(due: usize, a_week: f64) -> Load {
        let pace = Pace {
            a_week,
            kept: 24,
            weeks: 12,
        };
        Load { due, pace }
    }

    fn slips(promises: &[(Promise, Option<Day>)], load: &Load) -> Vec<(u128, Slip)> {
        let coming: Vec<Coming<'_>> = promises
            .iter()
            .map(|(promise, last_word)| Coming {
                promise,
                last_word: *last_word,
            })
            .collect();
        slipping(&coming, load, &Weights::default(), MORNING)
            .into_iter()
            .map(|(id, slip)| (id.0.as_u128(), slip))
            .collect()
    }

    #[test]
    fn a_near_promise_nobody_wrote_a_word_about_is_about_to_slip() {
        let near = promise(1, Side::Mine, Some(later(3)));
        let quiet = load(1, 3.0);
        let no_word = vec![(1, Slip::NoWord { days: 3 })];
        assert_eq!(slips(&[(near.clone(), None)], &quiet), no_word);
        assert_eq!(slips(&[(near.clone(), Some(days_ago(2)))], &quiet), []);
        assert_eq!(slips(&[(near.clone(), Some(days_ago(7)))], &quiet), no_word);
        let far = promise(1, Side::Mine, Some(later(4)));
        assert_eq!(slips(&[(far, None)], &quiet), []);
        let fresh = Promise {
            made_on: MORNING,
            ..near
        };
        assert_eq!(slips(&[(fresh, None)], &quiet), []);
    }

    #[test]
    fn what_stands_beyond_a_weeks_work_is_about_to_slip_by_its_day() {
        let word = Some(days_ago(1));
        let week: Vec<_> = (0..4)
            .map(|n| (promise(n, Side::Mine, Some(later(n as i64 + 1))), word))
            .collect();
        let too_much = Slip::TooMuch { due: 4, usual: 2.0 };
        assert_eq!(slips(&week, &load(4, 2.0)), [(2, too_much), (3, too_much)]);
        assert_eq!(slips(&week, &load(4, 4.0)), []);
    }

    #[test]
    fn what_is_past_or_theirs_no_longer_slips() {
        let past = promise(1, Side::Mine, Some(days_ago(1)));
        let theirs = promise(2, Side::Theirs, Some(MORNING));
        assert_eq!(slips(&[(past, None), (theirs, None)], &load(1, 1.0)), []);
    }

    #[test]
    fn the_message_says_what_when_and_sorry_once() {
        let deck = promise(1, Side::Mine, Some(later(1)));
        let new = new_day(&deck, None, MORNING);
        assert_eq!(
            message(&deck, "Sam Okafor", new, MORNING),
            "Hello Sam, I promised you “send the deck” for Wednesday 11 March, and it will not be \
             ready by then. I can have it done by Monday 16 March; tell me if that is too late for \
             you. I am sorry for the delay."
        );
        let late = promise(1, Side::Mine, Some(days_ago(4)));
        let words = message(&late, "Sam Okafor", new_day(&late, None, MORNING), MORNING);
        assert!(words.contains("was not ready. You will have it by Friday 13 March"));
        assert_eq!(words.matches("sorry").count(), 1);
    }

    #[test]
    fn waiting_asks_gently_and_blames_nobody() {
        let theirs = promise(1, Side::Theirs, Some(days_ago(6)));
        let words = message(&theirs, "Pavel Novák", MORNING, MORNING);
        assert_eq!(
            words,
            "Hello Pavel, how does it stand with “send the deck”, which we had down for Wednesday 4 \
             March? If anything from me would help, tell me; if it needs more time, just tell me by \
             when."
        );
    }

    #[test]
    fn a_new_day_is_never_on_a_weekend_nor_in_the_past() {
        for due in -20..20 {
            let open = promise(1, Side::Mine, Some(later(due)));
            let new = new_day(&open, None, MORNING);
            assert!(new > MORNING && new > later(due));
            assert!(!matches!(
                new.weekday(),
                Weekday::Saturday | Weekday::Sunday
            ));
        }
    }
}
