//! The backups Troth keeps by itself: where they lie, which there are, making one, and taking away
//! those that are kept no longer. A file that is not a backup of this very book is never touched.

use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use ledger::Day;
use ledger::backup::{Kept, Wanted, file_name, instant_of, is_due, leaves_room, staying};

use super::seen::only_book;
use super::{named_after, seen};
use crate::book::engine_copy::cannot_write;
use crate::book::{Book, Place, chore, draft};
use crate::error::{Error, Result};
use crate::values;

/// Beside the book, unless the owner named a folder.
const FOLDER: &str = "backups";

/// A backup as it lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    pub at: Timestamp,
    pub bytes: u64,
    /// Of the book, when it was made.
    pub version: i64,
}

/// The backups of a book, the newest first, and how they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backups {
    pub wanted: Wanted,
    /// Where they lie; `None` for a book on a server whose owner named no folder.
    pub folder: Option<PathBuf>,
    pub all: Vec<Found>,
    /// Files with a name like theirs that cannot be read, or are of another book.
    pub strangers: u64,
}

impl Backups {
    /// Whether they are made without being asked for.
    pub fn are_kept(&self) -> bool {
        !self.wanted.off && self.folder.is_some()
    }

    pub(super) fn as_kept(&self) -> Vec<Kept> {
        let kept = |found: &Found| Kept {
            at: found.at,
            bytes: found.bytes,
        };
        self.all.iter().map(kept).collect()
    }
}

impl Found {
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

impl Book {
    /// The backups there are.
    pub fn backups(&self) -> Result<Backups> {
        let wanted = self.wanted_backups()?;
        let folder = self.backup_folder(&wanted);
        let (all, strangers) = match &folder {
            Some(folder) => self.found_in(folder)?,
            None => (Vec::new(), 0),
        };
        Ok(Backups {
            wanted,
            folder,
            all,
            strangers,
        })
    }

    /// Makes one now and takes away those that are kept no longer.
    pub fn keep_backup(&self, now: Timestamp) -> Result<Found> {
        let made = self.try_to_keep(now);
        let day = now.to_zoned(self.zone().clone()).date();
        match &made {
            Ok(_) => self.note_success()?,
            Err(why) => self.note_failure(day, why)?,
        }
        made
    }

    /// Makes one when it is time and something was written since the last; `at_once` where a day
    /// need not have passed. What is to be gone by this day goes.
    pub fn keep_backup_when_due(&self, now: Timestamp, at_once: AtOnce) -> Result<Option<Found>> {
        let backups = match self.backups() {
            Ok(backups) => backups,
            Err(why) => {
                let day = now.to_zoned(self.zone().clone()).date();
                self.note_failure(day, &why)?;
                return Err(why);
            }
        };
        let overdue = !self.overdue(now)?.is_empty();
        if !backups.are_kept() {
            self.drop_overdue(&backups, now)?;
            return Ok(None);
        }
        let last = backups.all.first();
        let has_changed = last.is_none_or(|last| Some(last.version) != self.version().ok());
        let is_time = at_once == AtOnce::Yes || is_due(last.map(|last| last.at), now);
        if overdue || (has_changed && is_time && !self.is_blank()?) {
            return self.keep_backup(now).map(Some);
        }
        Ok(None)
    }

    fn try_to_keep(&self, now: Timestamp) -> Result<Found> {
        let wanted = self.wanted_backups()?;
        let folder = self.backup_folder(&wanted).ok_or_else(|| {
            Error::refused("this book is on a server, and no folder is named for its backups").way(
                "name one: troth backups set --in FOLDER",
                "/backups",
                "name one",
            )
        })?;
        let _held = hold(&folder)?;
        refuse_to_fill(&folder, self.bytes())?;
        let mut scratch = self.copied(&folder)?;
        let version = seen::read(&mut scratch.engine)?.version;
        let newest = self.backups()?.all.first().map(|found| found.at);
        let (path, at) = free_path(&folder, &self.stem(), now, newest);
        let bytes = scratch.lay_anew(&path)?;
        self.prune(now)?;
        Ok(Found {
            path,
            at,
            bytes,
            version,
        })
    }

    /// Takes away what the rules keep no longer, and what is to be gone by now.
    fn prune(&self, now: Timestamp) -> Result<()> {
        let backups = self.backups()?;
        self.drop_overdue(&backups, now)?;
        let backups = self.backups()?;
        let stays = staying(
            &backups.wanted,
            &self.zone(),
            self.bytes_or(&backups),
            &backups.as_kept(),
        );
        for (found, _) in backups.all.iter().zip(stays).filter(|(_, stays)| !stays) {
            remove(&found.path)?;
        }
        Ok(())
    }

    /// The versions before which every backup is to be gone by now.
    fn overdue(&self, now: Timestamp) -> Result<Vec<(String, i64)>> {
        let day = now.to_zoned(self.zone().clone()).date();
        let marks = self.read(chore::all)?;
        let overdue = |(name, by): (String, String)| {
            let before: i64 = name.strip_prefix(chore::BACKUPS_BEFORE)?.parse().ok()?;
            let is_over = by == chore::AT_ONCE || by.parse::<Day>().is_ok_and(|by| by <= day);
            is_over.then_some((name, before))
        };
        Ok(marks.into_iter().filter_map(overdue).collect())
    }

    pub(super) fn drop_overdue(&self, backups: &Backups, now: Timestamp) -> Result<()> {
        for (name, before) in self.overdue(now)? {
            for found in backups.all.iter().filter(|found| found.version < before) {
                remove(&found.path)?;
            }
            self.unrecorded(|desk| chore::unmark(desk, &name))?;
        }
        Ok(())
    }

