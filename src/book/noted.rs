//! A thing noted with a person, and finding the one a text names: by its reference, by words of it, or by the person's name. What is still open is meant first.

use ledger::person::PersonId;
use ledger::touch::{Setting, TouchId};
use uuid::Uuid;

use super::Session;
use super::naming::fold;
use super::reference::{References, referred};
use crate::error::{Error, Result};
use crate::values;

/// A thing with the name of the person it was noted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted<T> {
    pub thing: T,
    pub name: String,
}

/// How one thing can be named, and whether it is what is usually meant.
pub(super) struct Callable<'a> {
    pub id: Uuid,
    pub what: &'a str,
    pub name: &'a str,
    pub open: bool,
}

/// What the things are called, and the command that lists them.
pub(super) struct Shelved {
    pub noun: &'static str,
    pub command: &'static str,
}

/// The one thing a text names. A reference goes before words, so that what is printed can be typed.
pub(super) fn the_one(text: &str, of: &Shelved, things: &[Callable<'_>]) -> Result<Uuid> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Err(Error::refused(format!("which {}?", of.noun)).hint(lists(of)));
    }
    let mut best = referred(text, things, |thing| thing.id);
    if best.is_empty() {
        best = things.iter().filter(|thing| fits(thing, &wanted)).collect();
        if best.iter().any(|thing| thing.open) {
            best.retain(|thing| thing.open);
        }
    }
    match best.as_slice() {
        [one] => Ok(one.id),
        [] => Err(
            Error::not_found(format!("no {} is called “{}”", of.noun, text.trim()))
                .hint(format!("{}, each with its short reference", lists(of))),
        ),
        several => {
            let references = References::among(things.iter().map(|thing| thing.id));
            Err(Error::not_found(format!(
                "several {}s match: {}",
                of.noun,
                few(several, &references)
            ))
            .hint("use the short reference"))
        }
    }
}

fn fits(thing: &Callable<'_>, wanted: &str) -> bool {
    fold(thing.what).contains(wanted) || fold(thing.name).contains(wanted)
}

fn lists(of: &Shelved) -> String {
    format!("{} lists them", of.command)
}

fn few(things: &[&Callable<'_>], references: &References) -> String {
    let said = |thing: &&Callable<'_>| {
        let short = references.of(thing.id);
        match thing.name {
            "" => format!("{short} “{}”", thing.what),
            name => format!("{short} “{}” ({name})", thing.what),
        }
    };
    let list: Vec<String> = things.iter().take(5).map(said).collect();
    list.join(", ")
}

/// The setting of the touch a thing was noted in, which must be one with that person.
pub(super) fn touched(
    session: &mut Session<'_>,
    person: PersonId,
    touch: Option<TouchId>,
) -> Result<Option<Setting>> {
    let Some(touch) = touch else {
        return Ok(None);
    };
    let book = session.book;
    let setting = session.one(
        "select t.setting from touch t join person p on p.book = t.book and p.id = t.person
          where t.book = $1 and t.id = $2
            and p.root = (select root from person where book = $1 and id = $3)",
        values![book, touch.0, person.0],
        |row| row.named(0, Setting::from_id),
    )?;
    let setting =
        setting.ok_or_else(|| Error::not_found("there is no such touch with that person"))?;
    Ok(Some(setting))
}
