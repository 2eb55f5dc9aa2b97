//! What the owner's own ways come to over a year: gathered in a handful of queries that read the
//! time looked at and no more, handed to the ledger.

use std::collections::{HashMap, HashSet};

use crate::values;
use jiff::ToSpan;
use ledger::circle::{CircleId, IN_TOUCH_WITHIN};
use ledger::insight::{
    Bridges, DroppedBy, Followed, Glimpse, LeftOut, OldTie, Replies, Spread, Tasks, Tie,
};
use ledger::moment::{Kind, Moment};
use ledger::person::PersonId;
use ledger::touch::{Beginner, Medium, Setting, Side};
use ledger::{Day, days_between, insight};
use uuid::Uuid;

use super::circle::every;
use super::company::memberships;
use super::engine_values::Row;
use super::packed::unpack;
use super::{Book, Session, facts};
use crate::error::Result;

/// So many old ties are named.
const HELLOS: usize = 8;

/// The owner's ways between two days.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    pub from: Day,
    pub day: Day,
    /// Accepted people, and those of them in touch in that time.
    pub people: usize,
    pub in_touch: usize,
    pub touches: usize,
    pub tasks: Tasks,
    pub left_out: LeftOut,
    pub replies: Replies,
    /// By circle, with its name; the last is everybody in none.
    pub replies_by_circle: Vec<(String, Replies)>,
    pub media: Vec<(Medium, u32)>,
    pub dropped_by: DroppedBy,
    pub spread: Spread,
    /// Circle, and the one person in touch with it.
    pub through_one: Vec<(String, PersonId, String)>,
    /// Circles nobody of whom the owner is in touch with.
    pub through_none: Vec<String>,
    pub worth_a_hello: Vec<OldTie>,
    pub followed: Vec<Followed>,
}

impl Book {
    /// Looked at from `from` up to and on `day`.
    pub fn insight(&self, from: Day, day: Day) -> Result<Insight> {
        self.read(|session| {
            let memberships = memberships(session)?;
            let circles: HashMap<CircleId, String> = every(session)?
                .into_iter()
                .map(|circle| (circle.id, circle.name))
                .collect();
            let mut known = Known::read(session, &memberships, day)?;
            touches(session, &mut known, from, day)?;
            gratitude(session, &mut known, from, day)?;
            Ok(known.into_insight(&memberships, &circles, from, day))
        })
    }
}

/// Accepted people with what was between them and the owner.
struct Known {
    ties: Vec<Tie>,
    place: HashMap<PersonId, usize>,
    old: Vec<OldTie>,
}

impl Known {
    fn read(
        session: &mut Session<'_>,
        memberships: &[(CircleId, PersonId)],
        day: Day,
    ) -> Result<Self> {
        let book = session.book;
        let mut old = Vec::new();
        let mut ties = Vec::new();
        session.each(
            "select p.id, p.name, f.packed from person p
               left join facts f on f.book = p.book and f.person = p.id
              where p.book = $1 and p.standing = 'accepted' and p.merged_into is null",
            values![book],
            |row| {
                let tie = nothing_yet(row)?;
                if let Some(packed) = row.opt_slice(2)? {
                    let facts = unpack(packed)?;
                    old.push(OldTie {
                        person: tie.person,
                        name: tie.name.clone(),
                        last: facts.last,
                        days: facts.days,
                    });
                }
                ties.push(tie);
                Ok(())
            },
        )?;
        set_back(session, &mut old, day)?;
        let place: HashMap<PersonId, usize> = ties
            .iter()
            .enumerate()
            .map(|(n, tie)| (tie.person, n))
            .collect();
        for (circle, person) in memberships {
            if let Some(n) = place.get(person) {
                ties[*n].circles.push(*circle);
            }
        }
        Ok(Self { ties, place, old })
    }

    fn tie(&mut self, person: PersonId) -> Option<&mut Tie> {
        self.place.get(&person).and_then(|n| self.ties.get_mut(*n))
    }

