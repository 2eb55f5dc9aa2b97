//! Days of birth side by side.

use super::book::Counted;
use super::entry::BirthDate;
use super::letters::edits;
use super::likelihood::{BIRTHDAY, Sight};
use super::profile::Profile;

/// Two people are born on one day of one year so often, and on one day of any year so often.
const SAME_DAY: f64 = 1.0 / 15_000.0;
const SAME_DAY_OF_A_YEAR: f64 = 1.0 / 365.0;

/// A day and a month turned round, or one figure changed: so many days can be reached so.
const SLIP: f64 = 0.002;
/// Two of year, month and day are the same.
const TWO_PARTS: f64 = 0.005;

/// The closest of their days of birth: the same, a slip of the pen apart, one part apart, or others.
pub fn born(one: &Profile, other: &Profile, book: &Counted) -> Option<Sight> {
    let pairs = one.birthdays.iter().flat_map(|mine| {
        let theirs = other.birthdays.iter();
        theirs.map(|theirs| alike(*mine, *theirs, book))
    });
    pairs.min_by_key(|sight| sight.level)
}

fn alike(one: BirthDate, other: BirthDate, book: &Counted) -> Sight {
    let years = one.year.zip(other.year);
    let same_year = years.is_none_or(|(mine, theirs)| mine == theirs);
    let (same_month, same_day) = (one.month == other.month, one.day == other.day);
    if same_year && same_month && same_day {
        let by_chance = if years.is_some() {
            SAME_DAY
        } else {
            SAME_DAY_OF_A_YEAR
        };
        return Sight::new(
            BIRTHDAY,
            0,
            by_chance.max(book.birthdays.share_beyond_one(one.number())),
        );
    }
    let turned = one.month == other.day && one.day == other.month && same_year;
    let parts = [same_year, same_month, same_day]
        .into_iter()
        .filter(|same| *same)
        .count();
    let two_parts = years.is_some() && parts == 2;
    if turned || two_parts && edits(&one.written(), &other.written(), 1) <= 1 {
        return Sight::new(BIRTHDAY, 1, SLIP);
    }
    if two_parts {
        return Sight::new(BIRTHDAY, 2, TWO_PARTS);
    }
    Sight::new(BIRTHDAY, 3, 1.0)
}

impl BirthDate {
    pub(super) fn number(self) -> u64 {
        let year = self.year.map_or(0, |year| year.unsigned_abs().into());
        year << 16 | u64::from(self.month.unsigned_abs()) << 8 | u64::from(self.day.unsigned_abs())
    }

    fn written(self) -> String {
        format!(
            "{:04}{:02}{:02}",
            self.year.unwrap_or(0),
            self.month,
            self.day
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::{Entry, Known};
    use super::*;
    use crate::person::PersonId;
    use uuid::Uuid;

    fn level(one: (i16, i8, i8), other: (i16, i8, i8)) -> Option<u8> {
        let entry = |(year, month, day): (i16, i8, i8)| {
            let mut entry = Entry::new(PersonId(Uuid::from_u128(1)));
            let year = Some(year).filter(|year| *year > 0);
            entry.birthday = Some(BirthDate { year, month, day });
            entry
        };
        let entries = [entry(one), entry(other)];
        let known = Known {
            entries: &entries,
            ..Known::default()
        };
        let (book, profiles) = Counted::of(&known, &entries.iter().collect::<Vec<_>>());
        born(&profiles[0], &profiles[1], &book).map(|sight| sight.level)
    }

    #[test]
    fn a_slip_of_the_pen_is_told_from_another_day() {
        assert_eq!(level((1978, 12, 11), (1978, 12, 11)), Some(0));
        assert_eq!(level((1978, 12, 11), (1978, 11, 12)), Some(1));
        assert_eq!(level((1978, 12, 11), (1979, 12, 11)), Some(1));
        assert_eq!(level((1978, 12, 11), (1932, 12, 11)), Some(2));
        assert_eq!(level((1978, 12, 11), (1932, 2, 11)), Some(3));
        assert_eq!(level((0, 12, 11), (1932, 12, 11)), Some(0));
        assert_eq!(level((0, 12, 11), (1932, 12, 12)), Some(3));
    }
}
