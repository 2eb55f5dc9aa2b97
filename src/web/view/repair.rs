//! What is to be mended: the list, and one page with the path as steps, words for each, and how far
//! it has healed. The words own a thing plainly; nothing is sent from here.

use ledger::Day;
use ledger::breach::{Mending, Path, Step};
use ledger::repair::{Stage, advice, suggestion};
use ledger::touch::Side;
use maud::{Markup, html};

use super::{chart, form, layout, say};
use crate::book::{Course, Repair};

pub fn list(open: &[Repair], over: &[Repair], day: Day) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "To mend" }, &html! {
            p.lead { (lead(open.len())) }
        }))
        @for (name, side) in [("Done by you", Side::Mine), ("Done to you", Side::Theirs)] {
            @let of: Vec<&Repair> = open.iter().filter(|repair| repair.breach.side() == side).collect();
            @if !of.is_empty() { (layout::rows(name, &html! { ul.rows { @for repair in of { (row(repair, day, Shown::WithName)) } } })) }
        }
        @if !over.is_empty() {
            (layout::rows("Behind you", &html! { ul.rows.tight { @for repair in over { (row(repair, day, Shown::WithName)) } } }))
        }
    }
}

fn lead(open: usize) -> String {
    match open {
        0 => "Nothing is to be mended. Harm done is noted on the page of the person it stands between you and.".to_owned(),
        open => say::sentence(&format!("{} to mend, each with its next step", say::spelt(open, "thing"))),
    }
}

/// Whether a row says whom it is with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    WithName,
    Alone,
}

pub fn row(repair: &Repair, day: Day, shown: Shown) -> Markup {
    let breach = &repair.breach;
    html! {
        li.entry {
            div.margin { (say::time(breach.day, day)) }
            div.text {
                h3 { a href=(format!("/repairs/{}", breach.id.0)) { (say::sentence(&breach.what).trim_end_matches('.')) } }
                p.soft.small {
                    @if breach.side() == Side::Mine { "You: " } @else { "Done to you: " }
                    (breach.kind.words()) ", " (breach.size.words())
                    @if shown == Shown::WithName { ", with " a href=(format!("/people/{}", breach.person.0)) { (repair.name) } }
                }
                p { (say::sentence(&repair.stage.words())) }
            }
        }
    }
}

pub fn body(repair: &Repair, course: &Course, day: Day, back: &str) -> Markup {
    let breach = &repair.breach;
    html! {
        (layout::title(&html! { (say::time(breach.day, day)) }, &html! { (say::sentence(&breach.what).trim_end_matches('.')) }, &html! {
            p.lead {
                @if breach.side() == Side::Mine { "What you did, with " } @else { "What was done to you, by " }
                a href=(format!("/people/{}", breach.person.0)) { (repair.name) }
                ": " (breach.kind.words()) ", " (breach.size.words()) "."
            }
        }))
        (layout::rows("The path", &path(repair, day, back)))
        (layout::section("Healing", &healing(repair, course)))
        (layout::section("", &html! { p.hint { "Noted by mistake? The history takes it back, line by line. It stays on this machine like everything else." } }))
    }
}

fn path(repair: &Repair, day: Day, back: &str) -> Markup {
    let breach = &repair.breach;
    html! {
        ol.rows {
            @for step in breach.steps() { (step_of(repair, *step, day, back)) }
            @if breach.side() == Side::Mine { (keeping(repair)) }
        }
    }
}

fn step_of(repair: &Repair, step: Step, day: Day, back: &str) -> Markup {
    let taken = repair.breach.taken_on(step);
    let is_next = repair.stage == Stage::Next(step);
    html! {
        li.entry aria-current=[is_next.then_some("step")] {
            div.margin {
                @match taken { Some(on) => (say::time(on, day)), None if is_next => "next", None => "" }
            }
            div.text {
                h3.soft[taken.is_none() && !is_next] { (say::sentence(match taken { Some(_) => step.done_words(), None => step.words() }).trim_end_matches('.')) }
                @if let (Some(_), Step::Amend, Path::Mine(Mending::Amended { amends, .. })) = (taken, step, &repair.breach.path) {
                    p.soft { "“" (amends) "”" }
                }
                @if is_next { (now(repair, step, day, back)) }
            }
        }
    }
}

/// The step to take now: advice, words to begin with, and one press when it is done.
fn now(repair: &Repair, step: Step, day: Day, back: &str) -> Markup {
    let at = format!("/repairs/{}", repair.breach.id.0);
    let words = suggestion(&repair.breach, step, &repair.name, day);
    html! {
        p { (advice(step)) }
        @if step == Step::LetGo { p.soft { (words) } } @else {
            (form::explained("words", "Words to begin with", "Change them until they are yours. What stands in brackets only you know.", &html! {
                textarea.draft #words rows="4" readonly { (words) }
            }))
        }
        (form::write_as("inline", &at, back, &html! {
            input type="hidden" name="step" value=(step.id());
            @if step == Step::Amend {
                div.field.grow { label for="amends" { "What you do to make it good" } input #amends name="amends" required autocomplete="off"; }
            }
            button.primary type="submit" { (done(step)) }
        }))
    }
}

fn done(step: Step) -> &'static str {
    match step {
        Step::Acknowledge => "I acknowledged it",
        Step::Own => "I took responsibility",
        Step::Amend => "I made amends",
        Step::Say => "I said it",
        Step::LetGo => "I let it go",
    }
}

fn keeping(repair: &Repair) -> Markup {
    let kept = i64::from(repair.healing.kept);
    let is_next = matches!(repair.stage, Stage::Keeping);
    html! {
        li.entry aria-current=[is_next.then_some("step")] {
            div.margin { @if is_next { "next" } }
            div.text {
                h3.soft[!is_next && kept == 0] { "Keep the next promises" }
                p.soft.small {
                    @if kept == 0 { "No promise" } @else { (say::counted(kept, "promise")) }
                    " kept with them since you took responsibility."
                }
                @if repair.stage == Stage::Healed { p { "Healed, as far as deeds can heal it." } }
                @if is_next { div.deeds { a.button href=(format!("/new?kind=promise&person={}", repair.breach.person.0)) { "Note a promise" } } }
            }
        }
    }
}

fn healing(repair: &Repair, course: &Course) -> Markup {
    html! {
        p.standing { (say::sentence(&repair.healing.words(&repair.breach))) }
        (chart::healing(&course.past, &course.ahead))
        p.hint {
            @if repair.breach.side() == Side::Mine {
                "Time wears it down. Once you have acknowledged it and taken responsibility, each promise kept with them takes a share of what is left"
                @if repair.healing.floor > 0.0 { ", though never below " (say::plain((repair.healing.floor * 100.0).round())) " in 100 but for time" }
                ". Keeping is what counts; doing more than you said counts the same."
            } @else {
                "Time wears it down. Once you let it go it no longer counts from that day."
            }
        }
    }
}
