//! `troth details [NAME]`: what is worth remembering of somebody, or what to ask about; and what
//! becomes of a detail.

use jiff::ToSpan;
use ledger::Day;
use ledger::detail::{Detail, DetailId, Learnt};
use serde_json::json;

use super::page::Tone;
use super::visit::Visit;
use super::{noted, phrase, remember};
use crate::book::{Book, Which, Written};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Of this person; without a name, what to ask about in the next weeks
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Which ones: standing, ended or all
    #[arg(
        long,
        value_name = "WHICH",
        default_value = "standing",
        hide_possible_values = true
    )]
    show: Shown,
    /// How many to show at most
    #[arg(long, value_name = "COUNT", default_value_t = 60)]
    most: usize,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Shown {
    Standing,
    Ended,
    All,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// You asked, and it is still so: a deposit on your side
    Asked(Named),
    /// It is still so, as you saw or heard elsewhere
    Confirm(Named),
    /// Bring it up in the morning of another day, or not any more
    AskAgain(Again),
    /// It is no longer so
    Outdated(Over),
    /// Say it in other words, or under another topic
    Reword(Reworded),
    /// You and they found that you share it
    Found(Found),
}

#[derive(clap::Args, Debug)]
struct Named {
    /// The detail's short reference, or words of it
    #[arg(value_name = "REF|WORDS")]
    detail: String,
}

#[derive(clap::Args, Debug)]
struct Again {
    /// The detail's short reference, or words of it
    #[arg(value_name = "REF|WORDS")]
    detail: String,
    /// The day to ask; never takes it out of the mornings
    #[arg(long, value_name = "DAY|never")]
    when: String,
}

#[derive(clap::Args, Debug)]
struct Over {
    /// The detail's short reference, or words of it
    #[arg(value_name = "REF|WORDS")]
    detail: String,
    /// You asked them, and so you know
    #[arg(long)]
    asked: bool,
}

#[derive(clap::Args, Debug)]
struct Reworded {
    /// The detail's short reference, or words of it
    #[arg(value_name = "REF|WORDS")]
    detail: String,
    /// The new words
    #[arg(value_name = "WORDS")]
    what: String,
    /// Another topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
}

#[derive(clap::Args, Debug)]
struct Found {
    /// What they told: its short reference, or words of it
    #[arg(value_name = "REF|WORDS")]
    detail: String,
    /// What you told of yourself, when it is not the note shown beside it
    #[arg(long, value_name = "REF|WORDS")]
    with: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    match (&arguments.change, &arguments.name) {
        (Some(change), _) => make(change, &book, visit, day),
        (None, Some(name)) => of_person(name, &book, visit, day, &arguments),
        (None, None) => to_ask(&book, visit, day, arguments.most),
    }
}

fn of_person(
    name: &str,
    book: &Book,
    visit: &Visit,
    day: Day,
    arguments: &Arguments,
) -> Result<()> {
    let person = book.person(book.look_up(name)?)?.person;
    let which = match arguments.show {
        Shown::Standing => Which::Standing,
        Shown::Ended => Which::Ended,
        Shown::All => Which::All,
    };
    let mut details = book.details(Some(person.id), which, day)?;
    let in_all = details.len();
    details.truncate(arguments.most);
    let shared = book.common_ground(person.id, day)?;
    let approach = book.approach(person.id)?;
    if visit.wants_json() {
        return visit.show_json(&json!({
            "day": day.to_string(), "person": person.name, "person_id": person.id.0.to_string(),
            "details": details.iter().map(|one| noted::json(book, one, &person.name, day)).collect::<Vec<_>>(),
            "details_in_all": in_all,
            "common_ground": shared.iter().map(noted::json_shared).collect::<Vec<_>>(),
            "approach": super::approach::json(&approach),
        }));
    }
    let mut page = visit.page();
    page.heading(&person.name, &phrase::counted(in_all as i64, "detail"));
    page.paragraph(0, &approach.words(), Tone::Accent);
    if in_all == 0 {
        page.paragraph(0, "Nothing is noted yet.", Tone::Plain);
        let name = &person.name;
        let first = format!("troth remember \"{name}\" \"what you heard\" --topic interest");
        page.paragraph(0, &first, Tone::Dim);
    }
    let touches = if details.iter().any(|one| one.touch.is_some()) {
        book.touches(person.id, day)?
    } else {
        Vec::new()
    };
    noted::by_topic(&mut page, book, &details, &touches, day);
    if in_all > details.len() {
        page.blank();
        let rest = format!("and {} more: --most {in_all}", in_all - details.len());
        page.paragraph(2, &rest, Tone::Dim);
    }
    noted::shared_ground(&mut page, book, &shared, day);
    visit.show(page)
}

