//! `troth log WHAT NAME [NOTE]`: a touch noted by hand, in seconds.

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::Time;
use ledger::hour;
use ledger::moment::{Judged, Kind, Moment};
use ledger::touch::{Beginner, Medium, Setting, Side};

use super::phrase;
use super::visit::Visit;
use crate::book::{Book, NewTouch};
use crate::clock;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth log coffee ana \"her mother is home again\" --moment detail-remembered\n  \
troth log call sam --on yesterday --at 16:30 --began them\n\nThe moments: troth log --moments"
)]
pub struct Arguments {
    /// coffee, lunch, walk, hallway, meeting, one-to-one, event, call, video, chat, mail, letter
    #[arg(
        value_name = "WHAT",
        required_unless_present = "moments",
        hide_possible_values = true
    )]
    what: Option<What>,
    /// With whom
    #[arg(value_name = "NAME", required_unless_present = "moments")]
    name: Option<String>,
    /// What you want to remember of it
    #[arg(value_name = "NOTE", default_value = "")]
    note: String,
    /// Somebody else who took part; may be given again
    #[arg(long = "with", value_name = "NAME")]
    others: Vec<String>,
    /// What you did in it, by its name in the chart; may be given again
    #[arg(long = "moment", value_name = "MOMENT")]
    mine: Vec<String>,
    /// What they did in it; may be given again
    #[arg(long = "their-moment", value_name = "MOMENT")]
    theirs: Vec<String>,
    /// Who began it
    #[arg(
        long,
        value_name = "me|them",
        default_value = "unknown",
        hide_default_value = true,
        hide_possible_values = true
    )]
    began: Began,
    /// In person, or by which medium, when it is not the usual one
    #[arg(long, value_name = "MEDIUM")]
    by: Option<String>,
    /// The time of day, as 16:30
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Show the chart of moments
    #[arg(long)]
    moments: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    Coffee,
    Lunch,
    Walk,
    Hallway,
    Meeting,
    OneToOne,
    Event,
    Call,
    Video,
    Chat,
    #[value(alias = "message")]
    Mail,
    Letter,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Began {
    Me,
    Them,
    Unknown,
}

impl What {
    /// The usual medium and setting of it.
    fn usually(self) -> (Medium, Setting) {
        match self {
            Self::Coffee => (Medium::InPerson, Setting::Coffee),
            Self::Lunch => (Medium::InPerson, Setting::Lunch),
            Self::Walk => (Medium::InPerson, Setting::Walk),
            Self::Hallway => (Medium::InPerson, Setting::Hallway),
            Self::Meeting => (Medium::InPerson, Setting::Meeting),
            Self::OneToOne => (Medium::InPerson, Setting::OneToOne),
            Self::Event => (Medium::InPerson, Setting::Event),
            Self::Call => (Medium::Voice, Setting::OneToOne),
            Self::Video => (Medium::Video, Setting::OneToOne),
            Self::Chat => (Medium::Chat, Setting::Message),
            Self::Mail => (Medium::Mail, Setting::Message),
            Self::Letter => (Medium::Letter, Setting::Message),
        }
    }
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    if arguments.moments {
        return show_chart(visit);
    }
    let (Some(what), Some(name)) = (arguments.what, &arguments.name) else {
        return Err(Error::setup("what happened, and with whom?"));
    };
    let moments = judged(&arguments)?;
    let book = visit.book()?;
    let mut people = vec![];
    let mut names = vec![];
    for name in std::iter::once(name).chain(&arguments.others) {
        let person = book.person(book.look_up(name)?)?.person;
        people.push(person.id);
        names.push(person.name);
    }
    let (usual, setting) = what.usually();
    let touch = NewTouch {
        people,
        at: moment_of(&arguments, visit, &book)?,
        medium: medium(&arguments)?.unwrap_or(usual),
        setting,
        began: match arguments.began {
            Began::Me => Beginner::Me,
            Began::Them => Beginner::Them,
            Began::Unknown => Beginner::Unknown,
        },
        note: arguments.note,
        moments,
    };
    let done = book.log(&visit.stamp(), &touch)?;
    let day = visit.day(&book)?;
    let said = format!(
        "noted: {} with {}, {}",
        phrase::touch(setting, touch.medium),
        phrase::list(&names),
        visit.heading_day(&book, day)
    );
    visit.done(&said, &done)
}

