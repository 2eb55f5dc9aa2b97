//! The backups page: those there are, with their age and size, and how they are kept.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::Day;
use ledger::backup::age;
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::{Backups, KeptBackup};

const HERE: &str = "/backups";

/// What the page is made from.
pub struct Standing<'a> {
    pub backups: &'a Backups,
    /// Why the last one could not be made.
    pub failed: Option<&'a str>,
    pub zone: &'a TimeZone,
    pub day: Day,
    pub now: Timestamp,
}

pub fn body(standing: &Standing<'_>) -> Markup {
    let backups = standing.backups;
    html! {
        (layout::title(&html! {}, &html! { "Backups" }, &html! { p.lead { (lead(backups)) } }))
        @if let Some(failed) = standing.failed { (layout::section("", &html! { p { (failed) } })) }
        @if !backups.all.is_empty() {
            (layout::rows("Kept", &html! {
                ul.rows.tight { @for found in &backups.all { (row(found, standing)) } }
            }))
        }
        (layout::section("Now", &now(backups)))
        (layout::section("How they are kept", &choices(backups)))
        (layout::section("To put one back", &html! {
            p { "Stop Troth first. What stands there now is moved aside, not lost." }
            p.happened { code { "troth restore FILE" } }
            p.hint { "For a copy elsewhere, also while Troth is open: " code { "troth backup FILE" } }
        }))
    }
}

fn lead(backups: &Backups) -> String {
    match &backups.folder {
        None => "A book on a server has none until you name a folder for them.".to_owned(),
        Some(_) if backups.wanted.off => "None are made; those there are stay.".to_owned(),
        Some(_) => format!("Made while Troth is open: {}.", backups.wanted.words()),
    }
}

fn row(found: &KeptBackup, standing: &Standing<'_>) -> Markup {
    let on = found.at.to_zoned(standing.zone.clone()).date();
    html! {
        li.entry {
            div.margin { (say::time(on, standing.day)) }
            div.text {
                p { (say::size(found.bytes)) ", " (age(found.at, standing.now)) " old" }
                div.soft.small { (found.name()) }
            }
        }
    }
}

fn now(backups: &Backups) -> Markup {
    html! {
        @if backups.folder.is_some() {
            @if backups.all.is_empty() { p { "There is none yet." } }
            (form::press("/backups", HERE, "Make one now"))
            @if !backups.all.is_empty() {
                p.hint.happened { "Something is not to be in any of them, such as a note you have sealed since? Then make one now and delete all from before." }
                (form::press("/backups/anew", HERE, "Replace them all"))
            }
        } @else {
            p { "Name a folder below, and one can be made." }
        }
        @if backups.strangers > 0 {
            p.hint { (say::counted(i64::try_from(backups.strangers).unwrap_or(i64::MAX), "other file")) " there cannot be read, or is of another book. It is left alone." }
        }
    }
}

fn choices(backups: &Backups) -> Markup {
    let wanted = &backups.wanted;
    let folder = backups
        .folder
        .as_ref()
        .map(|folder| folder.display().to_string());
    let number = |id: &str, least: u32, most: u32, value: u32| {
        html! { input id=(id) type="number" name=(id) required min=(least) max=(most) value=(value) inputmode="numeric"; }
    };
    form::write_as(
        "form",
        "/backups/settings",
        HERE,
        &html! {
            div.choices { label { input type="checkbox" name="kept" value="yes" checked[!wanted.off]; "Keep backups while Troth is open" } }
            (form::explained("place", "Folder", folder.as_deref().map_or("The whole path.", |_| "The whole path; empty for the usual place, beside the book."), &html! {
                input #place name="place" spellcheck="false" autocomplete="off" placeholder=[folder.as_deref()] value=[wanted.place.as_deref()];
            }))
            div.pair {
                (form::labelled("daily", "One a day, for days", &number("daily", 1, 60, wanted.daily)))
                (form::labelled("weekly", "One a week before, for weeks", &number("weekly", 0, 104, wanted.weekly)))
            }
            (form::explained("times", "At most so many times as large as the book", "All together. The oldest go first, and the newest always stays.", &number("times", 1, 100, wanted.times)))
            div.deeds { button type="submit" { "Save" } }
        },
    )
}
