//! Meetings: what is ahead, what nobody has spoken of yet, what was, and noting one.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::Day;
use ledger::meeting::Kind;
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::{Agenda, Arranged};

/// The page of all meetings.
pub struct Shelf<'a> {
    pub agenda: &'a Agenda,
    pub names: &'a [String],
    /// The name that stands in the form already.
    pub with: &'a str,
    pub zone: &'a TimeZone,
    pub day: Day,
}

pub fn body(shelf: &Shelf<'_>) -> Markup {
    let agenda = shelf.agenda;
    html! {
        (layout::title(&html! {}, &html! { "Meetings" }, &html! {
            p.lead { (lead(agenda)) }
            @if !agenda.ahead.is_empty() { div.deeds { a.button.primary href="/brief" { "Brief for the next" } } }
        }))
        @for (name, meetings) in [("Say what came of it", &agenda.unspoken), ("Ahead", &agenda.ahead), ("Held", &agenda.held)] {
            @if !meetings.is_empty() {
                (layout::rows(name, &html! { ul.rows.tight { @for one in meetings { (row(one, shelf)) } } }))
            }
        }
        (layout::section("Note a meeting", &arrange(shelf)))
    }
}

fn lead(agenda: &Agenda) -> String {
    match agenda.ahead.len() {
        0 => "No meeting is ahead. Note one, and there is a page to read before it.".to_owned(),
        ahead => {
            let count = say::sentence(&format!("{} ahead", say::spelt(ahead, "meeting")));
            format!(
                "{count} Each has a page to read before it, and to say afterwards what came of it."
            )
        }
    }
}

fn row(one: &Arranged, shelf: &Shelf<'_>) -> Markup {
    let meeting = &one.meeting;
    html! {
        li.entry {
            div.margin { (when(meeting.at, shelf.zone, shelf.day)) }
            div.text {
                a href=(format!("/meetings/{}", meeting.id.0)) { (called(one)) }
                @let aside = aside(one);
                @if !aside.is_empty() { div.soft.small { (aside) } }
            }
        }
    }
}

fn aside(one: &Arranged) -> String {
    let meeting = &one.meeting;
    let again = meeting
        .every
        .map(|days| format!("every {}", say::counted(days.into(), "day")));
    let parts = [
        Some(meeting.place.clone()).filter(|place| !place.is_empty()),
        again,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "Release review, with Ana Lindqvist and Sam Okafor".
pub fn called(one: &Arranged) -> String {
    let names = listed(&one.names());
    match one.meeting.title.as_str() {
        "" => say::sentence(&format!("{} with {names}", one.meeting.kind.words()))
            .trim_end_matches('.')
            .to_owned(),
        title => format!("{title}, with {names}"),
    }
}

pub fn listed(names: &[String]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        names => names.concat(),
    }
}

/// "today 14:00", "Wed 11 Mar 14:00".
pub fn when(at: Timestamp, zone: &TimeZone, today: Day) -> String {
    let day = at.to_zoned(zone.clone()).date();
    let hour = match ledger::hour::which(at, zone) {
        Some(which) => format!("{}, {which}", say::hour(at, zone)),
        None => say::hour(at, zone),
    };
    if day == today {
        return format!("today {hour}");
    }
    format!("{} {hour}", say::short(day, today))
}

fn arrange(shelf: &Shelf<'_>) -> Markup {
    html! {
        (form::write_as("form", "/meetings", "/meetings", &html! {
            (form::explained("people", "With whom", "Several with commas between them.", &html! { input #people name="people" required list="names" autocomplete="off" value=(shelf.with); }))
            div.pair {
                (form::labelled("day", "Day", &html! { input #day type="date" name="day" required value=(shelf.day); }))
                (form::labelled("time", "Time", &html! { input #time type="time" name="time" required; }))
            }
            div.pair {
                (form::labelled("kind", "Kind", &kinds()))
                (form::labelled("minutes", "Minutes", &html! { input #minutes type="number" name="minutes" min="5" max="1440" value="30"; }))
            }
            div.pair {
                (form::labelled("title", "What it is about", &html! { input #title name="title" autocomplete="off"; }))
                (form::labelled("where", "Where", &html! { input #where name="where" autocomplete="off"; }))
            }
            (form::explained("every", "Comes again after", "In days; 7 for every week. Leave it empty for once.", &html! { input #every type="number" name="every" min="1" max="366"; }))
            div.deeds { button.primary type="submit" { "Note the meeting" } }
        }))
        (form::names("names", shelf.names))
    }
}

fn kinds() -> Markup {
    html! {
        select #kind name="kind" {
            option value="" { "By who comes" }
            @for kind in Kind::ALL {
                option value=(kind.id()) { (say::sentence(kind.words()).trim_end_matches('.')) }
            }
        }
    }
}