    fn into_insight(
        self,
        memberships: &[(CircleId, PersonId)],
        circles: &HashMap<CircleId, String>,
        from: Day,
        day: Day,
    ) -> Insight {
        let ties = &self.ties;
        let lately = |tie: &&Tie| {
            let last = tie.touches.last();
            last.is_some_and(|last| days_between(last.day, day) <= IN_TOUCH_WITHIN)
        };
        let in_touch: HashSet<PersonId> =
            ties.iter().filter(lately).map(|tie| tie.person).collect();
        let (replies, each) = insight::replies(ties);
        let Bridges {
            through_one,
            through_none,
        } = insight::bridges(memberships, &in_touch);
        let named = |circle: &CircleId| circles.get(circle).cloned().unwrap_or_default();
        let mut through_one: Vec<(String, PersonId, String)> = through_one
            .iter()
            .filter_map(|(circle, person)| {
                let tie = &ties[*self.place.get(person)?];
                Some((named(circle), *person, tie.name.clone()))
            })
            .collect();
        through_one.sort();
        let mut through_none: Vec<String> = through_none.iter().map(named).collect();
        through_none.sort();
        Insight {
            from,
            day,
            people: ties.len(),
            in_touch: ties.iter().filter(|tie| !tie.touches.is_empty()).count(),
            touches: ties.iter().map(|tie| tie.touches.len()).sum(),
            tasks: insight::tasks(ties),
            left_out: insight::left_out(ties),
            replies,
            replies_by_circle: by_circle(each, circles),
            media: insight::media(ties),
            dropped_by: insight::dropping_by(ties, from, day),
            spread: insight::spread(ties),
            through_one,
            through_none,
            followed: insight::followed(ties, from, day),
            worth_a_hello: insight::worth_a_hello(self.old, day, HELLOS),
        }
    }
}

/// By name, those in no circle last.
fn by_circle(each: Vec<Replies>, circles: &HashMap<CircleId, String>) -> Vec<(String, Replies)> {
    let named = |replies: Replies| {
        let name = replies
            .circle
            .and_then(|circle| circles.get(&circle).cloned());
        (name.unwrap_or_else(|| "In no circle".to_owned()), replies)
    };
    let mut all: Vec<(String, Replies)> = each.into_iter().map(named).collect();
    all.sort_by(|(a, one), (b, other)| (one.circle.is_none(), a).cmp(&(other.circle.is_none(), b)));
    all
}

fn nothing_yet(row: &Row<'_>) -> Result<Tie> {
    Ok(Tie {
        person: PersonId(row.id(0)?),
        name: row.text(1)?,
        circles: Vec::new(),
        touches: Vec::new(),
        thanked: false,
        did_something: false,
    })
}

/// Last contacts later than `day` are put back to what they were then.
fn set_back(session: &mut Session<'_>, old: &mut Vec<OldTie>, day: Day) -> Result<()> {
    let ahead: Vec<PersonId> = old
        .iter()
        .filter(|tie| tie.last > day)
        .map(|tie| tie.person)
        .collect();
    if ahead.is_empty() {
        return Ok(());
    }
    let then = facts::as_of(session, &ahead, day)?;
    for tie in old.iter_mut() {
        if let Some((facts, _)) = then.get(&tie.person) {
            (tie.last, tie.days) = (facts.last, facts.days);
        }
    }
    old.retain(|tie| tie.last <= day);
    Ok(())
}

/// Every touch of the time looked at, by way of each person's own timeline: what is older is not read.
const TOUCHES: &str = "select p.root, t.at, t.day, t.medium, t.setting, t.began, t.addressees,
        cast(length(t.note) as bigint), t.id, p.id
   from person p cross join touch t
  where p.book = $1 and t.book = $1 and t.person = p.id and t.at >= $2 and t.day >= $3 and t.day <= $4";

fn touches(session: &mut Session<'_>, known: &mut Known, from: Day, day: Day) -> Result<()> {
    let noted = Noted::read(session)?;
    let zone = session.zone()?;
    let at = from
        .saturating_sub(1.day())
        .to_zoned(zone)
        .map_or(i64::MIN, |at| at.timestamp().as_microsecond());
    let book = session.book;
    let mut merged: HashSet<PersonId> = HashSet::new();
    session.each(TOUCHES, values![book, at, from, day], |row| {
        let (root, entry) = (PersonId(row.id(0)?), PersonId(row.id(9)?));
        let Some(tie) = known.tie(root) else {
            return Ok(());
        };
        let touch = (entry, row.id(8)?);
        tie.touches
            .push(glimpse(row, noted.personal.contains(&touch))?);
        tie.thanked |= noted.thanks.contains(&touch);
        tie.did_something |= noted.theirs.contains(&touch);
        if root != entry {
            merged.insert(root);
        }
        Ok(())
    })?;
    for tie in &mut known.ties {
        tie.touches.sort_by_key(|touch| touch.at);
        if merged.contains(&tie.person) {
            // One letter may have reached two entries that are now one person.
            tie.touches.dedup();
        }
    }
    Ok(())
}

