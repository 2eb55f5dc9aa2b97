//! All there is to say about one person, in one call: behind `troth person`, `troth account`
//! and the person's page.

use ledger::Day;
use ledger::account::{Account, Deeds, Journal, has_lines, standing_words};
use ledger::act::Act;
use ledger::approach::Approach;
use ledger::bid::Bid;
use ledger::breach::Breach;
use ledger::circle::CircleId;
use ledger::concern::Concern;
use ledger::confidence::Confidence;
use ledger::contribution::Contribution;
use ledger::detail::Detail;
use ledger::ground::CommonGround;
use ledger::meeting::Meeting;
use ledger::milestone::Milestone;
use ledger::person::PersonId;
use ledger::promise::Promise;
use ledger::reliability::{Reliability, reliability};
use ledger::rhythm::{Silence, Temper, comparable_drift, contact_probability, silence, temper};
use ledger::touch::{Side, Touch};
use ledger::weights::Weights;

use super::acquaintance::{Acquaintance, one};
use super::breach::{Repair, repairs};
use super::cadence::{self, Followed};
use super::merge::{entries, merged, root};
use super::promise::with_person;
use super::surroundings::{Surroundings, set_back};
use super::touch::touches;
use super::{
    Book, Session, act, approach, bid, breach, company, concern, confidence, contribution, detail,
    meeting, milestone,
};
use crate::error::Result;

#[derive(Clone, Debug)]
pub struct Page {
    pub acquaintance: Acquaintance,
    /// Newest first, up to the day asked; with their notes as far as the extent goes.
    pub touches: Vec<Touch>,
    /// Open ones first by due day, then settled ones newest first; both sides.
    pub promises: Vec<Promise>,
    /// Deposits and withdrawals that came without a touch.
    pub acts: Vec<Act>,
    pub breaches: Vec<Breach>,
    /// Open ones first, by the day to look again.
    pub concerns: Vec<Concern>,
    /// Newest first.
    pub contributions: Vec<Contribution>,
    /// Their small reaches for attention, newest first.
    pub bids: Vec<Bid>,
    /// In the order of the year.
    pub milestones: Vec<Milestone>,
    /// Harm between the two and how far it has healed, newest first.
    pub repairs: Vec<Repair>,
    /// What is worth remembering, the newest first; what is no longer so too.
    pub details: Vec<Detail>,
    /// What the owner and they both told.
    pub common_ground: Vec<CommonGround>,
    pub approach: Approach,
    /// That they are there, and no more.
    pub confidences: Vec<Confidence>,
    /// `None`: nothing noted yet.
    pub silence: Option<Silence>,
    pub drift: Option<f64>,
    pub temper: Temper,
    /// That these two are in touch within thirty days.
    pub probability_30: Option<f64>,
    /// Entries that were merged into this one, and can be taken apart again.
    pub merged: Vec<(PersonId, String)>,
    /// My conduct toward them: the account that comes first.
    pub mine: Account,
    pub reliability_mine: Reliability,
    pub reliability_theirs: Reliability,
    /// The median of my balance over the last twelve months.
    pub median_of_year: f64,
    /// My balance week by week, over two years at most.
    pub course: Vec<(Day, f64)>,
    /// Where we stand, in words.
    pub words: &'static str,
    /// The rhythm set by hand that holds, own or a circle's.
    pub followed: Option<Followed>,
    /// Every meeting with them, the earliest first.
    pub meetings: Vec<Meeting>,
    /// The circles they are in, by name.
    pub circles: Vec<(CircleId, String)>,
    /// What the accounts are added up with.
    pub weights: Weights,
    reply_p90: f64,
    day: Day,
    extent: Extent,
}

/// How much of a page is put into words; what is not counts all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everything.
    Whole,
    /// Of each account so many lines, the newest; the others are counted and added up.
    Lines(usize),
    /// No line of an account, and of the touches so many with their notes, the newest.
    Notes(usize),
}

impl Extent {
    fn lines(self) -> usize {
        match self {
            Self::Whole => usize::MAX,
            Self::Lines(lines) => lines,
            Self::Notes(_) => 0,
        }
    }

    /// A line of an account may speak of any touch.
    fn notes(self) -> usize {
        match self {
            Self::Whole | Self::Lines(_) => usize::MAX,
            Self::Notes(notes) => notes,
        }
    }
}

impl Page {
    /// Their conduct toward the owner, added up when it is asked for: a page mostly says no more than
    /// that there is something.
    pub fn theirs(&self) -> Account {
        let journal = Journal::of(Side::Theirs, &self.deeds(), &self.weights);
        journal.account(self.day, self.extent.lines())
    }

    pub fn has_theirs(&self) -> bool {
        has_lines(Side::Theirs, &self.deeds(), &self.weights, self.day)
    }

    fn deeds(&self) -> Deeds<'_> {
        Deeds {
            touches: &self.touches,
            promises: &self.promises,
            acts: &self.acts,
            breaches: &self.breaches,
            reply_p90: self.reply_p90,
        }
    }
}

impl Book {
    pub fn page(&self, id: PersonId, day: Day) -> Result<Page> {
        self.page_of(id, day, Extent::Whole)
    }

