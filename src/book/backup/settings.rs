//! What the owner wants of the backups that Troth keeps by itself, and how the last attempt went.

use std::path::Path;

use ledger::Day;
use ledger::backup::Wanted;
use uuid::Uuid;

use crate::book::desk::Written;
use crate::book::history::Stamp;
use crate::book::{Book, Session, chore, shelf};
use crate::error::{Error, Result};
use crate::values;

/// What the owner wants stands among the settings under this and a name.
const PREFIX: &str = "backup.";

impl Book {
    pub fn wanted_backups(&self) -> Result<Wanted> {
        self.read(wanted)
    }

    /// Everything at once, as the owner wants it from now on.
    pub fn set_backups(&self, stamp: &Stamp, wanted: Wanted) -> Result<Written> {
        let wanted = wanted.checked()?;
        if let Some(place) = &wanted.place
            && !Path::new(place).is_absolute()
        {
            return Err(Error::refused(format!("“{place}” is not a whole path"))
                .hint("write the folder with all those above it: /home/noor/backups"));
        }
        self.write(stamp, "set-backups", |desk| {
            for (name, value) in wanted.told() {
                desk.save(&shelf::SETTING, values![format!("{PREFIX}{name}"), value])?;
            }
            Ok(Uuid::nil())
        })
    }

    /// That no backup could be made, in a sentence; `None` when the last one could.
    pub fn backup_failed(&self, day: Day) -> Result<Option<String>> {
        let failed = self.read(|session| chore::marked(session, chore::BACKUP_FAILED))?;
        Ok(failed.and_then(|failed| {
            let (since, why) = failed.split_once(' ')?;
            let since: Day = since.parse().ok()?;
            let said = if since >= day {
                String::new()
            } else {
                format!(" since {}", ledger::said_day(since))
            };
            Some(format!("The book could not be backed up{said}: {why}."))
        }))
    }

    /// Keeps why a backup failed, and since when; nothing is written where that is known already.
    pub(super) fn note_failure(&self, day: Day, why: &Error) -> Result<()> {
        let before = self.read(|session| chore::marked(session, chore::BACKUP_FAILED))?;
        let since = before
            .as_deref()
            .and_then(|before| before.split_once(' '))
            .map_or_else(|| day.to_string(), |(since, _)| since.to_owned());
        let now = format!("{since} {}", why.sentence);
        if before.as_ref() == Some(&now) {
            return Ok(());
        }
        self.unrecorded(|desk| chore::mark(desk, chore::BACKUP_FAILED, &now))
    }

    pub(super) fn note_success(&self) -> Result<()> {
        let failed = self.read(|session| chore::marked(session, chore::BACKUP_FAILED))?;
        match failed {
            None => Ok(()),
            Some(_) => self.unrecorded(|desk| chore::unmark(desk, chore::BACKUP_FAILED)),
        }
    }
}

fn wanted(session: &mut Session<'_>) -> Result<Wanted> {
    let book = session.book;
    let rows = session.all(
        "select name, value from setting where book = $1 and name like 'backup.%'",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )?;
    let mut wanted = Wanted::default();
    for (name, value) in rows {
        wanted.hear(name.trim_start_matches(PREFIX), &value);
    }
    Ok(wanted)
}
