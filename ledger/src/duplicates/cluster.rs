//! From pairs to people, without chaining: two groups come together only when what speaks for it,
//! over all pairs between them, outweighs what speaks against (correlation clustering, Bansal, Blum
//! and Chawla, 2004, by greedy joining of the surest pair first), and never when one pair of them
//! cannot be.

use super::book::Counted;
use super::compare::compare;
use super::likelihood::Likelihoods;
use super::merge::Groups;
use super::profile::Profile;

/// Two who look alike, by place, and the logarithm of the odds that they are one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub one: u32,
    pub other: u32,
    pub ln_odds: f64,
}

/// No single pair weighs more than this among the pairs of two groups: many are needed against many.
const AT_MOST: f64 = 5.0;

/// Groups of more pairs than this are left apart: nobody has so many entries.
const PAIRS_AT_MOST: usize = 4_000;

/// The links that bring groups together, the surest first; and what comes of taking them all.
pub fn cluster(
    mut links: Vec<Link>,
    profiles: &[Profile],
    book: &Counted,
    likelihoods: &Likelihoods,
) -> (Vec<Link>, Groups) {
    links.retain(|link| link.ln_odds > 0.0);
    links.sort_by(|a, b| {
        b.ln_odds
            .total_cmp(&a.ln_odds)
            .then((a.one, a.other).cmp(&(b.one, b.other)))
    });
    let mut groups = Groups::alone(profiles.len());
    links.retain(|link| {
        let (one, other) = (groups.of(link.one), groups.of(link.other));
        let joins = one != other && between(&groups, one, other, profiles, book, likelihoods) > 0.0;
        if joins {
            groups.join(one, other);
        }
        joins
    });
    (links, groups)
}

fn between(
    groups: &Groups,
    one: u32,
    other: u32,
    profiles: &[Profile],
    book: &Counted,
    likelihoods: &Likelihoods,
) -> f64 {
    let (mine, theirs) = (groups.members(one), groups.members(other));
    if mine.len() * theirs.len() > PAIRS_AT_MOST {
        return f64::NEG_INFINITY;
    }
    let mut sum = 0.0;
    for mine in mine {
        for theirs in theirs {
            let Some(sights) =
                compare(&profiles[*mine as usize], &profiles[*theirs as usize], book)
            else {
                return f64::NEG_INFINITY;
            };
            sum += likelihoods.ln_odds(&sights).clamp(-AT_MOST, AT_MOST);
        }
    }
    sum
}
