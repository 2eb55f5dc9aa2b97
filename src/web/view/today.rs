//! The morning page: the day, then two or three moves, promises first, each with its reason.

use std::collections::HashMap;

use ledger::Day;
use ledger::focus::{Focus, to_practise};
use ledger::moment::Moment;
use ledger::practice::Library;
use ledger::promise::{Promise, PromiseId};
use ledger::today::{About, Ask, Move, Part, Plan};
use ledger::touch::Side;
use maud::{Markup, html};

use super::{form, layout, matter, pledge, practice, say};

/// So many matters stand open on the page, the most pressing first; more would be a list, not a morning.
const MATTERS: usize = 4;

/// What the morning page is made from.
pub struct Morning<'a> {
    pub plan: &'a Plan,
    /// The open promises the moves speak of.
    pub promises: &'a HashMap<PromiseId, Promise>,
    pub book: Filled,
    /// What is practised this week.
    pub focus: Option<&'a Focus>,
    pub library: &'a Library,
    /// Reminders that could not be delivered, a line each.
    pub undelivered: &'a [String],
    /// That the book could not be backed up, and why.
    pub backup_failed: Option<&'a str>,
    pub telling: Telling,
}

/// Whether the page says by itself that it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    WhatIsShown,
    Nothing,
}

/// How much there is in the book to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    Empty,
    OnlyWaiting,
    Some,
}

pub fn body(morning: &Morning<'_>) -> Markup {
    let plan = morning.plan;
    let is_promise = |shown: &&Move| matches!(shown.about, About::Promise(_));
    let promises: Vec<&Move> = plan.moves.iter().filter(is_promise).collect();
    let of = |wanted: fn(&About) -> bool| -> Vec<&Move> {
        plan.moves
            .iter()
            .filter(|shown| wanted(&shown.about))
            .collect()
    };
    let matters = of(|about| matches!(about, About::Matter(..)));
    let contacts = of(|about| matches!(about, About::Contact));
    html! {
        div.today data-shown=[shown(&contacts, morning)] {
            (layout::title(
                &html! { (plan.day.strftime("%Y").to_string()) " " br; "week " (plan.day.iso_week_date().week()) },
                &html! { time datetime=(plan.day) { (plan.day.strftime("%A, %-d %B").to_string()) } },
                &html! { (lead(plan, &promises, &matters, &contacts)) (focus(morning)) },
            ))
            @if !morning.undelivered.is_empty() {
                (layout::section("", &html! {
                    @for line in morning.undelivered { p.soft { (line) " " a href="/reminders" { "Reminders" } } }
                }))
            }
            @if let Some(failed) = morning.backup_failed {
                (layout::section("", &html! { p.soft { (failed) " " a href="/backups" { "Backups" } } }))
            }
            @if !promises.is_empty() {
                (layout::rows("Your word", &html! {
                    ul.rows { @for shown in &promises { (promise(shown, morning)) } }
                }))
            }
            @if !matters.is_empty() {
                (layout::rows("On your mind", &html! {
                    ul.rows { (rows(&matters, 0..MATTERS, morning)) }
                    @if matters.len() > MATTERS {
                        div.entry { div.margin {} div.text { details {
                            summary { "And " (say::spelt(matters.len() - MATTERS, "matter")) " more" }
                            div.inside { ul.rows { (rows(&matters, MATTERS..matters.len(), morning)) } }
                        } } }
                    }
                }))
            }
            @if !contacts.is_empty() {
                (layout::rows("Reach out", &html! {
                    ul.rows { @for shown in &contacts { (contact(shown, plan.day)) } }
                }))
            }
            @if !plan.notes.is_empty() {
                (layout::section("", &html! { @for note in &plan.notes { p.soft { (say::sentence(note)) } } }))
            }
            @if !plan.asks.is_empty() {
                (layout::section("A question", &html! { @for ask in &plan.asks { (asked(ask)) } }))
            }
            @if plan.moves.is_empty() { (nothing(morning)) }
            @if morning.book == Filled::Some {
                (layout::section("", &html! { p { a.aside.first href="/review" { "This evening: look back on the day" } } }))
            }
        }
    }
}

/// What the page sends when somebody looks at it: the day, and whom it suggests.
fn shown(contacts: &[&Move], morning: &Morning<'_>) -> Option<String> {
    if contacts.is_empty() || morning.telling == Telling::Nothing {
        return None;
    }
    let people = contacts
        .iter()
        .map(|shown| format!("&person={}", shown.person.0));
    Some(format!(
        "day={}{}",
        morning.plan.day,
        people.collect::<String>()
    ))
}

