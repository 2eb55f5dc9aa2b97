//! `troth serve`: the web app, on this machine alone unless asked otherwise.

use std::net::{IpAddr, Ipv4Addr};

use super::visit::Visit;
use crate::chores;
use crate::error::Result;
use crate::web;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Which port; 0 takes one that is free
    #[arg(long, value_name = "PORT", default_value_t = 7433)]
    port: u16,
    /// Which address to listen on
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.begin()?;
    let fixed_day = if visit.looks_at_another_day() {
        Some(visit.day(&book)?)
    } else {
        None
    };
    if !arguments.host.is_loopback() {
        visit.warn(
            "everybody who can reach this machine's network can read and write this book: it has no login",
        );
    }
    book.sweep_batches()?;
    super::retention::once_a_day(&book, visit)?;
    // On a day that is not today nobody is reminded of anything.
    if fixed_day.is_none() {
        chores::keep_watch(book.clone());
    }
    let keeping = chores::keep_whole(&book);
    let options = web::Options {
        port: arguments.port,
        host: arguments.host,
        fixed_day,
        once_ready: |address| visit.open_at(address),
    };
    let served = web::serve(book, options);
    served.and(keeping.end())
}
