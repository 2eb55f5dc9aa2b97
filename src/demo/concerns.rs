//! What weighs on the cast, and what they did that deserves a word.

use ledger::moment::Moment;
use serde_json::json;

use super::line::{Lines, id_of, thing_id};
use super::table::{day, rows};

/// Whose, raised, to look again, help offered, eased; then what.
const CONCERNS: &str = "
Jana Horvat    | -8   | 0   |      |     | the rota is unfair to the field team
Sam Okafor     | -13  | +4  | -6   |     | the release date, with half of the tests missing
Pavel Novák    | -18  | +6  | -18  |     | the weir gauge may drown again in spring
Ana Lindqvist  | -40  | -19 | -33  | -12 | nobody to take over the gauges in May
Nils Bergström | -75  | -61 |      | -58 | night alarms, three in one week
Tomás Vidal    | -160 | -146 |     | -140 | the old radios go out of production
";

/// Whose, seen, thanked, credited, before whom; then what.
const CONTRIBUTIONS: &str = "
Nils Bergström  | -6  | -5  | -1  | the Monday meeting | fixed the flood alarm at two in the morning
Chiara Bellini  | -18 | -17 |     |                    | drew the flood charts that the board understood at once
Jonas Weber     | -33 | -33 |     |                    | wrote the winch manual nobody else wanted to write
Mei Tanaka      | -41 | -40 | -27 | the whole company  | found places for all five apprentices
Yara Khoury     | -15 |     |     |                    | showed two visitors round, in the rain, without being asked
Ana Lindqvist   | -54 | -54 | -50 | the board          | traced the false alarms to one loose cable
Priya Raman     | -84 | -83 |     |                    | drew a housing that needs no spare part
";

pub fn tell(lines: &mut Lines) {
    for [who, raised, check, offered, eased, what] in rows(CONCERNS) {
        let id = thing_id("concern", what);
        lines.put(&json!({
            "is": "concern", "id": id, "person": id_of(who), "what": what, "raised_on": day(raised),
            "check_on": day(check), "eased_on": day(eased),
        }));
        if let Some(on) = day(offered) {
            lines.act(who, &id, Moment::HelpOffered, on, what);
        }
        if let Some(on) = day(eased) {
            lines.act(who, &id, Moment::ConcernAddressed, on, what);
        }
    }
    for row in rows(CONTRIBUTIONS) {
        contribution(lines, row);
    }
}

fn contribution(lines: &mut Lines, row: [&str; 6]) {
    let [who, seen, thanked, credited, before, what] = row;
    let id = thing_id("contribution", what);
    lines.put(&json!({
        "is": "contribution", "id": id, "person": id_of(who), "what": what, "seen_on": day(seen),
        "thanked_on": day(thanked), "credited_on": day(credited),
        "before_whom": (!before.is_empty()).then_some(before),
    }));
    if let Some(on) = day(thanked) {
        lines.act(who, &id, Moment::EffortAcknowledged, on, what);
    }
    if let Some(on) = day(credited) {
        lines.act(who, &id, Moment::CreditGiven, on, what);
    }
}
