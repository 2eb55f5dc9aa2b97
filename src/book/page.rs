//! All there is to say about one person, in one call: behind `troth person`, `troth account`
//! and the person's page.

use ledger::Day;
use ledger::account::{Account, Deeds, account, median_of_year, standing_words};
use ledger::act::Act;
use ledger::approach::Approach;
use ledger::breach::Breach;
use ledger::circle::CircleId;
use ledger::concern::Concern;
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

use super::acquaintance::{Acquaintance, one};
use super::breach::{Repair, repairs};
use super::cadence::{self, Followed};
use super::promise::with_person;
use super::surroundings::set_back;
use super::touch::touches;
use super::{
    Book, Session, act, approach, breach, company, concern, contribution, detail, meeting,
    milestone,
};
use crate::error::Result;

#[derive(Clone, Debug)]
pub struct Page {
    pub acquaintance: Acquaintance,
    /// Newest first, up to the day asked.
    pub touches: Vec<Touch>,
    /// Open ones first by due day, then settled ones newest first; both sides.
    pub promises: Vec<Promise>,
    /// Deposits and withdrawals that came without a touch.
    pub acts: Vec<Act>,
    /// What is worth remembering, the newest first; what is no longer so too.
    pub details: Vec<Detail>,
    /// What the owner and they both told.
    pub common_ground: Vec<CommonGround>,
    pub approach: Approach,
    /// Open ones first, by the day to look again.
    pub concerns: Vec<Concern>,
    /// Newest first.
    pub contributions: Vec<Contribution>,
    /// In the order of the year.
    pub milestones: Vec<Milestone>,
    /// Harm between the two and how far it has healed, newest first.
    pub repairs: Vec<Repair>,
    pub breaches: Vec<Breach>,
    /// `None`: nothing noted yet.
    pub silence: Option<Silence>,
    pub drift: Option<f64>,
    pub temper: Temper,
    /// That these two are in touch within thirty days.
    pub probability_30: Option<f64>,
    /// My conduct toward them: the account that comes first.
    pub mine: Account,
    pub theirs: Account,
    pub reliability_mine: Reliability,
    pub reliability_theirs: Reliability,
    /// The median of my balance over the last twelve months.
    pub median_of_year: f64,
    /// Where we stand, in words.
    pub words: &'static str,
    pub reply_p90: f64,
    /// The rhythm set by hand that holds, own or a circle's.
    pub followed: Option<Followed>,
    /// Every meeting with them, the earliest first.
    pub meetings: Vec<Meeting>,
    /// The circles they are in, by name.
    pub circles: Vec<(CircleId, String)>,
}

impl Book {
    pub fn page(&self, id: PersonId, day: Day) -> Result<Page> {
        let around = self.surroundings(day)?;
        let (acquaintance, touches, promises, acts, breaches, company, noted, told) =
            self.read(|session| {
                let mut known = [one(session, id)?];
                set_back(session, &mut known, day)?;
                let [known] = known;
                let found = cadence::followed(session, Some(id), day)?.remove(&id);
                let followed = cadence::holds(&known.person, found);
                Ok((
                    known,
                    touches(session, id, day)?,
                    with_person(session, id)?,
                    act::with_person(session, id, day)?,
                    breach::with_person(session, id)?,
                    (
                        followed,
                        company::circles_of(session, id)?,
                        meeting::with_person(session, id, day)?,
                    ),
                    (
                        concern::with_person(session, id, day)?,
                        contribution::with_person(session, id, day)?,
                        milestone::with_person(session, id, day)?,
                    ),
                    Told::read(session, id, day)?,
                ))
            })?;
        let (concerns, contributions, milestones) = noted;
        let (followed, circles, meetings) = company;
        let deeds = Deeds {
            touches: &touches,
            promises: &promises,
            acts: &acts,
            breaches: &breaches,
            reply_p90: around.reply_p90,
        };
        let (facts, person) = (acquaintance.facts.as_ref(), &acquaintance.person);
        let rhythm = followed.as_ref().and_then(Followed::silence_days);
        let silence =
            facts.map(|facts| silence(facts, rhythm, person.quiet.as_ref(), &around.prior, day));
        let drift =
            facts.and_then(|facts| comparable_drift(facts, rhythm, person.quiet.as_ref(), day));
        let temper = match (&silence, drift) {
            (Some(silence), drift) => temper(
                silence,
                drift.unwrap_or(f64::NEG_INFINITY),
                around.drift_threshold,
            ),
            (None, _) => Temper::TooEarly,
        };
        let name = &acquaintance.person.name;
        let repairs = repairs(&breaches, name, &promises, &around.weights, day);
        let mine = account(Side::Mine, &deeds, &around.weights, day);
        let median_of_year = median_of_year(Side::Mine, &deeds, &around.weights, day);
        Ok(Page {
            probability_30: facts.map(|facts| contact_probability(facts, &around.prior, day, 30.0)),
            words: standing_words(mine.balance, median_of_year, mine.lines.len()),
            theirs: account(Side::Theirs, &deeds, &around.weights, day),
            reliability_mine: reliability(&promises, Side::Mine, around.base_rate_mine, day),
            reliability_theirs: reliability(&promises, Side::Theirs, around.base_rate_theirs, day),
            reply_p90: around.reply_p90,
            mine,
            median_of_year,
            silence,
            drift,
            temper,
            acquaintance,
            touches,
            promises,
            acts,
            details: told.details,
            common_ground: told.common_ground,
            approach: told.approach,
            concerns,
            contributions,
            milestones,
            repairs,
            breaches,
            followed,
            circles,
            meetings,
        })
    }
}

/// What a person told, and what it has in common with what the owner told.
struct Told {
    details: Vec<Detail>,
    common_ground: Vec<CommonGround>,
    approach: Approach,
}

impl Told {
    fn read(session: &mut Session<'_>, id: PersonId, day: Day) -> Result<Self> {
        let details = detail::with_person(session, id, day)?;
        Ok(Self {
            common_ground: detail::shared_with(session, id, &details, day)?,
            approach: approach::with_person(session, id)?,
            details,
        })
    }
}
