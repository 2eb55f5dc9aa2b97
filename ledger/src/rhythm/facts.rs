//! What the book keeps per person so that `today` need not read a lifetime.
//! Made from contacts, never edited by hand; the same contacts in any order give the same facts.

use crate::touch::{Beginner, Medium, Touch};
use crate::{Day, days_between};

/// Half-life of a contact day in `Facts::decayed`, in days. Measured: the ranking of pairs is
/// flat from 45 to 120 days in a stable workplace (model C2).
pub(super) const FADING: f64 = 60.0;

/// Something sent to more people than this is not an approach to one of them, and owes no reply.
/// Our choice.
pub const APPROACH_AT_MOST: u32 = 3;

/// An answer later than this, in days, is a new beginning rather than a reply. Our choice.
pub const REPLY_WITHIN: i64 = 14;

/// One contact between two people, as far as rhythm needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    pub day: Day,
    pub began: Beginner,
    /// How many people it was addressed to; at least 1.
    pub addressees: u32,
}

impl From<&Touch> for Contact {
    /// A conversation the other began needs no answer: both were there. It is taken as begun by both.
    fn from(touch: &Touch) -> Self {
        let written = matches!(touch.medium, Medium::Chat | Medium::Mail | Medium::Letter);
        let began = match touch.began {
            Beginner::Them if !written => Beginner::Unknown,
            began => began,
        };
        Self {
            day: touch.day,
            began,
            addressees: touch.addressees,
        }
    }
}

/// The rhythm of one pair in a few numbers. All times in days, all logs natural.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    pub touches: u32,
    pub from_me: u32,
    pub from_them: u32,
    /// Distinct contact days.
    pub days: u32,
    pub first: Day,
    pub last: Day,
    /// Gaps of a day or more between contact days: always `days − 1`.
    pub gaps: u32,
    /// Σ ln gap.
    pub log_sum: f64,
    /// Σ (ln gap)².
    pub log_squares: f64,
    /// The median gap; 0 when there is none.
    pub median_gap: f64,
    /// Σ 2^(−(last − day)/60) over contact days, as of `last`.
    pub decayed: f64,
    pub last_from_me: Option<Day>,
    pub last_from_them: Option<Day>,
    /// The first of their approaches after my last touch, while the last word is theirs.
    /// Order within a day is not trusted: an answer on the same day answers.
    pub waiting_since: Option<Day>,
    /// 90th percentile of my reply time to this person; 0 when I never replied.
    pub my_reply_days_p90: f64,
}

impl Facts {
    /// Sums contacts up, in any order; `None` when there is none.
    pub fn of(contacts: impl IntoIterator<Item = Contact>) -> Option<Self> {
        let mut contacts: Vec<Contact> = contacts.into_iter().collect();
        contacts.sort_unstable_by_key(|contact| contact.day);
        let (first, last) = (contacts.first()?.day, contacts.last()?.day);
        let by = |beginner| {
            contacts
                .iter()
                .filter(move |contact| contact.began == beginner)
        };

        let mut days: Vec<Day> = contacts.iter().map(|contact| contact.day).collect();
        days.dedup();
        let gaps: Vec<f64> = days
            .windows(2)
            .map(|pair| days_between(pair[0], pair[1]) as f64)
            .collect();
        let replies = Replies::of(&contacts);
        Some(Self {
            touches: count(contacts.len()),
            from_me: count(by(Beginner::Me).count()),
            from_them: count(by(Beginner::Them).count()),
            days: count(days.len()),
            first,
            last,
            gaps: count(gaps.len()),
            log_sum: gaps.iter().map(|gap| gap.ln()).sum(),
            log_squares: gaps.iter().map(|gap| gap.ln().powi(2)).sum(),
            median_gap: median(gaps),
            decayed: days
                .iter()
                .map(|day| (-(days_between(*day, last) as f64) / FADING).exp2())
                .sum(),
            last_from_me: by(Beginner::Me).map(|contact| contact.day).next_back(),
            last_from_them: by(Beginner::Them).map(|contact| contact.day).next_back(),
            waiting_since: replies.waiting_since,
            my_reply_days_p90: replies.p90(),
        })
    }

    /// Σ 2^(−(day − t)/60) over contact days, as of `day`.
    pub fn decayed_on(&self, day: Day) -> f64 {
        self.decayed * (-(days_between(self.last, day).max(0) as f64) / FADING).exp2()
    }
}

/// The owner's own 90th-percentile reply time over everyone, in days: the median of what it is
/// toward each person they have answered, as reply times themselves are not kept.
pub fn reply_p90<'a>(facts: impl IntoIterator<Item = &'a Facts>) -> f64 {
    let answered = facts
        .into_iter()
        .filter(|facts| facts.from_me > 0 && facts.from_them > 0);
    median(answered.map(|facts| facts.my_reply_days_p90).collect())
}

/// My replies to one person, read off the days.
struct Replies {
    waiting_since: Option<Day>,
    /// In days, each at most `REPLY_WITHIN`.
    times: Vec<i64>,
}

impl Replies {
    fn of(contacts: &[Contact]) -> Self {
        let mut replies = Self {
            waiting_since: None,
            times: Vec::new(),
        };
        for day in contacts.chunk_by(|one, next| one.day == next.day) {
            replies.read(day);
        }
        replies
    }

    fn read(&mut self, contacts: &[Contact]) {
        let day = contacts[0].day;
        let approached = contacts.iter().any(|contact| {
            contact.began == Beginner::Them && contact.addressees <= APPROACH_AT_MOST
        });
        let began_by = |beginner| contacts.iter().any(|contact| contact.began == beginner);
        if !began_by(Beginner::Me) && !began_by(Beginner::Unknown) {
            self.waiting_since = self.waiting_since.or(approached.then_some(day));
            return;
        }
        let since = self.waiting_since.take().or(approached.then_some(day));
        let Some(time) = since.map(|since| days_between(since, day)) else {
            return;
        };
        if began_by(Beginner::Me) && time <= REPLY_WITHIN {
            self.times.push(time);
        }
    }

    /// Nearest rank: the smallest time that at least nine in ten replies did not exceed.
    fn p90(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable();
        let rank = (times.len() * 9).div_ceil(10);
        times
            .get(rank.wrapping_sub(1))
            .map_or(0.0, |time| *time as f64)
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
