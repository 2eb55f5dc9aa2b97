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
//! other kind of likeness. No answer depends on the order in which the entries are given: they are put
//! in an order of their own first.

mod address;
mod align;
mod birthday;
mod block;
mod book;
mod cluster;
mod compare;
mod disguise;
mod entry;
mod frequency;
mod learn;
mod letters;
mod likelihood;
mod merge;
mod name;
mod nickname;
mod pieces;
mod profile;
mod reason;
mod talk;

pub use entry::{BirthDate, Duplicates, Entry, Further, Known, Merge, Proposal};
pub use frequency::Threads;
pub use likelihood::UNANSWERED;
pub use reason::Reason;
pub use talk::{Letter, Talk};

use block::candidates;
use book::Counted;
use cluster::{Link, cluster};
use compare::compare;
use disguise::disguise;
use learn::{Sample, learn};
use likelihood::{Likelihoods, chance};
use merge::by_handle;
use profile::Profile;
use reason::reasons;

use crate::person::PersonId;

#[cfg(test)]
mod tests;

/// So many pairs are enough to learn from.
const LEARNT_FROM: usize = 100_000;

/// Finds who is who in a book.
pub fn duplicates(known: &Known<'_>) -> Duplicates {
    let entries = in_own_order(known.entries);
    let (book, profiles) = Counted::of(known, &entries);
    let groups = by_handle(&profiles, &book);
    let merges = groups.all().filter(|members| members.len() > 1);
    let merges = merges.map(|members| merge(members, &entries)).collect();
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
    let mut proposals: Vec<Proposal> = links
        .iter()
        .map(|link| proposal(link, &people, &book, &likelihoods, known.further, &entries))
        .collect();
    // A disguise makes one less sure than it was found.
    proposals.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    Duplicates { merges, proposals }
}

/// Pairs are drawn by place and groups are joined in turn, so whoever stands where has to follow from
/// what is known of them.
fn in_own_order(entries: &[Entry]) -> Vec<&Entry> {
    let mut own: Vec<&Entry> = entries.iter().collect();
    own.sort_unstable_by(|one, other| one.in_turn(other));
    own
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

fn merge(members: &[u32], entries: &[&Entry]) -> Merge {
    let mut people: Vec<PersonId> = members
        .iter()
        .map(|place| entries[*place as usize].id)
        .collect();
    people.sort_unstable();
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
    further: &[Further<'_>],
    entries: &[&Entry],
) -> Proposal {
    let (one, other) = (&people[link.one as usize], &people[link.other as usize]);
    let sights = compare(one, other, book).unwrap_or_default();
    let mut ends = [one, other].map(|person| first(person, entries));
    ends.sort_unstable();
    let mut reasons = reasons(&sights, book, likelihoods, further);
    let mut ln_odds = link.ln_odds;
    if let Some(disguise) = disguise(one, other, entries, ln_odds) {
        ln_odds += disguise.weight;
        reasons.push(disguise);
        reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    }
    Proposal {
        people: ends,
        confidence: chance(ln_odds),
        before: likelihoods.ln_prior,
        reasons,
    }
}

/// Of those who are one already, the lowest id stands for all.
fn first(person: &Profile, entries: &[&Entry]) -> PersonId {
    let ids = person
        .members
        .iter()
        .map(|place| entries[*place as usize].id);
    ids.min().unwrap_or(PersonId(uuid::Uuid::nil()))
}
