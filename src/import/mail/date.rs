//! The Date line of a mail, in every shape mailers have given it since 1970.
//! A date is read or it is not; nothing is guessed from elsewhere.

use jiff::{Timestamp, civil, tz::Offset};

use super::zone::zone;

/// The instant and the minutes east of Greenwich, or `None` for a date that cannot be read
/// or that no mail can have (before 1970, after 2100).
pub fn date(text: &str) -> Option<(Timestamp, i32)> {
    let plain = without_comments(text);
    let parts = iso(plain.trim()).or_else(|| Parts::read(&plain))?;
    parts.instant()
}

#[derive(Default)]
struct Parts {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    time: Option<[i8; 3]>,
    zone: Option<i32>,
}

impl Parts {
    fn read(text: &str) -> Option<Parts> {
        let mut parts = Parts::default();
        for token in text.split([' ', '\t', ',', '\r', '\n']) {
            if !token.is_empty() {
                parts.take(token)?;
            }
        }
        Some(parts)
    }

    /// `None` when the token shows that this is no date.
    fn take(&mut self, token: &str) -> Option<()> {
        if self.time.is_some() && self.zone.is_none() && is_zone(token) {
            self.zone = Some(zone(token)?);
            return Some(());
        }
        if token.contains(':') {
            return self.take_time(token);
        }
        if token.contains('-') && !token.starts_with('-') {
            return token
                .split('-')
                .filter(|part| !part.is_empty())
                .try_for_each(|part| self.take(part));
        }
        if token.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            return self.take_number(token);
        }
        if self.month.is_none() {
            self.month = month(token);
        }
        Some(())
    }

    fn take_time(&mut self, token: &str) -> Option<()> {
        if self.time.is_some() {
            return Some(());
        }
        let (clock, zone_text) = match token.find(['+', '-']) {
            Some(at) => token.split_at(at),
            None => (token, ""),
        };
        let mut parts = clock.split(':').map(leading_number);
        let hour = parts.next()??;
        let minute = parts.next()??;
        let second = parts.next().flatten().unwrap_or(0);
        self.time = Some([hour, minute, second.min(59)]);
        if !zone_text.is_empty() {
            self.zone = Some(zone(zone_text)?);
        }
        Some(())
    }

    fn take_number(&mut self, token: &str) -> Option<()> {
        let digits = token.trim_end_matches(|c: char| !c.is_ascii_digit());
        if digits.len() <= 2 && self.day.is_none() {
            self.day = digits.parse().ok();
            return self.day.map(|_| ());
        }
        // "10 Mar 26": the month stands between day and year, the clock after it.
        if self.year.is_none() {
            self.year = Some(full_year(digits)?);
        }
        Some(())
    }

    fn instant(&self) -> Option<(Timestamp, i32)> {
        let year = self.year.filter(|year| (1970..=2100).contains(year))?;
        let day = civil::Date::new(year, self.month?, self.day?).ok()?;
        let [hour, minute, second] = self.time.unwrap_or_default();
        let time = civil::Time::new(hour, minute, second, 0).ok()?;
        let minutes = self.zone.unwrap_or(0);
        let offset = Offset::from_seconds(minutes * 60).ok()?;
        let at = offset.to_timestamp(day.to_datetime(time)).ok()?;
        (at >= Timestamp::UNIX_EPOCH).then_some((at, minutes))
    }
}

/// `2026-03-10T09:00:00+01:00`: not a mail's date, but mailers' scripts write it.
fn iso(text: &str) -> Option<Parts> {
    let (date, clock) = text.split_once(['T', ' '])?;
    let date: civil::Date = date.parse().ok()?;
    let clock = clock.trim_end_matches('Z').replace(' ', "");
    let at = clock.find(['+', '-']).unwrap_or(clock.len());
    let (clock, zone_text) = clock.split_at(at);
    let mut parts = Parts {
        day: Some(date.day()),
        month: Some(date.month()),
        year: Some(date.year()),
        ..Parts::default()
    };
    parts.take_time(clock.split('.').next().unwrap_or(clock))?;
    if !zone_text.is_empty() {
        parts.zone = Some(zone(&zone_text.replace(':', ""))?);
    }
    Some(parts)
}

fn without_comments(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|letter| {
            match letter {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

fn leading_number(text: &str) -> Option<i8> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text[..end].parse().ok()
}

fn full_year(digits: &str) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    Some(match (digits.len(), number) {
        (..=2, ..=68) => 2000 + number,
        (..=3, _) => 1900 + number,
        _ => number,
    })
}

fn month(token: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = token.get(..3)?;
    let index = NAMES
        .iter()
        .position(|name| name.eq_ignore_ascii_case(start))?;
    i8::try_from(index + 1).ok()
}

fn is_zone(token: &str) -> bool {
    let bytes = token.as_bytes();
    match bytes.first() {
        Some(b'+' | b'-') => true,
        Some(first) => first.is_ascii_alphabetic() && month(token).is_none(),
        None => false,
    }
}
