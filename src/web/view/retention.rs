//! For how long things are kept: each rule with its reason, and what would go today.

use ledger::retention::{Going, Rule, Rules};
use maud::{Markup, html};

use super::{form, layout};
use crate::book::Swept;

const HERE: &str = "/retention";

pub fn body(rules: &Rules, going: &Going, swept: Option<Swept>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "How long things are kept" }, &html! {
            p.lead { "Until you say otherwise, for good. What goes by these rules is not taken back." }
        }))
        (layout::section("Today", &html! { @if let Some(swept) = swept { (files(swept)) } (today(rules, going)) }))
        (layout::section("Rules", &html! {
            p.soft { "An empty number keeps it for good. They are followed as Troth opens here, and once a day while it is open." }
        }))
        div.entry { div.margin {} div.text.wide { @for rule in Rule::ALL { (kept(rule, rules)) } } }
        (layout::section("Somebody asks", &html! {
            p { "To be shown what the book says of them, or to be forgotten: both stand at the end of their page." }
            div.deeds { a.button.quiet href="/forgotten" { "Forgotten so far" } }
        }))
    }
}

/// What is left of deleted rows in the files of the book, and one press that clears them.
pub fn files(swept: Swept) -> Markup {
    html! {
        p { (swept.words()) }
        @if swept == Swept::InUse { div.deeds { (form::press("/retention/clear", HERE, "Clear the files")) } }
    }
}

fn today(rules: &Rules, going: &Going) -> Markup {
    html! {
        @if rules.is_empty() { p { "Nothing is set to go." } }
        @else if going.is_nothing() { p { "Nothing is older than it is kept." } }
        @else {
            p { "Would go:" }
            ul { @for part in going.parts() { li { (part) } } }
            (form::press("/retention/apply", HERE, "Let it go now"))
        }
    }
}

fn kept(rule: Rule, rules: &Rules) -> Markup {
    let (least, most) = rule.bounds();
    let field = format!("kept-{}", rule.id());
    html! {
        section.weight #(rule.id()) {
            div {
                h3 { label for=(field) { (rule.subject()) } }
                p { (rule.reason()) }
            }
            div {
                (form::write_as("inline", &format!("/retention/{}", rule.id()), HERE, &html! {
                    input id=(field) type="number" name="value" min=(least) max=(most) value=[rules.get(rule)] inputmode="numeric";
                    button type="submit" { "Save" span.unseen { ": " (rule.subject()) } }
                }))
                span.unit { (rule.unit()) @if rules.get(rule).is_none() { ", now for good" } }
            }
        }
    }
}
