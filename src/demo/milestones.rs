//! The dates of the cast: birthdays, years at work, what was shipped; and those that were marked.

use ledger::moment::Moment;
use serde_json::json;

use super::line::{Lines, id_of, thing_id};
use super::table::{day, rows};

/// Whose, sort, year, month, day, whether it comes every year; then what.
const MILESTONES: &str = "
Grace Owusu    | birthday         |      | 3  | 13 | 1 |
Mei Tanaka     | birthday         | 1992 | 2  | 29 | 1 |
Ana Lindqvist  | birthday         | 1986 | 5  | 24 | 1 |
Jonas Weber    | work-anniversary | 2021 | 4  | 1  | 1 |
Sam Okafor     | work-anniversary | 2016 | 6  | 15 | 1 |
Priya Raman    | birthday         |      | 11 | 2  | 1 |
Ana Lindqvist  | project-shipped  | 2026 | 1  | 20 | 0 | the flood alarm, second try
Priya Raman    | small-win        | 2025 | 12 | 17 | 0 | a clamp that holds under water
Kwame Mensah   | new-job          | 2024 | 12 | 5  | 0 | the observatory
Tariq Mansour  | new-job          | 2026 | 4  | 7  | 0 | lead of the north bank
Noor Haddad    | birthday         | 1984 | 10 | 9  | 1 |
";

/// Whose, sort, the year it stands for, the day it was marked, and how the account names it.
const CELEBRATED: &str = "
Mei Tanaka     | birthday         | 2026 | -8   | birthday
Mei Tanaka     | birthday         | 2025 | -375 | birthday
Ana Lindqvist  | project-shipped  | 2026 | -49  | the flood alarm, second try
Jonas Weber    | work-anniversary | 2025 | -342 | work anniversary, four years
";

pub fn tell(lines: &mut Lines) {
    for [who, sort, year, month, on, yearly, what] in rows(MILESTONES) {
        lines.put(&json!({
            "is": "milestone", "id": milestone_id(who, sort), "person": id_of(who), "kind": sort,
            "what": what, "year": number(year), "month": number(month), "day": number(on),
            "yearly": number(yearly),
        }));
    }
    for [who, sort, year, on, called] in rows(CELEBRATED) {
        let id = thing_id("celebration", &format!("{who} {sort} {year}"));
        lines.put(&json!({
            "is": "celebration", "milestone": milestone_id(who, sort), "year": number(year), "id": id,
            "day": day(on),
        }));
        if let Some(on) = day(on) {
            lines.act(who, &id, Moment::MilestoneCelebrated, on, called);
        }
    }
}

/// Nobody here has two of one sort.
fn milestone_id(who: &str, sort: &str) -> String {
    thing_id("milestone", &format!("{who} {sort}"))
}

fn number(field: &str) -> Option<i64> {
    field.parse().ok()
}
