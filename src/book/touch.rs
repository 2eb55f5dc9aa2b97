//! Touches: noting one by hand, judging one, and reading what happened with a person.

use std::collections::btree_map::{BTreeMap, Entry};
use std::sync::Arc;

use crate::values;
use jiff::Timestamp;
use ledger::Day;
use ledger::moment::{Judged, Moment};
use ledger::person::PersonId;
use ledger::touch::{Beginner, Medium, Setting, Side, Touch, TouchId};
use ledger::verdict::Verdict;

use super::acquaintance::{nobody, one, origin};
use super::desk::Written;
use super::engine_values::{Recurring, Value};
use super::history::Stamp;
use super::merge::entries;
use super::person::{plain, really_known};
use super::{Book, Session, shelf, verdict};
use crate::clock;
use crate::error::{Error, Result};

/// A touch noted by hand.
#[derive(Clone, Debug)]
pub struct NewTouch {
    pub people: Vec<PersonId>,
    pub at: Timestamp,
    pub medium: Medium,
    pub setting: Setting,
    pub began: Beginner,
    pub note: String,
    pub moments: Vec<Judged>,
}

impl Book {
    pub fn log(&self, stamp: &Stamp, touch: &NewTouch) -> Result<Written> {
        let mut people = touch.people.clone();
        people.sort_unstable();
        people.dedup();
        let Some(first) = touch.people.first() else {
            return Err(Error::refused("with whom?"));
        };
        let touch = &NewTouch {
            people,
            note: plain(&touch.note),
            ..touch.clone()
        };
        let day = touch.at.to_zoned(self.zone().clone()).date();
        self.write_of(day, stamp, "log", |desk| {
            let id = TouchId(clock::new_id());
            for person in &touch.people {
                let known = one(desk, *person)?;
                if known.person.standing == ledger::person::Standing::Owner {
                    return Err(Error::refused("that is you, the owner of this book"));
                }
                really_known(desk, *person)?;
                desk.save(&shelf::TOUCH, &touch_row(touch, id, *person, day))?;
                for judged in &touch.moments {
                    desk.save(&shelf::MOMENT, &moment_row(*person, id, judged))?;
                }
            }
            desk.answer = format!("\"{}\"", id.0);
            Ok(first.0)
        })
    }

    /// Says what happened in a touch; saying it twice changes nothing.
    pub fn judge(
        &self,
        stamp: &Stamp,
        person: PersonId,
        touch: TouchId,
        judged: &Judged,
    ) -> Result<Written> {
        self.write(stamp, "judge", |desk| {
            let with = holder(desk, person, touch)?;
            desk.save(&shelf::MOMENT, &moment_row(with, touch, judged))?;
            Ok(person.0)
        })
    }

    /// Every touch with a person up to and on a day, newest first.
    pub fn touches(&self, person: PersonId, until: Day) -> Result<Vec<Touch>> {
        self.read(|session| {
            one(session, person)?;
            let entries = entries(session, person)?;
            touches(session, &entries, until, usize::MAX)
        })
    }
}

