//! Finding a person by what the owner types: case and accents folded, first names and
//! addresses understood, near misses offered as "did you mean".

use crate::values;
use ledger::lettering::without_unseen;
use ledger::person::{PersonId, Standing};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Session;
use super::shelf::hex;
use crate::error::{Error, Result};

/// Below this likeness (Jaro–Winkler, 0 to 1) a name is not offered.
const LIKE_ENOUGH: f64 = 0.8;

/// Lower case, no accents, single spaces, nothing that is not seen: how names are compared.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        return words.join(" ").to_ascii_lowercase();
    }
    let plain: String = without_unseen(text)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .collect::<String>()
        .to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Known {
    id: PersonId,
    name: String,
    folded: String,
    standing: Standing,
}

impl Known {
    fn is_accepted(&self) -> bool {
        self.standing == Standing::Accepted
    }
}

/// The one person `text` names.
pub fn look_up(session: &mut Session<'_>, text: &str) -> Result<PersonId> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Err(Error::refused("whose name?"));
    }
    if let [only] = called_exactly(session, text.trim())?.as_slice() {
        return Ok(*only);
    }
    let known = everyone(session)?;
    let same: Vec<&Known> = known
        .iter()
        .filter(|known| known.folded == wanted)
        .collect();
    if let [one] = same.as_slice()
        && one.is_accepted()
    {
        return Ok(one.id);
    }
    let by_handle = session_handle(session, &wanted)?;
    if let Some(id) = by_handle {
        return Ok(id);
    }
    if let Some((_, mark)) = text
        .trim()
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("))
    {
        // As two of one name are told apart: "Sam Lee (6a886a)"; an address may have a remark behind it.
        return look_up(session, mark.split(", ").next().unwrap_or(mark));
    }
    if wanted.len() >= 4 && wanted.chars().all(|c| c.is_ascii_hexdigit() || c == '-') {
        let digits = wanted.replace('-', "");
        let mut by_id = known
            .iter()
            .filter(|known| hex(known.id.0.as_bytes()).ends_with(&digits));
        if let (Some(one), None) = (by_id.next(), by_id.next()) {
            return Ok(one.id);
        }
    }
    // Somebody only found in mail does not stand in for somebody the owner knows.
    let mut candidates = same;
    let known_well: Vec<&Known> = known.iter().filter(|known| known.is_accepted()).collect();
    candidates.extend(matching(&known_well, &wanted));
    if candidates.is_empty() {
        let everybody: Vec<&Known> = known.iter().collect();
        candidates = matching(&everybody, &wanted);
    }
    candidates.sort_by_key(|known| (&known.folded, known.id));
    candidates.dedup_by_key(|known| known.id);
    match candidates.as_slice() {
        [one] => Ok(one.id),
        [] => Err(no_one(&known, text, &wanted)),
        several => Err(several_match(session, text, several)?),
    }
}

fn several_match(session: &mut Session<'_>, text: &str, several: &[&Known]) -> Result<Error> {
    let apart = told_apart(session, several)?;
    let marked = apart.iter().any(|name| name.ends_with(')'));
    let error = Error::not_found(format!(
        "several people match “{}”: {}",
        text.trim(),
        listed(&apart)
    ));
    Ok(error.hint(if marked {
        "say the name with what is in brackets"
    } else {
        "say more of the name, or an address"
    }))
}

/// The one of this standing whom `text` names, where somebody is; others of the same name are
/// passed over.
pub fn look_up_of(
    session: &mut Session<'_>,
    text: &str,
    standing: Standing,
) -> Result<Option<PersonId>> {
    let wanted = fold(text);
    let mut known = everyone(session)?;
    known.retain(|known| known.standing == standing);
    let known: Vec<&Known> = known.iter().collect();
    let by_handle = session_handle(session, &wanted)?;
    if by_handle.is_some() {
        let fits = |id: &PersonId| known.iter().any(|known| known.id == *id);
        return Ok(by_handle.filter(fits));
    }
    let same = |known: &&&Known| known.folded == wanted;
    let mut candidates: Vec<&Known> = known.iter().filter(same).copied().collect();
    if candidates.is_empty() {
        candidates = matching(&known, &wanted);
    }
    match candidates.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.id)),
        several => Err(several_match(session, text, several)?),
    }
}

/// How many others bear the name of this one, in any case and without accents.
pub fn namesakes(session: &mut Session<'_>, id: PersonId) -> Result<usize> {
    let known = everyone(session)?;
    let Some(own) = known.iter().find(|known| known.id == id) else {
        return Ok(0);
    };
    let same = |other: &&Known| other.id != id && other.folded == own.folded;
    Ok(known.iter().filter(same).count())
}

