//! What is asked about who is who: likenesses in the order in which they are asked, how sure each
//! is in words, several entries asked about at once, and which entry the others become part of.

use std::collections::HashMap;

use crate::duplicates::{Duplicates, Merge, Reason};
use crate::person::PersonId;

/// Entries that look like one person: two, or more that have one and the same address.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    pub people: Vec<PersonId>,
    /// The chance that they are the same, from .5 to 1.
    pub confidence: f64,
    pub reasons: Vec<Reason>,
}

/// How sure a likeness is, as one says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    Perhaps,
    Likely,
    AlmostCertain,
}

/// From this chance on, in words. Chosen: one in fifty wrong, one in seven.
const ALMOST_CERTAIN: f64 = 0.98;
const LIKELY: f64 = 0.85;

/// Below this a reason moves the odds by less than a tenth, and is not said.
const SAID: f64 = 0.1;

/// So many reasons against it are said: different addresses, places and nicknames are one thing said thrice.
const AGAINST: usize = 2;

/// More entries than this are asked about in pairs: nobody takes in a longer list at a glance.
const AT_ONCE: usize = 6;

impl Certainty {
    pub fn of(confidence: f64) -> Self {
        if confidence >= ALMOST_CERTAIN {
            Self::AlmostCertain
        } else if confidence >= LIKELY {
            Self::Likely
        } else {
            Self::Perhaps
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::AlmostCertain => "almost certain",
            Self::Likely => "likely",
            Self::Perhaps => "perhaps",
        }
    }
}

impl Likeness {
    pub fn certainty(&self) -> Certainty {
        Certainty::of(self.confidence)
    }

    /// What speaks for it, the strongest first.
    pub fn speaks_for(&self) -> impl Iterator<Item = &str> {
        let said = |reason: &&Reason| reason.weight > SAID || self.reasons.len() == 1;
        self.reasons
            .iter()
            .filter(said)
            .map(|reason| reason.words.as_str())
    }

    /// What speaks against it, the strongest first; the rest says little more.
    pub fn speaks_against(&self) -> impl Iterator<Item = &str> {
        let said = |reason: &&Reason| reason.weight < -SAID && self.reasons.len() > 1;
        self.reasons
            .iter()
            .rev()
            .filter(said)
            .take(AGAINST)
            .map(|reason| reason.words.as_str())
    }
}

/// What is to be asked, the surest first: what could be done without asking and was not, then what
/// is only alike.
pub fn likenesses(found: &Duplicates) -> Vec<Likeness> {
    let sure = found.merges.iter().map(sure);
    let alike = found.proposals.iter().map(|proposal| Likeness {
        people: proposal.people.to_vec(),
        confidence: proposal.confidence,
        reasons: proposal.reasons.clone(),
    });
    sure.chain(alike).collect()
}

fn sure(merge: &Merge) -> Likeness {
    Likeness {
        people: merge.people.clone(),
        confidence: 0.999,
        reasons: merge.reasons.clone(),
    }
}

/// Likenesses asked about at once, because they hang together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question<'a> {
    /// Each once, in the order in which they come up.
    pub people: Vec<PersonId>,
    pub likenesses: Vec<&'a Likeness>,
}

/// What hangs together becomes one question, as long as it can be taken in at a glance.
pub fn questions(likenesses: &[Likeness]) -> Vec<Question<'_>> {
    let mut asked: Vec<Question<'_>> = Vec::new();
    // The question each person was last asked about in: a large book has thousands.
    let mut last: HashMap<PersonId, usize> = HashMap::new();
    for likeness in likenesses {
        let known = likeness.people.iter().filter_map(|person| last.get(person));
        let at = known.copied().find(|at| asked[*at].takes(likeness));
        let at = at.unwrap_or_else(|| {
            asked.push(Question::default());
            asked.len() - 1
        });
        asked[at].take(likeness);
        last.extend(likeness.people.iter().map(|person| (*person, at)));
    }
    asked
}

impl<'a> Question<'a> {
    /// As sure as its least sure part.
    pub fn certainty(&self) -> Certainty {
        let parts = self.likenesses.iter().map(|one| one.certainty());
        parts.min().unwrap_or(Certainty::Perhaps)
    }

    fn takes(&self, likeness: &Likeness) -> bool {
        let is_in = |person: &&PersonId| self.people.contains(person);
        let new = likeness.people.iter().filter(|one| !is_in(one)).count();
        new < likeness.people.len() && self.people.len() + new <= AT_ONCE
    }

