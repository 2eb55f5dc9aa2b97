//! The evening's review: which touches of the day are asked about, in what order, and what is left for
//! another evening. A person decides; nothing here judges.

use std::collections::BTreeMap;

use crate::Day;
use crate::moment::{Kind, Moment};
use crate::person::PersonId;
use crate::rhythm::APPROACH_AT_MOST;
use crate::touch::{Beginner, Medium, Side, Touch, TouchId};
use crate::verdict::Verdict;

/// Round a larger table one does not deal with each of them. Our choice.
const TABLE_AT_MOST: u32 = 6;

/// So many approaches left unanswered are asked about in one evening, the newest first. Our choice.
pub const APPROACHES_AT_MOST: usize = 5;

/// A touch of the day with the one it was with.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub person: PersonId,
    pub name: String,
    pub touch: Touch,
}

/// One decision of the evening: a touch, or what two wrote to each other by one medium on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub person: PersonId,
    pub name: String,
    /// In the order of time; never empty.
    touches: Vec<Touch>,
}

/// An approach of theirs that I never answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Approach {
    pub person: PersonId,
    pub name: String,
    pub since: Day,
    /// What they wrote about; may be empty.
    pub about: String,
    pub medium: Medium,
}

/// Everything the evening asks about.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub since: Day,
    pub until: Day,
    /// Judged ones too, in the order of the day.
    pub entries: Vec<Entry>,
    pub approaches: Vec<Approach>,
    /// Approaches beyond those shown.
    pub more_approaches: usize,
}

/// The entries of some days, in the order of time.
pub fn entries(mut seen: Vec<Seen>) -> Vec<Entry> {
    seen.retain(|seen| is_direct(&seen.touch));
    seen.sort_by_key(|seen| (seen.touch.at, seen.touch.id, seen.person));
    let mut entries: Vec<Entry> = Vec::new();
    let mut conversations: BTreeMap<(PersonId, Day, Medium), usize> = BTreeMap::new();
    for Seen {
        person,
        name,
        touch,
    } in seen
    {
        let known = touch.conversation().map(|(day, medium)| {
            *conversations
                .entry((person, day, medium))
                .or_insert(entries.len())
        });
        match known.and_then(|place| entries.get_mut(place)) {
            Some(entry) => entry.touches.push(touch),
            None => entries.push(Entry {
                person,
                name,
                touches: vec![touch],
            }),
        }
    }
    entries.retain(Entry::holds_something_of_mine);
    entries
}

/// Between few: the rest is nobody's conduct toward one person.
fn is_direct(touch: &Touch) -> bool {
    let most = if touch.is_written() {
        APPROACH_AT_MOST
    } else {
        TABLE_AT_MOST
    };
    touch.addressees <= most
}

impl Entry {
    pub fn touches(&self) -> &[Touch] {
        &self.touches
    }

    /// The touch a verdict is kept with: the last one that was not theirs alone.
    pub fn bearer(&self) -> &Touch {
        let mine = |touch: &&Touch| is_of_mine(touch);
        let last = self.touches.len() - 1;
        self.touches
            .iter()
            .rfind(mine)
            .unwrap_or(&self.touches[last])
    }

    pub fn id(&self) -> TouchId {
        self.bearer().id
    }

    pub fn day(&self) -> Day {
        self.bearer().day
    }

    /// A moment judged on my side says it too.
    pub fn is_judged(&self) -> bool {
        self.verdict().is_some() || self.moments().next().is_some()
    }

    /// How it was left, by its own word or by the moments judged in it.
    pub fn verdict(&self) -> Option<Verdict> {
        let said = self.touches.iter().rev().find_map(|touch| touch.verdict);
        said.or_else(|| {
            let mut moments = self.moments().peekable();
            moments.peek()?;
            let harm = moments.any(|moment| moment.kind() == Kind::Withdrawal);
            Some(if harm {
                Verdict::Worse
            } else {
                Verdict::Better
            })
        })
    }

    /// What I did in it, as judged.
    pub fn moments(&self) -> impl Iterator<Item = Moment> {
        let all = self.touches.iter().flat_map(|touch| &touch.moments);
        all.filter(|judged| judged.side == Side::Mine)
            .map(|judged| judged.moment)
    }

    /// What it was about: the first words noted in it; may be empty.
    pub fn about(&self) -> &str {
        let notes = self.touches.iter().map(|touch| touch.note.trim());
        notes
            .into_iter()
            .find(|note| !note.is_empty())
            .unwrap_or("")
    }

