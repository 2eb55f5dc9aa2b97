//! Mail read and not yet accepted: it stands aside, in nobody's account, until the owner has
//! seen what it would do. Staging leaves no line in the history; accepting does.

use crate::values;
use jiff::Timestamp;

use super::desk::Desk;
use super::engine_values::Value;
use super::holder::{self, Life};
use super::rights::Passing;
use super::{Book, Session, shelf};
use crate::clock;
use crate::error::{Error, Result};

/// One letter as the book keeps it: who, when, subject; never a body.
#[derive(Clone, Debug)]
pub struct Found {
    pub key: [u8; 16],
    pub message_id: Option<String>,
    pub at: Option<Timestamp>,
    pub offset_minutes: i32,
    pub from_name: String,
    /// Empty when there is none.
    pub from_addr: String,
    /// One `address TAB name` a line.
    pub to_list: String,
    pub cc_list: String,
    /// The letter it answers.
    pub parent: Option<[u8; 16]>,
    pub subject: String,
    /// `personal`, `list`, `newsletter` or `robot`.
    pub traffic: &'static str,
    pub sent: bool,
}

const COLUMNS: [&str; 15] = [
    "book",
    "batch",
    "n",
    "id",
    "message_id",
    "at",
    "offset_minutes",
    "from_name",
    "from_addr",
    "to_list",
    "cc_list",
    "parent",
    "subject",
    "traffic",
    "sent",
];

impl Book {
    /// A new batch for what is about to be read from `place`.
    pub fn start_batch(&self, place: &str) -> Result<i64> {
        self.aside(|desk| {
            let book = desk.book;
            let id = desk
                .one(
                    "select coalesce(max(id), 0) + 1 from batch where book = $1",
                    values![book],
                    |row| row.int(0),
                )?
                .unwrap_or(1);
            desk.put(
                &shelf::BATCH,
                values![
                    id,
                    place,
                    "",
                    None::<i64>,
                    "reading",
                    clock::now(),
                    None::<i64>,
                    "",
                    None::<i64>
                ],
            )?;
            desk.execute(
                "update batch set holder = $3 where book = $1 and id = $2",
                values![book, id, holder::this_process()],
            )?;
            Ok(id)
        })
    }

    /// Puts letters aside; `first` is the number of the first of them in the batch. Letters with
    /// somebody who was forgotten are passed over and counted.
    pub fn stage(&self, batch: i64, first: i64, letters: Vec<Found>) -> Result<()> {
        let book = self.id;
        self.aside(|desk| {
            desk.let_log_grow()?;
            let (letters, passed) = Passing::of(desk)?.pass(letters);
            if passed > 0 {
                let passed = i64::try_from(passed).unwrap_or(i64::MAX);
                desk.execute(
                    "update batch set forgotten = coalesce(forgotten, 0) + $3 where book = $1 and id = $2",
                    values![book, batch, passed],
                )?;
            }
            let rows = letters
                .into_iter()
                .zip(first..)
                .map(|(letter, n)| row(book, batch, n, letter));
            desk.bulk("found", &COLUMNS, rows)?;
            Ok(())
        })
    }

    /// Everything was read: the batch awaits the owner's word.
    pub fn close_batch(
        &self,
        batch: i64,
        owner: &[String],
        skips: &[super::Skipped],
    ) -> Result<()> {
        self.aside(|desk| {
            for (n, skip) in (1_i64..).zip(skips) {
                desk.put(
                    &shelf::SKIP,
                    values![
                        batch,
                        n,
                        skip.file.as_str(),
                        skip.offset as i64,
                        skip.reason.as_str()
                    ],
                )?;
            }
            set(desk, batch, "proposed", owner)
        })
    }

    /// Says whose mail a batch is.
    pub fn set_batch_owner(&self, batch: i64, owner: &[String]) -> Result<()> {
        self.aside(|desk| set(desk, batch, "proposed", owner))
    }

    /// Throws a batch away that was never accepted.
    pub fn discard_batch(&self, batch: i64) -> Result<()> {
        self.aside(|desk| {
            let book = desk.book;
            let state = desk.one(
                "select state from batch where book = $1 and id = $2",
                values![book, batch],
                |row| row.text(0),
            )?;
            match state.as_deref() {
                Some("reading" | "proposed") => clear(desk, batch),
                Some(_) => Err(Error::refused(
                    "that import was accepted; take it back instead",
                )),
                None => Err(Error::not_found("there is no such import")),
            }
        })?;
        self.give_back();
        Ok(())
    }

    /// Throws away what processes that are gone have left: those of this machine at once, others
    /// after a day. What a living process holds stays.
    pub fn sweep_batches(&self) -> Result<()> {
        let left = self.read(left_behind)?;
        if left.is_empty() {
            return Ok(());
        }
        self.aside(|desk| left.into_iter().try_for_each(|batch| clear(desk, batch)))?;
        self.give_back();
        Ok(())
    }

    /// The room of staged letters goes back to the disk where it is large. What was asked for is done
    /// by now, so that nobody is troubled when this cannot be.
    pub(super) fn give_back(&self) {
        let _ = self.with(super::engine::Engine::give_back);
    }

    /// A transaction that leaves no line in the history, for what is not yet in the book.
    fn aside<T>(&self, work: impl FnOnce(&mut Desk<'_>) -> Result<T>) -> Result<T> {
        self.unrecorded(work)
    }
}

fn left_behind(session: &mut Session<'_>) -> Result<Vec<i64>> {
    let book = session.book;
    let day_ago = clock::now().saturating_sub(jiff::SignedDuration::from_hours(24));
    let day_ago = day_ago.unwrap_or(Timestamp::MIN);
    let waiting = session.all(
        "select id, made_at, holder from batch where book = $1 and state in ('reading', 'proposed')",
        values![book],
        |row| Ok((row.int(0)?, row.instant(1)?, row.opt_text(2)?)),
    )?;
    let is_left = |(_, made_at, holder): &(i64, Timestamp, Option<String>)| match holder::life(
        holder.as_deref().unwrap_or_default(),
    ) {
        Life::Lives => false,
        Life::Gone => true,
        Life::Unknown => *made_at < day_ago,
    };
    let left = waiting.into_iter().filter(is_left);
    Ok(left.map(|(batch, ..)| batch).collect())
}

fn set(desk: &mut Desk<'_>, batch: i64, state: &str, owner: &[String]) -> Result<()> {
    let book = desk.book;
    let changed = desk.execute(
        "update batch set state = $3, owner = $4
          where book = $1 and id = $2 and state in ('reading', 'proposed')",
        values![book, batch, state, owner.join("\n")],
    )?;
    if changed == 0 {
        return Err(Error::not_found("there is no such import waiting"));
    }
    Ok(())
}

fn clear(desk: &mut Desk<'_>, batch: i64) -> Result<()> {
    let book = desk.book;
    desk.execute(
        "delete from found where book = $1 and batch = $2",
        values![book, batch],
    )?;
    desk.execute(
        "delete from skip where book = $1 and batch = $2",
        values![book, batch],
    )?;
    desk.execute(
        "delete from batch where book = $1 and id = $2",
        values![book, batch],
    )?;
    Ok(())
}

fn row(book: i64, batch: i64, n: i64, letter: Found) -> Vec<Value> {
    values![
        book,
        batch,
        n,
        letter.key,
        letter.message_id,
        letter.at,
        i64::from(letter.offset_minutes),
        letter.from_name,
        letter.from_addr,
        letter.to_list,
        letter.cc_list,
        letter.parent,
        letter.subject,
        letter.traffic,
        i64::from(letter.sent)
    ]
    .to_vec()
}
