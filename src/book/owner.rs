//! Whose book it is: the owner's name, and the addresses that are their own.

use ledger::handle::Handle;
use ledger::person::{PersonId, Standing};

use super::acquaintance::{Acquaintance, handles, one};
use super::desk::{Desk, Written};
use super::history::Stamp;
use super::person::{NewRow, handle_row, holder, person_row};
use super::{Book, Session, shelf};
use crate::clock;
use crate::error::{Error, Result};
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

    /// Says who the owner is. An address of somebody accepted in the book is refused; one of
    /// somebody waiting or ignored becomes the owner's.
    pub fn name_owner(&self, stamp: &Stamp, name: &str, addresses: &[String]) -> Result<Written> {
        if let Some(wrong) = addresses.iter().find(|address| !is_address(address)) {
            return Err(Error::refused(format!("“{wrong}” is not a mail address")));
        }
        if name.trim().is_empty() && addresses.is_empty() {
            return Err(Error::refused("whose book is it?"));
        }
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

fn is_address(text: &str) -> bool {
    text.trim().split_once('@').is_some_and(|(local, host)| {
        // Two addresses run together are none.
        let joined = host.contains(['@', ' ']);
        !local.is_empty() && !host.is_empty() && !joined
    })
}

/// An address of somebody the owner knows does not become the owner's by a slip of the hand.
fn refuse_to_take(desk: &mut Desk<'_>, handle: &Handle, holder: PersonId) -> Result<()> {
    let known = one(desk, holder)?.person;
    if known.standing != Standing::Accepted {
        return Ok(());
    }
    Err(Error::refused(format!(
        "{} belongs to {} in this book",
        handle.value, known.name
    ))
    .hint("if it is an address of your own, ignore that person first and say it again"))
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
        let holder = holder(desk, handle)?;
        if let Some(other) = holder.filter(|holder| *holder != id) {
            refuse_to_take(desk, handle, other)?;
        }
        if holder != Some(id) {
            desk.save(&shelf::HANDLE, &handle_row(handle, id, None))?;
        }
    }
    Ok(id)
}
