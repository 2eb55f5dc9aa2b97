//! Taking a line back: what stood there before returns, while nothing later builds on it.

use ledger::person::PersonId;

use super::{Line, NEWEST, Stamp, read_line};
use crate::book::desk::Desk;
use crate::book::duplicates::parted::{self, How};
use crate::book::engine_values::Value;
use crate::book::rights::NOT_TAKEN_BACK;
use crate::book::shelf::{self, Shelf};
use crate::book::{Book, batch, merge};
use crate::error::{Error, Result};
use crate::values;

impl Book {
    /// Takes back the newest line that still stands, or the one named.
    pub fn undo(&self, stamp: &Stamp, seq: Option<i64>) -> Result<Line> {
        let mut taken = None;
        self.write(stamp, "undo", |desk| {
            let line = find(desk, seq)?;
            desk.about = whose(desk, line.seq)?;
            take_back_what_followed(desk, &line)?;
            refuse_if_built_upon(desk, line.seq)?;
            let merged = merged_by(desk, &line)?;
            restore_images(desk, line.seq)?;
            hold(desk, stamp, &merged)?;
            if let Some(number) = line.batch {
                batch::take_back(desk, number)?;
            }
            refuse_if_orphaned(desk)?;
            let (book, by) = (desk.book, desk.seq);
            desk.execute(
                "update history set undone_by = $3 where book = $1 and seq = $2",
                values![book, line.seq, by],
            )?;
            let subject = line.subject;
            taken = Some(line);
            Ok(subject)
        })?;
        taken.ok_or_else(|| Error::refused("that was taken back already"))
    }
}

fn find(desk: &mut Desk<'_>, seq: Option<i64>) -> Result<Line> {
    let (book, this) = (desk.book, desk.seq);
    let Some(seq) = seq else {
        let newest = desk.one(
            "select max(seq) from history
              where book = $1 and seq < $2 and undone_by is null and verb not in ('undo', 'shown')",
            values![book, this],
            |row| row.opt_int(0),
        )?;
        let seq = newest.flatten().ok_or_else(|| {
            Error::not_found("there is nothing to take back")
                .hint("nothing was written yet, or everything was taken back already")
        })?;
        let found = find(desk, Some(seq));
        if found.is_err()
            && let Some(before) = before_what_stays(desk, seq)?
        {
            // An older line has perhaps nothing to do with what was just done: it is named, not taken.
            return found.map_err(|error| {
                error.hint(format!(
                    "to take back the line before it: troth undo {before}"
                ))
            });
        }
        return found;
    };
    let line = desk
        .one(
            NEWEST,
            values![book, seq.saturating_add(1), 1_i64],
            read_line,
        )?
        .filter(|line| line.seq == seq)
        .ok_or_else(|| {
            Error::not_found(format!("there is no line {seq} in the history")).way(
                "troth history lists them",
                "/history",
                "the history lists them",
            )
        })?;
    if line.undone {
        return Err(Error::refused(format!("line {seq} was taken back already")));
    }
    if line.verb == "undo" {
        return Err(Error::refused(
            "taking back is not taken back; do the thing again instead",
        ));
    }
    if let Some(why) = why_it_stays(&line.verb) {
        return Err(why);
    }
    if !line.kept {
        return Err(Error::refused(format!(
            "line {seq} can no longer be taken back: what stood there before is not kept any more"
        )));
    }
    Ok(line)
}

/// Why what a verb did is never taken back; `None` where it can be.
fn why_it_stays(verb: &str) -> Option<Error> {
    Some(match verb {
        "begin-seal" | "change-passphrase" => Error::refused("a passphrase is not taken back")
            .hint("change it again: troth confidences change-passphrase"),
        "seal-instead" => {
            Error::refused("the note that was sealed is gone for good, and is not taken back")
                .hint("the confidence goes by itself: troth confidences forget")
        }
        "arrange-mail" | "renew-feed" => Error::refused(
            "a password or a secret address is not taken back",
        )
        .way("set it anew: troth reminders", "/reminders", "set it anew"),
        verb if NOT_TAKEN_BACK.contains(&verb) => {
            Error::refused("what was forgotten is gone for good, and is not taken back")
        }
        _ => return None,
    })
}

