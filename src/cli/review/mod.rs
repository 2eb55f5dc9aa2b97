//! `troth review`: the evening's judging of the day's touches. At a terminal one key each; elsewhere a
//! list, and a sub-command for each answer.

mod capture;
mod evening;
mod list;
mod naming;
mod unanswered;

use ledger::Day;
use ledger::moment::Moment;
use ledger::review::{Entry, Review};
use ledger::verdict::Verdict;

use super::visit::Visit;
use super::{log, phrase};
use crate::book::{Book, Said, Written};
use crate::error::Result;

use naming::{approached, named};

#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "For example:\n  troth review\n  troth review --since yesterday --list\n  \
troth review better ana --moment listened\n  troth review settled sam\n\n\
At a terminal: b better, w worse, s skip, u undo, m which moment,\np a promise, d a detail, c a concern, \
t something good they did, q enough."
)]
pub struct Arguments {
    #[command(subcommand)]
    answer: Option<Answer>,
    /// Touches from this day on, not of today alone: yesterday, monday
    #[arg(long, value_name = "DAY", global = true)]
    since: Option<String>,
    /// Only list what there is to judge
    #[arg(long)]
    list: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Answer {
    /// It left them better
    Better(Judging),
    /// It left them worse
    Worse(Judging),
    /// What they wrote called for no answer
    Settled(Naming),
    /// You left what they wrote unanswered
    LetLie(Naming),
}

#[derive(clap::Args, Debug)]
struct Naming {
    /// The short reference, the name, or words of it; several words must all fit
    #[arg(value_name = "REF|NAME")]
    entry: String,
}

#[derive(clap::Args, Debug)]
struct Judging {
    #[command(flatten)]
    naming: Naming,
    /// Which moment it was, by its name in the chart
    #[arg(long, value_name = "MOMENT")]
    moment: Option<String>,
    #[command(flatten)]
    captured: capture::Captured,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let since = match &arguments.since {
        Some(text) => visit.day_said(text, day)?,
        None => day,
    };
    let review = book.review(since, day)?;
    match &arguments.answer {
        None if visit.wants_json() => visit.show_json(&list::json(&review, &book, day)?),
        None if arguments.list || !evening::can_ask() => list::show(&review, &book, visit, day),
        None => evening::hold(&book, visit, since, day),
        Some(Answer::Better(judging)) => judge(&review, judging, Verdict::Better, &book, visit),
        Some(Answer::Worse(judging)) => judge(&review, judging, Verdict::Worse, &book, visit),
        Some(Answer::Settled(naming)) => answer(&review, naming, Verdict::Settled, &book, visit),
        Some(Answer::LetLie(naming)) => answer(&review, naming, Verdict::LetLie, &book, visit),
    }
}

fn judge(
    review: &Review,
    judging: &Judging,
    verdict: Verdict,
    book: &Book,
    visit: &Visit,
) -> Result<()> {
    let moment = judging.moment.as_deref().map(log::moment).transpose()?;
    let entry = named(review, &judging.naming.entry)?;
    let said = moment.map_or(Said::Left(verdict), |moment| Said::Both(verdict, moment));
    let done = leave(book, visit, entry, said, review.until)?;
    visit.done(&told(entry, verdict, moment), &done)?;
    judging
        .captured
        .note_all(entry, book, visit, review.until)?;
    if moment == Some(Moment::Listened) && !judging.captured.remembers() {
        let name = &entry.name;
        visit.remark(&format!(
            "What did they say, in your own words? troth remember \"{name}\" \"…\" --topic interest"
        ));
    }
    Ok(())
}

fn leave(book: &Book, visit: &Visit, entry: &Entry, said: Said, day: Day) -> Result<Written> {
    book.leave(&visit.stamp(), entry.person, entry.id(), said, day)
}

/// "Ana Lindqvist, a coffee: left better (listened)".
fn told(entry: &Entry, verdict: Verdict, moment: Option<Moment>) -> String {
    let moment = moment.map_or_else(String::new, |moment| format!(" ({})", moment.words()));
    format!(
        "{}, {}: {}{moment}",
        entry.name,
        what(entry),
        verdict.words()
    )
}

/// "a coffee", "3 mails".
fn what(entry: &Entry) -> String {
    let bearer = entry.bearer();
    let one = phrase::touch(bearer.setting, bearer.medium);
    match entry.touches().len() {
        1 => one,
        several => phrase::counted(several as i64, one.trim_start_matches("a ")),
    }
}

fn answer(
    review: &Review,
    naming: &Naming,
    verdict: Verdict,
    book: &Book,
    visit: &Visit,
) -> Result<()> {
    let approach = approached(review, &naming.entry)?;
    let (stamp, person, since) = (visit.stamp(), approach.person, approach.since);
    let done = match verdict {
        Verdict::Settled => book.settle_approach(&stamp, person, since, review.until)?,
        _ => book.let_lie(&stamp, person, since, review.until)?,
    };
    let said = format!(
        "what {} wrote on {}: {}",
        approach.name,
        phrase::day(since, review.until),
        verdict.words()
    );
    visit.done(&said, &done)
}
