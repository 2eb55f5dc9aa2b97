//! Promises, yours and theirs: what is open, by its day, and what became of the others.

use ledger::Day;
use ledger::promise::{Promise, State};
use ledger::touch::Side;
use maud::{Markup, html};

use super::{form, layout, person, say, today};
use crate::book::Pledge;

pub fn body(open: &[Pledge], settled: &[Pledge], day: Day) -> Markup {
    let of = |side| -> Vec<&Pledge> {
        open.iter()
            .filter(|pledge| pledge.promise.side == side)
            .collect()
    };
    let (mine, theirs) = (of(Side::Mine), of(Side::Theirs));
    html! {
        (layout::title(&html! {}, &html! { "Promises" }, &html! {
            p.lead { (lead(mine.len(), theirs.len())) }
            div.deeds { a.button.primary href="/new?kind=promise" { "Note a promise" } }
        }))
        @if !mine.is_empty() { (shelf("Yours", &mine, day)) }
        @if !theirs.is_empty() { (shelf("Theirs", &theirs, day)) }
        @if !settled.is_empty() {
            (layout::rows("Settled", &html! { ul.rows.tight { @for pledge in settled { (settled_row(pledge, day)) } } }))
        }
    }
}

fn lead(mine: usize, theirs: usize) -> String {
    match (mine, theirs) {
        (0, 0) => "No promise is open. What you tell people you will do, and what they tell you, goes here.".to_owned(),
        (mine, theirs) => format!(
            "{} open: {} of yours, {} of theirs.",
            say::sentence(&say::spelt(mine + theirs, "promise")).trim_end_matches('.'),
            if mine == 0 { "none".to_owned() } else { say::grouped(mine as i64) },
            if theirs == 0 { "none".to_owned() } else { say::grouped(theirs as i64) },
        ),
    }
}

fn shelf(name: &str, pledges: &[&Pledge], day: Day) -> Markup {
    layout::rows(
        name,
        &html! {
            ul.rows { @for pledge in pledges { (row(&pledge.promise, &pledge.name, day, "/promises")) } }
        },
    )
}

/// One open promise with everything that can become of it.
pub fn row(promise: &Promise, name: &str, day: Day, back: &str) -> Markup {
    let at = format!("/promises/{}", promise.id.0);
    html! {
        li.entry {
            div.margin { @match promise.due { Some(due) => (say::due(due, day)), None => "no day named" } }
            div.text {
                h3 { (promise.what) }
                p.soft.small {
                    @match promise.side { Side::Mine => "You to ", Side::Theirs => "By " }
                    a href=(format!("/people/{}", promise.person.0)) { (name) }
                    ", said " (say::short(promise.made_on, day))
                    @if promise.renewals > 0 { ", renewed " (say::counted(i64::from(promise.renewals), "time")) }
                }
                div.deeds {
                    (form::press(&format!("{at}/keep"), back, "Kept"))
                    (form::press(&format!("{at}/release"), back, "Released"))
                    (form::press(&format!("{at}/break"), back, "Broken"))
                    @if promise.due.is_none_or(|due| due >= day) { (today::renewal(&at, day, back)) }
                    @if promise.due.is_some_and(|due| due <= day) { (late(&at, back)) }
                }
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

fn settled_row(pledge: &Pledge, day: Day) -> Markup {
    let promise = &pledge.promise;
    let State::Settled { on, outcome } = promise.state else {
        return html! {};
    };
    html! {
        li.entry {
            div.margin { (say::time(on, day)) }
            div.text {
                (promise.what)
                div.soft.small {
                    (person::outcome_words(outcome)) " · " (person::whose(promise.side)) ", with "
                    a href=(format!("/people/{}", promise.person.0)) { (pledge.name) }
                }
            }
        }
    }
}