fn medium(arguments: &Arguments) -> Result<Option<Medium>> {
    let Some(text) = &arguments.by else {
        return Ok(None);
    };
    let medium = Medium::from_id(text).ok_or_else(|| {
        let all: Vec<&str> = Medium::ALL.iter().map(|medium| medium.id()).collect();
        Error::setup(format!("“{text}” is not a medium")).hint(all.join(", "))
    })?;
    Ok(Some(medium))
}

/// Now; on another day, noon of it; or the time given.
fn moment_of(arguments: &Arguments, visit: &Visit, book: &Book) -> Result<Timestamp> {
    let time: Time = match &arguments.at {
        Some(text) => text.parse().map_err(|_| {
            Error::setup(format!("“{text}” is not a time of day")).hint("for example: --at 16:30")
        })?,
        None if visit.looks_at_another_day() => Time::constant(12, 0, 0, 0),
        None => return Ok(clock::now()),
    };
    let at = hour::instant(visit.day(book)?.to_datetime(time), &book.zone())?;
    if let Some(which) = hour::which(at, &book.zone()) {
        let time = time.strftime("%H:%M");
        visit.remark(&format!(
            "The clock shows {time} twice that day: {which} is noted."
        ));
    }
    Ok(at)
}

fn judged(arguments: &Arguments) -> Result<Vec<Judged>> {
    let mine = arguments.mine.iter().map(|id| (id, Side::Mine));
    let theirs = arguments.theirs.iter().map(|id| (id, Side::Theirs));
    mine.chain(theirs)
        .map(|(id, side)| {
            Ok(Judged {
                moment: moment(id)?,
                side,
            })
        })
        .collect()
}

/// A moment of the chart, by its id; a near miss is asked about.
pub(super) fn moment(id: &str) -> Result<Moment> {
    let wanted = id.trim().to_lowercase().replace([' ', '_'], "-");
    if let Some(moment) = Moment::from_id(&wanted) {
        return Ok(moment);
    }
    let nearest = Moment::ALL
        .iter()
        .map(|moment| (strsim::jaro_winkler(moment.id(), &wanted), moment.id()))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let error = Error::setup(format!("“{id}” is not in the chart of moments"));
    Err(match nearest {
        Some((_, near)) => error.hint(format!(
            "did you mean {near}? The whole chart: troth log --moments"
        )),
        None => error.hint("the whole chart: troth log --moments"),
    })
}

fn show_chart(visit: &Visit) -> Result<()> {
    use super::page::{Column, Tone};
    if visit.wants_json() {
        let chart: Vec<_> = Moment::ALL
            .iter()
            .map(|moment| {
                let kind = if moment.kind() == Kind::Deposit { "deposit" } else { "withdrawal" };
                serde_json::json!({
                    "moment": moment.id(), "kind": kind, "side_of_trust": moment.facet().words(), "words": moment.words(),
                })
            })
            .collect();
        return visit.show_json(&chart);
    }
    let mut page = visit.page();
    page.heading("The chart of moments", "");
    for (title, kind) in [
        ("Deposits", Kind::Deposit),
        ("Withdrawals", Kind::Withdrawal),
    ] {
        page.section(title);
        let rows: Vec<Vec<String>> = Moment::ALL
            .iter()
            .filter(|moment| moment.kind() == kind)
            .map(|moment| {
                vec![
                    moment.id().to_owned(),
                    moment.words().to_owned(),
                    moment.facet().words().to_owned(),
                ]
            })
            .collect();
        page.table(
            2,
            &[
                Column::new(Tone::Plain),
                Column::giving(Tone::Plain),
                Column::new(Tone::Dim),
            ],
            &rows,
        );
    }
    visit.show(page)
}
