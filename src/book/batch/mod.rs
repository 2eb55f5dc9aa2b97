//! A batch of mail: seeing what it would do, accepting it, taking it back whole.
//! The preview is the acceptance itself, run to its end and then rolled back: it cannot differ.

mod back;

use crate::values;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(super) use back::take_back;

use super::derive::Derivation;
use super::desk::{Desk, Written};
use super::history::Stamp;
use super::rights::pass_again;
use super::source::{Reading, note_reading};
use super::{Book, Session, Value, shelf};
use crate::clock;
use crate::error::{Error, Result};

/// A file, or a place in one, that was passed over, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub file: String,
    pub offset: u64,
    pub reason: String,
}

/// What a batch does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Every message found, copies too.
    pub messages: u64,
    /// Different Message-IDs; all messages without one count as one more, as in a set of the header's values.
    pub distinct_messages: u64,
    /// Without a Message-ID: known again by their date, author and subject. A piece of a letter that
    /// has none of these (a line of text that looked like the start of a mail) is not kept.
    pub without_id: u64,
    /// Of the distinct, how many the book held before.
    pub known_already: u64,
    /// Their date is missing, unreadable or absurd: kept, but in no timeline.
    pub undated: u64,
    /// Messages that answer one the book knows.
    pub replies_linked: u64,
    /// Lists, newsletters and robots.
    pub bulk: u64,
    pub lists: u64,
    pub newsletters: u64,
    pub robots: u64,
    /// Letters with somebody who was forgotten, passed over while it was read.
    #[serde(default)]
    pub forgotten: u64,
    /// New ones.
    pub touches: u64,
    /// People new to the book.
    pub people_found: u64,
    /// Of everyone in it, who is accepted by this: written both ways, on three days or more.
    pub people_accepted: Vec<String>,
    pub people_waiting: u64,
    pub first: Option<Timestamp>,
    pub last: Option<Timestamp>,
    /// The owner's addresses this was read with.
    pub owner: Vec<String>,
    pub skipped: Vec<Skipped>,
}

/// A batch and where it stands: `reading`, `proposed`, `accepted` or `undone`.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub batch: i64,
    pub place: String,
    pub state: String,
    pub owner: Vec<String>,
    pub made_at: Timestamp,
    /// Once accepted.
    pub report: Option<Report>,
    /// The line of history that accepted it, while it stands.
    pub line: Option<i64>,
}

impl Book {
    /// Batches, newest first.
    pub fn batches(&self) -> Result<Vec<Proposal>> {
        self.read(|session| {
            let book = session.book;
            session.all(
                "select b.id, b.place, b.state, b.owner, b.made_at, b.report,
                        (select max(h.seq) from history h
                          where h.book = b.book and h.batch = b.id and h.undone_by is null)
                   from batch b where b.book = $1 order by b.id desc",
                values![book],
                |row| {
                    Ok(Proposal {
                        batch: row.int(0)?,
                        place: row.text(1)?,
                        state: row.text(2)?,
                        owner: row.text(3)?.lines().map(str::to_owned).collect(),
                        made_at: row.instant(4)?,
                        report: serde_json::from_str(&row.text(5)?).ok(),
                        line: row.opt_int(6)?,
                    })
                },
            )
        })
    }

    /// What accepting would do; nothing is changed.
    pub fn preview(&self, batch: i64) -> Result<Report> {
        self.rehearse(|desk| take_in(desk, batch, clock::now()))
    }

    /// Takes a batch into the book, as one line of history.
    pub fn accept_batch(&self, stamp: &Stamp, batch: i64) -> Result<(Written, Report)> {
        let written = self.write(stamp, "import", |desk| {
            let report = take_in(desk, batch, stamp.at)?;
            desk.batch = Some(batch);
            desk.answer = kept(&report)?;
            Ok(batch_id(batch))
        })?;
        let mut report: Report = serde_json::from_str(&written.answer)
            .map_err(|cause| Error::internal("the report cannot be read").because(cause))?;
        report.skipped = self.read(|session| skipped(session, batch))?;
        self.give_back();
        Ok((written, report))
    }
}

fn batch_id(batch: i64) -> Uuid {
    Uuid::from_u128(u128::try_from(batch).unwrap_or_default())
}

