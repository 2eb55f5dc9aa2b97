//! A list's archive as a book of everybody who wrote to it: an entry for each address, with the threads
//! it wrote in, and who each of them is as far as their names say.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, Cursor};
use std::path::Path;

use ledger::duplicates::{Entry, Talk};
use ledger::handle::Handle;
use ledger::person::PersonId;
use serde_json::Value;
use troth::book::{Door, Stamp};
use uuid::Uuid;

use super::records::id;
use crate::Error;
use crate::fidelity::{brought, say};

pub struct Archive {
    pub name: &'static str,
    /// With the name each address wrote under most often.
    pub entries: Vec<Entry>,
    pub answered: Vec<(PersonId, PersonId)>,
    /// Who each of them is: the same full name is one person, an address without one is somebody of its
    /// own.
    pub truth: Vec<String>,
}

struct Letter {
    id: Uuid,
    parent: Option<Uuid>,
    address: String,
    name: String,
}

/// `None` where the archive is not here.
///
/// # Errors
/// A folder that cannot be made, or a book that cannot be written or read back.
pub fn read(data: &Path, name: &'static str) -> Result<Option<Archive>, Error> {
    let mail = data.join("mail/mbox-archives").join(name);
    if !mail.exists() {
        return Ok(None);
    }
    let folder = tempfile::tempdir().map_err(|cause| Error::Unreadable(mail.clone(), cause))?;
    let (book, batch) = brought(&mail, folder.path())?;
    book.accept_batch(&Stamp::now(Door::Cli), batch)
        .map_err(say)?;
    let mut whole = Vec::new();
    book.export(&mut whole).map_err(say)?;
    Ok(Some(archive(name, &letters(whole))))
}

/// The letters of an exported book that say who wrote them.
fn letters(exported: Vec<u8>) -> Vec<Letter> {
    let lines = Cursor::new(exported).lines().map_while(Result::ok);
    let rows = lines.filter_map(|line| serde_json::from_str::<Value>(&line).ok());
    rows.filter(|row| row["is"] == "message")
        .filter_map(|row| letter(&row))
        .collect()
}

fn letter(row: &Value) -> Option<Letter> {
    let text = |column: &str| row[column].as_str().unwrap_or_default().trim().to_owned();
    let address = text("from_addr");
    (!address.is_empty()).then_some(Letter {
        id: text("id").parse().ok()?,
        parent: text("parent").parse().ok(),
        address,
        name: text("from_name"),
    })
}

fn archive(name: &'static str, letters: &[Letter]) -> Archive {
    let mut names: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for letter in letters {
        let names = names.entry(&letter.address).or_default();
        *names.entry(&letter.name).or_default() += 1;
    }
    let (mut entries, mut truth, mut holders) = (Vec::new(), Vec::new(), HashMap::new());
    for (address, names) in names {
        let mut entry = Entry::new(id(entries.len()));
        entry.handles.push(Handle::mail(address));
        let called = most_often(&names, |_| true);
        entry.names.extend(called.map(str::to_owned));
        let full = most_often(&names, |name| name.split_whitespace().count() > 1);
        truth.push(full.unwrap_or(address).to_lowercase());
        holders.insert(address, entry.id);
        entries.push(entry);
    }
    let mut talk = talk(letters, &holders);
    talk.tell(&mut entries);
    Archive {
        name,
        entries,
        answered: talk.answered(),
        truth,
    }
}

/// The first by the alphabet of those written most often.
fn most_often<'a>(names: &BTreeMap<&'a str, usize>, is_one: fn(&str) -> bool) -> Option<&'a str> {
    let names = names
        .iter()
        .filter(|(name, _)| !name.is_empty() && is_one(name));
    names
        .rev()
        .max_by_key(|(_, count)| **count)
        .map(|(name, _)| *name)
}

fn talk(letters: &[Letter], holders: &HashMap<&str, PersonId>) -> Talk {
    let author = |letter: &Letter| holders.get(letter.address.as_str()).copied();
    let by_id: HashMap<Uuid, &Letter> = letters.iter().map(|letter| (letter.id, letter)).collect();
    let mut talk = Talk::default();
    for letter in letters {
        let parent = letter.parent.and_then(|parent| by_id.get(&parent));
        if let Some(parent) = parent {
            talk.answer((letter.id, author(letter)), (parent.id, author(parent)));
        }
    }
    talk
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(number: u128, parent: u128, address: &str, name: &str) -> Letter {
        Letter {
            id: Uuid::from_u128(number),
            parent: (parent > 0).then(|| Uuid::from_u128(parent)),
            address: address.to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn an_address_is_whom_it_is_most_often_written_as() {
        let archive = archive(
            "made up",
            &[
                letter(1, 0, "a@l.example", "Ana Lindqvist"),
                letter(2, 1, "a@l.example", "ana"),
                letter(3, 1, "a@l.example", "ana"),
                letter(4, 2, "b@k.example", "ANA Lindqvist"),
                letter(5, 9, "c@h.example", ""),
            ],
        );
        let names: Vec<&[String]> = archive.entries.iter().map(|one| &one.names[..]).collect();
        assert_eq!(names, [&["ana"][..], &["ANA Lindqvist"], &[]]);
        assert_eq!(
            archive.truth,
            ["ana lindqvist", "ana lindqvist", "c@h.example"]
        );
        assert_eq!(archive.answered, [(id(0), id(1))]);
        assert_eq!(archive.entries[1].threads, [0]);
    }
}
