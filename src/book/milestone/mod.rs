//! Milestones: noting a date of theirs, celebrating it once each time it comes, and which ones
//! are near. The rows themselves are read and written in `rows`.

mod rows;

use ledger::Day;
use ledger::milestone::{Milestone, MilestoneId, Occurs, Sort};
use ledger::moment::Moment;
use ledger::person::PersonId;

use super::desk::Written;
use super::history::Stamp;
use super::naming::fold;
use super::noted::{Callable, Noted, Shelved, the_one};
use super::person::{plain, really_known};
use super::touch::must_exist;
use super::{Book, act, setting, shelf};
use crate::clock;
use crate::error::Result;
use crate::values;
use rows::{every, load, save};
pub(super) use rows::{matters, with_person};

#[derive(Clone, Debug)]
pub struct NewMilestone {
    pub person: PersonId,
    pub sort: Sort,
    pub what: String,
    pub occurs: Occurs,
}

/// A time a milestone comes, or came just now and was not celebrated yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    pub milestone: Milestone,
    pub name: String,
    pub on: Day,
}

const MILESTONES: Shelved = Shelved {
    noun: "milestone",
    command: "troth milestones",
};

impl Book {
    pub fn milestone(&self, stamp: &Stamp, new: &NewMilestone, day: Day) -> Result<Written> {
        self.write(stamp, "milestone", |desk| {
            must_exist(desk, new.person)?;
            really_known(desk, new.person)?;
            let id = MilestoneId(clock::new_id());
            let what = plain(&new.what);
            let noted = Milestone::note(id, new.person, new.sort, &what, new.occurs, day)?;
            save(desk, &noted)?;
            Ok(id.0)
        })
    }

    /// Every milestone in the order of the year, with its celebrations up to `day`.
    pub fn milestones(&self, day: Day) -> Result<Vec<Noted<Milestone>>> {
        self.read(|session| every(session, day))
    }

    /// What comes from `day` on until `until`, and before it what was just missed, by its day.
    pub fn milestones_ahead(&self, day: Day, until: Day) -> Result<Vec<Coming>> {
        let weights = self.weights()?;
        let mut coming: Vec<Coming> = Vec::new();
        for Noted { thing, name } in self.milestones(day)? {
            coming.extend(thing.times(day, until, &weights).map(|on| Coming {
                milestone: thing.clone(),
                name: name.clone(),
                on,
            }));
        }
        coming.sort_by_cached_key(|one| (one.on, fold(&one.name), one.milestone.id));
        Ok(coming)
    }

    /// The milestone a text names: its short reference, words of it, or whose it is.
    /// What is near on `day` is meant first.
    pub fn look_up_milestone(&self, text: &str, day: Day) -> Result<MilestoneId> {
        let (all, weights) = (self.milestones(day)?, self.weights()?);
        let called: Vec<String> = all.iter().map(|noted| called(&noted.thing)).collect();
        let callable: Vec<Callable<'_>> = all
            .iter()
            .zip(&called)
            .map(|(noted, called)| Callable {
                id: noted.thing.id.0,
                what: called,
                name: &noted.name,
                open: noted.thing.near(day, &weights).is_some(),
            })
            .collect();
        the_one(text, &MILESTONES, &callable).map(MilestoneId)
    }

    /// Marked with them on `day`: once for each time it comes.
    pub fn celebrate(&self, stamp: &Stamp, id: MilestoneId, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "celebrate", |desk| {
            let weights = setting::weights(desk)?;
            let milestone = load(desk, id)?;
            let person = milestone.person;
            let (kept, year) = milestone.celebrate(day, &weights)?;
            let celebration = clock::new_id();
            desk.about = Some(person);
            desk.save(
                &shelf::CELEBRATION,
                values![id.0, i64::from(year), celebration, day],
            )?;
            let on = kept.occurs.in_year(year).unwrap_or(day);
            let title = kept.title(on).replace(['“', '”'], "");
            let marked = act::mine(celebration, Moment::MilestoneCelebrated, day, &title);
            act::note(desk, person, &marked)?;
            Ok(id.0)
        })
    }

    /// Takes a milestone off, as when its day was wrong. What was celebrated stays in the account.
    pub fn drop_milestone(&self, stamp: &Stamp, id: MilestoneId) -> Result<Written> {
        self.write(stamp, "drop-milestone", |desk| {
            let milestone = load(desk, id)?;
            desk.about = Some(milestone.person);
            for year in milestone.celebrated.keys() {
                desk.remove(&shelf::CELEBRATION, values![id.0, i64::from(*year)])?;
            }
            desk.remove(&shelf::MILESTONE, values![id.0])?;
            Ok(id.0)
        })
    }
}

/// Every word a milestone can be named by.
fn called(milestone: &Milestone) -> String {
    format!("{} {}", milestone.sort.words(), milestone.what)
}
