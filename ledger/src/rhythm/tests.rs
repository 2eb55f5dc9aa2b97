//! Rhythm, silence and drift against the examples of model C, and the laws of facts.

use proptest::prelude::*;

use super::*;
use crate::cast::{MORNING, any_touch, days_ago, facts};
use crate::person::Quiet;
use crate::touch::Beginner;

/// Twelve gaps around a median, with a standard deviation of logs.
fn regular(median: f64, deviation: f64) -> Facts {
    let mean = median.ln();
    Facts {
        touches: 13,
        from_me: 0,
        from_them: 0,
        days: 13,
        first: days_ago(12 * median as i64),
        last: MORNING,
        gaps: 12,
        log_sum: 12.0 * mean,
        log_squares: 12.0 * mean * mean + 11.0 * deviation * deviation,
        median_gap: median,
        decayed: 1.0,
        last_from_me: None,
        last_from_them: None,
        waiting_since: None,
        my_reply_days_p90: 0.0,
    }
}

fn chance(facts: &Facts, days: i64) -> f64 {
    let day = facts.last.saturating_add(jiff::Span::new().days(days));
    match silence(facts, None, None, &Prior::default(), day).unusual {
        Unusual::P(p) => p,
        _ => f64::NAN,
    }
}

/// The silence as likely as `p`, read between two whole days.
fn silence_as_likely_as(facts: &Facts, p: f64) -> f64 {
    let Some(after) = (1..1000).find(|days| chance(facts, *days) < p) else {
        return f64::NAN;
    };
    let (before, sooner, later) = (after - 1, chance(facts, after - 1), chance(facts, after));
    before as f64 + (sooner - p) / (sooner - later)
}

#[test]
fn a_weekly_rhythm_is_unusually_quiet_after_25_and_36_days() {
    let weekly = regular(7.0, 0.6);
    let found = [0.10, 0.05].map(|p| silence_as_likely_as(&weekly, p).round());
    assert_eq!(found, [25.0, 36.0]);
}

#[test]
fn a_monthly_rhythm_is_unusually_quiet_after_about_92_and_138_days() {
    // The formula of model C gives 94.0 and 141.3 for gaps centred on exactly 30 days, and its
    // published 92 and 138 for gaps centred on 29.4; both are "monthly".
    let found = |median: f64| {
        let monthly = Facts {
            log_sum: 12.0 * median.ln(),
            ..regular(30.0, 0.5)
        };
        let squares = 12.0 * median.ln().powi(2) + 11.0 * 0.25;
        let monthly = Facts {
            log_squares: squares,
            ..monthly
        };
        [0.10, 0.05].map(|p| silence_as_likely_as(&monthly, p).round())
    };
    assert_eq!(found(30.0), [94.0, 141.0]);
    assert_eq!(found(29.37), [92.0, 138.0]);
}

#[test]
fn four_gaps_are_too_early_to_tell() {
    let Some(four) = facts([400, 393, 386, 379, 372]) else {
        panic!("there are facts")
    };
    let silence = silence(&four, None, None, &Prior::default(), MORNING);
    assert_eq!(silence.unusual, Unusual::TooEarly { gaps: 4 });
    assert_eq!(silence.days, 372);
    assert_eq!(temper(&silence, 9.0, 0.0), Temper::TooEarly);
    let words = "Last contact 372 days ago; 4 gaps so far, too early to tell.";
    assert_eq!(Temper::TooEarly.words(&silence), words);
}

#[test]
fn a_quiet_temper_is_a_question() {
    let weekly = regular(7.0, 0.6);
    let day = MORNING.saturating_add(jiff::Span::new().days(37));
    let silence = silence(&weekly, None, None, &Prior::default(), day);
    let temper = temper(&silence, drift(&weekly, None, day), f64::INFINITY);
    assert_eq!(temper, Temper::Quiet);
    assert_eq!(
        temper.words(&silence),
        "Nothing noted for 37 days, usually 7. All fine?"
    );
}

#[test]
fn leave_stops_the_clock_and_silence_goes_on_afterwards() {
    let weekly = regular(7.0, 0.6);
    let on = |days| MORNING.saturating_add(jiff::Span::new().days(days));
    let leave = Quiet {
        from: on(3),
        until: Some(on(32)),
        why: "on leave".to_owned(),
    };
    let prior = Prior::default();
    let during = silence(&weekly, None, Some(&leave), &prior, on(20));
    assert_eq!(
        during.unusual,
        Unusual::Expected {
            why: "on leave".to_owned()
        }
    );
    // Thirty of these forty days do not count.
    let after = silence(&weekly, None, Some(&leave), &prior, on(40));
    assert_eq!(after.unusual, Unusual::P(chance(&weekly, 10)));
    assert_eq!(after.days, 40);
}

