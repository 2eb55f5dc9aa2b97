//! What is not kept longer: the owner's rules, what they would take away on a day, and taking it
//! away, as one line of the history that is not taken back.

use std::collections::HashSet;

use jiff::Timestamp;
use ledger::Day;
use ledger::forgetting::{Letter, Parting, part};
use ledger::person::PersonId;
use ledger::retention::{Going, Rule, Rules};
use uuid::Uuid;

use crate::book::desk::{Desk, Written};
use crate::book::history::Stamp;
use crate::book::owner::owner_id;
use crate::book::shelf::hex;
use crate::book::{Book, Session, acquaintance, chore, shelf};
use crate::error::{Error, Result};
use crate::values;

/// The rules stand among the settings under this name and their id.
const PREFIX: &str = "retention.";

impl Book {
    pub fn retention(&self) -> Result<Rules> {
        self.read(rules)
    }

    /// Sets for how long something is kept; `None`: for good.
    pub fn set_retention(&self, stamp: &Stamp, rule: Rule, kept: Option<u32>) -> Result<Written> {
        let kept = kept.map(|kept| rule.checked(kept)).transpose()?;
        self.write(stamp, "set-retention", |desk| {
            let name = format!("{PREFIX}{}", rule.id());
            match kept {
                Some(kept) => desk.save(&shelf::SETTING, values![name, kept.to_string()])?,
                None if desk.row(&shelf::SETTING, values![name.as_str()])?.is_none() => {
                    return Err(Error::refused("that is kept for good already"));
                }
                None => desk.remove(&shelf::SETTING, values![name])?,
            }
            Ok(Uuid::nil())
        })
    }

    /// What the rules would take away on a day; nothing is changed.
    pub fn going(&self, day: Day) -> Result<Going> {
        if self.retention()?.is_empty() {
            return Ok(Going::default());
        }
        let begins = |day: Day| self.begins(day);
        self.rehearse(|desk| {
            let going = carry_out(desk, day, begins)?;
            desk.refresh_facts()?;
            Ok(going)
        })
    }

    /// Takes away what is not kept longer. Where nothing is, nothing is written.
    pub fn retain(&self, stamp: &Stamp, day: Day) -> Result<Option<(Written, Going)>> {
        if self.going(day)?.is_nothing() {
            return Ok(None);
        }
        let begins = |day: Day| self.begins(day);
        let mut going = Going::default();
        let written = self.write(stamp, "retention", |desk| {
            desk.overwrite_what_is_deleted()?;
            going = carry_out(desk, day, begins)?;
            chore::mark(desk, chore::CLEANING, "")?;
            Ok(Uuid::nil())
        })?;
        Ok(Some((written, going)))
    }
}

fn rules(session: &mut Session<'_>) -> Result<Rules> {
    let book = session.book;
    let rows = session.all(
        "select name, value from setting where book = $1 and name like 'retention.%'",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )?;
    Ok(rows.iter().fold(Rules::default(), |rules, (name, value)| {
        match read(name, value) {
            Some((rule, kept)) => rules.with(rule, Some(kept)),
            None => rules,
        }
    }))
}

/// A rule of another Troth is left alone, and one out of bounds does not hold: it came with a book
/// that was read in, and nobody set it here.
fn read(name: &str, value: &str) -> Option<(Rule, u32)> {
    let rule = Rule::from_id(name.trim_start_matches(PREFIX))?;
    let kept = rule.checked(value.parse().ok()?).ok()?;
    Some((rule, kept))
}

fn carry_out(desk: &mut Desk<'_>, day: Day, begins: impl Fn(Day) -> Timestamp) -> Result<Going> {
    let rules = rules(desk)?;
    let mut going = Going::default();
    if let Some(since) = rules.kept_since(Rule::IgnoredMail, day) {
        (going.letters, going.touches) = ignored(desk, since, begins(since))?;
    }
    if let Some(since) = rules.kept_since(Rule::Subjects, day) {
        going.subjects = subjects(desk, since, begins(since))?;
    }
    if let Some(since) = rules.kept_since(Rule::Undo, day) {
        going.lines = images(desk, begins(since))?;
    }
    Ok(going)
}

