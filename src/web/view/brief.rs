//! A brief on one sheet, for the screen and for paper.

use jiff::tz::TimeZone;
use ledger::Day;
use ledger::brief::{Brief, Glance, Line, Section};
use ledger::meeting::Meeting;
use maud::{Markup, html};

use super::{form, layout, meetings, say};
use crate::book::{Arranged, Briefing, Whom};

/// The whole page.
pub fn sheet(briefing: &Briefing, zone: &TimeZone, day: Day) -> Markup {
    let meeting = briefing.meeting.as_ref();
    html! {
        div.sheet {
            (layout::title(
                &html! { @if let Some(one) = meeting { (meetings::when(one.meeting.at, zone, day)) } @else { (say::short(day, day)) } },
                &html! { (whom(&briefing.whom)) },
                &lead(meeting, &briefing.whom),
            ))
            (parts(&briefing.whom))
        }
    }
}

/// Whom it is about, as a heading.
pub fn whom(whom: &Whom) -> String {
    match whom {
        Whom::One(brief) => brief.name.clone(),
        Whom::Several(_, glances) => {
            let names: Vec<String> = glances.iter().map(|one| one.name.clone()).collect();
            meetings::listed(&names)
        }
    }
}

/// Everything there is to know, part by part.
pub fn parts(whom: &Whom) -> Markup {
    match whom {
        Whom::One(brief) => sections(&brief.sections),
        Whom::Several(prepared, glances) => html! {
            (sections(prepared))
            (layout::section("Who comes", &html! { ul.told { @for one in glances { (glanced(one)) } } }))
        },
    }
}

fn lead(meeting: Option<&Arranged>, whom: &Whom) -> Markup {
    html! {
        @if let Some(one) = meeting { p.lead { (about(one)) } }
        div.deeds {
            @if let Some(one) = meeting {
                a.button href=(format!("/meetings/{}", one.meeting.id.0)) { "The meeting" }
            }
            @if let Whom::One(brief) = whom { (others(brief, meeting)) }
        }
    }
}

/// The same person, for another purpose.
fn others(brief: &Brief, meeting: Option<&Arranged>) -> Markup {
    let at = format!("/brief?person={}", brief.person.0);
    html! {
        a.button href=(format!("/people/{}", brief.person.0)) { "Everything noted" }
        @if meeting.is_none() {
            a.button href=(format!("{at}&as=first")) { "Ways to begin" }
            a.button href=(format!("{at}&as=interview")) { "It is an interview" }
        }
    }
}

/// "Release review, the canteen, 30 minutes."
fn about(one: &Arranged) -> String {
    let meeting = &one.meeting;
    let first = match meeting.title.as_str() {
        "" => meeting.kind.words(),
        title => title,
    };
    where_and_long(first, meeting)
}

/// What is said first, then the place and the length.
pub fn where_and_long(first: &str, meeting: &Meeting) -> String {
    let minutes = say::counted(meeting.minutes.into(), "minute");
    say::sentence(&match meeting.place.as_str() {
        "" => format!("{first}, {minutes}"),
        place => format!("{first}, {place}, {minutes}"),
    })
}

fn sections(sections: &[Section]) -> Markup {
    html! {
        @for section in sections {
            (layout::section(section.part.title(), &html! {
                ul.told { @for line in &section.lines { (told(line)) } }
            }))
        }
    }
}

fn told(line: &Line) -> Markup {
    html! {
        li {
            span { (line.text) }
            @if !line.aside.is_empty() { " " span.soft.small { (line.aside) } }
        }
    }
}

fn glanced(one: &Glance) -> Markup {
    html! {
        li {
            span {
                a href=(format!("/brief?person={}", one.person.0)) { (one.name) }
                ": " (one.line.text)
            }
            @if !one.line.aside.is_empty() { " " span.soft.small { (one.line.aside) } }
        }
    }
}

/// Where nothing is ahead: whom do you meet?
pub fn ask(names: &[String]) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Brief" }, &html! {
            p.lead { "No meeting is ahead. A brief of somebody can be had at any time." }
        }))
        (layout::section("Whom do you meet", &html! {
            form.inline action="/brief" method="get" {
                div.field.grow { label for="person" { "Name" } input #person name="person" required list="names" autocomplete="off"; }
                button.primary type="submit" { "Show the brief" }
            }
            (form::names("names", names))
        }))
    }
}
