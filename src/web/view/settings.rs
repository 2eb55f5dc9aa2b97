//! Settings: whose book it is, where it lies, and every weight with its reason.

use jiff::tz::TimeZone;
use ledger::handle::Handle;
use ledger::weights::{TUNABLES, Tunable, Weights};
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::Moved;

pub struct Choices<'a> {
    pub owner: Option<&'a str>,
    pub addresses: &'a [Handle],
    pub place: &'a str,
    pub zone: &'a str,
    pub weights: &'a Weights,
}

pub fn body(choices: &Choices<'_>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Settings" }, &html! { p.lead { "Whose book this is, and every number it reckons with." } }))
        (layout::section("You", &owner(choices)))
        (layout::section("The book", &html! {
            dl.facts {
                dt { "Where it lies" } dd { code { (choices.place) } }
                dt { "Time zone" } dd { (choices.zone) }
            }
            (form::write_as("inline", "/settings/zone", "/settings", &html! {
                (form::explained("zone", "Another time zone", "What it changes is shown first.", &html! {
                    input #zone name="zone" required autocomplete="off" spellcheck="false" placeholder="Europe/Berlin";
                }))
                button type="submit" { "Show" }
            }))
        }))
        (layout::section("Reminders", &html! {
            p { a href="/reminders" { "When and how to be reminded" } }
        }))
        (layout::section("Backups", &html! {
            p { a href="/backups" { "Those there are, and how they are kept" } }
        }))
        (layout::section("How long things are kept", &html! {
            p { "Mail with people you ignore, subjects of mail, and ways back from a change can go after a while." }
            div.deeds { a.button href="/retention" { "How long things are kept" } a.aside href="/forgotten" { "Forgotten" } }
        }))
        (layout::section("Weights", &html! {
            p.soft { "None of these is the truth. Each says where it comes from, and each can be changed." }
        }))
        div.entry { div.margin {} div.text.wide { @for tunable in TUNABLES { (weight(tunable, choices.weights)) } } }
    }
}

/// What another time zone would change, and one press to do it.
pub fn zone_asked(before: &TimeZone, zone: &TimeZone, moved: &Moved) -> Markup {
    let name = |zone: &TimeZone| zone.iana_name().unwrap_or("UTC").to_owned();
    let counted =
        |count: u64, noun: &str| say::counted(i64::try_from(count).unwrap_or(i64::MAX), noun);
    html! {
        (layout::title(&html! {}, &html! { "From " (name(before)) " to " (name(zone)) }, &html! { p.lead { "This can be taken back." } }))
        (layout::section("What changes", &html! {
            dl.facts {
                dt { "Mail" } dd { (counted(moved.touches, "touch")) " with " (counted(moved.people, "person")) " on another day" }
                dt { "Meetings" } dd { (counted(moved.meetings, "meeting")) " ahead at another hour: the same moment, told there" }
                dt { "Stays" } dd { "the days of promises, and of everything noted by hand" }
            }
            (form::write("/settings/zone", "/settings", &html! {
                input type="hidden" name="zone" value=(name(zone));
                input type="hidden" name="sure" value="yes";
                div.deeds { button.primary type="submit" { "Change the time zone" } a.button.quiet href="/settings" { "Leave it" } }
            }))
        }))
    }
}

fn owner(choices: &Choices<'_>) -> Markup {
    let addresses: Vec<&str> = choices
        .addresses
        .iter()
        .map(|handle| handle.value.as_str())
        .collect();
    form::write_as(
        "form",
        "/settings/owner",
        "/settings",
        &html! {
            (form::labelled("owner", "Your name", &html! { input #owner name="name" required autocomplete="name" value=(choices.owner.unwrap_or_default()); }))
            (form::explained("addresses", "Your addresses", "One a line. Mail from these is yours.", &html! {
                textarea #addresses name="addresses" rows="3" spellcheck="false" { (addresses.join("\n")) }
            }))
            div.deeds { button type="submit" { "Save" } a.aside href="/profile" { "What you tell of yourself" } }
        },
    )
}

fn weight(tunable: &Tunable, weights: &Weights) -> Markup {
    let now = weights.get(tunable.id).unwrap_or(tunable.default);
    let at = format!("/settings/weights/{}", tunable.id);
    let here = format!("/settings#{}", tunable.id);
    html! {
        section.weight #(tunable.id) {
            div {
                h3 { label for=(format!("weight-{}", tunable.id)) { (tunable.name) } }
                p { (tunable.reason) " " span.soft { (say::sentence(tunable.evidence.words())) } }
            }
            div {
                (form::write_as("inline", &at, &here, &html! {
                    input id=(format!("weight-{}", tunable.id)) type="number" name="value" step="any" min=(tunable.low) max=(tunable.high) value=(say::plain(now)) inputmode="decimal";
                    button type="submit" { "Save" span.unseen { ": " (tunable.name) } }
                }))
                span.unit { (tunable.unit) }
                @if (now - tunable.default).abs() > f64::EPSILON {
                    (form::press(&format!("{at}/reset"), &here, &format!("Back to {}", say::plain(tunable.default))))
                }
            }
        }
    }
}