/// The entry a touch is noted with, of all that are this person now.
pub(super) fn holder(
    session: &mut Session<'_>,
    person: PersonId,
    touch: TouchId,
) -> Result<PersonId> {
    let book = session.book;
    let holder = session.one(
        "select t.person from touch t join person p on p.book = t.book and p.id = t.person
          where t.book = $1 and t.id = $2 and p.root = $3 order by t.person limit 1",
        values![book, touch.0, person.0],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    holder.ok_or_else(|| Error::not_found("there is no such touch with that person"))
}

pub(super) fn touch_row(touch: &NewTouch, id: TouchId, person: PersonId, day: Day) -> Vec<Value> {
    values![
        person.0,
        touch.at,
        id.0,
        day,
        touch.medium.id(),
        touch.setting.id(),
        touch.began.id(),
        touch.people.len() as i64,
        touch.note.trim(),
        None::<i64>,
        None::<i64>
    ]
    .to_vec()
}

pub(super) fn moment_row(person: PersonId, touch: TouchId, judged: &Judged) -> Vec<Value> {
    values![person.0, touch.0, judged.moment.id(), judged.side.id()].to_vec()
}

/// A page reads this many, give or take.
const TOUCHES_USUAL: usize = 128;

/// Every touch of these entries, which are one person, up to and on a day, newest first; so many of
/// each entry with their notes.
pub(super) fn touches(
    session: &mut Session<'_>,
    entries: &[PersonId],
    until: Day,
    notes: usize,
) -> Result<Vec<Touch>> {
    between(session, entries, (Timestamp::MIN, until), notes)
}

/// The same, from an instant on, with every note.
pub(super) fn touches_since(
    session: &mut Session<'_>,
    entries: &[PersonId],
    since: Timestamp,
    until: Day,
) -> Result<Vec<Touch>> {
    between(session, entries, (since, until), usize::MAX)
}

/// Each entry is asked for by itself: its rows stand side by side in that order.
fn between(
    session: &mut Session<'_>,
    entries: &[PersonId],
    span: (Timestamp, Day),
    notes: usize,
) -> Result<Vec<Touch>> {
    let mut touches = Vec::with_capacity(TOUCHES_USUAL);
    for entry in entries {
        of_entry(session, *entry, span, notes, &mut touches)?;
    }
    if entries.len() > 1 {
        touches.sort_by_key(|touch| std::cmp::Reverse((touch.at, touch.id)));
        // One letter may have reached two entries that are now one person: it is still one touch.
        touches.dedup_by(|again, touch| again.id == touch.id && joined(touch, again));
    }
    Ok(touches)
}

/// What was judged with either entry was judged with the person.
fn joined(touch: &mut Touch, again: &mut Touch) -> bool {
    touch.moments.append(&mut again.moments);
    let key = |judged: &Judged| (judged.moment.id(), judged.side.id());
    touch.moments.sort_by_key(key);
    touch.verdict = touch.verdict.or(again.verdict);
    true
}

fn of_entry(
    session: &mut Session<'_>,
    entry: PersonId,
    (since, until): (Timestamp, Day),
    notes: usize,
    touches: &mut Vec<Touch>,
) -> Result<()> {
    let book = session.book;
    let noted = touches.len().saturating_add(notes);
    let moments = moments(session, entry)?;
    let verdicts = verdict::of_entry(session, entry)?;
    let by_hand: Arc<str> = origin(None).into();
    // Where each source is, is looked up once and not for every row.
    let mut sources: Vec<(usize, i64)> = Vec::new();
    let mut medium = Recurring::new(3, Medium::from_id);
    let mut setting = Recurring::new(4, Setting::from_id);
    let mut began = Recurring::new(5, Beginner::from_id);
    session.each(
        "select id, at, day, medium, setting, began, addressees, note, source
           from touch where book = $1 and person = $2 and at >= $4 and day <= $3
          order by at desc, id desc",
        values![book, entry.0, until, since],
        |row| {
            let id = TouchId(row.id(0)?);
            let source = row.opt_int(8)?;
            sources.extend(source.map(|source| (touches.len(), source)));
            touches.push(Touch {
                id,
                at: row.instant(1)?,
                day: row.day(2)?,
                medium: medium.of(row)?,
                setting: setting.of(row)?,
                began: began.of(row)?,
                addressees: row.count(6)?,
                note: if touches.len() < noted {
                    row.text(7)?
                } else {
                    String::new()
                },
                origin: by_hand.clone(),
                moments: of_touch(&moments, id),
                verdict: said_of(&verdicts, id),
            });
            Ok(())
        },
    )?;
    let mut origins = BTreeMap::new();
    for (place, source) in sources {
        let known = match origins.entry(source) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(origin(place_of(session, source)?).into()),
        };
        touches[place].origin = Arc::clone(known);
    }
    Ok(())
}

fn place_of(session: &mut Session<'_>, source: i64) -> Result<Option<String>> {
    let book = session.book;
    session.one(
        "select place from source where book = $1 and id = $2",
        values![book, source],
        |row| row.text(0),
    )
}

/// What was judged with one entry, in the order of the touches' ids.
fn moments(session: &mut Session<'_>, entry: PersonId) -> Result<Vec<(TouchId, Judged)>> {
    let book = session.book;
    let mut moments = session.all(
        "select touch, name, side from moment where book = $1 and person = $2",
        values![book, entry.0],
        |row| {
            let judged = Judged {
                moment: row.named(1, Moment::from_id)?,
                side: row.named(2, Side::from_id)?,
            };
            Ok((TouchId(row.id(0)?), judged))
        },
    )?;
    moments.sort_by_key(|(touch, judged): &(TouchId, Judged)| {
        (*touch, judged.moment.id(), judged.side.id())
    });
    Ok(moments)
}

fn of_touch(moments: &[(TouchId, Judged)], touch: TouchId) -> Vec<Judged> {
    if moments.is_empty() {
        return Vec::new();
    }
    let first = moments.partition_point(|(of, _)| *of < touch);
    let these = moments[first..].iter().take_while(|(of, _)| *of == touch);
    these.map(|(_, judged)| judged.clone()).collect()
}

fn said_of(verdicts: &[(TouchId, Verdict)], touch: TouchId) -> Option<Verdict> {
    let place = verdicts.binary_search_by_key(&touch, |(of, _)| *of);
    place.ok().map(|place| verdicts[place].1)
}

/// The person's own row exists; used where only that matters.
pub(super) fn must_exist(session: &mut Session<'_>, person: PersonId) -> Result<()> {
    let book = session.book;
    session
        .one(
            "select 1 from person where book = $1 and id = $2",
            values![book, person.0],
            |_| Ok(()),
        )?
        .ok_or_else(nobody)
}