/// Some of the matters; whom the one before was about need not be said again.
fn rows(matters: &[&Move], which: std::ops::Range<usize>, morning: &Morning<'_>) -> Markup {
    html! {
        @for (place, shown) in matters.iter().enumerate().take(which.end).skip(which.start) {
            @let before = place.checked_sub(1).filter(|_| place > which.start).and_then(|place| matters.get(place).copied());
            (matter::row(shown, before, morning.plan.day, morning.library))
        }
    }
}

fn lead(plan: &Plan, promises: &[&Move], matters: &[&Move], contacts: &[&Move]) -> Markup {
    let minutes: u32 = plan.moves.iter().map(|shown| shown.minutes).sum();
    let mut parts = Vec::new();
    if !promises.is_empty() {
        parts.push(say::spelt(promises.len(), "promise"));
    }
    if !matters.is_empty() {
        parts.push(say::spelt(matters.len(), "matter"));
    }
    if !contacts.is_empty() {
        parts.push(say::spelt(contacts.len(), "person"));
    }
    html! {
        @if !parts.is_empty() {
            p.lead { (say::sentence(&format!("{} this morning, about {} minutes", in_a_row(&parts), minutes.max(5)))) }
        }
    }
}

/// The week's one thing, quietly, with the way to it.
fn focus(morning: &Morning<'_>) -> Markup {
    html! {
        @if let Some(focus) = morning.focus {
            p.soft.focus { a.plain href="/week" { "This week: " (to_practise(focus.moment)) } }
        }
    }
}

fn in_a_row(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => parts.concat(),
    }
}

fn promise(shown: &Move, morning: &Morning<'_>) -> Markup {
    let About::Promise(id) = shown.about else {
        return html! {};
    };
    let (day, at) = (morning.plan.day, format!("/promises/{}", id.0));
    let known = morning.promises.get(&id);
    let theirs = known.is_some_and(|promise| promise.side == Side::Theirs);
    let overdue = !theirs && known.is_some_and(|promise| promise.due.is_some_and(|due| due < day));
    let in_time = known.is_some_and(|promise| promise.due.is_some_and(|due| due >= day));
    html! {
        li.entry.move {
            div.margin { @if let Some(due) = known.and_then(|promise| promise.due) { (say::due(due, day)) } }
            div.text {
                h3.name { a href=(format!("/people/{}", shown.person.0)) { (shown.name) } }
                p.reason { (shown.reason) }
                @if !shown.opener.is_empty() { p.opener { (shown.opener) } }
                @if overdue { (practice::aside(morning.library.card_for(Moment::PromiseLate))) }
                div.deeds {
                    @if let Some(known) = known { (pledge::kept(known, if theirs { "They kept it" } else { "Kept" }, day, "/")) }
                    (form::write(&format!("{at}/hush"), "/", &put_off_until(day)))
                    (form::press(&format!("{at}/release"), "/", "Released"))
                    @if in_time { (renewal(&at, day, "/")) } @else { (put_off_later(&format!("{at}/hush"), day)) }
                    @if let Some(known) = known { (pledge::draft(known, &shown.name, None, day)) }
                }
            }
        }
    }
}

fn contact(shown: &Move, day: Day) -> Markup {
    let at = format!("/people/{}", shown.person.0);
    html! {
        li.entry.move {
            div.margin { (shown.minutes) " minutes" }
            div.text {
                h3.name { a href=(at) { (shown.name) } }
                p.reason { (shown.reason) }
                @if !shown.opener.is_empty() { p.opener { (shown.opener) } }
                div.deeds {
                    (form::press(&format!("{at}/done"), "/", "Done"))
                    (form::write(&format!("{at}/put-off"), "/", &put_off_until(day)))
                    (form::press(&format!("{at}/not-needed"), "/", "Not needed"))
                    (put_off_later(&format!("{at}/put-off"), day))
                    (why(shown))
                    a.aside href=(format!("/new?person={}", shown.person.0)) { "Note what was said" }
                }
            }
        }
    }
}

/// The quick way: until tomorrow, no questions asked.
pub(super) fn put_off_until(day: Day) -> Markup {
    let tomorrow = day.tomorrow().unwrap_or(day);
    html! {
        input type="hidden" name="until" value=(tomorrow);
        button type="submit" { "Put off" }
    }
}

