//! What the words of a rhythm mean. Read from the left, the longest known turn of phrase first;
//! what could mean two things is answered with a sentence.

use super::weekdays::weekday;
use super::{Beat, Cadence, LONGEST, Unclear, Weekdays};

/// Days in a unit, as a person means it.
const UNITS: [(&str, u32); 5] = [
    ("day", 1),
    ("week", 7),
    ("month", 30),
    ("quarter", 91),
    ("year", 365),
];

const ADVERBS: [(&str, u32); 8] = [
    ("daily", 1),
    ("weekly", 7),
    ("fortnightly", 14),
    ("monthly", 30),
    ("quarterly", 91),
    ("yearly", 365),
    ("annually", 365),
    ("fortnight", 14),
];

const COUNTS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// What was understood so far.
#[derive(Default)]
struct Reading {
    beat: Option<Beat>,
    in_person: bool,
    weekdays: Weekdays,
}

impl Cadence {
    /// The rhythm these words mean.
    pub fn parse(text: &str) -> Result<Self, Unclear> {
        let spaced = text.to_lowercase().replace([',', ';', '.'], " , ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut rest = words.as_slice();
        let mut reading = Reading::default();
        while !rest.is_empty() {
            rest = reading.read(rest, text)?;
        }
        reading.understood()
    }
}

impl Reading {
    /// Takes in the next turn of phrase; answers what follows it.
    fn read<'a, 'b>(&mut self, words: &'a [&'b str], text: &str) -> Result<&'a [&'b str], Unclear> {
        match words {
            ["in", "person", rest @ ..]
            | ["in-person", rest @ ..]
            | ["face", "to", "face", rest @ ..] => {
                self.in_person = true;
                Ok(rest)
            }
            [day, rest @ ..] if weekday(day).is_some() => self.on(day, rest),
            ["every" | "each", day, rest @ ..] if weekday(day).is_some() => self.on(day, rest),
            [
                "," | "and" | "or" | "on" | "preferably" | "about",
                rest @ ..,
            ] => Ok(rest),
            ["after", "each" | "every" | "a" | "the" | "any", rest @ ..] | ["after", rest @ ..] => {
                self.after(rest)
            }
            ["biweekly" | "bimonthly" | "biannually", ..] => {
                Err(Unclear::TwoWays(words[0].to_owned()))
            }
            [adverb, rest @ ..] if ADVERBS.iter().any(|(name, _)| name == adverb) => {
                let days = ADVERBS
                    .iter()
                    .find(|(name, _)| name == adverb)
                    .map_or(1, |(_, days)| *days);
                self.every(days, rest)
            }
            ["once", "a" | "per" | "every" | "each", unit, rest @ ..]
                if days_of(unit).is_some() =>
            {
                self.every(days_of(unit).unwrap_or(1), rest)
            }
            ["twice", "a" | "per" | "every" | "each", unit, rest @ ..]
                if days_of(unit).is_some() =>
            {
                self.every((days_of(unit).unwrap_or(2) / 2).max(1), rest)
            }
            ["every" | "each", "other" | "second", unit, rest @ ..] if days_of(unit).is_some() => {
                self.many(2, unit, rest)
            }
            ["every" | "each", count, unit, rest @ ..]
                if number(count).is_some() && days_of(unit).is_some() =>
            {
                self.many(number(count).unwrap_or(1), unit, rest)
            }
            ["every" | "each", unit, rest @ ..] if days_of(unit).is_some() => {
                self.many(1, unit, rest)
            }
            [count, unit, rest @ ..] if number(count).is_some() && days_of(unit).is_some() => {
                self.many(number(count).unwrap_or(1), unit, rest)
            }
            [count, rest @ ..] if number(count).is_some() => {
                self.many(number(count).unwrap_or(1), "day", rest)
            }
            _ => Err(Unclear::Unknown(text.trim().to_owned())),
        }
    }

    fn on<'a, 'b>(&mut self, day: &str, rest: &'a [&'b str]) -> Result<&'a [&'b str], Unclear> {
        if let Some(day) = weekday(day) {
            self.weekdays = self.weekdays.with(day);
        }
        Ok(rest)
    }

    fn many<'a, 'b>(
        &mut self,
        count: u32,
        unit: &str,
        rest: &'a [&'b str],
    ) -> Result<&'a [&'b str], Unclear> {
        let days = days_of(unit).unwrap_or(1);
        self.every(count.checked_mul(days).ok_or(Unclear::TooLong)?, rest)
    }

    fn every<'a, 'b>(&mut self, days: u32, rest: &'a [&'b str]) -> Result<&'a [&'b str], Unclear> {
        match days {
            0 => Err(Unclear::NoDay),
            1..=LONGEST => self.beat(Beat::Every(days), rest),
            _ => Err(Unclear::TooLong),
        }
    }

    /// What it follows: the words up to a comma, a day of the week, or "in person".
    fn after<'a, 'b>(&mut self, rest: &'a [&'b str]) -> Result<&'a [&'b str], Unclear> {
        let ends = |place: &usize| match &rest[*place..] {
            ["," | "on", ..] | ["in", "person", ..] | ["in-person", ..] => true,
            [day, ..] => weekday(day).is_some(),
            [] => true,
        };
        let end = (0..rest.len()).find(ends).unwrap_or(rest.len());
        let what = rest[..end].join(" ");
        if what.is_empty() {
            return Err(Unclear::Unknown("after each".to_owned()));
        }
        self.beat(Beat::After(what), &rest[end..])
    }

    fn beat<'a, 'b>(&mut self, beat: Beat, rest: &'a [&'b str]) -> Result<&'a [&'b str], Unclear> {
        if self.beat.is_some() {
            return Err(Unclear::Twice);
        }
        self.beat = Some(beat);
        Ok(rest)
    }

    /// Days of the week alone are a week's rhythm, shared among them.
    fn understood(self) -> Result<Cadence, Unclear> {
        let beat = match (self.beat, self.weekdays.count()) {
            (Some(beat), _) => beat,
            (None, 0) => return Err(Unclear::Wordless),
            (None, days) => Beat::Every(7_u32.div_ceil(days)),
        };
        Ok(Cadence {
            beat,
            in_person: self.in_person,
            weekdays: self.weekdays,
        })
    }
}

fn days_of(unit: &str) -> Option<u32> {
    let one = unit.strip_suffix('s').unwrap_or(unit);
    UNITS
        .iter()
        .find(|(name, _)| *name == one)
        .map(|(_, days)| *days)
}

fn number(word: &str) -> Option<u32> {
    if let Some(place) = COUNTS.iter().position(|name| *name == word) {
        return u32::try_from(place + 1).ok();
    }
    word.parse().ok()
}
