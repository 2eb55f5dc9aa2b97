//! Who is who: what the ledger finds in this book, remembered until something bears on it, and
//! the verbs that answer it. Nothing is compared here; see `ledger::duplicates`.

mod known;
pub(super) mod parted;
mod same;
mod since;

use std::sync::{Arc, Mutex, PoisonError};

use ledger::alike::{Likeness, likenesses, questions};
use ledger::duplicates::{Merge, duplicates};

pub use same::Merged;

use super::{Book, Session};
use crate::error::Result;
use crate::values;
use known::Gathered;

/// What looks alike, as last worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lookalikes {
    /// What is asked about, the surest first.
    pub asked: Vec<Likeness>,
    /// What is merged without asking, once mail is taken in. It stands among what is asked too, for
    /// an owner who comes before.
    pub(super) sure: Vec<Merge>,
    /// How many entries were compared.
    entries: usize,
}

/// The lookalikes last worked out, with the line of history they hold for.
pub(super) type Worked = Mutex<Option<(i64, Arc<Lookalikes>)>>;

/// A page that merely names how many look alike works them out itself up to so many people.
const AT_A_GLANCE: i64 = 500;

impl Book {
    /// Who looks like whom. Worked out once, and again after a write that bears on it.
    pub fn duplicates(&self) -> Result<Arc<Lookalikes>> {
        let mut worked = self
            .pool
            .lookalikes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let line = self.read(newest_that_bears)?;
        if let Some((held, found)) = worked.as_ref()
            && *held == line
        {
            return Ok(Arc::clone(found));
        }
        let answered = match worked.as_ref() {
            Some((held, found)) => self.read(|session| since::answered(session, found, *held))?,
            None => None,
        };
        let fresh = Arc::new(match answered {
            Some(found) => found,
            None => look(&self.read(known::gather)?),
        });
        *worked = Some((line, Arc::clone(&fresh)));
        Ok(fresh)
    }

    /// How many questions wait for an answer; `None` where that would take long to say.
    pub fn how_many_alike(&self) -> Result<Option<usize>> {
        let line = self.read(newest_that_bears)?;
        if let Ok(worked) = self.pool.lookalikes.try_lock()
            && let Some((held, found)) = worked.as_ref()
            && *held == line
        {
            return Ok(Some(questions(&found.asked).len()));
        }
        if self.read(how_many)? > AT_A_GLANCE {
            return Ok(None);
        }
        Ok(Some(questions(&self.duplicates()?.asked).len()))
    }
}

fn look(gathered: &Gathered) -> Lookalikes {
    let found = duplicates(&gathered.known());
    let asked = likenesses(&found);
    let mut sure = found.merges;
    sure.retain(|merge| !gathered.is_held(&merge.people));
    Lookalikes {
        asked,
        sure,
        entries: gathered.many(),
    }
}

/// Verbs of daily use, which touch neither names nor addresses nor who is merged: a line of theirs
/// changes nothing of who looks like whom.
const DAILY: &str = "'shown', 'log', 'judge', 'left-better', 'left-worse', 'promise', 'keep', 'keep-late', \
    'release', 'renew', 'break', 'progress', 'bid', 'answer-bid', 'miss-bid', 'done', 'snooze', \
    'not-needed', 'remember', 'weigh', 'set-rhythm', 'set-quiet', 'focus', 'look-back', 'accept', \
    'raise-concern', 'ease', 'saw', 'thank', 'credit', 'set', 'remind'";

/// The newest line that may change who looks like whom.
fn newest_that_bears(session: &mut Session<'_>) -> Result<i64> {
    let book = session.book;
    let newest = session.one(
        &format!(
            "select seq from history where book = $1 and verb not in ({DAILY}) order by seq desc limit 1"
        ),
        values![book],
        |row| row.int(0),
    )?;
    Ok(newest.unwrap_or_default())
}

fn how_many(session: &mut Session<'_>) -> Result<i64> {
    let book = session.book;
    let count = session.one(
        "select count(*) from person where book = $1",
        values![book],
        |row| row.int(0),
    )?;
    Ok(count.unwrap_or_default())
}
