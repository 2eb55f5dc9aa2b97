//! Days of the week that suit: a set, small enough to be carried about.

use jiff::civil::Weekday;

use crate::Day;

/// The days of the week, Monday first, as kept and as said.
const NAMES: [(&str, &str); 7] = [
    ("mon", "Mondays"),
    ("tue", "Tuesdays"),
    ("wed", "Wednesdays"),
    ("thu", "Thursdays"),
    ("fri", "Fridays"),
    ("sat", "Saturdays"),
    ("sun", "Sundays"),
];

/// Which days suit; an empty set is any day. A bit a day, Monday lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(u8);

impl Weekdays {
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.to_monday_zero_offset())
    }

    pub fn is_any(self) -> bool {
        self.0 == 0
    }

    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    pub fn holds(self, day: Weekday) -> bool {
        self.0 & (1 << day.to_monday_zero_offset()) != 0
    }

    /// Whether this day suits.
    pub fn suit(self, day: Day) -> bool {
        self.is_any() || self.holds(day.weekday())
    }

    /// How many days later the next one that suits comes.
    pub fn wait_after(self, day: Day) -> i64 {
        let mut next = day.weekday();
        for wait in 1..=7 {
            next = next.next();
            if self.is_any() || self.holds(next) {
                return wait;
            }
        }
        7
    }

    /// "Tuesdays", "Tuesdays and Thursdays".
    pub fn words(self) -> String {
        let names: Vec<&str> = self.chosen().map(|(_, name)| name).collect();
        match names.as_slice() {
            [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
            names => names.concat(),
        }
    }

    /// As kept: "tue,thu"; empty for any.
    pub fn id(self) -> String {
        let ids: Vec<&str> = self.chosen().map(|(id, _)| id).collect();
        ids.join(",")
    }

    pub fn from_id(id: &str) -> Option<Self> {
        id.split(',')
            .filter(|part| !part.is_empty())
            .try_fold(Self::default(), |days, part| {
                Some(days.with(weekday(part)?))
            })
    }

    fn chosen(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let named = NAMES.into_iter().enumerate();
        named.filter_map(move |(place, name)| (self.0 & (1 << place) != 0).then_some(name))
    }
}

/// "tue", "tuesday", "Tuesdays".
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    let place = NAMES.iter().position(|(id, name)| {
        let name = name.to_lowercase();
        word == *id || word == name || Some(word.as_str()) == name.strip_suffix('s')
    })?;
    Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
}
