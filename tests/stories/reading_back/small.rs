//! A small whole book with a row on every shelf, and the same book with one value changed.

use serde_json::{Map, Value, json};

type Row = Map<String, Value>;

pub const OWNER: &str = "00000000000000000000000000000001";
pub const ANA: &str = "00000000000000000000000000000002";
pub const SAM: &str = "00000000000000000000000000000003";
pub const SAMUEL: &str = "00000000000000000000000000000004";

const TOUCH: &str = "00000000000000000000000000000011";
const PROMISE: &str = "00000000000000000000000000000021";
const MILESTONE: &str = "00000000000000000000000000000031";
const CIRCLE: &str = "00000000000000000000000000000041";
const MEETING: &str = "00000000000000000000000000000051";
/// 3 March 2026, ten in the morning.
const AT: i64 = 1_772_532_000_000_000;

/// The rows between the first line and the last.
#[derive(Clone)]
pub struct Small(pub Vec<Row>);

impl Small {
    pub fn book() -> Self {
        let rows = [
            people(),
            mail(),
            word_given(),
            noted(),
            planned(),
            written(),
        ]
        .concat();
        let row = |row: &Value| row.as_object().unwrap().clone();
        Self(rows.iter().map(row).collect())
    }

    /// With another value at this place of this row; `None` takes the field away.
    pub fn with(&self, row: usize, column: &str, value: Option<Value>) -> Self {
        let mut other = self.clone();
        match value {
            Some(value) => other.0[row].insert(column.to_owned(), value),
            None => other.0[row].remove(column),
        };
        other
    }

    /// With another value in the first row of a shelf.
    pub fn changed(&self, shelf: &str, column: &str, value: Value) -> Self {
        self.with(self.place(shelf), column, Some(value))
    }

    pub fn place(&self, shelf: &str) -> usize {
        self.0.iter().position(|row| row["is"] == shelf).unwrap()
    }

    pub fn text(&self) -> String {
        let mut text = json!({ "is": "book", "edition": 2, "zone": "UTC" }).to_string();
        for row in &self.0 {
            text.push('\n');
            text.push_str(&Value::Object(row.clone()).to_string());
        }
        let lines = self.0.len() + 1;
        text.push('\n');
        text.push_str(&json!({ "is": "end", "lines": lines }).to_string());
        text
    }
}

fn people() -> Vec<Value> {
    let person = |id: &str, name: &str, standing: &str| {
        json!({
            "is": "person", "id": id, "name": name, "named_by": "owner", "importance": 2,
            "standing": standing, "standing_by": "owner", "root": id,
        })
    };
    let mut ana = person(ANA, "Ana Lindqvist", "accepted");
    ana["quiet_from"] = "2026-03-01".into();
    ana["quiet_until"] = "2026-03-20".into();
    ana["quiet_why"] = "parental leave".into();
    ana["batch"] = 1.into();
    let mut samuel = person(SAMUEL, "S. Okafor", "accepted");
    samuel["merged_into"] = SAM.into();
    samuel["root"] = SAM.into();
    vec![
        ana,
        person(OWNER, "Noor Haddad", "owner"),
        person(SAM, "Sam Okafor", "accepted"),
        samuel,
        json!({ "is": "handle", "kind": "mail", "value": "ana@lindqvist.example", "person": ANA, "batch": 1 }),
        json!({ "is": "handle", "kind": "mail", "value": "noor@haddad.example", "person": OWNER }),
        json!({ "is": "cadence", "person": SAM, "in_person": 1, "after_what": "release", "weekdays": "tue,thu" }),
        json!({ "is": "approach", "person": ANA, "medium": "mail", "time": "", "culture": "", "style": "plain" }),
        json!({
            "is": "nudge", "person": SAM, "suggested_on": "2026-03-02", "snoozed_until": "2026-03-04",
            "why": "later", "passed_over": 1, "resting_until": "2026-03-08", "answered_on": "2026-03-02",
            "answer": "snooze",
        }),
        json!({ "is": "not_same", "one": ANA, "other": SAM, "day": "2026-03-01", "how": "said" }),
    ]
}