    pub fn page_of(&self, id: PersonId, day: Day, extent: Extent) -> Result<Page> {
        let around = self.surroundings(day)?;
        let found = self.read(|session| find(session, id, &around.profile, day, extent))?;
        Ok(made(found, &around, day, extent))
    }
}

/// What the book knows of one person.
struct Found {
    acquaintance: Acquaintance,
    merged: Vec<(PersonId, String)>,
    touches: Vec<Touch>,
    promises: Vec<Promise>,
    acts: Vec<Act>,
    breaches: Vec<Breach>,
    concerns: Vec<Concern>,
    contributions: Vec<Contribution>,
    bids: Vec<Bid>,
    milestones: Vec<Milestone>,
    followed: Option<Followed>,
    circles: Vec<(CircleId, String)>,
    meetings: Vec<Meeting>,
    told: Told,
    confidences: Vec<Confidence>,
}

fn find(
    session: &mut Session<'_>,
    id: PersonId,
    profile: &[Detail],
    day: Day,
    extent: Extent,
) -> Result<Found> {
    // Whoever was merged into somebody is told of as that somebody.
    let id = root(session, id)?;
    let mut known = [one(session, id)?];
    set_back(session, &mut known, day)?;
    let [acquaintance] = known;
    let entries = entries(session, id)?;
    let rhythm = cadence::followed(session, Some(id), day)?.remove(&id);
    let followed = cadence::holds(&acquaintance.person, rhythm);
    Ok(Found {
        acquaintance,
        // Most people are one entry, and nothing stands under them.
        merged: if entries == [id] {
            Vec::new()
        } else {
            merged(session, id)?
        },
        touches: touches(session, &entries, day, extent.notes())?,
        promises: with_person(session, id, &entries)?,
        acts: act::with_person(session, &entries, day)?,
        breaches: breach::with_person(session, id, &entries)?,
        concerns: concern::with_person(session, &entries, day)?,
        contributions: contribution::with_person(session, &entries, day)?,
        bids: bid::with_person(session, &entries, day)?,
        milestones: milestone::with_person(session, &entries, day)?,
        followed,
        circles: company::circles_of(session, &entries)?,
        meetings: meeting::with_person(session, &entries, day)?,
        told: Told::read(session, id, &entries, profile, day)?,
        confidences: confidence::with_person(session, id, &entries, day)?,
    })
}

fn made(found: Found, around: &Surroundings, day: Day, extent: Extent) -> Page {
    let deeds = Deeds {
        touches: &found.touches,
        promises: &found.promises,
        acts: &found.acts,
        breaches: &found.breaches,
        reply_p90: around.reply_p90,
    };
    let known = &found.acquaintance;
    let (facts, person) = (known.facts.as_ref(), &known.person);
    let rhythm = found.followed.as_ref().and_then(Followed::silence_days);
    let silence =
        facts.map(|facts| silence(facts, rhythm, person.quiet.as_ref(), &around.prior, day));
    let drift = facts.and_then(|facts| comparable_drift(facts, rhythm, person.quiet.as_ref(), day));
    let temper = match (&silence, drift) {
        (Some(silence), drift) => temper(
            silence,
            drift.unwrap_or(f64::NEG_INFINITY),
            around.drift_threshold,
        ),
        (None, _) => Temper::TooEarly,
    };
    let repairs = repairs(
        &found.breaches,
        &person.name,
        &found.promises,
        &around.weights,
        day,
    );
    let journal = Journal::of(Side::Mine, &deeds, &around.weights);
    let mine = journal.account(day, extent.lines());
    let course = journal.course(day);
    let median_of_year = journal.median_of_year(&course);
    let (of_mine, of_theirs) = (around.base_rate_mine, around.base_rate_theirs);
    Page {
        probability_30: facts.map(|facts| contact_probability(facts, &around.prior, day, 30.0)),
        words: standing_words(mine.balance, median_of_year, mine.entries()),
        reliability_mine: reliability(&found.promises, Side::Mine, of_mine, day),
        reliability_theirs: reliability(&found.promises, Side::Theirs, of_theirs, day),
        course,
        mine,
        median_of_year,
        silence,
        drift,
        temper,
        acquaintance: found.acquaintance,
        merged: found.merged,
        repairs,
        touches: found.touches,
        promises: found.promises,
        acts: found.acts,
        breaches: found.breaches,
        concerns: found.concerns,
        contributions: found.contributions,
        bids: found.bids,
        milestones: found.milestones,
        followed: found.followed,
        circles: found.circles,
        meetings: found.meetings,
        details: found.told.details,
        common_ground: found.told.common_ground,
        approach: found.told.approach,
        confidences: found.confidences,
        weights: around.weights.clone(),
        reply_p90: around.reply_p90,
        day,
        extent,
    }
}

/// What a person told, and what it has in common with what the owner told.
struct Told {
    details: Vec<Detail>,
    common_ground: Vec<CommonGround>,
    approach: Approach,
}

impl Told {
    fn read(
        session: &mut Session<'_>,
        id: PersonId,
        entries: &[PersonId],
        profile: &[Detail],
        day: Day,
    ) -> Result<Self> {
        let details = detail::with_person(session, id, entries, day)?;
        Ok(Self {
            common_ground: detail::shared_with(session, entries, profile, &details, day)?,
            approach: approach::with_person(session, id, entries)?,
            details,
        })
    }
}
