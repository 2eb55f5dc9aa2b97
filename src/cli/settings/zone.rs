//! `troth settings zone`: the time zone in which the owner's days begin; another one is shown before.

use jiff::tz::TimeZone;
use serde_json::json;

use crate::book::{Moved, zone_named};
use crate::cli::asking;
use crate::cli::page::{Page, Tone};
use crate::cli::phrase;
use crate::cli::visit::Visit;
use crate::error::{Error, Result};

/// Where the text beside a label begins.
const COLUMN: usize = 12;

pub fn show(visit: &Visit) -> Result<()> {
    let zone = visit.book()?.zone();
    if visit.wants_json() {
        return visit.show_json(&json!({ "zone": name(&zone) }));
    }
    let mut page = visit.page();
    page.paragraph(0, name(&zone), Tone::Plain);
    visit.show(page)
}

pub fn change(text: &str, yes: bool, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let zone = zone_named(text)?;
    if !yes {
        let moved = book.moving(&zone)?;
        if visit.wants_json() {
            return visit.show_json(&json!({
                "zone": name(&book.zone()), "to": name(&zone), "touches": moved.touches,
                "people": moved.people, "meetings": moved.meetings,
            }));
        }
        visit.show(preview(&book.zone(), &zone, &moved, visit.page()))?;
        if !asking::can_ask() || !asking::agreed("Change the zone?")? {
            return Err(
                Error::refused("nothing was changed").hint("--yes changes it without asking")
            );
        }
    }
    let done = book.set_zone(&visit.stamp(), &zone)?;
    visit.done(&format!("days begin in {}", name(&zone)), &done)
}

fn preview(before: &TimeZone, zone: &TimeZone, moved: &Moved, mut page: Page) -> Page {
    page.heading(&format!("From {} to {}", name(before), name(zone)), "");
    page.blank();
    let touches = counted(moved.touches, "touch");
    let people = counted(moved.people, "person");
    page.labelled(
        "Mail",
        COLUMN,
        &format!("{touches} with {people} on another day"),
    );
    let meetings = counted(moved.meetings, "meeting");
    page.labelled(
        "Meetings",
        COLUMN,
        &format!("{meetings} ahead at another hour: the same moment, told there"),
    );
    page.labelled(
        "Stays",
        COLUMN,
        "the days of promises, and of everything noted by hand",
    );
    page.blank();
    page
}

fn counted(count: u64, noun: &str) -> String {
    phrase::counted(i64::try_from(count).unwrap_or(i64::MAX), noun)
}

fn name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or("UTC")
}
