//! Days, counts and sums as they read on a page.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{Day, days_between};
use maud::{Markup, Render, html};
use uuid::Uuid;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

// A page names a hundred days and sums, so they are put together by hand here, and not from a
// pattern that is read again for each.

/// What holds no sign that means something to a browser, written straight into a page.
struct Put<F: Fn(&mut String)>(F);

impl<F: Fn(&mut String)> Render for Put<F> {
    fn render_to(&self, out: &mut String) {
        (self.0)(out);
    }
}

/// Room for so many bytes, made at once. A long page that grew piece by piece would be copied each
/// time it outgrew its place.
pub struct Room(pub usize);

impl Render for Room {
    fn render_to(&self, out: &mut String) {
        out.reserve(self.0);
    }
}

/// "2026-03-10".
pub fn iso(day: Day) -> impl Render {
    Put(move |out| {
        let year = day.year().unsigned_abs();
        put_two(out, year / 100);
        put_two(out, year % 100);
        out.push('-');
        put_two(out, day.month().unsigned_abs().into());
        out.push('-');
        put_two(out, day.day().unsigned_abs().into());
    })
}

/// An id as an address has it.
pub fn id(id: Uuid) -> impl Render {
    Put(move |out| {
        let mut letters = [0; uuid::fmt::Hyphenated::LENGTH];
        out.push_str(id.hyphenated().encode_lower(&mut letters));
    })
}

/// "Tuesday".
pub fn weekday(day: Day) -> &'static str {
    WEEKDAYS[day.weekday().to_monday_zero_offset() as usize]
}

/// "March".
fn month(day: Day) -> &'static str {
    MONTHS[day.month() as usize - 1]
}

/// "Tuesday, 10 March 2026".
pub fn long(day: Day) -> String {
    let mut out = String::with_capacity(32);
    put_long(&mut out, day);
    out
}

/// "Tue 10 Mar", with the year where it is not the year of `today`.
pub fn short(day: Day, today: Day) -> String {
    let mut out = String::with_capacity(16);
    put_short(&mut out, day, today);
    out
}

/// "10 Mar 2026".
pub fn dated(day: Day) -> String {
    let mut out = String::with_capacity(16);
    put_dated(&mut out, day, &month(day)[..3]);
    out
}

/// "March 2026".
pub fn of_month(day: Day) -> String {
    let mut out = String::with_capacity(16);
    out.push_str(month(day));
    out.push(' ');
    day.year().render_to(&mut out);
    out
}

/// "Mar 2026".
pub fn month_short(day: Day) -> String {
    let mut out = String::with_capacity(8);
    out.push_str(&month(day)[..3]);
    out.push(' ');
    day.year().render_to(&mut out);
    out
}

fn put_long(out: &mut String, day: Day) {
    out.push_str(weekday(day));
    out.push_str(", ");
    put_dated(out, day, month(day));
}

fn put_short(out: &mut String, day: Day, today: Day) {
    if day.year() != today.year() {
        return put_dated(out, day, &month(day)[..3]);
    }
    out.push_str(&weekday(day)[..3]);
    out.push(' ');
    day.day().render_to(out);
    out.push(' ');
    out.push_str(&month(day)[..3]);
}

fn put_dated(out: &mut String, day: Day, month: &str) {
    day.day().render_to(out);
    out.push(' ');
    out.push_str(month);
    out.push(' ');
    day.year().render_to(out);
}

/// A number under a hundred in two digits.
fn put_two(out: &mut String, number: u16) {
    for digit in [number / 10, number % 10] {
        out.push(char::from(b'0' + (digit % 10) as u8));
    }
}

/// A day for machines and people alike.
pub fn time(day: Day, today: Day) -> Markup {
    html! { time datetime=(iso(day)) title=(Put(|out| put_long(out, day))) { (Put(|out| put_short(out, day, today))) } }
}

/// The same with the hour of it, for whoever points at it.
pub fn time_of(at: Timestamp, zone: &TimeZone, day: Day, today: Day) -> Markup {
    html! {
        time datetime=(iso(day)) title={ (Put(|out| put_long(out, day))) ", " (Put(|out| put_hour(out, at, zone))) } {
            (Put(|out| put_short(out, day, today)))
        }
    }
}

