//! A person's facts as one value on their shelf. A morning reads them for everyone in the book,
//! and one value is read at less cost than twenty columns.

use jiff::civil::Date;
use ledger::Day;
use ledger::rhythm::Facts;

use crate::error::{Error, Result};

/// Grows when the layout changes, in a migration that makes everybody's facts anew.
const EDITION: u8 = 1;

const LENGTH: usize = 1 + 5 * 4 + 5 * 4 + 5 * 8;

pub(super) fn pack(facts: &Facts) -> Vec<u8> {
    let mut out = Vec::with_capacity(LENGTH);
    out.push(EDITION);
    for count in [
        facts.touches,
        facts.from_me,
        facts.from_them,
        facts.days,
        facts.gaps,
    ] {
        out.extend(count.to_le_bytes());
    }
    let days = [
        Some(facts.first),
        Some(facts.last),
        facts.last_from_me,
        facts.last_from_them,
        facts.waiting_since,
    ];
    for day in days {
        out.extend(number(day).to_le_bytes());
    }
    let reals = [
        facts.log_sum,
        facts.log_squares,
        facts.median_gap,
        facts.decayed,
        facts.my_reply_days_p90,
    ];
    for real in reals {
        out.extend(real.to_le_bytes());
    }
    out
}

pub(super) fn unpack(bytes: &[u8]) -> Result<Facts> {
    let mut reader = Reader { bytes };
    if bytes.len() != LENGTH || reader.take::<1>()? != [EDITION] {
        return Err(malformed());
    }
    let mut count = || Ok::<u32, Error>(u32::from_le_bytes(reader.take()?));
    let (touches, from_me, from_them, days, gaps) =
        (count()?, count()?, count()?, count()?, count()?);
    let mut day = || day(i32::from_le_bytes(reader.take()?));
    let (first, last) = (day()?.ok_or_else(malformed)?, day()?.ok_or_else(malformed)?);
    let (last_from_me, last_from_them, waiting_since) = (day()?, day()?, day()?);
    let mut real = || Ok::<f64, Error>(f64::from_le_bytes(reader.take()?));
    Ok(Facts {
        touches,
        from_me,
        from_them,
        days,
        first,
        last,
        gaps,
        log_sum: real()?,
        log_squares: real()?,
        median_gap: real()?,
        decayed: real()?,
        last_from_me,
        last_from_them,
        waiting_since,
        my_reply_days_p90: real()?,
    })
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk::<N>().ok_or_else(malformed)?;
        self.bytes = rest;
        Ok(*taken)
    }
}

/// Year, month and day side by side; 0 for none, which no day is.
fn number(day: Option<Day>) -> i32 {
    day.map_or(0, |day| {
        (i32::from(day.year()) << 9) | (i32::from(day.month()) << 5) | i32::from(day.day())
    })
}

fn day(number: i32) -> Result<Option<Day>> {
    if number == 0 {
        return Ok(None);
    }
    let part = |value: i32| i8::try_from(value).unwrap_or_default();
    let year = i16::try_from(number >> 9).map_err(|_| malformed())?;
    Date::new(year, part((number >> 5) & 15), part(number & 31))
        .map(Some)
        .map_err(|_| malformed())
}

fn malformed() -> Error {
    Error::internal("what the book keeps about somebody is malformed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back_as_they_were_put() {
        let facts = Facts {
            touches: 12,
            from_me: 5,
            from_them: 7,
            days: 9,
            first: jiff::civil::date(2023, 1, 31),
            last: jiff::civil::date(2026, 3, 10),
            gaps: 8,
            log_sum: 17.25,
            log_squares: 40.5,
            median_gap: 7.0,
            decayed: 3.125,
            last_from_me: Some(jiff::civil::date(2026, 2, 28)),
            last_from_them: None,
            waiting_since: Some(jiff::civil::date(2024, 2, 29)),
            my_reply_days_p90: 2.5,
        };
        assert_eq!(unpack(&pack(&facts)).unwrap(), facts);
        assert!(unpack(&pack(&facts)[1..]).is_err());
        assert!(unpack(&[]).is_err());
    }
}
