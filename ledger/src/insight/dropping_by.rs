//! When did someone last just drop by? An unplanned word in person that they began: a barometer of
//! how easy the owner is to walk up to.

use super::{Glimpse, Tie};
use crate::Day;
use crate::person::PersonId;
use crate::touch::{Beginner, Medium, Setting};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DroppedBy {
    /// The last time, and who it was; `None` when it is not noted in the time looked at.
    pub last: Option<(Day, PersonId, String)>,
    /// How often in each month, the first month first, months without too.
    pub months: Vec<(Day, u32)>,
    /// Words in passing that say nothing of who began them.
    pub untold: u32,
}

/// In the time from `from` to `day`.
pub fn dropping_by(ties: &[Tie], from: Day, day: Day) -> DroppedBy {
    let mut found = DroppedBy {
        months: months(from, day),
        ..DroppedBy::default()
    };
    for tie in ties {
        for touch in tie.touches.iter().filter(|touch| in_passing(touch)) {
            match touch.began {
                Beginner::Them => found.note(touch.day, tie),
                Beginner::Unknown => found.untold += 1,
                Beginner::Me => {}
            }
        }
    }
    found
}

impl DroppedBy {
    fn note(&mut self, day: Day, tie: &Tie) {
        let month = day.first_of_month();
        if let Some((_, times)) = self.months.iter_mut().find(|(first, _)| *first == month) {
            *times += 1;
        }
        if self.last.as_ref().is_none_or(|(last, ..)| *last < day) {
            self.last = Some((day, tie.person, tie.name.clone()));
        }
    }

    pub fn times(&self) -> u32 {
        self.months.iter().map(|(_, times)| times).sum()
    }
}

fn in_passing(touch: &Glimpse) -> bool {
    touch.setting == Setting::Hallway && touch.medium == Medium::InPerson
}

fn months(from: Day, day: Day) -> Vec<(Day, u32)> {
    let mut months = Vec::new();
    let mut month = from.first_of_month();
    while month <= day && months.len() < 120 {
        months.push((month, 0));
        month = month.saturating_add(jiff::Span::new().months(1));
    }
    months
}
