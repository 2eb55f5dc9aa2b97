//! The made-up book as the lines an export would write. The shape of each line is the book's.

use std::collections::HashMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use ledger::Day;
use ledger::moment::Moment;
use ledger::person::Standing;
use ledger::promise::Outcome;
use ledger::touch::{Beginner, Medium, Setting, Side};
use serde_json::{Value, json};

use super::cast::Character;
use super::seed::Seed;

pub struct Lines {
    text: String,
    zone: TimeZone,
    /// The last touch with each person: its day and its id.
    last: HashMap<String, (Day, String)>,
}

/// One touch, before it is a line.
pub struct Happening<'a> {
    pub day: Day,
    pub hour: i8,
    pub medium: Medium,
    pub setting: Setting,
    pub began: Beginner,
    pub note: &'a str,
    pub source: Option<i64>,
    pub moments: &'a [(Moment, Side)],
    pub id: &'a str,
}

/// One promise, before it is a line.
pub struct Given {
    pub with: &'static str,
    pub side: Side,
    pub what: &'static str,
    pub made: Day,
    pub due: Option<Day>,
    pub renewals: u32,
    pub settled: Option<(Day, Outcome)>,
}

impl Lines {
    pub fn begin(zone: &str) -> Self {
        let mut lines = Self {
            text: String::new(),
            zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC),
            last: HashMap::new(),
        };
        lines.put(&json!({ "is": "book", "edition": 1, "zone": zone }));
        lines
    }

    pub fn into_text(self) -> String {
        self.text
    }

    /// The mailbox all letters are from, read early that morning.
    pub fn source(&mut self, id: i64, morning: Day) {
        self.put(&json!({
            "is": "source", "id": id, "kind": "mail", "place": "~/Mail", "health": "read",
            "last_read_at": micros(morning, 5), "read_to": micros(morning, 4), "messages": 4_812,
        }));
    }

    pub fn owner(&mut self, name: &str, mail: &str) {
        let id = id_of(name);
        self.put(&json!({
            "is": "person", "id": id, "name": name, "named_by": "owner", "importance": 2,
            "standing": Standing::Owner.id(), "standing_by": "owner", "root": id,
        }));
        self.mail(mail, &id);
    }

    pub fn person(&mut self, character: &Character) {
        let id = id_of(character.name);
        let by = if character.standing == Standing::Waiting {
            "rule"
        } else {
            "owner"
        };
        let quiet = character.quiet;
        self.put(&json!({
            "is": "person", "id": id, "name": character.name, "named_by": "mail",
            "importance": character.importance.steps(), "standing": character.standing.id(), "standing_by": by,
            "quiet_from": quiet.map(|leave| leave.from.to_string()),
            "quiet_until": quiet.map(|leave| leave.until.to_string()),
            "quiet_why": quiet.map(|leave| leave.why),
            "root": id,
        }));
        self.mail(character.mail, &id);
    }

    fn mail(&mut self, address: &str, person: &str) {
        self.put(&json!({ "is": "handle", "kind": "mail", "value": address, "person": person }));
    }

    pub fn touch(&mut self, with: &str, happening: &Happening<'_>) {
        let person = id_of(with);
        let known = self.last.entry(with.to_owned());
        known.or_insert_with(|| (happening.day, happening.id.to_owned()));
        self.put(&json!({
            "is": "touch", "person": person, "id": happening.id, "at": micros(happening.day, happening.hour),
            "day": happening.day.to_string(), "medium": happening.medium.id(), "setting": happening.setting.id(),
            "began": happening.began.id(), "addressees": 1, "note": happening.note, "source": happening.source,
        }));
        for (moment, side) in happening.moments {
            self.put(&json!({
                "is": "moment", "person": person, "touch": happening.id, "name": moment.id(), "side": side.id(),
            }));
        }
    }

    pub fn promise(&mut self, given: &Given) {
        self.put(&json!({
            "is": "promise", "id": promise_id(given.what), "person": id_of(given.with), "side": given.side.id(),
            "what": given.what, "made_on": given.made.to_string(), "due": given.due.map(|due| due.to_string()),
            "renewals": given.renewals, "outcome": given.settled.map(|(_, outcome)| outcome.id()),
            "settled_on": given.settled.map(|(on, _)| on.to_string()),
        }));
    }

    /// What a verb without a touch leaves in the account, on the owner's side.
    pub fn act(&mut self, with: &str, id: &str, moment: Moment, on: Day, what: &str) {
        self.put(&json!({
            "is": "act", "person": id_of(with), "id": id, "moment": moment.id(), "side": Side::Mine.id(),
            "day": on.to_string(), "what": what,
        }));
    }

    /// The day and the id of the last touch with somebody; touches are told the last one first.
    pub fn last_touch(&self, with: &str) -> Option<(Day, String)> {
        self.last.get(with).cloned()
    }

    /// An hour of a day as the owner's clock shows it.
    pub fn at(&self, day: Day, hour: i8) -> i64 {
        let at = day.at(hour, 0, 0, 0).to_zoned(self.zone.clone());
        at.map_or(0, |at| at.timestamp().as_microsecond())
    }

    pub fn put(&mut self, line: &Value) {
        self.text.push_str(&line.to_string());
        self.text.push('\n');
    }
}

/// A person's id hangs on the name alone.
pub fn id_of(name: &str) -> String {
    thing_id("person", name)
}

/// What a thing says names it.
pub fn thing_id(kind: &str, words: &str) -> String {
    Seed::of(&format!("{kind} {words}")).id()
}

pub fn promise_id(what: &str) -> String {
    Seed::of(what).id()
}

/// An hour between 4 and 16 in UTC is the same day in the zones people mostly live in.
fn micros(day: Day, hour: i8) -> i64 {
    let at = day
        .to_datetime(Time::constant(0, 0, 0, 0))
        .to_zoned(TimeZone::UTC);
    at.map_or(0, |at| at.timestamp().as_microsecond()) + i64::from(hour) * 3_600_000_000
}
