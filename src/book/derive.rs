//! From accepted letters to touches and people. The ledger says whom a letter touches; this
//! file looks up who they are, page by page, so that a large mailbox needs little memory.

use crate::values;
use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;
use ledger::handle::Handle;
use ledger::letter::{Envelope, Reach, reach};
use ledger::lettering;
use ledger::person::{DAYS_TO_ACCEPT, PersonId, Standing};
use ledger::touch::{Beginner, Medium, Setting};
use uuid::Uuid;

use super::batch::Report;
use super::calling::{Heard, name_of, own_name};
use super::desk::Desk;
use super::engine_values::Value;
use super::letters::{ANSWERS_TO_NEW, Letter, NEW_LETTERS, OTHER_LETTERS, PLAINER, read};
use super::merge::roots;
use super::naming::fold;
use super::owner::{owner_id, save_owner};
use super::person::{NewRow, handle_row, person_row};
use super::{Session, facts, shelf};
use crate::clock;
use crate::error::Result;

/// Letters looked at in one go; each may have hundreds of recipients.
const PAGE: i64 = 1_000;

/// Different names counted beside one address; nobody signs in more ways.
const NAMES_COUNTED: usize = 20;

const TOUCH_COLUMNS: [&str; 12] = [
    "book",
    "person",
    "at",
    "id",
    "day",
    "medium",
    "setting",
    "began",
    "addressees",
    "note",
    "source",
    "batch",
];

pub struct Derivation {
    batch: i64,
    source: i64,
    zone: TimeZone,
    owner: HashSet<Handle>,
    owner_is_new: bool,
    /// The entry whose address it is: a letter stays with it, also once that entry stands alone again.
    holders: HashMap<String, PersonId>,
    /// Who an entry is now, for those that are part of somebody.
    roots: HashMap<PersonId, PersonId>,
    /// People this batch brings, with their addresses.
    brought: Vec<(PersonId, String)>,
    /// How often each name was seen beside an address, by the owner of the address and by others.
    names: HashMap<String, Heard>,
    met: HashSet<PersonId>,
    touches: u64,
}

impl Derivation {
    pub fn begin(
        desk: &mut Desk<'_>,
        batch: i64,
        source: i64,
        zone: TimeZone,
        owner: &[String],
    ) -> Result<Self> {
        let book = desk.book;
        let before: HashSet<Handle> = match owner_id(desk)? {
            Some(id) => super::acquaintance::handles(desk, id)?
                .into_iter()
                .collect(),
            None => HashSet::new(),
        };
        let added: Vec<Handle> = owner.iter().map(|address| Handle::mail(address)).collect();
        let owner_is_new = added.iter().any(|handle| !before.contains(handle));
        if owner_is_new {
            let name = if before.is_empty() {
                own_name(desk, batch, owner)?
            } else {
                String::new()
            };
            save_owner(desk, &name, &added)?;
        }
        let holders = desk.all(
            "select h.value, p.id from handle h join person p on p.book = h.book and p.id = h.person
              where h.book = $1 and h.kind = 'mail'",
            values![book],
            |row| Ok((row.text(0)?, PersonId(row.id(1)?))),
        )?;
        Ok(Self {
            batch,
            source,
            zone,
            owner: before.into_iter().chain(added).collect(),
            owner_is_new,
            holders: holders.into_iter().collect(),
            roots: roots(desk)?,
            brought: Vec::new(),
            names: HashMap::new(),
            met: HashSet::new(),
            touches: 0,
        })
    }

    /// Every letter of the batch, then the older ones it sheds light on: those it holds the
    /// answered letter of, those it has a plainer copy of, and all when the owner has a new address.
    pub fn run(&mut self, desk: &mut Desk<'_>, plainer: &[Uuid]) -> Result<()> {
        self.pages(desk, NEW_LETTERS)?;
        self.pages(desk, ANSWERS_TO_NEW)?;
        for id in plainer {
            let (book, batch) = (desk.book, self.batch);
            let letters = desk.all(PLAINER, values![book, batch, *id], read)?;
            self.page(desk, letters)?;
        }
        if self.owner_is_new {
            self.pages(desk, OTHER_LETTERS)?;
        }
        Ok(())
    }

