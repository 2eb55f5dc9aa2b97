//! A concern weighs on someone: open, with a day to look again, then eased. What came up is asked
//! after until it is eased; the morning brings it on its day.

use jiff::ToSpan;
use thiserror::Error;
use uuid::Uuid;

use crate::Day;
use crate::person::{PersonId, first_name};
use crate::today::{Kind, Matter, day_words};
use crate::touch::TouchId;
use crate::weights::Weights;

/// To ask, and to listen to the answer.
const MINUTES: u32 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConcernId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    pub id: ConcernId,
    pub person: PersonId,
    pub what: String,
    pub raised_on: Day,
    /// The day to look again. It stays what it was when the concern is eased.
    pub check_on: Day,
    /// The touch it was heard in, where that is known.
    pub touch: Option<TouchId>,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Eased { on: Day },
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("a concern needs words: what weighs on them?")]
    Wordless,
    #[error("this concern was eased on {}", crate::said_day(*on))]
    AlreadyEased { on: Day },
    #[error("it was noted on {}; {} comes before that", crate::said_day(*raised_on), crate::said_day(*day))]
    BeforeRaised { raised_on: Day, day: Day },
    #[error("{} is not after {}: name a later day to look again", crate::said_day(*check), crate::said_day(*day))]
    NotLater { day: Day, check: Day },
}

impl Concern {
    /// A concern newly noted; the day to look again may be the day it is noted.
    pub fn raise(
        id: ConcernId,
        person: PersonId,
        what: &str,
        raised_on: Day,
        check_on: Day,
    ) -> Result<Self, Refusal> {
        let what = what.trim();
        if what.is_empty() {
            return Err(Refusal::Wordless);
        }
        if check_on < raised_on {
            return Err(Refusal::BeforeRaised {
                raised_on,
                day: check_on,
            });
        }
        Ok(Self {
            id,
            person,
            what: what.to_owned(),
            raised_on,
            check_on,
            touch: None,
            state: State::Open,
        })
    }

    /// Still there: asked about on `day`, and again on `check`.
    pub fn look_again(self, day: Day, check: Day) -> Result<Self, Refusal> {
        self.open_on(day)?;
        if check <= day {
            return Err(Refusal::NotLater { day, check });
        }
        Ok(Self {
            check_on: check,
            ..self
        })
    }

    pub fn ease(self, day: Day) -> Result<Self, Refusal> {
        self.open_on(day)?;
        Ok(Self {
            state: State::Eased { on: day },
            ..self
        })
    }

    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// As it stood on `day`; `None` when nobody had noted it yet.
    pub fn as_of(self, day: Day) -> Option<Self> {
        let later = matches!(self.state, State::Eased { on } if on > day);
        let state = if later { State::Open } else { self.state };
        (self.raised_on <= day).then_some(Self { state, ..self })
    }

    /// What the morning says when its day has come.
    pub fn matter(&self, name: &str, day: Day) -> Option<Matter> {
        if !self.is_open() || self.raised_on > day || self.check_on > day {
            return None;
        }
        let again = if self.check_on == day {
            "Today is the day to look again.".to_owned()
        } else {
            let on = day_words(self.check_on, day);
            format!("You wanted to look again on {on}.")
        };
        Some(Matter {
            kind: Kind::Concern,
            id: self.id.0,
            person: self.person,
            name: name.to_owned(),
            reason: format!("{} {again}", self.heard(name, day)),
            opener: opener(name),
            minutes: MINUTES,
        })
    }

    fn heard(&self, name: &str, day: Day) -> String {
        let what = self.what.trim_end_matches('.');
        if self.raised_on == day {
            return format!("Something weighs on {name}: “{what}”.");
        }
        let on = day_words(self.raised_on, day);
        format!("Since {on} something weighs on {name}: “{what}”.")
    }

