//! A confidence is what was told in private. Its text is sealed and never comes here: the ledger
//! knows that there is one, with whom, since when, and when to look at it again.

use thiserror::Error;
use uuid::Uuid;

use crate::Day;
use crate::person::PersonId;
use crate::today::{Kind, Matter};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConfidenceId(pub Uuid);

/// All that is known of a confidence while it is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    pub id: ConfidenceId,
    /// Whom it is about.
    pub person: PersonId,
    pub noted_on: Day,
    /// When to look at it again: is it still to be kept, has it come out by itself?
    pub review_on: Option<Day>,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("a confidence is looked at again on a later day; {} is not after {}", crate::said_day(*review), crate::said_day(*day))]
    NotLater { day: Day, review: Day },
    #[error("this confidence is looked at again on {}; until then there is nothing to note", crate::said_day(*review))]
    NotDue { review: Day },
    #[error("this confidence has no day to be looked at again")]
    NoReview,
    #[error("it was told on {}; {} comes before that", crate::said_day(*noted_on), crate::said_day(*day))]
    BeforeTold { noted_on: Day, day: Day },
}

impl Confidence {
    /// A confidence as it is told on `day`.
    pub fn told(
        id: ConfidenceId,
        person: PersonId,
        day: Day,
        review: Option<Day>,
    ) -> Result<Self, Refusal> {
        let told = Self {
            id,
            person,
            noted_on: day,
            review_on: None,
        };
        told.look_again(day, review)
    }

    /// Another day to look at it again, or none.
    pub fn look_again(self, day: Day, review: Option<Day>) -> Result<Self, Refusal> {
        self.told_by(day)?;
        if let Some(review) = review.filter(|review| *review <= day) {
            return Err(Refusal::NotLater { day, review });
        }
        Ok(Self {
            review_on: review,
            ..self
        })
    }

    /// Looked at on its day, and still kept: a deposit, and only one for each review.
    pub fn still_kept(self, day: Day, next: Option<Day>) -> Result<Self, Refusal> {
        match self.review_on {
            None => Err(Refusal::NoReview),
            Some(review) if review > day => Err(Refusal::NotDue { review }),
            Some(_) => self.look_again(day, next),
        }
    }

    /// It was passed on. It is not for the ledger to say how bad that is.
    pub fn passed_on(self, day: Day) -> Result<Self, Refusal> {
        self.told_by(day)?;
        Ok(Self {
            review_on: None,
            ..self
        })
    }

    pub fn is_due(&self, day: Day) -> bool {
        self.noted_on <= day && self.review_on.is_some_and(|review| review <= day)
    }

    fn told_by(&self, day: Day) -> Result<(), Refusal> {
        if day < self.noted_on {
            return Err(Refusal::BeforeTold {
                noted_on: self.noted_on,
                day,
            });
        }
        Ok(())
    }
}

/// The morning's line for a confidence whose day has come. It holds no word of what was told.
pub fn matter(confidence: &Confidence, name: &str, day: Day) -> Option<Matter> {
    confidence.is_due(day).then(|| Matter {
        kind: Kind::Confidence,
        id: confidence.id.0,
        person: confidence.person,
        name: name.to_owned(),
        reason: format!("A confidence with {name} is due to be looked at again."),
        opener: String::new(),
        minutes: 2,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cast::{MORNING, days_ago, person};

    fn told(review: Option<Day>) -> Confidence {
        Confidence {
            id: ConfidenceId(Uuid::from_u128(7)),
            person: person(1),
            noted_on: days_ago(30),
            review_on: review,
        }
    }

    #[test]
    fn a_confidence_comes_up_on_its_day_and_says_no_word_of_itself() {
        let confidence = told(Some(MORNING));
        assert_eq!(matter(&confidence, "Ana Lindqvist", days_ago(1)), None);
        let matter = matter(&confidence, "Ana Lindqvist", MORNING).unwrap();
        assert_eq!(
            matter.reason,
            "A confidence with Ana Lindqvist is due to be looked at again."
        );
        assert_eq!(matter.opener, "");
    }

    #[test]
    fn still_kept_is_noted_once_for_each_review() {
        let due = told(Some(days_ago(2)));
        let kept = due.still_kept(MORNING, None).unwrap();
        assert_eq!(kept.review_on, None);
        assert_eq!(kept.still_kept(MORNING, None), Err(Refusal::NoReview));
        let review = days_ago(-5);
        assert_eq!(
            told(Some(review)).still_kept(MORNING, None),
            Err(Refusal::NotDue { review })
        );
    }

    #[test]
    fn what_was_passed_on_is_not_asked_about_again() {
        let passed_on = told(Some(MORNING)).passed_on(MORNING).unwrap();
        assert_eq!(matter(&passed_on, "Ana Lindqvist", MORNING), None);
    }

    proptest! {
        #[test]
        fn a_review_is_never_noted_twice_on_one_day(
            told_ago in 0_i64..400, review_in in -400_i64..400, next_in in -30_i64..400,
        ) {
            let confidence = Confidence {
                noted_on: days_ago(told_ago),
                ..told(Some(days_ago(-review_in)))
            };
            if let Ok(kept) = confidence.still_kept(MORNING, Some(days_ago(-next_in))) {
                prop_assert!(kept.review_on.is_some_and(|next| next > MORNING));
                prop_assert!(!kept.is_due(MORNING));
                prop_assert!(kept.still_kept(MORNING, None).is_err());
            }
        }

        #[test]
        fn nothing_happens_to_a_confidence_before_it_is_told(before in 1_i64..400) {
            let confidence = Confidence { noted_on: MORNING, ..told(None) };
            let day = days_ago(before);
            prop_assert!(confidence.clone().look_again(day, None).is_err());
            prop_assert!(confidence.clone().passed_on(day).is_err());
            prop_assert!(!confidence.is_due(day));
        }
    }
}
