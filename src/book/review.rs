//! The evening's review, gathered: the touches of the day with the people accepted, and the approaches
//! that wait longer than I usually let them. Only people in touch on those days are read.

use std::cmp::Reverse;

use jiff::{Timestamp, ToSpan};
use ledger::Day;
use ledger::account::unanswered;
use ledger::person::PersonId;
use ledger::review::{APPROACHES_AT_MOST, Approach, Review, Seen, entries as entries_of};
use ledger::today::Candidate;

use super::gathering::{Gathering, gather};
use super::merge::entries;
use super::touch::touches_since;
use super::{Book, Session};
use crate::error::Result;
use crate::values;

/// So many people who wait for an answer are looked at, those who wrote last: an evening asks about few.
const PEOPLE_AT_MOST: usize = 40;

/// A day of the owner's lies within these hours of its own in UTC, wherever they were.
const SLACK: i64 = 2;

impl Book {
    /// What the evening of `until` asks about, from the touches since a day.
    pub fn review(&self, since: Day, until: Day) -> Result<Review> {
        let since = since.min(until);
        let from = self.begins(since.saturating_sub(SLACK.days()));
        self.read(|session| {
            let mut seen = Vec::new();
            for (person, name) in in_touch(session, from)? {
                let known = entries(session, person)?;
                let touches = touches_since(session, &known, from, until)?;
                let of_days = touches.into_iter().filter(|touch| touch.day >= since);
                seen.extend(of_days.map(|touch| Seen {
                    person,
                    name: name.clone(),
                    touch,
                }));
            }
            let mut approaches = approaches(self, session, until)?;
            let more_approaches = approaches.len().saturating_sub(APPROACHES_AT_MOST);
            approaches.truncate(APPROACHES_AT_MOST);
            Ok(Review {
                since,
                until,
                entries: entries_of(seen),
                approaches,
                more_approaches,
            })
        })
    }
}

/// Everybody accepted whose last touch is not before this.
fn in_touch(session: &mut Session<'_>, from: Timestamp) -> Result<Vec<(PersonId, String)>> {
    let book = session.book;
    session.all(
        "select r.id, r.name from facts f cross join person r
          where f.book = $1 and f.last_at >= $2
            and r.book = $1 and r.id = f.person and r.standing = 'accepted'
          order by r.id",
        values![book, from],
        |row| Ok((PersonId(row.id(0)?), row.text(1)?)),
    )
}

/// Approaches beyond my usual time, the newest first: those are the easiest to answer still.
fn approaches(book: &Book, session: &mut Session<'_>, day: Day) -> Result<Vec<Approach>> {
    let gathered = gather(session, day)?;
    let back = (gathered.weights.owed_within as i64).days();
    let earliest = day.saturating_sub(back);
    let mut waiting: Vec<(Day, Day, &Candidate)> = gathered
        .people
        .iter()
        .filter(|one| !one.quiet.as_ref().is_some_and(|quiet| quiet.covers(day)))
        .filter_map(|one| {
            let facts = one.facts.as_ref()?;
            Some((facts.last_from_them?, facts.waiting_since?, one))
        })
        .filter(|(last, ..)| *last >= earliest)
        .collect();
    waiting.sort_by_key(|(last, _, one)| (Reverse(*last), one.person));
    let mut found = Vec::new();
    for (_, since, one) in waiting.into_iter().take(PEOPLE_AT_MOST) {
        let from = since.max(earliest);
        found.extend(of_person(book, session, one, from, day, &gathered)?);
    }
    found.sort_by(|one: &Approach, other| {
        (other.since, &one.name, one.person).cmp(&(one.since, &other.name, other.person))
    });
    Ok(found)
}

fn of_person(
    book: &Book,
    session: &mut Session<'_>,
    one: &Candidate,
    from: Day,
    day: Day,
    gathered: &Gathering,
) -> Result<Vec<Approach>> {
    let known = entries(session, one.person)?;
    let begin = book.begins(from.saturating_sub(SLACK.days()));
    let mut touches = touches_since(session, &known, begin, day)?;
    touches.retain(|touch| touch.day >= from);
    let days = unanswered(&touches, gathered.reply_p90, &gathered.weights, day);
    Ok(days
        .into_iter()
        .filter_map(|since| {
            let mut of_day = touches.iter().filter(|touch| touch.day == since);
            let first = of_day.rfind(|touch| touch.is_approach())?;
            Some(Approach {
                person: one.person,
                name: one.name.clone(),
                since,
                about: first.note.clone(),
                medium: first.medium,
            })
        })
        .collect())
}
