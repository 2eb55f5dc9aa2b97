//! Confidences: envelopes the book cannot open, and the three things about them that are not
//! sealed: with whom, since when, and when to look again.

use ledger::Day;
use ledger::act::Act;
use ledger::confidence::{Confidence, ConfidenceId, matter};
use ledger::detail::DetailId;
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::today::Matter;
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::detail::take_out;
use super::engine_values::Row;
use super::history::Stamp;
use super::merge::entries;
use super::person::really_known;
use super::reference::{References, referred};
use super::touch::must_exist;
use super::{Book, Session, act, chore, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

/// What is written: the envelope is made before, and names the id and the person within.
#[derive(Clone, Debug)]
pub struct NewConfidence {
    pub id: ConfidenceId,
    pub person: PersonId,
    pub envelope: Vec<u8>,
    pub review_on: Option<Day>,
}

/// A confidence, sealed as it is, with the name of the one it is with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    pub confidence: Confidence,
    /// The person it was noted with: another than `confidence.person` where the two were merged.
    pub noted_with: PersonId,
    pub name: String,
    pub envelope: Vec<u8>,
}

/// Which of a person's envelopes to bring.
#[derive(Clone, Copy, Debug)]
pub struct Envelopes {
    pub person: PersonId,
    /// So many newer ones stand on other pages.
    pub skip: u32,
    pub most: u32,
}

/// A list leaves the sealed bytes where they are.
const WITHOUT: &str = "select c.id, p.root, c.person, c.noted_on, c.review_on, r.name
   from confidence c
   join person p on p.book = c.book and p.id = c.person
   join person r on r.book = p.book and r.id = p.root
  where c.book = $1 and c.noted_on <= $2
  order by c.noted_on desc, c.id desc";

const WITH_PERSON: &str =
    "select c.id, p.root, c.person, c.noted_on, c.review_on, p.name, c.envelope
   from confidence c
   join person p on p.book = c.book and p.id = c.person
  where c.book = $1 and c.noted_on <= $3
    and c.person in (select id from person where book = $1 and root = $2)
  order by c.noted_on desc, c.id desc limit $4 offset $5";

const OF_ENTRY: &str = "select c.id, c.noted_on, c.review_on
   from confidence o cross join confidence c
  where o.book = $1 and o.person = $2 and c.book = $1 and c.id = o.id";

/// More than a morning can hold are not read for it.
const DUE: &str = "select c.id, p.root, c.person, c.noted_on, c.review_on, r.name
   from confidence c
   join person p on p.book = c.book and p.id = c.person
   join person r on r.book = p.book and r.id = p.root
  where c.book = $1 and c.review_on <= $2
  order by c.review_on, c.id limit 50";

impl Book {
    pub fn confide(&self, stamp: &Stamp, new: &NewConfidence, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "confide", |desk| told(desk, new, day))
    }

    /// Seals what stood in a note, and takes the note out for good: of the shelves and the history here,
    /// then of the book's files and its backups by whoever calls.
    pub fn confide_instead(
        &self,
        stamp: &Stamp,
        new: &NewConfidence,
        note: DetailId,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, "seal-instead", |desk| {
            desk.overwrite_what_is_deleted()?;
            let sealed = told(desk, new, day)?;
            if !take_out(desk, note)? {
                return Err(Error::not_found("there is no such note in this book"));
            }
            chore::mark(desk, chore::CLEANING, "")?;
            chore::backups_are_due(desk)?;
            Ok(sealed)
        })
    }

    /// Every confidence there was on `day`, newest first, without its envelope.
    pub fn confidences(&self, day: Day) -> Result<Vec<(Confidence, String)>> {
        self.read(|session| {
            let book = session.book;
            session.all(WITHOUT, values![book, day], |row| {
                Ok((read(row)?.confidence, row.text(5)?))
            })
        })
    }

    /// How many there are with a person, and their days.
    pub fn confidences_with(&self, person: PersonId, day: Day) -> Result<Vec<Confidence>> {
        self.read(|session| {
            let entries = entries(session, person)?;
            with_person(session, person, &entries, day)
        })
    }

    /// Some of a person's, newest first, with their envelopes.
    pub fn enclosed(&self, asked: Envelopes, day: Day) -> Result<Vec<Enclosed>> {
        self.read(|session| {
            let book = session.book;
            let most = values![book, asked.person.0, day, asked.most, asked.skip];
            session.all(WITH_PERSON, most, |row| {
                Ok(Enclosed {
                    envelope: row.slice(6)?.to_vec(),
                    ..read(row)?
                })
            })
        })
    }

    /// The confidence a short reference names: there are no words to find one by.
    pub fn look_up_confidence(&self, text: &str) -> Result<ConfidenceId> {
        let all = self.confidences(Day::MAX)?;
        let found = referred(text, &all, |(confidence, _)| confidence.id.0);
        match found.as_slice() {
            [(one, _)] => Ok(one.id),
            [] => Err(Error::not_found(format!(
                "no confidence has the reference “{}”",
                text.trim()
            ))
            .hint("troth confidences lists them, each with its short reference")),
            several => {
                let references = References::among(all.iter().map(|(one, _)| one.id.0));
                let said = |(one, name): &&(Confidence, String)| {
                    format!("{} with {name}", references.of(one.id.0))
                };
                let list: Vec<String> = several.iter().take(5).map(said).collect();
                Err(
                    Error::not_found(format!("several confidences match: {}", list.join(", ")))
                        .hint("use the short reference"),
                )
            }
        }
    }

    /// Looked at on its day, and kept: the deposit is noted, and the next day to look.
    pub fn still_kept(
        &self,
        stamp: &Stamp,
        id: ConfidenceId,
        day: Day,
        next: Option<Day>,
    ) -> Result<Written> {
        // An id for the review itself: each is a line of its own in the account.
        let review = clock::new_id();
        self.change((stamp, day), "still-kept", id, |desk, told| {
            let person = told.person;
            let kept = told.still_kept(day, next)?;
            act::note(desk, person, &said(review, Moment::ConfidenceKept, day))?;
            Ok(kept)
        })
    }

    /// It was passed on; noted plainly, and once.
    pub fn passed_on(&self, stamp: &Stamp, id: ConfidenceId, day: Day) -> Result<Written> {
        self.change((stamp, day), "passed-on", id, |desk, told| {
            let act = said(id.0, Moment::ConfidenceBroken, day);
            let key = values![told.person.0, id.0, act.moment.id(), act.side.id()];
            if desk.row(&shelf::ACT, key)?.is_some() {
                return Err(Error::refused("that is noted already"));
            }
            act::note(desk, told.person, &act)?;
            Ok(told.passed_on(day)?)
        })
    }

    /// Another day to look at it again, or none.
    pub fn review_again(
        &self,
        stamp: &Stamp,
        id: ConfidenceId,
        day: Day,
        review: Option<Day>,
    ) -> Result<Written> {
        self.change((stamp, day), "review-confidence", id, |_, told| {
            Ok(told.look_again(day, review)?)
        })
    }

    /// Takes it out of the book for good: its envelope, and every envelope of it that was kept to take
    /// something back with.
    pub fn forget_confidence(&self, stamp: &Stamp, id: ConfidenceId) -> Result<Written> {
        self.write(stamp, "forget-confidence", |desk| {
            desk.overwrite_what_is_deleted()?;
            let (told, _) = load(desk, id)?;
            desk.about = Some(told.person);
            let key = values![id.0];
            let (book, place) = (desk.book, shelf::CONFIDENCE.place_of(key));
            desk.execute(
                "delete from image where book = $1 and shelf = 'confidence' and place = $2",
                values![book, place],
            )?;
            desk.execute(
                "delete from confidence where book = $1 and id = $2",
                values![book, id.0],
            )?;
            desk.execute(
                "delete from hush where book = $1 and matter = $2",
                values![book, id.0],
            )?;
            Ok(id.0)
        })
    }

    fn change(
        &self,
        (stamp, day): (&Stamp, Day),
        verb: &'static str,
        id: ConfidenceId,
        next: impl FnOnce(&mut Desk<'_>, Confidence) -> Result<Confidence>,
    ) -> Result<Written> {
        self.write_of(day, stamp, verb, |desk| {
            let (told, envelope) = load(desk, id)?;
            desk.about = Some(told.person);
            let next = next(desk, told)?;
            save(desk, &next, envelope)?;
            Ok(id.0)
        })
    }
}