/// The considered way: until a day, for a reason.
pub(super) fn put_off_later(action: &str, day: Day) -> Markup {
    let id = format!("until{}", action.replace('/', "-"));
    let why = format!("why{}", action.replace('/', "-"));
    let next_week = day.saturating_add(jiff::Span::new().days(7));
    html! {
        details {
            summary { "Put off until" }
            div.inside {
                (form::write_as("inline", action, "/", &html! {
                    (form::labelled(&id, "Until", &html! {
                        input id=(id) type="date" name="until" required value=(next_week) min=(day.tomorrow().unwrap_or(day));
                    }))
                    div.field.grow {
                        label for=(why) { "Because" }
                        input id=(why) name="why" placeholder="on leave, waiting for the report";
                    }
                    button type="submit" { "Put off" }
                }))
            }
        }
    }
}

/// A new day agreed in time.
pub fn renewal(at: &str, day: Day, back: &str) -> Markup {
    let id = format!("due{}", at.replace('/', "-"));
    html! {
        details {
            summary { "Agree a new day" }
            div.inside {
                (form::write_as("inline", &format!("{at}/renew"), back, &html! {
                    (form::labelled(&id, "New day", &html! {
                        input id=(id) type="date" name="due" required min=(day);
                    }))
                    button type="submit" { "Renew" }
                }))
            }
        }
    }
}

fn why(shown: &Move) -> Markup {
    html! {
        @if !shown.parts.is_empty() {
            details {
                summary { "Why " (ledger::person::first_name(&shown.name)) span.unseen { ", why now" } }
                div.inside { (parts(&shown.parts)) }
            }
        }
    }
}

/// The parts of a move's value, which add up to it; to the eye as well.
fn parts(parts: &[Part]) -> Markup {
    let shown = parts.iter().map(|part| (part.share * 100.0).round());
    let together = shown.sum::<f64>() / 100.0;
    html! {
        table {
            caption.unseen { "What this suggestion is made of" }
            thead { tr { th scope="col" { "Part" } th.sum scope="col" { "How strong" } th.sum scope="col" { "Counts" } } }
            tbody {
                @for part in parts {
                    tr {
                        td { (say::sentence(part.name).trim_end_matches('.')) }
                        td.sum { (format!("{:.0} of 100", part.value * 100.0)) }
                        td.sum { (format!("{:.2}", part.share)) }
                    }
                }
            }
            tfoot { tr { th scope="row" colspan="2" { "Together" } td.sum { span { (format!("{together:.2}")) } } } }
        }
    }
}

fn asked(ask: &Ask) -> Markup {
    let at = format!("/people/{}", ask.person.0);
    html! {
        p.standing { (ask.words) }
        div.deeds {
            (form::write(&format!("{at}/importance"), "/", &html! {
                input type="hidden" name="importance" value="1";
                button type="submit" { "Only now and then" }
            }))
            (form::press(&format!("{at}/not-needed"), "/", "Ask me later"))
            (form::press(&format!("{at}/ignore"), "/", "No longer"))
            a.aside href=(at) { "Open " (ledger::person::first_name(&ask.name)) "’s page" }
        }
    }
}

fn nothing(morning: &Morning<'_>) -> Markup {
    let words = match morning.book {
        Filled::Empty => {
            "This book is empty. Bring in the mail you already have, and the people you write with will be here."
        }
        Filled::OnlyWaiting => {
            "People were found in your mail and wait for your word. Accept the ones you know, and the mornings begin."
        }
        Filled::Some => "Nothing to do today.",
    };
    html! {
        div.entry {
            div.margin {}
            div.text {
                p.empty { (words) }
                @match morning.book {
                    Filled::Empty => div.deeds {
                        a.button.primary href="/import" { "Bring in mail" }
                        a.button href="/new?kind=person" { "Add a person by hand" }
                    },
                    Filled::OnlyWaiting => div.deeds { a.button.primary href="/inbox" { "Open the inbox" } },
                    Filled::Some => {
                        @if let Some(silence) = &morning.plan.silence { p.soft { (say::sentence(silence)) } }
                        div.deeds {
                            a.button href="/new" { "Note a touch or a promise" }
                            a.button.quiet href="/people?sort=silence" { "See who has been quiet longest" }
                            a.button.quiet href="/week" { "Look back on the week" }
                        }
                    }
                }
            }
        }
    }
}
