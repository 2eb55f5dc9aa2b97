//! How an open promise is coming along: a note for oneself, or a word to the other one. Told before
//! the day it is due, it is good news whatever it says: the other one can still plan.

use thiserror::Error;
use uuid::Uuid;

use crate::Day;
use crate::promise::{Promise, PromiseId};
use crate::touch::Side;

/// One note about one promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub id: Uuid,
    pub promise: PromiseId,
    pub day: Day,
    pub what: String,
    pub heard: Heard,
}

/// Whether the other one knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    Told,
    KeptToMyself,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("how is it coming along?")]
    Wordless,
    #[error("this promise is settled; there is nothing left to report")]
    Settled,
    #[error("it was promised on {}; {} comes before that", crate::said_day(*made_on), crate::said_day(*day))]
    BeforeMade { made_on: Day, day: Day },
}

impl Progress {
    pub fn note(
        id: Uuid,
        promise: &Promise,
        day: Day,
        what: &str,
        heard: Heard,
    ) -> Result<Self, Refusal> {
        let what = what.trim();
        if what.is_empty() {
            return Err(Refusal::Wordless);
        }
        if !promise.is_open() {
            return Err(Refusal::Settled);
        }
        if day < promise.made_on {
            let made_on = promise.made_on;
            return Err(Refusal::BeforeMade { made_on, day });
        }
        Ok(Self {
            id,
            promise: promise.id,
            day,
            what: what.to_owned(),
            heard,
        })
    }

    /// Whether it kept the other one informed in time: about a promise of mine, before its day.
    pub fn informs(&self, promise: &Promise) -> bool {
        self.heard == Heard::Told
            && promise.side == Side::Mine
            && promise.due.is_none_or(|due| self.day < due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, days_ago, promise};

    fn told(promise: &Promise, day: Day) -> Result<Progress, Refusal> {
        Progress::note(
            Uuid::from_u128(1),
            promise,
            day,
            " half of it is done ",
            Heard::Told,
        )
    }

    #[test]
    fn telling_before_the_day_informs_and_on_the_day_no_longer() {
        let open = promise(1, Side::Mine, Some(MORNING));
        let informs = |day| told(&open, day).is_ok_and(|note| note.informs(&open));
        assert!(informs(days_ago(1)));
        assert!(!informs(MORNING));
    }

    #[test]
    fn a_note_to_oneself_and_one_about_their_promise_inform_nobody() {
        let theirs = promise(1, Side::Theirs, Some(MORNING));
        assert!(told(&theirs, days_ago(2)).is_ok_and(|note| !note.informs(&theirs)));
        let mine = promise(1, Side::Mine, None);
        let note = Progress::note(
            Uuid::from_u128(1),
            &mine,
            MORNING,
            "begun",
            Heard::KeptToMyself,
        );
        assert!(note.is_ok_and(|note| !note.informs(&mine)));
    }

    #[test]
    fn progress_needs_words_and_an_open_promise() {
        let open = promise(1, Side::Mine, None);
        let wordless = Progress::note(Uuid::nil(), &open, MORNING, " ", Heard::Told);
        assert_eq!(wordless, Err(Refusal::Wordless));
        let kept = open
            .clone()
            .keep(MORNING)
            .map_err(|refusal| refusal.to_string());
        assert_eq!(
            kept.map(|kept| told(&kept, MORNING)),
            Ok(Err(Refusal::Settled))
        );
        assert!(told(&open, days_ago(901)).is_err());
    }
}