    fn take(&mut self, likeness: &'a Likeness) {
        for person in &likeness.people {
            if !self.people.contains(person) {
                self.people.push(*person);
            }
        }
        self.likenesses.push(likeness);
    }
}

/// An entry, as far as it matters which of several the others become part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    pub is_accepted: bool,
    pub naming: Naming,
    pub contact_days: u32,
}

/// Where a name comes from; what the owner called somebody counts most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    Address,
    Mail,
    Owner,
}

/// The one the others become part of: accepted before waiting, named by the owner before named by
/// mail, more days in touch before fewer.
pub fn kept(candidates: &[Candidate]) -> Option<PersonId> {
    let rank = |one: &&Candidate| {
        (
            one.is_accepted,
            one.naming,
            one.contact_days,
            std::cmp::Reverse(one.person),
        )
    };
    candidates.iter().max_by_key(rank).map(|one| one.person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::Proposal;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn alike(one: u128, other: u128, confidence: f64) -> Likeness {
        let reason = |words: &str, weight| Reason {
            words: words.to_owned(),
            weight,
        };
        Likeness {
            people: vec![person(one), person(other)],
            confidence,
            reasons: vec![
                reason("same name", 6.0),
                reason("mail at the same place", 0.02),
                reason("different companies", -0.4),
                reason("different birthdays", -3.0),
            ],
        }
    }

    #[test]
    fn how_sure_it_is_is_said_in_words() {
        assert_eq!(Certainty::of(0.999).words(), "almost certain");
        assert_eq!(Certainty::of(0.9).words(), "likely");
        assert_eq!(Certainty::of(0.6).words(), "perhaps");
    }

    #[test]
    fn what_speaks_for_and_against_comes_strongest_first_and_trifles_are_not_said() {
        let one = alike(1, 2, 0.9);
        assert_eq!(one.speaks_for().collect::<Vec<_>>(), ["same name"]);
        assert_eq!(
            one.speaks_against().collect::<Vec<_>>(),
            ["different birthdays", "different companies"]
        );
    }

    #[test]
    fn what_could_be_done_without_asking_is_asked_first() {
        let merge = Merge {
            people: vec![person(7), person(8), person(9)],
            reasons: Vec::new(),
        };
        let one = alike(1, 2, 0.9);
        let proposal = Proposal {
            people: [person(1), person(2)],
            confidence: one.confidence,
            before: 0.0,
            reasons: one.reasons.clone(),
        };
        let found = Duplicates {
            merges: vec![merge],
            proposals: vec![proposal],
        };
        let all = likenesses(&found);
        assert_eq!(all[0].people.len(), 3);
        assert_eq!(all[0].certainty(), Certainty::AlmostCertain);
        assert_eq!(all[1], one);
    }

    #[test]
    fn entries_that_hang_together_are_one_question_as_sure_as_its_least_sure_part() {
        let all = [alike(1, 2, 0.99), alike(5, 6, 0.9), alike(2, 3, 0.6)];
        let asked = questions(&all);
        assert_eq!(asked.len(), 2);
        assert_eq!(asked[0].people, [person(1), person(2), person(3)]);
        assert_eq!(asked[0].certainty(), Certainty::Perhaps);
        assert_eq!(asked[1].people, [person(5), person(6)]);
    }

    #[test]
    fn a_long_chain_is_asked_about_in_parts() {
        let all: Vec<Likeness> = (1..20).map(|n| alike(n, n + 1, 0.9)).collect();
        let asked = questions(&all);
        assert!(asked.iter().all(|question| question.people.len() <= 6));
        let parts = asked.iter().map(|question| question.likenesses.len());
        assert_eq!(parts.sum::<usize>(), all.len());
    }

    #[test]
    fn the_entry_the_owner_knows_takes_the_others_in() {
        let candidate = |n, is_accepted, naming, contact_days| Candidate {
            person: person(n),
            is_accepted,
            naming,
            contact_days,
        };
        let waiting = candidate(1, false, Naming::Owner, 90);
        let accepted = candidate(2, true, Naming::Mail, 2);
        let named = candidate(3, true, Naming::Owner, 1);
        assert_eq!(kept(&[waiting, accepted, named]), Some(person(3)));
        assert_eq!(kept(&[waiting, accepted]), Some(person(2)));
        assert_eq!(kept(&[]), None);
    }
}
