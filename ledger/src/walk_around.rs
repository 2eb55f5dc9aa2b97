//! A day planned in person among the people of a circle: whom to look for while there. Only an
//! informal word counts, as a meeting is not where one drops by.

use uuid::Uuid;

use crate::person::{PersonId, Quiet, first_name};
use crate::today::{Kind, Matter};
use crate::touch::{Medium, Setting};
use crate::{Day, days_between};

/// Whoever was spoken with informally within so many days need not be looked for. A month.
pub const LATELY: i64 = 30;

/// So many names stand in the morning; the rest are on the page of the day.
const NAMED: usize = 5;

/// Minutes for one word in passing. Our choice.
const MINUTES_EACH: u32 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WalkAroundId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkAround {
    pub id: WalkAroundId,
    pub day: Day,
    /// Where, in the owner's words: "Lyon office".
    pub place: String,
}

/// Somebody who belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    pub person: PersonId,
    pub name: String,
    pub quiet: Option<Quiet>,
    /// The last informal word; `None` when none is noted.
    pub last_informal: Option<Day>,
}

/// Whether a touch is a word outside of meetings: in passing, over coffee or lunch, on a walk, by
/// whatever medium; or in person at an event.
pub fn is_informal(setting: Setting, medium: Medium) -> bool {
    match setting {
        Setting::Hallway | Setting::Coffee | Setting::Lunch | Setting::Walk => true,
        Setting::Event | Setting::Message => medium == Medium::InPerson,
        Setting::OneToOne | Setting::Meeting => false,
    }
}

/// Whom to look for: those not spoken with informally for a month, the longest silence first.
/// Whoever is expected to be quiet is left in peace.
pub fn to_see<'a>(planned: &WalkAround, locals: &'a [Local]) -> Vec<&'a Local> {
    let mut missed: Vec<&Local> = locals
        .iter()
        .filter(|local| {
            !local
                .quiet
                .as_ref()
                .is_some_and(|quiet| quiet.covers(planned.day))
        })
        .filter(|local| {
            local
                .last_informal
                .is_none_or(|last| days_between(last, planned.day) > LATELY)
        })
        .collect();
    missed.sort_by_key(|local| (local.last_informal, local.name.as_str(), local.person));
    missed
}

/// What it is in the morning of the day itself and of the day before.
pub fn matter(planned: &WalkAround, locals: &[Local], day: Day) -> Option<Matter> {
    let ahead = days_between(day, planned.day);
    if !(0..=1).contains(&ahead) {
        return None;
    }
    let missed = to_see(planned, locals);
    let first = missed.first()?;
    let when = if ahead == 0 { "Today" } else { "Tomorrow" };
    let people = match missed.len() {
        1 => "one person there whom you have".to_owned(),
        more => format!("{more} people there whom you have"),
    };
    Some(Matter {
        kind: Kind::WalkAround,
        id: planned.id.0,
        person: first.person,
        name: planned.place.clone(),
        reason: format!(
            "{when} you are there in person. {} not spoken with informally for a month: {}.",
            sentence(&people),
            names(&missed)
        ),
        opener: format!(
            "When you have hung up your coat, walk past {} first and ask how things are, before anything about work.",
            first_name(&first.name)
        ),
        minutes: MINUTES_EACH * u32::try_from(missed.len().min(NAMED)).unwrap_or(1),
    })
}

fn names(missed: &[&Local]) -> String {
    let mut names: Vec<String> = missed
        .iter()
        .take(NAMED)
        .map(|local| local.name.clone())
        .collect();
    if let more @ 1.. = missed.len().saturating_sub(NAMED) {
        names.push(format!("{more} more"));
    }
    match names.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        names => names.concat(),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cast::{MORNING, days_ago, person};

    fn local(id: u128, name: &str, ago: Option<i64>) -> Local {
        Local {
            person: person(id),
            name: name.to_owned(),
            quiet: None,
            last_informal: ago.map(days_ago),
        }
    }

    fn today() -> WalkAround {
        WalkAround {
            id: WalkAroundId(Uuid::from_u128(7)),
            day: MORNING,
            place: "Lyon office".to_owned(),
        }
    }

    #[test]
    fn those_not_spoken_with_for_a_month_are_named_the_longest_first() {
        let locals = [
            local(1, "Ana", Some(31)),
            local(2, "Sam", Some(30)),
            local(3, "Mei", None),
        ];
        let matter = matter(&today(), &locals, MORNING).unwrap();
        assert_eq!(
            matter.reason,
            "Today you are there in person. 2 people there whom you have not spoken with informally for a month: Mei and Ana."
        );
        assert_eq!(matter.minutes, 10);
    }

    #[test]
    fn it_comes_up_on_the_day_and_the_day_before_and_never_else() {
        let locals = [local(1, "Ana", None)];
        let on = |ago| matter(&today(), &locals, days_ago(ago)).is_some();
        assert!(on(0) && on(1));
        assert!(!on(2) && !on(-1));
    }

    #[test]
    fn with_nobody_to_look_for_it_says_nothing() {
        assert!(matter(&today(), &[local(1, "Ana", Some(3))], MORNING).is_none());
        let on_leave = Local {
            quiet: Some(Quiet {
                from: days_ago(9),
                until: None,
                why: String::new(),
            }),
            ..local(1, "Leila", None)
        };
        assert!(matter(&today(), &[on_leave], MORNING).is_none());
    }

    #[test]
    fn a_meeting_is_no_informal_word_and_a_coffee_by_video_is() {
        assert!(!is_informal(Setting::Meeting, Medium::InPerson));
        assert!(!is_informal(Setting::OneToOne, Medium::InPerson));
        assert!(is_informal(Setting::Coffee, Medium::Video));
        assert!(!is_informal(Setting::Message, Medium::Mail));
    }

    proptest! {
        #[test]
        fn everybody_is_either_seen_lately_or_looked_for(agos in prop::collection::vec(prop::option::of(0i64..90), 0..12)) {
            let locals: Vec<Local> = agos.iter().zip(1..).map(|(ago, id)| local(id, "Ana", *ago)).collect();
            let missed = to_see(&today(), &locals).len();
            let lately = agos.iter().flatten().filter(|ago| **ago <= LATELY).count();
            prop_assert_eq!(missed + lately, locals.len());
        }
    }
}
