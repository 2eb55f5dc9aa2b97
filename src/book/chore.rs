//! What is still to be done on this machine, and what last went wrong with it: kept in the book, so
//! that a program that was ended in between is followed by one that does it. It leaves no line in the
//! history, and goes into no export and no backup.

use super::Session;
use super::desk::Desk;
use super::shelf;
use crate::error::Result;
use crate::values;

/// The files of the book still hold rows that were deleted.
pub(super) const CLEANING: &str = "cleaning";
/// Why the last backup failed, and since when: a day and a sentence.
pub(super) const BACKUP_FAILED: &str = "backup-failed";
/// Backups of the book at a version before the one in the name are to be gone by the day beside it, or at once.
pub(super) const BACKUPS_BEFORE: &str = "backups-before.";
pub(super) const AT_ONCE: &str = "at-once";

pub(super) fn mark(desk: &mut Desk<'_>, name: &str, value: &str) -> Result<()> {
    desk.put(&shelf::CHORE, values![name, value])
}

pub(super) fn unmark(desk: &mut Desk<'_>, name: &str) -> Result<()> {
    let book = desk.book;
    desk.execute(
        "delete from chore where book = $1 and name = $2",
        values![book, name],
    )?;
    Ok(())
}

/// No backup made before this write is to stay.
pub(super) fn backups_are_due(desk: &mut Desk<'_>) -> Result<()> {
    let book = desk.book;
    let version = desk.one(
        "select version from book where book = $1",
        values![book],
        |row| row.int(0),
    )?;
    let name = format!("{BACKUPS_BEFORE}{}", version.unwrap_or_default());
    mark(desk, &name, AT_ONCE)
}

pub(super) fn marked(session: &mut Session<'_>, name: &str) -> Result<Option<String>> {
    let book = session.book;
    session.one(
        "select value from chore where book = $1 and name = $2",
        values![book, name],
        |row| row.text(0),
    )
}

pub(super) fn all(session: &mut Session<'_>) -> Result<Vec<(String, String)>> {
    let book = session.book;
    session.all(
        "select name, value from chore where book = $1 order by name",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )
}
