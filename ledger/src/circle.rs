//! Circles: people grouped as the owner thinks of them, with a rhythm that holds for each of them
//! unless a person has their own. Who is the only tie to a circle is reckoned here too.

use std::collections::BTreeMap;

use thiserror::Error;
use uuid::Uuid;

use crate::cadence::{Beat, Cadence};

/// Somebody in touch within so many days keeps a circle from hanging on one tie. Our choice.
pub const IN_TOUCH_WITHIN: i64 = 90;

/// Longer than any name of a circle.
const NAME_AT_MOST: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CircleId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    pub id: CircleId,
    pub name: String,
    pub kind: Kind,
    /// Holds for each member who has none of their own.
    pub rhythm: Option<Cadence>,
}

/// What kind of circle it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Team,
    Clients,
    Mentors,
    /// People met where they are: an office, a site.
    Place,
    Other,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Team,
        Self::Clients,
        Self::Mentors,
        Self::Place,
        Self::Other,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Clients => "clients",
            Self::Mentors => "mentors",
            Self::Place => "place",
            Self::Other => "other",
        }
    }

    /// As it stands beside a name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Other => "circle",
            kind => kind.id(),
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("a circle needs a name")]
    Nameless,
    #[error("a circle’s name has at most {NAME_AT_MOST} letters")]
    TooLong,
}

impl Circle {
    pub fn make(id: CircleId, name: &str, kind: Kind) -> Result<Self, Refusal> {
        let circle = Self {
            id,
            name: String::new(),
            kind,
            rhythm: None,
        };
        circle.called(name)
    }

    pub fn called(self, name: &str) -> Result<Self, Refusal> {
        let name = name.trim();
        match name.chars().count() {
            0 => Err(Refusal::Nameless),
            1..=NAME_AT_MOST => Ok(Self {
                name: name.to_owned(),
                ..self
            }),
            _ => Err(Refusal::TooLong),
        }
    }
}

/// The tightest of several rhythms: the fewest days; what follows a happening comes after all that
/// count days. Of equals the first.
pub fn tightest<'a, T>(
    rhythms: impl IntoIterator<Item = (&'a Cadence, T)>,
) -> Option<(&'a Cadence, T)> {
    rhythms
        .into_iter()
        .min_by_key(|(rhythm, _)| match &rhythm.beat {
            Beat::Every(days) => (*days, !rhythm.in_person),
            Beat::After(_) => (u32::MAX, !rhythm.in_person),
        })
}

/// How a person stands among the circles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Of several the one with the fewest people: there a second suggestion would crowd most.
    pub smallest: CircleId,
    /// In none of their circles is anybody else in touch with the owner: they are the only tie.
    pub only_tie: bool,
}

/// Where each stands. `memberships` names everybody in each circle once; `in_touch` says of whom the
/// owner has been in touch with within [`IN_TOUCH_WITHIN`] days.
pub fn places<Person: Copy + Ord>(
    memberships: &[(CircleId, Person)],
    in_touch: impl Fn(Person) -> bool,
) -> BTreeMap<Person, Place> {
    let mut members = memberships.to_vec();
    members.sort_unstable();
    let mut stands = Vec::with_capacity(members.len());
    for circle in members.chunk_by(|one, next| one.0 == next.0) {
        let near = circle.iter().filter(|(_, one)| in_touch(*one)).count();
        stands.extend(circle.iter().map(|(id, person)| {
            let alone = near == usize::from(in_touch(*person));
            (*person, circle.len(), *id, alone)
        }));
    }
    stands.sort_unstable();
    let of_each = stands.chunk_by(|one, next| one.0 == next.0);
    let place = |circles: &[(Person, usize, CircleId, bool)]| {
        let (person, _, smallest, _) = *circles.first()?;
        let only_tie = circles.iter().all(|(.., alone)| *alone);
        Some((person, Place { smallest, only_tie }))
    };
    of_each.filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::collections::HashSet;

    use super::*;
    use crate::cast::person;

    fn circle(id: u128) -> CircleId {
        CircleId(Uuid::from_u128(id))
    }

    fn rhythm(text: &str) -> Cadence {
        Cadence::parse(text).unwrap()
    }

    #[test]
    fn a_circle_needs_a_name_and_keeps_it_trimmed() {
        let named = Circle::make(circle(1), "  Lyon office ", Kind::Place).unwrap();
        assert_eq!(named.name, "Lyon office");
        assert_eq!(named.called(" ").unwrap_err(), Refusal::Nameless);
        let long = "x".repeat(101);
        assert_eq!(
            Circle::make(circle(1), &long, Kind::Other).unwrap_err(),
            Refusal::TooLong
        );
    }

    #[test]
    fn the_tightest_rhythm_counts_and_a_happening_comes_last() {
        let all = [
            rhythm("monthly"),
            rhythm("after each release"),
            rhythm("every two weeks"),
        ];
        let found = tightest(all.iter().zip(0..));
        assert_eq!(found.map(|(_, place)| place), Some(2));
        let two = [rhythm("monthly"), rhythm("monthly, in person")];
        assert_eq!(
            tightest(two.iter().zip(0..)).map(|(_, place)| place),
            Some(1)
        );
        assert!(tightest(std::iter::empty::<(&Cadence, ())>()).is_none());
    }

    #[test]
    fn whoever_is_the_only_one_in_touch_is_the_tie() {
        let (ana, sam, mei) = (person(1), person(2), person(3));
        let members = [
            (circle(1), ana),
            (circle(1), sam),
            (circle(2), mei),
            (circle(2), sam),
        ];
        let in_touch = HashSet::from([ana, mei]);
        let places = places(&members, |person| in_touch.contains(&person));
        assert!(
            places[&ana].only_tie,
            "Sam is in that circle and out of touch"
        );
        assert!(places[&mei].only_tie);
        assert!(
            !places[&sam].only_tie,
            "Ana and Mei are in touch with those"
        );
        assert!(
            !places.contains_key(&person(4)),
            "in no circle, nothing is known"
        );
    }

    #[test]
    fn of_several_circles_the_smallest_is_the_one_that_counts() {
        let members = [
            (circle(1), person(1)),
            (circle(1), person(2)),
            (circle(1), person(3)),
            (circle(2), person(1)),
            (circle(2), person(2)),
        ];
        assert_eq!(places(&members, |_| false)[&person(1)].smallest, circle(2));
    }

    proptest! {
        #[test]
        fn a_circle_of_two_in_touch_hangs_on_nobody(others in prop::collection::btree_set(0u128..20, 2..9)) {
            let members: Vec<_> = others.iter().map(|id| (circle(1), person(*id))).collect();
            let in_touch: HashSet<_> = members.iter().map(|(_, person)| *person).collect();
            prop_assert!(places(&members, |person| in_touch.contains(&person)).values().all(|place| !place.only_tie));
        }
    }
}
