//! The history: every write, newest first, each of which can be taken back.

use jiff::tz::TimeZone;
use ledger::Day;
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::Line;

pub fn body(lines: &[Line], earlier: Option<i64>, zone: &TimeZone, day: Day) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "History" }, &html! { p.lead { "Everything that was written into this book. What nothing later builds on can be taken back." } }))
        @if lines.is_empty() { div.entry { div.margin {} div.text { p.empty { "Nothing has been written yet." } } } }
        ol.rows.tight.lone { @for line in lines { (row(line, zone, day)) } }
        @if let Some(earlier) = earlier {
            div.entry { div.margin {} div.text { a.button.quiet href=(format!("/history?before={earlier}")) { "Earlier" } } }
        }
    }
}

fn row(line: &Line, zone: &TimeZone, day: Day) -> Markup {
    let at = line.at.to_zoned(zone.clone());
    html! {
        li.entry {
            div.margin { time datetime=(line.at) { (say::short(at.date(), day)) " " (at.strftime("%H:%M").to_string()) } }
            div.text {
                div.line {
                    span {
                        (say::sentence(&line.words()).trim_end_matches('.'))
                        span.soft.small { " · line " (line.seq) ", " (door(&line.door)) @if line.undone { ", taken back" } }
                    }
                    @if !line.undone && line.kept && line.verb != "undo" {
                        (form::write("/undo", "/history", &html! {
                            input type="hidden" name="line" value=(line.seq);
                            button.quiet type="submit" { "Undo" span.unseen { " line " (line.seq) } }
                        }))
                    }
                }
            }
        }
    }
}

fn door(id: &str) -> &str {
    match id {
        "cli" => "at the command line",
        "web" => "on these pages",
        "demo" => "by the demo",
        "chores" => "by itself",
        other => other,
    }
}

/// Asked for by address, taking back waits for one press.
pub fn undo(line: Option<&Line>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Take back" }, &html! {}))
        div.entry { div.margin {} div.text {
            @match line {
                Some(line) => {
                    p.empty { (say::sentence(&line.words())) }
                    (form::write("/undo", "/history", &html! {
                        input type="hidden" name="line" value=(line.seq);
                        button.primary type="submit" { "Take it back" }
                    }))
                }
                None => p.empty { "There is nothing to take back." },
            }
        } }
    }
}
