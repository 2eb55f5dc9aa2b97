//! The meetings of the made-up book: held ones with their personal minute, one of yesterday not
//! spoken of yet, one of today to read the brief for, and some to come.

use ledger::Day;
use serde_json::json;

use super::line::{Lines, id_of, thing_id};
use super::table::{day, rows};

/// Day, hour, minutes, kind, every so many days, place; title; then with whom.
const AHEAD: &str = "
-1  | 11 | 45 | meeting    |    | the map room      | Rota for the summer      | Rosa Delgado, Yara Khoury
0   | 14 | 45 | walk       |    | along the weir    | Winter repairs, on foot  | Jonas Weber
+2  | 10 | 30 | one-to-one | 7  | the small kitchen |                          | Ana Lindqvist
+3  | 9  | 60 | meeting    |    | the board room    | The board, first reading | Sam Okafor, Chiara Bellini
+8  | 15 | 45 | interview  |    | by video          | What the museum needs    | Hana Kimura
+13 | 10 | 30 | one-to-one | 14 | Sam’s office      |                          | Sam Okafor
+15 | 12 | 60 | lunch      |    | the ferry café    |                          | Grace Owusu
";

/// Held with somebody when they last met: every so many days, place, asked, answered.
const HELD: &str = "
Ana Lindqvist | 7  | 10 | the small kitchen | How is the move going? | The boxes are packed; the kitchen is the worst of it. One cat hides.
Sam Okafor    | 14 | 10 | Sam’s office      | What do the children make of the boat? | The small one wants to steer. The eldest would rather read below deck.
";

/// What was thought through: of which meeting, who is who, a view, questions.
const PREPARED: (&str, &str, &str, &str) = (
    "What the museum needs",
    "Hana leads the water hall; I would lend gauges and write the words",
    "A gauge behind glass says little: let visitors raise the water themselves",
    "Who comes, and how long do they stay?\nWhat did the last exhibit about water leave out?\nWho decides, and by when?",
);

pub fn tell(lines: &mut Lines) {
    for [on, hour, minutes, kind, every, place, title, people] in rows(AHEAD) {
        let Some(on) = day(on) else { continue };
        let id = thing_id("meeting", &format!("{on} {people}"));
        let prepared = (title == PREPARED.0).then_some(PREPARED);
        let (_, roles, view, questions) = prepared.unwrap_or_default();
        let at = lines.at(on, hour.parse().unwrap_or_default());
        lines.put(&json!({
            "is": "meeting", "id": id, "at": at, "day": on, "minutes": number(minutes),
            "title": title, "kind": kind, "place": place, "every": number(every), "roles": roles,
            "view": view, "questions": questions, "asked": "", "answered": "",
        }));
        for who in people.split(',').map(str::trim) {
            lines.put(&json!({ "is": "guest", "meeting": id, "person": id_of(who) }));
        }
    }
    for row in rows(HELD) {
        held(lines, row);
    }
}

/// The touch it became is the last one told of that person.
fn held(lines: &mut Lines, row: [&str; 6]) {
    let [who, every, hour, place, asked, answered] = row;
    let Some((on, touch)): Option<(Day, String)> = lines.last_touch(who) else {
        return;
    };
    let id = thing_id("meeting", &format!("{on} {who}"));
    let at = lines.at(on, hour.parse().unwrap_or_default());
    lines.put(&json!({
        "is": "meeting", "id": id, "at": at, "day": on, "minutes": 30, "title": "",
        "kind": "one-to-one", "place": place, "every": number(every), "roles": "", "view": "",
        "questions": "", "asked": asked, "answered": answered, "held_on": on, "touch": touch,
    }));
    lines.put(&json!({ "is": "guest", "meeting": id, "person": id_of(who) }));
}

fn number(field: &str) -> Option<i64> {
    field.parse().ok()
}
