//! `troth importance NAME HOW`: how much attention the owner wants to give. Not what a person is worth.

use ledger::person::Importance;

use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Whom
    #[arg(value_name = "NAME")]
    name: String,
    /// now-and-then (1), usual (2) or dear (3)
    #[arg(value_name = "HOW", hide_possible_values = true)]
    how: How,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum How {
    #[value(alias = "1")]
    NowAndThen,
    #[value(alias = "2")]
    Usual,
    #[value(alias = "3")]
    Dear,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let importance = match arguments.how {
        How::NowAndThen => Importance::NowAndThen,
        How::Usual => Importance::Usual,
        How::Dear => Importance::Dear,
    };
    let done = book.set_importance(&visit.stamp(), person.id, importance)?;
    visit.done(
        &format!("attention for {}: {}", person.name, words(importance)),
        &done,
    )
}

pub fn words(importance: Importance) -> &'static str {
    match importance {
        Importance::NowAndThen => "now and then",
        Importance::Usual => "the usual",
        Importance::Dear => "dear to you",
    }
}
