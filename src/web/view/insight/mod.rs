//! The owner's own ways over a year: about conduct, never about worth. Names by the alphabet, every
//! number with how it is judged, and "too little to say" where it is.

mod plots;

use ledger::insight::{HOW_TASKS_ARE_JUDGED, PEOPLE_ENOUGH, REPLIES_ENOUGH, Replies, Verdict};
use ledger::person::PersonId;
use maud::{Markup, html};

use super::{layout, say};
use crate::book::Insight;

/// So many names stand at once; the rest open.
const NAMES: usize = 12;
/// Longer lists than this are cut, and say so.
const NAMES_AT_MOST: usize = 500;

pub fn body(seen: &Insight, months: i64) -> Markup {
    html! {
        (layout::title(&html! { (say::dated(seen.from)) " " br; "to " (say::dated(seen.day)) }, &html! { "How you keep in touch" }, &html! {
            p.lead { (lead(seen)) }
            div.tabs { @for (span, words) in [(6, "Half a year"), (12, "A year"), (24, "Two years")] {
                a href=(format!("/insight?months={span}")) aria-current=[(span == months).then_some("true")] { (words) }
            } }
        }))
        @if seen.touches == 0 {
            div.entry { div.margin {} div.text { p.empty { "Nothing is noted in this time." } } }
        } @else {
            (layout::section("Tasks and people", &tasks(seen)))
            (layout::section("Left out", &left_out(seen)))
            (layout::section("Dropping by", &dropping_by(seen)))
            (layout::section("Your replies", &replies(seen)))
            (layout::section("By which way", &media(seen)))
            (layout::section("Where your time goes", &attention(seen)))
            @if !seen.through_one.is_empty() || !seen.through_none.is_empty() { (layout::section("Bridges", &bridges(seen))) }
            (layout::section("What came after", &after(seen)))
        }
        @if !seen.worth_a_hello.is_empty() { (layout::section("Old ties", &old_ties(seen))) }
    }
}

fn lead(seen: &Insight) -> String {
    format!(
        "{} with {} of the {} in this book. It looks at what you do, and at nobody’s worth.",
        if seen.touches == 1 {
            "1 touch".to_owned()
        } else {
            format!("{} touches", say::grouped(seen.touches as i64))
        },
        say::grouped(seen.in_touch as i64),
        say::counted(seen.people as i64, "person"),
    )
}

fn tasks(seen: &Insight) -> Markup {
    let tasks = seen.tasks;
    html! {
        @match tasks.share() {
            Some(task) => {
                p.standing { (format!("{:.0} in 100 touches are about a task", task * 100.0)) "." }
                (barred("What touches are about", &[
                    ("a task", task, tasks.task),
                    ("the person", 1.0 - task, tasks.person),
                ]))
                @if tasks.untold > 0 { p.hint { "Of another " (say::grouped(tasks.untold.into())) " the form does not tell." } }
            }
            None => p.standing { "Too little to say." },
        }
        details { summary { "How this is judged" } div.inside { p.hint { (HOW_TASKS_ARE_JUDGED) } } }
    }
}

/// Rows with a name, a bar and a count: the plot and its table in one.
fn barred(caption: &str, rows: &[(&str, f64, u32)]) -> Markup {
    html! {
        table.bars {
            caption.unseen { (caption) }
            thead.unseen { tr { th scope="col" { "What" } th scope="col" { "Share" } th scope="col" { "In 100" } th scope="col" { "Touches" } } }
            tbody { @for (name, share, count) in rows {
                tr {
                    th scope="row" { (name) }
                    td.drawn { (plots::share(*share)) }
                    td.sum { (format!("{:.0} in 100", share * 100.0)) }
                    td.sum { (say::grouped((*count).into())) }
                }
            } }
        }
    }
}

fn left_out(seen: &Insight) -> Markup {
    let out = &seen.left_out;
    html! {
        (list("Never an informal word", "Contact enough, and no coffee, lunch, walk, word in passing or personal moment noted.", &out.no_informal_word))
        (list("Never thanks", "They kept a promise to you, or did something good you noted, and no thanks are noted.", &out.no_thanks))
        (list("Never a reply", "They wrote twice or more, and nothing from you came after.", &out.no_reply))
        p.hint { "What is not noted cannot be seen here. Names by the alphabet." }
    }
}

fn list(title: &str, hint: &str, people: &[(PersonId, String)]) -> Markup {
    let (first, rest) = people.split_at(people.len().min(NAMES));
    let cut = rest.len().min(NAMES_AT_MOST);
    html! {
        div.never {
            h3 { (title) }
            p.hint { (hint) }
            @if people.is_empty() { p { "Nobody." } } @else { p { (names(first)) } }
            @if !rest.is_empty() {
                details {
                    summary { (say::grouped(rest.len() as i64)) " more" }
                    div.inside {
                        p { (names(&rest[..cut])) }
                        @if cut < rest.len() { p.hint { "And " (say::grouped((rest.len() - cut) as i64)) " more." } }
                    }
                }
            }
        }
    }
}

fn names(people: &[(PersonId, String)]) -> Markup {
    html! {
        @for (n, (id, name)) in people.iter().enumerate() {
            @if n > 0 && n + 1 == people.len() { " and " } @else if n > 0 { ", " }
            a href=(format!("/people/{}", id.0)) { (name) }
        }
    }
}