#[test]
fn a_leave_before_the_last_contact_changes_nothing() {
    let weekly = regular(7.0, 0.6);
    let leave = Quiet {
        from: days_ago(60),
        until: Some(days_ago(30)),
        why: String::new(),
    };
    assert_eq!(clock(&weekly, Some(&leave), MORNING), MORNING);
}

#[test]
fn a_rhythm_set_by_hand_replaces_the_median() {
    let weekly = regular(7.0, 0.6);
    let day = MORNING.saturating_add(jiff::Span::new().days(36));
    let by_hand = silence(&weekly, Some(30), None, &Prior::default(), day);
    assert_eq!(by_hand.usual, 30.0);
    assert!(matches!(by_hand.unusual, Unusual::P(p) if p > 0.3));
    assert!(drift(&weekly, Some(30), day) < drift(&weekly, None, day));
}

#[test]
fn an_approach_waits_until_i_answer_and_a_crowd_is_not_approached() {
    let on = |ago, began, addressees| Contact {
        day: days_ago(ago),
        began,
        addressees,
    };
    let waiting = |contacts: &[Contact]| Facts::of(contacts.to_vec()).and_then(|f| f.waiting_since);
    let (me, them) = (Beginner::Me, Beginner::Them);
    assert_eq!(
        waiting(&[on(9, me, 1), on(5, them, 1), on(3, them, 1)]),
        Some(days_ago(5))
    );
    assert_eq!(waiting(&[on(5, them, 1), on(3, me, 1)]), None);
    assert_eq!(
        waiting(&[on(5, them, 1), on(5, me, 1)]),
        None,
        "the same day answers"
    );
    assert_eq!(waiting(&[on(5, them, 12)]), None);
}

#[test]
fn my_reply_time_leaves_out_new_beginnings() {
    let on = |ago, began| Contact {
        day: days_ago(ago),
        began,
        addressees: 1,
    };
    let (me, them) = (Beginner::Me, Beginner::Them);
    let facts = Facts::of([
        on(99, them),
        on(97, me),
        on(80, them),
        on(75, me),
        on(60, them),
        on(9, me),
    ]);
    assert_eq!(facts.map(|facts| facts.my_reply_days_p90), Some(5.0));
}

#[test]
fn contact_follows_the_published_formula() {
    // Thirteen weekly contacts, the last today: κ = 14, a = 10, b = 6.5 + 11·.36/2 = 8.48, the spread
    // √(8.48·15/140) = .953, z = (ln 1 − ln 7)/.953 = −2.042; C = 1 as made up, n = 13;
    // ln odds = −2.27 + 1.25·ln 2 + .32·ln 13 + .39·2.042 = .213.
    let weekly = regular(7.0, 0.6);
    let of = |horizon| contact_probability(&weekly, &Prior::default(), MORNING, horizon);
    assert!((of(30.0) - 0.5531).abs() < 0.0005, "{}", of(30.0));
    // Three times as far ahead the odds are 3^1.08 = 3.276 times as high.
    let odds = |p: f64| p / (1.0 - p);
    assert!((odds(of(90.0)) / odds(of(30.0)) - 3.276).abs() < 0.001);
    assert_eq!(of(0.0), 0.0);
}

#[test]
fn contact_as_usual_falls_short_of_nothing_and_a_long_silence_does() {
    let Some(weekly) = facts((0..20).map(|week| week * 7)) else {
        panic!("there are facts")
    };
    let short = |days: i64| {
        let day = MORNING.saturating_add(jiff::Span::new().days(days));
        contact_shortfall(&weekly, &Prior::default(), day)
    };
    assert_eq!(short(2), 0.0);
    assert!(
        short(20) > 0.0 && short(60) > short(20),
        "{} {}",
        short(20),
        short(60)
    );
}

#[test]
fn the_drift_threshold_leaves_a_twentieth_above() {
    let mut drifts: Vec<f64> = (0..100).rev().map(f64::from).collect();
    assert_eq!(drift_threshold(&mut drifts), 95.0);
    assert_eq!(drift_threshold(&mut [3.0]), 3.0);
    assert_eq!(drift_threshold(&mut []), f64::INFINITY);
}

#[test]
fn the_long_silent_have_a_drift_and_do_not_set_the_books() {
    let weekly = regular(7.0, 0.6);
    let on = |days| MORNING.saturating_add(jiff::Span::new().days(days));
    let compared = |days| comparable_drift(&weekly, None, None, on(days));
    let ranked = |days| ranked_drift(&weekly, None, None, on(days));
    assert!(ranked(60).is_some() && ranked(60) == compared(60));
    assert!(ranked(61).is_none() && compared(61).is_some());
    assert!(compared(730).is_some() && compared(731).is_none());
    // Thirty days of leave do not count.
    let leave = Quiet {
        from: on(3),
        until: Some(on(32)),
        why: String::new(),
    };
    assert!(ranked_drift(&weekly, None, Some(&leave), on(90)).is_some());
    assert!(ranked_drift(&weekly, None, Some(&leave), on(91)).is_none());
    assert!(ranked_drift(&weekly, None, Some(&leave), on(20)).is_none());
}

