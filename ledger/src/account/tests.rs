//! The laws of an account: it adds up, order is of no account, nothing good ever costs.

use proptest::prelude::*;

use super::*;
use crate::breach::{Kind as Harm, Taking};
use crate::cast::*;
use crate::moment::{Judged, Kind, Moment};
use crate::promise::Outcome;
use crate::touch::Beginner;
use crate::verdict::Verdict;

fn deeds<'a>(touches: &'a [Touch], promises: &'a [Promise]) -> Deeds<'a> {
    Deeds {
        touches,
        promises,
        acts: &[],
        breaches: &[],
        reply_p90: 3.0,
    }
}

fn harmed<'a>(promises: &'a [Promise], breaches: &'a [Breach]) -> Deeds<'a> {
    Deeds {
        breaches,
        ..deeds(&[], promises)
    }
}

fn mine(touches: &[Touch], promises: &[Promise]) -> Account {
    account(
        Side::Mine,
        &deeds(touches, promises),
        &Weights::default(),
        MORNING,
    )
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn a_half_life_halves_a_deposit() {
    let thanks = with(coffee(1, days_ago(60)), Moment::ThankedAfter, Side::Mine);
    assert!(close(mine(&[thanks], &[]).balance, 3.0 * 1.25 / 2.0));
}

#[test]
fn a_mail_counts_for_me_only_once_it_is_returned() {
    let mail_out = mail(1, days_ago(0), Beginner::Me);
    assert_eq!(mine(std::slice::from_ref(&mail_out), &[]).lines, []);
    let answered = [mail_out, mail(2, MORNING, Beginner::Them)];
    let account = mine(&answered, &[]);
    assert!(close(account.balance, 0.5));
    assert_eq!(account.lines[0].what, "in touch by mail, returned");
}

#[test]
fn an_answer_after_two_weeks_returns_nothing() {
    let late = [
        mail(1, days_ago(20), Beginner::Me),
        mail(2, days_ago(5), Beginner::Them),
    ];
    assert!(mine(&late, &[]).lines.iter().all(|line| line.worth < 0.0));
}

#[test]
fn an_approach_left_open_is_a_small_withdrawal_on_my_side_only() {
    let approach = [mail(1, days_ago(4), Beginner::Them)];
    let account = mine(&approach, &[]);
    assert!(
        close(account.balance, -0.5),
        "four days are more than my usual three"
    );
    assert_eq!(
        account.lines[0].what,
        "left their approach of 2026-03-06 unanswered"
    );
    let theirs = super::account(
        Side::Theirs,
        &deeds(&[mail(1, days_ago(90), Beginner::Me)], &[]),
        &Weights::default(),
        MORNING,
    );
    assert_eq!(theirs.lines, [], "nobody is blamed for silence");
}

#[test]
fn answering_late_takes_the_withdrawal_back() {
    let answered = [
        mail(1, days_ago(40), Beginner::Them),
        mail(2, MORNING, Beginner::Me),
    ];
    assert_eq!(mine(&answered, &[]).lines, []);
}

#[test]
fn a_touch_left_better_deposits_its_medium_and_one_left_worse_takes_away() {
    let better = left(coffee(1, MORNING), Verdict::Better);
    let account = mine(std::slice::from_ref(&better), &[]);
    assert!(close(account.balance, 3.0));
    assert_eq!(account.lines[0].what, "left better, a coffee in person");
    let worse = left(coffee(1, MORNING), Verdict::Worse);
    assert!(close(mine(&[worse], &[]).balance, -1.5));
    let theirs = super::account(
        Side::Theirs,
        &deeds(&[better], &[]),
        &Weights::default(),
        MORNING,
    );
    assert_eq!(theirs.lines[0].what, "in touch, a coffee in person");
}

#[test]
fn judged_moments_stand_and_the_verdict_adds_nothing_to_them() {
    let listened = with(coffee(1, MORNING), Moment::Listened, Side::Mine);
    let alone = mine(std::slice::from_ref(&listened), &[]);
    for verdict in Verdict::ALL {
        assert_eq!(mine(&[left(listened.clone(), verdict)], &[]), alone);
    }
}

#[test]
fn a_conversation_left_worse_counts_once_and_answers_nothing() {
    let thread = |verdict| {
        [
            mail(1, days_ago(5), Beginner::Them),
            mail(2, days_ago(4), Beginner::Me),
            Touch {
                verdict,
                ..mail(3, days_ago(4), Beginner::Me)
            },
            mail(4, days_ago(3), Beginner::Them),
        ]
    };
    assert_eq!(mine(&thread(None), &[]).lines.len(), 2, "both returned");
    let lines = mine(&thread(Some(Verdict::Worse)), &[]).lines;
    let what: Vec<&str> = lines.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(
        what,
        [
            "left their approach of 2026-03-05 unanswered",
            "left worse, by mail"
        ]
    );
}

#[test]
fn an_approach_that_needed_no_answer_is_no_withdrawal_and_one_i_let_lie_stays_one() {
    let approach = mail(1, days_ago(9), Beginner::Them);
    let asked = |touch: &Touch| {
        let touches = std::slice::from_ref(touch);
        unanswered(touches, 3.0, &Weights::default(), MORNING)
    };
    assert_eq!(asked(&approach), [days_ago(9)]);
    assert_eq!(asked(&mail(1, days_ago(3), Beginner::Them)), []);
    let settled = left(approach.clone(), Verdict::Settled);
    assert_eq!(asked(&settled), []);
    assert_eq!(mine(&[settled], &[]).lines, []);
    let lies = left(approach.clone(), Verdict::LetLie);
    assert_eq!(asked(&lies), []);
    assert_eq!(
        mine(std::slice::from_ref(&lies), &[]),
        mine(&[approach], &[])
    );
    let answered = [lies, mail(2, MORNING, Beginner::Me)];
    assert_eq!(mine(&answered, &[]).lines, []);
}

#[test]
fn a_day_cannot_deposit_more_than_its_cap_and_says_so() {
    let day: Vec<Touch> = (0..3)
        .map(|id| with(coffee(id, MORNING), Moment::Listened, Side::Mine))
        .collect();
    let account = mine(&day, &[]);
    assert!(close(account.balance, 4.0));
    assert_eq!(account.lines.len(), 4);
    assert_eq!(
        account.lines[0].what,
        "more than one day can deposit: steady beats grand"
    );
    assert!(close(account.lines[0].worth, -5.0));
}

#[test]
fn a_withdrawal_does_not_consume_the_day() {
    let good = with(coffee(1, MORNING), Moment::Listened, Side::Mine);
    let bad = with(coffee(2, MORNING), Moment::Interrupted, Side::Mine);
    assert!(close(mine(&[good, bad], &[]).balance, 3.0 - 1.5));
}

#[test]
fn promises_enter_with_their_outcome_and_released_ones_not_at_all() {
    let promises = [
        settled(1, MORNING, Outcome::Kept),
        settled(2, MORNING, Outcome::Broken),
        settled(3, MORNING, Outcome::Released),
    ];
    let account = mine(&[], &promises);
    assert!(close(account.balance, 1.0 - 1.5));
    assert_eq!(account.lines.len(), 2);
    assert_eq!(account.lines[1].what, "kept a promise: “send the deck”");
}

#[test]
fn standing_is_said_against_the_usual_and_not_too_early() {
    assert_eq!(standing_words(9.0, 2.0, 4), "too early to tell");
    assert_eq!(standing_words(-0.1, 2.0, 9), "overdrawn: repair first");
    assert_eq!(standing_words(1.0, 2.0, 9), "thinner than usual");
    assert_eq!(standing_words(2.1, 2.0, 9), "in good standing");
    assert_eq!(standing_words(4.0, 2.0, 9), "fuller than usual");
}

#[test]
fn a_breach_fades_by_its_own_half_life_and_heals_by_promises_kept_once_owned() {
    let weights = Weights::default();
    let balance = |harm: &Breach, promises: &[Promise]| {
        let breaches = std::slice::from_ref(harm);
        account(Side::Mine, &harmed(promises, breaches), &weights, MORNING).balance
    };
    // ω 3, size 2, half of it left after 120 days.
    let open = breach(1, Side::Mine, Harm::BrokenPromise, days_ago(120));
    assert!(close(balance(&open, &[]), -3.0));
    let kept = [settled(1, days_ago(0), Outcome::Kept)];
    assert!(close(balance(&open, &kept), 1.0 - 3.0), "not owned");
    let owned = open
        .take(Taking::Acknowledge, days_ago(9))
        .and_then(|harm| harm.take(Taking::Own, days_ago(9)))
        .unwrap();
    assert!(close(balance(&owned, &kept), 1.0 - 3.0 * 0.8));
    let account = account(Side::Mine, &harmed(&kept, &[owned]), &weights, MORNING);
    assert_eq!(
        account.lines[1].what,
        "a broken promise, painful: “left the review undone”; owned, 1 promise kept since, healed by \
         60 in 100"
    );
}

#[test]
fn a_breach_stands_in_place_of_its_promises_withdrawal_and_nothing_counts_twice() {
    let broken = [settled(7, days_ago(5), Outcome::Broken)];
    let harm = Breach {
        promise: Some(broken[0].id),
        ..breach(1, Side::Mine, Harm::BrokenPromise, days_ago(2))
    };
    let breaches = [harm];
    let deeds = harmed(&broken, &breaches);
    let lines = |day| account(Side::Mine, &deeds, &Weights::default(), day).lines;
    assert_eq!(lines(days_ago(3)).len(), 1);
    assert!(lines(days_ago(3))[0].what.starts_with("broke a promise"));
    assert_eq!(lines(MORNING).len(), 1);
    assert!(lines(MORNING)[0].what.starts_with("a broken promise"));
}

#[test]
fn harm_done_to_me_stands_on_their_side_until_i_let_it_go() {
    let harm = breach(1, Side::Theirs, Harm::Deception, days_ago(30));
    let gone = harm
        .clone()
        .take(Taking::Say, days_ago(20))
        .and_then(|harm| harm.take(Taking::LetGo, days_ago(10)))
        .unwrap();
    let breaches = [gone];
    let deeds = harmed(&[], &breaches);
    let lines = |side, day| account(side, &deeds, &Weights::default(), day).lines.len();
    assert_eq!(lines(Side::Mine, days_ago(30)), 0);
    assert_eq!(lines(Side::Theirs, days_ago(11)), 1);
    assert_eq!(lines(Side::Theirs, days_ago(10)), 0);
}

#[test]
fn doing_more_than_was_promised_counts_as_keeping_it() {
    // Early, or late in its time: a promise kept is a promise kept.
    let due = promise(1, Side::Mine, Some(MORNING));
    let worth = |kept: Promise| mine(&[], &[kept]).balance;
    let early = due.clone().keep(days_ago(0)).unwrap();
    let undated = settled(2, MORNING, Outcome::Kept);
    assert_eq!(worth(early), worth(undated));
}

fn any_breaches() -> impl Strategy<Value = Vec<Breach>> {
    prop::collection::vec(any_breach(), 0..5)
}

fn any_touches() -> impl Strategy<Value = Vec<Touch>> {
    prop::collection::vec(any_touch(), 0..30)
}

fn any_promises() -> impl Strategy<Value = Vec<Promise>> {
    prop::collection::vec(any_promise(), 0..6)
}

fn moments(kind: Kind) -> impl Strategy<Value = Moment> {
    let some = Moment::ALL
        .iter()
        .copied()
        .filter(|moment| moment.kind() == kind);
    prop::sample::select(some.collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn the_lines_add_up_and_come_newest_first(
        touches in any_touches(), promises in any_promises(), breaches in any_breaches(),
        side in any_side(),
    ) {
        let deeds = Deeds { breaches: &breaches, ..deeds(&touches, &promises) };
        let account = account(side, &deeds, &Weights::default(), MORNING);
        let sum: f64 = account.lines.iter().rev().map(|line| line.worth).sum();
        prop_assert!(close(sum, account.balance));
        prop_assert!(account.lines.is_sorted_by(|newer, older| newer.day >= older.day));
        prop_assert!(account.lines.iter().all(|line| line.day <= MORNING && line.worth != 0.0));

        let shown = account.as_shown();
        let cents = |worth: f64| (worth * 100.0).round() as i64;
        prop_assert_eq!(shown.iter().map(|worth| cents(*worth)).sum::<i64>(), cents(account.balance));
        let near = |(line, worth): (&Entry, &f64)| (line.worth - worth).abs() < 0.01 + 1e-9;
        prop_assert!(account.lines.iter().zip(&shown).all(near));
    }

    #[test]
    fn a_shortened_account_says_what_its_older_lines_add_up_to(
        touches in any_touches(), promises in any_promises(), side in any_side(), at_most in 0usize..20,
    ) {
        let (deeds, weights) = (deeds(&touches, &promises), Weights::default());
        let journal = Journal::of(side, &deeds, &weights);
        let (whole, short) = (journal.account(MORNING, usize::MAX), journal.account(MORNING, at_most));
        prop_assert_eq!(&whole, &account(side, &deeds, &weights, MORNING));
        prop_assert_eq!(whole.older, Older::default());
        prop_assert_eq!(short.entries(), whole.lines.len());
        prop_assert_eq!(&short.lines[..], &whole.lines[..at_most.min(whole.lines.len())]);
        let sum: f64 = short.lines.iter().map(|line| line.worth).sum();
        prop_assert!(close(sum + short.older.worth, short.balance) && close(short.balance, whole.balance));
        let cents = |worth: f64| (worth * 100.0).round() as i64;
        let shown: i64 = short.as_shown().into_iter().map(cents).sum();
        prop_assert_eq!(shown, cents(short.balance));
    }

    #[test]
    fn the_same_deeds_in_any_order_give_the_same_account(
        (one, other) in any_touches().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        promises in any_promises(), breaches in any_breaches(), side in any_side(),
    ) {
        let (mut reversed, mut back) = (promises.clone(), breaches.clone());
        reversed.reverse();
        back.reverse();
        let weights = Weights::default();
        let straight = Deeds { breaches: &breaches, ..deeds(&one, &promises) };
        let turned = Deeds { breaches: &back, ..deeds(&other, &reversed) };
        prop_assert_eq!(
            account(side, &straight, &weights, MORNING),
            account(side, &turned, &weights, MORNING)
        );
    }

    #[test]
    fn a_withdrawal_never_raises_the_balance(
        touches in any_touches(), side in any_side(), new in any_touch(),
        moment in moments(Kind::Withdrawal),
    ) {
        let before = account(side, &deeds(&touches, &[]), &Weights::default(), MORNING);
        let new = Touch { moments: vec![Judged { moment, side }], verdict: None, ..new };
        let after: Vec<Touch> = touches.into_iter().chain([new]).collect();
        let after = account(side, &deeds(&after, &[]), &Weights::default(), MORNING);
        prop_assert!(after.balance <= before.balance + 1e-9, "{:#?} {:#?}", before, after);
    }

    #[test]
    fn a_deposit_never_lowers_the_balance(
        touches in any_touches(), side in any_side(), new in any_touch(),
        moment in moments(Kind::Deposit),
    ) {
        let before = account(side, &deeds(&touches, &[]), &Weights::default(), MORNING);
        let new = Touch { moments: vec![Judged { moment, side }], verdict: None, ..new };
        let after: Vec<Touch> = touches.into_iter().chain([new]).collect();
        let after = account(side, &deeds(&after, &[]), &Weights::default(), MORNING);
        prop_assert!(after.balance >= before.balance - 1e-9, "{:#?} {:#?}", before, after);
    }

    #[test]
    fn a_touch_said_to_be_left_better_never_lowers_and_left_worse_never_raises(
        touches in prop::collection::vec(any_touch(), 1..30), place in any::<prop::sample::Index>(),
    ) {
        let place = place.index(touches.len());
        let said = |verdict| {
            let mut touches = touches.clone();
            touches[place].verdict = verdict;
            mine(&touches, &[]).balance
        };
        let silent = said(None);
        prop_assert!(said(Some(Verdict::Better)) >= silent - 1e-9);
        prop_assert!(said(Some(Verdict::Worse)) <= silent + 1e-9);
        prop_assert!(said(Some(Verdict::Settled)) >= silent - 1e-9);
        prop_assert!((said(Some(Verdict::LetLie)) - silent).abs() < 1e-9);
    }

    #[test]
    fn a_verdict_adds_nothing_to_moments_of_mine(
        touches in any_touches(), new in any_touch(), moment in prop::sample::select(Moment::ALL),
        verdict in prop::option::of(prop::sample::select(&Verdict::ALL[..])),
    ) {
        let judged = vec![Judged { moment, side: Side::Mine }];
        let of = |verdict| {
            let new = Touch { moments: judged.clone(), verdict, ..new.clone() };
            let all: Vec<Touch> = touches.iter().cloned().chain([new]).collect();
            mine(&all, &[])
        };
        prop_assert_eq!(of(verdict), of(None));
    }

    #[test]
    fn keeping_a_promise_never_lowers_the_balance(
        touches in any_touches(), promises in any_promises(), breaches in any_breaches(),
        side in any_side(), ago in 0i64..900,
    ) {
        let of = |promises: &[Promise]| {
            let deeds = Deeds { breaches: &breaches, ..deeds(&touches, promises) };
            account(side, &deeds, &Weights::default(), MORNING).balance
        };
        let kept = Promise { side, ..settled(u128::MAX, days_ago(ago), Outcome::Kept) };
        let more: Vec<Promise> = promises.iter().cloned().chain([kept]).collect();
        prop_assert!(of(&more) >= of(&promises) - 1e-9);
    }

    #[test]
    fn a_breach_never_raises_the_balance_and_a_step_of_mending_never_lowers_it(
        promises in any_promises(), harm in any_breach(),
    ) {
        let side = harm.side();
        let of = |breaches: &[Breach]| {
            account(side, &harmed(&promises, breaches), &Weights::default(), MORNING).balance
        };
        let untouched = Breach { path: breach(1, side, harm.kind, harm.day).path, ..harm.clone() };
        let before = of(&[]);
        let open = of(&[untouched]);
        let mended = of(&[harm]);
        prop_assert!(open <= before + 1e-9);
        prop_assert!(mended >= open - 1e-9 && mended <= before + 1e-9);
    }

    #[test]
    fn with_nothing_new_a_later_day_only_fades(
        touches in any_touches(), promises in any_promises(), later in 0i64..900,
    ) {
        // On their side nothing comes due by itself.
        let on = |day| account(Side::Theirs, &deeds(&touches, &promises), &Weights::default(), day);
        let then = MORNING.saturating_add(jiff::Span::new().days(later));
        let faded = on(MORNING).balance * (-(later as f64) / 60.0).exp2();
        prop_assert!(close(on(then).balance, faded));
    }

    #[test]
    fn what_lies_after_the_day_does_not_count(
        touches in any_touches(), promises in any_promises(), ago in 0i64..1100, side in any_side(),
    ) {
        let day = days_ago(ago);
        let known: Vec<Touch> = touches.iter().filter(|touch| touch.day <= day).cloned().collect();
        let weights = Weights::default();
        prop_assert_eq!(
            account(side, &deeds(&touches, &promises), &weights, day),
            account(side, &deeds(&known, &promises), &weights, day)
        );
    }

    #[test]
    fn whether_there_is_a_line_is_what_the_account_says(
        touches in any_touches(), promises in any_promises(), breaches in any_breaches(),
        first in 0usize..4, ago in 0i64..1100, side in any_side(), returned in prop_oneof![Just(0.0), Just(0.5)],
    ) {
        // So few that there may be none.
        let few = &touches[..touches.len().min(first)];
        let promises = &promises[..promises.len().min(first)];
        let breaches = &breaches[..breaches.len().min(first / 2)];
        let weights = Weights { returned, ..Weights::default() };
        let (deeds, day) = (Deeds { breaches, ..deeds(few, promises) }, days_ago(ago));
        let account = account(side, &deeds, &weights, day);
        prop_assert_eq!(has_lines(side, &deeds, &weights, day), !account.is_empty());
    }

    #[test]
    fn the_balance_over_time_is_the_account_of_each_day(
        touches in any_touches(), promises in any_promises(), breaches in any_breaches(),
        side in any_side(), step in 1u32..90,
    ) {
        let (mut breaches, weights) = (breaches, Weights::default());
        if let (Some(harm), Some(promise)) = (breaches.first_mut(), promises.first()) {
            harm.promise = Some(promise.id);
        }
        let deeds = Deeds { breaches: &breaches, ..deeds(&touches, &promises) };
        let journal = Journal::of(side, &deeds, &weights);
        for (day, balance) in journal.over_time(days_ago(1200), MORNING, step) {
            prop_assert!(close(balance, account(side, &deeds, &weights, day).balance), "on {}", day);
        }
    }
}
