//! Everything about somebody on one page, which prints; the page before they are forgotten, and
//! the one after.

use jiff::tz::TimeZone;
use ledger::Day;
use ledger::everything::{Entry, Part};
use maud::{Markup, html};

use super::{form, layout, retention, say};
use crate::book::{Everything, Gone, Leaving, Mention, Swept};

pub fn everything(all: &Everything, day: Day) -> Markup {
    let at = format!("/people/{}", all.person.0);
    html! {
        div.sheet.everything {
            (layout::title(&html! { (say::short(day, day)) }, &html! { "Everything about " a.plain href=(at) { (all.name) } }, &html! {
                p.lead { "All that this book says, shelf by shelf, as " (ledger::person::first_name(&all.name)) " might one day read it." }
            }))
            @for part in &all.parts { (section(part, day)) }
            @if all.confidences > 0 {
                (layout::section("Confidences", &html! { p { (sealed(all.confidences)) } }))
            }
            @if !all.mentions.is_empty() {
                (layout::section("Named elsewhere", &html! {
                    p.soft { "This part is about others too. Look at it before you hand the page to anybody." }
                    (mentions(&all.mentions))
                }))
            }
            (layout::section("", &html! {
                p.soft { "It is one-sided: their own view is not in this book." }
                div.deeds { a.button.quiet href=(format!("{at}/forget")) { "Forget " (all.name) } }
            }))
        }
    }
}

fn section(part: &Part, day: Day) -> Markup {
    let rows = part.rows.iter();
    layout::rows(
        part.title,
        &html! { ul.rows.tight { @for (entry, _) in rows { (row(entry, day)) } } },
    )
}

fn row(entry: &Entry, day: Day) -> Markup {
    let mut parts = entry.words.splitn(2, " · ");
    let lead = parts.next().unwrap_or_default();
    html! {
        li.entry {
            div.margin { @if let Some(on) = entry.day { (say::time(on, day)) } }
            div.text {
                (lead)
                @if let Some(rest) = parts.next() { " " span.soft.small { (rest) } }
            }
        }
    }
}

fn sealed(count: u64) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let plural = if count == 1 {
        "confidence"
    } else {
        "confidences"
    };
    format!("{} sealed {plural} (not shown)", say::grouped(count))
}

fn mentions(all: &[Mention]) -> Markup {
    html! {
        ul.mentions { @for mention in all {
            li {
                "“" (mention.words) "”"
                br;
                span.soft.small {
                    (mention.table.replace('_', " "))
                    @if let Some((id, name)) = &mention.whom { ", " a href=(format!("/people/{}", id.0)) { (name) } }
                    @if !mention.surely { ", perhaps somebody else of that name" }
                }
            }
        } }
    }
}

/// What goes and what stays, before it is done.
pub fn ask(leaving: &Leaving, runs_out: Option<Day>) -> Markup {
    let person = &leaving.person.person;
    let at = format!("/people/{}", person.id.0);
    html! {
        (layout::title(&html! {}, &html! { "Forget " a.plain href=(at) { (person.name) } }, &html! {
            p.lead { strong { "This cannot be taken back" } ", neither by undo nor by reading the mail again." }
        }))
        (layout::section("What goes", &html! {
            ul { @for part in leaving.gone.parts() { li { (part) } } }
            p.hint { "Also from the history, from searches and from mail read and not yet accepted. " a href=(format!("{at}/everything")) { "Everything there is" } "." }
        }))
        (layout::section("What stays", &stays(leaving)))
        @if !leaving.mentions.is_empty() {
            (layout::section("Look at these", &html! {
                p { "Your own words about others that name them, or may. They stay as they are." }
                (mentions(&leaving.mentions))
            }))
        }
        (layout::section("To do it", &form::write_as("form", &format!("{at}/forget"), &format!("{at}/forget"), &html! {
            (form::explained("name", "Type their whole name", &person.name, &html! {
                input #name name="name" required autocomplete="off" spellcheck="false";
            }))
            @if let Some(day) = runs_out { (backups(day)) }
            div.deeds { button.primary type="submit" { "Forget for good" } a.button.quiet href=(at) { "Leave them in the book" } }
        })))
    }
}

/// What is to become of the backups, which are gone by that day by themselves.
pub fn backups(day: Day) -> Markup {
    html! {
        fieldset {
            legend { "The backups Troth keeps" }
            div.choices {
                label { input type="radio" name="backups" value="anew" checked; "Make them anew without it, now" }
                label { input type="radio" name="backups" value="run-out"; "Let them run out: gone by " (say::dated(day)) }
            }
        }
    }
}

fn stays(leaving: &Leaving) -> Markup {
    let earlier = i64::try_from(leaving.earlier).unwrap_or(i64::MAX);
    html! {
        ul {
            li { "Letters, touches, meetings and circles with others, without them." }
            li { "One line of the history: “forgot somebody”." }
            @if leaving.gone.addresses > 0 {
                li { "A keyed hash of each address, so that mail with them is passed over from now on. It cannot be read back, but whoever has the book can try whether an address they already know is among them." }
            } @else {
                li { "No address is known, so mail with them can come back." }
            }
            @if earlier > 0 { li { (say::counted(earlier, "earlier wording")) " of notes about others, in the history, that name them." } }
            @if leaving.subjects > 0 { li { (say::counted(i64::try_from(leaving.subjects).unwrap_or(i64::MAX), "subject")) " of mail with others that hold a part of the name, and may be about somebody else." } }
            li { "Exports, and copies of the book that you made: those are yours to delete." }
        }
    }
}

fn of_backups(became: &str) -> Option<&'static str> {
    match became {
        "anew" => Some("They are in none of the backups Troth keeps."),
        "run-out" => Some("The backups Troth keeps run out by the day that was named."),
        "failed" => Some(
            "The backups Troth keeps could not be made anew; they are replaced the next time Troth is opened.",
        ),
        _ => None,
    }
}

pub fn forgotten(
    all: &[(jiff::Timestamp, Gone)],
    swept: Option<Swept>,
    backups: Option<&str>,
    (zone, day): (&TimeZone, Day),
) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Forgotten" }, &html! {
            p.lead { @match swept { Some(_) => "It is done.", None => "What is remembered of forgetting: when it was, and how much went. Never who." } }
            @if swept.is_some() { p.lead { "Exports, and copies of the book that you made, still hold them: delete those too." } }
        }))
        @if let Some(swept) = swept { div.entry { div.margin {} div.text {
            (retention::files(swept))
            @if let Some(words) = backups.and_then(of_backups) { p { (words) " " a href="/backups" { "Backups" } } }
        } } }
        @if all.is_empty() { div.entry { div.margin {} div.text { p.empty { "Nobody was forgotten." } } } }
        ul.rows.tight.lone { @for (at, gone) in all {
            li.entry {
                div.margin { (say::time(at.to_zoned(zone.clone()).date(), day)) }
                div.text { "Somebody was forgotten." div.soft.small { (gone.parts().join(" · ")) } }
            }
        } }
        div.entry { div.margin {} div.text { div.deeds { a.button href="/people" { "People" } a.button.quiet href="/retention" { "How long things are kept" } } } }
    }
}