    fn pages(&mut self, desk: &mut Desk<'_>, sql: &'static str) -> Result<()> {
        let (book, batch) = (desk.book, self.batch);
        let mut after = vec![0_u8; 16];
        loop {
            let values = [
                Value::Int(book),
                Value::Int(batch),
                Value::Blob(after.clone()),
                Value::Int(PAGE),
            ];
            let letters = desk.all(sql, &values, read)?;
            let Some(last) = letters.last() else {
                return Ok(());
            };
            after = last.id.as_bytes().to_vec();
            let full = letters.len() as i64 == PAGE;
            self.page(desk, letters)?;
            if !full {
                return Ok(());
            }
        }
    }

    fn page(&mut self, desk: &mut Desk<'_>, letters: Vec<Letter>) -> Result<()> {
        let book = desk.book;
        let mut fresh = Vec::new();
        for letter in letters {
            let Some((reach, at)) = self.reach(&letter) else {
                continue;
            };
            let day = at.to_zoned(self.zone.clone()).date();
            let mut people: Vec<PersonId> = reach
                .people
                .iter()
                .map(|handle| self.person(handle))
                .collect();
            people.sort_unstable();
            people.dedup();
            // One letter to two entries of one person is one touch, and counted so.
            let mut counted = HashSet::new();
            for person in people {
                let row: &[Value] = values![
                    book,
                    person.0,
                    at,
                    letter.id,
                    day,
                    Medium::Mail.id(),
                    Setting::Message.id(),
                    reach.began.id(),
                    reach.addressees,
                    letter.subject.as_str(),
                    self.source,
                    self.batch
                ];
                let root = self.root(person);
                if letter.batch == self.batch {
                    fresh.push(row.to_vec());
                } else {
                    let with = with_whom(desk, letter.id, root)?;
                    if with.contains(&person) {
                        continue;
                    }
                    desk.put(&shelf::TOUCH, &row[1..])?;
                    if !with.is_empty() {
                        continue;
                    }
                }
                self.touches += u64::from(counted.insert(root));
                self.met.insert(root);
            }
        }
        desk.bulk("touch", &TOUCH_COLUMNS, fresh.into_iter())?;
        Ok(())
    }

    fn reach(&mut self, letter: &Letter) -> Option<(Reach, jiff::Timestamp)> {
        let at = letter.at?;
        let addressees: Vec<Handle> = letter
            .addressees
            .iter()
            .map(|(handle, _)| handle.clone())
            .collect();
        let envelope = Envelope {
            from: &letter.from,
            addressees: &addressees,
            answers: letter.answers.as_ref(),
            traffic: letter.traffic,
        };
        let reach = reach(&envelope, |handle| self.owner.contains(handle))?;
        self.hear_names(letter, reach.began);
        Some((reach, at))
    }

    fn hear_names(&mut self, letter: &Letter, began: Beginner) {
        if began == Beginner::Them {
            if let Some(seen) = self.hear(&letter.from.value, &letter.from_name) {
                seen.0 += 1;
            }
            return;
        }
        for (handle, name) in &letter.addressees {
            if let Some(seen) = self.hear(&handle.value, name) {
                seen.1 += 1;
            }
        }
    }

    fn hear(&mut self, address: &str, name: &str) -> Option<&mut (u32, u32)> {
        let heard = self.names.entry(address.to_owned()).or_default();
        if heard.len() >= NAMES_COUNTED && !heard.contains_key(name) {
            return None;
        }
        Some(heard.entry(name.to_owned()).or_default())
    }

    fn person(&mut self, handle: &Handle) -> PersonId {
        if let Some(known) = self.holders.get(&handle.value) {
            return *known;
        }
        let id = PersonId(clock::new_id());
        self.holders.insert(handle.value.clone(), id);
        self.brought.push((id, handle.value.clone()));
        id
    }

    fn root(&self, entry: PersonId) -> PersonId {
        self.roots.get(&entry).copied().unwrap_or(entry)
    }