/// "today", "yesterday", "12 days ago".
pub fn ago(day: Day, today: Day) -> String {
    match days_between(day, today) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days < 0 => format!("in {}", counted(-days, "day")),
        days if days < 120 => [&grouped(days), " days ago"].concat(),
        days if days < 730 => format!("{} months ago", days / 30),
        days => format!("{} years ago", days / 365),
    }
}

/// When something is due, seen from `today`.
pub fn due(day: Day, today: Day) -> String {
    match days_between(today, day) {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        days if days > 1 && days < 7 => format!("due {}", weekday(day)),
        days if days >= 7 => format!("due {}", short(day, today)),
        -1 => "a day past its day".to_owned(),
        days => format!("{} days past its day", -days),
    }
}

/// "1 day", "12 days", "1,204 days".
pub fn counted(count: i64, noun: &str) -> String {
    let several = match noun {
        _ if count == 1 => return ["1 ", noun].concat(),
        "person" => "people",
        "entry" => "entries",
        "address" => "addresses",
        "touch" => "touches",
        "new touch" => "new touches",
        noun => return [&grouped(count), " ", noun, "s"].concat(),
    };
    [&grouped(count), " ", several].concat()
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
    let mut digits = String::with_capacity(32);
    count.unsigned_abs().render_to(&mut digits);
    let mut out = String::with_capacity(32);
    if count < 0 {
        out.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A worth, with a real minus sign: "+1.25", "−0.50".
pub fn worth(points: f64) -> String {
    signed(points, "+")
}

/// A sum of worths: "14.48", "−0.50".
pub fn sum(points: f64) -> String {
    signed(points, "")
}

fn signed(points: f64, plus: &str) -> String {
    let hundredths = (points * 100.0).round() as i64;
    let mut out = String::with_capacity(16);
    out.push_str(if hundredths < 0 { "−" } else { plus });
    let hundredths = hundredths.unsigned_abs();
    (hundredths / 100).render_to(&mut out);
    out.push('.');
    put_two(&mut out, (hundredths % 100) as u16);
    out
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
    let mut out = String::with_capacity(5);
    put_hour(&mut out, at, zone);
    out
}

fn put_hour(out: &mut String, at: Timestamp, zone: &TimeZone) {
    let at = zone.to_datetime(at);
    put_two(out, at.hour().unsigned_abs().into());
    out.push(':');
    put_two(out, at.minute().unsigned_abs().into());
}

/// A letter to an address, and to nobody else: what an address of a stranger's mail adds (`?bcc=…`) stays a part
/// of the address (RFC 6068).
pub fn mailto(address: &str) -> String {
    let mut link = "mailto:".to_owned();
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'@' | b'.' | b'-' | b'_' | b'+' => {
                link.push(char::from(byte));
            }
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
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
        assert_eq!(short(date(2026, 2, 1), today), "Sun 1 Feb");
        assert_eq!(long(today), "Tuesday, 10 March 2026");
        assert_eq!(of_month(today), "March 2026");
        assert_eq!(iso(date(986, 3, 9)).render().0, date(986, 3, 9).to_string());
        let noon = date(2026, 3, 10).at(9, 5, 0, 0);
        let zone = TimeZone::get("Europe/Lisbon").unwrap();
        let at = noon.to_zoned(zone.clone()).unwrap().timestamp();
        assert_eq!(hour(at, &zone), "09:05");
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "person"), "1 person");
        assert_eq!(counted(12_040, "person"), "12,040 people");
        assert_eq!(counted(-1_204, "day"), "−1,204 days");
        assert_eq!(worth(-0.5), "−0.50");
        assert_eq!(worth(-0.001), "+0.00");
        assert_eq!(sum(14.481), "14.48");
        assert_eq!(sum(-0.051), "−0.05");
        assert_eq!(spelt(1, "person"), "one person");
        assert_eq!(spelt(12, "promise"), "12 promises");
        assert_eq!(plain(60.0), "60");
        assert_eq!(plain(1.25), "1.25");
    }
}
