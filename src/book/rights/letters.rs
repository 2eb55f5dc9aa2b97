//! Mail when somebody is forgotten: letters they wrote or that were to them alone go, letters to
//! others too lose them, and a subject that names them is emptied. The ledger says which is which.

use ledger::forgetting::{Letter, Likeness, Parting, part};
use ledger::person::PersonId;
use uuid::Uuid;

use super::gone::Gone;
use super::traced::Traced;
use crate::book::Session;
use crate::book::desk::Desk;
use crate::book::engine_values::{Row, Value};
use crate::error::Result;
use crate::values;

/// What a letter becomes; nothing is said of one that stays as it is.
pub(super) struct Changed {
    /// The letter's own id; in a batch that waits, its number there.
    pub id: Uuid,
    pub place: Option<(i64, i64)>,
    pub goes: bool,
    pub loses: bool,
    /// As they stand from now on: name of the author, both lists, subject.
    pub row: [String; 4],
    pub names_them: bool,
}

const ACCEPTED: &str =
    "select id, from_addr, from_name, to_list, cc_list, subject from message where book = $1";

const WAITING: &str = "select id, from_addr, from_name, to_list, cc_list, subject, batch, n from found where book = $1";

/// Every letter in the book that they have a part in, or that names them.
pub(super) fn accepted(session: &mut Session<'_>, traced: &Traced) -> Result<Vec<Changed>> {
    changed(session, traced, ACCEPTED, |_| Ok(None))
}

/// How many subjects of letters that stay hold a part of their name, and stay as they are.
pub(super) fn perhaps(session: &mut Session<'_>, traced: &Traced) -> Result<u64> {
    let book = session.book;
    let mut count = 0;
    session.each(
        "select from_addr, to_list, cc_list, subject from message where book = $1",
        values![book],
        |row| {
            let (from, to, cc, subject) = (row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?);
            let letter = Letter {
                from: &from,
                to: &to,
                cc: &cc,
            };
            let forgotten = |address: &str| traced.addresses.contains(address);
            let goes = || part(letter, forgotten, |one| traced.own.contains(one)) == Parting::Goes;
            if traced.traces.found_in(&subject) == Some(Likeness::Perhaps) && !goes() {
                count += 1;
            }
            Ok(())
        },
    )?;
    Ok(count)
}

/// As `accepted`, of mail read and not yet accepted.
pub(super) fn waiting(session: &mut Session<'_>, traced: &Traced) -> Result<Vec<Changed>> {
    changed(session, traced, WAITING, |row| {
        Ok(Some((row.int(6)?, row.int(7)?)))
    })
}

fn changed(
    session: &mut Session<'_>,
    traced: &Traced,
    sql: &str,
    place: impl Fn(&Row<'_>) -> Result<Option<(i64, i64)>>,
) -> Result<Vec<Changed>> {
    let book = session.book;
    let mut found = Vec::new();
    session.each(sql, values![book], |row| {
        let from = row.text(1)?;
        let texts = [row.text(2)?, row.text(3)?, row.text(4)?, row.text(5)?];
        if let Some(what) = parted(traced, &from, texts) {
            found.push(Changed {
                id: row.id(0)?,
                place: place(row)?,
                ..what
            });
        }
        Ok(())
    })?;
    Ok(found)
}

fn parted(traced: &Traced, from: &str, texts: [String; 4]) -> Option<Changed> {
    let [from_name, to, cc, subject] = texts;
    let letter = Letter {
        from,
        to: &to,
        cc: &cc,
    };
    let forgotten = |address: &str| traced.addresses.contains(address);
    let (goes, lists) = match part(letter, forgotten, |one| traced.own.contains(one)) {
        Parting::Goes => (true, None),
        Parting::Loses { to, cc } => (false, Some((to, cc))),
        Parting::Stays => (false, None),
    };
    let loses = lists.is_some();
    let (to, cc) = lists.unwrap_or((to, cc));
    let surely = |text: &str| traced.traces.found_in(text) == Some(Likeness::Surely);
    let row = [
        if surely(&from_name) && !traced.others.contains(from) {
            String::new()
        } else {
            from_name.clone()
        },
        unnamed(&to, traced),
        unnamed(&cc, traced),
        if surely(&subject) {
            String::new()
        } else {
            subject.clone()
        },
    ];
    let names_them = row != [from_name, to, cc, subject];
    (goes || loses || names_them).then_some(Changed {
        id: Uuid::nil(),
        place: None,
        goes,
        loses,
        row,
        names_them,
    })
}

/// The list with their name taken from addresses that are nobody's in the book. The name beside
/// somebody else's address is somebody else's.
fn unnamed(list: &str, traced: &Traced) -> String {
    let surely = |name: &str| traced.traces.found_in(name) == Some(Likeness::Surely);
    let mut out = String::with_capacity(list.len());
    for line in list.lines() {
        match line.split_once('\t') {
            Some((address, name)) if !traced.others.contains(address) && surely(name) => {
                out.extend([address, "\t"]);
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// Carries it out, and counts it.
pub(super) fn forget(desk: &mut Desk<'_>, traced: &Traced, gone: &mut Gone) -> Result<Vec<Uuid>> {
    let book = desk.book;
    let mut ids = Vec::new();
    for letter in accepted(desk, traced)? {
        ids.push(letter.id);
        count(&letter, gone);
        if letter.goes {
            desk.execute(
                "delete from message where book = $1 and id = $2",
                values![book, letter.id],
            )?;
            continue;
        }
        let [from_name, to, cc, subject] = &letter.row;
        desk.execute(
            "update message set from_name = $3, to_list = $4, cc_list = $5, subject = $6
              where book = $1 and id = $2",
            &texts(book, letter.id.into(), [from_name, to, cc, subject]),
        )?;
        if letter.names_them {
            renote(desk, letter.id, subject)?;
        }
    }
    for letter in waiting(desk, traced)? {
        let Some((batch, n)) = letter.place else {
            continue;
        };
        count(&letter, gone);
        if letter.goes {
            desk.execute(
                "delete from found where book = $1 and batch = $2 and n = $3",
                values![book, batch, n],
            )?;
            continue;
        }
        let [from_name, to, cc, subject] = &letter.row;
        let texts = [from_name, to, cc, subject].map(|text| Value::from(text.as_str()));
        let mut row = values![book, batch, n].to_vec();
        row.extend(texts);
        desk.execute(
            "update found set from_name = $4, to_list = $5, cc_list = $6, subject = $7
              where book = $1 and batch = $2 and n = $3",
            &row,
        )?;
    }
    Ok(ids)
}

fn texts(book: i64, id: Value, texts: [&String; 4]) -> Vec<Value> {
    let mut row = vec![Value::Int(book), id];
    row.extend(texts.map(|text| Value::from(text.as_str())));
    row
}

fn count(letter: &Changed, gone: &mut Gone) {
    if letter.goes {
        gone.letters += 1;
    } else if letter.loses {
        gone.letters_without += 1;
    } else {
        gone.subjects += 1;
    }
}

/// The touches that came of a letter carry its subject as their note.
fn renote(desk: &mut Desk<'_>, letter: Uuid, subject: &str) -> Result<()> {
    let book = desk.book;
    let people = desk.all(
        "select person from touch where book = $1 and id = $2 and source is not null and note <> $3",
        values![book, letter, subject],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    desk.execute(
        "update touch set note = $3 where book = $1 and id = $2 and source is not null",
        values![book, letter, subject],
    )?;
    for person in people {
        desk.touches_changed(person);
    }
    Ok(())
}
