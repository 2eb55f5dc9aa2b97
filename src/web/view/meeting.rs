//! One meeting: before it, the brief and what to prepare; after it, what came of it and the note
//! to send.

use jiff::tz::TimeZone;
use ledger::Day;
use ledger::brief::{Part, Section};
use ledger::meeting::Meeting;
use ledger::touch::{Medium, Side};
use maud::{Markup, html};

use super::{brief, form, layout, meetings, say};
use crate::book::{Aftermath, Arranged, Whom};

pub fn ahead(one: &Arranged, whom: &Whom, zone: &TimeZone, day: Day, back: &str) -> Markup {
    let meeting = &one.meeting;
    let at = format!("/meetings/{}", meeting.id.0);
    let over = meeting.day < day;
    html! {
        (head(one, zone, day, &html! {
            a.button.primary href=(format!("/brief?meeting={}", meeting.id.0)) { "On one sheet" }
            @if meeting.day <= day { a.button href="#after" { "What came of it" } }
        }))
        @if over { (layout::section("What came of it", &after(one, whom, &at, back))) }
        (brief::parts(whom))
        @if meeting.day == day { (layout::section("What came of it", &after(one, whom, &at, back))) }
        (layout::section("Prepare", &prepare(meeting, &at, back)))
        (layout::section("Change", &change(meeting, zone, &at, back)))
    }
}

/// Under its title, with whom; without one, under the names.
fn head(one: &Arranged, zone: &TimeZone, day: Day, deeds: &Markup) -> Markup {
    let meeting = &one.meeting;
    let names = meetings::listed(&one.names());
    let (heading, first) = match meeting.title.as_str() {
        "" => (names, meeting.kind.words().to_owned()),
        title => (title.to_owned(), format!("with {names}")),
    };
    layout::title(
        &html! { (meetings::when(meeting.at, zone, day)) },
        &html! { (heading) },
        &html! {
            p.lead {
                (brief::where_and_long(&first, meeting))
                @if let Some(days) = meeting.every { " It comes again after " (say::counted(days.into(), "day")) "." }
            }
            div.deeds { (deeds) }
        },
    )
}