fn mail() -> Vec<Value> {
    vec![
        json!({
            "is": "source", "id": 1, "kind": "mail", "place": "~/Mail", "last_read_at": AT, "read_to": AT,
            "messages": 1, "health": "read",
        }),
        json!({
            "is": "batch", "id": 1, "place": "~/Mail", "owner": "noor@haddad.example", "source": 1,
            "state": "accepted", "made_at": AT, "accepted_at": AT, "report": "", "forgotten": 1,
        }),
        json!({ "is": "skip", "batch": 1, "n": 1, "file": "a.mbox", "position": 10, "reason": "no date" }),
        json!({
            "is": "message", "id": TOUCH, "message_id": "<1@lindqvist.example>", "at": AT,
            "offset_minutes": 60, "from_name": "Ana", "from_addr": "ana@lindqvist.example",
            "to_list": "noor@haddad.example\tNoor", "cc_list": "", "parent": TOUCH, "subject": "the gauges",
            "traffic": "personal", "batch": 1,
        }),
        json!({
            "is": "touch", "person": ANA, "at": AT, "id": TOUCH, "day": "2026-03-03", "medium": "mail",
            "setting": "message", "began": "them", "addressees": 1, "note": "the gauges", "source": 1,
            "batch": 1,
        }),
        json!({
            "is": "touch", "person": SAM, "at": AT, "id": TOUCH, "day": "2026-03-03", "medium": "in-person",
            "setting": "coffee", "began": "me", "addressees": 1, "note": "",
        }),
        json!({ "is": "moment", "person": SAM, "touch": TOUCH, "name": "effort-acknowledged", "side": "mine" }),
        json!({ "is": "verdict", "person": SAM, "touch": TOUCH, "verdict": "better", "day": "2026-03-03" }),
        json!({
            "is": "bid", "id": "61616161616161616161616161616161", "person": SAM, "what": "a photo",
            "made_on": "2026-03-08", "touch": TOUCH, "outcome": "answered", "settled_on": "2026-03-09",
        }),
        json!({ "is": "forgotten", "mark": "00ff", "forgotten_on": "2026-01-01" }),
    ]
}

fn word_given() -> Vec<Value> {
    vec![
        json!({
            "is": "promise", "id": PROMISE, "person": SAM, "side": "mine", "what": "send the notes",
            "made_on": "2026-02-01", "due": "2026-02-10", "renewals": 1, "outcome": "broken",
            "settled_on": "2026-02-12",
        }),
        json!({
            "is": "promise", "id": "22222222222222222222222222222222", "person": ANA, "side": "theirs",
            "what": "the driver", "made_on": "2026-03-01", "due": "2026-03-10", "renewals": 0,
        }),
        json!({ "is": "progress", "promise": PROMISE, "id": TOUCH, "day": "2026-02-05", "what": "half", "told": 1 }),
        json!({ "is": "hush", "matter": PROMISE, "until": "2026-03-09", "why": "" }),
        json!({
            "is": "breach", "id": "23232323232323232323232323232323", "person": SAM, "side": "mine",
            "kind": "broken-promise", "size": 2, "what": "the notes", "day": "2026-02-12",
            "promise": PROMISE, "acknowledged_on": "2026-02-13", "owned_on": "2026-02-14", "amends": "",
        }),
        json!({
            "is": "breach", "id": "24242424242424242424242424242424", "person": ANA, "side": "theirs",
            "kind": "slip", "size": 1, "what": "late", "day": "2026-02-12", "amends": "",
            "said_on": "2026-02-13",
        }),
    ]
}

