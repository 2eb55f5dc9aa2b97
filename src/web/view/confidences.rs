//! Confidences with one person. Locked, the page holds their days and a field for the passphrase;
//! only once it is open do their words stand here.

use ledger::Day;
use ledger::confidence::Confidence;
use ledger::detail::DetailId;
use ledger::person::Person;
use maud::{Markup, html};

use super::{form as fields, layout, meetings, say};
use crate::book::Closing;
use crate::error::Result;
use crate::seal::{Secret, Told};

/// Whether the owner has opened them.
#[derive(Clone, Copy)]
pub enum Lid {
    /// No passphrase was ever chosen.
    Unset,
    Locked,
    Open {
        minutes: u64,
    },
}

pub struct Sheet<'a> {
    pub person: &'a Person,
    pub lid: Lid,
    pub count: usize,
    /// The seal in force, so that two who begin at once do not both.
    pub newest: Option<i64>,
    /// What does not open with a passphrase chosen now.
    pub closing: &'a Closing,
    pub shown: &'a [Shown],
    pub skip: u32,
    pub on_a_page: u32,
    pub day: Day,
    pub at: &'a str,
}

/// One confidence; its words when it is open, or why it does not open.
pub struct Shown {
    pub confidence: Confidence,
    pub told: Option<Result<Told>>,
}

pub fn body(sheet: &Sheet<'_>) -> Markup {
    let person = format!("/people/{}", sheet.person.id.0);
    html! {
        (layout::title(&html! {}, &html! { "Confidences with " a.plain href=(person) { (sheet.person.name) } }, &html! {
            p.lead { (lead(sheet)) }
            @match sheet.lid {
                Lid::Open { .. } => div.deeds {
                    a.button.primary href=(format!("{}/new", sheet.at)) { "Note a confidence" }
                    (fields::press(&format!("{}/lock", sheet.at), sheet.at, "Lock"))
                },
                Lid::Locked => div.deeds { a.button href=(format!("{}/new", sheet.at)) { "Note a confidence" } },
                Lid::Unset => {}
            }
        }))
        @match sheet.lid {
            Lid::Unset => (layout::section("A passphrase", &choose(sheet, "Choose it"))),
            Lid::Locked => (layout::section("Locked", &locked(sheet))),
            Lid::Open { .. } => {}
        }
        @if !sheet.shown.is_empty() {
            (layout::rows("Told", &html! {
                ol.rows { @for one in sheet.shown { (row(one, sheet)) } }
                (further(sheet))
            }))
        }
        @if let Lid::Open { .. } = sheet.lid { (layout::section("The passphrase", &change(sheet))) }
    }
}

fn lead(sheet: &Sheet<'_>) -> String {
    let count = say::counted(sheet.count as i64, "confidence");
    match (sheet.lid, sheet.count) {
        (Lid::Unset, _) => "What is told to you in private is sealed under a passphrase only you know. It is in no search, no brief and no export unsealed.".to_owned(),
        (Lid::Locked, 0) => "Nothing is sealed with them yet.".to_owned(),
        (Lid::Locked, _) => format!("{count}, sealed."),
        (Lid::Open { minutes }, 0) => format!("Nothing is sealed with them yet. {}", locks(minutes)),
        (Lid::Open { minutes }, _) => format!("{count}, open to you. {}", locks(minutes)),
    }
}

fn locks(minutes: u64) -> String {
    let minutes = say::counted(i64::try_from(minutes).unwrap_or(i64::MAX), "minute");
    format!("This locks itself {minutes} after the last look, and when Troth ends.")
}

fn locked(sheet: &Sheet<'_>) -> Markup {
    html! {
        (fields::write_as("inline", &format!("{}/open", sheet.at), sheet.at, &html! {
            div.field.grow {
                label for="passphrase" { "Passphrase" }
                input #passphrase type="password" name="passphrase" required autocomplete="current-password" autofocus;
            }
            button.primary type="submit" { "Open" }
        }))
        div.more {
            details {
                summary { "The passphrase is lost" }
                div.inside {
                    p { "Then what it sealed cannot be read by anybody, and nothing here can change that. You can begin anew under another passphrase. What was sealed before stays as it is, and opens again should the old one come back to you." }
                    p { (stays_closed(sheet.closing)) }
                    (choose(sheet, "Begin anew"))
                }
            }
        }
    }
}

