//! A matter of the morning that is neither a promise nor a contact: its reason, and what can be
//! done about it.

use ledger::Day;
use ledger::practice::Library;
use ledger::today::{About, Kind, Move};
use maud::{Markup, html};
use uuid::Uuid;

use super::{bids, concerns, contributions, details, form, practice, today};

/// With a card of practice for its kind, unless the row before it offered the same.
pub fn row(shown: &Move, before: Option<&Move>, day: Day, library: &Library) -> Markup {
    let About::Matter(kind, id) = shown.about else {
        return html! {};
    };
    let hush = format!("/matters/{id}/hush");
    let at = match kind {
        Kind::WalkAround => format!("/walk-arounds/{id}"),
        Kind::Meeting => format!("/meetings/{id}"),
        _ => format!("/people/{}", shown.person.0),
    };
    html! {
        li.entry.move {
            div.margin { (kind_words(kind)) }
            div.text {
                h3.name { a href=(at) { (shown.name) } }
                p.reason { (shown.reason) }
                @if !shown.opener.is_empty() { p.opener { (shown.opener) } }
                @if before.and_then(kind_of) != Some(kind) { (practice::aside(library.card_for(kind))) }
                div.deeds {
                    (answer(kind, id, shown))
                    (form::write(&hush, "/", &today::put_off_until(day)))
                    (today::put_off_later(&hush, day))
                }
            }
        }
    }
}

fn kind_of(shown: &Move) -> Option<Kind> {
    match shown.about {
        About::Matter(kind, _) => Some(kind),
        _ => None,
    }
}

/// What settles the matter: a press, or the page where it is settled.
fn answer(kind: Kind, id: Uuid, shown: &Move) -> Markup {
    let person = format!("/people/{}", shown.person.0);
    match kind {
        Kind::Milestone => form::press(&format!("/milestones/{id}/celebrate"), "/", "Celebrated"),
        Kind::Concern => concerns::answers(id, "/"),
        Kind::Contribution => {
            html! { (contributions::thanks(id, "/")) (contributions::credit(id, "/")) }
        }
        Kind::Repair => html! { a.button href=(format!("/repairs/{id}")) { "Take the next step" } },
        Kind::WalkAround => {
            html! { a.button href=(format!("/walk-arounds/{id}")) { "Whom to look for" } }
        }
        Kind::Detail => details::answers(&format!("/details/{id}"), "/"),
        Kind::Meeting => html! { a.button href=(format!("/meetings/{id}")) { "Open the meeting" } },
        Kind::Bid => bids::answers(id, "/"),
        Kind::Confidence => html! {
            (form::press(&format!("/confidences/{id}/kept"), "/", "Still kept"))
            a.button href=(format!("{person}/confidences")) { "Open" }
        },
    }
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Meeting => "meeting",
        Kind::Milestone => "milestone",
        Kind::Concern => "concern",
        Kind::Repair => "to mend",
        Kind::Bid => "a bid",
        Kind::Contribution => "thanks due",
        Kind::Detail => "ask again",
        Kind::WalkAround => "in person",
        Kind::Confidence => "confidence",
    }
}
