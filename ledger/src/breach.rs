//! Harm done, by me or by them, and the steps that mend it. The path is the type: each stage holds
//! the days of the steps taken so far, each step is taken once and in its order. What a breach
//! weighs in the account and how it heals is for `repair` and `account` to say.

use thiserror::Error;
use uuid::Uuid;

use crate::Day;
use crate::person::PersonId;
use crate::promise::PromiseId;
use crate::touch::Side;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BreachId(pub Uuid);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Without thinking: a careless word, something forgotten.
    Slip,
    BrokenPromise,
    /// Letting somebody believe what is not so.
    Deception,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Slip, Self::BrokenPromise, Self::Deception];

    pub fn id(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::BrokenPromise => "broken-promise",
            Self::Deception => "deception",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Slip => "a slip",
            Self::BrokenPromise => "a broken promise",
            Self::Deception => "a deception",
        }
    }
}

/// How much harm it did: 1 slight, 4 grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(u8);

impl Size {
    pub const ALL: [Self; 4] = [Self(1), Self(2), Self(3), Self(4)];

    pub fn of(steps: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.steps() == steps)
    }

    pub fn steps(self) -> i64 {
        i64::from(self.0)
    }

    pub fn words(self) -> &'static str {
        match self.0 {
            1 => "slight",
            2 => "painful",
            3 => "serious",
            _ => "grave",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    pub id: BreachId,
    pub person: PersonId,
    pub kind: Kind,
    pub size: Size,
    pub what: String,
    pub day: Day,
    /// The promise it came from, whose own withdrawal it replaces.
    pub promise: Option<PromiseId>,
    pub path: Path,
}

/// Whose harm it is, and how far the mending has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    Mine(Mending),
    Theirs(Facing),
}

/// Harm I did: acknowledge it, take responsibility, make amends; then the next promises are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mending {
    Open,
    Acknowledged {
        on: Day,
    },
    Owned {
        acknowledged_on: Day,
        on: Day,
    },
    Amended {
        acknowledged_on: Day,
        owned_on: Day,
        on: Day,
        amends: String,
    },
}

/// Harm done to me: say it, then let it go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facing {
    Open,
    Said { on: Day },
    LetGo { said_on: Day, on: Day },
}

/// A step to take now, with what it needs to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taking {
    Acknowledge,
    Own,
    Amend(String),
    Say,
    LetGo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Acknowledge,
    Own,
    Amend,
    Say,
    LetGo,
}

impl Step {
    pub const MINE: [Self; 3] = [Self::Acknowledge, Self::Own, Self::Amend];
    pub const THEIRS: [Self; 2] = [Self::Say, Self::LetGo];

    pub fn id(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Own => "own",
            Self::Amend => "amend",
            Self::Say => "say",
            Self::LetGo => "let-go",
        }
    }

    /// As something to do.
    pub fn words(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge it",
            Self::Own => "take responsibility",
            Self::Amend => "make amends",
            Self::Say => "say it",
            Self::LetGo => "let it go",
        }
    }

    pub fn done_words(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledged",
            Self::Own => "responsibility taken",
            Self::Amend => "amends made",
            Self::Say => "said",
            Self::LetGo => "let go",
        }
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Own => Some(Self::Acknowledge),
            Self::Amend => Some(Self::Own),
            Self::LetGo => Some(Self::Say),
            Self::Acknowledge | Self::Say => None,
        }
    }
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("what happened? say it in a few plain words")]
    Wordless,
    #[error("which amends? say what you do now to make it good")]
    NoAmends,
    #[error("this step was taken on {}: {}", crate::said_day(*on), step.done_words())]
    Taken { step: Step, on: Day },
    #[error("one step comes before that: {}", first.words())]
    NotYet { first: Step },
    #[error("“{}” mends harm you did; this was done to you: say it, then let it go", step.words())]
    DoneToMe { step: Step },
    #[error("“{}” answers harm done to you; this was yours to mend: acknowledge it first", step.words())]
    DoneByMe { step: Step },
    #[error("it happened on {}, and the last step came then or later; {} is before that", crate::said_day(*since), crate::said_day(*day))]
    TooEarly { since: Day, day: Day },
}

impl Breach {
    /// Harm as it is noted, with nothing mended yet.
    pub fn note(
        (id, person): (BreachId, PersonId),
        side: Side,
        (kind, size): (Kind, Size),
        what: &str,
        day: Day,
        promise: Option<PromiseId>,
    ) -> Result<Self, Refusal> {
        let what = what.trim();
        if what.is_empty() {
            return Err(Refusal::Wordless);
        }
        let path = match side {
            Side::Mine => Path::Mine(Mending::Open),
            Side::Theirs => Path::Theirs(Facing::Open),
        };
        Ok(Self {
            id,
            person,
            kind,
            size,
            what: what.to_owned(),
            day,
            promise,
            path,
        })
    }