fn choose(sheet: &Sheet<'_>, press: &str) -> Markup {
    fields::write_as(
        "form",
        &format!("{}/begin", sheet.at),
        sheet.at,
        &html! {
            @if let Some(newest) = sheet.newest { input type="hidden" name="after" value=(newest); }
            (chosen())
            @if sheet.newest.is_some() {
                (fields::explained("anew", "To confirm", &format!("Type exactly: {}", sheet.closing.typed()), &html! {
                    input #anew name="anew" required autocomplete="off" spellcheck="false";
                }))
            }
            div.deeds { button.primary type="submit" { (press) } }
        },
    )
}

/// What a new passphrase will not open, said before it is chosen.
pub fn stays_closed(closing: &Closing) -> String {
    if closing.count == 0 {
        return "Nothing is sealed yet, so nothing stays closed.".to_owned();
    }
    let count = say::counted(
        i64::try_from(closing.count).unwrap_or(i64::MAX),
        "confidence",
    );
    format!(
        "A new passphrase does not open {count}, with {}.",
        meetings::listed(&closing.with)
    )
}

/// Where a new passphrase is typed, twice.
fn chosen() -> Markup {
    html! {
        div.pair {
            (fields::explained("chosen", "A new passphrase", "Four or five words are easy to type and hard to guess.", &html! {
                input #chosen type="password" name="passphrase" required minlength="8" autocomplete="new-password";
            }))
            (fields::explained("again", "The same again", "Nobody can reset it. When it is lost, what it sealed is lost.", &html! {
                input #again type="password" name="again" required minlength="8" autocomplete="new-password";
            }))
        }
    }
}

