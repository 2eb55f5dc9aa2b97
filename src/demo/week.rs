//! What is practised week by week, and how open promises are coming along.

use ledger::moment::Moment;
use serde_json::json;

use super::line::{Lines, promise_id, thing_id};
use super::table::{day, rows};

/// The Monday, the moment, the day it was chosen; then how it went.
const FOCUSES: &str = "
-29 | followed-up  | -29 | Three times out of five; the list on the door helped.
-15 | kept-informed | -15 | Told Tomás early, told Mei late. Early was easier.
-8  | listened     | -8  | Better before noon than after.
-1  | credit-given | -1  |
";

/// The promise, with whom, the day, whether they were told; then what.
const PROGRESS: &str = "
send the driver notes                    | Tomás Vidal | -12 | 1 | half of it is written; the radio manual is missing
send the driver notes                    | Tomás Vidal | -3  | 0 | found the manual in Ana’s shelf
make the introduction to the design team | Mei Tanaka  | -6  | 1 | wrote to design; they answer slowly this month
read the draft of the talk               | Ana Lindqvist | -1 | 0 | read to page four; the ending comes too soon
";

pub fn tell(lines: &mut Lines) {
    for [week, moment, chosen, looked_back] in rows(FOCUSES) {
        lines.put(&json!({
            "is": "focus", "week": day(week), "moment": moment, "chosen_on": day(chosen),
            "looked_back": (!looked_back.is_empty()).then_some(looked_back),
        }));
    }
    for [promise, who, on, told, what] in rows(PROGRESS) {
        let id = thing_id("progress", what);
        lines.put(&json!({
            "is": "progress", "promise": promise_id(promise), "id": id, "day": day(on), "what": what,
            "told": told.parse::<i64>().ok(),
        }));
        if let Some(on) = day(on).filter(|_| told == "1") {
            lines.act(who, &id, Moment::KeptInformed, on, promise);
        }
    }
}
