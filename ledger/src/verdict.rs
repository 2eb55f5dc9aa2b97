//! The evening's answer for a touch: left better, or left worse, and nothing between. For an approach
//! of theirs that I never answered there are two answers of its own: it needed none, or I let it lie.
//! What a verdict is worth is for `account` to say.

use std::collections::BTreeSet;

use crate::Day;
use crate::moment::{Judged, Kind, Moment};
use crate::rhythm::APPROACH_AT_MOST;
use crate::touch::{Beginner, Medium, Side, Touch};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Better,
    Worse,
    /// An approach of theirs that called for no answer.
    Settled,
    /// An approach of theirs that I left unanswered, and say so.
    LetLie,
}

impl Verdict {
    pub const ALL: [Self; 4] = [Self::Better, Self::Worse, Self::Settled, Self::LetLie];

    /// The stable id: in the book, in JSON and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Settled => "settled",
            Self::LetLie => "let-lie",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.id() == id)
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Better => "left better",
            Self::Worse => "left worse",
            Self::Settled => "needed no answer",
            Self::LetLie => "left unanswered",
        }
    }

    /// What a moment of mine says by itself.
    pub fn of(moment: Moment) -> Self {
        match moment.kind() {
            Kind::Deposit => Self::Better,
            Kind::Withdrawal => Self::Worse,
        }
    }
}

impl Touch {
    /// The verdict where it counts: moments judged on the owner's own side stand in its place.
    pub fn standing_verdict(&self) -> Option<Verdict> {
        self.verdict.filter(|_| !self.is_judged_on_mine())
    }

    pub fn is_judged_on_mine(&self) -> bool {
        let mine = |judged: &Judged| judged.side == Side::Mine;
        self.moments.iter().any(mine)
    }

    pub fn is_written(&self) -> bool {
        matches!(self.medium, Medium::Chat | Medium::Mail | Medium::Letter)
    }

    /// Something they wrote to few: it may want an answer.
    pub fn is_approach(&self) -> bool {
        self.is_written() && self.began == Beginner::Them && self.addressees <= APPROACH_AT_MOST
    }

    /// What two wrote to each other by one medium on one day is one conversation.
    pub fn conversation(&self) -> Option<(Day, Medium)> {
        let direct = self.is_written() && self.addressees <= APPROACH_AT_MOST;
        direct.then_some((self.day, self.medium))
    }
}

/// Which touches with one person were left worse: those said so, and the rest of what was written in
/// the same conversation, which is judged as one.
pub(crate) struct LeftWorse(BTreeSet<(Day, Medium)>);

impl LeftWorse {
    pub fn among(touches: &[&Touch]) -> Self {
        let worse = touches
            .iter()
            .filter(|touch| touch.standing_verdict() == Some(Verdict::Worse));
        Self(worse.filter_map(|touch| touch.conversation()).collect())
    }

    /// Moments judged on a touch itself speak for it.
    pub fn holds(&self, touch: &Touch) -> bool {
        // Most people never left anything worse.
        let with_it = || {
            !self.0.is_empty()
                && touch
                    .conversation()
                    .is_some_and(|conversation| self.0.contains(&conversation))
        };
        match touch.standing_verdict() {
            Some(Verdict::Worse) => true,
            Some(Verdict::Better | Verdict::Settled) => false,
            // To have let it lie adds nothing to what the rule says.
            None | Some(Verdict::LetLie) => !touch.is_judged_on_mine() && with_it(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, coffee, left, mail, with};

    #[test]
    fn a_moment_judged_on_my_side_stands_in_place_of_the_verdict() {
        let coffee = left(coffee(1, MORNING), Verdict::Worse);
        assert_eq!(coffee.standing_verdict(), Some(Verdict::Worse));
        let listened = with(coffee.clone(), Moment::Listened, Side::Mine);
        assert_eq!(listened.standing_verdict(), None);
        let theirs = with(coffee, Moment::Listened, Side::Theirs);
        assert_eq!(theirs.standing_verdict(), Some(Verdict::Worse));
    }

    #[test]
    fn what_was_written_on_one_day_is_left_worse_as_one() {
        let worse = left(mail(2, MORNING, Beginner::Me), Verdict::Worse);
        let theirs = mail(1, MORNING, Beginner::Them);
        let coffee = coffee(3, MORNING);
        let seen = LeftWorse::among(&[&theirs, &worse, &coffee]);
        assert!(seen.holds(&theirs) && seen.holds(&worse) && !seen.holds(&coffee));
        let to_many = Touch {
            addressees: 9,
            ..theirs
        };
        assert!(!seen.holds(&to_many));
    }

    #[test]
    fn every_verdict_is_found_under_its_id() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::from_id(verdict.id()), Some(verdict));
        }
        assert_eq!(Verdict::of(Moment::Listened), Verdict::Better);
        assert_eq!(Verdict::of(Moment::Interrupted), Verdict::Worse);
    }
}