fn change(sheet: &Sheet<'_>) -> Markup {
    html! {
        div.more { details {
            summary { "Change it" }
            div.inside {
                p.hint { "Exports and backups made before still open with the old one." }
                (fields::write_as("form", &format!("{}/passphrase", sheet.at), sheet.at, &html! {
                    (fields::labelled("old", "The passphrase as it is", &html! { input #old type="password" name="passphrase" required autocomplete="current-password"; }))
                    div.pair {
                        (fields::labelled("new", "The new one", &html! { input #new type="password" name="new" required minlength="8" autocomplete="new-password"; }))
                        (fields::labelled("again", "The same again", &html! { input #again type="password" name="again" required minlength="8" autocomplete="new-password"; }))
                    }
                    div.deeds { button type="submit" { "Change it" } }
                }))
            }
        } }
    }
}

fn row(shown: &Shown, sheet: &Sheet<'_>) -> Markup {
    let (told, day) = (&shown.confidence, sheet.day);
    html! {
        li.entry {
            div.margin { (say::time(told.noted_on, day)) }
            div.text {
                @match &shown.told {
                    Some(Ok(told)) => (words(told)),
                    Some(Err(closed)) => p.soft { (say::sentence(&closed.sentence)) },
                    None => p.soft { "Sealed." },
                }
                @if let Some(review) = told.review_on {
                    p.soft.small {
                        @if told.is_due(day) { "Due to be looked at again since " (say::short(review, day)) "." }
                        @else { "To look at again " (say::short(review, day)) "." }
                    }
                }
                (deeds(told, sheet))
            }
        }
    }
}

fn words(told: &Told) -> Markup {
    html! {
        @for line in told.text.reveal().lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
        @if !told.told_by.is_empty() || !told.may_know.is_empty() {
            p.soft.small {
                @if !told.told_by.is_empty() { "Told by " (told.told_by.reveal()) ". " }
                @if !told.may_know.is_empty() { "May know: " (names(&told.may_know)) "." }
            }
        }
    }
}

fn names(names: &[Secret]) -> String {
    let names: Vec<&str> = names.iter().map(Secret::reveal).collect();
    names.join(", ")
}

fn deeds(told: &Confidence, sheet: &Sheet<'_>) -> Markup {
    let at = format!("/confidences/{}", told.id.0);
    let field = format!("review-{}", told.id.0);
    html! {
        div.deeds {
            @if told.is_due(sheet.day) { (fields::press(&format!("{at}/kept"), sheet.at, "Still kept")) }
            details {
                summary { "Look again" }
                div.inside { (fields::write_as("inline", &format!("{at}/review"), sheet.at, &html! {
                    (fields::explained(&field, "On", "Empty: never.", &html! { input id=(field) type="date" name="review" value=[told.review_on]; }))
                    button type="submit" { "Save" }
                })) }
            }
            details {
                summary { "Passed on, or forget" }
                div.inside {
                    p.hint { "Passed on is noted in your side of the account, without a word of what it was. Forgetting takes it out of the book for good, and cannot be taken back." }
                    div.deeds { (fields::press(&format!("{at}/passed-on"), sheet.at, "It was passed on")) }
                    (fields::write_as("inline", &format!("{at}/forget"), sheet.at, &html! {
                        label { input type="checkbox" name="sure" value="yes" required; " For good" }
                        button type="submit" { "Forget it" }
                    }))
                }
            }
        }
    }
}

fn further(sheet: &Sheet<'_>) -> Markup {
    let next = sheet.skip.saturating_add(sheet.on_a_page);
    let more = sheet.count > usize::try_from(next).unwrap_or(usize::MAX);
    html! {
        @if more || sheet.skip > 0 {
            div.entry { div.margin {} div.text { div.deeds {
                @if sheet.skip > 0 { a.button.quiet href=(format!("{}?from={}", sheet.at, sheet.skip.saturating_sub(sheet.on_a_page))) { "Newer ones" } }
                @if more { a.button.quiet href=(format!("{}?from={next}", sheet.at)) { "Earlier ones" } }
            } } }
        }
    }
}

/// What has been typed so far.
pub struct Draft {
    pub told: Told,
    pub review: String,
    /// The note it takes the place of.
    pub instead_of: Option<Instead>,
}

/// A note that stood open until now, and the day by which the backups that hold it are gone by themselves.
#[derive(Clone, Copy)]
pub struct Instead {
    pub note: DetailId,
    pub runs_out: Option<Day>,
}

impl Draft {
    pub fn empty(review: String) -> Self {
        let nothing = || Secret::new(String::new());
        Self {
            told: Told::new(nothing(), nothing(), Vec::new()),
            review,
            instead_of: None,
        }
    }
}

/// The form for a confidence. It asks for the passphrase too while they are locked, or for the first one.
fn in_place_of(instead: Instead) -> Markup {
    html! {
        input type="hidden" name="instead_of" value=(instead.note.0);
        p { "The note it stood in is deleted for good, with its earlier wordings." }
        @if let Some(day) = instead.runs_out { (super::rights::backups(day)) }
    }
}

pub fn form(person: &Person, at: &str, draft: &Draft, lid: Lid) -> Markup {
    let told = &draft.told;
    html! {
        (layout::title(&html! {}, &html! { "A confidence with " (person.name) }, &html! {
            p.lead { "Sealed as you send it: the words, who told you and who may know. Only that there is one, and its days, can be seen." }
        }))
        div.entry { div.margin {} div.text {
            (fields::write_as("form", at, at, &html! {
                (fields::labelled("told", "What was told", &html! {
                    textarea #told name="text" rows="7" required autocomplete="off" spellcheck="false" autofocus { (told.text.reveal()) }
                }))
                div.pair {
                    (fields::explained("told_by", "Who told you", "When it was somebody else.", &html! { input #told_by name="told_by" autocomplete="off" value=(told.told_by.reveal()); }))
                    (fields::explained("may_know", "Who may know", "Names, with commas between them.", &html! { input #may_know name="may_know" autocomplete="off" value=(names(&told.may_know)); }))
                }
                (fields::explained("review", "To look at again", "Then you are asked whether it is still to be kept. Empty: never.", &html! { input #review type="date" name="review" value=(draft.review); }))
                @if let Some(instead) = draft.instead_of { (in_place_of(instead)) }
                @match lid {
                    Lid::Open { .. } => {}
                    Lid::Locked => (fields::labelled("passphrase", "Passphrase", &html! { input #passphrase type="password" name="passphrase" required autocomplete="current-password"; })),
                    Lid::Unset => {
                        p { "It is sealed under a passphrase, and none is chosen yet: choose it here." }
                        (chosen())
                    }
                }
                div.deeds { button.primary type="submit" { (if matches!(lid, Lid::Unset) { "Choose it, and seal" } else { "Seal it" }) } a.button.quiet href=(at) { "Go back" } }
            }))
        } }
    }
}
