//! The morning's facts, gathered in one place: everyone accepted with what was derived from their
//! touches, and the numbers of the whole book that each is measured against. A plan and the
//! surroundings of one person are both made from it. What a plan needs is read, and nothing else:
//! with ten thousand people every column is felt.

use std::collections::HashMap;

use ledger::circle::{CircleId, IN_TOUCH_WITHIN, places};
use ledger::person::{Importance, PersonId, Quiet};
use ledger::rhythm::{Facts, Prior, reply_p90};
use ledger::today::{Candidate, Wish};
use ledger::touch::Medium;
use ledger::weights::Weights;
use ledger::{Day, days_between};

use super::engine_values::Row;
use super::packed::unpack;
use super::promise::rooted;
use super::{Session, approach, cadence, facts, nudge, setting};
use crate::error::Result;
use crate::values;

pub(super) struct Gathering {
    /// In the order of ids.
    pub people: Vec<Candidate>,
    pub prior: Prior,
    /// The owner's own 90th-percentile reply time over everyone, in days.
    pub reply_p90: f64,
    pub weights: Weights,
    /// What the last touch by then was about, where there is a later one.
    earlier_subjects: HashMap<PersonId, String>,
}

/// Everyone as they stood on `day`, with what the book-wide numbers are made of.
pub(super) fn gather(session: &mut Session<'_>, day: Day) -> Result<Gathering> {
    let mut people = accepted(session)?;
    add_facts(session, &mut people)?;
    let earlier_subjects = set_back(session, &mut people, day)?;
    add_rhythms(session, &mut people, day)?;
    let facts: Vec<&Facts> = people.iter().filter_map(|one| one.facts.as_ref()).collect();
    Ok(Gathering {
        prior: Prior::fit(&facts),
        reply_p90: reply_p90(facts.iter().copied()),
        weights: setting::weights(session)?,
        people,
        earlier_subjects,
    })
}

/// The same, with what a plan needs besides.
pub(super) fn gather_for_a_plan(session: &mut Session<'_>, day: Day) -> Result<Gathering> {
    let mut gathered = gather(session, day)?;
    add_nudges(session, &mut gathered.people)?;
    add_circles(session, &mut gathered.people, day)?;
    add_likes(session, &mut gathered.people)?;
    Ok(gathered)
}

impl Gathering {
    pub fn find(&self, person: PersonId) -> Option<&Candidate> {
        let place = self.people.binary_search_by_key(&person, |one| one.person);
        self.people.get(place.ok()?)
    }

    /// What the last touch with each of these few was about.
    pub fn subjects(
        &self,
        session: &mut Session<'_>,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, String>> {
        let book = session.book;
        let mut subjects = HashMap::new();
        for person in people {
            let subject = match self.earlier_subjects.get(person) {
                Some(subject) => Some(subject.clone()),
                None => session.one(
                    "select last_note from facts where book = $1 and person = $2",
                    values![book, person.0],
                    |row| row.text(0),
                )?,
            };
            subjects.extend(subject.map(|subject| (*person, subject)));
        }
        Ok(subjects)
    }
}