fn prepare(meeting: &Meeting, at: &str, back: &str) -> Markup {
    let prepared = &meeting.prepared;
    form::write_as(
        "form",
        &format!("{at}/prepare"),
        back,
        &html! {
            (form::was("roles", &prepared.roles)) (form::was("view", &prepared.view)) (form::was("questions", &prepared.questions))
            (form::labelled("roles", "Who is who", &html! { textarea #roles.low name="roles" rows="2" { (prepared.roles) } }))
            (form::labelled("view", "What to have a view on", &html! { textarea #view.low name="view" rows="2" { (prepared.view) } }))
            (form::explained("questions", "Questions to ask", "One a line.", &html! { textarea #questions.low name="questions" rows="3" { (prepared.questions) } }))
            div.deeds { button type="submit" { "Keep" } }
        },
    )
}

fn change(meeting: &Meeting, zone: &TimeZone, at: &str, back: &str) -> Markup {
    html! {
        (form::write_as("inline", &format!("{at}/move"), back, &html! {
            (form::labelled("to-day", "Day", &html! { input #to-day type="date" name="day" required value=(meeting.day); }))
            (form::labelled("to-time", "Time", &html! { input #to-time type="time" name="time" required value=(say::hour(meeting.at, zone)); }))
            button type="submit" { "Move it" }
        }))
        div.deeds {
            @if meeting.every.is_some() {
                (form::press(&format!("{at}/call-off"), back, "Call off this one; the next stands"))
                (form::press(&format!("{at}/end"), back, "Call off this and all after it"))
            } @else {
                (form::press(&format!("{at}/call-off"), back, "Call it off"))
            }
        }
    }
}

/// One form for all that came of it, sent once.
fn after(one: &Arranged, whom: &Whom, at: &str, back: &str) -> Markup {
    let several = one.guests.len() > 1;
    let first = one
        .guests
        .first()
        .map_or("Ana", |guest| ledger::person::first_name(&guest.name));
    let each = |line: &str| {
        if several {
            format!("One a line, with a name before it: “{first}: {line}”.")
        } else {
            format!("One a line: “{line}”.")
        }
    };
    let field = |id: &'static str| html! { textarea id=(id) name=(id) rows="2" class="low" {} };
    html! {
        (form::write_as("form", &format!("{at}/after"), back, &html! {
            div #after {
                (form::labelled("about", "What it was about", &html! { input #about name="about" autocomplete="off" value=(one.meeting.title); }))
            }
            (form::explained("mine", "What you promised", &each("send the deck by friday"), &field("mine")))
            (form::explained("theirs", "What was promised to you", &each("ask the museum by 14 march"), &field("theirs")))
            (form::explained("remember", "Worth remembering", &each("family: moving house in April"), &field("remember")))
            @if one.meeting.has_personal_minute() { (minute(whom)) }
            (form::labelled("medium", "How you met", &media(one.meeting.kind.usually().0)))
            div.deeds { button.primary type="submit" { "Note it, and draft the thanks" } }
        }))
    }
}

/// The question proposed can be ticked; another can be written.
fn minute(whom: &Whom) -> Markup {
    let sections: &[Section] = match whom {
        Whom::One(brief) => &brief.sections,
        Whom::Several(sections, _) => sections,
    };
    let personal = sections
        .iter()
        .find(|section| section.part == Part::Personal);
    let proposed = personal.and_then(|section| section.lines.first());
    html! {
        fieldset {
            legend { "The personal minute" }
            @if let Some(line) = proposed {
                label.choice { input type="checkbox" name="asked" value=(line.text); span { "Asked: " (line.text) } }
            }
        }
        (form::labelled("asked-otherwise", "Or another question", &html! { input #asked-otherwise name="asked-otherwise" autocomplete="off"; }))
        (form::labelled("answered", "What you heard", &html! { input #answered name="answered" autocomplete="off"; }))
    }
}

fn media(usual: Medium) -> Markup {
    html! {
        select #medium name="medium" {
            @for medium in [Medium::InPerson, Medium::Video, Medium::Voice, Medium::Chat] {
                option value=(medium.id()) selected[medium == usual] { (say::sentence(medium.words()).trim_end_matches('.')) }
            }
        }
    }
}

pub fn held(one: &Arranged, left: &Aftermath, zone: &TimeZone, day: Day, back: &str) -> Markup {
    let at = format!("/meetings/{}", one.meeting.id.0);
    html! {
        (head(one, zone, day, &html! { (people(one)) }))
        (layout::section("A note to send", &note(left, &at, back)))
        @if !left.promises.is_empty() { (layout::section("Promised", &promised(left, day))) }
        @if !left.details.is_empty() {
            (layout::section("Remembered", &html! {
                ul.told { @for (detail, name) in &left.details {
                    li { span { (detail.what) } " " span.soft.small { (name) ", " (detail.topic.words()) } }
                } }
            }))
        }
        @if !one.meeting.personal.asked.is_empty() { (layout::section("The personal minute", &personal(&one.meeting))) }
        @if let Some(next) = left.next { (layout::section("Next time", &html! { p { (say::long(next)) } })) }
    }
}

fn people(one: &Arranged) -> Markup {
    html! {
        @for guest in &one.guests {
            a.button href=(format!("/people/{}", guest.person.0)) { (guest.name) }
        }
    }
}

fn note(left: &Aftermath, at: &str, back: &str) -> Markup {
    let rows = left.note.lines().count() + 1;
    html! {
        div.field {
            label for="note" { "A draft" }
            textarea #note rows=(rows) readonly { (left.note) }
            span.hint { "Copy it, say it in your own words, and send it by the way you usually write. Nothing is sent from here." }
        }
        div.deeds {
            @match left.thanked_on {
                Some(on) => span.soft { "Sent " (say::long(on)) "." },
                None => (form::press(&format!("{at}/thanked"), back, "I have sent it")),
            }
        }
    }
}

fn promised(left: &Aftermath, day: Day) -> Markup {
    html! {
        ul.told { @for (promise, name) in &left.promises {
            li {
                span { @match promise.side { Side::Mine => { "You to " (name) }, Side::Theirs => (name) } ": " (promise.what) }
                " " span.soft.small { @match promise.due { Some(due) => (say::due(due, day)), None => "no day named" } }
            }
        } }
    }
}

fn personal(meeting: &Meeting) -> Markup {
    let personal = &meeting.personal;
    html! {
        p { (personal.asked) }
        @if !personal.answered.is_empty() { p.soft { "“" (personal.answered) "”" } }
    }
}
