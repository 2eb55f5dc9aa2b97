//! Whose book it is: the owner's name, and the addresses that are their own.

use ledger::handle::Handle;
use ledger::person::{PersonId, Standing};

use super::acquaintance::{Acquaintance, handles, one};
use super::desk::{Desk, Written};
use super::history::Stamp;
use super::person::{NewRow, handle_row, holder, person_row};
use super::{Book, Session, shelf};
use crate::clock;
use crate::error::Result;
use crate::values;

impl Book {
    pub fn owner(&self) -> Result<Option<Acquaintance>> {
        self.read(|session| match owner_id(session)? {
            Some(id) => one(session, id).map(Some),
            None => Ok(None),
        })
    }

    pub fn owner_handles(&self) -> Result<Vec<Handle>> {
        self.read(|session| match owner_id(session)? {
            Some(id) => handles(session, id),
            None => Ok(Vec::new()),
        })
    }

    /// Says who the owner is. Addresses that belonged to somebody in the book become the owner's.
    pub fn name_owner(&self, stamp: &Stamp, name: &str, addresses: &[String]) -> Result<Written> {
        self.write(stamp, "owner", |desk| {
            let handles: Vec<Handle> = addresses
                .iter()
                .map(|address| Handle::mail(address))
                .collect();
            let id = save_owner(desk, name, &handles)?;
            Ok(id.0)
        })
    }
}

pub(super) fn owner_id(session: &mut Session<'_>) -> Result<Option<PersonId>> {
    let book = session.book;
    session.one(
        "select id from person where book = $1 and standing = 'owner' and merged_into is null",
        values![book],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

/// Makes the owner or adds to their handles; answers who they are.
pub(super) fn save_owner(desk: &mut Desk<'_>, name: &str, handles: &[Handle]) -> Result<PersonId> {
    let id = match owner_id(desk)? {
        Some(id) => {
            if !name.trim().is_empty() {
                let mut row = person_row(desk, id)?;
                row[1] = name.trim().into();
                desk.save(&shelf::PERSON, &row)?;
            }
            id
        }
        None => {
            let id = PersonId(clock::new_id());
            let name = if name.trim().is_empty() {
                "You"
            } else {
                name.trim()
            };
            let row = NewRow {
                standing: Standing::Owner,
                ..NewRow::new(id, name, Standing::Owner)
            };
            desk.save(&shelf::PERSON, &row.values())?;
            id
        }
    };
    for handle in handles {
        if holder(desk, handle)? != Some(id) {
            desk.save(&shelf::HANDLE, &handle_row(handle, id, None))?;
        }
    }
    Ok(id)
}
