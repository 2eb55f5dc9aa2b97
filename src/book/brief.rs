//! Briefs: gathering what the book holds of those to be met, and handing it to the ledger. The
//! shelf of confidences is not read here, nor in anything this calls.

use ledger::Day;
use ledger::brief::{Brief, Glance, Known, Last, Minute, Occasion, Purpose, Section};
use ledger::brief::{brief, glance, prepared};
use ledger::meeting::{Meeting, Prepared};
use ledger::person::PersonId;

use super::meeting::Arranged;
use super::{Book, Page, Surroundings};
use crate::error::{Error, Result};

/// What to know before meeting somebody, or several.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// The meeting it is for, where there is one.
    pub meeting: Option<Arranged>,
    pub whom: Whom,
}

#[derive(Clone, Debug)]
pub enum Whom {
    One(Brief),
    /// What was prepared for all, and a line about each.
    Several(Vec<Section>, Vec<Glance>),
}

impl Book {
    /// Before meeting these people. With one of them, the next meeting with just them is what it
    /// is for, unless another purpose is named.
    pub fn brief(
        &self,
        people: &[PersonId],
        purpose: Option<Purpose>,
        day: Day,
    ) -> Result<Briefing> {
        let [person] = people else {
            return self.brief_several(people, None, purpose.unwrap_or(Purpose::Usual), day);
        };
        let page = self.page(*person, day)?;
        let next = page
            .meetings
            .iter()
            .find(|one| one.is_ahead() && one.day >= day);
        let meeting = match next {
            Some(next) => Some(self.meeting(next.id, day)?).filter(|one| one.guests.len() == 1),
            None => None,
        };
        self.brief_one(&page, meeting, purpose, day)
    }

    pub fn brief_of_meeting(&self, arranged: Arranged, day: Day) -> Result<Briefing> {
        let purpose = Purpose::of(arranged.meeting.kind);
        match arranged.meeting.guests.as_slice() {
            [person] => {
                let page = self.page(*person, day)?;
                self.brief_one(&page, Some(arranged), None, day)
            }
            several => {
                let people = several.to_vec();
                self.brief_several(&people, Some(arranged), purpose, day)
            }
        }
    }

    fn brief_one(
        &self,
        page: &Page,
        meeting: Option<Arranged>,
        purpose: Option<Purpose>,
        day: Day,
    ) -> Result<Briefing> {
        let around = self.surroundings(day)?;
        let own = Prepared::default();
        let held = meeting.as_ref().map(|one| &one.meeting);
        let kind = held.map_or(Purpose::Usual, |held| Purpose::of(held.kind));
        let occasion = Occasion {
            purpose: purpose.unwrap_or(kind),
            prepared: held.map_or(&own, |held| &held.prepared),
            minute: held
                .filter(|held| held.has_personal_minute())
                .map(|held| Minute {
                    last: last_minute(&page.meetings, held),
                }),
        };
        let words = Words::of(page);
        let one = brief(&words.known(page, &around), &occasion, day);
        Ok(Briefing {
            meeting,
            whom: Whom::One(one),
        })
    }

    fn brief_several(
        &self,
        people: &[PersonId],
        meeting: Option<Arranged>,
        purpose: Purpose,
        day: Day,
    ) -> Result<Briefing> {
        if people.is_empty() {
            return Err(Error::refused("whom do you meet?"));
        }
        let around = self.surroundings(day)?;
        let mut glances = Vec::new();
        for person in people {
            let page = self.page(*person, day)?;
            glances.push(glance(&Words::of(&page).known(&page, &around), day));
        }
        let own = Prepared::default();
        let occasion = Occasion {
            purpose,
            prepared: meeting.as_ref().map_or(&own, |one| &one.meeting.prepared),
            minute: None,
        };
        let whom = Whom::Several(prepared(&occasion), glances);
        Ok(Briefing { meeting, whom })
    }
}

/// What was asked in the last personal minute before this meeting.
fn last_minute<'a>(meetings: &'a [Meeting], this: &Meeting) -> Option<Last<'a>> {
    let before = meetings
        .iter()
        .rev()
        .find(|one| one.id != this.id && one.day <= this.day && !one.personal.asked.is_empty())?;
    Some(Last {
        on: before.day,
        asked: &before.personal.asked,
        answered: &before.personal.answered,
    })
}

/// The sentences about a person that the ledger is handed.
struct Words {
    silence: String,
    circles: Vec<String>,
}

impl Words {
    fn of(page: &Page) -> Self {
        let silence = page
            .silence
            .as_ref()
            .map(|silence| page.temper.words(silence));
        Self {
            silence: silence.unwrap_or_default(),
            circles: page.circles.iter().map(|(_, name)| name.clone()).collect(),
        }
    }

    fn known<'a>(&'a self, page: &'a Page, around: &'a Surroundings) -> Known<'a> {
        let person = &page.acquaintance.person;
        Known {
            person: person.id,
            name: &person.name,
            standing: page.words,
            silence: &self.silence,
            touches: &page.touches,
            promises: &page.promises,
            concerns: &page.concerns,
            details: &page.details,
            milestones: &page.milestones,
            common_ground: &page.common_ground,
            contributions: &page.contributions,
            bids: &page.bids,
            approach: &page.approach,
            circles: &self.circles,
            weights: &around.weights,
        }
    }
}
