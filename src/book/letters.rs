//! Accepted letters as they are read back, with the author of the one each answers.

use ledger::handle::{Handle, HandleKind};
use ledger::letter::Traffic;
use uuid::Uuid;

use super::engine_values::Row;
use crate::error::Result;

pub(super) struct Letter {
    pub id: Uuid,
    pub at: Option<jiff::Timestamp>,
    pub from: Handle,
    pub from_name: String,
    pub addressees: Vec<(Handle, String)>,
    pub answers: Option<Handle>,
    pub traffic: Traffic,
    pub subject: String,
    /// The batch the letter came with: an older one's touch may stand already.
    pub batch: i64,
}

pub(super) const NEW_LETTERS: &str =
    "select m.id, m.at, m.from_addr, m.from_name, m.to_list, m.cc_list, m.traffic,
        m.subject, a.from_addr, m.batch
   from message m left join message a on a.book = m.book and a.id = m.parent
  where m.book = $1 and m.batch = $2 and m.id > $3 order by m.id limit $4";

pub(super) const ANSWERS_TO_NEW: &str =
    "select m.id, m.at, m.from_addr, m.from_name, m.to_list, m.cc_list, m.traffic,
        m.subject, a.from_addr, m.batch
   from message a join message m on m.book = a.book and m.parent = a.id
  where a.book = $1 and a.batch = $2 and m.batch <> $2 and m.id > $3 order by m.id limit $4";

pub(super) const PLAINER: &str =
    "select m.id, m.at, m.from_addr, m.from_name, m.to_list, m.cc_list, m.traffic,
        m.subject, a.from_addr, m.batch
   from message m left join message a on a.book = m.book and a.id = m.parent
  where m.book = $1 and m.batch <> $2 and m.id = $3";

pub(super) const OTHER_LETTERS: &str =
    "select m.id, m.at, m.from_addr, m.from_name, m.to_list, m.cc_list, m.traffic,
        m.subject, a.from_addr, m.batch
   from message m left join message a on a.book = m.book and a.id = m.parent
  where m.book = $1 and m.batch <> $2 and m.id > $3 order by m.id limit $4";

pub(super) fn read(row: &Row<'_>) -> Result<Letter> {
    let at = row
        .opt_int(1)?
        .and_then(|at| jiff::Timestamp::from_microsecond(at).ok());
    let mut addressees = entries(&row.text(4)?);
    addressees.extend(entries(&row.text(5)?));
    let answers = row.opt_text(8)?.filter(|address| !address.is_empty());
    Ok(Letter {
        id: row.id(0)?,
        at,
        from: Handle {
            kind: HandleKind::Mail,
            value: row.text(2)?,
        },
        from_name: row.text(3)?,
        addressees,
        answers: answers.map(|value| Handle {
            kind: HandleKind::Mail,
            value,
        }),
        traffic: match row.text(6)?.as_str() {
            "personal" => Traffic::Personal,
            "list" => Traffic::List,
            "newsletter" => Traffic::Newsletter,
            _ => Traffic::Robot,
        },
        subject: row.text(7)?,
        batch: row.int(9)?,
    })
}

/// `address TAB name` lines.
fn entries(list: &str) -> Vec<(Handle, String)> {
    list.lines()
        .map(|line| {
            let (address, name) = line.split_once('\t').unwrap_or((line, ""));
            (
                Handle {
                    kind: HandleKind::Mail,
                    value: address.to_owned(),
                },
                name.to_owned(),
            )
        })
        .collect()
}