/// The newest line before `seq` that can be taken back, where the line itself never can.
fn before_what_stays(desk: &mut Desk<'_>, seq: i64) -> Result<Option<i64>> {
    let book = desk.book;
    let before = desk.all(
        "select h.seq, h.verb from history h
          where h.book = $1 and h.seq < $2 and h.undone_by is null and h.verb not in ('undo', 'shown')
            and exists (select 1 from image i where i.book = h.book and i.seq = h.seq)
          order by h.seq desc limit 20",
        values![book, seq],
        |row| Ok((row.int(0)?, row.text(1)?)),
    )?;
    let found = before.iter().find(|(_, verb)| why_it_stays(verb).is_none());
    Ok(found.map(|(seq, _)| *seq))
}

fn refuse_if_built_upon(desk: &mut Desk<'_>, seq: i64) -> Result<()> {
    let book = desk.book;
    let later = desk.one(
        "select min(h.seq) from image a
           join image b on b.book = a.book and b.shelf = a.shelf and b.place = a.place and b.seq > a.seq
           join history h on h.book = b.book and h.seq = b.seq
          where a.book = $1 and a.seq = $2 and h.undone_by is null and h.verb <> 'undo' and h.verb <> 'shown'",
        values![book, seq],
        |row| row.opt_int(0),
    )?;
    match later.flatten() {
        Some(later) => Err(
            Error::refused(format!("line {later} builds on line {seq}")).way(
                format!("take line {later} back first: troth undo {later}"),
                "/history",
                format!("take line {later} back first"),
            ),
        ),
        None => Ok(()),
    }
}

/// The person a line is about, so that what took it back is about them too.
fn whose(desk: &mut Desk<'_>, seq: i64) -> Result<Option<PersonId>> {
    let book = desk.book;
    let found = desk.one(
        "select coalesce(h.person, p.id, m.person) from history h
           left join person p on p.book = h.book and p.id = h.subject
           left join promise m on m.book = h.book and m.id = h.subject
          where h.book = $1 and h.seq = $2",
        values![book, seq],
        |row| row.opt_id(0),
    )?;
    Ok(found.flatten().map(PersonId))
}

/// Mail is taken back whole: so is what was merged by itself because of it.
fn take_back_what_followed(desk: &mut Desk<'_>, line: &Line) -> Result<()> {
    let Some(batch) = line.batch else {
        return Ok(());
    };
    let (book, by) = (desk.book, desk.seq);
    let later = desk.all(
        "select seq from history
          where book = $1 and seq > $2 and verb = 'merge-same' and undone_by is null order by seq desc",
        values![book, line.seq],
        |row| row.int(0),
    )?;
    for seq in later {
        if !concerns(desk, seq, batch)? {
            continue;
        }
        refuse_if_built_upon(desk, seq)?;
        restore_images(desk, seq)?;
        desk.execute(
            "update history set undone_by = $3 where book = $1 and seq = $2",
            values![book, seq, by],
        )?;
    }
    Ok(())
}

