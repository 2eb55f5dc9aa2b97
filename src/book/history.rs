//! What was done, line by line, and taking it back. A line can be taken back while nothing
//! later builds on the rows it changed; what stood there before returns.

use crate::values;
use std::collections::BTreeSet;

use jiff::Timestamp;
use ledger::Day;
use ledger::person::PersonId;
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::duplicates::parted::{self, How};
use super::engine_values::{Row, Value};
use super::rights::NOT_TAKEN_BACK;
use super::shelf::{self, Shelf};
use super::{Book, Session, batch, merge};
use crate::clock;
use crate::error::{Error, Result};

/// Who writes, when, by which request: the same request is carried out once.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    pub at: Timestamp,
    pub request: Uuid,
    pub door: Door,
}

impl Stamp {
    /// A request of its own, now.
    pub fn now(door: Door) -> Self {
        Self {
            at: clock::now(),
            request: clock::new_id(),
            door,
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
    pub fn of_request(door: Door, request: Uuid) -> Self {
        Self {
            at: clock::now(),
            request,
            door,
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

/// Said when something was done that one hardly does without speaking, and no touch says so.
pub const NOTE_IT_TOO: &str = "If you spoke, note the touch too: only a touch ends a silence.";

impl Line {
    /// Whether one hardly does it without being in touch.
    fn means_contact(&self) -> bool {
        matches!(
            self.verb.as_str(),
            "done"
                | "ask-detail"
                | "answer-bid"
                | "look-again"
                | "offer-help"
                | "celebrate"
                | "thank"
        )
    }

    /// The line in words: "kept a promise · Ana Lindqvist".
    pub fn words(&self) -> String {
        let done = match self.verb.as_str() {
            "meet" => "added a person",
            "rename" => "changed a name",
            "weigh" => "changed how much someone matters",
            "set-rhythm" => "set a rhythm",
            "circle" => "made or changed a circle",
            "disband" => "ended a circle",
            "happened" => "noted that something happened",
            "walk-around" => "planned a day in person",
            "call-off" => "called a day in person off",
            "set-quiet" => "set or ended a quiet time",
            "accept" => "accepted from the inbox",
            "ignore" => "ignored for ever",
            "wait" => "put back in the inbox",
            "merge" => "merged two people",
            "unmerge" => "took two people apart",
            "merge-several" => "merged several entries of one person",
            "merge-same" => return self.merged_by_itself(),
            "not-same" => "said that two are not the same person",
            "log" => "noted a touch",
            "judge" => "judged a touch",
            "left-better" => "judged a touch: left better",
            "left-worse" => "judged a touch: left worse",
            "settle-approach" => "said that an approach needed no answer",
            "let-lie" => "said that an approach was left unanswered",
            "bid" => "noted a bid",
            "answer-bid" => "answered a bid",
            "miss-bid" => "missed a bid",
            "promise" => "noted a promise",
            "keep" => "kept a promise",
            "keep-late" => "kept a promise late",
            "release" => "released a promise",
            "renew" => "renewed a promise",
            "break" => "broke a promise",
            "raise-concern" => "noted a concern",
            "look-again" => "looked again at a concern",
            "offer-help" => "offered help with a concern",
            "ease" => "eased a concern",
            "saw" => "noted something good",
            "thank" => "gave thanks",
            "credit" => "gave credit before others",
            "milestone" => "noted a milestone",
            "celebrate" => "celebrated a milestone",
            "drop-milestone" => "took a milestone off",
            "breach" => "noted harm done",
            "acknowledge" => "acknowledged harm",
            "take-responsibility" => "took responsibility",
            "make-amends" => "made amends",
            "say-it" => "said what was done to you",
            "let-go" => "let harm go",
            "progress" => "noted how a promise is coming along",
            "remember" => "noted something to remember",
            "ask-detail" => "asked about something remembered",
            "confirm-detail" => "confirmed something remembered",
            "outdated" => "noted that something is no longer so",
            "ask-again" => "set when to ask again",
            "reword-detail" => "put something remembered in other words",
            "common-ground" => "found common ground",
            "approach" => "noted how to approach somebody",
            "confide" => "sealed a confidence",
            "review-confidence" => "said when to look at a confidence again",
            "still-kept" => "kept a confidence",
            "passed-on" => "noted that a confidence was passed on",
            "forget-confidence" => "forgot a confidence",
            "begin-seal" => "set a passphrase for confidences",
            "change-passphrase" => "changed the passphrase of confidences",
            "arrange-meeting" => "noted a meeting",
            "prepare-meeting" => "prepared a meeting",
            "move-meeting" => "moved a meeting",
            "cancel-meeting" => "called a meeting off",
            "end-meetings" => "called off a meeting and all after it",
            "after-meeting" => "noted what came of a meeting",
            "thank-after" => "sent a note after a meeting",
            "done" => "did a move",
            "snooze" => "put a move off",
            "not-needed" => "set a move aside",
            "focus" => "chose what to practise",
            "look-back" => "looked back on a week’s focus",
            "shown" => "looked at the morning's moves",
            "set" => "changed a setting",
            "remind" => "said when and how to be reminded",
            "arrange-mail" => "set up the mail of reminders",
            "renew-feed" => "renewed the address of the calendar",
            "owner" => "said which addresses are your own",
            "import" => "imported mail",
            "restore" => "read in a whole book",
            "forget" => "forgot somebody",
            "retention" => "let go of what is not kept longer",
            "set-retention" => "changed how long something is kept",
            "undo" => "took something back",
            other => other,
        };
        match &self.person {
            Some(person) => format!("{done} · {person}"),
            None => done.to_owned(),
        }
    }

    /// "merged 2 entries: one and the same address · Ana Lindqvist".
    fn merged_by_itself(&self) -> String {
        let count = self.entries.unwrap_or_default();
        let done = format!("merged {count} entries: one and the same address");
        match &self.person {
            Some(person) => format!("{done} · {person}"),
            None => done,
        }
    }
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

/// Touches of a day with the person a line is about.
const TOUCHES_THAT_DAY: &str = "select count(t.id)
   from history h
   join person p on p.book = h.book and p.id = coalesce(h.person, h.subject)
   join person e on e.book = p.book and e.root = p.root
   left join touch t on t.book = e.book and t.person = e.id and t.day = $3
  where h.book = $1 and h.seq = $2";

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

    /// What is worth saying beside what was done: that a talk is not noted as a touch of `day` yet.
    pub fn note_it_too(&self, line: &Line, day: Day) -> Result<Option<&'static str>> {
        if !line.means_contact() {
            return Ok(None);
        }
        let noted = self.read(|session| {
            session.one(
                TOUCHES_THAT_DAY,
                values![session.book, line.seq, day],
                |row| row.count(0),
            )
        })?;
        Ok((noted == Some(0)).then_some(NOTE_IT_TOO))
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
        let line = session.one(NEWEST, values![book, seq + 1, 1_i64], read_line)?;
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

fn find(desk: &mut Desk<'_>, seq: Option<i64>) -> Result<Line> {
    let (book, this) = (desk.book, desk.seq);
    let Some(seq) = seq else {
        let newest = desk.one(
            "select max(seq) from history
              where book = $1 and seq < $2 and undone_by is null and verb not in ('undo', 'shown')",
            values![book, this],
            |row| row.opt_int(0),
        )?;
        let seq = newest
            .flatten()
            .ok_or_else(|| Error::not_found("there is nothing to take back"))?;
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
        .one(NEWEST, values![book, seq + 1, 1_i64], read_line)?
        .filter(|line| line.seq == seq)
        .ok_or_else(|| Error::not_found(format!("there is no line {seq} in the history")))?;
    if line.undone {
        return Err(Error::refused(format!("line {seq} was taken back already")));
    }
    if line.verb == "undo" {
        return Err(Error::refused(
            "taking back is not taken back; do the thing again instead",
        ));
    }
    if matches!(line.verb.as_str(), "begin-seal" | "change-passphrase") {
        return Err(Error::refused("a passphrase is not taken back")
            .hint("change it again: troth confidences change-passphrase"));
    }
    if NOT_TAKEN_BACK.contains(&line.verb.as_str()) {
        return Err(Error::refused(
            "what was forgotten is gone for good, and is not taken back",
        ));
    }
    if matches!(line.verb.as_str(), "arrange-mail" | "renew-feed") {
        return Err(
            Error::refused("a password or a secret address is not taken back")
                .hint("set it anew: troth reminders"),
        );
    }
    if !line.kept {
        return Err(Error::refused(format!(
            "line {seq} can no longer be taken back: what stood there before is not kept any more"
        )));
    }
    Ok(line)
}

/// The newest line before `seq` that can be taken back, where the line itself never can.
fn before_what_stays(desk: &mut Desk<'_>, seq: i64) -> Result<Option<i64>> {
    let book = desk.book;
    let newest = desk.one(
        "select max(h.seq) from history h
          where h.book = $1 and h.seq < $2 and h.undone_by is null and h.verb not in
            ('undo', 'shown', 'begin-seal', 'change-passphrase', 'forget', 'retention',
             'arrange-mail', 'renew-feed')
            and exists (select 1 from image i where i.book = h.book and i.seq = h.seq)",
        values![book, seq],
        |row| row.opt_int(0),
    )?;
    Ok(newest.flatten())
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
        Some(later) => Err(Error::refused(format!("line {later} builds on line {seq}"))
            .hint(format!("take line {later} back first: troth undo {later}"))),
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

/// What a line merged by itself.
fn merged_by(desk: &mut Desk<'_>, line: &Line) -> Result<Vec<(PersonId, PersonId)>> {
    if line.verb == "merge-same" {
        return parted::merges_of(desk, line.seq);
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
            None => desk.remove(shelf, &shelf.key_of(&place)?)?,
        }
    }
    Ok(())
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
                .hint("take those back first: troth history"));
            }
        }
    }
    Ok(())
}
