//! A contribution is something good they did: seen, then thanked for, and credited in front of
//! others. Both can happen, each once. Acknowledgement belongs in the moment: the morning asks
//! for it soon, and after a while no more.

use thiserror::Error;
use uuid::Uuid;

use crate::moment::Moment;
use crate::person::{PersonId, first_name};
use crate::today::{Kind, Matter, day_words};
use crate::touch::{Setting, TouchId};
use crate::weights::Weights;
use crate::{Day, days_between};

/// To say what was seen, and what it made possible.
const MINUTES: u32 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContributionId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    pub id: ContributionId,
    pub person: PersonId,
    pub what: String,
    pub seen_on: Day,
    /// The touch it was seen in, where that is known.
    pub touch: Option<TouchId>,
    pub thanked_on: Option<Day>,
    pub credit: Option<Credit>,
}

/// Their name said in front of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    pub on: Day,
    pub before_whom: String,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("what did they do? a few words are enough")]
    Wordless,
    #[error("in front of whom? “the Monday meeting” is enough")]
    NobodyThere,
    #[error("you thanked them for this on {}", crate::said_day(*on))]
    AlreadyThanked { on: Day },
    #[error("credit for this was given on {}, before {before_whom}", crate::said_day(*on))]
    AlreadyCredited { on: Day, before_whom: String },
    #[error("it was seen on {}; {} comes before that", crate::said_day(*seen_on), crate::said_day(*day))]
    BeforeSeen { seen_on: Day, day: Day },
}

impl Contribution {
    pub fn see(
        id: ContributionId,
        person: PersonId,
        what: &str,
        seen_on: Day,
    ) -> Result<Self, Refusal> {
        let what = what.trim();
        if what.is_empty() {
            return Err(Refusal::Wordless);
        }
        Ok(Self {
            id,
            person,
            what: what.to_owned(),
            seen_on,
            touch: None,
            thanked_on: None,
            credit: None,
        })
    }

    pub fn thank(self, day: Day) -> Result<Self, Refusal> {
        if let Some(on) = self.thanked_on {
            return Err(Refusal::AlreadyThanked { on });
        }
        self.seen_by(day)?;
        Ok(Self {
            thanked_on: Some(day),
            ..self
        })
    }

    pub fn credit(self, day: Day, before_whom: &str) -> Result<Self, Refusal> {
        if let Some(Credit { on, before_whom }) = self.credit {
            return Err(Refusal::AlreadyCredited { on, before_whom });
        }
        self.seen_by(day)?;
        let before_whom = before_whom.trim();
        if before_whom.is_empty() {
            return Err(Refusal::NobodyThere);
        }
        Ok(Self {
            credit: Some(Credit {
                on: day,
                before_whom: before_whom.to_owned(),
            }),
            ..self
        })
    }

    /// Neither thanked for nor credited yet.
    pub fn waits(&self) -> bool {
        self.thanked_on.is_none() && self.credit.is_none()
    }

    /// As it stood on `day`; `None` when nobody had seen it yet.
    pub fn as_of(self, day: Day) -> Option<Self> {
        (self.seen_on <= day).then(|| Self {
            thanked_on: self.thanked_on.filter(|on| *on <= day),
            credit: self.credit.filter(|credit| credit.on <= day),
            ..self
        })
    }

    /// What the morning says in the first days after it was seen, while it waits for a word.
    pub fn matter(&self, name: &str, weights: &Weights, day: Day) -> Option<Matter> {
        let age = days_between(self.seen_on, day);
        if !self.waits() || age < 0 || age as f64 > weights.thanks_within {
            return None;
        }
        let what = self.what.trim_end_matches('.');
        let when = match age {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            _ => format!("On {}", day_words(self.seen_on, day)),
        };
        Some(Matter {
            kind: Kind::Contribution,
            id: self.id.0,
            person: self.person,
            name: name.to_owned(),
            reason: format!(
                "{when} you saw what {name} did: “{what}”. A word of thanks is still to come."
            ),
            opener: format!(
                "Before your next meeting, tell {} what you saw and what it made possible; where \
                 others are there, say it in front of them.",
                first_name(name)
            ),
            minutes: MINUTES,
        })
    }

