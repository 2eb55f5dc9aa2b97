//! A bid is somebody's small reach for attention: a remark, a question, an experiment shown. It is
//! answered or missed, and soon: the morning brings an open one for a few days, and then no more.

use thiserror::Error;
use uuid::Uuid;

use crate::moment::Moment;
use crate::person::{PersonId, first_name};
use crate::today::{Kind, Matter, day_words};
use crate::touch::TouchId;
use crate::weights::Weights;
use crate::{Day, days_between};

/// To turn round, and give back a little more than one got.
const MINUTES: u32 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BidId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    pub id: BidId,
    pub person: PersonId,
    pub what: String,
    pub made_on: Day,
    /// The touch it was made in, where that is known.
    pub touch: Option<TouchId>,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Settled { on: Day, outcome: Outcome },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Answered,
    Missed,
}

impl Outcome {
    pub fn id(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Missed => "missed",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Answered, Self::Missed]
            .into_iter()
            .find(|outcome| outcome.id() == id)
    }

    /// What it is in the chart, on my side.
    pub fn moment(self) -> Moment {
        match self {
            Self::Answered => Moment::BidAnswered,
            Self::Missed => Moment::BidMissed,
        }
    }
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("what was it? a few words are enough: “showed me the new plots”")]
    Wordless,
    #[error("this bid was {} on {}", .outcome.id(), crate::said_day(*on))]
    AlreadySettled { on: Day, outcome: Outcome },
    #[error("it was made on {}; {} comes before that", crate::said_day(*made_on), crate::said_day(*day))]
    BeforeMade { made_on: Day, day: Day },
}

impl Bid {
    pub fn note(id: BidId, person: PersonId, what: &str, made_on: Day) -> Result<Self, Refusal> {
        let what = what.trim();
        if what.is_empty() {
            return Err(Refusal::Wordless);
        }
        Ok(Self {
            id,
            person,
            what: what.to_owned(),
            made_on,
            touch: None,
            state: State::Open,
        })
    }

    pub fn settle(self, outcome: Outcome, day: Day) -> Result<Self, Refusal> {
        if let State::Settled { on, outcome } = self.state {
            return Err(Refusal::AlreadySettled { on, outcome });
        }
        if day < self.made_on {
            return Err(Refusal::BeforeMade {
                made_on: self.made_on,
                day,
            });
        }
        let state = State::Settled { on: day, outcome };
        Ok(Self { state, ..self })
    }

    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// As it stood on `day`; `None` when it had not been made yet.
    pub fn as_of(self, day: Day) -> Option<Self> {
        let later = matches!(self.state, State::Settled { on, .. } if on > day);
        let state = if later { State::Open } else { self.state };
        (self.made_on <= day).then_some(Self { state, ..self })
    }

    /// Open, and so fresh that an answer is still one.
    pub fn is_fresh(&self, weights: &Weights, day: Day) -> bool {
        let age = days_between(self.made_on, day);
        self.is_open() && age >= 0 && age as f64 <= weights.bid_within
    }

    /// What the morning says while it is fresh.
    pub fn matter(&self, name: &str, weights: &Weights, day: Day) -> Option<Matter> {
        if !self.is_fresh(weights, day) {
            return None;
        }
        let what = self.what.trim_end_matches('.');
        let when = match days_between(self.made_on, day) {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            _ => format!("On {}", day_words(self.made_on, day)),
        };
        Some(Matter {
            kind: Kind::Bid,
            id: self.id.0,
            person: self.person,
            name: name.to_owned(),
            reason: format!("{when} {name} reached out: “{what}”. It is still open."),
            opener: format!(
                "When you next pass {}, come back to it and ask one question more than politeness \
                 needs.",
                first_name(name)
            ),
            minutes: MINUTES,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, days_ago, person};

    fn bid(ago: i64) -> Bid {
        let id = BidId(Uuid::from_u128(1));
        Bid::note(id, person(1), "showed me the new plots.", days_ago(ago)).unwrap()
    }

    fn comes_up(bid: &Bid) -> bool {
        let weights = Weights::default();
        bid.matter("Chiara Ricci", &weights, MORNING).is_some()
    }

    #[test]
    fn a_bid_comes_up_for_a_few_days_and_then_no_more() {
        assert!(comes_up(&bid(0)) && comes_up(&bid(5)));
        assert!(!comes_up(&bid(6)) && !comes_up(&bid(-1)));
        let matter = bid(1).matter("Chiara Ricci", &Weights::default(), MORNING);
        assert_eq!(
            matter.map(|matter| matter.reason).as_deref(),
            Some(
                "Yesterday Chiara Ricci reached out: “showed me the new plots”. It is still open."
            )
        );
    }

    #[test]
    fn a_bid_is_answered_or_missed_once() {
        let answered = bid(1).settle(Outcome::Answered, MORNING).unwrap();
        assert!(!comes_up(&answered));
        let words = answered.settle(Outcome::Missed, MORNING);
        assert_eq!(
            words.map_err(|refusal| refusal.to_string()),
            Err("this bid was answered on Tue 10 Mar 2026".to_owned())
        );
        let early = bid(1).settle(Outcome::Missed, days_ago(2));
        assert!(matches!(early, Err(Refusal::BeforeMade { .. })));
        assert_eq!(Outcome::Missed.moment(), Moment::BidMissed);
    }

    #[test]
    fn seen_from_an_earlier_day_a_bid_settled_since_is_open() {
        let missed = bid(3).settle(Outcome::Missed, MORNING).unwrap();
        assert!(missed.clone().as_of(days_ago(1)).unwrap().is_open());
        assert!(!missed.clone().as_of(MORNING).unwrap().is_open());
        assert_eq!(missed.as_of(days_ago(4)), None);
    }

    #[test]
    fn a_bid_without_words_is_refused() {
        let wordless = Bid::note(BidId(Uuid::from_u128(1)), person(1), " ", MORNING);
        assert_eq!(wordless, Err(Refusal::Wordless));
    }
}