    /// What they alone wrote is no conduct of mine yet: it waits for an answer.
    fn holds_something_of_mine(&self) -> bool {
        self.touches.iter().any(is_of_mine)
    }
}

fn is_of_mine(touch: &Touch) -> bool {
    !touch.is_written() || touch.began != Beginner::Them
}

impl Review {
    /// How many still wait for a word.
    pub fn open(&self) -> usize {
        let open = |entry: &&Entry| !entry.is_judged();
        self.entries.iter().filter(open).count()
    }

    /// The first entry from this place on that nobody has judged.
    pub fn next_from(&self, place: usize) -> Option<usize> {
        let rest = self.entries.iter().enumerate().skip(place);
        rest.filter(|(_, entry)| !entry.is_judged())
            .map(|(place, _)| place)
            .next()
    }

    /// "3 not judged yet"; what was skipped is said, and nothing else happens to it.
    pub fn left_over(&self) -> String {
        match self.open() {
            0 => "everything is judged".to_owned(),
            1 => "1 not judged yet".to_owned(),
            open => format!("{open} not judged yet"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cast::{MORNING, any_touch, coffee, days_ago, left, mail, person, with};

    fn seen(touch: Touch) -> Seen {
        let (person, name) = (person(1), "Ana Lindqvist".to_owned());
        Seen {
            person,
            name,
            touch,
        }
    }

    fn review(touches: impl IntoIterator<Item = Touch>) -> Review {
        Review {
            since: MORNING,
            until: MORNING,
            entries: entries(touches.into_iter().map(seen).collect()),
            approaches: Vec::new(),
            more_approaches: 0,
        }
    }

    #[test]
    fn twenty_touches_are_twenty_decisions_and_a_thread_of_mail_is_one() {
        let coffees = (0..20).map(|id| coffee(id, MORNING));
        assert_eq!(review(coffees).entries.len(), 20);
        let thread = [
            mail(1, MORNING, Beginner::Them),
            mail(2, MORNING, Beginner::Me),
            mail(3, MORNING, Beginner::Them),
            mail(4, days_ago(1), Beginner::Me),
        ];
        let review = review(thread);
        assert_eq!(review.entries.len(), 2, "another day is another thread");
        let today = review.entries.iter().find(|entry| entry.day() == MORNING);
        assert_eq!(today.unwrap().touches().len(), 3);
        assert_eq!(today.unwrap().bearer().began, Beginner::Me);
    }

    #[test]
    fn what_they_alone_wrote_and_what_went_to_many_is_not_asked_about() {
        let bulk = Touch {
            addressees: 4,
            ..mail(1, MORNING, Beginner::Me)
        };
        let hall = Touch {
            addressees: 7,
            ..coffee(2, MORNING)
        };
        let theirs = mail(3, MORNING, Beginner::Them);
        assert_eq!(review([bulk, hall, theirs]).entries, []);
    }

    #[test]
    fn skipped_touches_are_left_for_another_evening_and_said() {
        let judged = left(coffee(1, MORNING), Verdict::Better);
        let listened = with(coffee(2, MORNING), Moment::Listened, Side::Mine);
        let theirs = with(coffee(3, MORNING), Moment::Listened, Side::Theirs);
        let review = review([judged, listened, theirs, coffee(4, MORNING)]);
        assert_eq!(review.open(), 2);
        assert_eq!(review.left_over(), "2 not judged yet");
        assert_eq!(
            (review.next_from(0), review.next_from(3)),
            (Some(2), Some(3))
        );
        assert_eq!(review.next_from(4), None);
        assert_eq!(review.entries[1].verdict(), Some(Verdict::Better));
    }

    proptest! {
        #[test]
        fn every_direct_touch_of_mine_is_in_one_entry(touches in prop::collection::vec(any_touch(), 0..30)) {
            let all = entries(touches.iter().cloned().map(seen).collect());
            for touch in touches.iter().filter(|touch| is_direct(touch) && is_of_mine(touch)) {
                let held = all.iter().filter(|entry| entry.touches().contains(touch)).count();
                prop_assert!(held >= 1);
            }
            let sorted = all.iter().all(|entry| entry.touches().is_sorted_by_key(|touch| touch.at));
            prop_assert!(sorted);
            let (mut turned, same) = (touches.clone(), all.len());
            turned.reverse();
            prop_assert_eq!(entries(turned.into_iter().map(seen).collect()).len(), same);
        }
    }
}
