//! `troth meet NAME`: somebody is added by hand. `troth meet NAME… --at "tomorrow 14:00"`: a
//! meeting with people of the book is noted.

use ledger::handle::{Handle, HandleKind};
use ledger::hour;
use ledger::meeting::{Kind, Prepared};

use super::visit::Visit;
use super::{day, meetings, phrase};
use crate::book::{Book, NewMeeting};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth meet \"Ana Lindqvist\" --mail ana@lindqvist.example\n  \
troth meet tomás --at \"tomorrow 14:00\" --kind one-to-one --every week\n  \
troth meet mei --at \"friday 10:00\" --kind interview --question \"what is hard here?\""
)]
pub struct Arguments {
    /// Their name; with --at, all you meet
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
    /// A mail address; may be given again
    #[arg(long, value_name = "ADDRESS", conflicts_with = "at")]
    mail: Vec<String>,
    /// A phone number; may be given again
    #[arg(long, value_name = "NUMBER", conflicts_with = "at")]
    phone: Vec<String>,
    /// A chat name; may be given again
    #[arg(long, value_name = "NAME", conflicts_with = "at")]
    chat: Vec<String>,
    /// Note a meeting with them: tomorrow 14:00, friday 9:30
    #[arg(long, value_name = "DAY TIME")]
    at: Option<String>,
    #[command(flatten)]
    meeting: About,
}

#[derive(clap::Args, Debug)]
struct About {
    /// meeting, one-to-one, coffee, lunch, walk, call, video, interview (the informal chat that is
    /// one) or first (somebody senior, or for the first time)
    #[arg(long, value_name = "KIND", requires = "at")]
    kind: Option<String>,
    /// How long, in minutes
    #[arg(
        long = "for",
        value_name = "MINUTES",
        default_value_t = 30,
        requires = "at"
    )]
    minutes: u32,
    /// What it is about
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true,
        requires = "at"
    )]
    title: String,
    /// Where
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true,
        requires = "at"
    )]
    place: String,
    /// It comes again: week, 2 weeks, month, or a number of days
    #[arg(long, value_name = "SPAN", requires = "at")]
    every: Option<String>,
    #[command(flatten)]
    prepared: meetings::Preparing,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match &arguments.at {
        Some(at) => arrange(&arguments, at, visit),
        None => add(&arguments, visit),
    }
}

fn add(arguments: &Arguments, visit: &Visit) -> Result<()> {
    let [name] = arguments.names.as_slice() else {
        return Err(Error::setup("one person at a time").hint(
            "put a whole name in quotes; to note a meeting with them, say when: --at \"tomorrow 14:00\"",
        ));
    };
    let mut handles = vec![];
    for address in &arguments.mail {
        if !address.contains('@') {
            return Err(Error::setup(format!("“{address}” is not a mail address")));
        }
        handles.push(Handle::mail(address));
    }
    handles.extend(of_kind(HandleKind::Phone, &arguments.phone));
    handles.extend(of_kind(HandleKind::Chat, &arguments.chat));
    let done = visit.begin()?.meet(&visit.stamp(), name, &handles)?;
    visit.done(&format!("added: {}", name.trim()), &done)
}

fn of_kind(kind: HandleKind, values: &[String]) -> impl Iterator<Item = Handle> {
    values.iter().map(move |value| Handle {
        kind,
        value: value.trim().to_owned(),
    })
}

fn arrange(arguments: &Arguments, at: &str, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let today = visit.day(&book)?;
    let about = &arguments.meeting;
    let (mut guests, mut names) = (vec![], vec![]);
    for name in &arguments.names {
        let person = book.person(book.look_up(name)?)?.person;
        guests.push(person.id);
        names.push(person.name);
    }
    let every = about.every.as_deref();
    let every = every.map(|text| {
        day::days_of(text, today).map_err(|unclear| {
            Error::setup(unclear.to_string()).hint("for example: week, 2 weeks, month, 10")
        })
    });
    let usual = if guests.len() == 1 {
        Kind::OneToOne
    } else {
        Kind::Meeting
    };
    let new = NewMeeting {
        guests,
        at: instant(&book, visit, at)?,
        minutes: about.minutes,
        title: about.title.clone(),
        kind: about.kind.as_deref().map_or(Ok(usual), kind)?,
        place: about.place.clone(),
        every: every.transpose()?,
        prepared: about.prepared.onto(&Prepared::default()),
    };
    let done = book.arrange(&visit.stamp(), &new)?;
    let said = format!(
        "noted: {} with {}, {} ({})",
        new.kind.words(),
        phrase::list(&names),
        meetings::when(new.at, &book.zone(), today),
        book.reference(done.subject)
    );
    visit.done(&said, &done)
}

/// The instant "tomorrow 14:00" means where the owner lives.
pub fn instant(book: &Book, visit: &Visit, text: &str) -> Result<jiff::Timestamp> {
    let unclear = |unclear: day::Unclear| Error::setup(unclear.to_string()).hint(day::HINT_OF_TIME);
    let (day, time) = day::day_and_time(text, visit.day(book)?).map_err(unclear)?;
    Ok(hour::instant(day.to_datetime(time), &book.zone())?)
}

fn kind(text: &str) -> Result<Kind> {
    let wanted = text.trim().to_lowercase().replace(' ', "-");
    Kind::from_id(&wanted).ok_or_else(|| {
        let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        Error::setup(format!("“{text}” is no kind of meeting")).hint(all.join(", "))
    })
}
