//! A file that appears at its place whole or not at all. While it is written it has no name, so that
//! whatever ends the program leaves nothing of it; where the file system knows no files without a
//! name, it has one that the next draft in the folder recognises and takes away.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::clock;

/// What a draft is called while it must have a name. Its maker holds a lock on it.
const PREFIX: &str = ".troth-draft-";

pub struct Draft {
    file: File,
    folder: PathBuf,
    /// Its name for now, where it has one.
    name: Option<PathBuf>,
}

impl Draft {
    /// Readable and writable by the owner alone.
    pub fn beside(path: &Path) -> io::Result<Self> {
        let folder = folder_of(path);
        sweep(folder);
        match nameless(folder).and_then(locked) {
            Ok(file) => Ok(Self {
                file,
                folder: folder.to_owned(),
                name: None,
            }),
            Err(_) => Self::named(folder),
        }
    }

    fn named(folder: &Path) -> io::Result<Self> {
        let name = passing_name(folder);
        Ok(Self {
            file: made(&name)?,
            folder: folder.to_owned(),
            name: Some(name),
        })
    }

    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Puts it where it is meant to be, instead of what stands there.
    pub fn lay(mut self, path: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        match self.link(path) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => self.replace(path)?,
            linked => linked?,
        }
        self.sync_folder()
    }

    /// Puts it where nothing stands yet.
    pub fn lay_anew(mut self, path: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        self.link(path)?;
        self.sync_folder()
    }

    /// Its last name at once, where that is free.
    fn link(&mut self, path: &Path) -> io::Result<()> {
        let Some(name) = &self.name else {
            return give_a_name(&self.file, path);
        };
        std::fs::hard_link(name, path)?;
        std::fs::remove_file(name)?;
        self.name = None;
        Ok(())
    }

    /// Only a file with a name takes another's place. For this moment it could be left behind, whole,
    /// and would be swept by the next draft here.
    fn replace(&mut self, path: &Path) -> io::Result<()> {
        let name = match &self.name {
            Some(name) => name.clone(),
            None => passing_name(&self.folder),
        };
        if self.name.is_none() {
            give_a_name(&self.file, &name)?;
            self.name = Some(name.clone());
        }
        std::fs::rename(&name, path)?;
        self.name = None;
        Ok(())
    }

    fn sync_folder(&self) -> io::Result<()> {
        File::open(&self.folder)?.sync_all()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            // What cannot be taken away now is swept by the next draft here.
            let _ = std::fs::remove_file(name);
        }
    }
}

/// The folder a path stands in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A new file with a passing name in a folder, for what must be opened by a name.
pub fn passing(folder: &Path) -> io::Result<(File, PathBuf)> {
    sweep(folder);
    let name = passing_name(folder);
    Ok((made(&name)?, name))
}

/// Takes away what drafts left here whose makers are no more.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(PREFIX));
        // One that its maker still holds is left alone.
        let unheld = || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if ours && unheld() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn passing_name(folder: &Path) -> PathBuf {
    folder.join(format!("{PREFIX}{}", clock::new_id().simple()))
}

fn made(name: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(name)?;
    locked(file)
}

/// A file system that knows no locks knows none of ours either, and nothing is swept there.
fn locked(file: File) -> io::Result<File> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::Error::other("another program holds the draft")),
        _ => Ok(file),
    }
}

#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    Ok(File::from(open(folder, flags, Mode::RUSR | Mode::WUSR)?))
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn give_a_name(file: &File, name: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    let itself = format!("/proc/self/fd/{}", file.as_raw_fd());
    let follow = rustix::fs::AtFlags::SYMLINK_FOLLOW;
    rustix::fs::linkat(rustix::fs::CWD, itself, rustix::fs::CWD, name, follow)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn give_a_name(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        entries
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_draft_has_no_name_until_it_is_laid_and_then_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("laid");
        let mut draft = Draft::beside(&path).unwrap();
        draft.file().write_all(b"words").unwrap();
        if cfg!(target_os = "linux") {
            assert_eq!(names(folder.path()), Vec::<String>::new());
        }
        draft.lay(&path).unwrap();
        assert_eq!(names(folder.path()), ["laid"]);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(std::fs::read(&path).unwrap(), b"words");
    }

    #[test]
    fn a_draft_laid_anew_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("laid");
        std::fs::write(&path, "before").unwrap();
        let draft = Draft::beside(&path).unwrap();
        assert!(draft.lay_anew(&path).is_err());
        assert_eq!(names(folder.path()), ["laid"]);
        assert_eq!(std::fs::read(&path).unwrap(), b"before");
        Draft::beside(&path).unwrap().lay(&path).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"");
    }

    #[test]
    fn what_a_program_that_was_killed_left_is_swept_and_what_is_held_is_not() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(".troth-draft-1"), "a whole book").unwrap();
        let (_held, name) = passing(folder.path()).unwrap();
        let draft = Draft::named(folder.path()).unwrap();
        sweep(folder.path());
        let mut left = names(folder.path());
        left.sort();
        let mut held = [&name, draft.name.as_ref().unwrap()]
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
        held.sort();
        assert_eq!(left, held);
    }
}
