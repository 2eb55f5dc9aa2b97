//! Finds the mail files under a path, before any is read: which, of what kind, how big.
//! Follows no links, opens no sockets, pipes or devices, understands no mail.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::finding::Skip;
use super::folder;

mod walk;

pub(super) use walk::reading_failed;
use walk::{Maildir, Walk};

/// How a file holds mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Many messages, each behind a `From ` line.
    Mailbox,
    /// One message.
    Letter,
}

/// One file to read. Its folder is kept once, for a Maildir holds a hundred thousand files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailFile {
    folder: u32,
    name: Box<std::ffi::OsStr>,
    /// On disk.
    pub bytes: u64,
    pub kind: Kind,
    /// Compressed with gzip.
    pub packed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    sent: bool,
}

/// The files under a path, in the order they will be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    pub files: Vec<MailFile>,
    pub skipped: Vec<Skip>,
    /// Of all files, as they lie on disk.
    pub bytes: u64,
    folders: Vec<Folder>,
}

/// Why there is nothing to survey.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("there is no file or folder {0}")]
    Missing(String),
    #[error("{0} may not be read by you; check its permissions")]
    Forbidden(String),
    #[error("{0} is neither a file nor a folder")]
    Odd(String),
    #[error("{0} cannot be read: {1}")]
    Failed(String, #[source] io::Error),
}

impl Survey {
    pub fn path(&self, file: &MailFile) -> PathBuf {
        self.folders
            .get(file.folder as usize)
            .map_or_else(PathBuf::new, |folder| folder.path.join(&*file.name))
    }

    /// The path as a person would write it; by the index a [`Message`](super::Message) carries.
    pub fn name(&self, index: u32) -> String {
        self.files
            .get(index as usize)
            .map_or_else(String::new, |file| self.path(file).display().to_string())
    }

    /// Whether the file, or a folder it lies in, is named for sent mail.
    pub fn is_sent(&self, file: &MailFile) -> bool {
        self.folders
            .get(file.folder as usize)
            .is_some_and(|folder| folder.sent)
            || file.kind == Kind::Mailbox && folder::is_sent(Path::new(&*file.name))
    }
}

/// Looks through a file or a folder and all below it.
pub fn survey(path: &Path) -> Result<Survey, Unreadable> {
    let shown = path.display().to_string();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Unreadable::Missing(shown.clone()),
        io::ErrorKind::PermissionDenied => Unreadable::Forbidden(shown.clone()),
        _ => Unreadable::Failed(shown.clone(), error),
    };
    let facts = fs::metadata(path).map_err(failed)?;
    let mut walk = Walk::default();
    if facts.is_dir() {
        fs::read_dir(path).map_err(failed)?;
        let named = path.file_name().map(Path::new);
        walk.folder(path, named.is_some_and(folder::is_sent));
    } else if facts.is_file() {
        File::open(path).map_err(failed)?;
        let parent = path.parent().unwrap_or(Path::new(""));
        let named = parent.file_name().map(Path::new);
        let folder = walk.enter(parent, named.is_some_and(folder::is_sent));
        walk.file(path, &facts, folder, Maildir::Elsewhere);
    } else {
        return Err(Unreadable::Odd(shown));
    }
    Ok(walk.survey)
}
