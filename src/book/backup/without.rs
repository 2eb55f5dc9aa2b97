//! Somebody who was forgotten goes from the backups too: each is opened, they are forgotten in it, and
//! it is written anew; what cannot be rewritten without them is deleted. Or the backups are left to
//! run out, by a day that is named. Copies the owner made elsewhere are not reached.

use std::path::Path;

use jiff::Timestamp;
use ledger::Day;
use ledger::backup::run_out;
use ledger::detail::DetailId;
use ledger::person::PersonId;

use super::kept::{hold, remove};
use super::{copied, opened};
use crate::book::{Book, chore, rights};
use crate::error::Result;

/// Who left, as far as it takes to find them in a copy of the book; or the note that was sealed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaver {
    pub entries: Vec<PersonId>,
    pub addresses: Vec<String>,
    pub note: Option<DetailId>,
}

/// How the backups lose what they hold of somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remaking {
    /// At once.
    #[default]
    Anew,
    /// As they are replaced, by a day that is named.
    RunOut,
}

/// What became of the backups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Written anew without them.
    pub rewritten: u64,
    pub deleted: u64,
    /// They are in none from this day on.
    pub gone_by: Option<Day>,
    /// Why it could not be done; the next program that keeps backups does it then.
    pub failed: Option<String>,
}

impl Leaver {
    pub fn note(id: DetailId) -> Self {
        Self {
            note: Some(id),
            ..Self::default()
        }
    }
}

impl Remaking {
    pub fn id(self) -> &'static str {
        match self {
            Self::Anew => "anew",
            Self::RunOut => "run-out",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Anew, Self::RunOut]
            .into_iter()
            .find(|how| how.id() == id)
    }
}

impl Cleared {
    /// What became of them, in a sentence; `None` where there were none.
    pub fn words(&self) -> Option<String> {
        let count = |count: u64, what: &str| match count {
            0 => None,
            1 => Some(format!("1 was {what}")),
            count => Some(format!("{count} were {what}")),
        };
        if let Some(why) = &self.failed {
            return Some(format!(
                "The backups Troth keeps could not be made anew: {why}. They are replaced the next time Troth serves."
            ));
        }
        if let Some(day) = self.gone_by {
            return Some(format!(
                "The backups Troth keeps still hold it; by {} none does.",
                ledger::said_day(day)
            ));
        }
        let done = [
            count(self.rewritten, "made anew without it"),
            count(self.deleted, "deleted"),
        ];
        let done: Vec<String> = done.into_iter().flatten().collect();
        (!done.is_empty()).then(|| format!("Of the backups Troth keeps, {}.", done.join(" and ")))
    }
}

impl Book {
    /// The day by which the backups there are now are gone by themselves; `None` where there are none.
    pub fn backups_run_out(&self, today: Day) -> Result<Option<Day>> {
        let backups = self.backups()?;
        if backups.all.is_empty() {
            return Ok(None);
        }
        let bytes = self.bytes_or(&backups);
        Ok(Some(run_out(
            &backups.wanted,
            &self.zone(),
            bytes,
            &backups.as_kept(),
            today,
        )))
    }

    /// Rids the backups of somebody who was forgotten.
    pub fn clear_backups(&self, of: &Leaver, how: Remaking, now: Timestamp) -> Result<Cleared> {
        let today = now.to_zoned(self.zone().clone()).date();
        match how {
            Remaking::Anew => match self.rewrite_backups(of, today) {
                Ok(cleared) => Ok(cleared),
                // They are forgotten already, so this is no failure of that; what is due stays due.
                Err(why) => {
                    self.note_failure(today, &why)?;
                    Ok(Cleared {
                        failed: Some(why.sentence),
                        ..Cleared::default()
                    })
                }
            },
            Remaking::RunOut => {
                let gone_by = self.backups_run_out(today)?;
                self.at_once_becomes(gone_by)?;
                Ok(Cleared {
                    gone_by,
                    ..Cleared::default()
                })
            }
        }
    }

    /// Makes a backup now and deletes every one from before: for what no longer is to be in any, and
    /// is not somebody who was forgotten.
    pub fn replace_backups(&self, now: Timestamp) -> Result<Cleared> {
        let before = self.backups()?;
        let fresh = self.keep_backup(now)?;
        let mut cleared = Cleared::default();
        for found in before.all.iter().filter(|found| found.path != fresh.path) {
            remove(&found.path)?;
            cleared.deleted += 1;
        }
        self.nothing_is_due()?;
        Ok(cleared)
    }

    fn rewrite_backups(&self, of: &Leaver, today: Day) -> Result<Cleared> {
        let mut cleared = Cleared::default();
        let wanted = self.wanted_backups()?;
        if let Some(folder) = self.backup_folder(&wanted).filter(|folder| folder.is_dir()) {
            // Whoever makes one just now looked at the book before, and is waited for.
            let _held = hold(&folder)?;
            for found in self.backups()?.all {
                match rewrite(&found.path, &folder, of, today)? {
                    Came::Untouched => {}
                    Came::Rewritten => cleared.rewritten += 1,
                    Came::Deleted => cleared.deleted += 1,
                }
            }
        }
        self.nothing_is_due()?;
        Ok(cleared)
    }

    /// What was due of the backups is done; what has a day of its own to come keeps it.
    fn nothing_is_due(&self) -> Result<()> {
        self.at_once_becomes(None)
    }

    /// What is due at once is due by a day, or no longer.
    fn at_once_becomes(&self, by: Option<Day>) -> Result<()> {
        let marks = self.read(chore::all)?;
        let due: Vec<String> = marks
            .into_iter()
            .filter(|(name, value)| {
                name.starts_with(chore::BACKUPS_BEFORE) && value == chore::AT_ONCE
            })
            .map(|(name, _)| name)
            .collect();
        if due.is_empty() {
            return Ok(());
        }
        self.unrecorded(|desk| {
            due.iter().try_for_each(|name| match by {
                Some(day) => chore::mark(desk, name, &day.to_string()),
                None => chore::unmark(desk, name),
            })
        })
    }
}

enum Came {
    Untouched,
    Rewritten,
    Deleted,
}

fn rewrite(path: &Path, folder: &Path, of: &Leaver, today: Day) -> Result<Came> {
    let (mut scratch, book) = opened(path, folder)?;
    let stood = rights::forget_in_copy(&mut scratch.engine, book, of, today)?;
    let held = !matches!(stood, rights::Stood::Absent);
    if !held && !scratch.holds_any(&of.addresses)? {
        return Ok(Came::Untouched);
    }
    let mut anew = copied(&mut scratch.engine, book, folder)?;
    if matches!(stood, rights::Stood::AmongOthers) || anew.holds_any(&of.addresses)? {
        remove(path)?;
        return Ok(Came::Deleted);
    }
    anew.lay(path)?;
    Ok(Came::Rewritten)
}
