//! One open promise with everything that can become of it: how it is coming along, a message to
//! send, a new day, and how it ends.

use ledger::Day;
use ledger::progress::{Heard, Progress};
use ledger::promise::Promise;
use ledger::slip::{Slip, may_ask, message, new_day};
use ledger::touch::Side;
use maud::{Markup, html};

use super::{form, say, today};

pub struct Row<'a> {
    pub promise: &'a Promise,
    pub name: &'a str,
    /// Newest first.
    pub notes: &'a [Progress],
    pub slip: Option<Slip>,
    pub day: Day,
    pub back: &'a str,
}

/// So many notes stand on a row.
const NOTES: usize = 3;

pub fn row(row: &Row<'_>) -> Markup {
    let (promise, day, back) = (row.promise, row.day, row.back);
    let at = format!("/promises/{}", promise.id.0);
    let in_time = promise.due.is_none_or(|due| due >= day);
    html! {
        li.entry {
            div.margin { @match promise.due { Some(due) => (say::due(due, day)), None => "no day named" } }
            div.text {
                h3 { (promise.what) }
                p.soft.small {
                    @match promise.side { Side::Mine => "You to ", Side::Theirs => "By " }
                    a href=(format!("/people/{}", promise.person.0)) { (row.name) }
                    ", said " (say::short(promise.made_on, day))
                    @if promise.renewals > 0 { ", renewed " (say::counted(i64::from(promise.renewals), "time")) }
                }
                @if let Some(slip) = row.slip { p { (say::sentence(&slip.words())) } }
                @if !row.notes.is_empty() { (notes(row.notes, day)) }
                div.deeds {
                    (kept(promise, "Kept", day, back))
                    (form::press(&format!("{at}/release"), back, "Released"))
                    (form::press(&format!("{at}/break"), back, "Broken"))
                }
                div.more {
                    @if promise.side == Side::Mine || may_ask(promise, day) { (draft(promise, row.name, row.slip, day)) }
                    @if in_time { (today::renewal(&at, day, back)) }
                    @if promise.side == Side::Mine { (progress(row, &at)) }
                    @if promise.due == Some(day) { (late(&at, back)) }
                }
            }
        }
    }
}

/// Kept, said in time; past its day it was kept on the day, and is only noted now, or late.
pub fn kept(promise: &Promise, words: &str, day: Day, back: &str) -> Markup {
    let at = format!("/promises/{}/keep", promise.id.0);
    let Some(due) = promise.due.filter(|due| *due < day) else {
        return form::press(&at, back, words);
    };
    html! {
        (form::press(&at, back, &format!("{words}, late")))
        (form::write(&at, back, &html! {
            input type="hidden" name="on" value=(due);
            button type="submit" { (words) " on the day" }
        }))
    }
}

fn notes(notes: &[Progress], day: Day) -> Markup {
    html! {
        ul.small.soft {
            @for note in notes.iter().take(NOTES) {
                li { (say::short(note.day, day)) ": " (note.what) @if note.heard == Heard::Told { " (told)" } }
            }
        }
    }
}

/// Words to copy: nothing is sent from here.
pub fn draft(promise: &Promise, name: &str, slip: Option<Slip>, day: Day) -> Markup {
    let id = format!("draft-{}", promise.id.0);
    let new = new_day(promise, slip, day);
    let (summary, hint) = match promise.side {
        Side::Mine => (
            "A message to send",
            "Copy it and send it yourself. Once they agree, set the new day here.",
        ),
        Side::Theirs => (
            "A gentle question",
            "Copy it and send it yourself, or ask when you next speak.",
        ),
    };
    html! {
        details {
            summary { (summary) }
            div.inside {
                (form::explained(&id, "In your words, to begin with", hint, &html! {
                    textarea.draft id=(id) rows="4" readonly { (message(promise, name, new, day)) }
                }))
            }
        }
    }
}

fn progress(row: &Row<'_>, at: &str) -> Markup {
    let id = format!("progress{}", at.replace('/', "-"));
    html! {
        details {
            summary { "How it is coming along" }
            div.inside {
                (form::write_as("inline", &format!("{at}/progress"), row.back, &html! {
                    div.field.grow { label for=(id) { "How it stands" } input id=(id) name="what" required autocomplete="off" placeholder="half of it is done"; }
                    label.choice { input type="checkbox" name="told" value="yes"; "I told " (ledger::person::first_name(row.name)) }
                    button type="submit" { "Note it" }
                }))
            }
        }
    }
}

fn late(at: &str, back: &str) -> Markup {
    html! {
        details {
            summary { "Kept, but late" }
            div.inside {
                p.hint { "For a promise kept after the time that was meant. It counts half." }
                div.deeds { (form::press(&format!("{at}/late"), back, "Kept late")) }
            }
        }
    }
}
