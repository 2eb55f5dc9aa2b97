//! Python's own mail modules, on the same files.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::Form;

/// Reads a set with the standard library of Python 3; a file of its own so that it can be read.
const SCRIPT: &str = include_str!("peer.py");

pub(crate) struct Counts {
    pub messages: u64,
    pub distinct: u64,
    pub undated: u64,
    pub linked: u64,
}

/// `None`: there is no Python 3 here, or it could not read the set.
pub(crate) fn counted(mail: &Path, form: Form) -> Option<Counts> {
    let form = match form {
        Form::Mailboxes => "mailboxes",
        Form::Letters => "letters",
    };
    let said = Command::new("python3")
        .arg("-c")
        .arg(SCRIPT)
        .arg(mail)
        .arg(form)
        .output()
        .ok()?;
    let counts: Value = serde_json::from_slice(&said.stdout).ok()?;
    let count = |name: &str| counts.get(name)?.as_u64();
    Some(Counts {
        messages: count("messages")?,
        distinct: count("distinct")?,
        undated: count("undated")?,
        linked: count("linked")?,
    })
}