/// Letters that were between the owner and people they ignore alone, and the touches with those.
fn ignored(desk: &mut Desk<'_>, since: Day, before: Timestamp) -> Result<(u64, u64)> {
    let book = desk.book;
    let people = desk.all(
        "select p.id from person p join person r on r.book = p.book and r.id = p.root
          where p.book = $1 and r.standing = 'ignored'",
        values![book],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    let mut touches = 0;
    for person in people {
        let gone = desk.execute(
            "delete from touch where book = $1 and person = $2 and day < $3 and source is not null",
            values![book, person.0, since],
        )?;
        if gone > 0 {
            touches += gone;
            strays(desk, person)?;
            desk.touches_changed(person);
        }
    }
    let letters = ignored_letters(desk, before)?;
    for id in &letters {
        desk.execute(
            "delete from message where book = $1 and id = $2",
            values![book, *id],
        )?;
        desk.execute(
            "delete from image where book = $1 and shelf = 'message' and place = $2",
            values![book, hex(id.as_bytes())],
        )?;
    }
    Ok((letters.len() as u64, touches))
}

/// What was judged about touches that are gone.
fn strays(desk: &mut Desk<'_>, person: PersonId) -> Result<()> {
    let book = desk.book;
    desk.execute(
        "delete from moment where book = $1 and person = $2 and not exists
           (select 1 from touch t where t.book = $1 and t.person = $2 and t.id = moment.touch)",
        values![book, person.0],
    )?;
    desk.execute(
        "delete from verdict where book = $1 and person = $2 and not exists
           (select 1 from touch t where t.book = $1 and t.person = $2 and t.id = verdict.touch)",
        values![book, person.0],
    )?;
    Ok(())
}

/// A letter without a date is as old as the day it was taken in.
fn ignored_letters(session: &mut Session<'_>, before: Timestamp) -> Result<Vec<Uuid>> {
    let book = session.book;
    let addresses: HashSet<String> = session
        .all(
            "select h.value from handle h
               join person p on p.book = h.book and p.id = h.person
               join person r on r.book = p.book and r.id = p.root
              where h.book = $1 and h.kind = 'mail' and r.standing = 'ignored'",
            values![book],
            |row| row.text(0),
        )?
        .into_iter()
        .collect();
    let own: HashSet<String> = match owner_id(session)? {
        Some(owner) => acquaintance::handles(session, owner)?,
        None => Vec::new(),
    }
    .into_iter()
    .map(|handle| handle.value)
    .collect();
    let mut going = Vec::new();
    session.each(
        "select id, from_addr, to_list, cc_list from message where book = $1
            and coalesce(at, (select b.accepted_at from batch b
                               where b.book = message.book and b.id = message.batch)) < $2",
        values![book, before],
        |row| {
            let (from, to, cc) = (row.text(1)?, row.text(2)?, row.text(3)?);
            let letter = Letter {
                from: &from,
                to: &to,
                cc: &cc,
            };
            let theirs = |address: &str| addresses.contains(address);
            if part(letter, theirs, |address| own.contains(address)) == Parting::Goes {
                going.push(row.id(0)?);
            }
            Ok(())
        },
    )?;
    Ok(going)
}

/// Subjects of letters, and of the touches that came of them; one without a date is as old as the
/// day it was taken in.
fn subjects(desk: &mut Desk<'_>, since: Day, before: Timestamp) -> Result<u64> {
    let book = desk.book;
    let letters = desk.all(
        "select id from message where book = $1 and subject <> ''
            and coalesce(at, (select b.accepted_at from batch b
                               where b.book = message.book and b.id = message.batch)) < $2",
        values![book, before],
        |row| row.id(0),
    )?;
    desk.execute(
        "update message set subject = '' where book = $1 and subject <> ''
            and coalesce(at, (select b.accepted_at from batch b
                               where b.book = message.book and b.id = message.batch)) < $2",
        values![book, before],
    )?;
    for id in &letters {
        desk.execute(
            "delete from image where book = $1 and shelf = 'message' and place = $2",
            values![book, hex(id.as_bytes())],
        )?;
    }
    let people = desk.all(
        "select distinct person from touch
          where book = $1 and day < $2 and source is not null and note <> ''",
        values![book, since],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    desk.execute(
        "update touch set note = '' where book = $1 and day < $2 and source is not null and note <> ''",
        values![book, since],
    )?;
    for person in people {
        desk.touches_changed(person);
    }
    Ok(letters.len() as u64)
}

/// How rows stood before lines older than this; answers how many lines it was.
fn images(desk: &mut Desk<'_>, before: Timestamp) -> Result<u64> {
    let book = desk.book;
    let lines = desk.one(
        "select count(distinct i.seq) from image i
           join history h on h.book = i.book and h.seq = i.seq
          where i.book = $1 and h.at < $2",
        values![book, before],
        |row| row.int(0),
    )?;
    desk.execute(
        "delete from image where book = $1 and seq in
           (select seq from history where book = $1 and at < $2)",
        values![book, before],
    )?;
    Ok(u64::try_from(lines.unwrap_or_default()).unwrap_or_default())
}
