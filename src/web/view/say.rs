//! Days, counts and sums as they read on a page.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{Day, days_between};
use maud::{Markup, html};

/// "Tuesday, 10 March 2026".
pub fn long(day: Day) -> String {
    day.strftime("%A, %-d %B %Y").to_string()
}

/// "Tue 10 Mar", with the year where it is not the year of `today`.
pub fn short(day: Day, today: Day) -> String {
    if day.year() == today.year() {
        day.strftime("%a %-d %b").to_string()
    } else {
        day.strftime("%-d %b %Y").to_string()
    }
}

/// "10 Mar 2026".
pub fn dated(day: Day) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// A day for machines and people alike.
pub fn time(day: Day, today: Day) -> Markup {
    html! { time datetime=(day) title=(long(day)) { (short(day, today)) } }
}

/// "today", "yesterday", "12 days ago".
pub fn ago(day: Day, today: Day) -> String {
    match days_between(day, today) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days < 0 => format!("in {}", counted(-days, "day")),
        days if days < 120 => format!("{days} days ago"),
        days if days < 730 => format!("{} months ago", days / 30),
        days => format!("{} years ago", days / 365),
    }
}

/// When something is due, seen from `today`.
pub fn due(day: Day, today: Day) -> String {
    match days_between(today, day) {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        days if days > 1 && days < 7 => format!("due {}", day.strftime("%A")),
        days if days >= 7 => format!("due {}", short(day, today)),
        -1 => "a day past its day".to_owned(),
        days => format!("{} days past its day", -days),
    }
}

/// "1 day", "12 days", "1,204 days".
pub fn counted(count: i64, noun: &str) -> String {
    let plural = match noun {
        "person" => "people".to_owned(),
        "entry" => "entries".to_owned(),
        "address" => "addresses".to_owned(),
        "new touch" => "new touches".to_owned(),
        noun => format!("{noun}s"),
    };
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {plural}", grouped(count))
    }
}

/// "three people", "12 people": small numbers in words, as in a letter.
pub fn spelt(count: usize, noun: &str) -> String {
    const WORDS: [&str; 9] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let counted = counted(count as i64, noun);
    match (WORDS.get(count.wrapping_sub(1)), counted.split_once(' ')) {
        (Some(word), Some((_, noun))) => format!("{word} {noun}"),
        _ => counted,
    }
}

/// Thousands set apart: 12,040.
pub fn grouped(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if count < 0 { format!("−{out}") } else { out }
}

/// A worth, with a real minus sign: "+1.25", "−0.50".
pub fn worth(points: f64) -> String {
    // Adding zero makes a minus zero a plain one.
    let rounded = (points * 100.0).round() / 100.0 + 0.0;
    if rounded < 0.0 {
        format!("−{:.2}", -rounded)
    } else {
        format!("+{rounded:.2}")
    }
}

/// A sum of worths: "14.48", "−0.50".
pub fn sum(points: f64) -> String {
    worth(points).trim_start_matches('+').to_owned()
}

/// A number without needless zeros.
pub fn plain(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// "1.3 GB", "24 MB", "900 kB".
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// The hour in the owner's zone: "09:20".
pub fn hour(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

/// A refusal as a sentence: a capital first, a stop last.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let mut out: String = first.to_uppercase().chain(letters).collect();
    if !out.ends_with(['.', '?', '…']) {
        out.push('.');
    }
    out
}

/// What someone is called in a sentence that already named them.
pub fn first_name(name: &str) -> &str {
    let first = name.split_whitespace().next().unwrap_or(name);
    if first.contains('@') { name } else { first }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = date(2026, 3, 10);
        assert_eq!(ago(date(2026, 3, 10), today), "today");
        assert_eq!(ago(date(2026, 3, 9), today), "yesterday");
        assert_eq!(ago(date(2026, 2, 2), today), "36 days ago");
        assert_eq!(due(date(2026, 3, 13), today), "due Friday");
        assert_eq!(due(date(2026, 3, 8), today), "2 days past its day");
        assert_eq!(short(date(2025, 12, 1), today), "1 Dec 2025");
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "person"), "1 person");
        assert_eq!(counted(12_040, "person"), "12,040 people");
        assert_eq!(worth(-0.5), "−0.50");
        assert_eq!(worth(-0.001), "+0.00");
        assert_eq!(sum(14.481), "14.48");
        assert_eq!(spelt(1, "person"), "one person");
        assert_eq!(spelt(12, "promise"), "12 promises");
        assert_eq!(plain(60.0), "60");
        assert_eq!(plain(1.25), "1.25");
    }
}