fn glimpse(row: &Row<'_>, personal: bool) -> Result<Glimpse> {
    Ok(Glimpse {
        at: row.instant(1)?,
        day: row.day(2)?,
        medium: row.named(3, Medium::from_id)?,
        setting: row.named(4, Setting::from_id)?,
        began: row.named(5, Beginner::from_id)?,
        addressees: row.count(6)?,
        has_subject: row.int(7)? > 0,
        personal,
    })
}

/// What the owner judged to have happened, as far as it matters here: by entry and touch.
#[derive(Default)]
struct Noted {
    personal: HashSet<(PersonId, Uuid)>,
    thanks: HashSet<(PersonId, Uuid)>,
    theirs: HashSet<(PersonId, Uuid)>,
}

impl Noted {
    fn read(session: &mut Session<'_>) -> Result<Self> {
        let book = session.book;
        let mut noted = Self::default();
        session.each(
            "select person, touch, name, side from moment where book = $1",
            values![book],
            |row| {
                let touch = (PersonId(row.id(0)?), row.id(1)?);
                let (moment, side) = (row.named(2, Moment::from_id)?, row.named(3, Side::from_id)?);
                if insight::is_personal(moment) {
                    noted.personal.insert(touch);
                }
                match (side, moment.kind()) {
                    (Side::Mine, _) if is_thanks(moment) => drop(noted.thanks.insert(touch)),
                    (Side::Theirs, Kind::Deposit) => drop(noted.theirs.insert(touch)),
                    _ => {}
                }
                Ok(())
            },
        )?;
        Ok(noted)
    }
}

/// Thanks, in the words of the chart: effort seen, thanks afterwards, credit before others.
fn is_thanks(moment: Moment) -> bool {
    matches!(
        moment,
        Moment::EffortAcknowledged | Moment::ThankedAfter | Moment::CreditGiven
    )
}

/// What calls for thanks, and thanks given, outside of touches.
fn gratitude(session: &mut Session<'_>, known: &mut Known, from: Day, day: Day) -> Result<()> {
    let book = session.book;
    let acts = session.all(
        "select p.root, a.moment, a.side from act a join person p on p.book = a.book and p.id = a.person
          where a.book = $1 and a.day >= $2 and a.day <= $3",
        values![book, from, day],
        |row| Ok((PersonId(row.id(0)?), row.named(1, Moment::from_id)?, row.named(2, Side::from_id)?)),
    )?;
    for (person, moment, side) in acts {
        if let Some(tie) = known.tie(person) {
            tie.thanked |= side == Side::Mine && is_thanks(moment);
            tie.did_something |= side == Side::Theirs && moment.kind() == Kind::Deposit;
        }
    }
    let kept = session.all(
        "select p.root from promise m join person p on p.book = m.book and p.id = m.person
          where m.book = $1 and m.side = 'theirs' and m.outcome = 'kept'
            and m.settled_on >= $2 and m.settled_on <= $3",
        values![book, from, day],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    let seen = session.all(
        "select p.root, c.thanked_on, c.credited_on
           from contribution c join person p on p.book = c.book and p.id = c.person
          where c.book = $1 and c.seen_on >= $2 and c.seen_on <= $3",
        values![book, from, day],
        |row| {
            Ok((
                PersonId(row.id(0)?),
                row.opt_day(1)?.or(row.opt_day(2)?).is_some(),
            ))
        },
    )?;
    let kept = kept.into_iter().map(|person| (person, false));
    for (person, thanked) in kept.chain(seen) {
        if let Some(tie) = known.tie(person) {
            tie.did_something = true;
            tie.thanked |= thanked;
        }
    }
    Ok(())
}
