//! The walk through folders: what each entry is, whether it is mail, in an order that holds.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::super::finding::{Loss, Skip};
use super::super::{folder, sniff};
use super::{Folder, Kind, MailFile, Survey};

#[derive(Default)]
pub struct Walk {
    pub survey: Survey,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Maildir {
    /// In `cur` or `new`: every file is one message.
    Inside,
    Elsewhere,
}

impl Walk {
    pub fn enter(&mut self, path: &Path, sent: bool) -> u32 {
        self.survey.folders.push(Folder {
            path: path.to_owned(),
            sent,
        });
        u32::try_from(self.survey.folders.len() - 1).unwrap_or(u32::MAX)
    }

    /// Depth first, by name: the order does not hang on the file system. The folders still to
    /// do are a list, so that no depth of nesting exhausts the stack.
    pub fn folder(&mut self, root: &Path, sent: bool) {
        let mut waiting = vec![(root.to_owned(), sent)];
        while let Some((path, sent)) = waiting.pop() {
            let mut inner = self.list(&path, sent);
            inner.reverse();
            waiting.append(&mut inner);
        }
    }

    /// Takes up the files of one folder and names the folders inside it.
    fn list(&mut self, path: &Path, sent: bool) -> Vec<(PathBuf, bool)> {
        let mut entries = match fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>)
        {
            Ok(entries) => entries,
            Err(error) => {
                self.skip(path, reading_failed("this folder", &error));
                return Vec::new();
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        let is_maildir = entries
            .iter()
            .any(|entry| entry.file_name() == "cur" || entry.file_name() == "new");
        let inside = match path.file_name().and_then(|name| name.to_str()) {
            Some("cur" | "new") => Maildir::Inside,
            _ => Maildir::Elsewhere,
        };
        let folder = self.enter(path, sent);
        let mut below = Vec::new();
        for entry in entries {
            let name = entry.file_name();
            if is_maildir && name == "tmp" {
                continue;
            }
            let path = entry.path();
            match fs::symlink_metadata(&path) {
                Ok(facts) if facts.is_dir() => {
                    let sent = sent || folder::is_sent(Path::new(&name));
                    below.push((path, sent));
                }
                Ok(facts) => self.file(&path, &facts, folder, inside),
                Err(error) => self.skip(&path, reading_failed("this file", &error)),
            }
        }
        below
    }

    pub fn file(&mut self, path: &Path, facts: &Metadata, folder: u32, place: Maildir) {
        if facts.is_symlink() {
            return self.skip(path, "a link: links are not followed".into());
        }
        if !facts.is_file() {
            return self.skip(path, "a socket, a pipe or a device, not a file".into());
        }
        let (kind, packed) = match look(path, place) {
            Ok(found) => found,
            Err(reason) => return self.skip(path, reason),
        };
        self.survey.bytes += facts.len();
        self.survey.files.push(MailFile {
            folder,
            name: path.file_name().unwrap_or_default().into(),
            bytes: facts.len(),
            kind,
            packed,
        });
    }

    fn skip(&mut self, path: &Path, reason: String) {
        self.survey.skipped.push(Skip {
            file: path.display().to_string(),
            offset: 0,
            reason,
            loss: Loss::All,
        });
    }
}

/// A sentence for a file or folder the system would not let us read.
pub fn reading_failed(what: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            format!("{what} may not be read by you; check its permissions")
        }
        io::ErrorKind::NotFound => format!("{what} is no longer there"),
        _ => format!("{what} could not be read: {error}"),
    }
}

fn look(path: &Path, place: Maildir) -> Result<(Kind, bool), String> {
    // A Maildir's files are opened once, when they are read.
    if place == Maildir::Inside {
        return Ok((Kind::Letter, false));
    }
    let failed = |error| reading_failed("this file", &error);
    let mut file = File::open(path).map_err(failed)?;
    let first = beginning(&mut file).map_err(failed)?;
    if !sniff::is_gzip(&first) {
        return Ok((sniff::kind(&first).map_err(str::to_owned)?, false));
    }
    let packed = flate2::read::MultiGzDecoder::new(first.as_slice().chain(file));
    let inner = beginning(packed);
    let inner = inner.map_err(|error| format!("compressed, but damaged: {error}"))?;
    Ok((sniff::kind(&inner).map_err(str::to_owned)?, true))
}

/// The first bytes; of a stream that breaks off early, what there is.
fn beginning(input: impl Read) -> io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(4096);
    match input.take(sniff::ENOUGH as u64).read_to_end(&mut first) {
        Err(error) if first.is_empty() => Err(error),
        _ => Ok(first),
    }
}
