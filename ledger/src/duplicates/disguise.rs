//! Two who look the same to the eye and are not, letter for letter: a forger's way. They may be one
//! person all the same, so they are asked about, but never as nearly sure.

use super::entry::Entry;
use super::profile::Profile;
use super::reason::Reason;
use crate::lettering::{doubts, look_alike};

/// The logarithm of the odds of four to one: "perhaps", and no more. Chosen.
const AT_MOST: f64 = 1.386;
/// It always counts for something, so that it is said.
const AT_LEAST: f64 = 0.3;

/// What speaks against a likeness that is only one to the eye, and what it counts.
pub fn disguise(
    one: &Profile,
    other: &Profile,
    entries: &[&Entry],
    ln_odds: f64,
) -> Option<Reason> {
    let words = said(&of(one, entries), &of(other, entries))?;
    let most = AT_MOST.min(ln_odds - AT_LEAST).max(ln_odds.min(0.01));
    Some(Reason {
        words,
        weight: most - ln_odds,
    })
}

struct Seen<'a> {
    names: Vec<&'a str>,
    addresses: Vec<&'a str>,
}

fn of<'a>(profile: &Profile, entries: &[&'a Entry]) -> Seen<'a> {
    let members = profile.members.iter().map(|place| entries[*place as usize]);
    let (mut names, mut addresses) = (Vec::new(), Vec::new());
    for entry in members {
        names.extend(entry.names.iter().map(String::as_str));
        addresses.extend(entry.handles.iter().map(|handle| handle.value.as_str()));
    }
    Seen { names, addresses }
}

fn said(one: &Seen<'_>, other: &Seen<'_>) -> Option<String> {
    let mut strange: Vec<String> = [one, other].iter().flat_map(|seen| strange(seen)).collect();
    strange.sort();
    strange.dedup();
    let alike = one.addresses.iter().any(|mine| {
        other
            .addresses
            .iter()
            .any(|theirs| look_alike(mine, theirs))
    });
    match (alike, strange.as_slice()) {
        (false, []) => None,
        (true, []) => Some("the addresses look alike and are not the same".to_owned()),
        (true, strange) => Some(format!(
            "the addresses look alike and are not the same: {}",
            strange.join(", ")
        )),
        (false, strange) => Some(format!("one passes for the other: {}", strange.join(", "))),
    }
}

fn strange(seen: &Seen<'_>) -> Vec<String> {
    let names = seen.names.iter().flat_map(|name| doubts(name, ""));
    let addresses = seen
        .addresses
        .iter()
        .flat_map(|address| doubts("", address));
    names.chain(addresses).collect()
}