    pub fn side(&self) -> Side {
        match self.path {
            Path::Mine(_) => Side::Mine,
            Path::Theirs(_) => Side::Theirs,
        }
    }

    /// Takes the next step on `day`; two may be taken on one day.
    pub fn take(self, taking: Taking, day: Day) -> Result<Self, Refusal> {
        let step = taking.step();
        self.allow(step, day)?;
        let path = match (self.path, taking) {
            (Path::Mine(mending), Taking::Amend(amends)) => {
                Path::Mine(mending.amend(amends.trim(), day)?)
            }
            (Path::Mine(mending), _) => Path::Mine(mending.next(day)),
            (Path::Theirs(facing), _) => Path::Theirs(facing.next(day)),
        };
        Ok(Self { path, ..self })
    }

    /// The steps taken, in their order, with their days.
    pub fn taken(&self) -> Vec<(Step, Day)> {
        match &self.path {
            Path::Mine(mending) => mending.taken(),
            Path::Theirs(Facing::Open) => vec![],
            Path::Theirs(Facing::Said { on }) => vec![(Step::Say, *on)],
            Path::Theirs(Facing::LetGo { said_on, on }) => {
                vec![(Step::Say, *said_on), (Step::LetGo, *on)]
            }
        }
    }

    /// The steps of its path, taken or not.
    pub fn steps(&self) -> &'static [Step] {
        match self.path {
            Path::Mine(_) => &Step::MINE,
            Path::Theirs(_) => &Step::THEIRS,
        }
    }

    /// The step to take next; none when all are taken.
    pub fn next_step(&self) -> Option<Step> {
        self.steps().get(self.taken().len()).copied()
    }

    pub fn taken_on(&self, step: Step) -> Option<Day> {
        let taken = self.taken();
        let found = taken.into_iter().find(|(taken, _)| *taken == step);
        found.map(|(_, on)| on)
    }

    /// As it stood on `day`: later steps are not taken yet. `None`: it had not happened.
    pub fn as_of(&self, day: Day) -> Option<Self> {
        if self.day > day {
            return None;
        }
        let path = match &self.path {
            Path::Mine(mending) => Path::Mine(mending.as_of(day)),
            Path::Theirs(facing) => Path::Theirs(facing.as_of(day)),
        };
        Some(Self {
            path,
            ..self.clone()
        })
    }

    fn allow(&self, step: Step, day: Day) -> Result<(), Refusal> {
        if !self.steps().contains(&step) {
            return Err(match self.path {
                Path::Mine(_) => Refusal::DoneByMe { step },
                Path::Theirs(_) => Refusal::DoneToMe { step },
            });
        }
        if let Some(on) = self.taken_on(step) {
            return Err(Refusal::Taken { step, on });
        }
        if let Some(first) = step.before()
            && self.taken_on(first).is_none()
        {
            // The first one missing, so that the answer is what to do now.
            let first = self.next_step().unwrap_or(first);
            return Err(Refusal::NotYet { first });
        }
        let since = self.taken().last().map_or(self.day, |(_, on)| *on);
        if day < since {
            return Err(Refusal::TooEarly { since, day });
        }
        Ok(())
    }
}

impl Taking {
    pub fn step(&self) -> Step {
        match self {
            Self::Acknowledge => Step::Acknowledge,
            Self::Own => Step::Own,
            Self::Amend(_) => Step::Amend,
            Self::Say => Step::Say,
            Self::LetGo => Step::LetGo,
        }
    }
}

impl Mending {
    fn next(self, day: Day) -> Self {
        match self {
            Self::Open => Self::Acknowledged { on: day },
            Self::Acknowledged { on } => Self::Owned {
                acknowledged_on: on,
                on: day,
            },
            further => further,
        }
    }

    fn amend(self, amends: &str, day: Day) -> Result<Self, Refusal> {
        if amends.is_empty() {
            return Err(Refusal::NoAmends);
        }
        Ok(match self {
            Self::Owned {
                acknowledged_on,
                on,
            } => Self::Amended {
                acknowledged_on,
                owned_on: on,
                on: day,
                amends: amends.to_owned(),
            },
            other => other,
        })
    }

    fn taken(&self) -> Vec<(Step, Day)> {
        let days: &[Day] = match self {
            Self::Open => &[],
            Self::Acknowledged { on } => &[*on],
            Self::Owned {
                acknowledged_on,
                on,
            } => &[*acknowledged_on, *on],
            Self::Amended {
                acknowledged_on,
                owned_on,
                on,
                ..
            } => &[*acknowledged_on, *owned_on, *on],
        };
        Step::MINE.into_iter().zip(days.iter().copied()).collect()
    }

    fn as_of(&self, day: Day) -> Self {
        let known: Vec<Day> = self
            .taken()
            .into_iter()
            .map(|(_, on)| on)
            .filter(|on| *on <= day)
            .collect();
        match known.as_slice() {
            [] => Self::Open,
            [on] => Self::Acknowledged { on: *on },
            [acknowledged_on, on] => Self::Owned {
                acknowledged_on: *acknowledged_on,
                on: *on,
            },
            _ => self.clone(),
        }
    }
}

