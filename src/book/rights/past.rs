//! The history when somebody is forgotten: the lines about them go, and with them how their rows
//! had stood. Lines about others stay, and can still be taken back as far as others are concerned.

use std::collections::{BTreeSet, HashSet};

use uuid::Uuid;

use super::gone::Gone;
use super::traced::Traced;
use crate::book::desk::Desk;
use crate::book::engine_values::Value;
use crate::book::shelf::{hex, unescaped};
use crate::book::{Report, Session};
use crate::error::{Error, Result};
use crate::values;
use ledger::forgetting::Likeness;

/// Lines that nothing is kept of to take them back with.
pub(in crate::book) const NOT_TAKEN_BACK: [&str; 3] = ["forget", "forget-confidence", "retention"];

/// Shelves whose words come from mail and from Troth itself, not from the owner.
const NOT_THE_OWNERS: [&str; 6] = ["handle", "message", "batch", "source", "digest", "facts"];

/// The lines about them.
pub(super) fn lines(session: &mut Session<'_>, traced: &Traced) -> Result<BTreeSet<i64>> {
    let book = session.book;
    let (mut lines, mut pairs) = (BTreeSet::new(), Vec::new());
    session.each(
        "select seq, subject, person, undone_by from history where book = $1",
        values![book],
        |row| {
            let (seq, undone_by) = (row.int(0)?, row.opt_int(3)?);
            let (subject, person) = (row.opt_id(1)?, row.opt_id(2)?);
            let about = [subject, person].into_iter().flatten();
            if about.into_iter().any(|id| traced.holds(id)) {
                lines.insert(seq);
            }
            pairs.extend(undone_by.map(|by| (seq, by)));
            Ok(())
        },
    )?;
    // What took a line of theirs back holds how it stood, and the other way round.
    for (line, undo) in pairs {
        if lines.contains(&line) || lines.contains(&undo) {
            lines.extend([line, undo]);
        }
    }
    Ok(lines)
}

/// The places in the book of rows as they had stood that are theirs, or name them in words that
/// are not the owner's; and how many words of the owner's about others name them.
pub(super) fn images(
    session: &mut Session<'_>,
    traced: &Traced,
    lines: &BTreeSet<i64>,
    letters: &[Uuid],
) -> Result<(Vec<(i64, i64)>, u64)> {
    let book = session.book;
    let letters: HashSet<String> = letters.iter().map(|id| hex(id.as_bytes())).collect();
    let (mut theirs, mut named) = (Vec::new(), 0);
    session.each(
        "select seq, n, shelf, place, before from image where book = $1",
        values![book],
        |row| {
            let (seq, n, shelf, place) = (row.int(0)?, row.int(1)?, row.text(2)?, row.text(3)?);
            let before = row.opt_text(4)?.unwrap_or_default();
            let says = |text: &str| said_in(traced, text);
            let foreign = NOT_THE_OWNERS.contains(&shelf.as_str());
            let surely = says(&unescaped(&place)).max(says(&before)) == Some(Likeness::Surely);
            let of_a_letter = shelf == "message" && letters.contains(&place);
            if lines.contains(&seq)
                || of_a_letter
                || (foreign && surely)
                || traced.spelt_in(&place)
                || traced.spelt_in(&before)
            {
                theirs.push((seq, n));
            } else if surely {
                named += 1;
            }
            Ok(())
        },
    )?;
    Ok((theirs, named))
}

/// What the words of a row say, read out of their JSON: in it a new line is a backslash and an n,
/// which would run into the word behind it.
fn said_in(traced: &Traced, row: &str) -> Option<Likeness> {
    let Ok(serde_json::Value::Object(row)) = serde_json::from_str(row) else {
        return traced.traces.found_in(row);
    };
    let texts = row.values().filter_map(serde_json::Value::as_str);
    texts.filter_map(|text| traced.traces.found_in(text)).max()
}

pub(super) fn forget(
    desk: &mut Desk<'_>,
    traced: &Traced,
    letters: &[Uuid],
    gone: &mut Gone,
) -> Result<()> {
    let book = desk.book;
    let lines = lines(desk, traced)?;
    let (images, _) = images(desk, traced, &lines, letters)?;
    gone.lines += lines.len() as u64;
    gone.images += images.len() as u64;
    for (seq, n) in images {
        desk.execute(
            "delete from image where book = $1 and seq = $2 and n = $3",
            values![book, seq, n],
        )?;
    }
    for seq in lines {
        desk.execute(
            "delete from history where book = $1 and seq = $2",
            values![book, seq],
        )?;
    }
    // What a line asked for stays as a hash, and somebody who knows the name could try whether it is theirs.
    desk.execute(
        "update history set content = $2 where book = $1 and content is not null",
        values![book, Value::Blob(Vec::new())],
    )?;
    answers(desk, traced)?;
    reports(desk, traced)
}

/// An import's answer names the people it accepted.
fn answers(desk: &mut Desk<'_>, traced: &Traced) -> Result<()> {
    let book = desk.book;
    let said = desk.all(
        "select seq, answer from history where book = $1 and answer <> ''",
        values![book],
        |row| Ok((row.int(0)?, row.text(1)?)),
    )?;
    for (seq, answer) in said {
        if let Some(answer) = without(traced, &answer)? {
            desk.execute(
                "update history set answer = $3 where book = $1 and seq = $2",
                values![book, seq, answer],
            )?;
        }
    }
    Ok(())
}

/// And so does the batch's own report.
fn reports(desk: &mut Desk<'_>, traced: &Traced) -> Result<()> {
    let book = desk.book;
    let said = desk.all(
        "select id, report from batch where book = $1 and report <> ''",
        values![book],
        |row| Ok((row.int(0)?, row.text(1)?)),
    )?;
    for (batch, report) in said {
        if let Some(report) = without(traced, &report)? {
            desk.execute(
                "update batch set report = $3 where book = $1 and id = $2",
                values![book, batch, report],
            )?;
        }
    }
    Ok(())
}

/// The text without them; `None` where they are not in it.
fn without(traced: &Traced, text: &str) -> Result<Option<String>> {
    let Ok(mut report) = serde_json::from_str::<Report>(text) else {
        let surely = traced.traces.found_in(text) == Some(Likeness::Surely);
        return Ok(surely.then(String::new));
    };
    let all = report.people_accepted.len() + report.skipped.len();
    report.people_accepted.retain(|name| !traced.is_named(name));
    // What was passed over stands on a shelf of its own; answers written before repeat it.
    report.skipped.clear();
    if report.people_accepted.len() == all {
        return Ok(None);
    }
    let text = serde_json::to_string(&report)
        .map_err(|cause| Error::internal("the report cannot be written").because(cause))?;
    Ok(Some(text))
}
