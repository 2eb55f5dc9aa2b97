//! The informal chat that is an interview: who is who, what to have a view on, questions worth
//! their time. The owner's own notes come first; the prompts stand where a note is missing.

use super::{Line, Occasion, Purpose};

const ROLES: &str =
    "Which role is it really about, what are they accountable for in it, and what would be yours?";

const VIEW: &str =
    "Read one thing they made or said lately, and decide what you think of it and why.";

/// Asked in every such chat, after one's own. Our choice.
const QUESTIONS: [&str; 4] = [
    "What would have to be true in a year for you to say that this went well?",
    "What is harder about this work than it looks from outside?",
    "Whose work would mine make easier, and whose harder?",
    "What have I not asked that I should have?",
];

pub(super) fn roles(occasion: &Occasion<'_>) -> Vec<Line> {
    noted(occasion, &occasion.prepared.roles, ROLES)
}

pub(super) fn view(occasion: &Occasion<'_>) -> Vec<Line> {
    noted(occasion, &occasion.prepared.view, VIEW)
}

pub(super) fn questions(occasion: &Occasion<'_>) -> Vec<Line> {
    let own = occasion.prepared.questions();
    let prompts: &[&str] = match occasion.purpose {
        Purpose::Interview => &QUESTIONS,
        Purpose::Usual | Purpose::First => &[],
    };
    own.chain(prompts.iter().copied())
        .map(|question| Line::new(question, ""))
        .collect()
}

/// The owner's own lines, else a prompt to write some.
fn noted(occasion: &Occasion<'_>, own: &str, prompt: &str) -> Vec<Line> {
    let own: Vec<Line> = own
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| Line::new(line, ""))
        .collect();
    match (own.is_empty(), occasion.purpose) {
        (true, Purpose::Interview) => vec![Line::new(prompt, "")],
        _ => own,
    }
}
