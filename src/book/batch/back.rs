//! A batch taken back.

use ledger::person::{DAYS_TO_ACCEPT, PersonId};

use crate::book::desk::Desk;
use crate::book::shelf;
use crate::error::Result;
use crate::values;

/// Takes a batch out of the book: its letters, their touches, and the people nothing else speaks of.
/// What the owner judged about those touches is kept, and stands again if the mail comes back.
pub(in crate::book) fn take_back(desk: &mut Desk<'_>, batch: i64) -> Result<()> {
    let book = desk.book;
    let met = desk.all(
        "select distinct person from touch where book = $1 and batch = $2",
        values![book, batch],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    desk.execute(
        "delete from touch where book = $1 and batch = $2",
        values![book, batch],
    )?;
    desk.execute(
        "delete from message where book = $1 and batch = $2",
        values![book, batch],
    )?;
    desk.execute(&people_of_nobody(), values![book, batch])?;
    desk.execute(
        "delete from handle where book = $1 and batch = $2
            and not exists (select 1 from person p where p.book = $1 and p.id = handle.person)",
        values![book, batch],
    )?;
    desk.execute(
        "update batch set state = 'undone' where book = $1 and id = $2",
        values![book, batch],
    )?;
    for person in &met {
        desk.touches_changed(*person);
    }
    desk.refresh_facts()?;
    desk.execute(
        "update person set standing = 'waiting'
          where book = $1 and standing = 'accepted' and standing_by = 'rule'
            and not exists (select 1 from facts f where f.book = $1 and f.person = person.id
                               and f.from_me > 0 and f.from_them > 0 and f.days >= $2)",
        values![book, DAYS_TO_ACCEPT],
    )?;
    Ok(())
}

/// Takes the people of a batch away with whom nothing is noted any more, and of whom the owner said
/// nothing: a name, an importance, a rhythm or quiet days of theirs are words about somebody.
fn people_of_nobody() -> String {
    let mut sql = "delete from person where book = $1 and batch = $2 and standing_by = 'rule'
        and merged_into is null and named_by <> 'owner' and importance = 2 and rhythm is null
        and quiet_from is null
        and not exists (select 1 from person p where p.book = $1 and p.merged_into = person.id)
        and not exists (select 1 from hush h where h.book = $1 and h.matter = person.id)
        and not exists (select 1 from not_same n where n.book = $1 and n.one = person.id and n.how <> 'held')
        and not exists (select 1 from not_same n where n.book = $1 and n.other = person.id and n.how <> 'held')"
        .to_owned();
    let theirs = shelf::WHOLE_BOOK
        .iter()
        .filter(|shelf| shelf.holds_of_a_person() || shelf.name == shelf::NUDGE.name);
    for shelf in theirs {
        sql.push_str(&format!(
            "\n        and not exists (select 1 from {0} where {0}.book = $1 and {0}.person = person.id)",
            shelf.name
        ));
    }
    sql
}
