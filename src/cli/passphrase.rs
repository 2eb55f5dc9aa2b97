//! Passphrases at the terminal: typed without being shown, or the first line of a file. Not an
//! option, not an environment: those stand in histories and in the list of processes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use dialoguer::Password;

use super::terminal::{self, Plain};
use super::visit::Visit;
use crate::book::{Book, Seal};
use crate::error::{Error, Result};
use crate::seal::{self, Key, Secret};

#[derive(clap::Args, Debug)]
pub struct Passphrase {
    /// The passphrase is the first line of this file; asked for when not given
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    /// The passphrase of a seal that is there.
    pub fn ask(&self, visit: &Visit) -> Result<Secret> {
        one(self.passphrase_file.as_deref(), "Passphrase", visit)
    }

    /// A passphrase for a new seal, typed twice.
    pub fn choose(&self, visit: &Visit) -> Result<Secret> {
        chosen(self.passphrase_file.as_deref(), visit)
    }

    /// The key this passphrase opens, of the seal in force before the others; it is made when there is none yet.
    pub fn key(&self, book: &Book, visit: &Visit) -> Result<Key> {
        let seals = book.seals()?;
        if seals.is_empty() {
            return self.begin(book, None, visit);
        }
        Ok(self.any(&seals, visit)?.1)
    }

    /// A new seal, after the one the owner knows of.
    pub fn begin(&self, book: &Book, after: Option<i64>, visit: &Visit) -> Result<Key> {
        visit.remark(
            "A passphrase seals what is told to you in private. Nobody but you can know it: \
             when it is lost, what it sealed is lost.",
        );
        let (key, envelope) = seal::begin(&self.choose(visit)?)?;
        let day = visit.day(book)?;
        book.begin_seal(&visit.stamp(), &envelope, after, day)?;
        Ok(key)
    }

    /// Which seal this passphrase opens, the one in force or an earlier one, and its key.
    pub fn any(&self, seals: &[Seal], visit: &Visit) -> Result<(usize, Key)> {
        let passphrase = self.ask(visit)?;
        let envelopes = seals.iter().map(|seal| seal.envelope.as_slice());
        seal::open_any(&passphrase, envelopes)
    }
}

/// A passphrase to take the place of another.
pub fn chosen(file: Option<&Path>, visit: &Visit) -> Result<Secret> {
    let once = one(file, "New passphrase", visit)?;
    if file.is_none() {
        seal::matches(&once, &typed("The same again")?)?;
    }
    Ok(once)
}

fn one(file: Option<&Path>, prompt: &str, visit: &Visit) -> Result<Secret> {
    match file {
        Some(path) => first_line(path, visit),
        None => typed(prompt),
    }
}

fn typed(prompt: &str) -> Result<Secret> {
    seal::stay_in_memory();
    if !terminal::is_read_beside() {
        return Err(
            Error::setup("there is no terminal to ask for the passphrase")
                .hint("--passphrase-file FILE, a file only you can read"),
        );
    }
    Password::with_theme(&Plain)
        .with_prompt(prompt)
        .interact()
        .map(Secret::new)
        .map_err(|cause| Error::setup("there was no answer; nothing was opened").because(cause))
}

fn first_line(path: &Path, visit: &Visit) -> Result<Secret> {
    seal::stay_in_memory();
    let failed =
        |cause| Error::setup(format!("{} could not be read", path.display())).because(cause);
    let file = std::fs::File::open(path).map_err(failed)?;
    if others_may_read(&file) {
        visit.warn("others on this machine may read the file of the passphrase: chmod 600");
    }
    let mut line = Vec::new();
    BufReader::new(file)
        .read_until(b'\n', &mut line)
        .map_err(failed)?;
    Secret::of_bytes(line).ok_or_else(|| Error::setup(format!("{} holds no text", path.display())))
}

#[cfg(unix)]
pub fn others_may_read(file: &std::fs::File) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|known| known.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
pub fn others_may_read(_: &std::fs::File) -> bool {
    false
}
