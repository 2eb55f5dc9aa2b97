//! What the calendar shows: promises, milestones, concerns, meetings and today's moves, each as an
//! entry of a day or an hour. Its mark stays the same as long as the thing does, so that a calendar
//! moves an entry instead of adding one.

use jiff::Timestamp;

use crate::Day;
use crate::concern::Concern;
use crate::meeting::Meeting;
use crate::milestone::Milestone;
use crate::promise::Promise;
use crate::today::{About, Move, Plan};
use crate::touch::Side;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stable and unique in the calendar.
    pub mark: String,
    pub when: When,
    pub title: String,
    /// May be empty.
    pub words: String,
    /// May be empty.
    pub place: String,
    pub task: Task,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Day(Day),
    Hour { at: Timestamp, minutes: u32 },
}

/// Whether there is something to do about it, or it only takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    ToDo,
    TakesPlace,
}

impl Entry {
    fn of_day(mark: String, day: Day, title: String, task: Task) -> Self {
        Self {
            mark,
            when: When::Day(day),
            title,
            words: String::new(),
            place: String::new(),
            task,
        }
    }

    /// An open promise with a day.
    pub fn of_promise(promise: &Promise, name: &str) -> Option<Self> {
        let due = promise.due.filter(|_| promise.is_open())?;
        let title = match promise.side {
            Side::Mine => format!("Promised {name}: {}", promise.what),
            Side::Theirs => format!("{name} promised: {}", promise.what),
        };
        let mark = format!("promise-{}", promise.id.0);
        Some(Self::of_day(mark, due, title, Task::ToDo))
    }

    /// A milestone as it comes on one day; each year's is an entry of its own.
    pub fn of_milestone(milestone: &Milestone, name: &str, on: Day) -> Self {
        let mark = format!("milestone-{}-{}", milestone.id.0, on.year());
        let title = format!("{name}: {}", milestone.title(on));
        Self::of_day(mark, on, title, Task::TakesPlace)
    }

    /// An open concern, on the day to look again.
    pub fn of_concern(concern: &Concern, name: &str) -> Option<Self> {
        let mark = format!("concern-{}", concern.id.0);
        let title = format!("Ask {name} how it is: {}", concern.what);
        let entry = Self::of_day(mark, concern.check_on, title, Task::ToDo);
        concern.is_open().then_some(entry)
    }

    pub fn of_meeting(meeting: &Meeting, names: &[String]) -> Self {
        let when = When::Hour {
            at: meeting.at,
            minutes: meeting.minutes,
        };
        Self {
            mark: format!("meeting-{}", meeting.id.0),
            when,
            title: called(meeting),
            words: names.join(", "),
            place: meeting.place.clone(),
            task: Task::TakesPlace,
        }
    }

    fn of_move(step: &Move, day: Day) -> Self {
        let (mark, title) = match step.about {
            About::Promise(id) => (
                format!("promise-{}", id.0),
                format!("{}: your word", step.name),
            ),
            About::Matter(kind, id) => (format!("{}-{id}", kind.id()), step.name.clone()),
            About::Contact => (
                format!("contact-{}", step.person.0),
                format!("Be in touch with {}", step.name),
            ),
        };
        let words = [step.reason.as_str(), step.opener.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            words: words.join("\n"),
            ..Self::of_day(format!("{mark}-{day}"), day, title, Task::ToDo)
        }
    }

    /// Whether it shows what a move is about, on the day of the move.
    fn shows(&self, step: &Move, day: Day) -> bool {
        let mark = match step.about {
            About::Promise(id) => format!("promise-{}", id.0),
            About::Matter(kind, id) => format!("{}-{id}", kind.id()),
            About::Contact => return false,
        };
        // What takes place has its own hour; what is to be done must stand on this day.
        self.mark.starts_with(&mark)
            && (self.task == Task::TakesPlace || self.when == When::Day(day))
    }
}

fn called(meeting: &Meeting) -> String {
    match meeting.title.as_str() {
        "" => meeting.kind.words().to_owned(),
        title => title.to_owned(),
    }
}

/// The entries with today's moves among them: those that no entry of today shows already.
pub fn with_moves(mut entries: Vec<Entry>, plan: &Plan) -> Vec<Entry> {
    let shown = |step: &Move| entries.iter().any(|entry| entry.shows(step, plan.day));
    let moves: Vec<Entry> = plan
        .moves
        .iter()
        .filter(|step| !shown(step))
        .map(|step| Entry::of_move(step, plan.day))
        .collect();
    entries.extend(moves);
    entries
}
