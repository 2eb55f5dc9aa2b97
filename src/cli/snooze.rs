//! `troth snooze WHAT --until DAY`: a move, or a promise or a matter of the morning by its
//! reference, comes back on a day.

use super::answer::{self, Named};
use super::phrase;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// A person's name, or the short reference of a promise or matter
    #[arg(value_name = "NAME|REF")]
    what: String,
    /// The day it comes back
    #[arg(long, value_name = "DAY")]
    until: String,
    /// Why, in your own words
    #[arg(long, value_name = "WORDS", default_value = "")]
    why: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let until = visit.day_said(&arguments.until, day)?;
    let back = format!("until {}", phrase::day(until, day));
    let stamp = visit.stamp();
    match answer::named(&book, &arguments.what, day)? {
        Some(Named::Promise(pledge)) => {
            let promise = &pledge.promise;
            let done = book.hush(&stamp, promise.id, until, &arguments.why, day)?;
            return visit.done(&format!("put off {back}: {}", promise.what), &done);
        }
        Some(Named::Matter(step, _, id)) => {
            let done = book.hush_matter(&stamp, id, until, &arguments.why, day)?;
            return visit.done(&format!("put off {back}: {}", step.name), &done);
        }
        None => {}
    }
    let person = book.person(book.look_up(&arguments.what)?)?.person;
    let done = book.snooze(&stamp, person.id, until, &arguments.why, day)?;
    visit.done(&format!("put off {back}: {}", person.name), &done)
}