fn accepted(session: &mut Session<'_>) -> Result<Vec<Candidate>> {
    let book = session.book;
    session.all(
        "select id, name, importance, rhythm, quiet_from, quiet_until, quiet_why
           from person where book = $1 and standing = 'accepted' and merged_into is null order by id",
        values![book],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Candidate> {
    let quiet = match row.opt_day(4)? {
        Some(from) => Some(Quiet {
            from,
            until: row.opt_day(5)?,
            why: row.opt_text(6)?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(Candidate {
        person: PersonId(row.id(0)?),
        name: row.text(1)?,
        importance: Importance::from_steps(row.int(2)?).unwrap_or(Importance::Usual),
        facts: None,
        rhythm: row.opt_int(3)?.and_then(|days| u32::try_from(days).ok()),
        wish: None,
        quiet,
        circle: None,
        group_of_its_own: None,
        nudge: None,
        best_medium: None,
        likes: None,
    })
}

/// The two shelves are walked side by side, both in the order of ids, so that nobody's facts need
/// be looked up.
fn add_facts(session: &mut Session<'_>, people: &mut [Candidate]) -> Result<()> {
    let book = session.book;
    let mut rest = people.iter_mut().peekable();
    session.each(
        "select person, packed, last_medium from facts where book = $1 order by person",
        values![book],
        |row| {
            let person = PersonId(row.id(0)?);
            while rest.next_if(|one| one.person < person).is_some() {}
            if let Some(one) = rest.next_if(|one| one.person == person) {
                one.facts = Some(unpack(row.slice(1)?)?);
                one.best_medium = Some(row.named(2, Medium::from_id)?);
            }
            Ok(())
        },
    )
}

/// Facts that know of a later day, as they stood on `day`. Answers the subjects of the last
/// touches before it.
fn set_back(
    session: &mut Session<'_>,
    people: &mut [Candidate],
    day: Day,
) -> Result<HashMap<PersonId, String>> {
    let later = |one: &&mut Candidate| one.facts.as_ref().is_some_and(|facts| facts.last > day);
    let ahead: Vec<_> = people
        .iter_mut()
        .filter(later)
        .map(|one| one.person)
        .collect();
    if ahead.is_empty() {
        return Ok(HashMap::new());
    }
    let mut subjects = HashMap::new();
    let mut then = facts::as_of(session, &ahead, day)?;
    for one in people.iter_mut().filter(later) {
        let (facts, last) = then.remove(&one.person).unzip();
        one.facts = facts;
        one.best_medium = last.as_ref().map(|last| last.medium);
        subjects.insert(one.person, last.map(|last| last.note).unwrap_or_default());
    }
    Ok(subjects)
}

fn add_nudges(session: &mut Session<'_>, people: &mut [Candidate]) -> Result<()> {
    for (person, nudge) in nudge::all(session)? {
        if let Ok(place) = people.binary_search_by_key(&person, |one| one.person) {
            people[place].nudge = Some(nudge);
        }
    }
    Ok(())
}

/// Rhythms of circles, and what a rhythm holds besides its days.
fn add_rhythms(session: &mut Session<'_>, people: &mut [Candidate], day: Day) -> Result<()> {
    for (person, followed) in cadence::followed(session, None, day)? {
        let Ok(place) = people.binary_search_by_key(&person, |one| one.person) else {
            continue;
        };
        let one = &mut people[place];
        if one.rhythm.is_some() && followed.circle.is_some() {
            continue;
        }
        one.rhythm = followed.silence_days();
        one.wish = (!followed.cadence.is_plain()).then_some(Wish {
            cadence: followed.cadence,
            last_in_person: followed.last_in_person,
            happened: followed.happened,
        });
    }
    Ok(())
}

/// Where each stands among the circles: one walk along the memberships.
fn add_circles(session: &mut Session<'_>, people: &mut [Candidate], day: Day) -> Result<()> {
    let memberships = memberships_among(session, people)?;
    let in_touch: Vec<bool> = people
        .iter()
        .map(|one| {
            let last = one.facts.as_ref().map(|facts| facts.last);
            last.is_some_and(|last| days_between(last, day) <= IN_TOUCH_WITHIN)
        })
        .collect();
    for (place, stands) in places(&memberships, |place: usize| in_touch[place]) {
        people[place].circle = Some(stands.smallest.0);
        people[place].group_of_its_own = Some(stands.only_tie);
    }
    Ok(())
}

/// Which of these people, by their place in the list, is in which circle, each once. Only the few
/// who were merged into somebody are looked up.
fn memberships_among(
    session: &mut Session<'_>,
    people: &[Candidate],
) -> Result<Vec<(CircleId, usize)>> {
    let book = session.book;
    let place_of = |person: PersonId| people.binary_search_by_key(&person, |one| one.person);
    let (mut among, mut merged) = (Vec::new(), Vec::new());
    session.each(
        "select circle, person from membership where book = $1",
        values![book],
        |row| {
            let (circle, person) = (CircleId(row.id(0)?), PersonId(row.id(1)?));
            match place_of(person) {
                Ok(place) => among.push((circle, place)),
                Err(_) => merged.push((circle, person)),
            }
            Ok(())
        },
    )?;
    for (circle, person) in merged {
        let (root, _) = rooted(session, person)?;
        among.extend(place_of(root).ok().map(|place| (circle, place)));
    }
    among.sort_unstable();
    among.dedup();
    Ok(among)
}

/// What is known of an entry merged since counts where their own is not known.
fn add_likes(session: &mut Session<'_>, people: &mut [Candidate]) -> Result<()> {
    let mut merged = Vec::new();
    for (person, medium) in approach::media(session)? {
        match people.binary_search_by_key(&person, |one| one.person) {
            Ok(place) => people[place].likes = Some(medium),
            Err(_) => merged.push((person, medium)),
        }
    }
    for (person, medium) in merged {
        let (root, _) = rooted(session, person)?;
        if let Ok(place) = people.binary_search_by_key(&root, |one| one.person) {
            people[place].likes.get_or_insert(medium);
        }
    }
    Ok(())
}