#[test]
fn a_small_book_keeps_the_published_prior() {
    let weekly = regular(7.0, 0.6);
    assert_eq!(Prior::fit(&[&weekly]), Prior::default());
    assert_eq!(Prior::fit(&[]), Prior::default());
}

#[test]
fn a_book_of_monthly_people_moves_the_centre_to_a_month() {
    let people: Vec<Facts> = (0..40)
        .map(|n| regular(25.0 + f64::from(n) / 4.0, 0.5))
        .collect();
    let prior = Prior::fit(&people.iter().collect::<Vec<_>>());
    assert!((prior.m0 - 30f64.ln()).abs() < 0.1, "{prior:?}");
    assert_eq!(prior.gaps, 480);
    let spreads = (prior.kappa0, prior.a0, prior.b0);
    assert_eq!(spreads, (2.0, 4.0, 6.5), "only the centre moves");
}

proptest! {
    #[test]
    fn the_same_contacts_in_any_order_give_the_same_facts(
        touches in prop::collection::vec(any_touch(), 1..40).prop_flat_map(|touches| {
            (Just(touches.clone()), Just(touches).prop_shuffle())
        }),
    ) {
        let (one, other) = touches;
        let of = |touches: &[crate::touch::Touch]| Facts::of(touches.iter().map(Contact::from));
        prop_assert_eq!(of(&one), of(&other));
    }

    #[test]
    fn a_longer_silence_is_never_less_unusual(ago in prop::collection::vec(0i64..900, 6..20)) {
        let Some(facts) = facts(ago) else { return Ok(()) };
        prop_assume!(facts.gaps >= GAPS_ENOUGH);
        let chances: Vec<f64> = (0..200).map(|days| chance(&facts, days)).collect();
        prop_assert!(chances.is_sorted_by(|sooner, later| sooner >= later));
        prop_assert!(chances.iter().all(|p| (0.0..=1.0).contains(p)));
    }

    #[test]
    fn a_glance_reads_the_same_temper_as_the_whole_silence(
        ago in prop::collection::vec(0i64..900, 1..40), later in 0i64..400, threshold in -2.0..3.0f64
    ) {
        let Some(facts) = facts(ago) else { return Ok(()) };
        let day = MORNING.saturating_add(jiff::Span::new().days(later));
        let prior = Prior::default();
        let drift = drift(&facts, None, day);
        let whole = silence(&facts, None, None, &prior, day);
        prop_assert_eq!(
            temper(&glance(&facts, &prior, day), drift, threshold),
            temper(&whole, drift, threshold)
        );
    }

    #[test]
    fn more_days_ahead_make_contact_likelier_and_a_longer_silence_does_not(
        ago in prop::collection::vec(0i64..900, 1..30), later in 0i64..800, ahead in 1.0..400.0f64
    ) {
        let Some(facts) = facts(ago) else { return Ok(()) };
        let on = |days: i64, ahead: f64| {
            let day = MORNING.saturating_add(jiff::Span::new().days(days));
            contact_probability(&facts, &Prior::default(), day, ahead)
        };
        prop_assert!(on(later, ahead) <= on(later, ahead + 1.0));
        prop_assert!(on(later + 1, ahead) <= on(later, ahead));
    }

    #[test]
    fn every_measure_is_a_number(ago in prop::collection::vec(0i64..900, 1..20), later in 0i64..2000) {
        let Some(facts) = facts(ago) else { return Ok(()) };
        let day = MORNING.saturating_add(jiff::Span::new().days(later));
        let p = contact_probability(&facts, &Prior::default(), day, 30.0);
        prop_assert!((0.0..=1.0).contains(&p));
        prop_assert!((0.0..=1.0).contains(&contact_shortfall(&facts, &Prior::default(), day)));
        prop_assert!(drift(&facts, None, day).is_finite());
    }

    #[test]
    fn a_prior_is_the_same_for_any_order_of_people(
        people in prop::collection::vec(prop::collection::vec(0i64..900, 6..40), 20..30)
    ) {
        let people: Vec<Facts> = people.into_iter().filter_map(facts).collect();
        let there: Vec<&Facts> = people.iter().collect();
        let back: Vec<&Facts> = people.iter().rev().collect();
        prop_assert_eq!(Prior::fit(&there), Prior::fit(&back));
    }
}
