//! The circles of the made-up book, with their people, what a rhythm follows, and a day planned in
//! person.

use serde_json::json;

use super::line::{Lines, id_of, thing_id};
use super::table::{day, rows};

/// Name, kind, days of its rhythm, what it follows; then who is in it.
const CIRCLES: &str = "
River team | team    |    |         | Ana Lindqvist, Sam Okafor, Jonas Weber, Chiara Bellini, Nils Bergström, Jana Horvat, Leila Farsi
North bank | place   |    |         | Tomás Vidal, Pavel Novák, Daniel Mwangi, Uma Pillai, Hana Kimura
Mentors    | mentors |    |         | Grace Owusu, Farid Rahimi, Olga Petrenko
Clients    | clients | 42 |         | Bjørn Halvorsen, Marta Kowalska, Quentin Lefèvre, Søren Lindgaard
Testers    | other   |    | release | Wen Zhao, Linh Tran
";

/// What happened, and when.
const HAPPENINGS: &str = "
release | -27
release | -69
";

/// Where, and when.
const PLANNED: &str = "
North bank | +9
";

pub fn tell(lines: &mut Lines) {
    for [name, kind, days, after, people] in rows(CIRCLES) {
        let id = thing_id("circle", name);
        lines.put(&json!({
            "is": "circle", "id": id, "name": name, "kind": kind, "days": days.parse::<i64>().ok(),
            "in_person": 0, "after_what": (!after.is_empty()).then_some(after), "weekdays": "",
        }));
        for who in people.split(',').map(str::trim) {
            lines.put(&json!({ "is": "membership", "circle": id, "person": id_of(who) }));
        }
    }
    for [name, on] in rows(HAPPENINGS) {
        lines.put(&json!({ "is": "happening", "name": name, "day": day(on) }));
    }
    for [name, on] in rows(PLANNED) {
        lines.put(&json!({
            "is": "walk_around", "id": thing_id("walk around", name), "day": day(on),
            "circle": thing_id("circle", name), "place": name,
        }));
    }
}
