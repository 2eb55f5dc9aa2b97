//! Zones of a Date line: `+0100`, `CET`, and what else mailers write. No rules of summer time.

/// Minutes east of Greenwich; an unknown name counts as Greenwich, as the standard says.
pub fn zone(token: &str) -> Option<i32> {
    if let Some(digits) = token.strip_prefix(['+', '-']) {
        let sign = if token.starts_with('-') { -1 } else { 1 };
        return numeric_zone(&digits.replace(':', "")).map(|minutes| sign * minutes);
    }
    let name = token.to_ascii_uppercase();
    let known = NAMED.iter().find(|(names, _)| names.contains(&&*name));
    Some(known.map_or(0, |(_, minutes)| *minutes))
}

fn numeric_zone(digits: &str) -> Option<i32> {
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let digits = &digits[..end];
    // `+-0500` and the like: a zone nobody can read counts as Greenwich, like an unknown name.
    if digits.is_empty() {
        return Some(0);
    }
    let number: i32 = digits.parse().ok()?;
    let minutes = match digits.len() {
        ..=2 => number * 60,
        _ => number / 100 * 60 + number % 100,
    };
    (minutes < 24 * 60).then_some(minutes)
}

const NAMED: [(&[&str], i32); 16] = [
    (&["EDT", "AST"], -240),
    (&["EST", "CDT"], -300),
    (&["CST", "MDT"], -360),
    (&["MST", "PDT"], -420),
    (&["PST", "AKDT"], -480),
    (&["AKST"], -540),
    (&["HST"], -600),
    (&["ADT", "BRT", "ART"], -180),
    (&["NST"], -210),
    (&["BST", "CET", "MET", "WEST"], 60),
    (&["CEST", "MEST", "EET", "SAST"], 120),
    (&["EEST", "MSK"], 180),
    (&["MSD"], 240),
    (&["HKT", "SGT", "AWST"], 480),
    (&["JST", "KST"], 540),
    (&["AEST"], 600),
];
