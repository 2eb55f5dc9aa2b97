//! What threads say of two who look alike: that they share one and never talk in it.

use super::*;

const SEEN: &str = "in the same thread, and neither ever answered the other";

/// Two of one given name, one of them without a surname, among others who share sixty threads.
fn two_in_threads(mine: &[u64], theirs: &[u64]) -> Vec<Entry> {
    let mut all = among_a_crowd(&[
        ("Ana Lindqvist", "al@l.example"),
        ("Ana", "home@work.example"),
    ]);
    for (place, entry) in all.iter_mut().enumerate().skip(2) {
        let pair = place as u64 / 2 * 3;
        entry.threads.extend([pair, pair + 1, pair + 2]);
    }
    all[0].threads.extend(mine);
    all[1].threads.extend(theirs);
    all
}

/// What is found of the first two, who need not be proposed.
fn reasons_of(entries: &[Entry], answered: &[(PersonId, PersonId)]) -> Vec<Reason> {
    let known = Known {
        entries,
        answered,
        ..Known::default()
    };
    let own = in_own_order(entries);
    let (book, profiles) = Counted::of(&known, &own);
    let place = |id: PersonId| own.iter().position(|entry| entry.id == id).unwrap();
    let [one, other] = [id(0), id(1)].map(|id| &profiles[place(id)]);
    let sights = compare(one, other, &book).unwrap();
    reasons(&sights, &book, &Likelihoods::usual(&[], entries.len()), &[])
}

fn weight(reasons: &[Reason], words: &str) -> Option<f64> {
    let mut of_words = reasons.iter().filter(|reason| reason.words == words);
    of_words.next().map(|reason| reason.weight)
}

#[test]
fn who_shares_a_thread_and_never_answers_may_be_the_same() {
    let apart = two_in_threads(&[], &[]);
    let together = two_in_threads(&[1_000], &[1_000]);
    let [before, after] = [&apart, &together].map(|entries| reasons_of(entries, &[]));
    assert_eq!(weight(&before, SEEN), None);
    assert!(weight(&after, SEEN).unwrap() > 1.0, "{after:?}");
    assert!(!proposes(&found(&apart), 0, 1) && proposes(&found(&together), 0, 1));
}

#[test]
fn who_answers_the_other_in_a_thread_is_not_helped_by_it() {
    let together = two_in_threads(&[1_000], &[1_000]);
    let reasons = reasons_of(&together, &[(id(1), id(0))]);
    assert_eq!(weight(&reasons, SEEN), None);
    let answered = "one answered the other in a thread";
    assert!(weight(&reasons, answered).unwrap() < 0.0);
}

#[test]
fn never_in_one_thread_says_nothing() {
    let reasons = reasons_of(&two_in_threads(&[1_000], &[1_001]), &[]);
    assert!(
        reasons
            .iter()
            .all(|reason| !reason.words.contains("thread"))
    );
}

#[test]
fn the_more_threads_two_are_in_the_less_says_one_they_share() {
    let few = two_in_threads(&[0, 1_000], &[1_000]);
    let more = two_in_threads(&[0, 3, 1_000], &[6, 1_000]);
    let everywhere: Vec<u64> = (0..60).chain([1_000]).collect();
    let [few, more, all] = [few, more, two_in_threads(&everywhere, &everywhere)]
        .map(|entries| weight(&reasons_of(&entries, &[]), SEEN));
    assert!(few > more && more.is_some(), "{few:?} {more:?}");
    assert_eq!(all, None);
}

#[test]
fn in_a_thread_of_a_crowd_everybody_meets_everybody() {
    let mut crowd = two_in_threads(&[1_000], &[1_000]);
    for entry in crowd.iter_mut().skip(2).take(18) {
        entry.threads.push(1_000);
    }
    assert!(weight(&reasons_of(&crowd, &[]), SEEN).is_some());
    crowd[20].threads.push(1_000);
    assert_eq!(weight(&reasons_of(&crowd, &[]), SEEN), None);
}
