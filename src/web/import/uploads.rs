//! Files sent up by the browser, for as long as they are read: beside the book, in a folder that only
//! its owner may enter, and gone afterwards. What a crash left behind goes when the web app starts.

use std::fs::{DirBuilder, File, Permissions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::io::AsyncWriteExt;

use crate::book::Place;
use crate::error::{Error, Result};

const OWNER_ALONE: u32 = 0o700;
const PREFIX: &str = "upload-";

/// An upload's own folder, and what its files are known by.
pub struct Upload {
    folder: TempDir,
    /// Held for as long as the folder is in use, so that no other start sweeps it away.
    _held: File,
    pub names: Vec<String>,
    pub paths: Vec<PathBuf>,
}

impl Upload {
    pub fn begin(place: &Place) -> Result<Self> {
        let above = folder_of(place)?;
        let made = make_private(&above).and_then(|()| {
            let mut builder = tempfile::Builder::new();
            let private = Permissions::from_mode(OWNER_ALONE);
            let folder = builder.prefix(PREFIX).permissions(private);
            let folder = folder.tempdir_in(&above)?;
            let held = File::open(folder.path())?;
            held.lock()?;
            Ok((folder, held))
        });
        let (folder, held) = made.map_err(unwritten)?;
        Ok(Self {
            folder,
            _held: held,
            names: Vec::new(),
            paths: Vec::new(),
        })
    }

    /// A new file for what comes now, under a name made safe.
    pub async fn file(&mut self, name: &str) -> Result<Written> {
        let name = safe(name);
        // A folder for each, as two may have one name.
        let own = self.folder.path().join(self.names.len().to_string());
        let path = own.join(&name);
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let file = async {
            let mut builder = tokio::fs::DirBuilder::new();
            builder.mode(OWNER_ALONE).create(&own).await?;
            options.open(&path).await
        };
        let file = file.await.map_err(unwritten)?;
        self.names.push(name);
        self.paths.push(path);
        Ok(Written(file))
    }

    /// "uploaded Inbox.mbox, Sent.mbox".
    pub fn place(&self) -> String {
        const NAMED: usize = 4;
        let named: Vec<&str> = self.names.iter().take(NAMED).map(String::as_str).collect();
        let named = named.join(", ");
        match self.names.len().saturating_sub(NAMED) {
            0 => format!("uploaded {named}"),
            more => format!("uploaded {named} and {more} more"),
        }
    }
}

impl Drop for Upload {
    /// The folder above goes with the last upload in it.
    fn drop(&mut self) {
        let above = self.folder.path().parent().map(Path::to_owned);
        let _ = std::fs::remove_dir_all(self.folder.path());
        let _ = above.map(std::fs::remove_dir);
    }
}

/// A file being written.
pub struct Written(tokio::fs::File);

impl Written {
    pub async fn add(&mut self, bytes: &[u8]) -> Result<()> {
        self.0.write_all(bytes).await.map_err(unwritten)
    }

    pub async fn finish(mut self) -> Result<()> {
        self.0.flush().await.map_err(unwritten)
    }
}

/// What an earlier run left behind, because it was killed, goes. What another Troth holds stays.
pub fn sweep(place: &Place) {
    let Ok(above) = folder_of(place) else { return };
    let Ok(entries) = std::fs::read_dir(&above) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if is_ours && !is_held(&entry.path()) && std::fs::remove_dir_all(entry.path()).is_err() {
            tracing::warn!("an upload left by an earlier run could not be removed");
        }
    }
    let _ = std::fs::remove_dir(above);
}

fn is_held(folder: &Path) -> bool {
    File::open(folder)
        .is_ok_and(|folder| matches!(folder.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Beside the book; for a book on a server, where Troth keeps what is its own on this machine.
fn folder_of(place: &Place) -> Result<PathBuf> {
    if let Place::File(book) = place {
        let mut beside = book.clone().into_os_string();
        beside.push("-uploads");
        return Ok(PathBuf::from(beside));
    }
    let dirs = directories::BaseDirs::new().ok_or_else(|| {
        Error::setup("there is no home directory to put an upload in")
            .hint("name a path on this machine instead")
    })?;
    Ok(dirs.data_dir().join("troth").join("uploads"))
}

/// A folder that somebody else made here is not ours to narrow, and is refused by that.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(OWNER_ALONE).create(folder)?;
    std::fs::set_permissions(folder, Permissions::from_mode(OWNER_ALONE))
}

fn unwritten(cause: std::io::Error) -> Error {
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Error::unavailable("the disk is full; nothing of the upload was kept").hint(
                "make room; or name the path of mail on this machine, which is read where it lies",
            )
        }
        _ => Error::setup("the upload could not be written beside the book")
            .hint("may you write in the book’s folder? Or name the path of mail on this machine"),
    }
    .because(cause)
}

/// A file's own name without anything that could lead out of its folder.
fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |letter: char| letter.is_alphanumeric() || " ._-".contains(letter);
    let kept: String = last
        .chars()
        .map(|letter| if plain(letter) { letter } else { '-' })
        .take(60)
        .collect();
    let kept = kept.trim_start_matches('.').trim();
    if kept.is_empty() {
        "mail".to_owned()
    } else {
        kept.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn an_uploads_name_stays_in_its_folder() {
        assert_eq!(safe("Inbox.mbox"), "Inbox.mbox");
        assert_eq!(safe("../../etc/passwd"), "passwd");
        assert_eq!(safe("..\\.hidden"), "hidden");
        assert_eq!(safe("a b\u{0}c"), "a b-c");
        assert_eq!(safe(".."), "mail");
        // A name is at most 255 bytes on most disks.
        assert!(safe(&"𒀀".repeat(5_000)).len() <= 255);
    }

    #[test]
    fn a_full_disk_is_said_as_one() {
        // ENOSPC and EDQUOT.
        for number in [28, 122] {
            let full = unwritten(std::io::Error::from_raw_os_error(number));
            assert_eq!(full.kind, Kind::Unavailable, "{number}");
            assert!(full.sentence.contains("the disk is full"));
        }
        let refused = unwritten(ErrorKind::PermissionDenied.into());
        assert_eq!(refused.kind, Kind::Setup);
    }

    #[test]
    fn what_is_in_use_is_not_swept_and_what_was_left_is() {
        let home = tempfile::tempdir().unwrap();
        let place = Place::File(home.path().join("book.db"));
        let above = folder_of(&place).unwrap();
        let upload = Upload::begin(&place).unwrap();
        std::fs::create_dir_all(above.join("upload-left/0")).unwrap();
        std::fs::write(above.join("upload-left/0/old.mbox"), "a letter").unwrap();
        sweep(&place);
        assert!(!above.join("upload-left").exists());
        assert!(upload.folder.path().exists());
        drop(upload);
        assert!(!above.exists(), "the last one takes the folder with it");
    }
}
