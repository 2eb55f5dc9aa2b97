//! Everything two profiles can be compared by.

use super::align::best;
use super::birthday::born;
use super::book::Counted;
use super::letters::edits;
use super::likelihood::{
    ANSWER, CIRCLE, COMPANY, DOMAIN, FURTHER, HANDLE, NICK, OTHER, SPELT, SURPLUS, Sight, THREAD,
    WORD,
};
use super::profile::{Nick, Profile, Value};

/// What is found of two; `None` where they can never be one: parted by the owner, or father and son.
pub fn compare(one: &Profile, other: &Profile, book: &Counted) -> Option<Vec<Sight>> {
    if contradict(one, other, book) {
        return None;
    }
    let mut sights = named(one, other, book);
    let names_met = sights
        .iter()
        .any(|sight| sight.field == SPELT || sight.field == WORD && sight.level < OTHER);
    let one_handle = handled(one, other, book, &mut sights);
    if !one_handle {
        nicked(one, other, book, names_met, &mut sights);
        shared(
            DOMAIN,
            &one.domains,
            &other.domains,
            &book.domains,
            &mut sights,
        );
    }
    shared(
        COMPANY,
        &one.companies,
        &other.companies,
        &book.companies,
        &mut sights,
    );
    shared(
        CIRCLE,
        &one.circles,
        &other.circles,
        &book.circles,
        &mut sights,
    );
    sights.extend(born(one, other, book));
    sights.extend(talked(one, other, book));
    for place in 0..book.further.len() {
        sights.extend(further(place, one, other, book));
    }
    Some(sights)
}

/// What no likeness outweighs.
pub fn contradict(one: &Profile, other: &Profile, book: &Counted) -> bool {
    let generations = |profile: &Profile| {
        profile
            .names
            .iter()
            .filter_map(|name| name.generation)
            .collect::<Vec<_>>()
    };
    let (mine, theirs) = (generations(one), generations(other));
    let differ =
        !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|one| theirs.contains(one));
    differ || book.are_apart(one, other)
}

/// Whether full names were compared and no word of them contradicts.
fn agree(sights: &[Sight]) -> bool {
    sights.iter().any(|sight| sight.field == SURPLUS)
        && !sights
            .iter()
            .any(|sight| sight.field == WORD && sight.level >= OTHER)
}

/// The names word for word, or a nickname that spells a name.
fn named(one: &Profile, other: &Profile, book: &Counted) -> Vec<Sight> {
    let by_words = best(
        &one.names,
        &other.names,
        &book.lexicon,
        &book.chances,
        &book.usual,
    );
    let by_words = by_words.unwrap_or_default();
    if agree(&by_words) {
        return by_words;
    }
    let spelt = spelt(one, other, book)
        .into_iter()
        .chain(spelt(other, one, book));
    let spelt = spelt.min_by(|a, b| a.ln_u.total_cmp(&b.ln_u));
    let both_full = one.has_a_full_name() && other.has_a_full_name();
    match spelt {
        Some(spelt) if both_full => by_words.into_iter().chain([spelt]).collect(),
        Some(spelt)
            if book.usual.weight(&spelt) > book.usual.ln_odds(&by_words) - book.usual.ln_prior =>
        {
            vec![spelt]
        }
        _ => by_words,
    }
}

/// A nickname of one that is the other's full name written as one word.
fn spelt(one: &Profile, other: &Profile, book: &Counted) -> Option<Sight> {
    let foreign = one.nicks.iter().filter(|nick| !nick.is_own_name);
    let mut best: Option<Sight> = None;
    for nick in foreign {
        for name in other.names.iter().filter(|name| name.is_full) {
            let found = name.spellings.iter().find(|(key, _)| *key == nick.plain);
            let Some((_, share)) = found else { continue };
            let sight = Sight::new(SPELT, 0, share.max(0.1 / book.entries as f64));
            if best.is_none_or(|best| sight.ln_u < best.ln_u) {
                best = Some(sight);
            }
        }
    }
    best
}

/// So many personal mailboxes and numbers are two people's, a family's for the most part. Our choice.
const SHARED_MAILBOX: f64 = 0.02;

/// One personal handle both have; the answer says whether there is one. What a desk has says nothing.
fn handled(one: &Profile, other: &Profile, book: &Counted, sights: &mut Vec<Sight>) -> bool {
    let own = |profile: &Profile| {
        profile
            .handles
            .iter()
            .filter(|handle| handle.is_personal)
            .count()
    };
    let both = one
        .handles
        .iter()
        .filter(|handle| other.handles.iter().any(|theirs| theirs.key == handle.key));
    let shared = both
        .clone()
        .filter(|handle| handle.is_personal)
        .min_by_key(|handle| book.handles.count(handle.key));
    if let Some(handle) = shared {
        let holders = f64::from(book.handles.count(handle.key));
        let others = (holders - 2.0).max(0.0) + SHARED_MAILBOX;
        sights.push(Sight::new(HANDLE, 0, others / book.entries as f64));
    } else if own(one) > 0 && own(other) > 0 {
        sights.push(Sight::new(HANDLE, 1, 1.0));
    }
    both.count() > 0
}

