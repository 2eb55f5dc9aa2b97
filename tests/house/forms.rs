//! What was typed is never lost: a field one types into has a name on the page that says why it was refused,
//! and is typed there again.

use super::reading::{Breach, House};
use super::{finds, keep};

const REFUSAL: &str = "src/web/view/refusal.rs";

/// Fields whose own page comes back with what was typed, or that nobody may see again.
const SHOWN_ELSEWHERE: &[&str] = &[
    "again",
    "may_know",
    "new",
    "note",
    "passphrase",
    "q",
    "text",
    "told_by",
];

/// Inputs that are pressed or chosen, not typed into.
const NOT_TYPED: &[&str] = &["hidden", "checkbox", "radio", "file"];

pub fn what_is_typed_is_asked_again(house: &House) -> Vec<Breach> {
    let named = house
        .get(REFUSAL)
        .map_or("", |refusal| refusal.text.as_str());
    let mut breaches = Vec::new();
    let views = house
        .files
        .iter()
        .filter(|file| file.path.starts_with("src/web/view/") && file.path != REFUSAL);
    for file in views {
        for (at, line) in file.text.lines().enumerate() {
            let lost = typed(line).filter(|name| {
                !SHOWN_ELSEWHERE.contains(name) && !named.contains(&format!("\"{name}\""))
            });
            breaches.extend(lost.map(|name| {
                let mend =
                    format!("say in {REFUSAL} what `{name}` is called, so that it is typed again");
                Breach::at(&file.path, at + 1, mend)
            }));
        }
    }
    breaches
}

/// The names of the fields one types into on a line of a view.
fn typed(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices(" name=\"").filter_map(|(at, mark)| {
        let tag = line[..at].rsplit(['{', ';']).next()?.trim_start();
        let (element, _) = tag.split_once([' ', '#', '.']).unwrap_or((tag, ""));
        let rest = &line[at + mark.len()..];
        let whole = &rest[..rest.find([';', '{']).unwrap_or(rest.len())];
        let kind = |kind: &&str| {
            let said = format!("type=\"{kind}\"");
            tag.contains(&said) || whole.contains(&said)
        };
        let is_typed =
            matches!(element, "input" | "textarea") && !NOT_TYPED.iter().any(|k| kind(k));
        is_typed.then(|| rest.split('"').next().unwrap_or_default())
    })
}

#[test]
fn every_field_one_types_into_is_asked_again_when_it_is_refused() {
    keep(what_is_typed_is_asked_again);
}

#[test]
fn a_field_that_a_refusal_would_lose_is_named() {
    finds(
        what_is_typed_is_asked_again,
        &[
            (REFUSAL, "\"due\" => (\"Day\", \"date\"),\n"),
            (
                "src/web/view/one.rs",
                "form { input type=\"date\" name=\"due\"; }\nform { input #hour name=\"hour\"; }\ninput type=\"hidden\" name=\"id\"; textarea name=\"story\" {}\n",
            ),
        ],
        &["src/web/view/one.rs:2", "src/web/view/one.rs:3"],
    );
}
