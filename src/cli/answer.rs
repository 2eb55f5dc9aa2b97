//! The command that settles a promise or a matter of the morning, and finding which one a short
//! reference means. Nothing is written here.

use ledger::Day;
use ledger::today::{About, Kind, Move};
use uuid::Uuid;

use crate::book::{Book, Pledge, Shown, referred};
use crate::error::{Error, Result};

/// What a short reference of the morning names.
pub enum Named {
    Promise(Box<Pledge>),
    Matter(Box<Move>, Kind, Uuid),
}

/// The open promise or the matter of this day with this reference.
pub fn named(book: &Book, text: &str, day: Day) -> Result<Option<Named>> {
    let open = book.promises(Shown::Open)?;
    let plan = book.today_when_asked(day)?;
    let mut all: Vec<Named> = open
        .into_iter()
        .map(|pledge| Named::Promise(Box::new(pledge)))
        .collect();
    all.extend(plan.moves.into_iter().filter_map(|step| match step.about {
        About::Matter(kind, id) => Some(Named::Matter(Box::new(step), kind, id)),
        _ => None,
    }));
    let found: Vec<Uuid> = referred(text, &all, Named::id)
        .into_iter()
        .map(Named::id)
        .collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(all.into_iter().find(|named| named.id() == *one)),
        several => {
            let references: Vec<String> = several.iter().map(|id| book.reference(*id)).collect();
            Err(
                Error::not_found(format!("several things match: {}", references.join(", ")))
                    .hint("use one of these"),
            )
        }
    }
}

impl Named {
    fn id(&self) -> Uuid {
        match self {
            Self::Promise(pledge) => pledge.promise.id.0,
            Self::Matter(_, _, id) => *id,
        }
    }
}

/// A word for moves with people, said to a promise or a matter: what settles that one.
pub fn otherwise(named: &Named, book: &Book, day: Day) -> Result<Error> {
    Ok(match named {
        Named::Promise(pledge) => {
            let promise = book.reference(pledge.promise.id.0);
            Error::refused(format!("{promise} is a promise: {}", pledge.promise.what)).hint(
                format!("troth promises keep {promise}, or release, late or break"),
            )
        }
        Named::Matter(step, kind, id) => {
            let commands = settling(book, *kind, *id, is_past(book, *kind, *id, day)?);
            Error::refused(format!("{} is settled by a word of its own", step.name))
                .hint(commands.join(" · "))
        }
    })
}

/// Whether a matter is a meeting whose day is over.
pub fn is_past(book: &Book, kind: Kind, id: Uuid, day: Day) -> Result<bool> {
    if kind != Kind::Meeting {
        return Ok(false);
    }
    let unspoken = book.agenda(day)?.unspoken;
    let fits = |one: &crate::book::Arranged| one.meeting.id.0 == id && one.meeting.day < day;
    Ok(unspoken.iter().any(fits))
}

/// The commands that settle a matter, as they are typed.
pub fn settling(book: &Book, kind: Kind, id: Uuid, past: bool) -> Vec<String> {
    let words: &[&str] = match (kind, past) {
        (Kind::Milestone, _) => &["milestones celebrate"],
        (Kind::Concern, _) => &["concerns help", "concerns again", "concerns ease"],
        (Kind::Contribution, _) => &["contributions thank"],
        (Kind::Repair, _) => &["repair"],
        (Kind::WalkAround, _) => &["walk-around"],
        (Kind::Detail, _) => &["details asked", "details outdated"],
        (Kind::Confidence, _) => &["confidences kept"],
        (Kind::Meeting, false) => &["brief --meeting"],
        (Kind::Meeting, true) => &["after", "meetings call-off"],
        (Kind::Bid, _) => &["bids answer"],
    };
    let id = book.reference(id);
    let commands = words.iter().map(|words| format!("troth {words} {id}"));
    let mut commands: Vec<String> = commands.collect();
    if kind == Kind::Detail {
        commands.push(format!("troth details ask-again {id} --when DAY"));
    }
    commands
}