fn take_in(desk: &mut Desk<'_>, batch: i64, at: Timestamp) -> Result<Report> {
    let book = desk.book;
    desk.make_room()?;
    let (place, owner, forgotten) = proposed(desk, batch)?;
    let zone = desk.zone()?;
    let forgotten = forgotten + pass_again(desk, batch, &owner)?;
    let mut report = count(desk, batch)?;
    report.owner.clone_from(&owner);
    report.forgotten = forgotten;

    let source = note_reading(
        desk,
        &Reading {
            place: &place,
            at,
            newest: report.last,
            new_messages: 0,
        },
    )?;
    let (new_messages, plainer) = keep_letters(desk, batch)?;
    report.known_already = count_letters(desk, batch)?
        .saturating_sub(new_messages)
        .min(report.distinct_messages);
    report.replies_linked = count_linked(desk, batch)?;
    note_reading(
        desk,
        &Reading {
            place: &place,
            at,
            newest: report.last,
            new_messages,
        },
    )?;

    let mut derivation = Derivation::begin(desk, batch, source, zone, &owner)?;
    derivation.run(desk, &plainer)?;
    derivation.finish(desk, &mut report)?;

    desk.execute(
        "delete from found where book = $1 and batch = $2",
        values![book, batch],
    )?;
    let text = kept(&report)?;
    desk.execute(
        "update batch set state = 'accepted', source = $3, accepted_at = $4, report = $5, holder = null
          where book = $1 and id = $2",
        values![book, batch, source, at, text],
    )?;
    report.skipped = skipped(desk, batch)?;
    Ok(report)
}

/// The report as it is kept. What was passed over has a shelf of its own and is read from there: a
/// path may name somebody.
fn kept(report: &Report) -> Result<String> {
    let report = Report {
        skipped: Vec::new(),
        ..report.clone()
    };
    serde_json::to_string(&report)
        .map_err(|cause| Error::internal("the report cannot be written").because(cause))
}

/// Its place, whose mail it is, and how many letters were passed over.
fn proposed(desk: &mut Desk<'_>, batch: i64) -> Result<(String, Vec<String>, u64)> {
    let book = desk.book;
    let found = desk.one(
        "select place, owner, state, forgotten from batch where book = $1 and id = $2",
        values![book, batch],
        |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.opt_int(3)?)),
    )?;
    let (place, owner, state, forgotten) =
        found.ok_or_else(|| Error::not_found("there is no such import"))?;
    match state.as_str() {
        "proposed" => Ok((
            place,
            owner.lines().map(str::to_owned).collect(),
            forgotten
                .and_then(|count| u64::try_from(count).ok())
                .unwrap_or_default(),
        )),
        "reading" => Err(Error::refused("that import is still being read")),
        _ => Err(Error::refused("that import was answered already")),
    }
}

fn count(session: &mut Session<'_>, batch: i64) -> Result<Report> {
    let book = session.book;
    let report = session.one(
        "select count(*), count(distinct case when message_id is not null then id end)
                    + coalesce(max(case when message_id is null then 1 else 0 end), 0), coalesce(cast(sum(case when at is null then 1 else 0 end) as bigint), 0),
                coalesce(cast(sum(case when traffic = 'list' then 1 else 0 end) as bigint), 0),
                coalesce(cast(sum(case when traffic = 'newsletter' then 1 else 0 end) as bigint), 0),
                coalesce(cast(sum(case when traffic = 'robot' then 1 else 0 end) as bigint), 0),
                min(at), max(at),
                coalesce(cast(sum(case when message_id is null then 1 else 0 end) as bigint), 0)
           from found where book = $1 and batch = $2",
        values![book, batch],
        |row| {
            let count = |n| -> Result<u64> { Ok(u64::try_from(row.int(n)?).unwrap_or_default()) };
            let instant = |n| -> Result<Option<Timestamp>> {
                Ok(row.opt_int(n)?.and_then(|at| Timestamp::from_microsecond(at).ok()))
            };
            let (lists, newsletters, robots) = (count(3)?, count(4)?, count(5)?);
            Ok(Report {
                messages: count(0)?,
                distinct_messages: count(1)?,
                undated: count(2)?,
                without_id: count(8)?,
                bulk: lists + newsletters + robots,
                lists,
                newsletters,
                robots,
                first: instant(6)?,
                last: instant(7)?,
                ..Report::default()
            })
        },
    )?;
    Ok(report.unwrap_or_default())
}