/// How far ahead the list of what to ask about looks.
const AHEAD: i64 = 28;

fn to_ask(book: &Book, visit: &Visit, day: Day, most: usize) -> Result<()> {
    let until = day.saturating_add(AHEAD.days());
    let asked = book.details_to_ask(until, most)?;
    if visit.wants_json() {
        return visit.show_json(&json!({
            "day": day.to_string(),
            "details": asked.iter().map(|one| noted::json(book, &one.detail, &one.name, day)).collect::<Vec<_>>(),
        }));
    }
    let mut page = visit.page();
    if asked.is_empty() {
        page.paragraph(0, "Nothing is waiting to be asked about.", Tone::Plain);
        let hint = "troth remember NAME \"moving house\" --topic family --ask \"in 3 weeks\"";
        page.paragraph(0, hint, Tone::Dim);
        return visit.show(page);
    }
    page.heading("To ask about", &phrase::day(day, day));
    for one in &asked {
        let reference = book.reference(one.detail.id.0);
        page.blank();
        page.ends(2, (&one.name, Tone::Strong), (&reference, Tone::Dim));
        page.paragraph(4, &one.detail.what, Tone::Plain);
        page.paragraph(4, &noted::standing(&one.detail, day), Tone::Dim);
    }
    visit.show(page)
}

fn make(change: &Change, book: &Book, visit: &Visit, day: Day) -> Result<()> {
    let stamp = visit.stamp();
    let (Change::Asked(Named { detail: words })
    | Change::Confirm(Named { detail: words })
    | Change::AskAgain(Again { detail: words, .. })
    | Change::Outdated(Over { detail: words, .. })
    | Change::Reword(Reworded { detail: words, .. })
    | Change::Found(Found { detail: words, .. })) = change;
    let id = book.look_up_detail(words)?;
    let done = match change {
        Change::Asked(_) => book.confirm_detail(&stamp, id, Learnt::ByAsking, day)?,
        Change::Confirm(_) => book.confirm_detail(&stamp, id, Learnt::Otherwise, day)?,
        Change::AskAgain(Again { when, .. }) => {
            let on = match when.trim() {
                "never" => None,
                when => Some(visit.day_said(when, day)?),
            };
            book.ask_again(&stamp, id, on, day)?
        }
        Change::Outdated(Over { asked, .. }) => {
            let learnt = if *asked {
                Learnt::ByAsking
            } else {
                Learnt::Otherwise
            };
            book.outdated(&stamp, id, learnt, day)?
        }
        Change::Reword(Reworded { what, topic, .. }) => {
            remember::meant(what, &book.detail(id)?.name, visit)?;
            let topic = topic.as_deref().map(noted::topic).transpose()?;
            book.reword_detail(&stamp, id, what, topic)?
        }
        Change::Found(Found { with, .. }) => return found(id, with.as_deref(), book, visit, day),
    };
    say(change, &done, book, visit, id, day)
}

fn say(
    change: &Change,
    done: &Written,
    book: &Book,
    visit: &Visit,
    id: DetailId,
    day: Day,
) -> Result<()> {
    let one = book.detail(id)?;
    let how = noted::standing(&one.detail, day);
    visit.done(&format!("{} · {}: {how}", one.detail.what, one.name), done)?;
    visit.remark_on_touch(book, done, day)?;
    if let Change::Reword(Reworded { what, .. }) = change {
        remember::remark_on(visit, what, &one.name, done);
    }
    Ok(())
}

fn found(theirs: DetailId, with: Option<&str>, book: &Book, visit: &Visit, day: Day) -> Result<()> {
    let one = book.detail(theirs)?;
    let mine = match with {
        Some(words) => book.look_up_detail(words)?,
        None => beside(book, &one.detail, day)?,
    };
    let done = book.found_common_ground(&visit.stamp(), mine, theirs, day)?;
    let mine = book.detail(mine)?.detail;
    let said = format!(
        "common ground with {}: you “{}”, they “{}”",
        one.name, mine.what, one.detail.what
    );
    visit.done(&said, &done)
}

/// The note of the owner's own that is shown beside this one.
fn beside(book: &Book, theirs: &Detail, day: Day) -> Result<DetailId> {
    let shared = book.common_ground(theirs.person, day)?;
    shared
        .into_iter()
        .find(|one| one.theirs.id == theirs.id)
        .map(|one| one.mine.id)
        .ok_or_else(|| {
            Error::refused("nothing you noted of yourself shares a word with that")
                .hint("say which note of yours it is: --with REF; troth profile lists them")
        })
}
