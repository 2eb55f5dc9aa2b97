//! The named cast of the ledger's tests, and short ways to write down what they did. Tests only.

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use crate::Day;
use crate::breach::{Breach, BreachId, Facing, Kind as Harm, Mending, Path, Size, Step, Taking};
use crate::moment::{Judged, Moment};
use crate::person::{Importance, PersonId};
use crate::promise::{Outcome, Promise, PromiseId, State};
use crate::rhythm::{Contact, Facts};
use crate::today::{Candidate, Due};
use crate::touch::{Beginner, Medium, Setting, Side, Touch, TouchId};
use crate::verdict::Verdict;

/// The frozen morning: a Tuesday.
pub const MORNING: Day = date(2026, 3, 10);

pub fn days_ago(days: i64) -> Day {
    MORNING.saturating_sub(jiff::Span::new().days(days))
}

pub fn person(id: u128) -> PersonId {
    PersonId(Uuid::from_u128(id))
}

/// A mail between two.
pub fn mail(id: u128, day: Day, began: Beginner) -> Touch {
    Touch {
        id: TouchId(Uuid::from_u128(id)),
        at: jiff::Timestamp::UNIX_EPOCH,
        day,
        medium: Medium::Mail,
        setting: Setting::Message,
        began,
        addressees: 1,
        note: String::new(),
        origin: "noted by hand".into(),
        moments: Vec::new(),
        verdict: None,
    }
}

pub fn coffee(id: u128, day: Day) -> Touch {
    let (medium, setting) = (Medium::InPerson, Setting::Coffee);
    Touch {
        medium,
        setting,
        ..mail(id, day, Beginner::Me)
    }
}

pub fn with(touch: Touch, moment: Moment, side: Side) -> Touch {
    Touch {
        moments: vec![Judged { moment, side }],
        ..touch
    }
}

/// Said in the evening.
pub fn left(touch: Touch, verdict: Verdict) -> Touch {
    Touch {
        verdict: Some(verdict),
        ..touch
    }
}

pub fn promise(id: u128, side: Side, due: Option<Day>) -> Promise {
    Promise {
        id: PromiseId(Uuid::from_u128(id)),
        person: person(1),
        side,
        what: "send the deck".to_owned(),
        made_on: days_ago(900),
        due,
        renewals: 0,
        state: State::Open,
    }
}

pub fn settled(id: u128, on: Day, outcome: Outcome) -> Promise {
    Promise {
        state: State::Settled { on, outcome },
        ..promise(id, Side::Mine, None)
    }
}

/// Harm of size 2, with nothing mended.
pub fn breach(id: u128, side: Side, kind: Harm, day: Day) -> Breach {
    let path = match side {
        Side::Mine => Path::Mine(Mending::Open),
        Side::Theirs => Path::Theirs(Facing::Open),
    };
    Breach {
        id: BreachId(Uuid::from_u128(id)),
        person: person(1),
        kind,
        size: Size::ALL[1],
        what: "left the review undone".to_owned(),
        day,
        promise: None,
        path,
    }
}

/// Harm of the last three years, with some steps taken.
pub fn any_breach() -> impl Strategy<Value = Breach> {
    let kind = prop::sample::select(&Harm::ALL[..]);
    let size = prop::sample::select(&Size::ALL[..]);
    let steps = prop::collection::vec(0i64..60, 0..4);
    (any::<u64>(), any_side(), kind, size, 0i64..1100, steps).prop_map(
        |(id, side, kind, size, ago, steps)| {
            let mut harm = Breach {
                size,
                ..breach(id.into(), side, kind, days_ago(ago))
            };
            let mut day = harm.day;
            for later in steps {
                day = day.saturating_add(jiff::Span::new().days(later));
                let taking = match harm.next_step() {
                    None => break,
                    Some(Step::Acknowledge) => Taking::Acknowledge,
                    Some(Step::Own) => Taking::Own,
                    Some(Step::Amend) => Taking::Amend("did it again, well".to_owned()),
                    Some(Step::Say) => Taking::Say,
                    Some(Step::LetGo) => Taking::LetGo,
                };
                if let Ok(next) = harm.clone().take(taking, day) {
                    harm = next;
                }
            }
            harm
        },
    )
}

/// Contact on the days so many days ago, begun by both.
pub fn facts(ago: impl IntoIterator<Item = i64>) -> Option<Facts> {
    Facts::of(ago.into_iter().map(|ago| Contact {
        day: days_ago(ago),
        began: Beginner::Unknown,
        addressees: 1,
    }))
}

pub fn candidate(id: u128, name: &str, facts: Option<Facts>) -> Candidate {
    Candidate {
        person: person(id),
        name: name.to_owned(),
        importance: Importance::Usual,
        facts,
        rhythm: None,
        wish: None,
        quiet: None,
        circle: None,
        group_of_its_own: None,
        nudge: None,
        best_medium: None,
        likes: None,
    }
}

pub fn due(promise: Promise, name: &str) -> Due {
    Due {
        promise,
        name: name.to_owned(),
    }
}

pub fn any_side() -> impl Strategy<Value = Side> {
    prop::sample::select(Side::ALL)
}

/// A touch of the last three years, of any kind.
pub fn any_touch() -> impl Strategy<Value = Touch> {
    let kind = (
        prop::sample::select(Medium::ALL),
        prop::sample::select(Setting::ALL),
        prop::sample::select(Beginner::ALL),
    );
    let judged = (prop::sample::select(Moment::ALL), any_side())
        .prop_map(|(moment, side)| Judged { moment, side });
    (
        0i64..1100,
        kind,
        1u32..6,
        prop::collection::vec(judged, 0..3),
        prop::option::of(prop::sample::select(&Verdict::ALL[..])),
        any::<u64>(),
    )
        .prop_map(
            |(ago, (medium, setting, began), addressees, moments, verdict, id)| Touch {
                medium,
                setting,
                addressees,
                moments,
                verdict,
                ..mail(id.into(), days_ago(ago), began)
            },
        )
}

pub fn any_promise() -> impl Strategy<Value = Promise> {
    let outcome = prop::option::of(prop::sample::select(&Outcome::ALL[..]));
    (any::<u64>(), 0i64..900, outcome, any_side(), 0u32..2).prop_map(
        |(id, ago, outcome, side, renewals)| Promise {
            side,
            renewals,
            state: outcome.map_or(State::Open, |outcome| State::Settled {
                on: days_ago(ago),
                outcome,
            }),
            ..promise(id.into(), side, None)
        },
    )
}
