//! What was done, line by line: who writes, when, through which door; reading the lines; their words;
//! and taking a line back.

mod undo;
mod words;

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::desk::Written;
use super::engine_values::Row;
use super::request::Content;
use super::{Book, Session};
use crate::clock;
use crate::error::Result;
use crate::values;

/// Who writes, when, by which request and with what content: the same request is carried out once.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    pub at: Timestamp,
    pub request: Uuid,
    pub door: Door,
    pub content: Content,
}

impl Stamp {
    /// A request of its own, now.
    pub fn now(door: Door) -> Self {
        Self {
            at: clock::now(),
            request: clock::new_id(),
            door,
            content: Content::NONE,
        }
    }

    /// What is done right after a request, and once as well however often that comes.
    #[must_use]
    pub fn after(self) -> Self {
        Self {
            request: Uuid::from_u128(self.request.as_u128() ^ 1),
            ..self
        }
    }

    /// A request that may come twice, as a form sent again.
    pub fn of_request(door: Door, request: Uuid, content: Content) -> Self {
        Self {
            at: clock::now(),
            request,
            door,
            content,
        }
    }

    /// With something more that it asks for, which the form itself does not show.
    #[must_use]
    pub fn with(self, more: &[u8]) -> Self {
        Self {
            content: self.content.and(more),
            ..self
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Cli,
    Web,
    Demo,
    /// What runs by itself.
    Chores,
}

impl Door {
    pub fn id(self) -> &'static str {
        match self {
            Self::Cli => "cli",
            Self::Web => "web",
            Self::Demo => "demo",
            Self::Chores => "chores",
        }
    }
}

/// A line of the history, newest first in every list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub seq: i64,
    pub at: Timestamp,
    pub door: String,
    /// What was done, as a stable id: `promise`, `keep`, `import`.
    pub verb: String,
    pub subject: Uuid,
    /// The person it was about, where it was about one.
    pub person: Option<String>,
    pub batch: Option<i64>,
    pub undone: bool,
    /// Whether what stood there before is kept, so that it can be taken back.
    pub kept: bool,
    /// How many entries were merged without asking, where it is that.
    pub entries: Option<u64>,
}

const NEWEST: &str = "select h.seq, h.at, h.door, h.verb, h.subject,
        coalesce(p.name, q.name), h.batch, h.undone_by,
        cast(case when exists (select 1 from image i where i.book = h.book and i.seq = h.seq)
             then 1 else 0 end as bigint),
        case when h.verb = 'merge-same' then h.answer else '' end
   from history h
   left join person p on p.book = h.book and p.id = coalesce(h.person, h.subject)
   left join promise m on m.book = h.book and m.id = h.subject
   left join person q on q.book = m.book and q.id = m.person
  where h.book = $1 and h.seq < $2 and h.verb <> 'shown'
  order by h.seq desc limit $3";

impl Book {
    /// The newest lines before `before` (all, when `None`).
    pub fn history(&self, before: Option<i64>, most: u32) -> Result<Vec<Line>> {
        self.read(|session| {
            let book = session.book;
            session.all(
                NEWEST,
                values![book, before.unwrap_or(i64::MAX), most],
                read_line,
            )
        })
    }

    /// The line a write left, for "undo" beside what was just done.
    pub fn line(&self, written: &Written) -> Result<Option<Line>> {
        Ok(self.history(Some(written.seq + 1), 1)?.into_iter().next())
    }
}

/// Lines by their numbers, the newest first.
pub(super) fn about(session: &mut Session<'_>, lines: &BTreeSet<i64>) -> Result<Vec<Line>> {
    let book = session.book;
    let mut found = Vec::with_capacity(lines.len());
    for seq in lines.iter().rev() {
        let line = session.one(
            NEWEST,
            values![book, seq.saturating_add(1), 1_i64],
            read_line,
        )?;
        found.extend(line.filter(|line| line.seq == *seq));
    }
    Ok(found)
}

fn read_line(row: &Row<'_>) -> Result<Line> {
    Ok(Line {
        seq: row.int(0)?,
        at: row.instant(1)?,
        door: row.text(2)?,
        verb: row.text(3)?,
        subject: row.id(4)?,
        person: row.opt_text(5)?,
        batch: row.opt_int(6)?,
        undone: row.opt_int(7)?.is_some(),
        kept: row.int(8)? > 0,
        entries: row.text(9)?.parse().ok(),
    })
}