    fn seen_by(&self, day: Day) -> Result<(), Refusal> {
        if day < self.seen_on {
            return Err(Refusal::BeforeSeen {
                seen_on: self.seen_on,
                day,
            });
        }
        Ok(())
    }
}

/// What thanking is in the chart: the short note after a meeting, or effort seen and named.
pub fn thanks_for(seen_in: Option<Setting>) -> Moment {
    match seen_in {
        None | Some(Setting::Message) => Moment::EffortAcknowledged,
        Some(_) => Moment::ThankedAfter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, days_ago, person};

    fn seen(ago: i64) -> Contribution {
        let id = ContributionId(Uuid::from_u128(1));
        Contribution::see(
            id,
            person(1),
            "rewrote the parser overnight.",
            days_ago(ago),
        )
        .unwrap()
    }

    fn comes_up(contribution: &Contribution) -> bool {
        let weights = Weights::default();
        contribution
            .matter("Sam Okafor", &weights, MORNING)
            .is_some()
    }

    #[test]
    fn what_was_seen_asks_for_thanks_soon_and_after_two_weeks_no_more() {
        assert!(comes_up(&seen(0)));
        assert!(comes_up(&seen(14)));
        assert!(!comes_up(&seen(15)));
        assert!(!comes_up(&seen(-1)));
        let matter = seen(1).matter("Sam Okafor", &Weights::default(), MORNING);
        assert_eq!(
            matter.map(|matter| matter.reason).as_deref(),
            Some(
                "Yesterday you saw what Sam Okafor did: “rewrote the parser overnight”. A word of \
                 thanks is still to come."
            )
        );
    }

    #[test]
    fn thanks_and_credit_are_both_given_each_once() {
        let both = seen(1)
            .thank(MORNING)
            .and_then(|seen| seen.credit(MORNING, "the Monday meeting"))
            .unwrap();
        assert!(!comes_up(&both));
        assert_eq!(
            both.clone().thank(MORNING),
            Err(Refusal::AlreadyThanked { on: MORNING })
        );
        let words = both.credit(MORNING, "everybody");
        assert_eq!(
            words.map_err(|refusal| refusal.to_string()),
            Err(
                "credit for this was given on Tue 10 Mar 2026, before the Monday meeting"
                    .to_owned()
            )
        );
    }

    #[test]
    fn credit_alone_is_a_word_too() {
        assert!(!comes_up(&seen(1).credit(MORNING, "the team").unwrap()));
        assert_eq!(seen(1).credit(MORNING, " "), Err(Refusal::NobodyThere));
    }

    #[test]
    fn nobody_is_thanked_before_it_was_seen() {
        let early = seen(1).thank(days_ago(2));
        assert_eq!(
            early,
            Err(Refusal::BeforeSeen {
                seen_on: days_ago(1),
                day: days_ago(2)
            })
        );
    }

    #[test]
    fn thanks_after_a_meeting_is_the_short_note_and_else_effort_seen() {
        assert_eq!(thanks_for(Some(Setting::Meeting)), Moment::ThankedAfter);
        assert_eq!(
            thanks_for(Some(Setting::Message)),
            Moment::EffortAcknowledged
        );
        assert_eq!(thanks_for(None), Moment::EffortAcknowledged);
    }

    #[test]
    fn seen_from_an_earlier_day_thanks_given_since_are_still_to_come() {
        let thanked = seen(3).thank(MORNING).unwrap();
        assert!(thanked.clone().as_of(days_ago(1)).unwrap().waits());
        assert_eq!(thanked.as_of(days_ago(4)), None);
    }
}