/// Whether a line merged somebody this batch brought.
fn concerns(desk: &mut Desk<'_>, seq: i64, batch: i64) -> Result<bool> {
    let book = desk.book;
    for (one, other) in parted::merges_of(desk, seq)? {
        let brought = desk.one(
            "select count(*) from person where book = $1 and batch = $2 and id in ($3, $4)",
            values![book, batch, one.0, other.0],
            |row| row.int(0),
        )?;
        if brought.unwrap_or_default() > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What a line merged by itself, pair by pair.
fn merged_by(desk: &mut Desk<'_>, line: &Line) -> Result<Vec<(PersonId, PersonId)>> {
    if line.verb == "merge-same" {
        return parted::brought_together(desk, line.seq);
    }
    Ok(Vec::new())
}

/// What was merged by itself and taken back is asked about from now on.
fn hold(desk: &mut Desk<'_>, stamp: &Stamp, merged: &[(PersonId, PersonId)]) -> Result<()> {
    let day = stamp.at.to_zoned(desk.zone()?).date();
    for (one, other) in merged {
        parted::note(desk, *one, *other, day, How::Held)?;
    }
    Ok(())
}

fn restore_images(desk: &mut Desk<'_>, seq: i64) -> Result<()> {
    let book = desk.book;
    let images = desk.all(
        "select shelf, place, before from image where book = $1 and seq = $2 order by n desc",
        values![book, seq],
        |row| Ok((row.text(0)?, row.text(1)?, row.opt_text(2)?)),
    )?;
    for (name, place, before) in images {
        let shelf = Shelf::named(&name)?;
        if shelf.name == shelf::PERSON.name {
            merges_changed(desk, &shelf.key_of(&place)?, before.as_deref())?;
        }
        match before {
            Some(text) => {
                let object: serde_json::Value = serde_json::from_str(&text).map_err(|cause| {
                    Error::internal("an image in the book is malformed").because(cause)
                })?;
                desk.save(shelf, &shelf.row_of_json(&object)?)?;
            }
            None => take_away(desk, seq, shelf, &place)?,
        }
    }
    Ok(())
}

/// A row a line wrote where there was none before goes again. It must still be there: nothing is called taken
/// back that was not.
fn take_away(desk: &mut Desk<'_>, seq: i64, shelf: &'static Shelf, place: &str) -> Result<()> {
    let key = shelf.key_of(place)?;
    if desk.row(shelf, &key)?.is_none() {
        return Err(Error::refused(format!(
            "line {seq} cannot be taken back: what it wrote is not in the book any more"
        )));
    }
    desk.remove(shelf, &key)
}

/// Whose histories come together or apart by a row of a person that returns to what it was.
fn merges_changed(desk: &mut Desk<'_>, key: &[Value], before: Option<&str>) -> Result<()> {
    let Some(now) = desk.row(&shelf::PERSON, key)? else {
        return Ok(());
    };
    let Some(before) = before.and_then(|text| serde_json::from_str(text).ok()) else {
        return Ok(());
    };
    let before = shelf::PERSON.row_of_json(&before)?;
    let (root, was) = (merge::root_in(&now)?, merge::root_in(&before)?);
    if root != was {
        desk.touches_changed(root);
        desk.touches_changed(was);
    }
    Ok(())
}

/// A person who is gone must leave nothing of theirs behind.
fn refuse_if_orphaned(desk: &mut Desk<'_>) -> Result<()> {
    let (book, seq) = (desk.book, desk.seq);
    let removed = desk.all(
        "select place from image where book = $1 and seq = $2 and shelf = $3",
        values![book, seq, shelf::PERSON.name],
        |row| row.text(0),
    )?;
    for place in removed {
        let key = shelf::PERSON.key_of(&place)?;
        let [id] = key.as_slice() else { continue };
        if desk.row(&shelf::PERSON, &key)?.is_some() {
            continue;
        }
        for shelf in shelf::WHOLE_BOOK
            .iter()
            .filter(|shelf| shelf.holds_of_a_person())
        {
            let left = desk.one(
                &shelf.count_of_a_person(),
                &[Value::Int(book), id.clone()],
                |row| row.int(0),
            )?;
            if left.unwrap_or_default() > 0 {
                return Err(Error::refused(
                    "touches, promises or notes with that person were made since",
                )
                .way(
                    "take those back first: troth history",
                    "/history",
                    "take those back first",
                ));
            }
        }
    }
    Ok(())
}