/// The same nickname at two places, as far as it is no more than the name they both have.
fn nicked(
    one: &Profile,
    other: &Profile,
    book: &Counted,
    names_met: bool,
    sights: &mut Vec<Sight>,
) {
    if one.nicks.is_empty() || other.nicks.is_empty() {
        return;
    }
    let both = one.nicks.iter().filter_map(|mine| {
        other
            .nicks
            .iter()
            .find(|nick| nick.key == mine.key)
            .map(|theirs| (mine, theirs))
    });
    let rare = both
        .map(|(mine, theirs)| {
            let is_own_name = mine.is_own_name || theirs.is_own_name;
            let is_news = !is_own_name || mine.figures >= 2 || !names_met;
            (nick_share(mine, is_own_name && names_met, book), is_news)
        })
        .min_by(|a, b| a.0.total_cmp(&b.0));
    match rare {
        Some((share, true)) => sights.push(Sight::new(NICK, 0, share)),
        Some((_, false)) => {}
        None => sights.push(Sight::new(NICK, 1, 1.0)),
    }
}

/// How often somebody else calls themselves so. Figures at its end are chosen besides.
fn nick_share(nick: &Nick, is_own_name: bool, book: &Counted) -> f64 {
    let entries = book.entries as f64;
    let beyond = (f64::from(book.nicks.count(nick.key)) - 2.0).max(0.0) + 0.2;
    let figures = 10_f64.powi(-(nick.figures.min(4) as i32));
    let plain = nick
        .text
        .trim_end_matches(|letter: char| letter.is_ascii_digit());
    let word = book.lexicon.find(plain).filter(|word| word.is_known());
    let as_a_word = word.map_or(0.0, |word| book.lexicon.share(word) * figures);
    let as_a_name = if is_own_name { figures } else { 0.0 };
    let short = 26_f64.powi(-(nick.text.chars().count().min(8) as i32)) * 10.0;
    (beyond / entries)
        .max(as_a_word)
        .max(as_a_name)
        .max(short)
        .min(1.0)
}

/// The rarest of what both have; that they have nothing in common speaks a little against it.
fn shared(
    field: u8,
    mine: &[u64],
    theirs: &[u64],
    counts: &super::frequency::Counts,
    sights: &mut Vec<Sight>,
) {
    if mine.is_empty() || theirs.is_empty() {
        return;
    }
    let both = mine
        .iter()
        .filter(|value| theirs.binary_search(value).is_ok());
    let share = both
        .map(|value| counts.share(*value))
        .min_by(f64::total_cmp);
    match share {
        // Where one in twenty is, that both are there says nothing.
        Some(share) if share > 0.05 => {}
        Some(share) => sights.push(Sight::new(field, 0, share)),
        None => sights.push(Sight::new(field, 1, 1.0)),
    }
}

/// Where two are that often in one thread by chance, that they are says nothing. Our choice.
const OFTEN: f64 = 0.1;

/// Whoever answers the other in a thread is somebody else; whoever is in one and never does may be the
/// same. That two are never in one thread says nothing: one person's addresses hardly ever are either.
fn talked(one: &Profile, other: &Profile, book: &Counted) -> Option<Sight> {
    if book.have_answered(one, other) {
        return Some(Sight::new(ANSWER, 0, 1.0));
    }
    let is_theirs = |thread: &u64| other.threads.binary_search(thread).is_ok();
    let both = one
        .threads
        .iter()
        .filter(|thread| is_theirs(thread))
        .count();
    if both == 0 {
        return None;
    }
    let by_chance = book.threads.meet(one.threads.len(), other.threads.len());
    (by_chance <= OFTEN).then(|| Sight::new(THREAD, 0, by_chance).about(both as u32))
}

fn further(place: usize, one: &Profile, other: &Profile, book: &Counted) -> Option<Sight> {
    let (mine, theirs) = (one.further.get(place)?, other.further.get(place)?);
    if mine.is_empty() || theirs.is_empty() {
        return None;
    }
    let field = FURTHER + place as u8;
    let pairs = || {
        mine.iter()
            .flat_map(|mine| theirs.iter().map(move |theirs| (mine, theirs)))
    };
    let same = pairs().filter(|(mine, theirs)| mine.key == theirs.key);
    if let Some(share) = same
        .map(|(mine, _)| book.further[place].share_by_surname(mine.key))
        .min_by(f64::total_cmp)
    {
        return Some(Sight::new(field, 0, share));
    }
    if pairs().any(|(mine, theirs)| values_near(mine, theirs)) {
        return Some(Sight::new(field, 1, book.further_near[place]));
    }
    Some(Sight::new(field, 2, 1.0 - book.further_same[place]))
}

/// One edit in five letters, or at least half the words in common.
pub fn values_near(one: &Value, other: &Value) -> bool {
    let long = one.text.len().max(other.text.len());
    let most = (long / 5).max(1);
    if edits(&one.text, &other.text, most) <= most {
        return true;
    }
    let words: Vec<&str> = one.text.split(' ').collect();
    let theirs: Vec<&str> = other.text.split(' ').collect();
    let both = words.iter().filter(|word| theirs.contains(word)).count();
    both >= 2 && 2 * both >= words.len().min(theirs.len())
}