fn noted() -> Vec<Value> {
    let id = "71717171717171717171717171717171";
    vec![
        json!({
            "is": "act", "person": SAM, "id": id, "moment": "credit-given", "side": "mine",
            "day": "2026-03-01", "what": "the patch",
        }),
        json!({
            "is": "detail", "id": id, "person": ANA, "topic": "family", "what": "a daughter, Mia",
            "noted_on": "2025-01-01", "confirmed_on": "2025-01-01", "ask_on": "2026-03-01", "touch": TOUCH,
        }),
        json!({
            "is": "concern", "id": id, "person": ANA, "what": "the audit", "raised_on": "2026-03-01",
            "check_on": "2026-03-08", "touch": TOUCH,
        }),
        json!({
            "is": "contribution", "id": id, "person": SAM, "what": "the patch", "seen_on": "2026-03-05",
            "touch": TOUCH, "thanked_on": "2026-03-06", "credited_on": "2026-03-07", "before_whom": "the team",
        }),
        json!({
            "is": "milestone", "id": MILESTONE, "person": ANA, "kind": "birthday", "what": "", "year": 1984,
            "month": 3, "day": 11, "yearly": 1,
        }),
        json!({
            "is": "milestone", "id": "32323232323232323232323232323232", "person": SAM, "kind": "project-shipped",
            "what": "2.0", "year": 2026, "month": 3, "day": 9, "yearly": 0,
        }),
        json!({ "is": "celebration", "milestone": MILESTONE, "year": 2025, "id": id, "day": "2025-03-11" }),
        json!({ "is": "seal", "id": 1, "envelope": "0101ff", "made_on": "2026-01-01" }),
        json!({
            "is": "confidence", "id": id, "person": ANA, "envelope": "0102ff", "noted_on": "2026-02-01",
            "review_on": "2026-03-09",
        }),
    ]
}

fn planned() -> Vec<Value> {
    vec![
        json!({
            "is": "circle", "id": CIRCLE, "name": "The team", "kind": "team", "days": 14, "in_person": 0,
            "weekdays": "",
        }),
        json!({ "is": "membership", "circle": CIRCLE, "person": ANA }),
        json!({ "is": "membership", "circle": CIRCLE, "person": SAMUEL }),
        json!({ "is": "happening", "name": "release", "day": "2026-03-01" }),
        json!({ "is": "walk_around", "id": CIRCLE, "day": "2026-03-11", "circle": CIRCLE, "place": "The team" }),
        json!({
            "is": "meeting", "id": MEETING, "at": AT + 604_800_000_000_i64, "day": "2026-03-10", "minutes": 30,
            "title": "Gauges", "kind": "meeting", "place": "", "every": 7, "roles": "", "view": "",
            "questions": "", "asked": "", "answered": "",
        }),
        json!({ "is": "guest", "meeting": MEETING, "person": ANA }),
        json!({
            "is": "focus", "week": "2026-03-09", "moment": "effort-acknowledged", "chosen_on": "2026-03-09",
            "looked_back": "well",
        }),
        json!({ "is": "setting", "name": "weight.half-life", "value": "90" }),
        json!({
            "is": "digest", "day": "2026-03-09", "channel": "mail", "state": "failed", "what": "", "tried_at": AT,
            "why": "no server", "tries": 2,
        }),
    ]
}

fn written() -> Vec<Value> {
    let line = |seq: i64, verb: &str| {
        json!({
            "is": "history", "seq": seq, "at": AT, "door": "cli", "request": format!("{seq:032}"),
            "verb": verb, "subject": SAM, "answer": "", "person": SAM,
        })
    };
    let mut import = line(1, "import");
    import["batch"] = 1.into();
    let before = json!({
        "id": SAM, "name": "Sam", "named_by": "owner", "importance": 2, "standing": "accepted",
        "standing_by": "owner", "root": SAM,
    });
    vec![
        import,
        line(2, "rename"),
        json!({
            "is": "image", "seq": 2, "n": 1, "shelf": "person", "place": SAM, "before": before.to_string(),
        }),
    ]
}
