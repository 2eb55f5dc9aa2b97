//! Days and numbers as a person reads them. Nothing is decided here.

use ledger::touch::{Medium, Setting};
use ledger::{Day, days_between};

/// "Tue 10 Mar", with the year when it is not the year of `today`.
pub fn day(day: Day, today: Day) -> String {
    let form = if day.year() == today.year() {
        "%a %-d %b"
    } else {
        "%a %-d %b %Y"
    };
    day.strftime(form).to_string()
}

/// "Tuesday 10 March 2026".
pub fn whole_day(day: Day) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}

/// "today", "yesterday", "in 3 days", "5 weeks ago".
pub fn distance(day: Day, today: Day) -> String {
    match days_between(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        ahead @ 2.. => format!("in {}", span(ahead)),
        behind => format!("{} ago", span(-behind)),
    }
}

/// Days up to a month, then weeks, months and years, as one would say it.
pub fn span(days: i64) -> String {
    match days {
        ..=34 => counted(days, "day"),
        35..=83 => counted(days / 7, "week"),
        84..=729 => counted((days as f64 / 30.44) as i64, "month"),
        _ => counted((days as f64 / 365.25) as i64, "year"),
    }
}

/// "1 promise", "2 promises", "12,000 messages".
pub fn counted(count: i64, noun: &str) -> String {
    match (count, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "person") => format!("{} people", grouped(count)),
        (_, "likeness") => format!("{} likenesses", grouped(count)),
        (_, "entry") => format!("{} entries", grouped(count)),
        (_, "reply") => format!("{} replies", grouped(count)),
        (_, "touch") => format!("{} touches", grouped(count)),
        (_, "address") => format!("{} addresses", grouped(count)),
        _ => format!("{} {noun}s", grouped(count)),
    }
}

/// "340 kB", "1.2 MB".
pub fn size(bytes: u64) -> String {
    match bytes {
        ..1_000 => counted(i64::try_from(bytes).unwrap_or(i64::MAX), "byte"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// Thousands set apart: 9,660.
pub fn grouped(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut text = if count < 0 {
        "−".to_owned()
    } else {
        String::new()
    };
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A worth with its sign, a real minus, two places: "+1.25", "−0.50".
pub fn worth(points: f64) -> String {
    let rounded = (points * 100.0).round() / 100.0;
    if rounded < 0.0 {
        format!("−{:.2}", -rounded)
    } else {
        format!("+{:.2}", rounded.abs())
    }
}

/// A number without needless zeros: "7", "2.5", "0.35".
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('-', "−")
}

/// "Ana, Sam and Priya".
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// "a coffee", "a meeting by video", "a mail".
pub fn touch(setting: Setting, medium: Medium) -> String {
    match (setting, medium) {
        (Setting::Message, Medium::Mail) => "a mail".to_owned(),
        (Setting::Message, Medium::Chat) => "a chat".to_owned(),
        (Setting::Message, Medium::Letter) => "a letter".to_owned(),
        (Setting::OneToOne, Medium::Voice) => "a call".to_owned(),
        (Setting::OneToOne, Medium::Video) => "a video call".to_owned(),
        (Setting::OneToOne, Medium::InPerson) => "one to one".to_owned(),
        (_, Medium::InPerson) => setting.words().to_owned(),
        _ => format!("{} {}", setting.words(), medium.words()),
    }
}

/// The first letter large, the rest as it is.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_shows_its_year_only_when_it_is_another() {
        let today = date(2026, 3, 10);
        assert_eq!(day(date(2026, 3, 6), today), "Fri 6 Mar");
        assert_eq!(day(date(2025, 12, 31), today), "Wed 31 Dec 2025");
    }

    #[test]
    fn distances_are_said_in_the_unit_that_fits() {
        let today = date(2026, 3, 10);
        let said: Vec<String> = [
            (2026, 3, 10),
            (2026, 3, 9),
            (2026, 3, 13),
            (2026, 2, 2),
            (2025, 6, 10),
            (2020, 3, 9),
        ]
        .map(|(y, m, d)| distance(date(y, m, d), today))
        .to_vec();
        assert_eq!(
            said,
            [
                "today",
                "yesterday",
                "in 3 days",
                "5 weeks ago",
                "8 months ago",
                "6 years ago"
            ]
        );
    }

    #[test]
    fn a_withdrawal_has_a_real_minus() {
        assert_eq!(worth(-0.5), "−0.50");
        assert_eq!(worth(1.0), "+1.00");
        assert_eq!(worth(-0.001), "+0.00");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(9_660), "9,660");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(grouped(12), "12");
    }
}
