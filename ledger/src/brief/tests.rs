//! What a brief says, and that it stays short.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::cast::{MORNING, any_promise, any_touch, coffee, days_ago, person, promise};
use crate::concern::ConcernId;
use crate::contribution::ContributionId;
use crate::detail::{DetailId, State, Topic};
use crate::milestone::{DayOfYear, MilestoneId, Occurs, Sort};
use crate::touch::{Medium, Setting, Side};

#[derive(Default)]
struct Shelf {
    touches: Vec<Touch>,
    promises: Vec<Promise>,
    concerns: Vec<Concern>,
    details: Vec<Detail>,
    milestones: Vec<Milestone>,
    contributions: Vec<Contribution>,
    bids: Vec<Bid>,
    approach: Approach,
    circles: Vec<String>,
}

impl Shelf {
    fn known<'a>(&'a self, weights: &'a Weights) -> Known<'a> {
        Known {
            person: person(1),
            name: "Tomás Vidal",
            standing: "in good standing",
            silence: "",
            touches: &self.touches,
            promises: &self.promises,
            concerns: &self.concerns,
            details: &self.details,
            milestones: &self.milestones,
            common_ground: &[],
            contributions: &self.contributions,
            bids: &self.bids,
            approach: &self.approach,
            circles: &self.circles,
            weights,
        }
    }

    fn brief(&self, purpose: Purpose) -> Brief {
        self.brief_with(purpose, &Prepared::default(), None)
    }

    fn brief_with(
        &self,
        purpose: Purpose,
        prepared: &Prepared,
        minute: Option<Minute<'_>>,
    ) -> Brief {
        let weights = Weights::default();
        let occasion = Occasion {
            purpose,
            prepared,
            minute,
        };
        brief(&self.known(&weights), &occasion, MORNING)
    }

    fn glance(&self) -> String {
        let weights = Weights::default();
        glance(&self.known(&weights), MORNING).line.text
    }
}

fn detail(topic: Topic, what: &str, ask_on: Option<Day>) -> Detail {
    Detail {
        id: DetailId(Uuid::from_u128(what.len() as u128)),
        person: person(1),
        topic,
        what: what.to_owned(),
        noted_on: days_ago(60),
        confirmed_on: days_ago(60),
        touch: None,
        state: State::Standing { ask_on },
    }
}

fn full() -> Shelf {
    Shelf {
        touches: vec![
            coffee(3, days_ago(7)),
            coffee(2, days_ago(20)),
            coffee(1, days_ago(30)),
            coffee(4, days_ago(90)),
        ],
        promises: vec![
            promise(1, Side::Mine, Some(days_ago(-3))),
            promise(2, Side::Theirs, None),
        ],
        concerns: vec![
            Concern::raise(
                ConcernId(Uuid::from_u128(1)),
                person(1),
                "the release",
                days_ago(4),
                MORNING,
            )
            .unwrap(),
        ],
        details: vec![
            detail(Topic::Family, "moving house", Some(MORNING)),
            detail(Topic::Aspiration, "wants to move to design", None),
        ],
        milestones: vec![Milestone {
            id: MilestoneId(Uuid::from_u128(1)),
            person: person(1),
            sort: Sort::Birthday,
            what: String::new(),
            occurs: Occurs::Yearly {
                on: DayOfYear::of(days_ago(-5)),
                since: None,
            },
            celebrated: BTreeMap::new(),
        }],
        contributions: vec![
            Contribution::see(
                ContributionId(Uuid::from_u128(1)),
                person(1),
                "found the error in the figures.",
                days_ago(2),
            )
            .unwrap(),
        ],
        approach: Approach {
            time: "mornings".to_owned(),
            ..Approach::default()
        },
        circles: vec!["Field team".to_owned()],
        bids: Vec::new(),
    }
}

/// The brief as one would read it aloud.
fn read(brief: &Brief) -> Vec<String> {
    let lines = brief.sections.iter().flat_map(|section| {
        section.lines.iter().map(|line| match line.aside.as_str() {
            "" => format!("{}: {}", section.part.id(), line.text),
            aside => format!("{}: {} ({aside})", section.part.id(), line.text),
        })
    });
    lines.collect()
}

#[test]
fn a_brief_says_all_that_matters_in_its_order() {
    assert_eq!(
        read(&full().brief(Purpose::Usual)),
        [
            "standing: Your side of the account: in good standing.",
            "last-times: A coffee (3 March)",
            "last-times: A coffee (18 February)",
            "last-times: A coffee (8 February)",
            "mine: Send the deck (due 13 March)",
            "theirs: Send the deck (no day named)",
            "concerns: The release (since 6 March)",
            "ask-about: “moving house”: ask how it went, and how things are now. (noted 9 January)",
            "ask-about: “wants to move to design”: ask how far along they are, and what would be of use. (noted 9 January)",
            "congratulate: Birthday (15 March)",
            "thanks: Found the error in the figures (seen 8 March)",
            "approach: Mornings",
        ]
    );
}

#[test]
fn with_nothing_noted_there_are_three_good_first_questions() {
    let brief = Shelf::default().brief(Purpose::Usual);
    assert_eq!(brief.sections.len(), 1);
    assert_eq!(brief.sections[0].part, Part::FirstQuestions);
    assert_eq!(brief.sections[0].lines.len(), 4);
}

