//! `troth meetings`: what is ahead, what nobody has spoken of yet, what was; and preparing, moving
//! or calling off one. What came of a meeting is for `troth after`.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::Day;
use ledger::hour;
use ledger::meeting::{Meeting, MeetingId, Prepared, State};
use serde_json::{Value, json};
use uuid::Uuid;

use super::page::{Column, Page, Tone};
use super::visit::Visit;
use super::{meet, phrase};
use crate::book::{self, Arranged, Book, Sought};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Only those with this person
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// Note who is who, what to have a view on, what to ask
    Prepare(Prepare),
    /// It is at another time
    Move(Move),
    /// It will not take place; the next one of a series stands, unless --all
    CallOff(CallOff),
    /// The short note after it was sent
    Thanked(Named),
}

#[derive(clap::Args, Debug)]
struct Named {
    /// The meeting's short reference, its title, or who comes
    #[arg(value_name = "REF|WORDS")]
    meeting: String,
}

#[derive(clap::Args, Debug)]
struct Prepare {
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    prepared: Preparing,
}

#[derive(clap::Args, Debug)]
struct CallOff {
    #[command(flatten)]
    named: Named,
    /// It and all that would come after it: the series ends
    #[arg(long)]
    all: bool,
}

#[derive(clap::Args, Debug)]
struct Move {
    #[command(flatten)]
    named: Named,
    /// When it is now: friday 9:30
    #[arg(long, value_name = "DAY TIME")]
    to: String,
}

/// What is thought through before a meeting.
#[derive(clap::Args, Debug)]
pub struct Preparing {
    /// Who is who in it; may be given again
    #[arg(long, value_name = "WORDS")]
    role: Vec<String>,
    /// What to have a view on; may be given again
    #[arg(long, value_name = "WORDS")]
    view: Vec<String>,
    /// A question to ask; may be given again
    #[arg(long, value_name = "WORDS")]
    question: Vec<String>,
}

impl Preparing {
    /// What is given, added to what stands there.
    pub fn onto(&self, standing: &Prepared) -> Prepared {
        let added = |standing: &str, new: &[String]| {
            let lines = standing
                .lines()
                .map(str::to_owned)
                .chain(new.iter().cloned());
            lines.collect::<Vec<String>>().join("\n")
        };
        Prepared {
            roles: added(&standing.roles, &self.role),
            view: added(&standing.view, &self.view),
            questions: added(&standing.questions, &self.question),
        }
    }

    fn is_empty(&self) -> bool {
        self.role.is_empty() && self.view.is_empty() && self.question.is_empty()
    }
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match &arguments.change {
        None => list(&arguments, visit),
        Some(change) => make(change, visit),
    }
}

fn list(arguments: &Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let agenda = book.agenda(day)?;
    let person = arguments
        .name
        .as_deref()
        .map(|name| book.look_up(name))
        .transpose()?;
    let mut shelves = [
        ("Ahead", "ahead", agenda.ahead),
        ("Not spoken of yet", "unspoken", agenda.unspoken),
        ("Held", "held", agenda.held),
    ];
    if let Some(person) = person {
        for (_, _, shelf) in &mut shelves {
            shelf.retain(|one| one.meeting.guests.contains(&person));
        }
    }
    if visit.wants_json() {
        let mut out = serde_json::Map::new();
        out.insert("day".to_owned(), json!(day.to_string()));
        for (_, name, shelf) in &shelves {
            let all: Vec<Value> = shelf.iter().map(|one| json(&book, one)).collect();
            out.insert((*name).to_owned(), json!(all));
        }
        return visit.show_json(&out);
    }
    let mut page = visit.page();
    draw(&mut page, &shelves, &book, day);
    visit.show(page)
}

fn draw(page: &mut Page, shelves: &[(&str, &str, Vec<Arranged>)], book: &Book, day: Day) {
    if shelves.iter().all(|(_, _, shelf)| shelf.is_empty()) {
        page.paragraph(0, "No meeting is noted here.", Tone::Plain);
        page.paragraph(0, "troth meet NAME --at \"tomorrow 14:00\"", Tone::Dim);
        return;
    }
    page.heading("Meetings", &phrase::day(day, day));
    for (title, _, shelf) in shelves.iter().filter(|(_, _, shelf)| !shelf.is_empty()) {
        page.section(title);
        let rows: Vec<Vec<String>> = shelf.iter().map(|one| row(book, one, day)).collect();
        page.table(2, &COLUMNS, &rows);
    }
}

const COLUMNS: [Column; 4] = [
    Column::new(Tone::Dim),
    Column::new(Tone::Plain),
    Column::giving(Tone::Plain),
    Column::new(Tone::Dim),
];

fn row(book: &Book, one: &Arranged, day: Day) -> Vec<String> {
    let meeting = &one.meeting;
    let aside = match (meeting.state, meeting.every) {
        (State::Ahead, Some(days)) => format!("every {}", phrase::counted(days.into(), "day")),
        _ => meeting.place.clone(),
    };
    vec![
        book.reference(meeting.id.0),
        when(meeting.at, &book.zone(), day),
        called(one),
        aside,
    ]
}