fn told(desk: &mut Desk<'_>, new: &NewConfidence, day: Day) -> Result<Uuid> {
    must_exist(desk, new.person)?;
    really_known(desk, new.person)?;
    let told = Confidence::told(new.id, new.person, day, new.review_on)?;
    desk.about = Some(new.person);
    save(desk, &told, new.envelope.clone())?;
    Ok(told.id.0)
}

/// A line of the account that holds no word of what was told.
fn said(id: Uuid, moment: Moment, day: Day) -> Act {
    act::mine(id, moment, day, "")
}

fn save(desk: &mut Desk<'_>, told: &Confidence, envelope: Vec<u8>) -> Result<()> {
    let row = values![
        told.id.0,
        told.person.0,
        envelope,
        told.noted_on,
        told.review_on
    ];
    desk.save(&shelf::CONFIDENCE, row)
}

fn load(desk: &mut Desk<'_>, id: ConfidenceId) -> Result<(Confidence, Vec<u8>)> {
    let book = desk.book;
    let found = desk.one(
        "select c.id, c.person, c.person, c.noted_on, c.review_on, '', c.envelope
           from confidence c where c.book = $1 and c.id = $2",
        values![book, id.0],
        |row| Ok((read(row)?.confidence, row.slice(6)?.to_vec())),
    )?;
    found.ok_or_else(|| Error::not_found("there is no such confidence in this book"))
}

pub(super) fn with_person(
    session: &mut Session<'_>,
    person: PersonId,
    entries: &[PersonId],
    day: Day,
) -> Result<Vec<Confidence>> {
    let mut told = session.of_each(OF_ENTRY, entries, |row| {
        Ok(Confidence {
            id: ConfidenceId(row.id(0)?),
            person,
            noted_on: row.day(1)?,
            review_on: row.opt_day(2)?,
        })
    })?;
    told.retain(|one| one.noted_on <= day);
    told.sort_unstable_by_key(|one| std::cmp::Reverse((one.noted_on, one.id)));
    Ok(told)
}

pub(super) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let book = session.book;
    let due = session.all(DUE, values![book, day], |row| {
        Ok((read(row)?.confidence, row.text(5)?))
    })?;
    Ok(due
        .iter()
        .filter_map(|(told, name)| matter(told, name, day))
        .collect())
}

fn read(row: &Row<'_>) -> Result<Enclosed> {
    Ok(Enclosed {
        confidence: Confidence {
            id: ConfidenceId(row.id(0)?),
            person: PersonId(row.id(1)?),
            noted_on: row.day(3)?,
            review_on: row.opt_day(4)?,
        },
        noted_with: PersonId(row.id(2)?),
        name: row.text(5)?,
        envelope: Vec::new(),
    })
}
