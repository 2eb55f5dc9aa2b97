//! Mornings, told one by one; then the laws every plan obeys.

use std::collections::BTreeMap;

use jiff::civil::{Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::cast::*;
use crate::days_between;
use crate::promise::Outcome;
use crate::rhythm::Contact;
use crate::touch::{Beginner, Side};

/// A day of the week of the frozen morning, or of another.
fn plan_on(day: Day, candidates: &[Candidate], due: &[Due]) -> Plan {
    plan_with(day, candidates, due, "")
}

/// Every last touch was about `subject`.
fn plan_with(day: Day, candidates: &[Candidate], due: &[Due], subject: &str) -> Plan {
    let (prior, weights) = (Prior::default(), Weights::default());
    let draft = today(&Question {
        day,
        candidates,
        due,
        matters: &[],
        prior: &prior,
        weights: &weights,
        reply_p90: 3.0,
    });
    let people = draft.people().into_iter();
    let subjects = people.map(|person| (person, subject.to_owned()));
    draft.in_words(&subjects.collect())
}

fn plan(candidates: &[Candidate]) -> Plan {
    plan_on(MORNING, candidates, &[])
}

/// Every week for a year, until so many days ago.
fn weekly(until: i64) -> Option<Facts> {
    facts((0..52).map(|week| until + 7 * week))
}

/// Every Tuesday until three days ago, when they wrote and nobody answered.
fn waiting(ago: i64) -> Option<Facts> {
    let both = (1..9).map(|week| Contact {
        day: days_ago(ago + 7 * week),
        began: Beginner::Unknown,
        addressees: 1,
    });
    let approach = Contact {
        day: days_ago(ago),
        began: Beginner::Them,
        addressees: 1,
    };
    Facts::of(both.chain([approach]))
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.moves.iter().map(|one| one.name.as_str()).collect()
}

#[test]
fn who_cools_is_noticed_among_many_who_are_long_gone() {
    // Two weeks where it was always one: rare for them, and not yet quiet.
    let ana = candidate(1, "Ana Lindqvist", weekly(14));
    let gone = (2..40).map(|number| candidate(number, "Tom Okafor", weekly(400)));
    let book: Vec<Candidate> = [ana].into_iter().chain(gone).collect();
    let plan = plan(&book);
    let ana = plan.moves.iter().find(|one| one.name == "Ana Lindqvist");
    let reason = ana.map(|one| one.reason.as_str());
    assert!(
        reason.is_some_and(|reason| reason.contains("less often")),
        "{reason:?}"
    );
}

#[test]
fn an_unusual_silence_is_noticed_and_told_in_days() {
    let ana = Candidate {
        best_medium: Some(Medium::Voice),
        ..candidate(1, "Ana Lindqvist", weekly(40))
    };
    let plan = plan_with(MORNING, &[ana], &[], "Re: [team] the audit");
    assert_eq!(
        plan.moves[0].reason,
        "You have not been in touch for 40 days; it is usually 7."
    );
    assert_eq!(
        plan.moves[0].opener,
        "When you get your coffee, call Ana and ask what became of “the audit”; \
         if a call will not do, write two lines."
    );
    assert_eq!((plan.moves[0].minutes, plan.silence), (10, None));
}

#[test]
fn a_reply_owed_names_the_day_and_the_subject() {
    let sam = candidate(1, "Sam Okafor", waiting(6));
    let plan = plan_with(MORNING, &[sam], &[], "RE: Fwd: budget");
    assert_eq!(
        plan.moves[0].reason,
        "Sam Okafor wrote on 4 March (“budget”) and it is still with you. \
         You usually answer within 3 days."
    );
    assert_eq!(plan.moves[0].minutes, 5);
}

#[test]
fn a_lapsed_tie_kept_by_mail_is_called_unless_they_like_it_otherwise() {
    let opener = |likes| {
        let ana = Candidate {
            best_medium: Some(Medium::Mail),
            likes,
            ..candidate(1, "Ana Lindqvist", weekly(40))
        };
        plan(&[ana]).moves[0].opener.clone()
    };
    assert!(opener(None).contains("call Ana"), "{}", opener(None));
    let coffee = opener(Some(Medium::InPerson));
    assert!(
        coffee.contains("coffee") || coffee.contains("walk"),
        "{coffee}"
    );
    assert!(opener(Some(Medium::Video)).contains("call Ana"));
    for text in [Medium::Mail, Medium::Chat, Medium::Letter] {
        let opener = opener(Some(text));
        assert!(
            opener.contains("two lines") || opener.contains("short hello"),
            "{opener}"
        );
    }
}

#[test]
fn an_old_tie_is_written_to_unless_they_like_to_be_called() {
    let opener = |likes| {
        let old = Candidate {
            likes,
            ..candidate(1, "Sam Okafor", weekly(800))
        };
        plan(&[old]).moves[0].opener.clone()
    };
    assert!(opener(None).contains("write Sam two lines"));
    assert!(opener(Some(Medium::Voice)).contains("call Sam"));
}

#[test]
fn a_reply_owed_is_written_whatever_they_like() {
    let sam = Candidate {
        likes: Some(Medium::Voice),
        ..candidate(1, "Sam Okafor", waiting(6))
    };
    let opener = plan(&[sam]).moves[0].opener.clone();
    assert!(
        opener.contains("answer Sam") || opener.contains("reply to Sam"),
        "{opener}"
    );
}

#[test]
fn nobody_is_proposed_without_a_reason() {
    let plan = plan(&[
        candidate(1, "Ana Lindqvist", weekly(6)),
        candidate(2, "Sam Okafor", None),
    ]);
    assert_eq!(plan.moves, []);
    let why = "Too early to tell: 1 person has 5 gaps or more.";
    assert_eq!(plan.silence.as_deref(), Some(why));
}

#[test]
fn an_empty_book_says_how_to_begin() {
    let why = "Nobody is in the book yet: import your mail, or note a first touch.";
    assert_eq!(plan(&[]).silence.as_deref(), Some(why));
}

#[test]
fn a_rhythm_set_by_hand_is_a_reason_of_its_own() {
    let mei = Candidate {
        rhythm: Some(14),
        ..candidate(1, "Mei Tanaka", facts([41, 60]))
    };
    let reason = "You wanted to be in touch every 14 days; it has been 41 days.";
    assert_eq!(plan(&[mei]).moves[0].reason, reason);
    let new = Candidate {
        rhythm: Some(14),
        ..candidate(1, "Mei Tanaka", None)
    };
    let reason = "You wanted to be in touch every 14 days; nothing is noted yet.";
    assert_eq!(plan(&[new]).moves[0].reason, reason);
}

#[test]
fn promises_come_first_and_a_promised_person_is_not_proposed_again() {
    let mine = promise(1, Side::Mine, Some(days_ago(-2)));
    let owed = [due(mine, "Ana Lindqvist")];
    let people = [
        candidate(1, "Ana Lindqvist", weekly(40)),
        candidate(2, "Sam Okafor", weekly(50)),
    ];
    let plan = plan_on(MORNING, &people, &owed);
    assert_eq!(names(&plan), ["Ana Lindqvist", "Sam Okafor"]);
    assert_eq!(
        plan.moves[0].reason,
        "You promised Ana Lindqvist “send the deck” for 12 March, in 2 days."
    );
}

#[test]
fn a_promise_of_theirs_is_asked_after_only_when_its_day_is_over() {
    let on = |ago| {
        [due(
            promise(1, Side::Theirs, Some(days_ago(ago))),
            "Pavel Novák",
        )]
    };
    assert_eq!(plan_on(MORNING, &[], &on(0)).moves, []);
    let plan = plan_on(MORNING, &[], &on(4));
    assert_eq!(
        plan.moves[0].reason,
        "Pavel Novák promised “send the deck” for 6 March, 4 days ago."
    );
    assert_eq!(
        plan.moves[0].opener,
        "When you are next in touch, ask Pavel how it stands and whether anything from you would \
         help; a later day is fine, and then it is kept late."
    );
}

#[test]
fn five_promises_get_a_line_and_the_rest_are_counted() {
    let due: Vec<Due> = (1..9)
        .map(|id| due(promise(id, Side::Mine, Some(MORNING)), "Priya Raman"))
        .collect();
    let plan = plan_on(MORNING, &[], &due);
    assert_eq!(
        (plan.moves.len(), plan.notes),
        (5, vec!["And 3 more promises due.".to_owned()])
    );
}

#[test]
fn promises_settled_or_far_off_are_left_alone() {
    let kept = due(settled(1, MORNING, Outcome::Kept), "Priya Raman");
    let far = due(promise(2, Side::Mine, Some(days_ago(-4))), "Priya Raman");
    let open_ended = due(promise(3, Side::Mine, None), "Priya Raman");
    assert_eq!(plan_on(MORNING, &[], &[kept, far, open_ended]).moves, []);
}

#[test]
fn a_weekend_is_left_in_peace_and_says_so() {
    let saturday = date(2026, 3, 14);
    let plan = plan_on(saturday, &[candidate(1, "Ana Lindqvist", weekly(40))], &[]);
    let why = "It is Saturday: at weekends nobody is suggested, and nothing is due.";
    assert_eq!((plan.moves.len(), plan.silence.as_deref()), (0, Some(why)));
}

#[test]
fn a_weekend_asked_about_is_planned_like_any_day() {
    let (prior, weights) = (Prior::default(), Weights::default());
    let ana = [candidate(1, "Ana Lindqvist", weekly(40))];
    let draft = when_asked(&Question {
        day: date(2026, 3, 14),
        candidates: &ana,
        due: &[],
        matters: &[],
        prior: &prior,
        weights: &weights,
        reply_p90: 3.0,
    });
    let plan = draft.in_words(&std::collections::HashMap::new());
    assert_eq!(names(&plan), ["Ana Lindqvist"]);
}

#[test]
fn a_current_tie_comes_before_a_lapsed_one() {
    let lapsed = Candidate {
        importance: Importance::Dear,
        ..candidate(1, "Tomás Vidal", weekly(500))
    };
    let plan = plan(&[lapsed, candidate(2, "Mei Tanaka", weekly(40))]);
    assert_eq!(names(&plan), ["Mei Tanaka", "Tomás Vidal"]);
    assert_eq!(
        plan.moves[1].reason,
        "You have not been in touch since October 2024, 500 days ago; it used to be every 7 days."
    );
}

#[test]
fn leave_is_left_in_peace_and_not_counted_afterwards() {
    let on_leave = |until| Candidate {
        quiet: Some(Quiet {
            from: days_ago(38),
            until,
            why: "on leave".to_owned(),
        }),
        ..candidate(1, "Ana Lindqvist", weekly(60))
    };
    assert_eq!(plan(&[on_leave(None)]).moves, []);
    let back = plan(&[on_leave(Some(days_ago(20)))]);
    assert_eq!(
        back.moves[0].reason,
        "You have not been in touch for 60 days (19 of them expected: on leave); it is usually 7."
    );
}

/// Shown three times and not answered, the last time so many days ago.
fn passed_over_until(days: i64) -> Nudge {
    let mornings = [days + 20, days + 10, days];
    mornings
        .iter()
        .fold(Nudge::default(), |nudge, ago| nudge.shown(days_ago(*ago)))
}

#[test]
fn three_times_ignored_the_owner_is_asked_instead() {
    let nudge = passed_over_until(8);
    let jonas = Candidate {
        nudge: Some(nudge),
        ..candidate(1, "Jonas Weber", weekly(40))
    };
    let plan = plan(&[jonas]);
    assert_eq!(plan.moves, []);
    assert_eq!(
        plan.asks[0].words,
        "Jonas Weber came up 3 times and you passed. Do they still matter to you now? \
         Either answer is fine."
    );
}

#[test]
fn after_a_month_of_rest_they_may_be_proposed_again() {
    let nudge = passed_over_until(31);
    let jonas = Candidate {
        nudge: Some(nudge),
        ..candidate(1, "Jonas Weber", weekly(40))
    };
    assert_eq!(names(&plan(&[jonas])), ["Jonas Weber"]);
}

#[test]
fn what_was_suggested_this_morning_stays_and_what_is_done_is_not_replaced() {
    let people: Vec<Candidate> = (1..9)
        .map(|id| candidate(id, "Leila Farsi", weekly(40)))
        .collect();
    let before = plan(&people);
    let mut shown = people;
    for one in shown
        .iter_mut()
        .filter(|one| before.moves.iter().any(|m| m.person == one.person))
    {
        one.nudge = Some(Nudge {
            suggested_on: Some(MORNING),
            ..Nudge::default()
        });
    }
    assert_eq!(plan(&shown), before, "the same morning, asked again");
    let done = before.moves[0].person;
    let said_so = shown.iter().cloned().map(|one| {
        let nudge = one.nudge.clone().filter(|_| one.person == done);
        let answered = nudge.map(|nudge| Nudge {
            answered_on: Some(MORNING),
            ..nudge
        });
        Candidate {
            nudge: answered.or(one.nudge.clone()),
            ..one
        }
    });
    assert_eq!(plan(&said_so.collect::<Vec<_>>()).moves, before.moves[1..]);
    let in_touch = shown.iter().cloned().map(|one| {
        let facts = if one.person == done {
            weekly(0)
        } else {
            one.facts.clone()
        };
        Candidate { facts, ..one }
    });
    assert_eq!(
        plan(&in_touch.collect::<Vec<_>>()).moves.len(),
        before.moves.len() - 1
    );
}

#[test]
fn put_off_until_today_it_is_back_today() {
    let put_off = |until| Candidate {
        nudge: Some(Nudge {
            suggested_on: Some(days_ago(3)),
            snoozed_until: Some(until),
            answered_on: Some(days_ago(3)),
            ..Nudge::default()
        }),
        ..candidate(1, "Priya Raman", weekly(40))
    };
    assert_eq!(names(&plan(&[put_off(MORNING)])), ["Priya Raman"]);
    assert_eq!(plan(&[put_off(days_ago(-1))]).moves, []);
}

#[test]
fn on_mondays_one_old_tie_is_brought_up() {
    let people = [
        candidate(1, "Tomás Vidal", weekly(800)),
        candidate(2, "Mei Tanaka", weekly(40)),
    ];
    let monday = plan_on(date(2026, 3, 9), &people, &[]);
    assert_eq!(names(&monday), ["Mei Tanaka", "Tomás Vidal"]);
    assert_eq!(
        monday.moves[1].reason,
        "You and Tomás Vidal were last in touch in December 2023, after 52 days of contact in all."
    );
    assert_eq!(
        names(&plan(&people)),
        ["Mei Tanaka"],
        "and not on a Tuesday"
    );
}

#[test]
fn with_nobody_else_an_old_tie_is_brought_up_once_a_week() {
    let old = |id, on: Option<Day>| Candidate {
        nudge: on.map(|on| Nudge {
            suggested_on: Some(on),
            ..Nudge::default()
        }),
        ..candidate(id, "Tomás Vidal", weekly(800))
    };
    assert_eq!(plan(&[old(1, None)]).moves.len(), 1);
    assert_eq!(
        plan(&[old(1, Some(days_ago(1))), old(2, None)]).moves,
        [],
        "Monday had one"
    );
    assert_eq!(
        plan(&[old(1, Some(days_ago(2))), old(2, None)]).moves.len(),
        1,
        "a new week"
    );
}

#[test]
fn a_bridge_on_monday_makes_the_old_tie_wait() {
    let old = candidate(1, "Tomás Vidal", weekly(800));
    let bridge = Candidate {
        group_of_its_own: Some(true),
        ..candidate(2, "Mei Tanaka", weekly(40))
    };
    assert_eq!(
        names(&plan_on(date(2026, 3, 9), &[old, bridge], &[])),
        ["Mei Tanaka"]
    );
}

#[test]
fn a_subject_is_said_without_its_marks() {
    use super::phrase::topic;
    assert_eq!(
        topic("Re: [list] RE:  the   audit. ").as_deref(),
        Some("the audit")
    );
    assert_eq!(topic("Re: "), None);
    assert_eq!(topic("[unclosed").as_deref(), Some("[unclosed"));
    let long = topic("a subject line that goes on and on until nobody can remember how it began");
    assert_eq!(
        long.as_deref(),
        Some("a subject line that goes on and on until nobody can remember …")
    );
}

fn any_candidate() -> impl Strategy<Value = Candidate> {
    let silence = (
        1i64..60,
        prop::sample::select(vec![1i64, 3, 10, 40, 100, 400, 800]),
        0usize..12,
    );
    // What a book can come to: mornings, the oldest first, and the answers given on some of them.
    let nudge =
        prop::collection::vec((0i64..50, 0u8..6, 1i64..12), 0..6).prop_map(|mut mornings| {
            mornings.sort_by_key(|(ago, ..)| std::cmp::Reverse(*ago));
            let weights = Weights::default();
            mornings
                .iter()
                .fold(Nudge::default(), |nudge, (ago, answer, later)| {
                    let day = days_ago(*ago);
                    let shown = nudge.shown(day);
                    match answer {
                        0 => shown.done(day),
                        1 => shown.put_off(day, days_ago(ago - later)),
                        2 => shown.not_needed(day, &weights),
                        _ => shown,
                    }
                })
        });
    let settings = (
        prop::option::weighted(0.2, 5u32..60),
        prop::option::of(1u128..4),
        prop::sample::select(vec![None, Some(true), Some(false)]),
        prop::option::weighted(0.1, (0i64..40, 0i64..40)),
        prop::option::of(prop::sample::select(Medium::ALL)),
        1i64..4,
    );
    (
        silence,
        prop::option::weighted(0.4, nudge),
        settings,
        any::<bool>(),
    )
        .prop_map(
            |(
                (gap, until, days),
                nudge,
                (rhythm, circle, bridge, leave, medium, steps),
                theirs,
            )| {
                let began = if theirs { Beginner::Them } else { Beginner::Me };
                let contacts = (0..days as i64).map(|n| Contact {
                    day: days_ago(until + n * gap),
                    began,
                    addressees: 1,
                });
                Candidate {
                    importance: Importance::from_steps(steps).unwrap_or(Importance::Usual),
                    rhythm,
                    quiet: leave.map(|(from, length)| Quiet {
                        from: days_ago(from),
                        until: Some(days_ago(from - length)),
                        why: "on leave".to_owned(),
                    }),
                    circle: circle.map(Uuid::from_u128),
                    group_of_its_own: bridge,
                    nudge,
                    best_medium: medium,
                    likes: medium.filter(|_| theirs),
                    ..candidate(1, "Noor Haddad", Facts::of(contacts))
                }
            },
        )
}

fn people() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(any_candidate(), 0..25).prop_map(|people| {
        let numbered = people.into_iter().zip(1u128..);
        numbered
            .map(|(one, id)| Candidate {
                person: person(id),
                ..one
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_plan_obeys_every_rule(people in people(), ahead in 0i64..7) {
        let day = days_ago(-ahead);
        let plan = plan_on(day, &people, &[]);
        prop_assert!(plan.moves.len() <= 3);
        prop_assert!(plan.moves.iter().map(|one| one.minutes).sum::<u32>() <= 20);
        prop_assert_eq!(plan.silence.is_some(), plan.moves.is_empty());
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            prop_assert!(plan.moves.is_empty());
        }
        let by_id: BTreeMap<PersonId, &Candidate> = people.iter().map(|one| (one.person, one)).collect();
        let (mut circles, mut long_gone) = (Vec::new(), 0);
        for one in &plan.moves {
            let shares: f64 = one.parts.iter().map(|part| part.share).sum();
            prop_assert!((shares - one.value).abs() < 1e-9);
            prop_assert!(!one.reason.contains('!') && !one.opener.contains('!'));
            let candidate = by_id[&one.person];
            prop_assert!(!candidate.quiet.as_ref().is_some_and(|quiet| quiet.covers(day)));
            let nudge = candidate.nudge.clone().unwrap_or_default();
            prop_assert!(nudge.snoozed_until.is_none_or(|until| until <= day));
            let suggested = nudge.suggested_on.map(|on| days_between(on, day)).filter(|ago| *ago > 0);
            let back = nudge.snoozed_until > nudge.suggested_on;
            prop_assert!(back || suggested.is_none_or(|ago| ago >= 7));
            prop_assert!(nudge.passed(day) < 3 || suggested.is_some_and(|ago| ago >= 30));
            prop_assert!(nudge.resting_until.is_none_or(|until| until <= day));
            if let Some(facts) = &candidate.facts {
                let silent = days_between(facts.last, day);
                prop_assert!(silent >= 2);
                long_gone += usize::from(silent > 770);
            }
            circles.extend(candidate.circle);
        }
        prop_assert!(long_gone <= 1, "one old tie at most");
        let all = circles.len();
        circles.sort();
        circles.dedup();
        prop_assert_eq!(circles.len(), all, "one of a circle");
    }

    #[test]
    fn the_plan_does_not_depend_on_the_order_of_people(
        (one, other) in people().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        ahead in 0i64..7,
    ) {
        let day = days_ago(-ahead);
        prop_assert_eq!(plan_on(day, &one, &[]), plan_on(day, &other, &[]));
    }
}

#[test]
fn a_book_of_years_ago_says_when_it_ended() {
    let long_ago = candidate(1, "Ana Lindqvist", facts([700, 707]));
    let plan = plan_on(MORNING, &[long_ago], &[]);
    let silence = plan.silence.unwrap_or_default();
    assert!(
        silence.starts_with("The newest contact in this book is of 9 April 2024"),
        "{silence}"
    );
}

fn wish(words: &str, last_in_person: Option<i64>, happened: Option<i64>) -> Option<Wish> {
    Some(Wish {
        cadence: crate::cadence::Cadence::parse(words).unwrap(),
        last_in_person: last_in_person.map(days_ago),
        happened: happened.map(days_ago),
    })
}

#[test]
fn a_rhythm_in_person_is_not_answered_by_mail() {
    let mailed = candidate(1, "Ana Lindqvist", facts((3..200).step_by(3)));
    let seen = |ago| Candidate {
        wish: wish("monthly, in person", ago, None),
        ..mailed.clone()
    };
    assert_eq!(plan(&[seen(Some(30))]).moves, []);
    let plan_of_late = plan(&[seen(Some(31))]);
    let shown = &plan_of_late.moves[0];
    assert_eq!(
        shown.reason,
        "You wanted to meet in person every 30 days; it has been 31 days."
    );
    assert_eq!(shown.minutes, 15);
    let reason = &plan(&[seen(None)]).moves[0].reason;
    assert_eq!(
        reason,
        "You wanted to meet in person every 30 days; no such day is noted yet."
    );
}

#[test]
fn a_word_after_each_release_is_due_until_there_was_one() {
    let pavel = |last| Candidate {
        wish: wish("after each release", None, Some(4)),
        ..candidate(1, "Pavel Novák", facts([last, last + 30]))
    };
    let reason = &plan(&[pavel(9)]).moves[0].reason;
    assert_eq!(
        reason,
        "You wanted a word after each release; the last one was on 6 March."
    );
    assert_eq!(plan(&[pavel(3)]).moves, []);
}

#[test]
fn a_rhythm_on_tuesdays_waits_for_a_tuesday() {
    let sam = Candidate {
        rhythm: Some(14),
        wish: wish("every two weeks, on tuesdays", None, None),
        ..candidate(1, "Sam Okafor", facts([16, 30]))
    };
    let monday = days_ago(1);
    assert_eq!(monday.weekday(), Weekday::Monday);
    assert_eq!(plan_on(monday, std::slice::from_ref(&sam), &[]).moves, []);
    let reason = &plan(&[sam]).moves[0].reason;
    assert_eq!(
        reason,
        "You wanted to be in touch every 14 days, on Tuesdays; it has been 16 days."
    );
}
