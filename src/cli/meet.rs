//! `troth meet NAME`: somebody is added by hand.

use ledger::handle::{Handle, HandleKind};

use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Their name
    #[arg(value_name = "NAME")]
    name: String,
    /// A mail address; may be given again
    #[arg(long, value_name = "ADDRESS")]
    mail: Vec<String>,
    /// A phone number; may be given again
    #[arg(long, value_name = "NUMBER")]
    phone: Vec<String>,
    /// A chat name; may be given again
    #[arg(long, value_name = "NAME")]
    chat: Vec<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let mut handles = vec![];
    for address in &arguments.mail {
        if !address.contains('@') {
            return Err(Error::setup(format!("“{address}” is not a mail address")));
        }
        handles.push(Handle::mail(address));
    }
    handles.extend(of_kind(HandleKind::Phone, &arguments.phone));
    handles.extend(of_kind(HandleKind::Chat, &arguments.chat));
    let done = visit
        .book()?
        .meet(&visit.stamp(), &arguments.name, &handles)?;
    visit.done(&format!("added: {}", arguments.name.trim()), &done)
}

fn of_kind(kind: HandleKind, values: &[String]) -> impl Iterator<Item = Handle> {
    values.iter().map(move |value| Handle {
        kind,
        value: value.trim().to_owned(),
    })
}
