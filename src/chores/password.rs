//! The password of the mail server, from where the owner keeps it, at the moment it is needed. It is
//! in no message and no log.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::patience::ended;
use crate::book::PasswordFrom;

/// A password is one line, and not a long one.
const LONGEST: usize = 1024;

/// Long enough for an owner who is asked to unlock it.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn read(from: &PasswordFrom) -> Result<String, String> {
    crate::seal::stay_in_memory();
    match from {
        PasswordFrom::Book(password) => Ok(password.clone()),
        PasswordFrom::File(path) => of_file(path),
        PasswordFrom::Command(command) => of_command(command),
    }
}

fn of_file(path: &Path) -> Result<String, String> {
    let failed = || "the file of the mail password could not be read".to_owned();
    let file = std::fs::File::open(path).map_err(|_| failed())?;
    first_line(file).ok_or_else(failed)
}

/// Through a shell, as the owner would type it. What it complains of is not kept: it may hold anything.
fn of_command(command: &str) -> Result<String, String> {
    let failed = || "the command that gives the mail password failed".to_owned();
    let mut child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| failed())?;
    let printed = child.stdout.take().ok_or_else(failed)?;
    match ended(&mut child, PATIENCE) {
        Some(status) if status.success() => first_line(printed).ok_or_else(failed),
        Some(_) => Err(failed()),
        None => Err("the command that gives the mail password did not end".to_owned()),
    }
}

fn first_line(bytes: impl std::io::Read) -> Option<String> {
    let mut line = String::new();
    let limited = std::io::Read::take(bytes, LONGEST as u64);
    BufReader::new(limited).read_line(&mut line).ok()?;
    let password = line.trim_end_matches(['\n', '\r']);
    (!password.is_empty()).then(|| password.to_owned())
}
