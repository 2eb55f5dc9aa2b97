//! The dates of somebody: what comes when, what was celebrated, and noting more.

use ledger::milestone::{Milestone, Occurs, Sort};
use ledger::{Day, days_between};
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::{form, layout, milestones, say};

/// For so many days a new job reminds of the rhythm.
const NEW: i64 = 60;

pub(super) fn section(sheet: &Sheet<'_>) -> Markup {
    let all = &sheet.page.milestones;
    if all.is_empty() {
        return html! {};
    }
    layout::rows(
        "Milestones",
        &html! {
            ul.rows.tight { @for one in all { (row(one, sheet)) } }
            div.entry { div.margin {} div.text { (adding(sheet)) } }
        },
    )
}

fn row(milestone: &Milestone, sheet: &Sheet<'_>) -> Markup {
    let day = sheet.day;
    let near = milestone.near(day, &sheet.page.weights);
    let Some(on) = near.or_else(|| milestone.shown_on(day)) else {
        return html! {};
    };
    let at = format!("/milestones/{}", milestone.id.0);
    html! {
        li.entry {
            div.margin { (say::time(on, day)) }
            div.text {
                (say::sentence(&milestone.title(on)).trim_end_matches('.'))
                div.soft.small { (standing(milestone, on, day)) }
                @if is_new_job(milestone, on, day) {
                    p.hint { "A new job often changes how much contact fits: look at the rhythm." }
                }
                div.deeds {
                    @if milestone.can_be_celebrated(day, &sheet.page.weights) { (form::press(&format!("{at}/celebrate"), sheet.back, "Celebrated")) }
                    details {
                        summary { "Noted wrongly" }
                        div.inside { div.deeds { (form::press(&format!("{at}/drop"), sheet.back, "Take it off")) } }
                    }
                }
            }
        }
    }
}

fn standing(milestone: &Milestone, on: Day, day: Day) -> String {
    let mut parts = vec![milestones::away(on, day)];
    match milestone.occurs {
        Occurs::Yearly { since, .. } => {
            parts.push("every year".to_owned());
            if let (Sort::Birthday, Some(year)) = (milestone.sort, since) {
                parts.push(format!("born in {year}"));
            }
        }
        Occurs::Once(_) => {}
    }
    if let Some((_, celebrated)) = milestone.celebrated.last_key_value() {
        parts.push(format!("celebrated {}", say::short(*celebrated, day)));
    }
    parts.join(" · ")
}

fn is_new_job(milestone: &Milestone, on: Day, day: Day) -> bool {
    milestone.sort == Sort::NewJob && days_between(on, day) <= NEW
}

pub(super) fn adding(sheet: &Sheet<'_>) -> Markup {
    html! {
        (sheet.folds.behind("milestone", "Note a milestone", || html! {
            (form::write_as("form", "/milestones", sheet.back, &html! {
                input type="hidden" name="person" value=(sheet.page.acquaintance.person.id.0);
                (milestones::fields())
            }))
        }))
    }
}
