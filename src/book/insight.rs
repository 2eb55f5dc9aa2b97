//! What the owner's own ways come to over a year: gathered in a handful of queries that read the
//! time looked at and no more, handed to the ledger.

use std::collections::{HashMap, HashSet};

use crate::values;
use ledger::circle::{CircleId, IN_TOUCH_WITHIN};
use ledger::insight::{Bridges, DroppedBy, Followed, LeftOut, OldTie, Replies, Spread, Tasks, Tie};
use ledger::person::PersonId;
use ledger::touch::Medium;
use ledger::{Day, days_between, insight};

use super::circle::every;
use super::company::memberships;
use super::engine_values::Row;
use super::packed::unpack;
use super::{Book, Session, facts, glimpses};
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
            glimpses::touches(session, &mut known, from, day)?;
            glimpses::gratitude(session, &mut known, from, day)?;
            Ok(known.into_insight(&memberships, &circles, from, day))
        })
    }
}

/// Accepted people with what was between them and the owner.
pub(super) struct Known {
    pub ties: Vec<Tie>,
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

    pub fn tie(&mut self, person: PersonId) -> Option<&mut Tie> {
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
