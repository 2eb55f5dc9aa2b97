//! The page that asks, kindly, whether a note that touches something delicate had better be sealed.
//! The words stand in forms alone, never in an address.

use ledger::delicate::{Delicate, remark};
use ledger::person::PersonId;
use maud::{Markup, html};

use super::{form, layout};

pub struct Question<'a> {
    pub found: &'a [Delicate],
    pub person: PersonId,
    pub name: &'a str,
    /// Where the note was on its way to.
    pub action: &'a str,
    pub back: &'a str,
    pub fields: &'a [(String, String)],
}

pub fn body(question: &Question<'_>) -> Markup {
    let what = question
        .fields
        .iter()
        .find(|(name, _)| name == "what")
        .map_or("", |(_, what)| what.trim());
    let first = ledger::person::first_name(question.name);
    html! {
        (layout::title(&html! { (question.name) }, &html! { "Keep this, or seal it?" }, &html! {
            p.lead { (remark(question.found)) " If " (first) " told you in private, it can be sealed instead." }
        }))
        (layout::section("Your note", &html! {
            p.empty { "“" (what) "”" }
            p.hint { "Nothing is noted yet." }
        }))
        (layout::section("What to do", &html! {
            div.deeds { (seal(question, what)) (again(question, "keep", "Keep it as it is")) (again(question, "change", "Change it")) a.button.quiet href=(question.back) { "Leave it" } }
            p.hint {
                "Sealed words are encrypted with your passphrase: never searched, never in a page, an export or a log. "
                "A note kept as it is stands on " (first) "’s page like any other."
            }
        }))
    }
}

fn seal(question: &Question<'_>, what: &str) -> Markup {
    let to = format!("/people/{}/confidences/new", question.person.0);
    form::write(
        &to,
        question.back,
        &html! {
            input type="hidden" name="text" value=(what);
            button.primary type="submit" { "Seal it instead" }
        },
    )
}

/// The same form on its way again, with the owner's answer.
fn again(question: &Question<'_>, answer: &str, words: &str) -> Markup {
    form::write(
        question.action,
        question.back,
        &html! {
            @for (name, value) in question.fields { input type="hidden" name=(name) value=(value); }
            input type="hidden" name=(answer) value="yes";
            button type="submit" { (words) }
        },
    )
}
