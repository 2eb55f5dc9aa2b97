//! Who is who: which entries of a book are the same person.
//!
//! Two entries with one and the same personal handle, and with names that can be one person's, are
//! merged without asking. Whatever else looks alike is only proposed, with its reasons in words,
//! the surest first. What the owner said is not the same stays apart, whatever else is alike.
//!
//! The weights are those of Fellegi and Sunter (1969): each thing two entries can be compared by
//! makes the odds that they are one person larger or smaller, by how often it is found so of one
//! person against how often of two. The second is counted in the book, value by value, so that a rare
//! name says more than a common one (Winkler, 2000). The first is learnt from the book's own pairs by
//! expectation and maximisation, held near to what is usual so that it cannot run off to some
//! other kind of likeness. No answer depends on the order of the entries, but for ties.

mod address;
mod align;
mod birthday;
mod block;
mod book;
mod cluster;
mod compare;
mod entry;
mod frequency;
mod learn;
mod letters;
mod likelihood;
mod merge;
mod name;
mod nickname;
mod profile;
mod reason;

pub use entry::{BirthDate, Duplicates, Entry, Further, Known, Merge, Proposal};
pub use reason::Reason;

use block::candidates;
use book::Counted;
use cluster::{Link, cluster};
use compare::compare;
use learn::{Sample, learn};
use likelihood::{Likelihoods, chance};
use merge::by_handle;
use profile::Profile;
use reason::reasons;

#[cfg(test)]
mod tests;

/// So many pairs are enough to learn from.
const LEARNT_FROM: usize = 100_000;

/// Finds who is who in a book.
pub fn duplicates(known: &Known<'_>) -> Duplicates {
    let (book, profiles) = Counted::of(known);
    let groups = by_handle(&profiles, &book);
    let merges = groups.all().filter(|members| members.len() > 1);
    let merges = merges.map(|members| merge(members, known)).collect();
    let people: Vec<Profile> = groups
        .all()
        .map(|members| united(members, &profiles, &book))
        .collect();
    let pairs = candidates(&people, &book);
    let mut sample = sample(&pairs, &people, &book);
    for pair in groups.all().flat_map(|members| members.windows(2)) {
        let [one, other] = [pair[0], pair[1]].map(|place| &profiles[place as usize]);
        sample.add_sure(&compare(one, other, &book).unwrap_or_default());
    }
    drop(profiles);
    let likelihoods = learn(&sample, known.further, people.len());
    let links = linked(&pairs, &people, &book, &likelihoods);
    let (links, _) = cluster(links, &people, &book, &likelihoods);
    let proposals = links
        .iter()
        .map(|link| proposal(link, &people, &book, &likelihoods, known));
    Duplicates {
        merges,
        proposals: proposals.collect(),
    }
}

fn united(members: &[u32], profiles: &[Profile], book: &Counted) -> Profile {
    let mut members = members.iter().map(|place| &profiles[*place as usize]);
    let mut person = members.next().cloned().unwrap_or_default();
    for other in members {
        person.take(other);
    }
    person.know_own_names(&book.lexicon);
    person
}

fn merge(members: &[u32], known: &Known<'_>) -> Merge {
    let people = members
        .iter()
        .map(|place| known.entries[*place as usize].id)
        .collect();
    let words = "one and the same address or number, and names that can be one person's".to_owned();
    Merge {
        people,
        reasons: vec![Reason { words, weight: 0.0 }],
    }
}

/// Pairs drawn evenly from the candidates.
fn sample(pairs: &[(u32, u32)], people: &[Profile], book: &Counted) -> Sample {
    let step = pairs.len().div_ceil(LEARNT_FROM).max(1);
    let mut sample = Sample::standing_for(step as f64);
    for (one, other) in pairs.iter().step_by(step) {
        if let Some(sights) = compare(&people[*one as usize], &people[*other as usize], book) {
            sample.add(&sights);
        }
    }
    sample
}

fn linked(
    pairs: &[(u32, u32)],
    people: &[Profile],
    book: &Counted,
    likelihoods: &Likelihoods,
) -> Vec<Link> {
    let link = |(one, other): &(u32, u32)| {
        let sights = compare(&people[*one as usize], &people[*other as usize], book)?;
        let ln_odds = likelihoods.ln_odds(&sights);
        (ln_odds > 0.0).then_some(Link {
            one: *one,
            other: *other,
            ln_odds,
        })
    };
    pairs.iter().filter_map(link).collect()
}

fn proposal(
    link: &Link,
    people: &[Profile],
    book: &Counted,
    likelihoods: &Likelihoods,
    known: &Known<'_>,
) -> Proposal {
    let (one, other) = (&people[link.one as usize], &people[link.other as usize]);
    let sights = compare(one, other, book).unwrap_or_default();
    let first = |person: &Profile| person.members.first().map_or(0, |place| *place as usize);
    Proposal {
        people: [known.entries[first(one)].id, known.entries[first(other)].id],
        confidence: chance(link.ln_odds),
        reasons: reasons(&sights, book, likelihoods, known.further),
    }
}