    fn open_on(&self, day: Day) -> Result<(), Refusal> {
        if let State::Eased { on } = self.state {
            return Err(Refusal::AlreadyEased { on });
        }
        if day < self.raised_on {
            return Err(Refusal::BeforeRaised {
                raised_on: self.raised_on,
                day,
            });
        }
        Ok(())
    }
}

/// When to look again unless a day is named.
pub fn usual_check(day: Day, weights: &Weights) -> Day {
    day.saturating_add((weights.concern_check.round() as i64).max(1).days())
}

fn opener(name: &str) -> String {
    format!(
        "When you next speak to {}, ask how it is now and listen first; then offer one small thing \
         you could take on, before you are asked.",
        first_name(name)
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cast::{MORNING, days_ago, person};

    fn concern(raised: i64, check: i64) -> Concern {
        Concern::raise(
            ConcernId(Uuid::from_u128(1)),
            person(1),
            " worried about the release ",
            days_ago(raised),
            days_ago(check),
        )
        .unwrap()
    }

    #[test]
    fn a_concern_needs_words_and_keeps_them_trimmed() {
        assert_eq!(concern(4, 0).what, "worried about the release");
        let wordless = Concern::raise(ConcernId(Uuid::nil()), person(1), " ", MORNING, MORNING);
        assert_eq!(wordless, Err(Refusal::Wordless));
    }

    #[test]
    fn a_concern_comes_up_on_its_day_and_every_day_after_until_it_is_eased() {
        let open = concern(4, 0);
        assert_eq!(open.matter("Sam Okafor", days_ago(1)), None);
        let reason = |day| open.matter("Sam Okafor", day).map(|matter| matter.reason);
        assert_eq!(
            reason(MORNING).as_deref(),
            Some(
                "Since 6 March something weighs on Sam Okafor: “worried about the release”. \
                 Today is the day to look again."
            )
        );
        assert_eq!(
            reason(days_ago(-2)).as_deref(),
            Some(
                "Since 6 March something weighs on Sam Okafor: “worried about the release”. \
                 You wanted to look again on 10 March."
            )
        );
        let eased = open.ease(MORNING).unwrap();
        assert_eq!(eased.matter("Sam Okafor", days_ago(-2)), None);
    }

    #[test]
    fn looking_again_moves_the_day_forward_and_only_forward() {
        let later = concern(4, 0).look_again(MORNING, days_ago(-7)).unwrap();
        assert_eq!(later.matter("Sam Okafor", MORNING), None);
        let refused = concern(4, 0).look_again(MORNING, MORNING);
        assert_eq!(
            refused.map_err(|refusal| refusal.to_string()),
            Err(
                "Tue 10 Mar 2026 is not after Tue 10 Mar 2026: name a later day to look again"
                    .to_owned()
            )
        );
    }

    #[test]
    fn a_concern_is_eased_once() {
        let again = concern(4, 0).ease(MORNING).unwrap().ease(MORNING);
        assert_eq!(again, Err(Refusal::AlreadyEased { on: MORNING }));
    }

    #[test]
    fn seen_from_an_earlier_day_a_concern_eased_since_is_open() {
        let eased = concern(4, 0).ease(MORNING).unwrap();
        assert!(eased.clone().as_of(days_ago(1)).unwrap().is_open());
        assert!(!eased.clone().as_of(MORNING).unwrap().is_open());
        assert_eq!(eased.as_of(days_ago(5)), None);
    }

    proptest! {
        #[test]
        fn an_open_concern_never_drops_out_of_the_mornings(
            raised in 0i64..300, wait in 0i64..60, looks in prop::collection::vec(1i64..30, 0..6),
        ) {
            let mut open = concern(raised, raised);
            open.check_on = open.raised_on.saturating_add(wait.days());
            for pause in looks {
                let day = open.check_on;
                prop_assert!(open.matter("Sam", day).is_some());
                open = open.look_again(day, day.saturating_add(pause.days())).unwrap();
                prop_assert!(open.matter("Sam", day).is_none());
            }
            prop_assert!(open.matter("Sam", open.check_on).is_some());
        }
    }
}