/// "the release, with Ana Lindqvist and Sam Okafor".
pub fn called(one: &Arranged) -> String {
    let names = phrase::list(&one.names());
    match one.meeting.title.as_str() {
        "" => format!("{} with {names}", one.meeting.kind.words()),
        title => format!("{title}, with {names}"),
    }
}

/// "today 14:00", "Wed 11 Mar 14:00".
pub fn when(at: Timestamp, zone: &TimeZone, today: Day) -> String {
    let zoned = at.to_zoned(zone.clone());
    let day = match zoned.date() {
        day if day == today => "today".to_owned(),
        day => phrase::day(day, today),
    };
    let hour = zoned.strftime("%H:%M");
    match hour::which(at, zone) {
        Some(which) => format!("{day} {hour}, {which}"),
        None => format!("{day} {hour}"),
    }
}

fn make(change: &Change, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let (Change::Prepare(Prepare { named, .. })
    | Change::Move(Move { named, .. })
    | Change::CallOff(CallOff { named, .. })
    | Change::Thanked(named)) = change;
    let sought = match change {
        Change::Thanked(_) => Sought::Held,
        Change::Prepare(_) | Change::Move(_) | Change::CallOff(_) => Sought::Open,
    };
    let id = book.look_up_meeting(&named.meeting, sought, day)?;
    let before = book.meeting(id, day)?;
    let stamp = visit.stamp();
    let (done, said) = match change {
        Change::Prepare(Prepare { prepared, .. }) if prepared.is_empty() => {
            return Err(Error::setup("what is there to prepare?")
                .hint("--role, --view or --question, each with a few words"));
        }
        Change::Prepare(Prepare { prepared, .. }) => {
            let whole = prepared.onto(&before.meeting.prepared);
            (book.prepare(&stamp, id, &whole)?, "prepared".to_owned())
        }
        Change::Move(Move { to, .. }) => {
            let at = meet::instant(&book, visit, to)?;
            let said = format!("moved to {}", when(at, &book.zone(), day));
            (book.move_meeting(&stamp, id, at)?, said)
        }
        Change::CallOff(CallOff { all: true, .. }) => {
            (book.end_meetings(&stamp, id)?, ended(&before).to_owned())
        }
        Change::CallOff(_) => {
            let done = book.cancel_meeting(&stamp, id, day)?;
            let said = called_off(&before, done.subject, &book, day)?;
            (done, said)
        }
        Change::Thanked(_) => (book.thank_after(&stamp, id, day)?, "note sent".to_owned()),
    };
    visit.done(&format!("{} · {said}", called(&before)), &done)
}

fn ended(before: &Arranged) -> &'static str {
    match before.meeting.every {
        Some(_) => "called off, and the series ends",
        None => "called off",
    }
}

/// Which one was called off, and when the next one of a series is.
fn called_off(before: &Arranged, next: Uuid, book: &Book, day: Day) -> Result<String> {
    if next == before.meeting.id.0 {
        return Ok("called off".to_owned());
    }
    let next = book.meeting(MeetingId(next), day)?.meeting;
    let which = when(before.meeting.at, &book.zone(), day);
    let then = when(next.at, &book.zone(), day);
    Ok(format!(
        "{which} called off; the next is {then}, and --all ends the series"
    ))
}

/// The next meeting with somebody, on their page.
pub fn of_person(page: &mut Page, book: &Book, about: &book::Page, day: Day) {
    let next = about
        .meetings
        .iter()
        .find(|one| one.is_ahead() && one.day >= day);
    if let Some(next) = next {
        page.section("You meet");
        let what = match next.title.as_str() {
            "" => phrase::sentence(next.kind.words()),
            title => title.to_owned(),
        };
        let text = format!("{what}, {}", when(next.at, &book.zone(), day));
        page.ends(
            2,
            (&text, Tone::Plain),
            (&book.reference(next.id.0), Tone::Dim),
        );
    }
}

pub fn json(book: &Book, one: &Arranged) -> Value {
    let mut whole = json_of(book, &one.meeting);
    whole["guests"] = one
        .guests
        .iter()
        .map(|guest| json!({ "person": guest.name, "person_id": guest.person.0.to_string() }))
        .collect();
    whole
}

pub fn json_of(book: &Book, meeting: &Meeting) -> Value {
    let held_on = match meeting.state {
        State::Held { on, .. } => Some(on.to_string()),
        State::Ahead => None,
    };
    json!({
        "id": meeting.id.0.to_string(),
        "reference": book.reference(meeting.id.0),
        "at": meeting.at.to_string(),
        "day": meeting.day.to_string(),
        "minutes": meeting.minutes,
        "title": meeting.title,
        "kind": meeting.kind.id(),
        "place": meeting.place,
        "every": meeting.every,
        "roles": meeting.prepared.roles,
        "view": meeting.prepared.view,
        "questions": meeting.prepared.questions().collect::<Vec<_>>(),
        "asked": meeting.personal.asked,
        "answered": meeting.personal.answered,
        "held_on": held_on,
    })
}