/// Letters new to the book take their place in it. Of several copies the plainest counts:
/// personal before list, the earliest date; so the order in which copies arrive is of no account.
/// Only ids are put in order, which is the order of the shelf: whole letters would fill memory.
fn keep_letters(desk: &mut Desk<'_>, batch: i64) -> Result<(u64, Vec<Uuid>)> {
    let book = desk.book;
    let mut new = 0;
    for traffic in ["personal", "list", "newsletter", "robot"] {
        new += desk.execute(
            "insert into message (book, id, message_id, at, offset_minutes, from_name, from_addr, to_list,
                    cc_list, parent, subject, traffic, batch)
             select f.book, f.id, f.message_id, f.at, f.offset_minutes, f.from_name, f.from_addr, f.to_list,
                    f.cc_list, f.parent, f.subject, f.traffic, f.batch
               from (select id, min(n) as n from found
                      where book = $1 and batch = $2 and traffic = $3
                        and (message_id is not null or from_addr <> '')
                      group by id) kept
              cross join found f
              where f.book = $1 and f.batch = $2 and f.n = kept.n
             on conflict (book, id) do nothing",
            values![book, batch, traffic],
        )?;
    }
    Ok((new, plainer_copies(desk, batch)?))
}

/// Letters the book knew only from a list's copy, or with a later or no date, become the plainer copy.
/// Answers which they are.
fn plainer_copies(desk: &mut Desk<'_>, batch: i64) -> Result<Vec<Uuid>> {
    let book = desk.book;
    let better = desk.all(
        "select f.id, f.message_id, f.at, f.offset_minutes, f.from_name, f.from_addr, f.to_list, f.cc_list,
                f.parent, f.subject, f.traffic, m.batch
           from found f join message m on m.book = f.book and m.id = f.id
          where f.book = $1 and f.batch = $2
            and (f.traffic <> m.traffic or coalesce(f.at, 0) <> coalesce(m.at, 0))
            and (case f.traffic when 'personal' then 0 when 'list' then 1 when 'newsletter' then 2 else 3 end
                 < case m.traffic when 'personal' then 0 when 'list' then 1 when 'newsletter' then 2 else 3 end
              or (f.traffic = m.traffic and (m.at is null or f.at < m.at)))
          order by f.at desc, f.n",
        values![book, batch],
        |row| {
            shelf::MESSAGE
                .columns
                .iter()
                .enumerate()
                .map(|(n, (_, kind))| row.value(n, *kind))
                .collect::<Result<Vec<_>>>()
        },
    )?;
    let mut changed = Vec::with_capacity(better.len());
    for row in better {
        if let Some(Value::Blob(id)) = row.first() {
            changed.push(super::engine::uuid_from(id)?);
        }
        desk.save(&shelf::MESSAGE, &row)?;
    }
    changed.sort_unstable();
    changed.dedup();
    Ok(changed)
}

/// How many different letters a batch holds.
fn count_letters(session: &mut Session<'_>, batch: i64) -> Result<u64> {
    let book = session.book;
    let letters = session.one(
        "select count(distinct id) from found
          where book = $1 and batch = $2 and (message_id is not null or from_addr <> '')",
        values![book, batch],
        |row| row.int(0),
    )?;
    Ok(u64::try_from(letters.unwrap_or_default()).unwrap_or_default())
}

fn count_linked(session: &mut Session<'_>, batch: i64) -> Result<u64> {
    let book = session.book;
    let linked = session.one(
        "select count(*) from found f join message m on m.book = f.book and m.id = f.parent
          where f.book = $1 and f.batch = $2",
        values![book, batch],
        |row| row.int(0),
    )?;
    Ok(u64::try_from(linked.unwrap_or_default()).unwrap_or_default())
}

fn skipped(session: &mut Session<'_>, batch: i64) -> Result<Vec<Skipped>> {
    let book = session.book;
    session.all(
        "select file, position, reason from skip where book = $1 and batch = $2 order by n",
        values![book, batch],
        |row| {
            Ok(Skipped {
                file: row.text(0)?,
                offset: u64::try_from(row.int(1)?).unwrap_or_default(),
                reason: row.text(2)?,
            })
        },
    )
}
