//! Milestones, a quiet list by month: what comes in the year ahead, and what has just passed.

use ledger::Day;
use ledger::milestone::Sort;
use ledger::weights::Weights;
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::Coming;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What the page is made from.
pub struct Year<'a> {
    pub coming: &'a [Coming],
    pub names: &'a [String],
    pub weights: &'a Weights,
    pub day: Day,
}

pub fn body(year: &Year<'_>) -> Markup {
    let (passed, ahead): (Vec<&Coming>, Vec<&Coming>) =
        year.coming.iter().partition(|one| one.on < year.day);
    let months = ahead.chunk_by(|a, b| a.on.first_of_month() == b.on.first_of_month());
    html! {
        (layout::title(&html! {}, &html! { "Milestones" }, &html! { p.lead { (lead(&ahead, year.day)) } }))
        @if !passed.is_empty() { (shelf("Just passed", &passed, year)) }
        @for month in months { @if let [first, ..] = month { (shelf(&called(first.on, year.day), month, year)) } }
        (layout::section("Note one", &html! {
            (form::write_as("form", "/milestones", "/milestones", &html! {
                (form::labelled("person", "Whose", &html! {
                    input #person name="person" list="names" required autocomplete="off";
                }))
                (fields())
            }))
        }))
        (form::names("names", year.names))
    }
}

fn lead(ahead: &[&Coming], day: Day) -> String {
    match ahead.first() {
        None => "Nothing is noted for the year ahead. Birthdays, work anniversaries, new jobs and small wins go here.".to_owned(),
        Some(next) if next.on == day => format!("Today: {}, {}.", next.name, next.milestone.title(next.on)),
        Some(next) => format!(
            "Next {}: {}, {}.",
            say::ago(next.on, day),
            next.name,
            next.milestone.title(next.on)
        ),
    }
}

fn called(on: Day, day: Day) -> String {
    let month = on.strftime("%B");
    if on.year() == day.year() {
        month.to_string()
    } else {
        format!("{month} {}", on.year())
    }
}

fn shelf(name: &str, coming: &[&Coming], year: &Year<'_>) -> Markup {
    layout::rows(
        name,
        &html! { ul.rows.tight { @for one in coming { (row(one, year)) } } },
    )
}

fn row(one: &Coming, year: &Year<'_>) -> Markup {
    let (milestone, day) = (&one.milestone, year.day);
    html! {
        li.entry {
            div.margin { (say::time(one.on, day)) }
            div.text {
                div.line.high {
                    div {
                        a.plain href=(format!("/people/{}", milestone.person.0)) { (one.name) }
                        div.soft.small { (say::sentence(&milestone.title(one.on)).trim_end_matches('.')) (standing(one, day)) }
                    }
                    @if milestone.near(day, year.weights) == Some(one.on) {
                        (form::press(&format!("/milestones/{}/celebrate", milestone.id.0), "/milestones", "Celebrated"))
                    }
                }
            }
        }
    }
}

fn standing(one: &Coming, day: Day) -> String {
    match one.milestone.celebrated.get(&one.on.year()) {
        Some(on) => format!(" · celebrated {}", say::short(*on, day)),
        None => format!(" · {}", away(one.on, day)),
    }
}

/// "today", "tomorrow", "in 3 days", "yesterday".
pub(super) fn away(on: Day, day: Day) -> String {
    match ledger::days_between(day, on) {
        1 => "tomorrow".to_owned(),
        _ => say::ago(on, day),
    }
}

/// The fields of a new milestone, whose it is apart.
pub fn fields() -> Markup {
    html! {
        div.pair {
            (form::labelled("sort", "What it is", &html! {
                select #sort name="sort" { @for sort in Sort::ALL {
                    option value=(sort.id()) { (say::sentence(sort.words()).trim_end_matches('.')) }
                } }
            }))
            (form::labelled("milestone-what", "In a few words", &html! {
                input #milestone-what name="what" autocomplete="off" placeholder="which job, what was shipped";
            }))
        }
        div.trio {
            (form::labelled("dayof", "Day", &html! { input #dayof type="number" name="dayof" required min="1" max="31" inputmode="numeric"; }))
            (form::labelled("month", "Month", &html! {
                select #month name="month" required {
                    option value="" { "Choose" }
                    @for (place, month) in MONTHS.iter().enumerate() { option value=(place + 1) { (month) } }
                }
            }))
            (form::labelled("year", "Year, if known", &html! { input #year type="number" name="year" min="1900" max="9998" inputmode="numeric"; }))
        }
        div.choices { label { input type="checkbox" name="yearly" value="yes"; "It comes again every year, as birthdays and work anniversaries do" } }
        div.deeds { button type="submit" { "Note it" } }
    }
}
