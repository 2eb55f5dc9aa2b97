//! Mail as it lies on real disks: read whole, and compared with what others made of it.

mod archives;
mod disk;
mod edge;
mod expected;
mod headers;
mod spamassassin;
mod strangers;

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use troth::import::{Finding, Message, Skip, Survey, Totals, read, survey};

/// The real material beside the repository, where there is any.
pub fn data(part: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/mail")
        .join(part);
    if !path.exists() {
        println!("{part} is not here: this test is passed over");
        return None;
    }
    Some(path)
}

#[derive(Debug)]
pub struct Reading {
    pub survey: Survey,
    pub messages: Vec<Message>,
    pub skips: Vec<Skip>,
    pub totals: Totals,
}

pub fn reading(path: &Path) -> Reading {
    let survey = survey(path).unwrap();
    let mut messages = Vec::new();
    let mut skips = Vec::new();
    let totals = read::<Infallible>(&survey, &mut |finding| {
        match finding {
            Finding::Message(message) => messages.push(*message),
            Finding::Skip(skip) => skips.push(skip),
            Finding::Progress { .. } => {}
        }
        Ok(())
    })
    .unwrap();
    Reading {
        survey,
        messages,
        skips,
        totals,
    }
}