#[test]
fn an_interview_has_roles_a_view_and_ones_own_questions_first() {
    let prepared = Prepared {
        roles: "leads hydrology".to_owned(),
        view: String::new(),
        questions: "Why the second weir?\n\n Who maps it? ".to_owned(),
    };
    let brief = full().brief_with(Purpose::Interview, &prepared, None);
    let of = |part| {
        brief
            .sections
            .iter()
            .find(|section| section.part == part)
            .unwrap()
    };
    assert_eq!(of(Part::Roles).lines[0].text, "leads hydrology");
    assert!(
        of(Part::View).lines[0]
            .text
            .starts_with("Read one thing they made")
    );
    let questions: Vec<&str> = of(Part::Questions)
        .lines
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(&questions[..2], ["Why the second weir?", "Who maps it?"]);
    assert_eq!(questions.len(), 6);
}

#[test]
fn starters_come_from_what_is_known_and_there_are_always_some() {
    let brief = full().brief(Purpose::First);
    let starters = &brief
        .sections
        .iter()
        .find(|section| section.part == Part::Starters)
        .unwrap()
        .lines;
    assert_eq!(
        starters[0].text,
        "“I noticed this: found the error in the figures. How did you go about it?”"
    );
    assert_eq!(
        starters[1].text,
        "“We both have to do with Field team. How does it look from where you stand?”"
    );
    assert_eq!(starters.len(), 5);
    let stranger = Shelf::default().brief(Purpose::First);
    assert_eq!(stranger.sections.len(), 1);
    assert_eq!(stranger.sections[0].lines.len(), 4);
}

#[test]
fn the_personal_minute_asks_something_else_than_last_time() {
    let shelf = full();
    let first = personal_question(&shelf.details, None, MORNING);
    assert!(first.starts_with("“moving house”"), "{first}");
    let last = Last {
        on: days_ago(7),
        asked: &first,
        answered: "the boxes are packed",
    };
    let second = personal_question(&shelf.details, Some(last), MORNING);
    assert!(second.starts_with("“wants to move to design”"), "{second}");
    let brief = shelf.brief_with(
        Purpose::Usual,
        &Prepared::default(),
        Some(Minute { last: Some(last) }),
    );
    let minute = brief
        .sections
        .iter()
        .find(|section| section.part == Part::Personal)
        .unwrap();
    assert_eq!(minute.lines[1].aside, "3 March");
    assert!(
        minute.lines[1]
            .text
            .ends_with("and heard: “the boxes are packed”")
    );
}

#[test]
fn where_nothing_was_told_plain_questions_are_asked_in_turn() {
    let first = personal_question(&[], None, MORNING);
    let last = Last {
        on: days_ago(7),
        asked: &first,
        answered: "",
    };
    assert_ne!(personal_question(&[], Some(last), MORNING), first);
}

#[test]
fn a_walk_is_suggested_after_four_times_in_a_room_unless_they_like_it_otherwise() {
    let room = |id| Touch {
        setting: Setting::OneToOne,
        ..coffee(id, days_ago(id as i64 * 7))
    };
    let mut shelf = Shelf {
        touches: (1..=4).map(room).collect(),
        ..Shelf::default()
    };
    let suggests = |shelf: &Shelf| {
        let sections = shelf.brief(Purpose::Usual).sections;
        sections.iter().any(|section| section.part == Part::Setting)
    };
    assert!(suggests(&shelf));
    shelf.approach.medium = Some(Medium::Video);
    assert!(!suggests(&shelf));
    shelf.approach.medium = None;
    shelf.touches[2].setting = Setting::Walk;
    assert!(!suggests(&shelf));
}

#[test]
fn at_a_glance_two_things_are_said() {
    assert_eq!(
        full().glance(),
        "you promised: send the deck, due 13 March; ask how it is with “the release”"
    );
    assert_eq!(
        Shelf::default().glance(),
        "nothing noted yet: ask what they are working on"
    );
}

proptest! {
    #[test]
    fn a_brief_fits_a_sheet_and_holds_no_empty_part(
        touches in prop::collection::vec(any_touch(), 0..60),
        promises in prop::collection::vec(any_promise(), 0..60),
        purpose in prop::sample::select(&Purpose::ALL[..]),
    ) {
        let shelf = Shelf { touches, promises, ..full() };
        let brief = shelf.brief(purpose);
        prop_assert!(brief.sections.iter().all(|section| !section.lines.is_empty()));
        let lines: usize = brief.sections.iter().map(|section| section.lines.len()).sum();
        prop_assert!(lines <= 44, "{lines}");
        prop_assert_eq!(&brief, &shelf.brief(purpose));
    }
}

#[test]
fn a_reach_not_answered_yet_comes_up_and_an_answered_one_does_not() {
    use crate::bid::{BidId, Outcome};
    let bid = |id, what: &str| Bid {
        id: BidId(Uuid::from_u128(id)),
        person: person(1),
        what: what.to_owned(),
        made_on: days_ago(2),
        touch: None,
        state: crate::bid::State::Open,
    };
    let answered = Bid {
        state: crate::bid::State::Settled {
            on: days_ago(1),
            outcome: Outcome::Answered,
        },
        ..bid(2, "asked about the race")
    };
    let shelf = Shelf {
        bids: vec![bid(1, "showed me the new plots"), answered],
        ..Shelf::default()
    };
    let brief = shelf.brief(Purpose::Usual);
    let waits = brief.sections.iter().find(|one| one.part == Part::Bids);
    let lines: Vec<&str> = waits
        .unwrap()
        .lines
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(lines, ["Showed me the new plots"]);
    assert!(
        shelf
            .glance()
            .contains("they reached out: showed me the new plots")
    );
}
