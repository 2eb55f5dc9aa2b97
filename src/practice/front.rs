//! The head of a card's page: one field a line, each once, none unknown. Strict, so that a slip
//! of the pen is found by a test and not by a reader.

use ledger::moment::Moment;
use ledger::practice::{Card, Subject};

const FENCE: &str = "---\n";
const FIELDS: [&str; 8] = [
    "id",
    "question",
    "asked",
    "subject",
    "moments",
    "practices",
    "related",
    "sources",
];

/// The practices of the design are numbered 1 to 23.
const PRACTICES: std::ops::RangeInclusive<u8> = 1..=23;

type Read<T> = Result<T, String>;

/// The head and the body of a page.
pub fn apart(page: &str) -> Read<(&str, &str)> {
    page.strip_prefix(FENCE)
        .and_then(|rest| rest.split_once(FENCE))
        .ok_or_else(|| "a page begins with front matter between two lines of ---".to_owned())
}

/// The card, still without its parts.
pub fn card(front: &str) -> Read<Card> {
    let fields = front.lines().map(field).collect::<Read<Vec<_>>>()?;
    let get = |name: &str| -> Read<&str> {
        let mut found = fields.iter().filter(|(field, _)| *field == name);
        match (found.next(), found.next()) {
            (Some((_, text)), None) => Ok(*text),
            (None, _) => Err(format!("front matter lacks “{name}”")),
            (_, Some(_)) => Err(format!("front matter says “{name}” twice")),
        }
    };
    Ok(Card {
        id: filled("id", get("id")?)?,
        question: filled("question", get("question")?)?,
        asked: listed(get("asked")?, ',').map(str::to_owned).collect(),
        subject: subject(get("subject")?)?,
        moments: listed(get("moments")?, ',')
            .map(moment)
            .collect::<Read<_>>()?,
        rows: listed(get("practices")?, ',')
            .map(practice)
            .collect::<Read<_>>()?,
        related: listed(get("related")?, ',').map(str::to_owned).collect(),
        sources: listed(get("sources")?, ';').map(str::to_owned).collect(),
        parts: Vec::new(),
    })
}

fn field(line: &str) -> Read<(&str, &str)> {
    let (name, text) = line
        .split_once(':')
        .ok_or_else(|| format!("“{line}” is no field of front matter"))?;
    if !FIELDS.contains(&name) {
        return Err(format!("front matter has no field “{name}”"));
    }
    Ok((name, text.trim()))
}

fn filled(name: &str, text: &str) -> Read<String> {
    if text.is_empty() {
        return Err(format!("“{name}” is empty"));
    }
    Ok(text.to_owned())
}

fn listed(text: &str, between: char) -> impl Iterator<Item = &str> {
    text.split(between)
        .map(str::trim)
        .filter(|one| !one.is_empty())
}

fn subject(id: &str) -> Read<Subject> {
    Subject::from_id(id).ok_or_else(|| format!("there is no subject “{id}”"))
}

fn moment(id: &str) -> Read<Moment> {
    Moment::from_id(id).ok_or_else(|| format!("“{id}” is not in the chart of moments"))
}

fn practice(number: &str) -> Read<u8> {
    let known = number.parse().ok().filter(|row| PRACTICES.contains(row));
    known.ok_or_else(|| format!("there is no practice {number}"))
}