    /// Whether nothing was ever written in it.
    fn is_blank(&self) -> Result<bool> {
        let lines = self.read(|session| {
            let book = session.book;
            session.one(
                "select count(*) from history where book = $1",
                values![book],
                |row| row.int(0),
            )
        })?;
        Ok(lines.unwrap_or_default() == 0)
    }

    pub(super) fn backup_folder(&self, wanted: &Wanted) -> Option<PathBuf> {
        match (&wanted.place, self.place()) {
            (Some(place), _) => Some(PathBuf::from(place)),
            (None, Place::File(path)) => Some(draft::folder_of(&whole(path)).join(FOLDER)),
            (None, Place::Postgres { .. }) => None,
        }
    }

    fn found_in(&self, folder: &Path) -> Result<(Vec<Found>, u64)> {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                return Ok((Vec::new(), 0));
            }
            Err(cause) => {
                return Err(
                    Error::setup(format!("{} cannot be read", folder.display())).because(cause)
                );
            }
        };
        let (stem, begun) = (self.stem(), self.begun()?);
        let (mut all, mut strangers) = (Vec::new(), 0);
        for entry in entries.flatten() {
            let named = entry.file_name();
            let Some(at) = named.to_str().and_then(|name| instant_of(&stem, name)) else {
                continue;
            };
            match looked_at(&entry.path(), at) {
                Some((found, of)) if of == begun => all.push(found),
                _ => strangers += 1,
            }
        }
        all.sort_by_key(|found| std::cmp::Reverse(found.at));
        Ok((all, strangers))
    }

    fn begun(&self) -> Result<i64> {
        let begun = self.read(|session| {
            let book = session.book;
            session.one(
                "select made_at from book where book = $1",
                values![book],
                |row| row.int(0),
            )
        })?;
        Ok(begun.unwrap_or_default())
    }

    /// What the names of its backups begin with.
    fn stem(&self) -> String {
        let name = match self.place() {
            Place::File(path) => path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned()),
            Place::Postgres { name, .. } => Some(name.clone()),
        };
        let plain = |letter: char| match letter {
            letter if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.') => letter,
            _ => '-',
        };
        let stem: String = name
            .unwrap_or_default()
            .chars()
            .map(plain)
            .take(80)
            .collect();
        if stem.is_empty() {
            "book".to_owned()
        } else {
            stem
        }
    }

    /// How large the book's files are; 0 on a server.
    fn bytes(&self) -> u64 {
        let Place::File(path) = self.place() else {
            return 0;
        };
        let files = [path.clone(), named_after(path, "-wal")];
        let sizes = files.iter().filter_map(|path| std::fs::metadata(path).ok());
        sizes.map(|facts| facts.len()).sum()
    }

    /// A book on a server is as large as its newest backup.
    pub(super) fn bytes_or(&self, backups: &Backups) -> u64 {
        match self.bytes() {
            0 => backups.all.first().map_or(0, |found| found.bytes),
            bytes => bytes,
        }
    }
}

/// Whether a backup is made though the last is not a day old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtOnce {
    Yes,
    WhenADayHasPassed,
}

/// One program at a time makes, rewrites or takes away backups in a folder, which is made where it is not.
pub(super) fn hold(folder: &Path) -> Result<File> {
    make_private(folder).map_err(|cause| cannot_write(folder, cause))?;
    let held = File::open(folder).map_err(|cause| cannot_write(folder, cause))?;
    // A file system without locks has one program at a time anyway, or two careful ones.
    let _ = held.lock();
    Ok(held)
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new().mode(0o700).create(folder)
}

fn refuse_to_fill(folder: &Path, coming: u64) -> Result<()> {
    let disk = match rustix::fs::statvfs(folder) {
        Ok(disk) => disk,
        Err(cause) => return Err(cannot_write(folder, cause.into())),
    };
    let unit = disk.f_frsize.max(1);
    let (free, all) = (
        disk.f_bavail.saturating_mul(unit),
        disk.f_blocks.saturating_mul(unit),
    );
    if !leaves_room(free, all, coming) {
        return Err(Error::setup(format!(
            "less than a tenth of the disk that holds {} would be free",
            folder.display()
        ))
        .way(
            "make room, or name another folder: troth backups set --in FOLDER",
            "/backups",
            "name another folder",
        ));
    }
    Ok(())
}

/// Named after now, and after any there is: the newest by its name is the newest, though two are made in
/// one second or a clock was set back.
fn free_path(
    folder: &Path,
    stem: &str,
    now: Timestamp,
    newest: Option<Timestamp>,
) -> (PathBuf, Timestamp) {
    let mut at = newest.map_or(now, |newest| now.max(newest + SignedDuration::from_secs(1)));
    loop {
        let name = file_name(stem, at);
        let path = folder.join(&name);
        if !path.exists() {
            return (path, instant_of(stem, &name).unwrap_or(at));
        }
        at += SignedDuration::from_secs(1);
    }
}

/// A backup with the instant its book was begun; `None` where it cannot be read.
fn looked_at(path: &Path, at: Timestamp) -> Option<(Found, i64)> {
    let bytes = std::fs::metadata(path).ok()?.len();
    let mut engine = seen::looked_at(path).ok()?;
    let book = only_book(&mut engine).ok()?;
    let row = engine.one(
        "select made_at, version from book where book = $1",
        values![book],
        |row| Ok((row.int(0)?, row.int(1)?)),
    );
    let (begun, version) = row.ok()??;
    let found = Found {
        path: path.to_owned(),
        at,
        bytes,
        version,
    };
    Some((found, begun))
}

pub(super) fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::setup(format!("{} could not be deleted", path.display())).because(cause))
        }
        _ => Ok(()),
    }
}

fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