fn dropping_by(seen: &Insight) -> Markup {
    let found = &seen.dropped_by;
    html! {
        h3 { "When did someone last just drop by?" }
        @match &found.last {
            Some((on, id, name)) => {
                p.standing { a.plain href=(format!("/people/{}", id.0)) { (name) } ", " (say::ago(*on, seen.day)) "." }
                (plots::months(&found.months))
            }
            None => p.standing { "Nobody, as far as it is noted." },
        }
        @if found.untold > 0 {
            p.hint { "Of " (say::counted(found.untold.into(), "word")) " in passing it is not noted who began." }
        }
    }
}

fn replies(seen: &Insight) -> Markup {
    let all = std::iter::once(("Everybody", &seen.replies));
    let circles = seen
        .replies_by_circle
        .iter()
        .map(|(name, replies)| (name.as_str(), replies));
    let rows = all.chain(circles.filter(|_| seen.replies_by_circle.len() > 1));
    html! {
        table {
            caption.unseen { "How long people wait for your reply" }
            thead { tr { th scope="col" { "Who wrote" } th scope="col" { "You usually answered within" } th.sum scope="col" { "Replies" } } }
            tbody { @for (name, replies) in rows {
                tr { td { (name) } td { (usual(replies)) } td.sum { (say::grouped(replies.replies as i64)) } }
            } }
        }
        p.hint { "The median: half were quicker. Under " (REPLIES_ENOUGH) " replies it is too little to say." }
    }
}

fn usual(replies: &Replies) -> String {
    match replies.median_hours {
        None => "too little to say".to_owned(),
        Some(hours) if hours < 1.0 => "the hour".to_owned(),
        Some(hours) if hours < 36.0 => say::counted(hours.round() as i64, "hour"),
        Some(hours) => say::counted((hours / 24.0).round() as i64, "day"),
    }
}

fn media(seen: &Insight) -> Markup {
    let rows: Vec<(&str, f64, u32)> = seen
        .media
        .iter()
        .map(|(medium, used)| {
            (
                medium.words(),
                f64::from(*used) / seen.touches.max(1) as f64,
                *used,
            )
        })
        .collect();
    barred("Touches by medium", &rows)
}

fn attention(seen: &Insight) -> Markup {
    let spread = &seen.spread;
    html! {
        p.standing { "Half of your days in touch go to " (say::grouped(spread.half.len() as i64)) " of " (say::counted(spread.people as i64, "person")) "." }
        p { (names(&spread.half[..spread.half.len().min(NAMES)]))
            @if spread.half.len() > NAMES { " and " (say::grouped((spread.half.len() - NAMES) as i64)) " more" } "." }
        (plots::curve(&spread.shape, spread.half.len()))
        p.hint { "A few people well is no fault. The question is whether they are the ones you would choose." }
    }
}

fn bridges(seen: &Insight) -> Markup {
    html! {
        ul.spaced {
            @for (circle, id, name) in &seen.through_one {
                li { (circle) ": you are in touch through " a href=(format!("/people/{}", id.0)) { (name) } " alone." }
            }
            @for circle in &seen.through_none { li { (circle) ": in touch with nobody there for three months." } }
        }
    }
}

fn old_ties(seen: &Insight) -> Markup {
    html! {
        p { "Silent for a year or more, and there was much between you once. A hello is easier than it looks." }
        table {
            thead { tr { th scope="col" { "Who" } th scope="col" { "Last in touch" } th.sum scope="col" { "Days in touch" } } }
            tbody { @for tie in &seen.worth_a_hello {
                tr {
                    td { a href=(format!("/people/{}", tie.person.0)) { (tie.name) } }
                    td { (tie.last.strftime("%B %Y").to_string()) }
                    td.sum { (say::grouped(tie.days.into())) }
                }
            } }
        }
    }
}

fn after(seen: &Insight) -> Markup {
    let known: Vec<_> = seen.followed.iter().filter(|one| one.people > 0).collect();
    let reach = known
        .iter()
        .map(|one| reach(&one.verdict))
        .fold(0.5, f64::max);
    html! {
        h3 { "What was followed by more contact?" }
        @if known.is_empty() { p { "Too little to say." } } @else {
            table.bars {
                caption.unseen { "Days in touch after each kind of touch, less those before" }
                thead { tr { th scope="col" { "After" } th scope="col" { "Days more, or fewer" } th scope="col" { span.unseen { "In numbers" } } th.sum scope="col" { "People" } } }
                tbody { @for one in known {
                    tr {
                        th scope="row" { (one.setting.words()) }
                        td.drawn { (plots::interval(&one.verdict, reach)) }
                        td { (verdict(&one.verdict)) }
                        td.sum { (say::grouped(one.people as i64)) }
                    }
                } }
            }
        }
        p.hint { "Days in touch in the 30 days after, less those in the 30 days before, within the same person; the line is the 95 % interval, wide enough for all of them together. Under " (PEOPLE_ENOUGH) " people it is too little to say. Afterwards is not because." }
    }
}

fn reach(verdict: &Verdict) -> f64 {
    match verdict {
        Verdict::TooLittle => 0.0,
        Verdict::Days { low, high, .. } => low.abs().max(high.abs()),
    }
}

fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::TooLittle => "too little to say".to_owned(),
        Verdict::Days { more, .. } if !verdict.tells() => format!("{}, no telling", signed(*more)),
        Verdict::Days { more, low, high } => {
            format!(
                "{}, from {} to {}",
                signed(*more),
                signed(*low),
                signed(*high)
            )
        }
    }
}

fn signed(days: f64) -> String {
    let text = format!("{:+.1}", (days * 10.0).round() / 10.0 + 0.0);
    text.replace('-', "−")
}
