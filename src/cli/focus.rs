//! `troth focus [MOMENT]`: what is practised, or choosing it.

use ledger::focus::{coming, monday, to_practise, weeks_after};
use serde_json::json;

use super::page::Tone;
use super::visit::Visit;
use super::{log, phrase, week};
use crate::book::Book;
use crate::error::Result;
use ledger::Day;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "From Friday on a focus is chosen for the next week, before that for this one.\n\nFor example:\n  \
troth focus credit-given\n  troth focus listened --next\n\nThe moments: troth log --moments"
)]
pub struct Arguments {
    /// The deposit to practise; without one, what is chosen is shown
    #[arg(value_name = "MOMENT")]
    moment: Option<String>,
    /// For this week, even near its end
    #[arg(long, conflicts_with = "next")]
    this: bool,
    /// For the next week, even at the beginning of this one
    #[arg(long)]
    next: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let Some(id) = &arguments.moment else {
        let book = visit.book()?;
        return show(&book, visit.day(&book)?, visit);
    };
    let moment = log::moment(id)?;
    let book = visit.begin()?;
    let day = visit.day(&book)?;
    let week = if arguments.next {
        weeks_after(monday(day), 1)
    } else if arguments.this {
        monday(day)
    } else {
        coming(day)
    };
    let done = book.focus(&visit.stamp(), moment, week, day)?;
    let said = format!(
        "in the week of {}: {}",
        phrase::day(week, day),
        to_practise(moment)
    );
    visit.done(&said, &done)
}

fn show(book: &Book, day: Day, visit: &Visit) -> Result<()> {
    let focus = book.focus_of(day)?;
    let next = book.focus_chosen(weeks_after(monday(day), 1), day)?;
    if visit.wants_json() {
        return visit.show_json(&json!({
            "day": day.to_string(), "focus": focus.as_ref().map(week::json_focus),
            "next": next.as_ref().map(week::json_focus),
        }));
    }
    let mut page = visit.page();
    match &focus {
        Some(focus) => {
            page.heading("This week’s focus", "");
            week::focused(&mut page, focus)?;
        }
        None => {
            page.paragraph(0, "Nothing is chosen to practise this week.", Tone::Plain);
            let suggested = book.week(day, day)?.suggestion;
            page.paragraph(
                0,
                &format!(
                    "troth focus {} would do: {}",
                    suggested.moment.id(),
                    to_practise(suggested.moment)
                ),
                Tone::Dim,
            );
        }
    }
    if let Some(next) = &next {
        page.section("Next week’s focus");
        week::focused(&mut page, next)?;
    }
    visit.show(page)
}
