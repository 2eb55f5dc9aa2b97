//! Who is who: one question large, with what tells the entries apart and why they look alike, and the next
//! one below it. What is skipped is asked again another time.

use ledger::Day;
use ledger::alike::{Likeness, Question};
use ledger::person::Standing;
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::Acquaintance;

pub const HERE: &str = "/duplicates";

/// Addresses of an entry shown beside its name.
const ADDRESSES: usize = 3;

pub struct Asked<'a> {
    pub question: Option<&'a Question<'a>>,
    pub people: &'a [Acquaintance],
    /// Whom the next question is about.
    pub next: &'a [Acquaintance],
    pub at: usize,
    pub all: usize,
    pub day: Day,
}

pub fn address(at: usize) -> String {
    match at {
        0 => HERE.to_owned(),
        at => format!("{HERE}?at={at}"),
    }
}

/// A way here from where people are looked at, where there is something to answer.
pub fn way(alike: Option<usize>) -> Markup {
    html! {
        @match alike {
            Some(0) => {}
            Some(1) => p.alike-way { a href=(HERE) { "One question about who is who" } }
            Some(some) => p.alike-way { a href=(HERE) { (say::grouped(some as i64)) " questions about who is who" } }
            None => p.alike-way { a href=(HERE) { "See who may be in the book twice" } }
        }
    }
}

pub fn body(asked: &Asked<'_>) -> Markup {
    html! {
        div.evening {
            (layout::title(&progress(asked), &html! { "Who is who" }, &html! { p.lead { (lead(asked)) } }))
            @match asked.question {
                Some(question) => { (card(question, asked)) (next(asked)) }
                None => (over(asked)),
            }
        }
    }
}

fn progress(asked: &Asked<'_>) -> Markup {
    html! { @if asked.question.is_some() { span.progress { (asked.at + 1) " of " (asked.all) } } }
}

fn lead(asked: &Asked<'_>) -> &'static str {
    match asked.people.len() {
        0 if asked.all == 0 => "Nobody in this book looks like somebody else in it.",
        0 => "That is all for now.",
        2 => "Are these the same person? Either answer can be taken back.",
        _ => "Which of these are the same person? Either answer can be taken back.",
    }
}

fn card(question: &Question<'_>, asked: &Asked<'_>) -> Markup {
    let several = asked.people.len() > 2;
    html! {
            section.entry.asked aria-label="Are they the same person?" {
                div.margin { (say::sentence(question.certainty().words()).trim_end_matches('.')) }
                div.text {
                    form #who method="post" action=(HERE) {
                        (form::hidden(&address(asked.at)))
                        ul.alike { @for known in asked.people { (entry(known, several, asked.day)) } }
                    }
    (why(question, asked.people))
                    div.verdicts {
                        div.deeds {
                            button.primary form="who" type="submit" name="answer" value="same" data-key="y" { "The same person" kbd { "y" } }
                            button form="who" type="submit" name="answer" value="not-same" data-key="x" { "Not the same" kbd { "x" } }
                        }
                        a.button.quiet href=(address(asked.at + 1)) data-key="s" { "Skip" kbd { "s" } }
                    }
                    @if several { p.soft.small { "The answer is about those ticked." } }
                }
            }
        }
}

fn entry(known: &Acquaintance, several: bool, day: Day) -> Markup {
    let id = known.person.id.0;
    let tick = format!("tick-{id}");
    html! {
        li {
            @if several {
                span.tick { input type="checkbox" id=(tick) name="person" value=(id) checked; label.unseen for=(tick) { (known.person.name) } }
            } @else {
                input type="hidden" name="person" value=(id);
            }
            div {
                h2.name { a href=(format!("/people/{id}")) { (known.told()) } }
                @for handle in known.handles.iter().take(ADDRESSES).filter(|handle| handle.value != known.person.name) { p.address { (handle.value) } }
                @if known.handles.len() > ADDRESSES { p.soft.small { "and " (known.handles.len() - ADDRESSES) " more" } }
                p.soft.small { (met(known, day)) }
            }
        }
    }
}

/// "12 days in touch, last 5 days ago · waiting in the inbox".
fn met(known: &Acquaintance, day: Day) -> String {
    let touch = match &known.facts {
        Some(facts) => format!(
            "{} in touch, last {}",
            say::counted(i64::from(facts.days), "day"),
            say::ago(facts.last, day)
        ),
        None => "nothing noted yet".to_owned(),
    };
    match known.person.standing {
        Standing::Waiting => format!("{touch} · waiting in the inbox"),
        _ => touch,
    }
}

/// Why, in words; of several entries, which two it is said of, unless it is the same of all.
fn why(question: &Question<'_>, people: &[Acquaintance]) -> Markup {
    let all = &question.likenesses;
    let alike = |one: &&Likeness| one.speaks_for().eq(all[0].speaks_for());
    if all.iter().all(alike) {
        return all
            .first()
            .map_or_else(|| html! {}, |one| reasons(one, &html! {}));
    }
    html! {
        @for likeness in all {
            (reasons(likeness, &html! { p.soft.small { (whom(likeness, people)) ": " (likeness.certainty().words()) } }))
        }
    }
}

fn reasons(likeness: &Likeness, heading: &Markup) -> Markup {
    let speaks_for: Vec<&str> = likeness.speaks_for().collect();
    let against: Vec<&str> = likeness.speaks_against().collect();
    html! {
        div.why {
            (heading)
            p.reason { (say::sentence(&speaks_for.join("; "))) }
            @if !against.is_empty() { p.soft { "Against it: " (against.join("; ")) "." } }
        }
    }
}

fn whom(likeness: &Likeness, people: &[Acquaintance]) -> String {
    let is_in = |known: &&Acquaintance| likeness.people.contains(&known.person.id);
    let first = |known: &Acquaintance| match known.handles.first() {
        Some(handle) => handle.value.clone(),
        None => known.person.name.clone(),
    };
    let said: Vec<String> = people.iter().filter(is_in).map(first).collect();
    said.join(" and ")
}

fn next(asked: &Asked<'_>) -> Markup {
    let mut names: Vec<&str> = asked
        .next
        .iter()
        .map(|known| known.person.name.as_str())
        .collect();
    names.dedup();
    html! {
        @if !names.is_empty() {
            div.entry.next { div.margin { "next" } div.text { span.name { (names.join(" · ")) } } }
        }
    }
}

fn over(asked: &Asked<'_>) -> Markup {
    layout::section(
        "",
        &html! {
            @if asked.all == 0 {
                p { "Compared are names, addresses, birthdays, circles, and who answered whom. One and the same address is merged by itself when mail is taken in, and can be taken back." }
                p.soft { "Where you know better, a person’s own page merges them with somebody." }
            } @else {
                p.empty { (say::sentence(&format!("{} left for another time", say::spelt(asked.all, "question")))) }
                div.deeds { a.button href=(HERE) { "Look at them now" } }
            }
            div.deeds { a.button.quiet href="/people" { "People" } a.button.quiet href="/inbox" { "Inbox" } }
        },
    )
}