/// People with a handle that holds `wanted`.
pub fn holders_like(session: &mut Session<'_>, wanted: &str) -> Result<Vec<PersonId>> {
    let book = session.book;
    let pattern = format!("%{}%", wanted.replace(['%', '_', '\\'], ""));
    session.all(
        "select p.root from handle h join person p on p.book = h.book and p.id = h.person
          where h.book = $1 and h.value like $2",
        values![book, pattern],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

/// Those whose name is just this, letter for letter: the usual case where a program asks.
fn called_exactly(session: &mut Session<'_>, name: &str) -> Result<Vec<PersonId>> {
    let book = session.book;
    session.all(
        "select id from person
          where book = $1 and name = $2 and merged_into is null and standing = 'accepted' limit 2",
        values![book, name],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

fn everyone(session: &mut Session<'_>) -> Result<Vec<Known>> {
    let book = session.book;
    let mut everyone = session.all(
        "select id, name, standing from person
          where book = $1 and merged_into is null and standing <> 'owner'",
        values![book],
        |row| {
            let name = row.text(1)?;
            let folded = fold(&name);
            Ok(Known {
                id: PersonId(row.id(0)?),
                name,
                folded,
                standing: row.named(2, Standing::from_id)?,
            })
        },
    )?;
    everyone.sort_by(|a, b| (&a.folded, a.id).cmp(&(&b.folded, b.id)));
    Ok(everyone)
}

fn session_handle(session: &mut Session<'_>, wanted: &str) -> Result<Option<PersonId>> {
    let book = session.book;
    session.one(
        "select p.root from handle h join person p on p.book = h.book and p.id = h.person
          where h.book = $1 and h.value = $2 and p.standing <> 'owner'",
        values![book, wanted],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

/// Everybody some word of whose name begins as each word typed; people not ignored come first.
fn matching<'a>(known: &[&'a Known], wanted: &str) -> Vec<&'a Known> {
    let typed: Vec<&str> = wanted.split(' ').collect();
    let fits = |known: &Known| {
        typed.iter().all(|part| {
            known
                .folded
                .split([' ', '-', '.'])
                .any(|word| word.starts_with(part))
        })
    };
    let all: Vec<&Known> = known.iter().copied().filter(|known| fits(known)).collect();
    let whole: Vec<&Known> = all
        .iter()
        .copied()
        .filter(|known| {
            typed.iter().all(|part| {
                known
                    .folded
                    .split([' ', '-', '.'])
                    .any(|word| word == *part)
            })
        })
        .collect();
    let best = if whole.is_empty() { all } else { whole };
    let wanted_people: Vec<&Known> = best
        .iter()
        .copied()
        .filter(|known| known.standing != Standing::Ignored)
        .collect();
    if wanted_people.is_empty() {
        best
    } else {
        wanted_people
    }
}

fn no_one(known: &[Known], text: &str, wanted: &str) -> Error {
    let error = Error::not_found(format!("nobody in this book is called “{}”", text.trim()));
    let mut near: Vec<(f64, &Known)> = known
        .iter()
        .map(|known| (likeness(&known.folded, wanted), known))
        .filter(|(likeness, _)| *likeness >= LIKE_ENOUGH)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.truncate(3);
    match near.as_slice() {
        [] => error.way(
            "troth people lists everybody; troth meet \"NAME\" adds somebody",
            "/people",
            "see everybody, or add somebody",
        ),
        near => {
            let names: Vec<String> = near.iter().map(|(_, known)| known.name.clone()).collect();
            error.hint(format!("did you mean {}?", listed(&names)))
        }
    }
}

/// How alike, taking the whole name or its best word.
fn likeness(folded: &str, wanted: &str) -> f64 {
    folded
        .split(' ')
        .chain(std::iter::once(folded))
        .map(|part| strsim::jaro_winkler(part, wanted))
        .fold(0.0, f64::max)
}

/// Their name with what tells them apart from others of the same name.
pub fn marked(session: &mut Session<'_>, id: PersonId, name: &str) -> Result<String> {
    let book = session.book;
    let addresses = session.all(
        "select value from handle where book = $1 and person = $2",
        values![book, id.0],
        |row| row.text(0),
    )?;
    let digits = hex(id.0.as_bytes());
    let mark = addresses
        .into_iter()
        .min()
        .unwrap_or_else(|| digits[digits.len() - 6..].to_owned());
    Ok(format!("{name} ({mark})"))
}

/// Their names; where two are alike, with an address each.
fn told_apart(session: &mut Session<'_>, people: &[&Known]) -> Result<Vec<String>> {
    people
        .iter()
        .map(|known| {
            let alike = people
                .iter()
                .filter(|other| other.folded == known.folded)
                .count();
            if alike == 1 {
                return Ok(known.name.clone());
            }
            marked(session, known.id, &known.name)
        })
        .collect()
}

/// "Ana, Sam or Priya", at most five.
fn listed(people: &[String]) -> String {
    const MOST: usize = 5;
    let names: Vec<&str> = people.iter().take(MOST).map(String::as_str).collect();
    if people.len() > MOST {
        return format!("{} and {} more", names.join(", "), people.len() - MOST);
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