    /// People and their names, their facts, and who is accepted by having really corresponded.
    pub fn finish(self, desk: &mut Desk<'_>, report: &mut Report) -> Result<()> {
        let book = desk.book;
        let mut people = Vec::with_capacity(self.brought.len());
        for (id, address) in &self.brought {
            let (name, by) = name_of(address, self.names.get(address));
            let row = NewRow {
                id: *id,
                name: &name,
                standing: Standing::Waiting,
                by,
                batch: Some(self.batch),
            };
            people.push(with_book(book, row.values()));
        }
        let columns = with_book_name(&shelf::PERSON);
        desk.bulk("person", &columns, people.into_iter())?;
        let handles = self.brought.iter().map(|(id, address)| {
            with_book(
                book,
                handle_row(&Handle::mail(address), *id, Some(self.batch)),
            )
        });
        desk.bulk("handle", &with_book_name(&shelf::HANDLE), handles)?;
        self.better_names(desk)?;

        let mut met: Vec<PersonId> = self.met.iter().copied().collect();
        met.sort_unstable();
        for person in met {
            facts::refresh(desk, person)?;
        }
        report.touches = self.touches;
        report.people_found = self.brought.len() as u64;
        report.people_accepted = accept(desk, self.batch)?;
        report.people_waiting = desk
            .one(
                "select count(*) from person where book = $1 and standing = 'waiting' and batch = $2",
                values![book, self.batch],
                |row| row.int(0),
            )?
            .and_then(|count| u64::try_from(count).ok())
            .unwrap_or_default();
        Ok(())
    }

    /// Someone known only by an address is called by their name once it is seen.
    fn better_names(&self, desk: &mut Desk<'_>) -> Result<()> {
        let book = desk.book;
        let nameless = desk.all(
            "select p.id, h.value from person p join handle h on h.book = p.book and h.person = p.id
              where p.book = $1 and p.named_by = 'address' and h.kind = 'mail'
                and (p.batch is null or p.batch <> $2)",
            values![book, self.batch],
            |row| Ok((PersonId(row.id(0)?), row.text(1)?)),
        )?;
        for (id, address) in nameless {
            if let (name, "mail") = name_of(&address, self.names.get(&address)) {
                let mut row = person_row(desk, id)?;
                row[1] = name.into();
                row[2] = "mail".into();
                desk.save(&shelf::PERSON, &row)?;
            }
        }
        Ok(())
    }
}

/// Those waiting who have written and been written to, on enough days. Answers their names.
fn accept(desk: &mut Desk<'_>, batch: i64) -> Result<Vec<String>> {
    let book = desk.book;
    let mut ready = desk.all(
        "select p.id, p.name, p.batch from person p join facts f on f.book = p.book and f.person = p.id
          where p.book = $1 and p.standing = 'waiting' and p.standing_by = 'rule' and p.merged_into is null
            and f.from_me > 0 and f.from_them > 0 and f.days >= $2",
        values![book, DAYS_TO_ACCEPT],
        |row| Ok((PersonId(row.id(0)?), row.text(1)?, row.opt_int(2)?)),
    )?;
    ready.sort_by_cached_key(|(id, name, _)| (fold(name), *id));
    let mut names = Vec::with_capacity(ready.len());
    for (id, name, brought_by) in ready {
        if brought_by == Some(batch) {
            desk.execute(
                "update person set standing = 'accepted' where book = $1 and id = $2",
                values![book, id.0],
            )?;
        } else {
            let mut row = person_row(desk, id)?;
            row[4] = Standing::Accepted.id().into();
            desk.save(&shelf::PERSON, &row)?;
        }
        let addresses = super::acquaintance::handles(desk, id)?;
        let addresses: Vec<&str> = addresses
            .iter()
            .map(|handle| handle.value.as_str())
            .collect();
        names.push(lettering::told(&name, &addresses).into_owned());
    }
    Ok(names)
}

/// The entries of a person the touch of an older letter stands with already.
fn with_whom(session: &mut Session<'_>, touch: Uuid, root: PersonId) -> Result<Vec<PersonId>> {
    let book = session.book;
    session.all(
        "select person from touch where book = $1 and id = $2 and person in
            (select id from person where book = $1 and root = $3)",
        values![book, touch, root.0],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

fn with_book(book: i64, row: Vec<Value>) -> Vec<Value> {
    std::iter::once(Value::Int(book)).chain(row).collect()
}

fn with_book_name(shelf: &shelf::Shelf) -> Vec<&'static str> {
    std::iter::once("book")
        .chain(shelf.column_names())
        .collect()
}