impl Facing {
    fn next(self, day: Day) -> Self {
        match self {
            Self::Open => Self::Said { on: day },
            Self::Said { on } => Self::LetGo {
                said_on: on,
                on: day,
            },
            gone @ Self::LetGo { .. } => gone,
        }
    }

    fn as_of(&self, day: Day) -> Self {
        match self {
            Self::Said { on } if *on > day => Self::Open,
            Self::LetGo { said_on, .. } if *said_on > day => Self::Open,
            Self::LetGo { said_on, on } if *on > day => Self::Said { on: *said_on },
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, breach, days_ago};
    use proptest::prelude::*;

    fn steps(breach: &Breach) -> Vec<Step> {
        breach.taken().into_iter().map(|(step, _)| step).collect()
    }

    #[test]
    fn harm_i_did_is_mended_in_three_steps_and_each_is_taken_once() {
        let mut harm = breach(1, Side::Mine, Kind::Slip, days_ago(3));
        assert_eq!(
            harm.clone().take(Taking::Own, MORNING),
            Err(Refusal::NotYet {
                first: Step::Acknowledge
            })
        );
        let amend = Taking::Amend("a new draft by Friday".to_owned());
        for taking in [Taking::Acknowledge, Taking::Own, amend] {
            assert_eq!(harm.next_step(), Some(taking.step()));
            harm = harm.take(taking, MORNING).unwrap();
        }
        assert_eq!(steps(&harm), Step::MINE);
        assert_eq!(harm.next_step(), None);
        let again = harm
            .take(Taking::Own, MORNING)
            .map_err(|refusal| refusal.to_string());
        let words = "this step was taken on Tue 10 Mar 2026: responsibility taken";
        assert_eq!(again, Err(words.to_owned()));
    }

    #[test]
    fn harm_done_to_me_is_said_and_then_let_go() {
        let harm = breach(1, Side::Theirs, Kind::Slip, days_ago(3));
        let early = harm.clone().take(Taking::LetGo, MORNING);
        assert_eq!(early, Err(Refusal::NotYet { first: Step::Say }));
        let said = harm.take(Taking::Say, days_ago(1)).unwrap();
        let gone = said.take(Taking::LetGo, MORNING).unwrap();
        assert_eq!(steps(&gone), Step::THEIRS);
    }

    #[test]
    fn nobody_is_asked_to_mend_what_was_done_to_them() {
        let theirs = breach(1, Side::Theirs, Kind::Slip, MORNING);
        let mine = breach(2, Side::Mine, Kind::Slip, MORNING);
        assert!(matches!(
            theirs.take(Taking::Own, MORNING),
            Err(Refusal::DoneToMe { .. })
        ));
        assert!(matches!(
            mine.take(Taking::LetGo, MORNING),
            Err(Refusal::DoneByMe { .. })
        ));
    }

    #[test]
    fn a_step_comes_after_the_harm_and_after_the_step_before() {
        let harm = breach(1, Side::Mine, Kind::Slip, days_ago(3));
        let early = harm.clone().take(Taking::Acknowledge, days_ago(4));
        assert!(matches!(early, Err(Refusal::TooEarly { .. })));
        let known = harm.take(Taking::Acknowledge, MORNING).unwrap();
        let early = known.take(Taking::Own, days_ago(1));
        assert!(matches!(early, Err(Refusal::TooEarly { .. })));
    }

    #[test]
    fn amends_and_harm_need_words() {
        let harm = breach(1, Side::Mine, Kind::Slip, MORNING);
        let owned = harm
            .take(Taking::Acknowledge, MORNING)
            .and_then(|harm| harm.take(Taking::Own, MORNING));
        let wordless = owned.and_then(|harm| harm.take(Taking::Amend("  ".to_owned()), MORNING));
        assert_eq!(wordless, Err(Refusal::NoAmends));
        let one = (BreachId(Uuid::nil()), crate::cast::person(1));
        let size = Size::ALL[0];
        let wordless = Breach::note(one, Side::Mine, (Kind::Slip, size), " ", MORNING, None);
        assert_eq!(wordless, Err(Refusal::Wordless));
    }

    proptest! {
        #[test]
        fn on_an_earlier_day_only_the_steps_of_then_are_taken(
            harm in crate::cast::any_breach(), ago in 0i64..400,
        ) {
            let day = days_ago(ago);
            let then = harm.as_of(day);
            prop_assert_eq!(then.is_some(), harm.day <= day);
            if let Some(then) = then {
                let known: Vec<_> = harm.taken().into_iter().filter(|(_, on)| *on <= day).collect();
                prop_assert_eq!(then.taken(), known);
            }
        }
    }
}
